// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/building.h"

#include <algorithm>
#include <numbers>

namespace skizze::sample {
namespace {

using geo::Point3;

constexpr double k_rad = std::numbers::pi / 180;
constexpr double k_tent = 0.3;  // a hip roof this close to a square ends in a point

/// A body seen so that its ridge runs along its width.
struct View {
  Vec corner, along;
  double width, depth;
};

View view_of(const Body& body) {
  const bool turn = (body.roof == RoofForm::gable && body.ridge_across) || (body.roof == RoofForm::hip && body.depth_m > body.width_m);
  if (!turn) return {body.corner, body.along, body.width_m, body.depth_m};
  return {body.corner + body.along * body.width_m, left(body.along), body.depth_m, body.width_m};
}

class Builder {
 public:
  Builder(const View& view, double eaves, double rise) : m_view(view), m_eaves(eaves), m_rise(rise) {}

  Point3 at(double u, double v, double z) const {
    const Vec p = m_view.corner + m_view.along * u + left(m_view.along) * v;
    return {p.x, p.y, z};
  }
  Point3 low(int corner, double z) const {
    const double w = m_view.width;
    const double d = m_view.depth;
    switch (corner) {
      case 0: return at(0, 0, z);
      case 1: return at(w, 0, z);
      case 2: return at(w, d, z);
      default: return at(0, d, z);
    }
  }
  void add(FaceKind kind, std::vector<Point3> ring) { m_faces.push_back({kind, std::move(ring)}); }
  void ground() { add(FaceKind::ground, {low(0, 0), low(3, 0), low(2, 0), low(1, 0)}); }
  /// Wall from corner a to corner b with tops at these heights and, between them, a peak.
  void wall(int a, int b, double top_a, double top_b, const Point3* peak = nullptr) {
    std::vector<Point3> ring{low(a, 0), low(b, 0), low(b, top_b)};
    if (peak) ring.push_back(*peak);
    ring.push_back(low(a, top_a));
    add(FaceKind::wall, std::move(ring));
  }

  void flat() {
    for (int i = 0; i < 4; ++i) wall(i, (i + 1) % 4, m_eaves, m_eaves);
    add(FaceKind::roof, {low(0, m_eaves), low(1, m_eaves), low(2, m_eaves), low(3, m_eaves)});
  }
  void shed() {
    const double top = m_eaves + m_rise;
    wall(0, 1, m_eaves, m_eaves);
    wall(1, 2, m_eaves, top);
    wall(2, 3, top, top);
    wall(3, 0, top, m_eaves);
    add(FaceKind::roof, {low(0, m_eaves), low(1, m_eaves), low(2, top), low(3, top)});
  }
  void gable() {
    const Point3 r0 = at(0, m_view.depth / 2, m_eaves + m_rise);
    const Point3 r1 = at(m_view.width, m_view.depth / 2, m_eaves + m_rise);
    wall(0, 1, m_eaves, m_eaves);
    wall(1, 2, m_eaves, m_eaves, &r1);
    wall(2, 3, m_eaves, m_eaves);
    wall(3, 0, m_eaves, m_eaves, &r0);
    add(FaceKind::roof, {low(0, m_eaves), low(1, m_eaves), r1, r0});
    add(FaceKind::roof, {low(2, m_eaves), low(3, m_eaves), r0, r1});
  }
  void hip() {
    const double back = m_view.depth / 2;
    const bool tent = m_view.width - m_view.depth < k_tent;
    const Point3 r0 = at(tent ? m_view.width / 2 : back, back, m_eaves + m_rise);
    const Point3 r1 = at(tent ? m_view.width / 2 : m_view.width - back, back, m_eaves + m_rise);
    for (int i = 0; i < 4; ++i) wall(i, (i + 1) % 4, m_eaves, m_eaves);
    if (tent) {
      for (int i = 0; i < 4; ++i) add(FaceKind::roof, {low(i, m_eaves), low((i + 1) % 4, m_eaves), r0});
      return;
    }
    add(FaceKind::roof, {low(0, m_eaves), low(1, m_eaves), r1, r0});
    add(FaceKind::roof, {low(1, m_eaves), low(2, m_eaves), r1});
    add(FaceKind::roof, {low(2, m_eaves), low(3, m_eaves), r0, r1});
    add(FaceKind::roof, {low(3, m_eaves), low(0, m_eaves), r0});
  }

  std::vector<Face> take() { return std::move(m_faces); }

 private:
  View m_view;
  double m_eaves;
  double m_rise;
  std::vector<Face> m_faces;
};

double rise_of(const Body& body) {
  const double depth = view_of(body).depth;
  const double slope = std::tan(body.tilt_deg * k_rad);
  switch (body.roof) {
    case RoofForm::flat: return 0;
    case RoofForm::shed: return slope * depth;
    default: return slope * depth / 2;
  }
}

double aspect_deg(Vec down) {
  const double a = std::atan2(down.x, down.y) / k_rad;
  return a < 0 ? a + 360 : a;
}

}  // namespace

int roof_type_code(RoofForm form, bool tent) {
  switch (form) {
    case RoofForm::flat: return 1000;
    case RoofForm::shed: return 2100;
    case RoofForm::gable: return 3100;
    case RoofForm::hip: return tent ? 3500 : 3200;
  }
  return 9999;
}

std::vector<Face> faces_of(const Body& body) {
  Builder builder(view_of(body), body.eaves_m, rise_of(body));
  builder.ground();
  switch (body.roof) {
    case RoofForm::flat: builder.flat(); break;
    case RoofForm::shed: builder.shed(); break;
    case RoofForm::gable: builder.gable(); break;
    case RoofForm::hip: builder.hip(); break;
  }
  return builder.take();
}

Polygon footprint(const Body& body) { return rectangle(body.corner, body.along, body.width_m, body.depth_m); }

double ridge_m(const Body& body) { return body.eaves_m + rise_of(body); }

std::vector<double> roof_aspects_deg(const Body& body) {
  if (body.roof == RoofForm::flat) return {};
  const View view = view_of(body);
  const Vec front = left(view.along) * -1;
  if (body.roof == RoofForm::shed) return {aspect_deg(front)};
  if (body.roof == RoofForm::gable) return {aspect_deg(front), aspect_deg(front * -1)};
  return {aspect_deg(front), aspect_deg(view.along), aspect_deg(front * -1), aspect_deg(view.along * -1)};
}

double roof_area_m2(const Body& body) {
  return body.width_m * body.depth_m / std::cos(body.roof == RoofForm::flat ? 0 : body.tilt_deg * k_rad);
}

std::size_t roof_face_count(const Body& body) {
  constexpr std::size_t k_counts[] = {1, 1, 2, 4};
  return k_counts[static_cast<std::size_t>(body.roof)];
}

double roof_height_at(const Body& body, Vec p) {
  const View view = view_of(body);
  const double u = dot(p - view.corner, view.along);
  const double v = dot(p - view.corner, left(view.along));
  if (u < 0 || v < 0 || u > view.width || v > view.depth) return -1;
  const double slope = body.roof == RoofForm::flat ? 0 : std::tan(body.tilt_deg * k_rad);
  double run = std::min(v, view.depth - v);
  if (body.roof == RoofForm::shed) run = v;
  if (body.roof == RoofForm::hip) run = std::min(run, std::min(u, view.width - u));
  return body.eaves_m + slope * run;
}

}  // namespace skizze::sample
