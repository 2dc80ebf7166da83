// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "scene/area_places.h"
#include "scene/collision_grid.h"
#include "scene/icons.h"
#include "scene/label_candidates.h"
#include "scene/line_chains.h"
#include "scene/painter.h"
#include "scene/text_shaper.h"

namespace skizze::scene {

namespace {

constexpr double k_repeat_px = 200;         // the same words are not said again within this distance
constexpr double k_repeat_sign_px = 40;     // nor the same sign of one or two letters
constexpr double k_fresh_zoom_step = 0.75;  // a larger zoom step places from scratch
constexpr int k_tries_along_line = 5;

QPointF screen_of(const Camera& camera, geo::Point2 mercator) {
  const geo::Point2 p = camera.to_screen(mercator);
  return {p.x, p.y};
}

geo::Box moved(const geo::Box& box, QPointF by) { return {box.min_x + by.x(), box.min_y + by.y(), box.max_x + by.x(), box.max_y + by.y()}; }

/// -1, 0 or 1: where the anchor lies on the text, e.g. (-1, 0) is its left edge.
QPointF side_of(style::Anchor anchor) {
  using A = style::Anchor;
  const double x = anchor == A::left || anchor == A::top_left || anchor == A::bottom_left      ? -1
                   : anchor == A::right || anchor == A::top_right || anchor == A::bottom_right ? 1
                                                                                               : 0;
  const double y = anchor == A::top || anchor == A::top_left || anchor == A::top_right            ? -1
                   : anchor == A::bottom || anchor == A::bottom_left || anchor == A::bottom_right ? 1
                                                                                                  : 0;
  return {x, y};
}

/// Top left corner of a text block relative to the anchor point.
QPointF block_corner(const style::SymbolStyle& style, style::Anchor anchor, QSizeF size) {
  const QPointF side = side_of(anchor);
  QPointF corner(-size.width() * (side.x() + 1) / 2, -size.height() * (side.y() + 1) / 2);
  const double em = static_cast<double>(style.text_size);
  const double radial = static_cast<double>(style.text_radial_offset_em) * em;
  if (radial != 0) {
    const double diagonal = side.x() != 0 && side.y() != 0 ? M_SQRT1_2 : 1;
    return corner - side * (radial * diagonal);
  }
  return corner + QPointF(static_cast<double>(style.text_offset_em[0]), static_cast<double>(style.text_offset_em[1])) * em;
}

std::vector<style::Anchor> anchors_of(const style::SymbolStyle& style) {
  return style.text_variable_anchor.empty() ? std::vector{style.text_anchor} : style.text_variable_anchor;
}

}  // namespace

/// One placement: candidates in, labels out.
class Placement {
 public:
  /// shift: from the pixels of the camera that collected the candidates to those of this one.
  Placement(TextShaper& shaper, IconSource& icons, const BoundSnapshot& map, const Camera& camera, QPointF shift, double margin,
            const LabelSet* last)
      : m_shift(shift),
        m_shaper(shaper),
        m_icons(icons),
        m_map(map),
        m_camera(camera),
        m_whole(margin <= 0),
        m_area{-margin, -margin, camera.width_px + margin, camera.height_px + margin},
        m_grid(m_area),
        m_last(last) {
    if (last == nullptr) return;
    for (const PlacedLabel& label : last->labels) m_remembered.emplace(label.identity, &label);
  }

  void prepare(std::vector<Candidate>& candidates) const {
    for (Candidate& c : candidates) {
      c.was_placed = m_remembered.contains(c.identity);
      c.is_placed = false;
    }
  }

  /// Discs of upper layers, on this camera's screen.
  void keep_off(const std::vector<Obstacle>& obstacles) {
    for (const Obstacle& o : obstacles) {
      const QPointF at = screen_of(m_camera, o.at);
      const double r = o.radius_px * 0.85;  // a box round a disc is larger than the disc
      if (m_discs.empty() || m_discs.back().layer != o.layer) m_discs.push_back({o.layer, CollisionGrid(m_area)});
      const geo::Box box{at.x() - r, at.y() - r, at.x() + r, at.y() + r};
      if (m_area.intersects(box)) m_discs.back().grid.take(box);
    }
  }

