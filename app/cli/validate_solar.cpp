// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>

#include "cli/output.h"
#include "cli/validate.h"
#include "solar/reference.h"

namespace skizze::cli {

namespace {

base::Result<Validated> run(const Context& context) {
  Validated result;
  QJsonArray list;
  const auto rows = solar::reference_rows();
  for (const auto& row : rows) {
    list.append(QJsonObject{{QStringLiteral("id"), q(row.id)},
                            {QStringLiteral("found"), row.found},
                            {QStringLiteral("reference"), row.reference},
                            {QStringLiteral("tolerance"), row.tolerance},
                            {QStringLiteral("unit"), q(row.unit)},
                            {QStringLiteral("source"), q(row.source)},
                            {QStringLiteral("matches"), row.matches()}});
    if (!row.matches()) ++result.deviations;
    context.line(
        base::Message{row.matches() ? "solar.validate_row" : "solar.validate_row_off",
                      {{"id", row.id}, {"found", plain(row.found, 6)}, {"reference", plain(row.reference, 6)}, {"unit", row.unit}}});
  }
  context.line(base::Message{"solar.validate_total", {{"rows", std::to_string(rows.size())}, {"off", std::to_string(result.deviations)}}});
  result.rows = QJsonObject{{QStringLiteral("rows"), list}, {QStringLiteral("deviations"), result.deviations}};
  return result;
}

}  // namespace

ValidateSection validate_solar_section() { return {"solar", &run}; }

}  // namespace skizze::cli
