// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/solar_form.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>

#include <array>
#include <cmath>

#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

enum GroundKind { k_rows, k_canopy };

}  // namespace

SolarForm::SolarForm(QWidget* parent)
    : QWidget(parent), m_layout(new QFormLayout(this)), m_region(new QComboBox), m_scheme(new QComboBox), m_system(new QComboBox) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  const auto add_box = [this](QComboBox* box) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    // Its words are longer than half a panel: the label stands above.
    auto* label = new QLabel;
    label->setBuddy(box);
    m_layout->addRow(label);
    m_layout->addRow(box);
    m_box_labels.push_back(label);
  };
  add_box(m_region);
  add_box(m_scheme);
  m_efficiency = add_spin(m_layout, 5, 40, 0.5, 1);
  m_steep = add_spin(m_layout, 1, 100, 5, 0);
  m_flat = add_spin(m_layout, 1, 100, 5, 0);
  m_rack = add_spin(m_layout, 0, 60, 5, 0);
  m_least = add_spin(m_layout, 0, 100, 1, 0);
  m_losses = add_spin(m_layout, 0, 50, 0.5, 1);
  m_albedo = add_spin(m_layout, 0, 1, 0.05, 2);
  m_co2 = add_spin(m_layout, 0, 1500, 1, 0);
  for (auto* spin : {m_efficiency, m_steep, m_flat, m_rack, m_least, m_losses, m_albedo, m_co2}) {
    connect(spin, &QDoubleSpinBox::valueChanged, this, [this] {
      if (!m_filling) Q_EMIT edited();
    });
  }
  for (auto* box : {m_region, m_scheme}) connect(box, &QComboBox::activated, this, &SolarForm::edited);
  add_box(m_system);
  m_pitch = add_spin(m_layout, 1, 30, 0.5, 1);
  m_depth = add_spin(m_layout, 0.5, 15, 0.5, 1);
  m_tilt = add_spin(m_layout, 0, 60, 1, 0);
  m_density = add_spin(m_layout, 0, 3000, 50, 0);
  for (auto* spin : {m_pitch, m_depth, m_tilt, m_density}) {
    connect(spin, &QDoubleSpinBox::valueChanged, this, [this] {
      if (!m_filling) Q_EMIT ground_edited();
    });
  }
  connect(m_system, &QComboBox::activated, this, &SolarForm::show_ground);
  retranslate();
}

QDoubleSpinBox* SolarForm::add_spin(QFormLayout* layout, double least, double most, double step, int decimals) {
  auto* spin = new QDoubleSpinBox;
  spin->setRange(least, most);
  spin->setSingleStep(step);
  spin->setDecimals(decimals);
  spin->setKeyboardTracking(false);
  auto* label = new QLabel;
  label->setBuddy(spin);
  label->setWordWrap(true);
  layout->addRow(label, spin);
  return spin;
}

void SolarForm::show_values(const project::SolarChoice& choice, const project::GroundAssumptions& ground) {
  m_filling = true;
  m_choice = choice;
  m_ground = ground;
  const auto& roofs = choice.roofs;
  m_region->setCurrentIndex(std::max(0, m_region->findData(QString::fromStdString(choice.region))));
  m_scheme->setCurrentIndex(roofs.scheme == solar::Scheme::bw ? 0 : 1);
  m_efficiency->setValue(roofs.module_efficiency * 100);
  m_steep->setValue(roofs.usable_steep * 100);
  m_flat->setValue(roofs.usable_flat * 100);
  m_rack->setValue(roofs.rack_tilt_deg);
  m_least->setValue(roofs.least_area_m2);
  m_losses->setValue(roofs.system.losses.total_percent());
  m_albedo->setValue(roofs.system.albedo);
  m_co2->setValue(roofs.co2_g_per_kwh);
  m_filling = false;
  show_ground();
}

/// The kind that is chosen; both are kept.
void SolarForm::show_ground() {
  m_filling = true;
  const auto& system = m_system->currentIndex() == k_canopy ? m_ground.canopy : m_ground.open;
  m_pitch->setValue(system.row_pitch_m);
  m_depth->setValue(system.table_depth_m);
  m_tilt->setValue(system.tilt_deg);
  m_density->setValue(system.density_kwp_per_ha.value_or(0));
  m_filling = false;
}

