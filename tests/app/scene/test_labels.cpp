// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "scene/area_places.h"
#include "scene/labels.h"
#include "scene/line_chains.h"
#include "scene/pole.h"
#include "scene/text_shaper.h"
#include "scene/wrap_label.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

const char* const k_name_style = R"([{"id":"n","type":"symbol","layout":{"text-field":["get","name"],"text-size":12,"text-padding":2}}])";
const char* const k_line_name_style =
    R"([{"id":"n","type":"symbol","layout":{"text-field":["get","name"],"text-size":12,"symbol-placement":"line"}}])";
const char* const k_disc_style =
    R"([{"id":"c","type":"circle","paint":{"circle-color":"#000000","circle-radius":8,"circle-stroke-color":"#ffffff","circle-stroke-width":2}}])";
const char* const k_overlap_style =
    R"([{"id":"n","type":"symbol","layout":{"text-field":["get","name"],"text-size":12,"text-allow-overlap":true}}])";
const char* const k_key_style =
    R"([{"id":"n","type":"symbol","layout":{"text-field":["get","name"],"text-size":12,"symbol-sort-key":["get","rank"]}}])";

MapSnapshot one_layer(const std::vector<fixture::Row>& rows, const char* style) {
  MapSnapshot snapshot;
  snapshot.layers = {fixture::layer("a", fixture::pack_of("a", rows), style)};
  return snapshot;
}

std::shared_ptr<const LabelSet> placed(const MapSnapshot& snapshot, const Camera& camera) {
  LabelEngine engine;
  return engine.place(bind(snapshot), camera);
}

geo::Box on_screen(const PlacedLabel& label, const Camera& camera) {
  const geo::Point2 at = camera.to_screen(label.anchor);
  return {label.box.min_x + at.x, label.box.min_y + at.y, label.box.max_x + at.x, label.box.max_y + at.y};
}

/// One unit for every letter: easy to check by hand.
double by_letters(const QString& text) { return static_cast<double>(text.size()); }

std::vector<fixture::Row> cloud_of_points(int count) {
  std::vector<fixture::Row> rows;
  for (int i = 0; i < count; ++i) {
    const double a = i * 2.399963;
    rows.push_back({fixture::point(i * 0.9 * std::cos(a), i * 0.9 * std::sin(a)), "Ort " + std::to_string(i), i});
  }
  return rows;
}

}  // namespace

