// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/section_editor.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

#include "bike/width_check.h"
#include "planning/findings_overlay.h"
#include "planning/section_view.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

QString centimetres(double metres) { return SectionEditor::tr("%1 cm").arg(number_text(std::round(metres * 100), 0)); }

bool is_left(const bike::CrossSection& section, std::size_t strip) {
  for (std::size_t i = 0; i < section.strips.size(); ++i)
    if (section.strips[i].kind == bike::StripKind::traffic) return strip < i;
  return strip * 2 < section.strips.size();
}

QString side_name(const bike::CrossSection& section, std::size_t strip) {
  const auto kind = section.strips[strip].kind;
  if (kind == bike::StripKind::traffic) return strip_name(kind);
  return (is_left(section, strip) ? SectionEditor::tr("%1, left") : SectionEditor::tr("%1, right")).arg(strip_name(kind));
}

QDoubleSpinBox* make_spin() {
  auto* spin = new QDoubleSpinBox;
  spin->setRange(0, 30);
  spin->setSingleStep(0.05);
  spin->setDecimals(2);
  spin->setSuffix(SectionEditor::tr(" m"));
  spin->setKeyboardTracking(false);
  return spin;
}

constexpr int k_fixed_rows = 2;  // carriageway and façades

/// Strips that a plan can add, with the width they begin with; a person changes it.
struct Addable {
  bike::StripKind kind;
  std::optional<double> bike::SectionPlan::*left;
  std::optional<double> bike::SectionPlan::*right;
  double width_m;
};
constexpr std::array<Addable, 4> k_addable{
    {{bike::StripKind::footway, &bike::SectionPlan::footway_left_m, &bike::SectionPlan::footway_right_m, 2.5},
     {bike::StripKind::trees, &bike::SectionPlan::trees_left_m, &bike::SectionPlan::trees_right_m, 2.0},
     {bike::StripKind::verge, &bike::SectionPlan::verge_left_m, &bike::SectionPlan::verge_right_m, 1.0},
     {bike::StripKind::parking, &bike::SectionPlan::parking_left_m, &bike::SectionPlan::parking_right_m, 2.0}}};

}  // namespace

sketch::BikeLane preset_of(const bike::RuleBook& rules, sketch::BikeLane lane, sketch::FacilityType facility) {
  lane.facility = facility;
  const auto row = bike::width_rule_of(facility, lane.side);
  if (const auto* width = rules.deciding(row + ".standard")) lane.width_m = width->value;
  const auto* buffer = rules.deciding(bike::behind_kerb(facility) ? "space.buffer.track_kerb" : "space.buffer.parallel");
  if (buffer && (bike::on_carriageway(facility) || bike::behind_kerb(facility))) lane.buffer_m = buffer->value;
  return lane;
}