  /// Labels of last time, where they were: all of them before anything new, or a newcomer would push one away.
  void keep(Candidate& c) {
    if (!c.was_placed) return;
    if (c.line.empty()) {
      place_point(c);
    } else {
      place_line(c, true);
    }
  }

  void add(Candidate& c) {
    if (!c.line.empty()) {
      place_line(c, false);
    } else if (!c.is_placed) {
      place_point(c);
    }
  }

  std::vector<PlacedLabel> take() { return std::move(m_placed); }

 private:
  // --- at a point ---------------------------------------------------------------------------------------------------------

  void place_point(Candidate& c) {
    const QPointF at = screen_of(m_camera, c.place);
    if (surely_taken(c, at) || too_close(c, at)) return;
    const QImage icon =
        c.icon.empty() ? QImage() : m_icons.icon(c.icon, *c.style, m_camera.dpr, m_map.layers[c.layer]->layer.sprites.get());
    const geo::Box icon_box = box_of_icon(*c.style, icon);
    const bool icon_in_view = c.style->icon_allow_overlap ? m_area.intersects(moved(icon_box, at)) : in_area(moved(icon_box, at));
    if (!icon.isNull() && !icon_in_view) return;
    const bool icon_fits = icon.isNull() || c.style->icon_allow_overlap || is_free(c, moved(icon_box, at));
    if (!icon_fits && !c.style->icon_optional) return;
    const bool words = !c.text.isEmpty() && place_words(c, at);
    if (!words && !c.text.isEmpty() && !(c.style->text_optional && !icon.isNull())) return;
    if (!icon.isNull() && icon_fits) put_icon(c, at, icon, icon_box);
    m_said[c.group].push_back(at);
    c.is_placed = true;
  }

  /// Words in the middle of a point cover it: where it is taken nothing need be measured. Most candidates of a crowded view end here.
  bool surely_taken(const Candidate& c, QPointF at) const {
    const style::SymbolStyle& style = *c.style;
    const bool over_the_point = c.icon.empty() && style.text_anchor == style::Anchor::center && style.text_variable_anchor.empty() &&
                                style.text_radial_offset_em == 0 && style.text_offset_em == std::array<float, 2>{0, 0};
    return over_the_point && !style.text_allow_overlap && !is_free(c, {at.x(), at.y(), at.x(), at.y()});
  }

  const std::shared_ptr<const TextLook>& look_of(const style::SymbolStyle& style) {
    auto& look = m_looks[&style];
    if (!look) look = m_shaper.look_of(style);
    return look;
  }

  bool place_words(Candidate& c, QPointF at) {
    const auto look = look_of(*c.style);
    if (look->color.a <= 0) return false;
    if (!c.block) c.block = m_shaper.block(c.text, look, *c.style);
    const auto& block = c.block;
    for (const style::Anchor anchor : remembered_first(c, anchors_of(*c.style), block->size)) {
      const QPointF corner = block_corner(*c.style, anchor, block->size);
      const double pad = static_cast<double>(c.style->text_padding);
      const geo::Box box{corner.x() - pad, corner.y() - pad, corner.x() + block->size.width() + pad,
                         corner.y() + block->size.height() + pad};
      const geo::Box on_screen = moved(box, at);
      if (!in_area(on_screen) || (!c.style->text_allow_overlap && !is_free(c, on_screen))) continue;
      if (!c.style->text_ignore_placement) m_grid.take(on_screen);
      PlacedLabel label = blank(c, c.place, look);
      label.box = box;
      label.runs = block->runs;
      for (TextRun& run : label.runs) run.baseline += corner;
      TextShaper::draw(*block, *look, m_camera.dpr);
      label.image = block->image;
      label.image_at = block->image_at + corner;
      m_placed.push_back(std::move(label));
      return true;
    }
    return false;
  }

