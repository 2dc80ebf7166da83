// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/pack_builder.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <numeric>
#include <unordered_map>

#include "base/checksum.h"
#include "base/id.h"
#include "feature/pack_format.h"
#include "feature/vertex_rank.h"
#include "feature/visibility.h"

namespace skizze::feature {
namespace {

using base::ErrorCode;
using base::fail;
using format::Section;

/// One column as it fills up, in the order rows were added.
struct ColumnStore {
  ColumnType type = ColumnType::text;
  std::vector<std::int64_t> integers;
  std::vector<double> reals;
  std::vector<std::uint8_t> flags;     // boolean: 0, 1, 2 = none; integer and real: 1 = none
  std::vector<std::uint32_t> places;   // text: index into strings
  std::vector<std::string> strings;
  std::unordered_map<std::string, std::uint32_t> known;

  void add(const Value& value) {
    switch (type) {
      case ColumnType::integer: {
        const auto* whole = std::get_if<std::int64_t>(&value);
        integers.push_back(whole ? *whole : 0);
        flags.push_back(whole ? 0 : 1);
        break;
      }
      case ColumnType::real: {
        const auto* real = std::get_if<double>(&value);
        const auto* whole = std::get_if<std::int64_t>(&value);
        reals.push_back(real ? *real : whole ? static_cast<double>(*whole) : 0);
        flags.push_back(real || whole ? 0 : 1);
        break;
      }
      case ColumnType::boolean: {
        const auto* flag = std::get_if<bool>(&value);
        flags.push_back(flag ? static_cast<std::uint8_t>(*flag) : 2);
        break;
      }
      case ColumnType::text: places.push_back(place_of(value)); break;
    }
  }

 private:
  std::uint32_t place_of(const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return format::k_no_string;
    const auto* text = std::get_if<std::string>(&value);
    std::string key = text ? *text : to_text(view(value));
    const auto [entry, fresh] = known.try_emplace(std::move(key), static_cast<std::uint32_t>(strings.size()));
    if (fresh) strings.push_back(entry->first);
    return entry->second;
  }
};

/// The sections of a pack as they are laid down one behind the other.
class SectionWriter {
 public:
  template <class T>
  void add(Section kind, const std::vector<T>& values, std::uint32_t column = 0) {
    m_entries.push_back({kind, column, m_body.size(), values.size() * sizeof(T)});
    const auto* bytes = reinterpret_cast<const std::byte*>(values.data());
    m_body.insert(m_body.end(), bytes, bytes + values.size() * sizeof(T));
    m_body.resize((m_body.size() + 7) & ~std::size_t{7});
  }

  std::vector<std::byte> finish() {
    const std::size_t start = format::k_header_bytes + m_entries.size() * format::k_entry_bytes;
    std::vector<std::byte> directory;
    for (const auto& entry : m_entries) {
      const auto bytes = std::span<const std::byte>(m_body).subspan(entry.offset, entry.size);
      put(directory, static_cast<std::uint32_t>(entry.kind));
      put(directory, entry.column);
      put(directory, static_cast<std::uint64_t>(start + entry.offset));
      put(directory, static_cast<std::uint64_t>(entry.size));
      put(directory, base::checksum64(bytes));
    }
    std::vector<std::byte> out;
    out.reserve(start + m_body.size());
    for (const char c : format::k_magic) out.push_back(static_cast<std::byte>(c));
    put(out, format::k_version);
    put(out, static_cast<std::uint32_t>(m_entries.size()));
    put(out, static_cast<std::uint64_t>(start + m_body.size()));
    put(out, base::checksum64(directory));
    out.insert(out.end(), directory.begin(), directory.end());
    out.insert(out.end(), m_body.begin(), m_body.end());
    return out;
  }

 private:
  struct Entry {
    Section kind;
    std::uint32_t column;
    std::size_t offset;
    std::size_t size;
  };
  template <class T>
  static void put(std::vector<std::byte>& out, T value) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&value);
    out.insert(out.end(), bytes, bytes + sizeof value);
  }
  std::vector<Entry> m_entries;
  std::vector<std::byte> m_body;
};

std::vector<format::Node> build_nodes(std::span<const StepBox> boxes, std::span<const std::uint8_t> zooms) {
  std::vector<format::Node> nodes;
  std::vector<format::Node> below;
  for (std::size_t i = 0; i < boxes.size(); ++i) below.push_back({boxes[i], zooms[i]});
  for (const auto size : format::level_sizes(static_cast<std::uint32_t>(boxes.size()))) {
    std::vector<format::Node> level(size);
    for (std::size_t i = 0; i < below.size(); ++i) {
      auto& node = level[i / format::k_node_size];
      if (i % format::k_node_size == 0) {
        node = below[i];
        continue;
      }
      node.box.min_x = std::min(node.box.min_x, below[i].box.min_x);
      node.box.min_y = std::min(node.box.min_y, below[i].box.min_y);
      node.box.max_x = std::max(node.box.max_x, below[i].box.max_x);
      node.box.max_y = std::max(node.box.max_y, below[i].box.max_y);
      node.min_zoom = std::min(node.min_zoom, below[i].min_zoom);
    }
    nodes.insert(nodes.end(), level.begin(), level.end());
    below = std::move(level);
  }
  return nodes;
}

