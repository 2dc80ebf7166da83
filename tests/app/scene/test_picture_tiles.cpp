// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles that are pictures: from an archive onto the map.
#include <QBuffer>
#include <QFile>
#include <QImageWriter>
#include <QTemporaryDir>
#include <QTest>

#include "app/scene/scene_fixture.h"
#include "scene/hit_test.h"
#include "scene/map_renderer.h"
#include "scene/picture_tiles.h"
#include "tiles/tile_archive.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

std::string encoded(const QImage& image, const char* format) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, format);
  return bytes.toStdString();
}

QImage plain(const QColor& color, int px = 256) {
  QImage image(px, px, QImage::Format_RGB32);
  image.fill(color);
  return image;
}

/// Left half red, right half blue.
QImage halves(int px = 256) {
  QImage image = plain(Qt::red, px);
  QPainter painter(&image);
  painter.fillRect(px / 2, 0, px / 2, px, Qt::blue);
  return image;
}

/// An archive that holds one picture at the fixture's middle for each zoom.
std::filesystem::path archive(const QTemporaryDir& dir, const char* name, int min_zoom, int max_zoom, const std::string& picture) {
  const std::filesystem::path path = dir.filePath(QLatin1String(name)).toStdString();
  auto writer = tiles::create_archive(path);
  tiles::ArchiveInfo info;
  info.name = "Luftbild";
  info.min_zoom = min_zoom;
  info.max_zoom = max_zoom;
  info.bounds_lon_lat = {-180, -85, 180, 85};
  for (int z = min_zoom; z <= max_zoom; ++z)
    if (!(*writer)->add(geo::tile_at(fixture::k_middle, z), picture)) qFatal("tile");
  if (!(*writer)->finish(info)) qFatal("archive");
  QFile file(QString::fromStdString(path.string()));
  if (!file.open(QIODevice::ReadWrite)) qFatal("file");
  QByteArray bytes = file.readAll();
  if (path.extension() == ".pmtiles") {
    bytes[98] = 1;  // not compressed
    bytes[99] = 2;  // PNG
  } else {
    const auto at = bytes.indexOf("formatpbf");
    if (at < 0) qFatal("format");
    bytes.replace(at, 9, "formatpng");
  }
  file.seek(0);
  file.write(bytes);
  return path;
}

MapSnapshot map_of(const std::filesystem::path& path) {
  auto opened = tiles::ArchiveTiles::open(path);
  if (!opened) qFatal("%s", opened.error().message.id.c_str());
  MapLayer layer;
  layer.id = "photo";
  layer.foreign = *opened;
  MapSnapshot map;
  map.layers = {layer};
  return map;
}

}  // namespace

class TestPictureTiles : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void archives_of_pictures_are_drawn_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("pmtiles") << "a.pmtiles";
    QTest::newRow("mbtiles") << "a.mbtiles";
  }

  void archives_of_pictures_are_drawn() {
    QFETCH(QString, name);
    const QTemporaryDir dir;
    const auto map = map_of(archive(dir, qPrintable(name), 14, 16, encoded(halves(), "png")));
    QVERIFY(map.layers[0].foreign->info().pictures);
    // The tile of zoom 16 in the middle of a view that shows it at one screen pixel for each of its own.
    const geo::Box box = geo::tile_bounds(geo::tile_at(fixture::k_middle, 16));
    const Camera camera{box.center(), 15, 400, 400, 1};
    const QImage picture = render_map(map, camera);
    QCOMPARE(picture.pixelColor(200 - 100, 200), QColor(Qt::red));
    QCOMPARE(picture.pixelColor(200 + 100, 200), QColor(Qt::blue));
    QVERIFY(picture.pixelColor(200 - 140, 200) != QColor(Qt::red));  // beyond it there is nothing
    // Its own pixels, not a blurred picture: the border between the halves is sharp.
    QCOMPARE(picture.pixelColor(199, 200), QColor(Qt::red));
    QCOMPARE(picture.pixelColor(200, 200), QColor(Qt::blue));
  }

  void beyond_the_last_zoom_pictures_are_magnified() {
    const QTemporaryDir dir;
    const auto map = map_of(archive(dir, "a.pmtiles", 14, 14, encoded(halves(), "png")));
    const geo::Box box = geo::tile_bounds(geo::tile_at(fixture::k_middle, 14));
    const QImage picture = render_map(map, Camera{box.center(), 17, 400, 400, 1});
    QCOMPARE(picture.pixelColor(100, 200), QColor(Qt::red));
    QCOMPARE(picture.pixelColor(300, 200), QColor(Qt::blue));
  }

  void a_large_tile_counts_with_its_own_width() {
    const QTemporaryDir dir;
    const auto map = map_of(archive(dir, "a.pmtiles", 14, 16, encoded(halves(512), "png")));
    QCOMPARE(map.layers[0].foreign->info().picture_px, 512);
  }

  void decoding_takes_pictures_only() {
    QVERIFY(!decode_picture(encoded(plain(Qt::green), "png")).isNull());
    QVERIFY(!decode_picture(encoded(plain(Qt::green), "jpg")).isNull());
    if (QImageWriter::supportedImageFormats().contains("webp")) QVERIFY(!decode_picture(encoded(plain(Qt::green), "webp")).isNull());
    QVERIFY(decode_picture("").isNull());
    QVERIFY(decode_picture("<svg xmlns='http://www.w3.org/2000/svg'/>").isNull());
    QVERIFY(decode_picture(encoded(plain(Qt::green), "bmp")).isNull());
    QVERIFY(decode_picture(encoded(plain(Qt::green, 5000), "png")).isNull());  // too large
  }

  void no_part_of_a_picture_does_harm() {
    for (const char* format : {"png", "jpg"}) {
      const std::string whole = encoded(halves(40), format);
      for (std::size_t n = 0; n < whole.size(); ++n) {
        const QImage part = decode_picture(whole.substr(0, n));
        QVERIFY(part.isNull() || part.width() == 40);
        std::string bad = whole;
        bad[n] = static_cast<char>(~static_cast<unsigned char>(bad[n]));
        const QImage changed = decode_picture(bad);
        QVERIFY(changed.isNull() || changed.width() <= 4096);
      }
    }
  }

  void vector_readers_do_not_take_pictures() {
    const QTemporaryDir dir;
    const auto path = archive(dir, "a.pmtiles", 14, 14, encoded(halves(), "png"));
    QCOMPARE(tiles::open_archive(path).error().message.id, std::string("tiles.not_vector"));
    QVERIFY(hit_test(map_of(path), Camera{fixture::k_middle, 15, 400, 400, 1}, {200, 200}).empty());
  }
};

QTEST_MAIN(TestPictureTiles)
#include "test_picture_tiles.moc"
