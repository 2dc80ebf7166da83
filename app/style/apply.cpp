// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/apply.h"

#include <algorithm>
#include <cmath>

#include "style/utf8.h"

namespace skizze::style {
namespace {

/// Painters get numbers they can trust: finite and not absurd.
float number(const Value& v, P id) {
  const double* n = v.number() != nullptr && std::isfinite(*v.number()) ? v.number() : default_value(id).number();
  return n == nullptr ? 0.0F : static_cast<float>(std::clamp(*n, -1e6, 1e6));
}
float positive(const Value& v, P id) { return std::max(0.0F, number(v, id)); }
float opacity(const Value& v, P id) { return std::clamp(number(v, id), 0.0F, 1.0F); }

Color color(const Value& v, P id) {
  if (v.color() != nullptr) return *v.color();
  const Color* fallback = default_value(id).color();
  return fallback != nullptr ? *fallback : Color{};
}

bool flag(const Value& v, P id) {
  const bool* b = v.boolean() != nullptr ? v.boolean() : default_value(id).boolean();
  return b != nullptr && *b;
}

std::string image(const Value& v) { return v.image() != nullptr ? v.image()->name : v.string() != nullptr ? *v.string() : std::string(); }

std::array<float, 2> pair(const Value& v, P id) {
  const Array* items = v.array() != nullptr && v.array()->size() == 2 ? v.array() : default_value(id).array();
  if (items == nullptr || items->size() != 2) return {0, 0};
  return {number((*items)[0], id), number((*items)[1], id)};
}

std::vector<float> numbers(const Value& v) {
  std::vector<float> out;
  if (v.array() == nullptr) return out;
  for (const auto& item : *v.array()) {
    if (item.number() != nullptr && std::isfinite(*item.number())) out.push_back(static_cast<float>(std::clamp(*item.number(), 0.0, 1e6)));
  }
  // A dash pattern of nothing but zeros would never end.
  const bool drawable = std::any_of(out.begin(), out.end(), [](float f) { return f > 0; });
  return drawable ? out : std::vector<float>{};
}

std::string_view word(const Value& v, P id) {
  if (v.string() != nullptr) {
    const auto& allowed = definition(id).spec.enum_values;
    if (std::find(allowed.begin(), allowed.end(), *v.string()) != allowed.end()) return *v.string();
  }
  const auto* fallback = default_value(id).string();
  return fallback != nullptr ? std::string_view(*fallback) : std::string_view();
}

Anchor anchor_of(std::string_view name) {
  constexpr std::array<std::string_view, 9> k_names{"center",   "left",      "right",       "top",         "bottom",
                                                    "top-left", "top-right", "bottom-left", "bottom-right"};
  const auto* at = std::find(k_names.begin(), k_names.end(), name);
  return at == k_names.end() ? Anchor::center : static_cast<Anchor>(at - k_names.begin());
}

Alignment alignment_of(std::string_view name) {
  return name == "map" ? Alignment::map : name == "auto" ? Alignment::automatic : Alignment::viewport;
}

std::vector<std::string> words(const Value& v) {
  std::vector<std::string> out;
  if (v.array() != nullptr) {
    for (const auto& item : *v.array()) out.push_back(value_text(item));
  }
  return out;
}

bool apply_text(SymbolStyle& s, P id, const Value& v) {
  switch (id) {
    case P::text_font: s.fonts = words(v.array() != nullptr ? v : default_value(id)); return true;
    case P::text_size: s.text_size = positive(v, id); return true;
    case P::text_max_width: s.text_max_width_em = positive(v, id); return true;
    case P::text_line_height: s.text_line_height_em = positive(v, id); return true;
    case P::text_letter_spacing: s.letter_spacing_em = number(v, id); return true;
    case P::text_justify: {
      const auto name = word(v, id);
      s.text_justify = name == "left"    ? Justify::left
                       : name == "right" ? Justify::right
                       : name == "auto"  ? Justify::automatic
                                         : Justify::center;
      return true;
    }
    case P::text_anchor: s.text_anchor = anchor_of(word(v, id)); return true;
    case P::text_variable_anchor:
      s.text_variable_anchor.clear();
      for (const auto& name : words(v)) s.text_variable_anchor.push_back(anchor_of(name));
      return true;
    case P::text_radial_offset: s.text_radial_offset_em = number(v, id); return true;
    case P::text_offset: s.text_offset_em = pair(v, id); return true;
    case P::text_rotate: s.text_rotate_deg = number(v, id); return true;
    case P::text_max_angle: s.text_max_angle_deg = number(v, id); return true;
    case P::text_padding: s.text_padding = positive(v, id); return true;
    case P::text_rotation_alignment: s.text_rotation = alignment_of(word(v, id)); return true;
    case P::text_keep_upright: s.text_keep_upright = flag(v, id); return true;
    case P::text_allow_overlap: s.text_allow_overlap = flag(v, id); return true;
    case P::text_ignore_placement: s.text_ignore_placement = flag(v, id); return true;
    case P::text_optional: s.text_optional = flag(v, id); return true;
    case P::text_color: s.text_color = color(v, id); return true;
    case P::text_opacity: s.text_opacity = opacity(v, id); return true;
    case P::text_halo_color: s.halo_color = color(v, id); return true;
    case P::text_halo_width: s.halo_width = positive(v, id); return true;
    case P::text_halo_blur: s.halo_blur = positive(v, id); return true;
    default: return false;
  }
}

void apply_icon(SymbolStyle& s, P id, const Value& v) {
  switch (id) {
    case P::icon_size: s.icon_size = positive(v, id); break;
    case P::icon_rotate: s.icon_rotate_deg = number(v, id); break;
    case P::icon_padding:
      s.icon_padding = v.numbers() != nullptr && !v.numbers()->values.empty() ? static_cast<float>(v.numbers()->values[0]) : 2.0F;
      break;
    case P::icon_anchor: s.icon_anchor = anchor_of(word(v, id)); break;
    case P::icon_offset: s.icon_offset = pair(v, id); break;
    case P::icon_rotation_alignment: s.icon_rotation = alignment_of(word(v, id)); break;
    case P::icon_allow_overlap: s.icon_allow_overlap = flag(v, id); break;
    case P::icon_ignore_placement: s.icon_ignore_placement = flag(v, id); break;
    case P::icon_optional: s.icon_optional = flag(v, id); break;
    case P::icon_color: s.icon_color = color(v, id); break;
    case P::icon_opacity: s.icon_opacity = opacity(v, id); break;
    case P::icon_halo_color: s.icon_halo_color = color(v, id); break;
    case P::icon_halo_width: s.icon_halo_width = positive(v, id); break;
    default: break;
  }
}

}  // namespace

void apply(BackgroundPaint& p, P id, const Value& v) {
  switch (id) {
    case P::background_color: p.color = color(v, id); break;
    case P::background_opacity: p.opacity = opacity(v, id); break;
    case P::background_pattern: p.pattern = image(v); break;
    default: break;
  }
}

void apply(FillPaint& p, P id, const Value& v) {
  switch (id) {
    case P::fill_color: p.color = color(v, id); break;
    case P::fill_opacity: p.opacity = opacity(v, id); break;
    case P::fill_outline_color:
      p.has_outline = v.color() != nullptr;
      if (p.has_outline) p.outline_color = *v.color();
      break;
    case P::fill_pattern: p.pattern = image(v); break;
    case P::fill_antialias: p.antialias = flag(v, id); break;
    case P::fill_translate: p.translate = pair(v, id); break;
    default: break;
  }
}

void apply(LinePaint& p, P id, const Value& v) {
  switch (id) {
    case P::line_color: p.color = color(v, id); break;
    case P::line_opacity: p.opacity = opacity(v, id); break;
    case P::line_width: p.width = positive(v, id); break;
    case P::line_gap_width: p.gap_width = positive(v, id); break;
    case P::line_offset: p.offset = number(v, id); break;
    case P::line_blur: p.blur = positive(v, id); break;
    case P::line_dasharray: p.dash = numbers(v); break;
    case P::line_pattern: p.pattern = image(v); break;
    case P::line_translate: p.translate = pair(v, id); break;
    case P::line_cap: {
      const auto name = word(v, id);
      p.cap = name == "round" ? LineCap::round : name == "square" ? LineCap::square : LineCap::butt;
      break;
    }
    case P::line_join: {
      const auto name = word(v, id);
      p.join = name == "round" ? LineJoin::round : name == "bevel" ? LineJoin::bevel : LineJoin::miter;
      break;
    }
    case P::line_miter_limit: p.miter_limit = positive(v, id); break;
    case P::line_round_limit: p.round_limit = positive(v, id); break;
    default: break;
  }
}

void apply(CirclePaint& p, P id, const Value& v) {
  switch (id) {
    case P::circle_color: p.color = color(v, id); break;
    case P::circle_opacity: p.opacity = opacity(v, id); break;
    case P::circle_radius: p.radius = positive(v, id); break;
    case P::circle_blur: p.blur = positive(v, id); break;
    case P::circle_stroke_color: p.stroke_color = color(v, id); break;
    case P::circle_stroke_width: p.stroke_width = positive(v, id); break;
    case P::circle_stroke_opacity: p.stroke_opacity = opacity(v, id); break;
    case P::circle_translate: p.translate = pair(v, id); break;
    default: break;
  }
}

void apply(SymbolStyle& s, P id, const Value& v) {
  switch (id) {
    case P::symbol_placement: {
      const auto name = word(v, id);
      s.placement = name == "line" ? Placement::line : name == "line-center" ? Placement::line_center : Placement::point;
      break;
    }
    case P::symbol_spacing: s.spacing = std::max(1.0F, number(v, id)); break;
    case P::symbol_avoid_edges: s.avoid_edges = flag(v, id); break;
    default:
      if (!apply_text(s, id, v)) apply_icon(s, id, v);
  }
}

std::vector<TextSection> sections_of(const Value& field, std::string_view transform) {
  const Formatted plain{Section{value_text(field), {}, {}, {}, {}, {}}};
  const Formatted& source = field.formatted() != nullptr ? *field.formatted() : plain;
  std::vector<TextSection> out;
  bool any = false;
  for (const auto& section : source) {
    std::string text = transform == "uppercase"   ? upper_case(section.text)
                       : transform == "lowercase" ? lower_case(section.text)
                                                  : section.text;
    any = any || text.find_first_not_of(" \t\n") != std::string::npos;
    if (!text.empty()) out.push_back({std::move(text), section.scale.value_or(1), section.color, section.font.value_or("")});
  }
  return any ? out : std::vector<TextSection>{};
}

}  // namespace skizze::style
