// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Varints of a tile to points and to tags, many at once: the innermost loops of reading MVT, once for every processor and once for
/// those with AVX2 and BMI2. Both give the same; a test holds it. Only for mvt_geometry.cpp, which compiles them into its own loops.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tiles/mvt.h"
#include "tiles/mvt_fields.h"
#include "tiles/mvt_varint.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define SKIZZE_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#endif

namespace skizze::tiles {

/// Where a geometry's commands have come to (MVT 2.1, 4.3.1). Both coordinates wrap at 32 bits; they lie in one word, so that what one
/// loop stores the next one loads in one piece.
class MvtCursor {
 public:
  MvtCursor() = default;
  explicit MvtCursor(std::uint64_t both) : m_both(both) {}

  std::uint64_t both() const { return m_both; }  ///< y in the upper half
  std::uint32_t x() const { return static_cast<std::uint32_t>(m_both); }
  std::uint32_t y() const { return static_cast<std::uint32_t>(m_both >> 32); }
  MvtPoint point() const { return {static_cast<std::int32_t>(x()), static_cast<std::int32_t>(y())}; }
  void move(std::int32_t dx, std::int32_t dy) {
    const std::uint32_t to_x = x() + static_cast<std::uint32_t>(dx);
    const std::uint32_t to_y = y() + static_cast<std::uint32_t>(dy);
    m_both = std::uint64_t{to_y} << 32 | to_x;
  }

 private:
  std::uint64_t m_both = 0;
};

/// The parameters of one command on their way to points. Bytes up to readable_end may be looked at, even where they belong to what
/// follows; so many more points may be written than there are.
struct PointRun {
  static constexpr std::size_t k_spare = 4;
  const std::uint8_t* at;
  const std::uint8_t* readable_end;
  MvtPoint* out;
  MvtPoint* out_end;
  MvtCursor cursor;           ///< the point before `out`
  MvtCursor first;            ///< of the ring
  std::int64_t area_x2 = 0;   ///< of the triangles between `first` and each edge, modulo 2^64
  bool long_numbers = false;  ///< a parameter had more than two bytes
  bool repeats = false;       ///< a point equals the one before
};

inline std::int64_t signed_difference(std::uint32_t a, std::uint32_t b) { return static_cast<std::int32_t>(a - b); }

/// One point with parameters of up to four bytes; false where they are longer.
inline bool read_point(PointRun& run) {
  const std::uint64_t word = load8(run.at);
  const unsigned x_size = varint_size(word);
  if (x_size > 4) return false;
  const std::uint64_t rest = word >> (8 * x_size);
  const unsigned y_size = varint_size(rest);
  if (y_size > 4 || x_size + y_size > 8) return false;
  run.long_numbers = run.long_numbers || x_size > 2 || y_size > 2;
  const std::int32_t dx = mvt::unzigzag(short_varint(word, x_size));
  const std::int32_t dy = mvt::unzigzag(short_varint(rest, y_size));
  run.repeats = run.repeats || (dx == 0 && dy == 0);
  run.area_x2 += signed_difference(run.cursor.x(), run.first.x()) * dy - signed_difference(run.cursor.y(), run.first.y()) * dx;
  run.cursor.move(dx, dy);
  *run.out++ = run.cursor.point();
  run.at += x_size + y_size;
  return true;
}

/// A way to read numbers. Each function may give up where a number is long or the end is near: what is left is for the caller, number
/// by number and with every check.
struct PlainNumbers {
  /// All points (at least one), where 16 bytes can be looked at from each of them on; false where a number is long. single: a guess that
  /// all have one byte; false as well where they have not.
  static bool few_points(PointRun& run, bool /*single*/) {
    while (run.out != run.out_end) {
      if (!read_point(run)) return false;
    }
    return !run.long_numbers;
  }

  /// As many points as go quickly, from run.at and run.out on.
  static void points(PointRun& run) {
    PointRun local = run;
    while (local.out != local.out_end && local.readable_end - local.at >= 8 && read_point(local)) {
    }
    run = local;
  }

