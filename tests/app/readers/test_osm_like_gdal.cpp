// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The reader of OpenStreetMap extracts against GDAL's driver with the rules it ships: every object of real extracts, its tags and its
/// shape.
#include <gdal_frmts.h>
#include <ogrsf_frmts.h>

#include <QTest>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "app/readers/reading.h"
#include "readers/gdal_setup.h"
#include "readers/geometry_gate.h"
#include "readers/ogr_geometry.h"

using namespace skizze;
using test::Reading;

namespace {

/// GDAL's osmconf.ini (3.6), with every tag kept.
constexpr const char* k_config = R"(closed_ways_are_polygons=aeroway,amenity,boundary,building,craft,geological,historic,landuse,)"
                                 R"(leisure,military,natural,office,place,shop,sport,tourism,highway=platform,public_transport=platform
attribute_name_laundering=no
[points]
osm_id=yes
attributes=name
unsignificant=created_by,converted_by,source,time,ele,attribution
ignore=created_by,converted_by,source,time,note,todo,openGeoDB:,fixme,FIXME
other_tags=yes
[lines]
osm_id=yes
attributes=name
ignore=created_by,converted_by,source,time,note,todo,openGeoDB:,fixme,FIXME
other_tags=yes
[multipolygons]
osm_id=yes
attributes=name,type
ignore=area,created_by,converted_by,source,time,note,todo,openGeoDB:,fixme,FIXME
other_tags=yes
[multilinestrings]
osm_id=yes
attributes=name,type
[other_relations]
osm_id=yes
attributes=name,type
)";

using Tags = std::map<std::string, std::string>;
struct Object {
  Tags tags;
  geo::Geometry shape;  // Mercator metres
};
/// Of one layer, by kind and id.
using Objects = std::map<std::pair<std::string, std::int64_t>, Object>;

/// `"key"=>"value","key2"=>"value2"` with backslash escapes.
Tags tags_of_hstore(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '"') continue;
    std::string word;
    for (++i; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] == '\\') ++i;
      word += text[i];
    }
    words.push_back(word);
  }
  Tags tags;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) tags[words[i]] = words[i + 1];
  return tags;
}

Object object_of(const OGRFeature& feature, readers::GeometryGate& gate) {
  Object object;
  if (const int others = feature.GetFieldIndex("other_tags"); others >= 0) object.tags = tags_of_hstore(feature.GetFieldAsString(others));
  const int name = feature.GetFieldIndex("name");
  if (feature.IsFieldSetAndNotNull(name)) object.tags["name"] = feature.GetFieldAsString(name);
  if (auto placed = gate.pass(readers::from_ogr(*feature.GetGeometryRef(), true).geometry, {})) object.shape = std::move(*placed);
  return object;
}

struct Gdal {
  std::map<std::string, Objects> layers;
  std::uint64_t others = 0;
};

Gdal read_with_gdal(const std::string& file, const std::filesystem::path& folder) {
  readers::set_up_gdal(folder);
  RegisterOGROSM();
  std::ofstream(folder / "osmconf.ini") << k_config;
  const std::string option = "CONFIG_FILE=" + (folder / "osmconf.ini").string();
  const char* drivers[] = {"OSM", nullptr};
  const char* options[] = {option.c_str(), "INTERLEAVED_READING=YES", nullptr};
  const readers::Dataset dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, nullptr));
  auto gate = readers::GeometryGate::make("EPSG:4326", false, 1'000'000);
  Gdal out;
  OGRLayer* layer = nullptr;
  while (const OGRFeatureUniquePtr feature{dataset ? dataset->GetNextFeature(&layer, nullptr, nullptr, nullptr) : nullptr}) {
    const std::string name = layer->GetName();
    if (name == "multilinestrings" || name == "other_relations") {
      ++out.others;
      continue;
    }
    const int way = feature->GetFieldIndex("osm_way_id");
    const bool closed_way = way >= 0 && feature->IsFieldSetAndNotNull(way);
    const std::string kind = name == "points" ? "node" : name == "lines" || closed_way ? "way" : "relation";
    const auto id = feature->GetFieldAsInteger64(closed_way ? "osm_way_id" : "osm_id");
    out.layers[name == "multipolygons" ? "areas" : name][{kind, id}] = object_of(*feature, *gate);
  }
  return out;
}

