// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/file_watch.h"

#include <QDateTime>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QSet>
#include <QTimer>

#include <atomic>

namespace skizze::ui {
namespace {

constexpr int k_calm_ms = 1500;

FileStamp stamp_of(const QFileInfo& info) {
  return info.exists() ? FileStamp{info.size(), info.lastModified().toMSecsSinceEpoch()} : FileStamp{};
}

}  // namespace

/// All but the constructor and what is atomic belongs to the thread.
class FileWatch::Looker : public QObject {
 public:
  explicit Looker(FileWatch& owner) : m_owner(owner) {}

  void watch(const QStringList& files, quint64 number) {
    m_files = files;
    m_number = number;
    if (m_number == latest) look();  // else the next list is on its way
  }

  std::atomic<quint64> latest = 0;

 private:
  /// In the thread, where its notifiers belong.
  void start() {
    m_watcher = new QFileSystemWatcher(this);
    m_calm = new QTimer(this);
    m_calm->setSingleShot(true);
    m_calm->setInterval(k_calm_ms);
    connect(m_calm, &QTimer::timeout, this, &Looker::look);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, m_calm, qOverload<>(&QTimer::start));
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, m_calm, qOverload<>(&QTimer::start));
  }

  void look() {
    if (m_watcher == nullptr) start();
    Stamps now;
    QSet<QString> wanted;
    for (const QString& file : m_files) {
      if (m_owner.m_thread.isInterruptionRequested()) return;
      const QFileInfo info(file);
      now[file] = stamp_of(info);
      if (now[file].exists()) wanted << file;
      if (const QString folder = info.absolutePath(); wanted.contains(folder) || QFileInfo::exists(folder)) wanted << folder;
    }
    follow(wanted);
    QMetaObject::invokeMethod(
        &m_owner, [owner = &m_owner, number = m_number, now] { Q_EMIT owner->looked(number, now); }, Qt::QueuedConnection);
  }

  /// Files and their folders: a program that saves safely replaces the file, and with it what is watched.
  void follow(QSet<QString> wanted) {
    QStringList gone;
    for (const QString& path : m_watcher->files() + m_watcher->directories())
      if (!wanted.remove(path)) gone << path;
    if (!gone.isEmpty()) m_watcher->removePaths(gone);
    if (!wanted.isEmpty()) m_watcher->addPaths(wanted.values());
  }

  FileWatch& m_owner;
  QFileSystemWatcher* m_watcher = nullptr;
  QTimer* m_calm = nullptr;
  QStringList m_files;
  quint64 m_number = 0;
};

FileWatch::FileWatch(QObject* parent) : QObject(parent), m_looker(new Looker(*this)) {
  m_looker->moveToThread(&m_thread);
  connect(&m_thread, &QThread::finished, m_looker, &QObject::deleteLater);
  m_thread.setObjectName(QStringLiteral("file_watch"));
  m_thread.start();
}

FileWatch::~FileWatch() {
  m_thread.requestInterruption();
  m_thread.quit();
  m_thread.wait();
}

quint64 FileWatch::watch(const QStringList& files) {
  m_looker->latest = ++m_number;
  QMetaObject::invokeMethod(
      m_looker, [looker = m_looker, files, number = m_number] { looker->watch(files, number); }, Qt::QueuedConnection);
  return m_number;
}

}  // namespace skizze::ui
