// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A recursive descent over QGIS's expression grammar (its precedence: OR, AND, NOT, comparison, ||, + -, * / %, ^, sign).
#include "style/qgis_expression.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <vector>

#include "style/utf8.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;

struct Token {
  enum class Kind { end, number, text, column, word, sign } kind = Kind::end;
  std::string text;
};

/// Not understood; caught in convert_qgis_expression().
struct Unknown {
  std::string what;
};

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' || c == '@' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  std::size_t i = 0;
  const auto quoted = [&](char quote) {
    std::string inside;
    for (++i; i < text.size(); ++i) {
      if (text[i] == quote) {
        if (i + 1 < text.size() && text[i + 1] == quote) {
          ++i;
        } else {
          ++i;
          return inside;
        }
      }
      if (text[i] == '\\' && quote == '\'' && i + 1 < text.size()) ++i;
      inside += text[i];
    }
    throw Unknown{std::string(text)};
  };
  while (i < text.size()) {
    const char c = text[i];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++i;
    } else if (c == '\'') {
      out.push_back({Token::Kind::text, quoted('\'')});
    } else if (c == '"') {
      out.push_back({Token::Kind::column, quoted('"')});
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 ||
               (c == '.' && i + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0)) {
      double value = 0;
      const auto parsed = std::from_chars(text.data() + i, text.data() + text.size(), value);
      const auto length = static_cast<std::size_t>(parsed.ptr - (text.data() + i));
      out.push_back({Token::Kind::number, std::string(text.substr(i, length))});
      i += length;
    } else if (is_letter(c)) {
      const std::size_t from = i;
      while (i < text.size() && is_letter(text[i])) ++i;
      out.push_back({Token::Kind::word, std::string(text.substr(from, i - from))});
    } else {
      constexpr std::array<std::string_view, 6> k_pairs{"<>", "<=", ">=", "!=", "||", "//"};
      const auto pair = text.substr(i, 2);
      const bool is_pair = std::find(k_pairs.begin(), k_pairs.end(), pair) != k_pairs.end();
      out.push_back({Token::Kind::sign, std::string(is_pair ? pair : text.substr(i, 1))});
      i += is_pair ? 2 : 1;
    }
  }
  out.push_back({});
  return out;
}

class QgisParser {
 public:
  explicit QgisParser(std::string_view text) : m_tokens(tokens_of(text)) {}
  Json whole() {
    Json out = disjunction();
    if (now().kind != Token::Kind::end) throw Unknown{now().text};
    return out;
  }

