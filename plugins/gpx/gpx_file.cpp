// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpx_file.h"

#include <expat.h>

#include <charconv>
#include <cmath>
#include <exception>
#include <fstream>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string_view>

namespace gpx {
namespace {

constexpr int k_chunk = 1 << 18;
constexpr std::size_t k_max_text = 64 << 10;

std::string_view local(const XML_Char* name) {
  const std::string_view whole(name);
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

std::optional<double> number(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '+' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = !text.empty() && error == std::errc{} && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Follows the elements: the path or waypoint that is open, the point that is open in it, and the text of the element that is open in
/// those.
class Reading {
 public:
  explicit Reading(File& file) : m_file(file) {}

  void start(std::string_view name, const XML_Char** attributes) {
    ++m_depth;
    m_text.clear();
    if (m_skip > 0 || name == "extensions") {
      if (m_skip == 0) m_skip = m_depth;
      if (m_depth == m_skip + 1) ++m_file.extensions;
      return;
    }
    if (name == "rte" || name == "trk") {
      m_path = Path();
      if (name == "rte") m_path->stretches.emplace_back();
      m_object_depth = m_depth;
    } else if (name == "trkseg" && m_path) {
      m_path->stretches.emplace_back();
    } else if (name == "wpt" || ((name == "rtept" || name == "trkpt") && m_path)) {
      begin_point(attributes);
    } else if (name == "link" || name == "url") {
      take_link(attributes);
    } else if (name == "copyright") {
      m_file.author = std::string(attribute(attributes, "author"));
    }
  }

  void text(std::string_view part) {
    if (m_skip == 0 && m_text.size() + part.size() <= k_max_text) m_text += part;
  }

  void end(std::string_view name) {
    if (m_skip > 0) {
      if (m_depth == m_skip) m_skip = 0;
    } else if (name == "wpt" || name == "rtept" || name == "trkpt") {
      end_point(name);
    } else if (name == "rte" || name == "trk") {
      end_path(name);
    } else {
      end_leaf(name);
    }
    m_text.clear();
    --m_depth;
  }

  /// The file broke off: what was open counts as far as it got.
  void close() {
    if (m_path && !m_path->stretches.empty()) m_file.tracks.push_back(std::move(*m_path));
    m_path.reset();
  }

 private:
  static std::string_view attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes; attributes += 2) {
      if (name == attributes[0]) return attributes[1];
    }
    return {};
  }

  void begin_point(const XML_Char** attributes) {
    const auto lon = number(attribute(attributes, "lon"));
    const auto lat = number(attribute(attributes, "lat"));
    m_placed = lon && lat && std::abs(*lon) <= 180 && std::abs(*lat) <= 90;
    m_point = Point{lon.value_or(0), lat.value_or(0), std::numeric_limits<double>::quiet_NaN(), {}};
    m_point_words = {};
    m_point_depth = m_depth;
  }

  void end_point(std::string_view name) {
    if (m_point_depth != m_depth) return;
    m_point_depth = 0;
    if (!m_placed) {
      ++m_file.without_place;
    } else if (name == "wpt") {
      m_file.waypoints.push_back({std::move(m_point_words), std::move(m_point)});
    } else if (m_path) {
      if (m_path->stretches.empty()) m_path->stretches.emplace_back();
      m_path->stretches.back().push_back(std::move(m_point));
    }
  }

  void end_path(std::string_view name) {
    if (!m_path || m_object_depth != m_depth) return;
    (name == "rte" ? m_file.routes : m_file.tracks).push_back(std::move(*m_path));
    m_path.reset();
    m_object_depth = 0;
  }

  Words* words_here() {
    if (m_point_depth > 0) return m_depth == m_point_depth + 1 ? &m_point_words : nullptr;
    if (m_path) return m_depth == m_object_depth + 1 ? &m_path->words : nullptr;
    return nullptr;
  }

  void take_link(const XML_Char** attributes) {
    if (Words* words = words_here(); words && words->link.empty()) words->link = std::string(attribute(attributes, "href"));
  }

  void end_leaf(std::string_view name) {
    if (m_point_depth > 0 && m_depth == m_point_depth + 1) {
      if (name == "ele") m_point.z = number(m_text).value_or(std::numeric_limits<double>::quiet_NaN());
      if (name == "time") m_point.time = trimmed(m_text);
    } else if (!m_path && m_point_depth == 0) {
      if (name == "time" && m_file.date.empty()) m_file.date = trimmed(m_text);
      if (name == "license") m_file.licence = trimmed(m_text);
    }
    Words* words = words_here();
    if (!words) return;
    if (name == "name") words->name = trimmed(m_text);
    if (name == "type") words->type = trimmed(m_text);
    if (name == "sym") words->symbol = trimmed(m_text);
    if (name == "desc") words->description = trimmed(m_text);
    if (name == "cmt") words->comment = trimmed(m_text);
    if (name == "number") words->number = trimmed(m_text);
    if (name == "url" && words->link.empty()) words->link = trimmed(m_text);  // GPX 1.0
  }

  File& m_file;
  int m_depth = 0;
  int m_skip = 0;  // depth of the <extensions> that is passed over
  int m_object_depth = 0;
  int m_point_depth = 0;
  bool m_placed = false;
  std::optional<Path> m_path;
  Point m_point;
  Words m_point_words;
  std::string m_text;
};

struct Session {
  XML_Parser parser = nullptr;
  Reading reading;
  bool entities = false;
  std::exception_ptr thrown;
};

// Nothing may be thrown through expat's C frames.
template <class Call>
void guarded(void* data, Call call) {
  auto& session = *static_cast<Session*>(data);
  if (session.thrown) return;
  try {
    call(session);
  } catch (...) {
    session.thrown = std::current_exception();
    XML_StopParser(session.parser, XML_FALSE);
  }
}

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  guarded(data, [&](Session& session) { session.reading.start(local(name), attributes); });
}
void on_end(void* data, const XML_Char* name) {
  guarded(data, [&](Session& session) { session.reading.end(local(name)); });
}
void on_text(void* data, const XML_Char* text, int size) {
  guarded(data, [&](Session& session) { session.reading.text({text, static_cast<std::size_t>(size)}); });
}
void on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
  auto& session = *static_cast<Session*>(data);
  session.entities = true;
  XML_StopParser(session.parser, XML_FALSE);
}

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

