// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What somebody changed in QGIS in the GeoPackage of write_for_qgis(), taken back field by field. The state at the export lies in that
/// file, so it is known who changed what, also when both sides did.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "base/cancel.h"
#include "base/result.h"
#include "project/message_text.h"
#include "sketch/command.h"
#include "sketch/measure.h"

namespace skizze::project {

inline constexpr const char* k_shape_field = "geom";

/// One measure that is another one in QGIS.
struct QgisChange {
  enum class Kind : std::uint8_t { changed, added, removed };
  Kind kind = Kind::changed;
  std::optional<sketch::Measure> ours;    ///< as it is here now; none: added there, or removed here since
  std::optional<sketch::Measure> merged;  ///< ours with what only QGIS changed; none: removed there
  std::optional<sketch::Measure> theirs;  ///< merged, and where both sides changed a field, theirs; none: removed there
  std::vector<std::string> fields;        ///< columns that QGIS changed (k_shape_field for the shape)
  std::vector<std::string> conflicts;     ///< of them those that were changed here, too, to something else
  /// Both sides decided about the whole measure: removed on one, changed on the other.
  bool removal_conflict = false;
  bool has_conflict() const { return removal_conflict || !conflicts.empty(); }
};

struct QgisReturn {
  std::vector<QgisChange> changes;      ///< in the order of the file; removed ones last
  std::vector<base::Message> problems;  ///< rows that cannot be taken, and why
};

/// What is open here, frozen.
struct QgisHere {
  std::vector<sketch::Measure> measures;
  std::vector<base::Uuid> scenarios;  ///< the first takes what belongs to none of them
  int epsg = 25832;
};

/// Rows come through skizze-prepare (1 mm). Blocks: never on the UI thread. Errors: those of PrepareClient::prepare(); invalid (not a file
/// of ours: no tables of plans with their state).
base::Result<QgisReturn> read_qgis_changes(const std::filesystem::path& gpkg, const QgisHere& here, const base::CancelToken& token,
                                           const std::function<void(double, const base::Message&)>& progress);

/// One field of a change as a person reads it: its name, the value here and the one in QGIS ("–" for none; empty for shapes).
struct QgisFieldText {
  QString field, here, there;
  bool conflict = false;
};
std::vector<QgisFieldText> field_texts(const QgisChange& change, Language language);

enum class QgisChoice : std::uint8_t { leave, merge, theirs };
/// One step of the history. choices: one for each change; a change without a conflict is the same merged or theirs.
sketch::Command take_from_qgis(const std::vector<QgisChange>& changes, const std::vector<QgisChoice>& choices, std::int64_t now_ms);

}  // namespace skizze::project
