// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Kills a writing process at random moments and holds the file against what it had acknowledged. STADTSKIZZE_KILLS sets how often.
#include <QtTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <random>
#include <sstream>

#include "app/store/project_fixture.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;

namespace {

std::string short_hash(const std::string& text) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return std::to_string(hash);
}

void say(const std::string& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) std::_Exit(3);
}

/// The child: says what the state will be ("I hash"), does it, and acknowledges ("A") after the commit; until it is killed.
int writer(const char* file, unsigned seed) {
  auto store = ProjectStore::open(file);
  if (!store) return 2;
  const auto start = *store->load();
  Model model(start);
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t n) { return n == 0 ? std::size_t{0} : std::size_t{random()} % n; };
  for (;;) {
    const auto step = next_step(model, start.scenarios.front().id, pick);
    if (step.act == Act::undo && !model.undo()) continue;
    if (step.act == Act::redo && !model.redo()) continue;
    if (step.act == Act::apply) model.apply(step.transaction);
    say("I " + short_hash(state_text(model.content())) + "\n");
    const bool done = step.act == Act::undo   ? store->undo().has_value()
                      : step.act == Act::redo ? store->redo().has_value()
                                              : store->apply(step.transaction).has_value();
    if (!done) return 4;
    say("A\n");
  }
}

struct Heard {
  std::string acknowledged;  ///< hash of the last acknowledged state; empty for the start
  std::string intended;      ///< hash of the step under way; empty for none
  int count = 0;
};

Heard understand(const std::string& text) {
  Heard heard;
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.starts_with("I ")) heard.intended = line.substr(2);
    if (line == "A") {
      heard.acknowledged = std::exchange(heard.intended, {});
      ++heard.count;
    }
  }
  return heard;
}

/// Starts the child, lets it work for a while, kills it with SIGKILL and returns what it had said.
std::string run_and_kill(const std::string& file, unsigned seed, int microseconds) {
  int channel[2];
  if (::pipe(channel) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(channel[1], STDOUT_FILENO);
    ::close(channel[0]);
    ::close(channel[1]);
    const std::string number = std::to_string(seed);
    ::execl("/proc/self/exe", "writer", "--writer", file.c_str(), number.c_str(), static_cast<char*>(nullptr));
    std::_Exit(5);
  }
  ::close(channel[1]);
  std::string said;
  char buffer[4096];
  // The clock starts with the first word, so that the kills fall into the work and not into the start.
  ssize_t got = ::read(channel[0], buffer, sizeof buffer);
  if (got > 0) said.append(buffer, static_cast<std::size_t>(got));
  ::usleep(static_cast<useconds_t>(microseconds));
  ::kill(child, SIGKILL);
  while ((got = ::read(channel[0], buffer, sizeof buffer)) > 0) said.append(buffer, static_cast<std::size_t>(got));
  ::close(channel[0]);
  ::waitpid(child, nullptr, 0);
  return said;
}

}  // namespace

class TestKill : public QObject {
  Q_OBJECT

 private slots:
  void nothing_acknowledged_is_lost_when_the_writer_is_killed() {
    bool given = false;
    const int rounds = qEnvironmentVariableIntValue("STADTSKIZZE_KILLS", &given);
    std::mt19937 random(20261121);
    int acknowledged = 0;
    int finished_unheard = 0;
    qint64 slowest_ms = 0;
    for (int round = 0; round < (given ? rounds : 20); ++round) {
      const Fixture fixture(Disk::real);
      std::string start;
      {
        auto store = fixture.make();
        start = state_text(*store.load());
      }
      const auto heard =
          understand(run_and_kill(fixture.file().string(), static_cast<unsigned>(random()), static_cast<int>(random() % 120'000)));
      acknowledged += heard.count;
      QElapsedTimer clock;
      clock.start();
      auto store = ProjectStore::open(fixture.file());
      QVERIFY2(store.has_value(), store ? "" : store.error().message.id.c_str());
      slowest_ms = std::max(slowest_ms, clock.elapsed());
      QVERIFY(store->ended_uncleanly());
      const auto found = state_text(*store->load());
      const auto hash = short_hash(found);
      const auto expected = heard.acknowledged.empty() ? short_hash(start) : heard.acknowledged;
      QVERIFY2(hash == expected || hash == heard.intended, qPrintable(QString("round %1 after %2 steps").arg(round).arg(heard.count)));
      if (hash != expected) ++finished_unheard;
      QVERIFY(store->check()->clean());
      const auto depth = store->revision().undo_depth;
      while (store->undo()) {
      }
      QCOMPARE(state_text(*store->load()).substr(0, start.rfind("undo")), start.substr(0, start.rfind("undo")));
      for (std::size_t i = 0; i < depth; ++i) QVERIFY(store->redo().has_value());
      QCOMPARE(state_text(*store->load()), found);
    }
    qInfo("%d steps acknowledged before kills, %d more had been committed; slowest reopening %lld ms", acknowledged, finished_unheard,
          slowest_ms);
    QVERIFY(acknowledged > 0);
  }
};

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--writer") return writer(argv[2], static_cast<unsigned>(std::stoul(argv[3])));
  QCoreApplication application(argc, argv);
  TestKill test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_kill.moc"
