// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "talk.h"

#include <unistd.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <array>
#include <chrono>
#include <span>
#include <thread>

#include "base/framing.h"

namespace skizze::qgis_helper {

namespace {

constexpr std::int64_t k_progress_interval_ms = 60;
constexpr std::size_t k_most_waiting = 256;

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

QString text(std::string_view words) { return QString::fromUtf8(words.data(), static_cast<int>(words.size())); }

}  // namespace

QJsonObject to_json(const base::Message& message) {
  QJsonArray arguments;
  for (const auto& argument : message.arguments) arguments.append(QJsonArray{text(argument.name), text(argument.value)});
  return {{QStringLiteral("id"), text(message.id)}, {QStringLiteral("arguments"), arguments}};
}

QJsonObject to_json(const base::Error& error) {
  QJsonArray context;
  for (const auto& message : error.context) context.append(to_json(message));
  const auto& where = error.where;
  return {{QStringLiteral("code"), text(base::name_of(error.code))},
          {QStringLiteral("message"), to_json(error.message)},
          {QStringLiteral("where"), QJsonObject{{QStringLiteral("file"), text(where.file)},
                                                {QStringLiteral("layer"), text(where.layer)},
                                                {QStringLiteral("feature"), text(where.feature)},
                                                {QStringLiteral("byte_offset"), static_cast<double>(where.byte_offset)}}},
          {QStringLiteral("context"), context}};
}

void Talk::start() {
  std::thread([this] { listen(); }).detach();  // lives as long as the process
}

void Talk::listen() {
  base::FrameReader reader;
  std::array<std::byte, 65536> buffer{};
  for (;;) {
    const auto frame = reader.next();
    if (!frame) break;
    if (frame->has_value()) {
      take(QJsonDocument::fromJson(QByteArray::fromStdString((*frame)->head)).object());
      continue;
    }
    const auto got = ::read(m_in, buffer.data(), buffer.size());
    if (got <= 0) break;
    reader.feed(std::span(buffer).first(static_cast<std::size_t>(got)));
  }
  _exit(0);  // QGIS may be in the middle of anything, and nothing of ours is unsaved
}

void Talk::take(const QJsonObject& head) {
  const auto id = static_cast<std::int64_t>(head[QLatin1String("id")].toDouble());
  const QString verb = head[QLatin1String("verb")].toString();
  const std::lock_guard lock(m_mutex);
  if (verb != QLatin1String("cancel")) {
    if (m_waiting.size() < k_most_waiting) m_waiting.push_back({id, verb, head});
    m_arrived.notify_one();
    return;
  }
  if (m_running == id) {
    m_cancelled = true;
    if (m_stop) m_stop();
    return;
  }
  for (Request& waiting : m_waiting)
    if (waiting.id == id) waiting.verb.clear();
}

Request Talk::next() {
  std::unique_lock lock(m_mutex);
  m_running = 0;
  for (;;) {
    m_arrived.wait(lock, [this] { return !m_waiting.empty(); });
    Request request = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (!request.verb.isEmpty()) {
      m_running = request.id;
      m_cancelled = false;
      m_last_progress_ms = 0;
      return request;
    }
    lock.unlock();
    error(request.id, base::Error{base::ErrorCode::cancelled, {"base.cancelled", {}}, {}, {}});
    lock.lock();
  }
}

void Talk::on_cancel(std::function<void()> stop) {
  const std::lock_guard lock(m_mutex);
  m_stop = std::move(stop);
  if (m_cancelled && m_stop) m_stop();
}

void Talk::progress(double fraction, const base::Message& what) {
  const std::int64_t now = now_ms();
  std::int64_t id = 0;
  {
    const std::lock_guard lock(m_mutex);
    if (now - m_last_progress_ms < k_progress_interval_ms && fraction < 1) return;
    m_last_progress_ms = now;
    id = m_running;
  }
  write({{QStringLiteral("v"), 1},
         {QStringLiteral("id"), static_cast<double>(id)},
         {QStringLiteral("verb"), QStringLiteral("progress")},
         {QStringLiteral("fraction"), fraction},
         {QStringLiteral("message"), to_json(what)}});
}

void Talk::report(std::int64_t id, const QJsonObject& report, const QByteArray& body) {
  write({{QStringLiteral("v"), 1},
         {QStringLiteral("id"), static_cast<double>(id)},
         {QStringLiteral("verb"), QStringLiteral("report")},
         {QStringLiteral("report"), report}},
        body);
}

void Talk::error(std::int64_t id, const base::Error& error) {
  write({{QStringLiteral("v"), 1},
         {QStringLiteral("id"), static_cast<double>(id)},
         {QStringLiteral("verb"), QStringLiteral("error")},
         {QStringLiteral("error"), to_json(error)}});
}

void Talk::write(const QJsonObject& head, const QByteArray& body) {
  const QByteArray words = QJsonDocument(head).toJson(QJsonDocument::Compact);
  const auto bytes = base::encode_frame(std::string_view(words.constData(), static_cast<std::size_t>(words.size())),
                                        std::as_bytes(std::span(body.constData(), static_cast<std::size_t>(body.size()))));
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto wrote = ::write(m_out, bytes.data() + done, bytes.size() - done);
    if (wrote <= 0) return;  // the window is gone; the end of the input ends us
    done += static_cast<std::size_t>(wrote);
  }
}

}  // namespace skizze::qgis_helper
