// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/layer_groups.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

#include "document_fixture.h"

using namespace skizze;
using namespace skizze::project;

namespace {

/// "a | Verkehr: b | Verkehr/Rad: c": topmost first, groups before the colon.
struct Sketch {
  std::map<std::string, base::Uuid> ids;

  LayerOrder order(const std::string& text) {
    LayerOrder result;
    for (const auto& part : QString::fromStdString(text).split(QStringLiteral(" | "))) {
      LayerPlace place;
      const auto words = part.split(QStringLiteral(": "));
      if (words.size() > 1)
        for (const auto& group : words[0].split(QLatin1Char('/'))) place.groups.push_back(group.toStdString());
      auto& id = ids[words.last().toStdString()];
      if (id.is_null()) id = base::new_uuid();
      place.id = id;
      result.push_back(std::move(place));
    }
    return result;
  }

  std::string text(const LayerOrder& order) const {
    std::string result;
    for (const auto& place : order) {
      if (!result.empty()) result += " | ";
      for (std::size_t i = 0; i < place.groups.size(); ++i) result += place.groups[i] + (i + 1 < place.groups.size() ? "/" : ": ");
      result += std::find_if(ids.begin(), ids.end(), [&](const auto& item) { return item.second == place.id; })->first;
    }
    return result;
  }
};

}  // namespace

class TestLayerGroups : public DocumentFixture {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fresh_folder();
    m_sketch = {};
  }
  void a_group_is_what_follows_one_another();
  void a_layer_steps_through_a_group_and_out_of_it_again();
  void a_group_steps_past_layers_and_other_groups();
  void a_moved_block_keeps_what_is_inside_it();
  void layers_go_into_groups_and_out_of_them();
  void a_group_is_renamed_and_dissolved();
  void stepping_up_then_down_comes_back();
  void the_document_arranges_and_hides_several_as_one_step();
  void layers_that_an_order_does_not_name_stay();

 private:
  Sketch m_sketch;
};

void TestLayerGroups::a_group_is_what_follows_one_another() {
  const auto order = m_sketch.order("V: a | V/R: b | V/R: c | d | V: e");
  QVERIFY((group_block(order, 1, 1) == LayerBlock{0, 3, 0}));
  QVERIFY((group_block(order, 1, 2) == LayerBlock{1, 2, 1}));
  QVERIFY((group_block(order, 4, 1) == LayerBlock{4, 1, 0}));
  QVERIFY((layer_block(order, 2) == LayerBlock{2, 1, 2}));
}

void TestLayerGroups::a_layer_steps_through_a_group_and_out_of_it_again() {
  auto order = m_sketch.order("V: a | V/R: b | c");
  for (const char* wanted : {"V: a | V/R: b | V: c", "V: a | V/R: b | V/R: c", "V: a | V/R: c | V/R: b", "V: a | V: c | V/R: b",
                             "V: c | V: a | V/R: b", "c | V: a | V/R: b", "c | V: a | V/R: b"}) {
    const auto row = std::find_if(order.begin(), order.end(), [&](const auto& place) { return place.id == m_sketch.ids["c"]; });
    order = stepped(order, layer_block(order, static_cast<std::size_t>(row - order.begin())), true);
    QCOMPARE(m_sketch.text(order), std::string(wanted));
  }
}

void TestLayerGroups::a_group_steps_past_layers_and_other_groups() {
  auto order = m_sketch.order("V: a | V: b | W: c | W/R: d | e");
  order = stepped(order, group_block(order, 0, 1), false);
  QCOMPARE(m_sketch.text(order), std::string("W: c | W/R: d | V: a | V: b | e"));
  order = stepped(order, group_block(order, 2, 1), false);
  QCOMPARE(m_sketch.text(order), std::string("W: c | W/R: d | e | V: a | V: b"));
  order = stepped(order, group_block(order, 1, 2), false);  // from the end of its group out of it
  QCOMPARE(m_sketch.text(order), std::string("W: c | R: d | e | V: a | V: b"));
  QVERIFY(stepped(order, group_block(order, 4, 1), false) == order);
}

void TestLayerGroups::a_moved_block_keeps_what_is_inside_it() {
  const auto order = m_sketch.order("a | V: b | V/R: c | W: d | W: e");
  QCOMPARE(m_sketch.text(moved(order, group_block(order, 1, 1), 4, {"W"})), std::string("a | W: d | W/V: b | W/V/R: c | W: e"));
  QCOMPARE(m_sketch.text(moved(order, group_block(order, 1, 1), 0, {})), std::string("V: b | V/R: c | a | W: d | W: e"));
  QCOMPARE(m_sketch.text(moved(order, layer_block(order, 0), 5, {})), std::string("V: b | V/R: c | W: d | W: e | a"));
  QVERIFY(moved(order, group_block(order, 1, 1), 2, {}) == order);
}

