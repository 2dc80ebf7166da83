// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "sources/prepare_client.h"

using namespace skizze;

/// A machine on which bubblewrap is installed and may not do its work, as on Ubuntu 24.04.
class TestBubblewrap : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    qunsetenv("STADTSKIZZE_SANDBOX");
    QFile script(m_folder.filePath("bwrap"));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\necho called >> " + m_folder.filePath("calls").toUtf8() + "\nexit 1\n");
    script.close();
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    qputenv("PATH", m_folder.path().toUtf8() + ":" + qgetenv("PATH"));
  }

  void where_bubblewrap_is_refused_the_helper_runs_by_its_own_confinement() {
    const sources::PrepareClient client(m_folder.filePath("cache").toStdString());
    for (const char* name : {"a.csv", "b.csv"}) {
      QFile file(m_folder.filePath(QString::fromLatin1(name)));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write("lon,lat\n12,51\n");
      file.close();
      const auto source = client.prepare(file.fileName().toStdString(), {}, {});
      QVERIFY(source);
      QCOMPARE(source->layers.at(0).count, std::uint64_t{1});
    }
    QCOMPARE(sources::sandbox_name(), std::string("seccomp"));
    QFile calls(m_folder.filePath("calls"));
    QVERIFY(calls.open(QIODevice::ReadOnly));
    QCOMPARE(calls.readAll().count('\n'), 2);  // the first start and the trial; the second file knows
  }

 private:
  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestBubblewrap)
#include "test_bubblewrap.moc"
