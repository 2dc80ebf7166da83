// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Protocol Buffers' wire format of foreign bytes, without exceptions and without assertions: after a failure every answer is zero, the end
/// is reached and failed() stays true.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace skizze::readers::osm {

/// Varints one after the other: a packed field.
class Varints {
 public:
  explicit Varints(std::string_view bytes) : m_at(bytes.data()), m_end(bytes.data() + bytes.size()) {}

  bool at_end() const { return m_at == m_end; }
  bool failed() const { return m_failed; }
  /// Whether all was read, and nothing behind the end.
  bool done() const { return at_end() && !m_failed; }

  std::uint64_t next() {
    if (m_at != m_end && static_cast<unsigned char>(*m_at) < 0x80) return static_cast<unsigned char>(*m_at++);
    return next_long();
  }
  /// A signed number ("zigzag") as the step of a sum that wraps, as all sums of foreign numbers do.
  std::uint64_t next_step() {
    const auto n = next();
    return n >> 1 ^ (~(n & 1) + 1);
  }

 protected:
  std::uint64_t fail() {
    m_at = m_end;
    m_failed = true;
    return 0;
  }
  const char* m_at;
  const char* m_end;
  bool m_failed = false;

 private:
  std::uint64_t next_long() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 70 && m_at != m_end; shift += 7) {
      const std::uint64_t byte = static_cast<unsigned char>(*m_at++);
      value |= shift < 63 ? (byte & 0x7F) << shift : byte << 63;
      if (byte < 0x80) return value;
    }
    return fail();
  }
};

/// The fields of a message.
class Wire : public Varints {
 public:
  explicit Wire(std::string_view message) : Varints(message) {}

  /// How a field is called and written, as next() tells it.
  static constexpr std::uint32_t number(std::uint32_t field) { return field << 3; }
  static constexpr std::uint32_t bytes(std::uint32_t field) { return field << 3 | 2; }

  /// The next field; 0 at the end and after a failure. One of bytes(), value() or skip() must follow.
  std::uint32_t next_field() {
    if (at_end()) return 0;
    const auto field = next();
    m_type = static_cast<std::uint32_t>(field & 7);
    if (field >> 3 == 0 || field > UINT32_MAX) return static_cast<std::uint32_t>(fail());
    return static_cast<std::uint32_t>(field);
  }
  std::uint64_t value() { return next(); }
  std::int64_t signed_value() { return static_cast<std::int64_t>(next_step()); }
  std::string_view view() {
    const auto size = next();
    if (size > static_cast<std::uint64_t>(m_end - m_at)) {
      fail();
      return {};
    }
    const char* begin = m_at;
    m_at += size;
    return {begin, static_cast<std::size_t>(size)};
  }
  void skip() {
    switch (m_type) {
      case 0: next(); return;
      case 1: leave_out(8); return;
      case 2: view(); return;
      case 5: leave_out(4); return;
      default: fail();
    }
  }

 private:
  void leave_out(std::ptrdiff_t bytes) {
    if (m_end - m_at < bytes) {
      fail();
    } else {
      m_at += bytes;
    }
  }
  std::uint32_t m_type = 0;
};

}  // namespace skizze::readers::osm
