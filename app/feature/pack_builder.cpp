// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/pack_builder.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cmath>

#include "base/id.h"
#include "base/parallel.h"
#include "feature/chunks.h"
#include "feature/density.h"
#include "feature/pack_columns.h"
#include "feature/pack_format.h"
#include "feature/pack_sections.h"
#include "feature/vertex_rank.h"
#include "feature/visibility.h"

namespace skizze::feature {
namespace {

using base::ErrorCode;
using base::fail;
using format::Section;

constexpr std::size_t k_rows_at_once = 8192;
constexpr std::size_t k_ahead = 12;  ///< rows whose memory is asked for before it is needed

std::vector<format::Node> build_nodes(std::span<const StepBox> boxes, std::span<const std::uint8_t> zooms) {
  std::vector<format::Node> nodes;
  std::size_t below = 0;  // first node of the level below, once there is one
  std::size_t below_size = boxes.size();
  bool rows_below = true;
  for (const auto size : format::level_sizes(static_cast<std::uint32_t>(boxes.size()))) {
    const std::size_t first = nodes.size();
    nodes.resize(first + size);
    for (std::size_t i = 0; i < below_size; ++i) {
      const format::Node child = rows_below ? format::Node{boxes[i], zooms[i]} : nodes[below + i];
      auto& node = nodes[first + i / format::k_node_size];
      if (i % format::k_node_size == 0) {
        node = child;
        continue;
      }
      node.box.min_x = std::min(node.box.min_x, child.box.min_x);
      node.box.min_y = std::min(node.box.min_y, child.box.min_y);
      node.box.max_x = std::max(node.box.max_x, child.box.max_x);
      node.box.max_y = std::max(node.box.max_y, child.box.max_y);
      node.min_zoom = std::min(node.min_zoom, child.min_zoom);
    }
    below = first;
    below_size = size;
    rows_below = false;
  }
  return nodes;
}

std::int32_t to_height_mm(double z) {
  if (!std::isfinite(z) || std::abs(z) > 2e6) return k_no_height;
  return static_cast<std::int32_t>(std::llround(z * 1000));
}

/// The nearest whole number; std::llround is a call.
std::int32_t nearest(double v) { return static_cast<std::int32_t>(v + (v < 0 ? -0.5 : 0.5)); }

/// Twice the area of a ring in steps squared, without a sign.
double ring_area_x2(std::span<const std::int32_t> x, std::span<const std::int32_t> y) {
  double sum = 0;
  for (std::size_t i = 1; i + 1 < x.size(); ++i) {
    const double ax = static_cast<double>(x[i]) - x[0];
    const double ay = static_cast<double>(y[i]) - y[0];
    const double bx = static_cast<double>(x[i + 1]) - x[0];
    const double by = static_cast<double>(y[i + 1]) - y[0];
    sum += ax * by - ay * bx;
  }
  return std::abs(sum);
}

/// Geometry of all rows in the order of the pack.
struct OrderedRows {
  std::vector<std::int64_t> ids;
  std::vector<std::uint8_t> kinds;
  std::vector<StepBox> boxes;
  std::vector<float> area_x2;  // steps squared
  std::vector<std::uint32_t> part_begin{0};
  std::vector<std::uint32_t> vertex_begin{0};
  std::vector<std::uint8_t> holes;
  std::vector<std::int32_t> x;
  std::vector<std::int32_t> y;
  std::vector<std::uint8_t> ranks;
  std::vector<std::uint32_t> source;  // per row, its first vertex in the order of adding
};

}  // namespace

struct PackBuilder::Impl {
  struct Row {
    std::int64_t id;
    std::uint32_t part_end;
    geo::GeometryKind kind;
  };
  struct PartEnd {
    std::uint32_t vertex_end;
    bool hole;
  };

  PackInfo info;
  Chunks<Row> rows;
  Chunks<PartEnd> parts;
  Chunks<geo::Point2> points;
  Chunks<std::int32_t> z;
  std::vector<ColumnStore> columns;
  geo::Box bounds;
  bool in_order = false;

