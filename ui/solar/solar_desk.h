// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QImage>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/cancel.h"
#include "base/worker_pool.h"
#include "project/layer_style.h"
#include "project/solar_area.h"
#include "project/solar_sheet.h"
#include "project/solar_study.h"
#include "shell/workspace.h"
#include "sketch/measure.h"
#include "solar/field.h"

namespace skizze::ui {

inline constexpr const char* k_solar_roofs_layer = "room.solar.roofs";
inline constexpr const char* k_solar_strips_layer = "room.solar.strips";

/// A moment whose light is looked at; hours of the clock in Germany.
struct SolarMoment {
  QDate date{2026, 6, 21};
  double hour = 13;
  bool operator==(const SolarMoment&) const = default;
};
/// Central European time, in summer an hour more (last Sundays of March and October).
double utc_hour_of(const SolarMoment& moment);

/// Shade on the ground as a picture in Web Mercator.
struct ShadePicture {
  QImage image;
  geo::Box mercator;
};

/// What the solar room knows: the choice, the study of the roofs, strips, shade. Everything long runs as a job of the document or on a
/// worker; answers to older questions are dropped. States: nothing, computing, done (and stale once other layers came). UI thread.
class SolarDesk : public QObject {
  Q_OBJECT
 public:
  explicit SolarDesk(Workspace& workspace);
  ~SolarDesk() override;

  const project::SolarChoice& choice() const { return m_choice; }
  /// Starts a new computation where there is a study already.
  void set_choice(const project::SolarChoice& choice);
  const project::GroundAssumptions& ground() const { return m_ground; }
  void set_ground(const project::GroundAssumptions& ground);

  bool has_roofs() const;  ///< some open layer is a city model with surfaces
  void compute();
  void cancel();
  bool computing() const { return m_job != 0; }
  const std::shared_ptr<const project::SolarStudy>& study() const { return m_study; }
  bool stale() const { return m_stale; }

  bool roofs_shown() const { return m_roofs_shown; }
  void set_roofs_shown(bool shown);

  /// The shape under the pointer (project CRS), or an empty one; note() follows with sketch_changed().
  void ask_sketch(const geo::Geometry& shape, const sketch::SolarArea& area = {});
  QString note() const { return m_note; }
  /// Figures of a finished area as lines of text; delivered on the UI thread, dropped when a newer question came.
  void ask_area(const geo::Geometry& shape, const sketch::SolarArea& area, std::function<void(const QStringList&)> answer);

  /// Of the answer that was delivered last; empty where it had none.
  const std::optional<project::AreaFigures>& area_figures() const { return m_area_figures; }

  /// Everything about a building, worked out aside.
  void ask_sheet(std::size_t unit, std::function<void(const project::BuildingSheet&)> answer);

  const SolarMoment& moment() const { return m_moment; }
  void set_moment(const SolarMoment& moment);
  bool shade_shown() const { return m_shade_shown; }
  void set_shade_shown(bool shown);
  const ShadePicture& shade() const { return m_shade; }
  bool shade_current() const { return m_shade_request == m_shade_done; }
  /// Middle of the study (degrees), or of the project; the middle of Germany where neither tells (place_known() is false: say so).
  geo::Point2 place() const;
  bool place_known() const;
  void ask_place(geo::Point2 mercator);
  const std::optional<project::PlaceInSun>& place_in_sun() const { return m_place; }

  bool strips_shown() const { return m_strips_shown; }
  void set_strips_shown(bool shown);
  const std::vector<solar::FieldStrip>& strips() const { return m_strips; }
  const solar::FieldLines& strip_lines() const { return m_strip_lines; }
  /// Areas of this layer are taken out of the strips; a null id: none.
  void set_exclusion(const base::Uuid& layer);
  base::Uuid exclusion() const { return m_exclusion; }

  /// .gpkg, .xlsx or .csv by its suffix; as a job. units: which sides of the roofs, in this order; empty: all.
  void export_study(const std::shared_ptr<const project::SolarStudy>& study, const std::vector<std::size_t>& units, const QString& file);
  void export_to(const QString& file) { export_study(m_study, {}, file); }

 Q_SIGNALS:
  void study_changed();
  void progressed(double fraction, const QString& step);
  void sketch_changed();
  void moment_changed();
  void shade_changed();
  void place_changed();
  void strips_changed();

 private:
  struct AreaQuestion {
    std::shared_ptr<const project::SolarStudy> study;
    std::shared_ptr<project::GroundSunCache> suns;
    project::SolarChoice choice;
    project::GroundAssumptions ground;
    geo::Geometry mercator;
    double planar_m2 = 0;
    sketch::SolarArea area;
    base::Result<project::AreaFigures> figures() const;
    QString basis() const;
  };
  AreaQuestion question(const geo::Geometry& shape, const sketch::SolarArea& area) const;
  void attach();
  void forget();
  void refresh_layers();
  void compute_shade();
  void compute_strips();
  void on_computed(const base::Status& status, const std::shared_ptr<const project::SolarStudy>& study);
  std::shared_ptr<const style::Stylesheet> sheet(const char* name);
  void stop_asking();
  /// Runs work on a worker and hands its value back to the UI thread. last: of the question before of the same kind, which is dropped, so
  /// that of questions that follow the pointer at most one waits.
  template <class Work, class Done>
  static void aside(SolarDesk* desk, Work work, Done done, base::CancelSource& last);

  Workspace& m_workspace;
  project::SolarChoice m_choice;
  project::GroundAssumptions m_ground;
  std::shared_ptr<project::GroundSunCache> m_ground_suns = std::make_shared<project::GroundSunCache>();  // shared with workers
  std::shared_ptr<const project::SolarStudy> m_study;
  std::uint64_t m_job = 0;
  std::uint64_t m_strips_job = 0;
  bool m_again = false;
  bool m_stale = false;
  QTimer m_layers_timer;  ///< many layers that change in one step are looked at once
  bool m_roofs_shown = true;
  project::StyleCache m_styles;

  QString m_note;
  quint64 m_note_request = 0;
  quint64 m_area_request = 0;
  std::optional<project::AreaFigures> m_area_figures;
  quint64 m_sheet_request = 0;
  quint64 m_place_request = 0;
  quint64 m_strips_request = 0;
  std::optional<project::PlaceInSun> m_place;

  SolarMoment m_moment;
  bool m_shade_shown = false;
  ShadePicture m_shade;
  quint64 m_shade_request = 0;
  quint64 m_shade_done = 0;
  base::CancelSource m_shade_cancel;
  base::CancelSource m_shade_stop;  // reaches into the work itself

  bool m_strips_shown = false;
  std::vector<solar::FieldStrip> m_strips;
  solar::FieldLines m_strip_lines;
  std::shared_ptr<const feature::LayerPack> m_strip_pack;
  base::Uuid m_exclusion;
  base::CancelSource m_note_cancel, m_area_cancel, m_sheet_cancel, m_place_cancel;
  std::unique_ptr<base::WorkerPool> m_workers;  // last: joined first
};

}  // namespace skizze::ui
