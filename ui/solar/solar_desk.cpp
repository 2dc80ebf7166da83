// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/solar_desk.h"

#include <QPointer>

#include <algorithm>
#include <cmath>

#include "feature/pack_builder.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "project/solar_export.h"
#include "shell/language.h"
#include "solar/daylight.h"
#include "solar/solar_words.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

std::shared_ptr<const feature::LayerPack> pack_of(const std::vector<solar::FieldStrip>& strips) {
  feature::PackInfo info;
  info.name = "strips";
  info.kind = geo::GeometryKind::area;
  info.crs = "EPSG:3857";
  info.columns = {{"rule", feature::ColumnType::text}};
  feature::PackBuilder builder(std::move(info));
  builder.keep_order();
  // The widest first, so that the narrow one is drawn over it.
  for (std::size_t i = strips.size(); i-- > 0;) {
    if (strips[i].shape.empty()) continue;
    const std::vector<feature::Value> values{std::string(strips[i].rule->id)};
    builder.add(static_cast<std::int64_t>(i), strips[i].shape, values);
  }
  auto pack = feature::LayerPack::from_bytes(builder.finish());
  return pack ? *pack : nullptr;
}

/// Dark where the sun does not reach, clear elsewhere.
ShadePicture picture_of(const solar::HeightGrid& grid, const std::vector<std::uint8_t>& lit) {
  ShadePicture shade;
  shade.image = QImage(grid.width, grid.height, QImage::Format_ARGB32_Premultiplied);
  const QRgb dark = qPremultiply(qRgba(20, 26, 60, 120));
  for (int row = 0; row < grid.height; ++row) {
    auto* line = reinterpret_cast<QRgb*>(shade.image.scanLine(row));
    const auto* from = lit.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width);
    for (int column = 0; column < grid.width; ++column) line[column] = from[column] == 0 ? dark : 0;
  }
  shade.mercator = {grid.north_west.x, grid.north_west.y - grid.height * grid.step, grid.north_west.x + grid.width * grid.step,
                    grid.north_west.y};
  return shade;
}

int last_sunday(int year, int month) {
  QDate day(year, month, QDate(year, month, 1).daysInMonth());
  return day.addDays(-(day.dayOfWeek() % 7)).day();
}

}  // namespace

template <class Work, class Done>
void SolarDesk::aside(SolarDesk* desk, Work work, Done done, base::CancelSource& last) {
  last.cancel();
  last = {};
  const auto token = last.token();
  // The desk joins its workers before it goes, and what they have posted to it goes with it.
  desk->m_workers->submit(base::Priority::edited, token, [desk, token, work = std::move(work), done = std::move(done)]() mutable {
    auto value = work();
    if (token.cancelled()) return;
    QMetaObject::invokeMethod(
        desk,
        [token, value = std::move(value), done = std::move(done)]() mutable {
          if (!token.cancelled()) done(std::move(value));
        },
        Qt::QueuedConnection);
  });
}

double utc_hour_of(const SolarMoment& moment) {
  const int year = moment.date.year();
  const bool summer = moment.date >= QDate(year, 3, last_sunday(year, 3)) && moment.date < QDate(year, 10, last_sunday(year, 10));
  return moment.hour - (summer ? 2 : 1);
}

SolarDesk::SolarDesk(Workspace& workspace)
    : QObject(&workspace), m_workspace(workspace), m_workers(std::make_unique<base::WorkerPool>("solar", 2)) {
  m_moment.date = QDate(QDate::currentDate().year(), 6, 21);
  connect(&workspace, &Workspace::document_changed, this, &SolarDesk::attach);
  connect(&workspace, &Workspace::theme_changed, this, &SolarDesk::refresh_layers);
  connect(&workspace, &Workspace::mode_changed, this, &SolarDesk::refresh_layers);
  m_layers_timer.setSingleShot(true);
  m_layers_timer.setInterval(0);
  connect(&m_layers_timer, &QTimer::timeout, this, [this] {
    if (!m_study) Q_EMIT study_changed();
  });
  attach();
}

