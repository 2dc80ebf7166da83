// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Style JSON (a subset of the MapLibre style specification, version 8) as a compiled, immutable value.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace skizze::style {

enum class LayerType : std::uint8_t { background, fill, line, circle, symbol };
std::string_view name_of(LayerType type);

/// What a layer draws of its areas: each of them; all that look alike as one, without the borders between them; what lies around them.
enum class AreaScope : std::uint8_t { each, merged, surroundings };
std::string_view name_of(AreaScope scope);
std::optional<AreaScope> area_scope(std::string_view name);

/// What a person may want to know of one layer of a style, in drawing order (first is bottom).
struct StyleLayer {
  std::string id;
  LayerType type = LayerType::fill;
  std::string source_layer;  ///< name of the data layer it draws; empty draws whatever the sheet is bound to
  double min_zoom = 0;       ///< drawn at min_zoom <= zoom < max_zoom (MapLibre zooms, 512 px tiles)
  double max_zoom = 24;
  bool visible = true;                ///< layout property "visibility"
  std::string group;                  ///< metadata "skizze:group": a switchable group, empty for none
  AreaScope areas = AreaScope::each;  ///< metadata "skizze:areas"; of fills and lines
  std::string legend;                 ///< metadata "skizze:legend": message id or plain text for the legend; empty for none
  /// Then it paints where it has no areas, too.
  bool fills_surroundings() const { return type == LayerType::fill && areas == AreaScope::surroundings; }
  bool shows_at(double zoom) const { return visible && zoom >= min_zoom && zoom < max_zoom; }
};

/// One thing that validation found. Errors keep the sheet from being used; warnings name what is ignored.
struct Issue {
  bool is_error = true;
  std::string layer;     ///< id of the style layer, or "layers[3]" where it has none; empty for the sheet itself
  std::string property;  ///< "paint.line-width", "filter"; empty for the layer itself
  std::string detail;    ///< the compiler's own words, English, in the specification's wording
  base::Message message;
};

namespace detail {
struct CompiledSheet;
}

/// Parsed and compiled style; constants are folded. Immutable: use it from any thread.
class Stylesheet {
 public:
  ~Stylesheet();
  Stylesheet(const Stylesheet&) = delete;
  Stylesheet& operator=(const Stylesheet&) = delete;

  const std::string& name() const;
  const std::vector<StyleLayer>& layers() const;
  /// What was ignored (unknown properties, layer types that are not drawn).
  const std::vector<Issue>& warnings() const;
  /// The lowest and the highest zoom at which any visible layer draws.
  double min_zoom() const;
  double max_zoom() const;
  /// How far symbols and lines can reach beyond their geometry, in css pixels at most (half widths, radii, icons; not text).
  double reach_px(double zoom) const;
  /// Names of the properties that the expressions of all layers read.
  std::vector<std::string> used_properties() const;
  /// A number that differs between different sheets (of the JSON text); for cache keys.
  std::uint64_t hash() const;

  const detail::CompiledSheet& compiled() const { return *m_sheet; }
  explicit Stylesheet(std::unique_ptr<detail::CompiledSheet> sheet);

 private:
  std::unique_ptr<detail::CompiledSheet> m_sheet;
};

/// Compiles style JSON: either a whole style {"version":8,"layers":[...]} or only the array of layers. Colour tokens must be
/// replaced before (palette.h). Errors: invalid (not JSON, or the first error of check(), with the layer in `where`).
base::Result<std::shared_ptr<const Stylesheet>> parse(std::string_view json);

/// Everything that validation finds, errors and warnings; empty when the style is fine. "not JSON" is one issue.
std::vector<Issue> check(std::string_view json);

}  // namespace skizze::style