class TestLabels : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void one_point_gets_its_name() {
    const auto set = placed(one_layer({{fixture::point(0, 0), "Markt", 0}}, k_name_style), fixture::camera(16));
    QCOMPARE(set->labels.size(), std::size_t{1});
    QCOMPARE(set->labels.front().runs.front().text, QStringLiteral("Markt"));
    QVERIFY(!set->labels.front().image.isNull());
  }

  void a_feature_without_a_name_gets_none() {
    QVERIFY(placed(one_layer({{fixture::point(0, 0), "", 0}}, k_name_style), fixture::camera(16))->labels.empty());
  }

  void labels_never_overlap() {
    const Camera camera = fixture::camera(16);
    const auto set = placed(one_layer(cloud_of_points(600), k_name_style), camera);
    QVERIFY(set->labels.size() > 20);
    for (std::size_t i = 0; i < set->labels.size(); ++i) {
      for (std::size_t k = i + 1; k < set->labels.size(); ++k) {
        QVERIFY(!on_screen(set->labels[i], camera).intersects(on_screen(set->labels[k], camera)));
      }
    }
  }

  void labels_that_may_overlap_all_come() {
    const auto set = placed(one_layer(cloud_of_points(50), k_overlap_style), fixture::camera(16));
    QCOMPARE(set->labels.size(), std::size_t{50});
  }

  void the_lower_sort_key_wins() {
    const auto set =
        placed(one_layer({{fixture::point(0, 0), "spät", 9}, {fixture::point(3, 0), "früh", 1}}, k_key_style), fixture::camera(16));
    QCOMPARE(set->labels.size(), std::size_t{1});
    QCOMPARE(set->labels.front().runs.front().text, QStringLiteral("früh"));
  }

  void the_same_view_gives_the_same_labels() {
    const MapSnapshot town = fixture::town();
    const auto a = placed(town, fixture::camera(15.5));
    const auto b = placed(town, fixture::camera(15.5));
    QCOMPARE(a->labels.size(), b->labels.size());
    for (std::size_t i = 0; i < a->labels.size(); ++i) QCOMPARE(a->labels[i].identity, b->labels[i].identity);
  }

  void a_pan_of_one_pixel_changes_no_label_inside() {
    const MapSnapshot town = fixture::town();
    const auto map = bind(town);
    LabelEngine engine;
    Camera camera = fixture::camera(15.5);
    auto last = engine.place(map, camera);
    for (int step = 0; step < 5; ++step) {
      const Camera moved = camera.panned(1, 0);
      const auto now = engine.place(map, moved);
      for (const PlacedLabel& label : last->labels) {
        const geo::Box box = on_screen(label, moved);
        if (box.min_x < 0 || box.max_x > camera.width_px || box.min_y < 0 || box.max_y > camera.height_px) continue;
        const bool stays = std::any_of(now->labels.begin(), now->labels.end(), [&](const PlacedLabel& other) {
          const geo::Point2 a = moved.to_screen(label.anchor);
          const geo::Point2 b = moved.to_screen(other.anchor);
          return other.identity == label.identity && std::abs(a.x - b.x) < 0.75 && std::abs(a.y - b.y) < 0.75;
        });
        QVERIFY2(stays, qPrintable(label.runs.front().text));
      }
      camera = moved;
      last = now;
    }
  }

  void a_hidden_row_loses_its_label() {
    MapSnapshot snapshot = one_layer({{fixture::point(0, 0), "Markt", 0}}, k_name_style);
    snapshot.layers.front().hidden_rows = {0};
    QVERIFY(placed(snapshot, fixture::camera(16))->labels.empty());
  }

  void an_area_is_named_in_its_inside_not_in_its_hole() {
    const auto set = placed(one_layer({fixture::ground().front()}, k_name_style), fixture::camera(15));
    QCOMPARE(set->labels.size(), std::size_t{1});
    QVERIFY(geo::contains(fixture::ground().front().geometry, set->labels.front().anchor));
  }

  void a_street_in_pieces_is_named_once() {
    std::vector<fixture::Row> rows;
    for (int i = 0; i < 8; ++i) rows.push_back({fixture::line({{-160.0 + i * 40, 0}, {-120.0 + i * 40, 0}}), "Lange Straße", 0});
    const auto set = placed(one_layer(rows, k_line_name_style), fixture::camera(15.5));
    QCOMPARE(set->labels.size(), std::size_t{1});
    QCOMPARE(set->labels.front().runs.front().text, QStringLiteral("Lange Straße"));  // straight: one piece
  }

  void a_name_longer_than_its_street_is_left_out() {
    const auto rows = std::vector<fixture::Row>{{fixture::line({{0, 0}, {20, 0}}), "Bürgermeister-Schumacher-Straße", 0}};
    QVERIFY(placed(one_layer(rows, k_line_name_style), fixture::camera(15))->labels.empty());
  }

  void text_along_a_street_reads_from_left_to_right() {
    const auto rows = std::vector<fixture::Row>{{fixture::line({{200, 0}, {-200, 30}}), "Rückweg", 0}};
    const auto set = placed(one_layer(rows, k_line_name_style), fixture::camera(16));
    QCOMPARE(set->labels.size(), std::size_t{1});
    QVERIFY(std::abs(set->labels.front().runs.front().angle_deg) < 90);
  }

  void text_does_not_run_round_a_sharp_corner() {
    const auto rows = std::vector<fixture::Row>{{fixture::line({{-25, 0}, {0, 0}, {0, -25}}), "Eckstraße am Winkel", 0}};
    QVERIFY(placed(one_layer(rows, k_line_name_style), fixture::camera(17))->labels.empty());
  }

  void labels_of_a_printed_view_lie_inside_it() {
    LabelEngine engine;
    const Camera camera = fixture::camera(15.5, 500, 400);
    for (const PlacedLabel& label : engine.place(bind(fixture::town()), camera, {}, 0)->labels) {
      const geo::Box box = on_screen(label, camera).grown(-3);
      QVERIFY(box.min_x >= 0 && box.min_y >= 0 && box.max_x <= 500 && box.max_y <= 400);
    }
  }

  void a_cancelled_placement_gives_nothing() {
    base::CancelSource cancel;
    cancel.cancel();
    LabelEngine engine;
    QVERIFY(engine.place(bind(fixture::town()), fixture::camera(16), cancel.token()) == nullptr);
  }

  void short_texts_stay_in_one_line() {
    QCOMPARE(wrap_label(QStringLiteral("Am Markt"), 20, by_letters), QStringList{QStringLiteral("Am Markt")});
  }

  void lines_are_about_equally_long() {
    QCOMPARE(wrap_label(QStringLiteral("Platz der Deutschen Einheit"), 18, by_letters),
             (QStringList{QStringLiteral("Platz der"), QStringLiteral("Deutschen Einheit")}));
  }

  void a_hyphen_may_end_a_line() {
    QCOMPARE(wrap_label(QStringLiteral("Geschwister-Scholl-Schule"), 14, by_letters),
             (QStringList{QStringLiteral("Geschwister-"), QStringLiteral("Scholl-Schule")}));
  }

  void long_words_break_at_the_seam_of_their_parts() {
    QCOMPARE(wrap_label(QStringLiteral("Hauptverwaltung"), 11, by_letters),
             (QStringList{QStringLiteral("Haupt-"), QStringLiteral("verwaltung")}));
  }

  void a_word_a_little_too_long_stays_whole() {
    QCOMPARE(wrap_label(QStringLiteral("Friedrichshain-Kreuzberg"), 12, by_letters),
             (QStringList{QStringLiteral("Friedrichshain-"), QStringLiteral("Kreuzberg")}));
  }

  void a_name_keeps_off_the_discs_of_an_upper_layer() {
    MapSnapshot snapshot = one_layer({{fixture::line({{-200, 0}, {200, 0}}), "Hauptstraße", 0}}, k_line_name_style);
    const Camera camera = fixture::camera(16);
    const auto before = placed(snapshot, camera);
    QCOMPARE(before->labels.size(), std::size_t{1});
    snapshot.layers.push_back(fixture::layer("pins", fixture::pack_of("pins", {{fixture::point(0, 0), "", 0}}), k_disc_style));
    const auto after = placed(snapshot, camera);
    QCOMPARE(after->labels.size(), std::size_t{1});
    const geo::Point2 pin = camera.to_screen(fixture::k_middle);
    QVERIFY(on_screen(before->labels.front(), camera).contains(pin));
    QVERIFY(!on_screen(after->labels.front(), camera).contains(pin));
  }

  void syllables_follow_the_german_rules() {
    const auto hyphenated = [](const QString& word) {
      QString shown = word;
      const auto points = break_points(word);
      for (auto it = points.rbegin(); it != points.rend(); ++it) shown.insert(it->at, QLatin1Char('-'));
      return shown;
    };
    QCOMPARE(hyphenated(QStringLiteral("Brunnen")), QStringLiteral("Brun-nen"));
    QCOMPARE(hyphenated(QStringLiteral("Wasserturm")), QStringLiteral("Was-ser-turm"));
    QCOMPARE(hyphenated(QStringLiteral("Fischerei")), QStringLiteral("Fi-sche-rei"));
    QCOMPARE(hyphenated(QStringLiteral("Hecke")), QStringLiteral("He-cke"));
    QCOMPARE(hyphenated(QStringLiteral("Ort")), QStringLiteral("Ort"));
    QCOMPARE(hyphenated(QStringLiteral("Bahnhofstraße")), QStringLiteral("Bahn-hof-straße"));
  }

  void words_that_cannot_be_broken_stay_whole() {
    QCOMPARE(wrap_label(QStringLiteral("Strngthx"), 4, by_letters), QStringList{QStringLiteral("Strngthx")});
  }

  void the_pole_of_an_l_lies_in_its_knee() {
    const geo::Point2 pole = pole_of_inaccessibility(geo::make_area({{{0, 0}, {100, 0}, {100, 20}, {20, 20}, {20, 100}, {0, 100}}}));
    QVERIFY(pole.x < 21 && pole.y < 21);
    QVERIFY(pole.x > 8 && pole.y > 8);
  }

  void the_pole_of_a_ring_avoids_the_hole() {
    const geo::Geometry ring = geo::make_area({{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{20, 20}, {20, 90}, {90, 90}, {90, 20}}});
    QVERIFY(geo::contains(ring, pole_of_inaccessibility(ring)));
  }

  void the_pole_of_a_line_like_area_is_its_middle() {
    const geo::Point2 pole = pole_of_inaccessibility(geo::make_area({{{0, 5}, {50, 5}, {100, 5}}}));
    QCOMPARE(pole.x, 50.0);
  }

  void a_label_sits_in_the_middle_of_a_long_area() {
    const geo::Point2 place = label_place(geo::make_area({{{0, 0}, {300, 0}, {300, 20}, {0, 22}}}));
    QVERIFY(std::abs(place.x - 150) < 6);
    const geo::Geometry horseshoe = geo::make_area({{{0, 0}, {100, 0}, {100, 20}, {20, 20}, {20, 80}, {100, 80}, {100, 100}, {0, 100}}});
    QVERIFY(geo::contains(horseshoe, label_place(horseshoe)));
  }

  void the_label_of_a_large_area_follows_what_is_seen_of_it_and_stays_while_it_can() {
    const auto map = bind(one_layer({{fixture::box_area(0, 0, 4000, 4000), "Bezirk", 0}}, k_name_style));
    LabelEngine engine;
    Camera camera = fixture::camera(16);  // its south-west corner in the middle of the view: the area's own middle is far outside
    const auto first = engine.place(map, camera);
    QCOMPARE(first->labels.size(), std::size_t{1});
    const geo::Box seen{fixture::k_middle.x, fixture::k_middle.y, camera.bounds().max_x, camera.bounds().max_y};
    QVERIFY(seen.contains(first->labels.front().anchor));
    const double width = seen.width();
    camera.center.x += width / 8;
    const auto second = engine.place(map, camera);
    QCOMPARE(second->labels.front().anchor, first->labels.front().anchor);
    camera.center.x += width * 2;  // what was seen is gone
    const auto third = engine.place(map, camera);
    QCOMPARE(third->labels.size(), std::size_t{1});
    QVERIFY(camera.bounds().contains(third->labels.front().anchor));
    QVERIFY(!(third->labels.front().anchor == first->labels.front().anchor));
  }

  void a_sliver_of_an_area_gets_no_label() {
    Camera camera = fixture::camera(16);
    const double edge = camera.bounds().max_x - fixture::k_middle.x - 5 * camera.m_per_px();
    const auto set = placed(one_layer({{fixture::box_area(edge, -4000, 4000, 8000), "Bezirk", 0}}, k_name_style), camera);
    QVERIFY(set->labels.empty());
  }

  void an_area_is_clipped_to_the_view_with_its_holes() {
    const auto area = geo::make_area({{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{20, 20}, {20, 40}, {40, 40}, {40, 20}}});
    const auto part = clipped(area, {-10, -10, 30, 200});
    QCOMPARE(part.parts.size(), std::size_t{2});
    QCOMPARE(part.bounds(), (geo::Box{0, 0, 30, 100}));
    QVERIFY(clipped(area, {200, 200, 300, 300}).parts.empty());
  }

  void chains_go_straight_on_at_a_crossing() {
    std::vector<ChainPiece> pieces(4);
    pieces[0] = {{{-10, 0}, {0, 0}}, 0, 1, 5};
    pieces[1] = {{{0, 0}, {10, 0}}, 1, 5, 2};
    pieces[2] = {{{0, -10}, {0, 0}}, 2, 3, 5};
    pieces[3] = {{{0, 0}, {0, 10}}, 3, 5, 4};
    const auto chains = joined_chains(pieces);
    QCOMPARE(chains.size(), std::size_t{2});
    QCOMPARE(chains[0].points.size(), std::size_t{3});
    QCOMPARE(chains[0].points.front().y(), chains[0].points.back().y());
  }

  void a_ring_of_pieces_becomes_one_chain() {
    std::vector<ChainPiece> pieces;
    for (int i = 0; i < 12; ++i) {
      const double a = i * M_PI / 6;
      const double b = (i + 1) * M_PI / 6;
      pieces.push_back(
          {{{10 * std::cos(a), 10 * std::sin(a)}, {10 * std::cos(b), 10 * std::sin(b)}}, static_cast<std::uint32_t>(i), i, (i + 1) % 12});
    }
    const auto chains = joined_chains(pieces);
    QCOMPARE(chains.size(), std::size_t{1});
    QCOMPARE(chains.front().points.size(), std::size_t{13});
  }
};

QTEST_MAIN(TestLabels)
#include "test_labels.moc"