SolarDesk::~SolarDesk() {
  m_shade_stop.cancel();
  stop_asking();
}

void SolarDesk::stop_asking() {
  for (auto* last : {&m_note_cancel, &m_area_cancel, &m_sheet_cancel, &m_place_cancel, &m_shade_cancel}) last->cancel();
}

void SolarDesk::attach() {
  forget();
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  disconnect(document, nullptr, this, nullptr);  // the same document may be opened again
  connect(document, &project::Document::opened, this, &SolarDesk::forget);
  connect(document, &project::Document::layers_changed, this, [this] {
    m_stale = m_study != nullptr;
    Q_EMIT study_changed();
  });
  connect(document, &project::Document::layer_changed, this, [this] { m_layers_timer.start(); });
  connect(&document->jobs(), &project::Jobs::progressed, this, [this, document](quint64 id) {
    if (id != m_job && id != m_strips_job) return;
    for (const auto& job : document->jobs().list())
      if (job.id == id) Q_EMIT progressed(job.fraction, text_of(job.step.id.empty() ? job.title : job.step));
  });
}

void SolarDesk::forget() {
  cancel();
  m_study.reset();
  m_stale = false;
  m_shade = {};
  m_place.reset();
  m_strips.clear();
  m_strip_pack.reset();
  m_strips_shown = m_shade_shown = false;
  m_note.clear();
  stop_asking();
  m_shade_done = m_shade_request;
  ++m_note_request;
  ++m_area_request;
  ++m_sheet_request;
  ++m_place_request;
  ++m_strips_request;
  m_strips_job = 0;
  refresh_layers();
  Q_EMIT study_changed();
  Q_EMIT strips_changed();
  Q_EMIT shade_changed();
}

bool SolarDesk::has_roofs() const {
  const auto* document = m_workspace.document();
  return document != nullptr && !project::solar_sources(document->layers()).empty();
}

void SolarDesk::set_choice(const project::SolarChoice& choice) {
  m_choice = choice;
  if (m_study || computing()) return compute();
  Q_EMIT study_changed();  // areas on the ground need no roofs
}

void SolarDesk::set_ground(const project::GroundAssumptions& ground) {
  m_ground = ground;
  Q_EMIT study_changed();
}

void SolarDesk::compute() {
  auto* document = m_workspace.document();
  if (document == nullptr || !has_roofs()) return;
  if (computing()) {
    m_again = true;
    document->jobs().cancel(m_job);
    return;
  }
  const auto result = std::make_shared<std::shared_ptr<const project::SolarStudy>>();
  m_job = document->jobs().start(
      base::Message{"solar.job_roofs", {}},
      [result, sources = project::solar_sources(document->layers()), choice = m_choice, before = m_study](
          base::CancelToken token, const project::Jobs::Progress& progress) -> base::Status {
        auto study = project::study_roofs(sources, choice, token, progress, before);
        if (!study) return tl::unexpected(study.error());
        *result = std::move(*study);
        return {};
      },
      [self = QPointer<SolarDesk>(this), result](const base::Status& status) {
        if (self) self->on_computed(status, *result);
      });
  Q_EMIT study_changed();
}

void SolarDesk::on_computed(const base::Status& status, const std::shared_ptr<const project::SolarStudy>& study) {
  m_job = 0;
  if (m_again) {
    m_again = false;
    return compute();
  }
  if (status) {
    m_study = study;
    m_stale = false;
    refresh_layers();
    if (m_shade_shown) compute_shade();
  } else {
    m_workspace.show_error(status.error());
  }
  Q_EMIT study_changed();
}

void SolarDesk::cancel() {
  m_again = false;
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  if (m_job != 0) document->jobs().cancel(m_job);
}

