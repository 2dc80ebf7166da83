// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

#include "project/solar_sheet.h"
#include "shell/workspace.h"

class QLabel;
class QPushButton;

namespace skizze::ui {

class Facts;
class LossChart;
class MonthChart;
class Section;
class SolarDesk;

/// The building sheet: the side that was clicked, its building, months, losses, walls, and what all that rests on.
class RoofPage : public QWidget {
  Q_OBJECT
 public:
  RoofPage(Workspace& workspace, SolarDesk& desk, QWidget* parent = nullptr);
  void show_selection(const Selection& selection);
  QString title(const Selection& selection) const;
  /// As a page of A4; as a job.
  void save_pdf(const QString& file);
  bool complete() const { return m_sheet.has_value(); }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fill();
  void ask_pdf();
  void retranslate();

  Workspace& m_workspace;
  SolarDesk& m_desk;
  std::optional<std::size_t> m_unit;
  std::optional<project::BuildingSheet> m_sheet;
  QLabel* m_yield;
  QLabel* m_range;
  Facts* m_side;
  Section* m_building_part;
  Facts* m_building;
  Section* m_months_part;
  MonthChart* m_months;
  Section* m_losses_part;
  LossChart* m_losses;
  Section* m_walls_part;
  Facts* m_walls;
  QLabel* m_basis;
  QPushButton* m_pdf;
};

/// "south-west, 35°" or "flat".
QString plane_text(const solar::RoofUnit& unit);

}  // namespace skizze::ui
