// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include <map>
#include <vector>

#include "layers/layer_rows.h"
#include "project/document.h"
#include "style/legend.h"
#include "style/look.h"

namespace skizze::ui {

/// The layers of the document, topmost first, in their groups; below each layer the lines of its legend. Rows are moved by dragging.
class LayerModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Role { k_id = Qt::UserRole + 1, k_visible, k_state, k_note, k_warnings, k_is_legend, k_icon, k_is_group };
  explicit LayerModel(QObject* parent = nullptr);

  /// nullptr: empty.
  void set_document(project::Document* document);
  /// Takes the styles of the map as they are drawn now, for the legend.
  void refresh();
  /// Of a layer, also from a line of its legend; null for a group.
  base::Uuid id_at(const QModelIndex& index) const;
  QModelIndex index_of(const base::Uuid& id) const;
  /// A row that outlives a rebuilding: depth 0 is the layer, 1 its outermost group.
  struct Mark {
    base::Uuid layer;
    std::size_t depth = 0;
  };
  Mark mark(const QModelIndex& index) const;
  QModelIndex index_of(const Mark& mark) const;

  const LayerRows& rows() const { return m_rows; }
  bool is_group(const QModelIndex& index) const;
  project::LayerBlock block_at(const QModelIndex& index) const { return m_rows.row(number_of(index)).block; }
  project::GroupPath path_at(const QModelIndex& index) const { return m_rows.path(number_of(index)); }
  std::vector<base::Uuid> layers_in(const QModelIndex& index) const;
  /// Every group, also those in groups.
  QModelIndexList groups() const;
  /// One step of the document, unless nothing changes.
  void arrange(const project::LayerOrder& order, const base::Message& message);

  const std::vector<style::LegendEntry>* legend_of(const base::Uuid& id) const;
  const style::LegendEntry* legend_at(const QModelIndex& index) const;
  /// Whether the row is a class that can be hidden, and whether it is shown.
  bool is_class(const QModelIndex& index) const;
  bool is_shown(const QModelIndex& index) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

 Q_SIGNALS:
  void rebuilt();

 private:
  /// -1 for the invisible root.
  static int number_of(const QModelIndex& index) { return index.isValid() ? static_cast<int>(index.internalId()) : -1; }
  QModelIndex index_of_row(int number) const;
  bool is_legend(const QModelIndex& index) const;
  const project::LayerEntry* layer_at(const QModelIndex& index) const;
  QVariant group_data(const QModelIndex& index, int role) const;
  bool set_group_data(const QModelIndex& index, const QVariant& value, int role);
  Qt::CheckState shown_of(const QModelIndex& group) const;
  QString note_of(const project::LayerEntry& layer) const;
  const style::Look* look_of(const QModelIndex& index) const;
  void show_class(const QModelIndex& index, bool shown);
  std::vector<style::LegendEntry> legend_for(const project::LayerEntry& layer, const style::Stylesheet& drawn);
  project::Document* m_document = nullptr;
  project::StyleCache m_styles;
  std::map<base::Uuid, style::Look> m_looks;  ///< of layers with classes
  LayerRows m_rows;
  std::map<base::Uuid, std::vector<style::LegendEntry>> m_legends;
};

}  // namespace skizze::ui
