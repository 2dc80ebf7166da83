// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Writes small .osm.pbf files, each with exactly the messages a test asks for.
#pragma once

#include <libdeflate.h>

#include <array>
#include <cstdint>
#include <protozero/pbf_writer.hpp>
#include <string>
#include <utility>
#include <vector>

namespace skizze::test {

using PbfTags = std::vector<std::pair<std::string, std::string>>;
struct PbfNode {
  std::int64_t id;
  std::int64_t lon;  ///< in steps of the granularity
  std::int64_t lat;
  PbfTags tags;
};
struct PbfWay {
  std::int64_t id;
  std::vector<std::int64_t> nodes;
  PbfTags tags;
};
struct PbfMember {
  int kind;  ///< 0 node, 1 way, 2 relation
  std::int64_t id;
  std::string role;
};

/// One block of objects.
class PbfBlock {
 public:
  PbfBlock& dense(const std::vector<PbfNode>& nodes) {
    std::vector<std::int64_t> ids, lats, lons;
    std::vector<std::int32_t> tags;
    PbfNode last{0, 0, 0, {}};
    for (const auto& node : nodes) {
      ids.push_back(node.id - last.id);
      lats.push_back(node.lat - last.lat);
      lons.push_back(node.lon - last.lon);
      for (const auto& [key, value] : node.tags) tags.insert(tags.end(), {text(key), text(value)});
      tags.push_back(0);
      last = node;
    }
    protozero::pbf_writer group(m_groups.emplace_back());
    protozero::pbf_writer dense(group, 2);
    dense.add_packed_sint64(1, ids.begin(), ids.end());
    dense.add_packed_sint64(8, lats.begin(), lats.end());
    dense.add_packed_sint64(9, lons.begin(), lons.end());
    dense.add_packed_int32(10, tags.begin(), tags.end());
    return *this;
  }
  PbfBlock& node(const PbfNode& node) {
    protozero::pbf_writer group(m_groups.emplace_back());
    protozero::pbf_writer message(group, 1);
    message.add_sint64(1, node.id);
    add_tags(message, node.tags);
    message.add_sint64(8, node.lat);
    message.add_sint64(9, node.lon);
    return *this;
  }
  PbfBlock& way(const PbfWay& way) {
    std::vector<std::int64_t> steps;
    std::int64_t last = 0;
    for (const auto node : way.nodes) steps.push_back(node - std::exchange(last, node));
    protozero::pbf_writer group(m_groups.emplace_back());
    protozero::pbf_writer message(group, 3);
    message.add_int64(1, way.id);
    add_tags(message, way.tags);
    message.add_packed_sint64(8, steps.begin(), steps.end());
    return *this;
  }
  PbfBlock& relation(std::int64_t id, const std::vector<PbfMember>& members, const PbfTags& tags) {
    std::vector<std::int32_t> roles, kinds;
    std::vector<std::int64_t> steps;
    std::int64_t last = 0;
    for (const auto& member : members) {
      roles.push_back(text(member.role));
      kinds.push_back(member.kind);
      steps.push_back(member.id - std::exchange(last, member.id));
    }
    protozero::pbf_writer group(m_groups.emplace_back());
    protozero::pbf_writer message(group, 4);
    message.add_int64(1, id);
    add_tags(message, tags);
    message.add_packed_int32(8, roles.begin(), roles.end());
    message.add_packed_sint64(9, steps.begin(), steps.end());
    message.add_packed_int32(10, kinds.begin(), kinds.end());
    return *this;
  }
  PbfBlock& grid(std::int32_t granularity, std::int64_t lon_offset, std::int64_t lat_offset) {
    m_grid = {granularity, lon_offset, lat_offset};
    return *this;
  }
  std::string bytes() const {
    std::string out;
    protozero::pbf_writer block(out);
    {
      protozero::pbf_writer table(block, 1);
      for (const auto& text : m_texts) table.add_bytes(1, text);
    }
    for (const auto& group : m_groups) block.add_message(2, group);
    block.add_int32(17, static_cast<std::int32_t>(m_grid[0]));
    block.add_int64(19, m_grid[2]);
    block.add_int64(20, m_grid[1]);
    return out;
  }

 private:
  std::int32_t text(const std::string& text) {
    for (std::size_t i = 1; i < m_texts.size(); ++i) {
      if (m_texts[i] == text) return static_cast<std::int32_t>(i);
    }
    m_texts.push_back(text);
    return static_cast<std::int32_t>(m_texts.size() - 1);
  }
  void add_tags(protozero::pbf_writer& message, const PbfTags& tags) {
    std::vector<std::uint32_t> keys, values;
    for (const auto& [key, value] : tags) {
      keys.push_back(static_cast<std::uint32_t>(text(key)));
      values.push_back(static_cast<std::uint32_t>(text(value)));
    }
    message.add_packed_uint32(2, keys.begin(), keys.end());
    message.add_packed_uint32(3, values.begin(), values.end());
  }
  std::vector<std::string> m_texts{""};
  std::vector<std::string> m_groups;
  std::array<std::int64_t, 3> m_grid{100, 0, 0};
};

/// A frame of the file: raw (1) or zlib (3) data, or bytes in the field of another compression.
inline std::string pbf_frame(const std::string& type, const std::string& bytes, std::uint32_t field = 1) {
  std::string blob;
  protozero::pbf_writer blob_writer(blob);
  std::string packed = bytes;
  if (field == 3) {
    auto* compressor = libdeflate_alloc_compressor(6);
    packed.resize(libdeflate_zlib_compress_bound(compressor, bytes.size()));
    packed.resize(libdeflate_zlib_compress(compressor, bytes.data(), bytes.size(), packed.data(), packed.size()));
    libdeflate_free_compressor(compressor);
  }
  if (field != 1) blob_writer.add_int32(2, static_cast<std::int32_t>(bytes.size()));
  blob_writer.add_bytes(field, packed);
  std::string header;
  protozero::pbf_writer header_writer(header);
  header_writer.add_string(1, type);
  header_writer.add_int32(3, static_cast<std::int32_t>(blob.size()));
  const auto size = static_cast<std::uint32_t>(header.size());
  std::string out;
  for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<char>(size >> shift));
  return out + header + blob;
}

inline std::string pbf_header(const std::vector<std::string>& features = {"OsmSchema-V0.6", "DenseNodes"}) {
  std::string header;
  protozero::pbf_writer writer(header);
  for (const auto& feature : features) writer.add_string(4, feature);
  return pbf_frame("OSMHeader", header);
}

inline std::string pbf_data(const PbfBlock& block, std::uint32_t field = 1) { return pbf_frame("OSMData", block.bytes(), field); }

}  // namespace skizze::test
