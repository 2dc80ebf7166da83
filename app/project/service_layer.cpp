// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/service_layer.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <iterator>
#include <set>
#include <thread>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include "project/service_sprites.h"
#include "qgis/qgis_tiles.h"
#include "scene/label_sheet.h"
#include "style/stylesheet.h"

namespace skizze::project {

namespace {

constexpr int k_default_max_zoom = 14;
constexpr int k_default_picture_zoom = 18;
constexpr auto k_look = std::chrono::milliseconds(20);

bool is_template(const std::string& url) { return url.find("{z}") != std::string::npos; }

base::Result<ServiceOffer> from_tilejson(ServiceOffer offer, const std::string& url, const std::string& json) {
  auto metadata = parse_tile_metadata(json);
  if (!metadata) return tl::unexpected(metadata.error());
  if (metadata->urls.empty()) return base::fail(base::ErrorCode::unsupported, "project.service_no_tiles", {{"url", offer.url}});
  for (auto& tile_url : metadata->urls) tile_url = resolved_address(url, tile_url);
  offer.metadata = std::move(*metadata);
  return offer;
}

/// Name and description of the first vector source of a style; empty where it has none.
std::pair<QString, QJsonObject> first_vector_source(const QJsonObject& style) {
  const auto all = style[QStringLiteral("sources")].toObject();
  for (auto it = all.begin(); it != all.end(); ++it)
    if (it.value()[QStringLiteral("type")].toString() == QLatin1String("vector")) return {it.key(), it.value().toObject()};
  return {};
}

/// Whether any layer of the style writes something.
bool has_words(const std::string& style_json) {
  const auto layers = QJsonDocument::fromJson(QByteArray::fromStdString(style_json)).object()[QStringLiteral("layers")].toArray();
  return std::any_of(layers.begin(), layers.end(), [](const QJsonValue& layer) {
    return layer[QStringLiteral("layout")].toObject().contains(QStringLiteral("text-field"));
  });
}

base::Result<ServiceOffer> from_style(ServiceOffer offer, const std::string& json, const QJsonObject& style, const Web& web, bool online,
                                      const base::CancelToken& token) {
  const auto [name, source] = first_vector_source(style);
  if (name.isEmpty()) return base::fail(base::ErrorCode::unsupported, "project.service_no_tiles", {{"url", offer.url}});
  std::string url = offer.url;
  std::string description = QJsonDocument(source).toJson(QJsonDocument::Compact).toStdString();
  if (source.contains(QStringLiteral("url"))) {
    url = resolved_address(url, source[QStringLiteral("url")].toString().toStdString());
    auto fetched = fetch_text(url, web, online, token);
    if (!fetched) return tl::unexpected(fetched.error());
    description = std::move(*fetched);
  }
  const std::string title = style[QStringLiteral("name")].toString().toStdString();
  auto described = from_tilejson(std::move(offer), url, description);
  if (!described) return described;
  if (!title.empty()) described->metadata.name = title;
  auto fitted = fit_style(json, name.toStdString());
  described->notices = std::move(fitted.notices);
  if (style.contains(QStringLiteral("glyphs")) && has_words(fitted.json))
    described->notices.push_back({feature::Severity::lost, {"project.service_fonts", {}}, 1, {}});
  described->style_json = std::move(fitted.json);
  auto pictures = fetch_sprites(style[QStringLiteral("sprite")], described->url, web, online, token);
  described->sprites = std::move(pictures.sprites);
  std::move(pictures.notices.begin(), pictures.notices.end(), std::back_inserter(described->notices));
  return described;
}

tiles::ForeignInfo info_of(const TileMetadata& metadata) {
  tiles::ForeignInfo info;
  info.min_zoom = metadata.min_zoom.value_or(0);
  info.pictures = metadata.pictures;
  if (!metadata.urls.empty() && metadata.urls.front().find("@2x") != std::string::npos) info.picture_px = 512;
  info.max_zoom = std::max(info.min_zoom, metadata.max_zoom.value_or(metadata.pictures ? k_default_picture_zoom : k_default_max_zoom));
  const geo::Box box = metadata.lon_lat.empty() ? geo::Box{-180, -geo::k_max_latitude_deg, 180, geo::k_max_latitude_deg} : metadata.lon_lat;
  info.bounds.add(geo::to_mercator({box.min_x, box.min_y}));
  info.bounds.add(geo::to_mercator({box.max_x, box.max_y}));
  return info;
}

/// Tiles that come by and by.
struct Arriving {
  std::function<std::size_t()> requests;
  std::function<bool()> is_busy;
};

std::vector<Arriving> arriving_of(const scene::MapSnapshot& snapshot) {
  std::vector<Arriving> arriving;
  for (const auto& layer : snapshot.layers) {
    if (auto* tiles = dynamic_cast<ServiceTiles*>(layer.foreign.get()))
      arriving.push_back({[s = &tiles->service()] { return s->request_count(); }, [s = &tiles->service()] { return s->is_busy(); }});
    if (auto* tiles = dynamic_cast<qgis::QgisTiles*>(layer.foreign.get()))
      arriving.push_back({[tiles] { return tiles->request_count(); }, [tiles] { return tiles->is_busy(); }});
  }
  return arriving;
}

/// Draws until a picture asks for nothing any more.
void wait_for_tiles(const scene::MapSnapshot& snapshot, const scene::Camera& camera, const base::CancelToken& token) {
  const auto arriving = arriving_of(snapshot);
  const auto requests = [&] {
    std::size_t sum = 0;
    for (const auto& tiles : arriving) sum += tiles.requests();
    return sum;
  };
  constexpr int k_most_rounds = 8;  // more tiles than one round may ask for come in the next
  for (int round = 0; !arriving.empty() && round < k_most_rounds && !token.cancelled(); ++round) {
    const auto before = requests();
    scene::render_map(snapshot, camera, token, false);
    if (requests() == before) break;
    while (!token.cancelled() && std::any_of(arriving.begin(), arriving.end(), [](const auto& tiles) { return tiles.is_busy(); }))
      std::this_thread::sleep_for(k_look);
  }
}

void wait_for_labels(tiles::ViewLabels& labels, const tiles::LabelView& view, const base::CancelToken& token) {
  if (labels.find(view)) return;
  const auto there = std::make_shared<std::promise<void>>();
  const auto answer = there->get_future();
  const auto wish = labels.wish(view, [there](const base::Status&) { there->set_value(); });
  while (!token.cancelled() && answer.wait_for(k_look) != std::future_status::ready) continue;
}

/// Until the labels of all layers are made, or will not come.
void wait_for_labels(const scene::MapSnapshot& snapshot, const scene::GridRect& pixels, const base::CancelToken& token) {
  for (const auto& layer : snapshot.layers)
    if (scene::has_view_labels(layer)) wait_for_labels(*layer.foreign->view_labels(), scene::label_view(pixels), token);
}

}  // namespace

FittedStyle fit_style(const std::string& style_json, const std::string& source) {
  auto style = QJsonDocument::fromJson(QByteArray::fromStdString(style_json)).object();
  QJsonArray kept;
  const QString wanted = QString::fromStdString(source);
  for (const auto& entry : style[QStringLiteral("layers")].toArray()) {
    const auto layer = entry.toObject();
    const bool ground = layer[QStringLiteral("type")].toString() == QLatin1String("background");
    if (ground || layer[QStringLiteral("source")].toString() == wanted) kept.append(layer);
  }
  FittedStyle fitted;
  style[QStringLiteral("layers")] = kept;
  std::set<QString> bad;
  for (const auto& issue : style::check(QJsonDocument(style).toJson(QJsonDocument::Compact).toStdString())) {
    if (!issue.is_error) continue;
    if (bad.insert(QString::fromStdString(issue.layer)).second)
      fitted.notices.push_back(
          {feature::Severity::lost, {"project.service_style_layer", {{"layer", issue.layer}, {"why", issue.detail}}}, 1, issue.layer});
  }
  QJsonArray good;
  for (const auto& entry : std::as_const(kept))
    if (!bad.contains(entry.toObject()[QStringLiteral("id")].toString())) good.append(entry);
  style[QStringLiteral("layers")] = good;
  fitted.json = QJsonDocument(style).toJson(QJsonDocument::Compact).toStdString();
  return fitted;
}

base::Result<ServiceOffer> describe_service(const std::string& url, const Web& web, bool online, base::CancelToken token) {
  ServiceOffer offer;
  offer.url = url;
  if (!sources::is_web_address(url)) return base::fail(base::ErrorCode::refused, "sources.http_scheme", {{"url", url}});
  if (is_template(url)) {
    offer.metadata.urls = {url};
    offer.metadata.pictures = is_picture_address(url);
    offer.metadata.name = QUrl(QString::fromStdString(url)).host().toStdString();
    return offer;
  }
  auto text = fetch_text(url, web, online, token);
  if (!text) return tl::unexpected(text.error());
  const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
  if (object.contains(QStringLiteral("layers")) && object.contains(QStringLiteral("sources")))
    return from_style(std::move(offer), *text, object, web, online, token);
  auto described = from_tilejson(std::move(offer), url, *text);
  if (described && described->metadata.name.empty()) described->metadata.name = QUrl(QString::fromStdString(url)).host().toStdString();
  return described;
}

QImage render_settled(const scene::MapSnapshot& snapshot, const scene::Camera& camera, base::CancelToken token, bool labels) {
  wait_for_tiles(snapshot, camera, token);
  if (labels) wait_for_labels(snapshot, scene::pixels_of(camera), token);
  return scene::render_map(snapshot, camera, token, labels);
}

bool paint_settled(QPainter& painter, double units_per_px, const scene::MapSnapshot& snapshot, const scene::Camera& camera,
                   base::CancelToken token, bool labels) {
  scene::Camera fine = camera;
  fine.dpr = scene::k_paper_picture_ratio;
  wait_for_tiles(snapshot, fine, token);
  if (labels) wait_for_labels(snapshot, scene::paper_pixels(camera), token);
  return scene::paint_map(painter, units_per_px, snapshot, camera, token, labels);
}

ServiceTiles::ServiceTiles(const ServiceOffer& offer, const Web& web)
    : ForeignTiles(info_of(offer.metadata)), m_service(web.http, web.cache, offer.metadata.urls.front(), offer.metadata.tms) {}

tiles::ForeignTiles::Answer ServiceTiles::fetch(geo::TileId id) {
  auto answer = m_service.tile(id);
  return {answer.pending, std::move(answer.bytes)};
}

}  // namespace skizze::project
