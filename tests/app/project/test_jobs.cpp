// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/jobs.h"

#include <atomic>

#include <QSignalSpy>
#include <QTest>

using namespace skizze;
using project::Job;
using project::Jobs;
using project::JobState;

class TestJobs : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_job_reports_its_end_on_the_callers_thread();
  void an_error_is_kept_with_the_job();
  void a_cancelled_job_ends_as_cancelled();
  void a_job_cancelled_before_it_starts_still_reports();
  void deleting_the_list_waits_for_what_runs();
};

void TestJobs::a_job_reports_its_end_on_the_callers_thread() {
  Jobs jobs;
  QSignalSpy finished(&jobs, &Jobs::finished);
  QThread* seen = nullptr;
  jobs.start(
      {"project.job_open", {{"file", "x"}}},
      [](base::CancelToken, const Jobs::Progress& progress) -> base::Status {
        progress(0.5, {"cli.kind_point", {}});
        return {};
      },
      [&](const base::Status& status) {
        seen = QThread::currentThread();
        QVERIFY(status);
      });
  QCOMPARE(jobs.list().size(), std::size_t{1});
  QTRY_COMPARE(finished.count(), 1);
  QCOMPARE(seen, QThread::currentThread());
  QCOMPARE(finished[0][0].value<Job>().state, JobState::done);
  QVERIFY(jobs.idle());
}

void TestJobs::an_error_is_kept_with_the_job() {
  Jobs jobs;
  QSignalSpy finished(&jobs, &Jobs::finished);
  jobs.start(
      {},
      [](base::CancelToken, const Jobs::Progress&) -> base::Status { return base::fail(base::ErrorCode::damaged, "base.file_unreadable"); },
      {});
  QTRY_COMPARE(finished.count(), 1);
  QCOMPARE(finished[0][0].value<Job>().state, JobState::failed);
  QCOMPARE(finished[0][0].value<Job>().error.code, base::ErrorCode::damaged);
}

void TestJobs::a_cancelled_job_ends_as_cancelled() {
  Jobs jobs;
  QSignalSpy finished(&jobs, &Jobs::finished);
  std::atomic<bool> running{false};
  const auto id = jobs.start({},
                             [&](base::CancelToken token, const Jobs::Progress&) -> base::Status {
                               running = true;
                               while (!token.cancelled()) QThread::msleep(1);
                               return base::fail(base::ErrorCode::cancelled, "base.cancelled");
                             },
                             {});
  QTRY_VERIFY(running);
  jobs.cancel(id);
  QTRY_COMPARE(finished.count(), 1);
  QCOMPARE(finished[0][0].value<Job>().state, JobState::cancelled);
}

void TestJobs::a_job_cancelled_before_it_starts_still_reports() {
  Jobs jobs(nullptr, 1);
  std::atomic<bool> go{false};
  std::atomic<bool> second_ran{false};
  jobs.start({},
             [&](base::CancelToken, const Jobs::Progress&) -> base::Status {
               while (!go) QThread::msleep(1);
               return {};
             },
             {});
  bool second_ended = false;
  const auto second = jobs.start(
      {},
      [&](base::CancelToken, const Jobs::Progress&) -> base::Status {
        second_ran = true;
        return {};
      },
      [&](const base::Status& status) { second_ended = !status; });
  jobs.cancel(second);
  go = true;
  QTRY_VERIFY(second_ended);
  QVERIFY(!second_ran);
}

void TestJobs::deleting_the_list_waits_for_what_runs() {
  std::atomic<bool> running{false};
  std::atomic<bool> ended{false};
  {
    Jobs jobs;
    jobs.start(
        {},
        [&](base::CancelToken token, const Jobs::Progress&) -> base::Status {
          running = true;
          while (!token.cancelled()) QThread::msleep(1);
          ended = true;
          return {};
        },
        [](const base::Status&) { QFAIL("nobody listens any more"); });
    QTRY_VERIFY(running);
  }
  QVERIFY(ended);
}

QTEST_GUILESS_MAIN(TestJobs)
#include "test_jobs.moc"
