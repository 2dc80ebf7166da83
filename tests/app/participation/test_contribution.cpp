// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <cmath>

#include "participation/contribution.h"

using namespace skizze;
using namespace skizze::participation;

namespace {

Contribution pin(std::string text = "Hier fehlt ein Radweg") {
  Contribution contribution;
  contribution.id = base::make_uuid(1, 2, 3);
  contribution.geometry = geo::make_point({567890, 5934567});
  contribution.category = "cycling";
  contribution.text = std::move(text);
  return contribution;
}

QString refusal(const Contribution& contribution) {
  const auto result = checked(contribution);
  return result ? QString() : QString::fromStdString(result.error().message.id);
}

QString q(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

}  // namespace

class TestContribution : public QObject {
  Q_OBJECT

 private slots:
  void a_pin_with_a_text_is_all_it_takes() { QCOMPARE(refusal(pin()), QString()); }
  void no_text_is_refused() {
    QCOMPARE(refusal(pin("")), QString("participation.needs_text"));
    QCOMPARE(refusal(pin(" \n\t\u200b ")), QString("participation.needs_text"));
  }
  void two_thousand_letters_are_the_limit() {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "ü";
    QCOMPARE(refusal(pin(text)), QString());
    QCOMPARE(refusal(pin(text + "x")), QString("participation.text_too_long"));
    QCOMPARE(code_points(first_code_points(text, 7)), std::size_t{7});
  }
  void a_place_is_needed() {
    auto nowhere = pin();
    nowhere.geometry = {};
    QCOMPARE(refusal(nowhere), QString("participation.needs_place"));
    nowhere.geometry = geo::make_point({std::nan(""), 1});
    QCOMPARE(refusal(nowhere), QString("participation.broken_place"));
    nowhere.geometry = geo::make_area({{{0, 0}, {1, 1}}});
    QCOMPARE(refusal(nowhere), QString("participation.broken_place"));
  }
  void lines_and_areas_are_places_too() {
    auto contribution = pin();
    contribution.geometry = geo::make_line({{0, 0}, {1, 1}});
    QCOMPARE(refusal(contribution), QString());
    contribution.geometry = geo::make_area({{{0, 0}, {1, 0}, {1, 1}}});
    QCOMPARE(refusal(contribution), QString());
  }
  void an_empty_name_is_no_name() {
    auto contribution = pin();
    contribution.author = "  ";
    QVERIFY(!checked(contribution)->author);
    contribution.author = std::string(81, 'x');
    QCOMPARE(refusal(contribution), QString("participation.author_too_long"));
  }
  void checking_twice_changes_nothing_more() {
    const auto once = checked(pin("  a\r\nb\x07 \u202e c  "));
    QVERIFY(*checked(*once) == *once);
  }

  void control_characters_fall_away() {
    QCOMPARE(q(clean_text("a\x01"
                          "b\x7f"
                          "c\x1b[31m")),
             QString("abc[31m"));
  }
  void line_ends_become_line_feeds() { QCOMPARE(q(clean_text("a\r\nb\rc\nd")), QString("a\nb\nc\nd")); }
  void text_cannot_be_turned_around() { QCOMPARE(q(clean_text("abc\u202egpj.exe\u2066x")), QString("abcgpj.exex")); }
  void umlauts_and_emoji_stay() { QCOMPARE(q(clean_text(" Grüße 🚲 ")), QString::fromUtf8("Grüße 🚲")); }
  void broken_bytes_become_a_replacement_sign() {
    QCOMPARE(q(clean_text("a\xff"
                          "b")),
             QString::fromUtf8("a\uFFFDb"));
    QCOMPARE(q(clean_text("a\xc3")), QString::fromUtf8("a\uFFFD"));
    QCOMPARE(q(clean_text(std::string_view("x\0y", 3))), QString("xy"));
    QCOMPARE(q(clean_text("\xed\xa0\x80"
                          "a"))
                 .right(1),
             QString("a"));  // a lone surrogate is no character
  }
  void case_and_umlauts_fold_alike() {
    QCOMPARE(folded("STRASSE"), folded("Straße"));
    QCOMPARE(folded("Ärger"), std::string("aerger"));
    QCOMPARE(folded("a\u0308rger"), std::string("aerger"));
    QCOMPARE(folded("Café Łódź"), std::string("cafe lodz"));
  }

  void an_empty_filter_shows_everything() { QVERIFY(matches({}, pin())); }
  void the_filter_asks_category_state_and_all_words() {
    auto contribution = pin("Die Strasse ist zu eng");
    Filter filter;
    filter.text = "straße ENG";
    QVERIFY(matches(filter, contribution));
    filter.text = "straße breit";
    QVERIFY(!matches(filter, contribution));
    filter.text.clear();
    filter.categories = {"green"};
    QVERIFY(!matches(filter, contribution));
    filter.categories = {"green", "cycling"};
    QVERIFY(matches(filter, contribution));
    filter.states = {State::published};
    QVERIFY(!matches(filter, contribution));
  }
  void an_unknown_category_counts_as_other() {
    auto contribution = pin();
    contribution.category = "imported_thing";
    Filter filter;
    filter.categories = {"other"};
    QVERIFY(matches(filter, contribution));
    QCOMPARE(category_message_id("imported_thing"), std::string("participation.category_other"));
  }
  void categories_differ_in_colour_and_in_shape_or_greyness() {
    std::set<std::string_view> ids;
    std::set<std::string_view> colours;
    for (const auto& category : categories()) {
      ids.insert(category.id);
      colours.insert(category.colour);
    }
    QCOMPARE(ids.size(), categories().size());
    QCOMPARE(colours.size(), categories().size());
  }
  void states_are_read_back_as_written() {
    for (const auto state : all_states()) QVERIFY(state_from(word_of(state)) == state);
    QVERIFY(!state_from("deleted"));
  }
  void only_what_staff_released_becomes_public() {
    auto contribution = pin();
    for (const auto state : {State::fresh, State::hidden}) {
      contribution.state = state;
      QVERIFY(!moderate(contribution));
    }
    for (const auto state : {State::published, State::answered}) {
      contribution.state = state;
      QVERIFY(moderate(contribution).has_value());
    }
  }
};

QTEST_GUILESS_MAIN(TestContribution)
#include "test_contribution.moc"
