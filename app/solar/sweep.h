// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The sweep along lines: for one direction after the other every pixel once, with the tangent of its horizon. Included by horizon.cpp,
/// irradiation.cpp and daylight.cpp alone.
///
/// Each direction walks digital lines from the side the azimuth points to towards the viewer and keeps the upper hull of what lies behind
/// on a stack; a point that the next one overtops is hidden for ever, so that the cost per pixel does not depend on the range, which is
/// unlimited. Heights are taken on the straight line itself, between the two pixels it passes, for the viewer too: a plane then sees
/// itself as the plane it is. (Nearest pixels turn each roof into stairs whose steps are walls one pixel away: -2 % in the year.)
///
/// Neighbouring lines are walked together, one step of all of them after the other: what they read and write then lies side by side in
/// memory whatever the slant of the direction, and several of them are worked out at once.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "solar/angles.h"
#include "solar/horizon.h"
#include "solar/lanes.h"
#include "solar/parallel.h"

namespace skizze::solar::sweep {

/// One direction in the frame in which its lines run mainly along the columns' axis.
struct Direction {
  int number = 0;
  double east = 0, north = 1;        ///< unit vector towards the azimuth
  bool transposed = false;           ///< lines run along the grid's columns: the frame's columns are the grid's rows
  bool forward = true;               ///< the far side is at the last column (of the frame)
  float step_m = 1;                  ///< between two columns along the line
  std::vector<std::int32_t> shift;   ///< row of the line in a column, from its row in the middle column
  std::vector<std::int32_t> beside;  ///< the other row it passes, from that one: 1 or -1
  std::vector<float> aside;          ///< how far the straight line lies beside that row's middle, 0 to 0.5
};

inline Direction make_direction(double azimuth_rad, int width, int height, double pixel_m) {
  Direction d;
  d.east = std::sin(azimuth_rad);
  d.north = std::cos(azimuth_rad);
  const double dx = d.east;
  const double dy = -d.north;  // rows grow southwards
  d.transposed = std::abs(dy) > std::abs(dx) + 1e-12;
  const double major = d.transposed ? dy : dx;
  const double m = (d.transposed ? dx : dy) / major;
  d.forward = major > 0;
  d.step_m = static_cast<float>(std::sqrt(1 + m * m) * pixel_m);
  const int columns = d.transposed ? height : width;
  for (int c = 0; c < columns; ++c) {
    // Counted from the middle, so that a mirrored grid has mirrored lines.
    const double at = m * (c - (columns - 1) / 2);
    const auto shift = static_cast<std::int32_t>(std::floor(at + 0.5));
    d.shift.push_back(shift);
    d.beside.push_back(at > shift ? 1 : -1);
    d.aside.push_back(static_cast<float>(std::abs(at - shift)));
  }
  return d;
}

inline Direction make_direction(int number, int directions, int width, int height, double pixel_m) {
  Direction d = make_direction(2 * k_pi * number / directions, width, height, pixel_m);
  d.number = number;
  return d;
}

/// Part of a frame: columns and rows, the ends left out.
struct Frame {
  int left = 0, top = 0, right = 0, bottom = 0;
};

/// The heights of a frame, the rows of a column side by side, with unknown ones before its first and after its last row, so that lines
/// that are partly outside need no care.
class Sheet {
 public:
  /// transposed: as the directions of that kind want it.
  Sheet(const HeightGrid& grid, bool transposed, unsigned threads)
      : m_columns(transposed ? grid.height : grid.width),
        m_rows(transposed ? grid.width : grid.height),
        m_z(static_cast<std::size_t>(m_columns) * stride()) {
    in_parallel(threads, m_columns, k_block, [&](int begin, int end) {
      for (int c = begin; c < end; ++c) {
        float* const before = m_z.data() + static_cast<std::size_t>(c) * stride();
        std::fill_n(before, k_margin, std::numeric_limits<float>::quiet_NaN());
        std::fill_n(before + k_margin + m_rows, k_margin, std::numeric_limits<float>::quiet_NaN());
        if (transposed) std::copy_n(grid.z.data() + static_cast<std::size_t>(c) * static_cast<std::size_t>(m_rows), m_rows, column(c));
      }
      if (!transposed) transpose_columns(grid.z.data(), static_cast<std::size_t>(grid.width), column(0), stride(), begin, end, m_rows);
    });
  }
  int columns() const { return m_columns; }
  int rows() const { return m_rows; }
  /// Row 0 of a column; rows -k_margin to rows() + k_margin - 1 may be read.
  const float* column(int c) const { return m_z.data() + static_cast<std::size_t>(c) * stride() + k_margin; }

