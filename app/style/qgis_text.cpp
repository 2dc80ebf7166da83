// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/qgis_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>

#include "style/color.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;
using Text = tl::expected<std::string, std::string>;

std::string quoted(const std::string& text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    if (c == '\\' && quote == '\'') out += '\\';
    out += c;
  }
  return out + quote;
}

std::string number_text(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.10g", value);
  return buffer.data();
}

const std::map<std::string, const char*, std::less<>>& functions() {
  static const std::map<std::string, const char*, std::less<>> table{{"max", "max"},
                                                                     {"min", "min"},
                                                                     {"abs", "abs"},
                                                                     {"ceil", "ceil"},
                                                                     {"floor", "floor"},
                                                                     {"round", "round"},
                                                                     {"sqrt", "sqrt"},
                                                                     {"sin", "sin"},
                                                                     {"cos", "cos"},
                                                                     {"tan", "tan"},
                                                                     {"ln", "ln"},
                                                                     {"log10", "log10"},
                                                                     {"upcase", "upper"},
                                                                     {"downcase", "lower"},
                                                                     {"length", "length"},
                                                                     {"coalesce", "coalesce"},
                                                                     {"split", "string_to_array"},
                                                                     {"to-string", "to_string"}};
  return table;
}

class Translator {
 public:
  Translator(TextMeans means, const std::vector<std::string>* columns) : m_means(means), m_columns(columns) {}

  /// result: whether the value is the expression's own result (a colour there is a colour), or an operand.
  Text text(const Json& e, bool result) {
    if (e.is_null()) return "NULL";
    if (e.is_boolean()) return e.get<bool>() ? "TRUE" : "FALSE";
    if (e.is_number()) return number_text(e.get<double>());
    if (e.is_string())
      return result && m_means == TextMeans::color ? color_text(e.get<std::string>()) : Text(qgis_quoted(e.get<std::string>()));
    if (!e.is_array() || e.empty() || !e[0].is_string() || ++m_depth > k_most_depth) return tl::unexpected(std::string("[]"));
    auto out = operation(e, e[0].get_ref<const std::string&>(), result);
    --m_depth;
    return out;
  }

 private:
  static constexpr int k_most_depth = 128;
  static Text color_text(const std::string& css) {
    auto color = to_qgis_color(css);
    if (color.empty()) return tl::unexpected(css);
    return qgis_quoted(color);
  }

  std::string column(const std::string& name) const {
    const bool there = m_columns == nullptr || std::find(m_columns->begin(), m_columns->end(), name) != m_columns->end();
    return there ? qgis_name(name) : "NULL";
  }

