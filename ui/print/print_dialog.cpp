// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/print_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

#include "help/help_key.h"
#include "project/document.h"
#include "shell/language.h"
#include "shell/workspace.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr int k_own_template = 4;              // the line after our own
constexpr double k_map_share_of_width = 0.72;  // of A4 across: what the map is taken for until the first preview
constexpr double k_paper_mm = 297;

QString scale_text(double scale) { return QStringLiteral("1:") + number_text(scale, 0); }

}  // namespace

PrintDialog::PrintDialog(Workspace& workspace, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_desk(workspace),
      m_frame(*workspace.canvas()),
      m_note(make_text({}, QStringLiteral("secondary"))) {
  setAttribute(Qt::WA_DeleteOnClose);
  set_help_page(this, "printing");
  setWindowTitle(tr("Print map"));
  auto* both = make_row(20);
  both->addWidget(make_form());
  both->addWidget(make_view(), 1);
  auto* buttons = make_buttons(false);
  m_print = make_button(tr("Save as PDF or picture…"), QStringLiteral("primary"));
  buttons->addButton(m_print, QDialogButtonBox::ActionRole);
  connect(m_print, &QPushButton::clicked, this, &PrintDialog::choose_file);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = make_column(12);
  column->setContentsMargins(px(20), px(20), px(20), px(16));
  column->addLayout(both, 1);
  column->addWidget(m_note);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(980), px(640));
  fill_templates();
  fill_scales();
  connect(&m_desk, &PrintDesk::previewed, this, [this](const QImage& picture, const qgis::PrintedSheet& sheet) {
    m_picture = picture;
    const bool series = !this->series().isEmpty();
    m_page->setMaximum(sheet.pages);
    m_page->setSuffix(series ? tr(" of %1").arg(sheet.pages) : QString());
    if (!series) m_frame.show(QSizeF(sheet.map_width_mm, sheet.map_height_mm) / 1000 * sheet.scale);
    QStringList notes;
    for (const auto& lost : sheet.lost)
      if (lost.id.starts_with("qgis.layout")) notes << text_of(lost);
    m_note->setText(notes.isEmpty() ? series ? tr("All sheets at %1.").arg(scale_text(std::round(sheet.scale)))
                                             : tr("The middle of the map is the middle of the sheet. Move the map to choose another place.")
                                    : notes.join(QLatin1Char(' ')));
    show_picture();
  });
  connect(&m_desk, &PrintDesk::preview_failed, this, [this](const base::Error& error) {
    m_picture = {};
    m_view->setText({});
    m_note->setText(text_of(error));
  });
  connect(workspace.canvas(), &Canvas::camera_changed, this, [this] {
    if (series().isEmpty()) ask();
  });
  connect(workspace.document(), &project::Document::closed, this, &QDialog::close);
  connect(workspace.document(), &project::Document::layers_changed, this, &PrintDialog::ask);
  connect(workspace.document(), &project::Document::measures_changed, this, &PrintDialog::ask);
  if (!PrintDesk::available()) {
    m_print->setEnabled(false);
    m_view->setText({});
    m_note->setText(text_of(base::Message{"qgis.print_no_qgis", {}}));
  }
  ask();
}

