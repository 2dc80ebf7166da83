// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/gallery.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPainter>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

#include "canvas/canvas.h"
#include "geo/mercator.h"
#include "layers/import_dialog.h"
#include "shell/command_palette.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "shell/sample_town.h"
#include "widgets/message_bar.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr QSize k_window_px(1440, 900);
constexpr int k_open_timeout_ms = 180'000;

QTemporaryDir& work_dir() {
  static QTemporaryDir dir;
  return dir;
}

template <class Condition>
bool wait_for(Condition condition, int timeout_ms) {
  QElapsedTimer clock;
  clock.start();
  while (!condition()) {
    if (clock.elapsed() > timeout_ms) return false;
    QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
  }
  return true;
}

void send_mouse(QWidget* widget, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
  QMouseEvent event(type, at, widget->mapToGlobal(at), button, buttons, Qt::NoModifier);
  QApplication::sendEvent(widget, &event);
}

/// The window with every open dialog and popup in its place: grab() alone leaves them out.
QImage picture_of(MainWindow& window) {
  QPixmap picture = window.grab();
  QPainter painter(&picture);
  for (QWidget* top : QApplication::topLevelWidgets()) {
    if (top == &window || !top->isVisible()) continue;
    const QPixmap inner = top->grab();
    QPoint at = top->windowFlags().testFlag(Qt::Popup) && top->windowType() == Qt::Popup ? window.mapFromGlobal(top->mapToGlobal(QPoint(0, 0)))
                                                                                            : window.rect().center() - top->rect().center();
    if (qobject_cast<QDialog*>(top) != nullptr) {
      at = window.rect().center() - top->rect().center();
      painter.fillRect(window.rect(), QColor(0, 0, 0, 70));
      for (int i = 12; i > 0; --i) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 5));
        painter.drawRoundedRect(top->rect().translated(at).adjusted(-i, -i - px(34) + 4, i, i + 4), 10, 10);
      }
    }
    painter.drawPixmap(at, inner);
    if (qobject_cast<QDialog*>(top) != nullptr) {  // the frame that the desktop would draw
      const QRect bar(at.x(), at.y() - px(34), top->width(), px(34));
      painter.fillRect(bar, current_theme().surface);
      painter.setPen(current_theme().text);
      painter.setFont(Look::instance().strong_font());
      painter.drawText(bar, Qt::AlignCenter, top->windowTitle());
    }
    painter.setPen(current_theme().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(top->rect().translated(at).adjusted(0, qobject_cast<QDialog*>(top) != nullptr ? -px(34) : 0, 0, 0));
  }
  painter.end();
  return picture.toImage();
}

void run_scene(const GalleryScene& scene, int number, const QString& language, const QDir& folder, QTextStream& out, int& written) {
  Settings settings;
  settings.language = language == QLatin1String("de") ? LanguageChoice::german : LanguageChoice::english;
  settings.theme = ThemeChoice::light;
  settings.reduced_motion = true;
  set_language(project::language_of(language));
  Look::instance().set_reduced_motion(true);
  Look::instance().set(settings.theme, settings.density);
  MainWindow window(settings);
  window.set_remember(false);
  window.resize(k_window_px);
  window.show();
  QCursor::setPos(window.mapToGlobal(QPoint(k_window_px.width() / 2, k_window_px.height() - 4)));  // hovers nothing
  GalleryStage stage(window);
  if (!scene.run(stage)) {
    out << QStringLiteral("skipped %1: its data is not here").arg(scene.name) << Qt::endl;
    stage.close_dialogs();
    return;
  }
  stage.settle();
  const QString file = folder.filePath(QStringLiteral("%1-%2-%3.png").arg(language).arg(number, 2, 10, QLatin1Char('0')).arg(scene.name));
  if (picture_of(window).save(file)) ++written;
  out << file << Qt::endl;
  stage.close_dialogs();
}

}  // namespace

// --- stage --------------------------------------------------------------------------------------------------------------

bool GalleryStage::open_project(const QString& path) {
  bool failed = false;
  const auto connection = QObject::connect(&m_window.document(), &project::Document::open_failed, &m_window, [&failed] { failed = true; });
  m_window.flow().open(path);
  wait_for([&] { return failed || m_window.document().is_open(); }, k_open_timeout_ms);
  QObject::disconnect(connection);
  settle(k_open_timeout_ms);
  return m_window.document().is_open();
}

