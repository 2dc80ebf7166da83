// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Faults of the disk: the n-th operation fails, and a real limit on file size.
#include <QtTest>

#include <sys/resource.h>

#include <csignal>

#include "app/store/disk_shim.h"
#include "app/store/project_fixture.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;
using base::ErrorCode;

namespace {

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
