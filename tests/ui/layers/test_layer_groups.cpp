// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Groups in the list of layers.
#include <QAbstractItemModelTester>
#include <QContextMenuEvent>
#include <QInputDialog>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include "layers/layer_model.h"
#include "layers/layer_panel.h"
#include "layers/layer_rows.h"
#include "shell/action_table.h"
#include "shell/main_window.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestLayerGroups : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void rows_nest_as_groups_do();
  void without_groups_the_list_has_layers_and_legends_only();
  void a_place_in_the_tree_is_a_place_in_the_order();
  void groups_stand_above_their_layers();
  void the_tick_of_a_group_shows_and_hides_all_of_it_as_one_step();
  void space_ticks_and_arrows_fold();
  void what_is_folded_stays_folded();
  void a_folded_group_with_another_name_stays_folded();
  void the_inspector_stays_with_a_layer_in_a_folded_group();
  void a_layer_dropped_between_two_of_a_group_is_taken_into_it();
  void a_group_is_dragged_with_all_of_its_layers_but_not_into_itself();
  void the_menu_of_a_layer_moves_it_between_groups();
  void a_new_group_is_made_by_its_name();
  void the_menu_of_a_group_comes_by_key_too();
  void a_group_is_renamed_and_dissolved();
  void arrows_with_alt_move_into_a_group_and_out_of_it();
  void a_group_is_chosen_without_a_layer_in_the_inspector();

 private:
  /// "Verkehr(a, b), c"
  QString text(const QModelIndex& parent = {}) const;
  void group_first_two();
  QModelIndex row(const QString& name) const;
  LayerPanel& panel() const { return *m_window->findChild<LayerPanel*>(); }
  LayerModel& model() const { return panel().model(); }
  project::Document& document() const { return m_window->document(); }
  QAction* action(QMenu& menu, const QString& words) const;
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

namespace {

project::LayerOrder order_of(const std::vector<project::GroupPath>& groups) {
  project::LayerOrder order;
  for (const auto& path : groups) order.push_back({base::new_uuid(), path});
  return order;
}

}  // namespace

void TestLayerGroups::initTestCase() {
  stay_apart();
  qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
}

/// Layers a, b, c and d, topmost first.
void TestLayerGroups::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir));
  QStringList paths;
  for (const char* name : {"d", "c", "b", "a"}) {
    paths << m_dir->filePath(QLatin1String(name) + QStringLiteral(".geojson"));
    QVERIFY(write_file(paths.last(), R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[13.4,52.5]}})"));
  }
  QSignalSpy previewed(&document(), &project::Document::previewed);
  const auto batch = document().prepare_files(paths);
  QTRY_COMPARE_WITH_TIMEOUT(previewed.count(), 1, 60000);
  document().confirm_files(batch);
  QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{4}, 30000);
  QVERIFY(document().wait_settled());
  QCOMPARE(text(), QStringLiteral("a, b, c, d"));
}

QString TestLayerGroups::text(const QModelIndex& parent) const {
  QStringList parts;
  for (int i = 0; i < model().rowCount(parent); ++i) {
    const auto index = model().index(i, 0, parent);
    const auto name = index.data().toString();
    parts << (model().is_group(index) ? name + QLatin1Char('(') + text(index) + QLatin1Char(')') : name);
  }
  return parts.join(QStringLiteral(", "));
}

QModelIndex TestLayerGroups::row(const QString& name) const {
  for (const auto& group : model().groups())
    if (group.data().toString() == name) return group;
  for (const auto& layer : document().layers())
    if (QString::fromStdString(layer.name) == name) return model().index_of(layer.id);
  return {};
}

void TestLayerGroups::group_first_two() {
  auto order = model().rows().order();
  order[0].groups = order[1].groups = {"V"};
  document().arrange_layers(order, {"project.did_group_layer", {{"name", "a"}, {"group", "V"}}});
  QVERIFY(document().wait_settled());
  QCOMPARE(text(), QStringLiteral("V(a, b), c, d"));
}

QAction* TestLayerGroups::action(QMenu& menu, const QString& words) const {
  for (auto* one : menu.actions()) {
    if (one->text() == words) return one;
    if (one->menu() != nullptr)
      if (auto* deeper = action(*one->menu(), words)) return deeper;
  }
  return nullptr;
}

