// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roof_table.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

#include "canvas/canvas.h"
#include "shell/language.h"
#include "solar/roof_export.h"
#include "solar/roof_rows.h"
#include "solar/solar_desk.h"
#include "solar/solar_words.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_house_zoom = 18;
constexpr int k_all_classes = -1;

/// The classes a scheme gives, best first.
std::vector<solar::Suitability> classes_of(solar::Scheme scheme) {
  using enum solar::Suitability;
  if (scheme == solar::Scheme::nrw) return {suitable, not_suitable};
  return {very_good, good, conditional, check_on_site};
}

/// Wide enough for what is usual in a column; long ids are cut, their tool tips are whole.
void set_widths(QTableView& view) {
  const QFontMetrics metrics(view.font());
  const auto letters = [&](int count) { return metrics.horizontalAdvance(QLatin1Char('0')) * count + px(20); };
  for (int column = 0; column < RoofRows::k_columns; ++column) {
    const QString head = view.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const int least = column == RoofRows::range || column == RoofRows::suitability   ? letters(20)
                      : column == RoofRows::building || column == RoofRows::roof ? letters(26)
                                                                                 : letters(7);
    view.setColumnWidth(column, std::max(least, metrics.horizontalAdvance(head) + px(52)));
  }
}

}  // namespace

RoofTable::RoofTable(Workspace& workspace, SolarDesk& desk, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_desk(desk), m_rows(new RoofRows(this)), m_view(new QTableView),
      m_title(make_label({}, QStringLiteral("title"))), m_text(new QLineEdit), m_class(new QComboBox), m_count(make_label({}, QStringLiteral("secondary"))),
      m_export(make_button({})), m_close(make_icon_button(QStringLiteral("close"), {})), m_basis(make_text({}, QStringLiteral("secondary"))) {
  setAttribute(Qt::WA_StyledBackground);
  setObjectName(QStringLiteral("page"));
  m_text->setClearButtonEnabled(true);
  m_text->setMinimumWidth(px(200));
  m_text->setMaximumWidth(px(260));
  m_view->setModel(m_rows);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setSelectionMode(QAbstractItemView::SingleSelection);
  m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_view->setTabKeyNavigation(false);  // Tab leaves the table; arrows move in it
  m_view->setWordWrap(false);
  m_view->setTextElideMode(Qt::ElideMiddle);
  m_view->verticalHeader()->hide();
  m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_view->verticalHeader()->setDefaultSectionSize(px(26));
  m_view->horizontalHeader()->setSortIndicator(RoofRows::yield, Qt::DescendingOrder);
  m_view->setSortingEnabled(true);
  auto* head = make_row(8);
  head->addWidget(m_title);
  head->addWidget(m_text, 1);
  head->addWidget(m_class);
  head->addWidget(m_count);
  head->addStretch(1);
  head->addWidget(m_export);
  head->addWidget(m_close);
  auto* column = make_column(6);
  column->setContentsMargins(px(12), px(8), px(12), px(8));
  column->addLayout(head);
  column->addWidget(m_view, 1);
  column->addWidget(m_basis);
  setLayout(column);
  connect(m_text, &QLineEdit::textChanged, this, &RoofTable::filter);
  connect(m_class, &QComboBox::currentIndexChanged, this, &RoofTable::filter);
  connect(m_export, &QPushButton::clicked, this, [this] { ask_roof_export(this, m_desk, m_rows->units()); });
  connect(m_close, &QToolButton::clicked, this, &RoofTable::close_wanted);
  connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
    if (now.isValid() && !m_following) select_row(now.row());
  });
  connect(m_view, &QTableView::clicked, this, [this](const QModelIndex& index) { jump(index.row()); });
  connect(m_view, &QTableView::activated, this, [this](const QModelIndex& index) { jump(index.row()); });  // Enter
  connect(&desk, &SolarDesk::study_changed, this, &RoofTable::refresh);
  connect(&workspace, &Workspace::selection_changed, this, &RoofTable::follow_selection);
  retranslate();
}

