// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Against real QGIS: what we write for it is opened by it again (the other side of these tests is qgis_project_maker).
#include "project/qgis_write.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "app/cli/height_tiff.h"
#include "document_fixture.h"
#include "geo/mercator.h"
#include "qgis/helper.h"
#include "qgis/project_styles.h"
#include "qgis/qgis_project.h"
#include "style/look.h"

using namespace skizze;
using namespace skizze::project;

class TestQgisWrite : public DocumentFixture {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (qgis::find_helper().empty()) QSKIP("skizze-qgis is not built here: libqgis-dev is absent");
  }
  void init() { fresh_folder(); }
  void qgis_finds_layers_counts_extents_classes_and_words();
  void groups_are_nested_in_qgis_in_our_order_with_what_is_hidden();
  void paths_are_relative_and_both_files_can_move();
  void symbols_have_usual_values_beside_their_expressions();
  void rasters_are_found_from_where_the_project_will_lie();
  void the_projects_own_file_is_never_the_target();
  void where_nothing_can_be_written_older_files_stay();

 private:
  QgisExportInput plan(Document& document) {
    if (!make(document) || !add(document, write_streets())) return {};
    for (int i = 0; i < 3; ++i) document.add_measure(lane(500000 + 50 * i));
    if (!document.wait_settled()) return {};
    auto input = qgis_input(document, Theme::light, Language::de);
    style::Look look;
    look.kind = style::LookKind::categorised;
    look.attribute = "highway";
    look.label.attribute = "name";
    for (const char* value : {"primary", "residential"}) {
      style::LookClass one;
      one.values = {std::string(value)};
      look.classes.push_back(one);
    }
    input.layers[0].style_json = style::style_of(look, geo::GeometryKind::line);
    return input;
  }
  base::Result<WrittenForQgis> write(const QgisExportInput& input, const char* name = "Plan Süd.qgz") {
    return write_for_qgis(input, file(name).toStdString(), file("p.gpkg").toStdString(), {}, [](double, const base::Message&) {});
  }
};

namespace {

const qgis::LayerInfo* layer_named(const qgis::ProjectInfo& info, const char* name) {
  const auto it = std::find_if(info.layers.begin(), info.layers.end(), [&](const auto& layer) { return layer.name == name; });
  return it == info.layers.end() ? nullptr : &*it;
}

/// "Verkehr(Straßen, -Wege)": groups with what is in them in brackets, hidden ones with a dash, topmost first.
std::string tree_text(const qgis::ProjectInfo& info, const std::vector<qgis::TreeNode>& nodes) {
  std::string text;
  for (const auto& node : nodes) {
    if (!text.empty()) text += ", ";
    if (!node.visible) text += '-';
    const auto layer = std::find_if(info.layers.begin(), info.layers.end(), [&](const auto& l) { return l.id == node.layer; });
    text += node.group.empty() ? layer->name : node.group + '(' + tree_text(info, node.children) + ')';
  }
  return text;
}

/// What a style's tree says under a name ("line_width"), in its order.
QStringList options_named(const QJsonObject& tree, const char* name) {
  QStringList found;
  const auto attributes = tree["attributes"].toObject();
  if (tree["tag"].toString() == QLatin1String("Option") && attributes["name"].toString() == QLatin1String(name))
    found << attributes["value"].toString();
  for (const auto& child : tree["children"].toArray()) found += options_named(child.toObject(), name);
  return found;
}

}  // namespace

