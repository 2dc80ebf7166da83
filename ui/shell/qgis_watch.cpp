// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/qgis_watch.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QSettings>

#include <algorithm>
#include <memory>
#include <utility>

#include "project/document.h"
#include "shell/language.h"
#include "shell/qgis_return_dialog.h"

namespace skizze::ui {
namespace {

constexpr int k_calm_ms = 1500;

/// Settings take no slashes in keys of ours.
QString key_of(const QString& project, const char* what) {
  return QStringLiteral("qgis/%1/%2")
      .arg(QString::fromLatin1(project.toUtf8().toBase64(QByteArray::Base64UrlEncoding)), QLatin1String(what));
}

QString log_of(const QString& gpkg) { return gpkg + QStringLiteral("-wal"); }

}  // namespace

QgisWatch::QgisWatch(Workspace& workspace, QWidget* window) : QObject(&workspace), m_workspace(workspace), m_window(window) {
  m_calm.setSingleShot(true);
  m_calm.setInterval(k_calm_ms);
  connect(&m_calm, &QTimer::timeout, this, &QgisWatch::tell);
  connect(&m_watch, &FileWatch::looked, this, &QgisWatch::take);
  connect(&workspace, &Workspace::document_changed, this, &QgisWatch::attach);
  attach();
}

/// QGIS may still hold the file open, and then writes beside it.
QDateTime QgisWatch::changed_at(const QString& gpkg, const FileWatch::Stamps& now) {
  const auto file = now.value(gpkg);
  const auto log = now.value(log_of(gpkg));
  return QDateTime::fromMSecsSinceEpoch(log.size > 0 ? std::max(file.changed_ms, log.changed_ms) : file.changed_ms);
}

void QgisWatch::attach() {
  auto* document = m_workspace.document();
  if (document != nullptr) connect(document, &project::Document::opened, this, &QgisWatch::attach, Qt::UniqueConnection);
  const QSettings store;
  m_calm.stop();
  m_is_ours = m_asked = false;
  m_project = document != nullptr && document->is_open() ? document->path() : QString();
  m_file = m_project.isEmpty() ? QString() : store.value(key_of(m_project, "file")).toString();
  m_state = m_file.isEmpty() ? State::none : State::looking;
  m_look = m_watch.watch(m_file.isEmpty() ? QStringList() : QStringList{m_file, log_of(m_file)});
  if (m_state == State::looking) m_known = store.value(key_of(m_project, "known")).toDateTime();
}

void QgisWatch::remember(const QString& gpkg) {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  QSettings().setValue(key_of(document->path(), "file"), gpkg);
  attach();
  m_is_ours = true;
}

void QgisWatch::take(quint64 number, const FileWatch::Stamps& now) {
  if (number != m_look || m_state == State::none) return;
  const bool first = m_state == State::looking;
  m_state = now.value(m_file).exists() ? State::there : State::gone;
  m_now = changed_at(m_file, now);
  if (m_state == State::there && std::exchange(m_is_ours, false)) note_known();
  if (std::exchange(m_asked, false)) ask();
  if (first)
    m_calm.start();
  else
    tell();
}

void QgisWatch::note_known() {
  m_known = m_now;
  QSettings().setValue(key_of(m_project, "known"), m_known);
}

void QgisWatch::tell() {
  if (m_state != State::there || (m_known.isValid() && m_now <= m_known)) return;
  m_known = m_now;
  m_workspace.show_message(MessageKind::info, tr("%1 was changed in QGIS.").arg(QFileInfo(m_file).fileName()), tr("Look at the changes"),
                           [self = QPointer<QgisWatch>(this), file = m_file] {
                             if (self) self->read(file);
                           });
}

void QgisWatch::ask() {
  switch (m_state) {
    case State::looking: m_asked = true; return;
    case State::there: return read(m_file);
    case State::none:
    case State::gone: return choose();
  }
}

void QgisWatch::choose() {
  auto* dialog = new QFileDialog(m_window, tr("Take over changes from QGIS"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("GeoPackage beside the .qgz (*.gpkg)")});
  connect(dialog, &QFileDialog::fileSelected, this, &QgisWatch::read);
  dialog->open();
}

void QgisWatch::read(const QString& gpkg) {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  project::QgisHere here{document->measures(), {document->active_scenario()}, document->crs_epsg()};
  for (const auto& scenario : document->scenarios()) here.scenarios.push_back(scenario.id);
  const auto changes = std::make_shared<project::QgisReturn>();
  document->jobs().start(
      base::Message{"project.qgis_reading", {}},
      [here = std::move(here), gpkg, changes](base::CancelToken token, const project::Jobs::Progress& progress) -> base::Status {
        auto found = project::read_qgis_changes(gpkg.toStdString(), here, token, progress);
        if (!found) return tl::unexpected(found.error());
        *changes = std::move(*found);
        return {};
      },
      [self = QPointer<QgisWatch>(this), gpkg, changes](const base::Status& status) {
        if (!self) return;
        if (!status) return self->m_workspace.show_error(status.error());
        self->show(gpkg, *changes);
      });
}

void QgisWatch::show(const QString& gpkg, const project::QgisReturn& changes) {
  Q_EMIT found(changes);
  auto* dialog = new QgisReturnDialog(changes, m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, gpkg] {
    auto* document = m_workspace.document();
    if (document == nullptr || !document->is_open()) return;
    const auto command = project::take_from_qgis(dialog->changes(), dialog->choices(), QDateTime::currentMSecsSinceEpoch());
    if (command.empty()) return;
    document->execute(command);
    remember(gpkg);
    m_workspace.show_message(MessageKind::success, text_of(command.message), tr("Undo"), [document] { document->undo(); });
  });
  dialog->open();
}

}  // namespace skizze::ui
