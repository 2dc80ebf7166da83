// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/bike_rules.h"

#include <QFile>

namespace skizze::project {

namespace {

/// The bike tables among the rules, in the order people see them.
constexpr const char* k_tables[] = {"bike_widths.csv", "street_space.csv", "facility_choice.csv", "gradients.csv",
                                    "bike_costs.csv",  "stress.csv",       "perceived_safety.csv"};

}  // namespace

base::Result<std::string> resource_text(const char* path) {
  QFile file(QString::fromLatin1(path));
  if (!file.open(QIODevice::ReadOnly)) return base::fail(base::ErrorCode::not_found, "base.file_unreadable", {{"file", path}});
  return file.readAll().toStdString();
}

base::Result<bike::RuleBook> bike_rules(const std::string& city_folder) {
  bike::RuleBook book;
  for (const std::string name : k_tables) {
    const auto text = resource_text((":/rules/" + name).c_str());
    if (!text) return tl::unexpected(text.error());
    if (auto status = book.add(*text, name); !status) return tl::unexpected(status.error());
  }
  if (city_folder.empty()) return book;
  if (auto status = book.add_folder(city_folder, true); !status) return tl::unexpected(status.error());
  return book;
}

}  // namespace skizze::project