void TestQgisWrite::qgis_finds_layers_counts_extents_classes_and_words() {
  Document document(options());
  const auto input = plan(document);
  const auto written = write(input);
  QVERIFY2(written, written ? "" : written.error().message.id.c_str());
  QCOMPARE(written->layers, 4);
  const auto opened = qgis::QgisProject::open(written->qgz, {});
  QVERIFY2(opened, opened ? "" : opened.error().message.id.c_str());
  const auto& info = (*opened)->info();
  QCOMPARE(info.title, std::string("Test"));
  QCOMPARE(info.crs, std::string("EPSG:25832"));
  QCOMPARE(info.tree.size(), std::size_t{2});
  QCOMPARE(info.tree[0].group, std::string("Planung"));
  QCOMPARE(info.tree[1].group, std::string("Grundlagen"));
  const auto* streets = layer_named(info, "streets");
  QVERIFY(streets != nullptr);
  QCOMPARE(streets->count, std::uint64_t{2});
  QCOMPARE(streets->renderer, std::string("categorizedSymbol"));
  const auto& pack = *document.layers()[0].pack;
  QVERIFY(streets->bounds.grown(0.5).contains(pack.info().bounds) && pack.info().bounds.grown(0.5).contains(streets->bounds));
  const auto* lanes = layer_named(info, "Radwege");
  QVERIFY(lanes != nullptr);
  QCOMPARE(lanes->count, std::uint64_t{3});
  QCOMPARE(lanes->renderer, std::string("RuleRenderer"));
  QCOMPARE(lanes->joins.size(), std::size_t{1});
  const auto width = std::find_if(lanes->fields.begin(), lanes->fields.end(), [](const auto& f) { return f.name == "breite"; });
  QVERIFY(width != lanes->fields.end());
  QCOMPARE(width->alias, std::string("Lichte Breite [m]"));
  const auto facility = std::find_if(lanes->fields.begin(), lanes->fields.end(), [](const auto& f) { return f.name == "fuehrungsart"; });
  QVERIFY(std::any_of(facility->values.begin(), facility->values.end(), [](const auto& v) { return v.second == "Schutzstreifen"; }));
  QVERIFY(std::any_of(lanes->fields.begin(), lanes->fields.end(), [](const auto& f) { return f.name == "variante_name"; }));
}

void TestQgisWrite::groups_are_nested_in_qgis_in_our_order_with_what_is_hidden() {
  Document document(options());
  QVERIFY(make(document) && add(document, write_streets()));
  auto input = qgis_input(document, Theme::light, Language::de);
  const auto street = input.layers.front();
  input.layers.clear();
  const auto put = [&](const char* name, std::vector<std::string> groups, bool visible = true) {
    auto layer = street;
    layer.id = base::new_uuid();
    layer.name = name;
    layer.groups = std::move(groups);
    layer.visible = visible;
    input.layers.insert(input.layers.begin(), layer);  // here the topmost is said first
  };
  put("Beschriftung", {});
  put("Straßen", {"Verkehr", "Kfz"});
  put("Wege", {"Verkehr", "Rad & Fuß"}, false);
  put("Radnetz", {"Verkehr", "Rad & Fuß"});
  put("Halte", {"Verkehr"});
  put("Grund", {}, false);
  put("Schiene", {"Verkehr"});  // lies below the ground: its group begins anew
  const auto written = write(input);
  QVERIFY2(written, written ? "" : written.error().message.id.c_str());
  const auto opened = qgis::QgisProject::open(written->qgz, {});
  QVERIFY2(opened, opened ? "" : opened.error().message.id.c_str());
  const auto& tree = (*opened)->info().tree;
  QCOMPARE(tree.size(), std::size_t{2});
  QCOMPARE(tree[1].group, std::string("Grundlagen"));
  QCOMPARE(tree_text((*opened)->info(), tree[1].children),
           std::string("Beschriftung, Verkehr(Kfz(Straßen), Rad & Fuß(-Wege, Radnetz), Halte), -Grund, Verkehr(Schiene)"));
}

void TestQgisWrite::paths_are_relative_and_both_files_can_move() {
  Document document(options());
  const auto written = write(plan(document));
  QVERIFY(written);
  QVERIFY(!std::filesystem::exists(file("Plan Süd.entwurf").toStdString()));
  const std::filesystem::path elsewhere = file("anderswo").toStdString();
  std::filesystem::create_directories(elsewhere);
  std::filesystem::rename(written->qgz, elsewhere / written->qgz.filename());
  std::filesystem::rename(written->gpkg, elsewhere / written->gpkg.filename());
  const auto opened = qgis::QgisProject::open(elsewhere / written->qgz.filename(), {});
  QVERIFY(opened);
  QCOMPARE(layer_named((*opened)->info(), "Radwege")->count, std::uint64_t{3});
}

