// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

// The confinement belongs to the executable, not to the library; here it is compiled in to be tried out in a child process.
#include "base/main_sandbox.cpp"  // NOLINT(bugprone-suspicious-include)

using namespace skizze;

namespace {

bool can_create(const QString& path) {
  const int handle = open(path.toUtf8().constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (handle < 0) return false;
  close(handle);
  return true;
}

/// Runs body in a child and gives its exit code.
template <class Body>
int in_child(const Body& body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

class TestMainSandbox : public QObject {
  Q_OBJECT

 private slots:
  void only_the_out_folder_can_be_written_to() {
    const QTemporaryDir out;
    const QTemporaryDir elsewhere;
    constexpr int k_no_landlock = 77;
    const int code = in_child([&] {
      if (!base::confine_writing(out.path().toStdString())) return k_no_landlock;
      if (!can_create(out.filePath("pack"))) return 1;
      if (can_create(elsewhere.filePath("escaped"))) return 2;
      if (open("/etc/hostname", O_RDONLY | O_CLOEXEC) < 0) return 3;
      if (unlink(out.filePath("pack").toUtf8().constData()) != 0) return 4;
      return 0;
    });
    if (code == k_no_landlock) QSKIP("this kernel has no Landlock");
    QCOMPARE(code, 0);
    QVERIFY(!QFile::exists(elsewhere.filePath("escaped")));
  }

  void limits_hold_in_the_child() {
    const int code = in_child([] {
      base::SandboxLimits limits;
      limits.cpu_s = 5;
      limits.file_bytes = 1000;
      base::confine_process(limits);
      rlimit cpu{};
      rlimit file{};
      rlimit core{};
      getrlimit(RLIMIT_CPU, &cpu);
      getrlimit(RLIMIT_FSIZE, &file);
      getrlimit(RLIMIT_CORE, &core);
      return cpu.rlim_cur == 5 && file.rlim_cur == 1000 && core.rlim_cur == 0 ? 0 : 1;
    });
    QCOMPARE(code, 0);
  }
};

QTEST_GUILESS_MAIN(TestMainSandbox)
#include "test_main_sandbox.moc"