 private:
  static constexpr int k_margin = k_lanes + 1;
  float* column(int c) { return m_z.data() + static_cast<std::size_t>(c) * stride() + k_margin; }
  std::size_t stride() const { return static_cast<std::size_t>(m_rows) + 2 * k_margin; }
  int m_columns, m_rows;
  LargeArray<float> m_z;
};

/// Columns in which any of a band's lines runs inside the frame: they lie side by side, as shift is monotonic.
inline std::pair<int, int> columns_inside(const Direction& d, int columns, int rows, int first_line) {
  const bool falling = d.shift.back() < d.shift.front();
  const auto leave = [&](int from, int to, auto out) {  // first column of [from, to) for which out() does not hold
    while (from < to) {
      const int middle = from + (to - from) / 2;
      const bool still_out = out(first_line + d.shift[static_cast<std::size_t>(middle)]);
      (still_out ? from : to) = still_out ? middle + 1 : middle;
    }
    return from;
  };
  const int first = leave(0, columns, [&](int row) { return falling ? row >= rows : row <= -k_lanes; });
  return {first, leave(first, columns, [&](int row) { return falling ? row > -k_lanes : row < rows; })};
}

/// What hides what along neighbouring lines: for each an upper hull on a stack.
class Hulls {
 public:
  explicit Hulls(int longest) {
    // A step from one stack to the next that is no multiple of a page: all tops would meet in the same few places of the cache.
    constexpr std::size_t k_page = 4096 / sizeof(Point);
    m_stride = (static_cast<std::size_t>(longest) + k_below + k_page) / k_page * k_page + 24;
    m_points.resize(m_stride * k_lanes);
  }
  void clear() {
    for (std::size_t lane = 0; lane < k_lanes; ++lane) {
      // Nothing ever hides what lies under the floor: no end of the stack needs to be looked for.
      Point* const floor = m_points.data() + lane * m_stride;
      floor[0] = floor[1] = {-1, -std::numeric_limits<float>::infinity()};
      floor[2] = {-1, -1e30F};
      m_top[lane] = floor + 2;
    }
  }
  /// Steps of all lines at once: the tangents of their horizons, up to the length of a step, before the new heights are laid on the hulls.
  /// at: counts the steps. Where a height is unknown it is passed over and nothing is told.
  void climb(float at, const float* height, float* tangent) {
    for (std::size_t lane = 0; lane < k_lanes; ++lane) {
      const float here = height[lane];
      if (std::isnan(here)) continue;
      Point* top = m_top[lane];
      // Two at a time: whether one or none is hidden is as good as a toss, and a processor that guesses wrong starts again.
      for (;;) {
        const Point a = top[0];
        const Point b = top[-1];
        const Point c = top[-2];
        const bool one = hides(at, here, a, b);
        const bool two = one & hides(at, here, b, c);
        top -= static_cast<int>(one) + static_cast<int>(two);
        if (!two) break;
      }
      tangent[lane] = std::max(0.0F, (top->z - here) / (at - top->x));
      *++top = {at, here};
      m_top[lane] = top;
    }
  }

