// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>

#include "help/help_pages.h"
#include "help/help_window.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/shortcuts_dialog.h"

namespace skizze::ui {

namespace {

constexpr project::Language k_languages[] = {project::Language::de, project::Language::en};

QStringList links_of(const QString& markdown) {
  QStringList links;
  static const QRegularExpression link(QStringLiteral("\\]\\(([^)]+)\\)"));
  for (auto it = link.globalMatch(markdown); it.hasNext();) links << it.next().captured(1);
  return links;
}

QStringList headings_levels(const QString& markdown) {
  QStringList levels;
  for (const QString& line : markdown.split(QLatin1Char('\n')))
    if (line.startsWith(QLatin1Char('#'))) levels << line.section(QLatin1Char(' '), 0, 0);
  return levels;
}

}  // namespace

class TestHelp : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void cleanup();
  void every_page_exists_in_both_languages_with_the_same_sections();
  void no_file_of_the_handbook_is_forgotten_in_the_list();
  void every_link_leads_to_a_page();
  void every_page_is_reached_from_the_first();
  void every_mode_has_a_page();
  void the_names_of_buttons_in_the_pages_exist_in_the_window();
  void the_shortcuts_in_the_pages_are_those_of_the_window();
  void a_page_is_shown_as_text_with_headings_and_tables();
  void a_link_opens_its_page_and_back_returns();
  void a_link_that_leads_out_is_not_followed();
  void a_search_offers_pages_with_all_its_words_and_marks_them();
  void a_search_without_a_hit_offers_nothing();
  void the_language_changes_under_an_open_page();
  void f1_opens_the_page_of_the_mode();
  void f1_on_the_start_page_opens_the_first_steps();
  void f1_in_a_dialog_opens_the_page_of_the_dialog();
};

void TestHelp::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  qputenv("STADTSKIZZE_NO_MOTION", "1");
}

void TestHelp::cleanup() { set_language(project::Language::en); }

void TestHelp::every_page_exists_in_both_languages_with_the_same_sections() {
  for (const QString& page : help_pages()) {
    const QString german = help_text(page, project::Language::de);
    const QString english = help_text(page, project::Language::en);
    QVERIFY2(german.startsWith(QLatin1String("# ")) && english.startsWith(QLatin1String("# ")), qPrintable(page));
    QVERIFY2(german.size() > 400 && english.size() > 400, qPrintable(page));
    QVERIFY2(german != english, qPrintable(page));
    QCOMPARE(headings_levels(german), headings_levels(english));
    QCOMPARE(links_of(german), links_of(english));
  }
}

