// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "geo/geometry.h"
#include "settings/settings.h"
#include "shell/workspace.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace skizze::ui {

class ElidedLabel;

/// What the next click does; the place under the pointer (click to copy), the height there, scale (type another), CRS.
class StatusBar : public QWidget {
  Q_OBJECT
 public:
  explicit StatusBar(Workspace& workspace, QWidget* parent = nullptr);
  void set_settings(const Settings& settings);
  void show_place(geo::Point2 mercator);
  void update_scale();
  void update_tool();

 Q_SIGNALS:
  void crs_clicked();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void update_document();
  void copy(const QString& text);
  void take_scale();
  int utm_epsg() const;

  Workspace& m_workspace;
  Settings m_settings;
  ElidedLabel* m_message;
  QToolButton* m_utm;
  QToolButton* m_degrees;
  QLabel* m_height;
  QLineEdit* m_scale;
  QToolButton* m_crs;
  geo::Point2 m_place;
};

/// "1:5.000", "5000", "1 : 5 000": the denominator; 0 where it is none.
double scale_from_text(const QString& text);

}  // namespace skizze::ui