SectionEditor::SectionEditor(Workspace& workspace, LaneWatch& watch, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_watch(watch),
      m_stretch(new QComboBox),
      m_view(new SectionView),
      m_kerbs(new QRadioButton),
      m_facades(new QRadioButton),
      m_add(make_button({}, QStringLiteral("quiet"))),
      m_add_menu(new QMenu(this)),
      m_slack(make_text({}, QStringLiteral("strong"))),
      m_source(make_text({}, QStringLiteral("secondary"))),
      m_preset(new QComboBox),
      m_use_preset(make_button({})),
      m_today(make_button({}, QStringLiteral("quiet"))),
      m_rows(new QFormLayout),
      m_carriageway(make_spin()),
      m_facade(make_spin()) {
  m_carriageway->setMaximum(100);
  m_facade->setMaximum(100);
  m_facade->setSpecialValueText(QStringLiteral("–"));  // not known
  for (auto* box : {m_stretch, m_preset}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
  }
  auto* presets = make_row(6);
  presets->addWidget(m_preset, 1);
  presets->addWidget(m_use_preset);
  auto* group = new QButtonGroup(this);
  auto* extent = make_row(8);
  for (auto* button : {m_kerbs, m_facades}) {
    group->addButton(button);
    extent->addWidget(button);
  }
  extent->addStretch(1);
  m_facades->setChecked(true);
  m_add->setMenu(m_add_menu);
  auto* below = make_column(2);  // beside each other they are wider than the panel
  for (auto* button : {m_add, m_today}) below->addWidget(button, 0, Qt::AlignLeft);
  auto* column = make_column(6);
  column->addWidget(m_stretch);
  column->addLayout(extent);
  column->addWidget(m_view);
  column->addWidget(m_slack);
  column->addWidget(m_source);
  column->addLayout(presets);
  column->addLayout(m_rows);
  column->addLayout(below);
  column->setContentsMargins(0, 0, 0, 0);
  setLayout(column);
  connect(&watch, &LaneWatch::changed, this, &SectionEditor::refresh);
  connect(&watch, &LaneWatch::current_changed, this, [this] {
    if (!m_watch.result() || m_watch.current() < 0) return;
    const auto& stretches = m_watch.result()->stretches;
    const auto& finding = m_watch.findings()[static_cast<std::size_t>(m_watch.current())];
    for (std::size_t i = 0; i < stretches.size(); ++i)
      if (finding.from_m >= stretches[i].where.from_m - 0.01 && finding.from_m < stretches[i].where.to_m)
        m_stretch->setCurrentIndex(static_cast<int>(i));
  });
  connect(m_stretch, &QComboBox::currentIndexChanged, this, [this] {
    if (!m_filling) show_stretch();
  });
  connect(m_view, &SectionView::width_changed, this, &SectionEditor::change);
  connect(m_view, &SectionView::drag_cancelled, this, &SectionEditor::end_drag);
  connect(group, &QButtonGroup::buttonClicked, this, [this] { set_whole(m_facades->isChecked()); });
  connect(m_add_menu, &QMenu::aboutToShow, this, &SectionEditor::fill_add_menu);
  connect(m_use_preset, &QPushButton::clicked, this, &SectionEditor::apply_preset);
  connect(m_today, &QPushButton::clicked, this, &SectionEditor::reset_plan);
  connect(m_carriageway, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (!m_filling && value >= 2) change_plan([value](bike::SectionPlan& plan) { plan.carriageway_m = value; });
  });
  connect(m_facade, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (!m_filling) change_plan([value](bike::SectionPlan& plan) { plan.facade_m = value > 0 ? std::optional(value) : std::nullopt; });
  });
  retranslate();
}

const bike::StreetStretch* SectionEditor::stretch() const {
  const int index = m_stretch->currentIndex();
  if (!m_watch.result() || index < 0 || index >= static_cast<int>(m_watch.result()->stretches.size())) return nullptr;
  return &m_watch.result()->stretches[static_cast<std::size_t>(index)];
}

void SectionEditor::change_plan(const std::function<void(bike::SectionPlan&)>& edit) {
  if (m_watch.measure().is_null()) return;
  auto plan = m_watch.desk().section_of(m_watch.measure());
  edit(plan);
  m_watch.desk().set_section(m_watch.measure(), plan);
}

void SectionEditor::set_whole(bool whole) {
  m_view->set_whole(whole);
  build_rows();
  show_slack();
}

void SectionEditor::refresh() {
  setVisible(m_watch.result() != nullptr && !m_watch.measure().is_null());
  if (!m_watch.result() || m_drag_street) return;  // while dragging, the answers are for the map and the findings
  refresh_stretches();
  show_stretch();
}

void SectionEditor::refresh_stretches() {
  m_filling = true;
  const int before = std::max(0, m_stretch->currentIndex());
  const auto& stretches = m_watch.result()->stretches;
  while (m_stretch->count() > static_cast<int>(stretches.size())) m_stretch->removeItem(m_stretch->count() - 1);
  while (m_stretch->count() < static_cast<int>(stretches.size())) m_stretch->addItem({});
  for (int i = 0; i < m_stretch->count(); ++i) {
    const auto& one = stretches[static_cast<std::size_t>(i)];
    const QString name = !one.known                ? tr("no street")
                         : one.street.name.empty() ? tr("street without a name")
                                                   : QString::fromStdString(one.street.name);
    m_stretch->setItemText(i, tr("%1–%2 m: %3").arg(number_text(one.where.from_m, 0), number_text(one.where.to_m, 0), name));
  }
  m_stretch->setCurrentIndex(std::min(before, m_stretch->count() - 1));
  m_preset->setCurrentIndex(m_preset->findData(static_cast<int>(m_watch.result()->lane.facility)));
  m_filling = false;
}

