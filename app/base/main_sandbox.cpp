// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/main_sandbox.h"

#ifdef __linux__
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <vector>
#endif
#ifdef STADTSKIZZE_HAVE_SECCOMP
#include <seccomp.h>
#endif

namespace skizze::base {

#ifdef __linux__
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool k_sanitized = true;  // their shadow memory takes terabytes of address space
#else
constexpr bool k_sanitized = false;
#endif

void limit(__rlimit_resource_t what, std::uint64_t value) {
  rlimit current{};
  getrlimit(what, &current);
  const rlim_t wanted = value == 0 ? current.rlim_max : std::min<rlim_t>(value, current.rlim_max);
  const rlimit next{wanted, wanted};
  setrlimit(what, &next);
}

#ifdef STADTSKIZZE_HAVE_SECCOMP
/// Answered with EPERM, so that a library that only tries goes on without.
constexpr std::array k_denied{SCMP_SYS(socket),
                              SCMP_SYS(socketpair),
                              SCMP_SYS(connect),
                              SCMP_SYS(bind),
                              SCMP_SYS(listen),
                              SCMP_SYS(accept),
                              SCMP_SYS(accept4),
                              SCMP_SYS(sendto),
                              SCMP_SYS(sendmsg),
                              SCMP_SYS(sendmmsg),
                              SCMP_SYS(execve),
                              SCMP_SYS(execveat),
                              SCMP_SYS(fork),
                              SCMP_SYS(vfork),
                              SCMP_SYS(ptrace),
                              SCMP_SYS(process_vm_readv),
                              SCMP_SYS(process_vm_writev),
                              SCMP_SYS(pidfd_open),
                              SCMP_SYS(pidfd_getfd),
                              SCMP_SYS(kill),
                              SCMP_SYS(mount),
                              SCMP_SYS(umount2),
                              SCMP_SYS(pivot_root),
                              SCMP_SYS(chroot),
                              SCMP_SYS(unshare),
                              SCMP_SYS(setns),
                              SCMP_SYS(bpf),
                              SCMP_SYS(perf_event_open),
                              SCMP_SYS(keyctl),
                              SCMP_SYS(add_key),
                              SCMP_SYS(request_key),
                              SCMP_SYS(init_module),
                              SCMP_SYS(finit_module),
                              SCMP_SYS(delete_module),
                              SCMP_SYS(kexec_load),
                              SCMP_SYS(reboot),
                              SCMP_SYS(swapon),
                              SCMP_SYS(swapoff),
                              SCMP_SYS(sethostname),
                              SCMP_SYS(setdomainname),
                              SCMP_SYS(settimeofday),
                              SCMP_SYS(clock_settime),
                              SCMP_SYS(io_uring_setup),
                              SCMP_SYS(userfaultfd),
                              SCMP_SYS(open_by_handle_at),
                              SCMP_SYS(symlink),
                              SCMP_SYS(symlinkat),
                              SCMP_SYS(link),
                              SCMP_SYS(linkat),
                              SCMP_SYS(mknod),
                              SCMP_SYS(mknodat),
                              SCMP_SYS(chown),
                              SCMP_SYS(fchown),
                              SCMP_SYS(lchown),
                              SCMP_SYS(fchownat),
                              SCMP_SYS(setuid),
                              SCMP_SYS(setgid),
                              SCMP_SYS(setreuid),
                              SCMP_SYS(setregid),
                              SCMP_SYS(setresuid),
                              SCMP_SYS(setresgid),
                              SCMP_SYS(capset),
                              SCMP_SYS(setxattr),
                              SCMP_SYS(lsetxattr),
                              SCMP_SYS(fsetxattr),
                              SCMP_SYS(quotactl),
                              SCMP_SYS(acct),
                              SCMP_SYS(syslog)};

bool filter_calls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (!filter) return false;
  bool good = true;
  for (const int call : k_denied) good = (call < 0 || seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0) && good;
  // clone() only for threads; clone3() hides its flags in memory, so glibc must fall back to clone().
  good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 && good;
  good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && good;
  good = seccomp_load(filter) == 0 && good;
  seccomp_release(filter);
  return good;
}
#else
bool filter_calls() { return false; }
#endif

