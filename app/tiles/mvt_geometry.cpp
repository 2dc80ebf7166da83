// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt_geometry.h"

#include <optional>

#include "tiles/mvt_fields.h"

namespace skizze::tiles {
namespace {

class CommandReader {
 public:
  CommandReader(std::string_view bytes, GeometryBudget& budget)
      : m_at(bytes.data()), m_end(bytes.data() + bytes.size()), m_budget(budget) {}

  bool at_end() const { return m_at == m_end; }
  bool too_large() const { return m_too_large; }

  /// The count of the next command when it is the wanted one.
  std::optional<std::uint32_t> command(mvt::Command wanted) {
    const auto word = varint();
    if (!word || (*word & 7) != wanted) return std::nullopt;
    return *word >> 3;
  }

  /// count points along the cursor's way.
  bool points(std::uint32_t count, std::vector<MvtPoint>& out) {
    if (static_cast<std::uint64_t>(count) * 2 > static_cast<std::uint64_t>(m_end - m_at)) return false;  // two bytes each at least
    if (count > m_budget.points) return over_budget();
    m_budget.points -= count;
    out.reserve(out.size() + count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto dx = varint();
      const auto dy = varint();
      if (!dx || !dy) return false;
      m_x += static_cast<std::uint32_t>(mvt::unzigzag(*dx));
      m_y += static_cast<std::uint32_t>(mvt::unzigzag(*dy));
      out.push_back({static_cast<std::int32_t>(m_x), static_cast<std::int32_t>(m_y)});
    }
    return true;
  }

  MvtPart* new_part(std::vector<MvtPart>& parts) {
    if (m_budget.parts == 0) {
      over_budget();
      return nullptr;
    }
    --m_budget.parts;
    return &parts.emplace_back();
  }

 private:
  bool over_budget() {
    m_too_large = true;
    return false;
  }

  /// A uint32 of at most ten bytes; higher bits are cut off, as protobuf does.
  std::optional<std::uint32_t> varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; m_at != m_end && shift < 70; shift += 7) {
      const auto byte = static_cast<unsigned char>(*m_at++);
      if (shift < 64) value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return static_cast<std::uint32_t>(value);
    }
    return std::nullopt;
  }

  const char* m_at;
  const char* m_end;
  GeometryBudget& m_budget;
  std::uint32_t m_x = 0;  // unsigned: wraps
  std::uint32_t m_y = 0;
  bool m_too_large = false;
};

bool read_points(CommandReader& in, std::vector<MvtPart>& parts) {
  const auto count = in.command(mvt::k_move_to);
  if (!count || *count == 0) return false;
  MvtPart* part = in.new_part(parts);
  return part != nullptr && in.points(*count, part->points) && in.at_end();
}

void note_repeats(const std::vector<MvtPoint>& points, GeometryFindings& findings) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i] == points[i - 1]) findings.repeated_point = true;
  }
}

bool read_line(CommandReader& in, std::vector<MvtPart>& parts, GeometryFindings& findings) {
  MvtPart* part = in.new_part(parts);
  if (part == nullptr || in.command(mvt::k_move_to) != 1U || !in.points(1, part->points)) return false;
  const auto count = in.command(mvt::k_line_to);
  if (!count || *count == 0 || !in.points(*count, part->points)) return false;
  note_repeats(part->points, findings);
  return true;
}

bool read_ring(CommandReader& in, std::vector<MvtPart>& parts, GeometryFindings& findings) {
  if (!read_line(in, parts, findings) || in.command(mvt::k_close_path) != 1U) return false;
  MvtPart& part = parts.back();
  if (part.points.front() == part.points.back()) findings.repeated_point = true;
  if (part.points.size() < 3) {
    findings.short_ring = true;
    parts.pop_back();
    return true;
  }
  const long double area = surveyor_area_x2(part.points);
  if (area == 0) findings.flat_ring = true;
  part.hole = area < 0;
  if (part.hole && parts.size() == 1) {
    findings.first_ring_inner = true;
    part.hole = false;
  }
  return true;
}

}  // namespace

GeometryFindings read_geometry(std::string_view bytes, MvtGeometryType type, GeometryBudget& budget, std::vector<MvtPart>& parts) {
  GeometryFindings findings;
  CommandReader in(bytes, budget);
  bool good = !in.at_end();
  if (type == MvtGeometryType::point) good = good && read_points(in, parts);
  while (good && !in.at_end()) {
    good = type == MvtGeometryType::line ? read_line(in, parts, findings) : read_ring(in, parts, findings);
  }
  findings.too_large = in.too_large();
  findings.bad_commands = !good && !findings.too_large;
  return findings;
}

}  // namespace skizze::tiles
