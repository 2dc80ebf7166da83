// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"

#include <QFileInfo>
#include <QSettings>

namespace skizze::ui {
namespace {

template <class Enum>
Enum read_enum(const QSettings& store, const char* key, Enum fallback, int last) {
  bool ok = false;
  const int value = store.value(QLatin1String(key)).toInt(&ok);
  return ok && value >= 0 && value <= last ? static_cast<Enum>(value) : fallback;
}

}  // namespace

void Settings::add_recent(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  recent.removeAll(absolute);
  recent.prepend(absolute);
  while (recent.size() > k_max_recent) recent.removeLast();
}

Settings load_settings() {
  const QSettings store;
  Settings s;
  s.language = read_enum(store, "language", s.language, 2);
  s.theme = read_enum(store, "theme", s.theme, 3);
  s.density = read_enum(store, "density", s.density, 2);
  s.reduced_motion = store.value(QStringLiteral("reduced_motion"), false).toBool();
  s.graphics = read_enum(store, "graphics", s.graphics, 2);
  s.coordinates = read_enum(store, "coordinates", s.coordinates, 2);
  const int epsg = store.value(QStringLiteral("utm_epsg"), 0).toInt();
  s.utm_epsg = epsg >= 25831 && epsg <= 25833 ? epsg : 0;
  s.cache_dir = store.value(QStringLiteral("cache_dir")).toString();
  s.cache_limit_gb = qBound(1, store.value(QStringLiteral("cache_limit_gb"), 20).toInt(), 10'000);
  s.recent = store.value(QStringLiteral("recent")).toStringList().mid(0, Settings::k_max_recent);
  s.window_geometry = store.value(QStringLiteral("window_geometry")).toByteArray();
  s.splitter = store.value(QStringLiteral("splitter")).toByteArray();
  s.left_open = store.value(QStringLiteral("left_open"), true).toBool();
  return s;
}

void save_settings(const Settings& s) {
  QSettings store;
  store.setValue(QStringLiteral("language"), static_cast<int>(s.language));
  store.setValue(QStringLiteral("theme"), static_cast<int>(s.theme));
  store.setValue(QStringLiteral("density"), static_cast<int>(s.density));
  store.setValue(QStringLiteral("reduced_motion"), s.reduced_motion);
  store.setValue(QStringLiteral("graphics"), static_cast<int>(s.graphics));
  store.setValue(QStringLiteral("coordinates"), static_cast<int>(s.coordinates));
  store.setValue(QStringLiteral("utm_epsg"), s.utm_epsg);
  store.setValue(QStringLiteral("cache_dir"), s.cache_dir);
  store.setValue(QStringLiteral("cache_limit_gb"), s.cache_limit_gb);
  store.setValue(QStringLiteral("recent"), s.recent);
  store.setValue(QStringLiteral("window_geometry"), s.window_geometry);
  store.setValue(QStringLiteral("splitter"), s.splitter);
  store.setValue(QStringLiteral("left_open"), s.left_open);
}

}  // namespace skizze::ui
