// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/byte_cache.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <span>
#include <vector>

#include "base/checksum.h"
#include "base/id.h"

namespace skizze::sources {

namespace fs = std::filesystem;

namespace {

/// In front of the bytes: when they were fetched, and what they must add up to.
struct Header {
  std::int64_t fetched_s = 0;
  std::uint64_t checksum = 0;
};

std::int64_t clock_s() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::uint64_t sum_of(std::string_view bytes) { return base::checksum64(std::as_bytes(std::span(bytes.data(), bytes.size()))); }

}  // namespace

ByteCache::ByteCache(fs::path folder, std::uint64_t max_bytes) : m_folder(std::move(folder)), m_max_bytes(max_bytes) {}

fs::path ByteCache::file_of(std::string_view key) const {
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "%016llx%08zx", static_cast<unsigned long long>(sum_of(key)), key.size());
  return m_folder / name.data();
}

void ByteCache::scan() {
  if (m_scanned) return;
  m_scanned = true;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(m_folder, error)) {
    const auto size = entry.file_size(error);
    if (error) continue;
    m_files[entry.path().filename().string()] = {size, entry.last_write_time(error)};
    m_bytes += size;
  }
}

std::optional<ByteCache::Held> ByteCache::find(std::string_view key) {
  const std::lock_guard lock(m_mutex);
  const auto file = file_of(key);
  std::ifstream in(file, std::ios::binary);
  Header header;
  if (!in.read(reinterpret_cast<char*>(&header), sizeof header)) return std::nullopt;
  Held held{std::string(std::istreambuf_iterator<char>(in), {}), static_cast<double>(clock_s() - header.fetched_s)};
  if (sum_of(held.bytes) != header.checksum) return std::nullopt;
  std::error_code ignored;
  const auto now = fs::file_time_type::clock::now();
  fs::last_write_time(file, now, ignored);
  if (const auto it = m_files.find(file.filename().string()); it != m_files.end()) it->second.second = now;
  return held;
}

void ByteCache::insert(std::string_view key, std::string_view bytes, std::int64_t now_s) {
  if (bytes.size() + sizeof(Header) > m_max_bytes) return;
  const std::lock_guard lock(m_mutex);
  scan();
  std::error_code error;
  fs::create_directories(m_folder, error);
  const auto file = file_of(key);
  auto part = file;
  part += "." + base::to_string(base::new_uuid());
  const Header header{now_s < 0 ? clock_s() : now_s, sum_of(bytes)};
  std::ofstream out(part, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) fs::rename(part, file, error);
  if (!out || error) {
    fs::remove(part, error);
    return;
  }
  auto& entry = m_files[file.filename().string()];
  m_bytes += bytes.size() + sizeof header - entry.first;
  entry = {bytes.size() + sizeof header, fs::file_time_type::clock::now()};
  shrink();
}

/// Down to nine tenths, so that not every insertion removes something.
void ByteCache::shrink() {
  if (m_bytes <= m_max_bytes) return;
  std::vector<std::pair<fs::file_time_type, std::string>> oldest;
  for (const auto& [name, entry] : m_files) oldest.emplace_back(entry.second, name);
  std::sort(oldest.begin(), oldest.end());
  for (const auto& [used, name] : oldest) {
    if (m_bytes <= m_max_bytes / 10 * 9) return;
    std::error_code ignored;
    fs::remove(m_folder / name, ignored);
    m_bytes -= m_files[name].first;
    m_files.erase(name);
  }
}

std::uint64_t ByteCache::bytes() const {
  const std::lock_guard lock(m_mutex);
  return m_bytes;
}

}  // namespace skizze::sources
