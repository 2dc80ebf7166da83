// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_geometry.h"

#include <algorithm>

#include "tiles/mvt_numbers.h"

namespace skizze::tiles {

template <class Numbers>
class GeometryReader {
 public:
  GeometryReader(std::string_view bytes, const char* readable_end, GeometryBudget& budget, MvtShape& shape)
      : m_at(reinterpret_cast<const std::uint8_t*>(bytes.data())),
        m_end(m_at + bytes.size()),
        m_readable_end(reinterpret_cast<const std::uint8_t*>(readable_end)),
        m_budget(budget),
        m_shape(shape) {
    shape.clear();
    if (bytes.size() > shape.m_room) shape.make_room(bytes.size(), budget.points);
    m_out = shape.m_points.data();
  }

  GeometryFindings run(MvtGeometryType type);

 private:
  /// What is known of a ring while it is read.
  struct Ring {
    MvtCursor first;
    std::int64_t area_x2 = 0;
    bool exact = true;  ///< the area is; else it has to be summed again
  };

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
  bool points(std::uint32_t count, Ring& ring);
  bool checked_point();
  bool new_part();
  bool read_points();
  bool read_path(bool ring);
  void judge_ring(const Ring& ring);
  void move(std::uint32_t dx, std::uint32_t dy) {
    m_cursor.move(mvt::unzigzag(dx), mvt::unzigzag(dy));
    *m_out++ = m_cursor.point();
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(m_out - m_shape.m_points.data()); }

