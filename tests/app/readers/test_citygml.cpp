// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/citygml.h"

#include <fstream>
#include <map>
#include <string>

#include <QTemporaryDir>
#include <QTest>

#include "feature/layer_pack.h"

using namespace skizze;
using readers::ReadReport;

namespace {

// A unit house, 10 x 10 m, in Essen: floor at 50 m, flat roof at 56 m.
const std::string k_floor = "360000 5700000 50 360000 5700010 50 360010 5700010 50 360010 5700000 50 360000 5700000 50";
const std::string k_roof = "360000 5700000 56 360010 5700000 56 360010 5700010 56 360000 5700010 56 360000 5700000 56";

std::string polygon(const std::string& positions, const std::string& id = "") {
  return "<gml:Polygon" + (id.empty() ? "" : " gml:id=\"" + id + "\"") + "><gml:exterior><gml:LinearRing><gml:posList>" + positions +
         "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>";
}

std::string surface(const std::string& name, const std::string& inside) {
  return "<bldg:boundedBy><bldg:" + name + " gml:id=\"" + name + "_1\"><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>" +
         inside + "</gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:" + name + "></bldg:boundedBy>";
}

std::string building(const std::string& inside, const std::string& id = "B1") {
  return "<core:cityObjectMember><bldg:Building gml:id=\"" + id + "\">" + inside + "</bldg:Building></core:cityObjectMember>";
}

std::string house(const std::string& id = "B1") {
  return building(surface("GroundSurface", polygon(k_floor)) + surface("RoofSurface", polygon(k_roof)), id);
}

std::string model(const std::string& members, const std::string& crs = "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH") {
  const std::string envelope = crs.empty() ? "" : "<gml:boundedBy><gml:Envelope srsName=\"" + crs + "\"/></gml:boundedBy>";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><core:CityModel xmlns:core=\"http://www.opengis.net/citygml/2.0\" "
         "xmlns:bldg=\"http://www.opengis.net/citygml/building/2.0\" xmlns:gen=\"http://www.opengis.net/citygml/generics/2.0\" "
         "xmlns:gml=\"http://www.opengis.net/gml\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
         "xmlns:xAL=\"urn:oasis:names:tc:ciq:xsdschema:xAL:2.0\">" +
         envelope + members + "</core:CityModel>";
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

class TestCityGml : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_dir;
  readers::ReadRequest m_request;

  base::Result<ReadReport> read_file(const std::filesystem::path& file) {
    m_request.file = file;
    m_request.out_dir = m_dir.path().toStdString();
    return readers::read_citygml(m_request, {}, {});
  }
  base::Result<ReadReport> read(const std::string& text) {
    const auto file = std::filesystem::path(m_dir.path().toStdString()) / "model.gml";
    std::ofstream(file, std::ios::binary) << text;
    return read_file(file);
  }
  std::shared_ptr<const feature::LayerPack> pack(const ReadReport& report, std::size_t n) {
    if (n >= report.layers.size()) return nullptr;
    auto opened = feature::LayerPack::open(m_request.out_dir / report.layers[n].path);
    return opened ? *opened : nullptr;
  }
  std::string value(const feature::LayerPack& p, const char* column, std::uint32_t row = 0) {
    const auto place = p.column_index(column);
    return place ? feature::to_text(p.value(row, *place)) : "no such column";
  }
  double roof_area(const feature::LayerPack& p) {
    double sum = 0;
    for (std::uint32_t row = 0; row < p.size(); ++row) {
      if (value(p, "class", row) == "RoofSurface") sum += std::get<double>(p.value(row, *p.column_index("area_m2")));
    }
    return sum;
  }
  static std::filesystem::path data(const char* path) { return std::filesystem::path(STADTSKIZZE_TEST_DATA) / path; }

 private slots:
  void init() { m_request = {}; }

  void a_house_becomes_one_object_and_two_surfaces() {
    const auto report = read(model(house()));
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "Building"), 1U);
    QCOMPARE(count_of(*report, "RoofSurface"), 1U);
    QCOMPARE(count_of(*report, "GroundSurface"), 1U);
    const auto objects = pack(*report, 0);
    QVERIFY(objects);
    QCOMPARE(objects->info().crs, std::string("EPSG:25832"));
    QCOMPARE(objects->part_count(0), 1U);
    QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 100.0) < 1e-6);
  }

  void attributes_and_address_become_columns() {
    const auto report = read(model(building(
        "<gml:name>Rathaus</gml:name><gen:stringAttribute name=\"Dach\"><gen:value>alt</gen:value></gen:stringAttribute>"
        "<gen:intAttribute name=\"Zahl\"><gen:value>7</gen:value></gen:intAttribute><bldg:function>31001_3010</bldg:function>"
        "<bldg:measuredHeight uom=\"m\">6.5</bldg:measuredHeight><bldg:storeysAboveGround>2</bldg:storeysAboveGround>"
        "<bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Country><xAL:Locality><xAL:LocalityName>Essen</"
        "xAL:LocalityName>"
        "<xAL:Thoroughfare><xAL:ThoroughfareNumber>3a</xAL:ThoroughfareNumber><xAL:ThoroughfareName>Am Markt</xAL:ThoroughfareName>"
        "</xAL:Thoroughfare><xAL:PostalCode><xAL:PostalCodeNumber>45127</xAL:PostalCodeNumber></xAL:PostalCode></xAL:Locality></"
        "xAL:Country>"
        "</xAL:AddressDetails></core:xalAddress></core:Address></bldg:address>" +
        surface("GroundSurface", polygon(k_floor)))));
    QVERIFY(report.has_value());
    const auto objects = pack(*report, 0);
    QCOMPARE(value(*objects, "name"), std::string("Rathaus"));
    QCOMPARE(value(*objects, "Dach"), std::string("alt"));
    QCOMPARE(value(*objects, "Zahl"), std::string("7"));
    QCOMPARE(value(*objects, "function"), std::string("31001_3010"));
    QCOMPARE(value(*objects, "measured_height"), std::string("6.5"));
    QCOMPARE(value(*objects, "storeys_above_ground"), std::string("2"));
    QCOMPARE(value(*objects, "address"), std::string("Am Markt 3a, 45127 Essen"));
  }

  void a_part_names_its_building_and_the_building_has_no_shape_of_its_own() {
    const auto report =
        read(model(building("<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id=\"P1\">" + surface("GroundSurface", polygon(k_floor)) +
                            "</bldg:BuildingPart></bldg:consistsOfBuildingPart>")));
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "Building"), 1U);
    QCOMPARE(count_of(*report, "BuildingPart"), 1U);
    const auto objects = pack(*report, 0);
    for (std::uint32_t row = 0; row < 2; ++row) {
      const bool part = value(*objects, "class", row) == "BuildingPart";
      QCOMPARE(objects->part_count(row), part ? 1U : 0U);
      if (part) QCOMPARE(value(*objects, "parent", row), std::string("B1"));
    }
  }

  void polygons_of_a_solid_reach_surfaces_that_only_link_to_them() {
    const std::string link =
        "<bldg:boundedBy><bldg:RoofSurface gml:id=\"R\"><bldg:lod2MultiSurface><gml:MultiSurface>"
        "<gml:surfaceMember xlink:href=\"#roof\"/></gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>";
    const std::string solid = "<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember>" +
                              polygon(k_roof, "roof") +
                              "</gml:surfaceMember></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>";
    for (const auto& text : {link + solid, solid + link}) {
      const auto report = read(model(building(text)));
      QVERIFY(report.has_value());
      QCOMPARE(count_of(*report, "RoofSurface.polygons"), 1U);
      QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 100.0) < 1e-6);
    }
  }

  void a_link_that_leads_nowhere_is_a_loss_with_its_name() {
    const auto report =
        read(model(building("<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember "
                            "xlink:href=\"#gone\"/></gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>")));
    QVERIFY(report.has_value());
    const auto* lost = notice(*report, "citymodel.link_unresolved");
    QVERIFY(lost);
    QCOMPARE(lost->example, std::string("gone"));
  }

  void terrain_intersection_is_never_taken_for_the_building() {
    const auto report =
        read(model(building("<bldg:lod2TerrainIntersection><gml:MultiCurve><gml:curveMember><gml:LineString><gml:posList>" + k_floor +
                            "</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve></bldg:lod2TerrainIntersection>")));
    QVERIFY(report.has_value());
    QCOMPARE(pack(*report, 0)->part_count(0), 0U);
    QVERIFY(notice(*report, "citymodel.no_geometry"));
  }

  void holes_are_taken_off_the_area() {
    const std::string holed = "<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>" + k_roof +
                              "</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>360002 5700002 56 "
                              "360002 5700004 56 360004 "
                              "5700004 56 360004 5700002 56 360002 5700002 56</gml:posList></gml:LinearRing></gml:interior></gml:Polygon>";
    const auto report = read(model(building(surface("RoofSurface", holed))));
    QVERIFY(report.has_value());
    QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 96.0) < 1e-6);
    QCOMPARE(pack(*report, 0)->part_count(0), 2U);
  }

  void old_coordinates_with_commas_and_single_positions_are_read() {
    const std::string commas =
        "<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>360000,5700000,56 360010,5700000,56 "
        "360010,5700010,56 360000,5700010,56 360000,5700000,56</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>";
    const std::string single =
        "<gml:Polygon><gml:exterior><gml:LinearRing><gml:pos>360000 5700000 56</gml:pos><gml:pos>360010 5700000 56</gml:pos>"
        "<gml:pos>360010 5700010 56</gml:pos><gml:pos>360000 5700010 56</gml:pos></gml:LinearRing></gml:exterior></gml:Polygon>";
    for (const auto& text : {commas, single}) {
      const auto report = read(model(building(surface("RoofSurface", text))));
      QVERIFY(report.has_value());
      QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 100.0) < 1e-6);
    }
  }

  void only_one_level_of_detail_counts() {
    const std::string lod3 =
        "<bldg:boundedBy><bldg:RoofSurface gml:id=\"fine\"><bldg:lod3MultiSurface><gml:MultiSurface><gml:surfaceMember>" + polygon(k_roof) +
        "</gml:surfaceMember></gml:MultiSurface></bldg:lod3MultiSurface></bldg:RoofSurface></bldg:boundedBy>";
    const auto report = read(model(building(surface("RoofSurface", polygon(k_roof)) + lod3)));
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "RoofSurface"), 1U);
    QVERIFY(notice(*report, "citymodel.other_lod"));
  }

  void a_crs_that_stands_only_on_the_geometry_is_found() {
    std::string text = model(house(), "");
    const std::string tag = "<gml:MultiSurface>";
    text.replace(text.find(tag), tag.size(), "<gml:MultiSurface srsName=\"EPSG:25833\" srsDimension=\"3\">");
    const auto report = read(text);
    QVERIFY(report.has_value());
    QCOMPARE(pack(*report, 0)->info().crs, std::string("EPSG:25833"));
  }

  void a_missing_crs_is_assumed_aloud() {
    const auto report = read(model(house(), ""));
    QVERIFY(report.has_value());
    QCOMPARE(pack(*report, 0)->info().crs, std::string());
    const auto* assumed = notice(*report, "citymodel.crs_assumed");
    QVERIFY(assumed);
    QCOMPARE(assumed->message.arguments.front().value, std::string("EPSG:25832"));
  }

  void a_missing_crs_is_the_one_the_person_named() {
    m_request.assumed_crs = "EPSG:25833";
    const auto report = read(model(house(), ""));
    QVERIFY(report.has_value());
    QCOMPARE(notice(*report, "citymodel.crs_assumed")->message.arguments.front().value, std::string("EPSG:25833"));
  }

  void nan_and_huge_coordinates_are_losses() {
    for (const std::string bad : {"NaN", "1e308", "inf", "-1e999"}) {
      std::string floor = k_floor;
      floor.replace(0, 6, bad);
      const auto report = read(model(building(surface("GroundSurface", polygon(floor)) + surface("RoofSurface", polygon(k_roof)))));
      QVERIFY2(report.has_value(), bad.c_str());
      QVERIFY2(notice(*report, "citymodel.not_finite") || notice(*report, "citymodel.not_transformed"), bad.c_str());
    }
  }

  void a_list_that_is_no_multiple_of_three_is_a_loss() {
    const auto report = read(model(building(surface("RoofSurface", polygon("1 2 3 4 5 6 7 8 9 10 11")))));
    QVERIFY(report.has_value());
    QVERIFY(notice(*report, "citymodel.broken_ring"));
  }

  void an_empty_file_is_an_error() {
    const auto report = read("");
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().message.id, std::string("citymodel.empty"));
  }

  void a_file_broken_before_the_first_object_is_refused_with_its_offset() {
    const auto report = read(model(house()).substr(0, 700));
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().message.id, std::string("citymodel.not_well_formed"));
    QCOMPARE(report.error().where.byte_offset, std::int64_t{700});
  }

  void a_file_broken_later_gives_what_came_before_and_says_where() {
    const std::string whole = model(house("B1") + house("B2"));
    const auto cut = whole.find("B2") + 200;
    const auto report = read(whole.substr(0, cut));
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "Building"), 1U);
    const auto* broken = notice(*report, "citymodel.broken_off");
    QVERIFY(broken);
    QCOMPARE(broken->severity, feature::Severity::lost);
    QCOMPARE(broken->message.arguments[1].value, std::to_string(cut));
  }

  void no_truncation_crashes() {
    const std::string whole = model(house("B1") + house("B2"));
    for (std::size_t n = 0; n < whole.size(); n += 37) {
      const auto report = read(whole.substr(0, n));
      QVERIFY(report.has_value() || !report.error().message.id.empty());
    }
  }

  void an_entity_bomb_is_refused() {
    std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"lol\">";
    for (char c = 'b'; c < 'k'; ++c) {
      bomb += std::string("<!ENTITY ") + c + " \"";
      for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
      bomb += "\">";
    }
    const auto report = read(bomb + "]><CityModel>&j;</CityModel>");
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().code, base::ErrorCode::refused);
    QCOMPARE(report.error().message.id, std::string("citymodel.entities_refused"));
  }

  void an_external_entity_is_refused() {
    const auto report = read("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><CityModel>&a;</CityModel>");
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().code, base::ErrorCode::refused);
  }

  void deep_nesting_is_refused() {
    std::string deep = "<CityModel>";
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    const auto report = read(deep);
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().message.id, std::string("citymodel.too_deep"));
  }

  void a_huge_list_stops_at_the_limit() {
    m_request.limits.vertices_per_feature = 1000;
    std::string list;
    for (int i = 0; i < 5000; ++i) list += "1 2 3 ";
    const auto report = read(model(building(surface("RoofSurface", polygon(list)))));
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().message.id, std::string("citymodel.too_many_vertices"));
    QVERIFY(report.error().where.byte_offset > 0);
  }

  void other_xml_is_no_city_model() {
    const auto report = read("<osm><node/></osm>");
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().code, base::ErrorCode::unsupported);
  }

  void cancelling_stops() {
    base::CancelSource source;
    source.cancel();
    read(model(house()));
    const auto report = readers::read_citygml(m_request, source.token(), {});
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().code, base::ErrorCode::cancelled);
  }

  void attributes_that_appear_late_are_kept() {
    std::string members;
    for (std::size_t i = 0; i < 2001; ++i) members += building("", "b" + std::to_string(i));
    members += building("<gen:stringAttribute name=\"Spaet\"><gen:value>ja</gen:value></gen:stringAttribute>", "last");
    const auto report = read(model(members));
    QVERIFY(report.has_value());
    const auto objects = pack(*report, 0);
    for (std::uint32_t row = 0; row < objects->size(); ++row) {
      if (value(*objects, "gml_id", row) == "last") QCOMPARE(value(*objects, "other_attributes", row), std::string("{\"Spaet\":\"ja\"}"));
    }
  }

  // Counts and areas as the data's SOURCE.txt states them (computed there by other means).
  void the_official_tile_of_nrw_is_read_whole() {
    const auto file = data("citygml-lod2-nrw-selfkant/LoD2_32_280_5657_1_NW.gml");
    if (!std::filesystem::exists(file)) QSKIP("test data absent: citygml-lod2-nrw-selfkant");
    const auto report = read_file(file);
    QVERIFY(report.has_value());
    const std::map<std::string, std::uint64_t> expected{
        {"Building", 83},       {"BuildingPart", 50},   {"RoofSurface", 170},         {"WallSurface", 708},
        {"GroundSurface", 113}, {"ClosureSurface", 78}, {"RoofSurface.polygons", 181}};
    QCOMPARE(std::map(report->class_counts.begin(), report->class_counts.end()), expected);
    QCOMPARE(report->layers[0].crs, std::string("EPSG:25832"));
    QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 5689.2) < 0.1);
  }

  void citygml_3_is_read_with_its_shells_and_boundaries() {
    const auto file = data("citygml3-cityjson-100-buildings/lod2_buildings_v3.gml");
    if (!std::filesystem::exists(file)) QSKIP("test data absent: citygml3-cityjson-100-buildings");
    const auto report = read_file(file);
    QVERIFY(report.has_value());
    QCOMPARE(count_of(*report, "Building"), 100U);
    QCOMPARE(count_of(*report, "RoofSurface"), 200U);
    QCOMPARE(count_of(*report, "WallSurface"), 400U);
    QCOMPARE(report->layers[0].crs, std::string("EPSG:3068"));
    QVERIFY(std::abs(roof_area(*pack(*report, 1)) - 9582.4) < 0.2);
  }

  void an_invalid_building_is_read_with_a_word() {
    const auto file = data("citygml3-cityjson-100-buildings/invalid_building_v3.gml");
    if (!std::filesystem::exists(file)) QSKIP("test data absent: citygml3-cityjson-100-buildings");
    const auto report = read_file(file);
    QVERIFY(report.has_value());
    QVERIFY(notice(*report, "citymodel.id_invalid"));
    QVERIFY(notice(*report, "citymodel.crs_missing_local"));
  }
};

QTEST_GUILESS_MAIN(TestCityGml)
#include "test_citygml.moc"
