// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "feature/pack_info.h"
#include "readers/source_notes.h"
#include "readers/text.h"

using namespace skizze;
using readers::cut_utf8;
using readers::is_utf8;

class TestText : public QObject {
  Q_OBJECT

 private slots:
  void well_formed_text_is_utf8() {
    for (const char* text : {"", "abc", "Straße", "€", "𝄞"}) QVERIFY2(is_utf8(text), text);
  }

  void malformed_text_is_not() {
    // Unicode 15, 3.9: overlong, surrogate, beyond U+10FFFF, lone continuation, broken off.
    for (const char* text : {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xc3",
                             "stra\xdf"
                             "e"})
      QVERIFY(!is_utf8(text));
  }

  void windows_1252_becomes_utf8() {
    QCOMPARE(readers::utf8_from_windows_1252("M\xfcll \x80 \x96"), std::string("Müll € –"));
    QVERIFY(is_utf8(readers::utf8_from_windows_1252("\x81\x8d\x8f\x90\x9d\xff")));
  }

  void cutting_keeps_whole_characters() {
    QCOMPARE(cut_utf8("aü", 2), std::string_view("a"));
    QCOMPARE(cut_utf8("aü", 3), std::string_view("aü"));
    QCOMPARE(cut_utf8("€", 2), std::string_view(""));
  }

  void qgis_metadata_tells_licence_and_date() {
    feature::Provenance p;
    readers::notes_from_xml(
        "<qgis><license> dl-de/zero-2-0 </license><rights>Land Berlin</rights><dates/><date>2023-11-02T00:00</date></qgis>", p);
    QCOMPARE(p.licence, std::string("dl-de/zero-2-0"));
    QCOMPARE(p.attribution, std::string("Land Berlin"));
    QCOMPARE(p.data_date, std::string("2023-11-02"));
  }

  void qgis_metadata_tell_how_a_layer_was_made_step_by_step() {
    const auto steps = readers::history_from_xml(
        "<qgis><history>2026-11-22: native:clip, A=&lt;b&gt; &amp; c</history><history> </history><history>second</history></qgis>");
    QCOMPARE(steps, (std::vector<std::string>{"2026-11-22: native:clip, A=<b> & c", "second"}));
    QVERIFY(readers::history_from_xml("<history>open").empty());
    std::string many;
    for (int i = 0; i < 50; ++i) many += "<history>step</history>";
    QCOMPARE(readers::history_from_xml(many).size(), std::size_t{20});
  }

  void what_is_not_stated_stays_empty() {
    feature::Provenance p;
    readers::notes_from_xml("<license></license><license", p);
    readers::notes_from_json("{\"licence\":5,\"date\":\"gestern\"}", p);
    readers::notes_from_json("{broken", p);
    QCOMPARE(p.licence, std::string());
    QCOMPARE(p.data_date, std::string());
  }
};

QTEST_GUILESS_MAIN(TestText)
#include "test_text.moc"
