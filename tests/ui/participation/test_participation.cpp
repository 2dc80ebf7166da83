// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

#include "canvas/canvas.h"
#include "participation/contribution_page.h"
#include "participation/contribution_panel.h"
#include "participation/draft_form.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "widgets/palette_delegate.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestParticipation : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup();
  void a_pin_with_a_text_is_a_contribution();
  void a_line_and_an_area_are_contributions_too();
  void nothing_personal_is_required_and_nothing_is_kept_that_was_not_given();
  void a_name_given_freely_is_kept();
  void without_a_text_the_form_says_what_is_missing_and_keeps_the_place();
  void a_second_click_moves_the_place_and_keeps_the_text();
  void discarding_leaves_nothing_behind();
  void control_enter_hands_in();
  void a_new_contribution_is_fresh_and_selected();
  void the_count_of_signs_follows_the_text();
  void the_list_filters_by_topic_state_and_text();
  void a_search_without_a_hit_says_so();
  void list_and_map_show_the_same_selection();
  void staff_change_the_state_and_undo_brings_it_back();
  void an_answer_makes_it_answered();
  void an_empty_answer_cannot_be_given();
  void markup_in_a_text_stays_text();
  void the_first_line_stands_in_the_list();
  void the_public_sees_only_what_was_released();
  void escape_leaves_the_tool();

 private:
  base::Uuid add(const std::string& text, const std::string& category, participation::State state, double east = 0);
  DraftForm* form() const { return m_window->findChild<ContributionPanel*>()->form(); }
  ContributionPage* page() const { return m_window->findChild<ContributionPage*>(); }
  QPushButton* button(const QWidget* in, const char* text) const;
  template <class Widget>
  Widget* named(const QWidget* in, const char* name) const;
  void choose(QComboBox* box, const QVariant& value) const;
  QPoint middle() const { return m_window->canvas().rect().center(); }
  void click(QPoint at) const { QTest::mouseClick(&m_window->canvas(), Qt::LeftButton, {}, at); }
  project::Document& document() const { return m_window->document(); }
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

void TestParticipation::initTestCase() {
  stay_apart();
}

void TestParticipation::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir));
  m_window->workspace().set_mode(Mode::participate);
  m_window->canvas().set_camera(document().to_mercator(geo::Point2{390000, 5820000}), 17, false);
}

void TestParticipation::cleanup() {
  m_window.reset();
  set_language(project::Language::en);
}

base::Uuid TestParticipation::add(const std::string& text, const std::string& category, participation::State state, double east) {
  participation::Contribution contribution;
  contribution.text = text;
  contribution.category = category;
  contribution.state = state;
  contribution.geometry = geo::make_point({390000 + east, 5820000});
  const auto id = document().add_contribution(contribution);
  document().wait_settled();
  QCoreApplication::processEvents();
  return id;
}

QPushButton* TestParticipation::button(const QWidget* in, const char* text) const {
  for (auto* each : in->findChildren<QPushButton*>())
    if (each->text() == QLatin1String(text)) return each;
  return nullptr;
}

template <class Widget>
Widget* TestParticipation::named(const QWidget* in, const char* name) const {
  for (auto* each : in->findChildren<Widget*>())
    if (each->accessibleName() == QLatin1String(name)) return each;
  return nullptr;
}

void TestParticipation::choose(QComboBox* box, const QVariant& value) const {
  box->setCurrentIndex(box->findData(value));
  Q_EMIT box->activated(box->currentIndex());
}

void TestParticipation::a_pin_with_a_text_is_a_contribution() {
  QVERIFY(m_window->actions_table().run(QStringLiteral("participate.pin")));
  click(middle());
  QVERIFY(form()->isVisible());
  choose(named<QComboBox>(form(), "Topic"), QStringLiteral("safety"));
  form()->type(QStringLiteral("Hier fehlt ein Zebrastreifen."));
  button(form(), "Hand in")->click();
  QCOMPARE(document().contributions().size(), std::size_t{1});
  const auto& contribution = document().contributions().front();
  QCOMPARE(contribution.text, std::string("Hier fehlt ein Zebrastreifen."));
  QCOMPARE(contribution.category, std::string("safety"));
  QCOMPARE(contribution.geometry.kind, geo::GeometryKind::point);
  const auto p = contribution.geometry.parts[0].points[0].xy();
  QVERIFY(std::hypot(p.x - 390000, p.y - 5820000) < 2);  // within a few pixels of where the click was
}

