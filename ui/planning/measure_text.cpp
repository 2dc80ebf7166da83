// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure_text.h"

#include "shell/language.h"

namespace skizze::ui {

QString title_of(const sketch::Measure& measure) {
  if (!measure.name.empty()) return QString::fromStdString(measure.name);
  const bool lane = measure.kind == sketch::MeasureKind::bike_lane;
  return text_of(base::Message{lane ? sketch::message_id(measure.lane.facility) : sketch::message_id(measure.kind), {}});
}

QString figure_of(const sketch::Measure& measure) {
  return measure.kind == sketch::MeasureKind::bike_lane ? length_text(sketch::length_m(measure)) : area_text(sketch::area_m2(measure));
}

}  // namespace skizze::ui
