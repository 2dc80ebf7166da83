// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Projects on network shares. A folder plays the share (Place::share); what a share does to us is played on the folder: files that change
/// under our hands, that cannot be written, that vanish.
#include <QtTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "app/store/project_fixture.h"
#include "store/working_copy.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;
namespace fs = std::filesystem;

namespace {

std::size_t pins_in(const fs::path& file) {
  auto store = ProjectStore::open(file, OpenMode::read_only, Place::local);
  return store ? store->load()->contributions.size() : std::size_t{999};
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

void add_pin(ProjectStore& store) { QVERIFY(store.apply(one("store.test", base::Change<participation::Contribution>{{}, pin()}))); }

void wait_for_another_time_stamp() { QTest::qSleep(20); }

}  // namespace

class TestWorkingCopy : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_home;
  std::unique_ptr<QTemporaryDir> m_share;
  fs::path m_file;

  ProjectStore open() const {
    auto store = ProjectStore::open(m_file, OpenMode::read_write, Place::share);
    if (!store) qFatal("%s", store.error().message.id.c_str());
    return std::move(*store);
  }

  /// A session that adds a pin and dies without closing.
  void die_after_a_pin(bool written_back) const {
    const pid_t child = ::fork();
    if (child == 0) {
      auto store = open();
      add_pin(store);
      if (written_back) (void)store.write_back();
      ::raise(SIGKILL);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
  }

 private slots:
  void init() {
    m_home = std::make_unique<QTemporaryDir>();
    m_share = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_home->path().toUtf8());
    m_file = fs::path(m_share->path().toStdString()) / "plan.gpkg";
    QVERIFY(ProjectStore::create(m_file, {25832, "Musterstadt", "Bestand", false, Place::local}));
  }

  void a_folder_of_this_disk_is_no_share() { QVERIFY(!lies_on_share(m_file)); }

