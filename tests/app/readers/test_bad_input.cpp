// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QProcess>
#include <QTest>

#include "app/readers/fixtures.h"
#include "app/readers/reading.h"

using namespace skizze;
using base::ErrorCode;
using test::Reading;

namespace {

/// A socket on this machine that nobody should ever call.
class SilentListener {
 public:
  SilentListener() : m_socket(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(m_socket, 8);
    socklen_t size = sizeof address;
    getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
  }
  ~SilentListener() { close(m_socket); }
  SilentListener(const SilentListener&) = delete;
  SilentListener& operator=(const SilentListener&) = delete;
  QByteArray url(const QByteArray& path) const {
    return "http:"
           "//127.0.0.1:" +
           QByteArray::number(m_port) + "/" + path;
  }
  bool was_called() const {
    pollfd wait{m_socket, POLLIN, 0};
    return poll(&wait, 1, 100) > 0;
  }

 private:
  int m_socket;
  int m_port = 0;
};

struct HelperResult {
  int exit_code = -1;
  QByteArray out;
};

HelperResult run_helper(const std::filesystem::path& file, const std::filesystem::path& out) {
  QProcess process;
  process.start(QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze-prepare"),
                {QString::fromStdString(file.string()), QString::fromStdString(out.string())});
  process.waitForFinished(60000);
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput()};
}

}  // namespace

class TestBadInput : public QObject {
  Q_OBJECT

