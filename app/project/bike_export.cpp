// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/bike_export.h"

#include <algorithm>
#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "bike/cost.h"
#include "geo/crs.h"
#include "project/xlsx.h"
#include "store/gpkg_writer.h"

namespace skizze::project {

namespace {

QString name_of(const bike::IndicatorRow& row, Language language) { return text_of(bike::name_of(row), language); }

// --- lanes --------------------------------------------------------------------------------------------------------------

std::string scenario_name(const std::vector<sketch::Scenario>& scenarios, const base::Uuid& id) {
  const auto found = std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& s) { return s.id == id; });
  return found == scenarios.end() ? std::string() : found->name;
}

std::vector<feature::Column> lane_columns() {
  const auto text = feature::ColumnType::text;
  const auto real = feature::ColumnType::real;
  const auto boolean = feature::ColumnType::boolean;
  return {{"id", text},
          {"variante", text},
          {"name", text},
          {"fuehrungsart", text},
          {"seite", text},
          {"richtung", text},
          {"breite", real},
          {"sicherheitstrennstreifen", real},
          {"oberflaeche", text},
          {"rotfaerbung", boolean},
          {"benutzungspflicht", boolean},
          {"strassenname", text},
          {"netzklasse", text},
          {"zweirichtung", boolean},
          {"radweg_in_mittellage", boolean},
          {"laenge_m", real},
          {"status", text},
          {"kosten_von_eur", real},
          {"kosten_bis_eur", real},
          {"kosten_grundlage", text},
          {"sicher_von_prozent", real},
          {"sicher_bis_prozent", real},
          {"bewertungen", real},
          {"sicher_grundlage", text}};
}

/// Costs with their unit prices, perceived safety with its ratings; all empty without rules.
void add_figures(std::vector<feature::Value>& values, const sketch::Measure& measure, const bike::RuleBook* rules, Language language) {
  const auto cost = rules ? bike::cost_of(*rules, measure.lane, sketch::length_m(measure)) : std::nullopt;
  const auto safety = rules ? bike::perceived_safety(*rules, measure.lane) : std::nullopt;
  QStringList prices;
  if (cost)
    for (const auto& item : cost->items) prices << text_of(bike::price_text(*item.price), language);
  const auto number = [](bool known, double value) { return known ? feature::Value(value) : feature::Value(); };
  const auto text = [](const QString& value) { return value.isEmpty() ? feature::Value() : feature::Value(value.toStdString()); };
  const auto* ratings = safety ? safety->ratings : nullptr;
  values.push_back(number(cost.has_value(), cost ? cost->low_eur : 0));
  values.push_back(number(cost.has_value(), cost ? cost->high_eur : 0));
  values.push_back(text(prices.join(QStringLiteral("; "))));
  values.push_back(number(safety.has_value(), safety ? safety->low_percent : 0));
  values.push_back(number(safety.has_value(), safety ? safety->high_percent : 0));
  values.push_back(number(ratings != nullptr, ratings ? ratings->value : 0));
  values.push_back(ratings ? text(text_of(bike::ratings_text(*ratings), language)) : feature::Value());
}

std::vector<feature::Value> lane_values(const sketch::Measure& measure, const std::string& scenario, const LaneBasis& basis) {
  const auto text = [](std::string_view value) { return value.empty() ? feature::Value() : feature::Value(std::string(value)); };
  const auto number = [](const std::optional<double>& value) { return value ? feature::Value(*value) : feature::Value(); };
  const auto& lane = measure.lane;
  std::vector<feature::Value> values{
      base::to_string(measure.id),
      text(scenario),
      text(measure.name),
      text(sketch::word_of(lane.facility)),
      text(sketch::word_of(lane.side)),
      text(sketch::word_of(lane.direction)),
      number(lane.width_m),
      number(lane.buffer_m),
      text(sketch::word_of(lane.surface)),
      lane.red_paint,
      lane.mandatory_use,
      text(lane.street_name),
      text(lane.network_class),
      lane.direction == sketch::Direction::both || lane.facility == sketch::FacilityType::zweirichtungsradweg,
      lane.side == sketch::Side::centre,
      sketch::length_m(measure),
      std::string("geplant")};
  add_figures(values, measure, basis.rules.get(), basis.language);
  return values;
}

QJsonValue json_of(const feature::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return QString::fromStdString(*text);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<qint64>(*whole);
  return {};
}

