// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QToolButton;

namespace skizze::ui {

/// The handbook: pages and a search on the left, the page on the right. Reads only what travels in the program; a link that leads elsewhere
/// is not followed. Stays open beside the window while a person works.
class HelpWindow : public QDialog {
  Q_OBJECT
 public:
  explicit HelpWindow(QWidget* parent = nullptr);
  void show_page(const QString& page);
  QString page() const { return m_page; }
  void search(const QString& words);
  /// Pages offered on the left, in the order shown.
  QStringList offered() const;
  QTextBrowser& browser() const { return *m_browser; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void fill_list();
  void polish_page();
  void mark_words();
  void go_to_next_word();
  void retranslate();

  QString m_page;
  QLineEdit* m_search;
  QListWidget* m_list;
  QTextBrowser* m_browser;
  QToolButton* m_back;
  QToolButton* m_forward;
};

}  // namespace skizze::ui
