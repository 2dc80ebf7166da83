// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QImage>

#include "print/paper_frame.h"
#include "print/print_desk.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace skizze::ui {

/// "Print map": what is on the sheet, a picture of it, and the file. The map stays free beneath it: its middle is the sheet's middle.
class PrintDialog : public QDialog {
  Q_OBJECT
 public:
  PrintDialog(Workspace& workspace, QWidget* parent);

  project::PrintWish wish() const;
  bool has_preview() const { return !m_picture.isNull(); }
  const PaperFrame& frame() const { return m_frame; }
  /// As a picture where the name says so, else as a PDF.
  void print_to(const QString& file);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* make_form();
  QWidget* make_view();
  void fill_templates();
  void fill_scales();
  void choose_template();
  void choose_file();
  /// Anything of the wish has changed.
  void ask();
  void show_frame();
  void show_picture();
  /// The denominator in the field: 0 where every feature of a series shall fit; negative where it cannot be read.
  double scale() const;
  QString series() const;

  Workspace& m_workspace;
  PrintDesk m_desk;
  PaperFrame m_frame;
  QLineEdit *m_title, *m_subtitle, *m_author;
  QComboBox *m_template, *m_scale, *m_series;
  QCheckBox *m_grid, *m_legend;
  QSpinBox* m_page;
  QLabel *m_view, *m_note;
  QPushButton* m_print;
  QString m_own_template;
  QImage m_picture;
};

/// Opens it, or brings the one that is open to the front.
void open_print_dialog(Workspace& workspace, QWidget* parent);

}  // namespace skizze::ui
