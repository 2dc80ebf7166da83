// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include <QPainter>

#include "scene/labels.h"

namespace skizze::scene {

/// Labels that come and go softly. A label whose identity stays is never touched, however often it is placed anew; one that comes back
/// while it still goes starts from where it is. Times are milliseconds of any clock that only runs forwards.
class LabelFades {
 public:
  /// How long a label takes to come or go; 0: at once.
  void set_duration(int ms) { m_duration_ms = ms; }
  int duration() const { return m_duration_ms; }
  /// What is to be seen from now on; null: nothing, at once.
  void show(std::shared_ptr<const LabelSet> labels, double now_ms);
  /// Css pixels, for any camera near the one that the labels were placed for.
  void paint(QPainter& painter, const Camera& camera, double now_ms);
  /// Whether any label is still on its way.
  bool running(double now_ms) const { return now_ms < m_quiet_from_ms; }
  /// 0..1; 0 for a label that is not there.
  double opacity(std::uint64_t identity, double now_ms) const;

 private:
  struct Leaving {
    std::shared_ptr<const LabelSet> set;  // keeps the label
    const PlacedLabel* label = nullptr;
    double gone_at_ms = 0;
  };
  double risen(double since_ms, double now_ms) const;

  int m_duration_ms = 0;
  double m_quiet_from_ms = 0;
  std::shared_ptr<const LabelSet> m_shown;
  std::unordered_map<std::uint64_t, double> m_since;  // of what is shown: when it began to come
  std::vector<Leaving> m_leaving;
};

}  // namespace skizze::scene