void TestLayerGroups::rows_nest_as_groups_do() {
  const LayerRows rows(order_of({{}, {"V"}, {"V", "R"}, {"V", "R"}, {}, {"V"}}), {0, 2, 0, 0, 0, 0});
  QCOMPARE(rows.below(-1).size(), std::size_t{4});  // the layer, V, the layer below it, V anew
  const int group = rows.below(-1)[1];
  QVERIFY(rows.row(group).kind == LayerRows::Kind::group);
  QCOMPARE(rows.row(group).block.count, std::size_t{3});
  QCOMPARE(rows.below(group).size(), std::size_t{2});
  QCOMPARE(rows.below(rows.below(group)[0]).size(), std::size_t{2});  // lines of the legend
  QVERIFY((rows.path(rows.below(group)[1]) == project::GroupPath{"V", "R"}));
  const auto& deepest = rows.order()[3].id;
  QCOMPARE(rows.group_row(deepest, 2), rows.below(group)[1]);
  QCOMPARE(rows.group_row(deepest, 1), group);
  QCOMPARE(rows.group_row(deepest, 0), rows.layer_row(deepest));
  QCOMPARE(rows.group_row(deepest, 3), rows.layer_row(deepest));
  QCOMPARE(rows.group_row(base::new_uuid(), 1), -1);
}

void TestLayerGroups::without_groups_the_list_has_layers_and_legends_only() {
  const LayerRows rows(order_of({{}, {}}), {3, 0});
  QCOMPARE(rows.below(-1).size(), std::size_t{2});
  QCOMPARE(rows.below(rows.below(-1)[0]).size(), std::size_t{3});
  QVERIFY(rows.row(rows.below(-1)[0]).kind == LayerRows::Kind::layer);
}

void TestLayerGroups::a_place_in_the_tree_is_a_place_in_the_order() {
  const LayerRows rows(order_of({{}, {"V"}, {"V"}, {}}), {0, 0, 0, 0});
  const int group = rows.below(-1)[1];
  const auto is = [](const LayerRows::Target& target, std::size_t before, const project::GroupPath& into) {
    return target.before == before && target.into == into;
  };
  QVERIFY(is(rows.target(-1, 0), 0, {}));
  QVERIFY(is(rows.target(-1, 2), 3, {}));  // behind the group
  QVERIFY(is(rows.target(-1, -1), 4, {}));
  QVERIFY(is(rows.target(group, 1), 2, {"V"}));
  QVERIFY(is(rows.target(group, 2), 3, {"V"}));
  QVERIFY(is(rows.target(group, -1), 1, {"V"}));  // on the group
  QVERIFY(is(rows.target(rows.below(group)[1], -1), 2, {"V"}));
}

void TestLayerGroups::groups_stand_above_their_layers() {
  QAbstractItemModelTester tester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
  group_first_two();
  const auto group = row(QStringLiteral("V"));
  QVERIFY(panel().view().isExpanded(group));
  QCOMPARE(group.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Group V, 2 layers, visible"));
  QVERIFY(!row(QStringLiteral("a")).data(LayerModel::k_note).toString().contains(QLatin1Char('V')));
  document().undo();
  QTRY_COMPARE(text(), QStringLiteral("a, b, c, d"));
}

void TestLayerGroups::the_tick_of_a_group_shows_and_hides_all_of_it_as_one_step() {
  group_first_two();
  const auto state = [&] { return row(QStringLiteral("V")).data(Qt::CheckStateRole).toInt(); };
  QCOMPARE(state(), static_cast<int>(Qt::Checked));
  document().set_layer_visible(model().id_at(row(QStringLiteral("a"))), false);
  QVERIFY(document().wait_settled());
  QCOMPARE(state(), static_cast<int>(Qt::PartiallyChecked));
  QVERIFY(row(QStringLiteral("V")).data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("partly visible")));
  QVERIFY(model().setData(row(QStringLiteral("V")), Qt::Unchecked, Qt::CheckStateRole));
  QVERIFY(document().wait_settled());
  QCOMPARE(state(), static_cast<int>(Qt::Unchecked));
  QVERIFY(document().layer(model().id_at(row(QStringLiteral("c"))))->visible);
  document().undo();
  QTRY_COMPARE(state(), static_cast<int>(Qt::PartiallyChecked));  // as it was, not all of it
}

