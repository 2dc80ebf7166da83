// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/tile_layer.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace skizze::project {

namespace {

constexpr qsizetype k_max_layers = 500;

std::string text_of(const QJsonValue& value) { return value.toString().trimmed().toStdString(); }

/// Credit lines of services are HTML: words stay, markup goes.
std::string plain(const QString& html) {
  QString text = html;
  static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
  text.remove(tags);
  text.replace(QStringLiteral("&copy;"), QStringLiteral("©")).replace(QStringLiteral("&amp;"), QStringLiteral("&"));
  text.replace(QStringLiteral("&nbsp;"), QStringLiteral(" ")).replace(QStringLiteral("&quot;"), QStringLiteral("\""));
  return text.simplified().toStdString();
}

/// A number, or a text that holds one (rows of MBTiles are texts).
std::optional<int> zoom_of(const QJsonValue& value) {
  bool ok = value.isDouble();
  const int zoom = ok ? value.toInt() : value.toString().toInt(&ok);
  return ok && zoom >= 0 && zoom <= 24 ? std::optional(zoom) : std::nullopt;
}

geo::Box box_of(const QJsonValue& value) {
  QList<double> v;
  if (value.isString()) {
    for (const QString& part : value.toString().split(QLatin1Char(','))) v.push_back(part.toDouble());
  } else {
    for (const auto& part : value.toArray()) v.push_back(part.toDouble());
  }
  if (v.size() != 4 || v[0] >= v[2] || v[1] >= v[3]) return {};
  return {std::max(v[0], -180.0), std::max(v[1], -90.0), std::min(v[2], 180.0), std::min(v[3], 90.0)};
}

feature::ColumnType type_of(const QString& name) {
  if (name.startsWith(QLatin1String("num"), Qt::CaseInsensitive)) return feature::ColumnType::real;
  return name.startsWith(QLatin1String("bool"), Qt::CaseInsensitive) ? feature::ColumnType::boolean : feature::ColumnType::text;
}

geo::GeometryKind kind_of(const QJsonObject& stats, const QString& layer) {
  const auto layers = stats[QStringLiteral("layers")].toArray();
  for (const auto& entry : layers) {
    const auto object = entry.toObject();
    if (object[QStringLiteral("layer")].toString() != layer) continue;
    const auto geometry = object[QStringLiteral("geometry")].toString();
    if (geometry.contains(QLatin1String("Polygon"))) return geo::GeometryKind::area;
    if (geometry.contains(QLatin1String("Line"))) return geo::GeometryKind::line;
    if (geometry.contains(QLatin1String("Point"))) return geo::GeometryKind::point;
  }
  return geo::GeometryKind::none;
}

void read_layers(const QJsonObject& object, TileMetadata& metadata) {
  const auto layers = object[QStringLiteral("vector_layers")].toArray();
  for (qsizetype i = 0; i < std::min(layers.size(), k_max_layers); ++i) {
    const auto layer = layers[i].toObject();
    feature::PackInfo info;
    info.name = text_of(layer[QStringLiteral("id")]);
    if (info.name.empty()) continue;
    info.kind = kind_of(object[QStringLiteral("tilestats")].toObject(), layer[QStringLiteral("id")].toString());
    const auto fields = layer[QStringLiteral("fields")].toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
      info.columns.push_back({it.key().toStdString(), type_of(it.value().toString())});
    metadata.layers.push_back(std::move(info));
  }
}

bool is_picture_ending(const QString& ending) {
  static const QStringList endings{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("webp")};
  return endings.contains(ending.toLower());
}

/// The template's layers, drawn from one layer of the tiles.
void add_layers(QJsonArray& all, const std::string& json, const std::string& source_layer) {
  const auto parsed = QJsonDocument::fromJson(QByteArray::fromStdString(json));
  const auto layers = parsed.isArray() ? parsed.array() : parsed.object()[QStringLiteral("layers")].toArray();
  const QString name = QString::fromStdString(source_layer);
  for (const auto& entry : layers) {
    auto layer = entry.toObject();
    if (layer[QStringLiteral("type")].toString() == QLatin1String("background")) continue;
    layer[QStringLiteral("id")] = QString(name + QLatin1Char('/') + layer[QStringLiteral("id")].toString());
    layer[QStringLiteral("source")] = QStringLiteral("tiles");
    if (!name.isEmpty()) layer[QStringLiteral("source-layer")] = name;
    all.append(layer);
  }
}

}  // namespace

