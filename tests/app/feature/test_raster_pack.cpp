// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <vector>

#include "feature/raster_pack.h"

using namespace skizze;
using feature::RasterPack;
using feature::RasterPackWriter;

namespace {

constexpr std::size_t k_values = 512 * 512;

feature::RasterInfo info_of(geo::TileId tile) {
  feature::RasterInfo info;
  info.name = "Höhen";
  info.crs = "EPSG:25832";
  info.pixel_m = 1;
  info.source_width = 100;
  info.source_height = 50;
  info.min_value = 1;
  info.max_value = 2;
  info.unit = "m";
  info.provenance.licence = "dl-de/zero-2-0";
  info.notices.push_back({feature::Severity::warning, {"readers.x", {{"a", "b"}}}, 3, "e"});
  info.bounds = geo::tile_bounds(tile);
  info.min_zoom = tile.z - 1;
  info.max_zoom = tile.z;
  return info;
}

struct Written {
  QTemporaryDir folder;
  std::filesystem::path file = folder.filePath("a.raster").toStdString();
  geo::TileId tile{15, 17000, 10900};

  Written() {
    auto writer = RasterPackWriter::create(file, info_of(tile));
    std::vector<float> heights(k_values);
    for (std::size_t i = 0; i < k_values; ++i) heights[i] = static_cast<float>(i % 512);  // as many metres as columns
    good = writer && writer->add(tile, heights) && writer->add({14, 8500, 5450}, std::vector<float>(k_values, 7.0F)) &&
           writer->finish(info_of(tile));
  }
  QByteArray bytes() const {
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
  }
  void put(const QByteArray& bytes) const {
    QFile out(QString::fromStdString(file.string()));
    if (out.open(QIODevice::WriteOnly)) out.write(bytes);
  }
  bool good = false;
};

}  // namespace

class TestRasterPack : public QObject {
  Q_OBJECT

 private slots:
  void what_was_written_is_read() {
    const Written w;
    QVERIFY(w.good);
    const auto pack = RasterPack::open(w.file);
    QVERIFY(pack);
    const auto& info = (*pack)->info();
    QCOMPARE(info.name, std::string("Höhen"));
    QCOMPARE(info.source_width, 100U);
    QCOMPARE(info.max_value, 2.0F);
    QCOMPARE(info.unit, std::string("m"));
    QCOMPARE(info.provenance.licence, std::string("dl-de/zero-2-0"));
    QCOMPARE(info.notices.at(0).count, std::uint64_t{3});
    QCOMPARE((*pack)->tile(w.tile).size(), k_values);
    QCOMPARE((*pack)->tile(w.tile)[513], 1.0F);
    QCOMPARE((*pack)->tile({14, 8500, 5450})[0], 7.0F);
    QVERIFY((*pack)->tile({15, 17001, 10900}).empty());
  }

  void heights_between_pixels_are_interpolated() {
    const Written w;
    const auto pack = RasterPack::open(w.file);
    const auto box = geo::tile_bounds(w.tile);
    const double pixel = box.width() / 512;
    // Column c has its centre at c + 0.5 and the height c: at x pixels the height is x - 0.5.
    const auto height = (*pack)->sample({box.min_x + 100.25 * pixel, box.center().y});
    QVERIFY(height);
    QVERIFY(std::abs(*height - 99.75F) < 0.01F);
  }

  void outside_there_is_no_height() {
    const Written w;
    const auto pack = RasterPack::open(w.file);
    QVERIFY(!(*pack)->sample({0, 0}));
    QVERIFY(!(*pack)->sample({1e12, -1e12}));
  }

  void a_half_written_file_is_never_seen() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("a.raster").toStdString();
    {
      auto writer = RasterPackWriter::create(file, {});
      QVERIFY(writer);
      QVERIFY(writer->add({1, 0, 0}, std::vector<float>(k_values, 1.0F)));
    }
    QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
  }

  void a_truncated_file_is_damaged() {
    const Written w;
    const QByteArray whole = w.bytes();
    for (const qsizetype size : {qsizetype{0}, qsizetype{7}, qsizetype{63}, qsizetype{64}, whole.size() / 2, whole.size() - 1}) {
      w.put(whole.left(size));
      const auto pack = RasterPack::open(w.file);
      QVERIFY(!pack);
      QCOMPARE(pack.error().code, base::ErrorCode::damaged);
    }
  }

  void a_newer_version_is_unsupported() {
    const Written w;
    QByteArray bytes = w.bytes();
    bytes[8] = 9;
    w.put(bytes);
    QCOMPARE(RasterPack::open(w.file).error().code, base::ErrorCode::unsupported);
  }

  void any_flipped_byte_of_header_directory_or_meta_is_noticed() {
    const Written w;
    const QByteArray whole = w.bytes();
    const qsizetype tiles_end = 64 + 2 * static_cast<qsizetype>(k_values) * 4;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < 64; ++i) places << i;
    for (qsizetype i = tiles_end; i < whole.size(); i += 3) places << i;
    for (const qsizetype place : places) {
      QByteArray bytes = whole;
      bytes[place] = static_cast<char>(bytes[place] ^ 0x41);
      w.put(bytes);
      QVERIFY2(!RasterPack::open(w.file), qPrintable(QString::number(place)));
    }
  }
};

QTEST_GUILESS_MAIN(TestRasterPack)
#include "test_raster_pack.moc"