  geo::Point2 origin() const { return bounds.empty() ? geo::Point2{} : geo::Point2{std::round(bounds.center().x), std::round(bounds.center().y)}; }
  double step_m() const {
    double step = format::k_finest_step_m;
    while (std::max(bounds.width(), bounds.height()) / 2 + 2 > step * 2147480000.0) step *= 2;
    return step;
  }
  std::uint32_t first_part(std::size_t row) const { return row == 0 ? 0 : rows[row - 1].part_end; }
  std::uint32_t first_vertex(std::size_t part) const { return part == 0 ? 0 : parts[part - 1].vertex_end; }
  std::uint32_t first_vertex_of_row(std::size_t row) const { return first_vertex(first_part(row)); }
  std::uint32_t last_vertex_of_row(std::size_t row) const { return first_vertex(rows[row].part_end); }

  /// Rows lie where they were added, in no order of place: each would be waited for.
  void prefetch(std::uint32_t vertex) const {
    if (vertex >= points.size()) return;
    const auto* address = reinterpret_cast<const char*>(&points[vertex]);
    __builtin_prefetch(address);
    __builtin_prefetch(address + 64);
  }
  std::vector<std::uint32_t> hilbert_order() const;
  geo::GeometryKind main_kind() const;
  OrderedRows ordered(std::span<const std::uint32_t> order) const;
  void place(OrderedRows& out, std::span<const std::uint32_t> order, std::size_t row, geo::Point2 origin, double step_m) const;
  std::vector<DensityCell> density(const OrderedRows& ordered, std::span<const std::uint32_t> order, std::span<const std::uint8_t> zooms) const;
  void write_geometry(SectionWriter& out, std::span<const std::uint32_t> order, const base::CancelToken& token);
  void write(SectionWriter& out, const base::CancelToken& token);
  std::size_t most_sections() const { return 16 + columns.size() * 4; }
};

std::vector<std::uint32_t> PackBuilder::Impl::hilbert_order() const {
  const double side = std::max({bounds.width(), bounds.height(), 1e-9});
  std::vector<std::uint64_t> keys(rows.size());
  base::parallel_ranges(rows.size(), k_rows_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      geo::Box box;
      for (auto v = first_vertex_of_row(i); v < last_vertex_of_row(i); ++v) box.add(points[v]);
      std::uint64_t key = 0;
      if (!box.empty() && !in_order) {
        const auto c = box.center();
        key = hilbert_index(static_cast<std::uint32_t>((c.x - bounds.min_x) / side * 65535), static_cast<std::uint32_t>((c.y - bounds.min_y) / side * 65535));
      }
      keys[i] = key << 32 | i;
    }
  });
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) order[i] = static_cast<std::uint32_t>(keys[i]);
  return order;
}

geo::GeometryKind PackBuilder::Impl::main_kind() const {
  std::array<std::size_t, 4> counts{};
  for (std::size_t i = 0; i < rows.size(); ++i) ++counts[static_cast<std::size_t>(rows[i].kind)];
  const auto best = std::max_element(counts.begin() + 1, counts.end());
  return *best == 0 ? geo::GeometryKind::none : static_cast<geo::GeometryKind>(best - counts.begin());
}

