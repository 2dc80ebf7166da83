// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// `skizze bike PROJECT` on the sample town, beside a street network that is read and searched here without the code under test.
#include <cmath>
#include <limits>
#include <map>
#include <queue>
#include <set>

#include <QEventLoop>
#include <QJsonArray>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include "app/cli/skizze.h"
#include "geo/crs.h"
#include "project/document.h"

using namespace skizze;

namespace {

using Key = std::pair<long long, long long>;

struct Way {
  QString name, highway;
  bool low = false;
  bool oneway = false;
  std::vector<Key> keys;
  std::vector<geo::Point2> points;  ///< metres
};

/// The town's streets, with what the words of its file mean for stress after LTS-DE: quiet streets and tracks are low, everything else is
/// not.
std::vector<Way> ways_of(const QString& file, const geo::Transform& to_metres) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) qFatal("no streets");
  std::vector<Way> ways;
  for (const auto& value : QJsonDocument::fromJson(in.readAll()).object()["features"].toArray()) {
    const auto properties = value.toObject()["properties"].toObject();
    Way way;
    way.name = properties["name"].toString();
    way.highway = properties["highway"].toString();
    if (QStringList{"footway", "pedestrian", "steps"}.contains(way.highway)) continue;  // no bicycles
    way.oneway = properties["oneway"].toBool();
    way.low = QStringList{"cycleway", "path", "living_street", "residential", "track", "service"}.contains(way.highway) ||
              properties["cycleway"].toString() == "track";
    for (const auto& position : value.toObject()["geometry"].toObject()["coordinates"].toArray()) {
      const double lon = position.toArray()[0].toDouble(), lat = position.toArray()[1].toDouble();
      way.keys.emplace_back(std::llround(lon * 1e7), std::llround(lat * 1e7));
      way.points.push_back(to_metres.forward(geo::Point2{lon, lat}));
    }
    ways.push_back(std::move(way));
  }
  return ways;
}

double length_of(const Way& way, std::size_t first, std::size_t last) {
  double sum = 0;
  for (auto i = first + 1; i <= last; ++i) sum += std::hypot(way.points[i].x - way.points[i - 1].x, way.points[i].y - way.points[i - 1].y);
  return sum;
}

/// Shortest way between two places over segments of low ways and of those of one name (Dijkstra, every vertex a node).
double shortest(const std::vector<Way>& ways, Key from, Key to, const QString& also) {
  std::map<Key, std::vector<std::pair<Key, double>>> next;
  for (const auto& way : ways) {
    if (!way.low && (also.isEmpty() || way.name != also)) continue;
    for (std::size_t i = 1; i < way.keys.size(); ++i) {
      const double length = length_of(way, i - 1, i);
      next[way.keys[i - 1]].emplace_back(way.keys[i], length);
      if (!way.oneway) next[way.keys[i]].emplace_back(way.keys[i - 1], length);
    }
  }
  std::map<Key, double> best{{from, 0}};
  std::priority_queue<std::pair<double, Key>, std::vector<std::pair<double, Key>>, std::greater<>> queue;
  queue.emplace(0, from);
  while (!queue.empty()) {
    const auto [so_far, place] = queue.top();
    queue.pop();
    if (so_far > best[place]) continue;
    for (const auto& [there, length] : next[place]) {
      const auto found = best.find(there);
      if (found != best.end() && found->second <= so_far + length) continue;
      best[there] = so_far + length;
      queue.emplace(so_far + length, there);
    }
  }
  const auto found = best.find(to);
  return found == best.end() ? std::numeric_limits<double>::infinity() : found->second;
}

/// Ways of one name put together end to end, longest first; the points of the chain.
struct Chain {
  QString name;
  std::vector<geo::Point2> points;
  Key first, last;
  std::size_t pieces = 0;  ///< between junctions
  double length = 0;
};