base::Status write_bytes(const std::filesystem::path& file, const QByteArray& bytes) {
  QSaveFile out(QString::fromStdString(file.string()));
  if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit()) return {};
  return base::fail(base::ErrorCode::unreadable, "bike.export_failed", {{"file", file.string()}});
}

}  // namespace

QString basis_text(const bike::IndicatorRow& row, Language language) {
  QStringList texts;
  for (const auto& message : row.basis) texts << text_of(message, language);
  return texts.join(QStringLiteral("; "));
}

namespace {

XlsxSheet lanes_sheet(const std::vector<std::vector<feature::Value>>& rows, Language language) {
  XlsxSheet sheet{text_of("bike.sheet_lanes", language), {}, {}};
  for (const auto& row : rows) {
    auto& cells = sheet.rows.emplace_back();
    for (const auto& value : row) {
      if (const auto* real = std::get_if<double>(&value))
        cells.push_back(xlsx_number(*real));
      else
        cells.emplace_back(QString::fromStdString(feature::to_text(feature::view(value))));
    }
  }
  return sheet;
}

/// The heads and one row per lane.
std::vector<std::vector<feature::Value>> lane_rows(const std::vector<sketch::Measure>& measures,
                                                   const std::vector<sketch::Scenario>& scenarios, const LaneBasis& basis) {
  std::vector<std::vector<feature::Value>> rows(1);
  for (const auto& column : lane_columns()) rows.front().emplace_back(column.name);
  for (const auto& measure : measures) {
    if (measure.kind == sketch::MeasureKind::bike_lane)
      rows.push_back(lane_values(measure, scenario_name(scenarios, measure.scenario), basis));
  }
  return rows;
}

QString wkt_of(const geo::Geometry& line) {
  QStringList parts;
  for (const auto& part : line.parts) {
    QStringList points;
    for (const auto& p : part.points) points << QStringLiteral("%1 %2").arg(p.x, 0, 'f', 3).arg(p.y, 0, 'f', 3);
    parts << QLatin1Char('(') + points.join(QLatin1Char(',')) + QLatin1Char(')');
  }
  return parts.size() == 1 ? QStringLiteral("LINESTRING ") + parts.front()
                           : QStringLiteral("MULTILINESTRING (") + parts.join(QLatin1Char(',')) + QLatin1Char(')');
}

/// The scenario that XBeteiligung takes.
base::Result<sketch::Scenario> scenario_for(const base::Uuid& wanted, const std::vector<sketch::Measure>& measures,
                                            const std::vector<sketch::Scenario>& scenarios) {
  std::vector<const sketch::Scenario*> possible;
  for (const auto& scenario : scenarios) {
    const bool has_lanes = std::any_of(measures.begin(), measures.end(), [&](const auto& measure) {
      return measure.kind == sketch::MeasureKind::bike_lane && measure.scenario == scenario.id;
    });
    if (wanted.is_null() ? has_lanes : scenario.id == wanted) possible.push_back(&scenario);
  }
  if (possible.size() > 1) return base::fail(base::ErrorCode::invalid, "bike.export_one_variant");
  if (possible.empty()) return base::fail(base::ErrorCode::invalid, "bike.no_lanes_in_project");
  return *possible.front();
}

}  // namespace

QByteArray comparison_csv(const ComparisonTable& table, Language language) {
  const auto quoted = [](QString text) {
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
  };
  const auto cell = [&](const std::optional<double>& value, int decimals) {
    if (!value) return QString();
    QString text = QString::number(*value, 'f', decimals);
    return language == Language::de ? text.replace(QLatin1Char('.'), QLatin1Char(',')) : text;
  };
  QString out = quoted(text_of("bike.comparison_head", language)) + QLatin1Char(';') + quoted(text_of("bike.unit_head", language)) +
                QLatin1Char(';') + quoted(text_of("bike.today", language));
  for (const auto& name : table.scenarios) out += QLatin1Char(';') + quoted(QString::fromStdString(name));
  out += QLatin1Char(';') + quoted(text_of("bike.basis_head", language));
  out += QStringLiteral("\r\n");
  for (const auto& row : table.rows) {
    out += quoted(name_of(row, language)) + QLatin1Char(';') + quoted(QString::fromStdString(row.unit)) + QLatin1Char(';') +
           cell(row.today, row.decimals);
    for (const auto& value : row.values) out += QLatin1Char(';') + cell(value, row.decimals);
    out += QLatin1Char(';') + (row.basis.empty() ? QString() : quoted(basis_text(row, language)));
    out += QStringLiteral("\r\n");
  }
  return "\xEF\xBB\xBF" + out.toUtf8();
}

