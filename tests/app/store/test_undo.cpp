// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <rapidcheck.h>

#include "app/store/project_fixture.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;

namespace {

/// Does a random session on the store and on the model; they must agree after every step.
void session(const std::vector<int>& choices) {
  id_counter() = 0;
  const Fixture fixture;
  auto opened = std::make_unique<ProjectStore>(fixture.make());
  const auto start = *opened->load();
  Model model(start);
  std::size_t next = 0;
  const auto pick = [&](std::size_t n) -> std::size_t {
    if (n == 0 || next >= choices.size()) return 0;
    return static_cast<std::size_t>(choices[next++]) % n;
  };
  int steps = 0;
  while (next < choices.size()) {
    const auto step = next_step(model, start.scenarios.front().id, pick);
    if (step.act == Act::undo) RC_ASSERT(opened->undo().has_value() == model.undo());
    if (step.act == Act::redo) RC_ASSERT(opened->redo().has_value() == model.redo());
    if (step.act == Act::apply) {
      RC_ASSERT(opened->apply(step.transaction).has_value());
      model.apply(step.transaction);
    }
    if (++steps % 7 == 0) {  // closing in between must change nothing
      opened.reset();
      opened = std::make_unique<ProjectStore>(std::move(*ProjectStore::open(fixture.file())));
    }
  }
  const auto end = state_text(*opened->load());
  RC_ASSERT(end == state_text(model.content()));
  const auto undone = opened->revision().undo_depth;
  const auto ahead = opened->revision().redo_depth;
  while (opened->undo()) {
  }
  const auto bare = [](const std::string& text) { return text.substr(0, text.rfind("undo")); };
  RC_ASSERT(bare(state_text(*opened->load())) == bare(state_text(start)));
  for (std::size_t i = 0; i < undone; ++i) RC_ASSERT(opened->redo().has_value());
  RC_ASSERT(state_text(*opened->load()) == end);
  RC_ASSERT(opened->revision().redo_depth == ahead);
  const auto report = *opened->check();
  RC_ASSERT(report.clean());
  for (const auto& finding : report.findings) RC_ASSERT(finding.message.id != "store.check_changed_outside");
}

}  // namespace

class TestUndo : public QObject {
  Q_OBJECT

 private slots:
  void undoing_all_and_redoing_all_leads_back_to_the_same_state() {
    // Repeatable: RC_PARAMS="seed=..." prints and takes the seed.
    const bool good = rc::check("any session", [] {
      const auto choices = *rc::gen::container<std::vector<int>>(150, rc::gen::inRange(0, 1'000'000));
      session(choices);
    });
    QVERIFY(good);
  }
  void five_hundred_steps_can_all_be_taken_back() {
    const Fixture fixture;
    auto store = fixture.make();
    const auto start = state_text(*store.load());
    const auto scenario = first_scenario(store);
    for (int i = 0; i < 500; ++i) QVERIFY(store.apply(one("t.x", base::added(lane(scenario, 10 + i)))).has_value());
    const auto end = state_text(*store.load());
    for (int i = 0; i < 500; ++i) QVERIFY(store.undo().has_value());
    QCOMPARE(state_text(*store.load()).substr(0, start.rfind("undo")), start.substr(0, start.rfind("undo")));
    for (int i = 0; i < 500; ++i) QVERIFY(store.redo().has_value());
    QCOMPARE(state_text(*store.load()), end);
  }
};

QTEST_GUILESS_MAIN(TestUndo)
#include "test_undo.moc"
