// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/qml_symbol.h"

#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <utility>

#include "style/hatch.h"

namespace skizze::style {
namespace {

constexpr double k_px_per_mm = 96 / 25.4;
constexpr double k_outline_px = 1;  // of a disc

using Properties = std::map<std::string, std::string>;

/// <Option name= value=> of QGIS 3.20 and later, <prop k= v=> of those before.
Properties properties_of(const QmlElement& layer) {
  Properties out;
  for (const auto& prop : layer.children("prop")) out[prop.attribute("k")] = prop.attribute("v");
  for (const auto& option : layer.child("Option").children("Option")) {
    if (!option.attribute("name").empty()) out[option.attribute("name")] = option.attribute("value");
  }
  return out;
}

class SymbolReader {
 public:
  SymbolReader(bool is_area, Losses& losses) : m_losses(losses), m_is_area(is_area) {}
  void read(const QmlElement& layer);
  SimpleSymbol finish(double alpha);

 private:
  std::string value(const char* name) const {
    const auto at = m_properties.find(name);
    return at == m_properties.end() ? std::string() : at->second;
  }
  Color color(const char* name, Color otherwise) const { return qml_color(value(name)).value_or(otherwise); }
  double pixels(const char* name, double otherwise) {
    return qml_pixels(value(name), value((std::string(name) + "_unit").c_str()), otherwise, m_losses);
  }
  void read_fill();
  void read_line_pattern(const QmlElement& layer);
  void read_line(bool of_area);
  void read_marker();
  void read_picture_marker(const std::string& kind);
  std::vector<double> dash_of(double width_px);

