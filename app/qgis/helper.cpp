// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/helper.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <atomic>
#include <deque>
#include <future>
#include <optional>
#include <span>

#include "base/framing.h"
#include "sources/report_reader.h"
#include "sources/sandbox.h"

namespace skizze::qgis {

namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t k_most_waiting = 256;
constexpr int k_tries = 2;
constexpr int k_polite_ms = 3000;  // between the cancel frame and the kill
constexpr int k_start_limit_s = 60;
constexpr int k_end_ms = 1000;
constexpr auto k_poll = std::chrono::milliseconds(20);

struct Job {
  std::uint64_t id = 0;
  Request request;
  Helper::Done done;
  Helper::Progress progress;
  int tries = 0;
};

std::string head_of(const Request& request, std::uint64_t id) {
  QJsonObject head = request.fields;
  head.insert(QStringLiteral("v"), 1);
  head.insert(QStringLiteral("id"), static_cast<double>(id));
  head.insert(QStringLiteral("verb"), request.verb);
  return QJsonDocument(head).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace

/// Everything but the atomic numbers belongs to the thread.
struct Helper::Impl {
  explicit Impl(HelperOptions given) : options(given) {
    context.moveToThread(&thread);
    thread.setObjectName(QStringLiteral("qgis helper"));
    thread.start();
  }

  ~Impl() {
    post([this] {  // quit() from here would overtake it
      shut_down();
      thread.quit();
    });
    thread.wait();
  }

  template <class Work>
  void post(Work work) {
    QMetaObject::invokeMethod(&context, std::move(work), Qt::QueuedConnection);
  }

  void add(Job job) {
    if (waiting.size() >= k_most_waiting) return job.done(fail(ErrorCode::too_large, "qgis.busy"));
    if (job.request.urgent)
      waiting.push_front(std::move(job));
    else
      waiting.push_back(std::move(job));
    advance();
  }

  /// Starts what can be started: the process, its set-up, the next request.
  void advance() {
    if (running || waiting.empty()) return;
    if (!process) {
      if (const auto status = start(); !status) return fail_all(status.error());
      if (setup) return send({0, *setup, [this](base::Result<Answer> answer) { on_set_up(std::move(answer)); }, {}, k_tries});
    }
    Job next = std::move(waiting.front());
    waiting.pop_front();
    send(std::move(next));
  }

  base::Status start() {
    const auto helper = find_helper();
    if (helper.empty()) return fail(ErrorCode::not_found, "qgis.no_helper");
    folder.emplace();
    if (!folder->isValid()) return fail(ErrorCode::no_space, "base.disk_full", {{"file", folder->path().toStdString()}});
    process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    process->setStandardErrorFile(QProcess::nullDevice());
    QObject::connect(process.get(), &QProcess::readyReadStandardOutput, &context, [this] { read(); });
    QObject::connect(process.get(), &QProcess::finished, &context, [this] { on_died("qgis.helper_died"); });
    const auto command = sources::sandboxed(helper, folder->path());
    process->start(command.program, command.arguments);
    reader = base::FrameReader();
    ++starts;
    if (process->waitForStarted(k_start_limit_s * 1000)) {
      process_id = process->processId();
      return {};
    }
    process.reset();
    return fail(ErrorCode::crashed, "qgis.helper_not_started", {{"program", helper.string()}});
  }

  QProcessEnvironment environment() const {
    QProcessEnvironment theirs = sources::helper_environment();
    for (const char* name : {"HOME", "QGIS_PREFIX_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH"})
      if (qEnvironmentVariableIsSet(name)) theirs.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    for (const char* name : {"SKIZZE_QGIS_DIR", "TMPDIR", "XDG_RUNTIME_DIR"}) theirs.insert(QString::fromLatin1(name), folder->path());
    theirs.insert(QStringLiteral("SKIZZE_QGIS_MEMORY"), QString::number(options.memory_bytes));
    return theirs;
  }

  void send(Job job) {
    running = std::move(job);
    ++running->tries;
    const auto bytes = base::encode_frame(head_of(running->request, running->id));
    process->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    patience.start(running->request.limit_s * 1000);
  }

  void read() {
    if (!process) return;
    const QByteArray bytes = process->readAllStandardOutput();
    reader.feed(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    for (;;) {
      auto frame = reader.next();
      if (!frame) return on_died("qgis.helper_babble");
      if (!frame->has_value()) return;
      take(**frame);
      if (!process) return;
    }
  }

  void take(const base::Frame& frame) {
    const QJsonObject head = QJsonDocument::fromJson(QByteArray::fromStdString(frame.head)).object();
    const auto id = static_cast<std::uint64_t>(head[QLatin1String("id")].toDouble());
    if (!running || running->id != id) return;  // of a request that nobody waits for any more
    const QString verb = head[QLatin1String("verb")].toString();
    if (verb == QLatin1String("progress")) {
      if (!cancelling) patience.start(running->request.limit_s * 1000);
      if (running->progress)
        running->progress(head[QLatin1String("fraction")].toDouble(), sources::read_message(head[QLatin1String("message")].toObject()));
    } else if (verb == QLatin1String("report")) {
      const auto* body = reinterpret_cast<const char*>(frame.body.data());
      finish(Answer{head[QLatin1String("report")].toObject(), std::string(body, frame.body.size())});
    } else if (verb == QLatin1String("error")) {
      finish(tl::unexpected(sources::read_error(head[QLatin1String("error")].toObject())));
    }
  }

  void finish(base::Result<Answer> answer) {
    patience.stop();
    cancelling = false;
    const Job job = std::move(*running);
    running.reset();
    job.done(std::move(answer));
    advance();
  }

  /// A project that cannot be opened is no reason to keep a process: the next request tries anew.
  void on_set_up(base::Result<Answer> answer) {
    deaths_in_set_up = 0;
    if (answer) return;
    if (process) end_process();
    fail_all(answer.error());
  }

  void on_died(const char* message) {
    if (!process) return;
    end_process();
    if (!running) return advance();
    Job job = std::move(*running);
    running.reset();
    patience.stop();
    const bool was_cancelled = std::exchange(cancelling, false);
    if (job.id == 0 && ++deaths_in_set_up < k_tries) return advance();
    if (was_cancelled) {
      job.done(fail(ErrorCode::cancelled, "base.cancelled"));
    } else if (job.tries < k_tries) {
      waiting.push_front(std::move(job));
    } else {
      job.done(fail(ErrorCode::crashed, message, {{"verb", job.request.verb.toStdString()}}));
    }
    advance();
  }

  void end_process() {
    process_id = 0;
    process->disconnect(&context);
    // The end of its input ends the helper at once, whatever it does. Killed while it starts, bubblewrap would leave a part of itself
    // behind.
    process->closeWriteChannel();
    if (!process->waitForFinished(k_end_ms)) {
      process->kill();
      process->waitForFinished(k_end_ms);
    }
    process.release()->deleteLater();  // one of its signals may have brought us here
    folder.reset();
  }

  void on_impatient() {
    if (!running || !process) return;
    running->tries = k_tries;  // what takes too long once takes too long twice
    on_died("qgis.helper_silent");
  }

  void stop(std::uint64_t id) {
    if (running && running->id == id) {
      const auto bytes = base::encode_frame(head_of({QStringLiteral("cancel"), {}, 0, false}, id));
      process->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
      cancelling = true;
      patience.start(k_polite_ms);
      return;
    }
    for (auto job = waiting.begin(); job != waiting.end(); ++job) {
      if (job->id != id) continue;
      const Job gone = std::move(*job);
      waiting.erase(job);
      return gone.done(fail(ErrorCode::cancelled, "base.cancelled"));
    }
  }

  void fail_all(const base::Error& error) {
    auto all = std::exchange(waiting, {});
    for (const Job& job : all) job.done(tl::unexpected(error));
  }

  void shut_down() {
    patience.stop();
    if (process) end_process();
    if (running && running->id != 0) running->done(fail(ErrorCode::cancelled, "base.cancelled"));
    running.reset();
    fail_all(base::Error{ErrorCode::cancelled, {"base.cancelled", {}}, {}, {}});
  }

  const HelperOptions options;
  std::atomic<std::uint64_t> ids = 0;
  std::atomic<int> starts = 0;
  std::atomic<std::int64_t> process_id = 0;
  QThread thread;
  QObject context;  // lives in the thread: what is posted to it runs there
  QTimer patience{&context};
  std::unique_ptr<QProcess> process;
  std::optional<QTemporaryDir> folder;  // of the process
  base::FrameReader reader;
  std::optional<Request> setup;
  std::deque<Job> waiting;
  std::optional<Job> running;
  bool cancelling = false;
  int deaths_in_set_up = 0;
};

std::filesystem::path find_helper() { return sources::find_executable("STADTSKIZZE_QGIS", QStringLiteral("skizze-qgis")); }

Helper::Helper(HelperOptions options) : m_impl(std::make_unique<Impl>(options)) {
  m_impl->post([d = m_impl.get()] {
    d->patience.setSingleShot(true);
    QObject::connect(&d->patience, &QTimer::timeout, &d->context, [d] { d->on_impatient(); });
  });
}

Helper::~Helper() = default;

void Helper::set_setup(Request setup) {
  m_impl->post([d = m_impl.get(), setup = std::move(setup)] { d->setup = setup; });
}

std::uint64_t Helper::submit(Request request, Done done, Progress progress) {
  const auto id = ++m_impl->ids;
  m_impl->post([d = m_impl.get(), job = Job{id, std::move(request), std::move(done), std::move(progress), 0}] { d->add(job); });
  return id;
}

void Helper::cancel(std::uint64_t id) {
  m_impl->post([d = m_impl.get(), id] { d->stop(id); });
}

base::Result<Answer> Helper::run(Request request, base::CancelToken token, const Progress& progress) {
  const auto promise = std::make_shared<std::promise<base::Result<Answer>>>();
  auto answer = promise->get_future();
  const auto id = submit(
      std::move(request), [promise](base::Result<Answer> result) { promise->set_value(std::move(result)); }, progress);
  bool told = false;
  while (answer.wait_for(k_poll) != std::future_status::ready) {
    if (!token.cancelled() || std::exchange(told, true)) continue;
    cancel(id);
  }
  return answer.get();
}

void Helper::after(int ms, std::function<void()> work) {
  m_impl->post([d = m_impl.get(), ms, work = std::move(work)] { QTimer::singleShot(ms, &d->context, work); });
}

int Helper::starts() const { return m_impl->starts; }
std::int64_t Helper::process_id() const { return m_impl->process_id; }

}  // namespace skizze::qgis
