// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

/// WCAG 2.2, relative luminance of sRGB.
double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

const QStringList k_themes = {QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("high_contrast")};

Theme load(const QString& name) {
  QFile file(QStringLiteral(":/themes/%1.json").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return parse_theme(file.readAll()).value_or(Theme{});
}

QByteArray qss() {
  QFile file(QStringLiteral(":/themes/style.qss"));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestTheme : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void every_theme_names_every_role();
  void a_theme_without_a_role_is_refused_by_its_name();
  void text_is_legible_on_every_ground();
  void controls_and_focus_rings_stand_out();
  void the_sheet_uses_only_known_tokens();
  void the_sheet_has_its_pictures_in_every_theme();
  void icons_take_the_colour_they_are_given();
  void larger_densities_are_half_as_large_again();
};

void TestTheme::every_theme_names_every_role() {
  for (const QString& name : k_themes) {
    const Theme theme = load(name);
    QCOMPARE(theme.name, name);
    QVERIFY(theme.text.isValid());
  }
}

void TestTheme::a_theme_without_a_role_is_refused_by_its_name() {
  const auto theme = parse_theme(R"({"name":"x","colors":{"window":"#000000"}})");
  QVERIFY(!theme);
  QCOMPARE(theme.error().message.arguments.front().value, std::string("surface"));
}

void TestTheme::text_is_legible_on_every_ground() {
  for (const QString& name : k_themes) {
    const Theme t = load(name);
    const std::pair<QColor, QColor> pairs[] = {
        {t.text, t.window},           {t.text, t.surface},           {t.text, t.raised},          {t.text, t.hover},
        {t.text, t.pressed},          {t.text_secondary, t.window},  {t.text_secondary, t.surface}, {t.text_secondary, t.raised},
        {t.text_secondary, t.hover},  {t.on_accent, t.accent},       {t.on_accent, t.accent_hover}, {t.on_accent_soft, t.accent_soft},
        {t.accent, t.surface},        {t.accent, t.window},          {t.error, t.surface},        {t.text, t.error_soft},
        {t.text, t.warning_soft},     {t.warning, t.warning_soft},   {t.text, t.info_soft},       {t.text, t.success_soft},
        {t.success, t.raised},        {t.warning, t.raised},         {t.error, t.raised},         {t.warning, t.surface},
        {t.text, t.overlay},
    };
    for (const auto& [front, back] : pairs)
      QVERIFY2(contrast(front, back) >= 4.5, qPrintable(QStringLiteral("%1: %2 on %3 is %4").arg(name, front.name(), back.name()).arg(contrast(front, back))));
  }
}

void TestTheme::controls_and_focus_rings_stand_out() {
  for (const QString& name : k_themes) {
    const Theme t = load(name);
    for (const QColor& ground : {t.window, t.surface}) {
      QVERIFY2(contrast(t.border_strong, ground) >= 3, qPrintable(name));
      QVERIFY2(contrast(t.focus, ground) >= 3, qPrintable(name));
    }
  }
}

void TestTheme::the_sheet_uses_only_known_tokens() {
  static const QRegularExpression token(QStringLiteral("@([a-z_]+)"));
  auto matches = token.globalMatch(QString::fromUtf8(qss()));
  while (matches.hasNext()) {
    const QString word = matches.next().captured(1);
    if (word == QLatin1String("px") || word == QLatin1String("folder")) continue;
    QVERIFY2(theme_roles().contains(word), qPrintable(word));
  }
}

void TestTheme::the_sheet_has_its_pictures_in_every_theme() {
  static const QRegularExpression picture(QStringLiteral("@folder/([a-z-]+\\.svg)"));
  for (const QString& name : k_themes) {
    auto matches = picture.globalMatch(QString::fromUtf8(qss()));
    while (matches.hasNext()) {
      const QString path = QStringLiteral(":/themes/%1/%2").arg(name, matches.next().captured(1));
      QVERIFY2(QFile::exists(path), qPrintable(path));
    }
  }
}

void TestTheme::icons_take_the_colour_they_are_given() {
  const QImage red = icon_pixmap(QStringLiteral("plus"), Qt::red, 24, 1).toImage();
  QCOMPARE(red.pixelColor(12, 12), QColor(Qt::red));
  QVERIFY(!has_icon(QStringLiteral("no-such-icon")));
}

void TestTheme::larger_densities_are_half_as_large_again() {
  Look::instance().set(ThemeChoice::light, Density::desk);
  QCOMPARE(px(8), 8);
  Look::instance().set(ThemeChoice::light, Density::projector);
  QCOMPARE(px(8), 12);
  Look::instance().set(ThemeChoice::light, Density::desk);
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestTheme)
#include "test_theme.moc"