Outcome read(const std::filesystem::path& path, File& file, const std::function<void(double)>& told, std::string& detail) {
  std::ifstream in(path, std::ios::binary);
  std::error_code ignored;
  const auto size = static_cast<double>(std::max<std::uintmax_t>(std::filesystem::file_size(path, ignored), 1));
  if (!in) return Outcome::no_file;
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter> parser(XML_ParserCreate(nullptr));
  if (!parser) throw std::bad_alloc();
  Session session{parser.get(), Reading(file), false, nullptr};
  XML_SetUserData(parser.get(), &session);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  for (double done = 0;;) {
    void* buffer = XML_GetBuffer(parser.get(), k_chunk);
    if (!buffer) throw std::bad_alloc();
    in.read(static_cast<char*>(buffer), k_chunk);
    const auto got = in.gcount();
    const bool last = got < k_chunk;
    const bool good = XML_ParseBuffer(parser.get(), static_cast<int>(got), last ? 1 : 0) == XML_STATUS_OK;
    if (session.thrown) std::rethrow_exception(session.thrown);
    if (session.entities) return Outcome::entities;
    if (!good) {
      detail = "line " + std::to_string(XML_GetCurrentLineNumber(parser.get())) + ": " + XML_ErrorString(XML_GetErrorCode(parser.get()));
      session.reading.close();
      file.cut = detail;
      const bool any = !file.waypoints.empty() || !file.routes.empty() || !file.tracks.empty();
      return any ? Outcome::read : Outcome::damaged;
    }
    if (last) return Outcome::read;
    done += static_cast<double>(got);
    told(std::min(1.0, done / size));
  }
}

}  // namespace gpx
