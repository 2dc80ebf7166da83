// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/reach_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>

#include <array>
#include <cmath>

#include "layers/swatch.h"
#include "planning/ride_facts.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "style/legend.h"
#include "widgets/build.h"
#include "widgets/facts.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_legend_zoom = 15;
constexpr int k_rows_of_places = 3;

QString minutes_text(const std::vector<double>& minutes) {
  QStringList words;
  for (const double value : minutes) words << QString::number(value);
  return words.join(QStringLiteral(", "));
}

QDoubleSpinBox* make_figure(double least, double most, int decimals) {
  auto* spin = new QDoubleSpinBox;
  spin->setRange(least, most);
  spin->setDecimals(decimals);
  spin->setKeyboardTracking(false);
  return spin;
}

}  // namespace

ReachPanel::ReachPanel(Workspace& workspace, ReachMap& map, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_map(map), m_assumed(new Section({}, nullptr, false)) {
  auto* inner = make_column(8);
  build_places(inner);
  build_question(inner);
  build_assumptions(m_assumed->body());
  inner->addWidget(m_assumed);
  m_export = make_button({});
  auto* last = make_row(8);
  last->addWidget(m_export);
  last->addStretch(1);
  inner->addLayout(last);
  inner->addStretch(1);
  inner->setContentsMargins(px(12), px(8), px(12), px(12));
  auto* page = new QWidget;
  page->setObjectName(QStringLiteral("page"));
  page->setLayout(inner);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(page);
  auto* column = make_column(0);
  column->addWidget(scroll, 1);
  setLayout(column);
  connect(m_export, &QPushButton::clicked, this, &ReachPanel::ask_export);
  connect(&map, &ReachMap::changed, this, &ReachPanel::refresh);
  connect(&workspace, &Workspace::theme_changed, this, &ReachPanel::refresh);
  connect(&workspace, &Workspace::selection_changed, this,
          [this] { m_selected->setEnabled(m_workspace.selection().kind != Selection::Kind::none); });
  retranslate();
}

void ReachPanel::build_places(QVBoxLayout* column) {
  m_places = new QListWidget;
  m_pick = make_button({}, QStringLiteral("primary"));
  m_centre = make_button({});
  m_selected = make_button({});
  m_remove = make_button({});
  auto* buttons = new QGridLayout;
  buttons->setSpacing(px(6));
  buttons->addWidget(m_pick, 0, 0);
  buttons->addWidget(m_centre, 0, 1);
  buttons->addWidget(m_selected, 1, 0);
  buttons->addWidget(m_remove, 1, 1);
  column->addWidget(m_places);
  column->addLayout(buttons);
  m_places->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  connect(m_pick, &QPushButton::clicked, this, [this] { m_workspace.activate_tool(QStringLiteral("reach_place")); });
  connect(m_centre, &QPushButton::clicked, &m_map, &ReachMap::add_map_centre);
  connect(m_selected, &QPushButton::clicked, &m_map, &ReachMap::add_selected);
  connect(m_remove, &QPushButton::clicked, this, [this] {
    if (m_places->currentRow() >= 0) m_map.remove_place(static_cast<std::size_t>(m_places->currentRow()));
  });
  connect(m_places, &QListWidget::itemActivated, this, [this] {
    const auto places = m_map.setting().places;
    const auto row = static_cast<std::size_t>(m_places->currentRow());
    if (row < places.size() && m_workspace.canvas() != nullptr)
      m_workspace.canvas()->set_camera(m_workspace.document()->to_mercator(places[row]), m_workspace.canvas()->camera().zoom);
  });
}

void ReachPanel::build_question(QVBoxLayout* column) {
  m_minutes_label = make_label({});
  m_minutes = new QLineEdit;
  m_minutes_label->setBuddy(m_minutes);
  m_wrong = make_text({}, QStringLiteral("error"));
  m_streets = new QComboBox;
  m_view = new QComboBox;
  for (auto* box : {m_streets, m_view}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
  }
  m_hint = make_text({}, QStringLiteral("secondary"));
  m_cancel = make_button({});
  m_table = new QGridLayout;
  m_table->setHorizontalSpacing(px(8));
  m_table->setVerticalSpacing(px(3));
  m_table->setColumnStretch(0, 1);
  m_ride = new Facts;
  m_notes = make_text({}, QStringLiteral("secondary"));
  auto* row = make_row(8);
  row->addWidget(m_minutes_label);
  row->addWidget(m_minutes, 1);
  column->addLayout(row);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_wrong, m_streets, m_view, m_hint, m_cancel}) column->addWidget(widget);
  column->addLayout(m_table);
  column->addWidget(m_ride);
  column->addWidget(m_notes);
  connect(m_minutes, &QLineEdit::editingFinished, this, &ReachPanel::take_minutes);
  connect(m_streets, &QComboBox::activated, this, [this](int index) {
    auto setting = m_map.setting();
    setting.rider = index == 1 ? bike::Rider::anyone : bike::Rider::low_stress;
    m_map.change(setting);
  });
  connect(m_view, &QComboBox::activated, this, [this](int index) { m_map.set_view(static_cast<ReachMap::View>(index)); });
  connect(m_cancel, &QPushButton::clicked, &m_map, &ReachMap::cancel);
}

