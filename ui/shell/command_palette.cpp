// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/command_palette.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QStandardItemModel>

#include <algorithm>

#include "canvas/canvas.h"
#include "geo/crs.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/fuzzy.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/palette_delegate.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_shown = 60;
constexpr int k_search_delay_ms = 150;
constexpr int k_min_search_letters = 2;

}  // namespace

std::optional<geo::Point2> place_from_text(const QString& text, int utm_epsg) {
  static const QRegularExpression degrees(QStringLiteral("^\\s*(-?\\d{1,2}(?:[.]\\d+)?)\\s*°?\\s*N?\\s*[,; ]\\s*(-?\\d{1,3}(?:[.]\\d+)?)\\s*°?\\s*[EO]?\\s*$"));
  static const QRegularExpression metres(QStringLiteral("^\\s*(?:(3[123])\\s*[UN]?\\s+)?(\\d{6}(?:[.]\\d+)?)\\s*[,; ]\\s*(\\d{7}(?:[.]\\d+)?)\\s*$"));
  if (const auto match = metres.match(text); match.hasMatch()) {
    const int epsg = match.captured(1).isEmpty() ? utm_epsg : 25800 + match.captured(1).toInt();
    const auto transform = geo::Transform::make("EPSG:" + std::to_string(epsg), "EPSG:3857");
    if (!transform) return std::nullopt;
    return transform->forward(geo::Point2{match.captured(2).toDouble(), match.captured(3).toDouble()});
  }
  if (const auto match = degrees.match(text); match.hasMatch()) {
    // People and phones write latitude first; German places decide which number is which.
    const double a = match.captured(1).toDouble();
    const double b = match.captured(2).toDouble();
    const bool longitude_first = a < 20 && b > 40;
    return geo::to_mercator(longitude_first ? geo::Point2{a, b} : geo::Point2{b, a});
  }
  return std::nullopt;
}

CommandPalette::CommandPalette(Workspace& workspace, QWidget* parent) : QFrame(parent), m_workspace(workspace) {
  setObjectName(QStringLiteral("command_palette"));
  m_field = new QLineEdit;
  m_field->setProperty("role", QStringLiteral("bare"));
  m_field->setClearButtonEnabled(true);
  m_model = new QStandardItemModel(this);
  m_list = new QListView;
  m_list->setModel(m_model);
  m_list->setItemDelegate(new PaletteDelegate(m_list));
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_hint = make_label({}, QStringLiteral("secondary"));
  m_hint->setContentsMargins(px(12), px(6), px(12), px(8));
  auto* column = make_column(0);
  column->setContentsMargins(px(6), px(6), px(6), px(2));
  column->addWidget(m_field);
  column->addWidget(make_rule());
  column->addWidget(m_list, 1);
  column->addWidget(make_rule());
  column->addWidget(m_hint);
  setLayout(column);
  m_field->installEventFilter(this);
  m_search_delay.setSingleShot(true);
  m_search_delay.setInterval(k_search_delay_ms);
  connect(&m_search_delay, &QTimer::timeout, this, &CommandPalette::start_search);
  connect(m_field, &QLineEdit::textChanged, this, [this] {
    m_found.clear();
    m_search_delay.start();
    refresh();
  });
  connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
    m_list->setCurrentIndex(index);
    run_current();
  });
  retranslate();
  hide();
}

void CommandPalette::retranslate() {
  setAccessibleName(tr("Search and commands"));
  m_field->setPlaceholderText(tr("Search places, layers and commands"));
  m_field->setAccessibleName(tr("Search places, layers and commands"));
  m_list->setAccessibleName(tr("Results"));
}

void CommandPalette::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void CommandPalette::open(const QString& text) {
  m_focus_before = window()->focusWidget();
  m_found.clear();
  m_field->setText(text);
  m_field->selectAll();
  refresh();
  place();
  show();
  raise();
  m_field->setFocus(Qt::ShortcutFocusReason);
  if (!text.isEmpty()) m_search_delay.start();
}

void CommandPalette::close_palette() {
  if (isHidden()) return;
  hide();
  if (project::Document* document = m_workspace.document()) document->cancel_search();
  if (m_focus_before) m_focus_before->setFocus(Qt::OtherFocusReason);
  Q_EMIT closed();
}

void CommandPalette::place() {
  const QRect room = parentWidget()->rect();
  const int wide = std::min(px(640), room.width() - px(48));
  const int high = std::min(px(460), room.height() - px(120));
  setGeometry((room.width() - wide) / 2, px(56), wide, high);
}

void CommandPalette::add_actions(std::vector<Offer>& offers, const QString& needle) const {
  ActionTable& table = m_workspace.actions();
  table.refresh();
  for (const ActionSpec& spec : table.specs()) {
    const QString text = table.text_of(spec);
    const QString menu = *spec.menu == '\0' ? QString() : ActionTable::menu_title(QLatin1String(spec.menu));
    const int score = needle.isEmpty() ? 1 : std::max(fuzzy_score(needle, text) + 1, std::max(fuzzy_score(needle, table.keywords_of(spec)),
                                                                                           fuzzy_score(needle, menu + QLatin1Char(' ') + text)));
    if (score <= 1 && !needle.isEmpty()) continue;
    const bool enabled = table.action(QLatin1String(spec.id))->isEnabled();
    offers.push_back({text, table.shortcut_text(spec), *spec.icon == '\0' ? QStringLiteral("chevron-right") : QString(QLatin1String(spec.icon)),
                      enabled ? score : score / 2, enabled, [&table, id = spec.id] { table.run(QLatin1String(id)); }});
  }
}

