// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How the window looks: a palette (resources/themes), a density, a font. One Look lives as long as the application.
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QString>

#include "base/result.h"
#include "project/document.h"

class QPalette;

namespace skizze::ui {

/// Every colour of the window by its role; read from resources/themes/<name>.json. Roles are explained there.
struct Theme {
  QString name;
  bool dark = false;
  QColor window, surface, raised, hover, pressed, border, border_strong;
  QColor text, text_secondary, text_disabled;
  QColor accent, accent_hover, on_accent, accent_soft, on_accent_soft, focus;
  QColor info, info_soft, success, success_soft, warning, warning_soft, error, error_soft;
  QColor overlay, shadow, map_ground;
  QColor sketch, sketch_halo, selection, selection_halo;

  /// The matching appearance of the map.
  project::Theme map_theme() const;
};

/// Errors: invalid where the text is no JSON or a role is missing (named).
base::Result<Theme> parse_theme(const QByteArray& json);
QColor* role_of(Theme& theme, const QString& role);
const QStringList& theme_roles();

enum class ThemeChoice { system, light, dark, high_contrast };
/// desk: 1; projector: 1.5, for the last row; table: 1.5 with targets of at least 12 mm.
enum class Density { desk, projector, table };

class Look : public QObject {
  Q_OBJECT
 public:
  /// Made by the first call; needs a QApplication.
  static Look& instance();

  const Theme& theme() const { return m_theme; }
  ThemeChoice choice() const { return m_choice; }
  Density density() const { return m_density; }
  void set(ThemeChoice choice, Density density);

  /// Desk pixels to pixels of the present density.
  int px(double desk_px) const;
  double scale() const;
  /// Motion in milliseconds, or 0 where the system (or the settings) ask for none.
  int motion_ms(int wanted = 140) const;
  void set_reduced_motion(bool reduced) { m_reduced_motion = reduced; }

  /// The two sizes and two weights of the panels.
  QFont body_font() const;
  QFont strong_font() const;
  QFont title_font() const;
  QFont small_font() const;  ///< figures on the map only

 Q_SIGNALS:
  void changed();

 private:
  Look();
  void apply();
  QString style_sheet() const;
  QPalette palette() const;

  Theme m_theme;
  ThemeChoice m_choice = ThemeChoice::system;
  Density m_density = Density::desk;
  bool m_reduced_motion = false;
  bool m_style_set = false;
  bool m_system_dark = false;
  QFont m_system_font;
};

inline const Theme& current_theme() { return Look::instance().theme(); }
inline int px(double desk_px) { return Look::instance().px(desk_px); }

}  // namespace skizze::ui
