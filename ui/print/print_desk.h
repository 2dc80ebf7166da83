// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QTimer>

#include <memory>

#include "project/print_map.h"

namespace skizze::ui {

class Workspace;

/// Previews and prints what a person wishes; both run as jobs of the document. UI thread.
class PrintDesk : public QObject {
  Q_OBJECT
 public:
  explicit PrintDesk(Workspace& workspace, QObject* parent = nullptr);
  ~PrintDesk() override;

  /// Whether there is a QGIS that prints.
  static bool available();
  /// Asks for a picture soon; wishes that come meanwhile replace this one. page: of a series.
  void preview(const project::PrintWish& wish, int page);
  bool busy() const { return m_running != 0 || m_timer.isActive(); }
  /// As a job; the message bar tells how it ended.
  void print(const project::PrintWish& wish, const QString& file);

 Q_SIGNALS:
  void previewed(const QImage& picture, const skizze::qgis::PrintedSheet& sheet);
  void preview_failed(const skizze::base::Error& error);
  void printed(const QString& file);

 private:
  void start_preview();
  void on_preview(const base::Result<qgis::PrintedSheet>& sheet);
  std::shared_ptr<project::MapPrinter> printer();

  Workspace& m_workspace;
  std::shared_ptr<project::MapPrinter> m_printer;  // of the document as it is; null after it changed
  QTimer m_timer;
  project::PrintWish m_wish;
  int m_page = 0;
  std::uint64_t m_running = 0;  // the preview's job
  bool m_again = false;
};

}  // namespace skizze::ui
