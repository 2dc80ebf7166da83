// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_model.h"

#include <QMimeData>

#include <algorithm>

#include "layers/swatch.h"
#include "shell/language.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

const QString& mime_type() {
  static const QString type = QStringLiteral("application/x-stadtskizze-layer");
  return type;
}

constexpr double k_legend_zoom = 17;

QString icon_of(const project::LayerEntry& layer) {
  if (layer.state == project::LayerState::missing || layer.state == project::LayerState::failed || layer.trouble)
    return QStringLiteral("warning");
  if (layer.raster) return QStringLiteral("raster");
  if (layer.is_qgis()) return QStringLiteral("layers");
  if (layer.foreign) return QStringLiteral("globe");
  if (!layer.pack) return QStringLiteral("clock");
  if (layer.pack->info().role != feature::PackRole::features) return QStringLiteral("building");
  switch (layer.pack->info().kind) {
    case geo::GeometryKind::point: return QStringLiteral("point");
    case geo::GeometryKind::line: return QStringLiteral("line");
    case geo::GeometryKind::area: return QStringLiteral("polygon");
    case geo::GeometryKind::none: break;
  }
  return QStringLiteral("table");
}

qulonglong warnings_of(const project::LayerEntry& layer) {
  return static_cast<qulonglong>(std::count_if(layer.notices.begin(), layer.notices.end(),
                                               [](const feature::Notice& notice) { return notice.severity != feature::Severity::info; }));
}

}  // namespace

LayerModel::LayerModel(QObject* parent) : QAbstractItemModel(parent) {}

void LayerModel::set_document(project::Document* document) {
  m_document = document;
  refresh();
}

/// Hidden classes keep their line, so that they can be shown again.
std::vector<style::LegendEntry> LayerModel::legend_for(const project::LayerEntry& layer, const style::Stylesheet& drawn) {
  auto look = layer.style_json.empty() || !layer.pack ? std::nullopt : style::look_of(layer.style_json, layer.pack->info().kind);
  if (!look || look->classes.empty()) return style::legend(drawn, k_legend_zoom);
  style::Look whole = *look;
  whole.others = whole.kind != style::LookKind::rules;
  for (auto& c : whole.classes) c.visible = true;
  m_looks[layer.id] = std::move(*look);
  const auto sheet = m_styles.sheet(style::style_of(whole, layer.pack->info().kind), {}, current_theme().map_theme());
  auto entries = style::legend(sheet ? **sheet : drawn, k_legend_zoom);
  // Drawn first is at the bottom of the map and comes last here.
  std::stable_partition(entries.begin(), entries.end(), [](const style::LegendEntry& entry) { return !entry.is_message; });
  return entries;
}

void LayerModel::refresh() {
  m_looks.clear();
  std::vector<base::Uuid> rows;
  std::map<base::Uuid, std::vector<style::LegendEntry>> legends;
  if (m_document != nullptr && m_document->is_open()) {
    for (const auto& layer : m_document->layers()) rows.push_back(layer.id);
    std::reverse(rows.begin(), rows.end());
    const auto snapshot = m_document->map_snapshot(current_theme().map_theme());
    for (const auto& layer : m_document->layers())
      if (const auto* drawn = snapshot.find(layer.map_id()); drawn != nullptr && drawn->style)
        legends[layer.id] = legend_for(layer, *drawn->style);
  }
  const auto sizes = [](const auto& all) {
    std::vector<std::pair<base::Uuid, std::size_t>> list;
    for (const auto& [id, entries] : all) list.emplace_back(id, entries.size());
    return list;
  };
  const bool same_shape = rows == m_rows && sizes(legends) == sizes(m_legends);
  if (!same_shape) beginResetModel();
  m_rows = std::move(rows);
  m_legends = std::move(legends);
  if (!same_shape) {
    endResetModel();
    Q_EMIT rebuilt();
  } else if (!m_rows.empty()) {
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, 0));
  }
}

