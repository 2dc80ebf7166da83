// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Groups of the list of layers, and rows that are dragged.
#include <QMimeData>

#include <algorithm>

#include "layers/layer_model.h"

namespace skizze::ui {
namespace {

const QString& mime_type() {
  static const QString type = QStringLiteral("application/x-stadtskizze-layer");
  return type;
}

}  // namespace

bool LayerModel::is_group(const QModelIndex& index) const {
  return index.isValid() && m_rows.row(number_of(index)).kind == LayerRows::Kind::group;
}

LayerModel::Mark LayerModel::mark(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  return {m_rows.layer_id(number_of(index)), is_group(index) ? block_at(index).parents + 1 : 0};
}

QModelIndex LayerModel::index_of(const Mark& mark) const { return index_of_row(m_rows.group_row(mark.layer, mark.depth)); }

std::vector<base::Uuid> LayerModel::layers_in(const QModelIndex& index) const {
  std::vector<base::Uuid> ids;
  if (!index.isValid()) return ids;
  const auto block = block_at(index);
  for (std::size_t row = block.first; row < block.end(); ++row) ids.push_back(m_rows.order()[row].id);
  return ids;
}

QModelIndexList LayerModel::groups() const {
  QModelIndexList found;
  QModelIndexList waiting{QModelIndex()};
  while (!waiting.isEmpty()) {
    const auto parent = waiting.takeLast();
    for (int row = 0; row < rowCount(parent); ++row)
      if (const auto child = index(row, 0, parent); is_group(child)) {
        found << child;
        waiting << child;
      }
  }
  return found;
}

void LayerModel::arrange(const project::LayerOrder& order, const base::Message& message) {
  if (m_document != nullptr && order != m_rows.order()) m_document->arrange_layers(order, message);
}

Qt::CheckState LayerModel::shown_of(const QModelIndex& group) const {
  const auto ids = layers_in(group);
  const auto shown = std::count_if(ids.begin(), ids.end(), [&](const base::Uuid& id) {
    const auto* layer = m_document->layer(id);
    return layer != nullptr && layer->visible;
  });
  return shown == 0 ? Qt::Unchecked : shown == static_cast<std::ptrdiff_t>(ids.size()) ? Qt::Checked : Qt::PartiallyChecked;
}

QVariant LayerModel::group_data(const QModelIndex& index, int role) const {
  const auto name = QString::fromStdString(path_at(index).back());
  const auto shown = shown_of(index);
  const auto count = tr("%Ln layers", nullptr, static_cast<int>(block_at(index).count));
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole: return name;
    case Qt::AccessibleTextRole: {
      const auto state = shown == Qt::Checked ? tr("visible") : shown == Qt::Unchecked ? tr("hidden") : tr("partly visible");
      return tr("Group %1, %2, %3").arg(name, count, state);
    }
    case Qt::CheckStateRole: return shown;
    case k_visible: return shown != Qt::Unchecked;
    case k_note: return count;
    case k_is_legend: return false;
    case k_is_group: return true;
    case k_icon: return QStringLiteral("folder");
    default: return {};
  }
}

bool LayerModel::set_group_data(const QModelIndex& index, const QVariant& value, int role) {
  const auto path = path_at(index);
  if (role == Qt::CheckStateRole) {
    const bool shown = value.toInt() == Qt::Checked;
    m_document->show_layers(layers_in(index), shown,
                            {shown ? "project.did_show_group" : "project.did_hide_group", {{"name", path.back()}}});
  }
  const auto name = value.toString().trimmed().toStdString();
  if (role == Qt::EditRole && !name.empty())
    arrange(project::renamed(m_rows.order(), block_at(index), name), {"project.did_rename_group", {{"name", name}}});
  return true;
}

QStringList LayerModel::mimeTypes() const { return {mime_type()}; }

QMimeData* LayerModel::mimeData(const QModelIndexList& indexes) const {
  auto* data = new QMimeData;
  if (indexes.isEmpty()) return data;
  const auto dragged = mark(indexes.front());
  data->setData(mime_type(),
                QByteArray::fromStdString(base::to_string(dragged.layer)) + ' ' + QByteArray::number(qulonglong{dragged.depth}));
  return data;
}

bool LayerModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex& parent) {
  const auto words = data->data(mime_type()).split(' ');
  const auto id = base::parse_uuid(words.front().toStdString());
  const auto dragged = id && words.size() == 2 ? index_of(Mark{*id, words[1].toUInt()}) : QModelIndex();
  if (!dragged.isValid() || m_document == nullptr) return false;
  const auto target = m_rows.target(number_of(parent), row);
  const bool group = is_group(dragged);
  const auto block = block_at(dragged);
  const bool within = target.before >= block.first && target.before <= block.end();
  if (group && within && project::starts_with(target.into, path_at(dragged))) return false;  // into itself
  const auto name = dragged.data(Qt::DisplayRole).toString().toStdString();
  arrange(project::moved(m_rows.order(), block, target.before, target.into),
          {group ? "project.did_move_group" : "project.did_move_layer", {{"name", name}}});
  return false;  // the document tells the model; the view must not remove rows itself
}

}  // namespace skizze::ui
