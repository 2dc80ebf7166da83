// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/findings_list.h"

#include <QEvent>
#include <QFont>
#include <QHash>
#include <QLabel>
#include <QListWidget>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

QIcon icon_for(int severity) {
  constexpr std::array<QColor Theme::*, 4> k_colors{&Theme::error, &Theme::warning, &Theme::info, &Theme::success};
  return icon(icon_of(severity), k_colors[static_cast<std::size_t>(severity)]);
}

QString verdict_text(const bike::Finding& finding) {
  const auto text = text_of(base::Message{"bike.verdict_" + std::string(bike::name_of(finding.verdict)), {}});
  return finding.likely ? FindingsList::tr("likely: %1").arg(text) : text;
}

/// Remembers how large texts are: a list lays all its rows out anew when one word changes, many times a second while a vertex is dragged.
class RememberedSizes : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    constexpr qsizetype k_most = 2000;
    if (m_width != option.rect.width() || m_font != option.font || m_sizes.size() > k_most) m_sizes.clear();
    m_width = option.rect.width();
    m_font = option.font;
    auto& size = m_sizes[index.data().toString()];
    if (!size.isValid()) size = QStyledItemDelegate::sizeHint(option, index);
    return size;
  }

 private:
  mutable QHash<QString, QSize> m_sizes;
  mutable int m_width = -1;
  mutable QFont m_font;
};

}  // namespace

FindingsList::FindingsList(LaneWatch& watch, QWidget* parent)
    : QWidget(parent),
      m_watch(watch),
      m_title(make_label({}, QStringLiteral("strong"))),
      m_list(new QListWidget),
      m_detail(make_text({}, QStringLiteral("secondary"))) {
  m_title->setWordWrap(true);
  m_list->setWordWrap(true);
  m_list->setItemDelegate(new RememberedSizes(m_list));
  m_list->setResizeMode(QListView::Adjust);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setIconSize(QSize(px(16), px(16)));
  m_list->setSpacing(px(1));
  auto* column = make_column(6);
  column->addWidget(m_title);
  column->addWidget(m_list);
  column->addWidget(m_detail);
  column->setContentsMargins(0, 0, 0, 0);
  setLayout(column);
  connect(&watch, &LaneWatch::changed, this, &FindingsList::refresh);
  connect(&watch, &LaneWatch::current_changed, this, &FindingsList::show_current);
  connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
    if (!m_filling) m_watch.set_current(row);
  });
  connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { m_watch.jump_to(m_list->row(item)); });
  connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { m_watch.jump_to(m_list->row(item)); });
  refresh();
}

void FindingsList::refresh() {
  const auto& findings = m_watch.findings();
  const bool known = m_watch.result() != nullptr;
  m_title->setText(known                      ? tr("Findings: %1").arg(count_of(findings))
                   : m_watch.desk().reading() ? tr("Findings: the layers are being read…")
                                              : QString());
  set_name(m_list, tr("Findings about this lane"));
  m_filling = true;
  const int scrolled = m_list->verticalScrollBar()->value();
  // Texts are exchanged in place: while a vertex is dragged this runs many times a second.
  while (m_list->count() > static_cast<int>(findings.size())) delete m_list->takeItem(m_list->count() - 1);
  while (m_list->count() < static_cast<int>(findings.size())) m_list->addItem(new QListWidgetItem);
  for (int i = 0; i < m_list->count(); ++i) {
    const auto& finding = findings[static_cast<std::size_t>(i)];
    QString text = text_of(finding.message) + QLatin1Char('\n') + verdict_text(finding) + QStringLiteral(" · ") + where_text(finding);
    if (finding.origin) text += QStringLiteral(" · ") + text_of(*finding.origin);
    if (finding.suggestion) text += QStringLiteral("\n→ ") + text_of(*finding.suggestion);
    auto* item = m_list->item(i);
    if (item->text() == text) continue;
    item->setText(text);
    item->setIcon(icon_for(severity_of(finding.verdict)));
  }
  m_list->setVisible(m_list->count() > 0);
  m_list->setCurrentRow(m_watch.current());
  m_list->verticalScrollBar()->setValue(scrolled);
  m_filling = false;
  fit_height();
  show_current();
}

/// Up to some eight findings are seen at once; more scroll inside.
void FindingsList::fit_height() {
  int height = 2 * m_list->frameWidth() + px(4);
  for (int i = 0; i < std::min(m_list->count(), 6); ++i) height += std::max(m_list->sizeHintForRow(i), px(40)) + 2 * m_list->spacing();
  m_list->setFixedHeight(std::min(height, px(340)));
}

QString FindingsList::detail_of(const bike::Finding& finding) const {
  QStringList lines;
  if (finding.required)
    lines << (finding.value
                  ? tr("%1 %3 of %2 %3")
                        .arg(number_text(*finding.value, 2), number_text(*finding.required, 2), QString::fromStdString(finding.unit))
                  : tr("Rule value %1 %2").arg(number_text(*finding.required, 2), QString::fromStdString(finding.unit)));
  if (finding.origin)
    lines << tr("Source: %1").arg(QString::fromStdString(finding.source)) << tr("Found by: %1").arg(text_of(*finding.origin));
  else if (!finding.source.empty())
    lines << tr("Source: %1 (%2)")
                 .arg(QString::fromStdString(finding.source),
                      text_of(base::Message{"bike.status_" + std::string(bike::name_of(finding.status)), {}}));
  lines << tr("Rule: %1").arg(breakable(QString::fromStdString(finding.rule)));
  return lines.join(QLatin1Char('\n'));
}

void FindingsList::show_current() {
  m_filling = true;
  m_list->setCurrentRow(m_watch.current());
  m_filling = false;
  const auto& findings = m_watch.findings();
  const bool any = m_watch.current() >= 0 && m_watch.current() < static_cast<int>(findings.size());
  m_detail->setVisible(any);
  if (any) m_detail->setText(detail_of(findings[static_cast<std::size_t>(m_watch.current())]));
}

void FindingsList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

void FindingsList::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_height();
}

}  // namespace skizze::ui