void SolarDesk::set_roofs_shown(bool shown) {
  m_roofs_shown = shown;
  refresh_layers();
}

std::shared_ptr<const style::Stylesheet> SolarDesk::sheet(const char* name) {
  const auto json = m_styles.template_json(name);
  if (!json) return nullptr;
  const auto compiled = m_styles.sheet(*json, {}, current_theme().map_theme());
  return compiled ? *compiled : nullptr;
}

/// Results are seen where plans are made and where they are shown.
void SolarDesk::refresh_layers() {
  std::vector<scene::MapLayer> layers;
  const bool seen = m_workspace.mode() == Mode::plan || m_workspace.mode() == Mode::present;
  if (seen && m_strips_shown && m_strip_pack) {
    scene::MapLayer layer;
    layer.id = k_solar_strips_layer;
    layer.pack = m_strip_pack;
    layer.style = sheet("solar_strips");
    layers.push_back(std::move(layer));
  }
  if (seen && m_roofs_shown && m_study) {
    scene::MapLayer layer;
    layer.id = k_solar_roofs_layer;
    layer.pack = m_study->pack;
    layer.style = sheet("solar_roofs");
    layers.push_back(std::move(layer));
  }
  m_workspace.set_room_layers(QStringLiteral("solar"), std::move(layers));
}

/// What a worker needs to answer for an area: frozen, so that the desk may go on.
SolarDesk::AreaQuestion SolarDesk::question(const geo::Geometry& shape, const sketch::SolarArea& area) const {
  const auto mercator = m_workspace.document()->to_mercator(shape);
  return {m_study, m_ground_suns, m_choice, m_ground, mercator, geo::planar_area(shape), area};
}

base::Result<project::AreaFigures> SolarDesk::AreaQuestion::figures() const {
  if (area.place == sketch::SolarPlace::roof) return project::roof_figures(*study, mercator, area);
  if (study) return project::ground_figures(planar_m2, area, ground, choice, study->year, study->model->table());
  const auto sun = suns->at(choice, geo::to_lon_lat(mercator.bounds().center()));
  if (!sun) return tl::unexpected(sun.error());
  return project::ground_figures(planar_m2, area, ground, choice, (*sun)->year, (*sun)->table);
}

QString SolarDesk::AreaQuestion::basis() const {
  if (area.place == sketch::SolarPlace::roof) return basis_text(*study);
  if (study) return ground_basis_text(study->year);
  const auto sun = suns->at(choice, geo::to_lon_lat(mercator.bounds().center()));
  return sun ? ground_basis_text((*sun)->year) : QString();
}

void SolarDesk::ask_sketch(const geo::Geometry& shape, const sketch::SolarArea& area) {
  const quint64 request = ++m_note_request;
  const bool on_roof = area.place == sketch::SolarPlace::roof;
  if ((on_roof && !m_study) || shape.kind != geo::GeometryKind::area || m_workspace.document() == nullptr) {
    m_note.clear();
    return;
  }
  aside(
      this,
      [asked = question(shape, area), on_roof]() -> QString {
        const auto found = asked.figures();
        if (!found || asked.planar_m2 < 1 || (on_roof && found->sides == 0)) return {};
        return on_roof ? roofs_note(*found) : ground_note(*found, asked.area.place);
      },
      [this, request](const QString& note) {
        if (request != m_note_request) return;
        m_note = note;
        Q_EMIT sketch_changed();
      },
      m_note_cancel);
}

