// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Bad input from end to end: one clear sentence in both languages, an exit code, no crash, no network request, nothing changed.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include "skizze.h"

using skizze::test::Outcome;
using skizze::test::Skizze;

class TestBadInput : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_skizze = std::make_unique<Skizze>(); }
  void a_truncated_file();
  void an_empty_file();
  void a_file_that_is_no_map_at_all();
  void a_wrongly_named_file_is_read_by_its_content_and_named();
  void a_zip_bomb();
  void an_entity_bomb();
  void a_vrt_named_png();
  void coordinates_that_are_no_numbers_are_listed();
  void a_damaged_pack_in_the_cache_is_rebuilt();
  void a_project_of_a_newer_version_is_left_as_it_is();
  void a_damaged_project_is_left_as_it_is();
  void a_full_disk_while_creating();
  void a_full_disk_while_adding();
  void a_file_size_limit_while_adding();

 private:
  void refused(const QString& file, const char* verb = "info");
  QByteArray state_of_folder() const;
  std::unique_ptr<Skizze> m_skizze;
};

namespace {

/// A zip with one deflated entry, by hand (APPNOTE 6.3.9, 4.3.7 and 4.3.12); content: n blanks.
QByteArray zip_of_blanks(const QByteArray& name, int n) {
  const QByteArray blanks(n, ' ');
  const auto packed = qCompress(blanks, 9);
  const auto deflated = packed.mid(4 + 2, packed.size() - 4 - 2 - 4);  // Qt's length, zlib's header, Adler-32
  quint32 crc = 0xffffffffU;
  quint32 table[256];
  for (quint32 i = 0; i < 256; ++i) {
    quint32 c = i;
    for (int k = 0; k < 8; ++k) c = (c & 1U) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
    table[i] = c;
  }
  for (int i = 0; i < n; ++i) crc = table[(crc ^ ' ') & 0xffU] ^ (crc >> 8);
  crc = ~crc;
  const auto le = [](quint32 value, int bytes) {
    QByteArray out;
    for (int i = 0; i < bytes; ++i) out.append(static_cast<char>((value >> (8 * i)) & 0xffU));
    return out;
  };
  const auto sizes =
      le(crc, 4) + le(static_cast<quint32>(deflated.size()), 4) + le(static_cast<quint32>(n), 4) + le(static_cast<quint32>(name.size()), 2);
  const auto local = QByteArray("PK\x03\x04") + le(20, 2) + le(0, 2) + le(8, 2) + le(0, 4) + sizes + le(0, 2) + name + deflated;
  const auto central = QByteArray("PK\x01\x02") + le(20, 2) + le(20, 2) + le(0, 2) + le(8, 2) + le(0, 4) + sizes + le(0, 2) + le(0, 2) +
                       le(0, 2) + le(0, 2) + le(0, 4) + le(0, 4) + name;
  return local + central + QByteArray("PK\x05\x06") + le(0, 4) + le(1, 2) + le(1, 2) + le(static_cast<quint32>(central.size()), 4) +
         le(static_cast<quint32>(local.size()), 4) + le(0, 2);
}

/// A sentence for people: begins like one, ends like one, shows no id, no placeholder, no exception.
void looks_like_a_sentence(const QByteArray& err, const char* begin) {
  const auto text = QString::fromUtf8(err).trimmed();
  QVERIFY2(text.startsWith(QString::fromUtf8(begin)), err.constData());
  QVERIFY2(text.size() > 30, err.constData());
  QVERIFY2(text.size() < 400, err.constData());
  QVERIFY2(!text.contains(QLatin1Char('{')), err.constData());
  QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("(readers|sources|store|base|project)\\.[a-z_]+"))), err.constData());
  QVERIFY2(!text.contains(QStringLiteral("std::")) && !text.contains(QStringLiteral("terminate called")), err.constData());
  QCOMPARE(text.count(QLatin1Char('\n')), 0);
}

QByteArray hash_of(const QString& file) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) return {};
  return QCryptographicHash::hash(in.readAll(), QCryptographicHash::Sha1);
}

/// Listens on the loopback address; whoever connects has sent a request that nobody asked for.
class Canary {
 public:
  Canary() : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    m_listens = ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), length) == 0 && ::listen(m_socket, 4) == 0 &&
                ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    m_port = ntohs(address.sin_port);
  }
  ~Canary() { ::close(m_socket); }
  bool listens() const { return m_listens; }
  int port() const { return m_port; }
  bool heard() const {
    pollfd wait{m_socket, POLLIN, 0};
    return ::poll(&wait, 1, 200) > 0;
  }

 private:
  int m_socket;
  int m_port = 0;
  bool m_listens = false;
};

/// Some pack of the cache.
QString pack_in(const QString& cache) {
  QDirIterator it(cache, {QStringLiteral("*.pack")}, QDir::Files, QDirIterator::Subdirectories);
  return it.hasNext() ? it.next() : QString();
}

}  // namespace

