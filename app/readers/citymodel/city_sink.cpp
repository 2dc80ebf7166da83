// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/city_sink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include "readers/citymodel/footprint.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::ColumnType;
using feature::Severity;
using feature::Value;
using geo::Point3;

constexpr double k_highest_m = 20'000;  // heights beyond any mountain are slips
constexpr double k_farthest = 1e8;      // no CRS on earth counts further (the longest have the zone in front: 33,000,000)
constexpr std::size_t k_most_crs = 64;

bool finite(const Point3& p) {
  return std::abs(p.x) < k_farthest && std::abs(p.y) < k_farthest && (std::isnan(p.z) || std::abs(p.z) < k_highest_m);
}

/// Whether every ring has an area's worth of points; not_finite says which kind of wrong it is.
bool usable(const CityPolygon& polygon, bool& not_finite) {
  for (const auto& ring : polygon.rings) {
    if (ring.size() < 3) return false;
    not_finite = !std::all_of(ring.begin(), ring.end(), finite);
    if (not_finite) return false;
  }
  return !polygon.rings.empty();
}

/// Moves the surfaces' references after polygons were taken out; place[old] is the new one or SIZE_MAX.
void renumber(CityObject& object, const std::vector<std::size_t>& place) {
  for (auto& surface : object.surfaces) {
    for (auto& i : surface.polygons) i = place[i];
    std::erase(surface.polygons, SIZE_MAX);
  }
}

/// LoD2 is what this program works with; else the finest there is; LoD1 and LoD0 last.
int chosen_lod(const CityObject& object) {
  std::array<bool, 5> present{};
  for (const auto& polygon : object.polygons) present[static_cast<std::size_t>(std::clamp(polygon.lod, 0, 4))] = true;
  for (const int lod : {2, 3, 4, 1}) {
    if (present[static_cast<std::size_t>(lod)]) return lod;
  }
  return 0;
}

bool has_solid_form(const CityObject& object) {
  const std::string_view name = object.class_name;
  return name.starts_with("Building") || name.starts_with("Bridge") || name.starts_with("Tunnel") || name == "OtherConstruction";
}

/// A solid without semantics is one surface of the class "Surface", so that it can be shown in space.
void add_whole_surface(CityObject& object) {
  const auto filled = [](const CitySurface& s) { return !s.polygons.empty(); };
  if (!has_solid_form(object) || std::any_of(object.surfaces.begin(), object.surfaces.end(), filled)) return;
  CitySurface whole;
  whole.id = object.id;
  whole.class_name = "Surface";
  for (std::size_t i = 0; i < object.polygons.size(); ++i) {
    if (object.polygons[i].lod > 0) whole.polygons.push_back(i);
  }
  if (!whole.polygons.empty()) object.surfaces.assign(1, std::move(whole));
}

Value area_of(const CitySurface& surface, const CityObject& object) {
  double area = 0;
  for (const auto i : surface.polygons) area += area_in_space(object.polygons[i]);
  return area;
}

/// What a map needs of a roof to shade it; empty for level or unknown ones. Degrees: slope from level, aspect clockwise from grid north.
struct Inclination {
  Value slope_deg;
  Value aspect_deg;
};

Inclination inclination_of(const CitySurface& surface, const CityObject& object) {
  constexpr double k_deg = 180.0 / std::numbers::pi;
  constexpr double k_level_deg = 1.0;  // flatter than this, a roof faces nowhere
  geo::Point3 sum{0, 0, 0};
  for (const auto i : surface.polygons) {
    const geo::Point3 n = geo::newell_normal(object.polygons[i].rings.front());
    const double up = n.z < 0 ? -1 : 1;
    sum = {sum.x + up * n.x, sum.y + up * n.y, sum.z + up * n.z};
  }
  const double flat = std::hypot(sum.x, sum.y);
  if (surface.class_name != "RoofSurface" || !std::isfinite(flat + sum.z) || flat + sum.z <= 0) return {};
  const double slope = std::atan2(flat, sum.z) * k_deg;
  if (slope < k_level_deg) return {slope, {}};
  return {slope, std::fmod(std::atan2(sum.x, sum.y) * k_deg + 360.0, 360.0)};
}