Objects objects_of(const feature::LayerPack& pack) {
  Objects out;
  const auto& columns = pack.info().columns;
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    Object object;
    for (std::size_t c = 2; c + 1 < columns.size(); ++c) {
      const auto value = pack.value(row, c);
      if (!std::holds_alternative<std::monostate>(value)) object.tags[columns[c].name] = feature::to_text(value);
    }
    const auto others = feature::to_text(pack.value(row, columns.size() - 1));
    const auto rare = nlohmann::json::parse(others.empty() ? "{}" : others);
    for (const auto& [key, value] : rare.items()) object.tags[key] = value.get<std::string>();
    object.shape = pack.geometry(row);
    out[{feature::to_text(pack.value(row, 0)), pack.id(row)}] = std::move(object);
  }
  return out;
}

/// Steps of the pack are a millimetre.
bool same_shape(const geo::Geometry& a, const geo::Geometry& b) {
  if (a.kind != b.kind || a.parts.size() != b.parts.size()) return false;
  for (std::size_t p = 0; p < a.parts.size(); ++p) {
    const auto& left = a.parts[p].points;
    const auto& right = b.parts[p].points;
    if (a.parts[p].hole != b.parts[p].hole || left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (std::hypot(left[i].x - right[i].x, left[i].y - right[i].y) > 0.001) return false;
    }
  }
  return true;
}

QString told(const char* what, const std::string& layer, const std::pair<std::string, std::int64_t>& object) {
  return QString("%1: %2, %3 %4").arg(what, QString::fromStdString(layer), QString::fromStdString(object.first)).arg(object.second);
}

/// What differs, the first few of it.
QStringList differences(const std::string& layer, const Objects& ours, const Objects& gdals) {
  QStringList out;
  for (const auto& [object, theirs] : gdals) {
    const auto found = ours.find(object);
    if (found == ours.end()) {
      out << told("only GDAL has", layer, object);
    } else if (found->second.tags != theirs.tags) {
      out << told("other tags", layer, object);
    } else if (!same_shape(found->second.shape, theirs.shape)) {
      out << told("another shape", layer, object);
    }
  }
  for (const auto& [object, own] : ours) {
    if (!gdals.contains(object)) out << told("GDAL lacks", layer, object);
  }
  return out.mid(0, 20);
}

}  // namespace

class TestOsmLikeGdal : public QObject {
  Q_OBJECT

 private slots:
  void every_object_has_the_tags_and_the_shape_that_gdal_gives_it_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("prefix");  // by which GDAL opens it
    QTest::newRow("PBF, Liechtenstein") << "osm-liechtenstein/liechtenstein.osm.pbf"
                                        << "";
    QTest::newRow("XML, Bautzen") << "osm-extracts-de/bautzen.osm"
                                  << "";
    QTest::newRow("XML, gzipped, Bayreuth") << "osm-bayreuth-srtm/north-bayreuth.osm.gz"
                                            << "/vsigzip/";
  }
  void every_object_has_the_tags_and_the_shape_that_gdal_gives_it() {
    QFETCH(QString, name);
    QFETCH(QString, prefix);
    const auto file = test::real_data(name.toStdString());
    if (file.empty()) QSKIP("real data absent");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    const auto gdal = read_with_gdal(prefix.toStdString() + file.string(), r.folder());
    QStringList different;
    std::size_t objects = 0;
    for (const auto& layer : report->layers) {
      const auto theirs = gdal.layers.find(layer.name);
      QVERIFY2(theirs != gdal.layers.end(), layer.name.c_str());
      different << differences(layer.name, objects_of(*r.pack(layer)), theirs->second);
      objects += theirs->second.size();
    }
    QVERIFY2(different.isEmpty(), qPrintable(different.join('\n')));
    QCOMPARE(report->layers.size(), gdal.layers.size());
    QVERIFY(objects > 100);
    const auto* left_out = test::find_notice(report->notices, "readers.osm_relations");
    QCOMPARE(left_out ? left_out->count : 0, gdal.others);
  }
};

QTEST_GUILESS_MAIN(TestOsmLikeGdal)
#include "test_osm_like_gdal.moc"
