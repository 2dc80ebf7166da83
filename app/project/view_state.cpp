// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/view_state.h"

#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace skizze::project {

namespace {

QString q(const std::string& text) { return QString::fromStdString(text); }

base::Uuid uuid_of(const QJsonValue& value) { return base::parse_uuid(value.toString().toStdString()).value_or(base::Uuid{}); }

}  // namespace

std::string to_json(const ViewState& state) {
  QJsonArray selection;
  for (const auto& id : state.selection) selection.append(q(base::to_string(id)));
  QJsonArray folded;
  for (const auto& path : state.folded_groups) {
    QJsonArray names;
    for (const auto& name : path) names.append(q(name));
    folded.append(names);
  }
  QJsonObject json{{QStringLiteral("center"), QJsonArray{state.center_lon_lat.x, state.center_lon_lat.y}},
                   {QStringLiteral("zoom"), state.zoom},
                   {QStringLiteral("mode"), q(state.mode)},
                   {QStringLiteral("tool"), q(state.tool)},
                   {QStringLiteral("selected_layer"), q(state.selected_layer)},
                   {QStringLiteral("selection"), selection},
                   {QStringLiteral("folded_groups"), folded},
                   {QStringLiteral("panels"), q(state.panels)}};
  if (!state.active_scenario.is_null()) json[QStringLiteral("scenario")] = q(base::to_string(state.active_scenario));
  return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

ViewState view_state_from_json(const std::string& text) {
  ViewState state;
  const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
  const auto center = json[QStringLiteral("center")].toArray();
  const geo::Point2 point{center.at(0).toDouble(NAN), center.at(1).toDouble(NAN)};
  if (std::abs(point.x) <= 180 && std::abs(point.y) <= 90) state.center_lon_lat = point;
  const auto zoom = json[QStringLiteral("zoom")].toDouble(-1);
  state.zoom = zoom >= 0 && zoom <= 24 ? zoom : -1;
  state.mode = json[QStringLiteral("mode")].toString(q(state.mode)).toStdString();
  state.tool = json[QStringLiteral("tool")].toString(q(state.tool)).toStdString();
  state.active_scenario = uuid_of(json[QStringLiteral("scenario")]);
  state.selected_layer = json[QStringLiteral("selected_layer")].toString().toStdString();
  for (const auto& id : json[QStringLiteral("selection")].toArray())
    if (const auto uuid = uuid_of(id); !uuid.is_null()) state.selection.push_back(uuid);
  for (const auto& path : json[QStringLiteral("folded_groups")].toArray()) {
    auto& names = state.folded_groups.emplace_back();
    for (const auto& name : path.toArray()) names.push_back(name.toString().toStdString());
  }
  state.panels = json[QStringLiteral("panels")].toString().toStdString();
  return state;
}

}  // namespace skizze::project
