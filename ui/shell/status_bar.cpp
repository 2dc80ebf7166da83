// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_bar.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

#include <cmath>

#include "canvas/canvas.h"
#include "project/document.h"
#include "shell/coordinates.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/elided_label.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QToolButton* make_status_button() {
  auto* button = new QToolButton;
  button->setProperty("role", QStringLiteral("status"));
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

/// Two significant digits more than needed would only flicker.
double rounded_scale(double denominator) {
  const double step = std::pow(10.0, std::floor(std::log10(std::max(1.0, denominator))) - 1);
  return std::round(denominator / step) * step;
}

}  // namespace

double scale_from_text(const QString& text) {
  QString digits;
  const QString tail = text.contains(QLatin1Char(':')) ? text.section(QLatin1Char(':'), -1) : text;
  for (const QChar c : tail)
    if (c.isDigit()) digits += c;
  const double value = digits.toDouble();
  return value >= 10 && value <= 5e8 ? value : 0;
}

StatusBar::StatusBar(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
  setObjectName(QStringLiteral("status_bar"));
  setAttribute(Qt::WA_StyledBackground);
  m_message = new ElidedLabel;
  m_message->setProperty("role", QStringLiteral("secondary"));
  m_utm = make_status_button();
  m_degrees = make_status_button();
  m_height = make_label({}, QStringLiteral("secondary"));
  m_scale = new QLineEdit;
  m_scale->setProperty("role", QStringLiteral("status"));
  m_scale->setFixedWidth(px(96));
  m_crs = make_status_button();
  connect(m_utm, &QToolButton::clicked, this, [this] { copy(utm_text(m_place, utm_epsg())); });
  connect(m_degrees, &QToolButton::clicked, this, [this] { copy(degrees_plain(m_place)); });
  connect(m_scale, &QLineEdit::returnPressed, this, &StatusBar::take_scale);
  connect(m_scale, &QLineEdit::editingFinished, this, &StatusBar::update_scale);
  connect(m_crs, &QToolButton::clicked, this, &StatusBar::crs_clicked);
  auto* row = make_row(8);
  row->setContentsMargins(px(12), px(2), px(12), px(2));
  row->addWidget(m_message, 1);
  for (QWidget* widget : {static_cast<QWidget*>(m_height), static_cast<QWidget*>(m_utm), static_cast<QWidget*>(m_degrees),
                          static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_crs)})
    row->addWidget(widget);
  setLayout(row);
  connect(&m_workspace, &Workspace::document_changed, this, [this] {
    // The CRS is settled with the first layers.
    if (auto* document = m_workspace.document())
      connect(document, &project::Document::layers_changed, this, &StatusBar::update_document, Qt::UniqueConnection);
    update_document();
  });
  retranslate();
}

void StatusBar::set_settings(const Settings& settings) {
  m_settings = settings;
  m_utm->setVisible(settings.coordinates != CoordinateDisplay::degrees);
  m_degrees->setVisible(settings.coordinates != CoordinateDisplay::utm);
  show_place(m_place);
}

void StatusBar::show_place(geo::Point2 mercator) {
  m_place = mercator;
  m_utm->setText(utm_text(mercator, utm_epsg()));
  m_degrees->setText(degrees_text(mercator));
  m_utm->setAccessibleName(tr("UTM coordinates %1, copy").arg(m_utm->text()));
  m_degrees->setAccessibleName(tr("Degrees %1, copy").arg(m_degrees->text()));
  const Canvas* canvas = m_workspace.canvas();
  if (canvas == nullptr) return;
  const double height = scene::height_at(canvas->snapshot(), canvas->camera(), canvas->camera().to_screen(mercator));
  m_height->setText(std::isfinite(height) ? tr("%1 m above sea level").arg(number_text(height, 1)) : QString());
  m_height->setAccessibleName(m_height->text());
}

/// The chosen zone, else the project's, else the one that suits the place.
int StatusBar::utm_epsg() const {
  if (m_settings.utm_epsg != 0 || m_workspace.document() == nullptr) return m_settings.utm_epsg;
  const int project = m_workspace.document()->crs_epsg();
  return project >= 25831 && project <= 25833 ? project : 0;
}

void StatusBar::update_scale() {
  if (m_scale->hasFocus() && m_scale->isModified()) return;
  m_scale->setText(QStringLiteral("1 : %1").arg(QLocale().toString(static_cast<qulonglong>(rounded_scale(m_workspace.canvas()->scale_denominator())))));
}

void StatusBar::take_scale() {
  const double wanted = scale_from_text(m_scale->text());
  m_scale->setModified(false);
  if (wanted > 0) m_workspace.canvas()->set_scale_denominator(wanted);
  m_workspace.canvas()->setFocus();
  update_scale();
}

void StatusBar::update_tool() {
  const Tool* tool = m_workspace.canvas()->active_tool();
  m_message->set_text(tool != nullptr ? tool->status_text() : QString());
}

void StatusBar::update_document() {
  const auto* document = m_workspace.document();
  setVisible(document != nullptr);
  m_crs->setText(document != nullptr ? crs_text(document->crs_epsg()) : QString());
  m_crs->setAccessibleName(tr("Coordinate system of the project: %1").arg(m_crs->text()));
  m_crs->setToolTip(tr("Lengths and areas of this project are computed in %1.").arg(m_crs->text()));
}

void StatusBar::copy(const QString& text) {
  QGuiApplication::clipboard()->setText(text);
  m_workspace.show_message(MessageKind::info, tr("Copied: %1").arg(text));
}

void StatusBar::retranslate() {
  setAccessibleName(tr("Status"));
  m_scale->setAccessibleName(tr("Scale"));
  m_scale->setToolTip(tr("Type another scale, such as 5000, and press Enter"));
  m_utm->setToolTip(tr("ETRS89 / UTM: zone, easting, northing. Click to copy."));
  m_degrees->setToolTip(tr("Latitude and longitude. Click to copy."));
  if (m_workspace.canvas() != nullptr) {
    show_place(m_place);
    update_scale();
    update_tool();
  }
  update_document();
}

void StatusBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
