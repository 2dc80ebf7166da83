// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/print_desk.h"

#include <QPointer>

#include <utility>

#include "project/document.h"
#include "shell/language.h"
#include "shell/workspace.h"

namespace skizze::ui {

namespace {

constexpr int k_patience_ms = 350;  // a wish that stands so long is asked for
constexpr double k_preview_dpi = 72;

using Answer = std::shared_ptr<base::Result<qgis::PrintedSheet>>;

Answer no_answer() { return std::make_shared<base::Result<qgis::PrintedSheet>>(base::fail(base::ErrorCode::cancelled, "base.cancelled")); }

project::Jobs::Work work(std::shared_ptr<project::MapPrinter> printer, project::PrintWish wish, std::optional<int> page,
                         const Answer& answer, const QString& file) {
  return [printer = std::move(printer), wish = std::move(wish), page, answer, file](
             base::CancelToken token, const project::Jobs::Progress& progress) -> base::Status {
    *answer = printer->print(wish, page, token, progress);
    if (!*answer) return tl::unexpected(answer->error());
    return file.isEmpty() ? base::Status() : project::write_sheet(**answer, file.toStdString());
  };
}

}  // namespace

PrintDesk::PrintDesk(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {
  m_timer.setSingleShot(true);
  m_timer.setInterval(k_patience_ms);
  connect(&m_timer, &QTimer::timeout, this, &PrintDesk::start_preview);
  if (auto* document = workspace.document()) {
    const auto forget = [this] { m_printer.reset(); };
    connect(document, &project::Document::layers_changed, this, forget);
    connect(document, &project::Document::measures_changed, this, forget);
    connect(document, &project::Document::scenarios_changed, this, forget);
  }
}

PrintDesk::~PrintDesk() {
  if (m_running != 0 && m_workspace.document() != nullptr) m_workspace.document()->jobs().cancel(m_running);
}

bool PrintDesk::available() { return !qgis::find_helper().empty(); }

std::shared_ptr<project::MapPrinter> PrintDesk::printer() {
  if (!m_printer) m_printer = std::make_shared<project::MapPrinter>(project::print_input(*m_workspace.document(), current_language()));
  return m_printer;
}

void PrintDesk::preview(const project::PrintWish& wish, int page) {
  m_wish = wish;
  m_wish.format = qgis::SheetFormat::png;
  m_wish.dpi = k_preview_dpi;
  m_page = page;
  m_timer.start();
}

void PrintDesk::start_preview() {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  m_again = m_running != 0;
  if (m_again) return document->jobs().cancel(m_running);
  const auto answer = no_answer();
  const auto page = m_wish.series_layer.empty() ? std::optional<int>() : std::optional<int>(m_page);
  m_running = document->jobs().start(base::Message{"qgis.print_preview", {}}, work(printer(), m_wish, page, answer, {}),
                                     [desk = QPointer<PrintDesk>(this), answer](const base::Status&) {
                                       if (desk) desk->on_preview(*answer);
                                     });
}

void PrintDesk::on_preview(const base::Result<qgis::PrintedSheet>& sheet) {
  m_running = 0;
  if (std::exchange(m_again, false)) return start_preview();
  if (sheet) {
    Q_EMIT previewed(QImage::fromData(reinterpret_cast<const uchar*>(sheet->bytes.data()), static_cast<int>(sheet->bytes.size()), "PNG"),
                     *sheet);
  } else if (sheet.error().code != base::ErrorCode::cancelled) {
    Q_EMIT preview_failed(sheet.error());
  }
}

void PrintDesk::print(const project::PrintWish& wish, const QString& file) {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  const auto answer = no_answer();
  document->jobs().start(
      base::Message{"qgis.print_job", {{"file", file.toStdString()}}}, work(printer(), wish, {}, answer, file),
      [workspace = QPointer<Workspace>(&m_workspace), desk = QPointer<PrintDesk>(this), answer, file](const base::Status& status) {
        if (!workspace) return;
        if (!status) return status.error().code == base::ErrorCode::cancelled ? void() : workspace->show_error(status.error());
        const auto count = std::to_string((*answer)->pages);
        const bool series = (*answer)->pages > 1;
        workspace->show_message(MessageKind::success, text_of(base::Message{series ? "qgis.print_series_done" : "qgis.print_done",
                                                                            {{"file", file.toStdString()}, {"count", count}}}));
        if (desk) Q_EMIT desk->printed(file);
      });
}

}  // namespace skizze::ui
