// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_geometry.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "tiles/mvt_fields.h"

namespace skizze::tiles {
namespace {

constexpr std::uint64_t k_more = 0x8080808080808080U;  ///< a varint goes on after each of these bytes
constexpr std::size_t k_lanes = 4;                     ///< points written at once, so the arrays have room for so many more

std::uint64_t load8(const std::uint8_t* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Bytes of the varint a word begins with; 9 or more when it does not end there.
unsigned varint_size(std::uint64_t word) { return 1 + static_cast<unsigned>(std::countr_zero(~word & k_more)) / 8; }

/// The varint of one to three bytes that a word begins with.
std::uint32_t short_varint(std::uint64_t word, unsigned size) {
  word &= ~std::uint64_t{0} >> (64 - 8 * size);
  return static_cast<std::uint32_t>((word & 0x7F) | (word >> 1 & 0x3F80) | (word >> 2 & 0x1FC000));
}

struct Cursor {
  std::uint32_t x = 0;  // unsigned: wraps
  std::uint32_t y = 0;

  std::int32_t signed_x() const { return static_cast<std::int32_t>(x); }
  std::int32_t signed_y() const { return static_cast<std::int32_t>(y); }
  MvtPoint point() const { return {signed_x(), signed_y()}; }
  void move(std::uint32_t dx, std::uint32_t dy) {
    x += static_cast<std::uint32_t>(mvt::unzigzag(dx));
    y += static_cast<std::uint32_t>(mvt::unzigzag(dy));
  }
};

/// Twice the area of a ring, summed while it is read: triangles with its first point. Exact while every point lies within 2^20 of it.
class AreaSum {
 public:
  AreaSum() = default;
  explicit AreaSum(Cursor first) : m_x(first.signed_x()), m_y(first.signed_y()) {}

  void edge(Cursor from, Cursor to) {
    const std::int64_t x = from.signed_x() - m_x;
    const std::int64_t y = from.signed_y() - m_y;
    m_sum += x * (std::int64_t{to.signed_y()} - from.signed_y()) - y * (std::int64_t{to.signed_x()} - from.signed_x());
    note(to);
  }
  /// Several edges at once; within: their area as seen from `from`.
  void edges(Cursor from, Cursor to, std::int64_t within) {
    edge(from, to);
    m_sum += within;
  }
  void note(Cursor at) {
    const std::int64_t x = at.signed_x() - m_x;
    const std::int64_t y = at.signed_y() - m_y;
    m_wide |= static_cast<std::uint64_t>((x ^ x >> 63) | (y ^ y >> 63));
  }
  bool exact() const { return m_wide >> 20 == 0; }
  std::int64_t value() const { return m_sum; }

 private:
  std::int64_t m_x = 0;
  std::int64_t m_y = 0;
  std::int64_t m_sum = 0;
  std::uint64_t m_wide = 0;
};

/// Up to four points whose eight parameters have one byte each; bytes past them are zero and repeat the last point.
/// Returns a bit for every point that repeats the one before.
unsigned short_points(std::uint64_t word, Cursor& cursor, AreaSum& area, MvtPoint* out) {
  const Cursor from = cursor;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  const __m128i wide = _mm_unpacklo_epi8(_mm_cvtsi64_si128(static_cast<long long>(word)), zero);
  const __m128i sign = _mm_sub_epi16(zero, _mm_and_si128(wide, _mm_set1_epi16(1)));
  const __m128i delta = _mm_xor_si128(_mm_srli_epi16(wide, 1), sign);  // dx dy dx dy ...
  const int repeats = _mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(delta, zero)));
  __m128i sum = _mm_add_epi16(delta, _mm_slli_si128(delta, 4));
  sum = _mm_add_epi16(sum, _mm_slli_si128(sum, 8));  // from the cursor to each point
  // The point before each delta, crossed with the delta: x * dy - y * dx.
  constexpr int swap = 0xB1;
  const __m128i swapped = _mm_shufflehi_epi16(_mm_shufflelo_epi16(delta, swap), swap);
  const __m128i minus_dx = _mm_set1_epi32(static_cast<int>(0xFFFF0000U));
  const __m128i turned = _mm_sub_epi16(_mm_xor_si128(swapped, minus_dx), minus_dx);
  __m128i within = _mm_madd_epi16(_mm_slli_si128(sum, 4), turned);
  within = _mm_add_epi32(within, _mm_shuffle_epi32(within, 0x4E));
  within = _mm_add_epi32(within, _mm_shuffle_epi32(within, swap));
  const __m128i negative = _mm_srai_epi16(sum, 15);
  const __m128i base = _mm_set1_epi64x(static_cast<long long>(std::uint64_t{cursor.y} << 32 | cursor.x));
  const __m128i high = _mm_add_epi32(base, _mm_unpackhi_epi16(sum, negative));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_add_epi32(base, _mm_unpacklo_epi16(sum, negative)));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 2), high);
  const auto last = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(high, high)));
  cursor = {static_cast<std::uint32_t>(last), static_cast<std::uint32_t>(last >> 32)};
  area.edges(from, cursor, _mm_cvtsi128_si32(within));
  return static_cast<unsigned>(repeats);
