// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/map_renderer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <unordered_map>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include "base/worker_pool.h"
#include "scene/label_fades.h"
#include "scene/labels.h"
#include "scene/layer_labels.h"
#include "scene/painter.h"
#include "scene/square.h"
#include "scene/square_cache.h"
#include "scene/square_range.h"
#include "scene/turnstile.h"

namespace skizze::scene {

namespace {

constexpr int k_fade_step_ms = 16;
constexpr double k_moving_ms = 60;  // a camera that changes twice within this time is being moved

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Workers give way to the thread that paints. Once per thread.
void give_way() {
#ifdef __linux__
  static thread_local const bool done = setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 5) == 0;
  (void)done;
#endif
}

/// One square on its way.
struct InWork {
  base::CancelSource cancel;
  std::uint64_t ticket = 0;  // a result with another ticket is stale
  QRect part;
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

}  // namespace

struct MapRenderer::Impl {
  explicit Impl(MapRenderer* owner, const RendererOptions& wanted) : q(owner), options(wanted), squares(wanted.raster_bytes) {}

  MapRenderer* q;
  RendererOptions options;
  std::shared_ptr<const BoundSnapshot> map = bind({});
  Camera camera;
  bool camera_set = false;
  bool resting = true;  // the camera stands still: draw at its exact zoom
  bool labels_visible = true;
  bool was_idle = true;

  SquareCache squares;
  std::unordered_map<SquareId, InWork, SquareIdHash> in_work;
  std::uint64_t next_ticket = 1;

  std::shared_ptr<LabelEngine> label_engine = std::make_shared<LabelEngine>();  // used by one label job at a time
  LabelFades fades;
  QTimer fade_timer;  // runs while labels come and go
  bool labels_in_work = false;
  bool labels_wanted = false;  // map or camera changed since the last pass began
  base::CancelSource labels_cancel;

  QTimer layer_labels_timer;  // runs while the camera moves

  QTimer rest_timer;
  double moved_at_ms = -1e9;
  QTimer still_timer;  // runs while the camera moves
  std::shared_ptr<Turnstile> turnstile;
  Counters counters;
  std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>();
  std::shared_ptr<DrawSources> sources;
  std::unique_ptr<LayerLabels> layer_labels;  // those of a whole view, of somebody else
  std::unique_ptr<base::WorkerPool> pool;     // last: its destructor joins what uses the rest

  PixelGrid wanted_grid() const {
    return {resting ? camera.zoom : std::clamp(std::round(camera.zoom), k_min_zoom, k_max_zoom), camera.dpr};
  }