  Losses& m_losses;
  const bool m_is_area;
  Properties m_properties;
  SimpleSymbol m_symbol;
  bool m_has_fill = false;
  bool m_has_line = false;
  bool m_has_outline = false;  // of an area
  bool m_has_marker = false;
};

/// Qt's brush styles; the dense ones become dots of the colour.
std::string hatch_of(const std::string& style) {
  static const std::map<std::string, std::string> s_hatches{{"b_diagonal", "hatch-45"}, {"f_diagonal", "hatch-135"},
                                                            {"horizontal", "hatch-0"},  {"vertical", "hatch-90"},
                                                            {"cross", "cross"},         {"diagonal_x", "cross-45"}};
  const auto at = s_hatches.find(style);
  return at != s_hatches.end() ? at->second : style.starts_with("dense") ? "dots-dense" : "";
}

void SymbolReader::read_fill() {
  const std::string style = value("style");
  const std::string hatch = hatch_of(style);
  if (style.starts_with("dense")) m_losses.add("style.lost_fill_style", style);
  const Color fill = color("color", {0.5F, 0.5F, 0.5F, 1});
  if (hatch.empty()) {
    m_symbol.color = style == "no" ? Color{fill.r, fill.g, fill.b, 0} : fill;
    m_has_fill = m_has_fill || style != "no";
  } else {
    m_symbol.pattern = hatch;
    if (m_has_fill)
      m_symbol.pattern_color = fill;
    else
      m_symbol.color = fill;
  }
  if (m_has_line) return;
  m_symbol.outline = color("outline_color", {0, 0, 0, 1});
  const bool drawn = value("outline_style") != "no";
  m_has_outline = m_has_outline || drawn;
  m_symbol.width_px = drawn ? std::max(0.5, pixels("outline_width", 1)) : 0;
  if (drawn && !value("outline_style").empty() && value("outline_style") != "solid") m_symbol.dash = dash_of(m_symbol.width_px);
}

/// Lines at any angle, distance and width; what draws them stands in a symbol of its own.
void SymbolReader::read_line_pattern(const QmlElement& layer) {
  if (!m_symbol.pattern.empty()) return m_losses.add("style.lost_second_pattern");
  Color color = this->color("color", {0, 0, 0, 1});
  double width = pixels("line_width", 1);
  const auto strokes = layer.child("symbol").children("layer");
  if (!strokes.empty()) {
    const Properties own = std::exchange(m_properties, properties_of(strokes.front()));
    if (strokes.front().attribute("class") != "SimpleLine" || strokes.size() > 1) m_losses.add("style.lost_hatch_strokes");
    color = this->color("line_color", color);
    width = pixels("line_width", width);
    if (!dash_of(width).empty()) m_losses.add("style.lost_hatch_strokes");
    m_properties = own;
  }
  m_symbol.pattern = free_hatch(qml_number(value("angle"), 45), pixels("distance", 8), width);
  (m_has_fill ? m_symbol.pattern_color : m_symbol.color) = color;
}

std::vector<double> SymbolReader::dash_of(double width_px) {
  if (value("use_custom_dash") == "1") {
    std::vector<double> dash;
    std::string rest = value("customdash");
    while (!rest.empty() && dash.size() < 16) {
      const auto end = rest.find(';');
      const double length = qml_pixels(rest.substr(0, end), value("customdash_unit"), 0, m_losses);
      dash.push_back(std::max(0.1, length / std::max(0.1, width_px)));
      rest = end == std::string::npos ? std::string() : rest.substr(end + 1);
    }
    return dash;
  }
  // Qt's pen styles, in multiples of the width.
  static const std::map<std::string, std::vector<double>> s_dashes{
      {"dash", {4, 2}}, {"dot", {1, 2}}, {"dash dot", {4, 2, 1, 2}}, {"dash dot dot", {4, 2, 1, 2, 1, 2}}};
  const std::string style = value("line_style").empty() ? value("outline_style") : value("line_style");
  const auto at = s_dashes.find(style);
  return at == s_dashes.end() ? std::vector<double>{} : at->second;
}

void SymbolReader::read_line(bool of_area) {
  if (value("line_style") == "no") return;
  const Color line = color("line_color", color("color", {0, 0, 0, 1}));
  const double width = std::max(0.5, pixels("line_width", 1));
  if (qml_number(value("offset"), 0) != 0) m_losses.add("style.lost_line_offset");
  if (of_area) {
    if (m_has_line) m_losses.add("style.lost_second_line");
    m_has_outline = true;
    m_symbol.outline = line;
    m_symbol.width_px = width;
  } else if (m_has_line && width < m_symbol.width_px) {  // a narrower line over a wider one: a casing
    m_symbol.outline = m_symbol.color;
    m_symbol.casing_px = (m_symbol.width_px - width) / 2;
    m_symbol.color = line;
    m_symbol.width_px = width;
  } else {
    if (m_has_line) m_losses.add("style.lost_second_line");
    m_symbol.color = line;
    m_symbol.width_px = width;
  }
  m_symbol.dash = dash_of(width);
  m_has_line = true;
}

std::string shape_of(const std::string& name) {
  static const std::map<std::string, std::string> s_shapes{{"square", "square"},
                                                           {"rectangle", "square"},
                                                           {"diamond", "diamond"},
                                                           {"triangle", "triangle"},
                                                           {"equilateral_triangle", "triangle"},
                                                           {"pentagon", "pentagon"},
                                                           {"hexagon", "hexagon"},
                                                           {"star", "star"},
                                                           {"regular_star", "star"},
                                                           {"cross", "cross"},
                                                           {"cross2", "cross"},
                                                           {"cross_fill", "cross"},
                                                           {"arrow", "arrow"},
                                                           {"filled_arrowhead", "arrow"}};
  const auto at = s_shapes.find(name);
  return at == s_shapes.end() ? std::string() : at->second;
}

void SymbolReader::read_marker() {
  if (m_has_marker) {
    m_losses.add("style.lost_second_marker");
    return;
  }
  const std::string name = value("name");
  m_symbol.icon = shape_of(name);
  if (m_symbol.icon.empty() && name != "circle" && !name.empty()) m_losses.add("style.lost_marker", name);
  m_symbol.color = color("color", {0.5F, 0.5F, 0.5F, 1});
  m_symbol.outline = color("outline_color", {1, 1, 1, 1});
  if (value("outline_style") == "no") m_symbol.outline.a = 0;
  // QGIS draws the outline on the edge, we beside it.
  const bool outlined = m_symbol.outline.a > 0 && m_symbol.icon.empty();
  m_symbol.radius_px = std::max(1.0, pixels("size", 7.5) / 2 + (outlined ? 0 : k_outline_px / 2));
  if (outlined && pixels("outline_width", k_outline_px) > 2 * k_outline_px) m_losses.add("style.lost_marker_outline");
  if (qml_number(value("angle"), 0) != 0) m_losses.add("style.lost_rotation");
  m_has_marker = true;
}

/// Our sign for what a picture's file name says it shows; empty where we have none.
std::string sign_of(const std::string& file) {
  // Both languages; the first word found counts, so the narrower ones come first.
  static const std::vector<std::pair<std::string_view, std::string_view>> s_signs{{"bicycl", "plan:bicycle"},
                                                                                  {"cycle", "plan:bicycle"},
                                                                                  {"fahrrad", "plan:bicycle"},
                                                                                  {"school", "plan:school"},
                                                                                  {"schule", "plan:school"},
                                                                                  {"playground", "plan:playground"},
                                                                                  {"spielplatz", "plan:playground"},
                                                                                  {"bus_stop", "plan:bus"},
                                                                                  {"bus.", "plan:bus"},
                                                                                  {"haltestelle", "plan:bus"},
                                                                                  {"parking", "plan:parking"},
                                                                                  {"parkplatz", "plan:parking"},
                                                                                  {"train", "plan:railway"},
                                                                                  {"railway", "plan:railway"},
                                                                                  {"bahnhof", "plan:railway"},
                                                                                  {"tree", "plan:tree"},
                                                                                  {"baum", "plan:tree"},
                                                                                  {"star", "star"},
                                                                                  {"arrow", "arrow"},
                                                                                  {"triangle", "triangle"},
                                                                                  {"diamond", "diamond"},
                                                                                  {"cross", "cross"},
                                                                                  {"square", "square"}};
  std::string name = file;
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto& [word, sign] : s_signs)
    if (name.find(word) != std::string::npos) return std::string(sign);
  return {};
}

/// "bus.svg" of "transport/bus.svg"; pictures within the style have no name worth telling.
std::string file_name_of(const std::string& path) {
  if (path.starts_with("base64:") || path.size() > 300) return "SVG";
  const auto slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// A picture becomes our sign of the same meaning, or a shape, or a disc.
void SymbolReader::read_picture_marker(const std::string& kind) {
  if (m_has_marker) return m_losses.add("style.lost_second_marker");
  const std::string picture = file_name_of(value("name"));
  const std::string shape = kind == "EllipseMarker" ? shape_of(value("symbol_name")) : std::string();
  const std::string sign = kind == "SvgMarker" ? sign_of(picture) : shape;
  m_properties["name"] = "circle";
  if (kind == "EllipseMarker" && m_properties.contains("symbol_width")) {
    m_properties["size"] = m_properties["symbol_width"];
    m_properties["size_unit"] = value("symbol_width_unit");
  }
  read_marker();
  m_symbol.icon = sign;
  if (!sign.empty()) m_symbol.radius_px = std::max(1.0, pixels("size", 7.5) / 2);
  if (sign.starts_with("plan:"))
    m_losses.add("style.lost_marker_sign", picture);
  else if (!sign.empty())
    m_losses.add("style.lost_marker_shape", picture.empty() ? kind : picture);
  else if (kind != "EllipseMarker" || value("symbol_name") != "circle")
    m_losses.add("style.lost_marker_picture", picture.empty() ? kind : picture);
}

bool has_active_overrides(const QmlElement& layer) {
  const QmlElement map = layer.child("data_defined_properties").child("Option");
  for (const auto& option : map.children("Option")) {
    if (option.attribute("name") == "properties" && !option.children().empty()) return true;
  }
  return false;
}

void SymbolReader::read(const QmlElement& layer) {
  if (layer.attribute("enabled") == "0") return;
  m_properties = properties_of(layer);
  if (has_active_overrides(layer)) m_losses.add("style.lost_data_defined");
  for (const auto& effect : layer.children("effect")) {
    if (effect.attribute("enabled") == "1") m_losses.add("style.lost_effects");
  }
  const std::string kind = layer.attribute("class");
  if (kind == "SimpleFill") {
    read_fill();
  } else if (kind == "LinePatternFill") {
    read_line_pattern(layer);
  } else if (kind == "PointPatternFill") {
    m_losses.add("style.lost_point_pattern");
    m_symbol.pattern = "dots";
    if (!m_has_fill) m_symbol.color = qml_color(properties_of(layer.child("symbol").child("layer"))["color"]).value_or(m_symbol.color);
  } else if (kind == "SimpleLine") {
    read_line(m_is_area);
  } else if (kind == "OutlineSimpleLine") {
    read_line(true);
  } else if (kind == "SimpleMarker") {
    read_marker();
  } else if (kind == "SvgMarker" || kind == "FontMarker" || kind == "EllipseMarker" || kind == "FilledMarker" || kind == "RasterMarker") {
    read_picture_marker(kind);
  } else if (kind == "GradientFill" || kind == "ShapeburstFill") {
    m_losses.add("style.lost_gradient");
    m_symbol.color = color("color", {0.5F, 0.5F, 0.5F, 1});
    m_has_fill = true;
  } else {
    m_losses.add("style.lost_symbol_layer", kind);
  }
}

SimpleSymbol SymbolReader::finish(double alpha) {
  m_symbol.opacity = std::clamp(alpha, 0.0, 1.0);
  if (m_is_area && !m_has_fill && m_symbol.pattern.empty()) m_symbol.color.a = 0;
  if (m_is_area && !m_has_outline) m_symbol.width_px = 0;
  return m_symbol;
}

}  // namespace

std::vector<QmlElement> QmlElement::children(std::string_view wanted) const {
  std::vector<QmlElement> out;
  if (m_json == nullptr || !m_json->contains("children") || !(*m_json)["children"].is_array()) return out;
  for (const auto& child : (*m_json)["children"]) {
    QmlElement element(&child);
    if (wanted.empty() || element.tag() == wanted) out.push_back(element);
  }
  return out;
}

QmlElement QmlElement::child(std::string_view wanted) const {
  const auto all = children(wanted);
  return all.empty() ? QmlElement(nullptr) : all.front();
}

void Losses::add(const char* id, std::string what) {
  base::Message message{id, {}};
  if (!what.empty()) message.arguments.push_back({"what", std::move(what)});
  if (std::find(m_messages.begin(), m_messages.end(), message) == m_messages.end()) m_messages.push_back(std::move(message));
}

std::optional<Color> qml_color(const std::string& text) {
  std::array<double, 4> parts{0, 0, 0, 255};
  const char* at = text.data();
  const char* end = text.data() + text.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto parsed = std::from_chars(at, end, parts[i]);
    if (parsed.ec != std::errc{}) return i == 3 ? std::nullopt : parse_color(text);
    at = parsed.ptr;
    if (at == end) {
      if (i < 2) return std::nullopt;
      break;
    }
    if (*at != ',') return std::nullopt;
    ++at;
  }
  const auto component = [&](std::size_t i) { return static_cast<float>(std::clamp(parts[i], 0.0, 255.0) / 255); };
  return Color{component(0), component(1), component(2), component(3)};
}

