// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS renderers and labels to looks.
#include <limits>
#include <map>

#include "style/import.h"
#include "style/look.h"
#include "style/qgis_expression.h"
#include "style/qml_symbol.h"

namespace skizze::style {
namespace {

using base::ErrorCode;
using Json = nlohmann::json;
using geo::GeometryKind;

/// The zoom (512 px tiles, 96 dpi) at which a scale of 1 : denominator holds at a latitude.
double zoom_of(double denominator, double latitude_deg) {
  constexpr double k_world_m = 40075016.686;
  constexpr double k_m_per_px = 0.0254 / 96;
  const double cos_latitude = std::cos(latitude_deg * 3.14159265358979323846 / 180);
  return std::round(std::clamp(std::log2(k_world_m * cos_latitude / (512 * k_m_per_px * denominator)), 0.0, 24.0) * 100) / 100;
}

class QmlImport {
 public:
  QmlImport(const QmlElement& root, const QmlOptions& options) : m_root(root), m_options(options), m_columns(options.columns) {}
  base::Result<ImportedStyle> run();

 private:
  base::Status read_renderer();
  void unwrap();
  void read_heat();
  std::string written() const;
  void take_scales(const std::string& smallest, const std::string& largest, double& min_zoom, double& max_zoom) const {
    const double farthest = qml_number(smallest, 0);
    const double nearest = qml_number(largest, 0);
    if (farthest > 0) min_zoom = zoom_of(farthest, m_options.latitude_deg);
    if (nearest > 0) max_zoom = zoom_of(nearest, m_options.latitude_deg);
  }
  void read_symbols();
  void read_categories();
  void read_ranges();
  void read_rules(const QmlElement& parent, const Json& above, bool is_top);
  void read_labels();
  void read_label(const QmlElement& settings);
  void collect_label_rules(const QmlElement& parent, const Json& above);
  void join_label_rules();
  void by_expression(const std::string& expression);
  std::vector<feature::Value> values_of(const std::string& text, const std::string& type) const;
  SimpleSymbol symbol(const std::string& name) const {
    const auto at = m_symbols.find(name);
    return at == m_symbols.end() ? SimpleSymbol() : at->second;
  }

