// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/label_fades.h"

#include <algorithm>

namespace skizze::scene {

double LabelFades::risen(double since_ms, double now_ms) const {
  return m_duration_ms > 0 ? std::clamp((now_ms - since_ms) / m_duration_ms, 0.0, 1.0) : 1;
}

double LabelFades::opacity(std::uint64_t identity, double now_ms) const {
  if (const auto at = m_since.find(identity); at != m_since.end()) return risen(at->second, now_ms);
  for (const Leaving& leaving : m_leaving) {
    if (leaving.label->identity == identity)
      return m_duration_ms > 0 ? std::clamp((leaving.gone_at_ms - now_ms) / m_duration_ms, 0.0, 1.0) : 0;
  }
  return 0;
}

void LabelFades::show(std::shared_ptr<const LabelSet> labels, double now_ms) {
  if (!labels || m_duration_ms <= 0) {
    m_leaving.clear();
    m_since.clear();
    if (labels) {
      for (const PlacedLabel& label : labels->labels) m_since.emplace(label.identity, now_ms - 1e6);
    }
    m_shown = std::move(labels);
    m_quiet_from_ms = now_ms;
    return;
  }
  std::unordered_map<std::uint64_t, double> since;
  for (const PlacedLabel& label : labels->labels) {
    const auto known = m_since.find(label.identity);
    const double start = known != m_since.end() ? known->second : now_ms - opacity(label.identity, now_ms) * m_duration_ms;
    if (since.emplace(label.identity, start).second && start + m_duration_ms > now_ms)
      m_quiet_from_ms = std::max(m_quiet_from_ms, start + m_duration_ms);
  }
  std::erase_if(m_leaving, [&](const Leaving& l) { return l.gone_at_ms <= now_ms || since.contains(l.label->identity); });
  if (m_shown) {
    for (const PlacedLabel& label : m_shown->labels) {
      if (since.contains(label.identity)) continue;
      m_leaving.push_back({m_shown, &label, now_ms + risen(m_since[label.identity], now_ms) * m_duration_ms});
      m_quiet_from_ms = std::max(m_quiet_from_ms, m_leaving.back().gone_at_ms);
    }
  }
  m_since = std::move(since);
  m_shown = std::move(labels);
}

void LabelFades::paint(QPainter& painter, const Camera& camera, double now_ms) {
  if (!running(now_ms)) {
    m_leaving.clear();
    if (m_shown) paint_labels(painter, *m_shown, camera);
    return;
  }
  const double before = painter.opacity();
  const auto paint_faint = [&](const PlacedLabel& label, double opacity) {
    painter.setOpacity(before * opacity);
    paint_label(painter, label, camera);
  };
  for (const Leaving& leaving : m_leaving) {
    const double rest = leaving.gone_at_ms - now_ms;
    if (rest > 0) paint_faint(*leaving.label, std::min(1.0, rest / m_duration_ms));
  }
  if (m_shown) {
    for (const PlacedLabel& label : m_shown->labels) paint_faint(label, risen(m_since[label.identity], now_ms));
  }
  painter.setOpacity(before);
}

}  // namespace skizze::scene