Chain longest_busy_chain(const std::vector<Way>& ways) {
  std::map<Key, int> uses;
  for (const auto& way : ways) {
    for (std::size_t i = 0; i < way.keys.size(); ++i) uses[way.keys[i]] += i == 0 || i + 1 == way.keys.size() ? 2 : 1;
  }
  std::set<QString> names;
  std::map<QString, bool> pure;
  for (const auto& way : ways) {
    if (way.name.isEmpty()) continue;
    names.insert(way.name);
    const auto [found, fresh] = pure.emplace(way.name, true);
    found->second = found->second && !way.low && !way.oneway;
  }
  Chain best;
  for (const auto& name : names) {
    if (!pure[name]) continue;
    std::vector<const Way*> rest;
    for (const auto& way : ways) {
      if (way.name == name) rest.push_back(&way);
    }
    Chain chain{name, rest.front()->points, rest.front()->keys.front(), rest.front()->keys.back(), 0, 0};
    const auto count = [&](const Way& way) {
      chain.length += length_of(way, 0, way.points.size() - 1);
      for (std::size_t i = 1; i < way.keys.size(); ++i) chain.pieces += uses[way.keys[i]] >= 2 ? 1 : 0;
    };
    count(*rest.front());
    rest.erase(rest.begin());
    for (bool grew = true; grew;) {
      grew = false;
      for (auto it = rest.begin(); it != rest.end(); ++it) {
        if ((*it)->keys.front() != chain.last) continue;
        chain.points.insert(chain.points.end(), (*it)->points.begin() + 1, (*it)->points.end());
        chain.last = (*it)->keys.back();
        count(**it);
        rest.erase(it);
        grew = true;
        break;
      }
    }
    if (rest.empty() && chain.length > best.length) best = chain;  // all of the name, so that "also" means the chain
  }
  return best;
}

/// Puts a lane into the project, as the window would, and waits until it is in the file.
void add_lane(const QString& project, const geo::Geometry& line, const QString& cache) {
  project::DocumentOptions options;
  options.cache_dir = cache.toStdString();
  options.backups = false;
  project::Document document(options);
  QSignalSpy opened(&document, &project::Document::opened);
  document.open(project);
  QVERIFY(opened.wait(30000));
  document.set_active_scenario(document.create_scenario(QStringLiteral("Quer")));
  sketch::Measure measure;
  measure.geometry = line;
  measure.name = "Quer durch";
  measure.lane.facility = sketch::FacilityType::protected_bike_lane;
  measure.lane.side = sketch::Side::both;
  measure.lane.direction = sketch::Direction::both;
  measure.lane.width_m = 2.3;
  document.add_measure(measure);
  QVERIFY(document.wait_settled(30000));
  document.close();
}

/// The names of all fields, at any depth.
void collect_fields(const QJsonValue& value, std::set<QString>& fields) {
  for (const auto& one : value.toArray()) collect_fields(one, fields);
  const auto object = value.toObject();
  for (auto it = object.begin(); it != object.end(); ++it) {
    fields.insert(it.key());
    collect_fields(it.value(), fields);
  }
}

}  // namespace

class TestBikeProject : public QObject {
  Q_OBJECT

 private:
  test::Skizze m_skizze;
  QString m_project;

 private Q_SLOTS:
  void initTestCase() {
    const auto town = m_skizze.file("town");
    const auto done = m_skizze.run({"sample", town, "--buildings", "1500", "--seed", "3"});
    QVERIFY2(done.code == 0, done.err);
    m_project = town + "/" + QDir(town).entryList({"*.gpkg"}).first();
  }