double qml_number(const std::string& text, double otherwise) {
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  return parsed.ec == std::errc{} && std::isfinite(value) ? value : otherwise;
}

double qml_pixels(const std::string& length, const std::string& unit, double otherwise_px, Losses& losses) {
  const double value = qml_number(length, -1);
  if (value < 0) return otherwise_px;
  if (unit == "Pixel") return value;
  if (unit == "Point") return value * 96 / 72;
  if (unit == "Inch") return value * 96;
  if (unit == "MapUnit" || unit == "RenderMetersInMapUnits") losses.add("style.lost_map_units");
  return value * k_px_per_mm;
}

namespace {

/// Height in pixels of a PNG in base64, from its head; 0 where it is none.
double height_of_png(const std::string& base64) {
  const auto digit = [](char c) {
    constexpr std::string_view k_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return k_digits.find(c);
  };
  std::vector<unsigned> bytes;
  for (std::size_t i = 0; i + 3 < base64.size() && bytes.size() < 24; i += 4) {
    std::size_t bits = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const auto value = digit(base64[i + k]);
      if (value == std::string_view::npos) return 0;
      bits = bits << 6U | value;
    }
    for (const unsigned shift : {16U, 8U, 0U}) bytes.push_back(static_cast<unsigned>(bits >> shift & 0xFFU));
  }
  const bool is_png = bytes.size() >= 24 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
  return is_png ? static_cast<double>(bytes[22] << 8U | bytes[23]) : 0;
}

