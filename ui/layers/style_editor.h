// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <vector>

#include "project/document.h"
#include "style/classify.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QVBoxLayout;

namespace skizze::ui {

class ColorButton;

/// How a layer looks: the city style, one symbol, by category, by number, or as text. Each change is one undoable step of the
/// document and shows on the map at once.
class StyleEditor : public QWidget {
  Q_OBJECT
 public:
  enum class Kind { city, single, categorised, graduated, text };
  explicit StyleEditor(QWidget* parent = nullptr);

  void show_layer(project::Document* document, const base::Uuid& layer);
  Kind kind() const;
  void set_kind(Kind kind);
  /// By the column's name; proposes classes.
  void set_column(const QString& name);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  const project::LayerEntry* layer() const;
  void build();
  void retranslate();
  void fill_columns();
  void on_kind();
  void propose();
  void fill_classes();
  void schedule();
  void apply();
  void apply_text();
  std::string style_text() const;
  style::SimpleSymbol symbol() const;
  style::Label label() const;
  geo::GeometryKind geometry() const;
  void show_problem(const base::Status& status);

  project::Document* m_document = nullptr;
  base::Uuid m_layer;
  bool m_filling = false;
  QTimer m_delay;
  std::vector<style::Category> m_categories;
  std::vector<style::Grade> m_grades;

  QComboBox* m_kind;
  QWidget* m_symbol_box;
  QLabel* m_color_label;
  ColorButton* m_color;
  QLabel* m_width_label;
  QDoubleSpinBox* m_width;
  QWidget* m_column_box;
  QLabel* m_column_label;
  QComboBox* m_column;
  QWidget* m_grade_box;
  QLabel* m_method_label;
  QComboBox* m_method;
  QLabel* m_classes_label;
  QSpinBox* m_class_count;
  QWidget* m_class_box;
  QVBoxLayout* m_class_rows;
  QWidget* m_label_box;
  QLabel* m_label_label;
  QComboBox* m_label;
  QWidget* m_text_box;
  QPlainTextEdit* m_text;
  QPushButton* m_apply_text;
  QLabel* m_problem;
};

}  // namespace skizze::ui
