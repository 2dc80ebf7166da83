// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

/// The short form of `kill_session --runs 500`, whose figures stand in the README of this folder.
class TestKillSession : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothing_acknowledged_is_lost_when_the_session_is_killed();
};

void TestKillSession::nothing_acknowledged_is_lost_when_the_session_is_killed() {
  QProcess session;
  session.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  session.start(QCoreApplication::applicationDirPath() + QStringLiteral("/kill_session"),
                {QStringLiteral("--runs"), QStringLiteral("10"), QStringLiteral("--seed"), QStringLiteral("7")});
  QVERIFY(session.waitForFinished(500000));
  const auto figures = session.readAllStandardOutput();
  QVERIFY2(session.exitCode() == 0, figures.constData());
  qInfo("%s", figures.constData());
}

QTEST_GUILESS_MAIN(TestKillSession)
#include "test_kill_session.moc"
