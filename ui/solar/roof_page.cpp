// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roof_page.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

#include <array>
#include <cmath>

#include "project/document.h"
#include "shell/language.h"
#include "solar/charts.h"
#include "solar/sheet_pdf.h"
#include "solar/solar_desk.h"
#include "solar/solar_words.h"
#include "widgets/build.h"
#include "widgets/facts.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QString direction_text(double azimuth_deg) {
  const std::array<QString, 8> names{RoofPage::tr("north"), RoofPage::tr("north-east"), RoofPage::tr("east"), RoofPage::tr("south-east"),
                                     RoofPage::tr("south"), RoofPage::tr("south-west"), RoofPage::tr("west"), RoofPage::tr("north-west")};
  return names[static_cast<std::size_t>(std::lround(azimuth_deg / 45)) % names.size()];
}

QString percent_of(double share) { return SolarDesk::tr("%1 %").arg(digits_text(share * 100)); }

}  // namespace

QString plane_text(const solar::RoofUnit& unit) {
  if (unit.flat()) return RoofPage::tr("flat (%1°)").arg(number_text(unit.plane.tilt_deg, 0));
  return RoofPage::tr("%1, %2°").arg(direction_text(unit.plane.azimuth_deg), number_text(unit.plane.tilt_deg, 0));
}

RoofPage::RoofPage(Workspace& workspace, SolarDesk& desk, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_desk(desk), m_yield(make_label({}, QStringLiteral("display"))),
      m_range(make_text({}, QStringLiteral("secondary"))), m_side(new Facts), m_building_part(new Section), m_building(new Facts),
      m_months_part(new Section), m_months(new MonthChart), m_losses_part(new Section), m_losses(new LossChart), m_walls_part(new Section),
      m_walls(new Facts), m_basis(make_text({}, QStringLiteral("secondary"))), m_pdf(make_button({})) {
  m_building_part->body()->addWidget(m_building);
  m_months_part->body()->addWidget(m_months);
  m_losses_part->body()->addWidget(m_losses);
  m_walls_part->body()->addWidget(m_walls);
  auto* column = make_column(6);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_yield, m_range, m_side, m_building_part, m_months_part, m_losses_part, m_walls_part, m_basis})
    column->addWidget(widget);
  auto* row = make_row(8);
  row->addWidget(m_pdf);
  row->addStretch(1);
  column->addLayout(row);
  column->addStretch(1);
  column->setContentsMargins(px(10), px(10), px(14), px(16));
  setLayout(column);
  connect(m_pdf, &QPushButton::clicked, this, &RoofPage::ask_pdf);
  connect(&desk, &SolarDesk::study_changed, this, [this] {
    if (m_desk.study() && m_workspace.selection().layer == k_solar_roofs_layer && m_workspace.selection().pack != m_desk.study()->pack) m_workspace.clear_selection();
  });
  retranslate();
}

void RoofPage::show_selection(const Selection& selection) {
  const auto& study = m_desk.study();
  if (!study || selection.pack != study->pack || selection.row >= study->pack->size()) return;
  const auto unit = static_cast<std::size_t>(study->pack->id(selection.row));
  if (m_unit != unit) m_sheet.reset();
  m_unit = unit;
  fill();
  m_desk.ask_sheet(unit, [this](const project::BuildingSheet& sheet) {
    m_sheet = sheet;
    fill();
  });
}

QString RoofPage::title(const Selection& selection) const {
  const auto& study = m_desk.study();
  if (selection.layer == k_solar_strips_layer) return text_of(base::Message{"solar.screening_only", {}});
  if (!study || selection.pack != study->pack || selection.row >= study->pack->size()) return tr("Side of a roof");
  const auto& unit = study->report.units[static_cast<std::size_t>(study->pack->id(selection.row))];
  return tr("Side of a roof: %1").arg(plane_text(unit));
}

