// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/vertex_rank.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "feature/pack_format.h"

namespace skizze::feature {
namespace {

using format::k_pinned;

/// floor(8 log2(sqrt(area) / 1 cm)) without a logarithm: four ranks per octave of area, told by its exponent and three thresholds.
std::uint8_t rank_of(double area_m2) {
  static_assert(format::k_ranks_per_octave == 8);
  constexpr std::array k_quarters{0.5946035575013605, 0.7071067811865476, 0.8408964152537145};  // 2^(-3/4), 2^(-1/2), 2^(-1/4)
  const double ratio = area_m2 / (format::k_rank_unit_m * format::k_rank_unit_m);
  if (!(ratio > 1)) return 0;
  int exponent = 0;
  const double fraction = std::frexp(ratio, &exponent);  // [1/2, 1)
  int rank = 4 * (exponent - 1);
  for (const double quarter : k_quarters) rank += fraction >= quarter ? 1 : 0;
  return static_cast<std::uint8_t>(std::min(254, rank));
}

/// A doubly linked list of the vertices still standing, eliminated in order of the area they span. One serves ring after ring.
class Elimination {
 public:
  void run(std::span<const std::int32_t> x, std::span<const std::int32_t> y, bool ring, double step_m, std::span<std::uint8_t> out) {
    m_x = x;
    m_y = y;
    m_ring = ring;
    const auto n = static_cast<std::uint32_t>(x.size());
    m_previous.resize(n);
    m_next.resize(n);
    m_area.assign(n, k_gone);
    m_queue.clear();
    m_few = n <= k_few;
    for (std::uint32_t i = 0; i < n; ++i) {
      m_previous[i] = i == 0 ? n - 1 : i - 1;
      m_next[i] = i + 1 == n ? 0 : i + 1;
    }
    for (std::uint32_t i = 0; i < n; ++i) {
      if (ring || (i > 0 && i + 1 < n)) push(i, 0);
    }
    std::fill(out.begin(), out.end(), k_pinned);
    std::uint32_t standing = n;
    const std::uint32_t least = ring ? 4 : 2;
    Entry entry{};
    while (standing > least && pop(entry)) {
      out[entry.vertex] = rank_of(entry.area * step_m * step_m);
      remove(entry.vertex, entry.area);
      --standing;
    }
  }

 private:
  static constexpr std::uint32_t k_few = 24;  ///< up to here looking at all is quicker than a heap
  static constexpr double k_gone = std::numeric_limits<double>::infinity();

  struct Entry {
    double area;
    std::uint32_t vertex;
    bool operator<(const Entry& o) const { return area != o.area ? area > o.area : vertex > o.vertex; }
  };

  /// The least area still standing, the first of equals.
  bool pop(Entry& entry) {
    if (m_few) {
      const auto least = std::min_element(m_area.begin(), m_area.end());
      entry = {*least, static_cast<std::uint32_t>(least - m_area.begin())};
      return entry.area != k_gone;
    }
    while (!m_queue.empty()) {
      std::pop_heap(m_queue.begin(), m_queue.end());
      entry = m_queue.back();
      m_queue.pop_back();
      if (entry.area == m_area[entry.vertex]) return true;  // else outdated
    }
    return false;
  }

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
    if (m_few) return;
    m_queue.push_back({m_area[i], i});
    std::push_heap(m_queue.begin(), m_queue.end());
  }

  void remove(std::uint32_t i, double area) {
    const auto p = m_previous[i];
    const auto q = m_next[i];
    m_next[p] = q;
    m_previous[q] = p;
    m_area[i] = k_gone;
    const auto last = static_cast<std::uint32_t>(m_x.size()) - 1;
    if (m_ring || p != 0) push(p, area);
    if (m_ring || q != last) push(q, area);
  }

  std::span<const std::int32_t> m_x;
  std::span<const std::int32_t> m_y;
  bool m_ring = false;
  bool m_few = false;
  std::vector<std::uint32_t> m_previous;
  std::vector<std::uint32_t> m_next;
  std::vector<double> m_area;
  std::vector<Entry> m_queue;
};

/// The vertices in parts by the hash of their coordinate: those that lie together are in one part, and a part's table is small enough
/// for the processor's cache.
class SharedVertices {
 public:
  SharedVertices(std::span<const std::int32_t> x, std::span<const std::int32_t> y, std::span<const std::uint32_t> vertex_begin,
                 std::span<std::uint8_t> rank, bool borders)
      : m_x(x), m_y(y), m_vertex_begin(vertex_begin), m_rank(rank), m_borders(borders), m_starts(x.size() + 1) {
    for (const std::uint32_t begin : vertex_begin) m_starts[begin] = true;
    constexpr std::size_t k_part_vertices = 1 << 17;
    while (m_bits < 10 && x.size() >> m_bits > k_part_vertices) ++m_bits;
    m_begin.resize((std::size_t{1} << m_bits) + 1);
    for (std::uint32_t i = 0; i < x.size(); ++i) ++m_begin[part_of(hash(i)) + 1];
    for (std::size_t part = 1; part < m_begin.size(); ++part) m_begin[part] += m_begin[part - 1];
    m_vertices.resize(x.size());
    std::vector<std::uint32_t> next(m_begin.begin(), m_begin.end() - 1);
    for (std::uint32_t i = 0; i < x.size(); ++i) m_vertices[next[part_of(hash(i))]++] = i;
  }

