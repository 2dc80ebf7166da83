// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <QtTest>
#include <random>

#include "tiles/compression.h"
#include "tiles/mvt_fields.h"
#include "tiles/mvt_reader.h"
#include "tiles/mvt_scanner.h"
#include "tiles/mvt_writer.h"

using namespace skizze::tiles;

namespace {

void put(std::string& out, std::uint64_t v) {
  for (; v >= 0x80; v >>= 7) out += static_cast<char>(v | 0x80);
  out += static_cast<char>(v);
}

/// Commands of one path with deltas of the given size, as a list of points that another way of adding up gives.
struct Path {
  std::string bytes;
  std::vector<MvtPoint> points;
};

Path random_path(std::mt19937& random, int most, bool ring, unsigned most_points = 16) {
  std::uniform_int_distribution<int> delta(-most, most);
  std::int32_t x = 0;
  std::int32_t y = 0;
  Path path;
  const auto move = [&] {
    const int dx = delta(random);
    const int dy = delta(random);
    put(path.bytes, mvt::zigzag(dx));
    put(path.bytes, mvt::zigzag(dy));
    x += dx;
    y += dy;
    path.points.push_back({x, y});
  };
  const auto count = static_cast<std::uint32_t>(3 + random() % (most_points - 2));
  put(path.bytes, mvt::command(mvt::k_move_to, 1));
  move();
  put(path.bytes, mvt::command(mvt::k_line_to, count));
  for (std::uint32_t i = 0; i < count; ++i) move();
  if (ring) put(path.bytes, mvt::command(mvt::k_close_path, 1));
  return path;
}

std::vector<MvtPoint> listed(const MvtShape& shape) { return {shape.points().begin(), shape.points().end()}; }

MvtTile town() {
  MvtTile tile;
  tile.layers.push_back({"houses", 2, 4096, {"kind", "height"}, {std::string("house"), 7.5, MvtSint{-3}}, {}});
  for (int i = 0; i < 40; ++i) {
    const MvtPart ring{{{i * 100, 5}, {i * 100 + 60, 5}, {i * 100 + 60, 70}, {i * 100, 70}}, false};
    tile.layers[0].features.push_back({static_cast<std::uint64_t>(i), MvtGeometryType::polygon, {0, 0, 1, 1}, {ring}});
  }
  tile.layers.push_back({"trees", 2, 4096, {}, {}, {{std::nullopt, MvtGeometryType::point, {}, {{{{3, 4}, {5, 6}}}}}}});
  return tile;
}

}  // namespace

class TestMvtScanner : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void points_do_not_depend_on_how_many_are_read_at_once() {
    std::mt19937 random(7);
    for (int round = 0; round < 4000; ++round) {
      const int most = std::array{50, 63, 64, 700, 9000, 3'000'000, 1'000'000'000 / 16}[random() % 7];
      const bool ring = random() % 2 == 0;
      const Path path = random_path(random, most, ring);
      const std::string padded = path.bytes + std::string(32, '\x7f');
      const auto type = ring ? MvtGeometryType::polygon : MvtGeometryType::line;
      for (const bool roomy : {false, true}) {
        // Without room behind it the copy ends where the geometry ends, so that a sanitizer sees a byte too many.
        const std::string& copy = roomy ? padded : path.bytes;
        const std::string_view bytes = std::string_view(copy).substr(0, path.bytes.size());
        GeometryBudget budget{1000, 10};
        MvtShape shape;
        const auto found = read_geometry(bytes, copy.data() + copy.size(), type, budget, shape);
        QVERIFY(found.usable());
        QVERIFY(listed(shape) == path.points);
        QCOMPARE(budget.points, 1000 - path.points.size());
        if (!ring) continue;
        const auto area = surveyor_area_x2(path.points);
        QCOMPARE(found.first_ring_inner, area < 0);
        QCOMPARE(found.flat_ring, area == 0);
      }
    }
  }