void CommandPalette::add_layers(std::vector<Offer>& offers, const QString& needle) const {
  project::Document* document = m_workspace.document();
  if (document == nullptr || needle.isEmpty()) return;
  for (const auto& layer : document->layers()) {
    const QString name = QString::fromStdString(layer.name);
    const int score = fuzzy_score(needle, name);
    if (score == 0) continue;
    const auto bounds = layer.bounds();
    const std::string id = base::to_string(layer.id);
    offers.push_back({name, tr("Layer"), QStringLiteral("layers"), score, true, [this, bounds, id] {
                        m_workspace.canvas()->zoom_to(bounds);
                        m_workspace.select(Selection::of_layer(id));
                      }});
  }
}

void CommandPalette::add_coordinates(std::vector<Offer>& offers, const QString& needle) const {
  const int epsg = m_workspace.document() != nullptr && m_workspace.document()->crs_epsg() != 0 ? m_workspace.document()->crs_epsg() : 25832;
  const auto place = place_from_text(needle, epsg);
  if (!place) return;
  offers.push_back({tr("Go to %1").arg(needle.trimmed()), tr("Coordinates"), QStringLiteral("zoom-to"), 1000, true, [this, place] {
                      m_workspace.canvas()->set_camera(*place, std::max(16.0, m_workspace.canvas()->camera().zoom));
                    }});
}

void CommandPalette::refresh() {
  const QString needle = m_field->text().trimmed();
  std::vector<Offer> offers;
  add_actions(offers, needle);
  add_layers(offers, needle);
  add_coordinates(offers, needle);
  if (!needle.isEmpty())
    std::stable_sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) { return a.score > b.score; });
  offers.insert(offers.end(), m_found.begin(), m_found.end());
  show_offers(std::move(offers));
}

void CommandPalette::show_offers(std::vector<Offer> offers) {
  if (offers.size() > k_shown) offers.resize(k_shown);
  m_offers = std::move(offers);
  m_model->clear();
  for (const Offer& offer : m_offers) {
    auto* item = new QStandardItem(icon(offer.icon), offer.text);
    item->setData(offer.note, PaletteDelegate::k_note_role);
    item->setEnabled(offer.enabled);
    item->setData(offer.note.isEmpty() ? offer.text : offer.text + QStringLiteral(", ") + offer.note, Qt::AccessibleTextRole);
    m_model->appendRow(item);
  }
  if (!m_offers.empty()) m_list->setCurrentIndex(m_model->index(0, 0));
  m_hint->setText(m_offers.empty() ? tr("Nothing found. Try fewer letters, a street name or coordinates.")
                                   : tr("↑ ↓ choose · Enter runs · Esc closes"));
}

void CommandPalette::start_search() {
  project::Document* document = m_workspace.document();
  const QString needle = m_field->text().trimmed();
  if (document == nullptr || needle.size() < k_min_search_letters || isHidden()) return;
  connect(document, &project::Document::found, this, &CommandPalette::on_found, Qt::UniqueConnection);
  m_request = document->search(needle, 40);
}

void CommandPalette::on_found(quint64 request, const std::vector<project::SearchHit>& hits, bool) {
  if (request != m_request || isHidden()) return;
  m_found.clear();
  for (const auto& hit : hits) {
    const QString title = QString::fromStdString(hit.title);
    const QString value = QString::fromStdString(hit.value);
    QString note = QString::fromStdString(hit.layer_name);
    if (hit.map_layer_id == project::k_measures_layer) note = tr("Measure");
    if (hit.map_layer_id == project::k_contributions_layer) note = tr("Contribution");
    const QString text = title == value || value.isEmpty() ? title : QStringLiteral("%1 · %2").arg(title, value);
    m_found.push_back({text.simplified(), note, QStringLiteral("pin"), 0, true, [this, hit] { Q_EMIT hit_chosen(hit); }});
  }
  refresh();
}

void CommandPalette::run_current() {
  const int row = m_list->currentIndex().row();
  if (row < 0 || row >= static_cast<int>(m_offers.size()) || !m_offers[static_cast<std::size_t>(row)].enabled) return;
  const auto run = m_offers[static_cast<std::size_t>(row)].run;
  close_palette();
  run();
}

QStringList CommandPalette::offered() const {
  QStringList texts;
  for (const Offer& offer : m_offers) texts << offer.text;
  return texts;
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusOut && isVisible()) {
    // Clicking elsewhere closes it; a menu or another window taking the focus does not.
    const auto* focus = static_cast<QFocusEvent*>(event);
    if (focus->reason() == Qt::MouseFocusReason || focus->reason() == Qt::TabFocusReason) close_palette();
  }
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  const int rows = m_model->rowCount();
  const int row = m_list->currentIndex().row();
  switch (key) {
    case Qt::Key_Escape: close_palette(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: run_current(); return true;
    case Qt::Key_Down:
      if (rows > 0) m_list->setCurrentIndex(m_model->index((row + 1) % rows, 0));
      return true;
    case Qt::Key_Up:
      if (rows > 0) m_list->setCurrentIndex(m_model->index((row + rows - 1) % rows, 0));
      return true;
    case Qt::Key_PageDown:
      if (rows > 0) m_list->setCurrentIndex(m_model->index(std::min(rows - 1, row + 8), 0));
      return true;
    case Qt::Key_PageUp:
      if (rows > 0) m_list->setCurrentIndex(m_model->index(std::max(0, row - 8), 0));
      return true;
    default: return QFrame::eventFilter(watched, event);
  }
}

}  // namespace skizze::ui
