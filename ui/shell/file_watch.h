// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>

namespace skizze::ui {

/// What tells one state of a file from another.
struct FileStamp {
  qint64 size = -1;
  qint64 changed_ms = 0;  ///< since 1970

  bool exists() const { return size >= 0; }
  bool operator==(const FileStamp&) const = default;
};

/// Looks at files from a thread of its own, since a slow share may take its time for each look. UI thread; nothing here waits but the
/// destructor, for one file at most.
class FileWatch : public QObject {
  Q_OBJECT
 public:
  using Stamps = QHash<QString, FileStamp>;

  explicit FileWatch(QObject* parent = nullptr);
  ~FileWatch() override;

  /// From now on these (absolute paths) instead of those before. `looked` follows soon, and again whenever one of them has come, gone or
  /// changed and all has been calm for 1.5 seconds: a save is many writes. Gives a number that grows.
  quint64 watch(const QStringList& files);

 Q_SIGNALS:
  /// now: each file of the watch of this number; those that are not there have no size.
  void looked(quint64 number, const skizze::ui::FileWatch::Stamps& now);

 private:
  class Looker;

  QThread m_thread;
  Looker* m_looker;  ///< lives in the thread, and goes with it
  quint64 m_number = 0;
};

}  // namespace skizze::ui
