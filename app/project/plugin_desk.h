// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include "base/worker_pool.h"
#include "project/plugin_answers.h"

namespace skizze::project {

/// Asks the plugins of this machine about what a person looks at, once it has been still for a moment; the newest question wins. A plugin
/// that crashed, hung or answered nonsense is told of once and left out until its files, its settings or its switch change; one that could
/// not answer this one question is told of once and asked again when the question is another. UI thread; the asking happens on a worker.
class PluginDesk : public QObject {
  Q_OBJECT

 public:
  explicit PluginDesk(QObject* parent = nullptr);
  ~PluginDesk() override;

  /// subjects: lane_facts() and their like, made on the worker. An earlier question is not answered any more.
  quint64 ask(std::string crs, std::function<std::vector<QJsonObject>()> subjects);
  void cancel();

 Q_SIGNALS:
  /// Troubles are left out: they come as failed().
  void answered(quint64 request, const std::shared_ptr<const skizze::project::PluginAnswers>& answers);
  void failed(const skizze::base::Error& error);

 private:
  struct Question {
    quint64 request = 0;
    std::string crs;
    std::function<std::vector<QJsonObject>()> subjects;
  };
  /// What is not asked again: a plugin under a stamp, of all questions or of one.
  struct Silenced {
    std::string id;
    std::string stamp;
    std::optional<QByteArray> question;
  };
  void start();
  void take(quint64 request, const QByteArray& question, PluginAnswers answers);

  QTimer m_still;
  std::optional<Question> m_waiting;
  quint64 m_next = 1;
  bool m_busy = false;
  std::vector<Silenced> m_silenced;
  base::CancelSource m_cancel;
  std::unique_ptr<base::WorkerPool> m_worker;  // last: joined first
};

}  // namespace skizze::project