#else
  unsigned repeats = 0;
  Cursor before = from;
  for (std::size_t i = 0; i < k_lanes; ++i, word >>= 16) {
    if ((word & 0xFFFF) == 0) repeats |= 1U << i;
    cursor.move(word & 0xFF, word >> 8 & 0xFF);
    out[i] = cursor.point();
    area.edge(before, cursor);
    before = cursor;
  }
  return repeats;
#endif
}

}  // namespace

class GeometryReader {
 public:
  GeometryReader(std::string_view bytes, const char* readable_end, GeometryBudget& budget, MvtShape& shape)
      : m_at(reinterpret_cast<const std::uint8_t*>(bytes.data())),
        m_end(m_at + bytes.size()),
        m_readable_end(reinterpret_cast<const std::uint8_t*>(readable_end)),
        m_budget(budget),
        m_shape(shape) {
    // Every point has two bytes at least, every part six (a set of points is one part): no command can ask for more than this.
    shape.make_room(std::min(bytes.size() / 2, budget.points) + k_lanes, bytes.size() / 6 + 1);
    m_out = shape.m_points.data();
  }

  GeometryFindings run(MvtGeometryType type);

 private:
  /// The count of the next command; 0 unless it is the wanted one with a count of at least one.
  std::uint32_t command(mvt::Command wanted) {
    std::uint32_t word = 0;
    return varint(word) && (word & 7) == wanted ? word >> 3 : 0;
  }
  bool varint(std::uint32_t& value) {
    if (m_at < m_end && *m_at < 0x80) {
      value = *m_at++;
      return true;
    }
    return long_varint(value);
  }
  bool long_varint(std::uint32_t& value);
  bool allow(std::uint32_t count);
  bool first_point();
  bool points(std::uint32_t count, AreaSum& area);
  bool checked_point();
  bool new_part();
  bool read_points();
  bool read_path(bool ring);
  void judge_ring(const AreaSum& area);
  std::uint32_t size() const { return static_cast<std::uint32_t>(m_out - m_shape.m_points.data()); }

  const std::uint8_t* m_at;
  const std::uint8_t* m_end;
  const std::uint8_t* m_readable_end;
  MvtPoint* m_out;
  GeometryBudget& m_budget;
  MvtShape& m_shape;
  GeometryFindings m_findings;
  Cursor m_cursor;
};

/// A uint32 of at most ten bytes; higher bits are cut off, as protobuf does.
bool GeometryReader::long_varint(std::uint32_t& value) {
  std::uint64_t sum = 0;
  for (unsigned shift = 0; m_at < m_end && shift < 70; shift += 7) {
    const std::uint8_t byte = *m_at++;
    if (shift < 64) sum |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte >= 0x80) continue;
    value = static_cast<std::uint32_t>(sum);
    return true;
  }
  return false;
}

bool GeometryReader::checked_point() {
  std::uint32_t dx = 0;
  std::uint32_t dy = 0;
  if (!varint(dx) || !varint(dy)) return false;
  m_cursor.move(dx, dy);
  *m_out++ = m_cursor.point();
  return true;
}

bool GeometryReader::allow(std::uint32_t count) {
  if (static_cast<std::uint64_t>(count) * 2 > static_cast<std::uint64_t>(m_end - m_at)) return false;  // two bytes each at least
  if (count > m_budget.points) {
    m_findings.too_large = true;
    return false;
  }
  m_budget.points -= count;
  return true;
}

/// Where a path begins.
bool GeometryReader::first_point() {
  if (!allow(1)) return false;
  if (m_readable_end - m_at >= 8) {
    const std::uint64_t word = load8(m_at);
    const unsigned x_size = varint_size(word);
    if ((word & 0x80808080U) == 0x00800080U) {  // two bytes each, as nearly all are
      m_cursor.move(short_varint(word, 2), short_varint(word >> 16, 2));
      *m_out++ = m_cursor.point();
      m_at += 4;
      return m_at <= m_end;
    }
    if (x_size <= 3) {
      const std::uint64_t rest = word >> (8 * x_size);
      const unsigned y_size = varint_size(rest);
      if (y_size <= 3) {
        m_cursor.move(short_varint(word, x_size), short_varint(rest, y_size));
        *m_out++ = m_cursor.point();
        m_at += x_size + y_size;
        return m_at <= m_end;
      }
    }
  }
  return checked_point();
}