void RoofPage::fill() {
  const auto& study = m_desk.study();
  if (!study || !m_unit || *m_unit >= study->report.units.size()) return;
  const auto& unit = study->report.units[*m_unit];
  const auto& r = study->report.results[*m_unit];
  m_yield->setText(tr("%1 a year").arg(energy_text(r.kwh)));
  m_range->setText(energy_range_text(r.kwh, study->range));
  m_side->set_facts({{tr("Class"), text_of(base::Message{solar::message_id(r.suitability), {}})},
                     {tr("Area"), tr("%1, of which usable %2").arg(area_digits(unit.area_m2), area_digits(r.usable_m2))},
                     {tr("Looks to"), plane_text(unit)},
                     {tr("Light on the roof"), tr("%1 kWh/m² a year").arg(digits_text(r.irradiation_kwh_m2))},
                     {tr("Lost to shade"), r.samples > 0 ? percent_of(r.shading_loss) : tr("not assessable")},
                     {tr("Modules"), tr("%1, %2 kWp").arg(count_text(static_cast<std::uint64_t>(solar::three_digits(r.modules))), digits_text(r.kwp))},
                     {tr("Lying flat"), r.kwh_parallel ? energy_text(*r.kwh_parallel) : QString()},
                     {tr("CO₂ avoided"), tr("%1 kg a year (%2 g/kWh, %3 %4)").arg(digits_text(r.co2_kg), digits_text(study->choice.roofs.co2_g_per_kwh), QString::fromStdString(study->choice.roofs.co2_source)).arg(study->choice.roofs.co2_year)},
                     {tr("Roof"), QString::fromStdString(unit.id)}});
  m_basis->setText(QStringList{basis_text(*study), QString::fromStdString(study->year.source), assumed_text(study->choice.roofs),
                               text_of(base::Message{"solar.first_estimate", {}})}.join(QLatin1Char('\n')));
  const bool known = m_sheet.has_value();
  for (QWidget* part : std::initializer_list<QWidget*>{m_building_part, m_months_part, m_losses_part}) part->setVisible(known);
  m_walls_part->setVisible(known && m_sheet->walls > 0);
  m_pdf->setEnabled(known);
  if (!known) return;
  std::vector<std::pair<QString, QString>> sides{
      {tr("Together"), tr("%1, %2 kWp").arg(energy_text(m_sheet->sum.kwh), digits_text(m_sheet->sum.kwp))}};
  constexpr std::size_t k_most = 8;
  for (std::size_t i = 0; i < std::min(k_most, m_sheet->units.size()); ++i) {
    const std::size_t side = m_sheet->units[i];
    sides.emplace_back(plane_text(study->report.units[side]), QStringLiteral("%1, %2").arg(energy_text(study->report.results[side].kwh), text_of(base::Message{solar::message_id(study->report.results[side].suitability), {}})));
  }
  if (m_sheet->units.size() > k_most) sides.emplace_back(tr("and %1 more").arg(count_text(m_sheet->units.size() - k_most)), QStringLiteral("…"));
  m_building->set_facts(sides);
  m_months->set_months(m_sheet->month_kwh_m2);
  m_losses->set_steps(m_sheet->losses);
  m_walls->set_facts({{tr("Walls"), tr("%1, %2").arg(count_text(m_sheet->walls), area_digits(m_sheet->wall_area_m2))},
                      {tr("Modules on walls"), tr("%1 kWp on 40 % of them, %2 a year (%3)").arg(digits_text(m_sheet->wall_kwp), energy_text(m_sheet->wall_kwh), energy_range_text(m_sheet->wall_kwh, study->range))},
                      {tr("Balcony system"), m_sheet->balcony_kwh ? tr("%1 a year (%2), 860 W, 800 VA, facing %3").arg(energy_text(*m_sheet->balcony_kwh), energy_range_text(*m_sheet->balcony_kwh, study->range), direction_text(m_sheet->balcony_azimuth_deg)) : QString()}});
}

void RoofPage::ask_pdf() {
  auto* dialog = new QFileDialog(this, tr("Save the building sheet"), {}, tr("PDF (*.pdf)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("pdf"));
  dialog->selectFile(tr("building_sheet.pdf"));
  connect(dialog, &QFileDialog::fileSelected, this, &RoofPage::save_pdf);
  dialog->open();
}

void RoofPage::save_pdf(const QString& file) {
  auto* document = m_workspace.document();
  if (document == nullptr || !m_sheet || !m_desk.study()) return;
  document->jobs().start(
      base::Message{"solar.job_export", {}},
      [study = m_desk.study(), sheet = *m_sheet, file](base::CancelToken, const project::Jobs::Progress&) { return write_sheet(*study, sheet, file); },
      [self = QPointer<RoofPage>(this), file](const base::Status& status) {
        if (!self) return;
        if (!status) return self->m_workspace.show_error(status.error());
        self->m_workspace.show_message(MessageKind::success, text_of(base::Message{"solar.written", {{"file", file.toStdString()}}}));
      });
}

void RoofPage::retranslate() {
  m_building_part->set_title(tr("Building"));
  m_months_part->set_title(tr("Light by month"));
  m_losses_part->set_title(tr("Where the energy goes"));
  m_walls_part->set_title(tr("Walls and balconies"));
  m_pdf->setText(tr("Save as PDF…"));
  fill();
}

void RoofPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
