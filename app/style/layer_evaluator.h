// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The inside of LayerEvaluator, shared with ZoomPass. Used inside the room only.
#pragma once

#include "style/apply.h"
#include "style/compiled_sheet.h"
#include "style/feature_views.h"

namespace skizze::style {

struct LayerEvaluator::Impl {
  std::shared_ptr<const Stylesheet> sheet;
  std::shared_ptr<const feature::LayerPack> pack;
  const StyleLayer* info = nullptr;
  const detail::CompiledLayer* layer = nullptr;
  ColumnMap columns;

  Context context(const FeatureAccess* feature, double zoom, FeatureState state) const {
    Context c;
    c.zoom = zoom;
    c.feature = feature;
    c.feature_state = &state_object(state);
    c.global_state = &sheet->compiled().global_state;
    return c;
  }
  const detail::CompiledProperty& property(P id) const { return layer->properties[static_cast<std::size_t>(id)]; }

  /// The property's value; its default where the style says nothing or the expression fails.
  Value value(P id, const Context& c) const {
    const auto& p = property(id);
    if (!p.set) return default_value(id);
    if (!p.node) return p.constant;
    auto result = p.node->evaluate(c);
    return result && !result->is_null() ? std::move(*result) : default_value(id);
  }
  bool takes(const Context& c) const {
    if (!layer->filter) return true;
    const auto result = layer->filter->node->evaluate(c);
    return result && result->boolean() != nullptr && *result->boolean();
  }
  /// Everything that does not depend on the feature; the rest stays at its default.
  template <class Paint>
  Paint prototype(double zoom) const {
    Paint paint;
    const Context c = context(nullptr, zoom, {});
    for (const P id : properties_of(info->type)) {
      const auto& p = property(id);
      if (p.set && p.feature_constant) apply(paint, id, value(id, c));
    }
    if constexpr (std::is_same_v<Paint, SymbolStyle>) {
      if (!property(P::text_font).set) apply(paint, P::text_font, default_value(P::text_font));
    }
    return paint;
  }
  template <class Paint>
  void apply_data(Paint& paint, const Context& c) const {
    for (const P id : layer->data_driven) apply(paint, id, value(id, c));
  }
  P sort_property() const {
    switch (info->type) {
      case LayerType::line: return P::line_sort_key;
      case LayerType::circle: return P::circle_sort_key;
      case LayerType::symbol: return P::symbol_sort_key;
      default: return P::fill_sort_key;
    }
  }
  double sort_key(const Context& c) const {
    const Value v = value(sort_property(), c);
    return v.number() != nullptr ? *v.number() : 0;
  }
  std::vector<TextSection> text(const Context& c) const {
    if (info->type != LayerType::symbol || !property(P::text_field).set) return {};
    const Value transform = value(P::text_transform, c);
    return sections_of(value(P::text_field, c), transform.string() != nullptr ? std::string_view(*transform.string()) : std::string_view());
  }
  std::string icon(const Context& c) const {
    if (info->type != LayerType::symbol || !property(P::icon_image).set) return {};
    const Value v = value(P::icon_image, c);
    return v.image() != nullptr ? v.image()->name : std::string();
  }
};

}  // namespace skizze::style