  void every_way_of_reading_numbers_gives_the_same() {
    std::mt19937 random(11);
    const auto ways = all_mvt_numbers();
    for (int round = 0; round < 20000; ++round) {
      const int most = std::array{20, 63, 64, 700, 8191, 9000, 3'000'000}[random() % 7];
      std::string bytes = random_path(random, most, random() % 2 == 0, random() % 2 == 0 ? 16 : 80).bytes;
      if (random() % 8 == 0) bytes += random_path(random, most, true).bytes;
      for (auto damage = random() % 3; damage > 0; --damage) bytes[random() % bytes.size()] = static_cast<char>(random());
      const std::size_t size = random() % 8 == 0 ? random() % bytes.size() : bytes.size();
      for (std::size_t i = random() % 4 == 0 ? 0 : 800; i > 0; --i) bytes += static_cast<char>(random());
      const char* const end = bytes.data() + bytes.size();
      const auto type = static_cast<MvtGeometryType>(1 + random() % 3);
      GeometryBudget left{200, 3};
      MvtShape expected;
      const auto findings = ways.front().read_geometry({bytes.data(), size}, end, type, left, expected);
      for (const MvtNumbers& way : ways) {
        GeometryBudget budget{200, 3};
        MvtShape shape;
        const auto same = [&] {
          return listed(shape) == listed(expected) && shape.parts().size() == expected.parts().size() && budget.points == left.points &&
                 budget.parts == left.parts &&
                 std::equal(shape.parts().begin(), shape.parts().end(), expected.parts().begin(),
                            [](const auto& a, const auto& b) { return a.begin == b.begin && a.end == b.end && a.hole == b.hole; });
        };
        const auto found = way.read_geometry({bytes.data(), size}, end, type, budget, shape);
        QCOMPARE(found.usable(), findings.usable());
        QCOMPARE(found.too_large, findings.too_large);
        if (!found.usable()) continue;
        QCOMPARE(found.repeated_point, findings.repeated_point);
        QCOMPARE(found.short_ring, findings.short_ring);
        QCOMPARE(found.first_ring_inner, findings.first_ring_inner);
        QCOMPARE(found.flat_ring, findings.flat_ring);
        QVERIFY(same());
        budget = {200, 3};
        if (!way.read_usual({bytes.data(), size}, end, type, budget, shape)) continue;
        QVERIFY(findings.none());
        QVERIFY(same());
      }
    }
  }

  void the_usual_geometries_are_read_at_once_in_every_way() {
    std::mt19937 random(12);
    for (const MvtNumbers& way : all_mvt_numbers()) {
      MvtShape shape;  // one reading makes room for the next
      int usual = 0;
      for (int round = 0; round < 500; ++round) {
        const Path path = random_path(random, round % 2 == 0 ? 60 : 900, false, 62);
        const std::string padded = path.bytes + std::string(700, '\x7f');
        const std::string_view bytes = std::string_view(padded).substr(0, path.bytes.size());
        GeometryBudget budget{1000, 10};
        QVERIFY(way.read_geometry(bytes, padded.data() + padded.size(), MvtGeometryType::line, budget, shape).usable());
        if (!way.read_usual(bytes, padded.data() + padded.size(), MvtGeometryType::line, budget, shape)) continue;
        QVERIFY(listed(shape) == path.points);
        ++usual;
      }
      QVERIFY2(usual > 200, way.name);
    }
  }

