// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_panel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include "canvas/canvas.h"
#include "layers/layer_delegate.h"
#include "layers/layer_model.h"
#include "layers/relink_dialog.h"
#include "project/document.h"
#include "shell/project_flow.h"
#include "widgets/build.h"
#include "widgets/hint.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

/// The branch area shows the arrow and nothing else: the delegate paints selection and hover as one plate.
class LayerTree : public QTreeView {
 protected:
  void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override {
    painter->fillRect(rect, current_theme().surface);
    if (model()->rowCount(index) > 0) {
      const int size = px(14);
      painter->drawPixmap(rect.right() - (indentation() + size) / 2, rect.center().y() - size / 2,
                          icon_pixmap(isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), current_theme().text_secondary, size,
                                      devicePixelRatioF()));
    }
  }
  void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem plain = option;
    plain.showDecorationSelected = false;
    QTreeView::drawRow(painter, plain, index);
  }
};

}  // namespace

LayerPanel::LayerPanel(Workspace& workspace, ProjectFlow& flow, QWidget* parent) : QWidget(parent), m_workspace(workspace), m_flow(flow) {
  setObjectName(QStringLiteral("layer_panel"));
  m_model = new LayerModel(this);
  m_view = new LayerTree;
  m_view->setObjectName(QStringLiteral("layer_list"));
  m_view->setModel(m_model);
  m_view->setItemDelegate(new LayerDelegate(m_view));
  m_view->setHeaderHidden(true);
  m_view->setIndentation(px(14));
  m_view->setDragEnabled(true);
  m_view->setAcceptDrops(true);
  m_view->setDragDropMode(QAbstractItemView::InternalMove);
  m_view->setDropIndicatorShown(true);
  m_view->setAutoExpandDelay(700);
  m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
  m_view->setContextMenuPolicy(Qt::CustomContextMenu);
  m_view->setMouseTracking(true);
  m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_view->installEventFilter(this);
  m_hint = new Hint(QStringLiteral("layers"));
  m_stack = new QStackedWidget;
  m_stack->addWidget(m_hint);
  m_stack->addWidget(m_view);
  m_add = make_button({});
  m_add->setIcon(icon(QStringLiteral("plus")));
  m_zoom = make_icon_button(QStringLiteral("zoom-to"), {});
  m_up = make_icon_button(QStringLiteral("chevron-up"), {});
  m_down = make_icon_button(QStringLiteral("chevron-down"), {});
  m_remove = make_icon_button(QStringLiteral("trash"), {});
  auto* tools = make_row(2);
  tools->setContentsMargins(px(12), px(8), px(8), px(8));
  tools->addWidget(m_add);
  tools->addStretch(1);
  for (QToolButton* button : {m_zoom, m_up, m_down, m_remove}) tools->addWidget(button);
  auto* column = make_column(0);
  column->addWidget(m_stack, 1);
  column->addWidget(make_rule());
  column->addLayout(tools);
  setLayout(column);

  connect(m_add, &QPushButton::clicked, &m_flow, &ProjectFlow::ask_files);
  connect(m_hint, &Hint::clicked, &m_flow, &ProjectFlow::ask_files);
  connect(m_zoom, &QToolButton::clicked, this, &LayerPanel::zoom_to_current);
  connect(m_up, &QToolButton::clicked, this, [this] { move_current(-1); });
  connect(m_down, &QToolButton::clicked, this, [this] { move_current(1); });
  connect(m_remove, &QToolButton::clicked, this, &LayerPanel::remove_current);
  connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
    update_buttons();
    if (now.isValid() && m_view->hasFocus() && !m_restoring) choose(now);
  });
  connect(m_view, &QTreeView::clicked, this, &LayerPanel::choose);
  connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex& index) { remember_fold(index, true); });
  connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex& index) { remember_fold(index, false); });
  connect(m_model, &LayerModel::rebuilt, this, &LayerPanel::restore_folds);
  connect(m_view, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
    if (!m_model->is_group(index)) zoom_to_current();  // a group folds
  });
  connect(m_view, &QTreeView::customContextMenuRequested, this, &LayerPanel::show_menu);
  connect(&m_workspace, &Workspace::document_changed, this, &LayerPanel::on_document_changed);
  connect(&m_workspace, &Workspace::selection_changed, this, &LayerPanel::on_selection_changed);
  connect(&m_workspace, &Workspace::theme_changed, m_model, &LayerModel::refresh);
  m_soon.setSingleShot(true);  // many layers that change in one step are read once
  m_soon.setInterval(0);
  connect(&m_soon, &QTimer::timeout, this, &LayerPanel::refresh);
  retranslate();
  on_document_changed();
}

