// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/map_renderer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <list>
#include <mutex>
#include <unordered_map>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include "base/worker_pool.h"
#include "scene/labels.h"
#include "scene/painter.h"
#include "scene/square.h"

namespace skizze::scene {

namespace {

/// One square that has been drawn at least once.
struct Drawn {
  QImage image;
  bool dirty = false;                  // the map changed below it; shown until the new one comes
  std::list<SquareId>::iterator used;  // place in the order of use
};

/// One square on its way.
struct InWork {
  base::CancelSource cancel;
  std::uint64_t ticket = 0;  // a result with another ticket is stale
};

struct Result {
  SquareId id;
  std::uint64_t ticket = 0;
  QImage image;
  double ms = 0;
};

/// Finished work, filled by workers, emptied at once by the GUI thread.
struct Inbox {
  std::mutex mutex;  // guards everything below
  std::vector<Result> squares;
  std::shared_ptr<const LabelSet> labels;
  bool labels_done = false;
  bool armed = false;  // a wake-up is on its way
};

/// Columns and rows of squares that meet a view.
struct SquareRange {
  std::int64_t left = 0, top = 0, right = -1, bottom = -1;
  bool contains(const SquareId& id) const { return id.column >= left && id.column <= right && id.row >= top && id.row <= bottom; }
};

/// World pixel of the view's top left corner, rounded, so that squares meet device pixels.
QPointF corner_of(const Camera& camera, const PixelGrid& grid) {
  const double scale = std::exp2(grid.zoom - camera.zoom);
  const QPointF center = grid.at(camera.center);
  return {center.x() - camera.width_px * camera.dpr * scale / 2, center.y() - camera.height_px * camera.dpr * scale / 2};
}

SquareRange range_of(const Camera& camera, const PixelGrid& grid) {
  const double scale = std::exp2(grid.zoom - camera.zoom);
  const QPointF corner = corner_of(camera, grid);
  const double side = square_side(grid.dpr);
  const auto last = static_cast<std::int64_t>(std::ceil(grid.world_px() / side)) - 1;
  const auto cell = [&](double v) { return std::clamp(static_cast<std::int64_t>(std::floor(v / side)), std::int64_t{0}, last); };
  return {cell(corner.x()), cell(corner.y()), cell(corner.x() + camera.width_px * camera.dpr * scale),
          cell(corner.y() + camera.height_px * camera.dpr * scale)};
}

/// Where a square lies on the screen, whole device pixels: neighbours share their rounded edges.
QRect device_rect(const SquareId& id, const Camera& camera) {
  const double scale = std::exp2(camera.zoom - id.grid.zoom);
  const QPointF corner = corner_of(camera, id.grid);
  const QRectF world = world_rect(id);
  const auto at = [scale](double v, double zero) { return static_cast<int>(std::round((v - zero) * scale)); };
  if (scale == 1) {
    const auto x = static_cast<int>(world.left() - std::round(corner.x()));
    const auto y = static_cast<int>(world.top() - std::round(corner.y()));
    return {x, y, static_cast<int>(world.width()), static_cast<int>(world.height())};
  }
  const int left = at(world.left(), corner.x());
  const int top = at(world.top(), corner.y());
  return {left, top, at(world.right(), corner.x()) - left, at(world.bottom(), corner.y()) - top};
}

std::vector<SquareId> squares_of(const SquareRange& range, const PixelGrid& grid, QPointF middle) {
  std::vector<SquareId> ids;
  for (std::int64_t row = range.top; row <= range.bottom; ++row) {
    for (std::int64_t column = range.left; column <= range.right; ++column) ids.push_back({grid, column, row});
  }
  const auto distance = [&](const SquareId& id) {
    const QPointF d = world_rect(id).center() - middle;
    return QPointF::dotProduct(d, d);
  };
  std::stable_sort(ids.begin(), ids.end(), [&](const SquareId& a, const SquareId& b) { return distance(a) < distance(b); });
  return ids;
}

}  // namespace

struct MapRenderer::Impl {
  explicit Impl(MapRenderer* owner, const RendererOptions& wanted) : q(owner), options(wanted) {}

