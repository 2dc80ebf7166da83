// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/layer_writer.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

#include "geo/mercator.h"
#include "readers/text.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;

constexpr double k_far_away_m = 1'500'000;  // ground metres: another part of the world for a German town
constexpr std::size_t k_few_shapes = 3;

/// The column that names a row for people, -1 where none does.
int find_label_column(const std::vector<feature::Column>& columns) {
  static constexpr std::array k_names{"name", "title", "titel", "bezeichnung", "bezeichnun", "label", "gml_id", "id"};
  for (const char* wanted : k_names) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (lower_ascii(columns[i].name) == wanted) return static_cast<int>(i);
    }
  }
  return -1;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

float median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

feature::Provenance provenance_of(const ReadRequest& request, const std::string& driver) {
  feature::Provenance out;
  const auto& path = request.source_path.empty() ? request.file : request.source_path;
  out.source_path = path.string();
  out.driver = driver;
  out.imported_at = utc_now();
  struct stat status {};
  if (stat(path.c_str(), &status) == 0) {
    out.source_bytes = static_cast<std::uint64_t>(status.st_size);
    out.source_mtime = status.st_mtime;
  }
  return out;
}

LayerWriter::LayerWriter(const ReadRequest& request, feature::PackInfo info)
    : m_request(request), m_builder(info), m_label_column(find_label_column(info.columns)), m_has_z(info.has_z) {}

base::Result<GeometryGate*> LayerWriter::gate_of(const std::string& crs, bool swap_axes) {
  const auto known = m_gates.find(crs);
  if (known != m_gates.end()) return &known->second;
  auto gate = GeometryGate::make(crs, swap_axes, m_request.limits.vertices_per_feature);
  if (!gate) return tl::unexpected(gate.error());
  return &m_gates.emplace(crs, std::move(*gate)).first->second;
}

base::Status LayerWriter::set_crs(const std::string& crs, bool swap_axes) {
  auto gate = gate_of(crs, swap_axes);
  if (!gate) return tl::unexpected(gate.error());
  m_gate = *gate;
  return {};
}

std::string LayerWriter::label_of(std::int64_t id, const feature::ValueView& name) const {
  std::string text = feature::to_text(name);
  return text.empty() ? std::to_string(id) : std::string(cut_utf8(text, 80));
}

/// Lines have no names of their own: a street's name says nothing about one of its pieces.
std::string LayerWriter::label_of_row(std::uint32_t row, geo::GeometryKind kind) const {
  if (kind == geo::GeometryKind::line) return {};
  const auto column = static_cast<std::size_t>(m_label_column);
  return label_of(m_builder.id(row), m_label_column >= 0 ? m_builder.value(row, column) : feature::ValueView());
}

void LayerWriter::remember(const geo::Geometry& placed) {
  const auto row = static_cast<std::uint32_t>(m_builder.size());
  const geo::Box box = placed.bounds();
  m_bounds.add(box);
  const auto c = box.center();
  m_centres.push_back({static_cast<float>(c.x), static_cast<float>(c.y), row});
  m_kinds.push_back(placed.kind);
  if (placed.kind == geo::GeometryKind::point) m_spots.push_back({box.min_x, box.min_y, row});
  if (placed.kind != geo::GeometryKind::area) return;
  const double area = geo::planar_area(placed);
  ++m_areas.count;
  m_areas.sum += area;
  if (area > m_areas.largest) {
    m_areas.largest = area;
    m_areas.largest_box = box;
    m_areas.largest_row = row;
  }
}

base::Status LayerWriter::add(std::int64_t id, geo::Geometry geometry, std::span<const feature::Value> values, const std::string& own_crs) {
  if (m_builder.size() >= m_request.limits.features) {
    return fail(ErrorCode::too_large, "readers.too_many_rows", {{"limit", std::to_string(m_request.limits.features)}});
  }
  GeometryGate* gate = m_gate;
  if (!own_crs.empty()) {
    auto own = gate_of(own_crs, false);
    if (!own) return tl::unexpected(own.error());
    gate = *own;
  }
  const auto column = static_cast<std::size_t>(m_label_column);
  const std::string label = label_of(id, m_label_column >= 0 ? feature::view(values[column]) : feature::ValueView());
  std::optional<geo::Geometry> placed;
  if (geometry.empty()) {
    if (m_without_shape++ == 0) m_first_without_shape = label;
  } else {
    placed = gate->pass(std::move(geometry), label);
  }
  if (!placed) {
    m_builder.add(id, {}, values);
    return {};
  }
  remember(*placed);
  m_builder.add(id, *placed, values);
  return {};
}

