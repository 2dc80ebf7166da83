// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/working_copy.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

#include "base/id.h"
#include "store/backups.h"
#include "store/file_lock.h"
#include "store/time_text.h"

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;
namespace fs = std::filesystem;

base::Where at(const fs::path& path) { return {path.string(), {}, {}, -1}; }

auto out_of_reach(const fs::path& path, const std::string& detail) {
  return fail(ErrorCode::unreadable, "store.share_away", {{"file", path.string()}, {"detail", detail}}, at(path));
}

/// What tells that a file is still the one it was. All zero: there is none.
struct Fingerprint {
  std::int64_t size = 0;
  std::int64_t modified_ns = 0;
  bool operator==(const Fingerprint&) const = default;
};

Fingerprint fingerprint(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return {};
  return {info.st_size, static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec};
}

/// 0 when the folder cannot be reached.
dev_t device_of(const fs::path& folder) {
  struct stat info {};
  return ::stat(folder.c_str(), &info) == 0 ? info.st_dev : 0;
}

/// Both sides as they were when they last were the same; kept beside the local copy.
struct Origin {
  Fingerprint shared;
  Fingerprint local;
};

Origin read_origin(const fs::path& path) {
  Origin origin;
  std::ifstream(path) >> origin.shared.size >> origin.shared.modified_ns >> origin.local.size >> origin.local.modified_ns;
  return origin;
}

base::Status write_origin(const fs::path& path, const Origin& origin) {
  const fs::path part = path.string() + ".part";
  {
    std::ofstream out(part, std::ios::trunc);
    out << origin.shared.size << ' ' << origin.shared.modified_ns << ' ' << origin.local.size << ' ' << origin.local.modified_ns << '\n';
    if (!out.flush()) return fail(ErrorCode::no_space, "store.no_space", {{"file", path.string()}, {"detail", "origin"}}, at(path));
  }
  if (auto status = flush_file(part); !status) return status;
  std::error_code error;
  fs::rename(part, path, error);
  flush_folder(path.parent_path());
  return {};
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("?");
}

/// A time that Windows allows in names, too.
std::string file_time() {
  std::string time = iso_time(now_ms());
  std::ranges::replace(time, ':', '-');
  return time;
}

std::string user_name() {
  const char* name = std::getenv("USER");
  return name == nullptr || *name == '\0' ? std::to_string(::getuid()) : name;
}

/// Beside the shared file, one word a line: host, process, user, time. Network locks are not to be trusted; creating a file is.
class ShareLock {
 public:
  static base::Result<ShareLock> take(const fs::path& shared) {
    const fs::path path = shared.parent_path() / ("." + shared.filename().string() + ".lock");
    for (int attempt = 0; attempt < 2; ++attempt) {
      const int handle = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
      if (handle >= 0) return filled(path, handle);
      if (errno != EEXIST) return out_of_reach(shared, std::strerror(errno));
      if (auto free = left_behind(path, shared); !free) return tl::unexpected(free.error());
      std::error_code error;
      fs::remove(path, error);
    }
    return out_of_reach(shared, "lock");
  }
  ShareLock(ShareLock&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
  ShareLock& operator=(ShareLock&& other) noexcept {
    std::swap(m_path, other.m_path);
    return *this;
  }
  ~ShareLock() {
    std::error_code error;
    if (!m_path.empty()) fs::remove(m_path, error);
  }

 private:
  explicit ShareLock(fs::path path) : m_path(std::move(path)) {}

  static base::Result<ShareLock> filled(const fs::path& path, int handle) {
    const std::string text = host_name() + "\n" + std::to_string(::getpid()) + "\n" + user_name() + "\n" + iso_time(now_ms()) + "\n";
    const bool whole = ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(handle);
    ShareLock lock(path);
    if (!whole) return out_of_reach(path, std::strerror(errno));
    return lock;
  }

  /// Only a process of this workstation can be seen to be gone.
  static base::Status left_behind(const fs::path& path, const fs::path& shared) {
    std::string host;
    std::string user;
    std::string since;
    pid_t process = 0;
    std::ifstream(path) >> host >> process >> user >> since;
    const bool gone = host == host_name() && process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
    if (gone) return {};
    return fail(ErrorCode::conflict, "store.in_use_elsewhere",
                {{"file", shared.string()}, {"user", user}, {"host", host}, {"since", since}, {"lock", path.string()}}, at(shared));
  }

  fs::path m_path;
};

}  // namespace

bool lies_on_share(const fs::path& path) {
  struct statfs info {};
  std::error_code error;
  const fs::path there = fs::exists(path, error) ? path : fs::absolute(path, error).parent_path();
  if (::statfs(there.c_str(), &info) != 0) return false;
  // linux/magic.h, and those that it leaves out
  constexpr std::array<std::uint32_t, 10> k_network = {0x6969,     0x517B,     0xFF534D42, 0xFE534D42, 0x5346414F,
                                                       0x6B414653, 0x00C36400, 0x01021997, 0x65735546, 0x47504653};
  for (const auto magic : k_network)
    if (static_cast<std::uint32_t>(info.f_type) == magic) return true;
  return false;
}

fs::path working_root() {
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  const fs::path base = data != nullptr && *data != '\0' ? fs::path(data) : fs::path(home != nullptr ? home : ".") / ".local/share";
  return base / "stadtskizze" / "working";
}

