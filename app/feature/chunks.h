// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace skizze::feature {

/// A growing array in pieces of a megabyte or less: growing never copies, so that a layer under construction needs what it holds.
template <class T>
class Chunks {
 public:
  void push_back(const T& value) {
    if (m_size == m_pieces.size() * k_piece) m_pieces.push_back(std::make_unique_for_overwrite<T[]>(k_piece));
    m_pieces[m_size / k_piece][m_size % k_piece] = value;
    ++m_size;
  }
  const T& operator[](std::size_t i) const { return m_pieces[i / k_piece][i % k_piece]; }
  T& operator[](std::size_t i) { return m_pieces[i / k_piece][i % k_piece]; }
  std::size_t size() const { return m_size; }
  void clear() {
    m_pieces.clear();
    m_size = 0;
  }

 private:
  static constexpr std::size_t k_piece = std::size_t{1} << 16;
  std::vector<std::unique_ptr<T[]>> m_pieces;
  std::size_t m_size = 0;
};

}  // namespace skizze::feature