QWidget* PrintDialog::make_form() {
  const auto line = [this](const QString& name, const QString& text = {}) {
    auto* edit = new QLineEdit(text);
    set_name(edit, name);
    connect(edit, &QLineEdit::textChanged, this, &PrintDialog::ask);
    return edit;
  };
  const auto choice = [this](const QString& name) {
    auto* box = new QComboBox;
    set_name(box, name);
    box->setMinimumWidth(px(210));
    return box;
  };
  const auto check = [this](const QString& text) {
    auto* box = new QCheckBox(text);
    box->setChecked(true);
    connect(box, &QCheckBox::toggled, this, &PrintDialog::ask);
    return box;
  };
  m_title = line(tr("Title"), m_workspace.document()->title());
  m_subtitle = line(tr("Subtitle"));
  m_author = line(tr("Author"));
  m_author->setPlaceholderText(tr("Office or person"));
  m_template = choice(tr("Template"));
  m_scale = choice(tr("Scale"));
  m_scale->setEditable(true);
  m_scale->setInsertPolicy(QComboBox::NoInsert);
  m_series = choice(tr("Sheets"));
  m_series->addItem(tr("One sheet"));
  for (const auto& layer : project::series_layers(*m_workspace.document(), current_language()))
    m_series->addItem(tr("One for each of: %1").arg(QString::fromStdString(layer.name)), QString::fromStdString(layer.id));
  m_grid = check(tr("Grid with coordinates"));
  m_legend = check(tr("Legend"));
  connect(m_template, &QComboBox::activated, this, [this](int index) {
    if (index == k_own_template) choose_template();
    ask();
  });
  connect(m_scale, &QComboBox::currentTextChanged, this, &PrintDialog::ask);
  connect(m_series, &QComboBox::currentIndexChanged, this, [this] {
    fill_scales();
    m_page->setVisible(!series().isEmpty());
    ask();
  });
  auto* form = new QFormLayout;
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("Title"), m_title);
  form->addRow(tr("Subtitle"), m_subtitle);
  form->addRow(tr("Author"), m_author);
  form->addRow(tr("Template"), m_template);
  form->addRow(tr("Sheets"), m_series);
  form->addRow(tr("Scale"), m_scale);
  form->addRow({}, m_grid);
  form->addRow({}, m_legend);
  auto* widget = new QWidget;
  widget->setLayout(form);
  widget->setMaximumWidth(px(360));
  return widget;
}

QWidget* PrintDialog::make_view() {
  m_view = make_label(tr("The preview is being drawn…"), QStringLiteral("secondary"));
  m_view->setAlignment(Qt::AlignCenter);
  m_view->setMinimumSize(px(360), px(300));
  m_view->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  set_name(m_view, tr("Preview of the sheet"));
  m_page = new QSpinBox;
  m_page->setRange(1, 1);
  m_page->setPrefix(tr("Sheet "));
  m_page->setVisible(false);
  set_name(m_page, tr("Sheet of the series in the preview"));
  connect(m_page, &QSpinBox::valueChanged, this, &PrintDialog::ask);
  auto* column = make_column(8);
  column->addWidget(m_view, 1);
  column->addWidget(m_page, 0, Qt::AlignHCenter);
  auto* widget = new QWidget;
  widget->setLayout(column);
  return widget;
}

void PrintDialog::fill_templates() {
  m_template->clear();
  for (const auto& text : {tr("A4 landscape"), tr("A4 portrait"), tr("A3 landscape"), tr("A3 portrait")}) m_template->addItem(text);
  m_template->addItem(m_own_template.isEmpty() ? tr("Template of your own (.qpt)…") : QFileInfo(m_own_template).fileName());
}

/// The usual ones; first the one at which the sheet's frame fits onto the screen, or, for a series, the one at which all fit.
void PrintDialog::fill_scales() {
  const QSignalBlocker quiet(m_scale);
  m_scale->clear();
  if (!series().isEmpty()) m_scale->addItem(tr("Every sheet shows its whole area"), 0.0);
  for (const double usual : qgis::usual_scales()) m_scale->addItem(scale_text(usual), usual);
  if (!series().isEmpty()) return m_scale->setCurrentIndex(0);
  const auto* document = m_workspace.document();
  const auto seen = m_workspace.canvas()->camera().bounds();
  const auto west = document->to_project(geo::Point2{seen.min_x, seen.center().y}),
             east = document->to_project(geo::Point2{seen.max_x, seen.center().y});
  const double wanted = std::hypot(east.x - west.x, east.y - west.y) / (k_paper_mm * k_map_share_of_width / 1000);
  int index = 0;
  while (index + 1 < m_scale->count() && m_scale->itemData(index + 1).toDouble() <= wanted) ++index;
  m_scale->setCurrentIndex(index);
}