void TestLayerGroups::space_ticks_and_arrows_fold() {
  group_first_two();
  auto& view = panel().view();
  const auto group = [&] { return row(QStringLiteral("V")); };
  view.setCurrentIndex(group());
  QTest::keyClick(&view, Qt::Key_Left);
  QVERIFY(!view.isExpanded(group()));
  QTest::keyClick(&view, Qt::Key_Right);
  QVERIFY(view.isExpanded(group()));
  QTest::keyClick(&view, Qt::Key_Space);
  QVERIFY(document().wait_settled());
  QCOMPARE(group().data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
  QCOMPARE(view.currentIndex(), group());
}

void TestLayerGroups::what_is_folded_stays_folded() {
  group_first_two();
  auto& view = panel().view();
  view.setCurrentIndex(row(QStringLiteral("a")));
  view.collapse(row(QStringLiteral("V")));
  document().move_layer(model().id_at(row(QStringLiteral("d"))), 1);  // the list is built anew
  QTRY_COMPARE(text(), QStringLiteral("V(a, b), d, c"));
  QVERIFY(!view.isExpanded(row(QStringLiteral("V"))));
  QCOMPARE(view.currentIndex(), row(QStringLiteral("V")));  // instead of a row that nobody sees
  const auto file = document().path();
  QVERIFY(document().wait_settled());
  document().close();
  document().open(file);
  QTRY_COMPARE_WITH_TIMEOUT(text(), QStringLiteral("V(a, b), d, c"), 20000);
  QVERIFY(!view.isExpanded(row(QStringLiteral("V"))));
  view.expand(row(QStringLiteral("V")));
  QVERIFY(document().view_state().folded_groups.empty());
}

void TestLayerGroups::a_folded_group_with_another_name_stays_folded() {
  group_first_two();
  auto& view = panel().view();
  view.collapse(row(QStringLiteral("V")));
  QVERIFY(model().setData(row(QStringLiteral("V")), QStringLiteral("Verkehr"), Qt::EditRole));
  QTRY_COMPARE(text(), QStringLiteral("Verkehr(a, b), c, d"));
  QVERIFY(!view.isExpanded(row(QStringLiteral("Verkehr"))));
  QVERIFY(document().view_state().folded_groups == (std::vector<project::GroupPath>{{"Verkehr"}}));
  model().arrange(project::put_into(project::grouped(model().rows().order(), 2, "Neu"), 3, {2, 1, 0}),
                  {"project.did_move_layer", {{"name", "d"}}});
  QTRY_COMPARE(text(), QStringLiteral("Verkehr(a, b), Neu(d, c)"));
  QVERIFY(!view.isExpanded(row(QStringLiteral("Verkehr"))));
  QVERIFY(view.isExpanded(row(QStringLiteral("Neu"))));
}

void TestLayerGroups::the_inspector_stays_with_a_layer_in_a_folded_group() {
  group_first_two();
  auto& view = panel().view();
  const auto id = model().id_at(row(QStringLiteral("a")));
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(row(QStringLiteral("a"))).center());
  view.setFocus();
  view.collapse(row(QStringLiteral("V")));
  document().set_layer_opacity(id, 0.5);
  document().move_layer(model().id_at(row(QStringLiteral("d"))), 1);
  QTRY_COMPARE(text(), QStringLiteral("V(a, b), d, c"));
  QVERIFY(m_window->workspace().selection().kind == Selection::Kind::layer);
  QCOMPARE(m_window->workspace().selection().layer, base::to_string(id));
}

void TestLayerGroups::a_layer_dropped_between_two_of_a_group_is_taken_into_it() {
  group_first_two();
  QVERIFY(model().flags(row(QStringLiteral("V"))).testFlag(Qt::ItemIsDropEnabled));  // or the view would never ask
  QVERIFY(!model().flags(row(QStringLiteral("a"))).testFlag(Qt::ItemIsDropEnabled));
  const std::unique_ptr<QMimeData> data(model().mimeData({row(QStringLiteral("d"))}));
  model().dropMimeData(data.get(), Qt::MoveAction, 1, 0, row(QStringLiteral("V")));
  QTRY_COMPARE(text(), QStringLiteral("V(a, d, b), c"));
  model().dropMimeData(data.get(), Qt::MoveAction, -1, -1, {});  // on the empty part of the list
  QTRY_COMPARE(text(), QStringLiteral("V(a, b), c, d"));
  model().dropMimeData(data.get(), Qt::MoveAction, -1, -1, row(QStringLiteral("V")));
  QTRY_COMPARE(text(), QStringLiteral("V(d, a, b), c"));
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_COMPARE(text(), QStringLiteral("V(a, b), c, d"));
}

void TestLayerGroups::a_group_is_dragged_with_all_of_its_layers_but_not_into_itself() {
  group_first_two();
  const std::unique_ptr<QMimeData> data(model().mimeData({row(QStringLiteral("V"))}));
  model().dropMimeData(data.get(), Qt::MoveAction, 1, 0, row(QStringLiteral("V")));
  QVERIFY(document().wait_settled());
  QCOMPARE(text(), QStringLiteral("V(a, b), c, d"));
  model().dropMimeData(data.get(), Qt::MoveAction, 2, 0, {});
  QTRY_COMPARE(text(), QStringLiteral("c, V(a, b), d"));
}

