// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet.h"

#include <QJsonArray>
#include <QSizeF>
#include <cmath>

namespace skizze::qgis_helper {

namespace {

/// Foreign names get into our texts; QGIS would take what stands between [% and %] for an expression.
QString plain(QString text) { return text.replace(QLatin1String("[%"), QLatin1String("[\u200a%")); }

tl::unexpected<base::Error> bad(const char* what) { return base::fail(base::ErrorCode::invalid, "qgis.bad_request", {{"detail", what}}); }

}  // namespace

QString Sheet::text(const char* name) const { return plain(texts[QLatin1String(name)].toString()); }
QString Sheet::word(const char* name) const { return plain(words[QLatin1String(name)].toString()); }

QSizeF paper_mm(const Sheet& sheet) {
  const QSizeF upright = sheet.paper == QLatin1String("A3") ? QSizeF(297, 420) : QSizeF(210, 297);
  return sheet.landscape ? upright.transposed() : upright;
}

const QVector<double>& usual_scales() {
  static const QVector<double> all{250, 500, 1000, 1500, 2000, 2500, 5000, 7500, 10000, 15000, 20000, 25000, 50000, 100000};
  return all;
}

double scale_that_fits(const QgsRectangle& box, const QSizeF& map_mm) {
  for (const double scale : usual_scales())
    if (box.width() <= map_mm.width() / 1000 * scale && box.height() <= map_mm.height() / 1000 * scale) return scale;
  return usual_scales().back() * 10;
}

QgsRectangle extent_at(const QgsPointXY& center, double scale, const QSizeF& map_mm) {
  const double half_width = map_mm.width() / 2000 * scale;
  const double half_height = map_mm.height() / 2000 * scale;
  return QgsRectangle(center.x() - half_width, center.y() - half_height, center.x() + half_width, center.y() + half_height);
}

double round_below(double value) {
  const double ten = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {5.0, 2.0})
    if (step * ten <= value) return step * ten;
  return ten;
}

base::Result<Sheet> read_sheet(const QJsonObject& request) {
  const QJsonObject json = request[QLatin1String("sheet")].toObject();
  Sheet sheet;
  sheet.paper = json[QLatin1String("paper")].toString(sheet.paper);
  sheet.landscape = json[QLatin1String("landscape")].toBool(true);
  sheet.template_file = json[QLatin1String("template")].toString();
  sheet.scale = json[QLatin1String("scale")].toDouble(0);
  sheet.grid = json[QLatin1String("grid")].toBool(true);
  sheet.legend = json[QLatin1String("legend")].toBool(true);
  sheet.texts = request[QLatin1String("texts")].toObject();
  sheet.words = request[QLatin1String("words")].toObject();
  sheet.language = request[QLatin1String("language")].toString();
  const QJsonArray center = json[QLatin1String("center")].toArray();
  if (center.size() == 2) sheet.center = QgsPointXY(center[0].toDouble(), center[1].toDouble());
  const QJsonArray box = json[QLatin1String("box")].toArray();
  if (box.size() == 4) sheet.box = QgsRectangle(box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble());
  if (sheet.paper != QLatin1String("A4") && sheet.paper != QLatin1String("A3")) return bad("paper");
  if (!(sheet.scale == 0 || (sheet.scale >= 10 && sheet.scale <= 10'000'000))) return bad("scale");
  const bool series = !read_series(request).layer.isEmpty();
  if (!series && sheet.scale == 0 && (sheet.box.isEmpty() || !sheet.box.isFinite())) return bad("box");
  if (!series && center.size() != 2 && sheet.box.isEmpty()) return bad("center");
  return sheet;
}

Series read_series(const QJsonObject& request) {
  const QJsonObject json = request[QLatin1String("series")].toObject();
  return {json[QLatin1String("layer")].toString(), json[QLatin1String("name")].toString()};
}

}  // namespace skizze::qgis_helper
