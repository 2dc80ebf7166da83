// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/ride_facts.h"

#include <QCoreApplication>

#include <cmath>

#include "shell/language.h"

namespace skizze::ui {
namespace {

const QString k_none = QStringLiteral("–");

QString both(const QString& before, const QString& after) { return QStringLiteral("%1 → %2").arg(before, after); }

QString length(const std::optional<double>& metres) { return metres ? length_text(*metres) : k_none; }

/// "1.67 ✗": whether it is a detour by the rule.
QString factor(const std::optional<double>& value, const bike::Rule* limit) {
  if (!value) return k_none;
  const QString text = number_text(*value, 2);
  if (limit == nullptr) return text;
  return text + (*value <= limit->value + 1e-9 ? QStringLiteral(" ✓") : QStringLiteral(" ✗"));
}

}  // namespace

QString ride_text(const std::optional<double>& seconds) {
  if (!seconds) return k_none;
  const int whole = static_cast<int>(std::lround(*seconds));
  return QStringLiteral("%1:%2 min").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

std::vector<std::pair<QString, QString>> ride_facts(const bike::WaysBeforeAfter& ways, const bike::RuleBook& rules) {
  const auto& [before, after] = ways;
  const auto* limit = rules.deciding("stress.detour.factor");
  const QString rule = limit ? QCoreApplication::translate("RideFacts", "Detour factor (up to %1)").arg(number_text(limit->value, 2))
                             : QCoreApplication::translate("RideFacts", "Detour factor");
  return {{QCoreApplication::translate("RideFacts", "Travel time, low-stress"), both(ride_text(before.low_s), ride_text(after.low_s))},
          {QCoreApplication::translate("RideFacts", "Low-stress way"), both(length(before.low_m), length(after.low_m))},
          {rule, both(factor(before.detour(), limit), factor(after.detour(), limit))},
          {QCoreApplication::translate("RideFacts", "Travel time, any street"), both(ride_text(before.any_s), ride_text(after.any_s))}};
}

}  // namespace skizze::ui
