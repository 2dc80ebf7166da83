// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A tile service on the web as a layer: what its address describes, and its tiles as they come.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "feature/pack_info.h"
#include "project/tile_layer.h"
#include "project/web.h"
#include "scene/map_renderer.h"
#include "sources/tile_service.h"

namespace skizze::project {

/// What an address offers.
struct ServiceOffer {
  std::string url;  ///< as a person gave it
  TileMetadata metadata;
  std::string style_json;                         ///< of the service; empty where it brings none
  std::vector<feature::Notice> notices;           ///< what of its style is not drawn here
  std::shared_ptr<const scene::Sprites> sprites;  ///< that its style names; null where there are none
};

/// Looks at an address: a style (MapLibre JSON; its first vector source counts), a TileJSON, or a template with {z}/{x}/{y}. online: asks
/// the network and keeps what it says; otherwise, and where the network fails, the offline copy. Blocks. Errors: those of Http; not_found
/// (offline without a copy), damaged, unsupported (no vector tiles).
base::Result<ServiceOffer> describe_service(const std::string& url, const Web& web, bool online, base::CancelToken token);

/// A whole style made fit for us: only layers of one source, without those that we cannot compile; each of these becomes a notice.
struct FittedStyle {
  std::string json;
  std::vector<feature::Notice> notices;
};
FittedStyle fit_style(const std::string& style_json, const std::string& source);

/// render_map that waits for the tiles of services and QGIS projects, drawn again until nothing is on its way (or has not come for too
/// long), and for QGIS's labels. Workers only.
QImage render_settled(const scene::MapSnapshot& snapshot, const scene::Camera& camera, base::CancelToken token, bool labels);
/// paint_map that waits for the same.
bool paint_settled(QPainter& painter, double units_per_px, const scene::MapSnapshot& snapshot, const scene::Camera& camera,
                   base::CancelToken token, bool labels);

class ServiceTiles final : public tiles::ForeignTiles {
 public:
  ServiceTiles(const ServiceOffer& offer, const Web& web);
  sources::TileService& service() { return m_service; }

 private:
  Answer fetch(geo::TileId id) override;
  sources::TileService m_service;
};

}  // namespace skizze::project
