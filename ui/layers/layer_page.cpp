// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_page.h"

#include <QBoxLayout>
#include <QCompleter>
#include <QEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>

#include "layers/style_editor.h"
#include "project/document.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/facts.h"
#include "widgets/notices.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {

LayerPage::LayerPage(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
  m_problem = make_text({}, QStringLiteral("warning"));
  m_relocate = make_button({});
  m_problem_box = new QWidget;
  auto* problem = make_column(8);
  problem->addWidget(m_problem);
  problem->addWidget(m_relocate, 0, Qt::AlignLeft);
  m_problem_box->setLayout(problem);

  m_look = new Section;
  m_opacity_label = make_label({});
  m_opacity = new QSlider(Qt::Horizontal);
  m_opacity->setRange(0, 100);
  m_opacity->setPageStep(10);
  m_opacity_value = make_label({}, QStringLiteral("secondary"));
  m_opacity_value->setFixedWidth(px(44));
  m_opacity_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* opacity = make_row(8);
  opacity->addWidget(m_opacity_label);
  opacity->addWidget(m_opacity, 1);
  opacity->addWidget(m_opacity_value);
  m_style = new StyleEditor;
  m_look->body()->addLayout(opacity);
  m_look->body()->addWidget(m_style);

  m_filter_section = new Section;
  m_filter = new QLineEdit;
  m_filter->setClearButtonEnabled(true);
  m_filter_hint = make_text({}, QStringLiteral("secondary"));
  m_filter_section->body()->addWidget(m_filter);
  m_filter_section->body()->addWidget(m_filter_hint);
  m_warnings = new Section;
  m_notices = new Notices;
  m_warnings->body()->addWidget(m_notices);
  m_source = new Section;
  m_facts = new Facts;
  m_source->body()->addWidget(m_facts);

  auto* column = make_column(4);
  column->setContentsMargins(px(10), px(10), px(14), px(16));
  column->addWidget(m_problem_box);
  for (Section* section : {m_look, m_filter_section, m_warnings, m_source}) column->addWidget(section);
  column->addStretch(1);
  setLayout(column);

  connect(m_opacity, &QSlider::valueChanged, this, [this](int percent) { m_opacity_value->setText(QStringLiteral("%1 %").arg(percent)); });
  // One undoable step per drag, not one per pixel.
  const auto commit = [this] {
    auto* document = m_workspace.document();
    const auto* entry = layer();
    if (entry != nullptr && qRound(entry->opacity * 100) != m_opacity->value()) document->set_layer_opacity(m_id, m_opacity->value() / 100.0);
  };
  connect(m_opacity, &QSlider::sliderReleased, this, commit);
  connect(m_opacity, &QSlider::actionTriggered, this, [this, commit](int action) {
    if (action != QAbstractSlider::SliderMove) QMetaObject::invokeMethod(this, commit, Qt::QueuedConnection);
  });
  connect(m_filter, &QLineEdit::editingFinished, this, &LayerPage::apply_filter);
  connect(m_relocate, &QPushButton::clicked, this, &LayerPage::relocate);
  retranslate();
}

const project::LayerEntry* LayerPage::layer() const {
  const auto* document = m_workspace.document();
  return document != nullptr ? document->layer(m_id) : nullptr;
}

void LayerPage::show_layer(const Selection& selection) {
  const auto id = base::parse_uuid(selection.layer).value_or(base::Uuid{});
  m_id = id;
  fill();
}

void LayerPage::fill() {
  const auto* entry = layer();
  if (entry == nullptr) return;
  const bool bad = entry->state == project::LayerState::missing || entry->state == project::LayerState::failed;
  m_problem_box->setVisible(bad || entry->trouble);
  m_relocate->setVisible(bad);
  if (bad || entry->trouble) m_problem->setText(text_of(bad ? entry->problem : *entry->trouble));
  if (!m_opacity->isSliderDown()) m_opacity->setValue(qRound(entry->opacity * 100));
  m_opacity_value->setText(QStringLiteral("%1 %").arg(m_opacity->value()));
  m_style->show_layer(m_workspace.document(), m_id);
  m_filter_section->setVisible(entry->pack != nullptr);
  if (!m_filter->hasFocus()) m_filter->setText(QString::fromStdString(entry->filter));
  if (entry->pack) {
    QStringList columns;
    for (const auto& column : entry->pack->info().columns) columns << QString::fromStdString(column.name);
    auto* completer = new QCompleter(columns, m_filter);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setCompleter(completer);
  }
  m_notices->set_notices(entry->notices);
  m_warnings->setVisible(!entry->notices.empty());
  m_facts->set_facts(source_facts());
}

