// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/line_chains.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace skizze::scene {

namespace {

/// One end of a piece.
struct End {
  std::uint32_t piece;
  bool at_end;
};

double length_of(const std::vector<QPointF>& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y());
  return length;
}

/// Direction in which a piece leaves the node at one of its ends, radians.
double leaving(const ChainPiece& piece, bool at_end) {
  const auto& p = piece.points;
  const QPointF d = at_end ? p[p.size() - 2] - p.back() : p[1] - p.front();
  return std::atan2(d.y(), d.x());
}

/// Which end continues which; -1 for none. Ends are numbered 2 * piece + at_end.
std::vector<std::int64_t> partners(const std::vector<ChainPiece>& pieces) {
  std::map<std::int64_t, std::vector<End>> nodes;
  for (std::uint32_t i = 0; i < pieces.size(); ++i) {
    nodes[pieces[i].start_node].push_back({i, false});
    nodes[pieces[i].end_node].push_back({i, true});
  }
  std::vector<std::int64_t> partner(pieces.size() * 2, -1);
  const auto number = [](End e) { return 2 * static_cast<std::int64_t>(e.piece) + (e.at_end ? 1 : 0); };
  for (auto& [node, ends] : nodes) {
    while (ends.size() >= 2) {
      double best = M_PI / 3;
      std::size_t best_a = 0;
      std::size_t best_b = 0;
      for (std::size_t a = 0; a < ends.size(); ++a) {
        for (std::size_t b = a + 1; b < ends.size(); ++b) {
          const double off = std::abs(std::remainder(
              leaving(pieces[ends[a].piece], ends[a].at_end) + M_PI - leaving(pieces[ends[b].piece], ends[b].at_end), 2 * M_PI));
          if (off < best && ends[a].piece != ends[b].piece) {
            best = off;
            best_a = a;
            best_b = b;
          }
        }
      }
      if (best_b == 0) break;
      partner[static_cast<std::size_t>(number(ends[best_a]))] = number(ends[best_b]);
      partner[static_cast<std::size_t>(number(ends[best_b]))] = number(ends[best_a]);
      ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(best_b));
      ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(best_a));
    }
  }
  return partner;
}

void append(std::vector<QPointF>& chain, const std::vector<QPointF>& piece, bool reversed) {
  const auto skip = chain.empty() ? 0 : 1;
  if (reversed) {
    chain.insert(chain.end(), piece.rbegin() + skip, piece.rend());
  } else {
    chain.insert(chain.end(), piece.begin() + skip, piece.end());
  }
}

/// Walks from one end of a piece through its partners to the last.
ChainPiece walk(const std::vector<ChainPiece>& pieces, const std::vector<std::int64_t>& partner, std::int64_t first_end,
                std::vector<bool>& used) {
  ChainPiece chain;
  double longest = -1;
  for (std::int64_t entry = first_end; entry >= 0;) {
    const auto i = static_cast<std::size_t>(entry / 2);
    if (used[i]) break;
    used[i] = true;
    append(chain.points, pieces[i].points, entry % 2 == 1);
    const double length = length_of(pieces[i].points);
    if (length > longest) {
      longest = length;
      chain.row = pieces[i].row;
    }
    entry = partner[static_cast<std::size_t>(entry ^ 1)];
  }
  return chain;
}

}  // namespace

std::vector<ChainPiece> joined_chains(std::vector<ChainPiece> pieces) {
  std::erase_if(pieces, [](const ChainPiece& p) { return p.points.size() < 2; });
  const auto partner = partners(pieces);
  std::vector<bool> used(pieces.size(), false);
  std::vector<ChainPiece> chains;
  for (std::int64_t end = 0; end < static_cast<std::int64_t>(partner.size()); ++end) {  // from loose ends first
    if (partner[static_cast<std::size_t>(end)] < 0 && !used[static_cast<std::size_t>(end / 2)])
      chains.push_back(walk(pieces, partner, end, used));
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {  // then what goes round in a circle
    if (!used[i]) chains.push_back(walk(pieces, partner, static_cast<std::int64_t>(2 * i), used));
  }
  return chains;
}

std::vector<QPointF> smoothed(const std::vector<QPointF>& line, int rounds) {
  std::vector<QPointF> now = line;
  for (int r = 0; r < rounds && now.size() > 2; ++r) {
    std::vector<QPointF> next;
    next.reserve(now.size() * 2);
    next.push_back(now.front());
    for (std::size_t i = 0; i + 1 < now.size(); ++i) {
      if (i > 0) next.push_back(now[i] * 0.75 + now[i + 1] * 0.25);
      if (i + 2 < now.size()) next.push_back(now[i] * 0.25 + now[i + 1] * 0.75);
    }
    next.push_back(now.back());
    now = std::move(next);
  }
  return now;
}

}  // namespace skizze::scene