/// For readers of the project that do not understand its expressions: the colour of everything else, the width at 1:5,000.
void TestQgisWrite::symbols_have_usual_values_beside_their_expressions() {
  Document document(options());
  auto input = plan(document);
  input.layers[0].style_json = R"({"version": 8, "sources": {}, "layers": [{"id": "streets", "type": "line", "paint": {
      "line-color": ["match", ["get", "highway"], "primary", "#d55e00", "#0072b2"],
      "line-width": ["interpolate", ["linear"], ["zoom"], 14, 2, 16, 6]}}]})";
  const auto written = write(input);
  QVERIFY2(written, written ? "" : written.error().message.id.c_str());
  const auto opened = qgis::QgisProject::open(written->qgz, {});
  QVERIFY(opened);
  const auto styles = qgis::read_styles(**opened, {});
  QVERIFY(styles);
  const auto* streets = layer_named((*opened)->info(), "streets");
  QVERIFY(streets != nullptr);
  const auto style = std::find_if(styles->begin(), styles->end(), [&](const auto& s) { return s.id == streets->id; });
  QVERIFY(style != styles->end());
  const auto tree = QJsonDocument::fromJson(QByteArray::fromStdString(style->tree_json)).object();
  const auto colors = options_named(tree, "line_color");
  QVERIFY(!colors.isEmpty() && colors[0].startsWith(QLatin1String("0,114,178,255")));
  const auto widths = options_named(tree, "line_width");
  QVERIFY(!widths.isEmpty());
  const double zoom = std::log2(186'171'000.0 / 5000);
  QVERIFY2(std::abs(widths[0].toDouble() - (2 + 2 * (zoom - 14)) * 25.4 / 96) < 0.01, qPrintable(widths[0]));
  QVERIFY2(style->tree_json.find("CASE WHEN") != std::string::npos, "the expressions themselves");
  QVERIFY(style->tree_json.find("map_scale") != std::string::npos);
}

void TestQgisWrite::rasters_are_found_from_where_the_project_will_lie() {
  QVERIFY(QDir().mkpath(file("daten")) && QDir().mkpath(file("plan")));
  QFile heights_file(file("daten/hoehen.tif"));
  QVERIFY(heights_file.open(QIODevice::WriteOnly));
  heights_file.write(test::height_tiff(500000, 5600100, 4, 4, 25, [](int column, int) { return 100 + column; }));
  heights_file.close();
  Document document(options());
  QVERIFY(make(document) && add(document, file("daten/hoehen.tif")));
  QVERIFY(document.layers().size() == 1 && document.layers()[0].raster);
  for (const char* place : {"Plan.qgz", "plan/Plan.qgz"}) {
    const auto written = write(qgis_input(document, Theme::light, Language::de), place);
    QVERIFY(written);
    const auto opened = qgis::QgisProject::open(written->qgz, {});
    QVERIFY(opened);
    const auto* heights = layer_named((*opened)->info(), "hoehen");
    QVERIFY(heights != nullptr);
    QVERIFY2(heights->state == qgis::LayerState::ready, heights->file.c_str());
  }
}

void TestQgisWrite::the_projects_own_file_is_never_the_target() {
  QCOMPARE(data_beside("/a/p.qgz", "/a/p.gpkg"), std::filesystem::path("/a/p_daten.gpkg"));
  QCOMPARE(data_beside("/a/q.qgz", "/a/p.gpkg"), std::filesystem::path("/a/q.gpkg"));
  Document document(options());
  const auto written = write(plan(document), "p.qgz");
  QVERIFY(written);
  QCOMPARE(QString::fromStdString(written->gpkg.filename().string()), QStringLiteral("p_daten.gpkg"));
  QVERIFY(document.is_open() && document.measures().size() == 3);
}

void TestQgisWrite::where_nothing_can_be_written_older_files_stay() {
  Document document(options());
  const auto input = plan(document);
  const auto first = write(input);
  QVERIFY(first);
  const auto size = std::filesystem::file_size(first->qgz);
  base::CancelSource cancel;
  cancel.cancel();
  const auto second = write_for_qgis(input, first->qgz, file("p.gpkg").toStdString(), cancel.token(), [](double, const base::Message&) {});
  QVERIFY(!second && second.error().code == base::ErrorCode::cancelled);
  QCOMPARE(std::filesystem::file_size(first->qgz), size);
  // Somebody may have worked in the older one, so it stays; and under an open one nothing is exchanged.
  QVERIFY(write(input));
  auto older = first->gpkg;
  older.replace_extension(".vorher.gpkg");
  QVERIFY(std::filesystem::exists(older));
  QFile log(QString::fromStdString(first->gpkg.string()) + QStringLiteral("-wal"));
  QVERIFY(log.open(QIODevice::WriteOnly));
  const auto in_use = write(input);
  QVERIFY(!in_use);
  QCOMPARE(in_use.error().message.id, std::string("project.qgis_in_use"));
  const auto nowhere = write_for_qgis(input, "/proc/none/x.qgz", file("p.gpkg").toStdString(), {}, [](double, const base::Message&) {});
  QVERIFY(!nowhere);
}

QTEST_GUILESS_MAIN(TestQgisWrite)
#include "test_qgis_write.moc"
