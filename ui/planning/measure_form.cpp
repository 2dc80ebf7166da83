// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>
#include <type_traits>

#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

/// Fills a combo box with the values of an enumeration and their names in the present language; keeps the choice.
template <class Enum>
void fill_names(QComboBox* box, std::span<const Enum> values) {
  const int chosen = box->currentIndex();
  box->clear();
  for (const Enum value : values) box->addItem(text_of(base::Message{sketch::message_id(value), {}}), static_cast<int>(value));
  box->setCurrentIndex(std::max(0, chosen));
}

template <class Enum>
void choose(QComboBox* box, Enum value) {
  box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(value))));
}

template <class Enum>
Enum chosen(const QComboBox* box) {
  return static_cast<Enum>(box->currentData().toInt());
}

constexpr std::array k_mountings{sketch::SolarMounting::roof_parallel, sketch::SolarMounting::elevated};
constexpr int k_note_lines = 3;

/// A row whose label is written when the language is known.
void add_row(QFormLayout* layout, QWidget* field) {
  auto* label = new QLabel;
  label->setBuddy(field);
  if (auto* box = qobject_cast<QComboBox*>(field)) {  // the panel decides how wide a box is, not its longest word
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
  }
  layout->addRow(label, field);
}

/// A label above a field that takes the whole width.
QLabel* add_wide_row(QFormLayout* layout, QWidget* field) {
  auto* label = new QLabel;
  label->setBuddy(field);
  layout->addRow(label);
  layout->addRow(field);
  return label;
}

QString text_from(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

MeasureForm::MeasureForm(QWidget* parent) : QWidget(parent), m_layout(new QFormLayout(this)), m_name(new QLineEdit), m_note(new QPlainTextEdit) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setRowWrapPolicy(QFormLayout::DontWrapRows);
  m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_name->setMaxLength(static_cast<int>(sketch::k_max_name_code_points));
  add_row(m_layout, m_name);
  build_lane();
  build_solar();
  m_note->setTabChangesFocus(true);
  m_note->setFixedHeight(px(24) * k_note_lines);
  m_note_label = add_wide_row(m_layout, m_note);
  connect(m_name, &QLineEdit::editingFinished, this, &MeasureForm::take);
  connect(m_street, &QLineEdit::editingFinished, this, &MeasureForm::take);
  connect(m_note, &QPlainTextEdit::textChanged, this, &MeasureForm::take);
  for (auto* box : {m_facility, m_side, m_direction, m_surface, m_place, m_mounting}) connect(box, &QComboBox::activated, this, &MeasureForm::take);
  for (auto* spin : {m_width, m_buffer, m_tilt, m_azimuth, m_pitch, m_depth, m_density, m_share}) connect(spin, &QDoubleSpinBox::valueChanged, this, &MeasureForm::take);
  for (auto* check : {m_red, m_mandatory})
    connect(check, &QCheckBox::stateChanged, this, [this, check](int state) {
      if (m_filling) return;
      if (state == Qt::PartiallyChecked) return check->setCheckState(Qt::Checked);  // a person states yes or no
      check->setTristate(false);
      take();
    });
  retranslate();
}

MeasureForm::~MeasureForm() {
  // A field that has the focus ends its editing when it is hidden, which is after this object is gone.
  for (QWidget* field : findChildren<QWidget*>()) field->disconnect(this);
}

void MeasureForm::build_lane() {
  m_facility = new QComboBox;
  m_side = new QComboBox;
  m_direction = new QComboBox;
  m_surface = new QComboBox;
  m_width = new OptionalSpin(0.05, 50, 0.05, 2);
  m_buffer = new OptionalSpin(0, 50, 0.05, 2);
  m_red = new QCheckBox;
  m_mandatory = new QCheckBox;
  m_street = new QLineEdit;
  const auto add = [this](QWidget* field) { add_row(m_layout, field); };
  m_facility_label = add_wide_row(m_layout, m_facility);
  for (QWidget* field : std::initializer_list<QWidget*>{m_side, m_direction, m_width, m_buffer, m_surface, m_street}) add(field);
  m_layout->addRow(m_red);
  m_layout->addRow(m_mandatory);
}

