// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tile services against a real web server on the loopback interface, with tiles of our own.
#include "project/service_layer.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "feature/pack_builder.h"
#include "project/document.h"
#include "project/service_sprites.h"
#include "tiles/export.h"

using namespace skizze;
using namespace skizze::project;

namespace {

/// python3 -m http.server over a folder.
class Server {
 public:
  explicit Server(const QString& folder) {
    m_process.start(QStringLiteral("python3"),
                    {QStringLiteral("-u"), QStringLiteral("-m"), QStringLiteral("http.server"), QStringLiteral("0"),
                     QStringLiteral("--bind"), QStringLiteral("127.0.0.1"), QStringLiteral("--directory"), folder});
    static const QRegularExpression port(QStringLiteral("port (\\d+)"));
    QByteArray said;
    while (m_port.isEmpty() && m_process.waitForReadyRead(20'000)) {
      said += m_process.readAllStandardOutput();
      m_port = port.match(QString::fromUtf8(said)).captured(1);
    }
  }
  ~Server() { stop(); }
  void stop() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
  }
  bool runs() const { return !m_port.isEmpty(); }
  std::string url(const std::string& path) const { return "http://127.0.0.1:" + m_port.toStdString() + "/" + path; }

 private:
  QProcess m_process;
  QString m_port;
};

constexpr geo::Point2 k_place{13.4, 52.5};
const char* const k_style =
    R"({"version":8,"name":"Stadt","sources":{"relief":{"type":"raster-dem"},"v":{"type":"vector","url":"tiles/tilejson.json"}},
 "layers":[{"id":"land","type":"background","paint":{"background-color":"#eeeeee"}},{"id":"hill","type":"hillshade","source":"relief"},
 {"id":"fields","type":"fill","source":"v","source-layer":"fields","paint":{"fill-color":"#ff0000"}},
 {"id":"odd","type":"line","source":"v","source-layer":"fields","paint":{"line-width":["no-such-operator",1]}}]})";

}  // namespace

class TestServiceLayer : public QObject {
  Q_OBJECT
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<Server> m_server;