  void make_room();
  void wake();
  void drain();
  void take(Result& result);
  void request();
  void request_square(const SquareId& id, const QRect& part, base::Priority priority);
  void request_visible(const std::vector<SquareId>& visible);
  void cancel_unwanted(const std::vector<SquareId>& wanted);
  void request_labels();
  void start_layer_labels();
  void follow_layer_labels();
  void show_labels(std::shared_ptr<const LabelSet> placed);
  void fade_step();
  void dirty(const geo::Box& box);
  bool sharp(const Camera& view) const;
  bool is_current(const geo::Box& box) const;
  void report_idle();
};

// --- work and results ---------------------------------------------------------------------------------------------------

/// Asks the GUI thread to look into the inbox, once until it has looked. Called on workers with the inbox locked.
void MapRenderer::Impl::wake() {
  if (inbox->armed) return;
  inbox->armed = true;
  QMetaObject::invokeMethod(
      q, [this] { drain(); }, Qt::QueuedConnection);
}

void MapRenderer::Impl::request_square(const SquareId& id, const QRect& part, base::Priority priority) {
  if (in_work.contains(id)) return;
  InWork work;
  work.ticket = next_ticket++;
  work.part = part;
  const base::CancelToken token = work.cancel.token();
  in_work.emplace(id, work);
  pool->submit(priority, token, [this, id, part, ticket = work.ticket, token, state = map, box = inbox, from = sources, gate = turnstile] {
    give_way();
    if (!gate->enter(token)) return;
    const double start = now_ms();
    QImage image = draw_square(*state, id, *from, token, part);
    gate->leave();
    if (image.isNull()) return;
    const double ms = now_ms() - start;
    const std::lock_guard lock(box->mutex);
    box->squares.push_back({id, ticket, std::move(image), ms});
    wake();
  });
}

/// While the camera moves a core is kept free for the thread that paints.
void MapRenderer::Impl::make_room() {
  const double now = now_ms();
  if (now - moved_at_ms < k_moving_ms) {
    turnstile->allow(std::max(1U, pool->thread_count() - 1));
    still_timer.start();
  }
  moved_at_ms = now;
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

/// What the view shows of its squares. Where most of it is missing (the first picture, another scale), or has changed, only the part that
/// is seen is drawn: of a screen full of squares nearly half lies outside. While the hand pans, whole squares.
void MapRenderer::Impl::request_visible(const std::vector<SquareId>& visible) {
  constexpr int k_margin_px = 32;
  const auto missing = std::count_if(visible.begin(), visible.end(), [this](const SquareId& id) { return !squares.contains(id); });
  const bool cold = 2 * static_cast<std::size_t>(missing) > visible.size();
  for (const SquareId& id : visible) {
    if (squares.is_current(id, part_in_view(id, camera))) continue;
    const bool dirty = squares.is_dirty(id);
    const bool only_seen = dirty || (cold && !squares.contains(id));
    request_square(id, only_seen ? part_in_view(id, camera, k_margin_px) : whole_square(id.grid),
                   dirty ? base::Priority::edited : base::Priority::visible);
  }
}

/// Starts what the view needs and stops what it needs no more.
void MapRenderer::Impl::request() {
  if (!camera_set || camera.width_px <= 0 || camera.height_px <= 0) return;
  const PixelGrid grid = wanted_grid();
  const SquareRange range = range_of(camera, grid);
  const QPointF middle = grid.at(camera.center);
  const std::vector<SquareId> visible = squares_of(range, grid, middle);
  std::vector<SquareId> wanted = visible;
  const bool ahead = resting && sharp(camera);
  if (ahead) {  // then the ring around it, so that a pan finds it ready
    const SquareRange ring{std::max<std::int64_t>(0, range.left - 1), std::max<std::int64_t>(0, range.top - 1), range.right + 1,
                           range.bottom + 1};
    const auto last = static_cast<std::int64_t>(std::ceil(grid.world_px() / square_side(grid.dpr))) - 1;
    for (const SquareId& id : squares_of(ring, grid, middle)) {
      if (!range.contains(id) && id.column <= last && id.row <= last) wanted.push_back(id);
    }
  }
  cancel_unwanted(wanted);
  request_visible(visible);
  for (const SquareId& id : wanted) {
    if (ahead && !squares.is_current(id, whole_square(grid))) request_square(id, whole_square(grid), base::Priority::nearby);
  }
  request_labels();
}

void MapRenderer::Impl::request_labels() {
  if (!labels_wanted || labels_in_work || !options.labels || !labels_visible || !camera_set) return;
  labels_wanted = false;
  labels_in_work = true;
  labels_cancel = base::CancelSource();
  pool->submit(base::Priority::labels, {},
               [this, state = map, view = camera, engine = label_engine, box = inbox, token = labels_cancel.token(), gate = turnstile] {
                 give_way();
                 std::shared_ptr<const LabelSet> placed;
                 if (gate->enter(token)) {
                   placed = engine->place(state, view, token);
                   gate->leave();
                 }
                 const std::lock_guard lock(box->mutex);
                 box->labels = std::move(placed);
                 box->labels_done = true;
                 wake();
               });
}

void MapRenderer::Impl::start_layer_labels() {
  const auto run = [this](base::CancelToken token, std::function<void()> work) {
    pool->submit(base::Priority::labels, token, [work = std::move(work), token, gate = turnstile] {
      give_way();
      if (!gate->enter(token)) return;
      work();
      gate->leave();
    });
  };
  const auto look = [this, box = inbox] {
    const std::lock_guard lock(box->mutex);
    wake();
  };
  layer_labels = std::make_unique<LayerLabels>(run, sources, look);
}

/// Asked for where the camera rests, and on the way when it has gone far and nothing is on its way yet.
void MapRenderer::Impl::follow_layer_labels() {
  if (!options.labels || !labels_visible || !camera_set || !layer_labels->needed()) return;
  if (layer_labels_timer.isActive() && !layer_labels->busy() && layer_labels->is_far(camera)) return layer_labels->set_view(camera);
  layer_labels_timer.start();
}

void MapRenderer::Impl::show_labels(std::shared_ptr<const LabelSet> placed) {
  fades.show(std::move(placed), now_ms());
  if (fades.running(now_ms())) fade_timer.start();
}

void MapRenderer::Impl::fade_step() {
  if (!fades.running(now_ms())) fade_timer.stop();
  Q_EMIT q->updated();
  report_idle();
}

void MapRenderer::Impl::take(Result& result) {
  const auto work = in_work.find(result.id);
  if (work == in_work.end() || work->second.ticket != result.ticket) {
    ++counters.squares_dropped;
    return;
  }
  const QRect part = work->second.part;
  in_work.erase(work);
  ++counters.squares_drawn;
  counters.draw_ms += result.ms;
  squares.insert(result.id, std::move(result.image), part);
}

void MapRenderer::Impl::drain() {
  std::vector<Result> results;
  std::shared_ptr<const LabelSet> placed;
  bool labels_done = false;
  {
    const std::lock_guard lock(inbox->mutex);
    results.swap(inbox->squares);
    placed = std::exchange(inbox->labels, nullptr);
    labels_done = std::exchange(inbox->labels_done, false);
    inbox->armed = false;
  }
  for (Result& result : results) take(result);
  if (labels_done) {
    labels_in_work = false;
    ++counters.label_passes;
    if (placed && labels_visible) show_labels(std::move(placed));
  }
  layer_labels->take();
  request();
  Q_EMIT q->updated();
  report_idle();
}

// --- what is stale, what is sharp -------------------------------------------------------------------------------------------

void MapRenderer::Impl::dirty(const geo::Box& box) {
  if (box.empty()) return;
  double reach_px = 16;
  for (const auto& layer : map->layers) {
    if (layer->layer.style) reach_px = std::max(reach_px, layer->layer.style->reach_px(camera.zoom));
  }
  const auto touches = [&](const SquareId& id) {
    return mercator_box(id).grown(reach_px * geo::mercator_m_per_px(id.grid.zoom)).intersects(box);
  };
  squares.mark_dirty(touches);
  for (auto it = in_work.begin(); it != in_work.end();) {  // what is being drawn from the old state is stale too
    if (!touches(it->first)) {
      ++it;
      continue;
    }
    it->second.cancel.cancel();
    it = in_work.erase(it);
  }
}

/// Whether every square of the wanted scale is there and up to date.
bool MapRenderer::Impl::sharp(const Camera& view) const {
  const PixelGrid grid = wanted_grid();
  if (grid.zoom != view.zoom || grid.dpr != view.dpr) return false;
  const SquareRange range = range_of(view, grid);
  for (std::int64_t row = range.top; row <= range.bottom; ++row) {
    for (std::int64_t column = range.left; column <= range.right; ++column) {
      const SquareId id{grid, column, row};
      if (!squares.is_current(id, part_in_view(id, view))) return false;
    }
  }
  return true;
}

bool MapRenderer::Impl::is_current(const geo::Box& box) const {
  const PixelGrid grid = wanted_grid();
  const SquareRange range = range_of(camera, grid);
  for (std::int64_t row = range.top; row <= range.bottom; ++row) {
    for (std::int64_t column = range.left; column <= range.right; ++column) {
      const SquareId id{grid, column, row};
      if (mercator_box(id).intersects(box) && !squares.is_current(id, part_in_view(id, camera))) return false;
    }
  }
  return true;
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
  m_impl->turnstile = std::make_shared<Turnstile>(m_impl->pool->thread_count());
  m_impl->still_timer.setSingleShot(true);
  m_impl->still_timer.setInterval(options.rest_ms);
  connect(&m_impl->still_timer, &QTimer::timeout, this, [this] { m_impl->turnstile->allow(m_impl->pool->thread_count()); });
  m_impl->start_layer_labels();
  m_impl->layer_labels_timer.setSingleShot(true);
  m_impl->layer_labels_timer.setInterval(options.rest_ms);
  connect(&m_impl->layer_labels_timer, &QTimer::timeout, this, [this] {
    m_impl->layer_labels->set_view(m_impl->camera);
    m_impl->report_idle();
  });
  m_impl->fade_timer.setInterval(k_fade_step_ms);
  connect(&m_impl->fade_timer, &QTimer::timeout, this, [this] { m_impl->fade_step(); });
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

void MapRenderer::set_fade_ms(int ms) { m_impl->fades.set_duration(ms); }

MapRenderer::~MapRenderer() {
  m_impl->cancel_unwanted({});
  m_impl->labels_cancel.cancel();
  m_impl->layer_labels.reset();
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
  const bool had_layer_labels = m_impl->layer_labels->needed();
  m_impl->layer_labels->set_map(m_impl->map, !touched.empty());
  if (!had_layer_labels) m_impl->follow_layer_labels();
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
  d.make_room();
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
  }
  d.follow_layer_labels();
  d.request();
}

const Camera& MapRenderer::camera() const { return m_impl->camera; }

void MapRenderer::invalidate(const std::string& layer_id, const geo::Box& box) {
  const MapLayer* layer = snapshot().find(layer_id);
  if (layer == nullptr || !layer->visible) return;
  m_impl->dirty(box);
  m_impl->layer_labels->set_map(m_impl->map, true);
  m_impl->labels_wanted = true;
  m_impl->was_idle = false;
  m_impl->request();
}

bool MapRenderer::paint(QPainter& painter) { return paint(painter, m_impl->camera); }

bool MapRenderer::paint(QPainter& painter, const Camera& camera) {
  painter.save();
  painter.scale(1 / camera.dpr, 1 / camera.dpr);
  PainterTarget target(painter);
  paint_squares(target, camera);
  painter.restore();
  paint_labels(painter, camera);
  return camera == m_impl->camera && idle();
}

void MapRenderer::paint_squares(FrameTarget& target, const Camera& camera) {
  target.paint(m_impl->squares.plan(camera, m_impl->wanted_grid()), to_qcolor(ground_color(snapshot())));
}

void MapRenderer::paint_labels(QPainter& painter, const Camera& camera) {
  if (!m_impl->labels_visible) return;
  m_impl->layer_labels->paint(painter, camera);
  m_impl->fades.paint(painter, camera, now_ms());
}

void MapRenderer::set_labels_visible(bool visible) {
  m_impl->labels_visible = visible;
  m_impl->labels_wanted = visible;
  if (!visible) m_impl->show_labels(nullptr);
  m_impl->follow_layer_labels();
  m_impl->request();
  Q_EMIT updated();
}

bool MapRenderer::idle() const {
  const Impl& d = *m_impl;
  if (!d.camera_set) return true;
  const bool layer_labels_ready = !d.layer_labels_timer.isActive() && !d.layer_labels->busy();
  const bool labels_ready = !d.options.labels || !d.labels_visible || (!d.labels_wanted && !d.labels_in_work && layer_labels_ready);
  return d.resting && labels_ready && !d.fade_timer.isActive() && d.sharp(d.camera);
}

bool MapRenderer::is_current(const geo::Box& box) const { return m_impl->is_current(box); }

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
  now.raster_bytes = m_impl->squares.bytes();
  return now;
}

}  // namespace skizze::scene
