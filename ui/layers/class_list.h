// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <vector>

#include "feature/value.h"
#include "style/look.h"

class QVBoxLayout;

namespace skizze::ui {

/// The classes of a look, one row each: shown or not, symbol, name, number of rows; for rules also what they take, in words, order and
/// removal.
class ClassList : public QWidget {
  Q_OBJECT
 public:
  explicit ClassList(QWidget* parent = nullptr);
  /// counts: of each class and of the rest; empty while they are not known.
  void set_look(const style::Look& look, geo::GeometryKind kind, const std::vector<std::uint64_t>& counts);
  void set_columns(const std::vector<feature::Column>& columns) { m_columns = columns; }
  const style::Look& look() const { return m_look; }
  /// Opens the form of a class (the look's own symbol for the index after the last).
  void edit(std::size_t index);

 Q_SIGNALS:
  void changed();  ///< by a person

 private:
  void build();
  void add_row(std::size_t index);
  QString name_of(std::size_t index) const;
  QString condition_of(std::size_t index) const;
  void take_class(std::size_t index, const style::LookClass& edited);
  void move(std::size_t index, int by);
  void add_rule();
  style::SimpleSymbol& symbol_at(std::size_t index);

  style::Look m_look;
  geo::GeometryKind m_kind = geo::GeometryKind::area;
  std::vector<std::uint64_t> m_counts;
  std::vector<feature::Column> m_columns;
  QVBoxLayout* m_rows;
};

}  // namespace skizze::ui
