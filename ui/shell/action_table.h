// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Everything a person can do, in one table: menus, the command palette, the list of shortcuts and buttons are all made from it.
#pragma once

#include <QAction>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

class QMenu;
class QWidget;

namespace skizze::ui {

/// One line of the table. Texts are English sources marked with QT_TRANSLATE_NOOP("Actions", ...).
struct ActionSpec {
  const char* id = "";               ///< "file.open": stable, for tests and settings
  const char* text = "";             ///< "Open project…"
  const char* menu = "";             ///< "file", "edit", "view", "layer", "plan", "participate", "help"; empty: no menu, palette only
  const char* icon = "";
  const char* shortcut = "";         ///< portable; several separated by ';': "Ctrl+Shift+Z;Ctrl+Y"
  std::function<void()> run;
  std::function<bool()> enabled = {};///< empty: always
  std::function<bool()> checked = {};///< given: the action is a switch
  const char* keywords = "";         ///< more words the palette finds it by, also marked for translation
  bool separator_before = false;
};

class ActionTable : public QObject {
  Q_OBJECT
 public:
  /// Actions become actions of `window`, so shortcuts work in full screen and with the menu closed.
  explicit ActionTable(QWidget* window);
  ~ActionTable() override;

  QAction* add(ActionSpec spec);
  void add(std::vector<ActionSpec> specs);
  /// nullptr where there is none.
  QAction* action(const QString& id) const;
  /// False where there is none or it is disabled.
  bool run(const QString& id);
  const std::vector<ActionSpec>& specs() const { return m_specs; }
  QString text_of(const ActionSpec& spec) const;      ///< translated, without "…" and mnemonic
  QString shortcut_text(const ActionSpec& spec) const;
  QString keywords_of(const ActionSpec& spec) const;

  /// The whole menu; titles of sub-menus by menu_titles().
  std::unique_ptr<QMenu> make_menu(QWidget* parent) const;
  static QString menu_title(const QString& menu);
  static QStringList menu_order();

  /// Asks enabled() and checked() again; cheap, called after every change.
  void refresh();
  void retranslate();

 private:
  QWidget* m_window;
  std::vector<ActionSpec> m_specs;
  std::vector<QAction*> m_actions;
};

}  // namespace skizze::ui
