// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// kill_session --runs N [--seed S]: runs a scripted session in a child process of the real core, kills it with SIGKILL at a random
/// moment, opens the project again and compares what is there with what was acknowledged. Exit 0 when nothing was lost.
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include "session_script.h"

using namespace skizze;

namespace {

constexpr int k_steps = 120;            // of one session; more than a child manages before it is killed
constexpr int k_kills_per_project = 3;  // so that sessions also begin on what a killed one left
constexpr int k_seeds = 12;

/// One write(2) per line: what the pipe has, the child had said before it died.
void say(const QByteArray& line) {
  const auto text = line + '\n';
  if (::write(STDOUT_FILENO, text.constData(), static_cast<std::size_t>(text.size())) < 0) std::_Exit(9);
}

project::DocumentOptions options_for(const QString& folder) {
  project::DocumentOptions options;
  options.cache_dir = (folder + QStringLiteral("/cache")).toStdString();
  options.data_dir = (folder + QStringLiteral("/data")).toStdString();
  return options;
}

QString project_in(const QString& folder) { return folder + QStringLiteral("/session.gpkg"); }

// --- the parts that run in child processes --------------------------------------------------------------------------------

bool open_or_create(project::Document& document, const QString& folder) {
  if (QFile::exists(project_in(folder)))
    document.open(project_in(folder));
  else
    document.create(project_in(folder), QStringLiteral("Session"), 25832);
  QObject guard;
  QObject::connect(&document, &project::Document::open_failed, &guard,
                   [](const base::Error& error) { say("refused " + project::text_of(error, project::Language::en).toUtf8()); });
  return document.wait_settled(30000) && document.is_open();
}

/// Says "try n" before step n and "ack n" when its commit was acknowledged.
int play(const QString& folder, std::uint64_t seed, int first) {
  project::Document document(options_for(folder));
  if (!open_or_create(document, folder)) return 1;
  int acknowledged = first;
  QObject guard;
  QObject::connect(&document, &project::Document::acknowledged, &guard, [&](qint64) { say("ack " + QByteArray::number(acknowledged++)); });
  QObject::connect(&document, &project::Document::failed, &guard,
                   [](const base::Error& error) { say("refused " + project::text_of(error, project::Language::en).toUtf8()); });
  say("ready");
  for (int n = first; n < k_steps; ++n) {
    if (scenario::needs_rest(document, seed, n)) document.wait_settled(30000);
    say("try " + QByteArray::number(n));
    if (!scenario::run_step(document, folder, seed, n)) return 1;
    QCoreApplication::processEvents();
    if (n % 4 == 0) document.wait_settled(30000);  // at times step by step, at times several under way
  }
  document.wait_settled(30000);
  QThread::sleep(60);  // waits to be killed
  return 0;
}

/// Says the digest before the first and after every step of an undisturbed session.
int play_undisturbed(const QString& folder, std::uint64_t seed) {
  project::Document document(options_for(folder));
  if (!open_or_create(document, folder)) return 1;
  say("state " + scenario::digest(document));
  for (int n = 0; n < k_steps; ++n) {
    if (!scenario::run_step(document, folder, seed, n) || !document.wait_settled(30000)) return 1;
    say("state " + scenario::digest(document));
  }
  return 0;
}

int look(const QString& folder) {
  project::Document document(options_for(folder));
  if (!open_or_create(document, folder)) return 1;
  say("state " + scenario::digest(document));
  if (qEnvironmentVariableIsSet("KILL_SESSION_VERBOSE")) std::fprintf(stderr, "%s\n", scenario::description(document).constData());
  return 0;
}

// --- the part that kills --------------------------------------------------------------------------------------------------

struct Figures {
  int kills = 0, before_open = 0, lost = 0, phantom = 0, unclean = 0, not_opened = 0;
  std::vector<double> restart_ms;
  std::int64_t acknowledged = 0;
};

class Killer {
 public:
  Killer(QString self, QString skizze, std::uint64_t seed) : m_self(std::move(self)), m_skizze(std::move(skizze)), m_random(seed) {}

  bool run(int kills) {
    while (m_figures.kills < kills) {
      const auto seed = 1 + m_random() % k_seeds;
      QTemporaryDir folder;
      if (!folder.isValid() || !scenario::write_session_files(folder.path())) return false;
      const auto& states = states_of(seed);
      if (states.size() != k_steps + 1) {
        std::fprintf(stderr, "the undisturbed session of seed %llu broke off\n", static_cast<unsigned long long>(seed));
        return false;
      }
      int step = 0;
      for (int k = 0; k < k_kills_per_project && m_figures.kills < kills && step >= 0 && step < k_steps; ++k)
        step = kill_once(folder.path(), seed, states, step);
      if (m_figures.kills % 25 == 0 || step < 0) std::fprintf(stderr, "%d kills\n", m_figures.kills);
    }
    return report();
  }

 private:
  QByteArrayList lines_of(const QStringList& arguments, int timeout_ms) {
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(m_self, arguments);
    process.waitForFinished(timeout_ms);
    return process.readAllStandardOutput().split('\n');
  }

  static QByteArrayList states_in(const QByteArrayList& lines) {
    QByteArrayList states;
    for (const auto& line : lines)
      if (line.startsWith("state ")) states << line.mid(6);
    return states;
  }

