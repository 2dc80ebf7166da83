// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processing/processing_dialog.h"

#include <QBoxLayout>
#include <QDate>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>

#include <algorithm>
#include <iterator>

#include "canvas/canvas.h"
#include "help/help_key.h"
#include "processing/parameter_form.h"
#include "project/document.h"
#include "project/plugin_steps.h"
#include "project/qgis_run.h"
#include "shell/language.h"
#include "shell/project_flow.h"
#include "shell/workspace.h"
#include "sources/plugin_shelf.h"
#include "widgets/build.h"
#include "widgets/hint.h"
#include "widgets/icon.h"
#include "widgets/palette_delegate.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_index_role = Qt::UserRole + 10;
constexpr std::size_t k_most_lines = 6;  // of what QGIS says

QString q(const std::string& text) { return QString::fromStdString(text); }

/// Warnings and errors of QGIS, the first few.
QString log_text(const std::vector<qgis::LogLine>& log) {
  QStringList lines;
  for (const auto& line : log)
    if (line.level != qgis::LogLine::Level::info && static_cast<std::size_t>(lines.size()) < k_most_lines) lines << q(line.text);
  return lines.join(QLatin1Char('\n'));
}

bool is_called(const qgis::AlgorithmInfo& algorithm, const QString& words) {
  return q(algorithm.name).startsWith(words, Qt::CaseInsensitive) || q(algorithm.english).startsWith(words, Qt::CaseInsensitive);
}

bool makes_raster(const qgis::AlgorithmInfo& algorithm) {
  return std::any_of(algorithm.outputs.begin(), algorithm.outputs.end(), [](const auto& output) { return output.type == "outputRaster"; });
}

QString figures_text(const QJsonObject& values) {
  QStringList lines;
  for (auto it = values.begin(); it != values.end(); ++it)
    lines << QStringLiteral("%1: %2").arg(it.key(), it.value().isDouble() ? number_text(it.value().toDouble(), 3) : it.value().toVariant().toString());
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

ProcessingDialog::ProcessingDialog(Workspace& workspace, ProjectFlow& flow, std::shared_ptr<qgis::Processing> processing, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_flow(flow), m_processing(std::move(processing)) {
  set_help_page(this, "layer_tools");
  setWindowTitle(tr("Tools"));
  build();
  resize(px(860), px(640));
  load();
}

void ProcessingDialog::build() {
  m_hint = new Hint(QStringLiteral("settings"));
  m_hint->set_texts(tr("QGIS is starting"), tr("Its tools appear here in a moment."));
  connect(m_hint, &Hint::clicked, this, &ProcessingDialog::load);

  m_search = new QLineEdit;
  m_search->setPlaceholderText(tr("Search tools, e.g. buffer"));
  m_search->setClearButtonEnabled(true);
  set_name(m_search, tr("Search tools"));
  connect(m_search, &QLineEdit::textChanged, this, &ProcessingDialog::fill);
  m_model = new QStandardItemModel(this);
  m_list = new QListView;
  m_list->setModel(m_model);
  m_list->setItemDelegate(new PaletteDelegate(m_list, true));
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  set_name(m_list, tr("Tools"));
  connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& index) { show_algorithm(index.isValid() ? index.data(k_index_role).toInt() : -1); });
  auto* left = new QWidget;
  auto* search_column = make_column(8);
  search_column->setContentsMargins(0, 0, px(8), 0);
  search_column->addWidget(m_search);
  search_column->addWidget(m_list, 1);
  left->setLayout(search_column);

  m_title = make_label({}, QStringLiteral("title"));
  m_title->setWordWrap(true);
  m_help = make_text({}, QStringLiteral("secondary"));
  m_scroll = new QScrollArea;
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  set_name(m_scroll, tr("Settings of the tool"));
  m_status = make_text({});
  m_progress = new QProgressBar;
  m_progress->setRange(0, 1000);
  m_progress->setTextVisible(false);
  set_name(m_progress, tr("Progress of the tool"));
  m_run = make_button(tr("Run"), QStringLiteral("primary"));
  m_cancel = make_button(tr("Cancel"));
  auto* close = make_button(tr("Close"), QStringLiteral("quiet"));
  connect(m_run, &QPushButton::clicked, this, &ProcessingDialog::run);
  connect(m_cancel, &QPushButton::clicked, this, &ProcessingDialog::cancel);
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  auto* buttons = make_row(8);
  buttons->addWidget(m_progress, 1);
  buttons->addStretch();
  buttons->addWidget(m_cancel);
  buttons->addWidget(m_run);
  buttons->addWidget(close);
  auto* right = new QWidget;
  auto* column = make_column(8);
  column->setContentsMargins(px(8), 0, 0, 0);
  column->addWidget(m_title);
  column->addWidget(m_scroll, 1);
  column->addWidget(m_status);
  column->addLayout(buttons);
  right->setLayout(column);

  auto* splitter = new QSplitter;
  splitter->addWidget(left);
  splitter->addWidget(right);
  splitter->setChildrenCollapsible(false);
  splitter->setSizes({px(320), px(520)});
  m_pages = new QStackedWidget;
  m_pages->addWidget(m_hint);
  m_pages->addWidget(splitter);
  auto* outer = make_column(0);
  outer->setContentsMargins(px(16), px(16), px(16), px(16));
  outer->addWidget(m_pages);
  setLayout(outer);
  set_running(0);
}

