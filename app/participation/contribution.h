// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What people say about a place (Beitrag). Fields follow the Stellungnahme of XBeteiligung 1.2 as far as a workshop needs them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/change.h"
#include "base/id.h"
#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::participation {

/// new: nobody has looked at it; published: may be shown; hidden: kept but not shown; answered: published with a reply.
enum class State : std::uint8_t { fresh, published, hidden, answered };
/// Words as they stand in files: "new", "published", "hidden", "answered".
std::string_view word_of(State state);
std::optional<State> state_from(std::string_view word);
std::span<const State> all_states();
/// "participation.state_new", ...
std::string message_id(State state);

/// What a contribution is about. Colour and shape differ together, so that colour alone never carries the meaning.
struct Category {
  std::string_view id;      ///< stable word in files: "cycling"
  std::string_view colour;  ///< "#0072b2"
  std::string_view shape;   ///< name of the marker: "circle", "square", "triangle", "diamond", "pentagon", "hexagon", "star", "cross"
};
std::span<const Category> categories();
/// The category of an id; the last one ("other") for an unknown id.
const Category& category_of(std::string_view id);
/// "participation.category_cycling", ...
std::string category_message_id(std::string_view id);

struct Contribution {
  base::Uuid id;
  geo::Geometry geometry;  ///< one point, lines or areas in the project CRS, no heights
  std::string category = "other";
  std::string text;                   ///< plain text, at most k_max_text_code_points
  std::optional<std::string> author;  ///< as the person gave it; most give none
  State state = State::fresh;
  std::int64_t created_at_ms = 0;  ///< Unix time, UTC
  std::int64_t updated_at_ms = 0;
  std::string reply;               ///< the office's answer (Abwägung); empty for none
  std::int64_t replied_at_ms = 0;  ///< 0 without a reply
  std::string topic;               ///< given by staff or an analysis; empty for none
  std::string source = "desk";     ///< where it came in: "desk", "table", "phone", "import:..."
};
/// Geometries compared in the plane.
bool operator==(const Contribution& a, const Contribution& b);

using ContributionChange = base::Change<Contribution>;

inline constexpr std::size_t k_max_text_code_points = 2000;
inline constexpr std::size_t k_max_author_code_points = 80;

/// Valid UTF-8 without control characters (line feed and tab stay), bidirectional overrides, zero-width joiners at the ends and
/// surrounding blanks; CR LF becomes LF; broken bytes become U+FFFD.
std::string clean_text(std::string_view text);
/// Number of code points of valid UTF-8.
std::size_t code_points(std::string_view text);
/// The first max code points.
std::string_view first_code_points(std::string_view text, std::size_t max);

/// A contribution with its texts cleaned, or why it cannot be taken: no text, too long, no or broken geometry (ErrorCode::invalid).
base::Result<Contribution> checked(Contribution contribution);

/// Which contributions a list and its map show. Empty members let everything through.
struct Filter {
  std::set<std::string, std::less<>> categories;
  std::set<State> states;
  std::string text;  ///< all its words must occur in text, reply, topic or author; case and umlauts are folded
  bool operator==(const Filter&) const = default;
};
bool matches(const Filter& filter, const Contribution& contribution);
/// Lower case without accents, "ß" as "ss", umlauts as "ae", "oe", "ue": "Straße" and "STRASSE" fold alike.
std::string folded(std::string_view text);

/// A contribution that staff have decided to show. Only moderate() makes one, so what nobody has looked at, or what is hidden,
/// cannot reach the public by forgetfulness.
class ModeratedContribution {
 public:
  const base::Uuid& id() const { return m_contribution.id; }
  const geo::Geometry& geometry() const { return m_contribution.geometry; }
  const std::string& category() const { return m_contribution.category; }
  const std::string& text() const { return m_contribution.text; }
  const std::string& reply() const { return m_contribution.reply; }
  const std::string& topic() const { return m_contribution.topic; }
  std::int64_t created_at_ms() const { return m_contribution.created_at_ms; }

 private:
  friend std::optional<ModeratedContribution> moderate(const Contribution& contribution);
  explicit ModeratedContribution(Contribution contribution) : m_contribution(std::move(contribution)) {}
  Contribution m_contribution;
};
/// Empty unless the contribution is published or answered.
std::optional<ModeratedContribution> moderate(const Contribution& contribution);

}  // namespace skizze::participation
