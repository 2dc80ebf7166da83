// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <random>

#include "tiles/compression.h"
#include "tiles/pmtiles_directory.h"
#include "tiles/tile_archive.h"

using namespace skizze;
using namespace skizze::tiles;
namespace fs = std::filesystem;

namespace {

ArchiveInfo info() {
  ArchiveInfo info;
  info.name = "Stadt \"A\"";
  info.attribution = "© Amt";
  info.min_zoom = 0;
  info.max_zoom = 9;
  info.bounds_lon_lat = {13.1, 52.3, 13.7, 52.7};
  info.vector_layers = {{"streets", "Straßen", 0, 9, {{"name", "String"}, {"lanes", "Number"}}, geo::GeometryKind::line, 12}};
  return info;
}

using Tiles = std::map<geo::TileId, std::string>;

Tiles some_tiles(int count) {
  std::mt19937 random(9);
  Tiles tiles;
  while (tiles.size() < static_cast<std::size_t>(count)) {
    const auto z = static_cast<std::uint8_t>(random() % 10);
    const std::uint32_t side = 1U << z;
    // Every third tile has the same bytes: they are to be stored once.
    tiles[{z, static_cast<std::uint32_t>(random()) % side, static_cast<std::uint32_t>(random()) % side}] =
        tiles.size() % 3 == 0 ? "water" : "tile " + std::to_string(tiles.size());
  }
  return tiles;
}

bool write(const fs::path& path, const Tiles& tiles) {
  auto writer = create_archive(path);
  if (!writer) return false;
  for (const auto& [id, bytes] : tiles) {
    if (!(*writer)->add(id, (*writer)->stores_gzip() ? gzip(bytes) : bytes)) return false;
  }
  return (*writer)->finish(info()).has_value();
}

Tiles read_all(TileArchiveReader& reader) {
  Tiles tiles;
  const auto status = reader.for_each([&](geo::TileId id, std::string_view bytes) {
    tiles[id] = bytes;
    return base::Status{};
  });
  return status ? tiles : Tiles{};
}

QByteArray content(const fs::path& path) {
  QFile file(QString::fromStdString(path.string()));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestTileArchive : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;
  fs::path in(const char* name) const { return fs::path(m_dir.path().toStdString()) / name; }

 private Q_SLOTS:
  void tile_ids_follow_the_hilbert_curve_of_the_specification() {
    // PMTiles v3, section 4.1: the printed table.
    QCOMPARE(pmtiles_id({0, 0, 0}), 0U);
    QCOMPARE(pmtiles_id({1, 0, 0}), 1U);
    QCOMPARE(pmtiles_id({1, 0, 1}), 2U);
    QCOMPARE(pmtiles_id({1, 1, 1}), 3U);
    QCOMPARE(pmtiles_id({1, 1, 0}), 4U);
    QCOMPARE(pmtiles_id({2, 0, 0}), 5U);
    QCOMPARE(pmtiles_id({12, 3423, 1763}), 19078479U);
  }

  void tile_ids_are_a_bijection() {
    for (std::uint64_t id = 0; id < 30000; ++id) QCOMPARE(pmtiles_id(*tile_of_pmtiles_id(id)), id);
    QCOMPARE(*tile_of_pmtiles_id(pmtiles_id({31, 5, 2000000000U})), (geo::TileId{31, 5, 2000000000U}));
    QVERIFY(!tile_of_pmtiles_id(UINT64_MAX));
  }

  void what_was_written_is_read_back_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("mbtiles") << "a.mbtiles";
    QTest::newRow("pmtiles") << "a.pmtiles";
    QTest::newRow("folder") << "a";
  }
  void what_was_written_is_read_back() {
    QFETCH(QString, name);
    const auto path = in(name.toLatin1().constData());
    const Tiles tiles = some_tiles(500);
    QVERIFY(write(path, tiles));
    auto reader = open_archive(path);
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->min_zoom(), 0);
    QCOMPARE((*reader)->max_zoom(), 9);
    QVERIFY(read_all(**reader) == tiles);
    for (const auto& [id, bytes] : tiles) QCOMPARE(**(*reader)->tile(id), bytes);
    QVERIFY(!(**reader).tile({9, 511, 511})->has_value() || tiles.contains({9, 511, 511}));
    QVERIFY(write(path, {{{0, 0, 0}, "again"}}));  // replaces
    QCOMPARE(QDir(m_dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).filter(QStringLiteral(".part")).size(),
             0);
  }

  void an_unfinished_archive_leaves_nothing() {
    {
      auto writer = create_archive(in("half.pmtiles"));
      QVERIFY((*writer)->add({0, 0, 0}, gzip("x")).has_value());
    }
    QVERIFY(!fs::exists(in("half.pmtiles")));
    QVERIFY(QDir(m_dir.path()).entryList(QDir::Hidden | QDir::Files).filter(QStringLiteral("half")).isEmpty());
  }

  void a_folder_with_other_files_is_not_touched() {
    fs::create_directories(in("letters"));
    QFile file(QString::fromStdString((in("letters") / "dear.txt").string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto writer = create_archive(in("letters"));
    QVERIFY(!writer.has_value());
    QCOMPARE(writer.error().code, base::ErrorCode::refused);
  }

  void a_target_that_cannot_be_written_is_an_error() {
    for (const char* name : {"no/such/folder/a.mbtiles", "no/such/folder/a.pmtiles"}) {
      const auto writer = create_archive(in(name));
      QVERIFY(!writer.has_value());
      QCOMPARE(writer.error().message.id, std::string("tiles.cannot_write"));
    }
  }

  void pmtiles_stores_equal_tiles_once_and_counts_them() {
    Tiles tiles;
    for (std::uint32_t x = 0; x < 64; ++x) {
      for (std::uint32_t y = 0; y < 64; ++y) tiles[{6, x, y}] = "water";
    }
    // In the order of their ids, so that they form one run.
    auto writer = create_archive(in("water.pmtiles"));
    std::map<std::uint64_t, geo::TileId> ordered;
    for (const auto& [id, bytes] : tiles) ordered[pmtiles_id(id)] = id;
    for (const auto& [number, id] : ordered) QVERIFY((*writer)->add(id, gzip("water")).has_value());
    QVERIFY((*writer)->finish(info()).has_value());
    const auto header = pmtiles::decode_header(content(in("water.pmtiles")).toStdString());
    QCOMPARE(header->addressed_tiles, 4096U);
    QCOMPARE(header->entries, 1U);
    QCOMPARE(header->contents, 1U);
    QVERIFY(header->clustered);
    QVERIFY(read_all(**open_archive(in("water.pmtiles"))) == tiles);
  }

  void a_large_directory_moves_to_leaves() {
    std::mt19937_64 random(4);
    std::vector<pmtiles::Entry> entries;
    std::uint64_t id = 0;
    std::uint64_t offset = 0;
    for (int i = 0; i < 60000; ++i) {
      const auto length = static_cast<std::uint32_t>(1 + random() % 90000);
      entries.push_back({id += 1 + random() % 5, offset, length, 1});
      offset += length;
    }
    const auto directories = pmtiles::build_directories(entries);
    QVERIFY(directories.root.size() <= pmtiles::k_root_end - pmtiles::k_header_bytes);
    QVERIFY(!directories.leaves.empty());
    const auto root = pmtiles::decode_directory(*gunzip(bytes_of(directories.root)));
    std::vector<pmtiles::Entry> read;
    for (const auto& leaf : *root) {
      QCOMPARE(leaf.run_length, 0U);
      const auto bytes = std::string_view(directories.leaves).substr(leaf.offset, leaf.length);
      const auto part = pmtiles::decode_directory(*gunzip(bytes_of(bytes)));
      read.insert(read.end(), part->begin(), part->end());
    }
    QVERIFY(read == entries);
  }

  void the_header_is_127_bytes_and_comes_back() {
    pmtiles::Header header;
    header.root_offset = 127;
    header.data_length = UINT64_MAX;
    header.clustered = true;
    header.max_zoom = 22;
    header.min_lon_e7 = -1800000000;
    header.center_lat_e7 = 525000000;
    const auto bytes = pmtiles::encode_header(header);
    QCOMPARE(bytes.size(), 127U);
    QVERIFY(*pmtiles::decode_header(bytes) == header);
    QCOMPARE(pmtiles::decode_header("PMTiles\x02" + std::string(127, ' ')).error().code, base::ErrorCode::unsupported);
  }

  void the_metadata_names_layers_fields_and_bounds() {
    QVERIFY(write(in("m.mbtiles"), some_tiles(5)) && write(in("m.pmtiles"), some_tiles(5)) && write(in("m"), some_tiles(5)));
    const auto rows = QJsonDocument::fromJson(QByteArray::fromStdString((**open_archive(in("m.mbtiles"))).metadata_json())).object();
    QCOMPARE(rows[QStringLiteral("name")].toString(), QStringLiteral("Stadt \"A\""));
    QCOMPARE(rows[QStringLiteral("format")].toString(), QStringLiteral("pbf"));
    QCOMPARE(rows[QStringLiteral("bounds")].toString(), QStringLiteral("13.1000000,52.3000000,13.7000000,52.7000000"));
    for (const char* key : {"minzoom", "maxzoom", "center", "json"}) QVERIFY(rows.contains(QLatin1String(key)));
    const auto json = QJsonDocument::fromJson(rows[QStringLiteral("json")].toString().toUtf8()).object();
    const auto layer = json[QStringLiteral("vector_layers")].toArray()[0].toObject();
    QCOMPARE(layer[QStringLiteral("id")].toString(), QStringLiteral("streets"));
    QCOMPARE(layer[QStringLiteral("fields")].toObject()[QStringLiteral("lanes")].toString(), QStringLiteral("Number"));
    const auto stats = json[QStringLiteral("tilestats")].toObject()[QStringLiteral("layers")].toArray()[0].toObject();
    QCOMPARE(stats[QStringLiteral("geometry")].toString(), QStringLiteral("LineString"));
    const auto pm = QJsonDocument::fromJson(QByteArray::fromStdString((**open_archive(in("m.pmtiles"))).metadata_json())).object();
    QCOMPARE(pm[QStringLiteral("attribution")].toString(), QStringLiteral("© Amt"));
    QVERIFY(QJsonDocument::fromJson(content(in("m") / "tilejson.json")).object()[QStringLiteral("tiles")].isArray());
  }

  void an_archive_cut_off_anywhere_is_an_error_or_a_part() {
    QVERIFY(write(in("whole.pmtiles"), some_tiles(60)) && write(in("whole.mbtiles"), some_tiles(60)));
    for (const char* name : {"whole.pmtiles", "whole.mbtiles"}) {
      const auto whole = content(in(name));
      for (qsizetype size = 0; size < whole.size(); size += 1 + whole.size() / 300) {
        QFile file(QString::fromStdString(in("cut").string()));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(whole.first(size));
        file.close();
        auto reader = open_archive(in("cut"));
        if (reader) (void)read_all(**reader);
      }
    }
  }

  void damaged_bytes_are_survived() {
    QVERIFY(write(in("good.pmtiles"), some_tiles(60)) && write(in("good.mbtiles"), some_tiles(20)));
    std::mt19937 random(8);
    for (const char* name : {"good.pmtiles", "good.mbtiles"}) {
      for (int round = 0; round < 300; ++round) {
        auto bytes = content(in(name));
        for (int k = 0; k < 3; ++k)
          bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(round % 2 == 0 ? 400 : bytes.size()))] =
              static_cast<char>(random());
        QFile file(QString::fromStdString(in("bad").string()));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        auto reader = open_archive(in("bad"));
        if (!reader) continue;
        int seen = 0;  // a damaged run may claim billions of tiles
        (void)(*reader)->for_each([&](geo::TileId, std::string_view) -> base::Status {
          return ++seen < 1000 ? base::Status{} : base::fail(base::ErrorCode::cancelled, "tiles.cancelled");
        });
        (void)(*reader)->tile({3, 1, 1});
      }
    }
  }

  void other_files_and_other_tiles_are_named() {
    QCOMPARE(open_archive(in("missing")).error().code, base::ErrorCode::not_found);
    QFile file(QString::fromStdString(in("text.mbtiles").string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("just text");
    file.close();
    QCOMPARE(open_archive(in("text.mbtiles")).error().code, base::ErrorCode::unsupported);
    QVERIFY(write(in("png.pmtiles"), some_tiles(3)));
    auto bytes = content(in("png.pmtiles"));
    bytes[99] = 2;  // tile type
    QFile png(QString::fromStdString(in("png.pmtiles").string()));
    QVERIFY(png.open(QIODevice::WriteOnly));
    png.write(bytes);
    png.close();
    const auto reader = open_archive(in("png.pmtiles"));
    QCOMPARE(reader.error().message.id, std::string("tiles.not_vector"));
  }

  void gzip_comes_back_and_does_not_exceed_its_limit() {
    const std::string text(100000, 'x');
    QCOMPARE(*gunzip(bytes_of(gzip(text))), text);
    QCOMPARE(*gunzip(bytes_of(gzip(""))), std::string());
    QCOMPARE(gunzip(bytes_of(gzip(text)), 99999).error().code, base::ErrorCode::too_large);
    auto damaged = gzip(text);
    damaged[damaged.size() - 6] ^= 1;
    QCOMPARE(gunzip(bytes_of(damaged)).error().code, base::ErrorCode::damaged);
    QVERIFY(gzip(text) == gzip(text));
  }
};

QTEST_GUILESS_MAIN(TestTileArchive)
#include "test_tile_archive.moc"