/// Names and contents of everything beside the cache and the logs.
QByteArray TestBadInput::state_of_folder() const {
  QStringList lines;
  for (QDirIterator it(m_skizze->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
    const auto path = it.next();
    if (!path.startsWith(m_skizze->cache())) lines << path + QString::fromLatin1(hash_of(path).toHex());
  }
  lines.sort();
  return lines.join(QLatin1Char('\n')).toUtf8();
}

void TestBadInput::refused(const QString& file, const char* verb) {
  const auto before = state_of_folder();
  for (const auto& [lang, begin] : {std::pair{"de", "Fehler: "}, std::pair{"en", "Error: "}}) {
    const auto outcome = m_skizze->run({QString::fromLatin1(verb), file, "--lang", QString::fromLatin1(lang)});
    QVERIFY(!outcome.crashed);
    QVERIFY2(outcome.code == 1, (QByteArray::number(outcome.code) + " " + outcome.err).constData());
    looks_like_a_sentence(outcome.err, begin);
    if (QTest::currentTestFailed()) return;
  }
  QCOMPARE(state_of_folder(), before);
}

void TestBadInput::a_truncated_file() {
  const auto whole = skizze::test::two_streets();
  refused(m_skizze->write("cut.geojson", whole.left(whole.size() / 2)));
  refused(m_skizze->write("cut.gml",
                          "<?xml version=\"1.0\"?><core:CityModel xmlns:core=\"http://www.opengis.net/citygml/2.0\"><core:cityObje"));
}

void TestBadInput::an_empty_file() {
  refused(m_skizze->write("empty.gpkg", {}));
  refused(m_skizze->write("empty.geojson", {}));
}

void TestBadInput::a_file_that_is_no_map_at_all() {
  refused(m_skizze->write("notes.shp", "Dear all, please find attached the minutes of the last meeting.\n"));
}

void TestBadInput::a_wrongly_named_file_is_read_by_its_content_and_named() {
  const auto outcome = m_skizze->run({"info", "--json", m_skizze->write("streets.gml", skizze::test::two_streets())});
  QVERIFY(!outcome.crashed);
  QCOMPARE(outcome.code, 0);
  QStringList ids;
  for (const auto& warning : outcome.json()["warnings"].toArray()) ids << warning.toObject()["id"].toString();
  QVERIFY2(ids.contains(QStringLiteral("readers.name_does_not_fit")), outcome.out.constData());
}

void TestBadInput::a_zip_bomb() { refused(m_skizze->write("bomb.zip", zip_of_blanks("town.geojson", 300 << 20))); }

void TestBadInput::an_entity_bomb() {
  QByteArray bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a0 \"lol\">\n";
  for (int i = 1; i < 12; ++i) {
    const auto previous = "&a" + QByteArray::number(i - 1) + ";";
    bomb += "<!ENTITY a" + QByteArray::number(i) + " \"" + previous.repeated(10) + "\">\n";
  }
  bomb +=
      "]>\n<core:CityModel xmlns:core=\"http://www.opengis.net/citygml/2.0\" "
      "xmlns:gml=\"http://www.opengis.net/gml\"><gml:name>&a11;</gml:name></core:CityModel>";
  refused(m_skizze->write("bomb.gml", bomb));
}

void TestBadInput::a_vrt_named_png() {
  const Canary canary;
  QVERIFY(canary.listens());
  const auto vrt = QStringLiteral(
                       "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/vsicurl/http://127.0.0.1:%1/x.geojson</SrcDataSource>"
                       "</OGRVRTLayer></OGRVRTDataSource>")
                       .arg(canary.port());
  refused(m_skizze->write("photo.png", vrt.toUtf8()));
  QVERIFY(!canary.heard());
}

void TestBadInput::coordinates_that_are_no_numbers_are_listed() {
  const auto file = m_skizze->write("nan.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[9,51]}},
{"type":"Feature","properties":{"n":2},"geometry":{"type":"Point","coordinates":[1e308,51]}},
{"type":"Feature","properties":{"n":3},"geometry":{"type":"Point","coordinates":[NaN,51]}}]})");
  const auto outcome = m_skizze->run({"info", "--json", file});
  QVERIFY(!outcome.crashed);
  if (outcome.code == 1) return;  // refused as a whole because NaN is no JSON: a clear answer too
  QVERIFY(outcome.code == 0 || outcome.code == 3);
  QVERIFY(!outcome.json()["warnings"].toArray().isEmpty());
  const auto extent = outcome.json()["extent"];
  QVERIFY(extent[2].toDouble() < 9.1);  // nothing is drawn in the wrong place
}

void TestBadInput::a_damaged_pack_in_the_cache_is_rebuilt() {
  const auto file = m_skizze->write("a.geojson", skizze::test::two_streets());
  QCOMPARE(m_skizze->run({"info", file}).code, 0);
  const auto pack = pack_in(m_skizze->cache());
  QVERIFY(!pack.isEmpty());
  QFile damage(pack);
  QVERIFY(damage.open(QIODevice::ReadWrite));
  QVERIFY(damage.seek(damage.size() / 2));
  damage.write("XXXXXXXX");
  damage.close();
  const auto outcome = m_skizze->run({"info", "--json", file});
  QCOMPARE(outcome.code, 0);
  QCOMPARE(outcome.json()["features"].toInt(), 2);
}

