// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "scene/legend_painter.h"
#include "style/look.h"
#include "style/plan_signs.h"
#include "style/stylesheet.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

std::shared_ptr<const Sprites> plan_sheet() {
  QFile file(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/resources/symbols/pzv.svg"));
  auto sprites = std::make_shared<Sprites>();
  if (!file.open(QIODevice::ReadOnly) || !sprites->add_sheet("pzv", file.readAll())) qFatal("pzv.svg");
  return sprites;
}

style::LegendEntry entry_of(const style::SimpleSymbol& symbol, geo::GeometryKind kind) {
  style::Look look;
  look.symbol = symbol;
  const auto sheet = style::parse(style::style_of(look, kind));
  if (!sheet) qFatal("style");
  return style::legend(**sheet, 16).at(0);
}

QImage swatch(const style::LegendEntry& entry, const Sprites* sprites, double ratio = 1) {
  QImage image(QSize(36, 24) * ratio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::white);
  QPainter painter(&image);
  paint_swatch(painter, QRectF(0, 0, 36, 24), entry, sprites);
  return image;
}

}  // namespace

class TestLegendSwatch : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void the_picture_of_a_plan_sign_shows_its_pattern_and_sign() {
    const auto sheet = plan_sheet();
    for (const auto& sign : style::plan_signs()) {
      const auto entry = entry_of(sign.symbol, sign.kind);
      const bool has_picture = !sign.symbol.pattern.empty() || !sign.symbol.line_pattern.empty() || !sign.symbol.icon.empty();
      QVERIFY2((swatch(entry, sheet.get()) != swatch(entry, nullptr)) == has_picture, sign.id.data());
    }
  }

  void no_two_plan_signs_look_the_same() {
    const auto sheet = plan_sheet();
    QSet<QByteArray> seen;
    for (const auto& sign : style::plan_signs()) {
      const QImage image = swatch(entry_of(sign.symbol, sign.kind), sheet.get());
      const QByteArray bytes(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes());
      QVERIFY2(!seen.contains(bytes), sign.id.data());
      seen << bytes;
    }
  }

  void every_picture_fills_its_cell_and_nothing_beyond() {
    // A stroke that sticks out makes the picture larger than the cell, and a repeated picture shows gaps.
    QFile file(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/resources/symbols/pzv.svg"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    static const QRegularExpression cell(QStringLiteral(R"re(<g id="([\w-]+)"><rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="([\d.]+)")re"));
    const QString svg = QString::fromUtf8(file.readAll());
    auto found = cell.globalMatch(svg);
    const auto sheet = plan_sheet();
    int count = 0;
    for (; found.hasNext(); ++count) {
      const auto match = found.next();
      QCOMPARE(sheet->size("pzv:" + match.captured(1).toStdString()), QSizeF(match.captured(2).toDouble(), match.captured(3).toDouble()));
    }
    QCOMPARE(count, static_cast<int>(svg.count(QStringLiteral("<g id="))));
  }

  void a_pattern_is_sharp_on_a_screen_with_more_pixels() {
    style::SimpleSymbol symbol;
    symbol.pattern = "pzv:besondere-verkehrsflaeche";
    symbol.pattern_color = {0, 0, 0, 1};
    symbol.width_px = 0;
    const auto sheet = plan_sheet();
    const auto entry = entry_of(symbol, geo::GeometryKind::area);
    // Twice as large in device pixels, and its stripes as wide: where the small picture has one, the large one has it too.
    const QImage small = swatch(entry, sheet.get());
    const QImage large = swatch(entry, sheet.get(), 2);
    int alike = 0, compared = 0;
    for (int y = 6; y < 18; ++y)
      for (int x = 6; x < 30; ++x) {
        const auto a = small.pixelColor(x, y);
        const auto b = large.pixelColor(2 * x, 2 * y);
        ++compared;
        alike += std::abs(a.red() - b.red()) < 90 ? 1 : 0;
      }
    QVERIFY2(alike * 10 > compared * 9, qPrintable(QStringLiteral("%1 of %2").arg(alike).arg(compared)));
  }

  void a_sign_never_leaves_its_swatch() {
    style::SimpleSymbol symbol;
    symbol.icon = "pzv:radweg";
    symbol.radius_px = 100;
    symbol.opacity = 0;
    symbol.width_px = 0;
    const auto sheet = plan_sheet();
    QImage image(60, 60, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paint_swatch(painter, QRectF(20, 20, 20, 20), entry_of(symbol, geo::GeometryKind::area), sheet.get());
    painter.end();
    QRect inked;
    for (int y = 0; y < 60; ++y)
      for (int x = 0; x < 60; ++x)
        if (image.pixelColor(x, y) != QColor(Qt::white)) inked |= QRect(x, y, 1, 1);
    QVERIFY(!inked.isEmpty());
    QVERIFY(QRect(20, 20, 20, 20).contains(inked));
  }
};

QTEST_MAIN(TestLegendSwatch)
#include "test_legend_swatch.moc"