bool GalleryStage::open_files(const QStringList& files) {
  for (const QString& file : files)
    if (!QFileInfo::exists(file)) return false;
  m_window.document().create(ProjectFlow::free_name(work_dir().path(), QFileInfo(files.front()).completeBaseName()), QFileInfo(files.front()).completeBaseName());
  if (!wait_for([&] { return m_window.document().is_open(); }, k_open_timeout_ms)) return false;
  m_window.flow().take_files(files);
  ImportDialog* dialog = nullptr;
  wait_for([&] { return (dialog = m_window.findChild<ImportDialog*>()) != nullptr; }, k_open_timeout_ms);
  if (dialog == nullptr) return false;
  Q_EMIT dialog->confirmed();
  dialog->accept();
  wait_for([&] { return !m_window.document().layers().empty(); }, k_open_timeout_ms);
  settle(k_open_timeout_ms);
  return !m_window.document().layers().empty();
}

bool GalleryStage::open_sample() {
  const QString folder = work_dir().filePath(current_language() == project::Language::de ? QStringLiteral("stadt") : QStringLiteral("town"));
  if (sample_project_in(folder).isEmpty()) {
    bool done = false;
    start_sample_town(m_window.document().jobs(), folder, [&done](const base::Status&) { done = true; });
    wait_for([&done] { return done; }, k_open_timeout_ms);
  }
  const QString project = sample_project_in(folder);
  if (project.isEmpty()) return false;
  // Each scene works on its own copy, so that what one draws does not show in the next.
  static int copies = 0;
  const QString copy = folder + QStringLiteral("/%1-%2.gpkg").arg(QStringLiteral("zz"), QString::number(++copies));
  QFile::copy(project, copy);
  return open_project(copy);
}

void GalleryStage::look_at(double longitude, double latitude, double zoom) {
  m_window.canvas().set_camera(geo::to_mercator({longitude, latitude}), zoom, false);
  settle();
}

void GalleryStage::settle(int timeout_ms) {
  auto& document = m_window.document();
  const auto at_rest = [&] {
    if (!document.jobs().idle() || document.pending() > 0 || m_window.canvas().animating()) return false;
    return !m_window.canvas().isVisible() || m_window.canvas().renderer().idle();
  };
  QApplication::processEvents();
  wait_for(at_rest, timeout_ms);
  wait_ms(30);
  wait_for(at_rest, timeout_ms);
}

void GalleryStage::wait_ms(int ms) {
  QElapsedTimer clock;
  clock.start();
  wait_for([&] { return clock.elapsed() >= ms; }, ms + 1000);
}

void GalleryStage::move(QPointF to) {
  send_mouse(&m_window.canvas(), QEvent::MouseMove, to, Qt::NoButton, Qt::NoButton);
  QApplication::processEvents();
}

void GalleryStage::click(QPointF at) {
  move(at);
  send_mouse(&m_window.canvas(), QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
  send_mouse(&m_window.canvas(), QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
  QApplication::processEvents();
}

void GalleryStage::double_click(QPointF at) {
  click(at);
  send_mouse(&m_window.canvas(), QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton);
  send_mouse(&m_window.canvas(), QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
  QApplication::processEvents();
}

QPointF GalleryStage::map_center() const { return QPointF(m_window.canvas().rect().center()); }

QString GalleryStage::data_file(const QString& path) {
  QStringList roots;
  if (qEnvironmentVariableIsSet("STADTSKIZZE_DATA")) roots << qEnvironmentVariable("STADTSKIZZE_DATA");
#ifdef STADTSKIZZE_TEST_DATA
  roots << QStringLiteral(STADTSKIZZE_TEST_DATA);
#endif
  for (const QString& root : roots)
    if (QFileInfo::exists(root + QLatin1Char('/') + path)) return root + QLatin1Char('/') + path;
  return {};
}

void GalleryStage::close_dialogs() {
  for (QWidget* top : QApplication::topLevelWidgets())
    if (top != &m_window && top->isVisible()) top->close();
  QApplication::processEvents();
}

// --- run ----------------------------------------------------------------------------------------------------------------

int run_gallery(const QString& folder, const QString& language, const QString& only) {
  QTextStream out(stdout);
  if (!QDir().mkpath(folder)) {
    QTextStream(stderr) << QStringLiteral("%1: cannot be made").arg(folder) << Qt::endl;
    return 1;
  }
  const QDir target(folder);
  const QStringList languages = language.isEmpty() ? QStringList{QStringLiteral("de"), QStringLiteral("en")} : QStringList{language};
  int written = 0;
  int wanted = 0;
  for (const QString& one : languages) {
    int number = 0;
    for (const GalleryScene& scene : gallery_scenes()) {
      ++number;
      if (!only.isEmpty() && !scene.name.contains(only)) continue;
      ++wanted;
      run_scene(scene, number, one, target, out, written);
    }
  }
  out << QStringLiteral("%1 of %2 pictures in %3").arg(written).arg(wanted).arg(target.absolutePath()) << Qt::endl;
  return written > 0 ? 0 : 1;
}

}  // namespace skizze::ui
