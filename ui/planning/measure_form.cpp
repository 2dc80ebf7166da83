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

constexpr std::array k_places{sketch::SolarPlace::roof, sketch::SolarPlace::ground};
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
  for (auto* spin : {m_width, m_buffer, m_tilt, m_azimuth, m_share}) connect(spin, &QDoubleSpinBox::valueChanged, this, &MeasureForm::take);
  for (auto* check : {m_red, m_mandatory}) connect(check, &QCheckBox::toggled, this, &MeasureForm::take);
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
  m_share = new OptionalSpin(1, 100, 5, 0);
  for (QWidget* field : std::initializer_list<QWidget*>{m_place, m_mounting, m_tilt, m_azimuth, m_share}) add_row(m_layout, field);
}

void MeasureForm::retranslate() {
  m_filling = true;
  fill_names(m_facility, sketch::all_facilities());
  fill_names(m_side, sketch::all_sides());
  fill_names(m_direction, sketch::all_directions());
  fill_names(m_surface, sketch::all_surfaces());
  fill_names(m_place, std::span<const sketch::SolarPlace>(k_places));
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
  label(m_mounting, tr("Mounting"));
  label(m_tilt, tr("Tilt"));
  label(m_azimuth, tr("Azimuth"));
  label(m_share, tr("Usable share"));
  m_note_label->setText(tr("Note"));
  set_name(m_note, tr("Note"));
  m_red->setText(tr("Red surface"));
  m_mandatory->setText(tr("Use is mandatory"));
  for (auto* spin : {m_width, m_buffer}) spin->setSuffix(tr(" m"));
  for (auto* spin : {m_tilt, m_azimuth}) spin->setSuffix(tr("°"));
  m_share->setSuffix(tr(" %"));
  m_azimuth->setToolTip(tr("Clockwise from north: 90° is east, 180° south."));
  m_buffer->setToolTip(tr("Safety strip between the lane and parked or moving vehicles."));
  m_filling = false;
  fill();
}

void MeasureForm::show_measure(const sketch::Measure& measure) {
  m_measure = measure;
  fill();
}

void MeasureForm::fill() {
  m_filling = true;
  const bool lane = m_measure.kind == sketch::MeasureKind::bike_lane;
  const auto show_row = [this](QWidget* field, bool shown) {
    field->setVisible(shown);
    if (auto* label = m_layout->labelForField(field)) label->setVisible(shown);
  };
  m_facility_label->setVisible(lane);
  for (QWidget* field : std::initializer_list<QWidget*>{m_facility, m_side, m_direction, m_width, m_buffer, m_surface, m_street, m_red, m_mandatory}) show_row(field, lane);
  for (QWidget* field : std::initializer_list<QWidget*>{m_place, m_mounting, m_tilt, m_azimuth, m_share}) show_row(field, !lane);
  if (!m_name->hasFocus()) m_name->setText(text_from(m_measure.name));
  if (!m_note->hasFocus()) m_note->setPlainText(text_from(m_measure.note));
  choose(m_facility, m_measure.lane.facility);
  choose(m_side, m_measure.lane.side);
  choose(m_direction, m_measure.lane.direction);
  choose(m_surface, m_measure.lane.surface);
  m_width->set_figure(m_measure.lane.width_m);
  m_buffer->set_figure(m_measure.lane.buffer_m);
  m_red->setChecked(m_measure.lane.red_paint);
  m_mandatory->setChecked(m_measure.lane.mandatory_use);
  if (!m_street->hasFocus()) m_street->setText(text_from(m_measure.lane.street_name));
  choose(m_place, m_measure.solar.place);
  choose(m_mounting, m_measure.solar.mounting);
  m_tilt->set_figure(m_measure.solar.tilt_deg);
  m_azimuth->set_figure(m_measure.solar.azimuth_deg);
  m_share->set_figure(m_measure.solar.usable_share * 100);
  m_filling = false;
}

void MeasureForm::take() {
  if (m_filling) return;
  sketch::Measure after = m_measure;
  after.name = m_name->text().trimmed().toStdString();
  after.note = m_note->toPlainText().toStdString();
  after.lane.facility = chosen<sketch::FacilityType>(m_facility);
  after.lane.side = chosen<sketch::Side>(m_side);
  after.lane.direction = chosen<sketch::Direction>(m_direction);
  after.lane.surface = chosen<sketch::Surface>(m_surface);
  after.lane.width_m = m_width->figure();
  after.lane.buffer_m = m_buffer->figure();
  after.lane.red_paint = m_red->isChecked();
  after.lane.mandatory_use = m_mandatory->isChecked();
  after.lane.street_name = m_street->text().trimmed().toStdString();
  after.solar.place = chosen<sketch::SolarPlace>(m_place);
  after.solar.mounting = chosen<sketch::SolarMounting>(m_mounting);
  after.solar.tilt_deg = m_tilt->figure();
  after.solar.azimuth_deg = m_azimuth->figure();
  after.solar.usable_share = m_share->figure().value_or(100) / 100;
  if (after == m_measure) return;
  m_measure = after;
  Q_EMIT edited(m_measure);
}

void MeasureForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
