// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/xbeteiligung.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamWriter>

#include "geo/crs.h"
#include "geo/overlay.h"

namespace skizze::project {

namespace {

constexpr double k_strip_m = 2;  // of a lane whose width nobody has stated
const QString k_namespace = QStringLiteral("https://www.xleitstelle.de/xbeteiligung/12");

bool is_lane(const sketch::Measure& measure, const sketch::Scenario& scenario) {
  return measure.kind == sketch::MeasureKind::bike_lane && measure.scenario == scenario.id;
}

QJsonArray position(geo::Point3 p) {
  const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
  return {rounded(p.x), rounded(p.y)};
}

QJsonArray positions(const std::vector<geo::Point3>& points) {
  QJsonArray array;
  for (const auto& p : points) array.append(position(p));
  return array;
}

QJsonObject geometry(const char* kind, const QJsonArray& parts) {
  const bool one = parts.size() == 1;
  return {{QStringLiteral("type"), (one ? QString() : QStringLiteral("Multi")) + QLatin1String(kind)},
          {QStringLiteral("coordinates"), one ? parts[0] : QJsonValue(parts)}};
}

QJsonObject lines_of(const std::vector<sketch::Measure>& lanes, const geo::Transform& to_degrees) {
  QJsonArray parts;
  for (const auto& lane : lanes) {
    const auto line = geo::transformed(lane.geometry, to_degrees);
    for (const auto& part : line.parts) parts.append(positions(part.points));
  }
  return geometry("LineString", parts);
}

/// All strips as one area; exterior rings run against the clock (RFC 7946, 3.1.6).
base::Result<QJsonObject> areas_of(const std::vector<sketch::Measure>& lanes, const geo::Transform& to_degrees) {
  geo::Geometry all;
  for (const auto& lane : lanes) {
    const auto strip = geo::buffered(lane.geometry, lane.lane.width_m.value_or(k_strip_m) / 2);
    if (!strip) return tl::unexpected(strip.error());
    if (all.empty()) {
      all = *strip;
      continue;
    }
    auto both = geo::united(all, *strip);
    if (!both) return tl::unexpected(both.error());
    all = std::move(*both);
  }
  QJsonArray polygons, rings;
  all = geo::transformed(all, to_degrees);
  for (auto& part : all.parts) {
    if ((geo::signed_area_x2(part.points) < 0) != part.hole) std::reverse(part.points.begin(), part.points.end());
    part.points.push_back(part.points.front());  // closed here, open with us
    if (!part.hole && !rings.isEmpty()) {
      polygons.append(rings);
      rings = {};
    }
    rings.append(positions(part.points));
  }
  if (!rings.isEmpty()) polygons.append(rings);
  return geometry("Polygon", polygons);
}

QString description_of(const std::vector<sketch::Measure>& lanes, Language language) {
  QStringList lines;
  for (const auto& measure : lanes) {
    const auto& lane = measure.lane;
    const auto facility = text_of(base::Message{sketch::message_id(lane.facility), {}}, language).toStdString();
    const auto plain = [](double value, int decimals) { return QString::number(value, 'f', decimals).toStdString(); };
    QString line = text_of(base::Message{"bike.xbeteiligung_lane",
                                         {{"name", measure.name}, {"facility", facility}, {"length", plain(sketch::length_m(measure), 0)}}},
                           language);
    if (lane.width_m) line += text_of(base::Message{"bike.xbeteiligung_width", {{"width", plain(*lane.width_m, 2)}}}, language);
    lines << line;
  }
  return lines.join(QLatin1Char('\n'));
}

/// Names of the streets, else of the lanes.
QString places_of(const std::vector<sketch::Measure>& lanes) {
  QStringList names;
  for (const auto& measure : lanes)
    names << QString::fromStdString(measure.lane.street_name.empty() ? measure.name : measure.lane.street_name);
  names.removeAll(QString());
  names.removeDuplicates();
  return names.join(QStringLiteral(", "));
}

/// XML 1.0 has no control characters but tab and line breaks.
QString clean(QString text) {
  text.removeIf([](QChar c) { return c < QChar(0x20) && c != QLatin1Char('\n') && c != QLatin1Char('\t'); });
  return text;
}

}  // namespace

base::Result<QByteArray> xbeteiligung_xml(const XbeteiligungPlan& plan, XbeteiligungExtent extent, Language language) {
  std::vector<sketch::Measure> lanes;
  std::copy_if(plan.lanes.begin(), plan.lanes.end(), std::back_inserter(lanes),
               [&](const auto& measure) { return is_lane(measure, plan.scenario) && !measure.geometry.empty(); });
  if (lanes.empty()) return base::fail(base::ErrorCode::invalid, "bike.xbeteiligung_no_lane", {{"variant", plan.scenario.name}});
  const auto to_degrees = geo::Transform::make("EPSG:" + std::to_string(plan.epsg), "EPSG:4326");
  if (!to_degrees) return tl::unexpected(to_degrees.error());
  auto shape = extent == XbeteiligungExtent::lines ? base::Result<QJsonObject>(lines_of(lanes, *to_degrees)) : areas_of(lanes, *to_degrees);
  if (!shape) return tl::unexpected(shape.error());
  const auto id = QStringLiteral("ID_") + QString::fromStdString(base::to_string(plan.scenario.id));
  QByteArray bytes;
  QXmlStreamWriter xml(&bytes);
  xml.setAutoFormatting(true);
  xml.setAutoFormattingIndent(1);
  xml.writeStartDocument();
  xml.writeNamespace(k_namespace, QStringLiteral("xbeteiligung"));
  xml.writeStartElement(k_namespace, QStringLiteral("kommunal.Initiieren.0401"));
  xml.writeAttribute(QStringLiteral("produkt"), QStringLiteral("Stadtskizze"));
  xml.writeAttribute(QStringLiteral("produkthersteller"), QStringLiteral("Stadtskizze contributors"));
  xml.writeAttribute(QStringLiteral("standard"), QStringLiteral("XBeteiligung"));
  xml.writeAttribute(QStringLiteral("version"), QStringLiteral("1.2"));
  xml.writeComment(text_of("bike.xbeteiligung_open", language));
  const auto field = [&](const char* name, const QString& text) { xml.writeTextElement(k_namespace, QLatin1String(name), clean(text)); };
  xml.writeStartElement(k_namespace, QStringLiteral("nachrichteninhalt"));
  field("vorgangsID", id);
  xml.writeStartElement(k_namespace, QStringLiteral("beteiligung"));
  field("planID", id);
  field("planname", QString::fromStdString(plan.name.empty() ? plan.scenario.name : plan.name));
  field("arbeitstitel", QString::fromStdString(plan.scenario.name));
  field("beschreibungPlanungsanlass", description_of(lanes, language));
  field("geltungsbereich", QString::fromUtf8(QJsonDocument(*shape).toJson(QJsonDocument::Compact)));
  field("raeumlicheBeschreibung", places_of(lanes));
  xml.writeEndElement();
  xml.writeEndElement();
  xml.writeEndElement();
  xml.writeEndDocument();
  return bytes;
}

}  // namespace skizze::project