 private:
  struct Point {
    float x, z;
  };
  static constexpr std::size_t k_below = 3;
  /// Whether from here the point below rises at least as high over the horizon as the one before it.
  static bool hides(float at, float here, const Point& top, const Point& below) {
    return (below.z - here) * (at - top.x) >= (top.z - here) * (at - below.x);
  }
  std::size_t m_stride = 0;
  std::vector<Point> m_points;
  std::array<Point*, k_lanes> m_top{};
};

/// What one thread works with.
struct Band {
  Hulls hulls;
  std::vector<float> height, tangent;  ///< [column][lane]
  explicit Band(int longest) : hulls(longest), height(static_cast<std::size_t>(longest) * k_lanes), tangent(height.size()) {}
};

/// What a walk tells of pixels that lie side by side inside the window, at most k_lanes: cells are numbered column by column within the
/// window of the frame. Where a height is NaN nothing is known, and the tangents mean nothing.
struct Seen {
  std::size_t cell = 0, count = 0;
  const float* height = nullptr;
  const float* tangent = nullptr;  ///< of the direction's horizon
  const float* back = nullptr;     ///< of the one at its back
};

/// Lines [line, line + k_lanes), there and back: first from the far side, then from the one at the back, when both horizons are known and
/// visit(seen) is called. ahead(cell): fetch what will be visited soon, as no processor foresees a slanted way through memory.
template <class Visit, class Ahead>
void walk(const Direction& d, const Sheet& sheet, int line, const Frame& window, Band& work, Visit&& visit, Ahead&& ahead) {
  constexpr int k_soon = 6;  // steps
  const auto [first, last] = columns_inside(d, sheet.columns(), sheet.rows(), line);
  const int count = last - first;
  const auto row_of = [&, line = line](int c) { return line + d.shift[static_cast<std::size_t>(c)]; };
  const auto lanes_at = [&, first = first](int c) { return static_cast<std::size_t>(c - first) * k_lanes; };
  const float per_m = 1 / d.step_m;
  work.hulls.clear();
  for (int k = 0; k < count; ++k) {
    const int c = d.forward ? last - 1 - k : first + k;
    if (k + k_soon < count) {
      const int soon = d.forward ? c - k_soon : c + k_soon;
      const float* const z = sheet.column(soon) + row_of(soon);
      __builtin_prefetch(z);
      __builtin_prefetch(z + k_lanes - 1);
    }
    float* const height = work.height.data() + lanes_at(c);
    read_between(sheet.column(c) + row_of(c), d.beside[static_cast<std::size_t>(c)], d.aside[static_cast<std::size_t>(c)], height);
    work.hulls.climb(static_cast<float>(k), height, work.tangent.data() + lanes_at(c));
  }
  work.hulls.clear();
  const std::size_t rows = static_cast<std::size_t>(window.bottom - window.top);
  std::array<float, k_lanes> tangent{};
  std::array<float, k_lanes> back{};
  for (int k = 0; k < count; ++k) {
    const int c = d.forward ? first + k : last - 1 - k;
    const int soon = d.forward ? c + k_soon : c - k_soon;
    if (soon >= window.left && soon < window.right && k + k_soon < count) {
      const int row = std::clamp(row_of(soon), window.top, window.bottom - 1);
      ahead(static_cast<std::size_t>(soon - window.left) * rows + static_cast<std::size_t>(row - window.top));
    }
    const float* const height = work.height.data() + lanes_at(c);
    work.hulls.climb(static_cast<float>(k), height, back.data());
    if (c < window.left || c >= window.right) continue;
    const int row = row_of(c);
    const int begin = std::max(0, window.top - row);
    const int end = std::min(k_lanes, window.bottom - row);
    if (begin >= end) continue;
    const float* const there = work.tangent.data() + lanes_at(c);
    for (std::size_t lane = 0; lane < k_lanes; ++lane) {
      tangent[lane] = there[lane] * per_m;
      back[lane] *= per_m;
    }
    visit(Seen{static_cast<std::size_t>(c - window.left) * rows + static_cast<std::size_t>(row + begin - window.top),
               static_cast<std::size_t>(end - begin), height + begin, tangent.data() + begin, back.data() + begin});
  }
}

inline Frame frame_of(const Direction& d, const PixelWindow& w) {
  return d.transposed ? Frame{w.top, w.left, w.bottom, w.right} : Frame{w.left, w.top, w.right, w.bottom};
}

/// Lines that meet the window: the first, and one past the last.
inline std::pair<int, int> lines_through(const Direction& d, const Frame& window) {
  const auto [least, most] =
      std::minmax(d.shift[static_cast<std::size_t>(window.left)], d.shift[static_cast<std::size_t>(window.right - 1)]);
  return {window.top - most, window.bottom - least};
}

/// Where bands begin that together hold every line that meets one of these windows of the grid.
inline std::vector<int> bands_through(const Direction& d, const std::vector<PixelWindow>& windows) {
  std::vector<std::pair<int, int>> ranges;
  for (const auto& w : windows) {
    if (!w.empty()) ranges.push_back(lines_through(d, frame_of(d, w)));
  }
  std::sort(ranges.begin(), ranges.end());
  std::vector<int> bands;
  for (const auto& [from, to] : ranges) {
    for (int line = bands.empty() ? from : std::max(from, bands.back() + k_lanes); line < to; line += k_lanes) bands.push_back(line);
  }
  return bands;
}

/// All directions: visit(direction, seen) for pixels inside the window on lines that meet one of `through`, in which `back` belongs to
/// direction number + directions / 2 where their count is even, and to none otherwise. Lines of one direction touch different pixels and
/// are shared out among the threads; directions follow one another. False when cancelled.
template <class Visit, class Ahead>
bool all_directions(const HeightGrid& grid, const SweepOptions& options, const PixelWindow& window, const std::vector<PixelWindow>& through,
                    Visit visit, Ahead ahead) {
  std::vector<Direction> directions;
  std::vector<std::vector<int>> bands;
  const bool paired = options.directions % 2 == 0;
  // First those of one sheet, then those of the other: each stays in the caches while it is used.
  for (const bool wanted : {false, true}) {
    for (int i = 0; i < (paired ? options.directions / 2 : options.directions); ++i) {
      auto d = make_direction(i, options.directions, grid.width, grid.height, grid.pixel_m);
      if (d.transposed != wanted) continue;
      bands.push_back(bands_through(d, through));
      directions.push_back(std::move(d));
    }
  }
  const unsigned threads = threads_of(options);
  const std::array<Sheet, 2> sheets{Sheet(grid, false, threads), Sheet(grid, true, threads)};
  std::vector<std::atomic<std::size_t>> next(directions.size());
  std::barrier<> together(static_cast<std::ptrdiff_t>(threads));
  on_threads(threads, [&] {
    Band own(std::max(grid.width, grid.height));
    for (std::size_t i = 0; i < directions.size(); ++i) {
      const Direction& d = directions[i];
      const Frame in = frame_of(d, window);
      for (std::size_t band = next[i]++; band < bands[i].size() && !options.token.cancelled(); band = next[i]++) {
        walk(
            d, sheets[d.transposed ? 1 : 0], bands[i][band], in, own, [&](const Seen& seen) { visit(d, seen); },
            [&](std::size_t cell) { ahead(d, cell); });
      }
      together.arrive_and_wait();
    }
  });
  return !options.token.cancelled();
}

}  // namespace skizze::solar::sweep
