// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// From (style layer, feature, zoom) to values a painter can use.
/// Units: lengths are css pixels at the given zoom, text sizes css pixels, angles degrees clockwise, opacities 0..1.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feature/layer_pack.h"
#include "feature/value.h"
#include "style/color.h"
#include "style/stylesheet.h"

namespace skizze::style {

enum class LineCap : std::uint8_t { butt, round, square };
enum class LineJoin : std::uint8_t { miter, bevel, round };
enum class Anchor : std::uint8_t { center, left, right, top, bottom, top_left, top_right, bottom_left, bottom_right };
enum class Justify : std::uint8_t { automatic, left, center, right };
enum class Placement : std::uint8_t { point, line, line_center };
/// map: turns with the line or the map; viewport: stays upright.
enum class Alignment : std::uint8_t { automatic, map, viewport };

struct BackgroundPaint {
  Color color{0, 0, 0, 1};
  float opacity = 1;
  std::string pattern;
  bool operator==(const BackgroundPaint&) const = default;
};

struct FillPaint {
  Color color{0, 0, 0, 1};
  float opacity = 1;
  Color outline_color{0, 0, 0, 0};  ///< a hairline (1 px) where has_outline
  bool has_outline = false;
  bool antialias = true;
  std::string pattern;  ///< name of a hatch ("hatch-45", see hatch.h) or sprite; empty for a plain fill. Hatches are drawn in `color`.
  std::array<float, 2> translate{0, 0};
  bool operator==(const FillPaint&) const = default;
};

struct LinePaint {
  Color color{0, 0, 0, 1};
  float opacity = 1;
  float width = 1;
  float gap_width = 0;  ///< > 0: two lines of `width` with this gap between them (a casing)
  float offset = 0;     ///< to the right of the direction of drawing, negative to the left
  float blur = 0;
  std::vector<float> dash;  ///< lengths of dashes and gaps in multiples of width; empty for a continuous line
  std::string pattern;
  LineCap cap = LineCap::butt;
  LineJoin join = LineJoin::miter;
  float miter_limit = 2;
  float round_limit = 1.05F;
  std::array<float, 2> translate{0, 0};
  float sort_key = 0;  ///< lower is drawn first
  bool operator==(const LinePaint&) const = default;
};

struct CirclePaint {
  Color color{0, 0, 0, 1};
  float opacity = 1;
  float radius = 5;
  float blur = 0;
  Color stroke_color{0, 0, 0, 1};
  float stroke_width = 0;
  float stroke_opacity = 1;
  std::array<float, 2> translate{0, 0};
  float sort_key = 0;
  bool operator==(const CirclePaint&) const = default;
};

/// One run of a label; scale multiplies the label's size.
struct TextSection {
  std::string text;
  double scale = 1;
  std::optional<Color> color;
  std::string font;  ///< empty: the label's
  bool operator==(const TextSection&) const = default;
};

/// Everything of a symbol but its words, which differ from row to row: see text() and icon().
struct SymbolStyle {
  Placement placement = Placement::point;
  float spacing = 250;  ///< css px between repeated symbols along a line
  bool avoid_edges = false;

  std::vector<std::string> fonts;  ///< as in the style ("Open Sans Bold"); "Bold" and "Italic" in the name mean weight and slant, "family:Arial" a typeface
  float text_size = 16;
  float text_max_width_em = 10;  ///< lines are broken beyond; in multiples of text_size
  float text_line_height_em = 1.2F;
  float letter_spacing_em = 0;
  Justify text_justify = Justify::center;
  Anchor text_anchor = Anchor::center;
  std::vector<Anchor> text_variable_anchor;  ///< tried in this order; empty: only text_anchor
  float text_radial_offset_em = 0;
  std::array<float, 2> text_offset_em{0, 0};
  float text_rotate_deg = 0;
  float text_max_angle_deg = 45;
  float text_padding = 2;
  Alignment text_rotation = Alignment::automatic;
  bool text_keep_upright = true;
  bool text_allow_overlap = false;
  bool text_ignore_placement = false;
  bool text_optional = false;
  Color text_color{0, 0, 0, 1};
  float text_opacity = 1;
  Color halo_color{0, 0, 0, 0};
  float halo_width = 0;
  float halo_blur = 0;

