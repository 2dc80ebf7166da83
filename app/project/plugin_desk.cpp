// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/plugin_desk.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>

#include "sources/plugin_shelf.h"

namespace skizze::project {
namespace {

constexpr int k_still_ms = 300;

QByteArray fingerprint(const std::vector<QJsonObject>& subjects) {
  QJsonArray all;
  for (const auto& subject : subjects) all.append(subject);
  return QCryptographicHash::hash(QJsonDocument(all).toJson(QJsonDocument::Compact), QCryptographicHash::Sha1);
}

}  // namespace

PluginDesk::PluginDesk(QObject* parent) : QObject(parent), m_worker(std::make_unique<base::WorkerPool>("plugins", 1)) {
  m_still.setSingleShot(true);
  m_still.setInterval(k_still_ms);
  connect(&m_still, &QTimer::timeout, this, &PluginDesk::start);
}

PluginDesk::~PluginDesk() {
  cancel();
  m_worker.reset();
}

void PluginDesk::cancel() {
  m_waiting.reset();
  m_still.stop();
  m_cancel.cancel();
}

quint64 PluginDesk::ask(std::string crs, std::function<std::vector<QJsonObject>()> subjects) {
  cancel();
  m_waiting = Question{m_next++, std::move(crs), std::move(subjects)};
  m_still.start();
  return m_waiting->request;
}

void PluginDesk::start() {
  if (m_busy || !m_waiting) return;
  m_busy = true;
  m_cancel = {};
  m_worker->submit(base::Priority::nearby, {},
                   [desk = QPointer(this), question = std::move(*m_waiting), silenced = m_silenced, token = m_cancel.token()] {
                     auto entries = sources::plugin_shelf();
                     std::erase_if(entries,
                                   [](const auto& entry) { return entry.state != plugin::State::on || entry.manifest.tasks.empty(); });
                     PluginAnswers answers;
                     QByteArray print;
                     if (!entries.empty()) {  // else the facts of the lane need not even be written
                       const auto subjects = question.subjects();
                       print = fingerprint(subjects);
                       std::erase_if(entries, [&](const plugin::Entry& entry) {
                         const auto stamp = plugin::offers_of({entry}).front().stamp;
                         return std::any_of(silenced.begin(), silenced.end(), [&](const Silenced& one) {
                           return one.id == entry.manifest.id && one.stamp == stamp && (!one.question || *one.question == print);
                         });
                       });
                       answers = ask_plugins(entries, subjects, question.crs, token);
                     }
                     QMetaObject::invokeMethod(
                         desk.data(),
                         [desk, request = question.request, print, cancelled = token.cancelled(), answers = std::move(answers)]() mutable {
                           if (!desk) return;
                           desk->m_busy = false;
                           if (!cancelled) desk->take(request, print, std::move(answers));
                           if (desk->m_waiting && !desk->m_still.isActive()) desk->start();
                         },
                         Qt::QueuedConnection);
                   });
  m_waiting.reset();
}

void PluginDesk::take(quint64 request, const QByteArray& question, PluginAnswers answers) {
  for (auto& trouble : std::exchange(answers.troubles, {})) {
    std::erase_if(m_silenced, [&](const Silenced& one) { return one.id == trouble.id; });
    m_silenced.push_back({trouble.id, trouble.stamp, trouble.lost ? std::nullopt : std::optional(question)});
    Q_EMIT failed(trouble.error);
  }
  Q_EMIT answered(request, std::make_shared<const PluginAnswers>(std::move(answers)));
}

}  // namespace skizze::project