void MeasureForm::build_solar() {
  m_place = new QComboBox;
  m_mounting = new QComboBox;
  m_tilt = new OptionalSpin(0, 90, 1, 0);
  m_azimuth = new OptionalSpin(0, 359, 5, 0);
  m_pitch = new OptionalSpin(0.5, 50, 0.5, 1);
  m_depth = new OptionalSpin(0.5, 50, 0.5, 1);
  m_density = new OptionalSpin(50, 3000, 50, 0);
  m_share = new OptionalSpin(1, 100, 5, 0);
  for (QWidget* field : std::initializer_list<QWidget*>{m_place, m_mounting, m_tilt, m_azimuth, m_pitch, m_depth, m_density, m_share}) add_row(m_layout, field);
  m_assumed_note = make_text({}, QStringLiteral("secondary"));
  m_layout->addRow(m_assumed_note);
}

void MeasureForm::retranslate() {
  m_filling = true;
  fill_names(m_facility, sketch::all_facilities());
  fill_names(m_side, sketch::all_sides());
  fill_names(m_direction, sketch::all_directions());
  fill_names(m_surface, sketch::all_surfaces());
  fill_names(m_place, sketch::all_solar_places());
  fill_names(m_mounting, std::span<const sketch::SolarMounting>(k_mountings));
  const auto label = [this](QWidget* field, const QString& text) {
    if (auto* before = qobject_cast<QLabel*>(m_layout->labelForField(field))) before->setText(text);
    set_name(field, text);
  };
  label(m_name, tr("Name"));
  m_facility_label->setText(tr("Facility"));
  set_name(m_facility, tr("Facility"));
  label(m_side, tr("Side"));
  label(m_direction, tr("Direction"));
  label(m_width, tr("Clear width"));
  label(m_buffer, tr("Buffer"));
  set_name(m_buffer, tr("Safety strip beside the lane"));
  label(m_surface, tr("Surface"));
  label(m_street, tr("Street"));
  label(m_place, tr("Place"));
  label(m_mounting, tr("On flat roofs"));
  label(m_tilt, tr("Tilt"));
  label(m_azimuth, tr("Azimuth"));
  label(m_pitch, tr("Row pitch"));
  label(m_depth, tr("Depth of a row"));
  label(m_density, tr("Density"));
  label(m_share, tr("Usable share"));
  m_assumed_note->setText(tr("In brackets: as assumed on the page “Solar”."));
  m_note_label->setText(tr("Note"));
  set_name(m_note, tr("Note"));
  m_red->setText(tr("Red surface"));
  m_mandatory->setText(tr("Use is mandatory"));
  for (auto* spin : {m_width, m_buffer, m_pitch, m_depth}) spin->setSuffix(tr(" m"));
  m_density->setSuffix(tr(" kWp/ha"));
  for (auto* spin : {m_tilt, m_azimuth}) spin->setSuffix(tr("°"));
  m_share->setSuffix(tr(" %"));
  m_mounting->setToolTip(tr("On pitched roofs modules always lie parallel to the roof."));
  m_azimuth->setToolTip(tr("Clockwise from north: 90° is east, 180° south."));
  m_share->setToolTip(tr("Of the drawn area. On roofs it comes on top of what chimneys, windows and edges take (page “Solar”)."));
  m_pitch->setToolTip(tr("From row to row, measured level."));
  m_depth->setToolTip(tr("Of the modules of one row, measured along their slope."));
  m_density->setToolTip(tr("Power per hectare, instead of the rows. Without a row pitch of its own the area takes the pitch that fits the density."));
  m_buffer->setToolTip(tr("Safety strip between the lane and parked or moving vehicles."));
  m_filling = false;
  fill();
}

