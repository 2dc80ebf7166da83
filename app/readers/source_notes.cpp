// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/source_notes.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "readers/text.h"

namespace skizze::readers {
namespace {

constexpr std::size_t k_longest_note = 400;
constexpr std::size_t k_most_steps = 20;
constexpr GIntBig k_most_notes_bytes = 1 << 20;

void set(std::string& field, std::string_view value) {
  value = trimmed(value);
  if (field.empty() && !value.empty() && is_utf8(value)) field = cut_utf8(value, k_longest_note);
}

/// Text of the first <name>...</name> without attributes and children; empty where there is none.
std::string_view element_text(std::string_view xml, std::string_view name) {
  const std::string open = "<" + std::string(name) + ">";
  const auto begin = xml.find(open);
  if (begin == std::string_view::npos) return {};
  const auto from = begin + open.size();
  const auto end = xml.find('<', from);
  return end == std::string_view::npos ? std::string_view{} : xml.substr(from, end - from);
}

/// The five entities of XML.
std::string unescaped(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> k_entities{{{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}}};
  std::string out;
  while (!text.empty()) {
    const auto entity = std::find_if(k_entities.begin(), k_entities.end(), [&](const auto& e) { return text.starts_with(e.first); });
    out += entity == k_entities.end() ? text.front() : entity->second;
    text.remove_prefix(entity == k_entities.end() ? 1 : entity->first.size());
  }
  return out;
}

std::string text_member(const nlohmann::json& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

/// The leading date of an ISO 8601 text; empty for anything else.
std::string_view iso_day(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  const bool date = digit(0) && digit(1) && digit(2) && digit(3) && text.size() >= 10 && text[4] == '-' && digit(5) && digit(6) &&
                    text[7] == '-' && digit(8) && digit(9);
  return date ? text.substr(0, 10) : std::string_view{};
}

}  // namespace

void notes_from_xml(std::string_view xml, feature::Provenance& provenance) {
  for (const char* name : {"license", "gmd:useLimitation", "dc:rights", "rights"}) set(provenance.licence, element_text(xml, name));
  for (const char* name : {"rights", "attribution", "organization"}) set(provenance.attribution, element_text(xml, name));
  for (const char* name : {"dateStamp", "date", "start"}) set(provenance.data_date, iso_day(trimmed(element_text(xml, name))));
}

std::vector<std::string> history_from_xml(std::string_view xml) {
  static constexpr std::string_view k_open = "<history>";
  std::vector<std::string> lines;
  for (auto at = xml.find(k_open); at != std::string_view::npos && lines.size() < k_most_steps; at = xml.find(k_open, at + 1)) {
    std::string line;
    set(line, unescaped(element_text(xml.substr(at), "history")));
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> history_of(OGRLayer& layer) {
  char** items = layer.GetMetadata();
  for (; items != nullptr && *items != nullptr; ++items) {
    auto lines = history_from_xml(*items);
    if (!lines.empty()) return lines;
  }
  return {};
}

void notes_from_json(std::string_view text, feature::Provenance& provenance) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return;
  set(provenance.licence, text_member(json, {"licence", "license", "lizenz"}));
  set(provenance.attribution, text_member(json, {"attribution", "copyright", "quelle", "source", "generator"}));
  const std::string date = text_member(json, {"date", "datum", "timestamp", "generated", "stand"});
  set(provenance.data_date, iso_day(date));
  const auto metadata = json.find("metadata");
  if (metadata != json.end() && metadata->is_object()) notes_from_json(metadata->dump(), provenance);
}

std::vector<std::string> read_notes_beside(const std::string& file, feature::Provenance& provenance) {
  GByte* bytes = nullptr;
  vsi_l_offset size = 0;
  const std::string notes = CPLResetExtension(file.c_str(), "qmd");
  VSIStatBufL state;
  if (VSIStatL(notes.c_str(), &state) != 0 || !VSIIngestFile(nullptr, notes.c_str(), &bytes, &size, k_most_notes_bytes)) return {};
  const std::string xml(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  VSIFree(bytes);
  notes_from_xml(xml, provenance);
  return history_from_xml(xml);
}

void read_source_notes(OGRLayer& layer, feature::Provenance& provenance) {
  if (const char* native = layer.GetMetadataItem("NATIVE_DATA", "NATIVE_DATA")) notes_from_json(native, provenance);
  if (char** items = layer.GetMetadata()) {
    for (; *items; ++items) {
      const std::string_view item = *items;
      const auto equals = item.find('=');
      if (item.find('<') != std::string_view::npos) {
        notes_from_xml(item, provenance);
      } else if (item.starts_with("DBF_DATE_LAST_UPDATE=")) {
        set(provenance.data_date, iso_day(item.substr(equals + 1)));
      } else if (lower_ascii(item.substr(0, equals)).starts_with("licen")) {
        set(provenance.licence, item.substr(equals + 1));
      }
    }
  }
}

}  // namespace skizze::readers
