// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/compare_swipe.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QSlider>

#include "project/document.h"
#include "shell/action_table.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_slider_steps = 1000;

QString key_of(const base::Uuid& id) { return QString::fromStdString(base::to_string(id)); }

}  // namespace

CompareSwipe::CompareSwipe(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  build_bar();
  connect(&workspace, &Workspace::document_changed, this, [this] {
    set_on(false);
    if (auto* document = m_workspace.document()) {
      disconnect(document, nullptr, this, nullptr);
      connect(document, &project::Document::snapshot_changed, this, &CompareSwipe::refresh);
      connect(document, &project::Document::region_changed, this, &CompareSwipe::refresh);
      connect(document, &project::Document::scenarios_changed, this, &CompareSwipe::fill_choices);
    }
  });
  connect(&workspace, &Workspace::mode_changed, this, [this] {
    if (m_workspace.mode() != Mode::plan) set_on(false);
  });
  connect(&workspace, &Workspace::theme_changed, this, &CompareSwipe::refresh);
}

CompareSwipe::~CompareSwipe() = default;

void CompareSwipe::build_bar() {
  m_bar = new QWidget;
  m_choice = new QComboBox;
  m_slider = new QSlider(Qt::Horizontal);
  m_slider->setRange(0, k_slider_steps);
  m_slider->setSingleStep(k_slider_steps / 50);
  m_slider->setPageStep(k_slider_steps / 10);
  m_slider->setMinimumWidth(px(200));
  auto* row = make_row(8);
  row->addWidget(m_choice);
  row->addWidget(m_slider, 1);
  m_bar->setLayout(row);
  set_name(m_slider, tr("Border between the variants"));
  set_name(m_choice, tr("Variant on the left"));
  connect(m_slider, &QSlider::valueChanged, this, [this](int value) { set_position(static_cast<double>(value) / k_slider_steps); });
  connect(m_choice, &QComboBox::activated, this,
          [this] { set_left(base::parse_uuid(m_choice->currentData().toString().toStdString()).value_or(base::Uuid{})); });
  m_bar->hide();
}

void CompareSwipe::fill_choices() {
  auto* document = m_workspace.document();
  m_choice->clear();
  m_choice->addItem(tr("Today, without measures"), QString());
  if (document == nullptr) return;
  for (const auto& scenario : document->scenarios()) {
    if (scenario.id != document->active_scenario()) m_choice->addItem(QString::fromStdString(scenario.name), key_of(scenario.id));
  }
  m_choice->setCurrentIndex(std::max(0, m_choice->findData(m_left.is_null() ? QString() : key_of(m_left))));
}

void CompareSwipe::set_on(bool on) {
  Canvas* canvas = m_workspace.canvas();
  if (m_on == on || canvas == nullptr) return;
  m_on = on;
  m_bar->setVisible(on);
  if (on) {
    scene::RendererOptions options;
    options.raster_bytes /= 4;
    options.tile_bytes /= 4;
    m_renderer = std::make_unique<scene::MapRenderer>(nullptr, options);
    connect(m_renderer.get(), &scene::MapRenderer::updated, canvas, [canvas] { canvas->update(); });
    canvas->add_overlay(this);
    fill_choices();
    m_slider->setValue(static_cast<int>(m_share * k_slider_steps));
    refresh();
  } else {
    canvas->remove_overlay(this);
    m_renderer.reset();
    m_left_packs.clear();
    m_left_snapshot = {};
  }
  m_workspace.actions().refresh();
  canvas->update();
  Q_EMIT sides_changed();
}

void CompareSwipe::set_position(double share) {
  m_share = std::clamp(share, 0.0, 1.0);
  const QSignalBlocker quiet(m_slider);
  m_slider->setValue(static_cast<int>(m_share * k_slider_steps));
  if (m_workspace.canvas() != nullptr) m_workspace.canvas()->update();
}

