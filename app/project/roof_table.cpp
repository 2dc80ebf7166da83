// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/roof_table.h"

#include <QSaveFile>

#include "geo/crs.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "project/xlsx.h"
#include "store/gpkg_writer.h"

namespace skizze::project {
namespace {

using base::ErrorCode;
using base::fail;
using feature::ColumnType;

constexpr std::size_t k_rows_between_looks = 1024;  // at the cancel token

bool cancelled(const base::CancelToken& token, std::size_t row) { return row % k_rows_between_looks == 0 && token.cancelled(); }

geo::Point2 place_of(const RoofTable& table) {
  constexpr geo::Point2 k_germany{10, 51};
  if (table.rows == 0) return k_germany;
  const auto box = table.shape(0).bounds();
  return box.empty() ? k_germany : geo::to_lon_lat(box.center());
}

base::Status write_basis(store::GpkgWriter& writer, const RoofTable& table) {
  if (table.basis.empty()) return {};
  const store::GpkgLayer basis{.name = "grundlagen",
                               .title = "Grundlagen der Solarergebnisse",
                               .kind = geo::GeometryKind::none,
                               .with_z = false,
                               .columns = {{"angabe", ColumnType::text}, {"wert", ColumnType::text}}};
  if (auto status = writer.add_layer(basis); !status) return status;
  for (const auto& [what, value] : table.basis) {
    if (auto status = writer.add_row({}, std::vector<feature::Value>{what, value}); !status) return status;
  }
  return {};
}

base::Status write_gpkg(const RoofTable& table, const std::filesystem::path& file, const base::CancelToken& token) {
  auto writer = store::GpkgWriter::create(file);
  if (!writer) return tl::unexpected(writer.error());
  const int epsg = metric_epsg(table.crs, place_of(table));
  const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(epsg), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  const store::GpkgLayer sides{.name = "dachseiten",
                               .title = table.title,
                               .kind = geo::GeometryKind::area,
                               .with_z = true,
                               .epsg = epsg,
                               .columns = table.columns};
  if (auto status = writer->add_layer(sides); !status) return status;
  for (std::size_t i = 0; i < table.rows; ++i) {
    if (cancelled(token, i)) return fail(ErrorCode::cancelled, "solar.cancelled");
    geo::Geometry shape = table.shape(i);
    for (auto& part : shape.parts) to_mercator->inverse(std::span<geo::Point3>(part.points));
    if (auto status = writer->add_row(shape, table.values(i)); !status) return status;
  }
  if (auto status = write_basis(*writer, table); !status) return status;
  return writer->finish();
}

/// A field of a CSV line; texts that would break it stand in quotes (RFC 4180).
std::string csv_field(const feature::Value& value) {
  std::string text = feature::to_text(feature::view(value));
  if (text.find_first_of(";\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

base::Result<QByteArray> csv_of(const RoofTable& table, const base::CancelToken& token) {
  std::string text;
  for (const auto& [what, value] : table.basis) text += "# " + what + ": " + value + "\r\n";
  for (std::size_t i = 0; i < table.columns.size(); ++i) text += (i == 0 ? "" : ";") + table.columns[i].name;
  text += "\r\n";
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (cancelled(token, row)) return fail(ErrorCode::cancelled, "solar.cancelled");
    bool first = true;
    for (const auto& value : table.values(row)) {
      text += (first ? "" : ";") + csv_field(value);
      first = false;
    }
    text += "\r\n";
  }
  return QByteArray::fromStdString(text);
}

XlsxCell cell_of(const feature::Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return xlsx_number(*real);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  const auto text = feature::to_text(feature::view(value));
  return text.empty() ? XlsxCell() : XlsxCell(QString::fromStdString(text));
}

base::Result<QByteArray> xlsx_of(const RoofTable& table, const base::CancelToken& token) {
  constexpr int k_id_width = 30;
  XlsxSheet sides{QString::fromStdString(table.title), {k_id_width, k_id_width}, {}};
  std::vector<XlsxCell> head;
  for (const auto& column : table.columns) head.emplace_back(QString::fromStdString(column.name));
  sides.rows.push_back(std::move(head));
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (cancelled(token, row)) return fail(ErrorCode::cancelled, "solar.cancelled");
    std::vector<XlsxCell> cells;
    for (const auto& value : table.values(row)) cells.push_back(cell_of(value));
    sides.rows.push_back(std::move(cells));
  }
  std::vector<XlsxSheet> sheets{std::move(sides)};
  if (!table.basis.empty()) {
    constexpr int k_value_width = 80;
    XlsxSheet basis{QStringLiteral("Grundlagen"), {k_id_width, k_value_width}, {}};
    for (const auto& [what, value] : table.basis) basis.rows.push_back({QString::fromStdString(what), QString::fromStdString(value)});
    sheets.push_back(std::move(basis));
  }
  return xlsx(sheets);
}

base::Status write_bytes(const base::Result<QByteArray>& bytes, const std::filesystem::path& file) {
  if (!bytes) return tl::unexpected(bytes.error());
  QSaveFile out(QString::fromStdString(file.string()));
  if (out.open(QIODevice::WriteOnly) && out.write(*bytes) == bytes->size() && out.commit()) return {};
  return fail(ErrorCode::no_space, "tiles.cannot_write", {{"file", file.string()}}, {file.string(), {}, {}, -1});
}

}  // namespace

int metric_epsg(std::string_view crs, geo::Point2 lon_lat) {
  const auto stated = geo::epsg_from_name(crs);
  const auto known = geo::describe_crs(stated ? "EPSG:" + std::to_string(*stated) : std::string(crs));
  if (!known || known->geographic) return epsg_for(lon_lat);
  const int epsg = stated.value_or(known->epsg);
  return epsg > 0 ? epsg : epsg_for(lon_lat);
}

RoofTable roof_table(const std::vector<solar::RoofFace>& faces, std::string crs) {
  RoofTable table;
  table.title = "Dachseiten";
  table.crs = std::move(crs);
  table.columns = {{"roofid", ColumnType::text}, {"buildingid", ColumnType::text}, {"area", ColumnType::real},
                   {"slope", ColumnType::real},  {"aspect", ColumnType::real},     {"upright", ColumnType::boolean}};
  table.rows = faces.size();
  table.shape = [&faces](std::size_t row) { return faces[row].shape; };
  table.values = [&faces](std::size_t row) -> std::vector<feature::Value> {
    const auto& face = faces[row];
    return {face.id, face.building, face.area_m2, face.slope_deg, face.aspect_deg, face.upright};
  };
  return table;
}

base::Status write_roof_table(const RoofTable& table, const std::filesystem::path& file, base::CancelToken token) {
  const auto ending = file.extension().string();
  if (ending == ".gpkg") return write_gpkg(table, file, token);
  if (ending == ".csv") return write_bytes(csv_of(table, token), file);
  if (ending == ".xlsx") return write_bytes(xlsx_of(table, token), file);
  return fail(ErrorCode::unsupported, "solar.export_ending", {{"file", file.string()}}, {file.string(), {}, {}, -1});
}

}  // namespace skizze::project