void ReachPanel::build_assumptions(QVBoxLayout* column) {
  m_speed = make_figure(1, 60, 0);
  m_signal = make_figure(0, 600, 1);
  m_give_way = make_figure(0, 600, 1);
  m_speed_label = make_text({});
  m_signal_label = make_text({});
  m_give_way_label = make_text({});
  m_source = make_text({}, QStringLiteral("secondary"));
  m_rules = make_button({});
  for (const auto& [label, spin] : std::initializer_list<std::pair<QLabel*, QDoubleSpinBox*>>{
           {m_speed_label, m_speed}, {m_signal_label, m_signal}, {m_give_way_label, m_give_way}}) {
    auto* row = make_row(8);
    row->addWidget(label, 1);
    row->addWidget(spin);
    column->addLayout(row);
    connect(spin, &QDoubleSpinBox::valueChanged, this, &ReachPanel::take_assumptions);
  }
  column->addWidget(m_source);
  auto* row = make_row(8);
  row->addWidget(m_rules);
  row->addStretch(1);
  column->addLayout(row);
  connect(m_rules, &QPushButton::clicked, this, [this] {
    auto setting = m_map.setting();
    setting.speed_kmh = setting.signal_s = setting.give_way_s = std::nullopt;
    m_map.change(setting);
  });
}

void ReachPanel::take_minutes() {
  const auto minutes = project::minutes_from(m_minutes->text().toStdString(), project::k_reach_colours);
  m_wrong->setVisible(minutes.empty());
  if (minutes.empty()) return;
  auto setting = m_map.setting();
  setting.minutes = minutes;
  m_map.change(setting);
}

void ReachPanel::take_assumptions() {
  if (m_filling) return;
  auto setting = m_map.setting();
  const auto rules = bike::riding_of(m_map.rules());
  const auto stated = [](const QDoubleSpinBox& spin, double rule) {
    const double step = std::pow(10, -spin.decimals()) / 2;
    return std::abs(spin.value() - rule) <= step ? std::nullopt : std::optional(spin.value());
  };
  setting.speed_kmh = stated(*m_speed, rules.speed_kmh);
  setting.signal_s = stated(*m_signal, rules.signal_s);
  setting.give_way_s = stated(*m_give_way, rules.give_way_s);
  m_map.change(setting);
}

void ReachPanel::refresh() {
  if (!isVisible()) return;
  m_filling = true;
  refresh_places();
  const auto setting = m_map.setting();
  if (!m_minutes->hasFocus()) m_minutes->setText(minutes_text(setting.minutes));
  m_wrong->hide();
  m_streets->setCurrentIndex(setting.rider == bike::Rider::anyone ? 1 : 0);
  m_view->setCurrentIndex(static_cast<int>(m_map.view()));
  m_hint->setText(m_map.computing() ? tr("Being computed…") : m_map.hint());
  m_hint->setVisible(!m_hint->text().isEmpty());
  m_cancel->setVisible(m_map.computing());
  m_export->setEnabled(m_map.answer() != nullptr);
  refresh_assumptions();
  refresh_results();
  m_filling = false;
}

