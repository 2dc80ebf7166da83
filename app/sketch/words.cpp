// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The words of enumerations: how they stand in files and which message names them for people.
#include <array>

#include "sketch/measure.h"

namespace skizze::sketch {
namespace {

template <class T>
struct Word {
  T value;
  std::string_view file;     ///< in the project file
  std::string_view message;  ///< end of the message id
};

constexpr std::array k_kinds{
    Word{MeasureKind::bike_lane, "bike_lane", "kind_bike_lane"},
    Word{MeasureKind::solar_area, "solar_area", "kind_solar_area"},
};

constexpr std::array k_facilities{
    Word{FacilityType::schutzstreifen, "schutzstreifen", "facility_schutzstreifen"},
    Word{FacilityType::radfahrstreifen, "radfahrstreifen", "facility_radfahrstreifen"},
    Word{FacilityType::protected_bike_lane, "protected_bike_lane", "facility_protected_bike_lane"},
    Word{FacilityType::einrichtungsradweg, "einrichtungsradweg", "facility_einrichtungsradweg"},
    Word{FacilityType::zweirichtungsradweg, "zweirichtungsradweg", "facility_zweirichtungsradweg"},
    Word{FacilityType::gemeinsamer_geh_radweg, "gemeinsamer_geh_radweg", "facility_gemeinsamer_geh_radweg"},
    Word{FacilityType::getrennter_geh_radweg, "getrennter_geh_radweg", "facility_getrennter_geh_radweg"},
    Word{FacilityType::fahrradstrasse, "fahrradstrasse", "facility_fahrradstrasse"},
    Word{FacilityType::radschnellweg, "radschnellweg", "facility_radschnellweg"},
    Word{FacilityType::mischverkehr, "mischverkehr", "facility_mischverkehr"},
};

constexpr std::array k_sides{
    Word{Side::right, "rechts", "side_right"},
    Word{Side::left, "links", "side_left"},
    Word{Side::both, "beidseitig", "side_both"},
    Word{Side::centre, "mitte", "side_centre"},
};

// Hamburg writes the first and the last; the middle one follows their pattern.
constexpr std::array k_directions{
    Word{Direction::forward, "in Geometrie-Richtung", "direction_forward"},
    Word{Direction::backward, "gegen Geometrie-Richtung", "direction_backward"},
    Word{Direction::both, "in beide Richtungen", "direction_both"},
};

constexpr std::array k_surfaces{
    Word{Surface::unknown, "", "surface_unknown"},
    Word{Surface::asphalt, "Asphalt", "surface_asphalt"},
    Word{Surface::concrete, "Beton", "surface_concrete"},
    Word{Surface::paving, "Pflaster", "surface_paving"},
    Word{Surface::slabs, "Platten", "surface_slabs"},
    Word{Surface::cobble, "Kopfsteinpflaster", "surface_cobble"},
    Word{Surface::gravel, "wassergebunden", "surface_gravel"},
};

constexpr std::array k_places{
    Word{SolarPlace::roof, "Dach", "place_roof"},
    Word{SolarPlace::ground, "Freifläche", "place_ground"},
    Word{SolarPlace::canopy, "Parkplatzüberdachung", "place_canopy"},
};

constexpr std::array k_mountings{
    Word{SolarMounting::roof_parallel, "dachparallel", "mounting_roof_parallel"},
    Word{SolarMounting::elevated, "aufgeständert", "mounting_elevated"},
};

template <class T, std::size_t N>
const Word<T>& find(const std::array<Word<T>, N>& words, T value) {
  for (const auto& word : words) {
    if (word.value == value) return word;
  }
  return words.front();
}

template <class T, std::size_t N>
std::optional<T> from(const std::array<Word<T>, N>& words, std::string_view text) {
  for (const auto& word : words) {
    if (word.file == text) return word.value;
  }
  return std::nullopt;
}

template <class T, std::size_t N>
constexpr std::array<T, N> values_of(const std::array<Word<T>, N>& words) {
  std::array<T, N> values{};
  for (std::size_t i = 0; i < N; ++i) values[i] = words[i].value;
  return values;
}

constexpr auto k_all_facilities = values_of(k_facilities);
constexpr auto k_all_sides = values_of(k_sides);
constexpr auto k_all_directions = values_of(k_directions);
constexpr auto k_all_surfaces = values_of(k_surfaces);
constexpr auto k_all_places = values_of(k_places);

std::string id_of(std::string_view end) { return "sketch." + std::string(end); }

}  // namespace

std::string_view name_of(MeasureKind kind) { return find(k_kinds, kind).file; }

std::string_view word_of(FacilityType value) { return find(k_facilities, value).file; }
std::string_view word_of(Side value) { return find(k_sides, value).file; }
std::string_view word_of(Direction value) { return find(k_directions, value).file; }
std::string_view word_of(Surface value) { return find(k_surfaces, value).file; }
std::string_view word_of(SolarPlace value) { return find(k_places, value).file; }
std::string_view word_of(SolarMounting value) { return find(k_mountings, value).file; }

std::optional<FacilityType> facility_from(std::string_view word) { return from(k_facilities, word); }
std::optional<Side> side_from(std::string_view word) { return from(k_sides, word); }
std::optional<Direction> direction_from(std::string_view word) { return from(k_directions, word); }
std::optional<Surface> surface_from(std::string_view word) { return from(k_surfaces, word); }
std::optional<SolarPlace> solar_place_from(std::string_view word) { return from(k_places, word); }
std::optional<SolarMounting> solar_mounting_from(std::string_view word) { return from(k_mountings, word); }

std::span<const FacilityType> all_facilities() { return k_all_facilities; }
std::span<const Side> all_sides() { return k_all_sides; }
std::span<const Direction> all_directions() { return k_all_directions; }
std::span<const Surface> all_surfaces() { return k_all_surfaces; }

std::span<const SolarPlace> all_solar_places() { return k_all_places; }

std::string message_id(MeasureKind value) { return id_of(find(k_kinds, value).message); }
std::string message_id(FacilityType value) { return id_of(find(k_facilities, value).message); }
std::string message_id(Side value) { return id_of(find(k_sides, value).message); }
std::string message_id(Direction value) { return id_of(find(k_directions, value).message); }
std::string message_id(Surface value) { return id_of(find(k_surfaces, value).message); }
std::string message_id(SolarPlace value) { return id_of(find(k_places, value).message); }
std::string message_id(SolarMounting value) { return id_of(find(k_mountings, value).message); }

}  // namespace skizze::sketch
