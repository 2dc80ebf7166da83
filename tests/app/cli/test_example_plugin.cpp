// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Follows the guide in plugins/README.md as a stranger would: the headers, the folder plugins/example, a compiler and the program
/// (STADTSKIZZE_BIN_DIR).
#include <QJsonArray>
#include <QStandardPaths>
#include <QtTest>

#include "app/cli/skizze.h"

using namespace skizze;

namespace {

const QString k_source = QStringLiteral(STADTSKIZZE_SOURCE_DIR);

bool copied(const QString& from, const QString& to, const QStringList& names) {
  QDir().mkpath(to);
  for (const QString& name : names) {
    if (!QFile::copy(from + QLatin1Char('/') + name, to + QLatin1Char('/') + name)) return false;
  }
  return true;
}

/// Empty when all went well, else what cmake said.
QByteArray cmake(const QString& folder, const QStringList& arguments) {
  QProcess process;
  process.setWorkingDirectory(folder);
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(QStringLiteral("cmake"), arguments);
  const bool good = process.waitForFinished(300'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
  return good ? QByteArray() : process.readAll() + "cmake failed";
}

}  // namespace

class TestExamplePlugin : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_guides_steps_lead_to_a_working_plugin() {
    if (QStandardPaths::findExecutable(QStringLiteral("cmake")).isEmpty()) QSKIP("cmake is not in the path");
    const test::Skizze skizze;
    const QString spots = skizze.file(QStringLiteral("spots"));
    QVERIFY(copied(k_source + QStringLiteral("/plugins/example"), spots,
                   QDir(k_source + QStringLiteral("/plugins/example")).entryList(QDir::Files)));
    QVERIFY(copied(k_source + QStringLiteral("/app/plugin"), skizze.file(QStringLiteral("headers/plugin")),
                   {QStringLiteral("abi.h"), QStringLiteral("api.h"), QStringLiteral("api_answers.h"), QStringLiteral("api_json.h")}));
    const QString plugins = skizze.file(QStringLiteral("plugins"));
    auto said = cmake(spots, {QStringLiteral("-B"), QStringLiteral("build"), QStringLiteral("-DSTADTSKIZZE_API=../headers"),
                              QStringLiteral("-DSTADTSKIZZE_PLUGINS=") + plugins, QStringLiteral("-DCMAKE_CXX_STANDARD=17"),
                              QStringLiteral("-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror")});
    QVERIFY2(said.isEmpty(), said);
    said = cmake(spots, {QStringLiteral("--build"), QStringLiteral("build")});
    QVERIFY2(said.isEmpty(), said);
    said = cmake(spots, {QStringLiteral("--install"), QStringLiteral("build")});
    QVERIFY2(said.isEmpty(), said);

    qputenv("STADTSKIZZE_PLUGINS", plugins.toUtf8());
    qputenv("STADTSKIZZE_PLUGIN_CHOICES", skizze.file(QStringLiteral("choices.json")).toUtf8());
    const auto list = skizze.run({QStringLiteral("plugins"), QStringLiteral("--lang"), QStringLiteral("en")});
    QVERIFY2(list.code == 0 && list.out.contains("Spots 1.1.0  (org.example.spots): on"), list.out + list.err);
    const auto info = skizze.run({QStringLiteral("info"), spots + QStringLiteral("/trees.spots"), QStringLiteral("--json"),
                                  QStringLiteral("--lang"), QStringLiteral("en")});
    QCOMPARE(info.code, 3);  // one line was lost, and is told
    const QJsonObject layer = info.json()[QStringLiteral("layers")].toArray()[0].toObject();
    QCOMPARE(layer[QStringLiteral("features")].toInt(), 2);
    QCOMPARE(layer[QStringLiteral("columns")].toArray()[0].toObject()[QStringLiteral("name")].toString(), QStringLiteral("name"));
    QVERIFY2(info.out.contains("Lines without longitude and latitude are missing") && info.out.contains("line 3"), info.out);
  }

  /// The border itself, for those who write no C++.
  void the_c_header_is_plain_c() {
    const QString compiler = QStandardPaths::findExecutable(QStringLiteral("cc"));
    if (compiler.isEmpty()) QSKIP("there is no C compiler");
    const test::Skizze skizze;
    const QString file =
        skizze.write(QStringLiteral("a.c"), "#include \"plugin/abi.h\"\nint main(void) { return (int)sizeof(skizze_host) == 0; }\n");
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(compiler, {QStringLiteral("-std=c11"), QStringLiteral("-Wall"), QStringLiteral("-Wextra"), QStringLiteral("-Wpedantic"),
                             QStringLiteral("-Werror"), QStringLiteral("-fsyntax-only"), QStringLiteral("-I"),
                             k_source + QStringLiteral("/app"), file});
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAll());
  }
};

QTEST_GUILESS_MAIN(TestExamplePlugin)
#include "test_example_plugin.moc"
