// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The sweep along lines: for one direction after the other every pixel once, with the tangent of its horizon. Included by horizon.cpp and
/// irradiation.cpp alone.
///
/// Each direction walks digital lines from the side the azimuth points to towards the viewer and keeps the upper hull of what lies behind
/// on a stack; a point that the next one overtops is hidden for ever, so that the cost per pixel does not depend on the range, which is
/// unlimited. Heights are taken on the straight line itself, between the two pixels it passes, for the viewer too: a plane then sees
/// itself as the plane it is. (Nearest pixels turn each roof into stairs whose steps are walls one pixel away: -2 % in the year.)
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <cmath>
#include <cstdint>
#include <span>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "base/cancel.h"
#include "solar/angles.h"
#include "solar/horizon.h"

namespace skizze::solar::sweep {

/// Columns that lie side by side in which a line stays in one row and passes it on one side.
struct Run {
  int begin = 0, end = 0;  ///< columns
  int shift = 0;           ///< row of the line there, from its row in the middle column
  int beside = 1;          ///< the other row it passes, from that one: 1 or -1
};

/// One direction in the frame in which its lines run mainly along the columns' axis.
struct Direction {
  int number = 0;
  double east = 0, north = 1;       ///< unit vector towards the azimuth
  bool transposed = false;          ///< lines run along rows: work on the transposed copy
  bool forward = true;              ///< the far side is at the last column (of the frame)
  float step_m = 1;                 ///< between two columns along the line
  std::vector<std::int32_t> shift;  ///< row of the line in a column, from its row in the middle column
  std::vector<float> aside;         ///< how far the straight line lies beside that row's middle, 0 to 0.5
  std::vector<Run> runs;            ///< all columns, ascending
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
  d.shift.resize(static_cast<std::size_t>(columns));
  d.aside.resize(static_cast<std::size_t>(columns));
  for (int c = 0; c < columns; ++c) {
    // Counted from the middle, so that a mirrored grid has mirrored lines.
    const double at = m * (c - (columns - 1) / 2);
    const auto shift = static_cast<std::int32_t>(std::floor(at + 0.5));
    const int beside = at > shift ? 1 : -1;
    d.shift[static_cast<std::size_t>(c)] = shift;
    d.aside[static_cast<std::size_t>(c)] = static_cast<float>(std::abs(at - shift));
    if (d.runs.empty() || d.runs.back().shift != shift || d.runs.back().beside != beside) d.runs.push_back({c, c, shift, beside});
    d.runs.back().end = c + 1;
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

/// Columns in which a line runs inside the frame: they lie side by side, as shift is monotonic.
inline std::pair<int, int> columns_inside(const Direction& d, int columns, int rows, int line) {
  const bool falling = d.shift.back() < d.shift.front();
  const auto leave = [&](int from, int to, auto out) {  // first column of [from, to) for which out() does not hold
    while (from < to) {
      const int middle = from + (to - from) / 2;
      const bool still_out = out(line + d.shift[static_cast<std::size_t>(middle)]);
      (still_out ? from : to) = still_out ? middle + 1 : middle;
    }
    return from;
  };
  const int first = leave(0, columns, [&](int row) { return falling ? row >= rows : row < 0; });
  return {first, leave(first, columns, [&](int row) { return falling ? row >= 0 : row < rows; })};
}

/// One line on its way: heights and tangents by column, counted from its first one.
struct Line {
  struct Point {
    float x, z;
  };
  int number = 0;
  int first = 0, last = 0;  ///< its columns inside the frame; last left out
  int steps = 0;            ///< columns passed so far
  int depth = 0;            ///< points on the hull
  std::vector<Point> hull;  ///< from index 1 on
  std::vector<float> height, tangent;
};

/// What one thread works with: neighbouring lines, which are walked together block by block so that what one reads from memory the next
/// finds in the cache.
struct Band {
  static constexpr int k_lines = 16;
  static constexpr int k_block = 128;  ///< columns
  std::array<Line, k_lines> lines;
  std::array<float, k_block> back{};
  explicit Band(int longest) {
    for (auto& line : lines) {
      line.hull.resize(static_cast<std::size_t>(longest) + 2);
      line.height.resize(static_cast<std::size_t>(longest));
      line.tangent.resize(static_cast<std::size_t>(longest));
    }
  }
};

/// Heights on the straight line for columns [begin, end), which lie in one run; NaN where the pixel's own is unknown.
inline void read_heights(const Direction& d, const float* z, int columns, int rows, int row, int beside, int begin, int end, float* out) {
  const float* const own = z + static_cast<std::ptrdiff_t>(row) * columns;
  const bool alone = static_cast<unsigned>(row + beside) >= static_cast<unsigned>(rows);
  const float* const other = alone ? own : own + beside * static_cast<std::ptrdiff_t>(columns);
  const float* const aside = d.aside.data();
  for (int c = begin; c < end; ++c) {
    const float between = own[c] + aside[c] * (other[c] - own[c]);
    out[c - begin] = std::isnan(between) ? own[c] : between;  // beside a hole the pixel's own counts
  }
}

/// Tangents of the horizon along a piece of a line, whose far end is its last value where forward; heights that are unknown are passed
/// over.
inline void climb(Line& line, const float* height, float* tangent, int count, bool forward, float step_m) {
  Line::Point* const hull = line.hull.data();
  int depth = line.depth;
  for (int k = 0; k < count; ++k) {
    const int at = forward ? count - 1 - k : k;
    const float x = static_cast<float>(line.steps + k) * step_m;
    const float here = height[at];
    if (std::isnan(here)) continue;
    while (depth > 1) {
      const Line::Point& top = hull[depth];
      const Line::Point& below = hull[depth - 1];
      if ((below.z - here) * (x - top.x) < (top.z - here) * (x - below.x)) break;
      --depth;
    }
    tangent[at] = depth > 0 ? std::max(0.0F, (hull[depth].z - here) / (x - hull[depth].x)) : 0.0F;
    hull[++depth] = {x, here};
  }
  line.depth = depth;
  line.steps += count;
}

/// What a walk tells of pixels that lie side by side inside the window: cells are numbered row by row within the window of the frame. Where
/// a height is NaN nothing is known, and the tangents mean nothing.
struct Seen {
  std::size_t cell = 0, count = 0;
  const float* height = nullptr;
  const float* tangent = nullptr;  ///< of the direction's horizon
  const float* back = nullptr;     ///< of the one at its back
};

/// Pieces of a line by runs: take(run, first column, one past the last).
template <class Take>
void each_run(const Direction& d, int begin, int end, Take&& take) {
  auto run = std::upper_bound(d.runs.begin(), d.runs.end(), begin, [](int c, const Run& r) { return c < r.end; });
  for (; run != d.runs.end() && run->begin < end; ++run) take(*run, std::max(begin, run->begin), std::min(end, run->end));
}

/// Lines [from, to), at most Band::k_lines, there and back: first from the far side, then from the one at the back, when both horizons are
/// known and visit(seen) is called. z: the frame's heights. ahead(cell): fetch what will be visited soon, as no processor foresees a
/// slanted way through memory.
template <class Visit, class Ahead>
void walk(const Direction& d, const float* z, int columns, int rows, int from, int to, const Frame& window, Band& work, Visit&& visit,
          Ahead&& ahead) {
  int first = columns;
  int last = 0;
  const auto count = static_cast<std::size_t>(to - from);
  for (std::size_t i = 0; i < count; ++i) {
    Line& line = work.lines[i];
    line.number = from + static_cast<int>(i);
    line.depth = line.steps = 0;
    std::tie(line.first, line.last) = columns_inside(d, columns, rows, line.number);
    if (line.first >= line.last) continue;
    first = std::min(first, line.first);
    last = std::max(last, line.last);
  }
  const int blocks = (last - first + Band::k_block - 1) / Band::k_block;
  const auto each_piece = [&](bool descending, auto&& piece) {
    for (int n = 0; n < blocks; ++n) {
      const int block = first + (descending ? blocks - 1 - n : n) * Band::k_block;
      for (std::size_t i = 0; i < count; ++i) {
        Line& line = work.lines[i];
        const int begin = std::max(line.first, block);
        const int end = std::min(line.last, block + Band::k_block);
        if (begin < end) piece(line, begin, end);
      }
    }
  };
  each_piece(d.forward, [&](Line& line, int begin, int end) {
    float* const height = line.height.data() + (begin - line.first);
    each_run(d, begin, end, [&](const Run& run, int left, int right) {
      read_heights(d, z, columns, rows, line.number + run.shift, run.beside, left, right, height + (left - begin));
    });
    climb(line, height, line.tangent.data() + (begin - line.first), end - begin, d.forward, d.step_m);
  });
  for (std::size_t i = 0; i < count; ++i) work.lines[i].depth = work.lines[i].steps = 0;
  const auto window_columns = static_cast<std::ptrdiff_t>(window.right - window.left);
  const auto inside = [&](const Line& line, int begin, int end, auto&& take) {
    each_run(d, std::max(begin, window.left), std::min(end, window.right), [&](const Run& run, int left, int right) {
      const int row = line.number + run.shift;
      if (row < window.top || row >= window.bottom) return;
      take(static_cast<std::size_t>((row - window.top) * window_columns + (left - window.left)), left, right);
    });
  };
  each_piece(!d.forward, [&](Line& line, int begin, int end) {
    const int next = d.forward ? begin + Band::k_block : begin - Band::k_block;
    inside(line, std::max(line.first, next), std::min(line.last, next + Band::k_block), [&](std::size_t cell, int left, int right) {
      constexpr std::size_t k_stride = 5;  // cells that share a line of the cache
      for (std::size_t c = 0; c < static_cast<std::size_t>(right - left); c += k_stride) ahead(cell + c);
    });
    const float* const height = line.height.data() + (begin - line.first);
    climb(line, height, work.back.data(), end - begin, !d.forward, d.step_m);
    inside(line, begin, end, [&](std::size_t cell, int left, int right) {
      visit(Seen{cell, static_cast<std::size_t>(right - left), height + (left - begin), line.tangent.data() + (left - line.first),
                 work.back.data() + (left - begin)});
    });
  });
}

/// A vector of n elements whose memory the system is asked to give in large pages: slanted ways through many small ones cost more in
/// looking up addresses than in reading.
template <class T>
std::vector<T> large_vector(std::size_t n) {
  std::vector<T> memory;
  memory.reserve(n);
#ifdef MADV_HUGEPAGE
  constexpr std::uintptr_t k_page = 4096;
  const auto begin = (reinterpret_cast<std::uintptr_t>(memory.data()) + k_page - 1) / k_page * k_page;
  const auto end = reinterpret_cast<std::uintptr_t>(memory.data() + n) / k_page * k_page;
  if (end > begin) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);  // a wish; nothing depends on it
#endif
  memory.resize(n);
  return memory;
}

template <class T>
void transpose(const T* from, T* to, int width, int height) {
  constexpr int k_block = 32;
  for (int by = 0; by < height; by += k_block) {
    for (int bx = 0; bx < width; bx += k_block) {
      for (int y = by; y < std::min(height, by + k_block); ++y) {
        for (int x = bx; x < std::min(width, bx + k_block); ++x) {
          to[static_cast<std::size_t>(x) * static_cast<std::size_t>(height) + static_cast<std::size_t>(y)] =
              from[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
        }
      }
    }
  }
}

/// All directions: visit(direction, seen), in which `back` belongs to direction number + directions / 2 where their count is even, and to
/// none otherwise. Lines of one direction touch different pixels and are shared out among the threads; directions follow one another. False
/// when cancelled.
template <class Visit, class Ahead>
bool all_directions(const HeightGrid& grid, const float* transposed_z, const SweepOptions& options, const PixelWindow& window, Visit visit,
                    Ahead ahead) {
  std::vector<Direction> directions;
  const bool paired = options.directions % 2 == 0;
  // First those on the grid itself, then those on its transposed copy: each copy stays in the caches while it is used.
  for (const bool wanted : {false, true}) {
    for (int i = 0; i < (paired ? options.directions / 2 : options.directions); ++i) {
      auto d = make_direction(i, options.directions, grid.width, grid.height, grid.pixel_m);
      if (d.transposed == wanted) directions.push_back(std::move(d));
    }
  }
  const unsigned threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::atomic<int>> next(directions.size());
  std::barrier<> together(static_cast<std::ptrdiff_t>(threads));
  const auto work = [&] {
    Band own(std::max(grid.width, grid.height));
    for (std::size_t i = 0; i < directions.size(); ++i) {
      const Direction& d = directions[i];
      const int columns = d.transposed ? grid.height : grid.width;
      const int rows = d.transposed ? grid.width : grid.height;
      const Frame in = d.transposed ? Frame{window.top, window.left, window.bottom, window.right}
                                    : Frame{window.left, window.top, window.right, window.bottom};
      const auto [least, most] = std::minmax(d.shift[static_cast<std::size_t>(in.left)], d.shift[static_cast<std::size_t>(in.right - 1)]);
      const int from = in.top - most;
      const int to = in.bottom - least;
      const float* const z = d.transposed ? transposed_z : grid.z.data();
      while (!options.token.cancelled()) {
        const int band = from + next[i].fetch_add(Band::k_lines, std::memory_order_relaxed);
        if (band >= to) break;
        walk(
            d, z, columns, rows, band, std::min(to, band + Band::k_lines), in, own, [&](const Seen& seen) { visit(d, seen); },
            [&](std::size_t cell) { ahead(d, cell); });
      }
      together.arrive_and_wait();
    }
  };
  std::vector<std::thread> crew;
  for (unsigned i = 1; i < threads; ++i) crew.emplace_back(work);
  work();
  for (auto& thread : crew) thread.join();
  return !options.token.cancelled();
}

}  // namespace skizze::solar::sweep
