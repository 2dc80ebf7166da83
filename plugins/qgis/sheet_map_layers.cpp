// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet_map_layers.h"

#include <qgspallabeling.h>
#include <qgsrenderer.h>
#include <qgsrulebasedlabeling.h>
#include <qgssymbol.h>
#include <qgstextformat.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayerlabeling.h>

#include "qgis_names.h"

namespace skizze::qgis_helper {

namespace {

const QString k_straight =
    QStringLiteral("length($geometry) < 1.005 * distance(start_point(geometry_n($geometry, 1)), end_point(geometry_n($geometry, 1)))");

QgsPalLayerSettings with_font(QgsPalLayerSettings settings, const QFont& font) {
  QgsTextFormat format = settings.format();
  QFont own = font;
  own.setBold(format.font().bold());
  own.setItalic(format.font().italic());
  format.setFont(own);
  settings.setFormat(format);
  return settings;
}

QgsPalLayerSettings along(QgsPalLayerSettings settings) {
  settings.placement = k_label_along;
  settings.lineSettings().setPlacementFlags(k_label_on_line | k_label_map_orientation);
  return settings;
}

QString both(const QString& filter, const QString& condition) {
  return filter.isEmpty() ? condition : QStringLiteral("(%1) AND (%2)").arg(filter, condition);
}

/// Curved names are written letter by letter; where the line is straight that is not needed.
void add_rules(QgsRuleBasedLabeling::Rule& root, const QgsPalLayerSettings& settings, const QString& filter, int largest, int smallest) {
  const auto add = [&](const QgsPalLayerSettings& one, const QString& where) {
    root.appendChild(new QgsRuleBasedLabeling::Rule(new QgsPalLayerSettings(one), largest, smallest, where));
  };
  if (settings.placement != k_label_curved) return add(settings, filter);
  add(along(settings), both(filter, k_straight));
  add(settings, both(filter, QStringLiteral("coalesce(NOT (%1), true)").arg(k_straight)));
}

void fit_labels(QgsVectorLayer& layer, const QFont& font) {
  if (layer.labeling() == nullptr) return;
  auto* root = new QgsRuleBasedLabeling::Rule(nullptr);
  if (const auto* rules = dynamic_cast<const QgsRuleBasedLabeling*>(layer.labeling())) {
    for (const auto* rule : const_cast<QgsRuleBasedLabeling*>(rules)->rootRule()->children())
      if (rule->settings() != nullptr)
        add_rules(*root, with_font(*rule->settings(), font), rule->filterExpression(), static_cast<int>(rule->maximumScale()),
                  static_cast<int>(rule->minimumScale()));
  } else {
    add_rules(*root, with_font(layer.labeling()->settings(), font), {}, 0, 0);
  }
  layer.setLabeling(new QgsRuleBasedLabeling(root));
}

void fit_opacity(QgsVectorLayer& layer) {
  if (layer.opacity() >= 1 || layer.renderer() == nullptr) return;
  QgsRenderContext context;
  for (auto* symbol : layer.renderer()->symbols(context)) symbol->setOpacity(symbol->opacity() * layer.opacity());
  layer.setOpacity(1);
}

}  // namespace

void fit_for_paper(QgsProject& project, const QFont& font) {
  for (auto* layer : project.mapLayers()) {
    auto* vector = qobject_cast<QgsVectorLayer*>(layer);
    if (vector == nullptr) continue;
    fit_labels(*vector, font);
    fit_opacity(*vector);
  }
}

}  // namespace skizze::qgis_helper
