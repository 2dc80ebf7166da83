// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What must hold for any shape: pieces add up to the whole, and what was taken apart goes together again.
#include <rapidcheck.h>

#include <QtTest>
#include <cmath>
#include <numbers>

#include "geo/overlay.h"
#include "geo/same.h"
#include "sketch/edit_geometry.h"
#include "sketch/snap.h"

using namespace skizze;
using namespace skizze::sketch;
using geo::Point2;

namespace {

/// Where UTM coordinates lie, so that digits are lost as in real projects.
constexpr Point2 k_origin{565000, 5934000};

/// A star-shaped area: never crosses itself, often not convex.
geo::Geometry any_area() {
  const auto radii = *rc::gen::container<std::vector<int>>(*rc::gen::inRange(3, 20), rc::gen::inRange(5, 100));
  std::vector<Point2> ring;
  for (std::size_t i = 0; i < radii.size(); ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(radii.size());
    ring.push_back({k_origin.x + radii[i] * std::cos(angle), k_origin.y + radii[i] * std::sin(angle)});
  }
  return geo::make_area({ring});
}

Point2 any_point() { return {k_origin.x + *rc::gen::inRange(-900, 900) / 10.0, k_origin.y + *rc::gen::inRange(-900, 900) / 10.0}; }

geo::Geometry any_line() {
  std::vector<Point2> points{any_point()};
  const int count = *rc::gen::inRange(2, 15);
  while (static_cast<int>(points.size()) < count)
    points.push_back({points.back().x + *rc::gen::inRange(1, 50), points.back().y + *rc::gen::inRange(-50, 50)});
  return geo::make_line(points);
}

bool close(double a, double b, double tolerance = 1e-5) { return std::abs(a - b) <= tolerance; }

}  // namespace

class TestEditProperties : public QObject {
  Q_OBJECT

 private slots:
  void the_pieces_of_an_area_add_up_to_it() {
    QVERIFY(rc::check([] {
      const auto area = any_area();
      const double angle = *rc::gen::inRange(0, 360) * std::numbers::pi / 180;
      const Point2 across{500 * std::cos(angle), 500 * std::sin(angle)};
      const auto knife = geo::make_line({{k_origin.x - across.x, k_origin.y - across.y}, {k_origin.x + across.x, k_origin.y + across.y}});
      const auto pieces = split_area(area, knife);
      RC_ASSERT(pieces.has_value());  // the centre lies inside, so a line through it always divides
      double sum = 0;
      for (const auto& piece : *pieces) {
        RC_ASSERT(geo::valid(piece));
        sum += geo::planar_area(piece);
      }
      RC_ASSERT(close(sum, geo::planar_area(area)));
    }));
  }
  void the_pieces_of_a_line_join_to_it_again() {
    QVERIFY(rc::check([] {
      const auto line = any_line();
      const auto pieces = split_line(line, any_point(), 1000);
      if (!pieces) return;  // nearest to an end: nothing to split
      const double length = geo::planar_length(line);
      RC_ASSERT(close(geo::planar_length((*pieces)[0]) + geo::planar_length((*pieces)[1]), length));
      const auto joined = join_lines((*pieces)[0], reversed((*pieces)[1]), 0.001);
      RC_ASSERT(joined.has_value());
      RC_ASSERT(close(geo::planar_length(*joined), length));
    }));
  }
  void deleting_an_inserted_vertex_restores_the_shape() {
    QVERIFY(rc::check([] {
      const auto area = any_area();
      const auto at = *rc::gen::inRange<std::size_t>(0, area.parts[0].points.size());
      RC_ASSERT(geo::same_in_plane(deleted_vertex(inserted_vertex(area, {0, at}, any_point()), {0, at + 1}), area));
    }));
  }
  void an_offset_line_keeps_its_distance_where_it_is_straight() {
    QVERIFY(rc::check([] {
      const Point2 a = any_point();
      const Point2 b = {a.x + *rc::gen::inRange(1, 300), a.y + *rc::gen::inRange(-300, 300)};
      const double by = *rc::gen::inRange(-50, 50) / 10.0;
      const auto line = geo::make_line({a, b});
      const auto beside = offset_line(line, by);
      for (const auto& p : beside.parts[0].points) RC_ASSERT(close(geo::distance(line, p.xy()), std::abs(by), 1e-6));
    }));
  }
  void a_snapped_point_is_never_further_than_the_tolerance() {
    QVERIFY(rc::check([] {
      const std::vector nearby{any_line(), any_area(), any_line()};
      const std::vector<Point2> drawn{any_point(), any_point()};
      SnapRequest request;
      request.pointer = any_point();
      request.tolerance = *rc::gen::inRange(0, 200) / 10.0;
      request.nearby = nearby;
      request.drawn = drawn;
      request.reference = Segment{any_point(), any_point()};
      const auto result = snap(request);
      RC_ASSERT(std::hypot(result.point.x - request.pointer.x, result.point.y - request.pointer.y) <= request.tolerance + 1e-9);
      request.typed_length = *rc::gen::inRange(1, 500) / 2.0;
      RC_ASSERT(close(snap(request).length, *request.typed_length, 1e-6));
    }));
  }
  void a_union_is_no_smaller_than_its_parts_and_no_larger_than_their_sum() {
    QVERIFY(rc::check([] {
      const auto a = any_area();
      const auto b = moved(any_area(), *rc::gen::inRange(-100, 100), *rc::gen::inRange(-100, 100));
      const auto both = geo::united(a, b);
      RC_ASSERT(both.has_value());
      RC_ASSERT(close(geo::planar_area(*both) + overlap_area(a, b), geo::planar_area(a) + geo::planar_area(b), 1e-4));
    }));
  }
};

QTEST_GUILESS_MAIN(TestEditProperties)
#include "test_edit_properties.moc"
