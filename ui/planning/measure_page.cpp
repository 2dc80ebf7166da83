// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure_page.h"

#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "planning/bulk_choice.h"
#include "planning/findings_list.h"
#include "planning/gradient_panel.h"
#include "planning/live_figures.h"
#include "planning/measure_form.h"
#include "planning/lane_watch.h"
#include "planning/measure_text.h"
#include "planning/ride_facts.h"
#include "planning/section_editor.h"
#include "project/document.h"
#include "project/plugin_facts.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "solar/solar_desk.h"
#include "widgets/build.h"
#include "widgets/facts.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {

MeasurePage::MeasurePage(Workspace& workspace, PlanDefaults& defaults, LaneWatch& watch, BulkChoice& choice, SolarDesk& sun, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_defaults(defaults), m_watch(watch), m_choice(choice), m_sun(sun), m_figure(make_label({}, QStringLiteral("display"))),
      m_details(make_text({}, QStringLiteral("secondary"))), m_ride(new Facts), m_ride_note(make_text({}, QStringLiteral("secondary"))), m_findings(new FindingsList(watch)), m_section(new Section), m_gradient(new Section), m_form(new MeasureForm),
      m_yield(make_text({})), m_plugin_facts(new Facts), m_plugins(new project::PluginDesk(this)) {
  m_zoom = make_button({});
  m_remove = make_button({});
  m_several = make_button({});
  m_several->setMenu(new QMenu(m_several));
  connect(m_several->menu(), &QMenu::aboutToShow, this, &MeasurePage::fill_several);
  auto* buttons = make_row(8);
  buttons->addWidget(m_zoom);
  buttons->addWidget(m_remove);
  buttons->addStretch(1);
  auto* column = make_column(8);
  column->addWidget(m_figure);
  column->addWidget(m_details);
  column->addWidget(m_findings);
  column->addWidget(m_ride);
  column->addWidget(m_ride_note);
  m_section->body()->addWidget(new SectionEditor(workspace, watch));
  column->addWidget(m_section);
  m_gradient->body()->addWidget(new GradientPanel(watch));
  column->addWidget(m_gradient);
  column->addWidget(m_yield);
  column->addWidget(m_plugin_facts);
  column->addWidget(make_rule());
  column->addWidget(m_form);
  column->addLayout(buttons);
  column->addWidget(m_several, 0, Qt::AlignLeft);
  column->addStretch(1);
  column->setContentsMargins(px(10), px(10), px(14), px(16));
  setLayout(column);
  connect(m_form, &MeasureForm::edited, this, [this](const sketch::Measure& measure) {
    if (measure.kind == sketch::MeasureKind::bike_lane) m_defaults.lane = measure.lane;
    if (measure.kind == sketch::MeasureKind::solar_area) m_defaults.solar = measure.solar;
    m_defaults.lane.street_name.clear();
    m_workspace.document()->update_measure(measure);
  });
  connect(m_zoom, &QPushButton::clicked, this, [this] { m_workspace.actions().run(QStringLiteral("view.zoom_selection")); });
  connect(m_remove, &QPushButton::clicked, this, [this] {
    const auto id = m_id;
    m_workspace.clear_selection();
    m_workspace.document()->remove_measures({id});
  });
  connect(&workspace, &Workspace::document_changed, this, &MeasurePage::attach);
  connect(&watch, &LaneWatch::ride_changed, this, &MeasurePage::show_ride);
  connect(&watch, &LaneWatch::changed, this, &MeasurePage::show_ride);
  connect(&watch, &LaneWatch::changed, this, [this] {
    if (m_watch.measure() == m_id) show_plugins(m_watch.plugin_figures());
  });
  connect(m_plugins, &project::PluginDesk::answered, this,
          [this](quint64 request, const std::shared_ptr<const project::PluginAnswers>& answers) {
            if (request == m_plugin_request) show_plugins(answers->figures);
          });
  connect(m_plugins, &project::PluginDesk::failed, this, [this](const base::Error& error) { m_workspace.show_error(error); });
  connect(&sun, &SolarDesk::study_changed, this, [this] {
    m_form->show_assumed(m_sun.ground());
    ask_yield();
  });
  retranslate();
  attach();
}

void MeasurePage::attach() {
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  disconnect(document, nullptr, this, nullptr);  // the same document may be opened again
  connect(document, &project::Document::figures_ready, this, [this](quint64 request, const project::SketchFigures& figures) {
    if (request == m_request) show_figures(figures);
  });
}

void MeasurePage::show_measure(const base::Uuid& id) {
  const auto* measure = m_workspace.document() ? m_workspace.document()->measure(id) : nullptr;
  if (measure == nullptr) return;
  m_id = id;
  m_form->show_assumed(m_sun.ground());
  m_form->show_measure(*measure);
  m_findings->setVisible(measure->kind == sketch::MeasureKind::bike_lane);
  m_section->setVisible(measure->kind == sketch::MeasureKind::bike_lane);
  m_gradient->setVisible(measure->kind == sketch::MeasureKind::bike_lane);
  m_several->setVisible(measure->kind == sketch::MeasureKind::bike_lane);
  m_figure->setText(figure_of(*measure));
  show_ride();
  m_plugin_request = 0;
  m_plugins->cancel();
  show_plugins(m_watch.measure() == m_id ? m_watch.plugin_figures() : std::vector<project::PluginFigure>{});
  m_details->clear();
  m_request = m_workspace.document()->request_figures(measure->geometry);
  ask_yield();
}

/// Which other lanes may be changed together with this one, with how many there are.
void MeasurePage::fill_several() {
  auto* menu = m_several->menu();
  menu->clear();
  const auto* measure = m_workspace.document() ? m_workspace.document()->measure(m_id) : nullptr;
  if (measure == nullptr) return;
  const auto& city = m_watch.desk().city();
  const auto add = [&](const QString& text, const std::vector<base::Uuid>& ids) {
    auto* action = menu->addAction(text.arg(ids.size()), this, [this, ids] { m_choice.choose(ids); });
    action->setEnabled(ids.size() > 1);
  };
  add(tr("Along this street (%1)"), m_choice.along_street(*measure, city ? city->graph().get() : nullptr));
  add(tr("Of this facility (%1)"), m_choice.of_facility(measure->lane.facility));
  add(tr("All lanes of this variant (%1)"), m_choice.all());
  menu->addSeparator();
  menu->addAction(m_workspace.actions().action(QStringLiteral("plan.corridor")));
}

void MeasurePage::ask_yield() {
  const auto* measure = m_workspace.document() && !m_id.is_null() ? m_workspace.document()->measure(m_id) : nullptr;
  const bool solar = measure != nullptr && measure->kind == sketch::MeasureKind::solar_area;
  m_yield->setVisible(solar);
  if (!solar) return;
  m_sun.ask_area(measure->geometry, measure->solar, [this, asked = *measure](const QStringList& lines) {
    m_yield->setText(lines.join(QLatin1Char('\n')));
    if (asked.id == m_id) ask_plugins(asked);
  });
}

void MeasurePage::ask_plugins(const sketch::Measure& measure) {
  m_plugin_request = m_plugins->ask("EPSG:" + std::to_string(m_workspace.document()->crs_epsg()),
                                    [measure, figures = m_sun.area_figures()] {
                                      return std::vector{project::area_facts(measure, figures ? &*figures : nullptr)};
                                    });
}

/// Each figure with what it rests on and who gives it.
void MeasurePage::show_plugins(const std::vector<project::PluginFigure>& figures) {
  std::vector<std::pair<QString, QString>> facts;
  for (const auto& one : figures) {
    const auto language = current_language();
    facts.emplace_back(QString::fromStdString(project::in(one.figure.title, language)),
                       project::value_text(one.figure, language) + QLatin1Char('\n') + breakable(project::basis_text(one, language)));
  }
  m_plugin_facts->set_facts(facts);
  m_plugin_facts->setVisible(!facts.empty());
}

void MeasurePage::show_ride() {
  const bool own = !m_id.is_null() && m_watch.measure() == m_id && m_watch.ride_known();
  const auto& ride = m_watch.ride();
  m_ride->setVisible(own && ride);
  m_ride_note->setVisible(own);
  if (!own) return;
  if (!ride) {
    m_ride_note->setText(tr("Travel time: not assessable, the ends of the lane do not lie at two junctions of the street network (150 m)."));
    return;
  }
  m_ride->set_facts(ride_facts(*ride, *m_watch.desk().rules()));
  m_ride_note->setText(tr("Between the ends of the lane, today → with this variant; waits at junctions are assumed (page “Reach”)."));
}

void MeasurePage::show_figures(const project::SketchFigures& figures) {
  QStringList lines;
  if (figures.area_m2 > 0) {
    lines << tr("Perimeter %1").arg(length_text(figures.length_m));
    lines << (figures.roofs_known ? tr("Roof faces %1, together %2").arg(count_text(figures.roofs), area_text(figures.roof_area_m2))
                                  : tr("Roofs: not assessable, no city model is loaded."));
  } else {
    const QString on_ellipsoid = length_text(figures.geodesic_length_m);
    if (on_ellipsoid != m_figure->text()) lines << tr("On the ellipsoid %1").arg(on_ellipsoid);
    lines << (figures.streets_known ? tr("Streets: %1").arg(figures.streets.empty() ? tr("none within 15 m") : streets_text(figures.streets, 6))
                                    : tr("Streets: not assessable, no layer has street names."));
  }
  m_details->setText(lines.join(QLatin1Char('\n')));
}

QString MeasurePage::title() const {
  const auto* measure = m_workspace.document() ? m_workspace.document()->measure(m_workspace.selection().id) : nullptr;
  return measure ? title_of(*measure) : QString();
}

void MeasurePage::retranslate() {
  m_section->set_title(tr("Cross-section"));
  m_gradient->set_title(tr("Gradient"));
  m_zoom->setText(tr("Show on the map"));
  m_remove->setText(tr("Delete"));
  m_several->setText(tr("Change several lanes"));
  if (!m_id.is_null()) show_measure(m_id);
}

void MeasurePage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