void MeasureForm::show_measure(const sketch::Measure& measure) {
  m_measures = {measure};
  fill();
}

void MeasureForm::show_measures(const std::vector<sketch::Measure>& measures) {
  if (measures.empty()) return;
  m_measures = measures;
  fill();
}

template <class Part>
bool MeasureForm::same(const Part& part) const {
  return std::all_of(m_measures.begin(), m_measures.end(), [&](const auto& one) { return part(one) == part(m_measures.front()); });
}

template <class Enum, class Part>
void MeasureForm::fill_choice(QComboBox* box, const Part& part) {
  box->setPlaceholderText(tr("mixed"));
  if (same(part))
    choose<Enum>(box, part(m_measures.front()));
  else
    box->setCurrentIndex(-1);
}

template <class Part>
void MeasureForm::fill_figure(OptionalSpin* spin, const Part& part) {
  if (same(part))
    spin->set_figure(part(m_measures.front()));
  else
    spin->set_mixed(tr("mixed"));
}

template <class Part>
void MeasureForm::fill_check(QCheckBox* check, const Part& part) {
  check->setTristate(!same(part));
  check->setCheckState(!same(part) ? Qt::PartiallyChecked : part(m_measures.front()) ? Qt::Checked : Qt::Unchecked);
}

void MeasureForm::fill() {
  m_filling = true;
  const bool lane = measure().kind == sketch::MeasureKind::bike_lane;
  const bool one = m_measures.size() == 1;
  const auto show_row = [this](QWidget* field, bool shown) {
    field->setVisible(shown);
    if (auto* label = m_layout->labelForField(field)) label->setVisible(shown);
  };
  m_facility_label->setVisible(lane);
  for (QWidget* field : std::initializer_list<QWidget*>{m_facility, m_side, m_direction, m_width, m_buffer, m_surface, m_street, m_red, m_mandatory}) show_row(field, lane);
  const bool on_roof = std::all_of(m_measures.begin(), m_measures.end(), [](const auto& m) { return m.solar.place == sketch::SolarPlace::roof; });
  for (QWidget* field : std::initializer_list<QWidget*>{m_place, m_share}) show_row(field, !lane);
  show_row(m_mounting, !lane && on_roof);
  for (QWidget* field : std::initializer_list<QWidget*>{m_tilt, m_azimuth, m_pitch, m_depth, m_density}) show_row(field, !lane && !on_roof);
  m_assumed_note->setVisible(!lane && !on_roof);
  show_row(m_name, one);
  m_note->setVisible(one);
  m_note_label->setVisible(one);
  if (!m_name->hasFocus()) m_name->setText(text_from(measure().name));
  if (!m_note->hasFocus()) m_note->setPlainText(text_from(measure().note));
  fill_lane();
  fill_solar();
  m_filling = false;
}

void MeasureForm::fill_lane() {
  fill_choice<sketch::FacilityType>(m_facility, [](const auto& m) { return m.lane.facility; });
  fill_choice<sketch::Side>(m_side, [](const auto& m) { return m.lane.side; });
  fill_choice<sketch::Direction>(m_direction, [](const auto& m) { return m.lane.direction; });
  fill_choice<sketch::Surface>(m_surface, [](const auto& m) { return m.lane.surface; });
  fill_figure(m_width, [](const auto& m) { return m.lane.width_m; });
  fill_figure(m_buffer, [](const auto& m) { return m.lane.buffer_m; });
  fill_check(m_red, [](const auto& m) { return m.lane.red_paint; });
  fill_check(m_mandatory, [](const auto& m) { return m.lane.mandatory_use; });
  const bool one_street = same([](const auto& m) { return m.lane.street_name; });
  m_street->setPlaceholderText(one_street ? QString() : tr("mixed"));
  if (!m_street->hasFocus()) m_street->setText(one_street ? text_from(measure().lane.street_name) : QString());
}