void SectionEditor::show_stretch() {
  const auto* one = stretch();
  const bool known = one != nullptr && one->known;
  bike::CrossSection section;
  if (known) section = bike::propose(*m_watch.result()->rules, m_watch.result()->lane, one->street);
  m_view->show_section(section, facility_color(m_watch.result()->lane.facility));
  build_rows();
  show_slack();
  m_filling = true;
  m_carriageway->setEnabled(known);
  m_carriageway->setValue(section.carriageway ? section.carriageway->m : 0);
  m_facade->setEnabled(known);
  m_facade->setValue(section.facade_m.value_or(0));
  m_add->setEnabled(known);
  m_filling = false;
  m_today->setVisible(!m_watch.measure().is_null() && !m_watch.desk().section_of(m_watch.measure()).empty());
}

std::vector<std::pair<bike::StripKind, bool>> SectionEditor::rows_wanted() const {
  std::vector<std::pair<bike::StripKind, bool>> wanted;
  const auto& strips = m_view->section().strips;
  for (std::size_t i = 0; i < strips.size(); ++i) wanted.emplace_back(strips[i].kind, m_view->shown(i));
  return wanted;
}

/// Rows are made anew only when the strips are others; else their figures follow.
void SectionEditor::build_rows() {
  const auto wanted = rows_wanted();
  m_filling = true;
  if (wanted != m_built) {
    while (m_rows->rowCount() > k_fixed_rows) m_rows->removeRow(k_fixed_rows);
    m_spins.assign(wanted.size(), nullptr);
    m_built = wanted;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (!wanted[i].second || !SectionView::changeable(wanted[i].first)) continue;
      auto* spin = make_spin();
      auto* label = new QLabel;
      label->setWordWrap(true);
      label->setBuddy(spin);
      m_rows->addRow(label, spin);
      m_spins[i] = spin;
      connect(spin, &QDoubleSpinBox::valueChanged, this, [this, i](double value) {
        if (!m_filling) change(static_cast<int>(i), value, true);
      });
    }
  }
  m_rows->setRowVisible(m_facade, m_view->whole());
  fill_rows();
  m_filling = false;
}

void SectionEditor::fill_rows() {
  const auto& section = m_view->section();
  for (std::size_t i = 0; i < m_spins.size(); ++i) {
    if (m_spins[i] == nullptr) continue;
    const QString name = side_name(section, i);
    set_name(m_spins[i], name);
    m_spins[i]->setAccessibleDescription(source_text(section.strips[i]));
    if (auto* label = qobject_cast<QLabel*>(m_rows->labelForField(m_spins[i])))
      label->setText(name + QLatin1Char('\n') + tr("(%1)").arg(source_text(section.strips[i])));
    if (!m_spins[i]->hasFocus() || m_spins[i]->value() != section.strips[i].width_m) m_spins[i]->setValue(section.strips[i].width_m);
  }
}

QStringList SectionEditor::slack_lines() const {
  const auto& section = m_view->section();
  if (section.strips.empty()) return {tr("Not assessable: no street is known here.")};
  const auto slack = bike::slack_m(section);
  if (!slack) return {tr("Not assessable: the width of the street, of the lane or the parking is not known.")};
  if (*slack > -0.005) return {tr("Fits, %1 to spare.").arg(centimetres(std::max(0.0, *slack)))};
  QStringList lines{tr("Does not fit: %1 are missing.").arg(centimetres(-*slack))};
  for (const auto& give : bike::gives(section, -*slack))
    lines << tr("%1 could give %2.").arg(side_name(section, give.strip), centimetres(give.by_m));
  return lines;
}

