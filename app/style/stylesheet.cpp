// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/stylesheet.h"

#include <algorithm>
#include <array>

#include "style/compiled_sheet.h"
#include "style/sheet_compiler.h"

namespace skizze::style {

std::string_view name_of(LayerType type) {
  constexpr std::array<std::string_view, 5> k_names{"background", "fill", "line", "circle", "symbol"};
  return k_names[static_cast<std::size_t>(type)];
}

namespace {
constexpr std::array<std::string_view, 3> k_scopes{"each", "merged", "surroundings"};
}
std::string_view name_of(AreaScope scope) { return k_scopes[static_cast<std::size_t>(scope)]; }
std::optional<AreaScope> area_scope(std::string_view name) {
  const auto* const found = std::find(k_scopes.begin(), k_scopes.end(), name);
  if (found == k_scopes.end()) return std::nullopt;
  return static_cast<AreaScope>(found - k_scopes.begin());
}

Stylesheet::Stylesheet(std::unique_ptr<detail::CompiledSheet> sheet) : m_sheet(std::move(sheet)) {}
Stylesheet::~Stylesheet() = default;

const std::string& Stylesheet::name() const { return m_sheet->name; }
const std::vector<StyleLayer>& Stylesheet::layers() const { return m_sheet->infos; }
const std::vector<Issue>& Stylesheet::warnings() const { return m_sheet->warnings; }
std::uint64_t Stylesheet::hash() const { return m_sheet->hash; }
std::vector<std::string> Stylesheet::used_properties() const { return m_sheet->names.names(); }

double Stylesheet::min_zoom() const {
  double lowest = 24;
  for (const auto& layer : m_sheet->infos) {
    if (layer.visible) lowest = std::min(lowest, layer.min_zoom);
  }
  return lowest;
}

double Stylesheet::max_zoom() const {
  double highest = 0;
  for (const auto& layer : m_sheet->infos) {
    if (layer.visible) highest = std::max(highest, layer.max_zoom);
  }
  return highest;
}

namespace {

/// The largest number a property can give at a zoom: literals and outputs of branches are looked at, whatever the feature.
double largest(const Node& node, const Context& context) {
  if (is_feature_constant(node)) {
    const auto value = node.evaluate(context);
    return value && value->number() != nullptr ? std::abs(*value->number()) : 0;
  }
  double most = 0;
  node.each_child([&](const NodePtr& child) {
    if (child->type.kind == Kind::number) most = std::max(most, largest(*child, context));
  });
  return most;
}

double largest(const detail::CompiledLayer& layer, P id, double zoom) {
  const auto& property = layer.properties[static_cast<std::size_t>(id)];
  const Value& constant = property.set ? property.constant : default_value(id);
  if (!property.node) return constant.number() != nullptr ? std::abs(*constant.number()) : 0;
  Context context;
  context.zoom = zoom;
  return std::min(largest(*property.node, context), 256.0);
}

double reach_of(const detail::CompiledLayer& layer, LayerType type, double zoom) {
  switch (type) {
    case LayerType::line:
      return largest(layer, P::line_width, zoom) + largest(layer, P::line_gap_width, zoom) / 2 + largest(layer, P::line_offset, zoom);
    case LayerType::circle: return largest(layer, P::circle_radius, zoom) + largest(layer, P::circle_stroke_width, zoom);
    case LayerType::symbol:
      return layer.properties[static_cast<std::size_t>(P::icon_image)].set ? 16 * largest(layer, P::icon_size, zoom) : 0;
    default: return 1;
  }
}

}  // namespace

double Stylesheet::reach_px(double zoom) const {
  double reach = 0;
  for (std::size_t i = 0; i < m_sheet->layers.size(); ++i) {
    if (m_sheet->infos[i].shows_at(zoom)) reach = std::max(reach, reach_of(m_sheet->layers[i], m_sheet->infos[i].type, zoom));
  }
  return reach;
}

base::Result<std::shared_ptr<const Stylesheet>> parse(std::string_view json) {
  std::vector<Issue> issues;
  auto sheet = compile_sheet(json, issues);
  for (const auto& issue : issues) {
    if (!issue.is_error) continue;
    base::Where where;
    where.layer = issue.layer;
    return tl::unexpected<base::Error>(base::Error{base::ErrorCode::invalid, issue.message, std::move(where), {}});
  }
  sheet->warnings = std::move(issues);
  return std::make_shared<const Stylesheet>(std::move(sheet));
}

std::vector<Issue> check(std::string_view json) {
  std::vector<Issue> issues;
  compile_sheet(json, issues);
  return issues;
}

}  // namespace skizze::style
