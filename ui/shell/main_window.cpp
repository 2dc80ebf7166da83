// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_window.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

#include "canvas/canvas.h"
#include "canvas/map_controls.h"
#include "layers/install.h"
#include "settings/settings_dialog.h"
#include "shell/action_table.h"
#include "shell/command_palette.h"
#include "shell/document_link.h"
#include "shell/inspector.h"
#include "shell/jobs_button.h"
#include "shell/language.h"
#include "shell/project_flow.h"
#include "shell/qgis_watch.h"
#include "shell/rooms.h"
#include "shell/side_panel.h"
#include "shell/start_page.h"
#include "shell/status_bar.h"
#include "shell/top_bar.h"
#include "tools/measure_tool.h"
#include "tools/pan_tool.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/message_bar.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

project::DocumentOptions options_of(const Settings& settings) {
  project::DocumentOptions options;
  if (!settings.cache_dir.isEmpty()) options.cache_dir = settings.cache_dir.toStdString();
  options.language = current_language();
  return options;
}

project::Language language_of(LanguageChoice choice) {
  switch (choice) {
    case LanguageChoice::german: return project::Language::de;
    case LanguageChoice::english: return project::Language::en;
    case LanguageChoice::system: break;
  }
  return system_language();
}

}  // namespace

MainWindow::MainWindow(Settings settings, QWidget* parent)
    : QMainWindow(parent), m_settings(std::move(settings)), m_document(std::make_unique<project::Document>(options_of(m_settings))) {
  setObjectName(QStringLiteral("main_window"));
  setAcceptDrops(true);
  setWindowIcon(QIcon(QStringLiteral(":/icons/app.svg")));
  build();
  connect_all();
  retranslate();
  on_document_state();
  resize(1440, 900);
  if (!m_settings.window_geometry.isEmpty()) restoreGeometry(m_settings.window_geometry);
}

MainWindow::~MainWindow() {
  m_top->jobs()->set_jobs(nullptr);
  m_document->disconnect();
  m_workspace.set_document(nullptr);
  m_canvas->set_document(nullptr);
  m_document->close();
}

void MainWindow::build() {
  m_actions = new ActionTable(this);
  m_workspace.set_actions(m_actions);
  m_map_area = new QWidget;
  m_canvas = new Canvas;
  m_canvas->use_graphics(m_settings.graphics);
  m_workspace.set_canvas(m_canvas);
  m_controls = new MapControls(*m_canvas);
  m_start = new StartPage;
  m_stack = new QStackedWidget;
  m_stack->addWidget(m_start);
  m_stack->addWidget(m_canvas);
  auto* map = make_column(0);
  map->addWidget(m_stack);
  m_map_area->setLayout(map);
  m_message = new MessageBar(m_map_area);
  m_drop_hint = new QWidget(m_map_area);
  m_drop_hint->setObjectName(QStringLiteral("drop_hint"));
  m_drop_hint->setAttribute(Qt::WA_StyledBackground);
  auto* hint = make_column(8);
  hint->addStretch(1);
  hint->addWidget(make_label({}, QStringLiteral("title")), 0, Qt::AlignHCenter);
  hint->addStretch(1);
  m_drop_hint->setLayout(hint);
  m_drop_hint->hide();

  m_side = new SidePanel(m_workspace);
  m_inspector = new Inspector(m_workspace);
  m_splitter = new QSplitter(Qt::Horizontal);
  m_splitter->setChildrenCollapsible(false);
  m_splitter->setHandleWidth(px(1));
  m_middle = new QSplitter(Qt::Vertical);
  m_middle->setChildrenCollapsible(false);
  m_middle->setHandleWidth(px(1));
  m_middle->addWidget(m_map_area);
  for (QWidget* part : {static_cast<QWidget*>(m_side), static_cast<QWidget*>(m_middle), static_cast<QWidget*>(m_inspector)}) m_splitter->addWidget(part);
  m_splitter->setStretchFactor(1, 1);
  m_splitter->setSizes({px(320), px(900), px(330)});
  if (!m_settings.splitter.isEmpty()) m_splitter->restoreState(m_settings.splitter);

  m_top = new TopBar(m_workspace);
  m_status = new StatusBar(m_workspace);
  auto* frame = new QWidget;
  auto* column = make_column(0);
  column->addWidget(m_top);
  column->addWidget(m_splitter, 1);
  column->addWidget(m_status);
  frame->setLayout(column);
  setCentralWidget(frame);
  m_palette = new CommandPalette(m_workspace, frame);
}

