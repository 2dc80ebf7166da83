// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/project_info.h"

#include <QtCore/QJsonArray>
#include <algorithm>

namespace skizze::qgis {

namespace {

constexpr int k_most_depth = 64;

std::string text(const QJsonObject& object, const char* name) { return object[QLatin1String(name)].toString().toStdString(); }

std::optional<double> number(const QJsonObject& object, const char* name) {
  const auto value = object[QLatin1String(name)];
  return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

geo::Box box(const QJsonValue& value) {
  const auto array = value.toArray();
  if (array.size() != 4) return {};
  const geo::Box box{array[0].toDouble(), array[1].toDouble(), array[2].toDouble(), array[3].toDouble()};
  return box.min_x <= box.max_x && box.min_y <= box.max_y ? box : geo::Box{};
}

LayerState state(const QJsonObject& object) {
  const auto word = text(object, "state");
  if (word == "missing") return LayerState::missing;
  return word == "network" ? LayerState::network : LayerState::ready;
}

FieldInfo field(const QJsonObject& object) {
  FieldInfo info{text(object, "name"), text(object, "type"), text(object, "alias"), {}};
  const auto pairs = object[QLatin1String("values")].toArray();
  for (const auto& pair : pairs)
    info.values.emplace_back(pair.toArray()[0].toString().toStdString(), pair.toArray()[1].toString().toStdString());
  return info;
}

LayerInfo layer(const QJsonObject& object) {
  LayerInfo info;
  info.id = text(object, "id");
  info.name = text(object, "name");
  info.type = text(object, "type");
  info.provider = text(object, "provider");
  info.state = state(object);
  info.visible = object[QLatin1String("visible")].toBool();
  info.file = text(object, "file");
  info.geometry = text(object, "geometry");
  info.renderer = text(object, "renderer");
  info.labels = object[QLatin1String("labels")].toBool();
  info.placed = object[QLatin1String("placed")].toBool();
  const auto count = [&](const char* name) { return static_cast<std::uint64_t>(std::max(0.0, number(object, name).value_or(0))); };
  info.count = count("count");
  info.width = count("width");
  info.height = count("height");
  info.crs = text(object, "crs");
  info.bounds = box(object[QLatin1String("extent")]);
  info.opacity = std::clamp(number(object, "opacity").value_or(1), 0.0, 1.0);
  info.min_scale = number(object, "min_scale");
  info.max_scale = number(object, "max_scale");
  info.attribution = text(object, "attribution");
  info.licence = text(object, "licence");
  const auto fields = object[QLatin1String("fields")].toArray();
  for (const auto& entry : fields) info.fields.push_back(field(entry.toObject()));
  const auto joins = object[QLatin1String("joins")].toArray();
  for (const auto& entry : joins) {
    const auto join = entry.toObject();
    info.joins.push_back({text(join, "layer"), text(join, "field"), text(join, "other_field")});
  }
  return info;
}

std::vector<TreeNode> tree(const QJsonArray& nodes, int depth) {
  std::vector<TreeNode> all;
  if (depth > k_most_depth) return all;
  for (const auto& entry : nodes) {
    const auto object = entry.toObject();
    all.push_back({text(object, "group"), text(object, "layer"), object[QLatin1String("visible")].toBool(),
                   tree(object[QLatin1String("children")].toArray(), depth + 1)});
  }
  return all;
}

}  // namespace

ProjectInfo read_project_info(const QJsonObject& report) {
  ProjectInfo info;
  info.file = text(report, "file");
  info.title = text(report, "title");
  info.crs = text(report, "crs");
  info.bounds = box(report[QLatin1String("extent")]);
  const auto layers = report[QLatin1String("layers")].toArray();
  for (const auto& entry : layers) info.layers.push_back(layer(entry.toObject()));
  info.tree = tree(report[QLatin1String("tree")].toArray(), 0);
  const auto removed = report[QLatin1String("removed")].toArray();
  for (const auto& entry : removed) {
    const auto object = entry.toObject();
    info.removed.push_back({text(object, "kind"), text(object, "where"), text(object, "name")});
  }
  return info;
}

}  // namespace skizze::qgis
