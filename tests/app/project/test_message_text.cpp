// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/message_text.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace skizze;
using project::Language;

class TestMessageText : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void an_argument_is_put_in();
  void numbers_follow_the_language();
  void only_whole_numbers_and_decimals_with_a_point_are_amounts();
  void names_and_versions_keep_their_digits();
  void one_takes_the_singular();
  void an_unknown_id_is_shown_with_its_arguments();
  void a_missing_argument_is_a_question_mark();
  void an_argument_that_is_an_id_becomes_its_text();
  void an_error_says_file_and_place_once();
  void both_languages_have_the_same_ids();
  void both_languages_have_the_same_placeholders();
  void every_id_in_the_sources_has_a_text();
};

namespace {

QSet<QString> placeholders(const QString& pattern) {
  QSet<QString> names;
  static const QRegularExpression k_placeholder(QStringLiteral("\\{([a-z0-9_]+)"));
  for (auto it = k_placeholder.globalMatch(pattern); it.hasNext();) names.insert(it.next().captured(1));
  return names;
}

}  // namespace

void TestMessageText::an_argument_is_put_in() {
  QCOMPARE(project::text_of({"project.job_open", {{"file", "a.gml"}}}, Language::en), QStringLiteral("Opening a.gml"));
  QCOMPARE(project::text_of({"project.job_open", {{"file", "a.gml"}}}, Language::de), QStringLiteral("a.gml wird geöffnet"));
}

void TestMessageText::numbers_follow_the_language() {
  QCOMPARE(project::number_text(1234.5, 1, Language::de), QStringLiteral("1234,5"));
  QCOMPARE(project::number_text(1234.5, 1, Language::en), QStringLiteral("1234.5"));
  QCOMPARE(project::number_text(1234567, 0, Language::de), QStringLiteral("1.234.567"));
  QCOMPARE(project::number_text(1234567, 0, Language::en), QStringLiteral("1,234,567"));
  QCOMPARE(project::text_of({"cli.times", {{"count", "12345"}}}, Language::de), QStringLiteral("(12.345-mal)"));
}

void TestMessageText::only_whole_numbers_and_decimals_with_a_point_are_amounts() {
  const auto shown = [](const char* value) { return project::text_of({"cli.times", {{"count", value}}}, Language::de); };
  QCOMPARE(shown("-12345.50"), QStringLiteral("(-12.345,50-mal)"));
  for (const char* word : {"1.", ".5", "-", "", "1e5", "12,5", "1.2.3", "--1", "1234567890123456", "12 m"})
    QCOMPARE(shown(word), QStringLiteral("(%1-mal)").arg(QLatin1String(word)));
}

void TestMessageText::names_and_versions_keep_their_digits() {
  const base::Message message{"feature.pack_version", {{"version", "2.0"}}};
  QVERIFY(project::text_of(message, Language::de).contains(QStringLiteral("2.0")));
  QVERIFY(project::text_of({"cli.new_done", {{"file", "a.gpkg"}, {"epsg", "25832"}}}, Language::de).contains(QStringLiteral("25832")));
}

void TestMessageText::one_takes_the_singular() {
  QCOMPARE(project::text_of({"project.did_remove_contributions", {{"count", "1"}}}, Language::de), QStringLiteral("1 Beitrag entfernt"));
  QCOMPARE(project::text_of({"project.did_remove_contributions", {{"count", "3"}}}, Language::de), QStringLiteral("3 Beiträge entfernt"));
}

void TestMessageText::an_unknown_id_is_shown_with_its_arguments() {
  QCOMPARE(project::text_of({"nowhere.nothing", {{"file", "x"}}}, Language::de), QStringLiteral("nowhere.nothing file=x"));
  QCOMPARE(project::text_of(base::Message{}, Language::en), QString());
}

void TestMessageText::a_missing_argument_is_a_question_mark() {
  QCOMPARE(project::text_of("project.job_open", Language::en), QStringLiteral("Opening ?"));
}

void TestMessageText::an_argument_that_is_an_id_becomes_its_text() {
  QVERIFY(project::text_of({"project.job_open", {{"file", "cli.kind_point"}}}, Language::de).startsWith(QStringLiteral("Punkte")));
}

void TestMessageText::an_error_says_file_and_place_once() {
  base::Error error{base::ErrorCode::damaged, {"base.file_unreadable", {{"file", "/x/a.gml"}}}, {}, {}};
  error.where.file = "/x/a.gml";
  error.where.byte_offset = 17;
  const auto text = project::text_of(error, Language::en);
  QCOMPARE(text.count(QStringLiteral("a.gml")), 1);
  QVERIFY(text.contains(QStringLiteral("byte 17")));
}

void TestMessageText::both_languages_have_the_same_ids() {
  const auto de = project::all_ids(Language::de);
  const auto en = project::all_ids(Language::en);
  QVERIFY(!de.isEmpty());
  for (const auto& id : de) QVERIFY2(en.contains(id), qPrintable(id + QStringLiteral(" has no English text")));
  for (const auto& id : en) QVERIFY2(de.contains(id), qPrintable(id + QStringLiteral(" has no German text")));
}

void TestMessageText::both_languages_have_the_same_placeholders() {
  for (const auto& id : project::all_ids(Language::de)) {
    const auto de = placeholders(project::pattern_of(id, Language::de));
    const auto en = placeholders(project::pattern_of(id, Language::en));
    QVERIFY2(de == en, qPrintable(id));
  }
}

/// Every string of the form "room.word" in the sources whose first part is a room, or names a file of texts, is a message id.
void TestMessageText::every_id_in_the_sources_has_a_text() {
  const QDir app(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/app"));
  QSet<QString> rooms;
  for (const auto& name : app.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) rooms.insert(name);
  for (const auto& name : QDir(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/resources/messages")).entryList({QStringLiteral("*.de.json")}))
    rooms.insert(name.section(QLatin1Char('.'), 0, 0));
  static const QRegularExpression k_literal(QStringLiteral("\"([a-z]+)\\.([a-z][a-z0-9_]*)\""));
  // Settings keys, map layer ids, file names and column prefixes look alike but are no messages.
  static const QSet<QString> k_others{QStringLiteral("project.measures"), QStringLiteral("project.contributions"),
                                      QStringLiteral("project.id"),       QStringLiteral("project.title"),
                                      QStringLiteral("project.crs"),      QStringLiteral("project.created_at"),
                                      QStringLiteral("style.json"),       QStringLiteral("sources.json"),
                                      QStringLiteral("source.json"),      QStringLiteral("plugin.json"),
                                      QStringLiteral("sample.json")};
  QStringList missing;
  for (QDirIterator it(app.path(), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
       it.hasNext();) {
    QFile file(it.next());
    QVERIFY(file.open(QIODevice::ReadOnly));
    static const QRegularExpression k_comment(QStringLiteral("^\\s*//.*$"), QRegularExpression::MultilineOption);
    const auto text = QString::fromUtf8(file.readAll()).remove(k_comment);
    for (auto match = k_literal.globalMatch(text); match.hasNext();) {
      const auto found = match.next();
      const auto id = found.captured(1) + QLatin1Char('.') + found.captured(2);
      if (!rooms.contains(found.captured(1)) || k_others.contains(id) || id.endsWith(QLatin1Char('_'))) continue;
      if (!project::has_text(id, Language::de)) missing << id + QStringLiteral(" in ") + app.relativeFilePath(file.fileName());
    }
  }
  missing.removeDuplicates();
  QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("without text:\n") + missing.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestMessageText)
#include "test_message_text.moc"