void MainWindow::connect_all() {
  connect(&m_workspace, &Workspace::mode_panel_added, m_side, &SidePanel::add_page);
  connect(&m_workspace, &Workspace::inspector_page_added, m_inspector, &Inspector::add_page);
  connect(&m_workspace, &Workspace::mode_bar_added, this, [this](Mode mode, QWidget* bar) {
    bar->setParent(m_map_area);
    bar->installEventFilter(this);
    m_mode_bars.emplace_back(mode, bar);
    place_mode_bars();
  });
  connect(&m_workspace, &Workspace::below_map_wanted, this, &MainWindow::show_below_map);
  connect(&m_workspace, &Workspace::message_wanted, m_message, &MessageBar::show_message);
  connect(&m_workspace, &Workspace::mode_changed, this, &MainWindow::update_panels);
  connect(&m_workspace, &Workspace::panel_wanted, this, [this](QWidget* panel) {
    if (!m_settings.left_open) set_left_open(true);
    m_side->show_page(panel);
  });
  connect(m_side, &SidePanel::collapse_wanted, this, [this] { set_left_open(false); });
  connect(m_inspector, &Inspector::content_changed, this, &MainWindow::update_panels);
  connect(m_top, &TopBar::search_wanted, this, [this] { m_palette->open(); });
  connect(m_top, &TopBar::left_toggled, this, [this] { set_left_open(!m_settings.left_open); });
  connect(m_palette, &CommandPalette::hit_chosen, this, &MainWindow::show_hit);

  connect(m_canvas, &Canvas::selection_wanted, &m_workspace, &Workspace::select);
  connect(m_canvas, &Canvas::changes_wanted, this, [this](const auto& changes) {
    if (!m_document->is_open()) return;
    for (const auto& change : changes) change(*m_document);
  });
  connect(m_canvas, &Canvas::camera_changed, this, [this] {
    m_status->update_scale();
    if (!m_canvas->underMouse()) m_status->show_place(m_canvas->camera().center);
  });
  connect(m_canvas, &Canvas::pointer_moved, m_status, &StatusBar::show_place);
  connect(m_canvas, &Canvas::status_changed, m_status, &StatusBar::update_tool);
  connect(m_canvas, &Canvas::tool_changed, this, [this] {
    m_actions->refresh();
    Q_EMIT m_workspace.tool_changed();
  });
  connect(m_canvas, &Canvas::context_menu_wanted, this, &MainWindow::show_context_menu);

  m_flow = std::make_unique<ProjectFlow>(m_workspace, *m_document, this);
  m_qgis = new QgisWatch(m_workspace, this);
  m_link = std::make_unique<DocumentLink>(m_workspace, *m_document, *m_canvas, *m_controls);
  connect(m_document.get(), &project::Document::opened, this, &MainWindow::on_document_state);
  connect(m_document.get(), &project::Document::closed, this, &MainWindow::on_document_state);
  connect(m_document.get(), &project::Document::failed, &m_workspace, &Workspace::show_error);
  connect(m_document.get(), &project::Document::history_changed, m_actions, &ActionTable::refresh);
  for (auto signal : {&project::Document::measures_changed, &project::Document::contributions_changed, &project::Document::layers_changed})
    connect(m_document.get(), signal, m_inspector, &Inspector::refresh);
  connect(&m_document->jobs(), &project::Jobs::finished, this, [this](const project::Job& job) {
    if (job.state == project::JobState::failed) m_workspace.show_error(job.error);
  });
  m_top->jobs()->set_jobs(&m_document->jobs());
  connect(m_flow.get(), &ProjectFlow::busy, m_start, &StartPage::set_busy);
  connect(m_start, &StartPage::open_wanted, m_flow.get(), &ProjectFlow::ask_open);
  connect(m_start, &StartPage::new_wanted, m_flow.get(), &ProjectFlow::ask_new);
  connect(m_start, &StartPage::sample_wanted, m_flow.get(), &ProjectFlow::open_sample);
  connect(m_start, &StartPage::recent_wanted, m_flow.get(), &ProjectFlow::open);
  connect(&Look::instance(), &Look::changed, this, [this] {
    m_link->refresh_snapshot();
    Q_EMIT m_workspace.theme_changed();
  });
  m_map_area->installEventFilter(this);

  add_file_actions();
  add_edit_actions();
  add_view_actions();
  m_workspace.add_tool(std::make_unique<PanTool>());
  m_workspace.add_tool(std::make_unique<MeasureTool>(MeasureTool::What::distance));
  m_workspace.add_tool(std::make_unique<MeasureTool>(MeasureTool::What::area));
  install_layers(m_workspace, *m_flow);
  install_rooms(m_workspace, *m_flow);
  add_help_actions();
  m_status->set_settings(m_settings);
}