  /// A label that may sit on several sides keeps the side it had.
  std::vector<style::Anchor> remembered_first(const Candidate& c, std::vector<style::Anchor> anchors, QSizeF size) const {
    const auto it = m_remembered.find(c.identity);
    if (anchors.size() < 2 || it == m_remembered.end()) return anchors;
    const double pad = static_cast<double>(c.style->text_padding);
    const QPointF old(it->second->box.min_x + pad, it->second->box.min_y + pad);
    std::stable_partition(anchors.begin(), anchors.end(), [&](style::Anchor anchor) {
      const QPointF d = block_corner(*c.style, anchor, size) - old;
      return std::abs(d.x()) + std::abs(d.y()) < 4;
    });
    return anchors;
  }

  geo::Box box_of_icon(const style::SymbolStyle& style, const QImage& icon) const {
    if (icon.isNull()) return {};
    const QSizeF size = QSizeF(icon.size()) / icon.devicePixelRatio();
    const QPointF side = side_of(style.icon_anchor);
    const double pad = static_cast<double>(style.icon_padding);
    const double x = -size.width() * (side.x() + 1) / 2 + static_cast<double>(style.icon_offset[0] * style.icon_size);
    const double y = -size.height() * (side.y() + 1) / 2 + static_cast<double>(style.icon_offset[1] * style.icon_size);
    return {x - pad, y - pad, x + size.width() + pad, y + size.height() + pad};
  }

  void put_icon(const Candidate& c, QPointF at, const QImage& icon, const geo::Box& box) {
    if (!c.style->icon_ignore_placement) m_grid.take(moved(box, at));
    PlacedLabel label = blank(c, c.place, nullptr);
    label.box = box;
    label.image = icon;
    const double pad = static_cast<double>(c.style->icon_padding);
    label.image_at = QPointF(box.min_x + pad, box.min_y + pad);
    m_placed.push_back(std::move(label));
  }

  // --- along a line -------------------------------------------------------------------------------------------------------

  void place_line(const Candidate& c, bool remembered) {
    if (c.text.isEmpty()) return;
    const auto look = look_of(*c.style);
    if (look->color.a <= 0) return;
    const double width = m_shaper.width(c.text, look);
    if (c.lengths.back() < width + 6) return;
    const Course course{c.line, c.lengths, width, m_shift};
    if (remembered) {
      for (const double s : remembered_places(c, course)) try_at(c, look, course, s);
    } else {
      for (const double s : fresh_places(c, course)) try_near(c, look, course, s);
    }
  }

  struct Course {
    const std::vector<QPointF>& line;
    const std::vector<double>& lengths;
    double width;
    QPointF shift;
    /// On the screen.
    QPointF at(double s) const {
      const auto it = std::upper_bound(lengths.begin(), lengths.end(), s);
      const auto i =
          static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(it - lengths.begin(), 1, static_cast<std::ptrdiff_t>(line.size()) - 1));
      const double piece = lengths[i] - lengths[i - 1];
      return shift + (piece > 0 ? line[i - 1] + (line[i] - line[i - 1]) * ((s - lengths[i - 1]) / piece) : line[i]);
    }
  };