  MapRenderer* q;
  RendererOptions options;
  std::shared_ptr<const BoundSnapshot> map = bind({});
  Camera camera;
  bool camera_set = false;
  bool resting = true;  // the camera stands still: draw at its exact zoom
  bool labels_visible = true;
  bool was_idle = true;

  std::unordered_map<SquareId, Drawn, SquareIdHash> drawn;
  std::list<SquareId> use_order;  // least recently used first
  std::size_t raster_bytes = 0;
  std::unordered_map<SquareId, InWork, SquareIdHash> in_work;
  std::uint64_t next_ticket = 1;

  std::shared_ptr<LabelEngine> label_engine = std::make_shared<LabelEngine>();  // used by one label job at a time
  std::shared_ptr<const LabelSet> labels;
  bool labels_in_work = false;
  bool labels_wanted = false;  // map or camera changed since the last pass began
  base::CancelSource labels_cancel;

  QTimer rest_timer;
  Counters counters;
  std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>();
  std::shared_ptr<DrawSources> sources;
  std::unique_ptr<base::WorkerPool> pool;  // last: its destructor joins what uses the rest

  PixelGrid wanted_grid() const {
    return {resting ? camera.zoom : std::clamp(std::round(camera.zoom), k_min_zoom, k_max_zoom), camera.dpr};
  }
  bool is_current(const SquareId& id) const {
    const auto it = drawn.find(id);
    return it != drawn.end() && !it->second.dirty;
  }

  void wake();
  void drain();
  void take(Result& result);
  void request();
  void request_square(const SquareId& id, base::Priority priority);
  void cancel_unwanted(const std::vector<SquareId>& wanted);
  void request_labels();
  void dirty(const geo::Box& box);
  void touch(Drawn& entry, const SquareId& id);
  void shrink();
  bool sharp(const Camera& view) const;
  void report_idle();
  void paint_squares(QPainter& painter, const Camera& view);
  void paint_stand_ins(QPainter& painter, const Camera& view, const QRegion& missing, const PixelGrid& grid);
};

// --- work and results ---------------------------------------------------------------------------------------------------

/// Asks the GUI thread to look into the inbox, once until it has looked. Called on workers with the inbox locked.
void MapRenderer::Impl::wake() {
  if (inbox->armed) return;
  inbox->armed = true;
  QMetaObject::invokeMethod(
      q, [this] { drain(); }, Qt::QueuedConnection);
}

void MapRenderer::Impl::request_square(const SquareId& id, base::Priority priority) {
  if (in_work.contains(id)) return;
  InWork work;
  work.ticket = next_ticket++;
  const base::CancelToken token = work.cancel.token();
  in_work.emplace(id, work);
  pool->submit(priority, token, [this, id, ticket = work.ticket, token, state = map, box = inbox, from = sources] {
    const auto start = std::chrono::steady_clock::now();
    QImage image = draw_square(*state, id, *from, token);
    if (image.isNull()) return;
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    const std::lock_guard lock(box->mutex);
    box->squares.push_back({id, ticket, std::move(image), ms});
    wake();
  });
}

void MapRenderer::Impl::cancel_unwanted(const std::vector<SquareId>& wanted) {
  for (auto it = in_work.begin(); it != in_work.end();) {
    if (std::find(wanted.begin(), wanted.end(), it->first) != wanted.end()) {
      ++it;
      continue;
    }
    it->second.cancel.cancel();
    it = in_work.erase(it);
  }
}

/// Starts what the view needs and stops what it needs no more.
void MapRenderer::Impl::request() {
  if (!camera_set || camera.width_px <= 0 || camera.height_px <= 0) return;
  const PixelGrid grid = wanted_grid();
  const SquareRange range = range_of(camera, grid);
  const QPointF middle = grid.at(camera.center);
  std::vector<SquareId> wanted = squares_of(range, grid, middle);
  const std::size_t visible = wanted.size();
  if (resting && sharp(camera)) {  // then the ring around it, so that a pan finds it ready
    const SquareRange ring{std::max<std::int64_t>(0, range.left - 1), std::max<std::int64_t>(0, range.top - 1), range.right + 1,
                           range.bottom + 1};
    const auto last = static_cast<std::int64_t>(std::ceil(grid.world_px() / square_side(grid.dpr))) - 1;
    for (const SquareId& id : squares_of(ring, grid, middle)) {
      if (!range.contains(id) && id.column <= last && id.row <= last) wanted.push_back(id);
    }
  }
  cancel_unwanted(wanted);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (is_current(wanted[i])) continue;
    const bool shown_stale = drawn.contains(wanted[i]);
    const auto priority = i >= visible ? base::Priority::nearby : shown_stale ? base::Priority::edited : base::Priority::visible;
    request_square(wanted[i], priority);
  }
  request_labels();
}