QByteArray comparison_html(const ComparisonTable& table, const std::string& project, Language language) {
  const auto cell = [&](const std::optional<double>& value, const bike::IndicatorRow& row) {
    const QString text = !value ? QStringLiteral("–") : row.id == "price_year" ? QString::number(*value, 'f', 0) : number_text(*value, row.decimals, language);
    return QStringLiteral("<td class=\"number\">%1</td>").arg(text);
  };
  const auto escaped = [](const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); };
  const QString title = text_of(base::Message{"bike.report_title", {{"name", project}}}, language).toHtmlEscaped();
  QString heads = QStringLiteral("<th>%1</th><th>%2</th><th>%3</th>")
                      .arg(text_of("bike.comparison_head", language), text_of("bike.unit_head", language), text_of("bike.today", language));
  for (const auto& name : table.scenarios) heads += QStringLiteral("<th>%1</th>").arg(escaped(name));
  heads += QStringLiteral("<th>%1</th>").arg(text_of("bike.basis_head", language));
  QString rows;
  for (const auto& row : table.rows) {
    rows += QStringLiteral("<tr><td>%1</td><td>%2</td>").arg(name_of(row, language).toHtmlEscaped(), escaped(row.unit)) + cell(row.today, row);
    for (const auto& value : row.values) rows += cell(value, row);
    rows += QStringLiteral("<td>%1</td></tr>\n").arg(basis_text(row, language).toHtmlEscaped());
  }
  static const QString k_style = QStringLiteral(
      "body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#1d1d1f}"
      "table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #c8c8cc;padding:.3em .6em;text-align:left;vertical-align:top}"
      ".number{text-align:right;white-space:nowrap}.origin{color:#55555a}@media print{body{margin:0;font-size:11pt}tr{break-inside:avoid}}");
  return (QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head><meta charset=\"utf-8\"><title>%2</title><style>%3</style></head>\n<body>\n"
                         "<h1>%2</h1>\n<table>\n<tr>%4</tr>\n%5</table>\n%6</body>\n</html>\n")
              .arg(language == Language::de ? QStringLiteral("de") : QStringLiteral("en"), title, k_style, heads, rows,
                   sections_html(table.sections, language)))
      .toUtf8();
}

QByteArray comparison_xlsx(const ComparisonTable& table, Language language, const std::vector<std::vector<feature::Value>>& lanes) {
  XlsxSheet sheet{text_of("bike.sheet", language), {46}, {}};
  auto& heads = sheet.rows.emplace_back();
  for (const char* head : {"bike.comparison_head", "bike.unit_head", "bike.today"}) heads.emplace_back(text_of(head, language));
  for (const auto& name : table.scenarios) heads.emplace_back(QString::fromStdString(name));
  heads.emplace_back(text_of("bike.basis_head", language));
  for (const auto& row : table.rows) {
    auto& cells = sheet.rows.emplace_back();
    cells = {name_of(row, language), QString::fromStdString(row.unit), xlsx_number(row.today)};
    for (const auto& value : row.values) cells.push_back(xlsx_number(value));
    if (!row.basis.empty()) cells.emplace_back(basis_text(row, language));
  }
  std::vector<XlsxSheet> sheets{std::move(sheet)};
  if (!lanes.empty()) sheets.push_back(lanes_sheet(lanes, language));
  return xlsx(sheets);
}

base::Status write_lanes_gpkg(const std::filesystem::path& file, const std::vector<sketch::Measure>& measures,
                              const std::vector<sketch::Scenario>& scenarios, int epsg, const LaneBasis& basis) {
  auto writer = store::GpkgWriter::create(file);
  if (!writer) return tl::unexpected(writer.error());
  store::GpkgLayer layer;
  layer.name = "radverkehrsanlagen";
  layer.kind = geo::GeometryKind::line;
  layer.epsg = epsg;
  layer.columns = lane_columns();
  if (auto status = writer->add_layer(layer); !status) return status;
  for (const auto& measure : measures) {
    if (measure.kind != sketch::MeasureKind::bike_lane) continue;
    if (auto status = writer->add_row(measure.geometry, lane_values(measure, scenario_name(scenarios, measure.scenario), basis)); !status)
      return status;
  }
  return writer->finish();
}