  /// Arc lengths at which this line carried its name last time.
  std::vector<double> remembered_places(const Candidate& c, const Course& course) const {
    std::vector<double> places;
    const auto [begin, end] = m_remembered.equal_range(c.identity);
    for (auto it = begin; it != end; ++it) {
      const QPointF p = screen_of(m_camera, it->second->anchor) - m_shift;
      double best = 3;  // css pixels off the line: smoothing and rounding
      double place = -1;
      for (std::size_t i = 1; i < course.line.size(); ++i) {
        const QPointF a = course.line[i - 1];
        const QPointF d = course.line[i] - a;
        const double squared = QPointF::dotProduct(d, d);
        const double t = squared > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / squared, 0.0, 1.0) : 0;
        const QPointF off = a + d * t - p;
        const double distance = std::hypot(off.x(), off.y());
        if (distance < best) {
          best = distance;
          place = course.lengths[i - 1] + t * std::sqrt(squared);
        }
      }
      if (place >= 0) places.push_back(place);
    }
    std::sort(places.begin(), places.end());
    return places;
  }

  /// The share of a piece of a line that is in view; none where the first is not smaller than the second.
  std::pair<double, double> share_in_view(QPointF from, QPointF to) const {
    std::pair<double, double> share{0, 1};
    const auto clip = [&](double start, double way, double end) {
      if (way == 0) {
        if (start < 0 || start > end) share = {1, 0};
        return;
      }
      const auto [in, out] = std::minmax({-start / way, (end - start) / way});
      share = {std::max(share.first, in), std::min(share.second, out)};
    };
    clip(from.x(), to.x() - from.x(), m_camera.width_px);
    clip(from.y(), to.y() - from.y(), m_camera.height_px);
    return share;
  }

  /// The middle of the longest stretch in view, so that a long street has its name wherever one looks; of the whole line where none is.
  double middle_in_view(const Course& course) const {
    double middle = course.lengths.back() / 2;
    double longest = 0;
    double begin = 0;
    double end = -1;
    for (std::size_t i = 1; i < course.line.size(); ++i) {
      const auto [in, out] = share_in_view(course.line[i - 1] + course.shift, course.line[i] + course.shift);
      if (in >= out) continue;
      const double piece = course.lengths[i] - course.lengths[i - 1];
      const double from = course.lengths[i - 1] + in * piece;
      if (from - end > 0.01) begin = from;
      end = course.lengths[i - 1] + out * piece;
      if (end - begin <= longest) continue;
      longest = end - begin;
      middle = begin + longest / 2;
    }
    return middle;
  }

  /// Evenly spread places; one in the middle where the line carries its name only once.
  std::vector<double> fresh_places(const Candidate& c, const Course& course) const {
    const double total = course.lengths.back();
    const double spacing = std::max(static_cast<double>(c.style->spacing), course.width * 1.5 + 60);
    if (c.style->placement == style::Placement::line_center) return {middle_in_view(course)};
    if (total < 2 * spacing) return {total / 2};
    const auto count = static_cast<int>(std::min(2000.0, std::floor(total / spacing)));
    std::vector<double> places;
    for (int i = 0; i < count; ++i) places.push_back((i + 0.5) * total / count);
    return places;
  }

  /// The text at a place, unless its middle is out of view, taken, or near the same words.
  std::optional<CurvedText> text_at(const Candidate& c, const std::shared_ptr<const TextLook>& look, const Course& course, double s) {
    const QPointF at = course.at(s);
    if (!m_area.contains(geo::Point2{at.x(), at.y()}) || too_close(c, at)) return std::nullopt;
    if (!c.style->text_allow_overlap && !is_free(c, {at.x() - 3, at.y() - 3, at.x() + 3, at.y() + 3})) return std::nullopt;
    auto text = m_shaper.along(c.text, look, *c.style, course.line, course.lengths, s);
    if (text) text->anchor = {text->anchor.x + m_shift.x(), text->anchor.y + m_shift.y()};
    return text;
  }

  bool try_at(const Candidate& c, const std::shared_ptr<const TextLook>& look, const Course& course, double s) {
    const auto text = text_at(c, look, course, s);
    return text && put_along(c, look, *text);
  }

  /// The first nearly straight free place around s, else the straightest.
  void try_near(const Candidate& c, const std::shared_ptr<const TextLook>& look, const Course& course, double s) {
    constexpr double k_straight_deg = 20;
    const double range = std::max(0.0, std::min(static_cast<double>(c.style->spacing) / 2, course.lengths.back() / 2 - course.width / 2));
    std::vector<CurvedText> bent;
    for (double off = 0; off <= range; off += 16) {
      for (const double place : {s - off, s + off}) {
        auto text = text_at(c, look, course, place);
        if (text && text->bend <= k_straight_deg && put_along(c, look, *text)) return;
        if (text && text->bend > k_straight_deg) bent.push_back(std::move(*text));
        if (off == 0) break;
      }
    }
    std::stable_sort(bent.begin(), bent.end(), [](const auto& a, const auto& b) { return a.bend < b.bend; });
    if (bent.size() > k_tries_along_line) bent.resize(k_tries_along_line);
    for (const CurvedText& text : bent) {
      if (put_along(c, look, text)) return;
    }
  }

  bool put_along(const Candidate& c, const std::shared_ptr<const TextLook>& look, const CurvedText& text) {
    const QPointF at(text.anchor.x, text.anchor.y);
    const double pad = static_cast<double>(c.style->text_padding);
    geo::Box box;
    for (const geo::Box& letter : text.boxes) {
      box.add(letter.grown(pad));
      if (!in_area(moved(letter, at))) return false;
      if (!c.style->text_allow_overlap && !is_free(c, moved(letter.grown(pad), at))) return false;
    }
    if (!c.style->text_ignore_placement) {
      for (const geo::Box& letter : text.boxes) m_grid.take(moved(letter.grown(pad), at));
    }
    PlacedLabel label = blank(c, m_camera.to_mercator(text.anchor), look);
    label.box = box;
    label.runs = text.runs;
    draw_or_reuse(label);
    m_placed.push_back(std::move(label));
    m_said[c.group].push_back(at);
    return true;
  }

  /// After a pan the same letters lie on the same curve: the last picture fits.
  void draw_or_reuse(PlacedLabel& label) const {
    const auto [begin, end] = m_remembered.equal_range(label.identity);
    for (auto it = begin; it != end; ++it) {
      const PlacedLabel& old = *it->second;
      const QPointF a = screen_of(m_camera, old.anchor);
      const QPointF b = screen_of(m_camera, label.anchor);
      const bool same_place = std::abs(a.x() - b.x()) + std::abs(a.y() - b.y()) < 0.7;
      if (!same_place || old.look != label.look || old.runs.size() != label.runs.size() || m_last->camera.zoom != m_camera.zoom ||
          m_last->camera.dpr != m_camera.dpr) {
        continue;
      }
      label.anchor = old.anchor;
      label.runs = old.runs;
      label.image = old.image;
      label.image_at = old.image_at;
      return;
    }
    label.image = picture_of(label.runs, *label.look, m_camera.dpr, label.image_at);
  }

  bool is_free(const Candidate& c, const geo::Box& box) const {
    const bool on_a_disc =
        std::any_of(m_discs.begin(), m_discs.end(), [&](const Discs& d) { return d.layer > c.layer && !d.grid.is_free(box); });
    return !on_a_disc && m_grid.is_free(box);
  }

  bool in_area(const geo::Box& box) const { return m_whole ? m_area.contains(box) : m_area.intersects(box); }

  // --- both ---------------------------------------------------------------------------------------------------------------

  bool too_close(const Candidate& c, QPointF at) const {
    const auto it = m_said.find(c.group);
    if (it == m_said.end()) return false;
    const double name = c.text.size() <= 2 ? k_repeat_sign_px : k_repeat_px;
    const double least = c.line.empty() ? name : std::max(name, static_cast<double>(c.style->spacing) * 0.6);
    return std::any_of(it->second.begin(), it->second.end(),
                       [&](QPointF p) { return std::hypot(p.x() - at.x(), p.y() - at.y()) < (c.text.isEmpty() ? 0 : least); });
  }

  PlacedLabel blank(const Candidate& c, geo::Point2 anchor, std::shared_ptr<const TextLook> look) const {
    PlacedLabel label;
    label.identity = c.identity;
    label.anchor = anchor;
    label.look = std::move(look);
    label.row = c.row;
    label.layer_id = m_map.layers[c.layer]->layer.id;
    return label;
  }

  struct Discs {
    std::uint32_t layer;
    CollisionGrid grid;
  };

  QPointF m_shift;
  TextShaper& m_shaper;
  IconSource& m_icons;
  const BoundSnapshot& m_map;
  const Camera& m_camera;
  bool m_whole;  // labels must lie inside the area as a whole
  geo::Box m_area;
  CollisionGrid m_grid;
  std::vector<Discs> m_discs;
  const LabelSet* m_last;
  std::unordered_multimap<std::uint64_t, const PlacedLabel*> m_remembered;
  std::unordered_map<std::uint64_t, std::vector<QPointF>> m_said;
  std::unordered_map<const style::SymbolStyle*, std::shared_ptr<const TextLook>> m_looks;
  std::vector<PlacedLabel> m_placed;
};