/// Feeds of participation platforms carry e-mail addresses and telephone numbers along. OpenStreetMap's are those of shops.
void LayerWriter::look_for_personal_columns() {
  static constexpr std::array k_words{"email", "e-mail", "e_mail", "telefon", "phone", "handynummer", "geburt", "iban", "uacontact"};
  if (info().provenance.driver == "OSM") return;
  std::string found;
  for (const auto& column : info().columns) {
    const std::string name = lower_ascii(column.name);
    const bool personal =
        std::any_of(k_words.begin(), k_words.end(), [&](const char* word) { return name.find(word) != std::string::npos; });
    if (personal) found += (found.empty() ? "" : ", ") + column.name;
  }
  if (!found.empty()) m_book.add(Severity::warning, "readers.personal_columns", {{"layer", info().name}, {"columns", found}});
}

/// One area over all others doubles every count ("Gesamt"): it holds the box of each, and the others fill most of it.
void LayerWriter::look_for_cover() {
  if (m_areas.count <= k_few_shapes) return;
  const geo::Box& box = m_areas.largest_box;
  const double others = m_areas.sum - m_areas.largest;
  const geo::Box frame = box.grown(std::max(box.width(), box.height()) * 0.01);
  if (!frame.contains(m_bounds) || others < 0.8 * m_areas.largest || others > 1.2 * m_areas.largest) return;
  m_book.add(Severity::warning, "readers.covers_all",
             {{"layer", info().name},
              {"name", label_of_row(m_areas.largest_row, geo::GeometryKind::area)},
              {"others", std::to_string(m_areas.count - 1)}});
}

void LayerWriter::look_for_strays() {
  const std::size_t size = m_centres.size();
  if (size <= k_few_shapes) return;
  // Where everything lies together there is nothing to look for.
  const double widest = std::hypot(m_bounds.width(), m_bounds.height()) * geo::ground_scale(m_bounds.center().y);
  if (widest < k_far_away_m / 2) return;
  std::vector<float> values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = m_centres[i].x;
  const double middle_x = median(values);
  for (std::size_t i = 0; i < size; ++i) values[i] = m_centres[i].y;
  const double middle_y = median(values);
  const double scale = geo::ground_scale(middle_y);
  std::uint64_t strays = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (!(std::hypot(m_centres[i].x - middle_x, m_centres[i].y - middle_y) * scale > k_far_away_m)) continue;
    if (strays++ == 0) first = i;
  }
  // Many far ones are no strays: the layer spans continents by intent.
  if (strays == 0 || strays * 5 > size) return;
  m_book.add(Severity::warning, "readers.far_away", {{"layer", info().name}}, label_of_row(m_centres[first].row, m_kinds[first]), strays);
}

/// Many points on one spot stand in for "somewhere in the area".
void LayerWriter::look_for_stand_ins() {
  std::vector<Spot> spots;
  spots.reserve(m_spots.size());
  for (std::size_t i = 0; i < m_spots.size(); ++i) spots.push_back(m_spots[i]);
  std::sort(spots.begin(), spots.end(), [](const Spot& a, const Spot& b) {
    if (a.x != b.x) return a.x < b.x;
    return a.y != b.y ? a.y < b.y : a.row < b.row;
  });
  std::size_t most = 0;
  std::size_t first = 0;
  for (std::size_t begin = 0, i = 0; i < spots.size(); ++i) {
    if (spots[i].x != spots[begin].x || spots[i].y != spots[begin].y) begin = i;
    if (i - begin + 1 <= most) continue;
    most = i - begin + 1;
    first = begin;
  }
  if (most < 5 || most * 20 < spots.size()) return;
  m_book.add(Severity::info, "readers.same_spot", {{"layer", info().name}}, label_of_row(spots[first].row, geo::GeometryKind::point), most);
}

base::Result<ReportLayer> LayerWriter::finish(std::size_t n, base::CancelToken token) {
  const bool rfc_7946 = info().provenance.driver.starts_with("GeoJSON");
  for (const auto& [crs, gate] : m_gates) gate.tell(m_book, rfc_7946);
  if (m_without_shape > 0) m_book.add(Severity::lost, "readers.no_shape", {}, m_first_without_shape, m_without_shape);
  if (m_gates.size() > 1) m_book.add(Severity::info, "readers.several_crs", {{"layer", info().name}});
  look_for_personal_columns();
  look_for_cover();
  look_for_strays();
  look_for_stand_ins();
  info().notices = m_book.all();
  const std::string file_name = pack_file_name(n, info().name, "pack");
  if (auto status = m_builder.finish_to(m_request.out_dir / file_name, token); !status) return tl::unexpected(status.error());
  return report_layer(m_builder.info(), file_name);
}

}  // namespace skizze::readers
