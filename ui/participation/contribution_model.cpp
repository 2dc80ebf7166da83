// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/contribution_model.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "participation/draft.h"
#include "project/document.h"
#include "shell/language.h"
#include "widgets/palette_delegate.h"

namespace skizze::ui {

QString moment_text(std::int64_t unix_ms) {
  if (unix_ms == 0) return {};
  const QLocale locale(current_language() == project::Language::de ? QLocale(QLocale::German) : QLocale(QLocale::English, QLocale::UnitedKingdom));
  return locale.toString(QDateTime::fromMSecsSinceEpoch(unix_ms), QLocale::ShortFormat);
}

QString state_text(participation::State state) { return text_of(base::Message{participation::message_id(state), {}}); }

void ContributionModel::set_document(const project::Document* document) {
  m_document = document;
  refresh();
}

void ContributionModel::set_filter(const participation::Filter& filter) {
  m_filter = filter;
  refresh();
}

void ContributionModel::refresh() {
  beginResetModel();
  m_ids.clear();
  if (m_document != nullptr) {
    std::vector<const participation::Contribution*> shown;
    for (const auto& contribution : m_document->contributions()) {
      if (participation::matches(m_filter, contribution)) shown.push_back(&contribution);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const auto* a, const auto* b) { return a->created_at_ms > b->created_at_ms; });
    for (const auto* contribution : shown) m_ids.push_back(contribution->id);
  }
  endResetModel();
}

base::Uuid ContributionModel::id_at(int row) const { return row >= 0 && row < rowCount() ? m_ids[static_cast<std::size_t>(row)] : base::Uuid{}; }

int ContributionModel::row_of(const base::Uuid& id) const {
  const auto found = std::find(m_ids.begin(), m_ids.end(), id);
  return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

int ContributionModel::total() const { return m_document ? static_cast<int>(m_document->contributions().size()) : 0; }

int ContributionModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_ids.size()); }

QVariant ContributionModel::data(const QModelIndex& index, int role) const {
  const auto* contribution = m_document ? m_document->contribution(id_at(index.row())) : nullptr;
  if (contribution == nullptr) return {};
  const QString text = QString::fromStdString(contribution->text).simplified();
  switch (role) {
    case Qt::DisplayRole: return QString::fromStdString(contribution->text).section(QLatin1Char('\n'), 0, 0).simplified();
    case Qt::ToolTipRole: return QString(text).toHtmlEscaped();
    case Qt::DecorationRole: return marker_icon(participation::category_of(contribution->category));
    case PaletteDelegate::k_note_role: {
      const QString moment = moment_text(contribution->created_at_ms);
      return moment.isEmpty() ? state_text(contribution->state) : state_text(contribution->state) + QStringLiteral(" · ") + moment;
    }
    case Qt::AccessibleTextRole:
      return text_of(base::Message{participation::category_message_id(contribution->category), {}}) + QStringLiteral(", ") +
             state_text(contribution->state) + QStringLiteral(": ") + text;
    default: return {};
  }
}

}  // namespace skizze::ui