  /// All tags of a feature to pairs (room for k_spare_tags more than bytes); their number, which is even and with every key below keys and
  /// every value below values; -1 where that is not so or cannot be seen quickly.
  static std::ptrdiff_t tags(std::string_view bytes, const char* readable_end, std::size_t keys, std::size_t values, std::uint32_t* pairs) {
    const auto* at = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto* const end = at + bytes.size();
    std::size_t size = 0;
    bool good = true;
    while (at < end) {
      if (reinterpret_cast<const std::uint8_t*>(readable_end) - at < 8) return -1;
      const std::uint64_t word = load8(at);
      const unsigned key_size = varint_size(word);
      if (key_size > 4) return -1;
      const std::uint64_t rest = word >> (8 * key_size);
      const unsigned value_size = varint_size(rest);
      if (value_size > 4 || key_size + value_size > 8) return -1;
      const std::uint32_t key = pairs[size] = short_varint(word, key_size);
      const std::uint32_t value = pairs[size + 1] = short_varint(rest, value_size);
      good = good && key < keys && value < values;
      size += 2;
      at += key_size + value_size;
    }
    return good && at == end ? static_cast<std::ptrdiff_t>(size) : -1;
  }
};

#ifdef SKIZZE_AVX2

/// For _mm_shuffle_epi8: four numbers of one or two bytes each, which lie in up to eight bytes, to two bytes each. By the bits of the
/// bytes after which a number goes on.
inline constexpr auto k_spread = [] {
  std::array<std::uint64_t, 256> table{};
  for (unsigned more = 0; more < 256; ++more) {
    unsigned byte = 0;
    for (unsigned number = 0; number < 4; ++number) {
      const bool two = byte < 8 && (more >> byte & 1) != 0;
      table[more] |= std::uint64_t{byte & 7} << (16 * number);
      table[more] |= std::uint64_t{two ? (byte + 1) & 7 : 0x80} << (16 * number + 8);
      byte += two ? 2 : 1;
    }
  }
  return table;
}();

/// The first so many of eight numbers of two bytes.
alignas(32) inline constexpr std::array<std::int16_t, 16> k_first_numbers{-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};

SKIZZE_AVX2 inline __m128i first_numbers(unsigned wanted) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(k_first_numbers.data() + (8 - wanted)));
}

struct Spread {
  __m128i numbers;     ///< eight of two bytes each; those past the wanted ones are zero
  std::uint32_t size;  ///< bytes of the wanted ones; 0 where one of them is longer than two bytes
};

/// The numbers of one or two bytes each (1 to 8 of them) that 16 bytes begin with.
SKIZZE_AVX2 inline Spread spread(__m128i bytes, unsigned wanted) {
  const __m128i first = first_numbers(wanted);
  auto more = static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
  const std::uint32_t last = _pdep_u32(1U << (wanted - 1), ~more & 0xFFFF);  // the byte where the last wanted number ends
  const std::uint32_t ours = last | (last - 1);
  if (last == 0 || (more & more >> 1 & ours) != 0) return {bytes, 0};
  more &= ours;
  const std::uint32_t half = _tzcnt_u32(_pdep_u32(8, ~more)) + 1;  // bytes of the first four
  const std::uint64_t low = k_spread[more & 0xFF];
  const std::uint64_t high = k_spread[more >> half & 0xFF] + half * 0x0101010101010101U;
  const __m128i pairs = _mm_shuffle_epi8(bytes, _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low)));
  const __m128i numbers =
      _mm_or_si128(_mm_and_si128(pairs, _mm_set1_epi16(0x7F)), _mm_and_si128(_mm_srli_epi16(pairs, 1), _mm_set1_epi16(0x3F80)));
  return {_mm_and_si128(numbers, first), _tzcnt_u32(last) + 1};
}

SKIZZE_AVX2 inline __m256i four_times(MvtCursor cursor) { return _mm256_set1_epi64x(static_cast<long long>(cursor.both())); }

SKIZZE_AVX2 inline MvtCursor cursor_of(__m256i points) {
  return MvtCursor(static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm256_castsi256_si128(points))));
}

