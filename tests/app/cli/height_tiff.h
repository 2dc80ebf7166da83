// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include <QByteArray>

namespace skizze::test {

/// A GeoTIFF of 32-bit heights in EPSG:25832, one strip, -9999 where there is none. left, top: outer corner; height(column, row).
template <class Height>
QByteArray height_tiff(double left, double top, int columns, int rows, double cell_m, Height height) {
  QByteArray file("II*\0\0\0\0\0", 8);
  const auto put = [&file](auto value) { file.append(reinterpret_cast<const char*>(&value), sizeof value); };
  static_assert(std::endian::native == std::endian::little);
  struct Tag {
    std::uint16_t id, type;
    std::uint32_t count, value;
  };
  std::vector<Tag> tags;
  const auto here = [&file] { return static_cast<std::uint32_t>(file.size()); };
  const auto bytes = static_cast<std::uint32_t>(4 * columns * rows);
  tags = {{256, 4, 1, static_cast<std::uint32_t>(columns)},
          {257, 4, 1, static_cast<std::uint32_t>(rows)},
          {258, 3, 1, 32},
          {259, 3, 1, 1},
          {262, 3, 1, 1},
          {273, 4, 1, here()},
          {277, 3, 1, 1},
          {278, 4, 1, static_cast<std::uint32_t>(rows)},
          {279, 4, 1, bytes},
          {339, 3, 1, 3}};
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) put(static_cast<float>(height(column, row)));
  tags.push_back({33550, 12, 3, here()});
  for (const double value : {cell_m, cell_m, 0.0}) put(value);
  tags.push_back({33922, 12, 6, here()});
  for (const double value : {0.0, 0.0, 0.0, left, top, 0.0}) put(value);
  tags.push_back({34735, 3, 16, here()});
  for (const int key : {1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 25832}) put(static_cast<std::uint16_t>(key));
  tags.push_back({42113, 2, 6, here()});
  file.append("-9999\0", 6);
  const auto directory = here();
  put(static_cast<std::uint16_t>(tags.size()));
  for (const auto& tag : tags) {
    put(tag.id);
    put(tag.type);
    put(tag.count);
    put(tag.value);
  }
  put(std::uint32_t{0});
  file.replace(4, 4, reinterpret_cast<const char*>(&directory), 4);
  return file;
}

}  // namespace skizze::test
