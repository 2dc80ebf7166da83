// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/cityjson.h"

#include <fstream>
#include <map>
#include <string>

#include <QTemporaryDir>
#include <QTest>

#include "feature/layer_pack.h"

using namespace skizze;
using readers::ReadReport;

namespace {

// A box 10 x 10 x 6 m in Essen; vertices in centimetres from (360000, 5700000, 50).
const std::string k_vertices = "[[0,0,0],[1000,0,0],[1000,1000,0],[0,1000,0],[0,0,600],[1000,0,600],[1000,1000,600],[0,1000,600]]";
const std::string k_transform = R"("transform":{"scale":[0.01,0.01,0.01],"translate":[360000,5700000,50]})";
const std::string k_boundaries = "[[[[0,3,2,1]],[[4,5,6,7]],[[0,1,5,4]],[[1,2,6,5]],[[2,3,7,6]],[[3,0,4,7]]]]";
const std::string k_semantics =
    R"("semantics":{"surfaces":[{"type":"GroundSurface"},{"type":"RoofSurface","id":"R1"},{"type":"WallSurface"}],"values":[[0,1,2,2,2,2]]})";

std::string solid(const std::string& semantics = k_semantics, const std::string& boundaries = k_boundaries) {
  return R"({"type":"Solid","lod":"2.2","boundaries":)" + boundaries + (semantics.empty() ? "" : "," + semantics) + "}";
}

std::string object(const std::string& geometry, const std::string& more = "") {
  return R"({"type":"Building","geometry":[)" + geometry + "]" + more + "}";
}

std::string model(const std::string& objects, const std::string& version = "2.0") {
  return R"({"type":"CityJSON","version":")" + version +
         R"(","metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/25832"},)" + k_transform + R"(,"CityObjects":)" +
         objects + R"(,"vertices":)" + k_vertices + "}";
}

std::uint64_t count_of(const ReadReport& report, const std::string& name) {
  for (const auto& [key, count] : report.class_counts) {
    if (key == name) return count;
  }
  return 0;
}

const feature::Notice* notice(const ReadReport& report, const std::string& id) {
  for (const auto& n : report.notices) {
    if (n.message.id == id) return &n;
  }
  return nullptr;
}

}  // namespace

