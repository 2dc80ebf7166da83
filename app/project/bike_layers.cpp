// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/bike_layers.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace skizze::project {

namespace {

QString text(std::string_view value) { return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())); }

/// Ground before anything unnamed; surfaces with roofs and trees never.
int rank_of_heights(const LayerEntry& layer) {
  const auto name = QString::fromStdString(layer.name + " " + layer.source_layer + " " + layer.path).toLower();
  const auto says = [&](std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return name.contains(QLatin1String(word)); });
  };
  if (says({"dsm", "dom1", "dom_", "ndom", "oberfl"})) return 0;
  return says({"dem", "dgm", "srtm", "hgt", "dtm", "gelaende", "gelände"}) ? 2 : 1;
}

}  // namespace

StatedUses stated_uses_from(std::string_view json) {
  StatedUses uses;
  const auto root = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).object();
  for (auto it = root.begin(); it != root.end(); ++it) {
    const auto id = base::parse_uuid(it.key().toStdString());
    if (!id) continue;
    bike::LayerUse use;
    const auto one = it.value().toObject();
    use.stated = true;
    use.by_tags = one[QStringLiteral("by_tags")].toBool();
    const auto roles = one[QStringLiteral("roles")].toArray();
    for (const auto& role : roles) {
      if (const auto known = bike::layer_role_from(role.toString().toStdString())) use.add(*known);
    }
    const auto fields = one[QStringLiteral("fields")].toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field)
      use.fields.emplace_back(field.key().toStdString(), field.value().toString().toStdString());
    uses.emplace(*id, std::move(use));
  }
  return uses;
}

std::string to_json(const StatedUses& uses) {
  QJsonObject root;
  for (const auto& [id, use] : uses) {
    QJsonArray roles;
    for (const auto role : bike::all_layer_roles()) {
      if (use.has(role)) roles.append(text(bike::name_of(role)));
    }
    QJsonObject fields;
    for (const auto& [key, column] : use.fields) fields[text(key)] = text(column);
    root[text(base::to_string(id))] =
        QJsonObject{{QStringLiteral("roles"), roles}, {QStringLiteral("by_tags"), use.by_tags}, {QStringLiteral("fields"), fields}};
  }
  return QJsonDocument(root).toJson(QJsonDocument::Compact).toStdString();
}

bike::LayerUse use_of(const LayerEntry& layer, const StatedUses& stated) {
  if (const auto found = stated.find(layer.id); found != stated.end()) return found->second;
  return layer.pack ? bike::guess_use(layer.pack->info(), layer.name) : bike::LayerUse{};
}

bike::CityInput city_input_of(const std::vector<LayerEntry>& layers, const StatedUses& stated, int epsg) {
  bike::CityInput input;
  input.crs = "EPSG:" + std::to_string(epsg);
  int best = 0;
  for (const auto& layer : layers) {
    if (layer.pack) input.layers.push_back({layer.name, layer.pack, use_of(layer, stated)});
    if (!layer.raster_pack || rank_of_heights(layer) <= best) continue;
    best = rank_of_heights(layer);
    input.heights = layer.raster_pack;
    input.heights_name = layer.name;
  }
  return input;
}

}  // namespace skizze::project
