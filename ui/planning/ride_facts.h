// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

#include "bike/ways.h"

namespace skizze::ui {

/// Travel time, way and detour factor between two places, today and planned, with what decides and what is assumed.
std::vector<std::pair<QString, QString>> ride_facts(const bike::WaysBeforeAfter& ways, const bike::RuleBook& rules);
/// "4:05 min"; a dash where there is no such way.
QString ride_text(const std::optional<double>& seconds);

}  // namespace skizze::ui