base::Uuid LayerPanel::current() const { return m_model->id_at(m_view->currentIndex()); }

QModelIndex LayerPanel::current_row() const { return m_model->index_of(m_model->mark(m_view->currentIndex())); }

void LayerPanel::on_document_changed() {
  auto* document = m_workspace.document();
  m_model->set_document(document);
  if (document != nullptr) {
    document->disconnect(this);
    document->disconnect(&m_soon);
    connect(document, &project::Document::layers_changed, this, &LayerPanel::refresh);
    connect(document, &project::Document::layer_changed, &m_soon, qOverload<>(&QTimer::start));
  }
  update_buttons();
}

void LayerPanel::refresh() {
  m_soon.stop();
  const auto kept = m_model->mark(m_view->currentIndex());
  m_model->refresh();
  const auto index = m_model->index_of(kept);
  if (index.isValid() && index != m_view->currentIndex()) {  // it was built anew
    m_restoring = true;                                      // what the inspector shows stays
    m_view->setCurrentIndex(seen(index));
    m_restoring = false;
  }
  update_buttons();
}

/// A group is nothing that the inspector could show.
void LayerPanel::choose(const QModelIndex& index) {
  if (m_model->is_group(index))
    m_workspace.clear_selection();
  else
    m_workspace.select(Selection::of_layer(base::to_string(m_model->id_at(index))));
}

void LayerPanel::on_selection_changed() {
  const Selection& selection = m_workspace.selection();
  if (selection.kind != Selection::Kind::layer && selection.kind != Selection::Kind::feature) {
    if (!m_model->is_group(m_view->currentIndex())) m_view->clearSelection();
    return;
  }
  const auto id = base::parse_uuid(selection.layer);
  if (!id || *id == current()) return;
  if (const auto index = m_model->index_of(*id); index.isValid()) {
    const QSignalBlocker quiet(m_view->selectionModel());
    m_view->setCurrentIndex(index);
  }
  m_view->viewport()->update();
  update_buttons();
}

void LayerPanel::update_buttons() {
  m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
  const QModelIndex index = current_row();
  const auto moves = [&](bool up) {
    const auto& order = m_model->rows().order();
    return index.isValid() && project::stepped(order, m_model->block_at(index), up) != order;
  };
  m_zoom->setEnabled(index.isValid());
  m_remove->setEnabled(!current().is_null());
  m_up->setEnabled(moves(true));
  m_down->setEnabled(moves(false));
}

void LayerPanel::zoom_to_current() {
  geo::Box box;
  if (auto* document = m_workspace.document())
    for (const auto& id : m_model->layers_in(m_view->currentIndex()))
      if (const auto* layer = document->layer(id)) box.add(layer->bounds());
  if (!box.empty()) m_workspace.canvas()->zoom_to(box);
}

void LayerPanel::remove_current() {
  auto* document = m_workspace.document();
  const auto* layer = document != nullptr ? document->layer(current()) : nullptr;
  if (layer == nullptr) return;
  const QString name = QString::fromStdString(layer->name);
  document->remove_layer(layer->id);
  m_workspace.clear_selection();
  m_workspace.show_message(MessageKind::info, tr("%1 was removed from the project; its file stays.").arg(name), tr("Undo"), [document] { document->undo(); });
}

bool LayerPanel::is_qgis_current() const {
  const auto* document = m_workspace.document();
  const auto* layer = document != nullptr ? document->layer(current()) : nullptr;
  return layer != nullptr && layer->is_qgis();
}

void LayerPanel::convert_current() {
  if (!is_qgis_current()) return;
  auto* document = m_workspace.document();
  const auto* layer = document->layer(current());
  document->convert_qgis(QString::fromStdString(layer->path), layer->id);
  m_workspace.show_message(MessageKind::info, tr("%1 is being converted…").arg(QString::fromStdString(layer->name)));
}