base::Status copy_whole(const fs::path& from, const fs::path& to) {
  const fs::path part = to.string() + "." + base::to_string(base::new_uuid()) + ".part";
  std::error_code error;
  fs::copy_file(from, part, error);
  base::Status status = error ? base::Status(out_of_reach(to, error.message())) : flush_file(part);
  if (status) {
    fs::rename(part, to, error);
    if (error) status = out_of_reach(to, error.message());
  }
  std::error_code ignored;
  if (!status) fs::remove(part, ignored);
  if (status) flush_folder(to.parent_path());
  return status;
}

struct WorkingCopy::Impl {
  fs::path shared;  // where write_back() writes: the shared file, or a new name beside it once they have parted
  fs::path local;
  dev_t device = 0;  // of the shared folder
  std::optional<ShareLock> lock;
  Origin origin;
  std::vector<feature::Notice> notices;
  bool ready = false;

  fs::path origin_file() const { return local.parent_path() / "origin"; }
  bool ahead() const { return fingerprint(local) != origin.local; }

  base::Status begin();
  base::Status fetch();
  base::Status keep_left();
  fs::path name_beside() const;
  ~Impl();
};

base::Status WorkingCopy::Impl::begin() {
  std::error_code error;
  fs::create_directories(local.parent_path(), error);
  if (!fs::exists(local, error)) return fetch();
  origin = read_origin(origin_file());
  const bool same_shared = fingerprint(shared) == origin.shared;
  if (same_shared && ahead()) {
    notices.push_back({feature::Severity::info, {"store.share_continued", {{"file", shared.string()}}}, 0, {}});
    return {};
  }
  if (ahead()) {
    if (auto status = keep_left(); !status) return status;
  }
  return fetch();
}

base::Status WorkingCopy::Impl::fetch() {
  std::error_code error;
  for (const char* end : {"", "-journal", "-wal", "-shm"}) fs::remove(local.string() + end, error);
  const auto before = fingerprint(shared);
  if (before == Fingerprint{}) return fail(ErrorCode::not_found, "store.not_found", {{"file", shared.string()}}, at(shared));
  if (auto status = copy_whole(shared, local); !status) return status;
  if (fingerprint(shared) != before) return out_of_reach(shared, "changed while it was copied");
  origin = {before, fingerprint(local)};
  return write_origin(origin_file(), origin);
}

/// A journal belongs to its file by name, so both move.
base::Status WorkingCopy::Impl::keep_left() {
  const fs::path kept = local.parent_path() / (local.stem().string() + " " + file_time() + ".gpkg");
  std::error_code error;
  if (fs::exists(local.string() + "-journal", error)) fs::rename(local.string() + "-journal", kept.string() + "-journal", error);
  fs::rename(local, kept, error);
  if (error) return out_of_reach(local, error.message());
  notices.push_back({feature::Severity::warning, {"store.share_kept_left", {{"file", shared.string()}, {"copy", kept.string()}}}, 0, {}});
  return {};
}

fs::path WorkingCopy::Impl::name_beside() const {
  return shared.parent_path() / (shared.stem().string() + " (" + user_name() + " " + file_time().substr(0, 19) + ").gpkg");
}

WorkingCopy::Impl::~Impl() {
  if (!ready || ahead()) return;  // what the share does not have stays for the next opening
  std::error_code error;
  fs::remove(origin_file(), error);
  fs::remove(local, error);
  fs::remove(local.parent_path(), error);  // only when nothing else is kept there
}

WorkingCopy::WorkingCopy(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
WorkingCopy::WorkingCopy(WorkingCopy&&) noexcept = default;
WorkingCopy& WorkingCopy::operator=(WorkingCopy&&) noexcept = default;
WorkingCopy::~WorkingCopy() = default;

base::Result<WorkingCopy> WorkingCopy::open(const fs::path& shared, const fs::path& root) {
  auto impl = std::make_unique<Impl>();
  impl->shared = shared;
  impl->device = device_of(shared.parent_path());
  impl->local = root / backup_folder({}, shared).filename() / shared.filename();
  auto lock = ShareLock::take(shared);
  if (!lock) return tl::unexpected(std::move(lock.error()));
  impl->lock.emplace(std::move(*lock));
  if (auto status = impl->begin(); !status) return tl::unexpected(std::move(status.error()));
  impl->ready = true;
  return WorkingCopy(std::move(impl));
}

bool WorkingCopy::ahead() const { return m_impl->ahead(); }
const fs::path& WorkingCopy::local() const { return m_impl->local; }
const std::vector<feature::Notice>& WorkingCopy::notices() const { return m_impl->notices; }

void WorkingCopy::settle() { m_impl->origin.local = fingerprint(m_impl->local); }

base::Status WorkingCopy::write_back(const fs::path& snapshot) {
  Impl& d = *m_impl;
  const auto local_now = fingerprint(d.local);
  const fs::path before = d.shared;
  const auto there = fingerprint(d.shared);
  const bool gone = there == Fingerprint{} && d.origin.shared != Fingerprint{};
  // An unmounted share leaves an empty folder of the laptop's own disk behind.
  if (gone && d.device != device_of(d.shared.parent_path())) return out_of_reach(d.shared, "");
  const bool changed = !gone && there != d.origin.shared;
  const fs::path target = changed ? d.name_beside() : d.shared;
  if (auto status = copy_whole(snapshot, target); !status) return status;
  d.shared = target;
  d.origin = {fingerprint(d.shared), local_now};
  if (auto status = write_origin(d.origin_file(), d.origin); !status) return status;
  if (!changed) return {};
  return fail(ErrorCode::conflict, "store.share_changed", {{"file", before.string()}, {"copy", d.shared.string()}}, at(before));
}

}  // namespace skizze::store
