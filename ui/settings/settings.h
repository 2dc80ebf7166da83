// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "canvas/graphics.h"
#include "widgets/theme.h"

namespace skizze::ui {

enum class LanguageChoice { system, german, english };
/// What the status line shows for the place under the pointer.
enum class CoordinateDisplay { utm_and_degrees, utm, degrees };

/// What a person chose on this machine; nothing of a project. Kept by QSettings.
struct Settings {
  LanguageChoice language = LanguageChoice::system;
  ThemeChoice theme = ThemeChoice::system;
  Density density = Density::desk;
  bool reduced_motion = false;
  GraphicsChoice graphics = GraphicsChoice::automatic;
  CoordinateDisplay coordinates = CoordinateDisplay::utm_and_degrees;
  int utm_epsg = 0;                 ///< 0: the zone that suits the place
  QString cache_dir;                ///< empty: the user's cache folder
  int cache_limit_gb = 20;
  QStringList recent;               ///< projects, newest first
  QByteArray window_geometry;
  QByteArray splitter;
  bool left_open = true;

  static constexpr int k_max_recent = 10;
  void add_recent(const QString& path);
};

Settings load_settings();
void save_settings(const Settings& settings);

}  // namespace skizze::ui