void LayerPanel::move_current(int by) {
  const QModelIndex index = current_row();
  if (!index.isValid()) return;
  const auto name = index.data(Qt::DisplayRole).toString().toStdString();
  m_model->arrange(project::stepped(m_model->rows().order(), m_model->block_at(index), by < 0),
                   {m_model->is_group(index) ? "project.did_move_group" : "project.did_move_layer", {{"name", name}}});
}

void LayerPanel::show_menu(const QPoint& at) {
  const QModelIndex index = m_view->indexAt(at);
  if (m_workspace.document() == nullptr || !index.isValid()) return;
  QMenu menu(this);
  fill_menu(menu, index);
  if (!menu.isEmpty()) menu.exec(m_view->viewport()->mapToGlobal(at));
}

void LayerPanel::fill_menu(QMenu& menu, const QModelIndex& index) {
  auto* document = m_workspace.document();
  if (m_model->is_group(index)) return fill_group_menu(menu, index);
  m_view->setCurrentIndex(m_model->index_of(m_model->id_at(index)));
  const auto* layer = document->layer(current());
  if (layer == nullptr) return;
  menu.setAccessibleName(tr("Layer menu"));
  const auto id = layer->id;
  const bool visible = layer->visible;
  menu.addAction(icon(visible ? QStringLiteral("eye-off") : QStringLiteral("eye")), visible ? tr("Hide") : tr("Show"), this,
                 [document, id, visible] { document->set_layer_visible(id, !visible); });
  if (layer->is_service() && !layer->connected)
    menu.addAction(icon(QStringLiteral("globe")), tr("Connect to the web service"), this, [document, id] { document->connect_layer(id); });
  if (layer->is_qgis()) menu.addAction(icon(QStringLiteral("refresh")), tr("Open the QGIS project anew"), this, [document, id] { document->reload_layer(id); });
  if (misses_files(layer))
    menu.addAction(icon(QStringLiteral("search")), tr("Find missing files…"), this, [this, id] { find_missing_files(m_workspace, id); });
  if (layer->is_qgis()) menu.addAction(icon(QStringLiteral("layers")), tr("Convert to our own layers…"), this, &LayerPanel::convert_current);
  menu.addAction(icon(QStringLiteral("zoom-to")), tr("Zoom to the layer"), this, &LayerPanel::zoom_to_current);
  menu.addAction(icon(QStringLiteral("pencil")), tr("Rename"), this, [this] { m_view->edit(m_view->currentIndex()); });
  menu.addAction(icon(QStringLiteral("palette")), tr("Style, filter, source…"), this,
                 [this, id] { m_workspace.select(Selection::of_layer(base::to_string(id))); });
  menu.addSeparator();
  fill_groups_of(menu, current_row());
  menu.addSeparator();
  menu.addAction(icon(QStringLiteral("trash")), tr("Remove from the project"), this, &LayerPanel::remove_current);
}

bool LayerPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_view && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Delete) {
      remove_current();
      return true;
    }
    if (key->modifiers().testFlag(Qt::AltModifier) && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
      move_current(key->key() == Qt::Key_Up ? -1 : 1);
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void LayerPanel::retranslate() {
  setAccessibleName(tr("Layers"));
  m_view->setAccessibleName(tr("Layers"));
  m_view->setAccessibleDescription(tr("Topmost first. Space shows or hides, the left and right arrow keys fold and unfold, Alt with the arrow keys up and down moves, Delete removes."));
  m_hint->set_texts(tr("No layers yet"), tr("Drop files anywhere in the window, or choose them. You see what is in them before they are added."),
                    tr("Add layers…"));
  m_add->setText(tr("Add"));
  m_add->setAccessibleName(tr("Add layers from files"));
  set_name(m_zoom, tr("Zoom to the layer"));
  set_name(m_up, tr("Move up (Alt+↑)"));
  set_name(m_down, tr("Move down (Alt+↓)"));
  set_name(m_remove, tr("Remove from the project (Del)"));
  m_model->refresh();
}

void LayerPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