base::Result<TileMetadata> parse_tile_metadata(const std::string& json) {
  const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
  if (!document.isObject()) return base::fail(base::ErrorCode::damaged, "project.tiles_bad_metadata");
  const auto object = document.object();
  TileMetadata metadata;
  metadata.name = text_of(object[QStringLiteral("name")]);
  metadata.description = text_of(object[QStringLiteral("description")]);
  metadata.attribution = plain(object[QStringLiteral("attribution")].toString());
  metadata.min_zoom = zoom_of(object[QStringLiteral("minzoom")]);
  metadata.max_zoom = zoom_of(object[QStringLiteral("maxzoom")]);
  metadata.lon_lat = box_of(object[QStringLiteral("bounds")]);
  metadata.tms = object[QStringLiteral("scheme")].toString() == QLatin1String("tms");
  for (const auto& url : object[QStringLiteral("tiles")].toArray()) metadata.urls.push_back(text_of(url));
  const QString format = object[QStringLiteral("format")].toString();
  metadata.pictures = is_picture_ending(format) || (!metadata.urls.empty() && is_picture_address(metadata.urls.front()));
  read_layers(object, metadata);
  const auto inner = QJsonDocument::fromJson(object[QStringLiteral("json")].toString().toUtf8());
  if (inner.isObject()) read_layers(inner.object(), metadata);
  return metadata;
}

bool is_picture_address(const std::string& url) {
  const QString path = QString::fromStdString(url).section(QLatin1Char('?'), 0, 0);
  return is_picture_ending(path.section(QLatin1Char('.'), -1));
}

bool is_tile_archive(const std::filesystem::path& path) {
  if (tiles::archive_kind(path) != tiles::ArchiveKind::folder) return true;
  std::error_code error;
  const auto is_zoom = [](const std::string& name) {
    return !name.empty() && name.size() <= 2 && name.find_first_not_of("0123456789") == std::string::npos;
  };
  for (const auto& entry : std::filesystem::directory_iterator(path, error))
    if (entry.is_directory(error) && is_zoom(entry.path().filename().string())) return true;
  return false;
}

base::Result<std::string> default_tile_style(const TileMetadata& metadata, StyleCache& styles) {
  if (metadata.pictures) return std::string(R"({"version":8,"sources":{},"layers":[]})");
  struct Placed {
    int order;
    std::string name;
    std::string json;
  };
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < metadata.layers.size(); ++i) {
    const auto& info = metadata.layers[i];
    auto json = styles.default_json(info, static_cast<int>(i));
    if (!json) return json;
    placed.push_back({style::stacking_order(style::choose_template(info)), info.name, std::move(*json)});
  }
  if (placed.empty()) {  // nobody says what is in the tiles: whatever it is, it is drawn
    auto json = styles.default_json({});
    if (!json) return json;
    placed.push_back({0, {}, std::move(*json)});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.order < b.order; });
  QJsonArray layers;
  for (const auto& part : placed) add_layers(layers, part.json, part.name);
  const QJsonObject style{{QStringLiteral("version"), 8}, {QStringLiteral("sources"), QJsonObject()}, {QStringLiteral("layers"), layers}};
  return QJsonDocument(style).toJson(QJsonDocument::Compact).toStdString();
}

base::Result<TileLayer> open_tile_layer(const std::filesystem::path& path) {
  auto archive = tiles::ArchiveTiles::open(path);
  if (!archive) return tl::unexpected(archive.error());
  TileLayer layer;
  if (auto metadata = parse_tile_metadata((*archive)->metadata_json())) layer.metadata = std::move(*metadata);
  layer.metadata.pictures = (*archive)->info().pictures;
  if (layer.metadata.name.empty()) layer.metadata.name = path.stem().string();
  layer.tiles = std::move(*archive);
  return layer;
}

}  // namespace skizze::project
