// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/comparison_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "help/help_key.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

ComparisonDialog::ComparisonDialog(Workspace& workspace, LaneWatch& watch, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_watch(watch),
      m_view(new QTableWidget),
      m_hint(make_text({}, QStringLiteral("secondary"))) {
  setAttribute(Qt::WA_DeleteOnClose);
  set_help_page(this, "lanes");
  setWindowTitle(tr("Compare bike lanes"));
  set_name(m_view, tr("Indicators of the variants"));
  m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_view->setAlternatingRowColors(true);
  m_view->setWordWrap(true);
  m_view->verticalHeader()->hide();
  auto* buttons = make_buttons(false);
  auto* write = make_button(tr("Export…"));
  write->setToolTip(tr("Table as CSV or XLSX, report as HTML, lanes as GeoPackage, GeoJSON, CSV or for XBeteiligung"));
  buttons->addButton(write, QDialogButtonBox::ActionRole);
  connect(write, &QPushButton::clicked, this, &ComparisonDialog::choose_file);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = make_column(10);
  column->setContentsMargins(px(20), px(20), px(20), px(16));
  column->addWidget(m_hint);
  column->addWidget(m_view, 1);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(980), px(680));
  connect(&watch.desk(), &project::BikeDesk::compared, this,
          [this](quint64 request, const std::shared_ptr<const std::vector<bike::ScenarioFigures>>& figures) {
            if (request == m_request) show_figures(*figures);
          });
  connect(&watch.desk(), &project::BikeDesk::plan_rows_ready, this,
          [this](quint64 request, const std::shared_ptr<const std::vector<bike::IndicatorRow>>& rows,
                 const std::shared_ptr<const std::vector<project::PluginSection>>& sections) {
            if (request != m_request) return;
            m_table.sections = *sections;
            m_table.rows.insert(m_table.rows.end(), rows->begin(), rows->end());
            show_table();
          });
  connect(&watch.desk(), &project::BikeDesk::city_changed, this, &ComparisonDialog::ask);
  if (auto* document = workspace.document()) {
    connect(document, &project::Document::measures_changed, this, &ComparisonDialog::ask);
    connect(document, &project::Document::scenarios_changed, this, &ComparisonDialog::ask);
    connect(document, &project::Document::closed, this, &QDialog::close);
  }
  ask();
}

void ComparisonDialog::ask() {
  if (m_watch.desk().city() == nullptr) {
    m_hint->setText(m_watch.desk().reading() ? tr("The layers are being read…")
                                             : tr("The layers could not be read; the message over the map says why."));
    return;
  }
  m_hint->setText(tr("The figures are being computed…"));
  m_request = m_watch.desk().compare();
}

void ComparisonDialog::show_figures(const std::vector<bike::ScenarioFigures>& figures) {
  m_table.scenarios.clear();
  m_table.sections.clear();
  for (const auto& scenario : figures) m_table.scenarios.push_back(scenario.name);
  m_table.rows = bike::compare(figures);
  m_table.rules = m_watch.desk().rules();
  show_table();
}

void ComparisonDialog::show_table() {
  const int basis = static_cast<int>(m_table.scenarios.size()) + 2;
  m_view->setColumnCount(basis + 1);
  m_view->setRowCount(static_cast<int>(m_table.rows.size()));
  QStringList heads{text_of(base::Message{"bike.comparison_head", {}}), text_of(base::Message{"bike.today", {}})};
  for (const auto& name : m_table.scenarios) heads << QString::fromStdString(name);
  heads << text_of(base::Message{"bike.basis_head", {}});
  m_view->setHorizontalHeaderLabels(heads);
  const auto put = [this](int row, int column, const std::optional<double>& value, const bike::IndicatorRow& of) {
    // A year has no group signs.
    const QString text = !value                  ? QStringLiteral("–")
                         : of.id == "price_year" ? QString::number(*value, 'f', 0)
                                                 : number_text(*value, of.decimals);
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_view->setItem(row, column, item);
  };
  for (int i = 0; i < m_view->rowCount(); ++i) {
    const auto& row = m_table.rows[static_cast<std::size_t>(i)];
    const QString name = text_of(bike::name_of(row));
    m_view->setItem(i, 0, new QTableWidgetItem(row.unit.empty() ? name : tr("%1 [%2]").arg(name, QString::fromStdString(row.unit))));
    put(i, 1, row.today, row);
    for (std::size_t k = 0; k < row.values.size(); ++k) put(i, static_cast<int>(k) + 2, row.values[k], row);
    const QString text = project::basis_text(row, current_language());
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(text);
    m_view->setItem(i, basis, item);
  }
  m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  for (const int wide : {0, basis}) m_view->horizontalHeader()->setSectionResizeMode(wide, QHeaderView::Stretch);
  m_view->resizeRowsToContents();
  m_hint->setText(
      tr("Costs are ranges of sourced unit prices without planning; “–” is not known or does not apply. Ways and reach belong to the "
         "longest lane of a variant."));
}

bool ComparisonDialog::export_to(const QString& file) {
  const auto* document = m_workspace.document();
  if (document == nullptr) return false;
  const auto done = project::write_bike_export(file.toStdString(), m_table, document->measures(), document->scenarios(),
                                               document->crs_epsg(), current_language(),
                                               {m_lanes_as_rows, document->active_scenario(), document->title().toStdString(), m_extent});
  if (!done) m_workspace.show_error(done.error());
  return done.has_value();
}

void ComparisonDialog::choose_file() {
  auto* dialog = new QFileDialog(this, tr("Export the comparison"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({tr("Table (*.xlsx)"), tr("Table (*.csv)"), tr("Lanes (*.gpkg)"), tr("Lanes (*.geojson)"),
                          tr("Lanes as a table (*.csv)"), tr("This variant for XBeteiligung, lines (*.xml)"),
                          tr("This variant for XBeteiligung, areas (*.xml)"), tr("Report (*.html)")});
  dialog->setDefaultSuffix(QStringLiteral("xlsx"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    for (const char* ending : {"xlsx", "csv", "gpkg", "geojson", "xml", "html"})
      if (filter.contains(QLatin1String(ending))) dialog->setDefaultSuffix(QLatin1String(ending));
  });
  connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](const QString& file) {
    const auto filters = dialog->nameFilters();
    const auto chosen = filters.indexOf(dialog->selectedNameFilter());
    m_lanes_as_rows = chosen == 4;
    m_extent = chosen == 6 ? project::XbeteiligungExtent::areas : project::XbeteiligungExtent::lines;
    export_to(file);
  });
  dialog->open();
}

}  // namespace skizze::ui
