// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "sketch/command.h"

using namespace skizze;
using namespace skizze::sketch;

namespace {

Measure lane(std::uint64_t n, const base::Uuid& scenario, double x = 10) {
  Measure measure;
  measure.id = base::make_uuid(1, 1, n);
  measure.scenario = scenario;
  measure.name = "Lane " + std::to_string(n);
  measure.geometry = geo::make_line({{0, 0}, {x, 0}});
  return measure;
}

Scenario scenario(std::uint64_t n) { return {base::make_uuid(2, 2, n), {}, "Variante", {}, 0, 1000}; }

}  // namespace

class TestCommand : public QObject {
  Q_OBJECT

 private slots:
  void the_inverse_of_adding_is_removing() {
    const auto measure = lane(1, scenario(1).id);
    const auto back = inverse(add_measure(measure));
    QVERIFY(back.measures.size() == 1 && !back.measures[0].after && *back.measures[0].before == measure);
  }
  void the_inverse_of_the_inverse_is_the_command() {
    auto command = remove_scenario(scenario(1), {lane(1, scenario(1).id), lane(2, scenario(1).id)});
    QVERIFY(inverse(inverse(command)) == command);
  }
  void removing_a_scenario_takes_only_its_own_measures() {
    const auto command = remove_scenario(scenario(1), {lane(1, scenario(1).id), lane(2, scenario(2).id)});
    QCOMPARE(command.measures.size(), std::size_t{1});
  }
  void a_drag_in_many_steps_is_one_command() {
    const auto start = lane(1, scenario(1).id);
    auto first = reshape_measure(start, geo::make_line({{0, 0}, {11, 0}}), 5);
    auto second = reshape_measure(*first.measures[0].after, geo::make_line({{0, 0}, {12, 0}}), 6);
    first.merge_key = second.merge_key = "drag";
    QVERIFY(merge(first, second));
    QVERIFY(*first.measures[0].before == start);
    QCOMPARE(geo::planar_length(first.measures[0].after->geometry), 12.0);
  }
  void commands_without_a_key_do_not_merge() {
    auto first = reshape_measure(lane(1, scenario(1).id), geo::make_line({{0, 0}, {11, 0}}), 5);
    const auto copy = first;
    QVERIFY(!merge(first, reshape_measure(*first.measures[0].after, geo::make_line({{0, 0}, {12, 0}}), 6)));
    QVERIFY(first == copy);
  }
  void commands_about_different_measures_do_not_merge() {
    auto first = reshape_measure(lane(1, scenario(1).id), geo::make_line({{0, 0}, {11, 0}}), 5);
    auto second = reshape_measure(lane(2, scenario(1).id), geo::make_line({{0, 0}, {12, 0}}), 6);
    first.merge_key = second.merge_key = "drag";
    QVERIFY(!merge(first, second));
  }
  void after_a_split_the_first_piece_keeps_its_id() {
    const auto whole = lane(1, scenario(1).id);
    auto head = whole;
    head.geometry = geo::make_line({{0, 0}, {5, 0}});
    const auto tail = lane(2, scenario(1).id);
    const auto command = replace_measures({whole}, {head, tail}, "sketch.did_split");
    QCOMPARE(command.measures.size(), std::size_t{2});
    QVERIFY(command.measures[0].before && command.measures[0].after && *command.measures[0].after == head);
    QVERIFY(!command.measures[1].before && *command.measures[1].after == tail);
  }
  void a_join_removes_what_was_swallowed() {
    const auto a = lane(1, scenario(1).id);
    const auto b = lane(2, scenario(1).id);
    auto joined = a;
    joined.geometry = geo::make_line({{0, 0}, {20, 0}});
    const auto command = replace_measures({a, b}, {joined}, "sketch.did_join");
    QVERIFY(command.measures[0].after == joined);
    QVERIFY(!command.measures[1].after);
  }
  void messages_name_what_was_done() {
    const auto command = add_measure(lane(7, scenario(1).id));
    QVERIFY(command.message == (base::Message{"sketch.did_add_lane", {{"name", "Lane 7"}}}));
  }
  void a_copied_scenario_has_new_ids_and_the_same_shapes() {
    const auto original = scenario(1);
    const auto copy = copy_scenario(original, {lane(1, original.id), lane(2, scenario(9).id)}, "B", 3, 77);
    QCOMPARE(copy.measures.size(), std::size_t{1});
    QVERIFY(copy.scenario.id != original.id && copy.scenario.parent == original.id);
    QVERIFY(copy.measures[0].id != lane(1, original.id).id && copy.measures[0].scenario == copy.scenario.id);
    const auto difference = compare({lane(1, original.id)}, copy.measures);
    QVERIFY(difference.same.size() == 1 && difference.only_in_a.empty() && difference.only_in_b.empty());
  }
  void comparing_tells_new_gone_and_altered_apart() {
    const auto a = scenario(1).id;
    auto altered = lane(11, scenario(2).id, 10);
    altered.lane.width_m = 3;
    altered.name = lane(1, a).name;
    const auto difference = compare({lane(1, a, 10), lane(2, a, 20)}, {altered, lane(13, scenario(2).id, 30)});
    QVERIFY(difference.altered.size() == 1 && difference.altered[0].second == altered.id);
    QVERIFY(difference.only_in_a == std::vector{lane(2, a).id});
    QVERIFY(difference.only_in_b == std::vector{lane(13, a).id});
  }
  void a_scenario_without_a_name_is_refused() {
    auto nameless = scenario(1);
    nameless.name = "  ";
    QVERIFY(!validate(nameless));
    QVERIFY(validate(scenario(1)).has_value());
  }
};

QTEST_GUILESS_MAIN(TestCommand)
#include "test_command.moc"
