// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/read.h"
#include "readers/sniff.h"

namespace skizze::readers {

/// Where the job stands: the number the next pack gets, and the slice of the whole progress this file may use.
struct JobContext {
  const ReadRequest& request;
  base::CancelToken token;
  const Progress& progress;
  std::filesystem::path work_dir;  ///< for temporary files, below request.out_dir
  std::size_t next_pack = 0;
  double from = 0;
  double to = 1;

  /// Reports the fraction of this file (0..1), with a name where there is one.
  void report(double fraction, const char* id, const std::string& name = {}) const;
};

/// GeoPackage, GeoJSON, GeoJSONSeq, Shapefile, FlatGeobuf, KML and GML through GDAL, by exactly the driver the content calls
/// for. Layers that cannot be placed are left out with a notice; when none is left, their error is the result.
base::Result<ReadReport> read_vector(JobContext& job, const std::filesystem::path& file, const Sniffed& what);

}  // namespace skizze::readers
