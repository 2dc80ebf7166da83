// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_layer.h"

#include <set>
#include <string>

#include "project/qgis_links.h"
#include "qgis/project_notices.h"

namespace skizze::project {

namespace {

/// Different texts one after the other.
std::string joined(const qgis::ProjectInfo& info, std::string qgis::LayerInfo::*member) {
  std::set<std::string> seen;
  std::string all;
  for (const auto& layer : info.layers) {
    const std::string& text = layer.*member;
    if (text.empty() || !seen.insert(text).second) continue;
    all += (all.empty() ? "" : "; ") + text;
  }
  return all;
}

}  // namespace

base::Result<QgisLayer> open_qgis_layer(const std::filesystem::path& file, const Web& web, base::CancelToken token,
                                        const qgis::Helper::Progress& progress, const std::vector<store::FileLink>& links) {
  auto opened = qgis::QgisProject::open(file, std::move(token), progress, {}, links_of(links));
  if (!opened) return tl::unexpected(opened.error());
  const auto& info = (*opened)->info();
  QgisLayer layer;
  layer.metadata.name = info.title.empty() ? file.stem().string() : info.title;
  layer.metadata.attribution = joined(info, &qgis::LayerInfo::attribution);
  layer.metadata.pictures = true;
  layer.licence = joined(info, &qgis::LayerInfo::licence);
  layer.notices = qgis::notices_of(info);
  layer.tiles = std::make_shared<qgis::QgisTiles>(std::move(*opened), web.drawn, web.fine_screen ? 2 : 1);
  return layer;
}

}  // namespace skizze::project
