// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Runs the expression tests of the style specification (name, expression, propertySpec, inputs, expected).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace skizze::style {

struct CaseResult {
  std::string name;
  bool passed = false;
  bool supported = true;  ///< false: the expression uses an operator outside our subset
  std::string missing;    ///< that operator
  std::string expected;   ///< JSON, only when it failed
  std::string actual;     ///< JSON, only when it failed
};

struct CaseReport {
  std::vector<CaseResult> cases;
  std::size_t passed = 0;
  std::size_t failed = 0;  ///< of those whose operators we support
  std::size_t unsupported = 0;
};

/// cases_json: a list of cases, or one. Numbers agree when they differ by less than one unit of the sixth significant digit.
/// Errors: invalid (not JSON, not such a list).
base::Result<CaseReport> run_cases(std::string_view cases_json);

}  // namespace skizze::style
