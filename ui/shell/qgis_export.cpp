// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/qgis_export.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>

#include <memory>

#include "project/document.h"
#include "project/qgis_write.h"
#include "shell/language.h"
#include "shell/qgis_watch.h"
#include "shell/workspace.h"

namespace skizze::ui {
namespace {

struct QgisExportWords {
  Q_DECLARE_TR_FUNCTIONS(skizze::ui::QgisExportWords)
};

QString written_text(const project::WrittenForQgis& written) {
  const QString text =
      text_of(base::Message{"project.qgis_written", {{"file", written.qgz.string()}, {"data", written.gpkg.filename().string()}}});
  if (written.lost.empty()) return text;
  constexpr std::size_t k_named = 3;
  QStringList named;
  for (std::size_t i = 0; i < std::min(k_named, written.lost.size()); ++i) named << text_of(written.lost[i]);
  if (written.lost.size() > k_named) named << QgisExportWords::tr("and %n more", nullptr, static_cast<int>(written.lost.size() - k_named));
  return text_of(
      base::Message{"project.qgis_written_lost", {{"text", text.toStdString()}, {"lost", named.join(QLatin1Char(' ')).toStdString()}}});
}

void write(Workspace& workspace, QgisWatch& watch, const QString& file) {
  auto* document = workspace.document();
  if (document == nullptr || !document->is_open()) return;
  const auto written = std::make_shared<project::WrittenForQgis>();
  document->jobs().start(
      base::Message{"project.qgis_job", {}},
      [input = project::qgis_input(*document, project::Theme::light, current_language()), file, project = document->path(), written](
          base::CancelToken token, const project::Jobs::Progress& progress) -> base::Status {
        auto done = project::write_for_qgis(input, file.toStdString(), project.toStdString(), token, progress);
        if (!done) return tl::unexpected(done.error());
        *written = std::move(*done);
        return {};
      },
      [workspace = QPointer<Workspace>(&workspace), watch = QPointer<QgisWatch>(&watch), written](const base::Status& status) {
        if (!workspace) return;
        if (!status) return workspace->show_error(status.error());
        if (watch) watch->remember(QString::fromStdString(written->gpkg.string()));
        workspace->show_message(written->lost.empty() ? MessageKind::success : MessageKind::info, written_text(*written));
      });
}

}  // namespace

void ask_qgis_export(QWidget* parent, Workspace& workspace, QgisWatch& watch) {
  auto* document = workspace.document();
  if (document == nullptr || !document->is_open()) return;
  auto* dialog = new QFileDialog(parent, QgisExportWords::tr("Export for QGIS"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({QgisExportWords::tr("QGIS project (*.qgz)")});
  dialog->setDefaultSuffix(QStringLiteral("qgz"));
  const QFileInfo project(document->path());
  dialog->setDirectory(project.absolutePath());
  dialog->selectFile(project.completeBaseName() + QStringLiteral(".qgz"));
  QObject::connect(dialog, &QFileDialog::fileSelected, &workspace,
                   [&workspace, &watch](const QString& file) { write(workspace, watch, file); });
  dialog->open();
}

}  // namespace skizze::ui
