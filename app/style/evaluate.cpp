// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/evaluate.h"

#include <cassert>

#include "style/layer_evaluator.h"

namespace skizze::style {
namespace {

ColumnMap map_columns(const NameTable& names, const feature::LayerPack* pack) {
  ColumnMap columns;
  for (const auto& name : names.names()) {
    const auto column = pack != nullptr ? pack->column_index(name) : std::nullopt;
    columns.push_back(column ? static_cast<int>(*column) : -1);
  }
  return columns;
}

template <class Paint, class Impl>
Paint resolved(const Impl& impl, const FeatureAccess& feature, double zoom, FeatureState state) {
  Paint paint = impl.template prototype<Paint>(zoom);
  const Context c = impl.context(&feature, zoom, state);
  impl.apply_data(paint, c);
  if constexpr (std::is_same_v<Paint, LinePaint> || std::is_same_v<Paint, CirclePaint>)
    paint.sort_key = static_cast<float>(impl.sort_key(c));
  return paint;
}

}  // namespace

LayerEvaluator::LayerEvaluator(std::shared_ptr<const Stylesheet> sheet, std::size_t layer_index,
                               std::shared_ptr<const feature::LayerPack> pack)
    : m_impl(std::make_unique<Impl>()) {
  assert(layer_index < sheet->layers().size());
  m_impl->info = &sheet->layers()[layer_index];
  m_impl->layer = &sheet->compiled().layers[layer_index];
  m_impl->columns = map_columns(sheet->compiled().names, pack.get());
  m_impl->sheet = std::move(sheet);
  m_impl->pack = std::move(pack);
}

LayerEvaluator::~LayerEvaluator() = default;
LayerEvaluator::LayerEvaluator(LayerEvaluator&&) noexcept = default;
LayerEvaluator& LayerEvaluator::operator=(LayerEvaluator&&) noexcept = default;

const StyleLayer& LayerEvaluator::layer() const { return *m_impl->info; }
const feature::LayerPack* LayerEvaluator::pack() const { return m_impl->pack.get(); }

bool LayerEvaluator::matches(std::uint32_t row, double zoom) const {
  if (!m_impl->layer->filter) return true;
  const PackFeature feature(*m_impl->pack, m_impl->columns, row);
  return m_impl->takes(m_impl->context(&feature, zoom, {}));
}
bool LayerEvaluator::matches(const PropertyRow& row, double zoom) const {
  const FreeFeature feature(row);
  return m_impl->takes(m_impl->context(&feature, zoom, {}));
}

BackgroundPaint LayerEvaluator::background(double zoom) const { return m_impl->prototype<BackgroundPaint>(zoom); }

FillPaint LayerEvaluator::fill(std::uint32_t row, double zoom, FeatureState state) const {
  return resolved<FillPaint>(*m_impl, PackFeature(*m_impl->pack, m_impl->columns, row), zoom, state);
}
FillPaint LayerEvaluator::fill(const PropertyRow& row, double zoom, FeatureState state) const {
  return resolved<FillPaint>(*m_impl, FreeFeature(row), zoom, state);
}
LinePaint LayerEvaluator::line(std::uint32_t row, double zoom, FeatureState state) const {
  return resolved<LinePaint>(*m_impl, PackFeature(*m_impl->pack, m_impl->columns, row), zoom, state);
}
LinePaint LayerEvaluator::line(const PropertyRow& row, double zoom, FeatureState state) const {
  return resolved<LinePaint>(*m_impl, FreeFeature(row), zoom, state);
}
CirclePaint LayerEvaluator::circle(std::uint32_t row, double zoom, FeatureState state) const {
  return resolved<CirclePaint>(*m_impl, PackFeature(*m_impl->pack, m_impl->columns, row), zoom, state);
}
CirclePaint LayerEvaluator::circle(const PropertyRow& row, double zoom, FeatureState state) const {
  return resolved<CirclePaint>(*m_impl, FreeFeature(row), zoom, state);
}
SymbolStyle LayerEvaluator::symbol(std::uint32_t row, double zoom, FeatureState state) const {
  return resolved<SymbolStyle>(*m_impl, PackFeature(*m_impl->pack, m_impl->columns, row), zoom, state);
}
SymbolStyle LayerEvaluator::symbol(const PropertyRow& row, double zoom, FeatureState state) const {
  return resolved<SymbolStyle>(*m_impl, FreeFeature(row), zoom, state);
}

std::vector<TextSection> LayerEvaluator::text(std::uint32_t row, double zoom) const {
  const PackFeature feature(*m_impl->pack, m_impl->columns, row);
  return m_impl->text(m_impl->context(&feature, zoom, {}));
}
std::vector<TextSection> LayerEvaluator::text(const PropertyRow& row, double zoom) const {
  const FreeFeature feature(row);
  return m_impl->text(m_impl->context(&feature, zoom, {}));
}
std::string LayerEvaluator::icon(std::uint32_t row, double zoom) const {
  const PackFeature feature(*m_impl->pack, m_impl->columns, row);
  return m_impl->icon(m_impl->context(&feature, zoom, {}));
}
std::string LayerEvaluator::icon(const PropertyRow& row, double zoom) const {
  const FreeFeature feature(row);
  return m_impl->icon(m_impl->context(&feature, zoom, {}));
}
double LayerEvaluator::sort_key(std::uint32_t row, double zoom) const {
  const PackFeature feature(*m_impl->pack, m_impl->columns, row);
  return m_impl->sort_key(m_impl->context(&feature, zoom, {}));
}
double LayerEvaluator::sort_key(const PropertyRow& row, double zoom) const {
  const FreeFeature feature(row);
  return m_impl->sort_key(m_impl->context(&feature, zoom, {}));
}

std::string plain_text(const std::vector<TextSection>& sections) {
  std::string out;
  for (const auto& section : sections) out += section.text;
  return out;
}

}  // namespace skizze::style
