// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze validate [--rules DIR]: every shipped figure beside its reference.
#include <algorithm>
#include <memory>

#include "project/bike_rules.h"
#include "cli/output.h"
#include "cli/validate.h"

namespace skizze::cli {

namespace {

struct Args {
  std::string city_folder;
};

QJsonValue number_or_null(const std::optional<double>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

QJsonObject row_json(const bike::Deviation& row) {
  return {{QStringLiteral("id"), q(row.id)},
          {QStringLiteral("shipped"), number_or_null(row.shipped)},
          {QStringLiteral("reference"), number_or_null(row.reference)},
          {QStringLiteral("unit"), q(row.unit)},
          {QStringLiteral("status"), q(std::string(bike::name_of(row.status)))},
          {QStringLiteral("matches"), row.matches}};
}

void print_row(const Context& context, const bike::Deviation& row) {
  const auto text = [](const std::optional<double>& value) {
    return value ? QString::number(*value, 'g', 10).toStdString() : std::string("-");
  };
  context.line(
      context.text(row.matches ? "bike.validate_row" : "bike.validate_row_off", {{"id", row.id},
                                                                                 {"shipped", text(row.shipped)},
                                                                                 {"reference", text(row.reference)},
                                                                                 {"unit", row.unit},
                                                                                 {"status", std::string(bike::name_of(row.status))}}));
}

base::Result<Validated> bike_part(const Context& context, const Args& args) {
  const auto book = project::bike_rules(args.city_folder);
  if (!book) return tl::unexpected(book.error());
  const auto text = project::resource_text(":/reference/bike_reference.csv");
  if (!text) return tl::unexpected(text.error());
  const auto rows = bike::compare_with_reference(*book, *text, "bike_reference.csv");
  if (!rows) return tl::unexpected(rows.error());
  QJsonArray list;
  for (const auto& row : *rows) {
    list.append(row_json(row));
    print_row(context, row);
  }
  const auto off = std::count_if(rows->begin(), rows->end(), [](const auto& row) { return !row.matches; });
  context.line(context.text("bike.validate_total",
                            {{"rows", plain(static_cast<double>(rows->size()), 0)}, {"off", plain(static_cast<double>(off), 0)}}));
  return Validated{{{QStringLiteral("rows"), list}, {QStringLiteral("deviations"), static_cast<int>(off)}}, static_cast<int>(off)};
}

int run(Context& context, const Args& args) {
  const std::vector<ValidateSection> sections{{"bike", [&args](const Context& c) { return bike_part(c, args); }}, validate_solar_section()};
  QJsonObject document;
  int deviations = 0;
  for (const auto& section : sections) {
    const auto found = section.run(context);
    if (!found) return context.fail(found.error());
    document.insert(QLatin1String(section.key), found->rows);
    deviations += found->deviations;
  }
  context.result(document);
  return deviations == 0 ? k_done : k_failed;
}

}  // namespace

Verb validate_verb() {
  return {"validate", "bike.verb_validate", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("--rules", args->city_folder, context.text("bike.option_rules").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