  void the_live_file_is_a_local_copy() {
    const auto store = open();
    QVERIFY(store.on_share());
    QCOMPARE(store.path(), m_file);
    QVERIFY(fs::exists(working_root()));
    QVERIFY(working_root().string().starts_with(m_home->path().toStdString()));
  }
  void a_commit_reaches_the_share_when_it_is_written_back() {
    auto store = open();
    QVERIFY(!store.write_back_due());
    add_pin(store);
    QVERIFY(store.write_back_due());
    QCOMPARE(pins_in(m_file), std::size_t{0});
    QVERIFY(store.write_back());
    QVERIFY(!store.write_back_due());
    QCOMPARE(pins_in(m_file), std::size_t{1});
  }
  void closing_writes_back_and_leaves_nothing_behind() {
    {
      auto store = open();
      add_pin(store);
    }
    QCOMPARE(pins_in(m_file), std::size_t{1});
    QCOMPARE(files_in(m_share->path().toStdString()), std::vector<fs::path>{m_file});
    QVERIFY(files_in(m_home->path().toStdString()).empty());
  }
  void a_session_that_only_looks_does_not_touch_the_share() {
    const auto before = fs::last_write_time(m_file);
    wait_for_another_time_stamp();
    { const auto store = open(); }
    QVERIFY(fs::last_write_time(m_file) == before);
    QVERIFY(files_in(m_home->path().toStdString()).empty());
  }
  void another_workstation_is_told_who_has_it() {
    const auto store = open();
    const fs::path lock = m_file.parent_path() / ".plan.gpkg.lock";
    QVERIFY(fs::exists(lock));
    std::ofstream(lock) << "planung-7\n4711\nmeier\n2026-11-22T09:00:00Z\n";
    const auto second = WorkingCopy::open(m_file, fs::path(m_home->path().toStdString()) / "other");
    QVERIFY(!second);
    QCOMPARE(second.error().message.id, std::string("store.in_use_elsewhere"));
    QCOMPARE(second.error().code, base::ErrorCode::conflict);
  }
  void a_second_window_here_is_refused() {
    const auto store = open();
    QVERIFY(!ProjectStore::open(m_file, OpenMode::read_write, Place::share));
  }
  void a_killed_session_is_continued_and_written_back() {
    die_after_a_pin(false);
    QCOMPARE(pins_in(m_file), std::size_t{0});
    auto store = open();
    std::vector<feature::Notice> notices;
    QCOMPARE(store.load(&notices)->contributions.size(), std::size_t{1});
    QCOMPARE(notices.at(0).message.id, std::string("store.share_continued"));
    QVERIFY(store.write_back_due());
    QVERIFY(store.write_back());
    QCOMPARE(pins_in(m_file), std::size_t{1});
  }
  void a_killed_session_and_a_changed_share_both_live() {
    die_after_a_pin(false);
    wait_for_another_time_stamp();
    {
      auto other = *ProjectStore::open(m_file, OpenMode::read_write, Place::local);
      add_pin(other);
      add_pin(other);
    }
    auto store = open();
    std::vector<feature::Notice> notices;
    QCOMPARE(store.load(&notices)->contributions.size(), std::size_t{2});
    QCOMPARE(notices.at(0).message.id, std::string("store.share_kept_left"));
    QCOMPARE(pins_in(notices.at(0).message.arguments.at(1).value), std::size_t{1});
  }
  void a_killed_session_that_was_written_back_leaves_nothing_to_say() {
    die_after_a_pin(true);
    auto store = open();
    std::vector<feature::Notice> notices;
    QCOMPARE(store.load(&notices)->contributions.size(), std::size_t{1});
    QVERIFY(notices.empty());
  }
  void a_file_that_somebody_replaced_is_never_overwritten() {
    auto store = open();
    add_pin(store);
    wait_for_another_time_stamp();
    {
      auto other = *ProjectStore::open(m_file, OpenMode::read_write, Place::local);
      add_pin(other);
      add_pin(other);
    }
    const auto told = store.write_back();
    QVERIFY(!told);
    QCOMPARE(told.error().message.id, std::string("store.share_changed"));
    QCOMPARE(pins_in(m_file), std::size_t{2});
    add_pin(store);
    QVERIFY(store.write_back());  // said once; from now on the new name is ours
    std::vector<std::size_t> pins;
    for (const auto& file : files_in(m_share->path().toStdString()))
      if (file.extension() == ".gpkg") pins.push_back(pins_in(file));
    std::ranges::sort(pins);
    QCOMPARE(pins, (std::vector<std::size_t>{2, 2}));
  }
  void a_share_that_cannot_be_written_costs_nothing() {
    if (::geteuid() == 0) QSKIP("root writes into every folder, so none can play a read-only share");
    auto store = open();
    add_pin(store);
    fs::permissions(m_share->path().toStdString(), fs::perms::owner_read | fs::perms::owner_exec);
    const auto told = store.write_back();
    fs::permissions(m_share->path().toStdString(), fs::perms::owner_all);
    QVERIFY(!told);
    QVERIFY(store.write_back_due());
    QVERIFY(store.write_back());
    QCOMPARE(pins_in(m_file), std::size_t{1});
  }
  void a_share_that_is_gone_costs_nothing() {
    const fs::path away = m_share->path().toStdString() + "-away";
    {
      auto store = open();
      add_pin(store);
      fs::rename(m_share->path().toStdString(), away);
      const auto told = store.write_back();
      QVERIFY(!told);
      QCOMPARE(told.error().message.id, std::string("store.share_away"));
      QVERIFY(store.write_back_due());
    }
    fs::rename(away, m_share->path().toStdString());
    fs::remove(m_file.parent_path() / ".plan.gpkg.lock");
    QCOMPARE(pins_in(m_file), std::size_t{0});
    { const auto store = open(); }  // closing writes back what was left
    QCOMPARE(pins_in(m_file), std::size_t{1});
  }
};

QTEST_GUILESS_MAIN(TestWorkingCopy)
#include "test_working_copy.moc"
