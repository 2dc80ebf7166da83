// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feature/chunks.h"
#include "feature/pack_info.h"
#include "readers/osm/objects.h"
#include "readers/osm/texts.h"
#include "readers/vector.h"

namespace skizze::readers::osm {

/// One row: 32 bytes and 8 for each tag. What its shape is only the holder of the layer knows.
struct Row {
  std::int64_t id;
  std::uint64_t first_tag;
  std::uint32_t tags;
  std::uint32_t shape;
  Kind kind;
};

/// Objects that wait in memory until it is known which tags are frequent enough for a column of their own.
class Layer {
 public:
  Layer(std::string name, const Texts& keys, const Texts& values) : m_name(std::move(name)), m_keys(keys), m_values(values) {}

  void add(Kind kind, std::int64_t id, std::uint32_t shape);
  /// A tag of the row added last.
  void tag(Tag tag);
  std::size_t size() const { return m_rows.size(); }
  const std::string& name() const { return m_name; }
  void for_each(const std::function<void(const Row&)>& visit) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i) visit(m_rows[i]);
  }

  /// Writes the pack; rows get their shapes one by one. Errors: no_space, unreadable, cancelled.
  base::Result<ReportLayer> write(const JobContext& job, feature::Provenance provenance, NoticeBook& book,
                                  const std::function<geo::Geometry(const Row&)>& shape_of);

 private:
  void use(std::uint32_t key);
  std::vector<std::uint32_t> frequent_keys();
  void choose_columns(feature::PackInfo& info);
  void fill(const Row& row, std::vector<feature::Value>& values) const;

  std::string m_name;
  const Texts& m_keys;
  const Texts& m_values;
  feature::Chunks<Row> m_rows;
  feature::Chunks<Tag> m_tags;
  std::vector<std::uint32_t> m_met;        // keys in the order they were first seen
  std::vector<std::uint32_t> m_uses;       // per key
  std::vector<std::uint32_t> m_column_of;  // per key; 0: other_tags
};

}  // namespace skizze::readers::osm
