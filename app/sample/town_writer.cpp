// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/town_writer.h"

#include <algorithm>
#include <cmath>

#include "geo/overlay.h"
#include "sample/random.h"

namespace skizze::sample {
namespace {

constexpr const char* k_licence = "CC0-1.0";
constexpr const char* k_postcode = "04899";  // not in use
constexpr double k_bend_step = 18;
constexpr double k_sheet_aspect = 1.5;
constexpr double k_countryside_m = 320;  // around the last houses: the edge of the map sheet
constexpr std::size_t k_comments = 300;
constexpr std::size_t k_comment_places = 1500;

std::filesystem::path in(const std::filesystem::path& folder, const char* name) { return folder / name; }

/// What the class of a street says about its traffic.
struct StreetFacts {
  int lanes, speed_kmh, traffic_per_day;
  double lane_width_m, pavement_m;
  const char* surface;
};
StreetFacts facts_of(StreetClass value, bool built) {
  switch (value) {
    case StreetClass::primary:
      return built ? StreetFacts{2, 50, 14'000, 3.5, 3.2, "asphalt"} : StreetFacts{2, 100, 7'500, 3.5, 0, "asphalt"};
    case StreetClass::secondary:
      return built ? StreetFacts{2, 50, 8'500, 3.25, 2.8, "asphalt"} : StreetFacts{2, 80, 3'800, 3.25, 0, "asphalt"};
    case StreetClass::tertiary: return {2, 50, 3'600, 3.25, 2.5, "asphalt"};
    case StreetClass::residential: return {2, 30, 650, 2.75, 2.0, "asphalt"};
    case StreetClass::living_street: return {1, 7, 180, 4.5, 0, "paving_stones"};
    case StreetClass::pedestrian: return {0, 5, 0, 0, 0, "paving_stones"};
    case StreetClass::cycleway: return {0, 0, 0, 0, 0, "asphalt"};
    case StreetClass::track: return {1, 0, 15, 3, 0, "gravel"};
    default: return {0, 0, 0, 0, 0, "fine_gravel"};
  }
}

double carriageway_m(StreetClass value, const StreetFacts& facts, double parking_m) {
  if (facts.lanes > 0) return facts.lanes * facts.lane_width_m + parking_m;
  return width_of(value);
}

/// The pieces of a line inside a box.
std::vector<Polyline> clipped(const Polyline& line, const geo::Box& box) {
  std::vector<Polyline> pieces;
  Polyline piece;
  const auto flush = [&] {
    if (piece.size() > 1) pieces.push_back(piece);
    piece.clear();
  };
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Vec a = line[i - 1];
    const Vec d = line[i] - a;
    double from = 0;
    double to = 1;
    // Liang and Barsky 1984: one side of the box after the other.
    const std::pair<double, double> sides[] = {
        {-d.x, a.x - box.min_x}, {d.x, box.max_x - a.x}, {-d.y, a.y - box.min_y}, {d.y, box.max_y - a.y}};
    for (const auto& [p, q] : sides) {
      if (p == 0 && q < 0) to = -1;
      if (p < 0) from = std::max(from, q / p);
      if (p > 0) to = std::min(to, q / p);
    }
    if (from >= to) {
      flush();
      continue;
    }
    if (piece.empty() || from > 0) {
      flush();
      piece.push_back(a + d * from);
    }
    piece.push_back(a + d * to);
    if (to < 1) flush();
  }
  flush();
  return pieces;
}

/// The pieces of an area inside a box; the area itself where it does not reach the edge.
std::vector<Polygon> clipped_area(const Polygon& ring, const geo::Box& box) {
  if (box.contains(bounds(ring))) return {ring};
  const Polygon frame{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}};
  const auto both = geo::intersection(geo::make_area({ring}), geo::make_area({frame}));
  std::vector<Polygon> pieces;
  if (!both) return pieces;
  for (const auto& part : both->parts) {
    if (part.hole) continue;
    Polygon piece;
    for (const auto& p : part.points) piece.push_back(p.xy());
    if (signed_area(piece) < 0) std::reverse(piece.begin(), piece.end());
    if (signed_area(piece) > 200) pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace

geo::Box built_extent(const TownPlan& plan) {
  geo::Box box;
  for (const auto& quarter : plan.quarters()) {
    if (!quarter.built) continue;
    for (const auto& p : quarter.ring) box.add(plan.landscape().to_land(p));
  }
  box = box.grown(k_countryside_m);
  // Wide as a screen is, so that the first look at the town is filled to its edges.
  const double wanted = box.height() * k_sheet_aspect;
  if (box.width() < wanted) {
    const double more = (wanted - box.width()) / 2;
    box.min_x -= more;
    box.max_x += more;
  }
  return box;
}

TownWriter::TownWriter(const std::filesystem::path& folder, const TownPlan& plan, const TownOptions& options,
                       const geo::Transform& to_lon_lat)
    : m_folder(folder),
      m_plan(plan),
      m_options(options),
      m_to_lon_lat(to_lon_lat),
      m_extent(built_extent(plan)),
      m_names(options.seed),
      m_random(mixed(options.seed, 401)),
      m_buildings(folder, "buildings", options.buildings, m_extent, k_town_name, k_postcode),
      m_streets(in(folder, "streets.geojson"), "Straßen", k_licence, to_lon_lat),
      m_parcels(in(folder, "parcels.geojson"), "Flurstücke", k_licence, to_lon_lat),
      m_trees(in(folder, "trees.geojson"), "Bäume", k_licence, to_lon_lat),
      m_green(in(folder, "landuse.geojson"), "Flächennutzung", k_licence, to_lon_lat),
      m_water(in(folder, "water.geojson"), "Gewässer", k_licence, to_lon_lat),
      m_parking(in(folder, "parking.geojson"), "Parkplätze", k_licence, to_lon_lat),
      m_railway(in(folder, "railway.geojson"), "Bahn", k_licence, to_lon_lat),
      m_districts(in(folder, "districts.geojson"), "Stadtteile", k_licence, to_lon_lat),
      m_places(in(folder, "places.geojson"), "Orte und Einrichtungen", k_licence, to_lon_lat),
      m_comments(in(folder, "comments.geojson"), "Beiträge", k_licence, to_lon_lat) {
  m_summary.name = k_town_name;
  m_summary.extent = m_extent;
  m_surface = std::make_unique<HeightGrid>(plan.landscape(), m_extent);
  for (const auto& street : plan.main_streets()) {
    for (const auto id : street.neighbours) m_main_of_quarter[id].push_back(&street);
  }
}

const std::string& TownWriter::main_name(const MainStreet& street) {
  const auto found = m_main_names.find(street.name);
  if (found != m_main_names.end()) return found->second;
  return m_main_names.emplace(street.name, m_names.main_street(street.name)).first->second;
}

bool TownWriter::built_at(Vec plan) const {
  for (const auto& quarter : m_plan.quarters()) {
    if (quarter.built && bounds(quarter.ring).contains(plan) && inside(quarter.ring, plan)) return true;
  }
  return false;
}

const std::string& TownWriter::district_name_at(Vec plan) const {
  static const std::string none;
  for (const auto& quarter : m_plan.quarters()) {
    if (bounds(quarter.ring).contains(plan) && inside(quarter.ring, plan)) return m_plan.districts()[quarter.district].name;
  }
  return none;
}

/// Reservoir sampling (Vitter 1985, algorithm R): every street of the town has the same chance, however many there are.
void TownWriter::remember_place(const Polyline& land, const std::string& name, double weight) {
  if (name.empty() || land.size() < 2) return;
  const double total = line_length(land);
  for (int i = 0; i < static_cast<int>(weight); ++i) {
    const CommentPlace place{station(land, total * m_random.unit()).point, name};
    ++m_comment_seen;
    if (m_comment_places.size() < k_comment_places)
      m_comment_places.push_back(place);
    else if (const auto slot = m_random.below(m_comment_seen); slot < k_comment_places)
      m_comment_places[slot] = place;
  }
}

void TownWriter::street(const Polyline& land, StreetClass street_class, const std::string& name, bool built, bool bridge,
                        std::uint64_t seed) {
  Random random(seed);
  const StreetFacts facts = facts_of(street_class, built);
  const bool cars = facts.lanes > 0 && street_class != StreetClass::track;
  const bool local = street_class == StreetClass::residential;
  const bool one_way = local && built && random.chance(0.14);
  const double dice = random.unit();
  const char* parking_right = !cars || bridge || !built ? "no"
                              : local                   ? (dice < 0.7   ? "parallel"
                                                           : dice < 0.8 ? "diagonal"
                                                                        : "no")
                              : dice < 0.55             ? "parallel"
                                                        : "no";
  const char* parking_left = !cars || bridge || !built ? "no"
                             : local                   ? (dice > 0.35 && dice < 0.8 ? "parallel" : "no")
                             : dice < 0.3              ? "parallel"
                                                       : "no";
  const double parking_m = (parking_right[0] == 'p' ? 2.1 : parking_right[0] == 'd' ? 4.2 : 0) + (parking_left[0] == 'p' ? 2.1 : 0);
  const double other = random.unit();
  const char* cycleway = !cars || street_class == StreetClass::living_street ? ""
                         : street_class == StreetClass::primary              ? (other < 0.35  ? "track"
                                                                                : other < 0.6 ? "lane"
                                                                                              : "no")
                         : street_class == StreetClass::secondary            ? (other < 0.2 ? "lane" : "no")
                                                                             : "no";
  const bool cobbled = (local && random.chance(0.12)) || street_class == StreetClass::living_street;
  const auto text = [](const char* t) { return t[0] ? Property(std::string_view(t)) : Property(); };
  const auto whole = [](int v) { return v > 0 ? Property(std::int64_t{v}) : Property(); };
  const auto real = [](double v) { return v > 0 ? Property(v) : Property(); };
  m_streets.line(land, {{"id", static_cast<std::int64_t>(m_streets.count() + 1)},
                        {"highway", std::string_view(word_of(street_class))},
                        {"name", name.empty() ? Property() : Property(std::string_view(name))},
                        {"width_m", std::round(carriageway_m(street_class, facts, parking_m) * 10) / 10},
                        {"lanes", whole(one_way ? 1 : facts.lanes)},
                        {"maxspeed", whole(facts.speed_kmh)},
                        {"surface", std::string_view(cobbled ? "sett" : facts.surface)},
                        {"oneway", cars ? Property(one_way) : Property()},
                        {"parking_right", cars ? text(parking_right) : Property()},
                        {"parking_left", cars ? text(parking_left) : Property()},
                        {"sidewalk_m", real(facts.pavement_m)},
                        {"cycleway", text(cycleway)},
                        {"kfz_per_day", whole(static_cast<int>(facts.traffic_per_day * random.between(0.6, 1.4) / 10) * 10)},
                        {"bridge", bridge ? Property(true) : Property()},
                        {"lit", built}});
}

void TownWriter::write_tree(const Tree& tree) {
  const auto& species = tree_species()[tree.species];
  m_trees.point(tree.point, {{"id", static_cast<std::int64_t>(m_trees.count() + 1)},
                             {"art_deutsch", std::string_view(species.german)},
                             {"art_botanisch", std::string_view(species.botanical)},
                             {"crown_m", std::round(tree.crown_m * 10) / 10},
                             {"height_m", std::round(tree.height_m * 10) / 10},
                             {"trunk_cm", std::int64_t{std::llround(12 + tree.crown_m * 13)}},
                             {"planted", std::int64_t{tree.planted}},
                             {"standort", std::string_view(tree.place)}});
  if (m_extent.contains(tree.point)) m_surface->stamp(tree, m_plan.landscape().height(tree.point));
}

void TownWriter::write_streets(const Quarter& quarter, const QuarterContent& content, std::vector<std::string>& names) {
  names.assign(content.layout.line_count, {});
  const bool named = quarter.built && quarter.use != Use::allotments;
  std::vector<bool> asked(content.layout.line_count, false);
  for (const auto& side : content.layout.streets) {
    auto& name = names[side.line];
    if (named && !asked[side.line]) {
      asked[side.line] = true;
      name = m_names.next(quarter.id, quarter.use == Use::old_town);
    }
    for (const auto& land : clipped(m_plan.landscape().to_land({side.from, side.to}, k_bend_step), m_extent)) {
      street(land, side.street_class, name, quarter.built, false, mixed(m_options.seed, 900 + quarter.id, side.line));
      remember_place(land, name, 1);
    }
  }
  for (const Vec gate : content.layout.gates) {
    const auto& landscape = m_plan.landscape();
    if (std::abs(std::abs(gate.y - landscape.river_y(gate.x)) - landscape.river_strip()) < 1) m_bank_gates.push_back(gate);
    for (const auto* main : m_main_of_quarter[quarter.id]) {
      for (std::size_t i = 1; i < main->line.size(); ++i) {
        if (distance_to_segment(gate, main->line[i - 1], main->line[i]) < 0.02) {
          m_gates[main].push_back(gate);
          break;
        }
      }
    }
  }
}

void TownWriter::write_parcels(const Quarter& quarter, const QuarterContent& content) {
  const auto& district = m_plan.districts()[quarter.district].name;
  for (const auto& parcel : content.parcels) {
    ++m_parcel_number;
    std::string number = std::to_string(m_parcel_number % 2400 + 1);
    if (m_parcel_number % 7 == 0) number += "/" + std::to_string(m_parcel_number % 5 + 1);
    m_parcels.area({parcel.ring}, {{"id", static_cast<std::int64_t>(m_parcel_number)},
                                   {"gemarkung", std::string_view(district)},
                                   {"flurstueck", std::string_view(number)},
                                   {"flaeche_m2", std::round(signed_area(parcel.ring))}});
  }
}

base::Status TownWriter::write_buildings(const Quarter& quarter, QuarterContent& content, const std::vector<std::string>& names) {
  const auto& landscape = m_plan.landscape();
  for (std::size_t i = 0; i < content.buildings.size() && i < quarter.buildings; ++i) {
    auto& building = content.buildings[i];
    double base = 1e300;
    for (const auto& body : building.bodies) {
      for (const auto& corner : footprint(body)) base = std::min(base, landscape.height(corner));
    }
    building.base_m = std::round(base * 1000) / 1000;
    const int line = content.building_side[i];
    if (line >= 0) {
      building.street = names[static_cast<std::size_t>(line)];
    } else {
      const Vec front = landscape.to_plan(building.bodies.front().corner);
      double best = 1e300;
      for (const auto* main : m_main_of_quarter[quarter.id]) {
        for (std::size_t k = 1; k < main->line.size(); ++k) {
          const double d = distance_to_segment(front, main->line[k - 1], main->line[k]);
          if (d < best) {
            best = d;
            building.street = main_name(*main);
          }
        }
      }
    }
    m_surface->stamp(building);
    remember_roof(building);
    for (const auto& body : building.bodies) {
      m_summary.roof_faces += body.roof == RoofForm::flat || body.roof == RoofForm::shed ? 1 : roof_face_count(body);
      m_summary.roof_area_m2 += roof_area_m2(body);
    }
    ++m_summary.buildings;
    if (auto status = m_buildings.add(building); !status) return status;
  }
  return {};
}

/// Keeps the largest flat roofs, for the sample project's solar areas.
void TownWriter::remember_roof(const Building& building) {
  constexpr std::size_t k_kept = 6;
  const auto& body = building.bodies.front();
  if (body.roof != RoofForm::flat || body.width_m * body.depth_m < 200) return;
  auto& roofs = m_summary.large_roofs;
  roofs.push_back({building.name.empty() ? building.street + " " + building.house_number : building.name, footprint(body)});
  std::stable_sort(roofs.begin(), roofs.end(),
                   [](const TownRoof& a, const TownRoof& b) { return signed_area(a.ring) > signed_area(b.ring); });
  if (roofs.size() > k_kept) roofs.resize(k_kept);
}

void TownWriter::collect_axes() {
  std::map<std::uint32_t, Polyline> lines;
  for (const auto& main : m_plan.main_streets()) {
    const bool built = std::any_of(main.neighbours.begin(), main.neighbours.end(), [&](auto id) { return m_plan.quarters()[id].built; });
    if (main.ring || !built || main.street_class > StreetClass::secondary) continue;
    auto& line = lines[main.name];
    for (const auto& p : main.line) {
      if (line.empty() || distance(line.back(), p) > 0.01) line.push_back(p);
    }
  }
  for (const auto& [name, line] : lines) {
    if (line.size() > 1) m_summary.axes.push_back({m_main_names[name], m_plan.landscape().to_land(line, 40)});
  }
  std::stable_sort(m_summary.axes.begin(), m_summary.axes.end(),
                   [](const TownLine& a, const TownLine& b) { return line_length(a.line) > line_length(b.line); });
}

void TownWriter::write_areas(const QuarterContent& content) {
  const auto area = [](GeoJsonWriter& to, const Area& a, const char* kind_column) {
    to.area(a.rings, {{"id", static_cast<std::int64_t>(to.count() + 1)},
                      {kind_column, std::string_view(a.kind)},
                      {"name", a.name.empty() ? Property() : Property(std::string_view(a.name))},
                      {"flaeche_m2", std::round(signed_area(a.rings.front()))}});
  };
  for (const auto& a : content.green) {
    for (const auto& ring : clipped_area(a.rings.front(), m_extent)) {
      area(m_green, {a.kind, a.name, {ring}}, "landuse");
      if (a.kind == "forest") m_surface->stamp_wood(ring);
    }
  }
  for (const auto& a : content.water) area(m_water, a, "natural");
  for (const auto& a : content.parking) area(m_parking, a, "amenity");
  for (const auto& path : content.paths) street(path.line, path.street_class, "", true, false, 1);
  for (const auto& place : content.places) {
    m_places.point(place.point, {{"id", static_cast<std::int64_t>(m_places.count() + 1)},
                                 {"amenity", std::string_view(place.kind)},
                                 {"name", std::string_view(place.name)}});
    if (place.kind == "square" || place.kind == "park") remember_place({place.point, place.point + Vec{20, 0}}, place.name, 3);
  }
}

void TownWriter::write_strip(const Quarter& quarter) {
  if (quarter.use != Use::river_strip) return;
  for (const auto& ring : clipped_area(m_plan.landscape().ring_to_land(quarter.ring, k_bend_step), m_extent)) {
    const std::string name = std::string(k_river_name) + "aue";
    m_green.area({ring}, {{"id", static_cast<std::int64_t>(m_green.count() + 1)},
                          {"landuse", std::string_view("meadow")},
                          {"name", std::string_view(name)},
                          {"flaeche_m2", std::round(signed_area(ring))}});
  }
}

base::Status TownWriter::add(const Quarter& quarter, QuarterContent content) {
  if (quarter.use == Use::river_strip || quarter.use == Use::rail_strip) {
    write_strip(quarter);
    return {};
  }
  std::vector<std::string> names;
  write_streets(quarter, content, names);
  if (quarter.built) write_parcels(quarter, content);
  write_areas(content);
  if (auto status = write_buildings(quarter, content, names); !status) return status;
  for (const auto& tree : content.trees) write_tree(tree);
  return {};
}

void TownWriter::write_main_piece(const MainStreet& street_plan, const Polyline& plan_line, bool bridge) {
  const bool built =
      std::any_of(street_plan.neighbours.begin(), street_plan.neighbours.end(), [&](auto id) { return m_plan.quarters()[id].built; });
  const auto seed = mixed(m_options.seed, 77, street_plan.name * 64 + static_cast<std::uint64_t>(street_plan.band));
  for (const auto& land : clipped(m_plan.landscape().to_land(plan_line, k_bend_step), m_extent)) {
    street(land, street_plan.street_class, main_name(street_plan), built, bridge, seed);
    if (built && !bridge) remember_place(land, main_name(street_plan), 4);
  }
  if (built && !bridge) line_with_trees(street_plan, plan_line);
}

void TownWriter::line_with_trees(const MainStreet& street_plan, const Polyline& plan_line) {
  Random random(mixed(m_options.seed, 83, street_plan.name));
  if (random.chance(0.25)) return;  // some main streets have none
  const double offset = width_of(street_plan.street_class) / 2 - 2.4;
  const int species = static_cast<int>(random.below(7));
  const double step = random.between(11, 16);
  const double total = line_length(plan_line);
  for (double s = 9; s < total - 9; s += step) {
    const Station at = station(plan_line, s);
    for (const double side : {-1.0, 1.0}) {
      if (m_random.chance(0.12)) continue;
      Tree tree;
      tree.point = m_plan.landscape().to_land(at.point + left(at.direction) * (side * offset));
      tree.species = static_cast<std::uint8_t>(species);
      const double grown = m_random.between(0.5, 0.95);
      tree.crown_m = tree_species()[tree.species].crown_m * grown * 0.8;
      tree.height_m = tree_species()[tree.species].height_m * grown;
      tree.planted = 2022 - static_cast<int>(grown * 70);
      tree.place = "Straße";
      write_tree(tree);
    }
  }
}

void TownWriter::write_main_streets() {
  const auto& landscape = m_plan.landscape();
  const auto over_water = [&](Vec p) { return std::abs(p.y - landscape.river_y(p.x)) < landscape.river_half_width() + 5; };
  const auto over_rail = [&](Vec p) { return std::abs(p.y - landscape.rail_y(p.x)) < 11; };
  for (const auto& main : m_plan.main_streets()) {
    const bool built = std::any_of(main.neighbours.begin(), main.neighbours.end(), [&](auto id) { return m_plan.quarters()[id].built; });
    if (!built && (main.ring || main.street_class == StreetClass::tertiary)) continue;
    if (!m_extent.intersects(bounds(landscape.to_land(main.line, 50)))) continue;
    // Vertices where side streets come in, then cut there and where bridges begin and end.
    Polyline line;
    std::vector<bool> stop;
    const auto& gates = m_gates[&main];
    for (std::size_t i = 0; i + 1 < main.line.size(); ++i) {
      const Vec a = main.line[i];
      const Vec d = main.line[i + 1] - a;
      std::vector<std::pair<double, bool>> at{{0, i == 0}};
      for (const Vec gate : gates) {
        const double t = dot(gate - a, d) / dot(d, d);
        if (t > 1e-6 && t < 1 - 1e-6 && distance(gate, a + d * t) < 0.05) at.emplace_back(t, true);
        if (distance(gate, a) < 0.01) at.front().second = true;
      }
      const double n = std::ceil(length(d) / 8);
      for (double k = 1; k < n; ++k) {
        const Vec p = a + d * (k / n);
        const Vec before = a + d * ((k - 1) / n);
        if ((over_water(p) || over_rail(p)) != (over_water(before) || over_rail(before))) at.emplace_back(k / n, true);
      }
      std::sort(at.begin(), at.end());
      for (const auto& [t, halt] : at) {
        if (t > 0 && length(d * t) < 0.02) continue;
        line.push_back(a + d * t);
        stop.push_back(halt);
      }
    }
    line.push_back(main.line.back());
    stop.push_back(true);
    Polyline piece{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
      piece.push_back(line[i]);
      if (!stop[i]) continue;
      const Vec middle = station(piece, line_length(piece) / 2).point;
      write_main_piece(main, piece, over_water(middle) || over_rail(middle));
      piece = {line[i]};
    }
  }
}

void TownWriter::write_river() {
  const auto& landscape = m_plan.landscape();
  const double reach = m_plan.reach_m();
  Polyline north, south, path_north, path_south;
  for (double x = -reach; x <= reach; x += 20) {
    const double y = landscape.river_y(x);
    const double half = landscape.river_half_width() * (1 + 0.08 * std::sin(x / 130));
    if (!m_extent.grown(60).contains(landscape.to_land(Vec{x, y}))) continue;
    north.push_back(landscape.to_land(Vec{x, y + half}));
    south.push_back(landscape.to_land(Vec{x, y - half}));
    path_north.push_back(landscape.to_land(Vec{x, y + half + 17}));
    path_south.push_back(landscape.to_land(Vec{x, y - half - 15}));
    for (const double side : {-1.0, 1.0}) {
      if (!m_random.chance(0.55)) continue;
      Tree tree;
      tree.point = landscape.to_land(Vec{x + m_random.between(-8, 8), y + side * (half + m_random.between(4, 9))});
      tree.species = m_random.chance(0.5) ? 14 : 15;
      tree.crown_m = m_random.between(5, 12);
      tree.height_m = m_random.between(9, 18);
      tree.planted = 1975;
      tree.place = "Ufer";
      if (m_extent.contains(tree.point)) write_tree(tree);
    }
  }
  if (north.size() < 2) return;
  const std::string path = std::string(k_river_name) + "-Radweg";
  for (const auto& piece : clipped(path_north, m_extent)) {
    street(piece, StreetClass::cycleway, path, true, false, 2);
    remember_place(piece, path, 40);
  }
  for (const auto& piece : clipped(path_south, m_extent)) street(piece, StreetClass::footway, "Uferweg", true, false, 3);
  Polygon ring = south;
  ring.insert(ring.end(), north.rbegin(), north.rend());
  for (const auto& piece : clipped_area(ring, m_extent)) {
    m_water.area({piece}, {{"id", static_cast<std::int64_t>(m_water.count() + 1)},
                           {"natural", std::string_view("river")},
                           {"name", std::string_view(k_river_name)},
                           {"flaeche_m2", std::round(signed_area(piece))}});
  }
}

/// Streets along both edges of the river's meadows, wherever a quarter stands there.
void TownWriter::write_bank_streets() {
  const auto& landscape = m_plan.landscape();
  const double reach = m_plan.reach_m();
  for (const double side : {-1.0, 1.0}) {
    std::vector<double> stations;
    for (double x = -reach; x <= reach; x += 20) stations.push_back(x);
    std::vector<double> halts;
    for (const Vec gate : m_bank_gates) {
      if ((gate.y - landscape.river_y(gate.x)) * side > 0) halts.push_back(gate.x);
    }
    stations.insert(stations.end(), halts.begin(), halts.end());
    std::sort(stations.begin(), stations.end());
    std::sort(halts.begin(), halts.end());
    const std::string name = side > 0 ? "Nordufer" : "Südufer";
    Polyline piece;
    const auto flush = [&] {
      if (piece.size() > 1) {
        const Polyline land = landscape.to_land(piece, k_bend_step);
        street(land, StreetClass::residential, name, true, false, side > 0 ? 5 : 6);
        remember_place(land, name, 1);
      }
      piece.clear();
    };
    for (const double x : stations) {
      const Vec p{x, landscape.river_y(x) + side * landscape.river_strip()};
      const bool built = built_at(p + Vec{0, side * 12});
      if (!built) {
        flush();
        continue;
      }
      if (!piece.empty() && x - piece.back().x < 0.05) continue;
      piece.push_back(p);
      if (std::binary_search(halts.begin(), halts.end(), x)) {
        flush();
        piece.push_back(p);
      }
    }
    flush();
  }
}

void TownWriter::write_railway() {
  const auto& landscape = m_plan.landscape();
  const double reach = m_plan.reach_m();
  for (const double track : {-2.3, 2.3}) {
    Polyline line;
    for (double x = -reach; x <= reach; x += 25) {
      const Vec p = landscape.to_land(Vec{x, landscape.rail_y(x) + track});
      if (m_extent.grown(60).contains(p)) line.push_back(p);
    }
    for (const auto& piece : clipped(line, m_extent)) {
      m_railway.line(piece, {{"id", static_cast<std::int64_t>(m_railway.count() + 1)},
                             {"railway", std::string_view("rail")},
                             {"electrified", true},
                             {"gauge_mm", std::int64_t{1435}}});
    }
  }
  const Vec station_at = landscape.to_land(Vec{20, landscape.rail_y(20)});
  const std::string name = std::string("Bahnhof ") + k_town_name;
  m_places.point(station_at, {{"id", static_cast<std::int64_t>(m_places.count() + 1)},
                              {"amenity", std::string_view("station")},
                              {"name", std::string_view(name)}});
  remember_place({station_at, station_at + Vec{30, 0}}, name, 12);
}

/// The green belt where the town wall stood, inside the ring road.
void TownWriter::write_wall_belt() {
  Polygon outer, inner;
  for (int i = 0; i < 96; ++i) {
    const double theta = 2 * 3.141592653589793 * i / 96;
    outer.push_back(m_plan.landscape().to_land(m_plan.at(m_plan.old_town_m() - 13, theta)));
    inner.push_back(m_plan.landscape().to_land(m_plan.at(m_plan.old_town_m() - 40, theta)));
  }
  m_green.area({outer, inner}, {{"id", static_cast<std::int64_t>(m_green.count() + 1)},
                                {"landuse", std::string_view("park")},
                                {"name", std::string_view("Wallanlagen")},
                                {"flaeche_m2", std::round(signed_area(outer) - signed_area(inner))}});
  Polyline path;
  for (int i = 0; i <= 192; ++i) {
    const double theta = 2 * 3.141592653589793 * i / 192;
    path.push_back(m_plan.landscape().to_land(m_plan.at(m_plan.old_town_m() - 27, theta)));
    if (i % 2 == 0 || m_random.chance(0.5)) {
      Tree tree;
      tree.point = m_plan.landscape().to_land(
          m_plan.at(m_plan.old_town_m() - (m_random.chance(0.5) ? 19 : 35) + m_random.between(-3, 3), theta + m_random.between(0, 0.03)));
      tree.species = static_cast<std::uint8_t>(m_random.below(6));
      tree.crown_m = m_random.between(7, 13);
      tree.height_m = m_random.between(12, 21);
      tree.planted = 1930;
      tree.place = "Park";
      write_tree(tree);
    }
  }
  street(path, StreetClass::footway, "Wallpromenade", true, false, 9);
  remember_place(path, "Wallpromenade", 8);
}

void TownWriter::write_districts() {
  for (std::size_t i = 0; i < m_plan.districts().size(); ++i) {
    const auto& district = m_plan.districts()[i];
    std::uint64_t buildings = 0;
    for (const auto& quarter : m_plan.quarters()) {
      if (quarter.district == i) buildings += quarter.buildings;
    }
    if (buildings == 0) continue;
    const Polygon ring = m_plan.landscape().ring_to_land(district.ring, 30);
    char number[8];
    std::snprintf(number, sizeof number, "%02d", static_cast<int>(m_districts.count()));
    m_districts.area({ring}, {{"id", static_cast<std::int64_t>(m_districts.count() + 1)},
                              {"nummer", std::string_view(number)},
                              {"name", std::string_view(district.name)},
                              {"gebaeude", static_cast<std::int64_t>(buildings)},
                              {"einwohner", static_cast<std::int64_t>(buildings * 27 / 10)},
                              {"flaeche_m2", std::round(signed_area(ring))}});
  }
}

void TownWriter::write_comments() {
  if (m_comment_places.empty()) m_comment_places.push_back({m_plan.landscape().to_land(Vec{0, 0}), "Marktplatz"});
  m_summary.comments = make_comments(k_comments, m_comment_places, m_options.seed);
  for (const auto& comment : m_summary.comments) {
    m_comments.point(comment.point, {{"id", static_cast<std::int64_t>(m_comments.count() + 1)},
                                     {"topic", std::string_view(comment.topic)},
                                     {"category", std::string_view(comment.category)},
                                     {"title", std::string_view(comment.title)},
                                     {"text", std::string_view(comment.text)},
                                     {"name", comment.name.empty() ? Property() : Property(std::string_view(comment.name))},
                                     {"created_at", std::string_view(comment.created_at)},
                                     {"likes", std::int64_t{comment.likes}}});
  }
}

base::Status TownWriter::write_licence() {
  TextFile file(m_folder / "LIZENZ.txt");
  file.text() =
      "Auenfurt an der Lohe ist erfunden. Straßen, Häuser, Bäume, Höhen, Stadtteile und Beiträge wurden von „skizze sample“ berechnet;\n"
      "Ähnlichkeiten mit wirklichen Orten oder Personen sind Zufall.\n"
      "Lizenz: CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/deed.de). Keine Namensnennung nötig.\n"
      "Koordinaten: Gebäude und Höhen in EPSG:25833 (ETRS89/UTM 33) mit Höhen in DHHN2016, GeoJSON in WGS 84.\n"
      "\n"
      "Auenfurt an der Lohe is invented. Streets, houses, trees, heights, districts and comments were computed by \"skizze sample\";\n"
      "any likeness to real places or persons is chance.\n"
      "Licence: CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/). No attribution needed.\n"
      "Coordinates: buildings and heights in EPSG:25833 (ETRS89/UTM 33) with heights in DHHN2016, GeoJSON in WGS 84.\n";
  return file.close();
}

base::Result<TownSummary> TownWriter::finish() {
  write_main_streets();
  write_bank_streets();
  write_river();
  write_railway();
  write_wall_belt();
  write_districts();
  write_comments();
  collect_axes();
  if (auto status = HeightGrid(m_plan.landscape(), m_extent).write(m_folder / "dem.tif"); !status) return tl::unexpected(status.error());
  if (auto status = m_surface->write(m_folder / "dsm.tif"); !status) return tl::unexpected(status.error());
  if (auto status = m_buildings.close(); !status) return tl::unexpected(status.error());
  if (auto status = write_licence(); !status) return tl::unexpected(status.error());
  const auto note = [&](const char* kind, GeoJsonWriter& writer) -> base::Status {
    m_summary.files.push_back({std::string(kind) + ".geojson", kind, writer.count()});
    return writer.close();
  };
  m_summary.files.push_back({"dem.tif", "dem", 0});
  m_summary.files.push_back({"dsm.tif", "dsm", 0});
  const std::pair<const char*, GeoJsonWriter*> lower[] = {{"landuse", &m_green},   {"water", &m_water},     {"parking", &m_parking},
                                                          {"parcels", &m_parcels}, {"railway", &m_railway}, {"streets", &m_streets}};
  const std::pair<const char*, GeoJsonWriter*> upper[] = {
      {"trees", &m_trees}, {"districts", &m_districts}, {"places", &m_places}, {"comments", &m_comments}};
  for (const auto& [kind, writer] : lower) {
    if (auto status = note(kind, *writer); !status) return tl::unexpected(status.error());
  }
  for (const auto& name : m_buildings.files()) m_summary.files.push_back({name, "buildings", 0});
  for (const auto& [kind, writer] : upper) {
    if (auto status = note(kind, *writer); !status) return tl::unexpected(status.error());
  }
  return std::move(m_summary);
}

}  // namespace skizze::sample
