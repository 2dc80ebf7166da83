// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/cityjson.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include <nlohmann/json.hpp>

#include "readers/citymodel/city_sink.h"
#include "readers/citymodel/json_geometry.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;
using nlohmann::json;

constexpr std::size_t k_longest_line = 256U << 20;

std::string name_of(const ReadRequest& request) {
  return (request.source_path.empty() ? request.file : request.source_path).filename().string();
}

std::string text_of(const json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& at(const json& object, const char* key) {
  static const json null;
  if (!object.is_object()) return null;
  const auto found = object.find(key);
  return found == object.end() ? null : *found;
}

/// Counts brackets before anything is built: a depth bomb must not reach a recursive reader.
bool too_deep(std::string_view text, std::size_t limit) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > limit) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

feature::Value value_of(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer() && !(value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX))
    return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array() && value.size() == 1 && !value[0].is_structured()) return value_of(value[0]);
  if (value.is_structured() && !value.empty()) return value.dump(-1, ' ', false, json::error_handler_t::replace);
  return {};
}

std::string address_of(const json& address) {
  const json& first = address.is_array() && !address.empty() ? address[0] : address;
  if (!first.is_object()) return {};
  const auto any = [&](std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
      if (auto text = text_of(first, key); !text.empty()) return text;
    }
    return std::string();
  };
  const std::string street = any({"ThoroughfareName", "thoroughfareName", "street"});
  const std::string number = any({"ThoroughfareNumber", "thoroughfareNumber", "number", "houseNumber"});
  const std::string postcode = any({"PostalCode", "postcode", "postalCode"});
  const std::string city = any({"LocalityName", "Locality", "localityName", "city"});
  std::string line = street + (street.empty() || number.empty() ? "" : " ") + number;
  const std::string place = postcode + (postcode.empty() || city.empty() ? "" : " ") + city;
  if (!place.empty()) line += (line.empty() ? "" : ", ") + place;
  return line;
}

/// Reads the objects of a document or of one feature.
class ObjectReader {
 public:
  explicit ObjectReader(CitySink& sink) : m_sink(sink) {}

  base::Status read(const json& objects, const JsonVertices& vertices, const base::CancelToken& token) {
    if (!objects.is_object()) return {};
    for (const auto& [id, source] : objects.items()) {
      if (token.cancelled()) return fail(ErrorCode::cancelled, "citymodel.cancelled");
      if (!source.is_object()) {
        m_sink.note(Severity::lost, "citymodel.object_broken", {}, id);
        continue;
      }
      if (auto status = m_sink.add(object_of(id, source, objects, vertices)); !status) return status;
    }
    return {};
  }

 private:
  CityObject object_of(const std::string& id, const json& source, const json& objects, const JsonVertices& vertices) {
    CityObject object;
    object.id = id;
    object.class_name = text_of(source, "type");
    if (object.class_name.empty()) object.class_name = "GenericCityObject";
    const json& parents = at(source, "parents");
    if (parents.is_array() && !parents.empty() && parents[0].is_string()) object.parent = parents[0].get<std::string>();
    for (const auto& child : at(source, "children")) {
      if (child.is_string() && !at(at(objects, child.get_ref<const std::string&>().c_str()), "geometry").empty()) object.has_parts = true;
    }
    object.address = address_of(at(source, "address"));
    for (const auto& [key, value] : at(source, "attributes").items()) object.attributes.emplace_back(key, value_of(value));
    JsonLosses losses;
    for (const auto& geometry : at(source, "geometry")) read_geometry(geometry, vertices, object, losses);
    for (; losses.bad_index > 0; --losses.bad_index) m_sink.note(Severity::lost, "citymodel.broken_ring", {}, id);
    if (losses.templates > 0) m_sink.note(Severity::lost, "citymodel.template_as_point", {}, id);
    if (losses.unknown_type > 0) m_sink.note(Severity::lost, "citymodel.geometry_unknown", {}, id);
    return object;
  }

  CitySink& m_sink;
};

void read_metadata(const json& document, CitySink& sink) {
  const std::string crs = text_of(at(document, "metadata"), "referenceSystem");
  if (!crs.empty()) sink.set_crs(crs);
  if (at(document, "extensions").is_object() && !at(document, "extensions").empty()) sink.note(Severity::info, "citymodel.extensions");
}

/// What stands against a document as a whole.
base::Status check_version(const json& document, const std::string& file) {
  if (text_of(document, "type") != "CityJSON") return fail(ErrorCode::unsupported, "citymodel.no_city_model", {{"file", file}});
  const std::string version = text_of(document, "version");
  for (const std::string_view known : {"1.0", "1.1", "2.0"}) {
    if (version == known || version.starts_with(std::string(known) + ".")) return {};
  }
  return fail(ErrorCode::unsupported, "citymodel.cityjson_version", {{"file", file}, {"version", version.empty() ? "?" : version}});
}

