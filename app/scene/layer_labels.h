// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QPainter>

#include "base/cancel.h"
#include "base/worker_pool.h"
#include "scene/label_sheet.h"

namespace skizze::scene {

/// The label sheet of one canvas: asked for where the view rests, laid over the squares, moved and scaled with them until the next one
/// comes. Of each layer only the newest wish counts; an older one is taken back. GUI thread; never waits.
class LayerLabels {
 public:
  /// run: does work on a worker. wake: called on any thread when take() has something to look at.
  using Run = std::function<void(base::CancelToken, std::function<void()>)>;
  LayerLabels(Run run, std::shared_ptr<DrawSources> sources, std::function<void()> wake);
  /// Nobody is called afterwards. Work may still run; it holds what it needs.
  ~LayerLabels();
  LayerLabels(const LayerLabels&) = delete;
  LayerLabels& operator=(const LayerLabels&) = delete;

  /// touched: something looks different that the layers themselves do not tell of. Wishes that failed are made again.
  void set_map(std::shared_ptr<const BoundSnapshot> map, bool touched);
  /// Whether the map has any such layer; if not, nothing is done at all.
  bool needed() const { return !m_upwards.empty(); }
  /// The view rests here.
  void set_view(const Camera& camera);
  /// Whether the view has gone so far from where it last rested that its labels no longer help.
  bool is_far(const Camera& camera) const;
  /// Looks at what has come.
  void take();
  /// Whether something is in work or on its way.
  bool busy() const;
  void paint(QPainter& painter, const Camera& camera) const;

 private:
  struct Inbox;  // shared with workers and makers of labels
  struct Outcome;
  void advance();
  void use(Outcome outcome);
  void make_wishes(const std::vector<std::string>& missing);

  Run m_run;
  std::shared_ptr<DrawSources> m_sources;
  std::function<void()> m_wake;
  std::shared_ptr<Inbox> m_inbox;

  std::shared_ptr<const BoundSnapshot> m_map;
  std::vector<MapLayer> m_upwards;  // the lowest layer with such labels and all above it
  std::optional<GridRect> m_view;
  bool m_wanted = false;
  bool m_outdated = false;  // the sheet shows layers as they were
  bool m_in_work = false;
  base::CancelSource m_cancel;
  std::uint64_t m_round = 0;  // of view and map; answers to wishes of an older one are stale
  LabelPictures m_pictures;
  std::map<std::string, std::shared_ptr<tiles::LabelWish>> m_wishes;  // by layer
  std::set<std::string> m_failed;
  std::shared_ptr<const LabelSheet> m_sheet;
};

}  // namespace skizze::scene
