// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/finding.h"

#include <cmath>
#include <cstdio>

namespace skizze::bike {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::standard: return "standard";
    case Verdict::minimum: return "minimum";
    case Verdict::below: return "below";
    case Verdict::fits: return "fits";
    case Verdict::limited: return "limited";
    case Verdict::unsuitable: return "unsuitable";
    case Verdict::conflict: return "conflict";
    case Verdict::hint: return "hint";
    case Verdict::not_assessable: break;
  }
  return "not_assessable";
}

bool is_defect(Verdict verdict) { return verdict == Verdict::below || verdict == Verdict::unsuitable || verdict == Verdict::conflict; }

Finding finding_of(const Rule* rule, std::string_view id, Verdict verdict, const Stretch& where, base::Message message) {
  Finding finding;
  finding.rule = rule ? rule->id : std::string(id);
  finding.verdict = verdict;
  finding.from_m = where.from_m;
  finding.to_m = where.to_m;
  finding.place = where.place;
  finding.message = std::move(message);
  if (!rule) return finding;
  finding.required = rule->value;
  finding.unit = rule->unit;
  finding.source = rule->source;
  finding.status = rule->status;
  return finding;
}

std::string metres(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string whole(double value) { return std::to_string(std::llround(value)); }

}  // namespace skizze::bike