/// Steps, box, area and ranks of one row whose places in the arrays are known.
void PackBuilder::Impl::place(OrderedRows& out, std::span<const std::uint32_t> order, std::size_t row, geo::Point2 origin, double step_m) const {
  const auto source = order[row];
  const bool ring = rows[source].kind == geo::GeometryKind::area;
  const double steps_per_m = 1 / step_m;  // exact: steps are powers of two
  StepBox box{INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
  std::size_t v = out.source[row];
  double area = 0;
  for (auto p = out.part_begin[row]; p < out.part_begin[row + 1]; ++p) {
    const auto begin = out.vertex_begin[p];
    const auto count = out.vertex_begin[p + 1] - begin;
    const auto xs = std::span(out.x).subspan(begin, count);
    const auto ys = std::span(out.y).subspan(begin, count);
    for (std::size_t k = 0; k < count; ++k, ++v) {
      const geo::Point2 point = points[v];
      xs[k] = nearest((point.x - origin.x) * steps_per_m);
      ys[k] = nearest((point.y - origin.y) * steps_per_m);
      box = {std::min(box.min_x, xs[k]), std::min(box.min_y, ys[k]), std::max(box.max_x, xs[k]), std::max(box.max_y, ys[k])};
    }
    rank_vertices(xs, ys, ring, step_m, std::span(out.ranks).subspan(begin, count));
    if (ring) area += out.holes[p] ? -ring_area_x2(xs, ys) : ring_area_x2(xs, ys);
  }
  out.boxes[row] = box;
  out.area_x2[row] = static_cast<float>(area);
}

OrderedRows PackBuilder::Impl::ordered(std::span<const std::uint32_t> order) const {
  OrderedRows out;
  out.ids.reserve(rows.size());
  out.kinds.reserve(rows.size());
  out.part_begin.reserve(rows.size() + 1);
  out.vertex_begin.reserve(parts.size() + 1);
  out.holes.reserve(parts.size());
  out.source.reserve(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto source = order[i];
    if (i + k_ahead < order.size()) {
      __builtin_prefetch(&rows[order[i + k_ahead]]);
      const auto part_end = rows[order[i + k_ahead / 2]].part_end;
      if (part_end > 0) __builtin_prefetch(&parts[part_end - 1]);
    }
    out.source.push_back(first_vertex_of_row(source));
    out.ids.push_back(rows[source].id);
    out.kinds.push_back(static_cast<std::uint8_t>(rows[source].kind));
    for (auto p = first_part(source); p < rows[source].part_end; ++p) {
      out.vertex_begin.push_back(out.vertex_begin.back() + parts[p].vertex_end - first_vertex(p));
      out.holes.push_back(parts[p].hole ? 1 : 0);
    }
    out.part_begin.push_back(static_cast<std::uint32_t>(out.holes.size()));
  }
  out.boxes.resize(rows.size());
  out.area_x2.resize(rows.size());
  out.x.resize(points.size());
  out.y.resize(points.size());
  out.ranks.resize(points.size());
  base::parallel_ranges(rows.size(), k_rows_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (row + k_ahead < end) prefetch(out.source[row + k_ahead]);
      place(out, order, row, origin(), step_m());
    }
  });
  return out;
}

std::vector<DensityCell> PackBuilder::Impl::density(const OrderedRows& ordered, std::span<const std::uint32_t> order,
                                                    std::span<const std::uint8_t> zooms) const {
  std::vector<std::size_t> distinct;
  for (const auto& column : columns) distinct.push_back(column.strings().size());
  const auto class_column = density_column(info.columns, distinct);
  const double step = step_m();
  const auto o = origin();
  std::vector<SmallArea> areas;
  for (std::uint32_t row = 0; row < zooms.size(); ++row) {
    if (zooms[row] == 0 || !(ordered.area_x2[row] > 0)) continue;
    const StepBox& box = ordered.boxes[row];
    const geo::Point2 centre{o.x + (static_cast<double>(box.min_x) + box.max_x) / 2 * step, o.y + (static_cast<double>(box.min_y) + box.max_y) / 2 * step};
    const std::uint32_t class_index = class_column ? columns[*class_column].place(order[row]) : 0;
    areas.push_back({centre, static_cast<double>(ordered.area_x2[row]) / 2 * step * step, row, class_index, zooms[row]});
  }
  return density_cells(std::move(areas));
}

void PackBuilder::Impl::write_geometry(SectionWriter& out, std::span<const std::uint32_t> order, const base::CancelToken& token) {
  auto all = ordered(order);
  points.clear();  // the steps take their place
  parts.clear();
  if (token.cancelled()) return;
  const auto kind = main_kind();
  if (kind != geo::GeometryKind::point) pin_shared_vertices(all.x, all.y, all.vertex_begin, all.ranks, kind == geo::GeometryKind::area);
  const auto zooms = first_zooms(all.boxes, all.kinds, step_m());
  out.add(Section::id, all.ids);
  out.add(Section::kind, all.kinds);
  out.add(Section::box, all.boxes);
  out.add(Section::min_zoom, zooms);
  out.add(Section::part_begin, all.part_begin);
  out.add(Section::vertex_begin, all.vertex_begin);
  out.add(Section::hole, all.holes);
  out.add(Section::x, all.x);
  out.add(Section::y, all.y);
  out.add(Section::rank, all.ranks);
  out.add(Section::nodes, build_nodes(all.boxes, zooms));
  all.x = all.y = {};
  const auto cells = density(all, order, zooms);
  if (!cells.empty()) out.add(Section::density, cells);
}

