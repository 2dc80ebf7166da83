// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/graphics.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

#include <algorithm>
#include <array>

namespace skizze::ui {
namespace {

/// Without a look at the driver: a device that a driver for hardware would need.
bool may_have_card() {
#ifdef Q_OS_LINUX
  const bool nodes = !QDir(QStringLiteral("/dev/dri")).entryList({QStringLiteral("renderD*")}, QDir::System).isEmpty();
  return nodes || QFile::exists(QStringLiteral("/dev/nvidia0")) || QFile::exists(QStringLiteral("/dev/dxg"));
#else
  return true;
#endif
}

QString driver_name() {
  QOpenGLContext context;
  if (!context.create()) return {};
  QOffscreenSurface surface;
  surface.setFormat(context.format());
  surface.create();
  if (!surface.isValid() || !context.makeCurrent(&surface)) return {};
  const QString name = QString::fromLatin1(reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER)));
  context.doneCurrent();
  return name;
}

QString ask_once() {
  static const QString name = driver_name();
  return name;
}

/// Platforms of Qt that draw into memory have no card behind them.
bool draws_into_memory() {
  const QString platform = QGuiApplication::platformName();
  return platform == QLatin1String("offscreen") || platform == QLatin1String("minimal") || platform == QLatin1String("vnc");
}

QString text(const char* english) { return QCoreApplication::translate("Graphics", english); }

}  // namespace

bool is_software_renderer(const QString& renderer) {
  static constexpr std::array k_software = {"llvmpipe",        "softpipe",     "swiftshader", "swrast",  "software render",
                                            "software raster", "basic render", "gdi generic", "lavapipe"};
  return std::any_of(k_software.begin(), k_software.end(),
                     [&](const char* name) { return renderer.contains(QLatin1String(name), Qt::CaseInsensitive); });
}

Graphics choose_graphics(GraphicsChoice choice, const std::function<QString()>& ask) {
  using Reason = Graphics::Reason;
  if (choice == GraphicsChoice::never) return {false, Reason::chosen_off, {}};
  const QString renderer = ask();
  if (renderer.isEmpty()) return {false, Reason::missing, {}};
  if (choice == GraphicsChoice::always) return {true, Reason::chosen_on, renderer};
  const bool software = is_software_renderer(renderer);
  return {!software, software ? Reason::software : Reason::hardware, renderer};
}

Graphics choose_graphics(GraphicsChoice choice) {
  if (choice == GraphicsChoice::automatic && (draws_into_memory() || !may_have_card())) return {false, Graphics::Reason::missing, {}};
  return choose_graphics(choice, ask_once);
}

QString graphics_text(const Graphics& graphics) {
  using Reason = Graphics::Reason;
  switch (graphics.reason) {
    case Reason::chosen_off: return text(QT_TRANSLATE_NOOP("Graphics", "The processor draws the map, as set."));
    case Reason::chosen_on:
      return text(QT_TRANSLATE_NOOP("Graphics", "The graphics card draws the map, as set: %1.")).arg(graphics.renderer);
    case Reason::hardware: return text(QT_TRANSLATE_NOOP("Graphics", "The graphics card draws the map: %1.")).arg(graphics.renderer);
    case Reason::software:
      return text(QT_TRANSLATE_NOOP("Graphics", "The processor draws the map, since the graphics driver only computes on it: %1."))
          .arg(graphics.renderer);
    case Reason::missing: return text(QT_TRANSLATE_NOOP("Graphics", "The processor draws the map, since no graphics card was found."));
    case Reason::unknown: break;
  }
  return text(QT_TRANSLATE_NOOP("Graphics", "The processor draws the map."));
}

}  // namespace skizze::ui