void MapRenderer::Impl::request_labels() {
  if (!labels_wanted || labels_in_work || !options.labels || !labels_visible || !camera_set) return;
  labels_wanted = false;
  labels_in_work = true;
  labels_cancel = base::CancelSource();
  pool->submit(base::Priority::labels, {},
               [this, state = map, view = camera, engine = label_engine, box = inbox, token = labels_cancel.token()] {
                 auto placed = engine->place(state, view, token);
                 const std::lock_guard lock(box->mutex);
                 box->labels = std::move(placed);
                 box->labels_done = true;
                 wake();
               });
}

void MapRenderer::Impl::take(Result& result) {
  const auto work = in_work.find(result.id);
  if (work == in_work.end() || work->second.ticket != result.ticket) {
    ++counters.squares_dropped;
    return;
  }
  in_work.erase(work);
  ++counters.squares_drawn;
  counters.draw_ms += result.ms;
  auto [it, fresh] = drawn.try_emplace(result.id);
  if (fresh) {
    it->second.used = use_order.insert(use_order.end(), result.id);
  } else {
    raster_bytes -= static_cast<std::size_t>(it->second.image.sizeInBytes());
    touch(it->second, result.id);
  }
  it->second.image = std::move(result.image);
  it->second.dirty = false;
  raster_bytes += static_cast<std::size_t>(it->second.image.sizeInBytes());
}

void MapRenderer::Impl::drain() {
  std::vector<Result> squares;
  std::shared_ptr<const LabelSet> placed;
  bool labels_done = false;
  {
    const std::lock_guard lock(inbox->mutex);
    squares.swap(inbox->squares);
    placed = std::exchange(inbox->labels, nullptr);
    labels_done = std::exchange(inbox->labels_done, false);
    inbox->armed = false;
  }
  for (Result& result : squares) take(result);
  if (labels_done) {
    labels_in_work = false;
    ++counters.label_passes;
    if (placed && labels_visible) labels = std::move(placed);
  }
  shrink();
  request();
  Q_EMIT q->updated();
  report_idle();
}

// --- the cache ------------------------------------------------------------------------------------------------------------

void MapRenderer::Impl::touch(Drawn& entry, const SquareId& id) {
  use_order.erase(entry.used);
  entry.used = use_order.insert(use_order.end(), id);
}

void MapRenderer::Impl::shrink() {
  while (raster_bytes > options.raster_bytes && use_order.size() > 1) {
    const auto it = drawn.find(use_order.front());
    raster_bytes -= static_cast<std::size_t>(it->second.image.sizeInBytes());
    drawn.erase(it);
    use_order.pop_front();
  }
}

void MapRenderer::Impl::dirty(const geo::Box& box) {
  if (box.empty()) return;
  double reach_px = 16;
  for (const auto& layer : map->layers) {
    if (layer->layer.style) reach_px = std::max(reach_px, layer->layer.style->reach_px(camera.zoom));
  }
  const auto touches = [&](const SquareId& id) {
    return mercator_box(id).grown(reach_px * geo::mercator_m_per_px(id.grid.zoom)).intersects(box);
  };
  for (auto& [id, square] : drawn) {
    if (touches(id)) square.dirty = true;
  }
  for (auto it = in_work.begin(); it != in_work.end();) {  // what is being drawn from the old state is stale too
    if (!touches(it->first)) {
      ++it;
      continue;
    }
    it->second.cancel.cancel();
    it = in_work.erase(it);
  }
}