void TestParticipation::a_line_and_an_area_are_contributions_too() {
  m_window->actions_table().run(QStringLiteral("participate.line"));
  click(middle() + QPoint(-100, 0));
  click(middle() + QPoint(80, 30));
  QTest::mouseDClick(&m_window->canvas(), Qt::LeftButton, {}, middle() + QPoint(80, 30));
  form()->type(QStringLiteral("Dieser Weg ist dunkel."));
  button(form(), "Hand in")->click();
  m_window->actions_table().run(QStringLiteral("participate.area"));
  for (const QPoint& at : {QPoint(-90, -90), QPoint(70, -110), QPoint(20, 60)}) click(middle() + at);
  QTest::mouseDClick(&m_window->canvas(), Qt::LeftButton, {}, middle() + QPoint(20, 60));
  form()->type(QStringLiteral("Hier ist es zu heiß."));
  button(form(), "Hand in")->click();
  QCOMPARE(document().contributions().size(), std::size_t{2});
  QCOMPARE(document().contributions()[0].geometry.kind, geo::GeometryKind::line);
  QCOMPARE(document().contributions()[1].geometry.kind, geo::GeometryKind::area);
  QCOMPARE(document().contributions()[1].geometry.parts[0].points.size(), std::size_t{3});
}

void TestParticipation::nothing_personal_is_required_and_nothing_is_kept_that_was_not_given() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  form()->type(QStringLiteral("Mehr Bänke, bitte."));
  button(form(), "Hand in")->click();
  QCOMPARE(document().contributions().size(), std::size_t{1});
  QVERIFY(!document().contributions().front().author.has_value());
  // One field for a name, none for an address, a telephone number or an account.
  QCOMPARE(form()->findChildren<QLineEdit*>().size(), 1);
  QVERIFY(named<QLineEdit>(form(), "Name (only if you like)") != nullptr);
}

void TestParticipation::a_name_given_freely_is_kept() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  form()->type(QStringLiteral("Mehr Bänke, bitte."));
  named<QLineEdit>(form(), "Name (only if you like)")->setText(QStringLiteral("  Karin W. "));
  button(form(), "Hand in")->click();
  QCOMPARE(document().contributions().front().author.value(), std::string("Karin W."));
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle() + QPoint(50, 50));
  QVERIFY(named<QLineEdit>(form(), "Name (only if you like)")->text().isEmpty());  // the next person at the table is another one
}

void TestParticipation::without_a_text_the_form_says_what_is_missing_and_keeps_the_place() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  form()->type(QStringLiteral("   "));
  button(form(), "Hand in")->click();
  QVERIFY(document().contributions().empty());
  QVERIFY(form()->isVisible());
  bool told = false;
  for (const auto* label : form()->findChildren<QLabel*>())
    told = told || (label->isVisible() && label->property("role").toString() == QLatin1String("error") && !label->text().isEmpty());
  QVERIFY(told);
}

void TestParticipation::a_second_click_moves_the_place_and_keeps_the_text() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  form()->type(QStringLiteral("Genau hier."));
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle() + QPoint(100, 0));
  button(form(), "Hand in")->click();
  QCOMPARE(document().contributions().size(), std::size_t{1});
  QCOMPARE(document().contributions().front().text, std::string("Genau hier."));
  QVERIFY(document().contributions().front().geometry.parts[0].points[0].x > 390020);
}

void TestParticipation::discarding_leaves_nothing_behind() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  form()->type(QStringLiteral("Doch nicht."));
  button(form(), "Discard")->click();
  QVERIFY(!form()->isVisible());
  QVERIFY(document().contributions().empty());
  QVERIFY(document().history().empty());
}

void TestParticipation::control_enter_hands_in() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  auto* text = named<QPlainTextEdit>(form(), "Your contribution");
  QTest::keyClicks(text, QStringLiteral("Bordstein absenken"));
  QTest::keyClick(text, Qt::Key_Return);
  QVERIFY(document().contributions().empty());
  QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
  QCOMPARE(document().contributions().size(), std::size_t{1});
}

