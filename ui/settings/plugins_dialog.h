// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>
#include <vector>

#include "plugin/catalog.h"
#include "plugin/choices.h"
#include "project/jobs.h"

class QDialogButtonBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace skizze::ui {

class Facts;
class Hint;
class SettingForm;

/// The plugins of this machine: what each is, whether it works, a switch and its settings. Files are read and written by jobs, and
/// libraries are tried in the helper; what a person changes here counts from the next file on.
class PluginsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit PluginsDialog(project::Jobs& jobs, QWidget* parent = nullptr);
  bool loaded() const { return m_loaded; }
  const std::vector<plugin::Entry>& entries() const { return m_entries; }

 Q_SIGNALS:
  /// The list was read, or the libraries were tried.
  void updated();
  /// The person's choices are on disk.
  void saved();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void load();
  void check();
  void save();
  void fill_list();
  void show_entry(int row);
  void switch_entry(int row, bool on);
  void change_setting(const QString& key, const plugin::SettingValue& value);
  void open_folder();
  QString state_words(const plugin::Entry& entry) const;

  project::Jobs& m_jobs;
  std::vector<plugin::Entry> m_entries;
  plugin::Choices m_choices;
  bool m_loaded = false;
  bool m_checked = false;
  bool m_filling = false;
  bool m_saving = false;
  bool m_save_again = false;

  QLabel* m_about;
  QStackedWidget* m_pages;
  Hint* m_hint;
  QListWidget* m_list;
  QLabel* m_name;
  QLabel* m_summary;
  QLabel* m_problem;
  Facts* m_facts;
  QLabel* m_settings_title;
  SettingForm* m_form;
  QDialogButtonBox* m_buttons;
  QPushButton* m_folder;
};

}  // namespace skizze::ui