/// Candidates of a view and some land around it, so that a pan need not ask every row again.
struct Collected {
  std::shared_ptr<const BoundSnapshot> map;
  Camera camera;
  geo::Box view;  // Mercator metres
  CandidateSet set;
};

struct LabelEngine::Impl {
  TextShaper shaper;
  IconSource icons;
  PoleCache poles;
  Collected collected;
  std::shared_ptr<const LabelSet> last;

  bool collect(const std::shared_ptr<const BoundSnapshot>& map, const Camera& camera, const geo::Box& view, double spare_px,
               const base::CancelToken& token);
};

LabelEngine::LabelEngine() : m_impl(std::make_unique<Impl>()) {}
LabelEngine::~LabelEngine() = default;

void LabelEngine::forget() { m_impl->last = nullptr; }

/// False when cancelled.
bool LabelEngine::Impl::collect(const std::shared_ptr<const BoundSnapshot>& map, const Camera& camera, const geo::Box& view,
                                double spare_px, const base::CancelToken& token) {
  const bool fits = collected.map == map && collected.camera.zoom == camera.zoom && collected.view.contains(view);
  if (fits) return true;
  poles.keep_only(*map);
  const geo::Box wider = view.grown(spare_px * camera.m_per_px());
  CandidateSet set = collect_candidates(*map, camera, wider, poles, token);
  if (token.cancelled()) return false;
  collected = {map, camera, wider, std::move(set)};
  return true;
}

