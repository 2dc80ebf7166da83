// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The file behind the document: opening, closing, history, view. Commands: document_commands.cpp. Layers: document_layers.cpp. Rows:
/// document_rows.cpp. Packs of own rows and the snapshot: document_own.cpp. Questions: document_questions.cpp.
#include "project/document.h"

#include <algorithm>

#include <QDateTime>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QStandardPaths>

#include "geo/mercator.h"
#include "project/document_impl.h"
#include "store/backups.h"

namespace skizze::project {

namespace {

constexpr const char* k_view_setting = "view_state";
constexpr const char* k_title_setting = "project.title";
constexpr const char* k_crs_open_setting = "crs_not_chosen";  ///< "1": nobody has chosen the CRS
constexpr int k_view_debounce_ms = 500;
constexpr int k_backup_check_ms = 60 * 1000;
constexpr int k_share_check_ms = 3 * 1000;

std::filesystem::path user_data_dir() {
  return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString() + "/stadtskizze";
}

}  // namespace

int epsg_for(geo::Point2 lon_lat) {
  const bool germany = lon_lat.x >= 5 && lon_lat.x <= 16 && lon_lat.y >= 47 && lon_lat.y <= 56;
  if (germany) return geo::german_utm_epsg(lon_lat.x);
  const int zone = std::clamp(static_cast<int>((lon_lat.x + 180) / 6) + 1, 1, 60);
  return (lon_lat.y < 0 ? 32700 : 32600) + zone;
}

Document::Impl::Impl(Document& owner, DocumentOptions given)
    : q(owner),
      options(std::move(given)),
      client(options.cache_dir),
      web(make_web(client.cache_dir())),
      workers(std::make_unique<base::WorkerPool>("document", std::max(1U, options.worker_threads))) {
  if (options.data_dir.empty()) options.data_dir = user_data_dir();
  view_timer.setSingleShot(true);
  view_timer.setInterval(k_view_debounce_ms);
  QObject::connect(&view_timer, &QTimer::timeout, &q, [this] { save_view(); });
  share_timer.setInterval(k_share_check_ms);
  QObject::connect(&share_timer, &QTimer::timeout, &q, [this] {
    writer.write_back([this, s = session](const base::Result<bool>& done) {
      if (s == session && !done) Q_EMIT q.failed(done.error());
    });
  });
  backup_timer.setInterval(k_backup_check_ms);
  QObject::connect(&backup_timer, &QTimer::timeout, &q, [this] {
    if (is_open && options.backups) writer.backup_if_due(store::backup_folder(options.data_dir, path));
  });
}

Document::Impl::~Impl() {
  figures_cancel.cancel();
  search_cancel.cancel();
  {
    const std::lock_guard lock(asker->mutex);
    asker->document = nullptr;
  }
  for (const auto& drawing : drawings)
    if (const auto tiles = drawing.lock()) {
      tiles->set_listener(nullptr);
      tiles->set_trouble_listener(nullptr);
    }
  for (const auto& service : services)
    if (const auto tiles = service.lock()) tiles->service().set_listener(nullptr);  // a picture may keep the tiles longer than we live
  workers.reset();
}

Document::Document(DocumentOptions options, QObject* parent)
    : QObject(parent),
      m_jobs(std::make_unique<Jobs>(nullptr, options.worker_threads)),
      m_impl(std::make_unique<Impl>(*this, std::move(options))) {}

Document::~Document() {
  close();
  m_jobs.reset();  // its workers end before anything they look at
  m_impl.reset();
}

// --- opening and closing ------------------------------------------------------------------------------------------------

void Document::create(const QString& path, const QString& title, int crs_epsg) {
  close();
  auto& d = *m_impl;
  store::CreateOptions options;
  if (crs_epsg != 0) options.epsg = crs_epsg;
  options.title = title.toStdString();
  options.first_scenario = text_of("project.first_scenario", d.options.language).toStdString();
  d.is_opening = true;
  const bool open_crs = crs_epsg == 0;
  d.writer.create(std::filesystem::path(path.toStdString()), options,
                  [&d, open_crs, session = d.session](base::Result<OpenedProject> opened) {
                    if (session != d.session) return;
                    d.is_opening = false;
                    if (opened) {
                      if (open_crs) {
                        opened->content.settings[k_crs_open_setting] = "1";
                        d.writer.remember({{k_crs_open_setting, "1"}});
                      }
                      return d.begin(std::move(*opened));
                    }
                    Q_EMIT d.q.open_failed(opened.error());
                  });
}

bool Document::Impl::may_change_crs(int suits) const {
  const auto it = model.settings.find(k_crs_open_setting);
  return suits != epsg && it != model.settings.end() && it->second == "1" && history.empty() && sent.empty();
}

void Document::Impl::change_crs(int new_epsg) {
  store::CreateOptions create;
  create.epsg = new_epsg;
  create.title = q.title().toStdString();
  create.first_scenario = text_of("project.first_scenario", options.language).toStdString();
  create.overwrite = true;  // of a project whose history is empty
  reloading = true;
  writer.create(path, create, [this, s = session](base::Result<OpenedProject> opened) {
    if (s != session) return;
    reloading = false;
    if (opened) {
      fill(std::move(*opened));
      measure_layers.clear();
      rebuild_all();
      Q_EMIT q.scenarios_changed();
    } else {
      Q_EMIT q.failed(opened.error());
    }
    set_busy(false);
  });
}

void Document::open(const QString& path) {
  close();
  auto& d = *m_impl;
  d.is_opening = true;
  d.writer.open(std::filesystem::path(path.toStdString()), [&d, session = d.session](base::Result<OpenedProject> opened) {
    if (session != d.session) return;
    d.is_opening = false;
    if (opened) return d.begin(std::move(*opened));
    Q_EMIT d.q.open_failed(opened.error());
  });
}

void Document::close() {
  auto& d = *m_impl;
  m_jobs->cancel_all();
  const bool was_open = d.is_open;
  if (was_open) {
    d.save_view();
    if (d.options.backups) d.writer.backup_if_due(store::backup_folder(d.options.data_dir, d.path));
  }
  d.writer.close();
  d.forget();
  if (was_open) Q_EMIT closed();
}

void Document::Impl::forget() {
  ++session;
  figures_cancel.cancel();
  search_cancel.cancel();
  view_timer.stop();
  backup_timer.stop();
  share_timer.stop();
  is_open = is_opening = false;
  path.clear();
  epsg = 0;
  to_mercator.reset();
  to_lon_lat.reset();
  model = {};
  history.clear();
  revision = {};
  view = {};
  sent.clear();
  waiting.clear();
  moving = 0;
  reloading = false;
  measure_layers.clear();
  contribution_layer = {};
  extra_layers.clear();
  checked_out.clear();
  settling.clear();
}

void Document::Impl::begin(OpenedProject opened) {
  if (opened.on_share) share_timer.start();
  fill(std::move(opened));
  is_open = true;
  backup_timer.start();
  if (options.backups) writer.backup_if_due(store::backup_folder(options.data_dir, path));
  rebuild_all();
  load_layers();
  Q_EMIT q.opened();
  Q_EMIT q.snapshot_changed();
}

void Document::Impl::fill(OpenedProject opened) {
  path = opened.path;
  if (epsg != opened.epsg) {
    epsg = opened.epsg;
    const auto crs = "EPSG:" + std::to_string(epsg);
    to_mercator.reset();
    to_lon_lat.reset();
    if (auto transform = geo::Transform::make(crs, "EPSG:3857")) to_mercator.emplace(std::move(*transform));
    if (auto transform = geo::Transform::make(crs, "EPSG:4326")) to_lon_lat.emplace(std::move(*transform));
  }
  history = std::move(opened.content.history);
  revision = opened.content.revision;
  model = Model::from(std::move(opened.content));
  const auto stored_view = model.settings.find(k_view_setting);
  view = stored_view == model.settings.end() ? ViewState{} : view_state_from_json(stored_view->second);
  if (!model.scenario(view.active_scenario)) view.active_scenario = model.scenarios.empty() ? base::Uuid{} : model.scenarios.front().id;
}

bool Document::is_open() const { return m_impl->is_open; }
bool Document::is_opening() const { return m_impl->is_opening; }
QString Document::path() const { return QString::fromStdString(m_impl->path.string()); }
int Document::crs_epsg() const { return m_impl->epsg; }

QString Document::title() const {
  const auto it = m_impl->model.settings.find(k_title_setting);
  if (it != m_impl->model.settings.end() && !it->second.empty()) return QString::fromStdString(it->second);
  return QString::fromStdString(m_impl->path.stem().string());
}

geo::Point2 Document::to_project(geo::Point2 mercator) const {
  return m_impl->to_mercator ? m_impl->to_mercator->inverse(mercator) : mercator;
}
geo::Point2 Document::to_mercator(geo::Point2 project) const {
  return m_impl->to_mercator ? m_impl->to_mercator->forward(project) : project;
}

geo::Geometry Document::to_project(const geo::Geometry& mercator) const {
  auto geometry = mercator;
  if (m_impl->to_mercator)
    for (auto& part : geometry.parts) (void)m_impl->to_mercator->inverse(std::span(part.points));
  return geometry;
}

geo::Geometry Document::to_mercator(const geo::Geometry& project) const {
  return m_impl->to_mercator ? geo::transformed(project, *m_impl->to_mercator) : project;
}

geo::Box Document::extent() const {
  geo::Box box;
  for (const auto& layer : m_impl->model.layers) box.add(layer.bounds());
  const auto add = [&](const geo::Geometry& geometry) { box.add(to_mercator(geometry).bounds()); };
  for (const auto& measure : m_impl->model.measures) add(measure.geometry);
  for (const auto& contribution : m_impl->model.contributions) add(contribution.geometry);
  return box;
}

std::size_t Document::pending() const {
  return m_impl->sent.size() + m_impl->moving + (m_impl->reloading ? 1 : 0) + m_impl->waiting.size();
}

bool Document::wait_settled(int timeout_ms) {
  const QDeadlineTimer deadline(timeout_ms);
  QEventLoop loop;
  QTimer tick;
  tick.start(5);  // wakes the loop when nothing else does
  while (is_opening() || pending() > 0 || m_impl->building()) {
    if (deadline.hasExpired()) return false;
    loop.processEvents(QEventLoop::WaitForMoreEvents);
  }
  return true;
}

// --- history and view ---------------------------------------------------------------------------------------------------

bool Document::can_undo() const { return m_impl->revision.undo_depth > 0 || !m_impl->sent.empty(); }
bool Document::can_redo() const { return m_impl->sent.empty() && m_impl->revision.redo_depth > 0; }

base::Message Document::undo_text() const {
  if (!m_impl->sent.empty()) return m_impl->sent.back().message;
  const auto& history = m_impl->history;
  const auto last = std::find_if(history.rbegin(), history.rend(), [](const auto& entry) { return !entry.undone; });
  return last == history.rend() ? base::Message{} : last->message;
}

base::Message Document::redo_text() const {
  const auto& history = m_impl->history;
  const auto first = std::find_if(history.begin(), history.end(), [](const auto& entry) { return entry.undone; });
  return first == history.end() || !m_impl->sent.empty() ? base::Message{} : first->message;
}

void Document::undo() {
  m_impl->when_free([this] {
    if (can_undo()) m_impl->move(true);
  });
}

void Document::redo() {
  m_impl->when_free([this] {
    if (can_redo()) m_impl->move(false);
  });
}

const std::vector<store::HistoryEntry>& Document::history() const { return m_impl->history; }
const ViewState& Document::view_state() const { return m_impl->view; }

void Document::set_view_state(const ViewState& state) {
  auto& d = *m_impl;
  if (!d.is_open || state == d.view) return;
  const bool other_scenario = state.active_scenario != d.view.active_scenario;
  d.view = state;
  d.view_timer.start();
  Q_EMIT view_state_changed();
  if (other_scenario) {
    Q_EMIT scenarios_changed();
    Q_EMIT snapshot_changed();
  }
}

void Document::Impl::save_view() {
  view_timer.stop();
  const auto json = to_json(view);
  auto& stored = model.settings[k_view_setting];
  if (!is_open || stored == json) return;
  stored = json;
  writer.remember({{k_view_setting, json}});
}

}  // namespace skizze::project