/// What is free or missing between kerb and façade, each side.
QStringList SectionEditor::facade_lines() const {
  const auto& section = m_view->section();
  QStringList lines;
  if (!m_view->whole() || section.strips.empty()) return lines;
  if (!section.left_rest_m && !section.right_rest_m) return {tr("Façades: not known here.")};
  for (const bool left : {true, false}) {
    const auto& rest = left ? section.left_rest_m : section.right_rest_m;
    if (!rest) {
      lines << (left ? tr("Left of it no façade is known.") : tr("Right of it no façade is known."));
    } else if (*rest > 0.005) {
      lines << (left ? tr("Left %1 free up to the façade.") : tr("Right %1 free up to the façade.")).arg(centimetres(*rest));
    } else if (*rest < -0.005) {
      lines << (left ? tr("Left %1 are missing up to the façade.") : tr("Right %1 are missing up to the façade.")).arg(centimetres(-*rest));
      for (const auto& give : bike::gives_beside(section, left, -*rest))
        lines << tr("%1 could give %2.").arg(side_name(section, give.strip), centimetres(give.by_m));
    }
  }
  return lines;
}

QStringList SectionEditor::source_lines() const {
  const auto& section = m_view->section();
  QStringList lines;
  if (section.carriageway)
    lines << tr("Kerb to kerb %1 m, %2")
                 .arg(number_text(section.carriageway->m, 2),
                      text_of(base::Message{"bike.width_source_" + std::string(bike::name_of(section.carriageway->source)), {}}));
  if (section.facade_m)
    lines << (section.facade_stated ? tr("Façade to façade %1 m, stated") : tr("Façade to façade %1 m, measured between buildings"))
                 .arg(number_text(*section.facade_m, 1));
  if (section.rest_assumed) lines << tr("Assumed: the carriageway lies in the middle between the façades.");
  if (const auto* one = stretch(); one != nullptr && one->street.space_m)
    lines << tr("Between the properties %1 m").arg(number_text(*one->street.space_m, 1));
  return lines;
}

void SectionEditor::show_slack() {
  m_slack->setText((slack_lines() + facade_lines()).join(QLatin1Char('\n')));
  const auto sources = source_lines();
  m_source->setText(sources.join(QLatin1Char('\n')));
  m_source->setVisible(!sources.isEmpty());
}

void SectionEditor::fill_add_menu() {
  m_add_menu->clear();
  const auto& section = m_view->section();
  for (const bool left : {true, false}) {
    for (const auto& [kind, member_left, member_right, width_m] : k_addable) {
      bool there = false;
      for (std::size_t i = 0; i < section.strips.size(); ++i)
        there = there || (section.strips[i].kind == kind && is_left(section, i) == left);
      if (there) continue;
      const auto member = left ? member_left : member_right;
      const double width = width_m;
      m_add_menu->addAction((left ? tr("%1, left") : tr("%1, right")).arg(strip_name(kind)), this,
                            [this, member, width] { change_plan([&](bike::SectionPlan& plan) { plan.*member = width; }); });
    }
  }
}

bool SectionEditor::changed(int index, double width_m, sketch::BikeLane& lane, bike::SectionPlan& plan) const {
  const auto& section = m_view->section();
  if (index < 0 || index >= static_cast<int>(section.strips.size())) return false;
  const auto strip = static_cast<std::size_t>(index);
  const bool left = is_left(section, strip);
  switch (section.strips[strip].kind) {
    case bike::StripKind::bike:
    case bike::StripKind::track: lane.width_m = std::max(width_m, 0.05); return true;
    case bike::StripKind::buffer:
    case bike::StripKind::track_buffer: lane.buffer_m = width_m; return true;
    case bike::StripKind::parking: (left ? plan.parking_left_m : plan.parking_right_m) = width_m; return true;
    case bike::StripKind::footway: {
      // What is drawn is what remains beside a track; the plan keeps the whole side space.
      const bool track = bike::behind_kerb(lane.facility) &&
                         (lane.side == sketch::Side::both || lane.side == (left ? sketch::Side::left : sketch::Side::right));
      (left ? plan.footway_left_m : plan.footway_right_m) = width_m + (track ? lane.width_m.value_or(0) + lane.buffer_m.value_or(0) : 0);
      return true;
    }
    case bike::StripKind::verge: (left ? plan.verge_left_m : plan.verge_right_m) = width_m; return true;
    case bike::StripKind::trees: (left ? plan.trees_left_m : plan.trees_right_m) = width_m; return true;
    case bike::StripKind::traffic: break;
  }
  return false;
}

