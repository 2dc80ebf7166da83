// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What is done with foreign bytes, one function per format: read them all the way, as the program does. Used by the fuzzers and by the
/// test that replays the seeds. Any input may be an error; none may crash, hang or take more than 256 MB.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skizze::fuzz {

void read_mvt(std::span<const std::byte> bytes);
/// A whole PMTiles archive.
void read_pmtiles(std::span<const std::byte> bytes);
/// Rows of an MBTiles archive: the first byte chooses what the rest is, a tile, the archive's own metadata or the whole file.
void read_mbtiles(std::span<const std::byte> bytes);
/// A layer pack; checksums are set right first, so that what lies behind them is reached.
void read_pack(std::span<const std::byte> bytes);
void read_style(std::span<const std::byte> bytes);
/// An OpenStreetMap extract, up to the shapes of all its objects.
void read_osm_pbf(std::span<const std::byte> bytes);

struct Target {
  const char* name;
  void (*read)(std::span<const std::byte> bytes);
  std::vector<std::string> (*seeds)();
};
/// All of them, with seeds that are whole and valid.
std::span<const Target> targets();

}  // namespace skizze::fuzz
