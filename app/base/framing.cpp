// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/framing.h"

#include <cassert>
#include <cstring>

namespace skizze::base {
namespace {

void put_u32(std::vector<std::byte>& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::byte>(value >> shift & 0xFFU));
}

std::uint32_t get_u32(const std::byte* in) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value |= std::to_integer<std::uint32_t>(in[i]) << (8 * i);
  return value;
}

}  // namespace

std::vector<std::byte> encode_frame(std::string_view head, std::span<const std::byte> body) {
  const std::size_t length = 4 + head.size() + body.size();
  assert(length <= k_max_frame_bytes);
  std::vector<std::byte> out;
  out.reserve(4 + length);
  put_u32(out, static_cast<std::uint32_t>(length));
  put_u32(out, static_cast<std::uint32_t>(head.size()));
  const auto* head_bytes = reinterpret_cast<const std::byte*>(head.data());
  out.insert(out.end(), head_bytes, head_bytes + head.size());
  out.insert(out.end(), body.begin(), body.end());
  return out;
}

void FrameReader::feed(std::span<const std::byte> bytes) {
  if (m_begin > 0) {
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin));
    m_begin = 0;
  }
  m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

Result<std::optional<Frame>> FrameReader::next() {
  const std::size_t available = m_buffer.size() - m_begin;
  if (available < 4) return std::optional<Frame>{};
  const std::byte* start = m_buffer.data() + m_begin;
  const std::uint32_t length = get_u32(start);
  if (length < 4 || length > k_max_frame_bytes) return fail(ErrorCode::damaged, "base.frame_length", {{"length", std::to_string(length)}});
  if (available < 4 + std::size_t{length}) return std::optional<Frame>{};
  const std::uint32_t head_length = get_u32(start + 4);
  if (head_length > length - 4) return fail(ErrorCode::damaged, "base.frame_length", {{"length", std::to_string(head_length)}});
  Frame frame;
  frame.head.assign(reinterpret_cast<const char*>(start + 8), head_length);
  frame.body.assign(start + 8 + head_length, start + 4 + length);
  m_begin += 4 + std::size_t{length};
  return std::optional<Frame>(std::move(frame));
}

}  // namespace skizze::base
