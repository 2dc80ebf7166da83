// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "style/coerce.h"
#include "style/number_format.h"
#include "style/parser.h"

namespace skizze::style {
namespace {

class ImageNode final : public Node {
 public:
  ImageNode(NodePtr name, std::string node_key) : Node(NodeKind::other, {Kind::image}, std::move(node_key)), m_name(std::move(name)) {}
  Outcome evaluate(const Context& context) const override {
    auto name = m_name->evaluate(context);
    if (!name) return name;
    return coerce(*name, Kind::image, context).value();
  }
  void each_child(const ChildVisitor& visit) const override { visit(m_name); }

 private:
  NodePtr m_name;
};

NodePtr parse_image(const Json& e, const Parser& p) {
  if (e.size() != 2) return p.error("Expected two arguments.");
  auto name = p.parse_argument(e[1], 1, Type{Kind::string});
  if (!name) return p.error("No image name provided.");
  return std::make_shared<ImageNode>(std::move(name), p.key());
}

struct SectionNodes {
  NodePtr content;
  NodePtr scale;
  NodePtr font;
  NodePtr color;
  NodePtr vertical_align;
};

class Format final : public Node {
 public:
  Format(std::vector<SectionNodes> sections, std::string node_key)
      : Node(NodeKind::other, {Kind::formatted}, std::move(node_key)), m_sections(std::move(sections)) {}
  Outcome evaluate(const Context& context) const override {
    Formatted out;
    for (const auto& nodes : m_sections) {
      auto section = evaluate_section(nodes, context);
      if (!section) return tl::unexpected<EvalError>(std::move(section.error()));
      out.push_back(std::move(*section));
    }
    return Value(std::move(out));
  }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& s : m_sections) {
      for (const auto* node : {&s.content, &s.scale, &s.font, &s.color, &s.vertical_align}) {
        if (*node) visit(*node);
      }
    }
  }

 private:
  static tl::expected<Section, EvalError> evaluate_section(const SectionNodes& nodes, const Context& context) {
    Section section;
    auto content = nodes.content->evaluate(context);
    if (!content) return tl::unexpected<EvalError>(std::move(content.error()));
    const bool is_image = content->image() != nullptr;
    if (is_image)
      section.image = *content->image();
    else
      section.text = value_text(*content);
    const auto read = [&](const NodePtr& node, const auto& store) -> std::optional<EvalError> {
      if (!node) return std::nullopt;
      auto value = node->evaluate(context);
      if (!value) return std::move(value.error());
      store(*value);
      return std::nullopt;
    };
    auto error = read(nodes.vertical_align, [&](const Value& v) { section.vertical_align = value_text(v); });
    if (!error && !is_image) error = read(nodes.scale, [&](const Value& v) { section.scale = *v.number(); });
    if (!error && !is_image) error = read(nodes.color, [&](const Value& v) { section.color = *v.color(); });
    if (!error && !is_image) {
      error = read(nodes.font, [&](const Value& v) {
        std::string names;
        for (const auto& item : *v.array()) names += (names.empty() ? "" : ",") + value_text(item);
        section.font = names;
      });
    }
    if (error) return tl::unexpected<EvalError>(std::move(*error));
    return section;
  }

  std::vector<SectionNodes> m_sections;
};

/// Options stand in an object; like the reference, errors in them are reported at argument 1. False after an error.
bool parse_option(const Json& options, const char* name, const Type& type, NodePtr& out, const Parser& p) {
  const auto at = options.find(name);
  if (at == options.end() || at->is_null()) return true;
  out = p.parse_argument(*at, 1, type);
  return out != nullptr;
}

bool parse_section_options(const Json& options, SectionNodes& section, const Parser& p) {
  const auto align = options.find("vertical-align");
  if (align != options.end() && align->is_string() && *align != "bottom" && *align != "center" && *align != "top") {
    p.error("'vertical-align' must be one of: 'bottom', 'center', 'top' but found '" + align->get<std::string>() + "' instead.");
    return false;
  }
  return parse_option(options, "font-scale", {Kind::number}, section.scale, p) &&
         parse_option(options, "text-font", array_of(Kind::string), section.font, p) &&
         parse_option(options, "text-color", {Kind::color}, section.color, p) &&
         parse_option(options, "vertical-align", {Kind::string}, section.vertical_align, p);
}

