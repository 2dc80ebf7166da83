// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/readers/osm_pbf.h"
#include "app/readers/reading.h"
#include "geo/mercator.h"
#include "readers/osm/pbf.h"

using namespace skizze;
using base::ErrorCode;
using test::pbf_data;
using test::pbf_header;
using test::PbfBlock;
using test::Reading;

namespace {

constexpr std::int64_t k_lon = 144'200'000;  // 14.42 degrees in steps of 100 nanodegrees
constexpr std::int64_t k_lat = 511'800'000;

/// Node 10 y + x + 1 lies x and y thousandths of a degree from the corner.
std::vector<test::PbfNode> grid_nodes() {
  std::vector<test::PbfNode> nodes;
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 10; ++x) nodes.push_back({10 * y + x + 1, k_lon + x * 10'000, k_lat + y * 10'000, {}});
  }
  return nodes;
}
std::vector<std::int64_t> square(std::int64_t x, std::int64_t y, std::int64_t side) {
  const auto low = 10 * y + x + 1;
  return {low, low + side, low + 11 * side, low + 10 * side, low};
}
const test::PbfTags k_forest{{"type", "multipolygon"}, {"landuse", "forest"}};

/// A bench, a street, a house, and a wood with a clearing.
PbfBlock town_nodes() {
  auto nodes = grid_nodes();
  nodes.push_back({500, k_lon + 5'000, k_lat + 5'000, {{"amenity", "bench"}, {"name", "Bank"}, {"source", "survey"}}});
  return PbfBlock().dense(nodes);
}
PbfBlock town_ways() {
  PbfBlock block;
  block.way({20, {1, 2, 3}, {{"highway", "residential"}, {"name", "Mühlweg"}}});
  block.way({21, square(0, 0, 1), {{"building", "yes"}}});
  block.way({22, {12, 19, 99}, {}}).way({23, {99, 92, 12}, {}}).way({24, square(4, 4, 2), {{"note", "clearing"}}});
  return block;
}
PbfBlock town_relations() { return PbfBlock().relation(30, {{1, 22, "outer"}, {1, 23, "outer"}, {1, 24, "inner"}}, k_forest); }

std::string town(std::uint32_t field = 1) {
  return pbf_header() + pbf_data(town_nodes(), field) + pbf_data(town_ways(), field) + pbf_data(town_relations(), field);
}

base::Result<readers::ReadReport> read(const Reading& r, const std::string& bytes, const readers::Limits& limits = {}) {
  return r.read(r.write("a.osm.pbf", QByteArray::fromStdString(bytes)), {}, limits);
}

/// Without the packs: thousands of files in a second.
base::Status collect(const Reading& r, const std::string& bytes) {
  readers::osm::Collector collector({}, {});
  const auto file = r.write("a.osm.pbf", QByteArray::fromStdString(bytes));
  const auto status = readers::osm::read_pbf(file, {}, collector, [](double) {});
  if (!status || collector.out_of_order()) return status;
  collector.finish();
  for (auto* layer : collector.layers()) {
    layer->for_each([&](const readers::osm::Row& row) { (void)collector.shape(row).bounds(); });
  }
  return {};
}

std::uint64_t count_of(const readers::ReadReport& report, const std::string& name) {
  for (const auto& layer : report.layers) {
    if (layer.name == name) return layer.count;
  }
  return 0;
}
std::shared_ptr<const feature::LayerPack> pack_of(const Reading& r, const readers::ReadReport& report, const std::string& name) {
  for (const auto& layer : report.layers) {
    if (layer.name == name) return r.pack(layer);
  }
  return nullptr;
}
std::uint64_t notice_count(const readers::ReadReport& report, const std::string& id) {
  const auto* notice = test::find_notice(report.notices, id);
  return notice ? notice->count : 0;
}

void check_town(const Reading& r, const base::Result<readers::ReadReport>& report) {
  QVERIFY2(report, report ? "" : report.error().message.id.c_str());
  QCOMPARE(count_of(*report, "points"), std::uint64_t{1});
  QCOMPARE(count_of(*report, "lines"), std::uint64_t{2});  // the clearing has a note, so it is a line too, as in GDAL
  QCOMPARE(count_of(*report, "areas"), std::uint64_t{2});
  QCOMPARE(test::text_at(*pack_of(r, *report, "points"), 0, "name"), std::string("Bank"));
  const auto areas = pack_of(r, *report, "areas");
  for (std::uint32_t row = 0; row < areas->size(); ++row) {
    const bool wood = areas->id(row) == 30;
    QCOMPARE(test::text_at(*areas, row, "landuse"), std::string(wood ? "forest" : ""));
    QCOMPARE(areas->part_count(row), wood ? 2U : 1U);
    QCOMPARE(test::text_at(*areas, row, "osm_type"), std::string(wood ? "relation" : "way"));
  }
}

}  // namespace

