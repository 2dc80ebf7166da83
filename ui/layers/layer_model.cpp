// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_model.h"

#include <algorithm>

#include "layers/swatch.h"
#include "shell/language.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

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
  project::LayerOrder order;
  std::map<base::Uuid, std::vector<style::LegendEntry>> legends;
  if (m_document != nullptr && m_document->is_open()) {
    order = project::order_of(m_document->layers());
    const auto snapshot = m_document->map_snapshot(current_theme().map_theme());
    for (const auto& layer : m_document->layers())
      if (const auto* drawn = snapshot.find(layer.map_id()); drawn != nullptr && drawn->style)
        legends[layer.id] = legend_for(layer, *drawn->style);
  }
  std::vector<std::size_t> lines;
  for (const auto& place : order) {
    const auto found = legends.find(place.id);  // a single line stands at the layer itself
    lines.push_back(found == legends.end() || found->second.size() < 2 ? 0 : found->second.size());
  }
  LayerRows rows(std::move(order), lines);
  const bool same_shape = rows == m_rows;
  if (!same_shape) beginResetModel();
  m_rows = std::move(rows);
  m_legends = std::move(legends);
  if (!same_shape) {
    endResetModel();
    Q_EMIT rebuilt();
  } else if (rowCount() > 0) {
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
    for (const auto& group : groups()) Q_EMIT dataChanged(index(0, 0, group), index(rowCount(group) - 1, 0, group));
  }
}

const project::LayerEntry* LayerModel::layer_at(const QModelIndex& index) const {
  const auto id = id_at(index);
  return m_document == nullptr || id.is_null() ? nullptr : m_document->layer(id);
}

base::Uuid LayerModel::id_at(const QModelIndex& index) const {
  return index.isValid() && !is_group(index) ? m_rows.layer_id(number_of(index)) : base::Uuid{};
}

bool LayerModel::is_legend(const QModelIndex& index) const {
  return index.isValid() && m_rows.row(number_of(index)).kind == LayerRows::Kind::legend;
}

QModelIndex LayerModel::index_of_row(int number) const {
  return number < 0 ? QModelIndex() : createIndex(m_rows.row(number).place, 0, static_cast<quintptr>(number));
}

QModelIndex LayerModel::index_of(const base::Uuid& id) const { return index_of_row(m_rows.layer_row(id)); }

const std::vector<style::LegendEntry>* LayerModel::legend_of(const base::Uuid& id) const {
  const auto found = m_legends.find(id);
  return found == m_legends.end() ? nullptr : &found->second;
}

const style::LegendEntry* LayerModel::legend_at(const QModelIndex& index) const {
  const auto* entries = legend_of(id_at(index));
  if (entries == nullptr || entries->empty()) return nullptr;
  if (!is_legend(index)) return entries->size() == 1 ? &entries->front() : nullptr;
  return index.row() < static_cast<int>(entries->size()) ? &(*entries)[static_cast<std::size_t>(index.row())] : nullptr;
}

const style::Look* LayerModel::look_of(const QModelIndex& index) const {
  const auto at = m_looks.find(id_at(index));
  return !is_legend(index) || at == m_looks.end() ? nullptr : &at->second;
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
  if (!hasIndex(row, column, parent)) return {};
  return index_of_row(m_rows.below(number_of(parent))[static_cast<std::size_t>(row)]);
}

QModelIndex LayerModel::parent(const QModelIndex& child) const {
  return child.isValid() ? index_of_row(m_rows.row(number_of(child)).parent) : QModelIndex();
}

int LayerModel::rowCount(const QModelIndex& parent) const { return static_cast<int>(m_rows.below(number_of(parent)).size()); }

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
  const QString count = tr("%Ln rows", nullptr, static_cast<int>(std::min<std::uint64_t>(layer.feature_count(), INT_MAX)));
  return layer.filter.empty() ? count : tr("%1, filtered").arg(count);
}

QVariant LayerModel::data(const QModelIndex& index, int role) const {
  if (is_group(index)) return group_data(index, role);
  if (is_legend(index)) {
    const auto* entry = legend_at(index);
    if (role == k_is_legend) return true;
    if (entry == nullptr) return {};
    if (role == Qt::CheckStateRole && is_class(index)) return is_shown(index) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole && is_class(index))
      return tr("%1, %2").arg(label_of(*entry), is_shown(index) ? tr("visible") : tr("hidden"));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) return label_of(*entry);
    return {};
  }
  const auto* layer = layer_at(index);
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
  if (is_group(index)) return set_group_data(index, value, role);
  if (role == Qt::CheckStateRole && is_class(index)) {
    show_class(index, value.toInt() == Qt::Checked);
    return true;
  }
  const auto* layer = is_legend(index) ? nullptr : layer_at(index);
  if (layer == nullptr) return false;
  if (role == Qt::CheckStateRole) m_document->set_layer_visible(layer->id, value.toInt() == Qt::Checked);
  if (role == Qt::EditRole && !value.toString().trimmed().isEmpty()) m_document->set_layer_name(layer->id, value.toString().trimmed());
  return true;
}

Qt::ItemFlags LayerModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;
  if (is_legend(index))
    return is_class(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable : Qt::ItemIsEnabled;
  const auto drops = is_group(index) ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
  return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsEditable | Qt::ItemIsUserCheckable | drops;
}

}  // namespace skizze::ui
