// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/vertex_rank.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <vector>

#include "feature/pack_format.h"

namespace skizze::feature {
namespace {

using format::k_pinned;

std::uint8_t rank_of(double importance_m) {
  if (!(importance_m > format::k_rank_unit_m)) return 0;
  return static_cast<std::uint8_t>(std::min(254.0, std::floor(format::k_ranks_per_octave * std::log2(importance_m / format::k_rank_unit_m))));
}

/// A doubly linked list of the vertices still standing, eliminated in order of the area they span.
class Elimination {
 public:
  Elimination(std::span<const std::int32_t> x, std::span<const std::int32_t> y, bool ring, double step_m)
      : m_x(x), m_y(y), m_ring(ring), m_step2(step_m * step_m), m_previous(x.size()), m_next(x.size()), m_area(x.size()) {}

  void run(std::span<std::uint8_t> out) {
    const auto n = static_cast<std::uint32_t>(m_x.size());
    for (std::uint32_t i = 0; i < n; ++i) {
      m_previous[i] = i == 0 ? n - 1 : i - 1;
      m_next[i] = i + 1 == n ? 0 : i + 1;
    }
    for (std::uint32_t i = 0; i < n; ++i) {
      if (m_ring || (i > 0 && i + 1 < n)) push(i, 0);
    }
    std::fill(out.begin(), out.end(), k_pinned);
    std::uint32_t standing = n;
    const std::uint32_t least = m_ring ? 4 : 2;
    while (standing > least && !m_queue.empty()) {
      const Entry entry = m_queue.top();
      m_queue.pop();
      if (entry.area != m_area[entry.vertex]) continue;  // outdated
      out[entry.vertex] = rank_of(std::sqrt(entry.area * m_step2));
      remove(entry.vertex, entry.area);
      --standing;
    }
  }

 private:
  struct Entry {
    double area;
    std::uint32_t vertex;
    bool operator<(const Entry& o) const { return area != o.area ? area > o.area : vertex > o.vertex; }
  };

  double triangle_area(std::uint32_t i) const {
    const auto p = m_previous[i];
    const auto q = m_next[i];
    const double ax = static_cast<double>(m_x[i]) - m_x[p];
    const double ay = static_cast<double>(m_y[i]) - m_y[p];
    const double bx = static_cast<double>(m_x[q]) - m_x[p];
    const double by = static_cast<double>(m_y[q]) - m_y[p];
    return std::abs(ax * by - bx * ay) / 2;
  }

  void push(std::uint32_t i, double floor) {
    m_area[i] = std::max(triangle_area(i), floor);  // never less than what was removed before it
    m_queue.push({m_area[i], i});
  }

  void remove(std::uint32_t i, double area) {
    const auto p = m_previous[i];
    const auto q = m_next[i];
    m_next[p] = q;
    m_previous[q] = p;
    m_area[i] = -1;
    const auto last = static_cast<std::uint32_t>(m_x.size()) - 1;
    if (m_ring || p != 0) push(p, area);
    if (m_ring || q != last) push(q, area);
  }

  std::span<const std::int32_t> m_x;
  std::span<const std::int32_t> m_y;
  bool m_ring;
  double m_step2;
  std::vector<std::uint32_t> m_previous;
  std::vector<std::uint32_t> m_next;
  std::vector<double> m_area;
  std::priority_queue<Entry> m_queue;
};

}  // namespace

std::uint8_t rank_of_tolerance(double tolerance_m) {
  if (!(tolerance_m > format::k_rank_unit_m)) return 0;
  return static_cast<std::uint8_t>(std::min(254.0, std::ceil(format::k_ranks_per_octave * std::log2(tolerance_m / format::k_rank_unit_m))));
}

void rank_vertices(std::span<const std::int32_t> x, std::span<const std::int32_t> y, bool ring, double step_m, std::span<std::uint8_t> out) {
  if (x.size() <= (ring ? 4U : 2U)) {
    std::fill(out.begin(), out.end(), k_pinned);
    return;
  }
  Elimination(x, y, ring, step_m).run(out);
}

void pin_shared_vertices(std::span<const std::int32_t> x, std::span<const std::int32_t> y, std::span<std::uint8_t> rank) {
  // Open addressing on the packed coordinate: value + 1 in rank_at, 0 = free place.
  std::size_t capacity = 16;
  while (capacity < x.size() * 2) capacity *= 2;
  std::vector<std::uint64_t> keys(capacity);
  std::vector<std::uint16_t> rank_at(capacity, 0);
  const auto place_of = [&](std::size_t i) {
    const std::uint64_t key = std::uint64_t{static_cast<std::uint32_t>(x[i])} << 32 | static_cast<std::uint32_t>(y[i]);
    std::size_t place = static_cast<std::size_t>((key ^ key >> 29) * 0x9E3779B97F4A7C15ULL >> 20) & (capacity - 1);
    while (rank_at[place] != 0 && keys[place] != key) place = (place + 1) & (capacity - 1);
    keys[place] = key;
    return place;
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    auto& highest = rank_at[place_of(i)];
    highest = std::max(highest, static_cast<std::uint16_t>(rank[i] + 1));
  }
  for (std::size_t i = 0; i < x.size(); ++i) rank[i] = static_cast<std::uint8_t>(rank_at[place_of(i)] - 1);
}

}  // namespace skizze::feature