void RoofTable::refresh() {
  if (m_rows->study() != m_desk.study()) {
    const auto before = m_rows->study();
    m_rows->set_study(m_desk.study());
    if (m_desk.study() && (!before || before->choice.roofs.scheme != m_desk.study()->choice.roofs.scheme)) retranslate();
  }
  filter();
  m_basis->setText(m_desk.study() ? basis_text(*m_desk.study()) + QLatin1Char(' ') + assumed_text(m_desk.study()->choice.roofs) + QLatin1Char(' ') + text_of(base::Message{"solar.first_estimate", {}}) : QString());
  if (!m_desk.study()) Q_EMIT close_wanted();
}

void RoofTable::filter() {
  const int only = m_class->currentData().toInt();
  m_following = true;  // rows go and come; nobody chose another roof
  m_rows->set_filter(m_text->text(), only == k_all_classes ? std::nullopt : std::optional(static_cast<solar::Suitability>(only)));
  m_following = false;
  m_count->setText(tr("%1 of %2").arg(count_text(m_rows->units().size()), count_text(m_rows->total())));
  m_export->setEnabled(!m_rows->units().empty());
  follow_selection();
}

void RoofTable::set_filter(const QString& text, int suitability) {
  m_class->setCurrentIndex(std::max(0, m_class->findData(suitability)));
  m_text->setText(text);
}

/// The row of the roof that the map has selected, if any.
void RoofTable::follow_selection() {
  const auto& selection = m_workspace.selection();
  const auto& study = m_rows->study();
  m_following = true;
  const bool ours = study && selection.kind == Selection::Kind::feature && selection.pack == study->pack && selection.row < study->pack->size();
  const auto row = ours ? m_rows->row_of(static_cast<std::size_t>(study->pack->id(selection.row))) : std::nullopt;
  if (!row) {
    m_view->clearSelection();
    m_view->setCurrentIndex({});
  } else if (m_view->currentIndex().row() != *row) {
    m_view->setCurrentIndex(m_rows->index(*row, std::max(0, m_view->currentIndex().column())));
    m_view->scrollTo(m_view->currentIndex());
  }
  m_following = false;
}

void RoofTable::select_row(int row) {
  const auto& study = m_rows->study();
  if (!study) return;
  Selection selection;
  selection.kind = Selection::Kind::feature;
  selection.layer = k_solar_roofs_layer;
  selection.pack = study->pack;
  selection.row = m_rows->pack_row(m_rows->unit_at(row));
  selection.mercator = study->pack->bounds(selection.row).center();
  m_workspace.select(selection);
}

void RoofTable::jump(int row) {
  select_row(row);
  auto* canvas = m_workspace.canvas();
  if (canvas != nullptr) canvas->set_camera(m_workspace.selection().mercator, std::max(k_house_zoom, canvas->camera().zoom));
}

void RoofTable::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT close_wanted();
  QWidget::keyPressEvent(event);
}

void RoofTable::retranslate() {
  m_title->setText(tr("Sides of roofs"));
  set_name(m_view, tr("Sides of roofs"));
  m_text->setPlaceholderText(tr("Building, roof or class"));
  set_name(m_text, tr("Filter the table"));
  set_name(m_class, tr("Class"));
  set_name(m_close, tr("Close the table"));
  m_export->setText(tr("Export…"));
  m_export->setToolTip(tr("The rows shown, as GeoPackage, XLSX or CSV"));
  const QSignalBlocker quiet(m_class);
  const int chosen = m_class->currentData().isValid() ? m_class->currentData().toInt() : k_all_classes;
  m_class->clear();
  m_class->addItem(tr("All classes"), k_all_classes);
  const auto scheme = m_desk.study() ? m_desk.study()->choice.roofs.scheme : m_desk.choice().roofs.scheme;
  for (const auto value : classes_of(scheme)) m_class->addItem(text_of(base::Message{solar::message_id(value), {}}), static_cast<int>(value));
  m_class->setCurrentIndex(std::max(0, m_class->findData(chosen)));
  m_rows->retranslate();
  set_widths(*m_view);
  refresh();
}

void RoofTable::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
