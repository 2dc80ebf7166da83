// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/reach_map.h"

#include <QPainter>
#include <QSaveFile>

#include "planning/compare_swipe.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {
constexpr double k_name_m = 60;
constexpr double k_marker_px = 10;
}  // namespace

ReachMap::ReachMap(Workspace& workspace, LaneWatch& watch, CompareSwipe& swipe)
    : QObject(&workspace), m_workspace(workspace), m_watch(watch), m_swipe(swipe) {
  connect(&swipe, &CompareSwipe::sides_changed, this, &ReachMap::follow_swipe);
  connect(&watch.desk(), &project::BikeDesk::city_changed, this, &ReachMap::ask);
  connect(&watch.desk(), &project::BikeDesk::reached, this,
          [this](quint64 request, const std::shared_ptr<const project::ReachAnswer>& answer) {
            if (request != m_request) return;
            m_answer = answer;
            settle({});
          });
  connect(&watch.desk(), &project::BikeDesk::reach_failed, this, [this](quint64 request, const base::Error& error) {
    if (request != m_request) return;
    m_answer.reset();
    settle(text_of(error));
  });
  connect(&workspace, &Workspace::document_changed, this, &ReachMap::attach);
  connect(&workspace, &Workspace::mode_changed, this, [this] {
    if (m_workspace.mode() != Mode::plan) set_on(false);
  });
  connect(&workspace, &Workspace::language_changed, this, &ReachMap::ask);
  attach();
}

ReachMap::~ReachMap() = default;

void ReachMap::attach() {
  m_answer.reset();
  auto* document = m_workspace.document();
  if (document == nullptr) return set_on(false);
  connect(document, &project::Document::measures_changed, this, &ReachMap::ask, Qt::UniqueConnection);
  connect(document, &project::Document::scenarios_changed, this, &ReachMap::ask, Qt::UniqueConnection);
  connect(document, &project::Document::settings_changed, this, &ReachMap::ask_if_changed, Qt::UniqueConnection);
  connect(document, &project::Document::closed, this, [this] { set_on(false); });
  ask();
}

void ReachMap::set_on(bool on) {
  if (m_on == on) return;
  m_on = on;
  if (auto* canvas = m_workspace.canvas()) {
    if (on)
      canvas->add_overlay(this);
    else
      canvas->remove_overlay(this);
    canvas->update();
  }
  if (on)
    ask();
  else if (m_view == View::side_by_side)
    set_view(View::planned);
  else
    show_layer();
  m_workspace.actions().refresh();
  Q_EMIT changed();
}

void ReachMap::set_view(View view) {
  const bool was = m_view == View::side_by_side;
  m_view = view;
  if (view == View::side_by_side)
    m_swipe.set_on(true);
  else if (was)
    m_swipe.set_on(false);
  show_layer();
  Q_EMIT changed();
}

void ReachMap::follow_swipe() {
  if (auto* canvas = m_workspace.canvas(); m_on && canvas != nullptr) {  // the numbers stand over both sides
    canvas->remove_overlay(this);
    canvas->add_overlay(this);
  }
  if (m_view != View::side_by_side) return;
  if (!m_swipe.on()) return set_view(View::planned);
  show_layer();
}

void ReachMap::change(const project::ReachSetting& setting) { m_watch.desk().set_reach_setting(setting); }

void ReachMap::add_place(geo::Point2 place) {
  auto setting = this->setting();
  setting.places.push_back(place);
  set_on(true);
  change(setting);
}

void ReachMap::add_map_centre() {
  if (m_workspace.canvas() == nullptr || m_workspace.document() == nullptr) return;
  add_place(m_workspace.document()->to_project(m_workspace.canvas()->camera().center));
}

bool ReachMap::add_selected() {
  const auto* document = m_workspace.document();
  const auto& selection = m_workspace.selection();
  geo::Box box;
  if (document != nullptr && selection.kind == Selection::Kind::feature && selection.pack) box = selection.pack->bounds(selection.row);
  if (document != nullptr && selection.kind == Selection::Kind::measure)
    if (const auto* measure = document->measure(selection.id)) box = document->to_mercator(measure->geometry).bounds();
  if (document != nullptr && selection.kind == Selection::Kind::contribution)
    if (const auto* contribution = document->contribution(selection.id)) box = document->to_mercator(contribution->geometry).bounds();
  if (box.empty()) {
    m_workspace.show_message(MessageKind::info, tr("Nothing is selected. Pick a point on the map or in the search (Ctrl+K) first."));
    return false;
  }
  add_place(document->to_project(box.center()));
  return true;
}

