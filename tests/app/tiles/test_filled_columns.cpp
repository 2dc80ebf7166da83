// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <limits>
#include <random>

#include "tile_samples.h"
#include "tiles/cutter.h"
#include "tiles/filled_columns.h"
#include "tiles/mvt_writer.h"

using namespace skizze;
using namespace skizze::tiles;
using feature::ColumnType;
using feature::Value;

namespace {

constexpr geo::TileId k_tile{14, 8600, 5300};
constexpr std::size_t k_columns = 16;

Value random_value(std::mt19937& random, ColumnType type) {
  if (random() % 3 != 0) return {};
  const auto n = static_cast<std::int64_t>(random() % 5);
  switch (type) {
    case ColumnType::integer: return n - 2;
    case ColumnType::real: return n == 0 ? -0.0 : static_cast<double>(n - 1);
    case ColumnType::boolean: return n > 2;
    case ColumnType::text: break;
  }
  return std::string(static_cast<std::size_t>(n), 'a');  // the same few texts in every column
}

/// Points with columns of every type, most of them empty.
std::shared_ptr<const feature::LayerPack> sparse_pack(std::size_t rows, std::size_t long_text = 0) {
  constexpr std::array types{ColumnType::text, ColumnType::integer, ColumnType::text, ColumnType::real, ColumnType::boolean};
  feature::PackInfo info;
  info.name = "sparse";
  for (std::size_t i = 0; i < k_columns; ++i) info.columns.push_back({"c" + std::to_string(i), types[i % types.size()]});
  feature::PackBuilder builder(info);
  std::mt19937 random(7);
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<Value> values;
    for (const auto& column : info.columns) values.push_back(random_value(random, column.type));
    if (long_text > 0) values[0] = std::to_string(row) + std::string(long_text, 'x');
    builder.add(static_cast<std::int64_t>(row), geo::make_point(samples::at(k_tile, 100.0 + static_cast<double>(row), 200)), values);
  }
  auto pack = feature::LayerPack::from_bytes(builder.finish());
  return pack ? *pack : nullptr;
}

std::string encoded(const std::shared_ptr<const feature::LayerPack>& pack, const FilledColumns* filled) {
  return encode_mvt(std::vector<LayerToEncode>{{"sparse", cut(pack, k_tile), nullptr, filled}});
}

}  // namespace

class TestFilledColumns : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void the_places_of_a_row_are_its_values() {
    const auto pack = sparse_pack(200);
    QVERIFY(pack);
    const FilledColumns filled(*pack);
    for (std::uint32_t row = 0; row < pack->size(); ++row) {
      std::size_t place = filled.first_place(row);
      for (std::size_t column = 0; column < k_columns; ++column) {
        if (std::holds_alternative<std::monostate>(pack->value(row, column))) continue;
        QCOMPARE(std::size_t{filled.column(place)}, column);
        ++place;
      }
      QCOMPARE(place, filled.end_place(row));
    }
  }

  void equal_values_of_different_columns_have_one_number() {
    const FilledColumns filled(*sparse_pack(500));
    QVERIFY(filled.numbered());
    // five texts, the integers -2 to 2, the reals -0, 0, 1, 2 and 3, two booleans
    QCOMPARE(filled.distinct(), std::size_t{5 + 5 + 5 + 2});
  }

  void a_tile_is_the_same_with_and_without_them() {
    const auto pack = sparse_pack(2000);
    const FilledColumns filled(*pack);
    const std::string plain = encoded(pack, nullptr);
    QVERIFY(plain.size() > 10'000);
    QVERIFY(encoded(pack, &filled) == plain);
    QVERIFY(encoded(pack, &filled) == plain);  // what a thread keeps from the tile before changes nothing
  }

  void values_too_many_to_be_numbered_are_written_all_the_same() {
    const auto pack = sparse_pack(40, 1'000'000);
    const FilledColumns filled(*pack);
    QVERIFY(!filled.numbered());
    QVERIFY(encoded(pack, &filled) == encoded(pack, nullptr));
  }
};

QTEST_APPLESS_MAIN(TestFilledColumns)
#include "test_filled_columns.moc"
