// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A planned measure (Maßnahme): what staff draw into a scenario. Geometry is in the project's metric CRS, without heights.
/// Field words follow the Hamburg bike-way data (wfs_hh_radinfrastruktur_wege) and its solar atlas; they are column names in the project
/// file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::sketch {

enum class MeasureKind : std::uint8_t { bike_lane, solar_area };
std::string_view name_of(MeasureKind kind);

/// How bicycle traffic is led (Führungsform), in the words of German planners.
enum class FacilityType : std::uint8_t {
  schutzstreifen,          ///< advisory lane on the carriageway, broken line
  radfahrstreifen,         ///< mandatory lane on the carriageway, solid line
  protected_bike_lane,     ///< lane with a physical barrier (geschützter Radfahrstreifen)
  einrichtungsradweg,      ///< one-way cycle path behind the kerb
  zweirichtungsradweg,     ///< two-way cycle path
  gemeinsamer_geh_radweg,  ///< shared with people on foot (sign 240)
  getrennter_geh_radweg,   ///< beside people on foot (sign 241)
  fahrradstrasse,          ///< cycle street (sign 244.1)
  radschnellweg,           ///< cycle highway
  mischverkehr,            ///< mixed with motor traffic
};
/// Which side of the line as it is drawn.
enum class Side : std::uint8_t { right, left, both, centre };
/// Riding direction against the line as it is drawn ("in Geometrie-Richtung", "gegen ...", "in beide Richtungen").
enum class Direction : std::uint8_t { forward, backward, both };
enum class Surface : std::uint8_t { unknown, asphalt, concrete, paving, slabs, cobble, gravel };

/// Words as they stand in files: "radfahrstreifen", "rechts", "in beide Richtungen", "Asphalt".
std::string_view word_of(FacilityType value);
std::string_view word_of(Side value);
std::string_view word_of(Direction value);
std::string_view word_of(Surface value);
/// Empty where the word is not ours (a file changed by others).
std::optional<FacilityType> facility_from(std::string_view word);
std::optional<Side> side_from(std::string_view word);
std::optional<Direction> direction_from(std::string_view word);
std::optional<Surface> surface_from(std::string_view word);
/// All values in the order a form shows them.
std::span<const FacilityType> all_facilities();
std::span<const Side> all_sides();
std::span<const Direction> all_directions();
std::span<const Surface> all_surfaces();
/// Message ids of the names for people: "sketch.facility_radfahrstreifen", "sketch.side_right", ...
std::string message_id(MeasureKind value);
std::string message_id(FacilityType value);
std::string message_id(Side value);
std::string message_id(Direction value);
std::string message_id(Surface value);

/// Attributes of a sketched bike lane. An empty optional is "not stated", never zero.
struct BikeLane {
  FacilityType facility = FacilityType::radfahrstreifen;  ///< fuehrungsart
  Side side = Side::right;                                ///< seite
  Direction direction = Direction::forward;               ///< richtung
  std::optional<double> width_m;                          ///< breite: clear width in metres (lichte Breite)
  std::optional<double> buffer_m;                         ///< sicherheitstrennstreifen, metres
  Surface surface = Surface::unknown;                     ///< oberflaeche
  bool red_paint = false;                                 ///< rotfaerbung
  bool mandatory_use = false;                             ///< benutzungspflicht
  std::string street_name;                                ///< strassenname
  std::string network_class;                              ///< netzklasse
  bool operator==(const BikeLane&) const = default;
};

/// canopy is a roof over parked cars (Parkplatzüberdachung).
enum class SolarPlace : std::uint8_t { roof, ground, canopy };
/// roof_parallel lies on the roof; elevated stands on a frame (aufgeständert).
enum class SolarMounting : std::uint8_t { roof_parallel, elevated };
std::string_view word_of(SolarPlace value);
std::string_view word_of(SolarMounting value);
std::optional<SolarPlace> solar_place_from(std::string_view word);
std::optional<SolarMounting> solar_mounting_from(std::string_view word);
/// In the order a form shows them.
std::span<const SolarPlace> all_solar_places();
std::string message_id(SolarPlace value);
std::string message_id(SolarMounting value);

/// Attributes of a sketched solar area. Rows and density belong to systems on the ground and over parking; an empty optional takes the
/// assumption for its place.
struct SolarArea {
  SolarPlace place = SolarPlace::roof;               ///< lage
  SolarMounting mounting = SolarMounting::elevated;  ///< montage; of flat roofs
  std::optional<double> tilt_deg;                    ///< slope: 0 flat, 90 upright; not of roofs
  std::optional<double> azimuth_deg;                 ///< aspect: clockwise from north; not of roofs
  double usable_share = 1.0;                         ///< nutzbarer_anteil of the drawn area that can carry modules, 0 to 1
  std::string roof_id;                                    ///< roofid the area was taken from; empty when drawn freely
  std::optional<double> row_pitch_m;                      ///< reihenabstand: from row to row
  std::optional<double> row_depth_m;                      ///< reihentiefe: of a row of modules, along its slope
  std::optional<double> density_kwp_ha;                   ///< leistungsdichte: kWp per hectare of the usable area, instead of rows
  bool operator==(const SolarArea&) const = default;
};

/// One measure. Only the member that belongs to the kind has a meaning (lane or solar).
struct Measure {
  base::Uuid id;
  base::Uuid scenario;
  MeasureKind kind = MeasureKind::bike_lane;
  geo::Geometry geometry;  ///< lines for bike lanes, areas for solar areas; project CRS
  std::string name;
  std::string note;
  std::int64_t created_at_ms = 0;  ///< Unix time, UTC
  std::int64_t updated_at_ms = 0;
  BikeLane lane;
  SolarArea solar;
};
/// Geometries compared in the plane.
bool operator==(const Measure& a, const Measure& b);

inline constexpr std::size_t k_max_name_code_points = 200;
inline constexpr std::size_t k_max_note_code_points = 4000;

/// Whether a measure may be stored: the right kind of geometry, finite coordinates, a line with length, an area with area, figures
/// within reason (width, buffer and rows 0 to 50 m, tilt 0 to 90 degrees, share 0 to 1, density to 3,000 kWp/ha). Errors are ErrorCode::invalid.
base::Status validate(const Measure& measure);

/// Planar length of a lane in metres of the project CRS; 0 for solar areas.
double length_m(const Measure& measure);
/// Planar area of a solar area, or width times length of a lane with a width, in square metres.
double area_m2(const Measure& measure);

}  // namespace skizze::sketch