double PrintDialog::scale() const {
  const int index = m_scale->findText(m_scale->currentText());
  if (index >= 0) return m_scale->itemData(index).toDouble();
  QString typed = m_scale->currentText().section(QLatin1Char(':'), -1);
  typed.remove(QLatin1Char('.')).remove(QLatin1Char(',')).remove(QLatin1Char(' ')).remove(QChar(0x00a0)).remove(QChar(0x202f));
  bool fine = false;
  const double value = typed.toDouble(&fine);
  return fine && value >= 50 && value <= 5'000'000 ? value : -1;
}

QString PrintDialog::series() const { return m_series->currentData().toString(); }

project::PrintWish PrintDialog::wish() const {
  project::PrintWish wish;
  const int sheet = m_template->currentIndex();
  if (sheet == k_own_template) wish.sheet.template_file = m_own_template.toStdString();
  wish.sheet.paper = sheet == 2 || sheet == 3 ? "A3" : "A4";
  wish.sheet.landscape = sheet == 0 || sheet == 2 || sheet == k_own_template;
  wish.sheet.scale = scale();
  wish.sheet.center = m_workspace.document()->to_project(m_workspace.canvas()->camera().center);
  wish.sheet.grid = m_grid->isChecked();
  wish.sheet.legend = m_legend->isChecked();
  wish.series_layer = series().toStdString();
  const QString date = current_language() == project::Language::de ? QDate::currentDate().toString(QStringLiteral("dd.MM.yyyy"))
                                                                   : QDate::currentDate().toString(Qt::ISODate);
  wish.texts = {m_title->text().toStdString(), m_subtitle->text().toStdString(), m_author->text().toStdString(), date.toStdString()};
  return wish;
}

void PrintDialog::ask() {
  show_frame();
  const bool readable = scale() >= 0;
  m_print->setEnabled(readable && PrintDesk::available());
  if (!readable) return m_note->setText(tr("The scale “%1” cannot be read. Type it like 1:1000.").arg(m_scale->currentText()));
  if (PrintDesk::available()) m_desk.preview(wish(), m_page->value() - 1);
}

void PrintDialog::show_frame() {
  if (!series().isEmpty() || scale() <= 0) m_frame.show({});
}

void PrintDialog::show_picture() {
  if (m_picture.isNull()) return;
  const double ratio = devicePixelRatioF();
  auto pixmap = QPixmap::fromImage(m_picture.scaled(m_view->size() * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  pixmap.setDevicePixelRatio(ratio);
  m_view->setPixmap(pixmap);
}

void PrintDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  show_picture();
}

void PrintDialog::choose_template() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Template of your own"), {}, tr("Print templates of QGIS (*.qpt)"));
  if (!file.isEmpty()) m_own_template = file;
  fill_templates();
  m_template->setCurrentIndex(m_own_template.isEmpty() ? 0 : k_own_template);
}

void PrintDialog::choose_file() {
  auto* dialog = new QFileDialog(this, tr("Print map"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  QStringList kinds{tr("PDF (*.pdf)")};
  if (series().isEmpty()) kinds << tr("Picture (*.png)");
  dialog->setNameFilters(kinds);
  dialog->setDefaultSuffix(QStringLiteral("pdf"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& kind) {
    dialog->setDefaultSuffix(kind.contains(QLatin1String("png")) ? QStringLiteral("png") : QStringLiteral("pdf"));
  });
  const QFileInfo project(m_workspace.document()->path());
  dialog->setDirectory(project.absolutePath());
  dialog->selectFile(project.completeBaseName() + QStringLiteral(".pdf"));
  connect(dialog, &QFileDialog::fileSelected, this, &PrintDialog::print_to);
  dialog->open();
}

void PrintDialog::print_to(const QString& file) {
  auto wanted = wish();
  if (file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) wanted.format = qgis::SheetFormat::png;
  m_desk.print(wanted, file);
}

void open_print_dialog(Workspace& workspace, QWidget* parent) {
  if (workspace.document() == nullptr || workspace.canvas() == nullptr) return;
  auto* dialog = parent->findChild<PrintDialog*>();
  if (dialog == nullptr) dialog = new PrintDialog(workspace, parent);
  dialog->show();
  dialog->raise();
  dialog->activateWindow();
}

}  // namespace skizze::ui
