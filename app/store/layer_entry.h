// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "feature/pack_info.h"

namespace skizze::store {

/// What people read instead of a column's name and of the values in it.
struct FieldWords {
  std::string name;                                         ///< of the column
  std::string title;                                        ///< empty: the name itself
  std::vector<std::pair<std::string, std::string>> values;  ///< stored value, what people read
  bool operator==(const FieldWords&) const = default;
};

/// A file that a foreign project names and that lies somewhere else here.
struct FileLink {
  std::string layer;  ///< id within that project
  std::string path;   ///< absolute, or relative to the project's folder
  bool operator==(const FileLink&) const = default;
};

/// A layer of the project: a reference to a source with how it is shown. The data stay where they are (and prepared in the cache).
struct LayerEntry {
  base::Uuid id;
  std::string name;          ///< for people
  std::string path;          ///< the source file; absolute, or relative to the project's folder
  std::string source_layer;  ///< name of the prepared layer inside the source
  std::string pack_key;      ///< key of the prepared source in the cache; may be stale
  bool raster = false;
  feature::PackRole role = feature::PackRole::features;
  std::string assumed_crs;    ///< what was told or guessed where the file says nothing; else empty
  std::string style_json;     ///< MapLibre style of this layer; empty for the default
  std::string filter_json;    ///< MapLibre filter expression; empty for all rows
  std::int32_t position = 0;  ///< drawing order, smallest at the bottom
  double opacity = 1.0;
  bool visible = true;
  feature::Provenance provenance;
  std::vector<feature::Notice> notices;  ///< what the import wants known
  std::vector<std::string> groups;       ///< it stands in, outermost first; empty for most
  std::vector<FieldWords> fields;        ///< of columns that have other words for people
  std::vector<FileLink> links;           ///< of a QGIS project: its layers whose files a person found again
  bool operator==(const LayerEntry&) const = default;
};

}  // namespace skizze::store
