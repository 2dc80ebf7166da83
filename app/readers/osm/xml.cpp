// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/xml.h"

#include <expat.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <vector>

namespace skizze::readers::osm {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int k_chunk = 1 << 20;
constexpr double k_units_per_degree = 1e7;

/// The object whose element is open, and what expat's C callbacks need.
struct Session {
  XML_Parser parser = nullptr;
  Collector& collector;
  std::string wrong;
  bool out_of_memory = false;
  std::optional<Kind> open;
  std::int64_t id = 0;
  std::optional<Spot> spot;
  std::vector<Tag> tags;
  std::vector<std::int64_t> nodes;
  std::vector<Member> members;

  explicit Session(Collector& c) : collector(c) {}
  void stop(const char* what) {
    if (wrong.empty()) wrong = what;
    XML_StopParser(parser, XML_FALSE);
  }
};

std::string_view attribute(const XML_Char** attributes, std::string_view name) {
  for (; *attributes; attributes += 2) {
    if (name == attributes[0]) return attributes[1];
  }
  return {};
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Kind> kind_of(std::string_view name) {
  if (name == "node") return Kind::node;
  if (name == "way") return Kind::way;
  if (name == "relation") return Kind::relation;
  return std::nullopt;
}

/// Deleted nodes have no coordinates and are no error.
void place_node(Session& session, const XML_Char** attributes) {
  const auto lon_text = attribute(attributes, "lon");
  const auto lat_text = attribute(attributes, "lat");
  session.spot.reset();
  if (lon_text.empty() && lat_text.empty()) return;
  const auto lon = number<double>(lon_text);
  const auto lat = number<double>(lat_text);
  if (!lon || !lat || !(std::abs(*lon) <= 180) || !(std::abs(*lat) <= 90)) return session.stop("a node that is not on earth");
  session.spot = Spot{static_cast<std::int32_t>(std::floor(*lon * k_units_per_degree + 0.5)),
                      static_cast<std::int32_t>(std::floor(*lat * k_units_per_degree + 0.5))};
}

void begin_object(Session& session, Kind kind, const XML_Char** attributes) {
  if (!session.collector.wants(kind)) return;
  const auto id = number<std::int64_t>(attribute(attributes, "id"));
  if (!id) return session.stop("an object without an id");
  session.open = kind;
  session.id = *id;
  session.tags.clear();
  session.nodes.clear();
  session.members.clear();
  if (kind == Kind::node) place_node(session, attributes);
}

void add_part(Session& session, std::string_view name, const XML_Char** attributes) {
  Collector& collector = session.collector;
  if (name == "tag") {
    session.tags.push_back({collector.keys().place_of(attribute(attributes, "k"), collector.book()),
                            collector.values().place_of(attribute(attributes, "v"), collector.book())});
  } else if (name == "nd" || name == "member") {
    const auto id = number<std::int64_t>(attribute(attributes, "ref"));
    if (!id) return session.stop("a member without an id");
    if (name == "nd") return session.nodes.push_back(*id);
    const auto kind = kind_of(attribute(attributes, "type"));
    if (!kind) return session.stop("a member of an unknown kind");
    const auto role = attribute(attributes, "role");
    session.members.push_back({*id, *kind, role == "outer" ? Role::outer : role == "subarea" ? Role::subarea : Role::other});
  }
}

void end_object(Session& session) {
  switch (*session.open) {
    case Kind::node:
      if (session.spot) session.collector.node(session.id, *session.spot, session.tags);
      break;
    case Kind::way: session.collector.way(session.id, session.nodes, session.tags); break;
    case Kind::relation: session.collector.relation(session.id, session.members, session.tags); break;
  }
  session.open.reset();
}

// Nothing may be thrown through expat's C frames.
template <class Call>
void guarded(void* data, Call call) {
  auto& session = *static_cast<Session*>(data);
  if (!session.wrong.empty()) return;
  try {
    call(session);
  } catch (const std::bad_alloc&) {
    session.out_of_memory = true;
    session.stop("memory");
  }
}

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  guarded(data, [&](Session& session) {
    if (session.open) {
      add_part(session, name, attributes);
    } else if (const auto kind = kind_of(name)) {
      begin_object(session, *kind, attributes);
    }
  });
}

void on_end(void* data, const XML_Char* name) {
  guarded(data, [&](Session& session) {
    if (session.open && kind_of(name) == session.open) end_object(session);
  });
}

void on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
  static_cast<Session*>(data)->stop("entities");
}

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using ParserHolder = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter>;

base::Error damaged(const Session& session) {
  const std::string detail = (session.wrong.empty() ? XML_ErrorString(XML_GetErrorCode(session.parser)) : session.wrong) + ", line " +
                             std::to_string(XML_GetCurrentLineNumber(session.parser));
  base::Error error{
      ErrorCode::damaged, {"readers.damaged_after", {{"rows", std::to_string(session.collector.objects())}, {"detail", detail}}}, {}, {}};
  error.where.byte_offset = XML_GetCurrentByteIndex(session.parser);
  return error;
}

}  // namespace

base::Status read_xml(const std::filesystem::path& file, Collector& collector, const std::function<void(double)>& told) {
  Session session(collector);
  const ParserHolder parser(XML_ParserCreate(nullptr));
  if (!parser) throw std::bad_alloc();
  session.parser = parser.get();
  XML_SetUserData(parser.get(), &session);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  std::error_code ignored;
  const auto size = static_cast<double>(std::max<std::uintmax_t>(std::filesystem::file_size(file, ignored), 1));
  std::ifstream in(file, std::ios::binary);
  for (double done = 0;;) {
    void* buffer = XML_GetBuffer(parser.get(), k_chunk);
    if (!buffer) throw std::bad_alloc();
    in.read(static_cast<char*>(buffer), k_chunk);
    const auto got = in.gcount();
    const bool last = got < k_chunk;
    const bool good = XML_ParseBuffer(parser.get(), static_cast<int>(got), last ? 1 : 0) == XML_STATUS_OK;
    if (session.out_of_memory) throw std::bad_alloc();
    if (!good) return tl::unexpected(damaged(session));
    if (collector.out_of_order()) return {};
    if (auto status = collector.within_limits(); !status) return status;
    if (last) return {};
    done += static_cast<double>(got);
    told(std::min(1.0, done / size));
  }
}

}  // namespace skizze::readers::osm
