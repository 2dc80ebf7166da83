// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/citygml.h"

#include <expat.h>

#include <fstream>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "readers/citymodel/city_sink.h"
#include "readers/citymodel/citygml_parser.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int k_chunk = 1 << 20;
constexpr char k_separator = '|';

std::string_view local(const char* name) {
  const std::string_view whole(name);
  const auto cut = whole.rfind(k_separator);
  return cut == std::string_view::npos ? whole : whole.substr(cut + 1);
}

/// What expat's C callbacks need.
struct Session {
  XML_Parser parser = nullptr;
  CityGmlParser* city = nullptr;
  std::optional<base::Error> error;
  std::vector<CityGmlParser::Attribute> attributes;

  void stop(base::Error reason) {
    if (error) return;
    reason.where.byte_offset = XML_GetCurrentByteIndex(parser);
    error = std::move(reason);
    XML_StopParser(parser, XML_FALSE);
  }
  void check(base::Status status) {
    if (!status) stop(std::move(status.error()));
  }
};

// The callbacks run inside expat's C frames: nothing may be thrown through them.
template <class Call>
void guarded(Session& session, Call call) {
  if (session.error) return;
  try {
    call();
  } catch (const std::bad_alloc&) {
    session.stop({ErrorCode::too_large, {"citymodel.out_of_memory", {}}, {}, {}});
  } catch (const std::exception& problem) {
    session.stop({ErrorCode::internal, {"citymodel.internal", {{"what", problem.what()}}}, {}, {}});
  }
}

void on_start(void* data, const char* name, const char** attributes) {
  auto& session = *static_cast<Session*>(data);
  guarded(session, [&] {
    session.attributes.clear();
    for (; *attributes; attributes += 2) session.attributes.push_back({local(attributes[0]), attributes[1]});
    session.check(session.city->start(local(name), session.attributes));
  });
}

void on_end(void* data, const char*) {
  auto& session = *static_cast<Session*>(data);
  guarded(session, [&] { session.check(session.city->end()); });
}

void on_text(void* data, const char* text, int length) {
  auto& session = *static_cast<Session*>(data);
  guarded(session, [&] { session.city->text({text, static_cast<std::size_t>(length)}); });
}

/// No city model needs entities of its own; refusing them is simpler and safer than counting what they expand to.
void on_entity(void* data, const char*, int, const char*, int, const char*, const char*, const char*, const char*) {
  static_cast<Session*>(data)->stop({ErrorCode::refused, {"citymodel.entities_refused", {}}, {}, {}});
}

/// Windows-1252, which authorities' exports claim now and then; expat knows only UTF-8, UTF-16, Latin-1 and ASCII.
int on_encoding(void*, const char* name, XML_Encoding* encoding) {
  std::string lower(name);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  if (lower != "windows-1252" && lower != "cp1252" && lower != "iso-8859-15") return XML_STATUS_ERROR;
  static constexpr int k_high[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                     0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                     0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  for (int i = 0; i < 256; ++i) encoding->map[i] = i >= 0x80 && i < 0xA0 ? k_high[i - 0x80] : i;
  encoding->data = nullptr;
  encoding->convert = nullptr;
  encoding->release = nullptr;
  return XML_STATUS_OK;
}

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using ParserHolder = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter>;

ParserHolder make_parser(Session& session) {
  ParserHolder parser(XML_ParserCreateNS(nullptr, k_separator));
  if (!parser) return parser;
  session.parser = parser.get();
  XML_SetUserData(parser.get(), &session);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  XML_SetUnknownEncodingHandler(parser.get(), on_encoding, nullptr);
#ifdef XML_DTD
  XML_SetBillionLaughsAttackProtectionMaximumAmplification(parser.get(), 4.0F);
#endif
  return parser;
}

/// Reads the file to its end, to the first error, or until cancelled. True: whole document read.
base::Result<bool> feed(std::ifstream& in, std::uint64_t size, Session& session, const base::CancelToken& token, const Progress& progress,
                        const std::string& name) {
  std::uint64_t done = 0;
  for (;;) {
    if (token.cancelled()) return fail(ErrorCode::cancelled, "citymodel.cancelled");
    void* buffer = XML_GetBuffer(session.parser, k_chunk);
    if (!buffer) return fail(ErrorCode::too_large, "citymodel.out_of_memory");
    in.read(static_cast<char*>(buffer), k_chunk);
    const auto got = in.gcount();
    if (in.bad()) return fail(ErrorCode::unreadable, "citymodel.unreadable", {{"file", name}});
    const bool last = got < k_chunk;
    const auto status = XML_ParseBuffer(session.parser, static_cast<int>(got), last);
    if (session.error) return tl::unexpected(*session.error);
    if (status != XML_STATUS_OK) return false;
    if (last) return true;
    done += static_cast<std::uint64_t>(got);
    if (progress) progress(0.9 * static_cast<double>(done) / static_cast<double>(size), {"citymodel.reading", {{"file", name}}});
  }
}

}  // namespace

base::Result<ReadReport> read_citygml(const ReadRequest& request, base::CancelToken token, const Progress& progress) try {
  const std::string name = (request.source_path.empty() ? request.file : request.source_path).filename().string();
  std::error_code error;
  const auto size = std::filesystem::file_size(request.file, error);
  std::ifstream in(request.file, std::ios::binary);
  if (error || !in) return fail(ErrorCode::unreadable, "citymodel.unreadable", {{"file", name}});
  if (size == 0) return fail(ErrorCode::damaged, "citymodel.empty", {{"file", name}});

  CitySink sink(request, "CityGML");
  CityGmlParser city(sink, request.limits);
  Session session;
  session.city = &city;
  const ParserHolder parser = make_parser(session);
  if (!parser) return fail(ErrorCode::too_large, "citymodel.out_of_memory");

  auto whole = feed(in, size, session, token, progress, name);
  if (!whole) {
    whole.error().where.file = request.file.string();
    return tl::unexpected(whole.error());
  }
  if (!*whole) {
    const std::int64_t offset = XML_GetCurrentByteIndex(parser.get());
    const std::vector<base::Argument> arguments{
        {"file", name}, {"offset", std::to_string(offset)}, {"line", std::to_string(XML_GetCurrentLineNumber(parser.get()))}};
    if (sink.object_count() == 0)
      return fail(ErrorCode::damaged, "citymodel.not_well_formed", arguments, {request.file.string(), {}, {}, offset});
    sink.note(feature::Severity::lost, "citymodel.broken_off", arguments);
  } else if (sink.object_count() == 0) {
    if (!city.root_is_city_model()) return fail(ErrorCode::unsupported, "citymodel.no_city_model", {{"file", name}});
    sink.note(feature::Severity::warning, "citymodel.no_objects", {{"file", name}});
  }
  if (progress) progress(0.9, {"citymodel.writing", {{"file", name}}});
  return sink.finish(token);
} catch (const std::bad_alloc&) {
  return fail(ErrorCode::too_large, "citymodel.out_of_memory");
}

}  // namespace skizze::readers