  const std::uint8_t* m_at;
  const std::uint8_t* m_end;
  const std::uint8_t* m_readable_end;
  MvtPoint* m_out;
  GeometryBudget& m_budget;
  MvtShape& m_shape;
  GeometryFindings m_findings;
  MvtCursor m_cursor;
};

/// A uint32 of at most ten bytes; higher bits are cut off, as protobuf does.
template <class Numbers>
bool GeometryReader<Numbers>::long_varint(std::uint32_t& value) {
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

template <class Numbers>
bool GeometryReader<Numbers>::checked_point() {
  std::uint32_t dx = 0;
  std::uint32_t dy = 0;
  if (!varint(dx) || !varint(dy)) return false;
  move(dx, dy);
  return true;
}

template <class Numbers>
bool GeometryReader<Numbers>::allow(std::uint32_t count) {
  if (static_cast<std::uint64_t>(count) * 2 > static_cast<std::uint64_t>(m_end - m_at)) return false;  // two bytes each at least
  if (count > m_budget.points) {
    m_findings.too_large = true;
    return false;
  }
  m_budget.points -= count;
  return true;
}

/// count points along the cursor's way: many at once while the numbers are short and the end is far, the rest with every check.
template <class Numbers>
bool GeometryReader<Numbers>::points(std::uint32_t count, Ring& ring) {
  if (!allow(count)) return false;
  constexpr std::uint32_t k_exact_count = 1U << 16;  // so many steps of two bytes stay within 2^29 of the first point
  ring.first = m_cursor;
  PointRun run{m_at, m_readable_end, m_out, m_out + count, m_cursor, m_cursor};
  Numbers::points(run);
  m_at = run.at;
  m_out = run.out;
  m_cursor = run.cursor;
  ring.area_x2 = run.area_x2;
  ring.exact = !run.long_numbers && m_out == run.out_end && count <= k_exact_count;
  bool repeats = run.repeats;
  while (m_out != run.out_end) {
    const MvtPoint before = m_cursor.point();
    if (!checked_point()) return false;
    repeats = repeats || before == m_cursor.point();
  }
  if (repeats) m_findings.repeated_point = true;
  return m_at <= m_end;  // the quick ways look no further than the tile, but perhaps past the geometry
}

template <class Numbers>
bool GeometryReader<Numbers>::new_part() {
  if (m_budget.parts == 0) {
    m_findings.too_large = true;
    return false;
  }
  --m_budget.parts;
  m_shape.m_parts[m_shape.m_part_count].begin = size();
  return true;
}

template <class Numbers>
bool GeometryReader<Numbers>::read_points() {
  const auto count = command(mvt::k_move_to);
  Ring ignored;
  if (count == 0 || !new_part() || !points(count, ignored) || m_at != m_end) return false;
  m_findings.repeated_point = false;  // points may lie on one another
  m_shape.m_parts[m_shape.m_part_count++] = {0, size(), false};
  return true;
}

template <class Numbers>
bool GeometryReader<Numbers>::read_path(bool ring) {
  if (!new_part() || command(mvt::k_move_to) != 1 || !allow(1) || !checked_point()) return false;
  const std::uint32_t count = command(mvt::k_line_to);
  Ring area;
  if (count == 0 || !points(count, area)) return false;
  auto& part = m_shape.m_parts[m_shape.m_part_count++];
  part.end = size();
  part.hole = false;
  if (!ring) return true;
  if (command(mvt::k_close_path) != 1) return false;
  judge_ring(area);
  return true;
}

template <class Numbers>
void GeometryReader<Numbers>::judge_ring(const Ring& ring) {
  auto& part = m_shape.m_parts[m_shape.m_part_count - 1];
  const MvtPoint* const points = m_shape.m_points.data();
  if (points[part.begin] == m_out[-1]) m_findings.repeated_point = true;
  if (part.end - part.begin < 3) {
    m_findings.short_ring = true;
    m_out = m_shape.m_points.data() + part.begin;
    --m_shape.m_part_count;
    return;
  }
  constexpr std::uint32_t k_exact_place = 1U << 30;
  const bool far = ring.first.x() + k_exact_place >= 2 * k_exact_place || ring.first.y() + k_exact_place >= 2 * k_exact_place;
  double sign = static_cast<double>(ring.area_x2);
  if (!ring.exact || far) sign = static_cast<double>(surveyor_area_x2({points + part.begin, points + part.end}));
  if (sign == 0) m_findings.flat_ring = true;
  part.hole = sign < 0;
  if (part.hole && m_shape.m_part_count == 1) {
    m_findings.first_ring_inner = true;
    part.hole = false;
  }
}

template <class Numbers>
GeometryFindings GeometryReader<Numbers>::run(MvtGeometryType type) {
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

/// The geometry that nearly every feature has: one point, line or ring of up to 64 points, all in order, with room to look past it. No
/// check costs more than it must: what is not right in some way is left to the reader above, from the start.
template <class Numbers>
class UsualGeometry {
 public:
  UsualGeometry(std::string_view bytes, const char* readable_end, GeometryBudget& budget, MvtShape& shape)
      : m_at(reinterpret_cast<const std::uint8_t*>(bytes.data())),
        m_end(m_at + bytes.size()),
        m_readable_end(reinterpret_cast<const std::uint8_t*>(readable_end)),
        m_budget(budget),
        m_shape(shape) {}

  bool read(MvtGeometryType type) {
    if (m_readable_end - m_end < k_slack || m_shape.m_room < k_room || m_budget.points < k_room || m_budget.parts == 0) return false;
    const std::uint64_t word = load8(m_at);
    MvtCursor first;
    first.move(mvt::unzigzag(static_cast<std::uint32_t>((word >> 8 & 0x7F) | (word >> 9 & 0x3F80))),
               mvt::unzigzag(static_cast<std::uint32_t>((word >> 24 & 0x7F) | (word >> 25 & 0x3F80))));
    m_shape.m_points.front() = first.point();
    if (type == MvtGeometryType::point) return (word & k_point) == (k_usual & k_point) && m_end - m_at == 5 && keep(1);
    if ((word & k_path) != k_usual) return false;
    std::uint32_t count = word >> 43 & 0xF;
    m_at += 6;
    if ((word >> 47 & 1) != 0) {
      count |= static_cast<std::uint32_t>(word >> 44 & 0xFF0);
      ++m_at;
    }
    if (count - 1 >= k_most - 1) return false;
    MvtPoint* const out = m_shape.m_points.data() + 1;
    PointRun run{m_at, m_readable_end, out, out + count, first, first};
    const bool single = m_end - m_at == 2 * std::ptrdiff_t{count} + (type == MvtGeometryType::polygon ? 1 : 0);
    if (!Numbers::few_points(run, single) || run.repeats) return false;
    if (type == MvtGeometryType::line) return run.at == m_end && keep(count + 1);
    const bool closed = *run.at == mvt::command(mvt::k_close_path, 1) && run.at + 1 == m_end;
    return closed && count > 1 && run.area_x2 > 0 && run.cursor.both() != first.both() && keep(count + 1);
  }

 private:
  static constexpr std::ptrdiff_t k_most = 64;
  static constexpr std::size_t k_room = 2 * k_most;
  static constexpr std::ptrdiff_t k_slack = 7 + k_most * 8 + 16;  ///< the head, numbers of four bytes, and what is loaded at once
  /// MoveTo 1, two numbers of two bytes, LineTo: all six bytes are asked at once.
  static constexpr std::uint64_t k_path = 0x0780808080FF;
  static constexpr std::uint64_t k_point = 0x80808080FF;
  static constexpr std::uint64_t k_usual = 0x020080008009;

  bool keep(std::uint32_t points) {
    m_budget.points -= points;
    --m_budget.parts;
    m_shape.m_parts.front() = {0, points, false};
    m_shape.m_size = points;
    m_shape.m_part_count = 1;
    return true;
  }

  const std::uint8_t* m_at;
  const std::uint8_t* m_end;
  const std::uint8_t* m_readable_end;
  GeometryBudget& m_budget;
  MvtShape& m_shape;
};

/// Every point has two bytes at least, every part six (a set of points is one part): no command can ask for more than this.
void MvtShape::make_room(std::size_t bytes, std::size_t most_points) {
  constexpr std::size_t k_least = 64;
  const std::size_t points = std::max(k_least, std::min(bytes / 2, most_points)) + PointRun::k_spare;
  const std::size_t parts = std::max(k_least, bytes / 6 + 1);
  if (m_points.size() < points) m_points.resize(points + points / 2);
  if (m_parts.size() < parts) m_parts.resize(parts + parts / 2);
  m_room = std::min((m_points.size() - PointRun::k_spare) * 2, (m_parts.size() - 1) * 6);
}

namespace {

[[gnu::flatten]] GeometryFindings read_plain(std::string_view bytes, const char* readable_end, MvtGeometryType type, GeometryBudget& budget,
                                             MvtShape& shape) {
  return GeometryReader<PlainNumbers>(bytes, readable_end, budget, shape).run(type);
}

[[gnu::flatten]] bool read_usual_plain(std::string_view bytes, const char* readable_end, MvtGeometryType type, GeometryBudget& budget,
                                       MvtShape& shape) {
  return UsualGeometry<PlainNumbers>(bytes, readable_end, budget, shape).read(type);
}

#ifdef SKIZZE_AVX2

[[gnu::flatten]] SKIZZE_AVX2 GeometryFindings read_avx2(std::string_view bytes, const char* readable_end, MvtGeometryType type,
                                                        GeometryBudget& budget, MvtShape& shape) {
  return GeometryReader<Avx2Numbers>(bytes, readable_end, budget, shape).run(type);
}

[[gnu::flatten]] SKIZZE_AVX2 bool read_usual_avx2(std::string_view bytes, const char* readable_end, MvtGeometryType type,
                                                  GeometryBudget& budget, MvtShape& shape) {
  return UsualGeometry<Avx2Numbers>(bytes, readable_end, budget, shape).read(type);
}

bool can_avx2() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

constexpr std::array<MvtNumbers, 2> k_all{
    {{"plain", read_usual_plain, read_plain, PlainNumbers::tags}, {"AVX2", read_usual_avx2, read_avx2, Avx2Numbers::tags}}};

#else

bool can_avx2() { return false; }

constexpr std::array<MvtNumbers, 1> k_all{{{"plain", read_usual_plain, read_plain, PlainNumbers::tags}}};

#endif

}  // namespace

std::span<const MvtNumbers> all_mvt_numbers() {
  static const std::span<const MvtNumbers> can = std::span(k_all).first(can_avx2() ? k_all.size() : 1);
  return can;
}

}  // namespace skizze::tiles
