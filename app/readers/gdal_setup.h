// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"

class GDALDataset;

namespace skizze::readers {

/// Registers the drivers of the allow-list and nothing else, and switches off every way out of the file: network, sidecar
/// files, entity and schema downloads. Temporary files go to work_dir. Once per process; later calls only change work_dir.
void set_up_gdal(const std::filesystem::path& work_dir);

/// While it lives, GDAL's messages come here instead of to stderr. One thread.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;
  /// The first failure, in GDAL's words (English); empty while all is well.
  const std::string& failure() const { return m_failure; }
  /// What a reader returns when GDAL gave up after so many rows: no_space or damaged ("readers.damaged_after").
  base::Error read_failure(std::uint64_t rows, const std::string& layer) const;
  void forget() { m_failure.clear(); }

 private:
  struct Handler;
  std::string m_failure;
  bool m_out_of_space = false;
};

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const;
};
using Dataset = std::unique_ptr<GDALDataset, DatasetCloser>;

}  // namespace skizze::readers
