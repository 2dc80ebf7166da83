// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// JSON pieces and lines that several verbs share. Shapes: README.md.
#pragma once

#include <string>
#include <vector>

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include "cli/verb.h"
#include "feature/pack_info.h"
#include "geo/geometry.h"

namespace skizze::cli {

inline QString q(const std::string& text) { return QString::fromStdString(text); }

/// [{severity, id, text, count, example}]
QJsonArray notices_json(const Context& context, const std::vector<feature::Notice>& notices);
/// One line per notice, with how often and the first case.
void print_notices(const Context& context, const std::vector<feature::Notice>& notices, const QString& indent);
/// Whether something was lost: the verb then ends with k_partly.
bool anything_lost(const std::vector<feature::Notice>& notices);
/// [west, south, east, north] in degrees from a Web Mercator box; null where it is empty.
QJsonValue extent_json(const geo::Box& mercator);
QString extent_text(const Context& context, const geo::Box& mercator);
/// Of a layer: the groups it stands in, outermost first.
QJsonArray groups_json(const std::vector<std::string>& groups);
/// "Verkehr / Straßen / Fahrbahn"
std::string path_text(const std::vector<std::string>& groups, const std::string& name);
/// A cardinal number for JSON, exact up to 2^53.
QJsonValue count_json(std::uint64_t count);

}  // namespace skizze::cli