void SectionEditor::change(int strip, double width_m, bool final) {
  const auto* measure = m_workspace.document() ? m_workspace.document()->measure(m_watch.measure()) : nullptr;
  const auto* one = stretch();
  if (measure == nullptr || one == nullptr) return;
  if (!final && !m_drag_street) m_drag_street = one->street;  // what comes back from now on has the preview in it
  const auto street = m_drag_street.value_or(one->street);
  auto after = *measure;
  const auto before = m_watch.desk().section_of(measure->id);
  auto plan = before;
  if (!changed(strip, width_m, after.lane, plan)) return;
  const auto section = bike::propose(*m_watch.result()->rules, after.lane, bike::planned(street, plan));
  // A strip that vanishes while it is dragged keeps its place until it is let go of.
  if (final || section.strips.size() == m_view->section().strips.size()) m_view->show_section(section, facility_color(after.lane.facility));
  build_rows();
  show_slack();
  if (!final) return m_watch.preview(after.lane, plan);
  m_drag_street.reset();
  if (after.lane == measure->lane && plan == before) return end_drag();
  if (!(after.lane == measure->lane)) m_workspace.document()->update_measure(after);
  if (!(plan == before)) m_watch.desk().set_section(measure->id, plan);
}

/// Back to what the document has.
void SectionEditor::end_drag() {
  m_drag_street.reset();
  m_watch.follow_selection();
}

void SectionEditor::apply_preset() {
  const auto* measure = m_workspace.document() ? m_workspace.document()->measure(m_watch.measure()) : nullptr;
  if (measure == nullptr || m_preset->currentIndex() < 0) return;
  auto after = *measure;
  after.lane = preset_of(*m_watch.desk().rules(), measure->lane, static_cast<sketch::FacilityType>(m_preset->currentData().toInt()));
  m_workspace.document()->update_measure(after);
}

void SectionEditor::reset_plan() { m_watch.desk().set_section(m_watch.measure(), {}); }

void SectionEditor::retranslate() {
  m_filling = true;
  const auto facility = m_preset->currentData();
  m_preset->clear();
  for (const auto one : sketch::all_facilities())
    m_preset->addItem(text_of(base::Message{sketch::message_id(one), {}}), static_cast<int>(one));
  m_preset->setCurrentIndex(std::max(0, m_preset->findData(facility)));
  if (m_rows->rowCount() == 0) {
    m_rows->addRow(new QLabel, m_carriageway);
    m_rows->addRow(new QLabel, m_facade);
  }
  if (auto* label = qobject_cast<QLabel*>(m_rows->labelForField(m_carriageway))) label->setText(tr("Kerb to kerb"));
  set_name(m_carriageway, tr("Kerb to kerb"));
  if (auto* label = qobject_cast<QLabel*>(m_rows->labelForField(m_facade))) label->setText(tr("Façade to façade"));
  set_name(m_facade, tr("Façade to façade"));
  m_kerbs->setText(tr("Kerb to kerb"));
  m_facades->setText(tr("Façade to façade"));
  m_add->setText(tr("Add a strip"));
  set_name(m_stretch, tr("Stretch of the lane"));
  set_name(m_preset, tr("Preset"));
  m_use_preset->setText(tr("Apply"));
  m_use_preset->setToolTip(tr("Facility with its standard width and buffer"));
  m_today->setText(tr("Strips of today"));
  m_today->setToolTip(tr("Takes back what was changed of parking, footways and kerbs"));
  m_filling = false;
  refresh();
}

void SectionEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
