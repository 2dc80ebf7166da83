// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/solar_export.h"

#include <QSaveFile>

#include "geo/crs.h"
#include "store/gpkg_writer.h"

namespace skizze::project {
namespace {

using base::ErrorCode;
using base::fail;
using feature::ColumnType;

std::string plain(double value) { return QString::number(value, 'g', 6).toStdString(); }

std::string_view word_of(SolarSurface surface) {
  switch (surface) {
    case SolarSurface::roofs_only: return "Dächer allein";
    case SolarSurface::terrain_and_trees: return "Gelände, Dächer und Bäume";
    case SolarSurface::surface_model: return "Oberflächenmodell";
  }
  return {};
}

/// A field of a CSV line; texts that would break it stand in quotes (RFC 4180).
std::string csv_field(const feature::Value& value) {
  std::string text = feature::to_text(feature::view(value));
  if (text.find_first_of(";\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> basis_of(const SolarStudy& study) {
  const auto& a = study.choice.roofs;
  return {{"verfahren", "Hay-Davies, Horizont in 36 Richtungen, PVWatts"},
          {"oberflaeche", std::string(word_of(study.surface))},
          {"klimaregion", study.year.region},
          {"klimajahre", study.year.period},
          {"klimaquelle", study.year.source},
          {"klima_stundenwerte", study.year.hourly_data ? "ja" : "nein"},
          {"unsicherheit_von", plain(solar::three_digits(study.range.low))},
          {"unsicherheit_bis", plain(solar::three_digits(study.range.high))},
          {"modulwirkungsgrad", plain(a.module_efficiency)},
          {"modulflaeche_m2", plain(a.module_area_m2)},
          {"nutzbar_geneigt", plain(a.usable_steep)},
          {"nutzbar_flach", plain(a.usable_flat)},
          {"aufstaenderung_grad", plain(a.rack_tilt_deg)},
          {"systemverluste_prozent", plain(solar::three_digits(a.system.losses.total_percent()))},
          {"albedo", plain(a.system.albedo)},
          {"co2_g_je_kwh", plain(a.co2_g_per_kwh)},
          {"co2_jahr", std::to_string(a.co2_year)},
          {"co2_quelle", a.co2_source},
          {"eignung", a.scheme == solar::Scheme::bw ? "Energieatlas Baden-Württemberg" : "Solarkataster NRW"}};
}

base::Status write_solar_gpkg(const SolarStudy& study, const std::filesystem::path& file, base::CancelToken token) {
  auto writer = store::GpkgWriter::create(file);
  if (!writer) return tl::unexpected(writer.error());
  const int epsg = geo::epsg_from_name(study.metric_crs).value_or(25832);
  const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(epsg), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  store::GpkgLayer sides{
      .name = "dachseiten", .title = "Dachseiten Solar", .kind = geo::GeometryKind::area, .with_z = true, .epsg = epsg, .columns = {}};
  sides.columns = solar_columns();
  if (auto status = writer->add_layer(sides); !status) return status;
  for (std::size_t i = 0; i < study.report.units.size(); ++i) {
    if (i % 1024 == 0 && token.cancelled()) return fail(ErrorCode::cancelled, "solar.cancelled");
    geo::Geometry shape{geo::GeometryKind::area, {}};
    for (const std::size_t face : study.report.units[i].faces) {
      for (auto part : study.faces[face].shape.parts) {
        to_mercator->inverse(std::span<geo::Point3>(part.points));
        shape.parts.push_back(std::move(part));
      }
    }
    if (auto status = writer->add_row(shape, solar_values(study.report.units[i], study.report.results[i])); !status) return status;
  }
  const store::GpkgLayer basis{.name = "grundlagen",
                               .title = "Grundlagen der Solarergebnisse",
                               .kind = geo::GeometryKind::point,
                               .with_z = false,
                               .epsg = epsg,
                               .columns = {{"angabe", ColumnType::text}, {"wert", ColumnType::text}}};
  if (auto status = writer->add_layer(basis); !status) return status;
  for (const auto& [what, value] : basis_of(study)) {
    if (auto status = writer->add_row({}, std::vector<feature::Value>{what, value}); !status) return status;
  }
  return writer->finish();
}

base::Status write_solar_csv(const SolarStudy& study, const std::filesystem::path& file, base::CancelToken token) {
  std::string text;
  for (const auto& [what, value] : basis_of(study)) text += "# " + what + ": " + value + "\r\n";
  bool first = true;
  for (const auto& column : solar_columns()) {
    text += (first ? "" : ";") + column.name;
    first = false;
  }
  text += "\r\n";
  for (std::size_t i = 0; i < study.report.units.size(); ++i) {
    if (i % 1024 == 0 && token.cancelled()) return fail(ErrorCode::cancelled, "solar.cancelled");
    first = true;
    for (const auto& value : solar_values(study.report.units[i], study.report.results[i])) {
      text += (first ? "" : ";") + csv_field(value);
      first = false;
    }
    text += "\r\n";
  }
  const auto name = QString::fromStdString(file.string());
  QSaveFile out(name);
  const QByteArray bytes = QByteArray::fromStdString(text);
  if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
    return fail(ErrorCode::no_space, "tiles.cannot_write", {{"file", file.string()}}, {file.string(), {}, {}, -1});
  }
  return {};
}

}  // namespace skizze::project
