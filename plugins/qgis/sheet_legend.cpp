// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <qgslayertree.h>
#include <qgslayertreemodel.h>
#include <qgslayertreemodellegendnode.h>
#include <qgslegendrenderer.h>
#include <qgslegendstyle.h>
#include <qgsmaplayer.h>
#include <qgsmaplayerlegend.h>
#include <qgsrulebasedrenderer.h>
#include <QMap>
#include <array>
#include <map>

#include "legend_symbol.h"
#include "sheet_items.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_thickest_line_mm = 2.2;

QString filter_of(const QgsVectorLayer& layer, int line) {
  const auto* rules = dynamic_cast<const QgsRuleBasedRenderer*>(layer.renderer());
  if (rules == nullptr) return {};
  const auto children = const_cast<QgsRuleBasedRenderer*>(rules)->rootRule()->children();
  return line < children.size() ? children[line]->filterExpression() : QString();
}

/// Lines of one layer: unnamed ones go, those of one name become one.
void tidy(QgsLayoutItemLegend& legend, QgsLayerTreeLayer& node, double scale) {
  auto* model = legend.model();
  auto* layer = qobject_cast<QgsVectorLayer*>(node.layer());
  const auto lines = model->layerLegendNodes(&node, false);
  QList<int> kept;
  QMap<QString, int> first_of;
  std::map<int, std::unique_ptr<QgsSymbol>> symbols;
  for (int i = 0; i < lines.size(); ++i) {
    const QString label = lines[i]->data(Qt::DisplayRole).toString().simplified();
    if (lines.size() > 1 && label.isEmpty()) continue;
    const auto* shown = dynamic_cast<const QgsSymbolLegendNode*>(lines[i]);
    std::unique_ptr<QgsSymbol> symbol;
    if (shown != nullptr && shown->symbol() != nullptr) symbol = legend_symbol(*shown->symbol(), *layer, filter_of(*layer, i), scale);
    if (const auto first = first_of.find(label); first != first_of.end()) {
      if (symbol && symbols[*first] && symbols[*first]->type() == symbol->type()) put_over(*symbols[*first], *symbol);
      continue;
    }
    first_of.insert(label, i);
    kept << i;
    symbols[i] = std::move(symbol);
  }
  for (auto& [line, symbol] : symbols) {
    if (!symbol) continue;
    thin_lines(*symbol, k_thickest_line_mm);
    QgsMapLayerLegendUtils::setLegendNodeCustomSymbol(&node, line, symbol.get());
  }
  QgsMapLayerLegendUtils::setLegendNodeOrder(&node, kept);
  const bool in_heading = lines.size() == 1 && lines.front()->isEmbeddedInParent();
  if (kept.size() == 1 && !in_heading) {  // it is the layer: no heading
    QgsMapLayerLegendUtils::setLegendNodeUserLabel(&node, kept.front(), node.name());
    QgsLegendRenderer::setNodeLegendStyle(&node, QgsLegendStyle::Hidden);
  }
  model->refreshLayerLegend(&node);
}

void style_legend(QgsLayoutItemLegend& legend, double points) {
  using Legend = QgsLegendStyle;
  legend.setStyleFont(Legend::Group, sheet_font({points, true}));
  legend.setStyleFont(Legend::Subgroup, sheet_font({points, true}));
  legend.setStyleFont(Legend::SymbolLabel, sheet_font({points, false}));
  legend.setFontColor(Ink().color);
  const double step = points / 8;
  legend.setStyleMargin(Legend::Subgroup, Legend::Top, 2 * step);
  legend.setStyleMargin(Legend::Subgroup, Legend::Bottom, 0.2 * step);
  legend.setStyleMargin(Legend::Symbol, Legend::Top, 1 * step);
  legend.setStyleMargin(Legend::SymbolLabel, Legend::Left, 1.6 * step);
  legend.setSymbolWidth(6 * step);
  legend.setSymbolHeight(3 * step);
  legend.setMaximumSymbolSize(3.2 * step);
  legend.setLineSpacing(0.4 * step);
  legend.setColumnSpace(4);
  legend.setBoxSpace(0);
}

}  // namespace

bool add_legend(QgsPrintLayout& layout, QgsLayoutItemMap& map, const QRectF& mm, int columns, bool only_seen) {
  auto* legend = new QgsLayoutItemLegend(&layout);
  legend->setId(QStringLiteral("legend"));
  legend->setBackgroundEnabled(false);
  layout.addLayoutItem(legend);
  place(*legend, mm);
  legend->setLinkedMap(&map);
  legend->setAutoUpdateModel(false);
  for (auto* group : legend->model()->rootGroup()->findGroups(true)) QgsLegendRenderer::setNodeLegendStyle(group, QgsLegendStyle::Hidden);
  const auto drawn = map.layersToRender();
  for (auto* node : legend->model()->rootGroup()->findLayers()) {
    auto* layer = qobject_cast<QgsVectorLayer*>(node->layer());
    if (layer != nullptr && drawn.contains(layer) && layer->featureCount() != 0)
      tidy(*legend, *node, map.scale());
    else
      static_cast<QgsLayerTreeGroup*>(node->parent())->removeChildNode(node);
  }
  legend->setLegendFilterByMapEnabled(only_seen);
  legend->setResizeToContents(true);
  legend->setSplitLayer(true);
  legend->setColumnCount(columns);
  for (const double points : std::array{8.0, 7.0, 6.0, 5.0}) {
    style_legend(*legend, points);
    legend->adjustBoxSize();
    const auto size = legend->rect().size();
    if (size.width() <= mm.width() && size.height() <= mm.height()) return true;
  }
  return false;
}

}  // namespace skizze::qgis_helper
