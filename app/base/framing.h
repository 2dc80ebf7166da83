// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The one framing all helpers speak over stdin/stdout:
///   u32 little-endian length of all that follows | u32 little-endian length of the head | head (UTF-8 JSON) | body (bytes)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace skizze::base {

/// One message between the window and a helper. The head carries {"v":1,"id":n,"verb":"..."} and the verb's own fields.
struct Frame {
  std::string head;
  std::vector<std::byte> body;
};

inline constexpr std::uint32_t k_max_frame_bytes = 64U << 20;

/// Bytes of a frame, ready to write. Asserts that it is under k_max_frame_bytes.
std::vector<std::byte> encode_frame(std::string_view head, std::span<const std::byte> body = {});

/// Collects bytes as they arrive and gives whole frames. A length over the limit, or a head longer than its frame, is an
/// error that cannot be recovered from: the peer must be restarted.
class FrameReader {
 public:
  void feed(std::span<const std::byte> bytes);
  /// The next whole frame, or an empty optional while bytes are missing.
  Result<std::optional<Frame>> next();

 private:
  std::vector<std::byte> m_buffer;
  std::size_t m_begin = 0;
};

}  // namespace skizze::base