bool says_height_datum(const std::string& crs_name) {
  return crs_name.find('*') != std::string::npos || std::count(crs_name.begin(), crs_name.end(), ',') > 1;
}

}  // namespace

CitySink::CitySink(const ReadRequest& request, std::string driver) : m_request(request), m_driver(std::move(driver)) {}

void CitySink::set_crs(const std::string& name) {
  if (m_crs_name.empty()) m_crs_name = name;
}

void CitySink::note(Severity severity, const std::string& id, std::vector<base::Argument> arguments, std::string example) {
  std::string key = id;
  for (const auto& argument : arguments) key += '\n' + argument.value;
  const auto [it, fresh] = m_notice_index.emplace(std::move(key), m_notices.size());
  if (fresh) {
    m_notices.push_back({severity, {id, std::move(arguments)}, 1, std::move(example)});
  } else {
    ++m_notices[it->second].count;
  }
}

base::Status CitySink::add(CityObject object) {
  if (++m_object_count > m_request.limits.features) {
    return fail(ErrorCode::too_large, "citymodel.too_many_objects", {{"limit", std::to_string(m_request.limits.features)}});
  }
  if (m_attributes) return write(object);
  m_waiting.push_back(std::move(object));
  return m_waiting.size() >= k_sample ? start() : base::Status{};
}

void CitySink::make_builders() {
  const auto& path = m_request.source_path.empty() ? m_request.file : m_request.source_path;
  feature::PackInfo info;
  info.name = path.stem().string();
  info.role = feature::PackRole::city_objects;
  info.kind = geo::GeometryKind::area;
  info.has_z = true;
  info.columns = m_attributes->columns();
  info.provenance.source_path = path.string();
  info.provenance.source_layer = "objects";
  info.provenance.driver = m_driver;
  m_objects = std::make_unique<feature::PackBuilder>(info);
  info.role = feature::PackRole::city_surfaces;
  info.name += "_surfaces";
  info.provenance.source_layer = "surfaces";
  info.columns = {{"gml_id", ColumnType::text},      {"class", ColumnType::text},   {"object", ColumnType::text},
                  {"polygons", ColumnType::integer}, {"area_m2", ColumnType::real}, {"slope_deg", ColumnType::real},
                  {"aspect_deg", ColumnType::real}};
  m_surfaces = std::make_unique<feature::PackBuilder>(std::move(info));
}

base::Status CitySink::start() {
  m_attributes.emplace(m_waiting);
  make_builders();
  // Where the file states no CRS for all, the first object that states its own speaks for the rest.
  const auto first = std::find_if(m_waiting.begin(), m_waiting.end(), [](const CityObject& o) { return !o.crs.empty(); });
  if (first != m_waiting.end()) set_crs(first->crs);
  for (auto& object : m_waiting) {
    if (auto status = write(object); !status) return status;
  }
  m_waiting = {};
  return {};
}

base::Result<Placement> CitySink::assumed_placement(const std::string& crs_name) {
  if (!crs_name.empty()) note(Severity::warning, "citymodel.crs_unknown", {{"crs", crs_name}});
  const auto guess = guess_crs(m_waiting);
  const auto& definition = m_request.assumed_crs.empty() ? guess.definition : m_request.assumed_crs;
  const bool fits = guess.fits || !m_request.assumed_crs.empty();
  note(Severity::warning, fits ? "citymodel.crs_assumed" : "citymodel.crs_missing_local", {{"crs", definition}});
  return Placement::assume(definition);
}

