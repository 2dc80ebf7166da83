// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mapped_file.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace skizze::base {

#ifdef _WIN32

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const HANDLE handle =
      CreateFileW(file.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (handle == INVALID_HANDLE_VALUE) {
    const bool missing = GetLastError() == ERROR_FILE_NOT_FOUND || GetLastError() == ERROR_PATH_NOT_FOUND;
    return fail(missing ? ErrorCode::not_found : ErrorCode::unreadable, missing ? "base.file_missing" : "base.file_unreadable", {{"file", file.string()}});
  }
  LARGE_INTEGER size{};
  GetFileSizeEx(handle, &size);
  const HANDLE mapping = size.QuadPart > 0 ? CreateFileMappingW(handle, nullptr, PAGE_READONLY, 0, 0, nullptr) : nullptr;
  CloseHandle(handle);
  if (size.QuadPart == 0) return MappedFile();
  const void* view = mapping ? MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0) : nullptr;
  if (mapping) CloseHandle(mapping);
  if (!view) return fail(ErrorCode::unreadable, "base.file_unreadable", {{"file", file.string()}});
  return MappedFile(std::span(static_cast<const std::byte*>(view), static_cast<std::size_t>(size.QuadPart)));
}

MappedFile::~MappedFile() {
  if (!m_bytes.empty()) UnmapViewOfFile(m_bytes.data());
}

#else

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return fail(missing ? ErrorCode::not_found : ErrorCode::unreadable, missing ? "base.file_missing" : "base.file_unreadable", {{"file", file.string()}});
  }
  struct stat status {};
  const bool known = fstat(handle, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = static_cast<std::size_t>(known ? status.st_size : 0);
  void* view = size > 0 ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0) : MAP_FAILED;
  close(handle);
  if (known && size == 0) return MappedFile();
  if (view == MAP_FAILED) return fail(ErrorCode::unreadable, "base.file_unreadable", {{"file", file.string()}});
  return MappedFile(std::span(static_cast<const std::byte*>(view), size));
}

MappedFile::~MappedFile() {
  if (!m_bytes.empty()) munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

#endif

}  // namespace skizze::base
