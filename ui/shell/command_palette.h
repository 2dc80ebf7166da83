// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Ctrl+K: one field over everything that has a name: actions, layers, scenarios, and what stands in the attributes of the map.
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <vector>

#include "project/search.h"
#include "shell/workspace.h"

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace skizze::ui {

class CommandPalette : public QFrame {
  Q_OBJECT
 public:
  CommandPalette(Workspace& workspace, QWidget* parent);

  void open(const QString& text = {});
  void close_palette();
  /// What the list offers now, for tests: texts, best first.
  QStringList offered() const;
  QLineEdit* field() const { return m_field; }
  void place();

 Q_SIGNALS:
  /// A found row was chosen.
  void hit_chosen(const skizze::project::SearchHit& hit);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Offer {
    QString text;
    QString note;       ///< right side: shortcut, layer
    QString icon;
    int score = 0;
    bool enabled = true;
    std::function<void()> run;
  };
  void retranslate();
  void refresh();
  void add_actions(std::vector<Offer>& offers, const QString& needle) const;
  void add_layers(std::vector<Offer>& offers, const QString& needle) const;
  void add_coordinates(std::vector<Offer>& offers, const QString& needle) const;
  void show_offers(std::vector<Offer> offers);
  void start_search();
  void on_found(quint64 request, const std::vector<project::SearchHit>& hits, bool more);
  void run_current();

  Workspace& m_workspace;
  QLineEdit* m_field;
  QListView* m_list;
  QStandardItemModel* m_model;
  QLabel* m_hint;
  QTimer m_search_delay;
  quint64 m_request = 0;
  std::vector<Offer> m_offers;
  std::vector<Offer> m_found;
  QPointer<QWidget> m_focus_before;
};

/// "52.52, 13.40", "32 456789 5678901" or "456789 5678901" (UTM in the zone of `utm_epsg`): Web Mercator metres; empty otherwise.
std::optional<geo::Point2> place_from_text(const QString& text, int utm_epsg);

}  // namespace skizze::ui
