// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/qml.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using nlohmann::json;

constexpr std::size_t k_most_bytes = 16U << 20;
constexpr std::size_t k_most_elements = 200000;
constexpr std::size_t k_most_levels = 64;
constexpr std::size_t k_most_text = 10000;
constexpr std::size_t k_chunk = 1U << 16;

/// Elements that say something about looks; everything below another one is left out.
constexpr std::array<std::string_view, 32> k_known{"qgis",
                                                   "renderer-v2",
                                                   "symbols",
                                                   "symbol",
                                                   "layer",
                                                   "Option",
                                                   "prop",
                                                   "val",
                                                   "categories",
                                                   "category",
                                                   "ranges",
                                                   "range",
                                                   "rules",
                                                   "rule",
                                                   "labeling",
                                                   "settings",
                                                   "text-style",
                                                   "text-buffer",
                                                   "placement",
                                                   "rendering",
                                                   "background",
                                                   "shadow",
                                                   "effect",
                                                   "data_defined_properties",
                                                   "dd_properties",
                                                   "layerOpacity",
                                                   "layerGeometryType",
                                                   "blendMode",
                                                   "featureBlendMode",
                                                   "text-format",
                                                   "callout",
                                                   "colorramp"};

bool is_known(std::string_view name) { return std::find(k_known.begin(), k_known.end(), name) != k_known.end(); }

struct Session {
  XML_Parser parser = nullptr;
  std::vector<json> open;  ///< elements from the root down
  json root;
  std::size_t skipping = 0;  ///< levels below an element that is left out
  std::size_t elements = 0;
  std::optional<base::Error> error;

  void stop(ErrorCode code, const char* id) {
    if (!error) error = base::Error{code, {id, {}}, {{}, {}, {}, XML_GetCurrentByteIndex(parser)}, {}};
    XML_StopParser(parser, XML_FALSE);
  }
};

// The callbacks run inside expat's C frames: nothing may be thrown through them.
template <class Call>
void guarded(void* data, Call call) {
  auto& session = *static_cast<Session*>(data);
  if (session.error) return;
  try {
    call(session);
  } catch (const std::exception&) {
    session.stop(ErrorCode::too_large, "readers.out_of_memory");
  }
}

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  guarded(data, [&](Session& s) {
    if (++s.elements > k_most_elements || s.open.size() + s.skipping > k_most_levels)
      return s.stop(ErrorCode::too_large, "readers.qml_too_large");
    if (s.open.empty() && std::string_view(name) != "qgis") return s.stop(ErrorCode::unsupported, "readers.qml_no_qgis");
    if (s.skipping > 0 || !is_known(name)) {
      ++s.skipping;
      return;
    }
    json element = {{"tag", name}, {"attributes", json::object()}};
    for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
      const std::string_view value(attributes[i + 1]);
      // Symbols within attributes (callouts) are whole documents of their own.
      if (value.size() <= k_most_text) element["attributes"][attributes[i]] = value;
    }
    s.open.push_back(std::move(element));
  });
}

void on_end(void* data, const XML_Char* /*name*/) {
  guarded(data, [](Session& s) {
    if (s.skipping > 0) {
      --s.skipping;
      return;
    }
    json done = std::move(s.open.back());
    s.open.pop_back();
    if (s.open.empty())
      s.root = std::move(done);
    else
      s.open.back()["children"].push_back(std::move(done));
  });
}

void on_text(void* data, const XML_Char* text, int length) {
  guarded(data, [&](Session& s) {
    if (s.skipping > 0 || s.open.empty() || length <= 0) return;
    const std::string_view said(text, static_cast<std::size_t>(length));
    if (said.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    auto& held = s.open.back()["text"];
    if (held.is_null()) held = "";
    auto& words = held.get_ref<std::string&>();
    if (words.size() + said.size() <= k_most_text) words += said;
  });
}

void on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
  guarded(data, [](Session& s) { s.stop(ErrorCode::refused, "readers.qml_entities"); });
}

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

base::Result<std::string> read_qml(const std::filesystem::path& file, const base::CancelToken& token) {
  const base::Where where{file.string(), {}, {}, -1};
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::unreadable, "readers.unreadable", {{"file", file.string()}}, where);
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter> parser(XML_ParserCreate(nullptr));
  Session session;
  session.parser = parser.get();
  XML_SetUserData(parser.get(), &session);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  std::array<char, k_chunk> buffer{};
  std::size_t total = 0;
  for (bool last = false; !last;) {
    if (token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto got = static_cast<std::size_t>(in.gcount());
    last = !in.good();
    total += got;
    if (total > k_most_bytes) return fail(ErrorCode::too_large, "readers.qml_too_large", {{"file", file.string()}}, where);
    const bool fine = XML_Parse(parser.get(), buffer.data(), static_cast<int>(got), last ? 1 : 0) == XML_STATUS_OK;
    if (session.error) {
      session.error->where.file = file.string();
      session.error->message.arguments.push_back({"file", file.string()});
      return tl::unexpected(std::move(*session.error));
    }
    if (!fine) {
      const auto line = std::to_string(XML_GetCurrentLineNumber(parser.get()));
      return fail(ErrorCode::damaged, "readers.qml_damaged", {{"file", file.string()}, {"line", line}}, where);
    }
  }
  return session.root.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace skizze::readers
