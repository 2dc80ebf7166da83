// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/contribution.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "geo/same.h"

namespace skizze::participation {
namespace {

using base::ErrorCode;
using base::fail;

struct StateWord {
  State state;
  std::string_view word;
};
constexpr std::array k_states{
    StateWord{State::fresh, "new"},
    StateWord{State::published, "published"},
    StateWord{State::hidden, "hidden"},
    StateWord{State::answered, "answered"},
};
constexpr std::array k_all_states{State::fresh, State::published, State::hidden, State::answered};

// Safe for colour-blind eyes: Okabe and Ito (2008), two from Tol (2021) where those run out, grey for what fits nowhere.
constexpr std::array k_categories{
    Category{"cycling", "#0072b2", "circle"},  Category{"walking", "#009e73", "square"}, Category{"cars", "#d55e00", "triangle"},
    Category{"transit", "#56b4e9", "diamond"}, Category{"green", "#117733", "hexagon"},  Category{"public_space", "#cc79a7", "pentagon"},
    Category{"energy", "#e69f00", "star"},     Category{"safety", "#882255", "cross"},   Category{"other", "#5f6368", "circle"},
};

constexpr double k_max_coordinate_m = 1e8;  // no metric CRS of the Earth reaches further; also turns away NaN

base::Status check_geometry(const geo::Geometry& geometry) {
  const std::size_t least = geometry.kind == geo::GeometryKind::area ? 3 : geometry.kind == geo::GeometryKind::line ? 2 : 1;
  if (geometry.empty()) return fail(ErrorCode::invalid, "participation.needs_place");
  if (geometry.kind == geo::GeometryKind::point && geometry.vertex_count() != 1) return fail(ErrorCode::invalid, "participation.one_point");
  if (geometry.parts.front().hole) return fail(ErrorCode::invalid, "participation.broken_place");
  for (const auto& part : geometry.parts) {
    if (part.points.size() < least) return fail(ErrorCode::invalid, "participation.broken_place");
    for (const auto& p : part.points) {
      if (!(std::abs(p.x) <= k_max_coordinate_m && std::abs(p.y) <= k_max_coordinate_m))
        return fail(ErrorCode::invalid, "participation.broken_place");
    }
  }
  return {};
}

/// One-line texts (name, topic): line breaks and tabs become blanks.
std::string one_line(std::string_view text) {
  std::string out = clean_text(text);
  std::ranges::replace_if(
      out, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const std::string all = folded(text);
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find_first_of(" \t\n", begin), all.size());
    if (end > begin) words.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

}  // namespace

std::string_view word_of(State state) { return k_states[static_cast<std::size_t>(state)].word; }

std::optional<State> state_from(std::string_view word) {
  for (const auto& known : k_states) {
    if (known.word == word) return known.state;
  }
  return std::nullopt;
}

std::span<const State> all_states() { return k_all_states; }
std::string message_id(State state) { return "participation.state_" + std::string(word_of(state)); }

std::span<const Category> categories() { return k_categories; }

const Category& category_of(std::string_view id) {
  const auto found = std::ranges::find(k_categories, id, &Category::id);
  return found == k_categories.end() ? k_categories.back() : *found;
}

std::string category_message_id(std::string_view id) { return "participation.category_" + std::string(category_of(id).id); }

bool operator==(const Contribution& a, const Contribution& b) {
  const auto plain = [](const Contribution& c) {
    return std::tie(c.id, c.category, c.text, c.author, c.state, c.created_at_ms, c.updated_at_ms, c.reply, c.replied_at_ms, c.topic,
                    c.source);
  };
  return plain(a) == plain(b) && geo::same_in_plane(a.geometry, b.geometry);
}

base::Result<Contribution> checked(Contribution contribution) {
  if (auto status = check_geometry(contribution.geometry); !status) return tl::unexpected(status.error());
  contribution.text = clean_text(contribution.text);
  contribution.reply = clean_text(contribution.reply);
  contribution.topic = one_line(contribution.topic);
  contribution.category = one_line(contribution.category);
  contribution.source = one_line(contribution.source);
  if (contribution.author) contribution.author = one_line(*contribution.author);
  if (contribution.author && contribution.author->empty()) contribution.author.reset();
  if (contribution.category.empty()) contribution.category = k_categories.back().id;
  if (contribution.text.empty()) return fail(ErrorCode::invalid, "participation.needs_text");
  const std::string max_text = std::to_string(k_max_text_code_points);
  if (code_points(contribution.text) > k_max_text_code_points)
    return fail(ErrorCode::invalid, "participation.text_too_long", {{"max", max_text}});
  if (code_points(contribution.reply) > 2 * k_max_text_code_points) {
    return fail(ErrorCode::invalid, "participation.reply_too_long", {{"max", std::to_string(2 * k_max_text_code_points)}});
  }
  if (contribution.author && code_points(*contribution.author) > k_max_author_code_points) {
    return fail(ErrorCode::invalid, "participation.author_too_long", {{"max", std::to_string(k_max_author_code_points)}});
  }
  return contribution;
}

bool matches(const Filter& filter, const Contribution& contribution) {
  if (!filter.states.empty() && !filter.states.contains(contribution.state)) return false;
  if (!filter.categories.empty() && !filter.categories.contains(category_of(contribution.category).id) &&
      !filter.categories.contains(contribution.category)) {
    return false;
  }
  const auto words = words_of(filter.text);
  if (words.empty()) return true;
  const std::string all =
      folded(contribution.text + '\n' + contribution.reply + '\n' + contribution.topic + '\n' + contribution.author.value_or(""));
  return std::ranges::all_of(words, [&](const std::string& word) { return all.find(word) != std::string::npos; });
}

std::optional<ModeratedContribution> moderate(const Contribution& contribution) {
  if (contribution.state != State::published && contribution.state != State::answered) return std::nullopt;
  return ModeratedContribution(contribution);
}

}  // namespace skizze::participation
