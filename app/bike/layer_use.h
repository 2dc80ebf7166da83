// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a layer of a project can tell about streets and what stands beside them: guessed from names and columns, changed by a person.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "bike/street.h"
#include "feature/pack_info.h"

namespace skizze::bike {

enum class LayerRole : std::uint8_t {
  streets,      ///< lines with a class, a name, a speed, ...
  carriageway,  ///< areas from kerb to kerb (Fahrbahn)
  street_area,  ///< areas between the properties (Straßenfläche, ALKIS)
  trees,
  parking,
  stops,
  buildings,
  driveways,
  rails,
  traffic_lights,  ///< traffic lights and secured crossings
  people,
  jobs,
  schools,
};
inline constexpr std::size_t k_layer_roles = 13;
std::span<const LayerRole> all_layer_roles();
/// "streets", "street_area", ...; the words of files and of message ids ("bike.role_streets").
std::string_view name_of(LayerRole role);
std::optional<LayerRole> layer_role_from(std::string_view name);

/// How one layer is used.
struct LayerUse {
  std::uint32_t roles = 0;  ///< a bit per role
  bool by_tags = false;     ///< rows tell by OSM's keys what they are; otherwise every row of the fitting kind is the one role
  bool stated = false;      ///< by a person; otherwise guessed
  FieldMapping fields;      ///< our key, the layer's column
  bool has(LayerRole role) const { return (roles >> static_cast<unsigned>(role) & 1U) != 0; }
  void add(LayerRole role) { roles |= 1U << static_cast<unsigned>(role); }
  bool operator==(const LayerUse&) const = default;
};

/// From the pack's kind, role, name and columns. name: what the project calls the layer.
LayerUse guess_use(const feature::PackInfo& info, std::string_view name);
/// The columns that most likely hold our keys; only keys whose column has another name. Case does not matter.
FieldMapping guess_fields(std::span<const feature::Column> columns);
/// The keys that a person can map, in the order a form shows them.
std::span<const std::string_view> mappable_keys();

/// What one row is; empty where it is none of the layer's roles.
std::optional<LayerRole> role_of_row(const LayerUse& use, const Tags& tags, geo::GeometryKind kind);

}  // namespace skizze::bike
