// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_reader.h"

#include "tiles/compression.h"
#include "tiles/mvt_scanner.h"

namespace skizze::tiles {
namespace {

struct Copied {
  MvtValue operator()(std::string_view text) const { return std::string(text); }
  template <class T>
  MvtValue operator()(T value) const {
    return value;
  }
};

MvtLayer copy_of(const MvtLayerView& view) {
  MvtLayer layer;
  layer.name = view.name;
  layer.version = view.version;
  layer.extent = view.extent;
  layer.keys.assign(view.keys.begin(), view.keys.end());
  layer.values.reserve(view.values.size());
  for (const MvtValueView& value : view.values) layer.values.push_back(std::visit(Copied{}, value));
  layer.features.reserve(view.feature_count);
  return layer;
}

/// The scanner's feature at hand; none where it has to be left out.
std::optional<MvtFeature> copy_feature(MvtScanner& scanner) {
  const auto tags = scanner.tags();
  if (!tags) return std::nullopt;
  const MvtShape* shape = scanner.shape();
  if (shape == nullptr) return std::nullopt;
  MvtFeature feature{scanner.feature().id, scanner.feature().type, {tags->begin(), tags->end()}, {}};
  feature.parts.reserve(shape->parts().size());
  for (const auto& part : shape->parts()) {
    const auto points = shape->points_of(part);
    feature.parts.push_back({{points.begin(), points.end()}, part.hole});
  }
  return feature;
}

base::Error refused(const MvtProblem& first) {
  base::Error error{base::ErrorCode::damaged, {"tiles.mvt_refused", {}}, {{}, first.layer, {}, first.byte_offset}, {}};
  if (first.feature >= 0) error.where.feature = std::to_string(first.feature);
  error.context.push_back(first.message);
  return error;
}

base::Result<MvtDecoded> decode_plain(std::span<const std::byte> bytes, const MvtLimits& limits) {
  MvtScanner scanner(limits);
  MvtDecoded out;
  std::size_t kept = 0;
  for (scanner.start(bytes); scanner.next_layer();) {
    MvtLayer layer = copy_of(scanner.layer());
    while (scanner.next_feature()) {
      if (auto feature = copy_feature(scanner)) {
        layer.features.push_back(std::move(*feature));
        ++kept;
      }
    }
    out.tile.layers.push_back(std::move(layer));
  }
  if (scanner.over_limit()) {
    return base::fail(base::ErrorCode::too_large, "tiles.mvt_too_large", {{"limit_mb", std::to_string(limits.max_bytes >> 20)}});
  }
  if (scanner.lost() && kept == 0 && !scanner.problems().empty()) return tl::unexpected(refused(scanner.problems().front()));
  out.problem_count = scanner.problem_count();
  out.problems = scanner.take_problems();
  return out;
}

}  // namespace

base::Result<MvtDecoded> decode_mvt(std::span<const std::byte> bytes, const MvtLimits& limits) {
  std::string unpacked;
  if (is_gzip(bytes) || is_zlib(bytes)) {
    auto result = gunzip(bytes, limits.max_bytes);
    if (!result) return tl::unexpected(std::move(result.error()));
    unpacked = std::move(*result);
    bytes = bytes_of(unpacked);
  }
  return decode_plain(bytes, limits);
}

}  // namespace skizze::tiles
