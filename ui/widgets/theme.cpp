// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPalette>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/app_style.h"

namespace skizze::ui {
namespace {

struct Role {
  const char* name;
  QColor Theme::*member;
};

constexpr std::array k_roles = {
    Role{"window", &Theme::window}, Role{"surface", &Theme::surface}, Role{"raised", &Theme::raised}, Role{"hover", &Theme::hover},
    Role{"pressed", &Theme::pressed}, Role{"border", &Theme::border}, Role{"border_strong", &Theme::border_strong}, Role{"text", &Theme::text},
    Role{"text_secondary", &Theme::text_secondary}, Role{"text_disabled", &Theme::text_disabled}, Role{"accent", &Theme::accent},
    Role{"accent_hover", &Theme::accent_hover}, Role{"on_accent", &Theme::on_accent}, Role{"accent_soft", &Theme::accent_soft},
    Role{"on_accent_soft", &Theme::on_accent_soft}, Role{"focus", &Theme::focus}, Role{"info", &Theme::info}, Role{"info_soft", &Theme::info_soft},
    Role{"success", &Theme::success}, Role{"success_soft", &Theme::success_soft}, Role{"warning", &Theme::warning},
    Role{"warning_soft", &Theme::warning_soft}, Role{"error", &Theme::error}, Role{"error_soft", &Theme::error_soft},
    Role{"overlay", &Theme::overlay}, Role{"shadow", &Theme::shadow}, Role{"map_ground", &Theme::map_ground}, Role{"sketch", &Theme::sketch},
    Role{"sketch_halo", &Theme::sketch_halo}, Role{"selection", &Theme::selection}, Role{"selection_halo", &Theme::selection_halo},
};

QString file_of(ThemeChoice choice, bool system_dark) {
  switch (choice) {
    case ThemeChoice::light: return QStringLiteral("light");
    case ThemeChoice::dark: return QStringLiteral("dark");
    case ThemeChoice::high_contrast: return QStringLiteral("high_contrast");
    case ThemeChoice::system: break;
  }
  return system_dark ? QStringLiteral("dark") : QStringLiteral("light");
}

Theme load(const QString& name) {
  QFile file(QStringLiteral(":/themes/%1.json").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return parse_theme(file.readAll()).value_or(Theme{});
}

/// The desktop's font; where the desktop has no opinion (bare X, offscreen), the best of what is installed.
QFont choose_font() {
  QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
  static const QStringList k_no_choice = {QStringLiteral("Sans Serif"), QStringLiteral("Sans"), QStringLiteral("DejaVu Sans"),
                                          QStringLiteral("Helvetica"), QStringLiteral("MS Shell Dlg 2"), QString()};
  if (!k_no_choice.contains(font.family())) return font;
  const QStringList installed = QFontDatabase::families();
  for (const char* wanted : {"Segoe UI", "Inter", "Noto Sans", "Open Sans", "Liberation Sans"}) {
    if (installed.contains(QLatin1String(wanted))) {
      font.setFamily(QLatin1String(wanted));
      break;
    }
  }
  return font;
}

}  // namespace

project::Theme Theme::map_theme() const {
  if (name == QLatin1String("high_contrast")) return project::Theme::high_contrast;
  return dark ? project::Theme::dark : project::Theme::light;
}

QColor* role_of(Theme& theme, const QString& role) {
  for (const Role& r : k_roles)
    if (role == QLatin1String(r.name)) return &(theme.*(r.member));
  return nullptr;
}

const QStringList& theme_roles() {
  static const QStringList roles = [] {
    QStringList list;
    for (const Role& r : k_roles) list << QLatin1String(r.name);
    return list;
  }();
  return roles;
}

base::Result<Theme> parse_theme(const QByteArray& json) {
  const QJsonObject root = QJsonDocument::fromJson(json).object();
  const QJsonObject colors = root[QLatin1String("colors")].toObject();
  Theme theme;
  theme.name = root[QLatin1String("name")].toString();
  theme.dark = root[QLatin1String("dark")].toBool();
  for (const Role& role : k_roles) {
    const QColor color(colors[QLatin1String(role.name)].toString());
    if (!color.isValid()) return base::fail(base::ErrorCode::invalid, "ui.theme_role", {{"role", role.name}});
    theme.*(role.member) = color;
  }
  return theme;
}

Look& Look::instance() {
  static Look* look = new Look;  // lives as long as the application, which owns it
  return *look;
}

Look::Look() {
  setParent(qApp);
  m_system_font = choose_font();
  m_system_dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 100;  // before ours replaces it; Qt 6.4 has no colorScheme()
  m_theme = load(QStringLiteral("light"));
}

void Look::set(ThemeChoice choice, Density density) {
  m_choice = choice;
  m_density = density;
  m_theme = load(file_of(choice, m_system_dark));
  apply();
}

int Look::px(double desk_px) const { return static_cast<int>(std::lround(desk_px * scale())); }

double Look::scale() const { return m_density == Density::desk ? 1.0 : 1.5; }

int Look::motion_ms(int wanted) const {
  return m_reduced_motion || qEnvironmentVariableIsSet("STADTSKIZZE_NO_MOTION") ? 0 : wanted;
}

QFont Look::body_font() const {
  QFont font = m_system_font;
  font.setPixelSize(px(13));
  font.setWeight(QFont::Normal);
  return font;
}

QFont Look::strong_font() const {
  QFont font = body_font();
  font.setWeight(QFont::DemiBold);
  return font;
}

QFont Look::title_font() const {
  QFont font = strong_font();
  font.setPixelSize(px(16));
  return font;
}

QFont Look::small_font() const {
  QFont font = body_font();
  font.setPixelSize(px(12));
  return font;
}

QPalette Look::palette() const {
  const Theme& t = m_theme;
  QPalette p;
  p.setColor(QPalette::Window, t.window);
  p.setColor(QPalette::WindowText, t.text);
  p.setColor(QPalette::Base, t.surface);
  p.setColor(QPalette::AlternateBase, t.window);
  p.setColor(QPalette::Text, t.text);
  p.setColor(QPalette::PlaceholderText, t.text_secondary);
  p.setColor(QPalette::Button, t.raised);
  p.setColor(QPalette::ButtonText, t.text);
  p.setColor(QPalette::BrightText, t.error);
  p.setColor(QPalette::Highlight, t.accent);
  p.setColor(QPalette::HighlightedText, t.on_accent);
  p.setColor(QPalette::Link, t.accent);
  p.setColor(QPalette::LinkVisited, t.accent);
  p.setColor(QPalette::ToolTipBase, t.raised);
  p.setColor(QPalette::ToolTipText, t.text);
  p.setColor(QPalette::Light, t.raised);
  p.setColor(QPalette::Midlight, t.border);
  p.setColor(QPalette::Mid, t.border);
  p.setColor(QPalette::Dark, t.border_strong);
  p.setColor(QPalette::Shadow, t.border_strong);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) p.setColor(QPalette::Disabled, role, t.text_disabled);
  return p;
}

QString Look::style_sheet() const {
  QFile file(QStringLiteral(":/themes/style.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString sheet = QString::fromUtf8(file.readAll());
  static const QRegularExpression pixels(QStringLiteral("@px\\(([0-9.]+)\\)"));
  for (auto match = pixels.match(sheet); match.hasMatch(); match = pixels.match(sheet))
    sheet.replace(match.capturedStart(), match.capturedLength(), QString::number(px(match.captured(1).toDouble())) + QStringLiteral("px"));
  sheet.replace(QLatin1String("@folder"), QStringLiteral(":/themes/%1").arg(m_theme.name));
  Theme copy = m_theme;
  QStringList roles = theme_roles();
  std::sort(roles.begin(), roles.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });  // longest first: @border_strong before @border
  for (const QString& role : roles) {
    const QColor* color = role_of(copy, role);
    sheet.replace(QLatin1Char('@') + role, color->name(color->alpha() == 255 ? QColor::HexRgb : QColor::HexArgb));
  }
  return sheet;
}

void Look::apply() {
  if (!qobject_cast<AppStyle*>(QApplication::style()) && !m_style_set) {
    QApplication::setStyle(new AppStyle);
    m_style_set = true;
  }
  QApplication::setPalette(palette());
  QApplication::setFont(body_font());
  qApp->setStyleSheet(style_sheet());
  Q_EMIT changed();
}

}  // namespace skizze::ui