void SolarDesk::ask_area(const geo::Geometry& shape, const sketch::SolarArea& area, std::function<void(const QStringList&)> answer) {
  const quint64 request = ++m_area_request;
  m_area_figures.reset();
  const bool on_roof = area.place == sketch::SolarPlace::roof;
  if (m_workspace.document() == nullptr || (on_roof && !m_study)) {
    answer({has_roofs() ? tr("Yield: compute the roofs on the page “Solar”.") : tr("Yield: not assessable, no city model is loaded.")});
    return;
  }
  using Told = std::pair<QStringList, std::optional<project::AreaFigures>>;
  aside(
      this,
      [asked = question(shape, area), on_roof]() -> Told {
        const auto found = asked.figures();
        if (!found) return {{text_of(found.error())}, {}};
        if (on_roof && found->sides == 0)
          return {{tr("No roof of the city model lies under this area. For a field or a car park choose another place below.")}, {}};
        QStringList lines{tr("Yield %1 a year (%2)").arg(energy_text(found->kwh), energy_range_text(found->kwh, found->range)),
                          tr("%1 kWp · %2 t CO₂ a year").arg(digits_text(found->kwp), digits_text(found->co2_kg / 1000))};
        lines << (on_roof ? tr("%n side(s) of roofs, of which %1 suitable", nullptr, static_cast<int>(found->sides)).arg(found->suitable)
                          : rows_text(*found));
        if (!on_roof) lines << text_of(base::Message{"solar.screening_only", {}});
        if (found->unseen > 0)
          lines << text_of(
              base::Message{"solar.area_unseen", {{"count", std::to_string(found->unseen)}, {"sides", std::to_string(found->sides)}}});
        lines << asked.basis()
              << (on_roof ? assumed_text(asked.study->choice.roofs) : assumed_ground_text(asked.choice.roofs, *found->system));
        return {lines, *found};
      },
      [this, request, answer = std::move(answer)](const Told& told) {
        if (request != m_area_request) return;
        m_area_figures = told.second;
        answer(told.first);
      },
      m_area_cancel);
}

void SolarDesk::ask_sheet(std::size_t unit, std::function<void(const project::BuildingSheet&)> answer) {
  const quint64 request = ++m_sheet_request;
  if (!m_study || unit >= m_study->report.units.size()) return;
  aside(
      this, [study = m_study, unit] { return project::building_sheet(*study, unit); },
      [this, request, answer = std::move(answer)](const project::BuildingSheet& sheet) {
        if (request == m_sheet_request) answer(sheet);
      },
      m_sheet_cancel);
}

geo::Point2 SolarDesk::place() const {
  if (m_study && !m_study->faces.empty()) return geo::to_lon_lat(m_study->faces.front().shape.bounds().center());
  const auto* document = m_workspace.document();
  const auto box = document != nullptr ? document->extent() : geo::Box{};
  return box.empty() ? geo::Point2{10, 51} : geo::to_lon_lat(box.center());
}

bool SolarDesk::place_known() const {
  const auto* document = m_workspace.document();
  return (m_study && !m_study->faces.empty()) || (document != nullptr && !document->extent().empty());
}

void SolarDesk::set_moment(const SolarMoment& moment) {
  if (m_moment == moment) return;
  m_moment = moment;
  Q_EMIT moment_changed();
  if (m_shade_shown) compute_shade();
}

void SolarDesk::set_shade_shown(bool shown) {
  m_shade_shown = shown;
  if (shown) compute_shade();
  Q_EMIT shade_changed();
}

void SolarDesk::compute_shade() {
  if (!m_study) return;
  const quint64 request = ++m_shade_request;
  m_shade_stop.cancel();
  m_shade_stop = {};
  const auto at = place();
  const auto time = solar::instant_at(m_moment.date.year(), m_moment.date.month(), m_moment.date.day(), utc_hour_of(m_moment));
  const auto sun = solar::sun_position(time, at.x, at.y);
  aside(
      this,
      [study = m_study, sun, token = m_shade_stop.token()]() -> ShadePicture {
        const auto lit = solar::light_mask(study->grid, sun.azimuth_deg, sun.apparent_elevation_deg(), token);
        return lit ? picture_of(study->grid, *lit) : ShadePicture{};
      },
      [this, request](ShadePicture shade) {
        if (request != m_shade_request) return;
        m_shade = std::move(shade);
        m_shade_done = request;
        Q_EMIT shade_changed();
      },
      m_shade_cancel);
}