  void every_lane_of_the_project_gets_findings_and_scenarios_are_compared() {
    const auto done = m_skizze.run({"bike", m_project, "--json"});
    QVERIFY2(done.code == 0, done.err);
    const auto json = done.json();
    const auto lanes = json["lanes"].toArray();
    QVERIFY(lanes.size() >= 3);
    std::set<QString> roles;
    for (const auto& source : json["sources"].toArray()) roles.insert(source.toObject()["role"].toString());
    for (const char* role : {"streets", "trees", "parking", "buildings", "rails", "people", "schools", "heights"})
      QVERIFY2(roles.count(QLatin1String(role)), role);
    for (const auto& lane : lanes) {
      QVERIFY(!lane.toObject()["findings"].toArray().isEmpty());
      QVERIFY(lane.toObject()["indicators"].toObject()["steepest_percent"].isDouble());
      for (const auto& finding : lane.toObject()["findings"].toArray()) {
        const auto one = finding.toObject();
        // What rests on an unverified figure is never a defect.
        if (one["status"].toString() == "U" && !one["source"].toString().isEmpty())
          QVERIFY2(!QStringList({"below", "unsuitable", "conflict"}).contains(one["verdict"].toString()),
                   qPrintable(one["rule"].toString()));
      }
    }
    const auto comparison = json["comparison"].toObject();
    const auto rows = comparison["rows"].toArray();
    std::map<QString, QJsonObject> by_id;
    for (const auto& row : rows) by_id[row.toObject()["id"].toString()] = row.toObject();
    for (const char* id : {"length", "low_stress", "largest_part", "share_standard", "defects", "cost_low", "people_after"})
      QVERIFY2(by_id.count(QLatin1String(id)), id);
    double sum = 0;
    const auto first = comparison["scenarios"].toArray()[0].toString();
    for (const auto& lane : lanes) sum += lane.toObject()["scenario"].toString() == first ? lane.toObject()["length_m"].toDouble() : 0;
    QVERIFY(std::abs(by_id["length"]["values"].toArray()[0].toDouble() - sum) < 0.01);
    QVERIFY(by_id["low_stress"]["values"].toArray()[0].toDouble() >= by_id["low_stress"]["today"].toDouble());
  }

