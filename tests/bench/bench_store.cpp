// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How long a step takes until it is on the disk, and how long a well-filled project takes to open. Argument: a folder on the disk to measure.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "store/project_store.h"

using namespace skizze;
using Clock = std::chrono::steady_clock;

namespace {

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

store::Transaction pins(std::size_t count) {
  store::Transaction transaction;
  transaction.message = {"bench.pins", {}};
  for (std::size_t i = 0; i < count; ++i) {
    participation::Contribution pin;
    pin.id = base::new_uuid();
    pin.geometry = geo::make_point({565000 + static_cast<double>(i % 1000), 5934000 + static_cast<double>(i / 1000)});
    pin.text = "Hier fehlt ein sicherer Übergang für Kinder auf dem Schulweg.";
    transaction.changes.emplace_back(base::added(pin));
  }
  return transaction;
}

void print(const char* what, std::vector<double> times) {
  std::ranges::sort(times);
  const auto at = [&](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
  std::printf("%-44s n=%-4zu median %8.2f ms  p95 %8.2f ms  max %8.2f ms\n", what, times.size(), at(0.5), at(0.95), times.back());
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path file = std::filesystem::path(argc > 1 ? argv[1] : ".") / "bench_store.gpkg";
  std::vector<double> commits;
  std::vector<double> undos;
  {
    auto store = store::ProjectStore::create(file, {25832, "bench", "Bestand", true});
    if (!store) return std::printf("%s\n", store.error().message.id.c_str()), 1;
    for (int i = 0; i < 300; ++i) {
      const auto step = pins(1);
      const auto start = Clock::now();
      if (!store->apply(step)) return 1;
      commits.push_back(ms_since(start));
    }
    for (int i = 0; i < 300; ++i) {
      const auto start = Clock::now();
      if (!store->undo()) return 1;
      undos.push_back(ms_since(start));
    }
    print("one contribution, acknowledged", commits);
    print("one undo, acknowledged", undos);
    const auto bulk = pins(100'000);
    const auto start = Clock::now();
    if (!store->apply(bulk)) return 1;
    print("100,000 contributions in one step", {ms_since(start)});
  }
  auto start = Clock::now();
  auto store = store::ProjectStore::open(file);
  if (!store) return 1;
  print("open with 100,000 contributions", {ms_since(start)});
  start = Clock::now();
  if (!store->load()) return 1;
  print("load 100,000 contributions", {ms_since(start)});
  start = Clock::now();
  const auto report = store->check();
  print(report && report->clean() ? "check, clean" : "check, NOT clean", {ms_since(start)});
  std::printf("file %.1f MB\n", static_cast<double>(std::filesystem::file_size(file)) / 1e6);
  std::filesystem::remove(file);
}
