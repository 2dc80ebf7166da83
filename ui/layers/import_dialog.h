// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QImage>

#include <memory>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "project/document.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace skizze::ui {

class Notices;
class MapThumb;

/// What is in the files, before anything is added: layers with rows, CRS and extent on a small map, and what the import wants known.
class ImportDialog : public QDialog {
  Q_OBJECT
 public:
  ImportDialog(quint64 batch, std::vector<project::FilePreview> files, project::Jobs& jobs, QWidget* parent = nullptr);
  ~ImportDialog() override;
  quint64 batch() const { return m_batch; }
  std::vector<std::pair<std::size_t, std::size_t>> chosen() const;
  /// The QGIS projects that become layers of our own.
  std::vector<std::size_t> converted() const;
  QString suggested_name() const;
  /// Whether the small map has been drawn (gallery, tests).
  bool drawn() const { return m_drawn; }

 Q_SIGNALS:
  void confirmed();
  /// The files state no CRS and the person says which it is.
  void crs_chosen(const QStringList& files, const QString& crs);

 private:
  void build();
  void fill();
  void add_file(std::size_t index);
  void show_current();
  void update_buttons();
  void draw_map();
  std::vector<project::LayerPreview> layers_of_current() const;
  bool wants_crs() const;

  quint64 m_batch;
  std::vector<project::FilePreview> m_files;
  project::Jobs& m_jobs;
  base::CancelSource m_cancel;
  bool m_drawn = false;
  bool m_filling = false;
  QLabel* m_summary;
  QTreeWidget* m_tree;
  MapThumb* m_thumb;
  QLabel* m_place;
  Notices* m_notices;
  QLabel* m_crs_label;
  QComboBox* m_crs;
  QLabel* m_how_label;
  QComboBox* m_how;  ///< QGIS projects: drawn by QGIS, or converted
  QDialogButtonBox* m_buttons;
  QPushButton* m_add;
};

}  // namespace skizze::ui