  const QByteArrayList& states_of(std::uint64_t seed) {
    auto& states = m_states[seed];
    if (!states.isEmpty()) return states;
    QTemporaryDir folder;
    scenario::write_session_files(folder.path());
    states = states_in(lines_of({QStringLiteral("--undisturbed"), folder.path(), QString::number(seed)}, 300000));
    return states;
  }

  /// Gives the step the next session goes on with, or -1 when something was wrong.
  int kill_once(const QString& folder, std::uint64_t seed, const QByteArrayList& states, int first) {
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(m_self, {QStringLiteral("--play"), folder, QString::number(seed), QString::number(first)});
    child.waitForStarted();
    QByteArray said;
    const bool while_opening = m_random() % 10 == 0;
    if (while_opening) {
      QThread::msleep(m_random() % 60);
      ++m_figures.before_open;
    } else {
      while (!said.contains("ready\n") && child.waitForReadyRead(30000)) said += child.readAllStandardOutput();
      QThread::usleep(m_random() % 700000);
    }
    child.kill();
    child.waitForFinished();
    said += child.readAllStandardOutput();
    ++m_figures.kills;
    return judge(folder, states, first, said);
  }

  int judge(const QString& folder, const QByteArrayList& states, int first, const QByteArray& said) {
    int acknowledged = first;  // steps 0..acknowledged-1 are
    int tried = first;
    for (const auto& line : said.split('\n')) {
      if (line.startsWith("ack ")) acknowledged = line.mid(4).toInt() + 1;
      if (line.startsWith("try ")) tried = line.mid(4).toInt() + 1;
      if (line.startsWith("refused ")) std::fprintf(stderr, "%s\n", line.constData());
    }
    m_figures.acknowledged += acknowledged - first;
    if (!QFile::exists(project_in(folder))) return 0;  // killed before there was a file
    QElapsedTimer timer;
    timer.start();
    const auto seen = states_in(lines_of({QStringLiteral("--look"), folder}, 60000));
    m_figures.restart_ms.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    if (seen.isEmpty()) {
      ++m_figures.not_opened;
      return -1;
    }
    if (!check_clean(folder)) ++m_figures.unclean;
    // Several steps may lead to the same state; the latest possible one is where the session goes on.
    for (int n = tried; n >= acknowledged; --n)
      if (states[n] == seen.front()) return n;
    const bool older = std::find(states.begin(), states.begin() + acknowledged, seen.front()) != states.begin() + acknowledged;
    ++(older ? m_figures.lost : m_figures.phantom);
    std::fprintf(stderr, "%s: acknowledged %d, tried %d\n", older ? "LOST" : "UNKNOWN STATE", acknowledged, tried);
    return -1;
  }

  bool check_clean(const QString& folder) const {
    QProcess check;
    check.start(m_skizze,
                {QStringLiteral("check"), project_in(folder), QStringLiteral("--json"), QStringLiteral("--lang"), QStringLiteral("en")});
    check.waitForFinished(60000);
    if (check.exitCode() == 0) return true;
    std::fprintf(stderr, "%s%s\n", check.readAllStandardOutput().constData(), check.readAllStandardError().constData());
    return false;
  }

  bool report() {
    auto& times = m_figures.restart_ms;
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
      return times.empty() ? 0.0 : times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("kills %d (%d while opening), acknowledged actions %lld, lost %d, unknown states %d, not opened %d, check not clean %d\n",
                m_figures.kills, m_figures.before_open, static_cast<long long>(m_figures.acknowledged), m_figures.lost, m_figures.phantom,
                m_figures.not_opened, m_figures.unclean);
    std::printf("restart of the process until the project is there: median %.0f ms, 99 %% %.0f ms, longest %.0f ms\n", at(0.5), at(0.99),
                at(1));
    return m_figures.lost + m_figures.phantom + m_figures.not_opened + m_figures.unclean == 0;
  }

  QString m_self, m_skizze;
  std::mt19937_64 m_random;
  std::map<std::uint64_t, QByteArrayList> m_states;
  Figures m_figures;
};

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  const auto arguments = application.arguments();
  const auto after = [&](const QString& name, const QString& standard) {
    const auto at = arguments.indexOf(name);
    return at > 0 && at + 1 < arguments.size() ? arguments[at + 1] : standard;
  };
  if (arguments.value(1) == QStringLiteral("--play")) return play(arguments[2], arguments[3].toULongLong(), arguments[4].toInt());
  if (arguments.value(1) == QStringLiteral("--undisturbed")) return play_undisturbed(arguments[2], arguments[3].toULongLong());
  if (arguments.value(1) == QStringLiteral("--look")) return look(arguments[2]);
  if (!arguments.contains(QStringLiteral("--runs"))) {
    std::fprintf(stderr, "kill_session --runs N [--seed S]\n");
    return 2;
  }
  Killer killer(application.applicationFilePath(), application.applicationDirPath() + QStringLiteral("/../bin/skizze"),
                after(QStringLiteral("--seed"), QStringLiteral("1")).toULongLong());
  return killer.run(after(QStringLiteral("--runs"), QStringLiteral("10")).toInt()) ? 0 : 1;
}
