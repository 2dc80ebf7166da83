// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

#include "project/solar_study.h"

namespace skizze::ui {

/// The sides of all roofs as rows: sorted and filtered by itself, since a hundred thousand rows are too many for a proxy. Figures have three
/// digits at most; each yield has its range beside it.
class RoofRows : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { yield, range, suitability, power, modules, area, usable, tilt, direction, light, shade, co2, building, roof, k_columns };

  explicit RoofRows(QObject* parent = nullptr);
  void set_study(std::shared_ptr<const project::SolarStudy> study);
  const std::shared_ptr<const project::SolarStudy>& study() const { return m_study; }
  /// Rows whose building, roof or class has the text (letters' case aside) and which are of the class, if one is given.
  void set_filter(const QString& text, std::optional<solar::Suitability> only);
  /// Index of the study's unit behind a row, and back; a unit that the filter hides has no row.
  std::size_t unit_at(int row) const { return m_units[static_cast<std::size_t>(row)]; }
  std::optional<int> row_of(std::size_t unit) const;
  /// Row of the study's pack that shows a unit on the map.
  std::uint32_t pack_row(std::size_t unit) const { return m_pack_rows[unit]; }
  /// In the order shown.
  const std::vector<std::size_t>& units() const { return m_units; }
  std::size_t total() const { return m_study ? m_study->report.units.size() : 0; }
  /// Name of the column in files, as Hamburg's solar atlas has it.
  static const char* field_of(int column);
  void retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, k_columns - 1); }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  void refresh();
  bool passes(std::size_t unit) const;
  QString text_at(std::size_t unit, int column) const;
  void sort_units();

  std::shared_ptr<const project::SolarStudy> m_study;
  std::vector<std::size_t> m_units;
  std::vector<std::uint32_t> m_pack_rows;  // by unit
  QString m_text;
  std::optional<solar::Suitability> m_only;
  int m_sorted = yield;
  Qt::SortOrder m_order = Qt::DescendingOrder;
};

}  // namespace skizze::ui
