// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS's native processing algorithms: what there is, and running one.
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "qgis/helper.h"

namespace skizze::qgis {

/// One parameter as QGIS describes it.
struct ParameterInfo {
  std::string name;         ///< "DISTANCE"
  std::string description;  ///< "Distance"
  std::string help;         ///< empty where QGIS says no more
  std::string type;         ///< QGIS's word: "source", "number", "distance", "enum", "field", ...
  bool optional = false;
  bool advanced = false;
  bool destination = false;  ///< a result; true or false says whether an optional one is wanted
  QJsonValue otherwise;      ///< the default; undefined where there is none
  bool multiple = false;     ///< takes a list
  bool integer = false;      ///< numbers
  std::optional<double> minimum, maximum;
  std::vector<std::string> options;     ///< of an enum
  std::vector<std::string> geometries;  ///< of layers: "point", "line", "area", "raster"; empty takes all
  std::string parent;                   ///< of fields, bands, expressions and distances: the parameter with their layer
  std::string fields;                   ///< of fields: "number", "string", "datetime"; empty takes all

  /// Whether its values are layers, so that files are.
  bool takes_layers() const;
};

struct OutputInfo {
  std::string name;
  std::string description;
  std::string type;  ///< "outputVector", "outputRaster", "outputNumber", ...
};

struct AlgorithmInfo {
  std::string id;    ///< "native:buffer"
  std::string name;  ///< in the language asked for, as far as QGIS's translations are installed
  std::string english;
  std::string group;
  std::string help;
  std::vector<std::string> tags;
  std::vector<ParameterInfo> parameters;
  std::vector<OutputInfo> outputs;

  const ParameterInfo* parameter(const std::string& name) const;
  /// Whether a search for these words finds it: each must occur in the id, a name, the group or a tag, whatever its case.
  bool matches(const std::string& words) const;
};

struct RunRequest {
  std::string algorithm;
  QJsonObject values;  ///< by parameter; layers as "file" or "file|layername=table", absolute
  std::string title;   ///< of the layer that comes of it; empty: QGIS's word
  std::string crs;     ///< of the project, "EPSG:25832"; empty: the first layer's
  std::string language = "en";
  std::string history;  ///< one line for the metadata of a layer that comes of it; empty: none
  std::string licence;  ///< of what it is made of, also for the metadata
  std::string attribution;
  std::string date;           ///< ISO 8601
  bool skip_invalid = false;  ///< leaves out features with invalid geometry instead of stopping
};

/// One result file, now in the folder it was asked for.
struct RunOutput {
  std::string name;
  std::string description;
  std::string type;  ///< "vector", "raster" or "file"
  std::filesystem::path file;
  std::string layer;
  std::uint64_t count = 0;
  std::string geometry;  ///< QGIS's word: "MultiPolygon"
  std::string crs;
};

struct LogLine {
  enum class Level : std::uint8_t { info, warning, error } level = Level::info;
  std::string text;
};

struct RunResult {
  std::vector<RunOutput> outputs;
  QJsonObject values;  ///< numbers and texts that came of it
  std::vector<LogLine> log;
  std::uint64_t lost = 0;  ///< features (or parts) that QGIS reported as left out
};

/// Algorithms run in a helper of their own, so that a long one does not keep a map waiting. Any thread; both calls block: never on the UI
/// thread. Errors: not_found (no helper, algorithm or input), invalid (a parameter, or QGIS's own reason), unreadable, cancelled, crashed.
class Processing {
 public:
  explicit Processing(HelperOptions options = {}) : m_helper(options) {}

  /// All that are offered, or the one of an id (with or without "native:").
  base::Result<std::vector<AlgorithmInfo>> algorithms(const std::string& language, base::CancelToken token, const std::string& id = {});
  /// Results are moved into folder (made where it is missing) under <NAME>.<ending>; files of these names are replaced.
  base::Result<RunResult> run(const RunRequest& request, const std::filesystem::path& folder, base::CancelToken token,
                              const Helper::Progress& progress = {});
  Helper& helper() { return m_helper; }

 private:
  Helper m_helper;
};

}  // namespace skizze::qgis