// --- state ------------------------------------------------------------------------------------------------------------

void MainWindow::on_document_state() {
  const bool open = m_document->is_open();
  if (open) {
    m_settings.add_recent(m_document->path());
    if (m_remember) save_settings(m_settings);
  }
  m_canvas->set_document(open ? m_document.get() : nullptr);
  m_workspace.set_document(open ? m_document.get() : nullptr);
  m_start->set_recent(m_settings.recent);
  m_stack->setCurrentWidget(open ? static_cast<QWidget*>(m_canvas) : m_start);
  if (open)
    m_canvas->setFocus();
  else
    m_start->setFocus();
  update_title();
  update_panels();
  m_actions->refresh();
}

void MainWindow::update_title() {
  const QString name = m_document->is_open() ? m_document->title() : QStringLiteral("Stadtskizze");
  m_top->set_project_name(name);
  setWindowTitle(m_document->is_open() ? QStringLiteral("%1 – Stadtskizze").arg(name) : name);
}

void MainWindow::update_panels() {
  const bool open = m_document->is_open();
  const bool presenting = m_workspace.mode() == Mode::present;
  m_side->setVisible(open && m_settings.left_open && !presenting && m_side->has_pages());
  m_inspector->setVisible(open && !presenting && m_inspector->has_content());
  m_status->setVisible(open && !presenting);
  m_top->set_left_open(m_settings.left_open);
  place_mode_bars();
}

void MainWindow::set_left_open(bool open) {
  m_settings.left_open = open;
  if (m_remember) save_settings(m_settings);
  update_panels();
  m_actions->refresh();
}

void MainWindow::show_below_map(QWidget* widget) {
  if (m_below != nullptr && m_below != widget) m_below->hide();
  m_below = widget;
  if (widget == nullptr) return m_canvas->setFocus();
  if (m_middle->indexOf(widget) < 0) {
    m_middle->addWidget(widget);
    m_middle->setStretchFactor(0, 1);
    // The map keeps the larger part; a person may move the border.
    m_middle->setSizes({px(560), px(280)});
  }
  widget->show();
}

void MainWindow::place_mode_bars() {
  if (m_placing) return;  // resizing a bar sends events that lead back here
  m_placing = true;
  const bool open = m_document->is_open();
  for (const auto& [mode, bar] : m_mode_bars) {
    const bool here = open && mode == m_workspace.mode();
    bar->setVisible(here);
    if (!here) continue;
    bar->resize(bar->sizeHint());
    if (bar->layout() != nullptr) bar->layout()->setGeometry(bar->rect());
    bar->move((m_map_area->width() - bar->width()) / 2, px(12));
    bar->raise();
  }
  m_message->place();
  m_message->raise();
  m_placing = false;
}