base::Result<std::string> whole_file(const ReadRequest& request) {
  const std::string name = name_of(request);
  std::error_code error;
  const auto size = std::filesystem::file_size(request.file, error);
  std::ifstream in(request.file, std::ios::binary);
  if (error || !in) return fail(ErrorCode::unreadable, "citymodel.unreadable", {{"file", name}});
  if (size == 0) return fail(ErrorCode::damaged, "citymodel.empty", {{"file", name}});
  if (size > request.limits.file_bytes) return fail(ErrorCode::too_large, "citymodel.out_of_memory");
  std::string text(size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

/// Parsed, or an error that names the byte.
base::Result<json> parsed(std::string_view text, const ReadRequest& request, std::int64_t offset) {
  if (too_deep(text, request.limits.nesting)) {
    return fail(ErrorCode::refused, "citymodel.too_deep", {{"limit", std::to_string(request.limits.nesting)}});
  }
  try {
    return json::parse(text);
  } catch (const json::parse_error& problem) {
    const std::int64_t at_byte = offset + static_cast<std::int64_t>(problem.byte);
    return fail(ErrorCode::damaged, "citymodel.json_broken", {{"file", name_of(request)}, {"offset", std::to_string(at_byte)}},
                {request.file.string(), {}, {}, at_byte});
  } catch (const json::exception&) {  // a number beyond double
    return fail(ErrorCode::damaged, "citymodel.json_broken", {{"file", name_of(request)}, {"offset", std::to_string(offset)}},
                {request.file.string(), {}, {}, offset});
  }
}

/// One CityJSONFeature; a broken one is counted and left out.
base::Status read_feature(const std::string& line, std::int64_t offset, const json& header, const ReadRequest& request, CitySink& sink,
                          const base::CancelToken& token) {
  const auto feature = parsed(line, request, offset);
  if (!feature || text_of(*feature, "type") != "CityJSONFeature") {
    sink.note(Severity::lost, "citymodel.line_broken", {}, std::to_string(offset));
    return {};
  }
  const auto vertices = read_vertices(at(*feature, "vertices"), at(header, "transform"));
  return ObjectReader(sink).read(at(*feature, "CityObjects"), vertices, token);
}

}  // namespace

base::Result<ReadReport> read_cityjson(const ReadRequest& request, base::CancelToken token, const Progress& progress) try {
  const std::string name = name_of(request);
  auto text = whole_file(request);
  if (!text) return tl::unexpected(text.error());
  if (progress) progress(0.1, {"citymodel.reading", {{"file", name}}});
  auto document = parsed(*text, request, 0);
  if (!document) return tl::unexpected(document.error());
  text = std::string();
  if (auto status = check_version(*document, name); !status) return tl::unexpected(status.error());
  if (token.cancelled()) return fail(ErrorCode::cancelled, "citymodel.cancelled");

  CitySink sink(request, "CityJSON");
  read_metadata(*document, sink);
  const auto vertices = read_vertices(at(*document, "vertices"), at(*document, "transform"));
  if (progress) progress(0.5, {"citymodel.reading", {{"file", name}}});
  if (auto status = ObjectReader(sink).read(at(*document, "CityObjects"), vertices, token); !status) return tl::unexpected(status.error());
  if (sink.object_count() == 0) sink.note(Severity::warning, "citymodel.no_objects", {{"file", name}});
  *document = nullptr;
  if (progress) progress(0.9, {"citymodel.writing", {{"file", name}}});
  return sink.finish(token);
} catch (const std::bad_alloc&) {
  return fail(ErrorCode::too_large, "citymodel.out_of_memory");
}

base::Result<ReadReport> read_cityjson_seq(const ReadRequest& request, base::CancelToken token, const Progress& progress) try {
  const std::string name = name_of(request);
  std::error_code error;
  const auto size = std::filesystem::file_size(request.file, error);
  std::ifstream in(request.file, std::ios::binary);
  if (error || !in) return fail(ErrorCode::unreadable, "citymodel.unreadable", {{"file", name}});

  CitySink sink(request, "CityJSONSeq");
  std::optional<json> header;
  std::string line;
  std::int64_t offset = 0;
  std::size_t lines = 0;
  while (std::getline(in, line)) {
    if (token.cancelled()) return fail(ErrorCode::cancelled, "citymodel.cancelled");
    const std::int64_t begin = offset;
    offset += static_cast<std::int64_t>(line.size()) + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (line.size() > k_longest_line) return fail(ErrorCode::too_large, "citymodel.out_of_memory");
    if (!header) {
      auto first = parsed(line, request, begin);
      if (!first) return tl::unexpected(first.error());
      if (auto status = check_version(*first, name); !status) return tl::unexpected(status.error());
      header = std::move(*first);
      read_metadata(*header, sink);
      const auto vertices = read_vertices(at(*header, "vertices"), at(*header, "transform"));
      if (auto status = ObjectReader(sink).read(at(*header, "CityObjects"), vertices, token); !status)
        return tl::unexpected(status.error());
    } else if (auto status = read_feature(line, begin, *header, request, sink, token); !status) {
      return tl::unexpected(status.error());
    }
    if (progress && ++lines % 256 == 0) {
      progress(0.9 * static_cast<double>(offset) / static_cast<double>(std::max<std::uintmax_t>(size, 1)),
               {"citymodel.reading", {{"file", name}}});
    }
  }
  if (!header) return fail(ErrorCode::damaged, "citymodel.empty", {{"file", name}});
  if (sink.object_count() == 0) sink.note(Severity::warning, "citymodel.no_objects", {{"file", name}});
  if (progress) progress(0.9, {"citymodel.writing", {{"file", name}}});
  return sink.finish(token);
} catch (const std::bad_alloc&) {
  return fail(ErrorCode::too_large, "citymodel.out_of_memory");
}

}  // namespace skizze::readers
