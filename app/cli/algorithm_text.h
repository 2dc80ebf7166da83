// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What `skizze run` says about QGIS's algorithms.
#pragma once

#include <vector>

#include "cli/verb.h"
#include "qgis/processing.h"

namespace skizze::cli {

/// One line each, under their groups.
void print_algorithms(const Context& context, const std::vector<qgis::AlgorithmInfo>& algorithms);
/// One algorithm with all its parameters.
void print_algorithm(const Context& context, const qgis::AlgorithmInfo& algorithm);
/// {id, name, english, group, help, tags, parameters: [...], outputs: [...]}; README.md.
QJsonObject algorithm_json(const qgis::AlgorithmInfo& algorithm);
/// {name, type, file, layer?, features?, geometry?, crs?}
QJsonObject output_json(const qgis::RunOutput& output);

}  // namespace skizze::cli