void MainWindow::apply_settings(const Settings& settings) {
  const Settings before = m_settings;
  m_settings = settings;
  m_settings.recent = before.recent;
  if (before.theme != settings.theme || before.density != settings.density || before.reduced_motion != settings.reduced_motion) {
    Look::instance().set_reduced_motion(settings.reduced_motion);
    Look::instance().set(settings.theme, settings.density);
  }
  if (language_of(settings.language) != current_language()) set_language(language_of(settings.language));
  if (before.graphics != settings.graphics) m_canvas->use_graphics(settings.graphics);
  m_status->set_settings(m_settings);
  if (m_remember) save_settings(m_settings);
}

// --- searching --------------------------------------------------------------------------------------------------------

void MainWindow::show_hit(const project::SearchHit& hit) {
  m_canvas->zoom_to(hit.mercator);
  Selection selection;
  selection.mercator = hit.mercator.center();
  if (hit.map_layer_id == project::k_measures_layer || hit.map_layer_id == project::k_contributions_layer) {
    const auto id = m_document->id_of_row(hit.map_layer_id, hit.row);
    m_workspace.select(hit.map_layer_id == project::k_measures_layer ? Selection::of_measure(id) : Selection::of_contribution(id));
    return;
  }
  for (const auto& layer : m_document->layers())
    if (layer.map_id() == hit.map_layer_id) selection.pack = layer.pack;
  if (!selection.pack) return;
  selection.kind = Selection::Kind::feature;
  selection.layer = hit.map_layer_id;
  selection.row = hit.row;
  m_workspace.select(selection);
}

// --- events -----------------------------------------------------------------------------------------------------------

void MainWindow::cycle_region(bool backwards) {
  std::vector<QWidget*> regions = {m_top, m_side, m_document->is_open() ? static_cast<QWidget*>(m_canvas) : m_start, m_inspector, m_status};
  if (m_below != nullptr) regions.insert(regions.begin() + 3, m_below);
  std::size_t here = 2;
  for (std::size_t i = 0; i < regions.size(); ++i)
    if (regions[i] == focusWidget() || regions[i]->isAncestorOf(focusWidget())) here = i;
  for (std::size_t step = 1; step <= regions.size(); ++step) {
    QWidget* next = regions[(here + (backwards ? regions.size() - step : step)) % regions.size()];
    if (!next->isVisible()) continue;
    if (next->focusPolicy() == Qt::NoFocus) {
      const auto inner = next->findChildren<QWidget*>();
      const auto first = std::find_if(inner.begin(), inner.end(), [](const QWidget* w) {
        return w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
      });
      if (first == inner.end()) continue;
      next = *first;
    }
    next->setFocus(Qt::TabFocusReason);
    return;
  }
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
  if (watched == m_map_area && event->type() == QEvent::Resize) {
    m_drop_hint->setGeometry(m_map_area->rect().adjusted(px(16), px(16), -px(16), -px(16)));
    place_mode_bars();
    if (m_palette->isVisible()) m_palette->place();
  } else if (moved && std::any_of(m_mode_bars.begin(), m_mode_bars.end(), [&](const auto& bar) { return bar.second == watched; })) {
    place_mode_bars();
  }
  return QMainWindow::eventFilter(watched, event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const auto urls = event->mimeData()->urls();
  if (std::none_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); })) return;
  event->acceptProposedAction();
  m_drop_hint->show();
  m_drop_hint->raise();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { m_drop_hint->hide(); }

void MainWindow::dropEvent(QDropEvent* event) {
  m_drop_hint->hide();
  QStringList files;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) files << url.toLocalFile();
  event->acceptProposedAction();
  m_flow->take_files(files);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  m_settings.window_geometry = saveGeometry();
  m_settings.splitter = m_splitter->saveState();
  if (m_remember) save_settings(m_settings);
  m_document->close();
  event->accept();
}

void MainWindow::retranslate() {
  setAccessibleName(QStringLiteral("Stadtskizze"));
  m_drop_hint->findChild<QLabel*>()->setText(tr("Let go to look into the files"));
  m_map_area->setAccessibleName(tr("Map area"));
  m_splitter->setAccessibleName(tr("Panels"));
  m_actions->retranslate();
  update_title();
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && m_drop_hint != nullptr) {
    retranslate();
    Q_EMIT m_workspace.language_changed();
  }
  QMainWindow::changeEvent(event);
}

}  // namespace skizze::ui
