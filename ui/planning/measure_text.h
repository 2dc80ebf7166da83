// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "sketch/measure.h"

namespace skizze::ui {

/// Its name, else what it is: "Radfahrstreifen", "Solar area".
QString title_of(const sketch::Measure& measure);
/// The figure that matters: length of a lane, area of a solar area.
QString figure_of(const sketch::Measure& measure);

}  // namespace skizze::ui
