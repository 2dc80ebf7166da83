// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/town_writer.h"

#include <algorithm>
#include <cmath>

namespace skizze::sample {
namespace {

constexpr const char* k_licence = "CC0-1.0";
constexpr const char* k_postcode = "04899";  // not in use
constexpr double k_sheet_aspect = 1.5;
constexpr double k_countryside_m = 320;  // around the last houses: the edge of the map sheet
constexpr std::size_t k_comments = 300;
constexpr std::size_t k_comment_places = 1500;

std::filesystem::path in(const std::filesystem::path& folder, const char* name) { return folder / name; }

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
