// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/legend_card.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>

#include <algorithm>

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
constexpr int k_most_lines = 60;
constexpr double k_most_of_the_map = 0.6;  ///< of its width

}  // namespace

LegendCard::LegendCard(Workspace& workspace) : QFrame(workspace.canvas()), m_workspace(workspace) {
  setObjectName(QStringLiteral("map_overlay"));
  setAttribute(Qt::WA_StyledBackground);
  setAttribute(Qt::WA_TransparentForMouseEvents);
  m_columns = make_row(20);
  m_columns->setContentsMargins(px(12), px(10), px(14), px(10));
  setLayout(m_columns);
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
  setAccessibleName(tr("Legend"));
  m_lines.clear();
  const auto snapshot = document->map_snapshot(current_theme().map_theme());
  for (const char* id : {project::k_measures_layer, project::k_contributions_layer}) {
    const auto* layer = snapshot.find(id);
    if (layer == nullptr || !layer->style || !layer->pack || layer->pack->size() == 0) continue;
    if (id == project::k_measures_layer) {
      add_layer(tr("Measures"), *layer);
      continue;
    }
    m_lines.push_back({{}, tr("Contributions")});
    for (const auto& category : participation::categories())  // with their shapes: colour alone is not enough
      m_lines.push_back({marker_icon(category).pixmap(QSize(px(18), px(18)), devicePixelRatioF()),
                         text_of(base::Message{participation::category_message_id(std::string(category.id)), {}})});
  }
  // Layers that somebody gave classes, topmost first: what they show is not obvious from the city style.
  for (auto entry = document->layers().rbegin(); entry != document->layers().rend(); ++entry) {
    const auto* layer = snapshot.find(entry->map_id());
    const bool has_classes = entry->visible && !entry->style_json.empty() && layer != nullptr && layer->style;
    if (has_classes && style::legend(*layer->style, k_legend_zoom).size() > 1) add_layer(QString::fromStdString(entry->name), *layer);
  }
  if (m_lines.empty()) return;
  build();
}

void LegendCard::add_layer(const QString& title, const scene::MapLayer& layer) {
  if (m_lines.size() >= k_most_lines) return;
  m_lines.push_back({{}, title});
  for (const auto& entry : style::legend(*layer.style, k_legend_zoom))
    m_lines.push_back({swatch_pixmap(entry, swatch_size(px(20)), devicePixelRatioF(), layer.sprites.get()), label_of(entry)});
}

QWidget* LegendCard::make_line(const Line& line) {
  if (line.picture.isNull()) return make_label(line.words, QStringLiteral("strong"));
  auto* picture = make_label({});
  picture->setPixmap(line.picture);
  auto* row = make_row(8);
  row->addWidget(picture);
  row->addWidget(make_label(line.words), 1);
  auto* widget = new QWidget;
  widget->setLayout(row);
  return widget;
}

/// As many columns as the lines need, but never more than leave the map to be seen; then the last line says how many are left out.
void LegendCard::build() {
  hide();  // what is added to a visible widget counts as hidden until the event loop runs
  clear_layout(m_columns);
  const int height = parentWidget()->height() - px(k_above_scale_bar_px) - px(24);
  const int width = static_cast<int>(parentWidget()->width() * k_most_of_the_map);
  QVBoxLayout* column = nullptr;
  int free = 0, used = 0, widest = 0;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    QWidget* line = make_line(m_lines[i]);
    const bool heads_nothing = m_lines[i].picture.isNull() && free < 2 * line->sizeHint().height() + px(8);
    const int needed = line->sizeHint().height() + px(4);
    if (column == nullptr || free < needed || heads_nothing) {
      used += widest + px(20);
      widest = 0;
      const bool has_room = column == nullptr || used + line->sizeHint().width() <= width;
      if (!has_room) {
        delete line;
        column->addWidget(make_label(tr("and %1 more").arg(count_text(m_lines.size() - i)), QStringLiteral("secondary")));
        break;
      }
      column = make_column(4);
      auto* top = make_column(0);
      top->addLayout(column);
      top->addStretch(1);
      m_columns->addLayout(top);
      free = height - line->sizeHint().height();  // room for the line that says how many are left out
    }
    free -= needed;
    widest = std::max(widest, line->sizeHint().width());
    column->addWidget(line);
  }
  m_columns->activate();
  resize(sizeHint());
  move(px(12), parentWidget()->height() - this->height() - px(k_above_scale_bar_px));
  show();
  raise();
}

bool LegendCard::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) build();
  return QFrame::eventFilter(watched, event);
}

void LegendCard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) refresh();
  QFrame::changeEvent(event);
}

}  // namespace skizze::ui
