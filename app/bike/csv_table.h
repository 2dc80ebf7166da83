// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skizze::bike {

struct CsvRow {
  int line = 0;  ///< where the row begins, 1-based
  std::vector<std::string> cells;
};

/// RFC 4180 with ',' or ';' as separator (by the first line), a BOM, CR LF; empty lines and lines that begin with # are left out.
std::vector<CsvRow> csv_rows(std::string_view text);

}  // namespace skizze::bike
