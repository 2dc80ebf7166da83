// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/read.h"

namespace skizze::readers {

/// CityGML 1.0, 2.0 and 3.0, read as a stream: memory holds one top-level object at a time (and the packs being built).
/// Entities are refused, nothing outside the file is opened. A file that breaks off gives what was read before the break and
/// says at which byte it broke. Errors: unreadable, unsupported (no city model), damaged (nothing could be read, with byte
/// offset), refused (entities, nesting), too_large, cancelled.
base::Result<ReadReport> read_citygml(const ReadRequest& request, base::CancelToken token, const Progress& progress);

}  // namespace skizze::readers
