// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/view_state.h"

#include <QTest>

using namespace skizze;

class TestViewState : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void what_was_written_is_read_again();
  void a_damaged_text_gives_the_defaults();
  void impossible_places_are_not_taken();
};

void TestViewState::what_was_written_is_read_again() {
  project::ViewState state;
  state.center_lon_lat = {13.4, 52.5};
  state.zoom = 15.25;
  state.mode = "plan";
  state.tool = "draw_lane";
  state.active_scenario = base::new_uuid();
  state.selection = {base::new_uuid(), base::new_uuid()};
  state.selected_layer = "project.measures";
  state.folded_groups = {{"Verkehr"}, {"Verkehr", "Rad / Fuß"}};
  state.panels = "left=280;right=\"x\"";
  QVERIFY(project::view_state_from_json(project::to_json(state)) == state);
}

void TestViewState::a_damaged_text_gives_the_defaults() {
  for (const std::string text : {"", "nonsense", "[]", "{\"center\":3,\"zoom\":\"x\",\"selection\":{}}"})
    QVERIFY(project::view_state_from_json(text) == project::ViewState{});
}

void TestViewState::impossible_places_are_not_taken() {
  QVERIFY(project::view_state_from_json("{\"center\":[1e308,2],\"zoom\":99}") == project::ViewState{});
}

QTEST_GUILESS_MAIN(TestViewState)
#include "test_view_state.moc"