void ReachMap::remove_place(std::size_t index) {
  auto setting = this->setting();
  if (index >= setting.places.size()) return;
  setting.places.erase(setting.places.begin() + static_cast<std::ptrdiff_t>(index));
  change(setting);
}

QString ReachMap::name_of(std::size_t index) const {
  const auto places = setting().places;
  const QString number = QString::number(index + 1);
  const auto& city = m_watch.desk().city();
  if (index >= places.size() || !city || !city->graph()) return number;
  bike::SearchOptions anyone;
  const auto near = bike::street_place(bike::NetworkView(*city->graph()), places[index], k_name_m, anyone);
  if (!near) return number;
  const auto& name = city->graph()->streets()[city->graph()->edges()[near->edge].street].facts.name;
  return name.empty() ? number : QStringLiteral("%1 · %2").arg(number, QString::fromStdString(name));
}

void ReachMap::ask_if_changed() {
  if (!(setting() == m_asked)) ask();
}

void ReachMap::ask() {
  if (!m_on || m_workspace.document() == nullptr) return;
  m_asked = setting();
  const auto& city = m_watch.desk().city();
  if (!city) {
    m_answer.reset();
    return settle(m_watch.desk().reading() ? tr("The layers are being read…") : tr("No layer has streets."));
  }
  if (m_asked.places.empty()) {
    m_answer.reset();
    return settle(tr("Choose a place: a click on the map, its middle, or what is selected."));
  }
  m_request = m_watch.desk().reach(project::question_of(m_asked, *m_watch.desk().rules()));
  Q_EMIT changed();
}

void ReachMap::cancel() {
  if (!computing()) return;
  m_request = m_watch.desk().cancel_reach();
  settle(tr("Cancelled. Any change asks again."));
}

void ReachMap::settle(const QString& hint) {
  m_hint = hint;
  m_done = m_request;
  show_layer();
  Q_EMIT changed();
}

void ReachMap::show_layer() {
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  const bool shown = m_on && m_answer;
  document->set_extra_layer(k_reach_layer, shown ? (m_view == View::today ? m_answer->today : m_answer->planned) : nullptr, "reach");
  if (shown && m_view == View::side_by_side)  // of another variant than today nothing is known
    m_swipe.set_left_pack(k_reach_layer, m_swipe.left().is_null() ? m_answer->today : nullptr);
  else
    m_swipe.forget_left_pack(k_reach_layer);
}

bool ReachMap::export_to(const QString& file) {
  if (!m_answer) return false;
  std::string variant;
  for (const auto& scenario : m_workspace.document()->scenarios())
    if (scenario.id == m_workspace.document()->active_scenario()) variant = scenario.name;
  const auto study = std::shared_ptr<const bike::ReachStudy>(m_answer, &m_answer->study);
  const auto bytes = project::reach_geojson(*m_answer->city, {{variant, study}});
  QSaveFile out(file);
  if (bytes && out.open(QIODevice::WriteOnly) && out.write(*bytes) == bytes->size() && out.commit()) return true;
  m_workspace.show_error(bytes ? base::Error{base::ErrorCode::unreadable, {"bike.export_failed", {{"file", file.toStdString()}}}, {}, {}}
                               : bytes.error());
  return false;
}

void ReachMap::paint(QPainter& painter, const ToolContext& context) {
  if (m_workspace.document() == nullptr) return;
  const Theme& theme = context.theme();
  const double radius = k_marker_px * context.ui_scale();
  painter.setFont(Look::instance().strong_font());
  int number = 0;
  for (const auto& place : m_asked.places) {
    const QPointF at = context.screen_of_project(place);
    painter.setPen(QPen(theme.selection_halo, 3 * context.ui_scale()));
    painter.setBrush(theme.accent);
    painter.drawEllipse(at, radius, radius);
    painter.setPen(theme.on_accent);
    painter.drawText(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), Qt::AlignCenter, QString::number(++number));
  }
}

}  // namespace skizze::ui
