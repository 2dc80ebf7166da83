// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Power cuts, which a kill never tests: everything a session writes is recorded, and the disk is rebuilt as it may look after a cut at
/// any moment, where whatever had not been synced is there, is missing, or is there in part. STADTSKIZZE_POWER_CUTS sets how many moments.
#include <QtTest>
#include <map>
#include <random>

#include "app/store/disk_shim.h"
#include "app/store/project_fixture.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;

namespace {

/// What the disk did with writes that nobody had asked it to sync.
enum class Unsynced { all_lost, all_there, some_lost };

struct DiskFile {
  std::string synced;  ///< what is certain
  bool exists = false;
  std::vector<const DiskOperation*> waiting;  ///< since the last sync, removals included
};
using Disk = std::map<std::string, DiskFile>;

void play(DiskFile& file, const DiskOperation& operation) {
  using Kind = DiskOperation::Kind;
  if (operation.kind == Kind::remove || operation.kind == Kind::remove_synced) {
    file.synced.clear();
    file.exists = false;
    return;
  }
  file.exists = true;
  const auto at = static_cast<std::size_t>(operation.at);
  if (operation.kind == Kind::truncate) return file.synced.resize(at);
  if (file.synced.size() < at + operation.bytes.size()) file.synced.resize(at + operation.bytes.size());
  file.synced.replace(at, operation.bytes.size(), operation.bytes);
}

void receive(DiskFile& file, const DiskOperation& operation) {
  using Kind = DiskOperation::Kind;
  if (operation.kind != Kind::sync && operation.kind != Kind::remove_synced) return file.waiting.push_back(&operation);
  for (const auto* earlier : file.waiting) play(file, *earlier);
  file.waiting.clear();
  if (operation.kind == Kind::remove_synced) play(file, operation);
}

void cut_power(Disk& disk, Unsynced fate, std::mt19937& random) {
  for (auto& [name, file] : disk) {
    for (const auto* operation : file.waiting) {
      if (fate == Unsynced::all_there || (fate == Unsynced::some_lost && random() % 2 == 0)) play(file, *operation);
    }
  }
}

struct Session {
  std::map<std::string, std::string> start;  ///< files before the recording
  std::vector<DiskOperation> operations;
  std::vector<std::pair<std::size_t, std::string>> promised;  ///< after so many operations this state was acknowledged
};

std::string bytes_of(const std::filesystem::path& path) {
  QFile in(QString::fromStdString(path.string()));
  return in.open(QIODevice::ReadOnly) ? in.readAll().toStdString() : std::string();
}

Session record(const Fixture& fixture) {
  Session session;
  { auto store = fixture.make(); }
  session.start[fixture.file().string()] = bytes_of(fixture.file());
  const WithShim with_shim;
  auto store = ProjectStore::open(fixture.file());
  const auto content = *store->load();
  session.start[fixture.file().string()] = bytes_of(fixture.file());
  session.promised.emplace_back(0, state_text(content));
  g_record = &session.operations;
  Model model(content);
  std::mt19937 random(7);
  const auto pick = [&](std::size_t n) { return n == 0 ? std::size_t{0} : std::size_t{random()} % n; };
  for (int i = 0; i < 40; ++i) {
    const auto step = next_step(model, content.scenarios.front().id, pick);
    if (step.act == Act::undo && (!model.undo() || !store->undo())) continue;
    if (step.act == Act::redo && (!model.redo() || !store->redo())) continue;
    if (step.act == Act::apply) {
      if (!store->apply(step.transaction)) qFatal("the session itself failed");
      model.apply(step.transaction);
    }
    session.promised.emplace_back(session.operations.size(), state_text(model.content()));
  }
  g_record = nullptr;
  return session;
}

/// The project as it opens after a cut behind the n-th operation.
std::string state_after_cut(const Session& session, std::size_t n, Unsynced fate, std::mt19937& random) {
  Disk disk;
  for (const auto& [name, bytes] : session.start) disk[name] = {bytes, true, {}};
  for (std::size_t i = 0; i < n; ++i) receive(disk[session.operations[i].file], session.operations[i]);
  cut_power(disk, fate, random);
  const Fixture after;
  for (const auto& [name, file] : disk) {
    if (!file.exists) continue;
    QFile out(QString::fromStdString((after.file(std::filesystem::path(name).filename().string().c_str())).string()));
    if (!out.open(QIODevice::WriteOnly) || out.write(file.synced.data(), static_cast<qint64>(file.synced.size())) < 0) qFatal("no room");
  }
  auto store = ProjectStore::open(after.file());
  if (!store) return "refused: " + store.error().message.id;
  const auto report = store->check();
  if (!report || !report->clean()) return "damaged";
  return state_text(*store->load());
}

}  // namespace

class TestPowerCut : public QObject {
  Q_OBJECT

 private slots:
  void nothing_acknowledged_is_lost_when_the_power_is_cut() {
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("STADTSKIZZE_POWER_CUTS", &given);
    const Fixture fixture;
    const auto session = record(fixture);
    const std::size_t moments = given ? static_cast<std::size_t>(wanted) : 170;
    std::mt19937 random(20261122);
    for (std::size_t moment = 0; moment < moments; ++moment) {
      const std::size_t n = session.operations.size() * (moment + 1) / moments;
      std::size_t last = 0;
      while (last + 1 < session.promised.size() && session.promised[last + 1].first <= n) ++last;
      for (const auto fate : {Unsynced::all_lost, Unsynced::all_there, Unsynced::some_lost}) {
        const auto state = state_after_cut(session, n, fate, random);
        const bool promised = state == session.promised[last].second;
        const bool next = last + 1 < session.promised.size() && state == session.promised[last + 1].second;
        QVERIFY2(promised || next, qPrintable(QString("cut after operation %1 of %2, fate %3: %4")
                                                  .arg(n)
                                                  .arg(session.operations.size())
                                                  .arg(static_cast<int>(fate))
                                                  .arg(QString::fromStdString(state).left(200))));
      }
    }
    qInfo("%zu operations recorded, %zu cuts", session.operations.size(), moments * 3);
  }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "test_power_cut.moc"
