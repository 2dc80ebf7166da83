// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Protocol Buffers' wire format, read without exceptions: after a failure every answer is zero and failed() stays true.
/// Accepts and refuses what protozero does (field numbers 1 to 2^29 - 1 without 19000 to 19999; varints of at most ten bytes).
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace skizze::tiles {

enum class WireType : std::uint32_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

class Wire {
 public:
  Wire(const std::uint8_t* begin, const std::uint8_t* end) : m_at(begin), m_end(end) {}
  explicit Wire(std::string_view bytes) : m_at(reinterpret_cast<const std::uint8_t*>(bytes.data())), m_end(m_at + bytes.size()) {}

  static constexpr std::uint32_t field(std::uint32_t number, WireType type) { return number << 3 | static_cast<std::uint32_t>(type); }
  static constexpr std::uint32_t number_of(std::uint32_t field) { return field >> 3; }

  const std::uint8_t* at() const { return m_at; }
  bool at_end() const { return m_at == m_end; }
  bool failed() const { return m_failed; }

  /// Number and type of the next field; 0 at the end and after a failure.
  std::uint32_t next() {
    if (m_at == m_end) return 0;
    const auto field = *m_at < 0x80 ? *m_at++ : static_cast<std::uint32_t>(long_varint());
    const std::uint32_t type = field & 7;
    const std::uint32_t number = field >> 3;
    const bool known = type == 0 || type == 1 || type == 2 || type == 5;
    if (m_failed || !known || number == 0 || (number >= 19000 && number <= 19999)) return fail();
    return field;
  }

  std::uint64_t varint() {
    if (m_at != m_end && *m_at < 0x80) return *m_at++;
    return long_varint();
  }

  std::string_view view() {
    const auto size = static_cast<std::uint32_t>(varint());
    if (m_failed || size > static_cast<std::uint64_t>(m_end - m_at)) {
      fail();
      return {};
    }
    const auto* begin = m_at;
    m_at += size;
    return {reinterpret_cast<const char*>(begin), size};
  }

  template <class T>
  T fixed() {
    T value{};
    if (m_end - m_at < static_cast<std::ptrdiff_t>(sizeof value)) {
      fail();
      return value;
    }
    std::memcpy(&value, m_at, sizeof value);
    m_at += sizeof value;
    return value;
  }

  void skip(std::uint32_t field) {
    switch (static_cast<WireType>(field & 7)) {
      case WireType::varint: varint(); break;
      case WireType::fixed64: fixed<std::uint64_t>(); break;
      case WireType::bytes: view(); break;
      case WireType::fixed32: fixed<std::uint32_t>(); break;
    }
  }

 private:
  std::uint32_t fail() {
    m_failed = true;
    m_at = m_end;
    return 0;
  }

  std::uint64_t long_varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; m_at != m_end && shift < 70; shift += 7) {
      const std::uint8_t byte = *m_at++;
      if (shift < 64) value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }

  const std::uint8_t* m_at;
  const std::uint8_t* m_end;
  bool m_failed = false;
};

}  // namespace skizze::tiles
