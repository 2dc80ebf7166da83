// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/layer_writer.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <unordered_map>

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

double median(std::vector<double> values) {
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

std::string LayerWriter::label_of(std::int64_t id, std::span<const feature::Value> values) const {
  if (m_label_column >= 0) {
    std::string text = feature::to_text(feature::view(values[static_cast<std::size_t>(m_label_column)]));
    if (!text.empty()) return std::string(cut_utf8(text, 80));
  }
  return std::to_string(id);
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
  std::string label = label_of(id, values);
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
  const bool named = placed->kind != geo::GeometryKind::line;
  m_shapes.push_back({id, placed->kind, placed->bounds(), geo::planar_area(*placed), named ? std::move(label) : std::string()});
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
  const RowShape* largest = nullptr;
  double others = 0;
  std::size_t areas = 0;
  for (const auto& shape : m_shapes) {
    if (shape.kind != geo::GeometryKind::area) continue;
    ++areas;
    others += shape.area;
    if (!largest || shape.area > largest->area) largest = &shape;
  }
  if (!largest || areas <= k_few_shapes) return;
  others -= largest->area;
  const double slack = std::max(largest->box.width(), largest->box.height()) * 0.01;
  const geo::Box frame = largest->box.grown(slack);
  const bool holds_all = std::all_of(m_shapes.begin(), m_shapes.end(), [&](const RowShape& shape) { return frame.contains(shape.box); });
  if (!holds_all || others < 0.8 * largest->area || others > 1.2 * largest->area) return;
  m_book.add(Severity::warning, "readers.covers_all",
             {{"layer", info().name}, {"name", largest->label}, {"others", std::to_string(areas - 1)}});
}

void LayerWriter::look_for_strays() {
  if (m_shapes.size() <= k_few_shapes) return;
  std::vector<double> xs;
  std::vector<double> ys;
  for (const auto& shape : m_shapes) {
    xs.push_back(shape.box.center().x);
    ys.push_back(shape.box.center().y);
  }
  const geo::Point2 middle{median(xs), median(ys)};
  const double scale = geo::ground_scale(middle.y);
  const auto far_away = [&](const RowShape& shape) {
    const geo::Point2 c = shape.box.center();
    return std::hypot(c.x - middle.x, c.y - middle.y) * scale > k_far_away_m;
  };
  const auto strays = static_cast<std::size_t>(std::count_if(m_shapes.begin(), m_shapes.end(), far_away));
  // Many far ones are no strays: the layer spans continents by intent.
  if (strays == 0 || strays * 5 > m_shapes.size()) return;
  const auto first = std::find_if(m_shapes.begin(), m_shapes.end(), far_away);
  m_book.add(Severity::warning, "readers.far_away", {{"layer", info().name}}, first->label, strays);
}

/// Many points on one spot stand in for "somewhere in the area".
void LayerWriter::look_for_stand_ins() {
  struct Hash {
    std::size_t operator()(const std::pair<double, double>& p) const {
      return std::hash<double>()(p.first) * 31 + std::hash<double>()(p.second);
    }
  };
  std::unordered_map<std::pair<double, double>, std::pair<std::uint64_t, const RowShape*>, Hash> spots;
  std::size_t points = 0;
  for (const auto& shape : m_shapes) {
    if (shape.kind != geo::GeometryKind::point) continue;
    ++points;
    auto& spot = spots[{shape.box.min_x, shape.box.min_y}];
    if (spot.first++ == 0) spot.second = &shape;
  }
  const auto most =
      std::max_element(spots.begin(), spots.end(), [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  if (most == spots.end() || most->second.first < 5 || most->second.first * 20 < points) return;
  m_book.add(Severity::info, "readers.same_spot", {{"layer", info().name}}, most->second.second->label, most->second.first);
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
