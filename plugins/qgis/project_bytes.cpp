// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project_bytes.h"

#include <archive.h>
#include <archive_entry.h>

#include <QFile>
#include <array>
#include <memory>

namespace skizze::qgis_helper {

namespace {

using base::ErrorCode;
using base::fail;

constexpr qint64 k_most_packed_bytes = qint64{512} << 20;
constexpr qint64 k_most_qgs_bytes = qint64{128} << 20;  // QGIS keeps the whole text as a tree, about ten times its size
constexpr qint64 k_most_qgd_bytes = qint64{512} << 20;
constexpr int k_most_entries = 64;

struct ArchiveCloser {
  void operator()(archive* a) const { archive_read_free(a); }
};

class Unpacker {
 public:
  explicit Unpacker(const QString& file) : m_file(file), m_reader(archive_read_new()) {}

  base::Result<ProjectBytes> run() {
    archive_read_support_format_zip(m_reader.get());
    if (archive_read_open_filename(m_reader.get(), m_file.toLocal8Bit().constData(), 1U << 16) != ARCHIVE_OK) return damaged();
    archive_entry* entry = nullptr;
    for (int count = 0;; ++count) {
      const int state = archive_read_next_header(m_reader.get(), &entry);
      if (state == ARCHIVE_EOF) break;
      if (state < ARCHIVE_WARN) return damaged();
      if (count >= k_most_entries)
        return fail(ErrorCode::too_large, "qgis.archive_entries",
                    {{"file", m_file.toStdString()}, {"limit", std::to_string(k_most_entries)}});
      if (auto taken = take(entry); !taken) return tl::unexpected(taken.error());
    }
    if (m_bytes.qgs.isEmpty()) return fail(ErrorCode::damaged, "qgis.archive_no_project", {{"file", m_file.toStdString()}});
    return std::move(m_bytes);
  }

 private:
  tl::unexpected<base::Error> damaged() const {
    const char* detail = archive_error_string(m_reader.get());
    return fail(ErrorCode::damaged, "qgis.archive_damaged", {{"file", m_file.toStdString()}, {"detail", detail != nullptr ? detail : "-"}});
  }

  static bool leads_out(const QString& name) {
    return name.startsWith(QLatin1Char('/')) || name.contains(QLatin1Char('\\')) || name.contains(QLatin1Char(':')) ||
           name.split(QLatin1Char('/')).contains(QLatin1String(".."));
  }

  base::Status take(archive_entry* entry) {
    const char* utf8 = archive_entry_pathname_utf8(entry);
    const QString name = QString::fromUtf8(utf8 != nullptr ? utf8 : archive_entry_pathname(entry));
    if (leads_out(name) || archive_entry_symlink(entry) != nullptr || archive_entry_hardlink(entry) != nullptr)
      return fail(ErrorCode::refused, "qgis.archive_unsafe", {{"file", m_file.toStdString()}, {"entry", name.toStdString()}});
    const bool qgs = name.endsWith(QLatin1String(".qgs"), Qt::CaseInsensitive);
    const bool qgd = name.endsWith(QLatin1String(".qgd"), Qt::CaseInsensitive);
    if (qgs && m_bytes.qgs.isEmpty()) return read_into(m_bytes.qgs, k_most_qgs_bytes);
    if (qgd && m_bytes.qgd.isEmpty()) return read_into(m_bytes.qgd, k_most_qgd_bytes);
    return {};
  }

  base::Status read_into(QByteArray& bytes, qint64 limit) {
    std::array<char, 1U << 16> buffer{};
    for (;;) {
      const auto got = archive_read_data(m_reader.get(), buffer.data(), buffer.size());
      if (got == 0) return {};
      if (got < 0) return damaged();
      if (bytes.size() + got > limit)
        return fail(ErrorCode::too_large, "qgis.archive_bytes",
                    {{"file", m_file.toStdString()}, {"limit_mb", std::to_string(limit >> 20)}});
      bytes.append(buffer.data(), static_cast<int>(got));
    }
  }

  const QString& m_file;
  std::unique_ptr<archive, ArchiveCloser> m_reader;
  ProjectBytes m_bytes;
};

}  // namespace

base::Result<ProjectBytes> read_project_bytes(const QString& file) {
  const std::vector<base::Argument> named{{"file", file.toStdString()}};
  QFile source(file);
  if (!source.exists()) return fail(ErrorCode::not_found, "qgis.file_missing", named);
  if (!source.open(QIODevice::ReadOnly)) return fail(ErrorCode::unreadable, "qgis.file_unreadable", named);
  if (source.size() > k_most_packed_bytes)
    return fail(ErrorCode::too_large, "qgis.archive_bytes", {named[0], {"limit_mb", std::to_string(k_most_packed_bytes >> 20)}});
  if (source.peek(2) == "PK") return Unpacker(file).run();
  if (source.size() > k_most_qgs_bytes)
    return fail(ErrorCode::too_large, "qgis.archive_bytes", {named[0], {"limit_mb", std::to_string(k_most_qgs_bytes >> 20)}});
  return ProjectBytes{source.readAll(), {}};
}

}  // namespace skizze::qgis_helper
