// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/filter_text.h"

#include <algorithm>
#include <optional>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace skizze::project {

namespace {

struct Token {
  QString text;
  bool quoted = false;
};

base::Result<std::vector<Token>> tokens_of(const QString& text) {
  std::vector<Token> tokens;
  const QString operators = QStringLiteral("=!<>");
  for (qsizetype i = 0; i < text.size();) {
    const auto c = text[i];
    if (c.isSpace()) {
      ++i;
    } else if (c == QLatin1Char('"')) {
      const auto end = text.indexOf(QLatin1Char('"'), i + 1);
      if (end < 0) return base::fail(base::ErrorCode::invalid, "project.filter_quote");
      tokens.push_back({text.mid(i + 1, end - i - 1), true});
      i = end + 1;
    } else if (operators.contains(c)) {
      const auto begin = i;
      while (i < text.size() && operators.contains(text[i])) ++i;
      tokens.push_back({text.mid(begin, i - begin), false});
    } else {
      const auto begin = i;
      while (i < text.size() && !text[i].isSpace() && !operators.contains(text[i])) ++i;
      tokens.push_back({text.mid(begin, i - begin), false});
    }
  }
  return tokens;
}

bool is_word(const Token& token, std::initializer_list<const char*> words) {
  if (token.quoted) return false;
  return std::any_of(words.begin(), words.end(),
                     [&](const char* w) { return token.text.compare(QString::fromUtf8(w), Qt::CaseInsensitive) == 0; });
}

/// Walks over the tokens of one filter.
class Parser {
 public:
  Parser(std::vector<Token> tokens, const std::vector<feature::Column>& columns) : m_tokens(std::move(tokens)), m_columns(columns) {}

  base::Result<QJsonArray> filter() {
    auto first = part();
    if (!first || at_end()) return first;
    const bool any = is_word(m_tokens[m_at], {"or", "oder"});
    QJsonArray all{any ? QStringLiteral("any") : QStringLiteral("all"), *first};
    while (!at_end()) {
      const auto joined = any ? is_word(m_tokens[m_at], {"or", "oder"}) : is_word(m_tokens[m_at], {"and", "und"});
      if (!joined) return syntax(m_tokens[m_at].text);
      ++m_at;
      auto next = part();
      if (!next) return next;
      all.append(*next);
    }
    return all;
  }

 private:
  bool at_end() const { return m_at >= m_tokens.size(); }
  static tl::unexpected<base::Error> syntax(const QString& text) {
    return base::fail(base::ErrorCode::invalid, "project.filter_syntax", {{"text", text.toStdString()}});
  }

  const feature::Column* column_named(const QString& name) const {
    const auto it = std::find_if(m_columns.begin(), m_columns.end(),
                                 [&](const auto& c) { return QString::fromStdString(c.name).compare(name, Qt::CaseInsensitive) == 0; });
    return it == m_columns.end() ? nullptr : &*it;
  }

  base::Result<QJsonArray> part() {
    if (at_end()) return syntax(QString());
    const auto name = m_tokens[m_at++].text;
    const auto* column = column_named(name);
    if (!column) return base::fail(base::ErrorCode::invalid, "project.filter_unknown_column", {{"column", name.toStdString()}});
    const auto field = QString::fromStdString(column->name);
    if (at_end()) return syntax(name);
    const auto op = m_tokens[m_at++];
    if (at_end()) return syntax(op.text);
    const auto value = m_tokens[m_at++];
    if (is_word(op, {"is", "ist"}) && is_word(value, {"empty", "leer"}))
      return QJsonArray{QStringLiteral("!"), QJsonArray{QStringLiteral("has"), field}};
    if (is_word(op, {"is", "ist"}) && is_word(value, {"set", "gesetzt"})) return QJsonArray{QStringLiteral("has"), field};
    if (is_word(op, {"contains", "enthält"})) return contains(field, value.text);
    return comparison(*column, op.text, value.text);
  }

  static QJsonArray contains(const QString& field, const QString& needle) {
    const QJsonArray text{QStringLiteral("to-string"), QJsonArray{QStringLiteral("get"), field}};
    return {QStringLiteral("in"), needle.toLower(), QJsonArray{QStringLiteral("downcase"), text}};
  }

  static base::Result<QJsonArray> comparison(const feature::Column& column, const QString& typed, const QString& value) {
    const auto op = typed == QStringLiteral("=") ? QStringLiteral("==") : typed == QStringLiteral("<>") ? QStringLiteral("!=") : typed;
    if (!QStringList{QStringLiteral("=="), QStringLiteral("!="), QStringLiteral("<"), QStringLiteral("<="), QStringLiteral(">"),
                     QStringLiteral(">=")}
             .contains(op))
      return syntax(typed);
    const QJsonArray get{QStringLiteral("get"), QString::fromStdString(column.name)};
    if (column.type == feature::ColumnType::text) return QJsonArray{op, get, value};
    if (column.type == feature::ColumnType::boolean) {
      static const QStringList k_true{QStringLiteral("true"), QStringLiteral("yes"), QStringLiteral("ja"), QStringLiteral("1")};
      return QJsonArray{op, get, k_true.contains(value.toLower())};
    }
    bool is_number = false;
    const auto number = QString(value).replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&is_number);
    if (!is_number)
      return base::fail(base::ErrorCode::invalid, "project.filter_number", {{"column", column.name}, {"text", value.toStdString()}});
    return QJsonArray{op, get, number};
  }

