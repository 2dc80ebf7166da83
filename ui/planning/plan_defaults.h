// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sketch/measure.h"

namespace skizze::ui {

/// What the next measure starts with: what was set last. Lives as long as the window.
struct PlanDefaults {
  sketch::BikeLane lane;
  sketch::SolarArea solar;

  PlanDefaults() { lane.width_m = 2.25; }  // a common start; each measure states its own
};

}  // namespace skizze::ui
