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
#include <atomic>
#include <barrier>
#include <cmath>
#include <cstdint>
#include <span>
#include <thread>
#include <vector>

#include "base/cancel.h"
#include "solar/angles.h"
#include "solar/horizon.h"

namespace skizze::solar::sweep {

/// One direction in the frame in which its lines run mainly along the columns' axis.
struct Direction {
  int number = 0;
  double east = 0, north = 1;       ///< unit vector towards the azimuth
  bool transposed = false;          ///< lines run along rows: work on the transposed copy
  bool forward = true;              ///< the far side is at the last column (of the frame)
  float step_m = 1;                 ///< between two columns along the line
  std::vector<std::int32_t> shift;  ///< row of the line in a column, from its row in the middle column
  std::vector<float> aside;         ///< how far the straight line lies beside that row's middle, -0.5 to 0.5
};

inline Direction make_direction(int number, int directions, int width, int height, double pixel_m) {
  Direction d;
  d.number = number;
  const double azimuth = 2 * k_pi * number / directions;
  d.east = std::sin(azimuth);
  d.north = std::cos(azimuth);
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
  for (std::size_t c = 0; c < d.shift.size(); ++c) {
    // Counted from the middle, so that a mirrored grid has mirrored lines.
    const double at = m * (static_cast<double>(c) - (columns - 1) / 2);
    d.shift[c] = static_cast<std::int32_t>(std::floor(at + 0.5));
    d.aside[c] = static_cast<float>(at - d.shift[c]);
  }
  return d;
}

/// Part of a frame: columns and rows, the ends left out.
struct Frame {
  int left = 0, top = 0, right = 0, bottom = 0;
};

struct Hull {
  std::vector<float> x, z;
};

/// One line: visit(cell, tangent) for pixels inside the window; cells are numbered row by row within the window of the frame. z: the
/// frame's heights.
template <class Visit>
void walk(const Direction& d, const float* z, int columns, int rows, int line, const Frame& window, Hull& hull, Visit&& visit) {
  // The columns in which the line runs inside the frame lie side by side, as shift is monotonic.
  const auto inside = [&](int c) {
    return static_cast<unsigned>(line + d.shift[static_cast<std::size_t>(c)]) < static_cast<unsigned>(rows);
  };
  int first = 0;
  int last = columns - 1;
  const bool falling = d.shift.back() < d.shift.front();
  const auto leave = [&](int from, int to, auto out) {  // first column of [from, to) for which out() does not hold
    while (from < to) {
      const int middle = from + (to - from) / 2;
      const bool still_out = out(line + d.shift[static_cast<std::size_t>(middle)]);
      (still_out ? from : to) = still_out ? middle + 1 : middle;
    }
    return from;
  };
  first = leave(0, columns, [&](int row) { return falling ? row >= rows : row < 0; });
  last = leave(first, columns, [&](int row) { return falling ? row >= 0 : row < rows; }) - 1;
  if (first > last || !inside(first)) return;
  const int begin = d.forward ? last : first;
  // Behind the last pixel of the window nobody looks any more.
  const int end = d.forward ? std::max(first, window.left) - 1 : std::min(last, window.right - 1) + 1;
  const int by = d.forward ? -1 : 1;
  const auto window_columns = static_cast<std::size_t>(window.right - window.left);
  float* const hx = hull.x.data();
  float* const hz = hull.z.data();
  int top = 0;
  int k = 0;
  for (int c = begin; by > 0 ? c < end : c > end; c += by, ++k) {
    const auto column = static_cast<std::size_t>(c);
    const int row = line + d.shift[column];
    const std::size_t pixel = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + column;
    const float own = z[pixel];
    if (std::isnan(own)) continue;
    const float aside = d.aside[column];
    const int beside = aside > 0 ? row + 1 : row - 1;
    float here = own;
    if (static_cast<unsigned>(beside) < static_cast<unsigned>(rows)) {
      const float other = z[static_cast<std::size_t>(beside) * static_cast<std::size_t>(columns) + column];
      if (!std::isnan(other)) here += std::abs(aside) * (other - own);
    }
    const float x = static_cast<float>(k) * d.step_m;
    while (top > 1 && (hz[top - 2] - here) * (x - hx[top - 1]) >= (hz[top - 1] - here) * (x - hx[top - 2])) --top;
    if (c >= window.left && c < window.right && row >= window.top && row < window.bottom) {
      const auto cell = static_cast<std::size_t>(row - window.top) * window_columns + static_cast<std::size_t>(c - window.left);
      visit(cell, top > 0 ? std::max(0.0F, (hz[top - 1] - here) / (x - hx[top - 1])) : 0.0F);
    }
    hx[top] = x;
    hz[top++] = here;
  }
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

/// All directions; visit(direction, cell of the window in its frame, tangent). Lines of one direction touch different pixels and are shared
/// out among the threads; directions follow one another. False when cancelled.
template <class Visit>
bool all_directions(const HeightGrid& grid, const float* transposed_z, const SweepOptions& options, const PixelWindow& window,
                    Visit visit) {
  std::vector<Direction> directions;
  // First those on the grid itself, then those on its transposed copy: each copy stays in the caches while it is used.
  for (const bool wanted : {false, true}) {
    for (int i = 0; i < options.directions; ++i) {
      auto d = make_direction(i, options.directions, grid.width, grid.height, grid.pixel_m);
      if (d.transposed == wanted) directions.push_back(std::move(d));
    }
  }
  const unsigned threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::atomic<int>> next(directions.size());
  std::barrier<> together(static_cast<std::ptrdiff_t>(threads));
  const auto work = [&] {
    Hull hull;
    const auto longest = static_cast<std::size_t>(std::max(grid.width, grid.height));
    hull.x.resize(longest + 1);
    hull.z.resize(longest + 1);
    for (std::size_t i = 0; i < directions.size(); ++i) {
      const Direction& d = directions[i];
      const int columns = d.transposed ? grid.height : grid.width;
      const int rows = d.transposed ? grid.width : grid.height;
      const Frame in = d.transposed ? Frame{window.top, window.left, window.bottom, window.right}
                                    : Frame{window.left, window.top, window.right, window.bottom};
      const auto [least, most] = std::minmax(d.shift[static_cast<std::size_t>(in.left)], d.shift[static_cast<std::size_t>(in.right - 1)]);
      const int from = in.top - most;
      const int to = in.bottom - least;
      constexpr int k_band = 16;
      const float* const z = d.transposed ? transposed_z : grid.z.data();
      while (!options.token.cancelled()) {
        const int band = from + next[i].fetch_add(k_band, std::memory_order_relaxed);
        if (band >= to) break;
        for (int line = band; line < std::min(to, band + k_band); ++line) {
          walk(d, z, columns, rows, line, in, hull, [&](std::size_t cell, float t) { visit(d, cell, t); });
        }
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