#if defined(SYS_landlock_create_ruleset) && defined(LANDLOCK_ACCESS_FS_WRITE_FILE)
// Everything that changes a file system, as of Landlock ABI 1; later rights are added where the headers know them.
constexpr std::uint64_t k_write_rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                         LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                         LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                                         LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::uint64_t k_truncate_right = 1ULL << 14;  // LANDLOCK_ACCESS_FS_TRUNCATE, ABI 3
constexpr std::uint64_t k_refer_right = 1ULL << 13;     // LANDLOCK_ACCESS_FS_REFER, ABI 2: renaming between folders

bool allow_below(int rules, const char* path, std::uint64_t rights) {
  const int folder = open(path, O_PATH | O_CLOEXEC);
  if (folder < 0) return false;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = folder;
  const bool good = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  close(folder);
  return good;
}

bool restrict_writing(const std::filesystem::path& out_dir) {
  const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return false;
  std::uint64_t rights = k_write_rights;
  if (abi >= 2) rights |= k_refer_right;
  if (abi >= 3) rights |= k_truncate_right;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = rights;
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (rules < 0) return false;
  bool good = out_dir.empty() || allow_below(rules, out_dir.c_str(), rights);
  allow_below(rules, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE);
  good = good && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return good;
}

/// What a process needs of the system to load libraries and to know coordinate systems; /etc holds no person's data that matter here, and is
/// still left out but for the loader's cache.
std::vector<std::filesystem::path> system_places() {
  std::vector<std::filesystem::path> places{"/usr", "/lib", "/lib64", "/dev/null", "/dev/urandom", "/etc/ld.so.cache", "/proc/self/maps"};
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) places.push_back(program.parent_path().parent_path());
  for (const char* variable : {"PROJ_DATA", "PROJ_LIB", "GDAL_DATA"}) {
    if (const char* place = std::getenv(variable)) places.emplace_back(place);
  }
  return places;
}

bool restrict_reading(const std::vector<std::filesystem::path>& folders) {
  constexpr std::uint64_t k_file_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
  constexpr std::uint64_t k_rights = k_file_rights | LANDLOCK_ACCESS_FS_READ_DIR;
  if (syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) return false;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = k_rights;
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (rules < 0) return false;
  auto places = system_places();
  places.insert(places.end(), folders.begin(), folders.end());
  for (const auto& place : places) {
    std::error_code ignored;  // what is not there needs no right
    allow_below(rules, place.c_str(), std::filesystem::is_directory(place, ignored) ? k_rights : k_file_rights);
  }
  const bool good = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return good;
}
#else
bool restrict_writing(const std::filesystem::path&) { return false; }
bool restrict_reading(const std::vector<std::filesystem::path>&) { return false; }
#endif

}  // namespace

bool confine_process(const SandboxLimits& limits) {
  if (!k_sanitized && limits.memory_bytes > 0) limit(RLIMIT_AS, limits.memory_bytes);
  if (limits.cpu_s > 0) limit(RLIMIT_CPU, limits.cpu_s);
  if (limits.file_bytes > 0) limit(RLIMIT_FSIZE, limits.file_bytes);
  limit(RLIMIT_NOFILE, limits.open_files);
  rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  // Over the file limit a write fails with EFBIG and is reported, instead of killing the process.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  return filter_calls();
}

bool confine_writing(const std::filesystem::path& out_dir) { return restrict_writing(out_dir); }
bool confine_reading(const std::vector<std::filesystem::path>& folders) { return restrict_reading(folders); }

#else

bool confine_process(const SandboxLimits&) { return false; }
bool confine_writing(const std::filesystem::path&) { return false; }
bool confine_reading(const std::vector<std::filesystem::path>&) { return false; }

#endif

}  // namespace skizze::base