void TestParticipation::a_new_contribution_is_fresh_and_selected() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  form()->type(QStringLiteral("Neu."));
  button(form(), "Hand in")->click();
  const auto& contribution = document().contributions().front();
  QCOMPARE(contribution.state, participation::State::fresh);
  QVERIFY(m_window->workspace().selection() == Selection::of_contribution(contribution.id));
  QVERIFY(page()->isVisible());
  QVERIFY(!form()->isVisible());
}

void TestParticipation::the_count_of_signs_follows_the_text() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  click(middle());
  const auto says = [this](const char* text) {
    for (const auto* label : form()->findChildren<QLabel*>())
      if (label->text() == QLatin1String(text)) return true;
    return false;
  };
  form()->type(QString(1999, QLatin1Char('a')));
  QVERIFY(says("1 character left"));
  form()->type(QString(2002, QLatin1Char('a')));
  QVERIFY(says("2 characters too many"));
  button(form(), "Hand in")->click();
  QVERIFY(document().contributions().empty());
}

void TestParticipation::the_list_filters_by_topic_state_and_text() {
  add("Radweg fehlt", "cycling", participation::State::fresh);
  add("Radbügel am Markt", "cycling", participation::State::published, 20);
  add("Mehr Bäume am Markt", "green", participation::State::published, 40);
  const auto* panel = m_window->findChild<ContributionPanel*>();
  auto* list = named<QListView>(panel, "Contributions");
  const QAbstractItemModelTester tester(list->model());
  QCOMPARE(list->model()->rowCount(), 3);
  choose(named<QComboBox>(panel, "Filter by topic"), QStringLiteral("cycling"));
  QCOMPARE(list->model()->rowCount(), 2);
  choose(named<QComboBox>(panel, "Filter by state"), QStringLiteral("published"));
  QCOMPARE(list->model()->rowCount(), 1);
  choose(named<QComboBox>(panel, "Filter by topic"), QString());
  QCOMPARE(list->model()->rowCount(), 2);
  named<QLineEdit>(panel, "Search contributions")->setText(QStringLiteral("BAEUME"));  // umlauts and case are folded
  QCOMPARE(list->model()->rowCount(), 1);
  QVERIFY(list->model()->index(0, 0).data().toString().startsWith(QStringLiteral("Mehr Bäume")));
}

void TestParticipation::a_search_without_a_hit_says_so() {
  add("Radweg fehlt", "cycling", participation::State::fresh);
  const auto* panel = m_window->findChild<ContributionPanel*>();
  named<QLineEdit>(panel, "Search contributions")->setText(QStringLiteral("qqqzzz"));
  bool told = false;
  for (const auto* label : panel->findChildren<QLabel*>())
    told = told || (label->isVisible() && label->text() == QLatin1String("Nothing matches"));
  QVERIFY(told);
  QVERIFY(!named<QListView>(panel, "Contributions")->isVisible());
}

void TestParticipation::list_and_map_show_the_same_selection() {
  const auto first = add("Eins", "cycling", participation::State::published, -60);
  const auto second = add("Zwei", "green", participation::State::published, 60);
  auto* list = named<QListView>(m_window->findChild<ContributionPanel*>(), "Contributions");
  m_window->workspace().select(Selection::of_contribution(first));
  QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Eins"));
  for (int row = 0; row < 2; ++row) {
    const auto index = list->model()->index(row, 0);
    if (index.data().toString() == QLatin1String("Zwei")) list->setCurrentIndex(index);
  }
  QVERIFY(m_window->workspace().selection() == Selection::of_contribution(second));
  // And by a click on the map.
  QVERIFY(m_window->canvas().wait_until_drawn(20000));
  const auto at = m_window->canvas().camera().to_screen(document().to_mercator(geo::Point2{390000 - 60, 5820000}));
  click(QPoint(static_cast<int>(at.x), static_cast<int>(at.y)));
  QVERIFY(m_window->workspace().selection() == Selection::of_contribution(first));
  QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Eins"));
}

