// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/pack_sections.h"

#include <array>
#include <cassert>
#include <cerrno>

#include "base/checksum.h"

namespace skizze::feature {
namespace {

template <class T>
void append(std::vector<std::byte>& out, T value) {
  const auto* bytes = reinterpret_cast<const std::byte*>(&value);
  out.insert(out.end(), bytes, bytes + sizeof value);
}

}  // namespace

SectionWriter::SectionWriter(std::size_t most) : m_most(most), m_at(format::k_header_bytes + most * format::k_entry_bytes) {
  m_memory.resize(m_at);
}

SectionWriter::SectionWriter(std::size_t most, const std::filesystem::path& file) : SectionWriter(most) {
  m_to_file = true;
  errno = 0;
  m_file = std::fopen(file.c_str(), "wb");
  if (m_file == nullptr) m_error = errno;
  const std::vector<std::byte> empty_head = std::move(m_memory);
  m_memory.clear();
  m_at = 0;
  put(empty_head);
}

SectionWriter::~SectionWriter() {
  if (m_file != nullptr) std::fclose(m_file);
}

void SectionWriter::put(std::span<const std::byte> bytes) {
  m_at += bytes.size();
  if (!m_to_file) {
    m_memory.insert(m_memory.end(), bytes.begin(), bytes.end());
    return;
  }
  if (m_error != 0 || bytes.empty()) return;
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), m_file) != bytes.size()) m_error = errno != 0 ? errno : EIO;
}

void SectionWriter::add_bytes(format::Section kind, std::span<const std::byte> bytes, std::uint32_t column) {
  assert(m_entries.size() < m_most);
  m_entries.push_back({kind, column, m_at, bytes.size(), base::checksum64(bytes)});
  put(bytes);
  constexpr std::array<std::byte, 8> k_zeros{};
  put(std::span(k_zeros).first((8 - m_at % 8) % 8));
}

/// Header and directory; entries that were not used stay a gap before the first section.
std::vector<std::byte> SectionWriter::head() const {
  std::vector<std::byte> directory;
  for (const Entry& entry : m_entries) {
    append(directory, static_cast<std::uint32_t>(entry.kind));
    append(directory, entry.column);
    append(directory, entry.offset);
    append(directory, entry.size);
    append(directory, entry.checksum);
  }
  std::vector<std::byte> out;
  for (const char c : format::k_magic) out.push_back(static_cast<std::byte>(c));
  append(out, format::k_version);
  append(out, static_cast<std::uint32_t>(m_entries.size()));
  append(out, m_at);
  append(out, base::checksum64(directory));
  out.insert(out.end(), directory.begin(), directory.end());
  return out;
}

int SectionWriter::finish() {
  const auto bytes = head();
  if (!m_to_file) {
    std::copy(bytes.begin(), bytes.end(), m_memory.begin());
    return 0;
  }
  if (m_error != 0) return m_error;
  errno = 0;
  const bool written = std::fseek(m_file, 0, SEEK_SET) == 0 && std::fwrite(bytes.data(), 1, bytes.size(), m_file) == bytes.size();
  const bool closed = std::fclose(m_file) == 0;
  m_file = nullptr;
  return written && closed ? 0 : errno != 0 ? errno : EIO;
}

}  // namespace skizze::feature
