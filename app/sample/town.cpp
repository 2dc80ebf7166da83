// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/town.h"

#include <system_error>

#include "sample/quarter_content.h"
#include "sample/random.h"
#include "sample/town_plan.h"
#include "sample/town_writer.h"

namespace skizze::sample {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uint64_t k_fewest = 100;
constexpr std::uint64_t k_most = 2'000'000;

/// Whether houses may stand here at all.
bool is_strip(const Quarter& quarter) { return quarter.use == Use::river_strip || quarter.use == Use::rail_strip; }

/// What grows where nobody has built.
Use open_use(const Quarter& quarter, std::uint64_t seed) {
  const double dice = Random(mixed(seed, 97, quarter.id)).unit();
  return dice < 0.22 ? Use::forest : dice < 0.4 ? Use::meadow : Use::farmland;
}

/// Decides which quarters are built up and how many houses each gets, from the inside out, until there are enough.
/// Gives how many are missing.
base::Result<std::uint64_t> settle(TownPlan& plan, const TownOptions& options, const base::CancelToken& token,
                                   const TownProgress& progress) {
  std::uint64_t left = options.buildings;
  for (auto& quarter : plan.quarters()) {
    if (is_strip(quarter)) continue;
    if (left == 0) {
      quarter.use = open_use(quarter, options.seed);
      continue;
    }
    if (token.cancelled()) return fail(ErrorCode::cancelled, "sample.cancelled");
    quarter.buildings = std::min<std::uint64_t>(left, build_up(plan, quarter).buildings.size());
    quarter.built = true;
    left -= quarter.buildings;
    if (progress) progress(0.35 * (1 - static_cast<double>(left) / static_cast<double>(options.buildings)), {"sample.planning", {}});
  }
  return left;
}

base::Result<TownPlan> planned(const TownOptions& options, const base::CancelToken& token, const TownProgress& progress) {
  // The plan guesses how much room the houses need; where it guessed too little, it is drawn again, larger.
  for (double room = 1.0; room < 20; room *= 1.6) {
    TownPlan plan(static_cast<std::uint64_t>(static_cast<double>(options.buildings) * room), options.seed);
    const auto missing = settle(plan, options, token, progress);
    if (!missing) return tl::unexpected(missing.error());
    if (*missing == 0) return plan;
  }
  return fail(ErrorCode::internal, "sample.no_room");
}

}  // namespace

base::Result<TownSummary> write_town(const std::filesystem::path& folder, const TownOptions& options, base::CancelToken token,
                                     const TownProgress& progress) {
  if (options.buildings < k_fewest || options.buildings > k_most) {
    return fail(ErrorCode::invalid, "sample.buildings_out_of_range", {{"min", std::to_string(k_fewest)}, {"max", std::to_string(k_most)}});
  }
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder))
    return fail(ErrorCode::unreadable, "sample.no_folder", {{"folder", folder.string()}});
  auto plan = planned(options, token, progress);
  if (!plan) return tl::unexpected(plan.error());
  const auto to_lon_lat = geo::Transform::make(k_town_crs, "EPSG:4326");
  if (!to_lon_lat) return tl::unexpected(to_lon_lat.error());

  TownWriter writer(folder, *plan, options, *to_lon_lat);
  std::uint64_t done = 0;
  for (const auto& quarter : plan->quarters()) {
    if (token.cancelled()) return fail(ErrorCode::cancelled, "sample.cancelled");
    if (auto status = writer.add(quarter, build_up(*plan, quarter)); !status) return tl::unexpected(status.error());
    done += quarter.buildings;
    if (progress) progress(0.35 + 0.55 * static_cast<double>(done) / static_cast<double>(options.buildings), {"sample.writing", {}});
  }
  if (progress) progress(0.92, {"sample.finishing", {}});
  return writer.finish();
}

}  // namespace skizze::sample
