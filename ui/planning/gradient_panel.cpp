// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/gradient_panel.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include "planning/gradient_chart.h"
#include "widgets/build.h"

namespace skizze::ui {

GradientPanel::GradientPanel(LaneWatch& watch, QWidget* parent)
    : QWidget(parent), m_watch(watch), m_chart(new GradientChart), m_words(make_text({}, QStringLiteral("secondary"))) {
  auto* column = make_column(6);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_chart);
  column->addWidget(m_words);
  setLayout(column);
  connect(&watch, &LaneWatch::changed, this, &GradientPanel::refresh);
  connect(m_chart, &GradientChart::pointed_changed, this, [this] { m_watch.point_at(m_chart->pointed()); });
  connect(m_chart, &GradientChart::chosen, this, [this](double along_m) { m_watch.go_to(along_m); });
  refresh();
}

void GradientPanel::refresh() {
  const auto& result = m_watch.result();
  const bool known = result && result->gradient;
  m_chart->setVisible(known && result->gradient->missing_m < result->length_m);
  if (known) m_chart->show_gradient(*result->gradient);
  m_words->setText(!result ? QString()
                   : known ? m_chart->summary()
                           : tr("Not assessable: no layer has heights. Add a height raster (DGM, DEM)."));
}

void GradientPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