void MeasureForm::show_assumed(const project::GroundAssumptions& assumed) {
  m_assumed = assumed;
  m_filling = true;
  fill_solar();
  m_filling = false;
}

void MeasureForm::fill_solar() {
  const bool one_place = same([](const auto& m) { return m.solar.place; });
  const auto system = project::ground_system(measure().solar, m_assumed);
  const bool known = one_place && measure().solar.place != sketch::SolarPlace::roof;
  const auto assume = [&](OptionalSpin* spin, std::optional<double> value) { spin->set_assumed(known ? value : std::nullopt); };
  assume(m_tilt, system.tilt_deg);
  assume(m_azimuth, system.azimuth_deg);
  assume(m_pitch, system.row_pitch_m);
  assume(m_depth, system.table_depth_m);
  assume(m_density, system.density_kwp_per_ha);
  fill_figure(m_pitch, [](const auto& m) { return m.solar.row_pitch_m; });
  fill_figure(m_depth, [](const auto& m) { return m.solar.row_depth_m; });
  fill_figure(m_density, [](const auto& m) { return m.solar.density_kwp_ha; });
  fill_choice<sketch::SolarPlace>(m_place, [](const auto& m) { return m.solar.place; });
  fill_choice<sketch::SolarMounting>(m_mounting, [](const auto& m) { return m.solar.mounting; });
  fill_figure(m_tilt, [](const auto& m) { return m.solar.tilt_deg; });
  fill_figure(m_azimuth, [](const auto& m) { return m.solar.azimuth_deg; });
  fill_figure(m_share, [](const auto& m) { return std::optional<double>(m.solar.usable_share * 100); });
}

/// What the fields state; what is mixed stays as each has it.
void MeasureForm::take_into(sketch::Measure& after) const {
  const auto choice = [](const QComboBox* box, auto& value) {
    if (box->currentIndex() >= 0) value = chosen<std::decay_t<decltype(value)>>(box);
  };
  const auto figure = [](const OptionalSpin* spin, std::optional<double>& value) {
    if (!spin->mixed()) value = spin->figure();
  };
  const auto check = [](const QCheckBox* box, bool& value) {
    if (box->checkState() != Qt::PartiallyChecked) value = box->isChecked();
  };
  if (m_measures.size() == 1) {
    after.name = m_name->text().trimmed().toStdString();
    after.note = m_note->toPlainText().toStdString();
  }
  choice(m_facility, after.lane.facility);
  choice(m_side, after.lane.side);
  choice(m_direction, after.lane.direction);
  choice(m_surface, after.lane.surface);
  figure(m_width, after.lane.width_m);
  figure(m_buffer, after.lane.buffer_m);
  check(m_red, after.lane.red_paint);
  check(m_mandatory, after.lane.mandatory_use);
  if (m_street->placeholderText().isEmpty() || !m_street->text().trimmed().isEmpty()) after.lane.street_name = m_street->text().trimmed().toStdString();
  choice(m_place, after.solar.place);
  choice(m_mounting, after.solar.mounting);
  figure(m_tilt, after.solar.tilt_deg);
  figure(m_azimuth, after.solar.azimuth_deg);
  figure(m_pitch, after.solar.row_pitch_m);
  figure(m_depth, after.solar.row_depth_m);
  figure(m_density, after.solar.density_kwp_ha);
  if (!m_share->mixed()) after.solar.usable_share = m_share->figure().value_or(100) / 100;
}

void MeasureForm::take() {
  if (m_filling) return;
  auto after = m_measures;
  for (auto& measure : after) take_into(measure);
  if (after == m_measures) return;
  m_measures = std::move(after);
  if (m_measures.size() == 1)
    Q_EMIT edited(m_measures.front());
  else
    Q_EMIT edited_all(m_measures);
}

void MeasureForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
