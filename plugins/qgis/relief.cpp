// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "relief.h"

#include <qgshillshaderenderer.h>
#include <qgsrasterdataprovider.h>
#include <qgsrasterlayer.h>

#include <memory>

#include "qgis_names.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_relief_opacity = 0.22;

}  // namespace

void draw_as_relief(QgsRasterLayer& layer) {
  if (layer.bandCount() != 1 || layer.dataProvider()->colorInterpretation(1) == k_palette) return;
  auto relief = std::make_unique<QgsHillshadeRenderer>(layer.dataProvider(), 1, 315, 45);
  relief->setZFactor(2);
  relief->setOpacity(k_relief_opacity * layer.opacity());
  layer.setRenderer(relief.release());
  // Heights between heights: a coarse grid on fine paper would be stripes.
  if (layer.dataProvider()->enableProviderResampling(true)) {
    layer.dataProvider()->setZoomedInResamplingMethod(QgsRasterDataProvider::ResamplingMethod::Cubic);
    layer.dataProvider()->setZoomedOutResamplingMethod(QgsRasterDataProvider::ResamplingMethod::Bilinear);
    layer.setResamplingStage(Qgis::RasterResamplingStage::Provider);
  }
}

}  // namespace skizze::qgis_helper
