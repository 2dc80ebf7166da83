// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <vector>

#include "participation/contribution.h"

namespace skizze::project {
class Document;
}

namespace skizze::ui {

/// The contributions of the open document that pass a filter, newest first. Rows: text, state and date; the marker of the category as decoration.
class ContributionModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;
  void set_document(const project::Document* document);
  void set_filter(const participation::Filter& filter);
  const participation::Filter& filter() const { return m_filter; }
  /// Reads the document again.
  void refresh();
  base::Uuid id_at(int row) const;
  int row_of(const base::Uuid& id) const;   ///< -1 where it is filtered out
  int total() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  const project::Document* m_document = nullptr;
  participation::Filter m_filter;
  std::vector<base::Uuid> m_ids;
};

/// Date and time in the language of the window.
QString moment_text(std::int64_t unix_ms);
QString state_text(participation::State state);

}  // namespace skizze::ui