  QString in(const char* name) const { return m_dir->filePath(QString::fromLatin1(name)); }
  Web web(const char* cache = "cache") const { return make_web(in(cache).toStdString()); }
  void write(const char* name, const QByteArray& bytes) const {
    QFile file(in(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
  }
  void make_tiles() const {
    feature::PackInfo info;
    info.name = "fields";
    feature::PackBuilder builder(info);
    const auto p = geo::to_mercator(k_place);
    builder.add(1, geo::make_area({{{p.x - 900, p.y - 900}, {p.x + 900, p.y - 900}, {p.x + 900, p.y + 900}, {p.x - 900, p.y + 900}}}), {});
    tiles::ExportOptions options;
    options.target = in("tiles").toStdString();
    options.min_zoom = 8;
    options.max_zoom = 12;
    QVERIFY(tiles::export_tiles({{"fields", *feature::LayerPack::from_bytes(builder.finish())}}, options).has_value());
  }
  /// A sprite of two squares of 8 css px: "sign" in the colour given, "field" a distance field that is inside everywhere; "bad" lies outside.
  void make_sprite(const std::string& name, int ratio, const QColor& color) const {
    const int px = 8 * ratio;
    QImage image(2 * px, px, QImage::Format_ARGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.fillRect(0, 0, px, px, color);
    painter.end();
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
    write((name + ".png").c_str(), png);
    const auto entry = [&](int x, bool sdf) {
      return QStringLiteral(R"({"x":%1,"y":0,"width":%2,"height":%2,"pixelRatio":%3,"sdf":%4})")
          .arg(x)
          .arg(px)
          .arg(ratio)
          .arg(sdf ? QStringLiteral("true") : QStringLiteral("false"));
    };
    write((name + ".json").c_str(),
          QStringLiteral(R"({"sign":%1,"field":%2,"bad":%3})").arg(entry(0, false), entry(px, true), entry(2 * px, false)).toUtf8());
  }
  ServiceSprites fetched(const char* sprite, const Web& w, bool online = true) const {
    const auto value = QJsonDocument::fromJson(QByteArray("[") + sprite + "]").array().at(0);
    return fetch_sprites(value, m_server->url("styles/style.json?key=1"), w, online, {});
  }
  static geo::TileId middle(int z) { return geo::tile_at(geo::to_mercator(k_place), z); }

 private Q_SLOTS:
  void init() {
    m_dir = std::make_unique<QTemporaryDir>();
    make_tiles();
    write("style.json", k_style);
    write("page.json", "<html>not here</html>");
    write("raster.json", R"({"version":8,"sources":{"r":{"type":"raster","tiles":["x"]}},"layers":[]})");
    m_server = std::make_unique<Server>(m_dir->path());
    if (!m_server->runs()) QSKIP("python3 cannot serve on the loopback interface");
  }
  void cleanup() { m_server.reset(); }

  void the_key_of_an_address_stays_behind_its_path() {
    QCOMPARE(with_ending("https://a.de/s/sprite?key=1", "@2x.json"), std::string("https://a.de/s/sprite@2x.json?key=1"));
    QCOMPARE(with_ending("https://a.de/s/sprite", ".png"), std::string("https://a.de/s/sprite.png"));
  }
  void a_sprite_comes_as_sharp_as_the_screen_is() {
    make_sprite("sprite", 1, Qt::red);
    make_sprite("sprite@2x", 2, Qt::blue);
    Web w = web();
    for (const bool fine : {false, true}) {
      w.fine_screen = fine;
      const auto found = fetched(R"("../sprite")", w);
      QVERIFY(found.sprites);
      QCOMPARE(found.sprites->size("sign"), QSizeF(8, 8));
      QCOMPARE(found.sprites->picture("sign", 1, Qt::green).pixelColor(4, 4), fine ? QColor(Qt::blue) : QColor(Qt::red));
      QCOMPARE(found.notices.size(), 1U);  // "bad"
      QCOMPARE(found.notices.front().count, 1U);
    }
  }
  void a_sprite_of_the_other_sharpness_will_do() {
    make_sprite("sprite@2x", 2, Qt::blue);
    QVERIFY(fetched(R"("../sprite")", web()).sprites->contains("sign"));
  }
  void several_sprites_have_names_of_their_own() {
    make_sprite("a", 1, Qt::red);
    make_sprite("b", 1, Qt::blue);
    const auto found = fetched(R"([{"id":"default","url":"../a"},{"id":"b","url":"../b?v=2"},{"id":"c","url":"../none"}])", web());
    QCOMPARE(found.sprites->picture("sign", 1, Qt::green).pixelColor(4, 4), QColor(Qt::red));
    QCOMPARE(found.sprites->picture("b:sign", 1, Qt::green).pixelColor(4, 4), QColor(Qt::blue));
    QVERIFY(!found.sprites->contains("c:sign"));
    QCOMPARE(found.notices.back().message.id, std::string("project.service_sprite"));
  }
  void no_more_than_four_sprites_are_fetched() {
    make_sprite("a", 1, Qt::red);
    const auto found = fetched(R"([{"id":"1","url":"../a"},{"id":"2","url":"../a"},{"id":"3","url":"../a"},{"id":"4","url":"../a"},
                                   {"id":"5","url":"../a"}])",
                               web());
    QVERIFY(found.sprites->contains("4:sign") && !found.sprites->contains("5:sign"));
    QCOMPARE(found.notices.front().message.id, std::string("project.service_sprite_many"));
  }
  void a_sprite_stays_without_a_network() {
    make_sprite("sprite", 1, Qt::red);
    QVERIFY(!fetched(R"("../sprite")", web(), false).sprites);
    QVERIFY(fetched(R"("../sprite")", web()).sprites);
    m_server->stop();
    QVERIFY(fetched(R"("../sprite")", web(), false).sprites->contains("sign"));
    QVERIFY(fetched(R"("../sprite")", web(), true).sprites->contains("sign"));
  }
  void a_style_brings_its_pictures_and_says_once_that_its_fonts_stay_away() {
    make_sprite("sprite", 1, Qt::blue);
    write("signs.json", R"({"version":8,"sprite":"sprite","glyphs":"fonts/{fontstack}/{range}.pbf",
      "sources":{"v":{"type":"vector","url":"tiles/tilejson.json"}},"layers":[
      {"id":"fields","type":"fill","source":"v","source-layer":"fields","paint":{"fill-pattern":"sign"}},
      {"id":"name","type":"symbol","source":"v","source-layer":"fields","layout":{"text-field":"a","text-font":["Own Sans"]}},
      {"id":"more","type":"symbol","source":"v","source-layer":"fields","layout":{"text-field":"b","text-font":["Own Serif"]}}]})");
    const auto offer = describe_service(m_server->url("signs.json"), web(), true, {});
    QVERIFY(offer && offer->sprites);
    const auto fonts = std::count_if(offer->notices.begin(), offer->notices.end(),
                                     [](const auto& notice) { return notice.message.id == "project.service_fonts"; });
    QCOMPARE(fonts, 1);
    scene::MapSnapshot map;
    scene::MapLayer layer;
    const Web w = web();
    const auto tiles = std::make_shared<ServiceTiles>(*offer, w);
    tiles->service().set_online(true);
    layer.foreign = tiles;
    layer.style = *style::parse(offer->style_json);
    layer.sprites = offer->sprites;
    map.layers = {layer};
    QCOMPARE(render_settled(map, Look().camera(), {}, false).pixelColor(32, 32), QColor(Qt::blue));
  }
  void a_tilejson_says_what_there_is() {
    const auto offer = describe_service(m_server->url("tiles/tilejson.json"), web(), true, {});
    QVERIFY(offer);
    QCOMPARE(offer->metadata.max_zoom, 12);
    QCOMPARE(offer->metadata.layers.size(), 1U);
    QCOMPARE(offer->metadata.urls.front(), m_server->url("tiles/{z}/{x}/{y}.pbf"));
    QVERIFY(offer->metadata.lon_lat.contains(k_place));
  }
  void a_style_brings_its_layers_and_tells_which_are_lost() {
    const auto offer = describe_service(m_server->url("style.json"), web(), true, {});
    QVERIFY(offer);
    QCOMPARE(offer->metadata.name, std::string("Stadt"));
    const auto sheet = style::parse(offer->style_json);
    QVERIFY(sheet);
    QCOMPARE((*sheet)->layers().size(), 2U);
    QCOMPARE(offer->notices.size(), 1U);
    QCOMPARE(offer->notices.front().example, std::string("odd"));
  }
  void a_template_is_drawn_whatever_is_in_it() {
    const auto offer = describe_service(m_server->url("tiles/{z}/{x}/{y}.pbf"), web(), true, {});
    QVERIFY(offer);
    StyleCache styles;
    const auto json = default_tile_style(offer->metadata, styles);
    QVERIFY(json && styles.sheet(*json, {}, Theme::light));
  }
  void a_service_of_pictures_gives_their_bytes() {
    const auto id = middle(15);
    QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("photos/15/%1").arg(id.x)));
    const QByteArray name = QByteArray("photos/15/") + QByteArray::number(id.x) + "/" + QByteArray::number(id.y) + ".png";
    write(name.constData(), "\x89PNG and more");
    write("photos.json", R"({"tiles":["photos/{z}/{x}/{y}.png?v=1"],"minzoom":15,"maxzoom":15,"attribution":"Vermessungsamt"})");
    for (const char* path : {"photos/{z}/{x}/{y}.png", "photos.json"}) {
      const auto offer = describe_service(m_server->url(path), web(), true, {});
      QVERIFY(offer);
      QVERIFY(offer->metadata.pictures);
    }
    const auto held = web();
    const auto offer = describe_service(m_server->url("photos.json"), held, true, {});
    StyleCache styles;
    const auto json = default_tile_style(offer->metadata, styles);
    QVERIFY(json && (*styles.sheet(*json, {}, Theme::light))->layers().empty());
    ServiceTiles tiles(*offer, held);
    tiles.service().set_online(true);
    QVERIFY(tiles.info().pictures);
    std::shared_ptr<const tiles::ForeignTile> tile;
    QTRY_VERIFY_WITH_TIMEOUT((tile = tiles.covering(id)) != nullptr, 10000);
    QVERIFY(tile->packs.empty());
    QVERIFY(tile->picture.ends_with("PNG and more"));
  }
  void what_is_no_service_says_why_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("id");
    QTest::newRow("nothing there") << "none.json"
                                   << "sources.http_status";
    QTest::newRow("no JSON") << "page.json"
                             << "project.tiles_bad_metadata";
    QTest::newRow("only pictures") << "raster.json"
                                   << "project.service_no_tiles";
  }
  void what_is_no_service_says_why() {
    QFETCH(QString, path);
    QFETCH(QString, id);
    const auto offer = describe_service(m_server->url(path.toStdString()), web(), true, {});
    QVERIFY(!offer);
    QCOMPARE(QString::fromStdString(offer.error().message.id), id);
  }
  void only_the_web_is_asked() {
    QCOMPARE(describe_service("file:///etc/hostname", web(), true, {}).error().message.id, std::string("sources.http_scheme"));
    QCOMPARE(describe_service("ftp://127.0.0.1/x", web(), true, {}).error().code, base::ErrorCode::refused);
  }
  void a_server_that_is_gone_is_unreachable() {
    const auto url = m_server->url("tiles/tilejson.json");
    m_server->stop();
    QCOMPARE(describe_service(url, web(), true, {}).error().message.id, std::string("sources.http_unreachable"));
  }
  void an_answer_that_is_too_large_is_not_taken() {
    write("large.json", QByteArray(300'000, 'x'));
    sources::Http small(sources::HttpLimits{5000, 100'000});
    const auto answer = small.get_now(m_server->url("large.json"));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, base::ErrorCode::too_large);
  }

  void nothing_is_asked_while_a_service_is_offline() {
    const Web w = web();
    const auto offer = describe_service(m_server->url("tiles/tilejson.json"), w, true, {});
    ServiceTiles tiles(*offer, w);
    QVERIFY(!tiles.covering(middle(10)));
    QCOMPARE(tiles.service().request_count(), 0U);
  }
  void tiles_come_once_and_stay_without_a_network() {
    const auto url = m_server->url("tiles/tilejson.json");
    {
      const Web w = web();
      const auto offer = describe_service(url, w, true, {});
      ServiceTiles tiles(*offer, w);
      std::atomic<int> arrived = 0;
      tiles.service().set_listener([&](geo::TileId) { ++arrived; });
      tiles.service().set_online(true);
      QVERIFY(!tiles.covering(middle(10)));
      QTRY_VERIFY(arrived == 1);
      QVERIFY(tiles.covering(middle(10)) && tiles.covering(middle(10))->pack("fields"));
      QCOMPARE(tiles.service().request_count(), 1U);
    }
    m_server->stop();
    const Web w = web();
    const auto offer = describe_service(url, w, false, {});
    QVERIFY(offer);
    ServiceTiles tiles(*offer, w);
    QVERIFY(tiles.covering(middle(10)));
  }
  void a_tile_that_the_service_does_not_have_is_empty_and_asked_once() {
    const Web w = web();
    ServiceTiles tiles(*describe_service(m_server->url("tiles/tilejson.json"), w, true, {}), w);
    tiles.service().set_online(true);
    const geo::TileId nowhere{10, 3, 3};
    QVERIFY(!tiles.covering(nowhere));
    QTRY_VERIFY(!tiles.service().is_busy());
    QVERIFY(!tiles.covering(nowhere));
    QCOMPARE(tiles.service().request_count(), 1U);
    QVERIFY(!tiles.service().problem());
  }
  void a_failing_service_is_left_alone_for_a_while() {
    const Web w = web();
    ServiceTiles tiles(*describe_service(m_server->url("tiles/tilejson.json"), w, true, {}), w);
    tiles.service().set_online(true);
    m_server->stop();
    tiles.covering(middle(10));
    QTRY_VERIFY(tiles.service().problem().has_value());
    tiles.covering(middle(10));
    tiles.covering(middle(11));
    QCOMPARE(tiles.service().request_count(), 1U);
  }

  void a_service_becomes_a_layer_that_is_offline_after_opening_again() {
    const QString url = QString::fromStdString(m_server->url("style.json"));
    DocumentOptions options;
    options.cache_dir = in("cache").toStdString();
    options.data_dir = in("data").toStdString();
    options.backups = false;
    const Look look;
    {
      Document document(options);
      document.create(in("p.gpkg"), QStringLiteral("P"), 25833);
      QTRY_VERIFY(document.is_open());
      QSignalSpy previewed(&document, &Document::previewed);
      const auto batch = document.prepare_files({url});
      QTRY_COMPARE(previewed.size(), 1);
      document.confirm_files(batch);
      QTRY_VERIFY(document.layers().size() == 1 && document.layers().front().state == LayerState::ready);
      const auto& layer = document.layers().front();
      QVERIFY(layer.is_service() && layer.connected);
      QCOMPARE(layer.name, std::string("Stadt"));
      QCOMPARE(layer.notices.size(), 1U);
      QVERIFY(look.is_red(render_settled(document.map_snapshot(Theme::light), look.camera(), {}, false)));
      QVERIFY(document.wait_settled());
      document.close();
    }
    Document document(options);
    document.open(in("p.gpkg"));
    QTRY_VERIFY(document.is_open() && document.layers().front().state == LayerState::ready);
    const auto id = document.layers().front().id;
    QCOMPARE(document.layers().front().path, url.toStdString());
    QVERIFY(!document.layers().front().connected);
    auto* service = dynamic_cast<ServiceTiles*>(document.layers().front().foreign.get());
    QVERIFY(look.is_red(render_settled(document.map_snapshot(Theme::light), look.camera(), {}, false)));  // from the offline copy
    QCOMPARE(service->service().request_count(), 0U);
    QSignalSpy regions(&document, &Document::region_changed);
    document.connect_layer(id);
    QVERIFY(document.layers().front().connected && service->service().is_online());
    QVERIFY(!regions.isEmpty());
    service->covering(middle(11));
    const auto tells_of_the_tile = [&] {
      return std::any_of(regions.begin(), regions.end(), [&](const auto& arguments) {
        return arguments[0].toString() == QString::fromStdString(base::to_string(id)) &&
               arguments[1].template value<geo::Box>() == geo::tile_bounds(middle(11));
      });
    };
    QTRY_VERIFY(tells_of_the_tile());
  }
  void an_archive_of_tiles_becomes_a_layer() {
    DocumentOptions options;
    options.cache_dir = in("cache").toStdString();
    options.backups = false;
    Document document(options);
    document.create(in("q.gpkg"), QStringLiteral("Q"), 25833);
    QTRY_VERIFY(document.is_open());
    QSignalSpy previewed(&document, &Document::previewed);
    const auto batch = document.prepare_files({in("tiles")});
    QTRY_COMPARE(previewed.size(), 1);
    document.confirm_files(batch);
    QTRY_VERIFY(document.layers().size() == 1 && document.layers().front().state == LayerState::ready);
    QVERIFY(!document.layers().front().is_service());
    const auto snapshot = document.map_snapshot(Theme::light);
    QVERIFY(snapshot.layers.front().foreign && snapshot.layers.front().style);
    QVERIFY(document.wait_settled());
  }

 private:
  /// The middle of the field at zoom 10.
  struct Look {
    scene::Camera camera() const { return {geo::to_mercator(k_place), 10, 64, 64, 1}; }
    bool is_red(const QImage& image) const { return image.pixelColor(32, 32) == QColor(255, 0, 0); }
  };
};

QTEST_MAIN(TestServiceLayer)
#include "test_service_layer.moc"
