// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// collator and resolved-locale; the comparisons that use a collator stand in operators_decision.cpp.
#include "style/collator.h"
#include "style/parser.h"

namespace skizze::style {
namespace {

class CollatorNode final : public Node {
 public:
  CollatorNode(NodePtr with_case, NodePtr with_diacritics, NodePtr locale, std::string node_key)
      : Node(NodeKind::collator, {Kind::collator}, std::move(node_key)),
        m_case(std::move(with_case)),
        m_diacritics(std::move(with_diacritics)),
        m_locale(std::move(locale)) {}
  Outcome evaluate(const Context& context) const override {
    const auto with_case = m_case->evaluate(context);
    if (!with_case) return with_case;
    const auto with_diacritics = m_diacritics->evaluate(context);
    if (!with_diacritics) return with_diacritics;
    Collator collator{*with_case->boolean(), *with_diacritics->boolean(), resolved_locale({})};
    if (m_locale) {
      const auto locale = m_locale->evaluate(context);
      if (!locale) return locale;
      collator.locale = resolved_locale(*locale->string());
    }
    return Value(std::move(collator));
  }
  void each_child(const ChildVisitor& visit) const override {
    visit(m_case);
    visit(m_diacritics);
    if (m_locale) visit(m_locale);
  }

 private:
  NodePtr m_case;
  NodePtr m_diacritics;
  NodePtr m_locale;
};

NodePtr parse_collator(const Json& e, const Parser& p) {
  if (e.size() != 2) return p.error("Expected one argument.");
  const Json& options = e[1];
  if (!options.is_object()) return p.error("Collator options argument must be an object.");
  const auto option = [&](const char* name, const Json& fallback) {
    return options.contains(name) && !options[name].is_null() ? options[name] : fallback;
  };
  auto with_case = p.parse_argument(option("case-sensitive", false), 1, Type{Kind::boolean});
  auto with_diacritics = p.parse_argument(option("diacritic-sensitive", false), 1, Type{Kind::boolean});
  if (!with_case || !with_diacritics) return nullptr;
  NodePtr locale;
  if (!option("locale", nullptr).is_null()) {
    locale = p.parse_argument(options["locale"], 1, Type{Kind::string});
    if (!locale) return nullptr;
  }
  return std::make_shared<CollatorNode>(std::move(with_case), std::move(with_diacritics), std::move(locale), p.key());
}

class ResolvedLocale final : public Node {
 public:
  ResolvedLocale(NodePtr collator, std::string node_key)
      : Node(NodeKind::other, {Kind::string}, std::move(node_key)), m_collator(std::move(collator)) {}
  Outcome evaluate(const Context& context) const override {
    auto collator = m_collator->evaluate(context);
    return collator ? Outcome(Value(collator->collator()->locale)) : collator;
  }
  void each_child(const ChildVisitor& visit) const override { visit(m_collator); }

 private:
  NodePtr m_collator;
};

NodePtr parse_resolved_locale(const Json& e, const Parser& p) {
  if (e.size() != 2) return p.error("Expected 1 arguments, but found " + std::to_string(e.size() - 1) + " instead.");
  auto collator = p.parse_argument(e[1], 1, Type{Kind::collator});
  return collator ? std::make_shared<ResolvedLocale>(std::move(collator), p.key()) : nullptr;
}

}  // namespace

void add_collator_operators(OperatorTable& table) {
  table["collator"] = parse_collator;
  table["resolved-locale"] = parse_resolved_locale;
}

}  // namespace skizze::style
