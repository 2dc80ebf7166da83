// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace skizze::ui {

/// What is there before a project is: open, new, the sample town, recent projects, or drop files.
class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);
  void set_recent(const QStringList& paths);
  /// While a project opens or the sample town is built: a line instead of the choices. Empty: choices.
  void set_busy(const QString& text);

 Q_SIGNALS:
  void open_wanted();
  void new_wanted();
  void sample_wanted();
  void recent_wanted(const QString& path);

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QPushButton* add_choice(QVBoxLayout* column, const QString& icon_name);
  void retranslate();
  void fill_recent();

  QLabel* m_title;
  QLabel* m_subtitle;
  QPushButton* m_open;
  QPushButton* m_new;
  QPushButton* m_sample;
  QLabel* m_drop;
  QLabel* m_recent_title;
  QWidget* m_sheet = nullptr;
  QWidget* m_recent_box;
  QVBoxLayout* m_recent_rows;
  QLabel* m_busy;
  QWidget* m_choices;
  QStringList m_recent;
};

}  // namespace skizze::ui
