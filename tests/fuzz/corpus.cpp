// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <tuple>

#include "tiles/compression.h"

namespace skizze::fuzz {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<std::string> read_corpus(const std::filesystem::path& file) {
  std::vector<std::string> inputs;
  const auto unpacked = tiles::gunzip(tiles::bytes_of(content_of(file)));
  if (!unpacked) return inputs;
  std::uint32_t size = 0;
  for (std::size_t at = 0; at + sizeof size <= unpacked->size(); at += size) {
    std::memcpy(&size, unpacked->data() + at, sizeof size);
    at += sizeof size;
    inputs.push_back(unpacked->substr(at, size));
  }
  return inputs;
}

void write_corpus(const std::filesystem::path& file, std::span<const std::string> inputs) {
  std::string bytes;
  for (const auto& input : inputs) {
    const auto size = static_cast<std::uint32_t>(input.size());
    bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes += input;
  }
  std::ofstream(file, std::ios::binary) << tiles::gzip(bytes, 12);
}

std::vector<std::string> files_of(const std::filesystem::path& folder) {
  std::vector<std::string> inputs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) inputs.push_back(content_of(entry.path()));
  std::sort(inputs.begin(), inputs.end(), [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  return inputs;
}

}  // namespace skizze::fuzz
