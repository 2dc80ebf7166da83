// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/citymodel/city_object.h"

namespace skizze::readers {

/// The shape of a city object seen from above, in the CRS of its coordinates: its ground surfaces; else its roof surfaces (or, for
/// other objects, all surfaces that are not upright); else, for a solid without semantics, its lowest faces; else its lines or
/// its point. Outer rings run counter-clockwise, holes clockwise; z is kept. Parts may overlap. Empty where nothing is left.
geo::Geometry footprint_of(const CityObject& object);

/// Area of a polygon in space, holes taken off, in the square of the coordinates' unit (Newell's sum).
double area_in_space(const CityPolygon& polygon);

/// One polygon as parts of an area, rings as they are wound in the source.
void append_polygon(geo::Geometry& geometry, const CityPolygon& polygon);

}  // namespace skizze::readers