void TestHelp::no_file_of_the_handbook_is_forgotten_in_the_list() {
  for (const char* folder : {"de", "en"}) {
    QStringList files =
        QDir(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/resources/help/") + QLatin1String(folder)).entryList({QStringLiteral("*.md")});
    QStringList pages = help_pages();
    for (QString& page : pages) page += QStringLiteral(".md");
    files.sort();
    pages.sort();
    QCOMPARE(files, pages);
  }
}

void TestHelp::every_link_leads_to_a_page() {
  for (const auto language : k_languages)
    for (const QString& page : help_pages())
      for (const QString& link : links_of(help_text(page, language))) {
        const QString target = help_page_of(help_url(page, language).resolved(QUrl(link)));
        QVERIFY2(!target.isEmpty(), qPrintable(page + QStringLiteral(" -> ") + link));
      }
}

void TestHelp::every_page_is_reached_from_the_first() {
  const QStringList links = links_of(help_text(QStringLiteral("index"), project::Language::de));
  for (const QString& page : help_pages())
    QVERIFY2(page == QLatin1String("index") || links.contains(page + QStringLiteral(".md")), qPrintable(page));
}

void TestHelp::every_mode_has_a_page() {
  for (const Mode mode : {Mode::map, Mode::plan, Mode::participate, Mode::present}) {
    QVERIFY(help_pages().contains(help_page_for(mode, true)));
    QCOMPARE(help_page_for(mode, false), QStringLiteral("start"));
  }
}

void TestHelp::the_names_of_buttons_in_the_pages_exist_in_the_window() {
  // What stands in bold and is a command of the window is written as the window writes it, in both languages.
  const std::pair<const char*, const char*> named[] = {
      {"start", "file.new"},         {"start", "file.add_layers"},      {"comments", "participate.pin"},
      {"scenarios", "plan.compare"}, {"troubleshooting", "layer.zoom"}, {"keyboard", "help.shortcuts"}};
  Settings settings;
  for (const auto language : k_languages) {
    set_language(language);
    settings.language = language == project::Language::de ? LanguageChoice::german : LanguageChoice::english;
    MainWindow window(settings);
    window.set_remember(false);
    for (const auto& [page, action] : named) {
      const QString text = window.actions_table().action(QLatin1String(action))->text().remove(QLatin1Char('&'));
      QVERIFY2(help_text(QLatin1String(page), language).contains(text), qPrintable(QLatin1String(page) + QStringLiteral(": ") + text));
    }
  }
}

void TestHelp::the_shortcuts_in_the_pages_are_those_of_the_window() {
  MainWindow window({});
  window.set_remember(false);
  const std::pair<const char*, const char*> keys[] = {
      {"plan.bike_lane", "B"},     {"plan.solar_area", "S"},   {"plan.select", "E"},          {"plan.split", "X"},
      {"plan.join", "J"},          {"plan.compare", "C"},      {"participate.pin", "P"},      {"tool.pan", "V"},
      {"help.handbook", "F1"},     {"edit.history", "Ctrl+H"}, {"view.left_panel", "Ctrl+B"}, {"view.zoom_selection", "Ctrl+J"},
      {"view.full_screen", "F11"}, {"layer.style", "Ctrl+E"},  {"file.add_layers", "Ctrl+L"}};
  for (const auto& [action, key] : keys)
    QCOMPARE(window.actions_table().action(QLatin1String(action))->shortcut().toString(QKeySequence::PortableText), QLatin1String(key));
}

void TestHelp::a_page_is_shown_as_text_with_headings_and_tables() {
  HelpWindow window;
  window.show_page(QStringLiteral("data"));
  QCOMPARE(window.page(), QStringLiteral("data"));
  QCOMPARE(window.findChild<QListWidget*>()->currentItem()->text(), QStringLiteral("Opening data"));
  const auto* document = window.browser().document();
  QCOMPARE(document->begin().text(), QStringLiteral("Opening data"));
  QCOMPARE(document->begin().blockFormat().headingLevel(), 1);
  QVERIFY(!document->toPlainText().contains(QLatin1String("|---")));
  QVERIFY(!document->toPlainText().contains(QLatin1String("**")));
}

void TestHelp::a_link_opens_its_page_and_back_returns() {
  HelpWindow window;
  window.show_page(QStringLiteral("index"));
  Q_EMIT window.browser().anchorClicked(QUrl(QStringLiteral("data.md")));
  QCOMPARE(window.page(), QStringLiteral("data"));
  window.browser().backward();
  QCOMPARE(window.page(), QStringLiteral("index"));
}

void TestHelp::a_link_that_leads_out_is_not_followed() {
  HelpWindow window;
  window.show_page(QStringLiteral("start"));
  for (const char* link : {"https://example.org/start.md", "file:///etc/passwd", "../../styles/palette_light.json", "nothing.md"}) {
    Q_EMIT window.browser().anchorClicked(QUrl(QLatin1String(link)));
    QCOMPARE(window.page(), QStringLiteral("start"));
  }
}

void TestHelp::a_search_offers_pages_with_all_its_words_and_marks_them() {
  set_language(project::Language::de);
  HelpWindow window;
  QCOMPARE(window.offered(), help_pages());
  window.search(QStringLiteral("einrasten"));
  QCOMPARE(window.offered(), QStringList{QStringLiteral("sketching")});
  QTest::keyClick(window.findChild<QLineEdit*>(), Qt::Key_Return);  // nothing on the first page: the first page found opens
  QCOMPARE(window.page(), QStringLiteral("sketching"));
  QVERIFY(!window.browser().extraSelections().isEmpty());
  QTest::keyClick(window.findChild<QLineEdit*>(), Qt::Key_Return);
  QCOMPARE(window.browser().textCursor().selectedText().toLower(), QStringLiteral("einrasten"));
  window.search(QStringLiteral("Sicherungen  QGIS"));
  QCOMPARE(window.offered(), QStringList{QStringLiteral("privacy")});
}

void TestHelp::a_search_without_a_hit_offers_nothing() {
  HelpWindow window;
  window.search(QStringLiteral("qqqzzz"));
  QVERIFY(window.offered().isEmpty());
  QTest::keyClick(window.findChild<QLineEdit*>(), Qt::Key_Return);
  QCOMPARE(window.page(), QStringLiteral("index"));
}

void TestHelp::the_language_changes_under_an_open_page() {
  HelpWindow window;
  window.show();
  window.show_page(QStringLiteral("privacy"));
  set_language(project::Language::de);
  QTRY_COMPARE(window.browser().document()->begin().text(), QStringLiteral("Wo die Daten liegen"));
  QCOMPARE(window.windowTitle(), QStringLiteral("Handbuch"));
}

void TestHelp::f1_opens_the_page_of_the_mode() {
  QTemporaryDir dir;
  Settings settings;
  settings.language = LanguageChoice::english;
  settings.cache_dir = dir.filePath(QStringLiteral("cache"));
  MainWindow window(settings);
  window.set_remember(false);
  window.show();
  window.document().create(dir.filePath(QStringLiteral("help.gpkg")), QStringLiteral("Help"), 25833);
  QTRY_VERIFY_WITH_TIMEOUT(window.document().is_open(), 20000);
  const std::pair<Mode, const char*> pages[] = {
      {Mode::map, "map"}, {Mode::plan, "sketching"}, {Mode::participate, "comments"}, {Mode::present, "presenting"}};
  for (const auto& [mode, page] : pages) {
    window.workspace().set_mode(mode);
    QVERIFY(window.actions_table().run(QStringLiteral("help.handbook")));
    const auto windows = window.findChildren<HelpWindow*>();
    QCOMPARE(windows.size(), 1);
    QVERIFY(windows.front()->isVisible());
    QCOMPARE(windows.front()->page(), QLatin1String(page));
  }
}

void TestHelp::f1_on_the_start_page_opens_the_first_steps() {
  MainWindow window({});
  window.set_remember(false);
  window.show();
  window.activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(&window));
  QTest::keyClick(&window, Qt::Key_F1);
  QTRY_VERIFY(window.findChild<HelpWindow*>() != nullptr);
  QCOMPARE(window.findChild<HelpWindow*>()->page(), QStringLiteral("start"));
}

void TestHelp::f1_in_a_dialog_opens_the_page_of_the_dialog() {
  MainWindow window({});
  window.set_remember(false);
  window.show();
  QVERIFY(window.actions_table().run(QStringLiteral("help.shortcuts")));
  auto* dialog = window.findChild<ShortcutsDialog*>();
  QVERIFY(dialog != nullptr);
  QVERIFY(QTest::qWaitForWindowActive(dialog));
  QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : dialog, Qt::Key_F1);
  auto* handbook = dialog->findChild<HelpWindow*>();
  QVERIFY(handbook != nullptr && handbook->isVisible());
  QCOMPARE(handbook->page(), QStringLiteral("keyboard"));
  dialog->close();
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestHelp)
#include "test_help.moc"
