// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/solar_panel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>

#include "layers/swatch.h"
#include "project/document.h"
#include "shell/language.h"
#include "shell/action_table.h"
#include "solar/charts.h"
#include "solar/roof_export.h"
#include "solar/solar_desk.h"
#include "solar/solar_form.h"
#include "solar/sun.h"
#include "solar/solar_words.h"
#include "style/legend.h"
#include "widgets/build.h"
#include "widgets/facts.h"
#include "widgets/hint.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_steps_per_hour = 4;
constexpr double k_legend_zoom = 17;

QString day_text(const QDate& date) {
  return QLocale(current_language() == project::Language::de ? QLocale::German : QLocale::English)
      .toString(date, current_language() == project::Language::de ? QStringLiteral("d. MMMM") : QStringLiteral("d MMMM"));
}

QString clock_text(double hour) {
  const int minutes = static_cast<int>(std::lround(hour * 60));
  return QStringLiteral("%1:%2").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

/// The lines of a legend that the chosen scheme uses.
bool belongs(const style::LegendEntry& entry, solar::Scheme scheme) {
  const bool nrw = entry.label.ends_with("_suitable");  // also not_suitable
  return nrw == (scheme == solar::Scheme::nrw);
}

}  // namespace

SolarPanel::SolarPanel(Workspace& workspace, SolarDesk& desk, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_desk(desk), m_hint(new Hint(QStringLiteral("roof"))), m_scroll(new QScrollArea),
      m_roofs(new Section), m_assumed(new Section({}, nullptr, false)), m_form(new SolarForm), m_time(new Section({}, nullptr, false)),
      m_field(new Section({}, nullptr, false)) {
  m_compute = make_button({}, QStringLiteral("primary"));
  m_cancel = make_button({});
  m_progress = new QProgressBar;
  m_progress->setRange(0, 100);
  m_progress->setTextVisible(false);
  m_step = make_label({}, QStringLiteral("secondary"));
  auto* inner = make_column(4);
  auto* buttons = make_row(8);
  buttons->addWidget(m_compute);
  buttons->addWidget(m_cancel);
  buttons->addStretch(1);
  inner->addLayout(buttons);
  inner->addWidget(m_progress);
  inner->addWidget(m_step);
  inner->addWidget(m_roofs);
  inner->addWidget(m_assumed);
  inner->addWidget(m_time);
  inner->addWidget(m_field);
  inner->addStretch(1);
  inner->setContentsMargins(px(12), px(8), px(12), px(12));
  build_roofs(m_roofs->body());
  m_assumed->body()->addWidget(m_form);
  build_time(m_time->body());
  build_field(m_field->body());
  auto* page = new QWidget;
  page->setObjectName(QStringLiteral("page"));
  page->setLayout(inner);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setWidget(page);
  auto* column = make_column(0);
  column->addWidget(m_hint);
  column->addWidget(m_scroll, 1);
  setLayout(column);
  connect(m_compute, &QPushButton::clicked, &m_desk, &SolarDesk::compute);
  connect(m_cancel, &QPushButton::clicked, &m_desk, &SolarDesk::cancel);
  connect(m_form, &SolarForm::edited, this, [this] { m_desk.set_choice(m_form->choice()); });
  connect(m_form, &SolarForm::ground_edited, this, [this] { m_desk.set_ground(m_form->ground()); });
  connect(&m_desk, &SolarDesk::study_changed, this, &SolarPanel::refresh);
  connect(&m_desk, &SolarDesk::moment_changed, this, &SolarPanel::refresh_time);
  connect(&m_desk, &SolarDesk::shade_changed, this, &SolarPanel::refresh_time);
  connect(&m_desk, &SolarDesk::place_changed, this, &SolarPanel::refresh_time);
  connect(&m_desk, &SolarDesk::strips_changed, this, &SolarPanel::refresh_field);
  connect(&m_desk, &SolarDesk::progressed, this, [this](double fraction, const QString& step) {
    m_progress->setValue(static_cast<int>(std::max(0.0, fraction) * 100));
    m_step->setText(step);
  });
  connect(&workspace, &Workspace::theme_changed, this, &SolarPanel::refresh);
  retranslate();
}

void SolarPanel::build_roofs(QVBoxLayout* column) {
  m_yield = make_label({}, QStringLiteral("display"));
  m_range = make_text({}, QStringLiteral("secondary"));
  m_facts = new Facts;
  m_shown = new QCheckBox;
  m_legend = make_column(4);
  m_notices = make_text({}, QStringLiteral("secondary"));
  m_table = make_button({});
  m_export = make_button({});
  column->addWidget(m_yield);
  column->addWidget(m_range);
  column->addWidget(m_facts);
  column->addWidget(m_shown);
  column->addLayout(m_legend);
  column->addWidget(m_notices);
  auto* row = make_row(8);
  row->addWidget(m_table);
  row->addWidget(m_export);
  row->addStretch(1);
  column->addLayout(row);
  connect(m_shown, &QCheckBox::toggled, this, [this](bool on) {
    if (!m_filling) m_desk.set_roofs_shown(on);
  });
  connect(m_export, &QPushButton::clicked, this, [this] { ask_roof_export(this, m_desk); });
  connect(m_table, &QPushButton::clicked, this, [this] { m_workspace.actions().run(QStringLiteral("solar.table")); });
}

void SolarPanel::build_time(QVBoxLayout* column) {
  m_day_text = make_label({});
  m_day = new QSlider(Qt::Horizontal);
  m_day->setRange(1, 365);
  m_day->setPageStep(30);
  m_hour_text = make_label({});
  m_hour = new QSlider(Qt::Horizontal);
  m_hour->setRange(4 * k_steps_per_hour, 22 * k_steps_per_hour);
  m_shade = new QCheckBox;
  m_sun = new SunChart;
  m_pointer = make_text({}, QStringLiteral("secondary"));
  for (QWidget* widget : std::initializer_list<QWidget*>{m_day_text, m_day, m_hour_text, m_hour, m_shade, m_sun, m_pointer}) column->addWidget(widget);
  connect(m_day, &QSlider::valueChanged, this, &SolarPanel::take_moment);
  connect(m_hour, &QSlider::valueChanged, this, &SolarPanel::take_moment);
  connect(m_shade, &QCheckBox::toggled, this, [this](bool on) {
    if (!m_filling) m_desk.set_shade_shown(on);
  });
}

void SolarPanel::build_field(QVBoxLayout* column) {
  m_strips = new QCheckBox;
  m_exclusion = new QComboBox;
  m_exclusion->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_exclusion->setMinimumContentsLength(10);
  m_screening = make_text({}, QStringLiteral("strong"));
  m_strip_facts = new Facts;
  for (QWidget* widget : std::initializer_list<QWidget*>{m_screening, m_strips, m_exclusion, m_strip_facts}) column->addWidget(widget);
  connect(m_strips, &QCheckBox::toggled, this, [this](bool on) {
    if (!m_filling) m_desk.set_strips_shown(on);
  });
  connect(m_exclusion, &QComboBox::activated, this, [this] {
    m_desk.set_exclusion(base::parse_uuid(m_exclusion->currentData().toString().toStdString()).value_or(base::Uuid{}));
  });
}

void SolarPanel::take_moment() {
  if (m_filling) return;
  const int year = m_desk.moment().date.year();
  m_desk.set_moment({QDate(year, 1, 1).addDays(m_day->value() - 1), static_cast<double>(m_hour->value()) / k_steps_per_hour});
}

void SolarPanel::refresh() {
  m_filling = true;
  const auto& study = m_desk.study();
  const bool possible = m_desk.has_roofs();
  m_hint->setVisible(!possible);  // strips along motorways need no roofs
  m_assumed->setVisible(m_workspace.document() != nullptr);  // nor do areas on the ground
  m_compute->setText(study ? tr("Compute again") : tr("Compute roofs"));
  m_compute->setVisible(possible && !m_desk.computing());
  m_cancel->setVisible(m_desk.computing());
  m_progress->setVisible(m_desk.computing());
  m_step->setVisible(possible && (m_desk.computing() || m_desk.stale() || !study));
  if (!m_desk.computing()) {
    m_progress->setValue(0);
    m_step->setText(m_desk.stale() ? tr("The layers have changed since.") : tr("Light, shade and yield of each side of a roof."));
  }
  m_roofs->setVisible(study != nullptr);
  m_time->setVisible(study != nullptr);
  m_form->show_values(m_desk.choice(), m_desk.ground());
  m_shown->setChecked(m_desk.roofs_shown());
  clear_layout(m_legend);
  if (study) {
    m_yield->setText(tr("%1 a year").arg(energy_text(study->sum.kwh)));
    m_range->setText(energy_range_text(study->sum.kwh, study->range));
    m_facts->set_facts({{tr("Sides of roofs"), tr("%1, of which %2 suitable").arg(count_text(study->sum.units), count_text(study->sum.suitable))},
                        {tr("Power"), tr("%1 kWp").arg(digits_text(study->sum.kwp))},
                        {tr("Roof area"), area_digits(study->sum.area_m2)},
                        {tr("CO₂ avoided"), tr("%1 t a year").arg(digits_text(study->sum.co2_kg / 1000))}});
    for (const auto& layer : m_workspace.room_layers()) {
      if (layer.id != k_solar_roofs_layer || !layer.style) continue;
      for (const auto& entry : style::legend(*layer.style, k_legend_zoom)) {
        if (!belongs(entry, study->choice.roofs.scheme)) continue;
        auto* picture = make_label({});
        picture->setPixmap(swatch_pixmap(entry, swatch_size(px(16)), devicePixelRatioF()));
        auto* row = make_row(8);
        row->addWidget(picture);
        row->addWidget(make_label(label_of(entry)), 1);
        m_legend->addLayout(row);
      }
    }
    QStringList notices{basis_text(*study), assumed_text(study->choice.roofs)};
    for (const auto& notice : study->notices) notices << text_of(notice);
    m_notices->setText(notices.join(QLatin1Char('\n')));
  }
  m_filling = false;
  refresh_time();
  refresh_field();
}

void SolarPanel::refresh_time() {
  m_filling = true;
  const auto& moment = m_desk.moment();
  m_day->setValue(moment.date.dayOfYear());
  m_hour->setValue(static_cast<int>(std::lround(moment.hour * k_steps_per_hour)));
  m_day_text->setText(day_text(moment.date));
  m_shade->setChecked(m_desk.shade_shown());
  const auto place = m_desk.place();
  const int year = moment.date.year();
  const auto sun = solar::sun_position(solar::instant_at(year, moment.date.month(), moment.date.day(), utc_hour_of(moment)), place.x, place.y);
  const double elevation = sun.apparent_elevation_deg();
  m_hour_text->setText(elevation > 0 ? tr("%1, sun at %2° height").arg(clock_text(moment.hour), number_text(elevation, 0))
                                     : tr("%1, sun below the horizon").arg(clock_text(moment.hour)));
  if (!m_desk.place_known()) m_hour_text->setText(m_hour_text->text() + QLatin1Char('\n') + tr("No layer tells the place: 51° N, 10° E is assumed."));
  SunDiagram diagram;
  const auto day = [&](int month, int number, const QString& label, bool chosen) {
    diagram.days.push_back({label, solar::sun_path(year, month, number, place.x, place.y), chosen});
  };
  day(6, 21, day_text(QDate(year, 6, 21)), false);
  day(3, 20, day_text(QDate(year, 3, 20)), false);
  day(12, 21, day_text(QDate(year, 12, 21)), false);
  day(moment.date.month(), moment.date.day(), {}, true);
  if (m_desk.place_in_sun()) diagram.horizon = m_desk.place_in_sun()->horizon;
  diagram.azimuth_deg = sun.azimuth_deg;
  diagram.elevation_deg = elevation;
  m_sun->set_diagram(std::move(diagram));
  const auto& at = m_desk.place_in_sun();
  m_pointer->setText(at ? tr("At the pointer: %1 h of sun on this day if it is clear, of %2 h without obstacles.")
                              .arg(number_text(at->hours_today, 1), number_text(at->hours_open, 1))
                        : tr("Point at the map or move it with the arrow keys: hours of sun at that place."));
  m_filling = false;
}

void SolarPanel::refresh_field() {
  m_filling = true;
  m_strips->setChecked(m_desk.strips_shown());
  m_exclusion->clear();
  m_exclusion->addItem(tr("Nothing excluded"), QString());
  if (const auto* document = m_workspace.document()) {
    for (const auto& layer : document->layers()) {
      if (!layer.pack || layer.pack->info().kind != geo::GeometryKind::area || layer.pack->info().role != feature::PackRole::features) continue;
      m_exclusion->addItem(tr("Excluded: %1").arg(QString::fromStdString(layer.name)), QString::fromStdString(base::to_string(layer.id)));
    }
  }
  m_exclusion->setCurrentIndex(std::max(0, m_exclusion->findData(QString::fromStdString(base::to_string(m_desk.exclusion())))));
  std::vector<std::pair<QString, QString>> facts;
  if (m_desk.strips_shown()) {
    for (const auto& strip : m_desk.strips())
      facts.emplace_back(text_of(base::Message{strip.rule->id, {}}), QStringLiteral("%1\n%2").arg(area_digits(strip.area_m2), QString::fromUtf8(strip.rule->source)));
    if (const auto unknown = m_desk.strip_lines().unknown_tracks; unknown > 0)
      facts.emplace_back(tr("Not assessable"), text_of(base::Message{"solar.unknown_tracks", {{"count", std::to_string(unknown)}}}));
  }
  m_strip_facts->set_facts(facts);
  m_filling = false;
}

void SolarPanel::show_part(const QString& part) {
  m_roofs->set_open(part == QLatin1String("roofs"));
  m_assumed->set_open(part == QLatin1String("assumptions"));
  m_time->set_open(part == QLatin1String("time"));
  m_field->set_open(part == QLatin1String("field"));
}

bool SolarPanel::wants_place() const { return m_sun->isVisible(); }

void SolarPanel::retranslate() {
  m_hint->set_texts(tr("No roofs yet"), tr("Add a 3D city model (LoD2, CityGML or CityJSON). A surface model beside it brings the shade of trees and terrain."));
  m_cancel->setText(tr("Cancel"));
  set_name(m_progress, tr("Progress"));
  m_roofs->set_title(tr("All roofs"));
  m_assumed->set_title(tr("Assumptions"));
  m_time->set_title(tr("Day and hour"));
  m_field->set_title(tr("Open fields"));
  m_shown->setText(tr("Roofs on the map"));
  m_table->setText(tr("Table"));
  m_table->setToolTip(tr("All sides of roofs as a table below the map"));
  m_export->setText(tr("Export…"));
  set_name(m_day, tr("Day of the year"));
  set_name(m_hour, tr("Hour"));
  m_shade->setText(tr("Shade on the map"));
  m_strips->setText(tr("Strips along motorways and railways"));
  set_name(m_exclusion, tr("Excluded areas"));
  m_screening->setText(text_of(base::Message{"solar.screening_only", {}}));
  refresh();
}

void SolarPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
