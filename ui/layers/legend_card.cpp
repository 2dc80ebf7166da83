// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/legend_card.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>

#include "canvas/canvas.h"
#include "layers/swatch.h"
#include "participation/draft.h"
#include "project/document.h"
#include "shell/language.h"
#include "style/legend.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_legend_zoom = 16;
constexpr int k_above_scale_bar_px = 56;
constexpr int k_most_lines = 14;  ///< beyond, no further layer is added

}  // namespace

LegendCard::LegendCard(Workspace& workspace) : QFrame(workspace.canvas()), m_workspace(workspace) {
  setObjectName(QStringLiteral("map_overlay"));
  setAttribute(Qt::WA_StyledBackground);
  setAttribute(Qt::WA_TransparentForMouseEvents);
  m_rows = make_column(4);
  m_rows->setContentsMargins(px(12), px(10), px(14), px(10));
  setLayout(m_rows);
  workspace.canvas()->installEventFilter(this);
  connect(&workspace, &Workspace::mode_changed, this, &LegendCard::refresh);
  connect(&workspace, &Workspace::document_changed, this, &LegendCard::refresh);
  connect(&workspace, &Workspace::theme_changed, this, &LegendCard::refresh);
  hide();
}

void LegendCard::refresh() {
  const auto* document = m_workspace.document();
  hide();
  if (document == nullptr || m_workspace.mode() != Mode::present) return;
  clear_layout(m_rows);
  setAccessibleName(tr("Legend"));
  int lines = 0;
  const auto snapshot = document->map_snapshot(current_theme().map_theme());
  for (const char* id : {project::k_measures_layer, project::k_contributions_layer}) {
    const auto* layer = snapshot.find(id);
    if (layer == nullptr || !layer->style || !layer->pack || layer->pack->size() == 0) continue;
    const QString title = id == project::k_measures_layer ? tr("Measures") : tr("Contributions");
    if (id == project::k_measures_layer) {
      lines += add_lines(title, *layer->style);
      continue;
    }
    m_rows->addWidget(make_label(title, QStringLiteral("strong")));
    for (const auto& category : participation::categories()) {  // with their shapes: colour alone is not enough
      const QIcon marker = marker_icon(category);
      add_row(marker.pixmap(QSize(px(18), px(18)), devicePixelRatioF()),
              text_of(base::Message{participation::category_message_id(std::string(category.id)), {}}));
      ++lines;
    }
  }
  // Layers that somebody gave classes, topmost first: what they show is not obvious from the city style.
  for (auto entry = document->layers().rbegin(); entry != document->layers().rend(); ++entry) {
    const auto* layer = snapshot.find(entry->map_id());
    const bool has_classes = entry->visible && !entry->style_json.empty() && layer != nullptr && layer->style;
    if (has_classes && lines < k_most_lines && style::legend(*layer->style, k_legend_zoom).size() > 1)
      lines += add_lines(QString::fromStdString(entry->name), *layer->style);
  }
  if (lines == 0) return;
  m_rows->activate();
  place();
  show();
  raise();
}

void LegendCard::add_row(const QPixmap& pixmap, const QString& text) {
  auto* picture = make_label({});
  picture->setPixmap(pixmap);
  auto* row = make_row(8);
  row->addWidget(picture);
  row->addWidget(make_label(text), 1);
  m_rows->addLayout(row);
}

int LegendCard::add_lines(const QString& title, const style::Stylesheet& sheet) {
  m_rows->addWidget(make_label(title, QStringLiteral("strong")));
  int lines = 0;
  for (const auto& entry : style::legend(sheet, k_legend_zoom)) {
    add_row(swatch_pixmap(entry, px(20), devicePixelRatioF()), label_of(entry));
    ++lines;
  }
  return lines;
}

void LegendCard::place() {
  resize(sizeHint());
  move(px(12), parentWidget()->height() - height() - px(k_above_scale_bar_px));
}

bool LegendCard::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  return QFrame::eventFilter(watched, event);
}

void LegendCard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QFrame::changeEvent(event);
}

}  // namespace skizze::ui