/// count points along the cursor's way: four at once while their parameters have one byte, one by one up to three bytes each, the rest
/// with every check. Notes points that equal the one before.
bool GeometryReader::points(std::uint32_t count, AreaSum& area_out) {
  if (!allow(count)) return false;
  MvtPoint* out = m_out;
  const MvtPoint* const out_end = out + count;
  Cursor cursor = m_cursor;
  AreaSum area = area_out;
  const std::uint8_t* at = m_at;
  unsigned same = 0;
  while (out != out_end && m_readable_end - at >= 8) {
    const auto lanes = std::min<std::size_t>(k_lanes, static_cast<std::size_t>(out_end - out));
    const std::uint64_t word = load8(at);
    const std::uint64_t wanted = word & ~std::uint64_t{0} >> (64 - 16 * lanes);
    if ((wanted & k_more) == 0) {
      same |= short_points(wanted, cursor, area, out) & ((1U << lanes) - 1);
      at += 2 * lanes;
      out += lanes;
      continue;
    }
    const unsigned x_size = varint_size(word);
    if (x_size > 3) break;
    const std::uint64_t rest = word >> (8 * x_size);
    const unsigned y_size = varint_size(rest);
    if (y_size > 3) break;
    const std::uint32_t dx = short_varint(word, x_size);
    const std::uint32_t dy = short_varint(rest, y_size);
    same |= (dx | dy) == 0 ? 1 : 0;
    const Cursor before = cursor;
    cursor.move(dx, dy);
    area.edge(before, cursor);
    *out++ = cursor.point();
    at += x_size + y_size;
  }
  m_at = at;
  m_cursor = cursor;
  m_out = out;
  while (m_out != out_end) {
    const Cursor before = m_cursor;
    if (!checked_point()) return false;
    area.edge(before, m_cursor);
    if (before.x == m_cursor.x && before.y == m_cursor.y) same = 1;
  }
  if (same != 0) m_findings.repeated_point = true;
  area_out = area;
  return m_at <= m_end;  // the quick ways look no further than the tile, but perhaps past the geometry
}

bool GeometryReader::new_part() {
  if (m_budget.parts == 0) {
    m_findings.too_large = true;
    return false;
  }
  --m_budget.parts;
  m_shape.m_parts[m_shape.m_part_count].begin = size();
  return true;
}

bool GeometryReader::read_points() {
  const auto count = command(mvt::k_move_to);
  AreaSum ignored;
  if (count == 0 || !new_part() || !points(count, ignored) || m_at != m_end) return false;
  m_findings.repeated_point = false;  // points may lie on one another
  m_shape.m_parts[m_shape.m_part_count++] = {0, size(), false};
  return true;
}

bool GeometryReader::read_path(bool ring) {
  if (!new_part() || command(mvt::k_move_to) != 1 || !first_point()) return false;
  AreaSum area(m_cursor);
  const auto count = command(mvt::k_line_to);
  if (count == 0 || !points(count, area)) return false;
  auto& part = m_shape.m_parts[m_shape.m_part_count++];
  part.end = size();
  part.hole = false;
  if (!ring) return true;
  if (command(mvt::k_close_path) != 1) return false;
  judge_ring(area);
  return true;
}

void GeometryReader::judge_ring(const AreaSum& area) {
  auto& part = m_shape.m_parts[m_shape.m_part_count - 1];
  const MvtPoint* const points = m_shape.m_points.data();
  if (points[part.begin] == m_out[-1]) m_findings.repeated_point = true;
  if (part.end - part.begin < 3) {
    m_findings.short_ring = true;
    m_out = m_shape.m_points.data() + part.begin;
    --m_shape.m_part_count;
    return;
  }
  double sign = static_cast<double>(area.value());
  if (!area.exact()) sign = static_cast<double>(surveyor_area_x2({points + part.begin, points + part.end}));
  if (sign == 0) m_findings.flat_ring = true;
  part.hole = sign < 0;
  if (part.hole && m_shape.m_part_count == 1) {
    m_findings.first_ring_inner = true;
    part.hole = false;
  }
}

GeometryFindings GeometryReader::run(MvtGeometryType type) {
  bool good = m_at != m_end;
  if (type == MvtGeometryType::point) {
    good = good && read_points();
  } else {
    const bool ring = type == MvtGeometryType::polygon;
    while (good && m_at != m_end) good = read_path(ring);
  }
  m_shape.m_size = size();
  m_findings.bad_commands = !good && !m_findings.too_large;
  return m_findings;
}

void MvtShape::make_room(std::size_t points, std::size_t parts) {
  if (m_points.size() < points) m_points.resize(points + points / 2);
  if (m_parts.size() < parts) m_parts.resize(parts + parts / 2);
  clear();
}

[[gnu::flatten]] GeometryFindings read_geometry(std::string_view bytes, const char* readable_end, MvtGeometryType type,
                                                GeometryBudget& budget, MvtShape& shape) {
  return GeometryReader(bytes, readable_end, budget, shape).run(type);
}

}  // namespace skizze::tiles