void TestLayerGroups::layers_go_into_groups_and_out_of_them() {
  const auto order = m_sketch.order("V: a | V: b | V: c | d | e");
  QCOMPARE(m_sketch.text(put_into(order, 4, group_block(order, 0, 1))), std::string("V: e | V: a | V: b | V: c | d"));
  QCOMPARE(m_sketch.text(taken_out(order, 1)), std::string("b | V: a | V: c | d | e"));
  QVERIFY(taken_out(order, 3) == order);
  QCOMPARE(m_sketch.text(grouped(order, 1, "R")), std::string("V: a | V/R: b | V: c | d | e"));
}

void TestLayerGroups::a_group_is_renamed_and_dissolved() {
  const auto order = m_sketch.order("V: a | V/R: b | V: c | d");
  QCOMPARE(m_sketch.text(renamed(order, group_block(order, 0, 1), "Verkehr")), std::string("Verkehr: a | Verkehr/R: b | Verkehr: c | d"));
  QCOMPARE(m_sketch.text(ungrouped(order, group_block(order, 0, 1))), std::string("a | R: b | c | d"));
  QCOMPARE(m_sketch.text(ungrouped(order, group_block(order, 1, 2))), std::string("V: a | V: b | V: c | d"));
}

void TestLayerGroups::stepping_up_then_down_comes_back() {
  std::mt19937 random(7);
  const auto pick = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
  int names = 0;  // no two groups of one name: they would become one where they meet
  for (int round = 0; round < 500; ++round) {
    LayerOrder order;
    for (std::size_t i = 0; i < 2 + pick(6); ++i) {
      GroupPath groups = order.empty() ? GroupPath{} : order.back().groups;
      groups.resize(pick(groups.size() + 1));
      for (std::size_t deeper = pick(3); deeper > 0; --deeper) groups.push_back(std::to_string(++names));
      order.push_back({base::new_uuid(), groups});
    }
    const auto row = pick(order.size());
    const auto depth = order[row].groups.size();
    if (depth > 0 && group_block(order, row, depth).count == 1) continue;  // its group goes when it leaves
    const auto up = stepped(order, layer_block(order, row), true);
    QCOMPARE(up.size(), order.size());
    if (up == order) continue;
    const auto now = std::find_if(up.begin(), up.end(), [&](const auto& place) { return place.id == order[row].id; });
    const auto back = stepped(up, layer_block(up, static_cast<std::size_t>(now - up.begin())), false);
    QVERIFY(back == order);
  }
}

void TestLayerGroups::the_document_arranges_and_hides_several_as_one_step() {
  Document document(options());
  QVERIFY(make(document) && add(document, write_streets()) && add(document, write_streets("more.geojson", 9.1)));
  const auto before = order_of(document.layers());
  const auto after = renamed(grouped(grouped(moved(before, layer_block(before, 0), 2, {}), 0, "x"), 1, "x"), {0, 2, 0}, "Verkehr");
  document.arrange_layers(after, {"project.did_move_group", {{"name", "Verkehr"}}});
  QVERIFY(document.wait_settled());
  QVERIFY(order_of(document.layers()) == after);
  document.show_layers({after[0].id, after[1].id}, false, {"project.did_hide_group", {{"name", "Verkehr"}}});
  QVERIFY(document.wait_settled());
  QVERIFY(!document.layers()[0].visible && !document.layers()[1].visible);
  document.undo();
  QVERIFY(document.wait_settled());
  QVERIFY(document.layers()[0].visible && document.layers()[1].visible);
  document.undo();
  QVERIFY(document.wait_settled());
  QVERIFY(order_of(document.layers()) == before);
  document.redo();
  QVERIFY(document.wait_settled());
  document.close();
  QVERIFY(reopen(document));
  QVERIFY(order_of(document.layers()) == after);
}

void TestLayerGroups::layers_that_an_order_does_not_name_stay() {
  Document document(options());
  QVERIFY(make(document) && add(document, write_streets()) && add(document, write_streets("more.geojson", 9.1)));
  const auto before = order_of(document.layers());
  document.arrange_layers({{before[0].id, {"Verkehr"}}, {base::new_uuid(), {}}}, {"project.did_move_group", {{"name", "Verkehr"}}});
  QVERIFY(document.wait_settled());
  QCOMPARE(document.layers().size(), std::size_t{2});
  QCOMPARE(document.layers().back().id, before[1].id);
  QCOMPARE(document.layers().front().groups, GroupPath{"Verkehr"});
}

QTEST_GUILESS_MAIN(TestLayerGroups)
#include "test_layer_groups.moc"
