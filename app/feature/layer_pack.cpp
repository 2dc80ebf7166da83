// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/layer_pack.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <mutex>
#include <system_error>

#include "base/checksum.h"
#include "base/mapped_file.h"
#include "feature/pack_format.h"

namespace skizze::feature {
namespace {

using base::ErrorCode;
using base::fail;
using format::Section;

struct ColumnData {
  std::span<const std::int64_t> integers;
  std::span<const double> reals;
  std::span<const std::uint8_t> flags;
  std::span<const std::uint8_t> missing;
  std::span<const std::uint32_t> places;
  std::span<const std::uint32_t> offsets;
  std::span<const char> text;
  mutable std::once_flag listed;
  mutable std::vector<std::string_view> strings;

  std::string_view string_at(std::uint32_t place) const { return {text.data() + offsets[place], offsets[place + 1] - offsets[place]}; }
};

tl::unexpected<base::Error> damaged(std::string_view part) {
  return fail(ErrorCode::damaged, "feature.pack_damaged", {{"part", std::string(part)}});
}

template <class T>
T load(std::span<const std::byte> bytes, std::size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

/// Starts at 0, never falls, ends at last: then every range between neighbours lies inside.
bool is_ladder(std::span<const std::uint32_t> values, std::size_t last) {
  return !values.empty() && values.front() == 0 && values.back() == last && std::is_sorted(values.begin(), values.end());
}

struct SectionSum {
  std::span<const std::byte> bytes;
  std::uint64_t checksum;
};

/// Whether every section has its checksum. Large packs are read by two threads: it is most of what opening costs.
bool all_sound(const std::vector<SectionSum>& sections) {
  constexpr std::size_t k_large = 8U << 20;
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> sound = true;
  const auto check = [&] {
    for (std::size_t i = next++; i < sections.size() && sound; i = next++) {
      if (base::checksum64(sections[i].bytes) != sections[i].checksum) sound = false;
    }
  };
  std::size_t total = 0;
  for (const SectionSum& section : sections) total += section.bytes.size();
  if (total < k_large) {
    check();
    return sound;
  }
  std::future<void> beside;
  try {
    beside = std::async(std::launch::async, check);
  } catch (const std::system_error&) {}  // no thread to be had: then alone
  check();
  if (beside.valid()) beside.get();
  return sound;
}

}  // namespace

struct LayerPack::Impl {
  std::vector<std::byte> owned;
  base::MappedFile file;
  std::span<const std::byte> bytes;
  format::Meta meta;
  std::uint32_t rows = 0;

  std::span<const std::int64_t> ids;
  std::span<const std::uint8_t> kinds;
  std::span<const StepBox> boxes;
  std::span<const std::uint8_t> zooms;
  std::span<const std::uint32_t> part_begin;
  std::span<const std::uint32_t> vertex_begin;
  std::span<const std::uint8_t> holes;
  std::span<const std::int32_t> x;
  std::span<const std::int32_t> y;
  std::span<const std::int32_t> z;
  std::span<const std::uint8_t> ranks;
  std::span<const format::Node> nodes;
  std::span<const DensityCell> density;
  std::optional<std::size_t> density_class;
  std::vector<std::uint32_t> level_begin;  // first node of each level, lowest first
  std::vector<std::uint32_t> level_size;
  std::unique_ptr<ColumnData[]> columns;

