// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "project/qgis_convert.h"

class QTextEdit;

namespace skizze::ui {

class Workspace;

/// What became of a QGIS project's layers and what was lost, each loss with its layer. The text is read with the keyboard, selected and
/// copied.
class ConversionDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ConversionDialog(project::QgisConversion conversion, QWidget* parent = nullptr);
  void copy() const;

 private:
  QString html() const;

  project::QgisConversion m_conversion;
  QTextEdit* m_text;
};

/// Shows the dialog, or a message where nothing was lost.
void tell_conversion(Workspace& workspace, const project::QgisConversion& conversion);

}  // namespace skizze::ui