  std::size_t part_count() const { return m_begin.size() - 1; }

  /// Gives all vertices on one coordinate the highest of their ranks, and k_pinned where borders meet or part: there the neighbours of
  /// a vertex differ from ring to ring. Parts do not touch each other.
  void pin(std::size_t part) {
    const auto mine = std::span(m_vertices).subspan(m_begin[part], m_begin[part + 1] - m_begin[part]);
    std::size_t capacity = 16;
    while (capacity < mine.size() * 2) capacity *= 2;
    std::vector<std::uint32_t> slots(capacity, k_free);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> again;  // a vertex, and the first one on its coordinate
    for (const std::uint32_t i : mine) {
      std::size_t slot = static_cast<std::size_t>(hash(i) >> 12) & (capacity - 1);
      while (slots[slot] != k_free && !same(slots[slot], i)) slot = (slot + 1) & (capacity - 1);
      if (slots[slot] == k_free) {
        slots[slot] = i;
      } else {
        auto& highest = m_rank[slots[slot]];
        highest = !m_borders || same_neighbours(slots[slot], i) ? std::max(highest, m_rank[i]) : k_pinned;
        again.emplace_back(i, slots[slot]);
      }
    }
    for (const auto& [vertex, first] : again) m_rank[vertex] = m_rank[first];
  }

 private:
  static constexpr std::uint32_t k_free = UINT32_MAX;
  std::uint64_t hash(std::uint32_t i) const {
    const std::uint64_t key = std::uint64_t{static_cast<std::uint32_t>(m_x[i])} << 32 | static_cast<std::uint32_t>(m_y[i]);
    return (key ^ key >> 29) * 0x9E3779B97F4A7C15ULL;
  }
  std::size_t part_of(std::uint64_t hash) const { return m_bits == 0 ? 0 : static_cast<std::size_t>(hash >> (64 - m_bits)); }
  bool same(std::uint32_t a, std::uint32_t b) const { return m_x[a] == m_x[b] && m_y[a] == m_y[b]; }
  /// Neighbours around the ring; lines are taken as rings, since their ends are pinned anyway.
  std::uint32_t next(std::uint32_t i) const {
    if (!m_starts[i + 1]) return i + 1;
    return *(std::upper_bound(m_vertex_begin.begin(), m_vertex_begin.end(), i) - 1);
  }
  std::uint32_t previous(std::uint32_t i) const {
    if (!m_starts[i]) return i - 1;
    return *std::upper_bound(m_vertex_begin.begin(), m_vertex_begin.end(), i) - 1;
  }
  bool same_neighbours(std::uint32_t a, std::uint32_t b) const {
    const auto a0 = previous(a), a1 = next(a), b0 = previous(b), b1 = next(b);
    return (same(a0, b0) && same(a1, b1)) || (same(a0, b1) && same(a1, b0));
  }

  std::span<const std::int32_t> m_x;
  std::span<const std::int32_t> m_y;
  std::span<const std::uint32_t> m_vertex_begin;
  std::span<std::uint8_t> m_rank;
  bool m_borders;
  std::vector<bool> m_starts;  // whether a part begins at a vertex
  unsigned m_bits = 0;
  std::vector<std::uint32_t> m_begin;     // per part, in m_vertices
  std::vector<std::uint32_t> m_vertices;  // by part
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
  static thread_local Elimination elimination;
  elimination.run(x, y, ring, step_m, out);
}

void pin_shared_vertices(std::span<const std::int32_t> x, std::span<const std::int32_t> y, std::span<const std::uint32_t> vertex_begin,
                         std::span<std::uint8_t> rank, bool borders) {
  SharedVertices shared(x, y, vertex_begin, rank, borders);
  base::parallel_ranges(shared.part_count(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t part = begin; part < end; ++part) shared.pin(part);
  });
}

}  // namespace skizze::feature