class TestOsmPbf : public QObject {
  Q_OBJECT

 private slots:
  void raw_and_packed_blocks_give_points_lines_and_areas() {
    for (const std::uint32_t field : {1U, 3U}) {
      const Reading r;
      check_town(r, read(r, town(field)));
    }
  }

  void single_nodes_are_read_like_dense_ones() {
    PbfBlock block;
    for (const auto& node : grid_nodes()) block.node(node);
    const Reading r;
    check_town(r, read(r, pbf_header() + pbf_data(block.node({500, k_lon, k_lat, {{"name", "Bank"}}})) + pbf_data(town_ways()) +
                              pbf_data(town_relations())));
  }

  void a_grid_of_ones_own_gives_the_same_places() {
    // Steps of a microdegree from an offset.
    const PbfBlock block = PbfBlock().grid(1000, 10'000'000'000, 50'000'000'000).dense({{1, 4'420'000, 1'180'000, {{"name", "Bank"}}}});
    const Reading r;
    const auto report = read(r, pbf_header() + pbf_data(block));
    QVERIFY(report);
    const auto place = geo::to_lon_lat(report->layers[0].bounds.center());
    QVERIFY(std::abs(place.x - 14.42) < 1e-7 && std::abs(place.y - 51.18) < 1e-7);
  }

  void objects_in_any_order_are_read_all_the_same() {
    const std::string nodes = pbf_data(town_nodes());
    const std::string ways = pbf_data(town_ways(), 3);
    const std::string relations = pbf_data(town_relations());
    for (const auto& body : {relations + ways + nodes, ways + nodes + relations, nodes + relations + ways}) {
      const Reading r;
      check_town(r, read(r, pbf_header() + body));
    }
  }

  void blocks_of_unknown_types_are_skipped() {
    const Reading r;
    check_town(r, read(r, test::pbf_frame("OSMSomething", "?") + town()));
  }

  void relations_of_the_old_kind_take_the_tags_of_their_outer_way() {
    PbfBlock ways;
    ways.way({20, square(0, 0, 9), {{"landuse", "forest"}, {"name", "Hain"}}}).way({21, square(2, 2, 3), {}});
    const PbfBlock relations = PbfBlock().relation(30, {{1, 21, "inner"}, {1, 20, "outer"}}, {{"type", "multipolygon"}});
    const Reading r;
    const auto report = read(r, pbf_header() + pbf_data(town_nodes()) + pbf_data(ways) + pbf_data(relations));
    QVERIFY(report);
    const auto areas = pack_of(r, *report, "areas");
    QCOMPARE(areas->size(), 1U);  // the way itself is no second area
    QCOMPARE(areas->id(0), std::int64_t{30});
    QCOMPARE(test::text_at(*areas, 0, "name"), std::string("Hain"));
    QCOMPARE(areas->part_count(0), 2U);
  }

  void areas_that_are_not_whole_are_counted_and_left_out() {
    PbfBlock relations = town_relations();
    relations.relation(31, {{1, 22, "outer"}, {1, 999, "outer"}}, k_forest);  // a way is missing
    relations.relation(32, {{1, 22, "outer"}}, k_forest);                     // does not close
    relations.relation(33, {{1, 20, ""}}, {{"type", "route"}, {"route", "bicycle"}});
    relations.relation(34, {{1, 999, ""}}, {{"type", "route"}});  // nothing of it is here
    const Reading r;
    const auto report = read(r, pbf_header() + pbf_data(town_nodes()) + pbf_data(town_ways()) + pbf_data(relations));
    check_town(r, report);
    QCOMPARE(notice_count(*report, "readers.osm_open_areas"), std::uint64_t{2});
    QCOMPARE(notice_count(*report, "readers.osm_relations"), std::uint64_t{1});
  }

  void ways_at_the_edge_of_an_extract_keep_the_points_that_are_there() {
    PbfBlock ways = town_ways();
    ways.way({25, {1, 2, 7777}, {{"highway", "path"}}}).way({26, {1, 7777}, {{"highway", "path"}}});
    const Reading r;
    const auto report = read(r, pbf_header() + pbf_data(town_nodes()) + pbf_data(ways));
    QVERIFY(report);
    QCOMPARE(count_of(*report, "lines"), std::uint64_t{3});
    QCOMPARE(notice_count(*report, "readers.osm_cut_ways"), std::uint64_t{2});
  }

