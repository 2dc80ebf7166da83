// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A section of `skizze validate`: one file app/cli/validate_<what>.cpp with one function, one line in validate.cpp.
#pragma once

#include <functional>

#include <QJsonObject>

#include "base/result.h"
#include "cli/verb.h"

namespace skizze::cli {

/// What one section found. rows: what it says of each figure; deviations: how many are off.
struct Validated {
  QJsonObject rows;
  int deviations = 0;
};

/// key: its name in the JSON document. run prints its lines through the context and gives its part of the document.
struct ValidateSection {
  const char* key;
  std::function<base::Result<Validated>(const Context& context)> run;
};

ValidateSection validate_solar_section();

}  // namespace skizze::cli
