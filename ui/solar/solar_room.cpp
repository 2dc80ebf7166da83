// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/solar_room.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTableView>

#include "canvas/canvas.h"
#include "canvas/note.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "solar/roof_page.h"
#include "solar/roof_table.h"
#include "solar/solar_desk.h"
#include "solar/solar_panel.h"
#include "widgets/theme.h"

namespace skizze::ui {

/// Shade at the chosen moment, and the words that go with every picture of the strips, laid over the map.
class ShadeOverlay : public CanvasOverlay {
 public:
  ShadeOverlay(const Workspace& workspace, const SolarDesk& desk) : m_workspace(workspace), m_desk(desk) {}
  void paint(QPainter& painter, const ToolContext& context) override {
    const auto& shade = m_desk.shade();
    const bool seen = m_workspace.mode() == Mode::plan || m_workspace.mode() == Mode::present;
    if (seen && m_desk.strips_shown() && !m_desk.strips().empty()) {
      const QRectF map(0, 0, context.camera().width_px, context.camera().height_px);
      paint_note(painter, text_of(base::Message{"solar.screening_only", {}}), QPointF(map.center().x() - px(130), map.bottom() - px(60)), map);
    }
    if (!seen || !m_desk.shade_shown() || shade.image.isNull()) return;
    const auto north_west = context.screen_of_mercator({shade.mercator.min_x, shade.mercator.max_y});
    const auto south_east = context.screen_of_mercator({shade.mercator.max_x, shade.mercator.min_y});
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(north_west, south_east), shade.image);
  }

 private:
  const Workspace& m_workspace;
  const SolarDesk& m_desk;
};

SolarRoom::SolarRoom(Workspace& workspace)
    : QObject(&workspace), m_workspace(workspace), m_desk(new SolarDesk(workspace)), m_panel(new SolarPanel(workspace, *m_desk)),
      m_page(new RoofPage(workspace, *m_desk)), m_overlay(std::make_unique<ShadeOverlay>(workspace, *m_desk)) {
  workspace.add_mode_panel(Mode::plan, m_panel, QStringLiteral("sun"), [] { return QCoreApplication::translate("SolarPanel", "Solar"); });
  workspace.add_inspector_page({[](const Selection& s) { return s.kind == Selection::Kind::feature && s.layer == k_solar_roofs_layer; },
                                [this](const Selection& s) { m_page->show_selection(s); }, [this](const Selection& s) { return m_page->title(s); }, m_page});
  workspace.canvas()->add_overlay(m_overlay.get());
  connect(m_desk, &SolarDesk::shade_changed, workspace.canvas(), qOverload<>(&QWidget::update));
  connect(m_desk, &SolarDesk::strips_changed, workspace.canvas(), qOverload<>(&QWidget::update));
  connect(workspace.canvas(), &Canvas::pointer_moved, this, &SolarRoom::ask_place);
  // With the keyboard the place is the crosshair, the middle of the map.
  connect(workspace.canvas(), &Canvas::camera_changed, this, [this] {
    if (!m_workspace.canvas()->underMouse()) ask_place(m_workspace.canvas()->camera().center);
  });
  connect(m_desk, &SolarDesk::moment_changed, this, [this] {
    if (m_asked) ask_place(*m_asked);
  });
  connect(&workspace, &Workspace::mode_changed, this, [this] {
    if (m_workspace.mode() != Mode::plan) show_table(false);
  });
  add_actions();
  connect(m_desk, &SolarDesk::study_changed, &m_workspace.actions(), &ActionTable::refresh);
}

SolarRoom::~SolarRoom() {
  if (m_workspace.canvas() != nullptr) m_workspace.canvas()->remove_overlay(m_overlay.get());
}

void SolarRoom::ask_place(geo::Point2 mercator) {
  if (m_workspace.mode() != Mode::plan || !(m_desk->shade_shown() || m_panel->wants_place())) return;
  m_asked = mercator;
  m_desk->ask_place(mercator);
}

bool SolarRoom::table_shown() const { return m_table != nullptr && m_table->isVisible(); }

void SolarRoom::show_table(bool shown) {
  if (!shown) {
    if (m_table != nullptr && !m_table->isHidden()) m_workspace.show_below_map(nullptr);
    return;
  }
  if (!m_desk->study()) return;
  if (m_table == nullptr) {
    m_table = new RoofTable(m_workspace, *m_desk);
    connect(m_table, &RoofTable::close_wanted, this, [this] {
      show_table(false);
      m_workspace.actions().refresh();
    });
  }
  m_workspace.show_below_map(m_table);
  m_table->view().setFocus();
}

void SolarRoom::add_actions() {
  const auto possible = [this] { return m_desk->has_roofs(); };
  const auto show = [this] {
    m_workspace.set_mode(Mode::plan);
    m_workspace.show_panel(m_panel);
  };
  m_workspace.actions().add({
      {"solar.page", QT_TRANSLATE_NOOP("Actions", "Solar: roofs, shade, open fields"), "plan", "roof", "", show,
       [this] { return m_workspace.document() != nullptr; }, {}, QT_TRANSLATE_NOOP("Actions", "sun photovoltaics yield roof map"), true},
      {"solar.compute", QT_TRANSLATE_NOOP("Actions", "Compute the sun on all roofs"), "plan", "sun", "",
       [this, show] {
         show();
         m_desk->compute();
       },
       possible, {}, QT_TRANSLATE_NOOP("Actions", "solar potential photovoltaics yield")},
      {"solar.table", QT_TRANSLATE_NOOP("Actions", "Roofs as a table"), "plan", "table", "",
       [this] {
         m_workspace.set_mode(Mode::plan);
         show_table(!table_shown());
       },
       [this] { return m_desk->study() != nullptr; }, [this] { return table_shown(); }, QT_TRANSLATE_NOOP("Actions", "solar list sort filter export")},
  });
}

}  // namespace skizze::ui