void PackBuilder::Impl::write(SectionWriter& out, const base::CancelToken& token) {
  for (auto& column : columns) column.settle();
  const auto order = hilbert_order();
  if (token.cancelled()) return;
  info.kind = main_kind();
  info.bounds = bounds;
  info.feature_count = rows.size();
  info.vertex_count = points.size();
  info.resolution_m = step_m();
  out.add(Section::meta, format::write_meta(info, origin(), step_m()));
  if (info.has_z) {
    std::vector<std::int32_t> heights;
    heights.reserve(z.size());
    for (const auto source : order) {
      for (auto v = first_vertex_of_row(source); v < last_vertex_of_row(source); ++v) heights.push_back(z[v]);
    }
    out.add(Section::z, heights);
    z.clear();
  }
  write_geometry(out, order, token);
  for (std::uint32_t c = 0; c < columns.size() && !token.cancelled(); ++c) columns[c].write(out, order, c);
}

PackBuilder::PackBuilder(PackInfo info) : m_impl(std::make_unique<Impl>()) {
  for (const auto& column : info.columns) m_impl->columns.emplace_back(column.type);
  m_impl->info = std::move(info);
}
PackBuilder::~PackBuilder() = default;
PackBuilder::PackBuilder(PackBuilder&&) noexcept = default;
PackBuilder& PackBuilder::operator=(PackBuilder&&) noexcept = default;

void PackBuilder::add(std::int64_t id, const geo::Geometry& geometry, std::span<const Value> values) {
  Impl& impl = *m_impl;
  assert(values.size() == impl.columns.size());
  const std::size_t parts_before = impl.parts.size();
  for (const auto& part : geometry.parts) {
    if (part.points.empty()) continue;
    for (const auto& p : part.points) {
      assert(std::isfinite(p.x) && std::isfinite(p.y));
      impl.points.push_back(p.xy());
      if (impl.info.has_z) impl.z.push_back(to_height_mm(p.z));
      impl.bounds.add(p.xy());
    }
    impl.parts.push_back({static_cast<std::uint32_t>(impl.points.size()), part.hole});
  }
  const auto kind = impl.parts.size() == parts_before ? geo::GeometryKind::none : geometry.kind;
  impl.rows.push_back({id, static_cast<std::uint32_t>(impl.parts.size()), kind});
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::holds_alternative<std::monostate>(values[i])) {
      impl.columns[i].add_none();
    } else {
      impl.columns[i].add(view(values[i]));
    }
  }
}

void PackBuilder::keep_order() { m_impl->in_order = true; }
std::uint64_t PackBuilder::size() const { return m_impl->rows.size(); }
PackInfo& PackBuilder::info() { return m_impl->info; }
ValueView PackBuilder::value(std::uint64_t row, std::size_t column) const { return m_impl->columns[column].at(row); }
std::int64_t PackBuilder::id(std::uint64_t row) const { return m_impl->rows[row].id; }

std::vector<std::byte> PackBuilder::finish(base::CancelToken token) {
  SectionWriter out(m_impl->most_sections());
  m_impl->write(out, token);
  if (token.cancelled()) return {};
  out.finish();
  return out.take();
}

base::Status PackBuilder::finish_to(const std::filesystem::path& file, base::CancelToken token) {
  auto part = file;
  part += "." + base::to_string(base::new_uuid()) + ".part";
  int failed = 0;
  {
    SectionWriter out(m_impl->most_sections(), part);
    m_impl->write(out, token);
    failed = token.cancelled() ? 0 : out.finish();
  }
  std::error_code error;
  if (failed == 0 && !token.cancelled()) std::filesystem::rename(part, file, error);
  if (failed == 0 && !error && !token.cancelled()) return {};
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  if (token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
  if (failed == 0) failed = error.value();
  const bool full = failed == ENOSPC || failed == EDQUOT || failed == EFBIG;
  return fail(full ? ErrorCode::no_space : ErrorCode::unreadable, full ? "base.disk_full" : "base.file_unwritable", {{"file", file.string()}});
}

}  // namespace skizze::feature
