// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/lane_places.h"

#include <cmath>

#include <QPointer>

#include "bike/polyline.h"
#include "geo/crs.h"
#include "sketch/edit_geometry.h"

namespace skizze::project {

namespace {

constexpr int k_settle_ms = 40;
constexpr double k_beside_m = 0.3;  // nearer than this a strip lies where the lane was drawn

std::vector<geo::Point2> points_of(const geo::Geometry& line) {
  std::vector<geo::Point2> points;
  for (const auto& part : line.parts)
    for (const auto& p : part.points) points.push_back(p.xy());
  return points;
}

}  // namespace

double sideways_of(const geo::Geometry& line, const geo::Geometry& place) {
  const bike::Polyline drawn(points_of(line)), there(points_of(place));
  const auto p = there.at(there.length_m() / 2);
  const auto near = drawn.nearest(p);
  const auto foot = drawn.at(near.along_m);
  return near.direction.x * (p.y - foot.y) - near.direction.y * (p.x - foot.x);
}

LanePlaces::LanePlaces(BikeDesk& desk) : QObject(&desk), m_desk(desk), m_workers(std::make_unique<base::WorkerPool>("lane places", 1)) {
  m_settle.setSingleShot(true);
  m_settle.setInterval(k_settle_ms);
  connect(&m_settle, &QTimer::timeout, this, &LanePlaces::refresh);
  connect(&desk, &BikeDesk::city_changed, this, [this] {
    forget();
    attach();
    m_settle.start();
  });
}

LanePlaces::~LanePlaces() {
  m_cancel.cancel();
  m_workers.reset();
}

void LanePlaces::set_wanted(bool wanted) {
  if (wanted == m_wanted) return;
  m_wanted = wanted;
  attach();
  if (wanted) m_settle.start();
}

void LanePlaces::attach() {
  if (m_document == m_desk.document()) return;
  if (m_document) disconnect(m_document, nullptr, this, nullptr);
  m_document = m_desk.document();
  forget();
  if (!m_document) return;
  const auto later = [this] { m_settle.start(); };
  connect(m_document, &Document::measures_changed, this, later);
  connect(m_document, &Document::scenarios_changed, this, later);
  connect(m_document, &Document::settings_changed, this, later);
  connect(m_document, &Document::view_state_changed, this, later);
}

void LanePlaces::forget() {
  m_cancel.cancel();
  m_cancel = {};
  ++m_generation;
  m_busy = false;
  m_assessor.reset();
  m_placed.clear();
  if (m_strips.empty()) return;
  m_strips.clear();
  Q_EMIT changed();
}

std::vector<LaneStrip> LanePlaces::strips_of(bike::Assessor& assessor, const Lane& lane, const geo::Transform& to_mercator) {
  std::vector<LaneStrip> strips;
  const auto result = assessor.assess(lane.measure.geometry, lane.measure.lane, lane.plan);
  const double width = *lane.measure.lane.width_m;
  for (const auto& place : result.places) {
    if (points_of(place).size() < 2) continue;
    const double offset = sideways_of(lane.measure.geometry, place);
    LaneStrip strip;
    strip.lane = lane.measure.id;
    strip.facility = lane.measure.lane.facility;
    strip.direction = lane.measure.lane.direction;
    strip.beside = std::abs(offset) > k_beside_m;
    strip.traffic_left = strip.beside ? offset < 0 : lane.measure.lane.side != sketch::Side::left;
    strip.middle = geo::transformed(place, to_mercator);
    strip.area = geo::transformed(sketch::strip(place, width), to_mercator);
    strip.left = geo::transformed(sketch::offset_line(place, width / 2), to_mercator);
    strip.right = geo::transformed(sketch::offset_line(place, -width / 2), to_mercator);
    strip.box = strip.area.bounds();
    strips.push_back(std::move(strip));
  }
  return strips;
}

void LanePlaces::refresh() {
  if (!m_wanted || m_busy || !m_document || !m_document->is_open() || !m_desk.city()) return;
  std::map<base::Uuid, Placed> kept;
  std::vector<Lane> asked;
  for (const auto* measure : m_document->measures_of(m_document->active_scenario())) {
    if (measure->kind != sketch::MeasureKind::bike_lane || measure->lane.width_m.value_or(0) <= 0) continue;
    Lane lane{*measure, m_desk.section_of(measure->id)};
    const auto before = m_placed.find(measure->id);
    if (before != m_placed.end()) kept.emplace(measure->id, before->second);
    if (before == m_placed.end() || !(before->second.lane == lane)) asked.push_back(std::move(lane));
  }
  const bool gone = kept.size() != m_placed.size();
  m_placed = std::move(kept);
  if (asked.empty()) {
    if (gone) take(m_generation, {});
    return;
  }
  m_busy = true;
  m_workers->submit(base::Priority::nearby, m_cancel.token(),
                    [self = QPointer(this), generation = m_generation, token = m_cancel.token(), city = m_desk.city(),
                     asked = std::move(asked), crs = "EPSG:" + std::to_string(m_document->crs_epsg()), assessor = m_assessor]() mutable {
                      const auto to_mercator = geo::Transform::make(crs, "EPSG:3857");
                      if (!assessor) {
                        auto made = bike::Assessor::make(city);
                        if (made) assessor = std::make_shared<bike::Assessor>(std::move(*made));
                      }
                      std::vector<Placed> placed;
                      for (auto& lane : asked) {
                        if (!assessor || !to_mercator || token.cancelled()) break;
                        auto strips = strips_of(*assessor, lane, *to_mercator);
                        placed.push_back({std::move(lane), std::move(strips)});
                      }
                      QMetaObject::invokeMethod(
                          self.data(),
                          [self, generation, assessor, placed = std::move(placed)]() mutable {
                            if (!self || generation != self->m_generation) return;
                            self->m_assessor = assessor;
                            self->m_busy = false;
                            self->take(generation, std::move(placed));
                            self->m_settle.start();  // what has changed meanwhile
                          },
                          Qt::QueuedConnection);
                    });
}

void LanePlaces::take(std::uint64_t generation, std::vector<Placed> placed) {
  if (generation != m_generation) return;
  for (auto& one : placed) m_placed.insert_or_assign(one.lane.measure.id, std::move(one));
  m_strips.clear();
  for (const auto& [id, one] : m_placed) m_strips.insert(m_strips.end(), one.strips.begin(), one.strips.end());
  Q_EMIT changed();
}

}  // namespace skizze::project
