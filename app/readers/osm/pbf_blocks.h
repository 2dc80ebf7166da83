// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct libdeflate_decompressor;

namespace skizze::readers::osm {

/// The blocks of a .osm.pbf file one after the other, unpacked.
class PbfBlocks {
 public:
  /// most_unpacked: bytes over all blocks.
  PbfBlocks(const std::filesystem::path& file, std::uint64_t most_unpacked);
  ~PbfBlocks();
  PbfBlocks(const PbfBlocks&) = delete;
  PbfBlocks& operator=(const PbfBlocks&) = delete;

  struct Block {
    std::string_view type;   ///< "OSMHeader", "OSMData", or what is to be skipped
    std::string_view bytes;  ///< both hold until the next call
  };
  /// Nothing at the end of the file. Errors as read_pbf() has them.
  base::Result<std::optional<Block>> next();
  /// "readers.damaged_after" with the place of the block read last; the number of objects is left to the caller.
  base::Error damaged(const std::string& what) const;
  /// Share of the file that was read.
  double share() const { return m_size == 0 ? 1 : static_cast<double>(m_at) / static_cast<double>(m_size); }

 private:
  struct Envelope;
  bool read(std::string& into, std::size_t size);
  base::Result<std::size_t> read_header();
  base::Result<std::string_view> unpacked(const Envelope& envelope);

  std::ifstream m_in;
  std::uint64_t m_size = 0;
  std::uint64_t m_at = 0;
  std::uint64_t m_offset = 0;  // of the block read last
  std::uint64_t m_most_unpacked;
  std::uint64_t m_unpacked = 0;
  std::string m_header;
  std::string m_type;
  std::string m_blob;
  std::unique_ptr<char[]> m_raw;
  std::size_t m_raw_size = 0;
  std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> m_decompressor;
};

}  // namespace skizze::readers::osm
