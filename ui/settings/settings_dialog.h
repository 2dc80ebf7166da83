// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "settings/settings.h"

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace skizze::ui {

/// Everything takes effect at once, so it can be judged; Close keeps it.
class SettingsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit SettingsDialog(const Settings& settings, QWidget* parent = nullptr);
  const Settings& settings() const { return m_settings; }

 Q_SIGNALS:
  void changed(const skizze::ui::Settings& settings);
  void clear_cache_wanted();

 public:
  /// Shown beside the cache folder, once a worker has counted it.
  void set_cache_bytes(quint64 bytes);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QComboBox* add_choice(QFormLayout* form, QLabel*& label);
  void build();
  void retranslate();
  void read_controls();
  void choose_cache_dir();

  Settings m_settings;
  QLabel* m_look_title;
  QLabel* m_map_title;
  QLabel* m_cache_title;
  QLabel* m_language_label;
  QLabel* m_theme_label;
  QLabel* m_density_label;
  QLabel* m_coordinates_label;
  QLabel* m_utm_label;
  QLabel* m_graphics_label;
  QLabel* m_cache_label;
  QLabel* m_cache_size;
  QComboBox* m_language;
  QComboBox* m_theme;
  QComboBox* m_density;
  QCheckBox* m_reduced_motion;
  QComboBox* m_coordinates;
  QComboBox* m_utm;
  QComboBox* m_graphics;
  QLineEdit* m_cache_dir;
  QPushButton* m_choose;
  QPushButton* m_clear;
  QDialogButtonBox* m_buttons;
  quint64 m_cache_bytes = 0;
  bool m_cache_known = false;
  bool m_filling = false;
};

}  // namespace skizze::ui