  void every_field_is_documented_and_every_figure_is_traced_to_rule_data_and_date() {
    const auto done = m_skizze.run({"bike", m_project, "--json"});
    QVERIFY2(done.code == 0, done.err);
    QFile readme(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/app/cli/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    const auto text = QString::fromUtf8(readme.readAll());
    std::set<QString> fields;
    collect_fields(done.json(), fields);
    QVERIFY(fields.size() > 50);
    for (const auto& field : fields) QVERIFY2(text.contains('"' + field + '"') || text.contains('`' + field + '`'), qPrintable(field));
    std::map<QString, QJsonObject> rules;
    for (const auto& rule : done.json()["rules"].toArray()) rules[rule.toObject()["id"].toString()] = rule.toObject();
    std::map<QString, QString> layer_of;
    for (const auto& source : done.json()["sources"].toArray()) {
      QVERIFY(source.toObject().contains("date"));
      layer_of[source.toObject()["role"].toString()] = source.toObject()["layer"].toString();
    }
    // These words are what scripts rely on.
    const QStringList finding_fields{"data",   "from_m", "id",   "likely", "required", "rule",   "source",
                                     "status", "text",   "to_m", "unit",   "value",    "verdict"};
    const QSet<QString> roles{"streets",   "carriageway", "trees", "parking",        "stops",
                              "buildings", "driveways",   "rails", "traffic_lights", "heights"};
    int judged = 0;
    for (const auto& lane : done.json()["lanes"].toArray()) {
      QCOMPARE(lane.toObject().keys(), QStringList({"findings", "id", "indicators", "length_m", "name", "scenario", "stretches"}));
      double end = 0;
      for (const auto& stretch : lane.toObject()["stretches"].toArray()) {
        QVERIFY(std::abs(stretch.toObject()["from_m"].toDouble() - end) < 0.01);
        end = stretch.toObject()["to_m"].toDouble();
        if (stretch.toObject()["carriageway_m"].isDouble()) QVERIFY(!stretch.toObject()["carriageway_source"].toString().isEmpty());
      }
      QVERIFY(std::abs(end - lane.toObject()["length_m"].toDouble()) < 0.01);
      for (const auto& value : lane.toObject()["findings"].toArray()) {
        const auto finding = value.toObject();
        auto keys = finding.keys();
        keys.removeAll("suggestion");
        QCOMPARE(keys, finding_fields);
        const auto rule = rules.find(finding["rule"].toString());
        if (finding["required"].isDouble()) {
          QVERIFY2(rule != rules.end(), qPrintable(finding["rule"].toString()));
          QCOMPARE(finding["source"].toString(), rule->second["source"].toString());
          QCOMPARE(finding["status"].toString(), rule->second["status"].toString());
          QVERIFY(!rule->second["source"].toString().isEmpty() && !rule->second["file"].toString().isEmpty());
        }
        const auto data = finding["data"].toArray();
        if (!finding["rule"].toString().startsWith("width.")) QVERIFY2(!data.isEmpty(), qPrintable(finding["rule"].toString()));
        for (const auto& role : data) QVERIFY(roles.contains(role.toString()));
        const bool known = std::any_of(data.begin(), data.end(), [&](const auto& role) { return layer_of.count(role.toString()) > 0; });
        if (finding["verdict"].toString() != "not_assessable" && !data.isEmpty()) {
          QVERIFY2(known, qPrintable(finding["rule"].toString()));
          ++judged;
        }
      }
      const auto cost = lane.toObject()["indicators"].toObject()["cost"].toObject();
      for (const auto& price : cost["prices"].toArray()) QVERIFY(rules.count(price.toObject()["rule"].toString()));
    }
    QVERIFY(judged > 5);
    // The same question has the same answer, byte for byte.
    QCOMPARE(m_skizze.run({"bike", m_project, "--json"}).out, done.out);
  }

  void a_new_lane_across_the_town_changes_exactly_its_edges_and_connects_as_computed_here() {
    const auto to_metres = geo::Transform::make("EPSG:4326", "EPSG:25833");
    const auto ways = ways_of(m_skizze.file("town/streets.geojson"), *to_metres);
    const auto chain = longest_busy_chain(ways);
    QVERIFY2(chain.length > 300, qPrintable(chain.name));
    add_lane(m_project, geo::make_line(chain.points), m_skizze.cache());
    const auto done = m_skizze.run({"bike", m_project, "--json"});
    QVERIFY2(done.code == 0, done.err);
    QJsonObject network;
    for (const auto& lane : done.json()["lanes"].toArray()) {
      if (lane.toObject()["name"].toString() == "Quer durch") network = lane.toObject()["indicators"].toObject()["network"].toObject();
    }
    QCOMPARE(network["changed_edges"].toInt(), static_cast<int>(chain.pieces));
    double after = 0;
    for (const auto& length : network["stress_after_m"].toArray()) after += length.toDouble();
    QVERIFY(std::abs(after - chain.length) < 0.5);
    QVERIFY(std::abs(network["stress_after_m"].toArray()[1].toDouble() - chain.length) < 0.5);
    QVERIFY(std::abs(network["low_stress_after_m"].toDouble() - network["low_stress_before_m"].toDouble() - chain.length) < 1);
    const double before = shortest(ways, chain.first, chain.last, {});
    const double with = shortest(ways, chain.first, chain.last, chain.name);
    QCOMPARE(network["way_before_m"].isNull(), !std::isfinite(before));
    if (std::isfinite(before)) QVERIFY(std::abs(network["way_before_m"].toDouble() - before) < 0.005 * before);
    QVERIFY(std::abs(network["way_after_m"].toDouble() - with) < 0.005 * with);
  }

  void the_comparison_and_the_lanes_go_out_as_files() {
    for (const char* name : {"out.csv", "out.xlsx", "out.geojson", "out.gpkg"}) {
      const auto done = m_skizze.run({"bike", m_project, "-o", m_skizze.file(QLatin1String(name))});
      QVERIFY2(done.code == 0, done.err);
      QVERIFY(QFile(m_skizze.file(QLatin1String(name))).size() > 100);
    }
    const auto info = m_skizze.run({"info", m_skizze.file("out.gpkg"), "--json"});
    QVERIFY2(info.code == 0, info.err);
    QCOMPARE(info.json()["layers"].toArray()[0].toObject()["geometry"].toString(), QStringLiteral("line"));
    QCOMPARE(m_skizze.run({"bike", m_project, "-o", m_skizze.file("out.doc")}).code, 1);
  }

  void a_city_can_lay_its_own_rules_over_ours() {
    QDir(m_skizze.folder()).mkdir("rules");
    m_skizze.write("rules/a.csv",
                   "id,value,unit,source,year,status,note\nwidth.radfahrstreifen.standard,9.5,m,Beschluss des Rates,2024,V1,\n");
    const auto done = m_skizze.run({"bike", m_project, "--rules", m_skizze.file("rules"), "--json"});
    bool seen = false;
    for (const auto& lane : done.json()["lanes"].toArray()) {
      for (const auto& finding : lane.toObject()["findings"].toArray()) {
        if (finding.toObject()["rule"].toString() != "width.radfahrstreifen.standard") continue;
        QCOMPARE(finding.toObject()["required"].toDouble(), 9.5);
        QCOMPARE(finding.toObject()["source"].toString(), QStringLiteral("Beschluss des Rates"));
        seen = true;
      }
    }
    QVERIFY(seen);
  }

  void the_bayreuth_extract_with_its_elevation_tile_serves_as_a_project() {
    const QString folder = QStringLiteral(STADTSKIZZE_TEST_DATA "/osm-bayreuth-srtm/");
    if (!QFile::exists(folder + "N49E011.hgt.zip")) QSKIP("the Bayreuth extract is not there");
    const auto project = m_skizze.file("bayreuth.gpkg");
    const auto made = m_skizze.run({"new", project, folder + "north-bayreuth.osm.gz", folder + "N49E011.hgt.zip"});
    QVERIFY2(made.code == 0 || made.code == 3, made.err);
    const auto to_metres = geo::Transform::make("EPSG:4326", "EPSG:25832");
    add_lane(project, geo::make_line({to_metres->forward(geo::Point2{11.55, 49.95}), to_metres->forward(geo::Point2{11.57, 49.96})}),
             m_skizze.cache());
    const auto done = m_skizze.run({"bike", project, "--json"});
    QVERIFY2(done.code == 0 || done.code == 3, done.err);
    std::set<QString> roles;
    for (const auto& source : done.json()["sources"].toArray()) roles.insert(source.toObject()["role"].toString());
    for (const char* role : {"streets", "buildings", "heights", "traffic_lights"}) QVERIFY2(roles.count(QLatin1String(role)), role);
    const auto indicators = done.json()["lanes"].toArray()[0].toObject()["indicators"].toObject();
    QVERIFY(indicators["climb_m"].toDouble() > 0);
    const auto network = indicators["network"].toObject();
    QVERIFY(network["low_stress_before_m"].toDouble() > 10000);
    QVERIFY(network["low_stress_after_m"].toDouble() >= network["low_stress_before_m"].toDouble());
  }

  void a_missing_layer_is_named_and_the_rest_is_assessed() {
    QFile::rename(m_skizze.file("town/trees.geojson"), m_skizze.file("elsewhere.geojson"));
    const auto done = m_skizze.run({"bike", m_project, "--json", "--lang", "en"});
    QFile::rename(m_skizze.file("elsewhere.geojson"), m_skizze.file("town/trees.geojson"));
    QCOMPARE(done.code, 3);
    QVERIFY(!done.json()["lanes"].toArray().isEmpty());
    QVERIFY2(done.err.contains("Trees") || done.err.contains("trees") || done.err.contains("Bäume"), done.err);
  }

  void project_and_lane_together_are_refused() {
    QCOMPARE(m_skizze.run({"bike"}).code, 2);
    QCOMPARE(m_skizze.run({"bike", m_project, "--lane", "x.geojson"}).code, 2);
    QCOMPARE(m_skizze.run({"bike", m_skizze.file("none.gpkg")}).code, 1);
  }
};

QTEST_GUILESS_MAIN(TestBikeProject)
#include "test_bike_project.moc"