void ProcessingDialog::load() {
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  m_hint->set_texts(tr("QGIS is starting"), tr("Its tools appear here in a moment."));
  const auto found = std::make_shared<base::Result<std::vector<qgis::AlgorithmInfo>>>();
  const auto steps = std::make_shared<std::vector<qgis::AlgorithmInfo>>();
  const auto language = current_language();
  document->jobs().start(
      {"project.job_qgis_tools", {}},
      [processing = m_processing, found, steps, language](base::CancelToken token, const project::Jobs::Progress&) -> base::Status {
        *steps = project::plugin_steps(sources::plugin_shelf(), language);
        *found = processing->algorithms(language == project::Language::de ? "de" : "en", std::move(token));
        return {};  // the dialog itself says what went wrong
      },
      [dialog = QPointer<ProcessingDialog>(this), found, steps](const base::Status&) {
        if (dialog) dialog->on_loaded(std::move(*found), std::move(*steps));
      });
}

void ProcessingDialog::on_loaded(base::Result<std::vector<qgis::AlgorithmInfo>> algorithms, std::vector<qgis::AlgorithmInfo> steps) {
  if (!algorithms && steps.empty()) {
    const bool absent = algorithms.error().message.id == "qgis.no_helper";
    const QString install =
        tr("These tools are those of QGIS, which the helper skizze-qgis brings along. Please have QGIS installed on this computer; everything else works without it.");
    m_hint->set_texts(absent ? tr("QGIS is not installed") : tr("QGIS did not answer"), absent ? install : text_of(algorithms.error()), tr("Try again"));
    return;
  }
  m_algorithms = std::move(steps);
  if (algorithms) std::move(algorithms->begin(), algorithms->end(), std::back_inserter(m_algorithms));
  std::sort(m_algorithms.begin(), m_algorithms.end(), [](const auto& a, const auto& b) { return q(a.name).localeAwareCompare(q(b.name)) < 0; });
  m_pages->setCurrentIndex(1);
  fill();
  if (!algorithms) say(tr("Only the tools of plugins are here: %1").arg(text_of(algorithms.error())));
  m_search->setFocus();
}

int ProcessingDialog::shown() const { return m_model->rowCount(); }

void ProcessingDialog::search(const QString& words) { m_search->setText(words); }

void ProcessingDialog::fill() {
  const int chosen = m_chosen;
  const QString words = m_search->text().trimmed();
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < m_algorithms.size(); ++i)
    if (m_algorithms[i].matches(words.toStdString())) found.push_back(i);
  if (!words.isEmpty())
    std::stable_partition(found.begin(), found.end(), [&](std::size_t i) { return is_called(m_algorithms[i], words); });
  m_model->clear();
  for (const std::size_t i : found) {
    const auto& algorithm = m_algorithms[i];
    auto* item = new QStandardItem(icon(QLatin1String(makes_raster(algorithm) ? "raster" : "polygon")), q(algorithm.name));
    item->setData(static_cast<int>(i), k_index_role);
    item->setData(q(algorithm.group), PaletteDelegate::k_note_role);
    item->setAccessibleText(QStringLiteral("%1, %2").arg(q(algorithm.name), q(algorithm.group)));
    m_model->appendRow(item);
    if (static_cast<int>(i) == chosen) m_list->setCurrentIndex(item->index());
  }
  if (m_model->rowCount() == 0) {
    show_algorithm(-1);
    m_title->setText(tr("No tool of that name"));
    m_help->setText(tr("Try another word, or the English one: QGIS's own names are searched."));
  } else if (!m_list->currentIndex().isValid()) {
    m_list->setCurrentIndex(m_model->index(0, 0));
  }
}

bool ProcessingDialog::choose(const QString& id) {
  for (int row = 0; row < m_model->rowCount(); ++row) {
    const int index = m_model->index(row, 0).data(k_index_role).toInt();
    if (q(m_algorithms[static_cast<std::size_t>(index)].id) != id) continue;
    m_list->setCurrentIndex(m_model->index(row, 0));
    return true;
  }
  return false;
}

void ProcessingDialog::show_algorithm(int index) {
  if (is_running() || (index >= 0 && index == m_chosen && m_form != nullptr)) return;
  m_chosen = index;
  m_form = nullptr;
  say({});
  m_help = make_text({}, QStringLiteral("secondary"));
  auto* page = new QWidget;
  auto* column = make_column(12);
  column->setContentsMargins(0, 0, px(8), 0);
  const auto* document = m_workspace.document();
  if (index >= 0 && document != nullptr) {
    const auto& algorithm = m_algorithms[static_cast<std::size_t>(index)];
    m_title->setText(q(algorithm.name));
    m_help->setText(q(algorithm.help));
    const auto view = m_workspace.canvas() != nullptr ? m_workspace.canvas()->camera().bounds() : geo::Box{};
    m_form = new ParameterForm(algorithm, *document, view);
    column->addWidget(m_form);
  }
  column->addWidget(m_help);
  column->addStretch();
  page->setLayout(column);
  m_scroll->setWidget(page);
  set_running(0);
}