void ReachPanel::refresh_places() {
  const int current = m_places->currentRow();
  m_places->clear();
  const auto count = m_map.setting().places.size();
  for (std::size_t i = 0; i < count; ++i) m_places->addItem(m_map.name_of(i));
  m_places->setVisible(count > 0);
  m_places->setCurrentRow(std::min(std::max(current, 0), static_cast<int>(count) - 1));
  m_remove->setEnabled(count > 0);
  m_selected->setEnabled(m_workspace.selection().kind != Selection::Kind::none);
  if (count > 0) {
    const int rows = std::min(static_cast<int>(count), k_rows_of_places);
    m_places->setFixedHeight(rows * m_places->sizeHintForRow(0) + 2 * m_places->frameWidth() + px(2));
  }
}

void ReachPanel::refresh_assumptions() {
  const auto riding = project::question_of(m_map.setting(), m_map.rules()).riding;
  m_speed->setValue(riding.speed_kmh);
  m_signal->setValue(riding.signal_s);
  m_give_way->setValue(riding.give_way_s);
  const auto setting = m_map.setting();
  m_rules->setEnabled(setting.speed_kmh || setting.signal_s || setting.give_way_s);
}

void ReachPanel::refresh_results() {
  while (auto* item = m_table->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  // While a project closes, the answer may outlive it by a moment.
  const auto answer = m_workspace.document() != nullptr ? m_map.answer() : nullptr;
  m_notes->setVisible(answer != nullptr);
  m_ride->setVisible(answer && answer->ride);
  if (!answer) return;
  int row = 0;
  const std::array heads{tr("today"), tr("planned"), tr("gained")};
  for (std::size_t i = 0; i < heads.size(); ++i) {
    auto* head = make_label(heads[i], QStringLiteral("secondary"));
    head->setAlignment(Qt::AlignRight);
    m_table->addWidget(head, row, static_cast<int>(i) + 1);
  }
  ++row;
  for (std::size_t i = 0; i < answer->study.bands.size(); ++i) add_band(i, row);
  if (auto* picture = m_map.view() == ReachMap::View::today ? nullptr : swatch_of("style.legend_reach_gain")) {
    auto* line = make_row(8);
    line->addWidget(picture);
    line->addWidget(make_label(text_of(base::Message{"style.legend_reach_gain", {}}), QStringLiteral("secondary")), 1);
    auto* gain = new QWidget;
    gain->setLayout(line);
    m_table->addWidget(gain, row, 0, 1, 4);
  }
  if (answer->ride) {
    auto facts = ride_facts(*answer->ride, m_map.rules());
    facts.insert(facts.begin(), {tr("From place 1 to 2"), tr("today → planned")});
    m_ride->set_facts(facts);
  }
  m_notes->setText(notes());
}

QLabel* ReachPanel::swatch_of(const std::string& label) {
  const auto snapshot = m_workspace.document()->map_snapshot(current_theme().map_theme());
  const auto* layer = snapshot.find(k_reach_layer);
  if (layer == nullptr || !layer->style) return nullptr;
  for (const auto& entry : style::legend(*layer->style, k_legend_zoom)) {
    if (entry.label != label) continue;
    auto* picture = make_label({});
    picture->setPixmap(swatch_pixmap(entry, swatch_size(px(16)), devicePixelRatioF()));
    return picture;
  }
  return nullptr;
}

void ReachPanel::add_band(std::size_t index, int& row) {
  const auto& band = m_map.answer()->study.bands[index];
  auto* head = make_label(tr("within %1 min").arg(QString::number(band.minutes)), QStringLiteral("strong"));
  auto* line = make_row(8);
  if (auto* picture = swatch_of("style.legend_reach_" + std::to_string(std::min(index + 1, project::k_reach_colours))))
    line->addWidget(picture);
  line->addWidget(head, 1);
  auto* title = new QWidget;
  title->setLayout(line);
  m_table->addWidget(title, row++, 0, 1, 4);
  const auto figures = [&](const QString& name, double before, double after, int decimals) {
    m_table->addWidget(make_label(name), row, 0);
    const std::array values{number_text(before, decimals), number_text(after, decimals),
                            (after > before ? QStringLiteral("+") : QString()) + number_text(after - before, decimals)};
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto* cell = make_label(values[i], i == 2 && after > before ? QStringLiteral("strong") : QString());
      cell->setAlignment(Qt::AlignRight);
      m_table->addWidget(cell, row, static_cast<int>(i) + 1);
    }
    ++row;
  };
  const std::array names{tr("People"), tr("Jobs"), tr("Schools")};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (band.before[i] && band.after[i]) figures(names[i], *band.before[i], *band.after[i], 0);
  }
  figures(tr("Streets, km"), band.street_before_m / 1000, band.street_after_m / 1000, 1);
}

