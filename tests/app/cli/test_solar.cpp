// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// `skizze sun`, `skizze solar` and the solar part of `skizze validate` from outside.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include <QJsonArray>
#include <QTest>

#include "app/cli/skizze.h"

using skizze::test::Skizze;

namespace {

const QString k_nrw = QStringLiteral(STADTSKIZZE_TEST_DATA "/citygml-lod2-nrw-selfkant/LoD2_32_280_5657_1_NW.gml");
const QString k_dsm = QStringLiteral(STADTSKIZZE_TEST_DATA "/nrw-dom1-essen/dom1_32_356_5699_1_nw_2020.tif");

template <class T>
void append(QByteArray& bytes, std::initializer_list<T> values) {
  for (const T value : values) bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

/// A GeoTIFF of 40 x 40 heights that names no coordinate system (TIFF 6.0, little endian); with_place: its corner and pixel size are there.
QByteArray surface_without_crs(bool with_place) {
  struct Tag {
    std::uint16_t id, type;
    std::uint32_t count, value;
  };
  constexpr std::uint32_t k_side = 40;
  std::vector<Tag> tags{{256, 3, 1, k_side}, {257, 3, 1, k_side}, {258, 3, 1, 32},
                        {259, 3, 1, 1},      {262, 3, 1, 1},      {273, 4, 1, 0},
                        {277, 3, 1, 1},      {278, 3, 1, k_side}, {279, 4, 1, 4 * k_side * k_side},
                        {339, 3, 1, 3}};
  if (with_place) tags.insert(tags.end(), {{33550, 12, 3, 0}, {33922, 12, 6, 0}});
  const auto place = static_cast<std::uint32_t>(8 + 2 + 12 * tags.size() + 4);
  for (auto& tag : tags) {
    if (tag.id == 273) tag.value = place + (with_place ? 72 : 0);
    if (tag.id == 33550) tag.value = place;
    if (tag.id == 33922) tag.value = place + 24;
  }
  QByteArray bytes("II*\0", 4);
  append<std::uint32_t>(bytes, {8});
  append<std::uint16_t>(bytes, {static_cast<std::uint16_t>(tags.size())});
  for (const auto& tag : tags) {
    append<std::uint16_t>(bytes, {tag.id, tag.type});
    append<std::uint32_t>(bytes, {tag.count, tag.value});
  }
  append<std::uint32_t>(bytes, {0});
  if (with_place) append<double>(bytes, {1, 1, 0, 0, 0, 0, 280000, 5657100, 0});
  for (std::uint32_t i = 0; i < k_side * k_side; ++i) append<float>(bytes, {50.0F});
  return bytes;
}

double sum_of(const QJsonArray& rows, const QString& key) {
  double sum = 0;
  for (const auto& row : rows) sum += row.toObject()[key].toDouble();
  return sum;
}

bool near(double found, double expected, double share) {
  const bool fine = std::abs(found - expected) <= share * expected;
  if (!fine) qWarning("found %.10g, expected %.10g", found, expected);
  return fine;
}

}  // namespace

class TestSolar : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_skizze = std::make_unique<Skizze>(); }

  void the_sun_over_leipzig_stands_where_nrel_says() {
    const auto done =
        m_skizze->run({"sun", "--lon", "12.3731", "--lat", "51.3397", "--elevation", "113", "--time", "2025-06-21T11:00Z", "--json"});
    QCOMPARE(done.code, 0);
    const auto sun = done.json();
    QVERIFY(std::abs(sun["zenith_deg"].toDouble() - 28.0046) < 0.01);
    QVERIFY(std::abs(sun["apparent_zenith_deg"].toDouble() - 27.9958) < 0.01);
    QVERIFY(std::abs(sun["azimuth_deg"].toDouble() - 173.9556) < 0.02);
  }

  void a_time_or_place_that_cannot_be_is_refused() {
    const auto time = m_skizze->run({"sun", "--lon", "12", "--lat", "51", "--time", "gestern", "--lang", "de"});
    QCOMPARE(time.code, 1);
    QVERIFY2(time.err.contains("gestern"), time.err);
    QCOMPARE(m_skizze->run({"sun", "--lon", "12", "--lat", "151", "--time", "2025-06-21T11:00Z"}).code, 1);
    QCOMPARE(m_skizze->run({"sun", "--lon", "12"}).code, 2);
  }

  void validate_reruns_the_reference_values_of_the_sun() {
    const auto done = m_skizze->run({"validate", "--json"});
    QCOMPARE(done.code, 0);
    const auto solar = done.json()["solar"].toObject();
    QVERIFY(solar["rows"].toArray().size() >= 40);
    QCOMPARE(solar["deviations"].toInt(), 0);
  }

  void roofs_of_the_nrw_tile_have_the_slopes_and_aspects_of_the_table() {
    if (!QFile::exists(k_nrw)) QSKIP("no NRW tile");
    const auto done = m_skizze->run({"roofs", k_nrw, "--json"});
    QCOMPARE(done.code, 0);
    // By direction as SOURCE.txt of the tile lists them: flat below 10 degrees, then quarters around the cardinal points.
    std::map<QString, double> found;
    for (const auto& value : done.json()["faces"].toArray()) {
      const auto face = value.toObject();
      const double aspect = face["aspect_deg"].toDouble();
      const std::array<QString, 4> quarters{"N", "E", "S", "W"};
      const auto quarter = quarters[static_cast<std::size_t>(std::fmod(aspect + 45, 360) / 90)];
      found[face["slope_deg"].toDouble() < 10 ? QStringLiteral("flat") : quarter] += face["area_m2"].toDouble();
    }
    QVERIFY(near(found["flat"], 1541.5, 0.005));
    QVERIFY(near(found["N"], 750.1, 0.005));
    QVERIFY(near(found["E"], 1153.0, 0.005));
    QVERIFY(near(found["S"], 930.2, 0.005));
    QVERIFY(near(found["W"], 1314.4, 0.005));
  }

  void each_building_of_the_nrw_tile_gets_a_yield() {
    if (!QFile::exists(k_nrw)) QSKIP("no NRW tile");
    const auto done = m_skizze->run({"solar", k_nrw, "--region", "Essen", "--json"});
    QVERIFY2(done.code == 0, done.err);
    const auto result = done.json();
    QCOMPARE(result["basis"].toObject()["region"].toString(), QStringLiteral("Essen"));
    QCOMPARE(result["basis"].toObject()["surface_model"].toBool(), false);
    const auto roofs = result["roofs"].toArray();
    std::map<QString, double> by_building;
    for (const auto& value : roofs) {
      const auto roof = value.toObject();
      by_building[roof["buildingid"].toString()] += roof["kwh"].toDouble();
      QVERIFY(roof["irradiation_kwh_m2"].toDouble() <= roof["unshaded_kwh_m2"].toDouble() + 1);
      QVERIFY(roof["irradiation_kwh_m2"].toDouble() > 250 && roof["irradiation_kwh_m2"].toDouble() < 1170);
    }
    QVERIFY(by_building.size() >= 83);  // buildings and parts
    // Faces lying in one plane are one side: fewer rows than the 181 polygons, no square metre lost (three digits each).
    QVERIFY(roofs.size() > 100 && roofs.size() <= 181);
    QVERIFY(near(sum_of(roofs, "area"), 5689.2, 0.005));
    QVERIFY(std::any_of(by_building.begin(), by_building.end(), [](const auto& one) { return one.second > 5000; }));
  }

  void the_sample_town_is_shaded_by_its_surface_model() {
    QCOMPARE(m_skizze->run({"sample", m_skizze->file("town"), "--buildings", "100"}).code, 0);
    const auto model = m_skizze->file("town/buildings.gml");
    const auto out = m_skizze->file("roofs.gpkg");
    const auto open = m_skizze->run({"solar", model, "--region", "Potsdam", "--json"});
    const auto shaded =
        m_skizze->run({"solar", model, "--region", "Potsdam", "--dsm", m_skizze->file("town/dsm.tif"), "-o", out, "--json"});
    QVERIFY2(open.code == 0, open.err);
    QVERIFY2(shaded.code == 0 || shaded.code == 3, shaded.err);
    QCOMPARE(shaded.json()["roofs"].toArray().size(), open.json()["roofs"].toArray().size());
    QCOMPARE(shaded.json()["basis"].toObject()["surface_model"].toBool(), true);
    // Trees and terrain take light, never give any; half a percent for the two grids.
    QVERIFY(sum_of(shaded.json()["roofs"].toArray(), "irradiation_kwh_m2") <
            1.005 * sum_of(open.json()["roofs"].toArray(), "irradiation_kwh_m2"));
    const auto table = m_skizze->run({"info", out, "--json"});
    QCOMPARE(table.code, 0);
    const auto layer = table.json()["layers"].toArray()[0].toObject();
    QCOMPARE(layer["features"].toInt(), static_cast<int>(shaded.json()["roofs"].toArray().size()));
    QStringList columns;
    for (const auto& column : layer["columns"].toArray()) columns << column.toObject()["name"].toString();
    for (const char* name : {"roofid", "buildingid", "area", "slope", "aspect", "kwh"})
      QVERIFY2(columns.contains(QLatin1String(name)), name);
  }

  void a_project_is_shaded_by_its_own_layers_and_its_areas_are_assessed() {
    QCOMPARE(m_skizze->run({"sample", m_skizze->file("town"), "--buildings", "100"}).code, 0);
    const auto project = m_skizze->file("town/town.gpkg");
    QVERIFY(QFile::exists(project));
    const auto done = m_skizze->run({"solar", project, "--json"});
    QVERIFY2(done.code == 0 || done.code == 3, done.err);
    const auto result = done.json();
    QCOMPARE(result["basis"].toObject()["surface"].toString(), QStringLiteral("surface_model"));
    // The same as with the surface model named by hand.
    const auto named = m_skizze->run({"solar", m_skizze->file("town/buildings.gml"), "--dsm", m_skizze->file("town/dsm.tif"), "--json"});
    QVERIFY(near(result["total"].toObject()["kwh"].toDouble(), named.json()["total"].toObject()["kwh"].toDouble(), 0.01));
    const auto areas = result["areas"].toArray();
    QVERIFY(!areas.isEmpty());
    for (const auto& value : areas) {
      const auto area = value.toObject();
      QVERIFY(!area["scenario"].toString().isEmpty());
      QVERIFY2(area["kwh"].toDouble() > 0 && area["kwh_low"].toDouble() < area["kwh"].toDouble() && area["kwh"].toDouble() < area["kwh_high"].toDouble(),
               qPrintable(area["name"].toString()));
      for (const char* key : {"kwh", "kwh_low", "kwh_high", "kwp", "co2_kg"})
        QCOMPARE(area[QLatin1String(key)].toDouble(), QString::number(area[QLatin1String(key)].toDouble(), 'g', 3).toDouble());
    }
    const auto table = m_skizze->file("roofs.csv");
    QVERIFY(m_skizze->run({"solar", project, "-o", table}).code != 1);
    QFile csv(table);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const auto text = csv.readAll();
    QVERIFY(text.contains("# oberflaeche: Oberfl") && text.contains(";kwh;kwh_low;kwh_high;"));
  }

  void figures_have_three_significant_digits_at_most() {
    QCOMPARE(m_skizze->run({"sample", m_skizze->file("town"), "--buildings", "100"}).code, 0);
    const auto done = m_skizze->run({"solar", m_skizze->file("town/buildings.gml"), "--json"});
    QVERIFY2(done.code == 0, done.err);
    const auto total = done.json()["total"].toObject();
    for (const auto& key : {"area_m2", "kwp", "kwh", "co2_kg"}) {
      const double value = total[QLatin1String(key)].toDouble();
      QVERIFY(value > 0);
      QCOMPARE(value, QString::number(value, 'g', 3).toDouble());
    }
    const auto basis = done.json()["basis"].toObject();
    QVERIFY(basis["uncertainty_low"].toDouble() < 1 && basis["uncertainty_high"].toDouble() > 1);
    QVERIFY(!basis["climate_period"].toString().isEmpty() && !basis["method"].toString().isEmpty());
  }

  void a_surface_model_of_another_town_is_refused() {
    if (!QFile::exists(k_dsm)) QSKIP("no surface model");
    QCOMPARE(m_skizze->run({"sample", m_skizze->file("town"), "--buildings", "100"}).code, 0);
    const auto done = m_skizze->run({"solar", m_skizze->file("town/buildings.gml"), "--dsm", k_dsm, "--json"});
    QCOMPARE(done.code, 1);
    QCOMPARE(done.json()["error"].toObject()["id"].toString(), QStringLiteral("solar.outside_raster"));
  }

  void a_surface_model_without_a_coordinate_system_is_never_guessed() {
    if (!QFile::exists(k_nrw)) QSKIP("no NRW tile");
    const auto error_of = [&](bool with_place) {
      const auto file = m_skizze->write(with_place ? "placed.tif" : "bare.tif", surface_without_crs(with_place));
      const auto done = m_skizze->run({"solar", k_nrw, "--dsm", file, "--json"});
      return done.code == 1 ? done.json()["error"].toObject()["id"].toString() : QString();
    };
    QCOMPARE(error_of(false), QStringLiteral("readers.raster_without_place"));
    QCOMPARE(error_of(true), QStringLiteral("readers.crs_ambiguous"));
  }

  void a_region_without_climate_data_is_named_with_those_there_are() {
    QCOMPARE(m_skizze->run({"sample", m_skizze->file("town"), "--buildings", "100"}).code, 0);
    const auto done = m_skizze->run({"solar", m_skizze->file("town/buildings.gml"), "--region", "Atlantis", "--lang", "de"});
    QCOMPARE(done.code, 1);
    QVERIFY2(done.err.contains("Atlantis") && done.err.contains("Potsdam"), done.err);
  }

  void a_file_without_roofs_says_so() {
    const auto streets = m_skizze->write("streets.geojson", skizze::test::two_streets());
    const auto done = m_skizze->run({"solar", streets, "--json"});
    QCOMPARE(done.code, 1);
    QCOMPARE(done.json()["error"].toObject()["id"].toString(), QStringLiteral("solar.no_surfaces"));
  }

  void a_test_reference_year_that_is_none_is_refused() {
    QCOMPARE(m_skizze->run({"sample", m_skizze->file("town"), "--buildings", "100"}).code, 0);
    const auto done =
        m_skizze->run({"solar", m_skizze->file("town/buildings.gml"), "--try", m_skizze->write("year.dat", "this is no year\n"), "--json"});
    QCOMPARE(done.code, 1);
    QCOMPARE(done.json()["error"].toObject()["id"].toString(), QStringLiteral("solar.no_try"));
  }

 private:
  std::unique_ptr<Skizze> m_skizze;
};

QTEST_GUILESS_MAIN(TestSolar)
#include "test_solar.moc"
