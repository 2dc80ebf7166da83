// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/layer_labels.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace skizze::scene {

namespace {

constexpr double k_far = 0.25;  // of the view's width or height
constexpr double k_far_levels = 0.5;

std::vector<MapLayer> upwards_of(const MapSnapshot& map) {
  std::vector<MapLayer> layers;
  for (const MapLayer& layer : map.layers)
    if (layer.visible && (!layers.empty() || has_view_labels(layer))) layers.push_back(layer);
  return layers;
}

}  // namespace

/// What a worker made of a view.
struct LayerLabels::Outcome {
  std::uint64_t round = 0;
  LabelPictures pictures;                   // of all layers with such labels
  std::vector<std::string> missing;         // of these layers they have to be made first
  std::shared_ptr<const LabelSheet> sheet;  // null: the one before stays
};

struct LayerLabels::Inbox {
  std::mutex mutex;  // guards everything below
  std::optional<Outcome> outcome;
  std::vector<std::pair<std::string, bool>> answers;  // to wishes: layer, whether it worked
};

LayerLabels::LayerLabels(Run run, std::shared_ptr<DrawSources> sources, std::function<void()> wake)
    : m_run(std::move(run)), m_sources(std::move(sources)), m_wake(std::move(wake)), m_inbox(std::make_shared<Inbox>()) {}

LayerLabels::~LayerLabels() {
  m_wishes.clear();
  m_cancel.cancel();
}

void LayerLabels::set_map(std::shared_ptr<const BoundSnapshot> map, bool touched) {
  auto upwards = upwards_of(map->snapshot);
  const bool changed = upwards != m_upwards;
  m_map = std::move(map);
  m_upwards = std::move(upwards);
  if (!needed()) {
    m_wishes.clear();
    m_pictures.clear();
    m_failed.clear();
    m_sheet.reset();
    m_wanted = false;
    return;
  }
  if (changed || (touched && m_upwards.size() > 1)) m_outdated = true;
  if (m_outdated || !m_failed.empty()) m_wanted = true;
  m_failed.clear();
  if (changed) ++m_round;
  if (changed) m_wishes.clear();
  advance();
}

void LayerLabels::set_view(const Camera& camera) {
  const GridRect view = pixels_of(camera);
  if (m_view == view || !needed()) return;
  m_view = view;
  m_wishes.clear();  // nobody looks there any more
  m_failed.clear();
  ++m_round;
  m_wanted = true;
  advance();
}

bool LayerLabels::is_far(const Camera& camera) const {
  if (!m_view) return true;
  const GridRect now = pixels_of(camera);
  if (std::abs(now.grid.zoom - m_view->grid.zoom) > k_far_levels || now.grid.dpr != m_view->grid.dpr) return true;
  const double scale = std::exp2(now.grid.zoom - m_view->grid.zoom);
  const double right = now.left + now.width / 2.0 - (m_view->left + m_view->width / 2.0) * scale;
  const double down = now.top + now.height / 2.0 - (m_view->top + m_view->height / 2.0) * scale;
  return std::abs(right) > k_far * now.width || std::abs(down) > k_far * now.height;
}

/// One look at a time: which pictures are there, and the sheet of them.
void LayerLabels::advance() {
  if (m_in_work || !m_wanted || !m_view || !needed()) return;
  m_wanted = false;
  m_in_work = true;
  m_run(m_cancel.token(), [map = m_map, view = *m_view, held = m_pictures, outdated = std::exchange(m_outdated, false), round = m_round,
                           sources = m_sources, inbox = m_inbox, wake = m_wake, token = m_cancel.token()] {
    Outcome outcome;
    outcome.round = round;
    for (const auto& layer : map->layers) {
      if (!has_view_labels(layer->layer)) continue;
      const auto& id = layer->layer.id;
      const auto before = held.find(id);
      LabelPicture picture = before == held.end() ? LabelPicture() : before->second;
      if (!find_label_picture(layer->layer, view, picture)) outcome.missing.push_back(id);
      outcome.pictures.emplace(id, std::move(picture));
    }
    if (outcome.missing.empty() || outdated) outcome.sheet = draw_label_sheet(*map, view, outcome.pictures, *sources, token);
    {
      const std::lock_guard lock(inbox->mutex);
      inbox->outcome = std::move(outcome);
    }
    wake();
  });
}

void LayerLabels::take() {
  std::optional<Outcome> outcome;
  std::vector<std::pair<std::string, bool>> answers;
  {
    const std::lock_guard lock(m_inbox->mutex);
    outcome.swap(m_inbox->outcome);
    answers.swap(m_inbox->answers);
  }
  for (const auto& [id, worked] : answers) {
    m_wishes.erase(id);
    if (!worked) m_failed.insert(id);
    if (worked) m_wanted = true;
  }
  if (outcome) use(std::move(*outcome));
  advance();
}

void LayerLabels::use(Outcome outcome) {
  m_in_work = false;
  if (!needed()) return;
  if (outcome.sheet) m_sheet = std::move(outcome.sheet);
  m_pictures = std::move(outcome.pictures);
  if (outcome.round == m_round) return make_wishes(outcome.missing);
  m_wanted = true;
}

void LayerLabels::make_wishes(const std::vector<std::string>& missing) {
  for (const auto& id : missing) {
    const MapLayer* layer = m_map->snapshot.find(id);
    if (layer == nullptr || m_wishes.contains(id) || m_failed.contains(id)) continue;
    auto wish = layer->foreign->view_labels()->wish(label_view(*m_view), [id, inbox = m_inbox, wake = m_wake](const base::Status& status) {
      {
        const std::lock_guard lock(inbox->mutex);
        inbox->answers.emplace_back(id, status.has_value());
      }
      wake();
    });
    m_wishes.emplace(id, std::move(wish));
  }
}

bool LayerLabels::busy() const { return m_in_work || (m_wanted && m_view.has_value()) || !m_wishes.empty(); }

void LayerLabels::paint(QPainter& painter, const Camera& camera) const {
  if (m_sheet) paint_label_sheet(painter, *m_sheet, camera);
}

}  // namespace skizze::scene