  float icon_size = 1;
  float icon_rotate_deg = 0;
  float icon_padding = 2;
  Anchor icon_anchor = Anchor::center;
  std::array<float, 2> icon_offset{0, 0};
  Alignment icon_rotation = Alignment::automatic;
  bool icon_allow_overlap = false;
  bool icon_ignore_placement = false;
  bool icon_optional = false;
  Color icon_color{0, 0, 0, 1};
  float icon_opacity = 1;
  Color icon_halo_color{0, 0, 0, 0};
  float icon_halo_width = 0;
  bool operator==(const SymbolStyle&) const = default;
};

/// What a person is doing with a feature; expressions read it as ["feature-state","selected"], ["feature-state","hover"].
struct FeatureState {
  bool selected = false;
  bool hover = false;
  bool operator==(const FeatureState&) const = default;
};

/// A feature that lives in no pack (one being drawn, a test).
struct PropertyRow {
  std::int64_t id = 0;
  geo::GeometryKind kind = geo::GeometryKind::none;
  std::vector<std::pair<std::string, feature::Value>> properties;
};

/// One style layer bound to one pack: names of properties are looked up once here. Immutable: any thread may use it.
/// An expression that fails on a feature's data gives the property's default; a filter that fails is false (as MapLibre does).
class LayerEvaluator {
 public:
  /// pack may be null (then only PropertyRow and background can be asked). layer_index counts in sheet->layers().
  LayerEvaluator(std::shared_ptr<const Stylesheet> sheet, std::size_t layer_index, std::shared_ptr<const feature::LayerPack> pack);
  ~LayerEvaluator();
  LayerEvaluator(LayerEvaluator&&) noexcept;
  LayerEvaluator& operator=(LayerEvaluator&&) noexcept;

  const StyleLayer& layer() const;
  const feature::LayerPack* pack() const;

  /// Whether the filter takes the row; does not look at the layer's zoom range (layer().shows_at(zoom) does).
  bool matches(std::uint32_t row, double zoom) const;
  bool matches(const PropertyRow& row, double zoom) const;

  BackgroundPaint background(double zoom) const;
  FillPaint fill(std::uint32_t row, double zoom, FeatureState state = {}) const;
  FillPaint fill(const PropertyRow& row, double zoom, FeatureState state = {}) const;
  LinePaint line(std::uint32_t row, double zoom, FeatureState state = {}) const;
  LinePaint line(const PropertyRow& row, double zoom, FeatureState state = {}) const;
  CirclePaint circle(std::uint32_t row, double zoom, FeatureState state = {}) const;
  CirclePaint circle(const PropertyRow& row, double zoom, FeatureState state = {}) const;
  SymbolStyle symbol(std::uint32_t row, double zoom, FeatureState state = {}) const;
  SymbolStyle symbol(const PropertyRow& row, double zoom, FeatureState state = {}) const;
  /// The label's words, text-transform applied; empty for no label.
  std::vector<TextSection> text(std::uint32_t row, double zoom) const;
  std::vector<TextSection> text(const PropertyRow& row, double zoom) const;
  /// Name of the icon; empty for none.
  std::string icon(std::uint32_t row, double zoom) const;
  std::string icon(const PropertyRow& row, double zoom) const;
  /// Lower is placed first and drawn first; 0 where the style gives none.
  double sort_key(std::uint32_t row, double zoom) const;
  double sort_key(const PropertyRow& row, double zoom) const;

 private:
  friend class ZoomPass;
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// One pass over many rows at one zoom: constants and zoom functions are computed once, data-driven values once for each
/// distinct combination of the values they read. Made per worker and tile; not for use from two threads at once. The evaluator
/// must outlive it. References it returns stay valid as long as the pass.
class ZoomPass {
 public:
  ZoomPass(const LayerEvaluator& evaluator, double zoom);
  ~ZoomPass();
  ZoomPass(const ZoomPass&) = delete;
  ZoomPass& operator=(const ZoomPass&) = delete;

  bool matches(std::uint32_t row);
  /// Rows of one bucket have equal paint (without sort keys and words): batch by it. Buckets count from 0.
  std::uint32_t bucket(std::uint32_t row, FeatureState state = {});
  const FillPaint& fill(std::uint32_t row, FeatureState state = {});
  const LinePaint& line(std::uint32_t row, FeatureState state = {});
  const CirclePaint& circle(std::uint32_t row, FeatureState state = {});
  const SymbolStyle& symbol(std::uint32_t row, FeatureState state = {});
  std::vector<TextSection> text(std::uint32_t row);
  std::string icon(std::uint32_t row);
  double sort_key(std::uint32_t row);

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Text of all sections in one string.
std::string plain_text(const std::vector<TextSection>& sections);

}  // namespace skizze::style