  template <class T>
  base::Status take(std::span<const T>& out, Section kind, std::uint32_t column = 0, bool optional = false) const;
  base::Status read_header() const;
  base::Status read_rows();
  base::Status read_column(std::uint32_t c);
  base::Status open();
  void visit_node(std::size_t level, std::uint32_t node, const StepBox& box, std::uint32_t zoom, const std::function<void(std::uint32_t)>& visit) const;
  StepBox to_steps(const geo::Box& box) const;
  std::span<const DensityCell> cells_between(std::uint64_t first, std::uint64_t end) const;
};

base::Status LayerPack::Impl::read_header() const {
  if (bytes.size() < format::k_header_bytes || std::memcmp(bytes.data(), format::k_magic.data(), 8) != 0) return damaged("header");
  const auto version = load<std::uint32_t>(bytes, 8);
  if (version != format::k_version) return fail(ErrorCode::unsupported, "feature.pack_version", {{"version", std::to_string(version)}});
  const std::size_t count = load<std::uint32_t>(bytes, 12);
  if (load<std::uint64_t>(bytes, 16) != bytes.size() || count > (bytes.size() - format::k_header_bytes) / format::k_entry_bytes) return damaged("size");
  const auto directory = bytes.subspan(format::k_header_bytes, count * format::k_entry_bytes);
  if (base::checksum64(directory) != load<std::uint64_t>(bytes, 24)) return damaged("directory");
  std::vector<SectionSum> sections;
  for (std::size_t i = 0; i < count; ++i) {
    const auto offset = load<std::uint64_t>(directory, i * format::k_entry_bytes + 8);
    const auto size = load<std::uint64_t>(directory, i * format::k_entry_bytes + 16);
    if (offset % 8 != 0 || offset > bytes.size() || size > bytes.size() - offset) return damaged("directory");
    sections.push_back({bytes.subspan(offset, size), load<std::uint64_t>(directory, i * format::k_entry_bytes + 24)});
  }
  if (!all_sound(sections)) return damaged("section");
  return {};
}

template <class T>
base::Status LayerPack::Impl::take(std::span<const T>& out, Section kind, std::uint32_t column, bool optional) const {
  const std::size_t count = load<std::uint32_t>(bytes, 12);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = format::k_header_bytes + i * format::k_entry_bytes;
    if (load<std::uint32_t>(bytes, entry) != static_cast<std::uint32_t>(kind) || load<std::uint32_t>(bytes, entry + 4) != column) continue;
    const auto offset = load<std::uint64_t>(bytes, entry + 8);
    const auto size = load<std::uint64_t>(bytes, entry + 16);
    if (size % sizeof(T) != 0) return damaged("section");
    out = {reinterpret_cast<const T*>(bytes.data() + offset), size / sizeof(T)};
    return {};
  }
  if (optional) return {};
  return damaged("section");
}

base::Status LayerPack::Impl::read_rows() {
  base::Status status;
  const auto need = [&](auto& out, Section kind, bool optional = false) {
    if (status) status = take(out, kind, 0, optional);
  };
  need(ids, Section::id);
  need(kinds, Section::kind);
  need(boxes, Section::box);
  need(zooms, Section::min_zoom);
  need(part_begin, Section::part_begin);
  need(vertex_begin, Section::vertex_begin);
  need(holes, Section::hole);
  need(x, Section::x);
  need(y, Section::y);
  need(z, Section::z, true);
  need(ranks, Section::rank);
  need(nodes, Section::nodes);
  need(density, Section::density, true);
  if (!status) return status;
  if (ids.size() != meta.info.feature_count || ids.size() > UINT32_MAX) return damaged("rows");
  rows = static_cast<std::uint32_t>(ids.size());
  const bool rows_agree = kinds.size() == rows && boxes.size() == rows && zooms.size() == rows && part_begin.size() == std::size_t{rows} + 1 &&
                          is_ladder(part_begin, holes.size()) && vertex_begin.size() == holes.size() + 1 && is_ladder(vertex_begin, x.size());
  const bool vertices_agree = y.size() == x.size() && ranks.size() == x.size() && (z.empty() || z.size() == x.size());
  if (!rows_agree || !vertices_agree || std::any_of(kinds.begin(), kinds.end(), [](auto k) { return k > 3; })) return damaged("rows");
  const auto sound = [this](const DensityCell& cell) { return cell.row < rows && cell.cover > 0 && cell.cover <= 1; };
  const bool sorted = std::is_sorted(density.begin(), density.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  if (!sorted || !std::all_of(density.begin(), density.end(), sound)) return damaged("density");
  level_size = format::level_sizes(rows);
  std::uint32_t total = 0;
  for (const auto size : level_size) {
    level_begin.push_back(total);
    total += size;
  }
  if (nodes.size() != total) return damaged("index");
  return {};
}

base::Status LayerPack::Impl::read_column(std::uint32_t c) {
  ColumnData& column = columns[c];
  base::Status status;
  const auto need = [&](auto& out, Section kind) {
    if (status) status = take(out, kind, c);
  };
  switch (meta.info.columns[c].type) {
    case ColumnType::integer:
      need(column.integers, Section::column_values);
      need(column.missing, Section::column_missing);
      if (status && (column.integers.size() != rows || column.missing.size() != rows)) return damaged("column");
      break;
    case ColumnType::real:
      need(column.reals, Section::column_values);
      need(column.missing, Section::column_missing);
      if (status && (column.reals.size() != rows || column.missing.size() != rows)) return damaged("column");
      break;
    case ColumnType::boolean:
      need(column.flags, Section::column_values);
      if (status && column.flags.size() != rows) return damaged("column");
      break;
    case ColumnType::text: {
      need(column.places, Section::column_values);
      need(column.offsets, Section::text_offsets);
      need(column.text, Section::text_bytes);
      if (!status) break;
      if (column.places.size() != rows || !is_ladder(column.offsets, column.text.size())) return damaged("column");
      const auto strings = column.offsets.size() - 1;
      if (std::any_of(column.places.begin(), column.places.end(), [&](auto p) { return p != format::k_no_string && p >= strings; })) return damaged("column");
      break;
    }
  }
  return status;
}

base::Status LayerPack::Impl::open() {
  if (auto status = read_header(); !status) return status;
  std::span<const std::byte> meta_bytes;
  if (auto status = take(meta_bytes, Section::meta); !status) return status;
  auto read = format::read_meta(meta_bytes);
  if (!read) return tl::unexpected(read.error());
  meta = std::move(*read);
  if (auto status = read_rows(); !status) return status;
  columns = std::make_unique<ColumnData[]>(meta.info.columns.size());
  for (std::uint32_t c = 0; c < meta.info.columns.size(); ++c) {
    if (auto status = read_column(c); !status) return status;
  }
  std::vector<std::size_t> distinct;
  for (std::size_t c = 0; c < meta.info.columns.size(); ++c) distinct.push_back(columns[c].offsets.empty() ? 0 : columns[c].offsets.size() - 1);
  density_class = density_column(meta.info.columns, distinct);
  return {};
}

LayerPack::LayerPack(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
LayerPack::~LayerPack() = default;

base::Result<std::shared_ptr<const LayerPack>> LayerPack::open(const std::filesystem::path& file) {
  auto mapped = base::MappedFile::open(file);
  if (!mapped) return tl::unexpected(mapped.error());
  auto impl = std::make_unique<Impl>();
  impl->file = std::move(*mapped);
  impl->bytes = impl->file.bytes();
  if (auto status = impl->open(); !status) {
    auto error = status.error();
    error.where.file = file.string();
    return tl::unexpected(std::move(error));
  }
  return std::shared_ptr<const LayerPack>(new LayerPack(std::move(impl)));
}

base::Result<std::shared_ptr<const LayerPack>> LayerPack::from_bytes(std::vector<std::byte> bytes) {
  auto impl = std::make_unique<Impl>();
  impl->owned = std::move(bytes);
  impl->bytes = impl->owned;
  if (auto status = impl->open(); !status) return tl::unexpected(status.error());
  return std::shared_ptr<const LayerPack>(new LayerPack(std::move(impl)));
}

const PackInfo& LayerPack::info() const { return m_impl->meta.info; }
std::uint32_t LayerPack::size() const { return m_impl->rows; }
std::int64_t LayerPack::id(std::uint32_t row) const { return m_impl->ids[row]; }
geo::GeometryKind LayerPack::kind(std::uint32_t row) const { return static_cast<geo::GeometryKind>(m_impl->kinds[row]); }
StepBox LayerPack::step_box(std::uint32_t row) const { return m_impl->boxes[row]; }
std::uint8_t LayerPack::min_zoom(std::uint32_t row) const { return m_impl->zooms[row]; }
geo::Point2 LayerPack::origin() const { return m_impl->meta.origin; }
double LayerPack::step_m() const { return m_impl->meta.step_m; }

geo::Box LayerPack::bounds(std::uint32_t row) const {
  const StepBox box = m_impl->boxes[row];
  if (box.min_x > box.max_x) return {};
  const auto o = origin();
  const double s = step_m();
  return {o.x + box.min_x * s, o.y + box.min_y * s, o.x + box.max_x * s, o.y + box.max_y * s};
}

std::uint32_t LayerPack::part_count(std::uint32_t row) const { return m_impl->part_begin[row + 1] - m_impl->part_begin[row]; }

PartView LayerPack::part(std::uint32_t row, std::uint32_t index) const {
  const auto p = m_impl->part_begin[row] + index;
  const auto begin = m_impl->vertex_begin[p];
  const auto count = m_impl->vertex_begin[p + 1] - begin;
  PartView view{m_impl->x.subspan(begin, count), m_impl->y.subspan(begin, count), {}, m_impl->ranks.subspan(begin, count), m_impl->holes[p] != 0};
  if (!m_impl->z.empty()) view.z = m_impl->z.subspan(begin, count);
  return view;
}

geo::Geometry LayerPack::geometry(std::uint32_t row) const {
  geo::Geometry geometry{kind(row), {}};
  const auto o = origin();
  const double s = step_m();
  for (std::uint32_t i = 0; i < part_count(row); ++i) {
    const PartView source = part(row, i);
    geo::Part target;
    target.hole = source.hole;
    target.points.reserve(source.x.size());
    for (std::size_t v = 0; v < source.x.size(); ++v) {
      geo::Point3 p{o.x + source.x[v] * s, o.y + source.y[v] * s};
      if (!source.z.empty() && source.z[v] != k_no_height) p.z = source.z[v] / 1000.0;
      target.points.push_back(p);
    }
    geometry.parts.push_back(std::move(target));
  }
  return geometry;
}

ValueView LayerPack::value(std::uint32_t row, std::size_t column) const {
  const ColumnData& data = m_impl->columns[column];
  switch (info().columns[column].type) {
    case ColumnType::integer: return data.missing[row] ? ValueView{} : ValueView(data.integers[row]);
    case ColumnType::real: return data.missing[row] ? ValueView{} : ValueView(data.reals[row]);
    case ColumnType::boolean: return data.flags[row] > 1 ? ValueView{} : ValueView(data.flags[row] == 1);
    case ColumnType::text: break;
  }
  const auto place = data.places[row];
  return place == format::k_no_string ? ValueView{} : ValueView(data.string_at(place));
}

std::optional<std::size_t> LayerPack::column_index(std::string_view name) const {
  const auto& columns = info().columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return i;
  }
  return std::nullopt;
}

std::span<const std::string_view> LayerPack::dictionary(std::size_t column) const {
  const ColumnData& data = m_impl->columns[column];
  if (info().columns[column].type != ColumnType::text) return {};
  std::call_once(data.listed, [&] {
    data.strings.reserve(data.offsets.size() - 1);
    for (std::uint32_t i = 0; i + 1 < data.offsets.size(); ++i) data.strings.push_back(data.string_at(i));
  });
  return data.strings;
}

std::optional<std::uint32_t> LayerPack::dictionary_index(std::uint32_t row, std::size_t column) const {
  const ColumnData& data = m_impl->columns[column];
  if (info().columns[column].type != ColumnType::text || data.places[row] == format::k_no_string) return std::nullopt;
  return data.places[row];
}

std::span<const DensityCell> LayerPack::Impl::cells_between(std::uint64_t first, std::uint64_t end) const {
  const auto below = [](const DensityCell& cell, std::uint64_t key) { return cell.key < key; };
  const auto from = std::lower_bound(density.begin(), density.end(), first, below);
  return {from, std::lower_bound(from, density.end(), end, below)};
}

std::span<const DensityCell> LayerPack::density(geo::TileId tile) const {
  if (tile.z > k_density_zoom) return {};
  const std::uint64_t first = density_key(tile.z, tile.x << k_density_bits, tile.y << k_density_bits);
  return m_impl->cells_between(first, first + (std::uint64_t{1} << (2 * k_density_bits)));
}

std::optional<std::size_t> LayerPack::density_class() const { return m_impl->density_class; }

std::span<const DensityCell> LayerPack::density(int zoom) const {
  if (zoom < 0 || zoom > k_density_zoom) return {};
  return m_impl->cells_between(density_key(zoom, 0, 0), density_key(zoom + 1, 0, 0));
}

StepBox LayerPack::Impl::to_steps(const geo::Box& box) const {
  // One step inside the ends of the range: there lie the inside-out boxes of rows without a shape, which no query may meet.
  const auto clamp = [](double v) { return static_cast<std::int32_t>(std::clamp(v, -2147483647.0, 2147483646.0)); };
  const auto o = meta.origin;
  const double s = meta.step_m;
  return {clamp(std::floor((box.min_x - o.x) / s)), clamp(std::floor((box.min_y - o.y) / s)), clamp(std::ceil((box.max_x - o.x) / s)),
          clamp(std::ceil((box.max_y - o.y) / s))};
}

void LayerPack::Impl::visit_node(std::size_t level, std::uint32_t node, const StepBox& box, std::uint32_t zoom,
                                 const std::function<void(std::uint32_t)>& visit) const {
  const auto& here = nodes[level_begin[level] + node];
  if (here.min_zoom > zoom || !here.box.intersects(box)) return;
  const auto first = node * format::k_node_size;
  const auto below = level == 0 ? rows : level_size[level - 1];
  const auto last = std::min(first + format::k_node_size, below);
  for (auto child = first; child < last; ++child) {
    if (level > 0) {
      visit_node(level - 1, child, box, zoom, visit);
    } else if (zooms[child] <= zoom && boxes[child].intersects(box)) {
      visit(child);
    }
  }
}

void LayerPack::query(const geo::Box& box, std::uint8_t max_min_zoom, const std::function<void(std::uint32_t)>& visit) const {
  if (box.empty() || m_impl->level_size.empty()) return;
  m_impl->visit_node(m_impl->level_size.size() - 1, 0, m_impl->to_steps(box), max_min_zoom, visit);
}

std::vector<std::uint32_t> LayerPack::query(const geo::Box& box, std::uint8_t max_min_zoom) const {
  std::vector<std::uint32_t> found;
  query(box, max_min_zoom, [&](std::uint32_t row) { found.push_back(row); });
  return found;
}

}  // namespace skizze::feature
