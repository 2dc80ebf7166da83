// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/plan_defaults.h"
#include "project/figures.h"
#include "project/plugin_desk.h"
#include "shell/workspace.h"

class QLabel;
class QPushButton;

namespace skizze::ui {

class BulkChoice;
class Facts;
class FindingsList;
class LaneWatch;
class MeasureForm;
class Section;
class SectionEditor;
class SolarDesk;

/// The inspector's page of a measure: figures with what they touch, the form, zoom and delete.
class MeasurePage : public QWidget {
  Q_OBJECT
 public:
  MeasurePage(Workspace& workspace, PlanDefaults& defaults, LaneWatch& watch, BulkChoice& choice, SolarDesk& sun, QWidget* parent = nullptr);
  void show_measure(const base::Uuid& id);
  QString title() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void attach();
  void show_figures(const project::SketchFigures& figures);
  void ask_yield();
  void fill_several();
  void show_ride();
  void ask_plugins(const sketch::Measure& measure);
  void show_plugins(const std::vector<project::PluginFigure>& figures);
  void retranslate();

  Workspace& m_workspace;
  PlanDefaults& m_defaults;
  LaneWatch& m_watch;
  BulkChoice& m_choice;
  SolarDesk& m_sun;
  base::Uuid m_id;
  quint64 m_request = 0;
  QLabel* m_figure;
  QLabel* m_details;
  Facts* m_ride;
  QLabel* m_ride_note;
  FindingsList* m_findings;
  Section* m_section;
  Section* m_gradient;
  MeasureForm* m_form;
  QLabel* m_yield;
  Facts* m_plugin_facts;
  project::PluginDesk* m_plugins;  ///< about solar areas; the watch asks about lanes
  quint64 m_plugin_request = 0;
  QPushButton* m_zoom;
  QPushButton* m_remove;
  QPushButton* m_several;
};

}  // namespace skizze::ui