void ProcessingDialog::say(const QString& text, const QString& role) {
  m_status->setText(text);
  m_status->setVisible(!text.isEmpty());
  set_role(m_status, role);
}

QString ProcessingDialog::status() const { return m_status->text(); }

void ProcessingDialog::set_running(quint64 job) {
  m_job = job;
  m_progress->setVisible(job != 0);
  m_cancel->setVisible(job != 0);
  m_run->setEnabled(job == 0 && m_form != nullptr);
  m_list->setEnabled(job == 0);
  m_search->setEnabled(job == 0);
  if (m_form != nullptr) m_form->setEnabled(job == 0);
}

void ProcessingDialog::run() {
  auto* document = m_workspace.document();
  if (document == nullptr || m_form == nullptr || is_running()) return;
  auto given = m_form->given();
  if (!given.missing.isEmpty()) return say(tr("“%1” is missing. Without it the tool cannot work.").arg(given.missing), QStringLiteral("error"));
  project::QgisRunInput input;
  input.algorithm = m_algorithms[static_cast<std::size_t>(m_chosen)];
  input.values = given.values;
  input.layers = std::move(given.layers);
  input.project = document->path().toStdString();
  input.epsg = document->crs_epsg();
  input.language = current_language();
  input.today = QDate::currentDate().toString(Qt::ISODate).toStdString();
  const auto done = std::make_shared<base::Result<project::QgisRunDone>>();
  const auto dialog = QPointer<ProcessingDialog>(this);
  m_progress->setRange(0, 0);
  const bool of_plugin = project::is_plugin_step(input.algorithm.id);
  say(of_plugin ? tr("The plugin is working…") : tr("QGIS is working…"));
  const auto job = document->jobs().start(
      {"project.job_qgis_run", {{"algorithm", input.algorithm.name}}},
      [processing = m_processing, input, done](base::CancelToken token, const project::Jobs::Progress& progress) -> base::Status {
        const bool plugin = project::is_plugin_step(input.algorithm.id);
        *done = plugin ? project::run_plugin_step(input, token, progress) : project::run_qgis(*processing, input, token, progress);
        return {};  // said in the dialog, or by us where it was closed
      },
      [dialog, done, workspace = QPointer<Workspace>(&m_workspace), flow = QPointer<ProjectFlow>(&m_flow)](const base::Status&) {
        // The layer is wanted even when the dialog was closed meanwhile.
        if (*done && !(*done)->layers.empty() && flow) {
          QStringList files;
          for (const auto& file : (*done)->layers) files << q(file.string());
          flow->add_results(files);
        }
        if (dialog) return dialog->on_done(*done);
        if (!*done && workspace && done->error().code != base::ErrorCode::cancelled) workspace->show_error(done->error());
      });
  set_running(job);
  connect(&document->jobs(), &project::Jobs::progressed, m_progress, [this](quint64 id) {
    const auto* open = m_workspace.document();
    if (id != m_job || open == nullptr) return;
    for (const auto& running : m_workspace.document()->jobs().list()) {
      if (running.id != id || running.fraction < 0) continue;
      m_progress->setRange(0, 1000);
      m_progress->setValue(static_cast<int>(running.fraction * 1000));
    }
  });
}

void ProcessingDialog::cancel() {
  if (is_running() && m_workspace.document() != nullptr) m_workspace.document()->jobs().cancel(m_job);
}

void ProcessingDialog::on_done(const base::Result<project::QgisRunDone>& result) {
  set_running(0);
  if (!result) {
    say(text_of(result.error()), result.error().code == base::ErrorCode::cancelled ? QString() : QStringLiteral("error"));
    Q_EMIT ended();
    return;
  }
  QStringList words;
  if (!result->layers.empty())
    words << tr("Done: the result is a new layer, its file lies in “%1”.").arg(q(result->layers.front().parent_path().string()));
  for (const auto& file : result->files) words << tr("Written: %1").arg(q(file.string()));
  if (words.isEmpty()) words << tr("Done.");
  if (!result->values.isEmpty()) words << figures_text(result->values);
  if (result->lost > 0 && m_chosen >= 0 && project::is_plugin_step(m_algorithms[static_cast<std::size_t>(m_chosen)].id))
    words << tr("The plugin left %n part(s) out:", nullptr, static_cast<int>(result->lost));
  else if (result->lost > 0)
    words << tr("QGIS left %n part(s) out:", nullptr, static_cast<int>(result->lost));
  if (const QString log = log_text(result->log); !log.isEmpty()) words << log;
  say(words.join(QLatin1Char('\n')), result->lost > 0 ? QStringLiteral("warning") : QString());
  Q_EMIT ended();
}

}  // namespace skizze::ui