/// What lies in the project's folder goes with it: its place there says enough.
QString LayerPage::path_text(const QString& path) const {
  const QDir folder = QFileInfo(m_workspace.document()->path()).absoluteDir();
  const QString inside = folder.relativeFilePath(path);
  const bool is_file = QDir::isAbsolutePath(path);
  return is_file && !inside.startsWith(QLatin1String("..")) && !QDir::isAbsolutePath(inside) ? inside : path;
}

std::vector<std::pair<QString, QString>> LayerPage::source_facts() const {
  const auto* entry = layer();
  const auto text = [](const std::string& s) { return QString::fromStdString(s); };
  const auto& from = entry->provenance;
  std::vector<std::pair<QString, QString>> facts = {
      {tr("File"), path_text(text(entry->path))},
      {tr("Layer in the file"), text(entry->source_layer)},
      {tr("Format"), text(from.driver)},
      {tr("Licence"), from.licence.empty() ? tr("not stated in the file") : text(from.licence)},
      {tr("Credit"), text(from.attribution)},
      {tr("Date of the data"), from.data_date.empty() ? tr("not stated in the file") : date_text(text(from.data_date))},
      {tr("Added"), date_text(text(from.imported_at))},
      {tr("Coordinate system"), entry->crs().empty() ? tr("unknown") : text(entry->crs())},
  };
  if (!entry->assumed_crs.empty()) facts.emplace_back(tr("Assumed"), text(entry->assumed_crs));
  if (entry->pack) {
    facts.emplace_back(tr("Rows"), count_text(entry->feature_count()));
    facts.emplace_back(tr("Vertices"), count_text(entry->pack->info().vertex_count));
    facts.emplace_back(tr("Attributes"), count_text(entry->pack->info().columns.size()));
  }
  if (entry->raster_pack) {
    const auto& info = entry->raster_pack->info();
    facts.emplace_back(tr("Grid"), tr("%1 × %2, %3 m").arg(info.source_width).arg(info.source_height).arg(number_text(info.pixel_m, 2)));
    facts.emplace_back(tr("Heights"), tr("%1 to %2 m").arg(number_text(info.min_value, 1), number_text(info.max_value, 1)));
  }
  return facts;
}

void LayerPage::apply_filter() {
  auto* document = m_workspace.document();
  const auto* entry = layer();
  if (entry == nullptr || m_filter->text().toStdString() == entry->filter) return;
  const auto status = document->set_layer_filter(m_id, m_filter->text());
  set_role(m_filter_hint, status ? QStringLiteral("secondary") : QStringLiteral("error"));
  m_filter_hint->setText(status ? tr("For example: class = primary and width > 3") : text_of(status.error()));
}

void LayerPage::relocate() {
  auto* document = m_workspace.document();
  const auto* entry = layer();
  if (entry == nullptr) return;
  const QString file = QFileDialog::getOpenFileName(window(), tr("Where is the file now?"), QString::fromStdString(entry->path));
  if (!file.isEmpty()) document->relocate_layer(m_id, file);
}

void LayerPage::retranslate() {
  m_look->set_title(tr("Appearance"));
  m_opacity_label->setText(tr("Opacity"));
  m_opacity->setAccessibleName(tr("Opacity in percent"));
  m_filter_section->set_title(tr("Filter"));
  m_filter->setPlaceholderText(tr("All rows"));
  m_filter->setAccessibleName(tr("Filter"));
  m_filter_hint->setText(tr("For example: class = primary and width > 3"));
  m_warnings->set_title(tr("Notes of the import"));
  m_source->set_title(tr("Source"));
  m_relocate->setText(tr("Show where the file is…"));
  m_relocate->setAccessibleName(m_relocate->text());
  fill();
}

void LayerPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