  /// The operands from `first` on, each translated; stops at the first that cannot be.
  tl::expected<std::vector<std::string>, std::string> operands(const Json& e, std::size_t first = 1) {
    std::vector<std::string> out;
    for (std::size_t i = first; i < e.size(); ++i) {
      auto one = text(e[i], false);
      if (!one) return tl::unexpected(one.error());
      out.push_back(std::move(*one));
    }
    return out;
  }
  static std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : between) + part;
    return out;
  }

  Text operation(const Json& e, const std::string& op, bool result) {
    if (op == "get" && e.size() == 2 && e[1].is_string()) return column(e[1].get<std::string>());
    if (op == "has" && e.size() == 2 && e[1].is_string()) return "(" + column(e[1].get<std::string>()) + " IS NOT NULL)";
    if (op == "!has" && e.size() == 2 && e[1].is_string()) return "(" + column(e[1].get<std::string>()) + " IS NULL)";
    if (op == "literal" && e.size() == 2 && !e[1].is_array() && !e[1].is_object()) return text(e[1], result);
    if (op == "zoom") return "log(2, " + number_text(scale_of_zoom(0)) + " / @map_scale)";
    if (op == "pi") return "pi()";
    if (op == "var" && e.size() == 2 && e[1].is_string()) return "@" + e[1].get<std::string>();
    if (op == "geometry-type") return "CASE WHEN geometry_type($geometry) = 'Line' THEN 'LineString' ELSE geometry_type($geometry) END";
    if (op == "all" || op == "any" || op == "none") return connected(e, op);
    if (op == "typeof" && e.size() == 2) return type_of(e[1]);
    if (op == "!" && e.size() == 2) return wrapped("NOT coalesce(", e[1], ", FALSE)");
    if (op == "case") return cases(e, result);
    if (op == "match") return match(e, result);
    if (op == "step") return step(e, result);
    if (op == "interpolate") return interpolate(e, result);
    if (op == "let") return let(e, result);
    if (op == "in") return contained(e);
    if (op == "concat") return concat(e);
    if (op == "at" && e.size() == 3) return at(e);
    if (op == "string" || op == "number" || op == "boolean" || op == "to-color" || op == "to-number" || op == "to-boolean")
      return cast(e, op, result);
    if (op == "coalesce" && result && m_means == TextMeans::color) return coalesced(e);
    if (const auto found = functions().find(op); found != functions().end()) {
      const auto all = operands(e);
      return all ? Text(std::string(found->second) + "(" + joined(*all, ", ") + ")") : tl::unexpected(all.error());
    }
    return binary(e, op);
  }

  Text wrapped(const char* before, const Json& e, const char* after) {
    auto inner = text(e, false);
    return inner ? Text("(" + std::string(before) + *inner + after + ")") : inner;
  }
  /// NULL is no match, as a missing attribute is none in the specification.
  Text connected(const Json& e, const std::string& op) {
    if (e.size() == 1) return op == "any" ? "FALSE" : "TRUE";
    auto all = operands(e);
    if (!all) return tl::unexpected(all.error());
    for (auto& one : *all) one = "coalesce(" + one + ", FALSE)";
    const std::string inner = "(" + joined(*all, op == "all" ? " AND " : " OR ") + ")";
    return op == "none" ? "(NOT " + inner + ")" : inner;
  }
  Text binary(const Json& e, const std::string& op) {
    static const std::map<std::string, const char*, std::less<>> signs{{"==", " IS "}, {"!=", " IS NOT "}, {"<", " < "}, {"<=", " <= "},
                                                                       {">", " > "},   {">=", " >= "},     {"+", " + "}, {"*", " * "},
                                                                       {"/", " / "},   {"-", " - "},       {"%", " % "}, {"^", " ^ "}};
    const auto sign = signs.find(op);
    if (sign == signs.end()) return tl::unexpected(op);
    const auto all = operands(e);
    if (!all) return tl::unexpected(all.error());
    if (op == "-" && all->size() == 1) return "(-" + all->front() + ")";
    if (all->size() < 2 || (all->size() > 2 && op != "+" && op != "*")) return tl::unexpected(op);
    return "(" + joined(*all, sign->second) + ")";
  }
  Text cases(const Json& e, bool result) {
    if (e.size() < 4 || e.size() % 2 != 0) return tl::unexpected(std::string("case"));
    std::string out = "CASE";
    for (std::size_t i = 1; i + 1 < e.size(); i += 2) {
      const auto condition = text(e[i], false);
      const auto value = text(e[i + 1], result);
      if (!condition || !value) return tl::unexpected(condition ? value.error() : condition.error());
      out += " WHEN " + *condition + " THEN " + *value;
    }
    const auto rest = text(e.back(), result);
    return rest ? Text(out + " ELSE " + *rest + " END") : rest;
  }
  Text list(const Json& labels) {
    std::string out;
    for (const auto& label : labels.is_array() ? labels : Json::array({labels})) {
      auto one = text(label, false);
      if (!one) return one;
      out += (out.empty() ? "" : ", ") + *one;
    }
    return out;
  }
  Text match(const Json& e, bool result) {
    if (e.size() < 5 || e.size() % 2 == 0) return tl::unexpected(std::string("match"));
    const auto input = text(e[1], false);
    if (!input) return input;
    if (e.size() == 5 && e[3].is_boolean() && e[4].is_boolean()) {
      const auto labels = list(e[2]);
      if (!labels) return labels;
      const std::string in = "coalesce(" + *input + " IN (" + *labels + "), FALSE)";
      if (e[3] == e[4]) return text(e[3], false);
      return e[3].get<bool>() ? in : "(NOT " + in + ")";
    }
    std::string out = "CASE";
    for (std::size_t i = 2; i + 1 < e.size(); i += 2) {
      const auto labels = list(e[i]);
      const auto value = text(e[i + 1], result);
      if (!labels || !value) return tl::unexpected(labels ? value.error() : labels.error());
      out += " WHEN " + *input + " IN (" + *labels + ") THEN " + *value;
    }
    const auto rest = text(e.back(), result);
    return rest ? Text(out + " ELSE " + *rest + " END") : rest;
  }
  Text step(const Json& e, bool result) {
    if (e.size() < 3) return tl::unexpected(std::string("step"));
    const auto input = text(e[1], false);
    if (!input) return input;
    std::string out = "CASE";
    for (std::size_t i = e.size() - 2; i >= 3; i -= 2) {
      const auto limit = text(e[i], false);
      const auto value = text(e[i + 1], result);
      if (!limit || !value) return tl::unexpected(limit ? value.error() : limit.error());
      out += " WHEN " + *input + " >= " + *limit + " THEN " + *value;
    }
    const auto first = text(e[2], result);
    return first ? Text(out + " ELSE " + *first + " END") : first;
  }
  /// Linear and exponential between numbers, and between colours in their components. Stops may be expressions of their own.
  Text interpolate(const Json& e, bool result) {
    const bool colors = result && m_means == TextMeans::color;
    if (e.size() < 5 || !e[1].is_array() || e[1].empty()) return tl::unexpected(std::string("interpolate"));
    double base = 1;
    if (e[1][0] == "exponential" && e[1].size() == 2 && e[1][1].is_number())
      base = e[1][1].get<double>();
    else if (e[1][0] != "linear")
      return tl::unexpected(std::string("interpolate"));
    const auto input = text(e[2], false);
    if (!input) return input;
    std::vector<std::pair<double, std::string>> stops;
    for (std::size_t i = 3; i + 1 < e.size(); i += 2) {
      auto value = text(e[i + 1], result);
      if (!value || !e[i].is_number()) return value ? tl::unexpected(std::string("interpolate")) : value;
      stops.emplace_back(e[i].get<double>(), std::move(*value));
    }
    std::string out = "CASE WHEN " + *input + " <= " + number_text(stops.front().first) + " THEN " + stops.front().second;
    for (std::size_t i = 1; i < stops.size(); ++i) {
      const auto& [from, low] = stops[i - 1];
      const auto& [to, high] = stops[i];
      const std::string share = base == 1 ? "(" + *input + " - " + number_text(from) + ") / " + number_text(to - from)
                                          : "(" + number_text(base) + " ^ (" + *input + " - " + number_text(from) + ") - 1) / " +
                                                number_text(std::pow(base, to - from) - 1);
      const std::string between =
          colors ? "color_mix_rgb(" + low + ", " + high + ", " + share + ")" : low + " + (" + high + " - " + low + ") * " + share;
      out += " WHEN " + *input + " < " + number_text(to) + " THEN " + between;
    }
    return out + " ELSE " + stops.back().second + " END";
  }
  Text let(const Json& e, bool result) {
    if (e.size() < 4 || e.size() % 2 != 0) return tl::unexpected(std::string("let"));
    std::string before, after;
    for (std::size_t i = 1; i + 1 < e.size(); i += 2) {
      const auto value = text(e[i + 1], false);
      if (!value || !e[i].is_string()) return value ? tl::unexpected(std::string("let")) : value;
      before += "with_variable(" + qgis_quoted(e[i].get<std::string>()) + ", " + *value + ", ";
      after += ")";
    }
    const auto inner = text(e.back(), result);
    return inner ? Text(before + *inner + after) : inner;
  }
  Text contained(const Json& e) {
    if (e.size() != 3) return tl::unexpected(std::string("in"));
    const auto what = text(e[1], false);
    if (!what) return what;
    if (e[2].is_array() && e[2].size() == 2 && e[2][0] == "literal") {
      const auto labels = list(e[2][1]);
      return labels ? Text("coalesce(" + *what + " IN (" + *labels + "), FALSE)") : labels;
    }
    const auto where = text(e[2], false);
    return where ? Text("coalesce(strpos(" + *where + ", " + *what + ") > 0, FALSE)") : where;
  }
  /// A text that reads as a number is called one: QGIS does not tell them apart.
  Text type_of(const Json& e) {
    const auto value = text(e, false);
    if (!value) return value;
    return "CASE WHEN " + *value + " IS NULL THEN 'null' WHEN try(to_real(" + *value + ")) IS NOT NULL THEN 'number' ELSE 'string' END";
  }
  Text at(const Json& e) {
    const auto all = operands(e);
    return all ? Text("array_get(" + (*all)[1] + ", " + (*all)[0] + ")") : tl::unexpected(all.error());
  }
  Text concat(const Json& e) {
    auto all = operands(e);
    if (!all) return tl::unexpected(all.error());
    return "concat(" + joined(*all, ", ") + ")";
  }
  Text coalesced(const Json& e) {
    std::string out;
    for (std::size_t i = 1; i < e.size(); ++i) {
      const auto one = text(e[i], true);
      if (!one) return one;
      out += (out.empty() ? "" : ", ") + *one;
    }
    return "coalesce(" + out + ")";
  }
  Text cast(const Json& e, const std::string& op, bool result) {
    if (e.size() < 2) return tl::unexpected(op);
    if (op == "to-number") {
      std::string out;
      for (std::size_t i = 1; i < e.size(); ++i) {
        const auto one = text(e[i], false);
        if (!one) return one;
        out += (out.empty() ? "" : ", ") + ("try(to_real(" + *one + "))");
      }
      return e.size() > 2 ? "coalesce(" + out + ")" : out;
    }
    return text(e[1], result);
  }

  TextMeans m_means;
  const std::vector<std::string>* m_columns;
  int m_depth = 0;
};

}  // namespace

std::string qgis_name(const std::string& column) { return quoted(column, '"'); }
std::string qgis_quoted(const std::string& text) { return quoted(text, '\''); }

std::string to_qgis_color(const std::string& css, double opacity) {
  const auto color = parse_color(css);
  if (!color) return {};
  const auto byte = [](double share) { return std::to_string(std::clamp(static_cast<int>(std::lround(share * 255)), 0, 255)); };
  return byte(static_cast<double>(color->r)) + "," + byte(static_cast<double>(color->g)) + "," + byte(static_cast<double>(color->b)) + "," +
         byte(static_cast<double>(color->a) * opacity);
}

double scale_of_zoom(double zoom) {
  constexpr double k_world_m = 40075016.68557849;
  constexpr double k_m_per_px = 0.0254 / 96;
  return k_world_m * std::cos(51 * 3.14159265358979323846 / 180) / (512 * k_m_per_px * std::exp2(zoom));
}

tl::expected<std::string, std::string> to_qgis_expression(const nlohmann::json& expression, TextMeans means,
                                                          const std::vector<std::string>* columns) {
  return Translator(means, columns).text(expression, true);
}

}  // namespace skizze::style