const project::LayerEntry* LayerModel::layer_at(int row) const {
  if (m_document == nullptr || row < 0 || row >= static_cast<int>(m_rows.size())) return nullptr;
  return m_document->layer(m_rows[static_cast<std::size_t>(row)]);
}

base::Uuid LayerModel::id_at(const QModelIndex& index) const {
  const int row = index.internalId() == 0 ? index.row() : static_cast<int>(index.internalId()) - 1;
  return index.isValid() && row < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(row)] : base::Uuid{};
}

QModelIndex LayerModel::index_of(const base::Uuid& id) const {
  const auto found = std::find(m_rows.begin(), m_rows.end(), id);
  return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()), 0);
}

const std::vector<style::LegendEntry>* LayerModel::legend_of(const base::Uuid& id) const {
  const auto found = m_legends.find(id);
  return found == m_legends.end() ? nullptr : &found->second;
}

const style::LegendEntry* LayerModel::legend_at(const QModelIndex& index) const {
  const auto* entries = legend_of(id_at(index));
  if (entries == nullptr || entries->empty()) return nullptr;
  if (index.internalId() == 0) return entries->size() == 1 ? &entries->front() : nullptr;
  return index.row() < static_cast<int>(entries->size()) ? &(*entries)[static_cast<std::size_t>(index.row())] : nullptr;
}

const style::Look* LayerModel::look_of(const QModelIndex& index) const {
  const auto at = m_looks.find(id_at(index));
  return index.internalId() == 0 || at == m_looks.end() ? nullptr : &at->second;
}

bool LayerModel::is_class(const QModelIndex& index) const { return look_of(index) != nullptr && legend_at(index) != nullptr; }

bool LayerModel::is_shown(const QModelIndex& index) const {
  const auto* look = look_of(index);
  const auto* entry = legend_at(index);
  if (look == nullptr || entry == nullptr) return true;
  if (entry->is_message) return look->others;
  return std::any_of(look->classes.begin(), look->classes.end(),
                     [&](const style::LookClass& c) { return c.visible && style::class_label(*look, c) == entry->label; });
}

void LayerModel::show_class(const QModelIndex& index, bool shown) {
  const auto* layer = m_document->layer(id_at(index));
  const auto* entry = legend_at(index);
  if (layer == nullptr || !layer->pack || !is_class(index)) return;
  style::Look look = *look_of(index);
  if (entry->is_message) look.others = shown;
  for (auto& c : look.classes)
    if (!entry->is_message && style::class_label(look, c) == entry->label) c.visible = shown;
  (void)m_document->set_layer_style(layer->id, QString::fromStdString(style::style_of(look, layer->pack->info().kind)));
}

QModelIndex LayerModel::index(int row, int column, const QModelIndex& parent) const {
  return parent.isValid() ? createIndex(row, column, static_cast<quintptr>(parent.row() + 1))
                          : createIndex(row, column, static_cast<quintptr>(0));
}

QModelIndex LayerModel::parent(const QModelIndex& child) const {
  return child.internalId() == 0 ? QModelIndex() : createIndex(static_cast<int>(child.internalId()) - 1, 0, static_cast<quintptr>(0));
}

int LayerModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(m_rows.size());
  if (parent.internalId() != 0) return 0;
  const auto* entries = legend_of(id_at(parent));
  return entries == nullptr || entries->size() < 2 ? 0 : static_cast<int>(entries->size());
}

int LayerModel::columnCount(const QModelIndex&) const { return 1; }

