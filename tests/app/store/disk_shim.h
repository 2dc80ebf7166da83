// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A SQLite VFS in front of the system's own: it can fail the n-th operation, and it can write down everything that goes to the disk.
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <string>
#include <vector>

namespace skizze::test {

/// Writes and syncs of all files are counted; from the n-th on (or only then) they fail with a code.
struct Faults {
  long until = -1;      ///< operations that still work; negative: all
  bool lasting = true;  ///< keeps failing, like a full disk
  int code = SQLITE_FULL;
  bool hit = false;

  bool strike() {
    if (until < 0) return false;
    if (until > 0) {
      --until;
      return false;
    }
    hit = true;
    if (!lasting) until = -1;
    return true;
  }
};
inline Faults g_faults;

/// One thing that went to the disk. Until a sync of its file, a write may be lost in a power cut; so may a removal whose folder was not
/// synced.
struct DiskOperation {
  enum class Kind { write, truncate, sync, remove, remove_synced } kind;
  std::string file;
  sqlite3_int64 at = 0;  ///< offset of a write, size of a truncation
  std::string bytes;
};
inline std::vector<DiskOperation>* g_record = nullptr;

namespace shim {

struct File {
  sqlite3_file base;
  sqlite3_file* real;
  std::string* name;
};

inline sqlite3_vfs* g_system = nullptr;
inline sqlite3_vfs g_vfs;

inline sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }
inline void note(sqlite3_file* file, DiskOperation::Kind kind, sqlite3_int64 at = 0, std::string bytes = {}) {
  if (g_record) g_record->push_back({kind, *reinterpret_cast<File*>(file)->name, at, std::move(bytes)});
}

inline int close(sqlite3_file* file) {
  auto* inner = real(file);
  const int code = inner->pMethods ? inner->pMethods->xClose(inner) : SQLITE_OK;
  sqlite3_free(inner);
  delete reinterpret_cast<File*>(file)->name;
  return code;
}
inline int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), to, n, at); }
inline int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (g_faults.strike()) return g_faults.code;
  note(f, DiskOperation::Kind::write, at, std::string(static_cast<const char*>(from), static_cast<std::size_t>(n)));
  return real(f)->pMethods->xWrite(real(f), from, n, at);
}
inline int truncate(sqlite3_file* f, sqlite3_int64 n) {
  note(f, DiskOperation::Kind::truncate, n);
  return real(f)->pMethods->xTruncate(real(f), n);
}
inline int sync(sqlite3_file* f, int flags) {
  if (g_faults.strike()) return g_faults.code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
  note(f, DiskOperation::Kind::sync);
  return real(f)->pMethods->xSync(real(f), flags);
}
inline int size(sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); }
inline int lock(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
inline int unlock(sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
inline int reserved(sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
inline int control(sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
inline int sector(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
inline int device(sqlite3_file*) { return 0; }  // promise nothing: no atomic writes, no order

inline const sqlite3_io_methods k_methods{1,       close,  read,   write,   truncate, sync,    size,    lock,    unlock, reserved,
                                          control, sector, device, nullptr, nullptr,  nullptr, nullptr, nullptr, nullptr};

inline int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* shim = reinterpret_cast<File*>(file);
  shim->base.pMethods = nullptr;
  shim->real = static_cast<sqlite3_file*>(sqlite3_malloc(g_system->szOsFile));
  std::memset(static_cast<void*>(shim->real), 0, static_cast<std::size_t>(g_system->szOsFile));
  const int code = g_system->xOpen(g_system, name, shim->real, flags, out_flags);
  if (code != SQLITE_OK) {
    sqlite3_free(shim->real);
    return code;
  }
  shim->name = new std::string(name ? name : "");
  shim->base.pMethods = &k_methods;
  return code;
}

inline int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  if (g_record) g_record->push_back({sync_folder ? DiskOperation::Kind::remove_synced : DiskOperation::Kind::remove, name, 0, {}});
  return g_system->xDelete(g_system, name, sync_folder);
}

}  // namespace shim

/// SQLite uses the shim while one of these lives. Make it after PROJ has opened its own database, and let it outlive the project.
struct WithShim {
  WithShim() {
    g_faults = {};
    shim::g_system = sqlite3_vfs_find(nullptr);
    shim::g_vfs = *shim::g_system;
    shim::g_vfs.zName = "shim";
    shim::g_vfs.szOsFile = sizeof(shim::File);
    shim::g_vfs.xOpen = shim::open;
    shim::g_vfs.xDelete = shim::remove;
    sqlite3_vfs_register(&shim::g_vfs, 1);
  }
  WithShim(const WithShim&) = delete;
  WithShim& operator=(const WithShim&) = delete;
  ~WithShim() {
    g_faults = {};
    g_record = nullptr;
    sqlite3_vfs_register(shim::g_system, 1);
    sqlite3_vfs_unregister(&shim::g_vfs);
  }
};

}  // namespace skizze::test
