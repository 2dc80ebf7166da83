// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/pbf.h"

#include "readers/osm/pbf_blocks.h"
#include "readers/osm/pbf_objects.h"

namespace skizze::readers::osm {
namespace {

using base::ErrorCode;

/// Damage is told with how much of the file was whole.
base::Error told_after(base::Error error, std::uint64_t objects) {
  for (auto& argument : error.message.arguments) {
    if (argument.name == "rows") argument.value = std::to_string(objects);
  }
  return error;
}

}  // namespace

base::Status read_pbf(const std::filesystem::path& file, const Limits& limits, Collector& collector,
                      const std::function<void(double)>& told) {
  PbfBlocks blocks(file, limits.unpacked_bytes);
  PbfObjects objects(collector);
  bool headed = false;
  for (;;) {
    const auto block = blocks.next();
    if (!block) return tl::unexpected(told_after(block.error(), collector.objects()));
    if (!*block) break;
    if ((*block)->type == "OSMHeader") {
      if (const auto feature = unknown_feature((*block)->bytes)) {
        return base::fail(ErrorCode::unsupported, "readers.cannot_open", {{"format", "OSM"}, {"detail", *feature}});
      }
      headed = true;
    } else if ((*block)->type == "OSMData") {
      const char* wrong = headed ? objects.read((*block)->bytes) : "no OSMHeader";
      if (wrong) return tl::unexpected(told_after(blocks.damaged(wrong), collector.objects()));
    }
    if (collector.out_of_order()) return {};
    if (auto status = collector.within_limits(); !status) return status;
    told(blocks.share());
  }
  return {};
}

}  // namespace skizze::readers::osm