SKIZZE_AVX2 inline std::int64_t sum_of(__m256i v) {
  const __m128i two = _mm_add_epi64(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
  return _mm_cvtsi128_si64(_mm_add_epi64(two, _mm_unpackhi_epi64(two, two)));
}

/// Four points at once while their parameters have one or two bytes.
class Avx2Points {
 public:
  SKIZZE_AVX2 Avx2Points(const std::uint8_t* from, MvtCursor cursor, MvtCursor first)
      : at(from), m_cursor(four_times(cursor)), m_first(four_times(first)), m_area(_mm256_setzero_si256()) {}

  /// The next 1 to 4 points; false, and nothing done, where a number is longer.
  SKIZZE_AVX2 bool step(unsigned lanes, MvtPoint* out) {
    const Spread found = spread(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), 2 * lanes);
    if (found.size == 0) return false;
    add(found.numbers, lanes, out);
    at += found.size;
    return true;
  }

  SKIZZE_AVX2 MvtCursor cursor() const { return cursor_of(m_cursor); }
  SKIZZE_AVX2 void set_cursor(MvtCursor cursor) { m_cursor = four_times(cursor); }
  SKIZZE_AVX2 std::int64_t area_x2() const { return sum_of(m_area); }
  bool repeats() const { return m_repeats != 0; }

  const std::uint8_t* at;

 private:
  /// numbers: of the so many points that are wanted, zero behind them.
  SKIZZE_AVX2 void add(__m128i numbers, unsigned lanes, MvtPoint* out) {
    const __m256i zero = _mm256_setzero_si256();
    const __m128i sign = _mm_sub_epi16(_mm_setzero_si128(), _mm_and_si128(numbers, _mm_set1_epi16(1)));
    const __m256i delta = _mm256_cvtepi16_epi32(_mm_xor_si128(_mm_srli_epi16(numbers, 1), sign));  // dx dy dx dy ...
    const auto still = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpeq_epi64(delta, zero))));
    m_repeats |= still & ((1U << lanes) - 1);
    __m256i sum = _mm256_add_epi32(delta, _mm256_slli_si256(delta, 8));
    sum = _mm256_add_epi32(sum, _mm256_blend_epi32(zero, _mm256_permute4x64_epi64(sum, 0x50), 0xF0));
    const __m256i points = _mm256_add_epi32(m_cursor, sum);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), points);
    // The point before each delta, crossed with the delta: x * dy - y * dx.
    const __m256i before = _mm256_sub_epi32(_mm256_sub_epi32(points, delta), m_first);
    const __m256i x_dy = _mm256_mul_epi32(before, _mm256_srli_epi64(delta, 32));
    const __m256i y_dx = _mm256_mul_epi32(_mm256_srli_epi64(before, 32), delta);
    m_area = _mm256_add_epi64(m_area, _mm256_sub_epi64(x_dy, y_dx));
    m_cursor = _mm256_permute4x64_epi64(points, 0xFF);
  }

  __m256i m_cursor;
  __m256i m_first;
  __m256i m_area;
  unsigned m_repeats = 0;
};

/// The first so many of sixteen bytes.
alignas(32) inline constexpr std::array<std::int8_t, 32> k_first_bytes{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

/// Up to 64 points whose parameters have one byte each, eight at once: steps of at most 64, so that 16 bits hold every way from the first
/// point, and 32 bits the area.
class Avx2SmallSteps {
 public:
  SKIZZE_AVX2 Avx2SmallSteps(const std::uint8_t* from, MvtCursor first)
      : at(from), m_first(four_times(first)), m_way(_mm256_setzero_si256()), m_area(m_way), m_last(m_way) {}

  /// The next 0 to 8 points.
  SKIZZE_AVX2 void step(unsigned lanes, MvtPoint* out) {
    const __m128i loaded = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i wanted = _mm_loadu_si128(reinterpret_cast<const __m128i*>(k_first_bytes.data() + (16 - 2 * lanes)));
    const __m128i bytes = _mm_and_si128(loaded, wanted);
    m_longer = _mm_or_si128(m_longer, bytes);
    const __m256i numbers = _mm256_cvtepu8_epi16(bytes);
    const __m256i zero = _mm256_setzero_si256();
    const __m256i sign = _mm256_sub_epi16(zero, _mm256_and_si256(numbers, _mm256_set1_epi16(1)));
    const __m256i delta = _mm256_xor_si256(_mm256_srli_epi16(numbers, 1), sign);  // dx dy dx dy ...
    const auto still = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(delta, zero))));
    m_repeats |= still & ((1U << lanes) - 1);
    __m256i way = _mm256_add_epi16(delta, _mm256_slli_si256(delta, 4));
    way = _mm256_add_epi16(way, _mm256_slli_si256(way, 8));
    const __m256i low_half = _mm256_permute2x128_si256(way, way, 0x08);  // for the upper half; zero for the lower one
    way = _mm256_add_epi16(_mm256_add_epi16(way, m_way), _mm256_shuffle_epi32(low_half, 0xFF));
    // The point before each step, crossed with the step: x * dy - y * dx.
    const __m256i swapped = _mm256_shufflehi_epi16(_mm256_shufflelo_epi16(delta, 0xB1), 0xB1);
    const __m256i turned = _mm256_sign_epi16(swapped, _mm256_set1_epi32(static_cast<int>(0xFFFF0001U)));
    m_area = _mm256_add_epi32(m_area, _mm256_madd_epi16(_mm256_sub_epi16(way, delta), turned));
    const __m256i points = _mm256_add_epi32(m_first, _mm256_cvtepi16_epi32(_mm256_castsi256_si128(way)));
    m_last = _mm256_add_epi32(m_first, _mm256_cvtepi16_epi32(_mm256_extracti128_si256(way, 1)));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), points);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + 4), m_last);
    m_way = _mm256_permutevar8x32_epi32(way, _mm256_set1_epi32(7));
    at += 2 * lanes;
  }

  SKIZZE_AVX2 bool all_single() const { return _mm_movemask_epi8(m_longer) == 0; }
  SKIZZE_AVX2 MvtCursor cursor() const { return cursor_of(_mm256_permute4x64_epi64(m_last, 0xFF)); }
  SKIZZE_AVX2 std::int64_t area_x2() const {
    __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(m_area), _mm256_extracti128_si256(m_area, 1));
    sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xB1)));
  }
  bool repeats() const { return m_repeats != 0; }

  const std::uint8_t* at;

 private:
  __m256i m_first;
  __m256i m_way;  ///< from the first point to the last one so far, in each lane
  __m256i m_area;
  __m256i m_last;
  __m128i m_longer = _mm_setzero_si128();
  unsigned m_repeats = 0;
};