std::shared_ptr<const LabelSet> LabelEngine::place(const std::shared_ptr<const BoundSnapshot>& map, const Camera& camera,
                                                   base::CancelToken token, double margin_px) {
  constexpr double k_spare_px = 300;
  Impl& d = *m_impl;
  const geo::Box view = camera.bounds().grown(margin_px * camera.m_per_px());
  if (!d.collect(map, camera, view, margin_px > 0 ? k_spare_px : 0, token)) return nullptr;
  const bool fresh = d.last && (std::abs(d.last->camera.zoom - camera.zoom) > k_fresh_zoom_step || d.last->camera.dpr != camera.dpr);
  if (fresh) d.last = nullptr;
  const QPointF shift = screen_of(camera, {0, 0}) - screen_of(d.collected.camera, {0, 0});
  Placement placement(d.shaper, d.icons, *map, camera, shift, margin_px, d.last.get());
  placement.keep_off(d.collected.set.obstacles);
  settle_in_view(d.collected.set.candidates, *map, camera, d.last.get());
  placement.prepare(d.collected.set.candidates);
  for (Candidate& candidate : d.collected.set.candidates) placement.keep(candidate);
  for (Candidate& candidate : d.collected.set.candidates) {
    if (token.cancelled()) return nullptr;
    placement.add(candidate);
  }
  auto placed = std::make_shared<LabelSet>();
  placed->camera = camera;
  placed->labels = placement.take();
  std::reverse(placed->labels.begin(), placed->labels.end());  // the most important on top where overlap is allowed
  d.last = placed;
  return placed;
}

}  // namespace skizze::scene
