// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace skizze::base {

/// Calls work(begin, end) for ranges that together are [0, count), on up to one thread per core; returns when all are done. Ranges
/// have `grain` items (the last fewer); one range runs on the calling thread alone. work must not throw. Where no thread can be had
/// (a confined process) everything runs here.
template <class Work>
void parallel_ranges(std::size_t count, std::size_t grain, Work&& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t begin = next.fetch_add(grain); begin < count; begin = next.fetch_add(grain))
      work(begin, std::min(count, begin + grain));
  };
  const std::size_t ranges = (count + grain - 1) / grain;
  const std::size_t hands = std::min<std::size_t>(ranges, std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < hands; ++i) {
    try {
      others.emplace_back(run);
    } catch (const std::system_error&) {
      break;
    }
  }
  run();
  for (auto& other : others) other.join();
}

}  // namespace skizze::base