QString ReachPanel::notes() const {
  const auto& answer = *m_map.answer();
  QStringList lines;
  for (std::size_t i = 0; i < answer.study.off_m.size(); ++i) {
    if (!answer.study.off_m[i])
      lines << text_of(base::Message{"bike.reach_place_off",
                                     {{"number", std::to_string(i + 1)}, {"metres", std::to_string(std::lround(bike::k_start_m))}}});
  }
  const std::array names{tr("People"), tr("Jobs"), tr("Schools")};
  QStringList missing;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!answer.study.bands.front().before[i]) missing << names[i];
    if (answer.far[i] > 0)
      lines << tr("%1: %2 are more than 300 m from any street and are not counted.").arg(names[i], number_text(answer.far[i], 0));
  }
  if (!missing.isEmpty()) lines << tr("Not assessable, no layer has them: %1.").arg(missing.join(QStringLiteral(", ")));
  if (!answer.lights_known) lines << text_of(base::Message{"bike.reach_no_lights", {}});
  QStringList sources;
  for (const auto& source : answer.sources) {
    const QString name =
        QStringLiteral("%1: %2").arg(text_of(base::Message{"bike.role_" + source.role, {}}), QString::fromStdString(source.layer));
    sources << (source.date.empty() ? tr("%1 (date unknown)").arg(name)
                                    : tr("%1 (%2)").arg(name, date_text(QString::fromStdString(source.date))));
  }
  sources.removeDuplicates();
  lines << tr("Data – %1.").arg(sources.join(QStringLiteral("; ")));
  return lines.join(QLatin1Char('\n'));
}

void ReachPanel::ask_export() {
  auto* dialog = new QFileDialog(this, tr("Export the reach"), {}, tr("Pieces of street (*.geojson)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("geojson"));
  connect(dialog, &QFileDialog::fileSelected, &m_map, &ReachMap::export_to);
  dialog->open();
}

void ReachPanel::retranslate() {
  set_name(m_places, tr("Places to start from"));
  m_pick->setText(tr("On the map"));
  m_centre->setText(tr("Middle of the map"));
  m_selected->setText(tr("What is selected"));
  m_remove->setText(tr("Remove"));
  m_minutes_label->setText(tr("Minutes"));
  set_name(m_minutes, tr("Minutes"));
  m_minutes->setPlaceholderText(QStringLiteral("5, 10, 15, 20"));
  m_wrong->setText(tr("One to four numbers above 0 and up to %1, such as 5, 10, 15.").arg(std::lround(bike::k_most_minutes)));
  m_filling = true;
  m_streets->clear();
  m_streets->addItems({tr("On low-stress streets"), tr("On all streets")});
  set_name(m_streets, tr("Streets that are ridden"));
  m_view->clear();
  m_view->addItems({tr("Map: today"), tr("Map: with this variant"), tr("Map: side by side")});
  set_name(m_view, tr("What the map shows"));
  m_filling = false;
  m_cancel->setText(tr("Cancel"));
  m_assumed->set_title(tr("Assumptions"));
  m_speed_label->setText(tr("Speed without waits"));
  m_signal_label->setText(tr("Wait at a traffic light"));
  m_give_way_label->setText(tr("Wait to enter or cross a main street"));
  set_name(m_speed, m_speed_label->text());
  set_name(m_signal, m_signal_label->text());
  set_name(m_give_way, m_give_way_label->text());
  m_speed->setSuffix(tr(" km/h"));
  m_signal->setSuffix(tr(" s"));
  m_give_way->setSuffix(tr(" s"));
  m_source->setText(
      tr("Speed and formulas after H EBRA 2021 (secondary source); cycle, green share and reserve at junctions are assumed, see the rules "
         "for bike lanes."));
  m_rules->setText(tr("As in the rules"));
  m_export->setText(tr("Export…"));
  refresh();
}

void ReachPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_map.set_on(true);
  refresh();
}

void ReachPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