void TestParticipation::staff_change_the_state_and_undo_brings_it_back() {
  const auto id = add("Neu hier", "cycling", participation::State::fresh);
  m_window->workspace().select(Selection::of_contribution(id));
  auto* state = named<QComboBox>(page(), "State");
  choose(state, static_cast<int>(participation::State::hidden));
  QCOMPARE(document().contribution(id)->state, participation::State::hidden);
  QVERIFY(document().wait_settled());
  document().undo();
  QVERIFY(document().wait_settled());
  QCOMPARE(document().contribution(id)->state, participation::State::fresh);
  QTRY_COMPARE(state->currentData().toInt(), static_cast<int>(participation::State::fresh));
}

void TestParticipation::an_answer_makes_it_answered() {
  const auto id = add("Wann kommt der Radweg?", "cycling", participation::State::published);
  m_window->workspace().select(Selection::of_contribution(id));
  named<QPlainTextEdit>(page(), "Reply of the office")->setPlainText(QStringLiteral("Er ist für 2027 geplant."));
  button(page(), "Answer")->click();
  const auto* contribution = document().contribution(id);
  QCOMPARE(contribution->reply, std::string("Er ist für 2027 geplant."));
  QCOMPARE(contribution->state, participation::State::answered);
  QVERIFY(contribution->replied_at_ms > 0);
  QCOMPARE(contribution->text, std::string("Wann kommt der Radweg?"));
}

void TestParticipation::an_empty_answer_cannot_be_given() {
  const auto id = add("Wann?", "cycling", participation::State::published);
  m_window->workspace().select(Selection::of_contribution(id));
  QVERIFY(!button(page(), "Answer")->isEnabled());
  named<QPlainTextEdit>(page(), "Reply of the office")->setPlainText(QStringLiteral("  \n "));
  QVERIFY(!button(page(), "Answer")->isEnabled());
}

void TestParticipation::markup_in_a_text_stays_text() {
  const std::string text = "<b>fett</b> <img src=\"https://example.org/x.png\">";
  const auto id = add(text, "other", participation::State::published);
  m_window->workspace().select(Selection::of_contribution(id));
  const QLabel* found = nullptr;
  for (const auto* label : page()->findChildren<QLabel*>())
    if (label->text() == QString::fromStdString(text)) found = label;
  QVERIFY(found != nullptr);
  QCOMPARE(found->textFormat(), Qt::PlainText);
  const auto* list = named<QListView>(m_window->findChild<ContributionPanel*>(), "Contributions");
  QVERIFY(!list->model()->index(0, 0).data(Qt::ToolTipRole).toString().contains(QLatin1Char('<')));
}

void TestParticipation::the_first_line_stands_in_the_list() {
  const auto id = add("Bordstein absenken\nAn der Ecke zum Markt.", "walking", participation::State::published);
  const auto index = named<QListView>(m_window->findChild<ContributionPanel*>(), "Contributions")->model()->index(0, 0);
  QCOMPARE(index.data().toString(), QStringLiteral("Bordstein absenken"));
  QVERIFY(index.data(PaletteDelegate::k_note_role).toString().startsWith(QStringLiteral("published")));
  QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("An der Ecke")));
  m_window->workspace().select(Selection::of_contribution(id));
  bool headline = false;
  for (const auto* label : page()->findChildren<QLabel*>())
    headline = headline || (label->isVisible() && label->text() == QLatin1String("Bordstein absenken"));
  QVERIFY(headline);
}

void TestParticipation::the_public_sees_only_what_was_released() {
  add("Neu", "cycling", participation::State::fresh, -60);
  add("Frei", "cycling", participation::State::published, 0);
  add("Weg", "cycling", participation::State::hidden, 60);
  m_window->workspace().set_mode(Mode::present);
  QTRY_COMPARE(m_window->canvas().snapshot().find(project::k_contributions_layer)->hidden_rows.size(), std::size_t{2});
  m_window->workspace().set_mode(Mode::participate);
  QTRY_VERIFY(m_window->canvas().snapshot().find(project::k_contributions_layer)->hidden_rows.empty());
}

void TestParticipation::escape_leaves_the_tool() {
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("place_pin"));
  QTest::keyClick(&m_window->canvas(), Qt::Key_Escape);
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("select"));
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestParticipation)
#include "test_participation.moc"