// --- painting -------------------------------------------------------------------------------------------------------------

/// Whether every square of the wanted scale is there and up to date.
bool MapRenderer::Impl::sharp(const Camera& view) const {
  const PixelGrid grid = wanted_grid();
  if (grid.zoom != view.zoom || grid.dpr != view.dpr) return false;
  const SquareRange range = range_of(view, grid);
  for (std::int64_t row = range.top; row <= range.bottom; ++row) {
    for (std::int64_t column = range.left; column <= range.right; ++column) {
      if (!is_current({grid, column, row})) return false;
    }
  }
  return true;
}

/// Fills the holes with squares of other zooms, the nearest zoom on top.
void MapRenderer::Impl::paint_stand_ins(QPainter& painter, const Camera& view, const QRegion& missing, const PixelGrid& grid) {
  std::vector<std::pair<double, const std::pair<const SquareId, Drawn>*>> stand_ins;
  const QRect screen = missing.boundingRect();
  for (const auto& entry : drawn) {
    const SquareId& id = entry.first;
    const double off = std::abs(id.grid.zoom - view.zoom);
    if (id.grid == grid || off > 6 || id.grid.dpr != view.dpr) continue;
    if (device_rect(id, view).intersects(screen)) stand_ins.emplace_back(off + (entry.second.dirty ? 0.5 : 0), &entry);
  }
  std::sort(stand_ins.begin(), stand_ins.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  painter.save();
  painter.setClipRegion(missing);
  for (const auto& [off, entry] : stand_ins) painter.drawImage(device_rect(entry->first, view), entry->second.image);
  painter.restore();
}

/// In device pixels.
void MapRenderer::Impl::paint_squares(QPainter& painter, const Camera& view) {
  const PixelGrid grid = wanted_grid();
  const SquareRange range = range_of(view, grid);
  const QRect screen(0, 0, static_cast<int>(std::ceil(view.width_px * view.dpr)), static_cast<int>(std::ceil(view.height_px * view.dpr)));
  const bool scaled = grid.zoom != view.zoom;
  QRegion missing(screen);
  std::vector<std::pair<QRect, const QImage*>> ready;
  for (std::int64_t row = range.top; row <= range.bottom; ++row) {
    for (std::int64_t column = range.left; column <= range.right; ++column) {
      const auto it = drawn.find({grid, column, row});
      if (it == drawn.end()) continue;
      touch(it->second, it->first);
      ready.emplace_back(device_rect(it->first, view), &it->second.image);
      missing -= ready.back().first;
    }
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, true);
  if (!missing.isEmpty()) {
    const QColor ground = to_qcolor(ground_color(map->snapshot));
    for (const QRect& rect : missing) painter.fillRect(rect, ground);
    paint_stand_ins(painter, view, missing, grid);
  }
  for (const auto& [rect, image] : ready) {
    if (scaled) {
      painter.drawImage(rect, *image);
    } else {
      painter.drawImage(rect.topLeft(), *image);
    }
  }
}

void MapRenderer::Impl::report_idle() {
  const bool now = q->idle();
  if (now && !was_idle) Q_EMIT q->became_idle();
  was_idle = now;
}

// --- the interface --------------------------------------------------------------------------------------------------------

MapRenderer::MapRenderer(QObject* parent, RendererOptions options) : QObject(parent), m_impl(std::make_unique<Impl>(this, options)) {
  m_impl->sources = std::make_shared<DrawSources>(options.tile_bytes);
  m_impl->pool = std::make_unique<base::WorkerPool>("map", options.threads);
  m_impl->rest_timer.setSingleShot(true);
  m_impl->rest_timer.setInterval(options.rest_ms);
  connect(&m_impl->rest_timer, &QTimer::timeout, this, [this] {
    m_impl->resting = true;
    m_impl->labels_wanted = true;
    m_impl->request();
    Q_EMIT updated();
    m_impl->report_idle();
  });
}

MapRenderer::~MapRenderer() {
  m_impl->cancel_unwanted({});
  m_impl->labels_cancel.cancel();
  m_impl->pool.reset();  // joins; nothing posts to this object afterwards
}

void MapRenderer::set_snapshot(MapSnapshot snapshot) {
  const geo::Box box = changed_box(m_impl->map->snapshot, snapshot);
  set_snapshot(std::move(snapshot), box);
}

void MapRenderer::set_snapshot(MapSnapshot snapshot, const geo::Box& touched) {
  m_impl->dirty(touched);  // with the reach of the old styles
  m_impl->map = bind(std::move(snapshot), m_impl->map.get());
  m_impl->dirty(touched);  // and of the new ones
  m_impl->labels_wanted = true;
  m_impl->was_idle = false;
  m_impl->request();
  m_impl->report_idle();
}

const MapSnapshot& MapRenderer::snapshot() const { return m_impl->map->snapshot; }

void MapRenderer::set_camera(const Camera& camera) {
  Impl& d = *m_impl;
  if (d.camera_set && camera == d.camera) return;
  const bool scale_changed = !d.camera_set || camera.zoom != d.camera.zoom || camera.dpr != d.camera.dpr;
  const bool first = !d.camera_set;
  d.camera = camera;
  d.camera_set = true;
  d.was_idle = false;
  d.labels_wanted = true;
  if (scale_changed && !first) {
    const bool whole = camera.zoom == std::round(camera.zoom);
    d.resting = whole;
    if (whole) {
      d.rest_timer.stop();
    } else {
      d.rest_timer.start();
    }
  } else if (!d.resting) {
    d.rest_timer.start();
  }
  d.request();
}

const Camera& MapRenderer::camera() const { return m_impl->camera; }

void MapRenderer::invalidate(const std::string& layer_id, const geo::Box& box) {
  const MapLayer* layer = snapshot().find(layer_id);
  if (layer == nullptr || !layer->visible) return;
  m_impl->dirty(box);
  m_impl->labels_wanted = true;
  m_impl->was_idle = false;
  m_impl->request();
}

bool MapRenderer::paint(QPainter& painter) { return paint(painter, m_impl->camera); }

bool MapRenderer::paint(QPainter& painter, const Camera& camera) {
  painter.save();
  painter.scale(1 / camera.dpr, 1 / camera.dpr);
  m_impl->paint_squares(painter, camera);
  painter.restore();
  if (m_impl->labels && m_impl->labels_visible) paint_labels(painter, *m_impl->labels, camera);
  return camera == m_impl->camera && idle();
}

void MapRenderer::set_labels_visible(bool visible) {
  m_impl->labels_visible = visible;
  m_impl->labels_wanted = visible;
  if (!visible) m_impl->labels = nullptr;
  m_impl->request();
  Q_EMIT updated();
}

bool MapRenderer::idle() const {
  const Impl& d = *m_impl;
  if (!d.camera_set) return true;
  const bool labels_ready = !d.options.labels || !d.labels_visible || (!d.labels_wanted && !d.labels_in_work);
  return d.resting && labels_ready && d.sharp(d.camera);
}

bool MapRenderer::wait_idle(int timeout_ms) {
  QElapsedTimer timer;
  timer.start();
  QEventLoop loop;
  QTimer tick;
  tick.setInterval(20);
  connect(&tick, &QTimer::timeout, &loop, &QEventLoop::quit);
  connect(this, &MapRenderer::became_idle, &loop, &QEventLoop::quit);
  tick.start();
  while (!idle() && timer.elapsed() < timeout_ms) loop.exec();
  return idle();
}

QImage MapRenderer::grab(int timeout_ms) {
  wait_idle(timeout_ms);
  const Camera& view = m_impl->camera;
  QImage image(static_cast<int>(std::lround(view.width_px * view.dpr)), static_cast<int>(std::lround(view.height_px * view.dpr)),
               QImage::Format_RGB32);
  image.setDevicePixelRatio(view.dpr);
  QPainter painter(&image);
  paint(painter);
  return image;
}

MapRenderer::Counters MapRenderer::counters() const {
  Counters now = m_impl->counters;
  now.raster_bytes = m_impl->raster_bytes;
  return now;
}

}  // namespace skizze::scene
