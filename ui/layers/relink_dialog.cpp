// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/relink_dialog.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>

#include <algorithm>

#include "canvas/canvas.h"
#include "help/help_key.h"
#include "project/document.h"
#include "qgis/qgis_tiles.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

enum Column { k_name, k_expected, k_found, k_columns };

QString q(const std::string& text) { return QString::fromStdString(text); }

std::vector<project::MissingLayer> missing_of(const project::LayerEntry* layer) {
  const auto* tiles = layer != nullptr ? dynamic_cast<const qgis::QgisTiles*>(layer->foreign.get()) : nullptr;
  return tiles != nullptr ? project::missing_layers(tiles->project().info()) : std::vector<project::MissingLayer>{};
}

}  // namespace

RelinkDialog::RelinkDialog(const QString& project, std::vector<project::MissingLayer> missing, project::Jobs& jobs, QWidget* parent)
    : QDialog(parent), m_missing(std::move(missing)), m_jobs(jobs), m_tree(new QTreeWidget) {
  set_help_page(this, "data");
  setWindowTitle(tr("Find missing files"));
  m_tree->setColumnCount(k_columns);
  m_tree->setHeaderLabels({tr("Layer"), tr("Expected here"), tr("Found")});
  m_tree->setAccessibleName(tr("Layers whose files are missing"));
  m_tree->setRootIsDecorated(false);
  m_tree->setAllColumnsShowFocus(true);
  m_tree->setTextElideMode(Qt::ElideMiddle);
  m_tree->header()->setSectionResizeMode(k_expected, QHeaderView::Stretch);
  m_tree->header()->setSectionResizeMode(k_found, QHeaderView::Stretch);
  m_tree->header()->setStretchLastSection(false);
  m_state = make_label({}, QStringLiteral("secondary"));
  m_file = make_button(tr("Choose a file…"));
  m_folder = make_button(tr("Search a folder…"));
  m_stop = make_button(tr("Stop"));
  auto* row = make_row(8);
  for (auto* button : {m_file, m_folder, m_stop}) row->addWidget(button);
  row->addWidget(m_state, 1);
  auto* buttons = new QDialogButtonBox;
  m_use = buttons->addButton(tr("Use these files"), QDialogButtonBox::AcceptRole);
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  auto* column = make_column(12);
  column->setContentsMargins(px(24), px(20), px(24), px(16));
  column->addWidget(
      make_text(tr("%1 names files that are not there. Show where they are now; the QGIS project itself is not changed.").arg(project),
                QStringLiteral("secondary")));
  column->addWidget(m_tree, 1);
  column->addLayout(row);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(860), px(440));
  connect(m_file, &QPushButton::clicked, this, [this] {
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a file"));
    if (!file.isEmpty()) take_file(file);
  });
  connect(m_folder, &QPushButton::clicked, this, [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Search a folder"));
    if (!folder.isEmpty()) look_in(folder);
  });
  connect(m_stop, &QPushButton::clicked, this, [this] { m_cancel.cancel(); });
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_tree, &QTreeWidget::currentItemChanged, this, &RelinkDialog::update_buttons);
  fill();
  if (m_tree->topLevelItemCount() > 0) m_tree->setCurrentItem(m_tree->topLevelItem(0));
}

RelinkDialog::~RelinkDialog() { m_cancel.cancel(); }

void RelinkDialog::fill() {
  const auto kept = m_tree->indexOfTopLevelItem(m_tree->currentItem());
  m_tree->clear();
  for (const auto& layer : m_missing) {
    auto* item = new QTreeWidgetItem(m_tree, {q(layer.name), q(layer.file), layer.found.empty() ? tr("not yet") : q(layer.found)});
    item->setIcon(k_name, icon(layer.found.empty() ? QStringLiteral("warning") : QStringLiteral("check")));
    for (const int column : {k_expected, k_found}) item->setToolTip(column, item->text(column));
  }
  m_tree->resizeColumnToContents(k_name);
  if (kept >= 0) m_tree->setCurrentItem(m_tree->topLevelItem(kept));
  update_buttons();
}

void RelinkDialog::update_buttons() {
  const auto found = std::count_if(m_missing.begin(), m_missing.end(), [](const auto& layer) { return !layer.found.empty(); });
  m_use->setEnabled(found > 0 && !m_looking);
  m_file->setEnabled(m_tree->currentItem() != nullptr && !m_looking);
  m_folder->setEnabled(!m_looking);
  m_stop->setVisible(m_looking);
  m_state->setText(m_looking ? tr("Searching…") : tr("%1 of %2 found").arg(found).arg(m_missing.size()));
}

void RelinkDialog::take_file(const QString& file) {
  const auto current = m_tree->indexOfTopLevelItem(m_tree->currentItem());
  if (current < 0) return;
  const std::string expected = m_missing[static_cast<std::size_t>(current)].file;
  for (auto& layer : m_missing)
    if (layer.file == expected) layer.found = file.toStdString();
  fill();
}

void RelinkDialog::look_in(const QString& folder) {
  if (m_looking) return;
  m_looking = true;
  m_cancel = {};
  update_buttons();
  const auto found = std::make_shared<std::vector<project::MissingLayer>>(m_missing);
  m_jobs.start(
      {"ui.job_find_files", {}},
      [found, folder = folder.toStdString(), own = m_cancel.token()](base::CancelToken, const project::Jobs::Progress&) -> base::Status {
        auto looked = project::look_for(*found, folder, own);
        if (!looked) return {};  // stopped: what was known stays
        *found = std::move(*looked);
        return {};
      },
      [dialog = QPointer<RelinkDialog>(this), found](const base::Status&) {
        if (!dialog) return;
        dialog->m_looking = false;
        dialog->m_missing = *found;
        dialog->fill();
        Q_EMIT dialog->looked();
      });
}

bool misses_files(const project::LayerEntry* layer) { return !missing_of(layer).empty(); }

void find_missing_files(Workspace& workspace, const base::Uuid& id) {
  auto* document = workspace.document();
  const auto* layer = document != nullptr ? document->layer(id) : nullptr;
  if (!misses_files(layer)) return;
  auto* dialog = new RelinkDialog(q(layer->name), missing_of(layer), document->jobs(), workspace.canvas()->window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(document, &project::Document::closed, dialog, &QDialog::close);
  QObject::connect(dialog, &QDialog::accepted, document, [document, dialog, id] {
    if (const auto* entry = document->layer(id)) document->link_files(id, project::with_found(entry->links, dialog->layers()));
  });
  dialog->open();
}

MissingFilesTeller::MissingFilesTeller(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  connect(&workspace, &Workspace::document_changed, this, &MissingFilesTeller::attach);
  attach();
}

void MissingFilesTeller::attach() {
  m_told.clear();
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  connect(document, &project::Document::layer_changed, this, &MissingFilesTeller::look, Qt::UniqueConnection);
  connect(document, &project::Document::closed, this, [this] { m_told.clear(); });
}

void MissingFilesTeller::look(const base::Uuid& id) {
  const auto* layer = m_workspace.document() != nullptr ? m_workspace.document()->layer(id) : nullptr;
  if (layer == nullptr || layer->state != project::LayerState::ready || !misses_files(layer) || !m_told.insert(id).second) return;
  const auto count = static_cast<int>(missing_of(layer).size());
  m_workspace.show_message(MessageKind::warning, tr("%1: the files of %Ln layers are missing.", nullptr, count).arg(q(layer->name)),
                           tr("Find files…"), [this, id] { find_missing_files(m_workspace, id); });
}

}  // namespace skizze::ui
