// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Faults of the disk: a VFS in front of the system's own that fails the n-th operation, and a real limit on file size.
#include <QtTest>

#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <cstring>

#include "app/store/project_fixture.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;
using base::ErrorCode;

namespace {

/// Counts writes, syncs and truncations of all files; from the n-th on (or only then) they fail with a code.
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
} g_faults;

struct ShimFile {
  sqlite3_file base;
  sqlite3_file* real;
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<ShimFile*>(file)->real; }

int shim_close(sqlite3_file* file) {
  auto* inner = real(file);
  const int code = inner->pMethods ? inner->pMethods->xClose(inner) : SQLITE_OK;
  sqlite3_free(inner);
  return code;
}
int shim_read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), to, n, at); }
int shim_write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (g_faults.strike()) return g_faults.code;
  return real(f)->pMethods->xWrite(real(f), from, n, at);
}
int shim_truncate(sqlite3_file* f, sqlite3_int64 n) { return real(f)->pMethods->xTruncate(real(f), n); }
int shim_sync(sqlite3_file* f, int flags) {
  if (g_faults.strike()) return g_faults.code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
  return real(f)->pMethods->xSync(real(f), flags);
}
int shim_size(sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); }
int shim_lock(sqlite3_file* f, int l) { return real(f)->pMethods->xLock(real(f), l); }
int shim_unlock(sqlite3_file* f, int l) { return real(f)->pMethods->xUnlock(real(f), l); }
int shim_reserved(sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
int shim_control(sqlite3_file* f, int op, void* arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
int shim_sector(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int shim_device(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }

const sqlite3_io_methods k_methods{1,         shim_close,  shim_read,     shim_write,   shim_truncate, shim_sync,   shim_size,
                                   shim_lock, shim_unlock, shim_reserved, shim_control, shim_sector,   shim_device, nullptr,
                                   nullptr,   nullptr,     nullptr,       nullptr,      nullptr};

sqlite3_vfs* g_system = nullptr;
sqlite3_vfs g_shim;

int shim_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* shim = reinterpret_cast<ShimFile*>(file);
  shim->base.pMethods = nullptr;
  shim->real = static_cast<sqlite3_file*>(sqlite3_malloc(g_system->szOsFile));
  std::memset(shim->real, 0, static_cast<std::size_t>(g_system->szOsFile));
  const int code = g_system->xOpen(g_system, name, shim->real, flags, out_flags);
  if (code == SQLITE_OK)
    shim->base.pMethods = &k_methods;
  else
    sqlite3_free(shim->real);
  return code;
}

/// SQLite uses the shim while one of these lives.
struct WithShim {
  WithShim() {
    g_faults = {};
    g_system = sqlite3_vfs_find(nullptr);
    g_shim = *g_system;
    g_shim.zName = "faults";
    g_shim.szOsFile = sizeof(ShimFile);
    g_shim.xOpen = shim_open;
    sqlite3_vfs_register(&g_shim, 1);
  }
  ~WithShim() {
    g_faults = {};
    sqlite3_vfs_register(g_system, 1);
    sqlite3_vfs_unregister(&g_shim);
  }
};

/// One scripted piece of work, failing at the n-th disk operation. False when the fault was not reached: the loop is over.
bool survive(long n, bool lasting, int code, ErrorCode expected) {
  const Fixture fixture;
  { auto store = fixture.make(); }
  const WithShim shim;  // after PROJ has opened its own database, and longer than the project is open
  auto opened = ProjectStore::open(fixture.file());
  const auto scenario = first_scenario(*opened);
  const auto measure = lane(scenario);
  opened->apply(one("t.a", base::added(measure)));
  const auto before = state_text(*opened->load());
  auto moved = measure;
  moved.name = std::string(150, 'x');
  Transaction work = one("t.b", base::changed(measure, moved));
  for (int i = 0; i < 5; ++i) work.changes.emplace_back(base::added(pin(std::string(1900, 'y'))));
  g_faults.until = n;
  g_faults.lasting = lasting;
  g_faults.code = code;
  const auto result = opened->apply(work);
  const bool hit = g_faults.hit;
  g_faults = {};
  const auto check = opened->check();
  if (!check || !check->clean()) qFatal("damaged after fault %ld", n);
  const auto after = state_text(*opened->load());
  if (result) return hit;  // the fault fell into something that does not matter, or came too late
  if (result.error().code != expected) qFatal("fault %ld: %s", n, result.error().message.id.c_str());
  if (after != before) qFatal("state changed by fault %ld", n);
  if (!opened->apply(work)) qFatal("no recovery after fault %ld", n);  // resumes alone
  return true;
}

}  // namespace

class TestFaults : public QObject {
  Q_OBJECT

 private slots:
  void a_disk_that_fills_up_at_any_write_changes_nothing() {
    long n = 0;
    while (survive(n, true, SQLITE_FULL, ErrorCode::no_space)) ++n;
    QVERIFY2(n > 5, std::to_string(n).c_str());
  }
  void a_single_write_error_changes_nothing() {
    long n = 0;
    while (survive(n, false, SQLITE_IOERR_WRITE, ErrorCode::unreadable)) ++n;
    QVERIFY2(n > 5, std::to_string(n).c_str());
  }
  void a_real_limit_on_file_size_is_reported_as_no_space() {
    const Fixture fixture;
    auto store = fixture.make();
    store.apply(one("t.a", base::added(pin())));
    const auto before = state_text(*store.load());
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    rlimit tight = old;
    tight.rlim_cur = std::filesystem::file_size(fixture.file()) + 4096;
    setrlimit(RLIMIT_FSIZE, &tight);
    Transaction big = one("t.big", base::added(pin(std::string(2000, 'z'))));
    for (int i = 0; i < 20; ++i) big.changes.emplace_back(base::added(pin(std::string(2000, 'z'))));
    const auto result = store.apply(big);
    const auto backup = store.backup(fixture.file("copy.gpkg"));
    setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(!result);
    QVERIFY2(result.error().code == ErrorCode::no_space, result.error().message.id.c_str());
    QCOMPARE(state_text(*store.load()), before);
    QVERIFY(store.apply(big).has_value());
    QVERIFY(!backup || std::filesystem::exists(fixture.file("copy.gpkg")));
    QVERIFY(store.check()->clean());
  }
  void a_file_that_may_not_be_written_opens_for_reading_only() {
    if (geteuid() == 0) QSKIP("root may write everything");
    const Fixture fixture;
    { auto store = fixture.make(); }
    std::filesystem::permissions(fixture.file(), std::filesystem::perms::owner_read);
    QVERIFY(ProjectStore::open(fixture.file()).error().code == ErrorCode::no_space);
    QVERIFY(ProjectStore::open(fixture.file(), OpenMode::read_only).has_value());
  }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "test_faults.moc"
