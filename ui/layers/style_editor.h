// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

#include "base/cancel.h"
#include "base/worker_pool.h"
#include "project/document.h"
#include "style/look.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QMenu;
class QSpinBox;
class QToolButton;

namespace skizze::ui {

class ClassList;
class LabelForm;
class Section;
class StyleTextEdit;
class SymbolForm;

/// How a layer looks: the city style, one symbol, by category, by number, by rules, or as text. Each change is one undoable step of the
/// document and shows on the map at once. Classes are computed and counted by a worker of its own.
class StyleEditor : public QWidget {
  Q_OBJECT
 public:
  enum class Kind { city, single, categorised, graduated, rules, text };
  explicit StyleEditor(QWidget* parent = nullptr);
  ~StyleEditor() override;

  void show_layer(project::Document* document, const base::Uuid& layer);
  Kind kind() const;
  void set_kind(Kind kind);
  /// By the column's name; proposes classes.
  void set_column(const QString& name);
  const style::Look& look() const { return m_look; }
  ClassList& classes() { return *m_classes; }
  StyleTextEdit& text_edit() { return *m_text; }
  LabelForm& labels() { return *m_labels; }
  SymbolForm& symbol_form() { return *m_symbol; }
  /// Whether the worker has something to do or a change waits to be applied.
  bool busy() const { return m_waiting > 0 || m_delay.isActive(); }

  void copy_style();
  void paste_style();
  void reset_style();
  /// Without asking for a name. Stadtskizze's own files (.json), MapLibre styles and QGIS styles (.qml).
  void save_style(const QString& file);
  void load_style(const QString& file);

 Q_SIGNALS:
  void style_loaded();  ///< or refused; what was lost or why stands in the panel

 protected:
  void changeEvent(QEvent* event) override;

 private:
  const project::LayerEntry* layer() const;
  geo::GeometryKind geometry() const;
  void build();
  void build_classes_form();
  void build_menu();
  void connect_fields();
  void retranslate();
  void retranslate_choices();
  void read_stored();
  void fill();
  void fill_columns();
  void show_parts();
  void show_safety();
  void on_kind();
  void take_class_choice();
  void request_classes(bool anew);
  void schedule();
  void apply();
  void apply_text(const std::string& text);
  void take_import(const base::Result<std::string>& text, bool is_qml);
  void adopt(const std::string& style_json);
  void show_lost(const std::vector<base::Message>& lost);
  void show_problem(const base::Status& status);
  QString current_text() const;

  project::Document* m_document = nullptr;
  base::Uuid m_layer;
  std::string m_stored;  ///< the style that the forms show
  bool m_filling = false;
  QTimer m_delay;
  style::Look m_look;
  std::vector<std::uint64_t> m_counts;
  quint64 m_request = 0;  ///< answers to older requests are dropped
  int m_waiting = 0;
  base::CancelSource m_cancel;

  QComboBox* m_kind;
  QToolButton* m_more;
  QMenu* m_menu;
  QWidget* m_class_form_box;
  QFormLayout* m_class_form;
  QComboBox* m_column;
  QComboBox* m_method;
  QSpinBox* m_class_count;
  QComboBox* m_colors;
  QCheckBox* m_reversed;
  QLabel* m_safety;
  QLabel* m_computing;
  SymbolForm* m_symbol;
  ClassList* m_classes;
  Section* m_label_section;
  LabelForm* m_labels;
  Section* m_zoom_section;
  QLabel* m_zoom_label;
  QWidget* m_areas_row;
  QLabel* m_areas_label;
  QComboBox* m_areas;
  QDoubleSpinBox* m_min_zoom;
  QDoubleSpinBox* m_max_zoom;
  StyleTextEdit* m_text;
  QLabel* m_lost;
  QLabel* m_problem;
  std::unique_ptr<base::WorkerPool> m_pool;  // last: joined before the rest goes
};

}  // namespace skizze::ui