std::int32_t to_height_mm(double z) {
  if (!std::isfinite(z) || std::abs(z) > 2e6) return k_no_height;
  return static_cast<std::int32_t>(std::llround(z * 1000));
}

}  // namespace

struct PackBuilder::Impl {
  struct Row {
    std::int64_t id;
    geo::GeometryKind kind;
    std::uint32_t part_begin;
    std::uint32_t part_end;
    geo::Box box;
  };
  struct PartRange {
    std::uint64_t begin;
    std::uint64_t end;
    bool hole;
  };

  PackInfo info;
  std::vector<Row> rows;
  std::vector<PartRange> parts;
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::int32_t> z;
  std::vector<ColumnStore> columns;
  geo::Box bounds;
  bool in_order = false;

  geo::Point2 origin() const { return bounds.empty() ? geo::Point2{} : geo::Point2{std::round(bounds.center().x), std::round(bounds.center().y)}; }
  double step_m() const {
    double step = format::k_finest_step_m;
    while (std::max(bounds.width(), bounds.height()) / 2 + 2 > step * 2147480000.0) step *= 2;
    return step;
  }
  std::vector<std::uint32_t> hilbert_order() const;
  void write_geometry(SectionWriter& out, std::span<const std::uint32_t> order, geo::Point2 origin, double step_m) const;
  void write_columns(SectionWriter& out, std::span<const std::uint32_t> order) const;
  geo::GeometryKind main_kind() const;
};

std::vector<std::uint32_t> PackBuilder::Impl::hilbert_order() const {
  std::vector<std::uint32_t> keys(rows.size(), 0);
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  if (in_order) return order;
  const double side = std::max({bounds.width(), bounds.height(), 1e-9});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].box.empty()) continue;
    const auto c = rows[i].box.center();
    keys[i] = hilbert_index(static_cast<std::uint32_t>((c.x - bounds.min_x) / side * 65535), static_cast<std::uint32_t>((c.y - bounds.min_y) / side * 65535));
  }
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
  return order;
}

geo::GeometryKind PackBuilder::Impl::main_kind() const {
  std::array<std::size_t, 4> counts{};
  for (const auto& row : rows) ++counts[static_cast<std::size_t>(row.kind)];
  const auto best = std::max_element(counts.begin() + 1, counts.end());
  return *best == 0 ? geo::GeometryKind::none : static_cast<geo::GeometryKind>(best - counts.begin());
}

