// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>
#include <utility>

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;
using FileKey = std::pair<dev_t, ino_t>;

/// Files locked by this process. Asked before a second handle is opened, since closing that handle would drop SQLite's locks.
struct Registry {
  std::mutex mutex;
  std::set<FileKey> open;
};

Registry& registry() {
  static Registry instance;
  return instance;
}

auto in_use(const std::filesystem::path& path) {
  return fail(ErrorCode::conflict, "store.in_use", {{"file", path.string()}}, {path.string(), {}, {}, -1});
}
auto cannot_open(const std::filesystem::path& path) {
  return fail(ErrorCode::unreadable, "store.cannot_open", {{"file", path.string()}, {"detail", std::strerror(errno)}},
              {path.string(), {}, {}, -1});
}

}  // namespace

struct FileLock::Impl {
  FileKey key;
  int handle = -1;

  ~Impl() {
    if (handle >= 0) ::close(handle);
    const std::lock_guard guard(registry().mutex);
    registry().open.erase(key);
  }
};

FileLock::FileLock(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
FileLock::FileLock(FileLock&&) noexcept = default;
FileLock& FileLock::operator=(FileLock&&) noexcept = default;
FileLock::~FileLock() = default;

base::Result<FileLock> FileLock::take(const std::filesystem::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return cannot_open(path);
  const FileKey key{info.st_dev, info.st_ino};
  {
    const std::lock_guard guard(registry().mutex);
    if (!registry().open.insert(key).second) return in_use(path);
  }
  auto impl = std::make_unique<Impl>();
  impl->key = key;
  impl->handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (impl->handle < 0) return cannot_open(path);
  if (::flock(impl->handle, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return in_use(path);
    return cannot_open(path);
  }
  return FileLock(std::move(impl));
}

void flush_folder(const std::filesystem::path& folder) {
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

base::Status flush_file(const std::filesystem::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return cannot_open(path);
  const int code = ::fsync(handle);
  ::close(handle);
  if (code != 0)
    return fail(ErrorCode::no_space, "store.no_space", {{"file", path.string()}, {"detail", "fsync"}}, {path.string(), {}, {}, -1});
  return {};
}

}  // namespace skizze::store
