// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "readers/notices.h"
#include "readers/read.h"

namespace skizze::readers {

/// Unpacks a ZIP (many files) or a gzip file (one) into a folder of the job's own, within the request's limits. Entries that
/// are links, absolute or lead out of the folder make the whole archive refused. Returns the files in the order of their
/// names. Errors: refused, too_large (names the limit), damaged, no_space, cancelled.
base::Result<std::vector<std::filesystem::path>> unpack(const std::filesystem::path& archive, const std::filesystem::path& into,
                                                        const Limits& limits, base::CancelToken token);

}  // namespace skizze::readers
