// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>

namespace skizze::base {

/// One entity before and after a command, found again by its own id. No before: it is added; no after: it is removed.
/// Carrying both sides makes the inverse a swap, so undo needs no second description of what happened.
template <class T>
struct Change {
  std::optional<T> before;
  std::optional<T> after;

  Change inverse() const { return {after, before}; }
  bool operator==(const Change&) const = default;
};

template <class T>
Change<T> added(T entity) {
  return {std::nullopt, std::move(entity)};
}
template <class T>
Change<T> changed(T before, T after) {
  return {std::move(before), std::move(after)};
}
template <class T>
Change<T> removed(T entity) {
  return {std::move(entity), std::nullopt};
}

}  // namespace skizze::base