void SolarDesk::ask_place(geo::Point2 mercator) {
  if (!m_study) return;
  const quint64 request = ++m_place_request;
  aside(
      this,
      [study = m_study, mercator, date = m_moment.date] {
        return project::place_in_sun(*study, mercator, date.year(), date.month(), date.day());
      },
      [this, request](const std::optional<project::PlaceInSun>& place) {
        if (request != m_place_request) return;
        m_place = place;
        Q_EMIT place_changed();
      },
      m_place_cancel);
}

void SolarDesk::set_strips_shown(bool shown) {
  m_strips_shown = shown;
  if (shown && !m_strip_pack) compute_strips();
  refresh_layers();
  Q_EMIT strips_changed();
}

void SolarDesk::set_exclusion(const base::Uuid& layer) {
  m_exclusion = layer;
  if (m_strips_shown) compute_strips();
}

void SolarDesk::compute_strips() {
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  std::vector<std::shared_ptr<const feature::LayerPack>> lines;
  std::shared_ptr<const feature::LayerPack> excluded;
  for (const auto& layer : document->layers()) {
    if (layer.pack && layer.pack->info().kind == geo::GeometryKind::line) lines.push_back(layer.pack);
    if (layer.pack && layer.id == m_exclusion) excluded = layer.pack;
  }
  struct Result {
    solar::FieldLines lines;
    std::vector<solar::FieldStrip> strips;
    std::shared_ptr<const feature::LayerPack> pack;
  };
  const auto result = std::make_shared<Result>();
  if (m_strips_job != 0) document->jobs().cancel(m_strips_job);
  const quint64 request = ++m_strips_request;  // the end of one that was replaced changes nothing
  m_strips_job = document->jobs().start(
      base::Message{"solar.job_strips", {}},
      [result, lines, excluded](base::CancelToken token, const project::Jobs::Progress&) -> base::Status {
        for (const auto& pack : lines) solar::add_field_lines(*pack, result->lines);
        std::vector<geo::Geometry> exclusions;
        for (std::uint32_t row = 0; excluded && row < excluded->size(); ++row) exclusions.push_back(excluded->geometry(row));
        auto strips = solar::field_strips(result->lines, exclusions, 15, token);
        if (!strips) return tl::unexpected(strips.error());
        result->strips = std::move(*strips);
        result->pack = pack_of(result->strips);
        return {};
      },
      [self = QPointer<SolarDesk>(this), result, request](const base::Status& status) {
        if (!self || request != self->m_strips_request) return;
        self->m_strips_job = 0;
        if (!status) {
          self->m_strips_shown = false;
          self->m_workspace.show_error(status.error());
        }
        self->m_strips = result->strips;
        self->m_strip_lines = result->lines;
        self->m_strip_pack = result->pack;
        self->refresh_layers();
        Q_EMIT self->strips_changed();
      });
}

void SolarDesk::export_study(const std::shared_ptr<const project::SolarStudy>& study, const std::vector<std::size_t>& units,
                             const QString& file) {
  auto* document = m_workspace.document();
  if (document == nullptr || !study) return;
  document->jobs().start(
      base::Message{"solar.job_export", {}},
      [study, units, file](base::CancelToken token, const project::Jobs::Progress&) {
        return project::write_roof_table(units.empty() ? project::roof_table(*study) : project::roof_table(*study, units),
                                         file.toStdString(), token);
      },
      [self = QPointer<SolarDesk>(this), file](const base::Status& status) {
        if (!self) return;
        if (!status) return self->m_workspace.show_error(status.error());
        self->m_workspace.show_message(MessageKind::success, text_of(base::Message{"solar.written", {{"file", file.toStdString()}}}));
      });
}

}  // namespace skizze::ui
