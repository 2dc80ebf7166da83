// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Holds app/layers.txt: every include and every CMake link of every room is one the wall allows.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

namespace {

struct Room {
  int level = 0;
  QSet<QString> rooms;
  QStringList libraries;
};

const QString k_root = QStringLiteral(STADTSKIZZE_SOURCE_DIR);

QString text_of(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QHash<QString, Room> read_walls() {
  QHash<QString, Room> walls;
  for (const QString& line : text_of(k_root + "/app/layers.txt").split('\n')) {
    if (line.startsWith('#') || line.trimmed().isEmpty()) continue;
    const QStringList cells = line.split('|');
    Room room;
    room.level = cells.value(0).trimmed().toInt();
    const auto words = [&](int i) { return cells.value(i).split(' ', Qt::SkipEmptyParts); };
    for (const QString& name : words(2)) room.rooms.insert(name.trimmed());
    room.libraries = words(3);
    walls.insert(cells.value(1).trimmed(), room);
  }
  return walls;
}

/// Headers of the C and C++ standard libraries and of the operating system have no '.' and no '/', or are listed here.
bool is_standard(const QString& header) {
  static const QRegularExpression k_system(
      "^(sys|linux)/|^(unistd|fcntl|signal|windows|sched|spawn|poll|io|dirent|dlfcn|stddef|stdint)\\.h$");
  return header == "tl/expected.hpp" || (!header.contains('.') && !header.contains('/') && !header.startsWith('Q')) ||
         k_system.match(header).hasMatch();
}

bool allowed_library(const Room& room, const QString& header) {
  for (const QString& prefix : room.libraries) {
    if (header.startsWith(prefix) || (prefix == "Qt" && header.startsWith('Q'))) return true;
  }
  return false;
}

QStringList sources_of(const QString& folder) {
  QStringList files;
  QDirIterator it(folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
  while (it.hasNext()) files << it.next();
  return files;
}

QStringList breaches_of_file(const QString& path, const QString& name, const Room& room, const QHash<QString, Room>& walls) {
  static const QRegularExpression k_include("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]", QRegularExpression::MultilineOption);
  QStringList breaches;
  auto matches = k_include.globalMatch(text_of(path));
  while (matches.hasNext()) {
    const auto match = matches.next();
    const QString header = match.captured(2);
    const QString other = header.section('/', 0, 0);
    const bool ours = match.captured(1) == "\"" && walls.contains(other);
    const bool fine = ours ? other == name || room.rooms.contains(other) : is_standard(header) || allowed_library(room, header);
    if (!fine) breaches << QString("%1 includes %2").arg(QDir(k_root).relativeFilePath(path), header);
  }
  return breaches;
}

}  // namespace

class TestLayers : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void every_room_has_a_wall_and_a_readme() {
    const auto walls = read_walls();
    for (const QString& folder : QDir(k_root + "/app").entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
      if (folder == "decisions") continue;
      QVERIFY2(walls.contains(folder), qPrintable("app/" + folder + " is not in app/layers.txt"));
      QVERIFY2(QFile::exists(k_root + "/app/" + folder + "/README.md"), qPrintable("app/" + folder + " has no README.md"));
    }
  }

  void rooms_look_only_downwards() {
    const auto walls = read_walls();
    QVERIFY(walls.size() >= 14);
    for (auto room = walls.begin(); room != walls.end(); ++room) {
      for (const QString& other : room->rooms) {
        QVERIFY2(walls.contains(other) && walls[other].level < room->level, qPrintable(room.key() + " may not look at " + other));
      }
    }
  }

  void no_file_includes_across_a_wall() {
    const auto walls = read_walls();
    QStringList breaches;
    int files = 0;
    for (auto room = walls.begin(); room != walls.end(); ++room) {
      for (const QString& path : sources_of(k_root + "/app/" + room.key())) {
        breaches << breaches_of_file(path, room.key(), *room, walls);
        ++files;
      }
    }
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join("\n")));
    QVERIFY(files > 40);
  }

  void cmake_links_only_what_the_wall_allows() {
    const auto walls = read_walls();
    static const QRegularExpression k_room("skizze_room\\((\\w+)([^)]*)\\)");
    auto matches = k_room.globalMatch(text_of(k_root + "/app/CMakeLists.txt").remove(QRegularExpression("#[^\n]*")));
    int seen = 0;
    while (matches.hasNext()) {
      const auto match = matches.next();
      const QString name = match.captured(1);
      if (name == "NAME") continue;
      ++seen;
      const QString arguments = match.captured(2);
      const QString rooms = arguments.section("ROOMS", 1).section("LIBS", 0, 0);
      for (const QString& other : rooms.split(QRegularExpression("\\s+"), Qt::SkipEmptyParts)) {
        if (other == "QT") continue;
        QVERIFY2(walls[name].rooms.contains(other), qPrintable(name + " links " + other));
      }
    }
    QCOMPARE(seen, walls.size());
  }

  void app_knows_neither_ui_nor_plugins() {
    for (const QString& path : sources_of(k_root + "/app")) {
      const QString text = text_of(path);
      QVERIFY2(!text.contains("skizze::ui") && !text.contains("#include <QWidget"), qPrintable(path));
    }
  }

  void only_the_helper_links_the_readers() {
    QString text = text_of(k_root + "/app/CMakeLists.txt");
    text.remove(QRegularExpression("#[^\n]*"));
    QCOMPARE(text.count("app_readers"), 1);
    QVERIFY(!text_of(k_root + "/ui/CMakeLists.txt").contains("app_readers"));
  }

  /// QGIS's helper is built on another Qt: of the house only base may get in.
  void the_qgis_helper_sees_nothing_of_the_house_but_base() {
    const auto walls = read_walls();
    Room helper;
    helper.rooms = {"base"};
    helper.libraries = {"Qt", "qgs", "qgis.h", "archive"};
    QStringList breaches;
    for (const QString& path : sources_of(k_root + "/plugins/qgis")) {
      const QDir folder = QFileInfo(path).dir();
      for (const QString& breach : breaches_of_file(path, "qgis", helper, walls)) {
        const QString header = breach.section(" includes ", 1);
        if (!folder.exists(header) && !QDir(k_root + "/plugins/qgis").exists(header)) breaches << breach;
      }
    }
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join("\n")));
  }

  void plugins_see_the_border_and_nothing_else_of_the_house() {
    static const QRegularExpression k_include("^\\s*#\\s*include\\s*\"([^\"]+)\"", QRegularExpression::MultilineOption);
    QDir plugins(k_root + "/plugins");
    int seen = 0;
    for (const QString& name : plugins.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
      if (name == "qgis") continue;  // a helper, see above
      for (const QString& path : sources_of(plugins.filePath(name))) {
        auto matches = k_include.globalMatch(text_of(path));
        while (matches.hasNext()) {
          const QString header = matches.next().captured(1);
          const bool border = header == "plugin/api.h" || header == "plugin/abi.h";
          QVERIFY2(border || QFile::exists(plugins.filePath(name + "/" + header)), qPrintable(path + " includes " + header));
          seen += border ? 1 : 0;
        }
      }
    }
    QVERIFY(seen > 0);
    // And the border shows nothing of what lies behind it.
    const QSet<QString> border{"abi.h", "api.h", "api_answers.h", "api_json.h"};
    for (const QString& header : border) {
      const QString text = text_of(k_root + "/app/plugin/" + header);
      QVERIFY(!text.isEmpty());
      auto matches = k_include.globalMatch(text);
      while (matches.hasNext()) {
        const QString seen_there = matches.next().captured(1);
        QVERIFY2(seen_there.startsWith("plugin/") && border.contains(seen_there.mid(7)), qPrintable(header + " includes " + seen_there));
      }
    }
  }

  void code_is_loaded_in_the_helper_alone() {
    static const QRegularExpression k_loads("\\b(dlopen|LoadLibrary\\w*|QLibrary|QPluginLoader)\\b");
    for (const char* top : {"/app", "/ui"}) {
      for (const QString& path : sources_of(k_root + top)) {
        if (path.contains("/app/readers/plugins/")) continue;
        QVERIFY2(!text_of(path).contains(k_loads), qPrintable(path));
      }
    }
  }

  /// operator[] of a QJsonObject that nobody holds gives a reference into it; auto keeps the reference and not the value.
  void no_reference_into_a_passing_json_object_is_kept() {
    static const QRegularExpression k_dangles("\\bauto&{0,2} \\w+ = [^;{]*(toObject|toArray|object|array)\\(\\)\\[[^\\]]+\\];");
    QVERIFY(QString("const auto x = y.toObject()[QLatin1String(\"z\")];").contains(k_dangles));
    QVERIFY(!QString("const auto x = y.toObject()[QLatin1String(\"z\")].toInt();").contains(k_dangles));
    for (const char* top : {"/app", "/ui", "/tests", "/plugins"}) {
      for (const QString& path : sources_of(k_root + top)) {
        if (!path.endsWith("/test_layers.cpp")) QVERIFY2(!text_of(path).contains(k_dangles), qPrintable(path));
      }
    }
  }

  void every_source_file_states_its_licence() {
    for (const char* top : {"/app", "/ui", "/tests", "/plugins"}) {
      for (const QString& path : sources_of(k_root + top)) {
        QVERIFY2(text_of(path).contains("SPDX-License-Identifier: GPL-3.0-or-later"), qPrintable(path));
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "test_layers.moc"