  void more_corners_than_one_shape_may_have_are_left_out() {
    readers::Limits limits;
    limits.vertices_per_feature = 8;
    const Reading r;
    const auto report = read(r, town(), limits);
    QVERIFY(report);
    QCOMPARE(count_of(*report, "areas"), std::uint64_t{1});
    QCOMPARE(notice_count(*report, "readers.too_many_vertices"), std::uint64_t{1});
  }

  void limits_are_kept() {
    readers::Limits limits;
    limits.features = 3;
    const Reading r;
    const auto many = read(r, town(), limits);
    QVERIFY(!many);
    QCOMPARE(many.error().code, ErrorCode::too_large);
    limits = {};
    limits.unpacked_bytes = 100;
    const auto large = read(r, town(3), limits);
    QVERIFY(!large);
    QCOMPARE(large.error().code, ErrorCode::too_large);
  }

  void what_must_be_understood_and_is_not_is_refused_by_name() {
    const Reading r;
    const auto report = read(r, pbf_header({"OsmSchema-V0.6", "Marsnodes"}) + pbf_data(town_nodes()));
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::unsupported);
    QCOMPARE(test::argument(report.error().message, "detail"), std::string("Marsnodes"));
    const auto packed = read(r, pbf_header() + test::pbf_frame("OSMData", "?", 7));
    QVERIFY(!packed);
    QCOMPARE(packed.error().code, ErrorCode::unsupported);
    QCOMPARE(test::argument(packed.error().message, "detail"), std::string("Zstandard"));
  }

  void damage_is_told_with_its_place_data() {
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const std::string& bytes) { QTest::newRow(name) << QByteArray::fromStdString(bytes); };
    row("not on earth", pbf_data(PbfBlock().dense({{1, 1'800'000'001, 0, {}}})));
    row("far from earth", pbf_data(PbfBlock().dense({{1, INT64_MAX / 2, 0, {}}})));
    row("granularity", pbf_data(town_nodes().grid(0, 0, 0)));
    row("offset", pbf_data(town_nodes().grid(100, INT64_MIN, 0)));
    row("size that is not so", test::pbf_frame("OSMData", std::string(1 << 20, 'x'), 3).substr(0, 60) + std::string(4000, '\0'));
    row("empty blob", test::pbf_frame("OSMData", "", 9));
    row("texts that are not there", [] {
      auto bytes = pbf_data(town_ways());
      const auto at = bytes.find("highway");
      bytes[at - 1] = 'x';  // its length
      return bytes;
    }());
  }
  void damage_is_told_with_its_place() {
    QFETCH(QByteArray, body);
    const Reading r;
    const auto report = read(r, pbf_header() + pbf_data(town_nodes()) + body.toStdString());
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::damaged);
    QCOMPARE(report.error().message.id, std::string("readers.damaged_after"));
    QVERIFY(std::stoi(test::argument(report.error().message, "rows")) >= 101);
    QVERIFY(report.error().where.byte_offset > 0);
  }

  void a_file_that_breaks_off_anywhere_is_an_error_unless_a_block_just_ended() {
    const std::string whole = town(3);
    const std::size_t nodes = pbf_header().size() + pbf_data(town_nodes(), 3).size();
    const std::size_t ways = nodes + pbf_data(town_ways(), 3).size();
    const Reading r;
    for (std::size_t size = 1; size < whole.size(); ++size) {
      const auto status = collect(r, whole.substr(0, size));
      const bool whole_blocks = size == pbf_header().size() || size == nodes || size == ways;
      QVERIFY2(status.has_value() == whole_blocks, qPrintable(QString::number(size)));
      if (!whole_blocks) QCOMPARE(status.error().code, ErrorCode::damaged);
    }
  }

  void a_file_with_a_bit_flipped_in_any_byte_is_read_or_refused() {
    const std::string whole = town(1);
    const Reading r;
    int refused = 0;
    for (std::size_t i = 0; i < whole.size() * 2; ++i) {
      std::string flipped = whole;
      flipped[i / 2] = static_cast<char>(flipped[i / 2] ^ (1 << i * 5 % 8));
      const auto status = collect(r, flipped);
      refused += status ? 0 : 1;
      if (!status) QVERIFY(status.error().code == ErrorCode::damaged || status.error().code == ErrorCode::unsupported);
    }
    QVERIFY(refused > 100);
  }
};

QTEST_GUILESS_MAIN(TestOsmPbf)
#include "test_osm_pbf.moc"