void PackBuilder::Impl::write_geometry(SectionWriter& out, std::span<const std::uint32_t> order, geo::Point2 origin, double step_m) const {
  std::vector<std::int64_t> ids;
  std::vector<std::uint8_t> kinds;
  std::vector<StepBox> boxes;
  std::vector<std::uint32_t> part_begin{0};
  std::vector<std::uint32_t> vertex_begin{0};
  std::vector<std::uint8_t> holes;
  std::vector<std::int32_t> xs;
  std::vector<std::int32_t> ys;
  std::vector<std::int32_t> zs;
  xs.reserve(x.size());
  ys.reserve(x.size());
  if (info.has_z) zs.reserve(x.size());
  for (const auto place : order) {
    const Row& row = rows[place];
    ids.push_back(row.id);
    kinds.push_back(static_cast<std::uint8_t>(row.kind));
    StepBox box{INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (auto p = row.part_begin; p < row.part_end; ++p) {
      for (auto v = parts[p].begin; v < parts[p].end; ++v) {
        const auto sx = static_cast<std::int32_t>(std::llround((x[v] - origin.x) / step_m));
        const auto sy = static_cast<std::int32_t>(std::llround((y[v] - origin.y) / step_m));
        box = {std::min(box.min_x, sx), std::min(box.min_y, sy), std::max(box.max_x, sx), std::max(box.max_y, sy)};
        xs.push_back(sx);
        ys.push_back(sy);
        if (info.has_z) zs.push_back(z[v]);
      }
      vertex_begin.push_back(static_cast<std::uint32_t>(xs.size()));
      holes.push_back(parts[p].hole ? 1 : 0);
    }
    boxes.push_back(box);
    part_begin.push_back(static_cast<std::uint32_t>(holes.size()));
  }
  std::vector<std::uint8_t> ranks(xs.size());
  for (std::size_t row = 0; row < kinds.size(); ++row) {
    const bool ring = kinds[row] == static_cast<std::uint8_t>(geo::GeometryKind::area);
    for (auto p = part_begin[row]; p < part_begin[row + 1]; ++p) {
      const auto b = vertex_begin[p];
      const auto n = vertex_begin[p + 1] - b;
      rank_vertices(std::span(xs).subspan(b, n), std::span(ys).subspan(b, n), ring, step_m, std::span(ranks).subspan(b, n));
    }
  }
  if (main_kind() != geo::GeometryKind::point) pin_shared_vertices(xs, ys, ranks);
  const auto zooms = first_zooms(boxes, kinds, step_m);
  out.add(Section::id, ids);
  out.add(Section::kind, kinds);
  out.add(Section::box, boxes);
  out.add(Section::min_zoom, zooms);
  out.add(Section::part_begin, part_begin);
  out.add(Section::vertex_begin, vertex_begin);
  out.add(Section::hole, holes);
  out.add(Section::x, xs);
  out.add(Section::y, ys);
  if (info.has_z) out.add(Section::z, zs);
  out.add(Section::rank, ranks);
  out.add(Section::nodes, build_nodes(boxes, zooms));
}

namespace {

template <class T>
std::vector<T> reordered(const std::vector<T>& values, std::span<const std::uint32_t> order) {
  std::vector<T> out;
  out.reserve(values.size());
  for (const auto place : order) out.push_back(values[place]);
  return out;
}

void write_strings(SectionWriter& out, const std::vector<std::string>& strings, std::uint32_t column) {
  std::vector<std::uint32_t> offsets{0};
  std::vector<char> bytes;
  for (const auto& text : strings) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  out.add(Section::text_offsets, offsets, column);
  out.add(Section::text_bytes, bytes, column);
}

}  // namespace

void PackBuilder::Impl::write_columns(SectionWriter& out, std::span<const std::uint32_t> order) const {
  for (std::uint32_t c = 0; c < columns.size(); ++c) {
    const auto& column = columns[c];
    switch (column.type) {
      case ColumnType::integer: out.add(Section::column_values, reordered(column.integers, order), c); break;
      case ColumnType::real: out.add(Section::column_values, reordered(column.reals, order), c); break;
      case ColumnType::boolean: out.add(Section::column_values, reordered(column.flags, order), c); break;
      case ColumnType::text:
        out.add(Section::column_values, reordered(column.places, order), c);
        write_strings(out, column.strings, c);
        break;
    }
    if (column.type == ColumnType::integer || column.type == ColumnType::real) {
      out.add(Section::column_missing, reordered(column.flags, order), c);
    }
  }
}

PackBuilder::PackBuilder(PackInfo info) : m_impl(std::make_unique<Impl>()) {
  for (const auto& column : info.columns) m_impl->columns.push_back({column.type, {}, {}, {}, {}, {}, {}});
  m_impl->info = std::move(info);
}
PackBuilder::~PackBuilder() = default;
PackBuilder::PackBuilder(PackBuilder&&) noexcept = default;
PackBuilder& PackBuilder::operator=(PackBuilder&&) noexcept = default;

void PackBuilder::add(std::int64_t id, const geo::Geometry& geometry, std::span<const Value> values) {
  Impl& impl = *m_impl;
  assert(values.size() == impl.columns.size());
  Impl::Row row{id, geometry.empty() ? geo::GeometryKind::none : geometry.kind, static_cast<std::uint32_t>(impl.parts.size()), 0, {}};
  for (const auto& part : geometry.parts) {
    if (part.points.empty()) continue;
    const auto begin = impl.x.size();
    for (const auto& p : part.points) {
      assert(std::isfinite(p.x) && std::isfinite(p.y));
      impl.x.push_back(p.x);
      impl.y.push_back(p.y);
      if (impl.info.has_z) impl.z.push_back(to_height_mm(p.z));
      row.box.add(p.xy());
    }
    impl.parts.push_back({begin, impl.x.size(), part.hole});
  }
  row.part_end = static_cast<std::uint32_t>(impl.parts.size());
  if (row.part_begin == row.part_end) row.kind = geo::GeometryKind::none;
  impl.bounds.add(row.box);
  impl.rows.push_back(row);
  for (std::size_t i = 0; i < values.size(); ++i) impl.columns[i].add(values[i]);
}

void PackBuilder::keep_order() { m_impl->in_order = true; }
std::uint64_t PackBuilder::size() const { return m_impl->rows.size(); }
PackInfo& PackBuilder::info() { return m_impl->info; }

std::vector<std::byte> PackBuilder::finish(base::CancelToken token) {
  Impl& impl = *m_impl;
  const auto order = impl.hilbert_order();
  if (token.cancelled()) return {};
  const auto origin = impl.origin();
  const double step = impl.step_m();
  impl.info.kind = impl.main_kind();
  impl.info.bounds = impl.bounds;
  impl.info.feature_count = impl.rows.size();
  impl.info.vertex_count = impl.x.size();
  impl.info.resolution_m = step;
  SectionWriter out;
  out.add(Section::meta, format::write_meta(impl.info, origin, step));
  impl.write_geometry(out, order, origin, step);
  if (token.cancelled()) return {};
  impl.write_columns(out, order);
  return out.finish();
}

base::Status PackBuilder::finish_to(const std::filesystem::path& file, base::CancelToken token) {
  const auto bytes = finish(token);
  if (token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
  auto part = file;
  part += "." + base::to_string(base::new_uuid()) + ".part";
  errno = 0;
  std::ofstream out(part, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(part, file, error);
  if (!out || error) {
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    return fail(full ? ErrorCode::no_space : ErrorCode::unreadable, full ? "base.disk_full" : "base.file_unwritable", {{"file", file.string()}});
  }
  return {};
}

}  // namespace skizze::feature
