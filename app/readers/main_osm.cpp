// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Makes main.cpp skizze-prepare-osm: this definition comes before the library's, so neither the readers behind that nor GDAL are linked.
#include "readers/gdal_readers.h"

namespace skizze::readers {

const GdalReaders* gdal_readers() { return nullptr; }

}  // namespace skizze::readers
