// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the strips of all lanes of the active variant lie, to scale.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "base/worker_pool.h"
#include "project/bike_desk.h"

namespace skizze::project {

/// One strip of a lane (a lane on both sides has two), in Web Mercator metres.
struct LaneStrip {
  base::Uuid lane;
  sketch::FacilityType facility = sketch::FacilityType::mischverkehr;
  sketch::Direction direction = sketch::Direction::forward;
  geo::Geometry middle, area, left, right;  ///< left and right: its borders, as the lane runs
  geo::Box box;
  bool traffic_left = true;  ///< motor traffic runs left of it
  bool beside = false;       ///< not where the lane was drawn, but where the cross-section puts it
};

/// Sideways from a lane's line to the middle of its strip, left positive, metres.
double sideways_of(const geo::Geometry& line, const geo::Geometry& place);

/// Follows the desk's document while somebody looks (set_wanted); only lanes that have changed are placed anew, on a worker.
/// Lives on the UI thread, no longer than the desk.
class LanePlaces : public QObject {
  Q_OBJECT

 public:
  explicit LanePlaces(BikeDesk& desk);
  ~LanePlaces() override;
  void set_wanted(bool wanted);
  /// Of lanes with a width; empty until they are placed.
  const std::vector<LaneStrip>& strips() const { return m_strips; }

 Q_SIGNALS:
  void changed();

 private:
  struct Lane {
    sketch::Measure measure;
    bike::SectionPlan plan;
    bool operator==(const Lane&) const = default;
  };
  struct Placed {
    Lane lane;
    std::vector<LaneStrip> strips;
  };
  void attach();
  void forget();
  void refresh();
  void take(std::uint64_t generation, std::vector<Placed> placed);
  static std::vector<LaneStrip> strips_of(bike::Assessor& assessor, const Lane& lane, const geo::Transform& to_mercator);

  BikeDesk& m_desk;
  Document* m_document = nullptr;
  std::shared_ptr<bike::Assessor> m_assessor;  ///< used by the one job that places
  std::map<base::Uuid, Placed> m_placed;
  std::vector<LaneStrip> m_strips;
  QTimer m_settle;
  bool m_wanted = false;
  bool m_busy = false;
  std::uint64_t m_generation = 0;  ///< counts cities and documents; answers of an earlier one are dropped
  base::CancelSource m_cancel;
  std::unique_ptr<base::WorkerPool> m_workers;  // last: joined first
};

}  // namespace skizze::project
