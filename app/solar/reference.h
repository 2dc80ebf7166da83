// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace skizze::solar {

/// A published figure and what this program computes for it now.
struct ReferenceRow {
  std::string id;  ///< "sun.leipzig.2025-06-21T11:00Z.zenith"
  double found = 0;
  double reference = 0;
  double tolerance = 0;  ///< absolute, in the row's unit
  std::string unit;
  std::string source;
  bool matches() const;
};

/// Reruns the published values: sun positions of NREL's SPA, and pvlib's tests of atmosphere, sky, plane and PVWatts (commit 6382338a). A
/// millisecond.
std::vector<ReferenceRow> reference_rows();

}  // namespace skizze::solar