base::Result<const Placement*> CitySink::placement_for(const std::string& crs_name) {
  const std::string& name = crs_name.empty() ? m_crs_name : crs_name;
  const auto found = m_placements.find(name);
  if (found != m_placements.end()) return &found->second;
  if (m_placements.size() >= k_most_crs) return fail(ErrorCode::too_large, "citymodel.too_many_crs");

  auto placement = name.empty() ? assumed_placement(name) : Placement::make(name);
  if (placement && !name.empty()) {
    auto& crs = m_objects->info().crs;
    if (crs.empty()) {
      crs = m_surfaces->info().crs = placement->definition();
      if (says_height_datum(name)) note(Severity::info, "citymodel.height_datum", {{"crs", name}});
    } else if (crs != placement->definition()) {
      note(Severity::info, "citymodel.several_crs", {{"crs", placement->definition()}});
    }
  }
  if (!placement && !name.empty()) placement = assumed_placement(name);
  if (!placement) return tl::unexpected(placement.error());
  return &m_placements.emplace(name, std::move(*placement)).first->second;
}

void CitySink::drop_bad_polygons(CityObject& object) {
  std::vector<std::size_t> place(object.polygons.size(), SIZE_MAX);
  std::vector<CityPolygon> good;
  for (std::size_t i = 0; i < object.polygons.size(); ++i) {
    bool not_finite = false;
    if (usable(object.polygons[i], not_finite)) {
      place[i] = good.size();
      good.push_back(std::move(object.polygons[i]));
    } else {
      note(Severity::lost, not_finite ? "citymodel.not_finite" : "citymodel.broken_ring", {}, object.id);
    }
  }
  object.polygons = std::move(good);
  renumber(object, place);
  std::erase_if(object.lines, [](const auto& line) { return line.size() < 2 || !std::all_of(line.begin(), line.end(), finite); });
  if (object.reference_point && !finite(*object.reference_point)) object.reference_point.reset();
}

void CitySink::resolve_links(CityObject& object) {
  const auto none = [](const CitySurface& s) { return s.links.empty(); };
  if (std::all_of(object.surfaces.begin(), object.surfaces.end(), none)) return;
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < object.polygons.size(); ++i) by_id.emplace(object.polygons[i].id, i);
  for (auto& surface : object.surfaces) {
    for (const auto& link : surface.links) {
      const auto found = by_id.find(link);
      if (found == by_id.end()) {
        note(Severity::lost, "citymodel.link_unresolved", {}, link);
      } else if (std::find(surface.polygons.begin(), surface.polygons.end(), found->second) == surface.polygons.end()) {
        surface.polygons.push_back(found->second);
      }
    }
  }
}

/// Models with several levels of detail hold the same walls more than once; outlines (LoD0) stay for the footprint.
void CitySink::keep_one_lod(CityObject& object) {
  const int chosen = chosen_lod(object);
  std::vector<std::size_t> place(object.polygons.size(), SIZE_MAX);
  std::vector<CityPolygon> kept;
  for (std::size_t i = 0; i < object.polygons.size(); ++i) {
    const int lod = std::clamp(object.polygons[i].lod, 0, 4);
    if (lod != chosen && lod != 0) {
      note(Severity::info, "citymodel.other_lod", {{"lod", std::to_string(lod)}}, object.id);
      continue;
    }
    place[i] = kept.size();
    kept.push_back(std::move(object.polygons[i]));
  }
  const bool all = kept.size() == object.polygons.size();
  object.polygons = std::move(kept);
  if (all) return;
  std::erase_if(object.surfaces, [&](const CitySurface& surface) {
    const auto gone = [&](std::size_t i) { return place[i] == SIZE_MAX; };
    return !surface.polygons.empty() && std::all_of(surface.polygons.begin(), surface.polygons.end(), gone);
  });
  renumber(object, place);
}