  std::vector<Token> m_tokens;
  const std::vector<feature::Column>& m_columns;
  std::size_t m_at = 0;
};

QString quoted(const QString& text) {
  const bool plain = !text.isEmpty() &&
                     std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || QStringLiteral("=!<>\"").contains(c); });
  return plain ? text : QLatin1Char('"') + text + QLatin1Char('"');
}

/// The column of ["get", column] or ["to-string", ["get", column]] or ["downcase", ...]; empty otherwise.
QString column_of(const QJsonValue& value) {
  const auto array = value.toArray();
  if (array.size() != 2) return {};
  const auto op = array[0].toString();
  if (op == QStringLiteral("get")) return array[1].toString();
  if (op == QStringLiteral("to-string") || op == QStringLiteral("downcase")) return column_of(array[1]);
  return {};
}

std::optional<QString> part_text(const QJsonArray& part) {
  const auto op = part.at(0).toString();
  if (op == QStringLiteral("has") && part.size() == 2) return quoted(part[1].toString()) + QStringLiteral(" is set");
  if (op == QStringLiteral("!") && part.size() == 2 && part[1].toArray().at(0).toString() == QStringLiteral("has"))
    return quoted(part[1].toArray().at(1).toString()) + QStringLiteral(" is empty");
  if (part.size() != 3) return std::nullopt;
  if (op == QStringLiteral("in")) {
    const auto column = column_of(part[2]);
    if (column.isEmpty()) return std::nullopt;
    return quoted(column) + QStringLiteral(" contains ") + quoted(part[1].toString());
  }
  const auto column = column_of(part[1]);
  if (column.isEmpty() || part[2].isArray() || part[2].isObject()) return std::nullopt;
  return quoted(column) + QLatin1Char(' ') + (op == QStringLiteral("==") ? QStringLiteral("=") : op) + QLatin1Char(' ') +
         quoted(part[2].toVariant().toString());
}

}  // namespace

base::Result<std::string> filter_from_text(std::string_view text, const std::vector<feature::Column>& columns) {
  const auto typed = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
  if (typed.isEmpty()) return std::string();
  if (typed.startsWith(QLatin1Char('['))) {
    const auto document = QJsonDocument::fromJson(typed.toUtf8());
    if (!document.isArray()) return base::fail(base::ErrorCode::invalid, "project.filter_syntax", {{"text", typed.toStdString()}});
    return document.toJson(QJsonDocument::Compact).toStdString();
  }
  auto tokens = tokens_of(typed);
  if (!tokens) return tl::unexpected(tokens.error());
  return Parser(std::move(*tokens), columns).filter().map([](const QJsonArray& array) {
    return QJsonDocument(array).toJson(QJsonDocument::Compact).toStdString();
  });
}

std::string filter_to_text(const std::string& filter_json) {
  const auto array = QJsonDocument::fromJson(QByteArray::fromStdString(filter_json)).array();
  if (array.isEmpty()) return {};
  const auto op = array[0].toString();
  if (op != QStringLiteral("all") && op != QStringLiteral("any")) {
    const auto text = part_text(array);
    return text ? text->toStdString() : filter_json;
  }
  QStringList parts;
  for (qsizetype i = 1; i < array.size(); ++i) {
    const auto text = part_text(array[i].toArray());
    if (!text) return filter_json;
    parts << *text;
  }
  return parts.join(op == QStringLiteral("any") ? QStringLiteral(" or ") : QStringLiteral(" and ")).toStdString();
}

base::Result<std::string> with_filter(const std::string& style_json, const std::string& filter_json) {
  if (filter_json.empty()) return style_json;
  const auto filter = QJsonDocument::fromJson(QByteArray::fromStdString(filter_json)).array();
  const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(style_json));
  if (filter.isEmpty() || document.isNull()) return base::fail(base::ErrorCode::invalid, "project.filter_syntax", {{"text", filter_json}});
  auto root = document.object();
  auto layers = document.isArray() ? document.array() : root[QStringLiteral("layers")].toArray();
  for (QJsonValueRef layer : layers) {
    auto object = layer.toObject();
    const auto own = std::as_const(object).value(QStringLiteral("filter"));
    object[QStringLiteral("filter")] = own.isUndefined() ? filter : QJsonArray{QStringLiteral("all"), filter, own};
    layer = object;
  }
  if (document.isArray()) return QJsonDocument(layers).toJson(QJsonDocument::Compact).toStdString();
  root[QStringLiteral("layers")] = layers;
  return QJsonDocument(root).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace skizze::project