base::Result<QByteArray> lanes_geojson(const std::vector<sketch::Measure>& measures, const std::vector<sketch::Scenario>& scenarios,
                                       int epsg, const LaneBasis& basis) {
  const auto to_degrees = geo::Transform::make("EPSG:" + std::to_string(epsg), "EPSG:4326");
  if (!to_degrees) return tl::unexpected(to_degrees.error());
  const auto columns = lane_columns();
  const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
  QJsonArray features;
  for (const auto& measure : measures) {
    if (measure.kind != sketch::MeasureKind::bike_lane) continue;
    const auto values = lane_values(measure, scenario_name(scenarios, measure.scenario), basis);
    QJsonObject properties;
    for (std::size_t i = 0; i < columns.size(); ++i) properties[QString::fromStdString(columns[i].name)] = json_of(values[i]);
    for (const auto& part : geo::transformed(measure.geometry, *to_degrees).parts) {
      QJsonArray line;
      for (const auto& p : part.points) line.append(QJsonArray{rounded(p.x), rounded(p.y)});
      features.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("Feature")},
                                  {QStringLiteral("properties"), properties},
                                  {QStringLiteral("geometry"), QJsonObject{{QStringLiteral("type"), QStringLiteral("LineString")},
                                                                           {QStringLiteral("coordinates"), line}}}});
    }
  }
  return QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("FeatureCollection")}, {QStringLiteral("features"), features}})
      .toJson(QJsonDocument::Compact);
}

QByteArray lanes_csv(const std::vector<sketch::Measure>& measures, const std::vector<sketch::Scenario>& scenarios, int epsg,
                     const LaneBasis& basis) {
  const auto cell = [&](const feature::Value& value) {
    if (const auto* real = std::get_if<double>(&value)) {
      QString number = QString::number(*real, 'f', 2);
      return basis.language == Language::de ? number.replace(QLatin1Char('.'), QLatin1Char(',')) : number;
    }
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? QStringLiteral("true") : QStringLiteral("false");
    QString text = QString::fromStdString(feature::to_text(feature::view(value)));
    return text.isEmpty() ? text : QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
  };
  QString out;
  const auto add = [&](const std::vector<feature::Value>& values, const QString& crs, const QString& wkt) {
    for (const auto& value : values) out += cell(value) + QLatin1Char(';');
    out += crs + QLatin1Char(';') + wkt + QStringLiteral("\r\n");
  };
  const auto rows = lane_rows(measures, scenarios, basis);
  add(rows.front(), QStringLiteral("\"epsg\""), QStringLiteral("\"WKT\""));
  std::size_t row = 1;
  for (const auto& measure : measures) {
    if (measure.kind != sketch::MeasureKind::bike_lane) continue;
    add(rows[row++], QString::number(epsg), QLatin1Char('"') + wkt_of(measure.geometry) + QLatin1Char('"'));
  }
  return "\xEF\xBB\xBF" + out.toUtf8();
}

base::Status write_bike_export(const std::filesystem::path& file, const ComparisonTable& table,
                               const std::vector<sketch::Measure>& measures, const std::vector<sketch::Scenario>& scenarios, int epsg,
                               Language language, const BikeExportOptions& options) {
  const auto ending = file.extension().string();
  const LaneBasis basis{table.rules, language};
  if (ending == ".csv")
    return write_bytes(file, options.lanes_as_rows ? lanes_csv(measures, scenarios, epsg, basis) : comparison_csv(table, language));
  if (ending == ".xlsx") return write_bytes(file, comparison_xlsx(table, language, lane_rows(measures, scenarios, basis)));
  if (ending == ".html") return write_bytes(file, comparison_html(table, options.project, language));
  if (ending == ".gpkg") return write_lanes_gpkg(file, measures, scenarios, epsg, basis);
  if (ending == ".xml") {
    const auto scenario = scenario_for(options.scenario, measures, scenarios);
    if (!scenario) return tl::unexpected(scenario.error());
    const auto xml = xbeteiligung_xml({options.project, *scenario, measures, epsg}, options.extent, language);
    return xml ? write_bytes(file, *xml) : base::Status(tl::unexpected(xml.error()));
  }
  if (ending != ".geojson" && ending != ".json")
    return base::fail(base::ErrorCode::unsupported, "bike.export_ending", {{"file", file.string()}});
  const auto json = lanes_geojson(measures, scenarios, epsg, basis);
  return json ? write_bytes(file, *json) : base::Status(tl::unexpected(json.error()));
}

}  // namespace skizze::project
