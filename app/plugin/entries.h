// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A JSON object whose entries are taken one by one; the first that is missing, wrong or unknown is remembered. Inside this room only.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "plugin/json.h"
#include "plugin/text.h"

namespace skizze::plugin {

using Json = nlohmann::ordered_json;
enum class Need { yes, no };

/// Looks at the object, which must outlive it. A wrong entry gives an empty value; whoever is done asks `problem`.
class Entries {
 public:
  Entries(const Json& object, std::string path, std::optional<base::Error>& problem)
      : m_object(object), m_path(std::move(path)), m_problem(problem) {
    if (!object.is_object()) note("plugin.entry_wrong", m_path, "plugin.want_object");
  }

  bool has(const char* key) const { return m_object.is_object() && m_object.contains(key); }

  std::string text(const char* key, Need need = Need::yes) {
    const Json* found = take(key);
    if (!found) {
      if (need == Need::yes) missing(key);
      return {};
    }
    const bool good = found->is_string() && (need == Need::no || !found->get_ref<const std::string&>().empty());
    if (!good) return wrong(key, "plugin.want_text"), std::string();
    return found->get<std::string>();
  }

  /// {"de": ..., "en": ...}
  Text both(const char* key, Need need = Need::yes) {
    const Json* found = take(key);
    if (!found) {
      if (need == Need::yes) missing(key);
      return {};
    }
    return Entries(*found, path(key), m_problem).both_here();
  }
  Text both_here() {
    Text out{text("de"), text("en")};
    no_others();
    return out;
  }

  std::optional<double> number(const char* key) {
    const Json* found = take(key);
    if (!found) return std::nullopt;
    if (!found->is_number()) return wrong(key, "plugin.want_number"), std::nullopt;
    return found->get<double>();
  }

  std::optional<SettingValue> value(const char* key) {
    const Json* found = take(key);
    if (!found) return std::nullopt;
    auto plain = value_of(*found);
    if (!plain) wrong(key, "plugin.want_default");
    return plain;
  }

  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> out;
    const Json* found = take(key);
    if (!found) return out;
    if (!found->is_array()) return wrong(key, "plugin.want_list"), out;
    for (const auto& item : *found) {
      if (!item.is_string()) return wrong(key, "plugin.want_text"), out;
      out.push_back(item.get<std::string>());
    }
    return out;
  }

  /// The object of that name, where it is there.
  template <class Visit>
  void inside(const char* key, Visit visit) {
    if (const Json* found = take(key)) visit(Entries(*found, path(key), m_problem));
  }
  /// The objects of a list.
  template <class Visit>
  void each(const char* key, Visit visit) {
    const Json* found = take(key);
    if (!found) return;
    if (!found->is_array()) return wrong(key, "plugin.want_list");
    for (std::size_t i = 0; i < found->size(); ++i) visit(Entries((*found)[i], path(key) + "[" + std::to_string(i) + "]", m_problem));
  }
  /// The lists of a list, with their path and where a problem goes.
  template <class Visit>
  void each_list(const char* key, Visit visit) {
    const Json* found = take(key);
    if (!found) return;
    if (!found->is_array()) return wrong(key, "plugin.want_list");
    for (std::size_t i = 0; i < found->size(); ++i) {
      if (!(*found)[i].is_array()) return wrong(key, "plugin.want_list");
      visit((*found)[i], path(key) + "[" + std::to_string(i) + "]", m_problem);
    }
  }
  /// The members of an object, in their order.
  template <class Visit>
  void members(const char* key, Visit visit) {
    const Json* found = take(key);
    if (!found) return;
    if (!found->is_object()) return wrong(key, "plugin.want_object");
    for (const auto& [name, value] : found->items()) visit(name, Entries(value, path(key) + "." + name, m_problem));
  }

  void ignore(const char* key) { take(key); }
  void missing(const char* key) { note("plugin.entry_missing", path(key), {}); }
  void wrong(const char* key, const char* wanted) { note("plugin.entry_wrong", path(key), wanted); }
  /// Whatever was not asked for is a slip or of a later version: named, not passed over.
  void no_others() {
    if (!m_object.is_object()) return;
    for (const auto& [name, value] : m_object.items()) {
      if (std::find(m_taken.begin(), m_taken.end(), name) == m_taken.end()) note("plugin.entry_unknown", path(name.c_str()), {});
    }
  }

 private:
  const Json* take(const char* key) {
    m_taken.emplace_back(key);
    if (!m_object.is_object()) return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
  }
  std::string path(const char* key) const { return m_path.empty() ? std::string(key) : m_path + "." + key; }
  void note(const char* id, const std::string& entry, const char* wanted) {
    if (m_problem) return;
    base::Message message{id, {{"key", entry}}};
    if (wanted) message.arguments.push_back({"wanted", wanted});
    m_problem = base::Error{base::ErrorCode::damaged, std::move(message), {}, {}};
  }

  const Json& m_object;
  std::string m_path;
  std::optional<base::Error>& m_problem;
  std::vector<std::string> m_taken;
};

}  // namespace skizze::plugin
