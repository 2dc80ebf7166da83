// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sample/plane.h"

namespace skizze::sample {

/// A contribution of a made-up citizen. Topic and category are known because the text was built for them.
struct Comment {
  Vec point;             ///< EPSG:25833
  std::string topic;     ///< "Radverkehr", "Fußverkehr", "Parken", "ÖPNV", "Grün", "Aufenthalt", "Energie", "Sicherheit", "Lärm"
  std::string category;  ///< id of participation::categories(): "cycling", ...
  std::string title, text;
  std::string name;        ///< often empty: no name is needed
  std::string created_at;  ///< ISO 8601, UTC
  int likes = 0;
};

/// A place a comment can be about: a street or a square.
struct CommentPlace {
  Vec point;
  std::string name;
};

/// `count` comments about these places; the same arguments give the same texts. places must not be empty.
std::vector<Comment> make_comments(std::size_t count, const std::vector<CommentPlace>& places, std::uint64_t seed);

}  // namespace skizze::sample