class TestCityJson : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_dir;
  readers::ReadRequest m_request;

  void write(const std::string& text) {
    m_request.file = std::filesystem::path(m_dir.path().toStdString()) / "model.json";
    m_request.out_dir = m_dir.path().toStdString();
    std::ofstream(m_request.file, std::ios::binary) << text;
  }
  base::Result<ReadReport> read(const std::string& text) {
    write(text);
    return readers::read_cityjson(m_request, {}, {});
  }
  base::Result<ReadReport> read_seq(const std::string& text) {
    write(text);
    return readers::read_cityjson_seq(m_request, {}, {});
  }
  std::shared_ptr<const feature::LayerPack> pack(const ReadReport& report, std::size_t n) {
    if (n >= report.layers.size()) return nullptr;
    auto opened = feature::LayerPack::open(m_request.out_dir / report.layers[n].path);
    return opened ? *opened : nullptr;
  }
  double roof_area(const feature::LayerPack& p) {
    double sum = 0;
    for (std::uint32_t row = 0; row < p.size(); ++row) {
      if (feature::to_text(p.value(row, *p.column_index("class"))) == "RoofSurface")
        sum += std::get<double>(p.value(row, *p.column_index("area_m2")));
    }
    return sum;
  }
  static std::filesystem::path data(const char* path) { return std::filesystem::path(STADTSKIZZE_TEST_DATA) / path; }

 private slots:
  void init() { m_request = {}; }

  void a_solid_with_semantics_becomes_three_surfaces() {
    for (const std::string version : {"1.0", "1.1", "2.0"}) {
      const auto report = read(model(R"({"B":)" + object(solid()) + "}", version));
      QVERIFY(report.has_value());
      QCOMPARE(count_of(*report, "Building"), 1U);
      QCOMPARE(count_of(*report, "WallSurface"), 1U);
      QCOMPARE(pack(*report, 1)->size(), 3U);
      QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 100.0) < 1e-6);
      QCOMPARE(pack(*report, 0)->part_count(0), 1U);
    }
  }

  void null_semantics_are_no_surfaces() {
    const auto report =
        read(model(R"({"B":)" + object(solid(R"("semantics":{"surfaces":[{"type":"RoofSurface"}],"values":[null]})")) + "}"));
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "RoofSurface.polygons"), 0U);
  }

  void a_solid_without_semantics_has_its_footprint_from_its_lowest_face() {
    const auto report = read(model(R"({"B":)" + object(solid("")) + "}"));
    QVERIFY(report.has_value());
    const auto objects = pack(*report, 0);
    QCOMPARE(objects->part_count(0), 1U);
    QCOMPARE(objects->part(0, 0).x.size(), 4U);
    QCOMPARE(objects->part(0, 0).z.front(), 50'000);
  }

  void values_are_nested_like_the_boundaries_of_several_solids() {
    const std::string multi =
        R"({"type":"MultiSolid","lod":"2","boundaries":[)" + k_boundaries + "," + k_boundaries +
        R"(],"semantics":{"surfaces":[{"type":"RoofSurface"}],"values":[[[null,0,null,null,null,null]],[[null,0,null,null,null,null]]]}})";
    const auto report = read(model(R"({"B":)" + object(multi) + "}"));
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "RoofSurface"), 1U);
    QCOMPARE(count_of(*report, "RoofSurface.polygons"), 2U);
  }

  void parents_and_children_are_kept() {
    const auto report = read(model(R"({"B":{"type":"Building","children":["P"]},"P":)" + object(solid(), R"(,"parents":["B"])") + "}"));
    QVERIFY(report.has_value());
    const auto objects = pack(*report, 0);
    int parents = 0;
    for (std::uint32_t row = 0; row < 2; ++row) parents += feature::to_text(objects->value(row, *objects->column_index("parent"))) == "B";
    QCOMPARE(parents, 1);
    QVERIFY(!notice(*report, "citymodel.no_geometry"));
  }

  void a_template_is_kept_as_a_point_and_told() {
    const auto report =
        read(model(R"({"T":{"type":"SolitaryVegetationObject","geometry":[{"type":"GeometryInstance","template":0,"boundaries":[2],)"
                   R"("transformationMatrix":[]}]}})"));
    QVERIFY(report.has_value());
    QVERIFY(notice(*report, "citymodel.template_as_point"));
    QCOMPARE(pack(*report, 0)->kind(0), geo::GeometryKind::point);
  }

  void triangles_of_a_surface_are_joined_to_one_outline() {
    const auto report =
        read(model(R"({"R":{"type":"Road","geometry":[{"type":"MultiSurface","lod":"1","boundaries":[[[0,1,2]],[[0,2,3]]]}]}})"));
    QVERIFY(report.has_value());
    const auto objects = pack(*report, 0);
    QCOMPARE(objects->part_count(0), 1U);
    QCOMPARE(objects->part(0, 0).x.size(), 4U);
  }

  void an_index_beyond_the_vertices_is_a_loss() {
    const auto report = read(model(R"({"B":)" + object(solid("", "[[[[0,3,2,99]],[[4,5,6,-1]],[[4,5,6,7]],\"x\"]]")) + "}"));
    QVERIFY(report.has_value());
    QCOMPARE(notice(*report, "citymodel.broken_ring")->count, 3U);
  }

  void a_missing_reference_system_is_told() {
    std::string text = model(R"({"B":)" + object(solid()) + "}");
    text.replace(text.find("referenceSystem"), 15, "somethingElse__");
    const auto report = read(text);
    QVERIFY(report.has_value());
    QVERIFY(notice(*report, "citymodel.crs_assumed"));
    QCOMPARE(report->layers[0].crs, std::string());
  }

  void an_unknown_version_is_refused() {
    const auto report = read(model("{}", "3.7"));
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().message.id, std::string("citymodel.cityjson_version"));
  }

  void a_truncated_document_is_refused_with_its_offset() {
    const auto report = read(model(R"({"B":)" + object(solid()) + "}").substr(0, 300));
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().code, base::ErrorCode::damaged);
    QCOMPARE(report.error().where.byte_offset, std::int64_t{301});
  }

  void a_depth_bomb_is_refused() {
    const auto report = read(R"({"type":"CityJSON","version":"2.0","x":)" + std::string(1'000'000, '['));
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().message.id, std::string("citymodel.too_deep"));
  }

  void wrong_types_everywhere_do_no_harm() {
    for (const std::string objects :
         {"[]", "null", "3", R"({"A":3})", R"({"A":{"type":5,"geometry":"x","attributes":[1],"parents":{},"children":3}})",
          R"({"A":{"type":"Road","geometry":[null,{"type":"Solid"},{"type":"Solid","boundaries":{"a":1}}]}})"}) {
      const auto report = read(model(objects));
      QVERIFY2(report.has_value(), objects.c_str());
    }
  }

  void a_sequence_is_read_line_by_line() {
    const std::string header = R"({"type":"CityJSON","version":"2.0",)" + k_transform + R"(,"CityObjects":{},"vertices":[]})";
    const std::string feature =
        R"({"type":"CityJSONFeature","id":"B","CityObjects":{"B":)" + object(solid()) + R"(},"vertices":)" + k_vertices + "}";
    const auto report = read_seq(header + "\n" + feature + "\n\n{broken\n" + feature);
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "Building"), 2U);
    QCOMPARE(notice(*report, "citymodel.line_broken")->count, 1U);
  }

  // 570 objects, by class as the data's SOURCE.txt and jq count them.
  void delft_has_570_objects_by_class() {
    const auto file = data("cityjson-samples/delft.json");
    if (!std::filesystem::exists(file)) QSKIP("test data absent: cityjson-samples");
    m_request.file = file;
    m_request.out_dir = m_dir.path().toStdString();
    const auto report = readers::read_cityjson(m_request, {}, {});
    QVERIFY(report.has_value());
    const std::map<std::string, std::uint64_t> expected{{"Bridge", 3},       {"Building", 160}, {"GenericCityObject", 54}, {"LandUse", 81},
                                                        {"PlantCover", 126}, {"Road", 143},     {"WaterBody", 3}};
    QCOMPARE(std::map(report->class_counts.begin(), report->class_counts.end()), expected);
    QCOMPARE(report->layers[0].count, 570U);
    QCOMPARE(report->layers[0].crs, std::string("EPSG:7415"));
  }

  void the_hundred_buildings_have_the_same_roofs_in_both_encodings() {
    for (const char* name : {"lod2_buildings_v2.json", "lod2_buildings_as_CityJSON_features.jsonl"}) {
      m_request.file = data("citygml3-cityjson-100-buildings") / name;
      if (!std::filesystem::exists(m_request.file)) QSKIP("test data absent: citygml3-cityjson-100-buildings");
      m_request.out_dir = m_dir.path().toStdString();
      const auto report =
          m_request.file.extension() == ".json" ? readers::read_cityjson(m_request, {}, {}) : readers::read_cityjson_seq(m_request, {}, {});
      QVERIFY(report.has_value());
      QCOMPARE(count_of(*report, "RoofSurface.polygons"), 200U);
      QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 9582.4) < 0.2);
    }
  }
};

QTEST_GUILESS_MAIN(TestCityJson)
#include "test_cityjson.moc"