void TestBadInput::a_project_of_a_newer_version_is_left_as_it_is() {
  const auto project = m_skizze->file("p.gpkg");
  QCOMPARE(m_skizze->run({"new", project}).code, 0);
  QProcess sqlite;
  sqlite.start(QStringLiteral("sqlite3"),
               {project, QStringLiteral("UPDATE settings SET value='99' WHERE key='format.version'; SELECT changes();")});
  if (!sqlite.waitForStarted()) QSKIP("the program sqlite3 is not installed");
  QVERIFY(sqlite.waitForFinished());
  QCOMPARE(sqlite.readAllStandardOutput().trimmed(), QByteArray("1"));
  for (const auto* verb : {"check", "info"}) refused(project, verb);
  const auto before = hash_of(project);
  QCOMPARE(m_skizze->run({"add", project, m_skizze->write("a.geojson", skizze::test::two_streets())}).code, 1);
  QCOMPARE(hash_of(project), before);
}

void TestBadInput::a_damaged_project_is_left_as_it_is() {
  const auto project = m_skizze->file("p.gpkg");
  QCOMPARE(m_skizze->run({"new", project}).code, 0);
  QVERIFY(QFile::resize(project, QFileInfo(project).size() / 2));
  refused(project, "check");
}

void TestBadInput::a_full_disk_while_creating() {
  const auto place = m_skizze->file("small");
  QVERIFY(QDir().mkpath(place));
  const auto shell =
      QStringLiteral("mount -t tmpfs -o size=64k tmpfs '%1' || exit 77; \"$0\" \"$@\"; code=$?; ls '%1' | wc -l; exit $code").arg(place);
  const QString inside = QStringLiteral("exec unshare -rm /bin/sh -c '%1' \"$0\" \"$@\"")
                             .arg(QString(shell).replace(QLatin1Char('\''), QStringLiteral("'\\''")));
  for (const auto& [lang, begin] : {std::pair{"de", "Fehler: "}, std::pair{"en", "Error: "}}) {
    const auto outcome = m_skizze->run({"new", place + "/p.gpkg", "--lang", QString::fromLatin1(lang)}, inside);
    if (outcome.code == 77 || outcome.err.contains("unshare")) QSKIP("this machine does not let a test mount a small disk");
    QVERIFY(!outcome.crashed);
    QCOMPARE(outcome.code, 1);
    looks_like_a_sentence(outcome.err, begin);
    QCOMPARE(outcome.out.trimmed(), QByteArray("0"));  // nothing half-made is left
  }
}

void TestBadInput::a_full_disk_while_adding() {
  const auto project = m_skizze->file("p.gpkg");
  QCOMPARE(m_skizze->run({"new", project}).code, 0);
  const auto before = hash_of(project);
  const auto streets = m_skizze->write("a.geojson", skizze::test::two_streets());
  QCOMPARE(m_skizze->run({"info", streets}).code, 0);  // into the cache, which is not the full disk
  const auto place = m_skizze->file("small");
  QVERIFY(QDir().mkpath(place));
  const auto kib = QFileInfo(project).size() / 1024 + 4;  // the project fits, its journal does not
  const auto shell = QStringLiteral(
                         "mount -t tmpfs -o size=%3k tmpfs '%1' || exit 77; cp '%2' '%1/p.gpkg'; \"$0\" \"$@\"; code=$?; cp '%1/p.gpkg' "
                         "'%2.after'; exit $code")
                         .arg(place, project)
                         .arg(kib);
  const QString inside = QStringLiteral("exec unshare -rm /bin/sh -c '%1' \"$0\" \"$@\"")
                             .arg(QString(shell).replace(QLatin1Char('\''), QStringLiteral("'\\''")));
  const auto outcome = m_skizze->run({"add", place + "/p.gpkg", streets, "--lang", "en"}, inside);
  if (outcome.code == 77 || outcome.err.contains("unshare")) QSKIP("this machine does not let a test mount a small disk");
  QVERIFY(!outcome.crashed);
  QVERIFY2(outcome.code == 1, outcome.err.constData());
  looks_like_a_sentence(outcome.err, "Error: ");
  QCOMPARE(hash_of(project + ".after"), before);
}

void TestBadInput::a_file_size_limit_while_adding() {
  const auto project = m_skizze->file("p.gpkg");
  QCOMPARE(m_skizze->run({"new", project}).code, 0);
  const auto before = hash_of(project);
  const auto streets = m_skizze->write("a.geojson", skizze::test::two_streets());
  QCOMPARE(m_skizze->run({"info", streets}).code, 0);
  const auto outcome = m_skizze->run({"add", project, streets, "--lang", "de"}, QStringLiteral("ulimit -f 1; exec \"$0\" \"$@\""));
  QVERIFY(!outcome.crashed);
  QVERIFY2(outcome.code == 1, outcome.err.constData());
  looks_like_a_sentence(outcome.err, "Fehler: ");
  QCOMPARE(hash_of(project), before);
  QCOMPARE(m_skizze->run({"check", project}).code, 0);
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "test_bad_input.moc"
