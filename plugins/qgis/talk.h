// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Frames in and out: what the helper says while it works, and what it is told meanwhile.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

#include "base/result.h"

namespace skizze::qgis_helper {

/// One request, taken from the line.
struct Request {
  std::int64_t id = 0;
  QString verb;
  QJsonObject head;
};

/// One thread (listen) reads frames, the main thread works them off in their order. A "cancel" frame with an id stops the request of that
/// id, whether it waits or runs. The end of the input ends the process at once: nobody would read the answer.
class Talk {
 public:
  /// Descriptors of the pipe; not owned.
  Talk(int in, int out) : m_in(in), m_out(out) {}

  /// Starts the listening thread.
  void start();
  /// Waits for the next request; ends the process when there will be none.
  Request next();

  /// For verbs: fraction in [0, 1]; at most every 60 ms something is really sent.
  void progress(double fraction, const base::Message& what);
  bool cancelled() const { return m_cancelled; }
  /// Called on the listening thread when the running request is cancelled (at once when it already is); null takes it back, and when that
  /// returns it is not called any more.
  void on_cancel(std::function<void()> stop);

  void report(std::int64_t id, const QJsonObject& report, const QByteArray& body);
  void error(std::int64_t id, const base::Error& error);

 private:
  void listen();
  void take(const QJsonObject& head);
  void write(const QJsonObject& head, const QByteArray& body = {});

  const int m_in;
  const int m_out;
  std::atomic<bool> m_cancelled = false;
  std::mutex m_mutex;  // guards everything below
  std::condition_variable m_arrived;
  std::deque<Request> m_waiting;
  std::int64_t m_running = 0;
  std::function<void()> m_stop;
  bool m_ended = false;
  std::int64_t m_last_progress_ms = 0;
};

/// Takes a cancel callback back when the scope ends.
class StopScope {
 public:
  StopScope(Talk& talk, std::function<void()> stop) : m_talk(talk) { m_talk.on_cancel(std::move(stop)); }
  ~StopScope() { m_talk.on_cancel(nullptr); }
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

 private:
  Talk& m_talk;
};

/// As all helpers write them (app/sources/report_reader.h reads them).
QJsonObject to_json(const base::Message& message);
QJsonObject to_json(const base::Error& error);

}  // namespace skizze::qgis_helper