struct Avx2Numbers {
  SKIZZE_AVX2 static void points(PointRun& run) {
    Avx2Points four(run.at, run.cursor, run.first);
    MvtPoint* out = run.out;
    while (out != run.out_end && run.readable_end - four.at >= 16) {
      const auto lanes = static_cast<unsigned>(std::min<std::ptrdiff_t>(4, run.out_end - out));
      if (four.step(lanes, out)) {
        out += lanes;
        continue;
      }
      run.at = four.at;
      run.out = out;
      run.cursor = four.cursor();
      if (!read_point(run)) break;
      four.at = run.at;
      out = run.out;
      four.set_cursor(run.cursor);
    }
    run.at = four.at;
    run.out = out;
    run.cursor = four.cursor();
    run.area_x2 += four.area_x2();
    run.repeats = run.repeats || four.repeats();
  }

  SKIZZE_AVX2 static bool few_points(PointRun& run, bool single) { return single ? few_small_steps(run) : few_steps(run); }

 private:
  SKIZZE_AVX2 static bool few_small_steps(PointRun& run) {
    Avx2SmallSteps eight(run.at, run.first);
    MvtPoint* out = run.out;
    auto count = static_cast<unsigned>(run.out_end - out);
    for (; count > 16; count -= 8, out += 8) eight.step(8, out);
    // Both without asking: a branch on the number of corners would be guessed wrong half the time.
    const unsigned lanes = std::min(count, 8U);
    eight.step(lanes, out);
    eight.step(count - lanes, out + lanes);
    if (!eight.all_single()) return false;
    run.at = eight.at;
    run.cursor = eight.cursor();
    run.area_x2 = eight.area_x2();
    run.repeats = eight.repeats();
    return true;
  }

  SKIZZE_AVX2 static bool few_steps(PointRun& run) {
    Avx2Points four(run.at, run.cursor, run.first);
    MvtPoint* out = run.out;
    for (; out + 4 < run.out_end; out += 4) {
      if (!four.step(4, out)) return false;
    }
    if (!four.step(static_cast<unsigned>(run.out_end - out), out)) return false;
    run.at = four.at;
    run.cursor = four.cursor();
    run.area_x2 = four.area_x2();
    run.repeats = four.repeats();
    return true;
  }

 public:
  /// Eight keys and values at once, each of one or two bytes.
  SKIZZE_AVX2 static std::ptrdiff_t tags(std::string_view bytes, const char* readable_end, std::size_t keys, std::size_t values,
                                         std::uint32_t* pairs) {
    static constexpr std::size_t k_most = 1U << 14;
    const auto highest = [](std::size_t count) { return static_cast<std::int64_t>(std::min(count, k_most)) - 1; };
    const __m256i limits = _mm256_set1_epi64x(highest(values) << 32 | (highest(keys) & 0xFFFFFFFF));
    __m256i beyond = _mm256_setzero_si256();
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    std::size_t size = 0;
    while (left > 0) {
      if (readable_end - at < 16) return -1;
      const __m128i word = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
      const auto inside = left >= 16 ? 0xFFFFU : (1U << left) - 1;
      const std::uint32_t ends = ~static_cast<std::uint32_t>(_mm_movemask_epi8(word)) & inside;
      const unsigned wanted = std::min(8U, static_cast<unsigned>(_mm_popcnt_u32(ends)));
      if (wanted == 0) return -1;
      const Spread found = spread(word, wanted);
      if (found.size == 0) return -1;
      const __m256i numbers = _mm256_cvtepu16_epi32(found.numbers);
      beyond = _mm256_or_si256(beyond, _mm256_cmpgt_epi32(numbers, limits));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(pairs + size), numbers);
      size += wanted;
      at += found.size;
      left -= found.size;
    }
    if (size % 2 != 0 || _mm256_testz_si256(beyond, beyond) == 0) return -1;
    return static_cast<std::ptrdiff_t>(size);
  }
};

#endif

}  // namespace skizze::tiles
