// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/town.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace skizze;

namespace {

QByteArray bytes(const QString& file) {
  QFile f(file);
  return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

/// Name of every file in a folder to the hash of its content.
QMap<QString, QByteArray> hashes(const QString& folder) {
  QMap<QString, QByteArray> out;
  const auto names = QDir(folder).entryList(QDir::Files);
  for (const auto& name : names) out[name] = QCryptographicHash::hash(bytes(folder + "/" + name), QCryptographicHash::Sha256);
  return out;
}

QJsonArray features(const QString& folder, const char* name) {
  return QJsonDocument::fromJson(bytes(folder + "/" + name))["features"].toArray();
}

}  // namespace

class TestTown : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir m_dir;
  sample::TownSummary m_town;

  QString town(const char* name, std::uint64_t buildings, std::uint64_t seed, sample::TownSummary* summary = nullptr) {
    const QString folder = m_dir.path() + "/" + name;
    const auto result = sample::write_town(folder.toStdString(), {.buildings = buildings, .seed = seed});
    if (!result) qFatal("%s", result.error().message.id.c_str());
    if (summary) *summary = *result;
    return folder;
  }
  QString first() const { return m_dir.path() + "/first"; }

 private slots:
  void initTestCase() { town("first", 600, 3, &m_town); }

  void the_same_seed_gives_the_same_bytes() {
    const auto again = town("again", 600, 3);
    const auto one = hashes(first());
    QVERIFY(one.size() >= 13);
    QCOMPARE(hashes(again), one);
  }

  void another_seed_gives_another_town() {
    const auto other = town("other", 600, 4);
    QVERIFY(hashes(other)["buildings.gml"] != hashes(first())["buildings.gml"]);
  }

  void there_are_exactly_as_many_buildings_as_asked_for() {
    const auto text = bytes(first() + "/buildings.gml");
    QCOMPARE(text.count("<bldg:Building gml:id="), 600);
    QCOMPARE(m_town.buildings, 600U);
  }

  void the_city_model_has_a_roof_for_every_face_it_claims() {
    QCOMPARE(bytes(first() + "/buildings.gml").count("<bldg:RoofSurface "), static_cast<qsizetype>(m_town.roof_faces));
  }

  void every_link_of_a_solid_leads_to_a_polygon() {
    const auto text = QString::fromUtf8(bytes(first() + "/buildings.gml"));
    QSet<QString> ids;
    auto polygons = QRegularExpression("<gml:Polygon gml:id=\"([^\"]+)\"").globalMatch(text);
    while (polygons.hasNext()) ids << polygons.next().captured(1);
    auto links = QRegularExpression("xlink:href=\"#([^\"]+)\"").globalMatch(text);
    int count = 0;
    for (; links.hasNext(); ++count) QVERIFY(ids.contains(links.next().captured(1)));
    QCOMPARE(count, ids.size());
  }

  void streets_have_classes_widths_and_names() {
    QSet<QString> classes;
    int named = 0;
    const auto streets = features(first(), "streets.geojson");
    for (const auto& street : streets) {
      const auto p = street.toObject()["properties"].toObject();
      classes << p["highway"].toString();
      QVERIFY(p["width_m"].toDouble() > 0);
      named += !p["name"].toString().isEmpty();
    }
    for (const char* needed : {"primary", "secondary", "residential", "living_street", "footway", "cycleway"})
      QVERIFY2(classes.contains(needed), needed);
    QVERIFY(named * 2 > streets.size());
  }

  void side_streets_end_on_other_streets() {
    // Ends of residential streets that touch no other street are dead ends at the edge of the town or at the river: few.
    QMap<QString, int> ends;
    const auto key = [](const QJsonArray& p) {
      return QString::number(p[0].toDouble(), 'f', 6) + " " + QString::number(p[1].toDouble(), 'f', 6);
    };
    const auto streets = features(first(), "streets.geojson");
    for (const auto& street : streets) {
      const auto line = street.toObject()["geometry"].toObject()["coordinates"].toArray();
      ++ends[key(line.first().toArray())];
      ++ends[key(line.last().toArray())];
    }
    int total = 0;
    int loose = 0;
    for (const auto& street : streets) {
      if (street.toObject()["properties"].toObject()["highway"].toString() != "residential") continue;
      const auto line = street.toObject()["geometry"].toObject()["coordinates"].toArray();
      for (const auto& end : {line.first().toArray(), line.last().toArray()}) {
        ++total;
        loose += ends[key(end)] == 1;
      }
    }
    QVERIFY(total > 50);
    QVERIFY2(loose * 5 < total, qPrintable(QString("%1 of %2").arg(loose).arg(total)));
  }

  void three_hundred_comments_have_known_topics() {
    const auto comments = features(first(), "comments.geojson");
    QCOMPARE(comments.size(), 300);
    QSet<QString> topics;
    for (const auto& comment : comments) {
      const auto p = comment.toObject()["properties"].toObject();
      topics << p["topic"].toString();
      QVERIFY(!p["text"].toString().contains('{'));
      QVERIFY(!p["category"].toString().isEmpty());
    }
    QCOMPARE(topics.size(), 9);
  }

  void everything_lies_where_the_town_lies() {
    for (const char* name : {"streets.geojson", "trees.geojson", "parcels.geojson", "comments.geojson"}) {
      auto point = features(first(), name).first().toObject()["geometry"].toObject()["coordinates"].toArray();
      while (point.first().isArray()) point = point.first().toArray();
      QVERIFY(point[0].toDouble() > 12.8 && point[0].toDouble() < 13.1);
      QVERIFY(point[1].toDouble() > 51.45 && point[1].toDouble() < 51.65);
    }
  }

  void heights_are_geotiffs_of_the_same_size() {
    const auto dem = bytes(first() + "/dem.tif");
    const auto dsm = bytes(first() + "/dsm.tif");
    QCOMPARE(dem.size(), dsm.size());
    QCOMPARE(dem.left(4), QByteArray("II*\0", 4));
    QVERIFY(dem != dsm);
  }

  void too_few_buildings_are_refused() {
    const auto result = sample::write_town((m_dir.path() + "/none").toStdString(), {.buildings = 5, .seed = 1});
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().message.id, std::string("sample.buildings_out_of_range"));
  }

  void a_folder_that_cannot_be_made_is_an_error() {
    const auto result = sample::write_town((first() + "/LIZENZ.txt").toStdString(), {.buildings = 200, .seed = 1});
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().message.id, std::string("sample.no_folder"));
  }

  void cancelling_stops() {
    base::CancelSource source;
    source.cancel();
    const auto result = sample::write_town((m_dir.path() + "/cancelled").toStdString(), {.buildings = 600, .seed = 1}, source.token());
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().code, base::ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestTown)
#include "test_town.moc"
