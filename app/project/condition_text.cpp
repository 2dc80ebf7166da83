// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/condition_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QLocale>

namespace skizze::project {

namespace {

constexpr int k_most_decimals = 6;

int decimals_of(double value) {
  int decimals = 0;
  for (double scale = 1; decimals < k_most_decimals; ++decimals, scale *= 10)
    if (std::abs(value * scale - std::round(value * scale)) < 1e-6 * std::max(1.0, std::abs(value * scale))) break;
  return decimals;
}

QString unit_of(const std::string& attribute) {
  constexpr std::array<std::pair<std::string_view, const char*>, 8> k_endings{
      {{"_m2", "m²"}, {"_m", "m"}, {"_km", "km"}, {"_ha", "ha"}, {"_deg", "°"}, {"_pct", "%"}, {"_kwh", "kWh"}, {"measured_height", "m"}}};
  for (const auto& [ending, unit] : k_endings)
    if (attribute.ends_with(ending)) return QString::fromUtf8(unit);
  return {};
}

QString value_text(const feature::Value& value, Language language) {
  if (const auto* d = std::get_if<double>(&value)) return plain_number(*d, language);
  if (const auto* i = std::get_if<std::int64_t>(&value)) return plain_number(static_cast<double>(*i), language);
  if (const auto* b = std::get_if<bool>(&value)) return text_of(*b ? "project.condition_yes" : "project.condition_no", language);
  return QString::fromStdString(feature::to_text(feature::view(value)));
}

const char* message_of(const style::Condition& c) {
  using style::Operator;
  switch (c.op) {
    case Operator::equal: return "project.condition_equal";
    case Operator::not_equal: return "project.condition_not_equal";
    case Operator::less: return "project.condition_less";
    case Operator::at_most: return "project.condition_at_most";
    case Operator::greater: return "project.condition_greater";
    case Operator::at_least: return "project.condition_at_least";
    case Operator::between: return c.to_included ? "project.condition_between_included" : "project.condition_between";
    case Operator::contains: return "project.condition_contains";
    case Operator::empty: return "project.condition_empty";
    case Operator::set: break;
  }
  return "project.condition_set";
}

QString joined(const QStringList& parts, const char* word, Language language) {
  return parts.join(QLatin1Char(' ') + text_of(word, language) + QLatin1Char(' '));
}

}  // namespace

QString condition_text(const style::Condition& c, Language language) {
  const bool has_number = std::any_of(c.values.begin(), c.values.end(), [](const feature::Value& v) {
    return std::holds_alternative<double>(v) || std::holds_alternative<std::int64_t>(v);
  });
  const QString unit = has_number ? unit_of(c.attribute) : QString();
  const auto with_unit = [&](const QString& text) { return unit.isEmpty() ? text : text + QChar(0x00A0) + unit; };
  QStringList values;
  for (const auto& value : c.values) values << value_text(value, language);
  const bool between = c.op == style::Operator::between && values.size() == 2;
  const QString value = between ? values[0] : with_unit(joined(values, "project.condition_or", language));
  const QString to = between ? with_unit(values[1]) : QString();
  return text_of(base::Message{message_of(c), {{"attribute", c.attribute}, {"value", value.toStdString()}, {"to", to.toStdString()}}},
                 language);
}

QString filter_words(std::string_view filter_json, Language language) {
  const auto conditions = style::conditions_of(filter_json);
  if (!conditions) return QString::fromUtf8(filter_json.data(), static_cast<qsizetype>(filter_json.size()));
  QStringList parts;
  for (const auto& part : conditions->parts) parts << condition_text(part, language);
  return joined(parts, conditions->any ? "project.condition_or" : "project.condition_and", language);
}

QString range_text(double from, double to, Language language) {
  const int decimals = std::max(decimals_of(from), decimals_of(to));
  return number_text(from, decimals, language) + QStringLiteral(" – ") + number_text(to, decimals, language);
}

QString plain_number(double value, Language language) { return number_text(value, decimals_of(value), language); }

std::optional<double> number_from(const QString& text, Language language) {
  const QString typed = text.trimmed();
  const QLocale locale = language == Language::de ? QLocale(QLocale::German, QLocale::Germany) : QLocale(QLocale::English);
  bool ok = false;
  double value = locale.toDouble(typed, &ok);
  // The other language's sign is understood where it cannot mean groups of thousands here.
  if (!ok) value = QLocale::c().toDouble(QString(typed).replace(QLatin1Char(','), QLatin1Char('.')), &ok);
  return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace skizze::project