void CompareSwipe::set_left(const base::Uuid& scenario) {
  m_left = scenario;
  m_choice->setCurrentIndex(std::max(0, m_choice->findData(m_left.is_null() ? QString() : key_of(m_left))));
  refresh();
  Q_EMIT sides_changed();
}

void CompareSwipe::set_left_pack(const std::string& layer, std::shared_ptr<const feature::LayerPack> pack) {
  if (!m_on) return;
  m_left_packs[layer] = std::move(pack);
  refresh();
}

void CompareSwipe::forget_left_pack(const std::string& layer) {
  if (m_left_packs.erase(layer) > 0) refresh();
}

void CompareSwipe::refresh() {
  auto* document = m_workspace.document();
  if (!m_on || document == nullptr) return;
  auto snapshot = document->map_snapshot(current_theme().map_theme(), m_left);
  if (m_left.is_null()) {
    for (auto& layer : snapshot.layers) layer.visible = layer.visible && layer.id != project::k_measures_layer;
  }
  // Both sides show contributions, or neither does.
  const auto* right = m_workspace.canvas()->snapshot().find(project::k_contributions_layer);
  for (auto& layer : snapshot.layers)
    if (layer.id == project::k_contributions_layer) layer.visible = right != nullptr && right->visible;
  for (auto& layer : snapshot.layers) {
    const auto own = m_left_packs.find(layer.id);
    if (own == m_left_packs.end()) continue;
    layer.visible = layer.visible && own->second != nullptr;
    layer.pack = own->second;
  }
  m_left_snapshot = std::move(snapshot);
  m_renderer->set_snapshot(m_left_snapshot);
  m_workspace.canvas()->update();
}

bool CompareSwipe::wait_until_drawn(int timeout_ms) {
  if (!m_on) return true;
  m_renderer->set_camera(m_workspace.canvas()->camera());
  return m_renderer->wait_idle(timeout_ms);
}

QString CompareSwipe::name_of(const base::Uuid& scenario) const {
  if (scenario.is_null()) return tr("Today");
  for (const auto& each : m_workspace.document()->scenarios()) {
    if (each.id == scenario) return QString::fromStdString(each.name);
  }
  return {};
}

void CompareSwipe::paint(QPainter& painter, const ToolContext& context) {
  if (!m_on || m_workspace.document() == nullptr) return;
  if (!(m_renderer->camera() == context.camera())) m_renderer->set_camera(context.camera());
  const double x = m_share * context.camera().width_px;
  const double height = context.camera().height_px;
  painter.save();
  painter.setClipRect(QRectF(0, 0, x, height));
  m_renderer->paint(painter, context.camera());
  painter.restore();
  const Theme& theme = context.theme();
  painter.setPen(QPen(theme.selection_halo, 5 * context.ui_scale()));
  painter.drawLine(QPointF(x, 0), QPointF(x, height));
  painter.setPen(QPen(theme.accent, 2 * context.ui_scale()));
  painter.drawLine(QPointF(x, 0), QPointF(x, height));
  const double y = height - 48 * context.ui_scale();
  paint_label(painter, name_of(m_left), {x - 12, y}, Qt::AlignRight);
  paint_label(painter, name_of(m_workspace.document()->active_scenario()), {x + 12, y}, Qt::AlignLeft);
}

void CompareSwipe::paint_label(QPainter& painter, const QString& text, QPointF at, Qt::Alignment side) const {
  const Theme& theme = current_theme();
  painter.setFont(Look::instance().strong_font());
  QRectF box = painter.fontMetrics().boundingRect(text).toRectF().adjusted(-8, -4, 8, 4);
  box.moveCenter(at);
  if (side == Qt::AlignRight)
    box.moveRight(at.x());
  else
    box.moveLeft(at.x());
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.overlay);
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(theme.text);
  painter.drawText(box, Qt::AlignCenter, text);
}

}  // namespace skizze::ui