void CitySink::count(const CityObject& object) {
  ++m_counts[object.class_name];
  for (const auto& surface : object.surfaces) {
    ++m_counts[surface.class_name];
    if (surface.class_name == "RoofSurface") m_counts["RoofSurface.polygons"] += surface.polygons.size();
    if (surface.polygons.empty()) note(Severity::info, "citymodel.surface_empty", {}, surface.id.empty() ? object.id : surface.id);
  }
  if (m_driver != "CityGML" || object.id.empty()) return;
  // gml:id is an XML name: no digit in front, no space, colon or slash (XML Schema, NCName).
  const auto c = static_cast<unsigned char>(object.id.front());
  const bool letter = c == '_' || c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  if (!letter || object.id.find_first_of(" :/") != std::string::npos) note(Severity::warning, "citymodel.id_invalid", {}, object.id);
}

base::Status CitySink::write(CityObject& object) {
  const auto placement = placement_for(object.crs);
  if (!placement) return tl::unexpected(placement.error());
  drop_bad_polygons(object);
  resolve_links(object);
  keep_one_lod(object);
  count(object);
  write_object(object, footprint_of(object), **placement);
  add_whole_surface(object);
  write_surfaces(object, **placement);
  return {};
}

void CitySink::write_object(const CityObject& object, geo::Geometry shape, const Placement& placement) {
  if (shape.empty() && !object.has_parts) note(Severity::info, "citymodel.no_geometry", {}, object.id);
  if (!placement.move(shape)) {
    note(Severity::lost, "citymodel.not_transformed", {}, object.id);
    shape = {};
  }
  if (!shape.empty() && !placement.plausible(shape.bounds().center())) {
    note(Severity::warning, "citymodel.outside_area", {{"crs", placement.definition()}}, object.id);
  }
  m_objects->add(m_next_object_id++, shape, m_attributes->values(object));
}

void CitySink::write_surfaces(CityObject& object, const Placement& placement) {
  std::vector<Value> areas;
  std::vector<Inclination> inclinations;
  for (const auto& surface : object.surfaces) {
    areas.push_back(placement.metric() ? area_of(surface, object) : Value{});
    inclinations.push_back(placement.metric() ? inclination_of(surface, object) : Inclination{});
  }
  if (!placement.move(object)) return;  // said already for the object
  for (std::size_t s = 0; s < object.surfaces.size(); ++s) {
    const auto& surface = object.surfaces[s];
    geo::Geometry geometry;
    for (const auto i : surface.polygons) append_polygon(geometry, object.polygons[i]);
    if (geometry.empty()) continue;
    std::string id = surface.id.empty() ? object.id + "-" + surface.class_name + "-" + std::to_string(s + 1) : surface.id;
    const std::array<Value, 7> values{Value{std::move(id)},
                                      Value{surface.class_name},
                                      Value{object.id},
                                      Value{static_cast<std::int64_t>(surface.polygons.size())},
                                      areas[s],
                                      inclinations[s].slope_deg,
                                      inclinations[s].aspect_deg};
    m_surfaces->add(m_next_surface_id++, geometry, values);
  }
}

base::Result<ReadReport> CitySink::finish(base::CancelToken token) {
  if (!m_attributes) {
    if (auto status = start(); !status) return tl::unexpected(status.error());
  }
  ReadReport report;
  report.driver = m_driver;
  for (auto* builder : {m_objects.get(), m_surfaces.get()}) {
    if (builder == m_surfaces.get() && builder->size() == 0) continue;
    builder->info().notices = m_notices;
    const std::string file = pack_file_name(report.layers.size(), builder->info().name, "pack");
    if (auto status = builder->finish_to(m_request.out_dir / file, token); !status) return tl::unexpected(status.error());
    report.layers.push_back(report_layer(builder->info(), file));
    report.layers.back().notices.clear();  // they concern the file and stand there
  }
  report.class_counts.assign(m_counts.begin(), m_counts.end());
  report.notices = std::move(m_notices);
  return report;
}

}  // namespace skizze::readers