 private:
  const Token& now() const { return m_tokens[m_at]; }
  bool is_word(std::string_view word) const { return now().kind == Token::Kind::word && upper_case(now().text) == word; }
  bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    ++m_at;
    return true;
  }
  bool take_sign(std::string_view sign) {
    if (now().kind != Token::Kind::sign || now().text != sign) return false;
    ++m_at;
    return true;
  }
  void expect_sign(std::string_view sign) {
    if (!take_sign(sign)) throw Unknown{now().text};
  }
  void expect_word(std::string_view word) {
    if (!take_word(word)) throw Unknown{now().text};
  }

  Json disjunction() {
    const Depth depth(*this);
    Json out = conjunction();
    while (take_word("OR")) out = Json{"any", out, conjunction()};
    return out;
  }
  Json conjunction() {
    Json out = negation();
    while (take_word("AND")) out = Json{"all", out, negation()};
    return out;
  }
  Json negation() {
    if (!take_word("NOT")) return comparison();
    const Depth depth(*this);
    return Json{"!", negation()};
  }
  Json comparison() {
    Json left = joined();
    constexpr std::array<std::pair<const char*, const char*>, 7> k_signs{
        {{"=", "=="}, {"<>", "!="}, {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"<", "<"}, {">", ">"}}};
    for (const auto& [sign, op] : k_signs) {
      if (take_sign(sign)) return Json{op, left, joined()};
    }
    if (take_word("IS")) {
      const bool negated = take_word("NOT");
      expect_word("NULL");
      return Json{negated ? "!=" : "==", left, nullptr};
    }
    const bool negated = take_word("NOT");
    Json out;
    if (take_word("IN"))
      out = list(left);
    else if (is_word("LIKE") || is_word("ILIKE"))
      out = pattern(left);
    else if (negated)
      throw Unknown{now().text};
    else
      return left;
    return negated ? Json{"!", out} : out;
  }
  Json list(const Json& left) {
    expect_sign("(");
    Json out = {"any"};
    do {
      out.push_back(Json{"==", left, joined()});
    } while (take_sign(","));
    expect_sign(")");
    return out;
  }
  /// 'abc', 'abc%', '%abc' and '%abc%'; a % or _ elsewhere is not known.
  Json pattern(Json left) {
    const bool any_case = is_word("ILIKE");
    ++m_at;
    if (now().kind != Token::Kind::text) throw Unknown{now().text};
    std::string wanted = m_tokens[m_at++].text;
    const bool open_front = wanted.starts_with('%');
    if (open_front) wanted.erase(0, 1);
    const bool open_back = wanted.ends_with('%');
    if (open_back) wanted.pop_back();
    if (wanted.find_first_of("%_") != std::string::npos) throw Unknown{"LIKE '" + wanted + "'"};
    left = Json{"to-string", left};
    if (any_case) {
      left = Json{"downcase", left};
      wanted = lower_case(wanted);
    }
    const auto length = static_cast<std::int64_t>(code_points(wanted).size());
    if (open_front && open_back) return Json{"in", wanted, left};
    if (open_back) return Json{"==", {"slice", left, 0, length}, wanted};
    if (open_front && length > 0) return Json{"==", {"slice", left, -length}, wanted};
    return Json{"==", left, wanted};
  }
  Json joined() {
    Json out = sum();
    while (take_sign("||")) out = Json{"concat", out, sum()};
    return out;
  }
  Json sum() {
    Json out = product();
    for (;;) {
      if (take_sign("+"))
        out = Json{"+", out, product()};
      else if (take_sign("-"))
        out = Json{"-", out, product()};
      else
        return out;
    }
  }
  Json product() {
    Json out = power();
    for (;;) {
      if (take_sign("*"))
        out = Json{"*", out, power()};
      else if (take_sign("//"))
        out = Json{"floor", {"/", out, power()}};
      else if (take_sign("/"))
        out = Json{"/", out, power()};
      else if (take_sign("%"))
        out = Json{"%", out, power()};
      else
        return out;
    }
  }
  Json power() {
    Json out = signed_value();
    while (take_sign("^")) out = Json{"^", out, signed_value()};
    return out;
  }
  Json signed_value() {
    const Depth depth(*this);
    if (!take_sign("-")) return value();
    Json inner = signed_value();
    return inner.is_number() ? Json(-inner.get<double>()) : Json{"-", inner};
  }
  Json value() {
    if (take_sign("(")) {
      Json inner = disjunction();
      expect_sign(")");
      return inner;
    }
    const Token token = now();
    if (token.kind == Token::Kind::end || token.kind == Token::Kind::sign) throw Unknown{token.text};
    ++m_at;
    if (token.kind == Token::Kind::number) return number(token.text);
    if (token.kind == Token::Kind::text) return token.text;
    if (token.kind == Token::Kind::column) return Json{"get", token.text};
    const std::string word = upper_case(token.text);
    if (word == "TRUE") return true;
    if (word == "FALSE") return false;
    if (word == "NULL") return nullptr;
    if (word == "CASE") return branches();
    if (word == "$ID" || word == "@ID") return Json{"id"};
    if (take_sign("(")) return function(lower_case(token.text));
    if (token.text.find_first_of("$@") != std::string::npos) throw Unknown{token.text};
    return Json{"get", token.text};
  }
  static Json number(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = text.find_first_of(".eE") == std::string::npos && value < 9e15;
    return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
  }
  Json branches() {
    Json out = {"case"};
    while (take_word("WHEN")) {
      out.push_back(disjunction());
      expect_word("THEN");
      out.push_back(disjunction());
    }
    out.push_back(take_word("ELSE") ? disjunction() : Json(nullptr));
    expect_word("END");
    if (out.size() < 4) throw Unknown{"CASE"};
    return out;
  }
  Json function(const std::string& name) {
    Json arguments = Json::array();
    if (!take_sign(")")) {
      do {
        arguments.push_back(disjunction());
      } while (take_sign(","));
      expect_sign(")");
    }
    struct Known {
      const char* name;
      const char* op;
      std::size_t least;
      std::size_t most;
    };
    constexpr std::array<Known, 16> k_known{{{"if", "case", 3, 3},
                                             {"coalesce", "coalesce", 1, 99},
                                             {"concat", "concat", 1, 99},
                                             {"lower", "downcase", 1, 1},
                                             {"upper", "upcase", 1, 1},
                                             {"length", "length", 1, 1},
                                             {"to_string", "to-string", 1, 1},
                                             {"to_int", "to-number", 1, 1},
                                             {"to_real", "to-number", 1, 1},
                                             {"floor", "floor", 1, 1},
                                             {"ceil", "ceil", 1, 1},
                                             {"abs", "abs", 1, 1},
                                             {"sqrt", "sqrt", 1, 1},
                                             {"min", "min", 1, 99},
                                             {"max", "max", 1, 99},
                                             {"round", "round", 1, 2}}};
    const auto* at = std::find_if(k_known.begin(), k_known.end(), [&](const Known& known) { return name == known.name; });
    if (at == k_known.end() || arguments.size() < at->least || arguments.size() > at->most) throw Unknown{name + "()"};
    if (name == "round" && arguments.size() == 2) {
      const Json factor = {"^", 10, arguments[1]};
      return Json{"/", {"round", {"*", arguments[0], factor}}, factor};
    }
    if (name == "lower" || name == "upper") arguments[0] = Json{"to-string", arguments[0]};
    arguments.insert(arguments.begin(), at->op);
    return arguments;
  }

  /// Bounds how deep brackets may nest.
  struct Depth {
    explicit Depth(QgisParser& parser) : owner(parser) {
      if (++owner.m_depth > 60) throw Unknown{"((("};
    }
    ~Depth() { --owner.m_depth; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    QgisParser& owner;
  };

  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
  int m_depth = 0;
};

}  // namespace

tl::expected<Json, std::string> convert_qgis_expression(std::string_view text) {
  try {
    return QgisParser(text).whole();
  } catch (const Unknown& unknown) {
    return tl::unexpected<std::string>(unknown.what.empty() ? std::string(text) : unknown.what);
  }
}

std::string qgis_column(std::string_view text) {
  const auto parsed = convert_qgis_expression(text);
  const bool is_column = parsed && parsed->is_array() && parsed->size() == 2 && (*parsed)[0] == "get";
  return is_column ? (*parsed)[1].get<std::string>() : std::string();
}

}  // namespace skizze::style