NodePtr parse_format(const Json& e, const Parser& p) {
  if (e.size() < 2) return p.error("Expected at least one argument.");
  if (e[1].is_object() || e[1].is_null()) return p.error("First argument must be an image or text section.");
  std::vector<SectionNodes> sections;
  bool options_may_follow = false;
  for (std::size_t i = 1; i < e.size(); ++i) {
    if (options_may_follow && e[i].is_object()) {
      options_may_follow = false;
      if (!parse_section_options(e[i], sections.back(), p)) return nullptr;
      continue;
    }
    auto content = p.parse_argument(e[i], 1, Type{Kind::value});
    if (!content) return nullptr;
    const Kind kind = content->type.kind;
    if (kind != Kind::string && kind != Kind::value && kind != Kind::null && kind != Kind::image) {
      return p.error("Formatted text type must be 'string', 'value', 'image' or 'null'.");
    }
    options_may_follow = true;
    sections.push_back({std::move(content), nullptr, nullptr, nullptr, nullptr});
  }
  return std::make_shared<Format>(std::move(sections), p.key());
}

struct NumberFormatNodes {
  NodePtr number;
  NodePtr locale;
  NodePtr currency;
  NodePtr unit;
  NodePtr min_digits;
  NodePtr max_digits;
};

class NumberFormatNode final : public Node {
 public:
  NumberFormatNode(NumberFormatNodes nodes, std::string node_key)
      : Node(NodeKind::other, {Kind::string}, std::move(node_key)), m_nodes(std::move(nodes)) {}
  Outcome evaluate(const Context& context) const override {
    auto number = m_nodes.number->evaluate(context);
    if (!number) return number;
    NumberFormat format;
    for (const auto& [node, text] : {std::pair{&m_nodes.locale, &format.locale}, std::pair{&m_nodes.currency, &format.currency},
                                     std::pair{&m_nodes.unit, &format.unit}}) {
      if (!*node) continue;
      auto value = (*node)->evaluate(context);
      if (!value) return value;
      *text = *value->string();
    }
    for (const auto& [node, digits] :
         {std::pair{&m_nodes.min_digits, &format.min_fraction_digits}, std::pair{&m_nodes.max_digits, &format.max_fraction_digits}}) {
      if (!*node) continue;
      auto value = (*node)->evaluate(context);
      if (!value) return value;
      *digits = static_cast<int>(std::clamp(std::isnan(*value->number()) ? 0 : *value->number(), 0.0, 100.0));
    }
    return Value(format_number(*number->number(), format));
  }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto* node :
         {&m_nodes.number, &m_nodes.locale, &m_nodes.currency, &m_nodes.unit, &m_nodes.min_digits, &m_nodes.max_digits}) {
      if (*node) visit(*node);
    }
  }

 private:
  NumberFormatNodes m_nodes;
};

NodePtr parse_number_format(const Json& e, const Parser& p) {
  if (e.size() != 3) return p.error("Expected two arguments.");
  NumberFormatNodes nodes;
  nodes.number = p.parse_argument(e[1], 1, Type{Kind::number});
  if (!nodes.number) return nullptr;
  const Json& options = e[2];
  if (!options.is_object()) return p.error("NumberFormat options argument must be an object.");
  const bool good = parse_option(options, "locale", {Kind::string}, nodes.locale, p) &&
                    parse_option(options, "currency", {Kind::string}, nodes.currency, p) &&
                    parse_option(options, "unit", {Kind::string}, nodes.unit, p) &&
                    parse_option(options, "min-fraction-digits", {Kind::number}, nodes.min_digits, p) &&
                    parse_option(options, "max-fraction-digits", {Kind::number}, nodes.max_digits, p);
  if (!good) return nullptr;
  if (nodes.currency && nodes.unit) return p.error("NumberFormat options `currency` and `unit` are mutually exclusive");
  return std::make_shared<NumberFormatNode>(std::move(nodes), p.key());
}

}  // namespace

void add_text_operators(OperatorTable& table) {
  table["image"] = parse_image;
  table["format"] = parse_format;
  table["number-format"] = parse_number_format;
}

}  // namespace skizze::style
