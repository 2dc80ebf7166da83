// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The words that street layers of German offices use where OSM has its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bike/street.h"

namespace skizze::bike {

/// Small letters, umlauts and sharp s spelled out, blanks at the ends gone: "Straßenart " and "STRASSENART" are one word.
std::string folded(std::string_view text);

/// "Hauptverkehrsstraße", "Wohnstraße", "Kreisstraße", "K", ...; OSM's words too. Unknown where the word says nothing.
StreetClass street_class_of_word(std::string_view word);
/// Values of "highway" that are no street to ride on: planned, under construction, platforms, ...
bool is_no_street(std::string_view highway);

enum class OneWay { no, along, against };
/// "ja", "Gegenrichtung", "beide Richtungen", OSM's yes / -1 / no, Geofabrik's F / T / B; empty where the word says nothing.
std::optional<OneWay> one_way_of_word(std::string_view word);

/// "yes", "ja", "wahr", "true", "t", "1".
bool is_yes(std::string_view word);

/// "Tempo 30", "Zone 30", "T30", "30-Zone": the figure; "Schrittgeschwindigkeit": 7. Empty where there is none; plain numbers are the
/// reader's.
std::optional<double> speed_of_word(std::string_view word);

/// "12.400" and "1.234.567" without their group signs; anything else as it is.
std::string without_groups(std::string_view number);

}  // namespace skizze::bike