  void tags_are_the_same_in_every_way() {
    std::mt19937 generator(13);
    const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
    int read = 0;
    for (int round = 0; round < 20000; ++round) {
      const std::uint32_t keys = 1 + random() % 40;
      const std::uint32_t values = std::array{3U, 100U, 300U, 20'000U}[random() % 4];
      std::string bytes;
      std::vector<std::uint32_t> expected;
      for (std::uint32_t pair = random() % 20; pair > 0; --pair) {
        expected.push_back(random() % keys);
        expected.push_back(random() % values);
        put(bytes, expected[expected.size() - 2]);
        put(bytes, expected.back());
      }
      const bool right = random() % 4 != 0;
      if (!right) {  // a key, a value or half a number too many
        const int kind = static_cast<int>(random() % 3);
        if (kind == 0) put(bytes, random() % keys);
        if (kind == 1) {
          put(bytes, 0);
          put(bytes, values);
        }
        if (kind == 2) bytes += '\x80';
      }
      const std::size_t size = bytes.size();
      bytes += std::string(random() % 2 * 32, '\x01');
      for (const MvtNumbers& way : all_mvt_numbers()) {
        std::vector<std::uint32_t> pairs(size + k_spare_tags);
        const auto found = way.read_tags({bytes.data(), size}, bytes.data() + bytes.size(), keys, values, pairs.data());
        if (found < 0) continue;
        QVERIFY(right);
        pairs.resize(static_cast<std::size_t>(found));
        QVERIFY(pairs == expected);
        ++read;
      }
    }
    QVERIFY(read > 5000);
  }

  void a_geometry_never_borrows_bytes_from_what_follows_it() {
    std::mt19937 random(8);
    for (int round = 0; round < 300; ++round) {
      const Path path = random_path(random, 900, true);
      const std::string padded = path.bytes + path.bytes;
      for (std::size_t size = 0; size < path.bytes.size(); ++size) {
        GeometryBudget budget{1000, 10};
        MvtShape shape;
        const auto found =
            read_geometry(std::string_view(padded).substr(0, size), padded.data() + padded.size(), MvtGeometryType::polygon, budget, shape);
        QVERIFY(found.bad_commands);
      }
    }
  }

  void a_repeated_point_is_seen_in_every_place() {
    for (std::uint32_t place = 0; place < 11; ++place) {
      std::string bytes;
      put(bytes, mvt::command(mvt::k_move_to, 1));
      bytes += "\x02\x02";
      put(bytes, mvt::command(mvt::k_line_to, 11));
      for (std::uint32_t i = 0; i < 11; ++i) bytes += i == place ? std::string(2, '\0') : std::string("\x02\x04");
      for (const std::size_t room : {0, 16}) {
        const std::string copy = bytes + std::string(room, '\0');
        GeometryBudget budget{100, 1};
        MvtShape shape;
        QVERIFY(read_geometry({copy.data(), bytes.size()}, copy.data() + copy.size(), MvtGeometryType::line, budget, shape).repeated_point);
      }
    }
  }

  void features_come_as_views_and_in_order() {
    const std::string bytes = encode_mvt(town());
    MvtScanner scanner;
    scanner.start(bytes_of(bytes));
    QVERIFY(scanner.next_layer());
    QCOMPARE(scanner.layer().name, std::string_view("houses"));
    QVERIFY(scanner.layer().name.data() > bytes.data() && scanner.layer().name.data() < bytes.data() + bytes.size());
    QCOMPARE(scanner.layer().feature_count, std::size_t{40});
    std::uint64_t next = 0;
    while (scanner.next_feature()) {
      QCOMPARE(scanner.feature().id.value(), next++);
      const auto tags = scanner.tags();
      QVERIFY(tags && tags->size() == 4);
      QCOMPARE(std::get<std::string_view>(scanner.layer().values[(*tags)[1]]), std::string_view("house"));
      const auto* shape = scanner.shape();
      QVERIFY(shape != nullptr && shape->parts().size() == 1 && shape->points().size() == 4);
    }
    QCOMPARE(next, std::uint64_t{40});
    QVERIFY(scanner.next_layer());
    QVERIFY(scanner.next_feature());
    QVERIFY(!scanner.feature().id.has_value());
    QVERIFY(!scanner.next_feature());
    QVERIFY(!scanner.next_layer());
    QCOMPARE(scanner.problem_count(), std::uint64_t{0});
  }

  void geometry_alone_gives_the_same_shapes() {
    const std::string bytes = encode_mvt(town());
    const auto shapes = [&](MvtWants wants) {
      std::vector<std::vector<MvtPoint>> all;
      MvtScanner scanner;
      for (scanner.start(bytes_of(bytes), wants); scanner.next_layer();) {
        while (scanner.next_feature()) all.push_back(listed(*scanner.shape()));
      }
      return all;
    };
    QCOMPARE(shapes(MvtWants::geometry).size(), std::size_t{41});
    QVERIFY(shapes(MvtWants::geometry) == shapes(MvtWants::all));
  }

  void one_scanner_reads_many_tiles() {
    MvtScanner scanner;
    const std::string good = encode_mvt(town());
    const std::string bad = good.substr(0, good.size() / 2);
    for (int round = 0; round < 3; ++round) {
      scanner.start(bytes_of(bad));
      while (scanner.next_layer()) QFAIL("a cut-off layer must not be given out");
      QVERIFY(scanner.lost() && scanner.problem_count() == 1);
      scanner.start(bytes_of(good));
      std::size_t layers = 0;
      while (scanner.next_layer()) ++layers;
      QCOMPARE(layers, std::size_t{2});
      QVERIFY(!scanner.lost() && scanner.problem_count() == 0);
    }
  }

  void unusual_order_and_long_numbers_are_read_all_the_same() {
    // geometry before type before id, the id and the length in more bytes than they need
    const std::string feature = std::string("\x22\x83\x00\x09\x32\x22", 6) + "\x18\x01" + std::string("\x08\x85\x80\x00", 4);
    std::string bytes = std::string("\x78\x02\x0a\x01h\x12") + static_cast<char>(feature.size()) + feature;
    bytes = std::string("\x1a") + static_cast<char>(bytes.size()) + bytes;
    const auto decoded = decode_mvt(bytes_of(bytes));
    QVERIFY(decoded && decoded->complete());
    const auto& read = decoded->tile.layers.at(0).features.at(0);
    QCOMPARE(read.id.value(), std::uint64_t{5});
    QVERIFY(read.parts.at(0).points == (std::vector<MvtPoint>{{25, 17}}));
  }

  void the_most_that_is_read_takes_less_than_256_mb() {
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer's own memory counts");
#endif
    // Just below every limit at once.
    constexpr std::uint32_t k_features = 499'000;
    constexpr std::uint32_t k_values = 598'000;
    std::string layer = "\x78\x02";
    const auto field = [](std::string& out, std::uint32_t number, const std::string& bytes) {
      put(out, number << 3 | 2);
      put(out, bytes.size());
      out += bytes;
    };
    field(layer, 1, "h");
    field(layer, 3, "k");
    for (std::uint32_t i = 1; i < k_values; ++i) field(layer, 4, std::string("\x0a\x01", 2) + static_cast<char>('a' + i % 26));
    // Two parts of four points, twelve tags.
    std::string geometry;
    for (int part = 0; part < 2; ++part) {
      put(geometry, mvt::command(mvt::k_move_to, 1));
      geometry += "\x02\x02";
      put(geometry, mvt::command(mvt::k_line_to, 3));
      geometry += std::string("\x02\x00\x02\x04\x02\x00", 6);
    }
    std::string feature = "\x18\x02";
    field(feature, 2, std::string(12, '\0'));
    field(feature, 4, geometry);
    for (std::uint32_t i = 0; i < k_features; ++i) field(layer, 2, feature);
    std::string bytes;
    field(bytes, 3, layer);
    layer.clear();
    layer.shrink_to_fit();
    QVERIFY(bytes.size() < MvtLimits().max_bytes);
    const auto peak_mb = [] {
      rusage usage{};
      getrusage(RUSAGE_SELF, &usage);
      return usage.ru_maxrss / 1024;
    };
    const auto before = peak_mb();
    const auto decoded = decode_mvt(bytes_of(bytes));
    QVERIFY(decoded && decoded->complete());
    QCOMPARE(decoded->tile.layers.at(0).features.size(), std::size_t{k_features});
    QVERIFY2(peak_mb() - before + static_cast<long>(bytes.size() >> 20) < 256, qPrintable(QString::number(peak_mb() - before)));
    qInfo("%ld MB besides %zu MB of tile", peak_mb() - before, bytes.size() >> 20);
  }
};

QTEST_GUILESS_MAIN(TestMvtScanner)
#include "test_mvt_scanner.moc"
