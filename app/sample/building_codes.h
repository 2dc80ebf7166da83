// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skizze::sample {

// AdV codes of what a building is for.
constexpr const char* k_house = "31001_1010";       // Wohnhaus
constexpr const char* k_house_shop = "31001_1100";  // gemischt genutzt mit Wohnen
constexpr const char* k_garage = "31001_2463";
constexpr const char* k_hall = "31001_2100";  // Gewerbe und Industrie
constexpr const char* k_shop = "31001_2050";  // Geschäftsgebäude
constexpr const char* k_hut = "31001_1313";   // Gartenhaus
constexpr const char* k_town_hall = "31001_3012";
constexpr const char* k_school = "31001_3021";
constexpr const char* k_kindergarten = "31001_3065";
constexpr const char* k_church = "31001_3041";
constexpr const char* k_gym = "31001_3211";  // Sporthalle

}  // namespace skizze::sample