void TestLayerGroups::the_menu_of_a_layer_moves_it_between_groups() {
  group_first_two();
  QMenu menu;
  panel().fill_menu(menu, row(QStringLiteral("d")));
  QVERIFY(action(menu, QStringLiteral("Take out of the group")) == nullptr);
  auto* into = action(menu, QStringLiteral("V"));
  QVERIFY(into != nullptr);
  into->trigger();
  QTRY_COMPARE(text(), QStringLiteral("V(d, a, b), c"));
  QMenu other;
  panel().fill_menu(other, row(QStringLiteral("a")));
  QVERIFY(action(other, QStringLiteral("V")) == nullptr);  // it stands in it
  action(other, QStringLiteral("Take out of the group"))->trigger();
  QTRY_COMPARE(text(), QStringLiteral("a, V(d, b), c"));
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_COMPARE(text(), QStringLiteral("V(d, a, b), c"));
}

void TestLayerGroups::a_new_group_is_made_by_its_name() {
  panel().view().setCurrentIndex(row(QStringLiteral("b")));
  QVERIFY(m_window->workspace().actions().run(QStringLiteral("layer.group")));
  auto* dialog = panel().findChild<QInputDialog*>();
  QVERIFY(dialog != nullptr);
  dialog->setTextValue(QStringLiteral(" Rad & Fuß "));
  dialog->accept();
  QTRY_COMPARE(text(), QStringLiteral("a, Rad & Fuß(b), c, d"));
  panel().view().setCurrentIndex(row(QStringLiteral("b")));
  QVERIFY(m_window->workspace().actions().run(QStringLiteral("layer.ungroup")));
  QTRY_COMPARE(text(), QStringLiteral("a, b, c, d"));
}

void TestLayerGroups::the_menu_of_a_group_comes_by_key_too() {
  group_first_two();
  auto& view = panel().view();
  view.setFocus();
  view.setCurrentIndex(row(QStringLiteral("V")));
  QStringList words;
  QTimer::singleShot(0, this, [&] {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    if (menu == nullptr) return;
    for (const auto* one : menu->actions()) words << one->text();
    menu->close();
  });
  // Qt asks the view where its current row is, as for the context-menu key
  const auto at = view.inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
  QContextMenuEvent key(QContextMenuEvent::Keyboard, at, view.mapToGlobal(at));
  QApplication::sendEvent(&view, &key);
  QVERIFY(words.contains(QStringLiteral("Dissolve the group")));
  QVERIFY(words.contains(QStringLiteral("Hide all of them")));
  QVERIFY(!words.contains(QStringLiteral("Show all of them")));
}

void TestLayerGroups::a_group_is_renamed_and_dissolved() {
  group_first_two();
  QVERIFY(model().setData(row(QStringLiteral("V")), QStringLiteral("Verkehr"), Qt::EditRole));
  QTRY_COMPARE(text(), QStringLiteral("Verkehr(a, b), c, d"));
  QVERIFY(document().wait_settled());
  QMenu menu;
  panel().fill_menu(menu, row(QStringLiteral("Verkehr")));
  action(menu, QStringLiteral("Dissolve the group"))->trigger();
  QTRY_COMPARE(text(), QStringLiteral("a, b, c, d"));
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_COMPARE(text(), QStringLiteral("Verkehr(a, b), c, d"));
}

void TestLayerGroups::arrows_with_alt_move_into_a_group_and_out_of_it() {
  group_first_two();
  auto& view = panel().view();
  view.setCurrentIndex(row(QStringLiteral("c")));
  for (const char* wanted : {"V(a, b, c), d", "V(a, c, b), d", "V(c, a, b), d", "c, V(a, b), d"}) {
    QTest::keyClick(&view, Qt::Key_Up, Qt::AltModifier);
    QTRY_COMPARE(text(), QLatin1String(wanted));
    QCOMPARE(view.currentIndex(), row(QStringLiteral("c")));
  }
  view.setCurrentIndex(row(QStringLiteral("V")));
  QTest::keyClick(&view, Qt::Key_Down, Qt::AltModifier);
  QTRY_COMPARE(text(), QStringLiteral("c, d, V(a, b)"));
  QCOMPARE(view.currentIndex(), row(QStringLiteral("V")));
}

void TestLayerGroups::a_group_is_chosen_without_a_layer_in_the_inspector() {
  group_first_two();
  auto& view = panel().view();
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(row(QStringLiteral("a"))).center());
  QVERIFY(m_window->workspace().selection().kind == Selection::Kind::layer);
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(row(QStringLiteral("V"))).center());
  QVERIFY(m_window->workspace().selection().kind == Selection::Kind::none);
  QVERIFY(view.selectionModel()->isSelected(row(QStringLiteral("V"))));
  panel().remove_current();  // that is for layers
  QVERIFY(document().wait_settled());
  QCOMPARE(document().layers().size(), std::size_t{4});
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestLayerGroups)
#include "test_layer_groups.moc"