 private slots:
  void a_missing_file_is_named() {
    const Reading r;
    const auto report = r.read("/nonexistent/a.gpkg");
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::not_found);
  }

  void an_empty_file_is_damaged() {
    const Reading r;
    const auto report = r.read_text("a.gpkg", "");
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.empty_file"));
  }

  void a_folder_is_no_file() {
    const Reading r;
    const auto report = r.read(r.folder());
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::unsupported);
  }

  void addresses_are_refused_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"/vsicurl/http:/x/a.json", "/vsimem/a", "http:/127.0.0.1/a.json", "https:/x", "PG:dbname=x", "MEM:::DATAPOINTER=1", "WFS:x"})
      QTest::newRow(name) << name;
  }
  void addresses_are_refused() {
    QFETCH(QString, name);
    const Reading r;
    const auto report = r.read(std::filesystem::path(name.toStdString()));
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::refused);
  }

  void a_file_over_the_limit_is_refused() {
    const Reading r;
    readers::Limits limits;
    limits.file_bytes = 10;
    const auto report = r.read(r.write("a.geojson", "{\"type\":\"Point\",\"coordinates\":[12,51]}"), "", limits);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::too_large);
  }

  void truncated_files_are_refused_data() {
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("name");
    QTest::newRow("GeoPackage") << "GPKG"
                                << "a.gpkg";
    QTest::newRow("FlatGeobuf") << "FlatGeobuf"
                                << "a.fgb";
    QTest::newRow("GML") << "GML"
                         << "a.gml";
    QTest::newRow("GeoJSON") << "GeoJSON"
                             << "a.geojson";
    QTest::newRow("Shapefile") << "ESRI Shapefile"
                               << "a.shp";
  }
  void truncated_files_are_refused() {
    QFETCH(QString, driver);
    QFETCH(QString, name);
    const Reading r;
    const auto file = r.folder() / name.toStdString();
    std::vector<test::FixtureRow> rows;
    for (int i = 0; i < 2000; ++i) rows.push_back({"POINT (" + std::to_string(356000 + i) + " 5699000)", "row " + std::to_string(i), i});
    QVERIFY(test::write_vector(driver.toStdString(), file, rows, 25832, wkbPoint, "a"));
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    const auto report = r.read(file);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::damaged);
    QVERIFY(!std::filesystem::exists(r.out() / ".work"));
  }

  void a_plan_that_breaks_off_is_refused_wherever_it_breaks_data() {
    QTest::addColumn<int>("percent");
    for (const int percent : {3, 20, 60, 95}) QTest::addRow("%d %%", percent) << percent;
  }
  void a_plan_that_breaks_off_is_refused_wherever_it_breaks() {
    QFETCH(int, percent);
    NEED_DATA(file, "xplangml-samples/Blankenese29.gml");
    QFile plan(QString::fromStdString(file.string()));
    QVERIFY(plan.open(QIODevice::ReadOnly));
    const Reading r;
    const auto report = r.read_text("plan.gml", plan.read(plan.size() * percent / 100));
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::damaged);
  }

  void garbage_behind_a_good_signature_is_damaged_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("GeoPackage") << QByteArray("SQLite format 3\0", 16) + QByteArray(44, '\x07') + QByteArray("\x00\x00\x28\x3c", 4) +
                                       QByteArray(4, '\0') + "GPKG" + QByteArray(5000, '\x33');
    QTest::newRow("FlatGeobuf") << QByteArray(
                                       "fgb\x03"
                                       "fgb\0",
                                       8) +
                                       QByteArray(500, '\x7f');
    QTest::newRow("GeoTIFF") << QByteArray("II*\0\x08\0\0\0", 8) + QByteArray(500, '\x7f');
    QTest::newRow("Shapefile") << QByteArray("\0\0\x27\x0a", 4) + QByteArray(500, '\x7f');
    QTest::newRow("PBF") << QByteArray("\0\0\0\x0d\x0a\x09OSMHeader\x18\x05", 17) + QByteArray(500, '\x7f');
    QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08\x00", 4) + QByteArray(500, '\x7f');
    QTest::newRow("zip") << QByteArray("PK\x03\x04", 4) + QByteArray(500, '\x7f');
    QTest::newRow("GML") << QByteArray(
                                "<a xmlns:gml='http:"
                                "//www.opengis.net/gml'><b><") +
                                QByteArray(500, '\x7f');
  }
  void garbage_behind_a_good_signature_is_damaged() {
    QFETCH(QByteArray, bytes);
    const Reading r;
    r.write("file.shx", bytes);
    const auto report = r.read(r.write("file.shp", bytes));
    QVERIFY(!report);
    QVERIFY(report.error().code == ErrorCode::damaged || report.error().code == ErrorCode::unsupported);
    QVERIFY(std::filesystem::is_empty(r.out()));
  }

  void unknown_content_lists_what_is_read() {
    const Reading r;
    const auto report = r.read_text("a.gpkg", "das ist kein GeoPackage");
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.unknown_format"));
    QCOMPARE(report.error().where.file, (r.folder() / "a.gpkg").string());
  }

  void indirections_are_refused_and_nobody_is_called_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");  // %1 stands for an address on this machine
    QTest::newRow("raster VRT named png")
        << "bild.png"
        << QByteArray(
               "<VRTDataset rasterXSize='1' rasterYSize='1'><VRTRasterBand dataType='Byte' "
               "band='1'><SimpleSource><SourceFilename>/vsicurl/%1</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>");
    QTest::newRow("vector VRT named png")
        << "bild.png"
        << QByteArray(
               "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/%1</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
    QTest::newRow("WMS description") << "karte.xml"
                                     << QByteArray("<GDAL_WMS><Service name='WMS'><ServerUrl>%1</ServerUrl></Service></GDAL_WMS>");
    QTest::newRow("TileJSON") << "karte.json" << QByteArray("{\"tilejson\":\"2.2.0\",\"tiles\":[\"%1/{z}/{x}/{y}\"]}");
  }
  void indirections_are_refused_and_nobody_is_called() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    const SilentListener listener;
    const Reading r;
    const auto result = run_helper(r.write(name.toStdString(), QByteArray(bytes).replace("%1", listener.url("a.json"))), r.out());
    QCOMPARE(result.exit_code, 1);
    QVERIFY2(result.out.contains("readers.refused_kind"), result.out);
    QVERIFY(!listener.was_called());
  }

  void files_that_point_to_the_net_are_read_without_a_call_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("GML schema")
        << "a.gml"
        << QByteArray(
               "<f:C xmlns:f='urn:f' xmlns:gml='http:"
               "//www.opengis.net/gml' xmlns:xsi='http:"
               "//www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:f %1'><gml:featureMember><f:p><f:g><gml:Point "
               "srsName='EPSG:25832'><gml:coordinates>356000,5699000</gml:coordinates></gml:Point></f:g></f:p></gml:featureMember></f:C>");
    QTest::newRow("GML xlink")
        << "a.gml"
        << QByteArray(
               "<f:C xmlns:f='urn:f' xmlns:gml='http:"
               "//www.opengis.net/gml' xmlns:xlink='http:"
               "//www.w3.org/1999/xlink'><gml:featureMember><f:p><f:g xlink:href='%1'/><f:h><gml:Point "
               "srsName='EPSG:25832'><gml:coordinates>356000,5699000</gml:coordinates></gml:Point></f:h></f:p></gml:featureMember></f:C>");
    QTest::newRow("KML network link")
        << "a.kml"
        << QByteArray(
               "<kml xmlns='http:"
               "//www.opengis.net/kml/2.2'><Document><NetworkLink><Link><href>%1</href></Link></NetworkLink><Placemark><styleUrl>%1#s</"
               "styleUrl><Point><coordinates>7,51</coordinates></Point></Placemark></Document></kml>");
    QTest::newRow("GeoJSON crs link")
        << "a.json"
        << QByteArray(
               "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"link\",\"properties\":{\"href\":\"%1\",\"type\":\"proj4\"}},"
               "\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[7,51]}}]}");
    QTest::newRow("external entity")
        << "a.gml"
        << QByteArray(
               "<!DOCTYPE a [<!ENTITY x SYSTEM '%1'>]><f:C xmlns:f='urn:f' xmlns:gml='http:"
               "//www.opengis.net/gml'><gml:featureMember><f:p><f:n>&x;</f:n></f:p></gml:featureMember></f:C>");
  }
  void files_that_point_to_the_net_are_read_without_a_call() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    const SilentListener listener;
    const Reading r;
    const auto result = run_helper(r.write(name.toStdString(), QByteArray(bytes).replace("%1", listener.url("a"))), r.out());
    QVERIFY(result.exit_code == 0 || result.exit_code == 1);
    QVERIFY(!listener.was_called());
    QCOMPARE(std::distance(std::filesystem::directory_iterator(r.folder()), std::filesystem::directory_iterator()), std::ptrdiff_t{1});
  }

  void an_entity_bomb_ends_in_a_sentence() {
    QByteArray bomb = "<!DOCTYPE b [<!ENTITY a0 'lol'>";
    for (int i = 1; i < 12; ++i)
      bomb += "<!ENTITY a" + QByteArray::number(i) + " '" + QByteArray("&a" + QByteArray::number(i - 1) + ";").repeated(10) + "'>";
    bomb +=
        "]><f:C xmlns:f='urn:f' xmlns:gml='http:"
        "//www.opengis.net/gml'><gml:featureMember><f:p><f:n>&a11;</f:n></f:p></gml:featureMember></f:C>";
    const Reading r;
    const auto result = run_helper(r.write("a.gml", bomb), r.out());
    QCOMPARE(result.exit_code, 1);
    QVERIFY2(result.out.contains("\"error\""), result.out);
  }

  void deeply_nested_json_ends_in_a_sentence() {
    const Reading r;
    const QByteArray deep =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":" + QByteArray("[").repeated(100000) +
        QByteArray("]").repeated(100000) + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[12,51]}}]}";
    const auto result = run_helper(r.write("a.json", deep), r.out());
    QVERIFY(result.exit_code == 0 || result.exit_code == 1);
  }

  void a_feature_over_the_vertex_limit_loses_its_shape_only() {
    QByteArray line = "{\"type\":\"LineString\",\"coordinates\":[[12,51]";
    for (int i = 1; i < 50; ++i) line += ",[12." + QByteArray::number(100 + i) + ",51]";
    const Reading r;
    readers::Limits limits;
    limits.vertices_per_feature = 20;
    const auto report = r.read(r.write("a.json", line + "]}"), "", limits);
    QVERIFY(report);
    QCOMPARE(report->layers[0].count, std::uint64_t{1});
    QVERIFY(test::find_notice(report->layers[0].notices, "readers.too_many_vertices"));
  }

  void too_many_rows_are_refused() {
    const Reading r;
    readers::Limits limits;
    limits.features = 2;
    const auto report = r.read(r.write("a.csv", "lon,lat\n12,51\n12,51\n12,51\n"), "", limits);
    QVERIFY(!report);
    QCOMPARE(report.error().message.id, std::string("readers.too_many_rows"));
  }

  void a_text_over_its_limit_is_cut_between_characters() {
    const Reading r;
    readers::Limits limits;
    limits.text_bytes = 3;
    const auto report = r.read(r.write("a.csv", "t,lon,lat\nüüü,12,51\n"), "", limits);
    QVERIFY(report);
    QVERIFY(test::find_notice(report->layers[0].notices, "readers.text_cut"));
    QCOMPARE(test::text_at(*r.pack(report->layers[0]), 0, "t"), std::string("ü"));
  }

  void a_cancelled_job_leaves_nothing() {
    const Reading r;
    QByteArray table = "lon,lat\n";
    for (int i = 0; i < 5000; ++i) table += "12,51\n";
    readers::ReadRequest request;
    request.file = r.write("a.csv", table);
    request.out_dir = r.out();
    base::CancelSource cancel;
    cancel.cancel();
    const auto report = readers::read_file(request, cancel.token(), {});
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::cancelled);
    QVERIFY(std::filesystem::is_empty(r.out()));
  }

  void the_helper_is_confined_before_it_reads() {
#ifdef __linux__
    QProcess process;
    process.start(QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze-prepare"), {});
    QVERIFY(process.waitForStarted());
    QByteArray status;
    for (int i = 0; i < 200 && !status.contains("Seccomp:\t2"); ++i) {
      QTest::qSleep(10);
      QFile file(QStringLiteral("/proc/%1/status").arg(process.processId()));
      if (file.open(QIODevice::ReadOnly)) status = file.readAll();
    }
    process.closeWriteChannel();
    process.waitForFinished();
    QVERIFY2(status.contains("NoNewPrivs:\t1"), status);
    QVERIFY2(status.contains("Seccomp:\t2"), status);
#else
    QSKIP("seccomp is Linux");
#endif
  }

  void nonsense_on_stdin_ends_the_helper() {
    QProcess process;
    process.start(QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze-prepare"), {});
    QVERIFY(process.waitForStarted());
    process.write(QByteArray(64, '\xff'));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(10000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
  }
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "test_bad_input.moc"
