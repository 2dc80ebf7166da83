// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Drives the real main window through its scenes and writes one picture per scene and language.
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace skizze::ui {

class MainWindow;

/// What a scene may use. Helpers run the event loop until the window has come to rest.
class GalleryStage {
 public:
  explicit GalleryStage(MainWindow& window) : m_window(window) {}
  MainWindow& window() const { return m_window; }

  /// Opens a project and waits for its layers; false where that fails.
  bool open_project(const QString& path);
  /// Prepares files and accepts the preview into a new project in the gallery's own folder; false where that fails.
  bool open_files(const QStringList& files);
  /// Opens the sample town (made once per run); false where it cannot be made.
  bool open_sample();
  /// Centre in degrees, MapLibre zoom.
  void look_at(double longitude, double latitude, double zoom);
  /// Until the map is drawn, nothing is pending and no job runs; at most timeout_ms.
  void settle(int timeout_ms = 20000);
  /// Presses, moves and releases on the map as a person would, in CSS pixels of the canvas.
  void click(QPointF at);
  void move(QPointF to);
  void double_click(QPointF at);
  void wait_ms(int ms);
  QPointF map_center() const;
  /// A folder of the data beside the project (STADTSKIZZE_DATA or ../shared/data); empty where it is not there.
  static QString data_file(const QString& path);
  /// The widget to be pictured instead of the window (a dialog over it); nullptr: the window.
  void close_dialogs();

 private:
  MainWindow& m_window;
};

/// One picture. run returns false where the scene cannot be shown (data absent); it is then skipped with a line that says so.
struct GalleryScene {
  QString name;   ///< file name without number and suffix: "import-preview"
  std::function<bool(GalleryStage&)> run;
};

/// All scenes in order. Rooms append theirs.
std::vector<GalleryScene> gallery_scenes();
std::vector<GalleryScene> window_scenes();

/// language empty: both. only: part of a name. Returns the exit code; the last line on stdout says how many pictures lie where.
int run_gallery(const QString& folder, const QString& language, const QString& only);

}  // namespace skizze::ui
