// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

class QWidget;

namespace skizze::ui {

class SolarDesk;

/// Asks for a file and writes these sides of roofs (indices of the study's units, in this order; empty: all) as GeoPackage, XLSX or CSV.
void ask_roof_export(QWidget* parent, SolarDesk& desk, std::vector<std::size_t> units = {});

}  // namespace skizze::ui