  const QmlElement& m_root;
  const QmlOptions& m_options;
  const std::vector<feature::Column>& m_columns;
  QmlElement m_renderer{nullptr};
  std::map<std::string, SimpleSymbol> m_symbols;
  GeometryKind m_kind = GeometryKind::none;
  Look m_look;
  Losses m_losses;
  Json m_heat;  ///< a layer of its own, where a look cannot say it
  struct LabelRule {
    Json filter;  ///< null takes everything
    LookLabel label;
  };
  std::vector<LabelRule> m_label_rules;
};

void QmlImport::read_symbols() {
  for (const auto& element : m_renderer.child("symbols").children("symbol")) {
    m_symbols[element.attribute("name")] = qml_symbol(element, m_losses);
    const std::string type = element.attribute("type");
    m_kind = type == "marker" ? GeometryKind::point : type == "line" ? GeometryKind::line : type == "fill" ? GeometryKind::area : m_kind;
  }
}

/// The value as the column holds it; as a text and as a number where nobody says which.
std::vector<feature::Value> QmlImport::values_of(const std::string& text, const std::string& type) const {
  const double number = qml_number(text, std::nan(""));
  const bool is_number = std::isfinite(number) && text.find_first_not_of("0123456789.eE+-") == std::string::npos;
  const auto column = std::find_if(m_columns.begin(), m_columns.end(), [&](const auto& c) { return c.name == m_look.attribute; });
  const bool known = column != m_columns.end();
  if (type == "bool" || (known && column->type == feature::ColumnType::boolean)) return {text == "1" || text == "true"};
  const bool as_text = known ? column->type == feature::ColumnType::text : type == "string" || !is_number;
  if (as_text) return {text};
  const feature::Value whole =
      number == std::floor(number) && std::abs(number) < 9e15 ? feature::Value(static_cast<std::int64_t>(number)) : feature::Value(number);
  if (!is_number) return {text};
  return known || !type.empty() ? std::vector<feature::Value>{whole} : std::vector<feature::Value>{whole, text};
}

void QmlImport::read_categories() {
  m_look.kind = LookKind::categorised;
  m_look.others = false;
  for (const auto& category : m_renderer.child("categories").children("category")) {
    LookClass c;
    c.label = category.attribute("label");
    c.visible = category.attribute("render") != "false";
    c.symbol = symbol(category.attribute("symbol"));
    const auto listed = category.children("val");
    const std::string type = category.attribute("type");
    if (listed.empty() && category.attribute("value").empty() && (type.empty() || type == "NULL" || type == "string")) {
      m_look.others = c.visible;  // QGIS: an empty value stands for all others
      m_look.symbol = c.symbol;
      continue;
    }
    if (listed.empty()) c.values = values_of(category.attribute("value"), type);
    for (const auto& value : listed) {
      for (auto& one : values_of(value.attribute("value"), value.attribute("type"))) c.values.push_back(std::move(one));
    }
    m_look.classes.push_back(std::move(c));
  }
}

void QmlImport::read_ranges() {
  m_look.kind = LookKind::graduated;
  m_look.others = false;
  for (const auto& range : m_renderer.child("ranges").children("range")) {
    LookClass c;
    c.label = range.attribute("label");
    c.visible = range.attribute("render") != "false";
    c.symbol = symbol(range.attribute("symbol"));
    c.from = qml_number(range.attribute("lower"), 0);
    c.to = qml_number(range.attribute("upper"), 0);
    m_look.classes.push_back(std::move(c));
  }
  std::stable_sort(m_look.classes.begin(), m_look.classes.end(), [](const LookClass& a, const LookClass& b) { return a.from < b.from; });
  // There, a limit belongs to the class below it. Labels of our own would show the difference.
  constexpr double k_up = std::numeric_limits<double>::infinity();
  const bool labelled = std::none_of(m_look.classes.begin(), m_look.classes.end(), [](const LookClass& c) { return c.label.empty(); });
  for (std::size_t i = 0; labelled && i < m_look.classes.size(); ++i) {
    if (i > 0) m_look.classes[i].from = std::nextafter(m_look.classes[i].from, k_up);
    m_look.classes[i].to = std::nextafter(m_look.classes[i].to, k_up);
  }
  m_look.class_count = static_cast<int>(m_look.classes.size());
}

Json both(const Json& a, const Json& b) { return a.is_null() ? b : b.is_null() ? a : Json::array({"all", a, b}); }

/// Nested rules are drawn with all the conditions above them, each with its own symbol.
void QmlImport::read_rules(const QmlElement& parent, const Json& above, bool is_top) {
  m_look.kind = LookKind::rules;
  m_look.others = false;
  struct Read {
    QmlElement element;
    Json filter;
    bool is_else;
    bool understood;
  };
  std::vector<Read> rules;
  Json siblings = Json::array({"any"});
  for (const auto& rule : parent.children("rule")) {
    const std::string text = rule.attribute("filter");
    Read read{rule, nullptr, text == "ELSE", true};
    if (!text.empty() && !read.is_else) {
      if (auto converted = convert_qgis_expression(text)) {
        read.filter = std::move(*converted);
        siblings.push_back(read.filter);
      } else {
        read.understood = false;
        m_losses.add("style.lost_rule", text + " (" + converted.error() + ")");
      }
    }
    rules.push_back(std::move(read));
  }
  for (const auto& [rule, filter, is_else, understood] : rules) {
    if (!understood) continue;
    const Json own = is_else ? (is_top ? Json(nullptr) : Json::array({"!", siblings})) : filter;
    const Json whole = both(above, own);
    if (!rule.attribute("symbol").empty()) {
      LookClass c;
      c.label = rule.attribute("label").empty() ? rule.attribute("filter") : rule.attribute("label");
      c.visible = rule.attribute("checkstate") != "0";
      c.symbol = symbol(rule.attribute("symbol"));
      c.filter_json = whole.is_null() ? "" : whole.dump();
      c.is_else = is_else && is_top;
      take_scales(rule.attribute("scalemaxdenom"), rule.attribute("scalemindenom"), c.min_zoom, c.max_zoom);
      m_look.classes.push_back(std::move(c));
    }
    read_rules(rule, whole, false);
  }
}

/// Categories and ranges of an expression instead of a column become rules.
void QmlImport::by_expression(const std::string& text) {
  auto expression = convert_qgis_expression(text);
  if (!expression) {
    m_losses.add("style.lost_expression", text);
    m_look.kind = LookKind::single;
    if (!m_look.classes.empty()) m_look.symbol = m_look.classes.front().symbol;
    m_look.classes.clear();
    return;
  }
  for (auto& c : m_look.classes) {
    Json any = Json::array({"any"});
    if (m_look.kind == LookKind::graduated)
      any.push_back(Json::array({"all", Json::array({">=", *expression, c.from}), Json::array({"<=", *expression, c.to})}));
    for (const auto& value : c.values) {
      if (const auto* word = std::get_if<std::string>(&value)) any.push_back(Json::array({"==", *expression, *word}));
      if (const auto* whole = std::get_if<std::int64_t>(&value)) any.push_back(Json::array({"==", *expression, *whole}));
      if (const auto* real = std::get_if<double>(&value)) any.push_back(Json::array({"==", *expression, *real}));
    }
    c.filter_json = any.dump();
    c.label = class_label(m_look, c);
    c.values.clear();
  }
  if (m_look.others) {
    LookClass rest;
    rest.label = "…";
    rest.symbol = m_look.symbol;
    rest.is_else = true;
    m_look.classes.push_back(std::move(rest));
  }
  m_look.kind = LookKind::rules;
}

/// Renderers that draw with another one: what they do beside that a look cannot say is lost.
void QmlImport::unwrap() {
  static const std::map<std::string, const char*> s_wrappers{{"invertedPolygonRenderer", nullptr},
                                                             {"mergedFeatureRenderer", "style.lost_merged"},
                                                             {"pointDisplacement", "style.lost_displacement"},
                                                             {"pointCluster", "style.lost_cluster"}};
  for (auto at = s_wrappers.find(m_renderer.attribute("type")); at != s_wrappers.end();
       at = s_wrappers.find(m_renderer.attribute("type"))) {
    const QmlElement inner = m_renderer.child("renderer-v2");
    if (!inner) return;
    if (at->second != nullptr) m_losses.add(at->second);
    if (m_renderer.attribute("preprocessing") == "1") m_losses.add("style.lost_merged");
    if (at->first == "invertedPolygonRenderer") m_look.areas = AreaScope::surroundings;
    if (at->first == "mergedFeatureRenderer" && m_look.areas == AreaScope::each) m_look.areas = AreaScope::merged;
    m_renderer = inner;
  }
}

base::Status QmlImport::read_renderer() {
  m_renderer = m_root.child("renderer-v2");
  unwrap();
  if (!m_renderer) return base::fail(ErrorCode::unsupported, "style.qml_no_renderer");
  const std::string type = m_renderer.attribute("type");
  read_symbols();
  if (type == "singleSymbol") {
    m_look.symbol = symbol("0");
  } else if (type == "categorizedSymbol" || type == "graduatedSymbol") {
    const std::string attribute = m_renderer.attribute("attr");
    m_look.attribute = qgis_column(attribute);
    // Bare names may hold anything, also what looks like an expression.
    const bool is_column = std::any_of(m_columns.begin(), m_columns.end(), [&](const auto& c) { return c.name == attribute; });
    if (is_column) m_look.attribute = attribute;
    if (type == "categorizedSymbol")
      read_categories();
    else
      read_ranges();
    if (m_look.attribute.empty()) by_expression(attribute);
  } else if (type == "RuleRenderer") {
    read_rules(m_renderer.child("rules"), nullptr, true);
  } else if (type == "nullSymbol") {
    m_look.kind = LookKind::rules;
    m_look.others = false;
  } else if (type == "heatmapRenderer") {
    read_heat();
  } else {
    return base::fail(ErrorCode::unsupported, "style.qml_renderer", {{"what", type}});
  }
  if (m_renderer.attribute("symbollevels") == "1") m_losses.add("style.lost_symbol_levels");
  if (m_renderer.attribute("enableorderby") == "1") m_losses.add("style.lost_order");
  if (qml_number(m_renderer.attribute("referencescale"), -1) > 0) m_losses.add("style.lost_reference_scale");
  return {};
}

/// A soft disc at each point: where many lie, their colours add up.
void QmlImport::read_heat() {
  // Its kernel and the way from clear to dark leave less of the edge than a soft disc has; where a point lies alone is far from the
  // densest.
  constexpr double k_share_of_one = 0.25;
  constexpr double k_share_of_radius = 0.8;
  m_losses.add("style.lost_heatmap");
  std::map<std::string, std::string> ramp;
  const QmlElement colors = m_renderer.child("colorramp");
  for (const auto& prop : colors.children("prop")) ramp[prop.attribute("k")] = prop.attribute("v");
  for (const auto& option : colors.child("Option").children("Option")) ramp[option.attribute("name")] = option.attribute("value");
  Color color = qml_color(ramp["color2"]).value_or(Color{0.8F, 0.2F, 0.1F, 1});
  color.a *= static_cast<float>(k_share_of_one);
  const std::map<std::string, std::string> units{{"0", "MM"}, {"1", "MapUnit"}, {"2", "Pixel"}, {"4", "Point"}, {"5", "Inch"}};
  const auto unit = units.find(m_renderer.attribute("radius_unit"));
  const double radius = qml_pixels(m_renderer.attribute("radius"), unit == units.end() ? "MM" : unit->second, 20, m_losses);
  m_heat = {
      {"id", "heat"},
      {"type", "circle"},
      {"filter", {"==", {"geometry-type"}, "Point"}},
      {"metadata", {{"skizze:legend", Json::array({{{"label", ""}, {"kind", "point"}, {"properties", Json::object()}}})}}},
      {"paint",
       {{"circle-color", to_css(color)}, {"circle-radius", radius * k_share_of_radius}, {"circle-blur", 1}, {"circle-stroke-width", 0}}}};
}

/// Style JSON of what was read.
std::string QmlImport::written() const {
  if (m_heat.is_null()) return style_of(m_look, m_kind);
  Json layer = m_heat;
  if (m_look.min_zoom > 0) layer["minzoom"] = m_look.min_zoom;
  if (m_look.max_zoom < 24) layer["maxzoom"] = m_look.max_zoom;
  return Json{{"version", 8}, {"layers", Json::array({std::move(layer)})}}.dump();
}

LabelPlace place_at_point(int how, const QmlElement& placement) {
  const std::string order = placement.attribute("predefinedPositionOrder");
  if (how == 6) {  // of several places in an order, the first
    if (order.empty() || order.starts_with("TR") || order.starts_with("TSR")) return LabelPlace::above_right;
    return order.starts_with('T') ? LabelPlace::above : order.starts_with('R') ? LabelPlace::right : LabelPlace::below;
  }
  if (how != 1) return LabelPlace::automatic;
  switch (static_cast<int>(qml_number(placement.attribute("quadOffset"), 4))) {  // over the point, by quadrant
    case 1: return LabelPlace::above;
    case 2: return LabelPlace::above_right;
    case 5: return LabelPlace::right;
    case 7: return LabelPlace::below;
    default: return LabelPlace::center;
  }
}

LabelPlace place_of(const QmlElement& placement, GeometryKind kind) {
  constexpr int k_above = 2;
  const int how = static_cast<int>(qml_number(placement.attribute("placement"), 0));
  if (kind == GeometryKind::point) return place_at_point(how, placement);
  if (kind != GeometryKind::line) return LabelPlace::automatic;
  const int flags = static_cast<int>(qml_number(placement.attribute("placementFlags"), 0));
  const bool repeated = qml_number(placement.attribute("repeatDistance"), 0) > 0;
  return (flags & k_above) != 0 && !repeated && (how == 2 || how == 3) ? LabelPlace::above_line : LabelPlace::along;
}

bool is_on(const QmlElement& element, const char* name) { return element.attribute(name) == "1"; }
bool is_number_other_than(const QmlElement& element, const char* name, double plain) {
  return std::abs(qml_number(element.attribute(name), plain) - plain) > 1e-9;
}

bool has_data_defined(const QmlElement& properties) {
  for (const auto& option : properties.child("Option").children("Option"))
    if (option.attribute("name") == "properties" && !option.children().empty()) return true;
  return false;
}

/// What our labels do not do.
void note_label_losses(const QmlElement& settings, Losses& losses) {
  const QmlElement style = settings.child("text-style");
  const QmlElement format = settings.child("text-format");
  const QmlElement placement = settings.child("placement");
  if (!style.attribute("fontFamily").empty()) losses.add("style.lost_label_places", style.attribute("fontFamily"));
  const bool letters = is_on(style, "fontItalic") || is_on(style, "fontUnderline") || is_on(style, "fontStrikeout") ||
                       is_number_other_than(style, "capitalization", 0) || is_number_other_than(style, "fontLetterSpacing", 0) ||
                       is_number_other_than(style, "fontWordSpacing", 0) || is_on(style, "allowHtml") || is_on(style, "useSubstitutions");
  if (letters) losses.add("style.lost_label_letters");
  if (is_number_other_than(style, "blendMode", 0)) losses.add("style.lost_blend_mode");
  const bool lines = !format.attribute("wrapChar").empty() || is_number_other_than(format, "autoWrapLength", 0) ||
                     is_on(format, "addDirectionSymbol") || is_on(format, "formatNumbers");
  if (lines) losses.add("style.lost_label_format");
  const bool moved = is_number_other_than(placement, "xOffset", 0) || is_number_other_than(placement, "yOffset", 0) ||
                     is_number_other_than(placement, "rotationAngle", 0) || is_on(placement, "geometryGeneratorEnabled");
  if (moved) losses.add("style.lost_label_offset");
  if (style.child("background").attribute("shapeDraw") == "1") losses.add("style.lost_label_background");
  if (style.child("shadow").attribute("shadowDraw") == "1") losses.add("style.lost_label_shadow");
  if (is_number_other_than(placement, "priority", 5)) losses.add("style.lost_label_priority");
  if (has_data_defined(settings.child("dd_properties"))) losses.add("style.lost_label_data_defined");
  for (const auto& option : settings.child("callout").child("Option").children("Option"))
    if (option.attribute("name") == "enabled" && option.attribute("value") == "1") losses.add("style.lost_label_callout");
}

void QmlImport::read_label(const QmlElement& settings) {
  const QmlElement style = settings.child("text-style");
  if (!style || style.attribute("fieldName").empty()) return;
  LookLabel& label = m_look.label;
  const std::string field = style.attribute("fieldName");
  if (style.attribute("isExpression") == "1" && qgis_column(field).empty()) {
    const auto converted = convert_qgis_expression(field);
    if (!converted) return m_losses.add("style.lost_label", field);
    label.expression_json = converted->dump();
  } else {
    label.attribute = style.attribute("isExpression") == "1" ? qgis_column(field) : field;
  }
  const std::string unit = style.attribute("fontSizeUnit");
  label.size_px = std::clamp(qml_pixels(style.attribute("fontSize"), unit.empty() ? "Point" : unit, 12, m_losses), 4.0, 100.0);
  label.bold = qml_number(style.attribute("fontWeight"), 50) >= 63;
  label.family = style.attribute("fontFamily").substr(0, 100);
  label.color = qml_color(style.attribute("textColor"));
  if (label.color) label.color->a *= static_cast<float>(std::clamp(qml_number(style.attribute("textOpacity"), 1), 0.0, 1.0));
  const QmlElement buffer = style.child("text-buffer");
  const bool has_buffer = buffer.attribute("bufferDraw") == "1";
  label.halo_px =
      has_buffer ? std::min(20.0, qml_pixels(buffer.attribute("bufferSize"), buffer.attribute("bufferSizeUnits"), 1.3, m_losses)) : 0;
  if (has_buffer) label.halo = qml_color(buffer.attribute("bufferColor"));
  label.place = place_of(settings.child("placement"), m_kind);
  const QmlElement rendering = settings.child("rendering");
  label.overlap = rendering.attribute("displayAll") == "1";
  if (rendering.attribute("scaleVisibility") == "1")
    take_scales(rendering.attribute("scaleMax"), rendering.attribute("scaleMin"), label.min_zoom, label.max_zoom);
  note_label_losses(settings, m_losses);
}

void QmlImport::read_labels() {
  const QmlElement labeling = m_root.child("labeling");
  if (!labeling || m_root.attribute("labelsEnabled") == "0") return;
  if (labeling.attribute("type") == "simple") return read_label(labeling.child("settings"));
  collect_label_rules(labeling.child("rules"), nullptr);
  join_label_rules();
}

/// Rules within rules carry the conditions above them. ELSE is what none of its siblings takes.
void QmlImport::collect_label_rules(const QmlElement& parent, const Json& above) {
  Json siblings = Json::array({"any"});
  for (const auto& rule : parent.children("rule")) {
    if (rule.attribute("active") == "0") continue;
    const std::string text = rule.attribute("filter");
    Json own;
    if (text == "ELSE") {
      own = siblings.size() > 1 ? Json::array({"!", siblings}) : Json(nullptr);
    } else if (!text.empty()) {
      auto converted = convert_qgis_expression(text);
      if (!converted) {
        m_losses.add("style.lost_rule", text + " (" + converted.error() + ")");
        continue;
      }
      own = std::move(*converted);
      siblings.push_back(own);
    }
    const Json whole = both(above, own);
    if (const QmlElement settings = rule.child("settings")) {
      m_look.label = {};
      read_label(settings);
      take_scales(rule.attribute("scalemaxdenom"), rule.attribute("scalemindenom"), m_look.label.min_zoom, m_look.label.max_zoom);
      if (m_look.label.shown()) m_label_rules.push_back({whole, m_look.label});
    }
    collect_label_rules(rule, whole);
  }
}

/// One label whose words depend on the rule that takes a feature first; it looks like the first rule's.
void QmlImport::join_label_rules() {
  m_look.label = m_label_rules.empty() ? LookLabel{} : m_label_rules.front().label;
  if (m_label_rules.empty() || (m_label_rules.size() == 1 && m_label_rules.front().filter.is_null())) return;
  Json choice = Json::array({"case"});
  Json otherwise = "";
  LookLabel& joined = m_look.label;
  const LookLabel first = joined;
  for (const auto& [filter, label] : m_label_rules) {
    const Json words = label.expression_json.empty() ? Json::array({"get", label.attribute}) : Json::parse(label.expression_json);
    LookLabel alike = label;  // but for the words
    alike.attribute = first.attribute;
    alike.expression_json = first.expression_json;
    if (!(alike == first)) m_losses.add("style.lost_label_rules");
    joined.min_zoom = std::min(joined.min_zoom, label.min_zoom);
    joined.max_zoom = std::max(joined.max_zoom, label.max_zoom);
    Json text = Json::array({"to-string", words});
    if (filter.is_null()) {
      otherwise = std::move(text);
      break;  // what comes after it never has its turn
    }
    choice.push_back(filter);
    choice.push_back(std::move(text));
  }
  const bool any_filter = choice.size() > 1;
  choice.push_back(otherwise);
  joined.attribute.clear();
  joined.expression_json = any_filter ? choice.dump() : otherwise.dump();
}

base::Result<ImportedStyle> QmlImport::run() {
  const std::string geometry = m_root.child("layerGeometryType").text();
  m_kind = geometry == "0"   ? GeometryKind::point
           : geometry == "1" ? GeometryKind::line
           : geometry == "2" ? GeometryKind::area
                             : GeometryKind::none;
  if (auto status = read_renderer(); !status) return tl::unexpected(status.error());
  read_labels();
  if (m_root.attribute("hasScaleBasedVisibilityFlag") == "1")
    take_scales(m_root.attribute("minScale"), m_root.attribute("maxScale"), m_look.min_zoom, m_look.max_zoom);
  const double opacity = std::clamp(qml_number(m_root.child("layerOpacity").text(), 1), 0.0, 1.0);
  if (!m_options.opacity_apart) {
    m_look.symbol.opacity *= opacity;
    for (auto& c : m_look.classes) c.symbol.opacity *= opacity;
  }
  if (const std::string blend = m_root.child("blendMode").text(); !blend.empty() && blend != "0") m_losses.add("style.lost_blend_mode");
  if (const std::string blend = m_root.child("featureBlendMode").text(); !blend.empty() && blend != "0")
    m_losses.add("style.lost_blend_mode");
  return ImportedStyle{written(), m_kind, m_losses.take(), m_options.opacity_apart ? opacity : 1};
}

}  // namespace

base::Result<ImportedStyle> import_qml(std::string_view tree_json, const QmlOptions& options) {
  const Json tree = Json::parse(tree_json, nullptr, false);
  const QmlElement root(&tree);
  if (!root || root.tag() != "qgis") return base::fail(ErrorCode::invalid, "style.qml_no_renderer");
  return QmlImport(root, options).run();
}

}  // namespace skizze::style
