// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/gdal_readers.h"

#include "readers/csv.h"
#include "readers/raster.h"

namespace skizze::readers {

const GdalReaders* gdal_readers() {
  static constexpr GdalReaders readers{read_vector, read_raster, read_csv, claim_of, read_with_plugin};
  return &readers;
}

}  // namespace skizze::readers
