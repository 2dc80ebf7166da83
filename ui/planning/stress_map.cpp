// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/stress_map.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "layers/swatch.h"
#include "planning/compare_swipe.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "style/legend.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {
constexpr double k_legend_zoom = 15;
}

StressMap::StressMap(Workspace& workspace, LaneWatch& watch, CompareSwipe& swipe)
    : QObject(&workspace),
      m_workspace(workspace),
      m_watch(watch),
      m_swipe(swipe),
      m_row(new QWidget),
      m_choice(new QComboBox),
      m_legend(make_row(10)),
      m_gain(make_label({}, QStringLiteral("secondary"))) {
  auto* line = make_row(8);
  line->addWidget(m_choice);
  line->addWidget(m_gain, 1);
  auto* column = make_column(4);
  column->addLayout(line);
  column->addLayout(m_legend);
  column->setContentsMargins(px(6), 0, px(6), px(2));
  m_row->setLayout(column);
  m_row->hide();
  m_row->installEventFilter(this);
  connect(m_choice, &QComboBox::activated, this, [this](int index) { set_view(static_cast<View>(index)); });
  connect(&watch.desk(), &project::BikeDesk::city_changed, this, &StressMap::ask);
  connect(&watch.desk(), &project::BikeDesk::stress_ready, this,
          [this](quint64 request, const std::shared_ptr<const feature::LayerPack>& pack) {
            if (request != m_request || !m_on || m_workspace.document() == nullptr) return;
            m_shown = request;
            m_workspace.document()->set_extra_layer(k_stress_layer, pack, "stress");
            build_legend();
          });
  connect(&watch.desk(), &project::BikeDesk::stress_pair_ready, this,
          [this](quint64 request, const std::shared_ptr<const feature::LayerPack>& other, const std::shared_ptr<const feature::LayerPack>& active) {
            if (request != m_request || !m_on || m_workspace.document() == nullptr) return;
            m_shown = request;
            m_workspace.document()->set_extra_layer(k_stress_layer, active, "stress");
            m_swipe.set_left_pack(k_stress_layer, other);
            build_legend();
          });
  connect(&swipe, &CompareSwipe::sides_changed, this, &StressMap::follow_swipe);
  connect(&watch.desk(), &project::BikeDesk::studied, this,
          [this](quint64 request, const std::shared_ptr<const bike::NetworkEffect>& effect) {
            if (request == m_study) show_gain(*effect);
          });
  const auto attach = [this] {
    auto* document = m_workspace.document();
    if (document == nullptr) return set_on(false);
    connect(document, &project::Document::measures_changed, this, &StressMap::ask, Qt::UniqueConnection);
    connect(document, &project::Document::scenarios_changed, this, &StressMap::ask, Qt::UniqueConnection);
    connect(document, &project::Document::closed, this, [this] { set_on(false); });
    ask();
  };
  connect(&workspace, &Workspace::document_changed, this, attach);
  connect(&workspace, &Workspace::mode_changed, this, [this] {
    if (m_workspace.mode() != Mode::plan) set_on(false);
  });
  connect(&workspace, &Workspace::theme_changed, this, &StressMap::build_legend);
  retranslate();
  attach();
}

void StressMap::set_on(bool on) {
  if (m_on == on) return;
  m_on = on;
  m_row->setVisible(on);
  if (on)
    ask();
  else if (m_workspace.document() != nullptr)
    m_workspace.document()->set_extra_layer(k_stress_layer, nullptr, {});
  if (!on && m_view == View::side_by_side) set_view(View::planned);
  m_workspace.actions().refresh();
}

void StressMap::set_view(View view) {
  const bool was = m_view == View::side_by_side;
  m_view = view;
  m_choice->setCurrentIndex(static_cast<int>(view));
  if (view == View::side_by_side)
    m_swipe.set_on(true);
  else if (was)
    m_swipe.set_on(false);
  ask();
}

void StressMap::follow_swipe() {
  if (m_view != View::side_by_side) return;
  if (!m_swipe.on()) return set_view(View::planned);
  ask();
}

void StressMap::ask() {
  auto* document = m_workspace.document();
  if (!m_on || document == nullptr) return;
  const auto& city = m_watch.desk().city();
  if (!city || !city->graph()) {
    m_gain->setText(m_watch.desk().reading() ? tr("The streets are being read…") : tr("No layer has streets."));
    return;
  }
  m_request = m_view == View::side_by_side ? m_watch.desk().stress_pair(m_swipe.left())
                                           : m_watch.desk().stress(m_view == View::planned);
  std::vector<bike::PlannedLine> lanes;
  for (const auto* measure : document->measures_of(document->active_scenario()))
    if (measure->kind == sketch::MeasureKind::bike_lane) lanes.push_back({measure->geometry, measure->lane});
  m_study = m_watch.desk().study(std::move(lanes));
}

void StressMap::show_gain(const bike::NetworkEffect& effect) {
  const auto km = [](double metres) { return number_text(metres / 1000, 1); };
  m_gain->setText(tr("Low-stress network %1 → %2 km, largest part %3 → %4 km")
                      .arg(km(effect.gain.low_stress_before_m), km(effect.gain.low_stress_after_m), km(effect.gain.largest_before_m),
                           km(effect.gain.largest_after_m)));
}

void StressMap::build_legend() {
  clear_layout(m_legend);
  if (!m_on || m_workspace.document() == nullptr) return;
  const auto snapshot = m_workspace.document()->map_snapshot(current_theme().map_theme());
  const auto* layer = snapshot.find(k_stress_layer);
  if (layer == nullptr || !layer->style) return;
  for (const auto& entry : style::legend(*layer->style, k_legend_zoom)) {
    auto* picture = make_label({});
    picture->setPixmap(swatch_pixmap(entry, swatch_size(px(18)), m_row->devicePixelRatioF(), nullptr));
    m_legend->addWidget(picture);
    m_legend->addWidget(make_label(label_of(entry), QStringLiteral("secondary")));
  }
  m_legend->addStretch(1);
}

void StressMap::retranslate() {
  m_choice->clear();
  m_choice->addItems({tr("Today"), tr("With this variant"), tr("Side by side")});
  m_choice->setCurrentIndex(static_cast<int>(m_view));
  set_name(m_choice, tr("Stress of the network"));
  build_legend();
  ask();
}

bool StressMap::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  return QObject::eventFilter(watched, event);
}

}  // namespace skizze::ui