project::SolarChoice SolarForm::choice() const {
  auto choice = m_choice;
  choice.region = m_region->currentData().toString().toStdString();
  auto& roofs = choice.roofs;
  roofs.scheme = m_scheme->currentIndex() == 0 ? solar::Scheme::bw : solar::Scheme::nrw;
  roofs.module_efficiency = m_efficiency->value() / 100;
  roofs.usable_steep = m_steep->value() / 100;
  roofs.usable_flat = m_flat->value() / 100;
  roofs.rack_tilt_deg = m_rack->value();
  roofs.least_area_m2 = m_least->value();
  roofs.system.albedo = m_albedo->value();
  roofs.co2_g_per_kwh = m_co2->value();
  if (std::abs(m_losses->value() - m_choice.roofs.system.losses.total_percent()) > 0.06) {
    // What a person states as a whole stands in one place, instead of the list of PVWatts.
    roofs.system.losses = {0, 0, 0, 0, m_losses->value(), 0, 0, 0, 0, 0};
  }
  return choice;
}

project::GroundAssumptions SolarForm::ground() const {
  auto ground = m_ground;
  auto& system = m_system->currentIndex() == k_canopy ? ground.canopy : ground.open;
  system.row_pitch_m = m_pitch->value();
  system.table_depth_m = m_depth->value();
  system.tilt_deg = m_tilt->value();
  system.density_kwp_per_ha = m_density->value() > 0 ? std::optional(m_density->value()) : std::nullopt;
  return ground;
}

void SolarForm::retranslate() {
  m_filling = true;
  const int region = m_region->currentIndex();
  m_region->clear();
  m_region->addItem(tr("Nearest station"), QString());
  if (const auto regions = project::climate_regions()) {
    for (const auto& one : *regions) m_region->addItem(QString::fromStdString(one.name), QString::fromStdString(one.name));
  }
  m_region->setCurrentIndex(std::max(0, region));
  const int scheme = m_scheme->currentIndex();
  m_scheme->clear();
  m_scheme->addItem(tr("Energieatlas BW (by light)"));
  m_scheme->addItem(tr("NRW (by shade alone)"));
  m_scheme->setCurrentIndex(std::max(0, scheme));
  const int system = m_system->currentIndex();
  m_system->clear();
  m_system->addItem(tr("Rows on open ground"));
  m_system->addItem(tr("Canopy over parking"));
  m_system->setCurrentIndex(std::max(0, system));
  const auto label = [this](QWidget* field, const QString& text) {
    if (auto* before = qobject_cast<QLabel*>(m_layout->labelForField(field))) before->setText(text);
    set_name(field, text);
  };
  const std::array<std::pair<QWidget*, QString>, 3> boxes{
      {{m_region, tr("Climate region")}, {m_scheme, tr("Classes")}, {m_system, tr("On the ground")}}};
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    m_box_labels[i]->setText(boxes[i].second);
    set_name(boxes[i].first, boxes[i].second);
  }
  label(m_efficiency, tr("Efficiency of modules"));
  label(m_steep, tr("Usable, pitched roof"));
  label(m_flat, tr("Usable, flat roof"));
  label(m_rack, tr("Tilt of racks"));
  label(m_least, tr("Least module area"));
  label(m_losses, tr("Losses of the system"));
  label(m_albedo, tr("Reflection of the ground"));
  label(m_co2, tr("CO₂ of the mix (2024)"));
  label(m_pitch, tr("Row pitch"));
  label(m_depth, tr("Depth of a row"));
  label(m_tilt, tr("Tilt"));
  label(m_density, tr("Density"));
  for (auto* spin : {m_efficiency, m_steep, m_flat, m_losses}) spin->setSuffix(QStringLiteral(" %"));
  for (auto* spin : {m_rack, m_tilt}) spin->setSuffix(QStringLiteral("°"));
  for (auto* spin : {m_pitch, m_depth}) spin->setSuffix(QStringLiteral(" m"));
  m_least->setSuffix(QStringLiteral(" m²"));
  m_co2->setSuffix(QStringLiteral(" g/kWh"));
  m_density->setSuffix(QStringLiteral(" kWp/ha"));
  m_density->setSpecialValueText(tr("by rows"));
  m_filling = false;
}

void SolarForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
