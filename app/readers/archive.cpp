// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <memory>

#include "readers/text.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;

/// Small archives may grow this far whatever the ratio: an empty grid packs 1000 : 1 and harms nobody.
constexpr std::uint64_t k_harmless_bytes = 32U << 20;

struct ArchiveCloser {
  void operator()(archive* a) const { archive_read_free(a); }
};
using ArchivePtr = std::unique_ptr<archive, ArchiveCloser>;

class Unpacker {
 public:
  Unpacker(const std::filesystem::path& file, std::filesystem::path into, const Limits& limits, base::CancelToken token)
      : m_file(file), m_into(std::move(into)), m_token(std::move(token)) {
    std::error_code ignored;
    const std::uint64_t packed = std::filesystem::file_size(file, ignored);
    m_entries_left = limits.archive_entries;
    m_ratio = limits.unpack_ratio;
    m_limit = std::min(limits.unpacked_bytes, std::max(packed * limits.unpack_ratio, k_harmless_bytes));
    m_by_ratio = m_limit < limits.unpacked_bytes;
  }

  base::Result<std::vector<std::filesystem::path>> run() {
    const ArchivePtr reader(archive_read_new());
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_read_support_filter_gzip(reader.get());
    if (archive_read_open_filename(reader.get(), m_file.c_str(), 1U << 16) != ARCHIVE_OK) return damaged(reader.get());
    archive_entry* entry = nullptr;
    for (;;) {
      const int state = archive_read_next_header(reader.get(), &entry);
      if (state == ARCHIVE_EOF) break;
      if (state < ARCHIVE_WARN) return damaged(reader.get());
      if (auto status = take(reader.get(), entry); !status) return tl::unexpected(status.error());
    }
    std::sort(m_files.begin(), m_files.end());
    return std::move(m_files);
  }

 private:
  tl::unexpected<base::Error> damaged(archive* reader) const {
    const char* detail = archive_error_string(reader);
    return fail(ErrorCode::damaged, "readers.archive_damaged", {{"detail", detail ? detail : "-"}});
  }

  std::string name_of(archive* reader, archive_entry* entry) const {
    if (archive_format(reader) == ARCHIVE_FORMAT_RAW) return m_file.stem().string();
    const char* name = archive_entry_pathname_utf8(entry);
    if (!name) name = archive_entry_pathname(entry);
    std::string text = name ? name : "entry_" + std::to_string(m_files.size());
    return is_utf8(text) ? text : utf8_from_windows_1252(text);
  }

  static bool leads_out(const std::filesystem::path& name) {
    const std::string text = name.string();
    return name.is_absolute() || text.find('\\') != std::string::npos || text.find(':') != std::string::npos ||
           std::any_of(name.begin(), name.end(), [](const auto& part) { return part == ".."; });
  }

  base::Status take(archive* reader, archive_entry* entry) {
    if (m_entries_left-- == 0) return fail(ErrorCode::too_large, "readers.archive_entries");
    const std::filesystem::path name = name_of(reader, entry);
    const bool raw = archive_format(reader) == ARCHIVE_FORMAT_RAW;
    const auto type = raw ? AE_IFREG : archive_entry_filetype(entry);
    if (leads_out(name) || archive_entry_symlink(entry) || archive_entry_hardlink(entry) || (type != AE_IFREG && type != AE_IFDIR)) {
      return fail(ErrorCode::refused, "readers.archive_unsafe", {{"entry", name.string()}});
    }
    if (type == AE_IFDIR) return {};
    const auto place = m_into / name;
    std::error_code error;
    std::filesystem::create_directories(place.parent_path(), error);
    std::ofstream out(place, std::ios::binary);
    if (error || !out)
      return fail(errno == ENOSPC ? ErrorCode::no_space : ErrorCode::damaged,
                  errno == ENOSPC ? "base.disk_full" : "readers.archive_damaged", {{"detail", name.string()}, {"file", name.string()}});
    m_files.push_back(place);
    return copy(reader, out, name.string());
  }

  base::Status copy(archive* reader, std::ofstream& out, const std::string& name) {
    std::array<char, 1U << 16> buffer{};
    for (;;) {
      if (m_token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
      const auto got = archive_read_data(reader, buffer.data(), buffer.size());
      if (got == 0) return {};
      if (got < 0) return damaged(reader);
      m_unpacked += static_cast<std::uint64_t>(got);
      if (m_unpacked > m_limit) return too_large();
      errno = 0;
      out.write(buffer.data(), got);
      if (!out) return fail(ErrorCode::no_space, "base.disk_full", {{"file", name}});
    }
  }

  tl::unexpected<base::Error> too_large() const {
    if (m_by_ratio) return fail(ErrorCode::too_large, "readers.archive_ratio", {{"ratio", std::to_string(m_ratio)}});
    return fail(ErrorCode::too_large, "readers.archive_bytes", {{"limit_mb", std::to_string(m_limit >> 20)}});
  }

  const std::filesystem::path& m_file;
  std::filesystem::path m_into;
  base::CancelToken m_token;
  std::uint64_t m_entries_left = 0;
  std::uint64_t m_ratio = 0;
  std::uint64_t m_limit = 0;
  bool m_by_ratio = false;
  std::uint64_t m_unpacked = 0;
  std::vector<std::filesystem::path> m_files;
};

}  // namespace

base::Result<std::vector<std::filesystem::path>> unpack(const std::filesystem::path& archive, const std::filesystem::path& into,
                                                        const Limits& limits, base::CancelToken token) {
  return Unpacker(archive, into, limits, std::move(token)).run();
}

}  // namespace skizze::readers
