// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/helper_process.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <optional>

#include "base/framing.h"
#include "sources/report_reader.h"
#include "sources/sandbox.h"

namespace skizze::sources {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int k_poll_ms = 50;
constexpr int k_start_ms = 10'000;
constexpr int k_polite_ms = 300;  // between the cancel frame and the kill
constexpr int k_last_words_ms = 500;

QString qt(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

QProcessEnvironment prepare_environment(const PrepareLimits& limits) {
  QProcessEnvironment theirs = helper_environment();
  theirs.insert(QStringLiteral("SKIZZE_PREPARE_MEMORY"), QString::number(limits.memory_bytes));
  theirs.insert(QStringLiteral("SKIZZE_PREPARE_CPU"), QString::number(limits.cpu_s));
  return theirs;
}

std::string request_head(const HelperJob& job) {
  const auto& limits = job.options.limits;
  const QJsonObject head{
      {QStringLiteral("v"), 1},
      {QStringLiteral("id"), 1},
      {QStringLiteral("verb"), QString::fromStdString(job.verb)},
      {QStringLiteral("file"), qt(job.file)},
      {QStringLiteral("out_dir"), qt(job.out_dir)},
      {QStringLiteral("assumed_crs"), QString::fromStdString(job.options.assumed_crs)},
      {QStringLiteral("plugins"), QJsonDocument::fromJson(QByteArray::fromStdString(plugin::to_json(job.plugins))).array()},
      {QStringLiteral("calls"), QJsonDocument::fromJson(QByteArray::fromStdString(job.calls)).array()},
      {QStringLiteral("limits"), QJsonObject{{QStringLiteral("file_bytes"), static_cast<qint64>(limits.file_bytes)},
                                             {QStringLiteral("unpacked_bytes"), static_cast<qint64>(limits.unpacked_bytes)}}}};
  return QJsonDocument(head).toJson(QJsonDocument::Compact).toStdString();
}

class HelperRun {
 public:
  HelperRun(std::filesystem::path helper, const HelperJob& job, base::CancelToken token, const PrepareProgress& progress)
      : m_helper(std::move(helper)), m_job(job), m_token(std::move(token)), m_progress(progress) {}
  ~HelperRun() { stop(); }
  HelperRun(const HelperRun&) = delete;
  HelperRun& operator=(const HelperRun&) = delete;

  base::Result<std::string> run() {
    if (m_helper.empty()) return fail(ErrorCode::not_found, "sources.no_helper");
    if (!start()) return fail(ErrorCode::crashed, "sources.helper_not_started", {{"program", m_helper.string()}});
    for (;;) {
      if (m_token.cancelled()) return cancel();
      const bool running = m_process.waitForReadyRead(k_poll_ms) || m_process.state() == QProcess::Running;
      if (auto answer = take_answers()) return std::move(*answer);
      if (!running && (!bubblewrap_refused() || !start())) return died();
      if (m_silence.elapsed() > qint64{m_job.options.limits.silence_s} * 1000) {
        return silent(m_job.options.limits.silence_s);
      }
      if (m_job.total_s > 0 && m_total.elapsed() > qint64{m_job.total_s} * 1000) return silent(m_job.total_s);
    }
  }

 private:
  /// Under bubblewrap unless it is known to fail. A trial before each first start would cost as much as the start.
  bool start() {
    m_under_bubblewrap = may_use_bubblewrap();
    m_process.setProcessEnvironment(prepare_environment(m_job.options.limits));
    m_process.setStandardErrorFile(QProcess::nullDevice());
    const Command command = m_under_bubblewrap ? under_bubblewrap(m_helper, qt(m_job.out_dir)) : Command{qt(m_helper), {}};
    m_process.start(command.program, command.arguments);
    if (!m_process.waitForStarted(k_start_ms)) return bubblewrap_refused() && start();
    send(request_head(m_job));
    m_silence.start();
    m_total.start();
    return true;
  }

  /// Whether bubblewrap itself is what failed. A helper that fell before its first word proves nothing and must not get a weaker sandbox.
  bool bubblewrap_refused() const { return m_under_bubblewrap && !m_answered && !bubblewrap_works(); }

  void send(const std::string& head) {
    const auto bytes = base::encode_frame(head);
    m_process.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    m_process.waitForBytesWritten(k_last_words_ms);  // what is left goes out while its answers are awaited
  }

  /// The result once a report or an error came; empty while there is only progress.
  std::optional<base::Result<std::string>> take_answers() {
    const QByteArray bytes = m_process.readAllStandardOutput();
    if (bytes.isEmpty()) return std::nullopt;
    m_answered = true;
    if (m_under_bubblewrap) note_bubblewrap_works();
    m_silence.restart();
    m_reader.feed(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    for (;;) {
      auto frame = m_reader.next();
      if (!frame) return base::Result<std::string>(tl::unexpected(frame.error()));
      if (!frame->has_value()) return std::nullopt;
      const HelperAnswer answer = read_answer((*frame)->head);
      if (answer.kind == HelperAnswer::Kind::progress && m_progress) m_progress(answer.fraction, answer.message);
      if (answer.kind == HelperAnswer::Kind::plugin) m_plugin = answer.plugin;
      if (answer.kind == HelperAnswer::Kind::report) return base::Result<std::string>((*frame)->head);
      if (answer.kind == HelperAnswer::Kind::error) return base::Result<std::string>(tl::unexpected(answer.error));
    }
  }

  base::Result<std::string> cancel() {
    send(R"({"v":1,"id":1,"verb":"cancel"})");
    m_process.waitForFinished(k_polite_ms);
    return fail(ErrorCode::cancelled, "base.cancelled");
  }

  base::Result<std::string> died() {
    m_process.waitForFinished(k_last_words_ms);
    if (auto answer = take_answers()) return std::move(*answer);
    if (m_plugin && m_job.file.empty()) return fail(ErrorCode::crashed, "sources.plugin_died_asked", with_plugin({}));
    if (m_plugin) return fail(ErrorCode::crashed, "sources.plugin_died", with_plugin({{"file", m_job.file.string()}}));
    return fail(ErrorCode::crashed, "sources.helper_died", {{"file", m_job.file.string()}}, {m_job.file.string(), {}, {}, -1});
  }

  tl::unexpected<base::Error> silent(std::uint32_t seconds) const {
    const std::vector<base::Argument> arguments{{"file", m_job.file.string()}, {"seconds", std::to_string(seconds)}};
    if (m_plugin && m_job.file.empty()) return fail(ErrorCode::crashed, "sources.plugin_silent_asked", with_plugin(arguments));
    if (m_plugin) return fail(ErrorCode::crashed, "sources.plugin_silent", with_plugin(arguments));
    return fail(ErrorCode::crashed, "sources.helper_silent", arguments);
  }

  std::vector<base::Argument> with_plugin(std::vector<base::Argument> arguments) const {
    arguments.push_back({"plugin_de", m_plugin->de});
    arguments.push_back({"plugin_en", m_plugin->en});
    return arguments;
  }

  void stop() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.closeWriteChannel();
    if (m_process.waitForFinished(k_poll_ms)) return;
    m_process.kill();
    m_process.waitForFinished(k_last_words_ms);
  }

  const std::filesystem::path m_helper;
  const HelperJob& m_job;
  base::CancelToken m_token;
  const PrepareProgress& m_progress;
  QProcess m_process;
  QElapsedTimer m_silence;
  QElapsedTimer m_total;
  base::FrameReader m_reader;
  bool m_under_bubblewrap = false;
  bool m_answered = false;
  std::optional<plugin::Text> m_plugin;  // whose code runs
};

/// The helper that reads OpenStreetMap alone and starts sooner; empty where it is not installed or the name does not promise such content.
std::filesystem::path find_osm_helper(const HelperJob& job) {
  const auto extension = job.file.extension();
  const bool promised = job.verb == "prepare" && (extension == ".pbf" || extension == ".osm");
  if (!promised || !qEnvironmentVariableIsEmpty("STADTSKIZZE_PREPARE")) return {};
  return find_executable("STADTSKIZZE_PREPARE", QStringLiteral("skizze-prepare-osm"));
}

}  // namespace

std::filesystem::path find_helper() { return find_executable("STADTSKIZZE_PREPARE", QStringLiteral("skizze-prepare")); }

base::Result<std::string> run_helper(const HelperJob& job, base::CancelToken token, const PrepareProgress& progress) {
  if (const auto quick = find_osm_helper(job); !quick.empty()) {
    auto answer = HelperRun(quick, job, token, progress).run();
    if (answer || answer.error().message.id != "readers.not_osm") return answer;  // else the name promised too much
  }
  return HelperRun(find_helper(), job, std::move(token), progress).run();
}

}  // namespace skizze::sources