QString LayerModel::note_of(const project::LayerEntry& layer) const {
  switch (layer.state) {
    case project::LayerState::loading: return tr("Being prepared…");
    case project::LayerState::missing: return tr("File not found");
    case project::LayerState::failed: return tr("Cannot be read");
    case project::LayerState::ready: break;
  }
  if (layer.raster) return tr("Heights");
  if (layer.is_service()) return layer.connected ? tr("Web service") : tr("Web service, offline copy");
  if (layer.trouble) return tr("QGIS cannot draw it just now");
  if (layer.is_qgis()) return tr("QGIS project, drawn by QGIS");
  if (layer.foreign) return layer.foreign->info().pictures ? tr("Picture tiles") : tr("Vector tiles");
  QString count = tr("%Ln rows", nullptr, static_cast<int>(std::min<std::uint64_t>(layer.feature_count(), INT_MAX)));
  for (auto group = layer.groups.rbegin(); group != layer.groups.rend(); ++group)
    count = tr("%1 · %2").arg(QString::fromStdString(*group), count);
  return layer.filter.empty() ? count : tr("%1, filtered").arg(count);
}

QVariant LayerModel::data(const QModelIndex& index, int role) const {
  if (index.internalId() != 0) {
    const auto* entry = legend_at(index);
    if (role == k_is_legend) return true;
    if (entry == nullptr) return {};
    if (role == Qt::CheckStateRole && is_class(index)) return is_shown(index) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole && is_class(index))
      return tr("%1, %2").arg(label_of(*entry), is_shown(index) ? tr("visible") : tr("hidden"));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) return label_of(*entry);
    return {};
  }
  const auto* layer = layer_at(index.row());
  if (layer == nullptr) return {};
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return QString::fromStdString(layer->name);
    case Qt::AccessibleTextRole:
      return tr("%1, %2, %3").arg(QString::fromStdString(layer->name), note_of(*layer), layer->visible ? tr("visible") : tr("hidden"));
    case Qt::ToolTipRole: return QString::fromStdString(layer->name);
    case Qt::CheckStateRole: return layer->visible ? Qt::Checked : Qt::Unchecked;
    case k_visible: return layer->visible;
    case k_state: return static_cast<int>(layer->state);
    case k_note: return note_of(*layer);
    case k_warnings: return warnings_of(*layer);
    case k_is_legend: return false;
    case k_icon: return icon_of(*layer);
    default: return {};
  }
}

bool LayerModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (index.internalId() != 0 && role == Qt::CheckStateRole && is_class(index)) {
    show_class(index, value.toInt() == Qt::Checked);
    return true;
  }
  const auto* layer = index.internalId() == 0 ? layer_at(index.row()) : nullptr;
  if (layer == nullptr) return false;
  if (role == Qt::CheckStateRole) m_document->set_layer_visible(layer->id, value.toInt() == Qt::Checked);
  if (role == Qt::EditRole && !value.toString().trimmed().isEmpty()) m_document->set_layer_name(layer->id, value.toString().trimmed());
  return true;
}

Qt::ItemFlags LayerModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;
  if (index.internalId() != 0)
    return is_class(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable : Qt::ItemIsEnabled;
  return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsEditable | Qt::ItemIsUserCheckable;
}

QStringList LayerModel::mimeTypes() const { return {mime_type()}; }

QMimeData* LayerModel::mimeData(const QModelIndexList& indexes) const {
  auto* data = new QMimeData;
  if (!indexes.isEmpty()) data->setData(mime_type(), QByteArray::fromStdString(base::to_string(id_at(indexes.front()))));
  return data;
}

bool LayerModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex& parent) {
  const auto id = base::parse_uuid(data->data(mime_type()).toStdString());
  if (!id || m_document == nullptr) return false;
  const QModelIndex from = index_of(*id);
  if (!from.isValid()) return false;
  int target = parent.isValid() ? parent.row() : row < 0 ? static_cast<int>(m_rows.size()) : row;
  if (target > from.row()) --target;  // the row itself leaves first
  const auto last = static_cast<int>(m_rows.size()) - 1;
  if (target != from.row()) m_document->move_layer(*id, static_cast<std::size_t>(last - std::clamp(target, 0, last)));
  return false;  // the document tells the model; the view must not remove rows itself
}

}  // namespace skizze::ui
