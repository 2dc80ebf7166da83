// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Large arrays and the threads that share them out.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "base/parallel.h"
#include "solar/horizon.h"

namespace skizze::solar {

inline constexpr int k_block = 32;  ///< columns of a piece of work, and the side of a block that is turned at once

/// n elements without values, whose memory the system is asked to give in large pages: slanted ways through many small ones cost more in
/// looking up addresses than in reading. Whoever writes first makes the system give the memory, so that threads share that too.
template <class T>
class LargeArray {
  static_assert(std::is_trivially_default_constructible_v<T>);

 public:
  explicit LargeArray(std::size_t n) : m_data(new T[n]), m_size(n) {
#ifdef MADV_HUGEPAGE
    constexpr std::uintptr_t k_page = 4096;
    const auto begin = (reinterpret_cast<std::uintptr_t>(m_data.get()) + k_page - 1) / k_page * k_page;
    const auto end = reinterpret_cast<std::uintptr_t>(m_data.get() + n) / k_page * k_page;
    if (end > begin) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);  // a wish; nothing depends on it
#endif
  }
  std::size_t size() const { return m_size; }
  T* data() { return m_data.get(); }
  const T* data() const { return m_data.get(); }
  T& operator[](std::size_t i) { return m_data[i]; }
  const T& operator[](std::size_t i) const { return m_data[i]; }

 private:
  std::unique_ptr<T[]> m_data;
  std::size_t m_size;
};

inline unsigned threads_of(const SweepOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

/// The same work on so many threads, this one included.
template <class Work>
void on_threads(unsigned threads, Work&& work) {
  std::vector<std::thread> crew;
  for (unsigned i = 1; i < threads; ++i) crew.emplace_back([&work] { work(); });
  work();
  for (auto& thread : crew) thread.join();
}

/// work(begin, end) for pieces of [0, count); threads: 1 or as many as there are cores.
template <class Work>
void in_parallel(unsigned threads, int count, int piece, Work&& work) {
  if (threads == 1) return work(0, count);
  base::parallel_ranges(static_cast<std::size_t>(count), static_cast<std::size_t>(piece),
                        [&](std::size_t begin, std::size_t end) { work(static_cast<int>(begin), static_cast<int>(end)); });
}

/// Columns [begin, end) of rows that lie from_stride apart become rows that lie to_stride apart.
template <class T>
void transpose_columns(const T* from, std::size_t from_stride, T* to, std::size_t to_stride, int begin, int end, int rows) {
  for (int top = 0; top < rows; top += k_block) {
    for (int x = begin; x < end; ++x) {
      T* const out = to + static_cast<std::size_t>(x) * to_stride;
      for (int y = top; y < std::min(rows, top + k_block); ++y)
        out[y] = from[static_cast<std::size_t>(y) * from_stride + static_cast<std::size_t>(x)];
    }
  }
}

/// A picture of width * height elements turned into one of height * width.
template <class T>
void transpose(const T* from, T* to, int width, int height, unsigned threads) {
  in_parallel(threads, width, k_block, [&](int begin, int end) {
    transpose_columns(from, static_cast<std::size_t>(width), to, static_cast<std::size_t>(height), begin, end, height);
  });
}

}  // namespace skizze::solar