/// The marker as QGIS drew it (plugins/qgis/style_tree.h), where a disc or a shape of ours would not be the same.
bool take_picture(const QmlElement& symbol, SimpleSymbol& out) {
  constexpr double k_px_per_css_px = 4;
  constexpr std::size_t k_most_bytes = 64U << 10;
  const std::string picture = symbol.attribute("picture");
  const double height = picture.size() > k_most_bytes ? 0 : height_of_png(picture);
  if (height <= 0) return false;
  out = {};
  out.icon = "data:image/png;base64," + picture;
  out.radius_px = height / k_px_per_css_px / 2;
  out.opacity = std::clamp(qml_number(symbol.attribute("alpha"), 1), 0.0, 1.0);
  return true;
}

}  // namespace

SimpleSymbol qml_symbol(const QmlElement& symbol, Losses& losses) {
  if (has_active_overrides(symbol)) losses.add("style.lost_data_defined");
  if (SimpleSymbol drawn; take_picture(symbol, drawn)) {
    for (const auto& layer : symbol.children("layer"))
      if (has_active_overrides(layer)) losses.add("style.lost_data_defined");
    return drawn;
  }
  SymbolReader reader(symbol.attribute("type") == "fill", losses);
  for (const auto& layer : symbol.children("layer")) reader.read(layer);
  return reader.finish(qml_number(symbol.attribute("alpha"), 1));
}

}  // namespace skizze::style
