// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What can go wrong, as a value. Anything from outside (file, network, database, phone, person) returns Result<T>;
/// assert() states only what our own mistake can break.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace skizze::base {

/// What kind of failure it is; decides what the caller can do about it.
enum class ErrorCode : std::uint8_t {
  not_found,       ///< the named thing does not exist
  unreadable,      ///< it exists but cannot be opened or read
  unsupported,     ///< well-formed, but of a kind or version we do not take
  damaged,         ///< its bytes contradict its format
  too_large,       ///< over a limit that protects this machine
  refused,         ///< forbidden by a safety rule
  invalid,         ///< an argument or a value is wrong
  conflict,        ///< somebody or something else changed it meanwhile
  no_space,        ///< disk full, quota, read-only medium
  cancelled,       ///< a person or a newer request cancelled it
  crashed,         ///< a helper process died
  internal,        ///< our own mistake, reported instead of hidden
};

/// Short stable name of a code ("not_found"), for JSON and logs.
std::string_view name_of(ErrorCode code);

/// One named argument of a message, e.g. {"file", "roofs.gml"}. Values are plain text; numbers are written with '.'.
struct Argument {
  std::string name;
  std::string value;
  bool operator==(const Argument&) const = default;
};

/// A sentence for people, not yet in any language: an id of resources/messages/*.json and its arguments.
/// Ids are dotted, room first: "readers.truncated", "store.newer_version".
struct Message {
  std::string id;
  std::vector<Argument> arguments;
  bool operator==(const Message&) const = default;
};

/// Where it happened; empty or negative where unknown.
struct Where {
  std::string file;
  std::string layer;
  std::string feature;
  std::int64_t byte_offset = -1;
  bool operator==(const Where&) const = default;
};

/// A failure on its way up to the one place (ui or cli) that shows it: what, why, what next.
struct Error {
  ErrorCode code = ErrorCode::internal;
  Message message;
  Where where;
  /// Outer circumstances, innermost first ("while opening project X").
  std::vector<Message> context;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// Shorthand: return fail(ErrorCode::damaged, "feature.pack_checksum", {{"file", path}});
inline tl::unexpected<Error> fail(ErrorCode code, std::string id, std::vector<Argument> arguments = {}, Where where = {}) {
  return tl::unexpected<Error>(Error{code, Message{std::move(id), std::move(arguments)}, std::move(where), {}});
}

/// Hands an inner error on, with one more line of context.
inline tl::unexpected<Error> with_context(Error error, std::string id, std::vector<Argument> arguments = {}) {
  error.context.push_back(Message{std::move(id), std::move(arguments)});
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace skizze::base
