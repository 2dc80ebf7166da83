// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <unistd.h>
#include <QJsonDocument>

#include "cli/verb.h"

namespace skizze::cli {

namespace {

base::CancelSource& interrupt_source() {
  static base::CancelSource source;
  return source;
}

void on_interrupt(int) {
  // The second Ctrl+C ends the program the hard way.
  if (interrupt_source().cancelled()) std::_Exit(130);
  interrupt_source().cancel();
}

void write_line(std::FILE* file, const QByteArray& text) {
  std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), file);
  std::fputc('\n', file);
  std::fflush(file);
}

}  // namespace

void watch_interrupts() {
  interrupt_source();
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::signal(SIGXFSZ, SIG_IGN);  // a write over the limit of file sizes fails like one on a full disk
}

base::CancelToken Context::cancel() const { return interrupt_source().token(); }

void Context::line(const QString& text) const {
  if (m_json) return;
  end_progress();
  write_line(m_out, text.toUtf8());
}

void Context::result(const QJsonObject& document) const {
  if (!m_json) return;
  end_progress();
  write_line(m_out, QJsonDocument(document).toJson(QJsonDocument::Indented).trimmed());
}

void Context::note(const base::Message& message) const {
  end_progress();
  write_line(m_err, text(message).toUtf8());
}

void Context::progress(double fraction, const base::Message& what) const {
  if (!isatty(fileno(m_err))) return;
  const auto percent = fraction < 0 ? QString() : QStringLiteral("%1 % ").arg(static_cast<int>(fraction * 100), 3);
  const auto text_line = (percent + (what.id.empty() ? QString() : text(what))).left(100).toUtf8();
  std::fprintf(m_err, "\r\033[K%s", text_line.constData());
  std::fflush(m_err);
  m_progress_open = true;
}

void Context::end_progress() const {
  if (!m_progress_open) return;
  std::fputs("\r\033[K", m_err);
  m_progress_open = false;
}

int Context::fail(const base::Error& error) const {
  end_progress();
  const auto sentence = project::text_of(error, m_language);
  write_line(m_err, text("cli.error", {{"text", sentence.toStdString()}}).toUtf8());
  if (m_json) {
    QJsonObject about{{QStringLiteral("code"), QString::fromUtf8(base::name_of(error.code).data())},
                      {QStringLiteral("id"), QString::fromStdString(error.message.id)},
                      {QStringLiteral("text"), sentence}};
    if (!error.where.file.empty()) about[QStringLiteral("file")] = QString::fromStdString(error.where.file);
    if (!error.where.layer.empty()) about[QStringLiteral("layer")] = QString::fromStdString(error.where.layer);
    if (!error.where.feature.empty()) about[QStringLiteral("feature")] = QString::fromStdString(error.where.feature);
    if (error.where.byte_offset >= 0) about[QStringLiteral("byte_offset")] = static_cast<qint64>(error.where.byte_offset);
    result(QJsonObject{{QStringLiteral("error"), about}});
  }
  return k_failed;
}

int Context::fail(base::ErrorCode code, std::string id, std::vector<base::Argument> arguments) const {
  return fail(base::Error{code, base::Message{std::move(id), std::move(arguments)}, {}, {}});
}

}  // namespace skizze::cli
