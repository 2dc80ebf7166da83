// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The page of plugins, with libraries from STADTSKIZZE_TEST_PLUGINS and the helper of STADTSKIZZE_BIN_DIR.
#include "settings/plugins_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>

#include "app/plugin/folder.h"
#include "plugin/choices.h"
#include "settings/setting_form.h"
#include "ui/window_fixture.h"

using namespace skizze;
using namespace skizze::ui;

namespace {

/// A person's folder of plugins, and the dialog over no window.
struct Page {
  test::PluginFolder plugins;
  QTemporaryDir dir;
  project::Jobs jobs;
  std::unique_ptr<PluginsDialog> dialog;

  Page() {
    qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
    qputenv("STADTSKIZZE_PLUGINS", QByteArray::fromStdString(plugins.path().string()));
    qputenv("STADTSKIZZE_PLUGIN_CHOICES", choices_file().toUtf8());
  }
  ~Page() {
    for (const char* name : {"STADTSKIZZE_PREPARE", "STADTSKIZZE_PLUGINS", "STADTSKIZZE_PLUGIN_CHOICES"}) qunsetenv(name);
  }
  QString choices_file() const { return dir.filePath(QStringLiteral("choices.json")); }
  bool open() {
    dialog = std::make_unique<PluginsDialog>(jobs);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy updated(dialog.get(), &PluginsDialog::updated);
    dialog->show();
    return updated.wait(20000);
  }
  QListWidget& list() const { return *dialog->findChild<QListWidget*>(); }
  int row_of(const std::string& id) const {
    const auto& all = dialog->entries();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].manifest.id == id) return static_cast<int>(i);
    }
    return -1;
  }
  bool says(const QString& text) const {
    for (const auto* label : dialog->findChildren<QLabel*>()) {
      if (label->isVisible() && label->text().remove(QChar(0x200B)).contains(text)) return true;
    }
    return false;
  }
};

}  // namespace

class TestPluginsDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_kind_is_told_in_words() {
    Page page;
    page.plugins.put_example();
    QVERIFY(page.open());
    page.list().setCurrentRow(page.row_of("org.example.spots"));
    for (const char* words : {"Rules", "Speed beside lanes", "Figures", "Room for trees", "Tools", "Squares around points", "Sources",
                              "List from the web", "example.org", "Report", "All lanes"})
      QVERIFY2(page.says(QLatin1String(words)), words);
  }

  void initTestCase() {
    stay_apart();
    set_language(project::Language::en);
  }

  void each_plugin_is_listed_with_its_state_for_eyes_and_ears() {
    Page page;
    page.plugins.put(QStringLiteral("good"), test::manifest(), QStringLiteral("naughty"));
    page.plugins.put(QStringLiteral("newer"),
                     test::manifest({{QStringLiteral("id"), QStringLiteral("org.example.newer")}, {QStringLiteral("api"), 9}}));
    page.plugins.put(QStringLiteral("crash"), test::manifest({{QStringLiteral("id"), QStringLiteral("org.example.crash")}}),
                     QStringLiteral("crashes_while_loading"));
    QVERIFY(page.open());
    const auto spoken = [&](const std::string& id) { return page.list().item(page.row_of(id))->data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(spoken("org.example.naughty"), QStringLiteral("Naughty, version 1.2, on"));
    QCOMPARE(spoken("org.example.newer"), QStringLiteral("Naughty, version 1.2, cannot be used"));
    QCOMPARE(spoken("org.example.crash"), QStringLiteral("Naughty, version 1.2, cannot be used"));
    page.list().setCurrentRow(page.row_of("org.example.newer"));
    QVERIFY(page.says(QStringLiteral("newer interface (9)")));
    page.list().setCurrentRow(page.row_of("org.example.crash"));
    QVERIFY(page.says(QStringLiteral("crashed")));
    QVERIFY(!(page.list().item(page.row_of("org.example.crash"))->flags() & Qt::ItemIsUserCheckable));
    page.list().setCurrentRow(page.row_of("org.example.naughty"));
    QVERIFY(!page.says(QStringLiteral("crashed")));
    QTRY_VERIFY(page.says(QStringLiteral("Naughty file")));
  }

  void the_space_bar_switches_and_the_choice_is_kept() {
    Page page;
    page.plugins.put(QStringLiteral("good"), test::manifest(), QStringLiteral("naughty"));
    QVERIFY(page.open());
    page.list().setCurrentRow(page.row_of("org.example.naughty"));
    page.list().setFocus();
    QSignalSpy saved(page.dialog.get(), &PluginsDialog::saved);
    QTest::keyClick(&page.list(), Qt::Key_Space);
    QVERIFY(saved.wait(10000));
    QVERIFY(plugin::read_choices(page.choices_file().toStdString()).off.contains("org.example.naughty"));
    QTRY_COMPARE(page.list().item(page.row_of("org.example.naughty"))->data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Naughty, version 1.2, off"));
    QTest::keyClick(&page.list(), Qt::Key_Space);
    QVERIFY(saved.wait(10000));
    QVERIFY(plugin::read_choices(page.choices_file().toStdString()).off.empty());
  }

  void the_form_is_made_from_the_settings_and_changes_are_kept() {
    Page page;
    page.plugins.put(QStringLiteral("good"), test::manifest(), QStringLiteral("naughty"));
    QVERIFY(page.open());
    page.list().setCurrentRow(page.row_of("org.example.naughty"));
    auto* form = page.dialog->findChild<SettingForm*>();
    auto* flag = form->findChild<QCheckBox*>(QStringLiteral("flag"));
    auto* whole = form->findChild<QSpinBox*>(QStringLiteral("whole"));
    auto* number = form->findChild<QDoubleSpinBox*>(QStringLiteral("number"));
    auto* choice = form->findChild<QComboBox*>(QStringLiteral("choice"));
    QVERIFY(flag && whole && number && choice);
    QVERIFY(flag->isChecked() && whole->value() == 3 && number->maximum() == 10.0 && choice->count() == 2);
    for (QWidget* field : std::initializer_list<QWidget*>{flag, whole, number, choice}) QVERIFY(!field->accessibleName().isEmpty());
    QSignalSpy saved(page.dialog.get(), &PluginsDialog::saved);
    flag->click();
    whole->setValue(12);
    number->setValue(2.5);
    QTest::keyClick(choice, Qt::Key_Down);
    QVERIFY(saved.wait(10000));
    QTRY_VERIFY(plugin::read_choices(page.choices_file().toStdString()).settings["org.example.naughty"].size() == 4);
    const auto kept = plugin::read_choices(page.choices_file().toStdString()).settings["org.example.naughty"];
    QVERIFY(kept.at("flag") == plugin::SettingValue(false));
    QVERIFY(kept.at("whole") == plugin::SettingValue(std::int64_t{12}));
    QVERIFY(kept.at("number") == plugin::SettingValue(2.5));
    QVERIFY(kept.at("choice") == plugin::SettingValue(std::string("b")));
  }

  void another_language_says_everything_anew() {
    Page page;
    page.plugins.put(QStringLiteral("good"), test::manifest(), QStringLiteral("naughty"));
    QVERIFY(page.open());
    page.list().setCurrentRow(page.row_of("org.example.naughty"));
    set_language(project::Language::de);
    QTRY_VERIFY(page.says(QStringLiteral("Frech")));
    QCOMPARE(page.dialog->findChild<SettingForm*>()->findChild<QCheckBox*>(QStringLiteral("flag"))->text(), QStringLiteral("Schalter"));
    set_language(project::Language::en);
  }

  void closing_it_while_libraries_are_tried_does_no_harm() {
    Page page;
    page.plugins.put(QStringLiteral("good"), test::manifest(), QStringLiteral("naughty"));
    page.dialog = std::make_unique<PluginsDialog>(page.jobs);
    page.dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(QTest::qWaitFor([&] { return page.dialog->loaded(); }, 10000));
    page.dialog.reset();
    QVERIFY(QTest::qWaitFor([&] { return page.jobs.idle(); }, 20000));
  }
};

QTEST_MAIN(TestPluginsDialog)
#include "test_plugins_dialog.moc"
