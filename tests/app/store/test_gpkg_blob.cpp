// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <cstring>

#include "geo/same.h"
#include "store/gpkg_blob.h"

using namespace skizze;
using store::decode_gpkg;
using store::encode_gpkg;

namespace {

std::vector<std::byte> hex(const char* text) {
  const auto bytes = QByteArray::fromHex(text);
  std::vector<std::byte> out(static_cast<std::size_t>(bytes.size()));
  std::memcpy(out.data(), bytes.constData(), out.size());
  return out;
}

std::string refusal(std::span<const std::byte> blob) {
  const auto geometry = decode_gpkg(blob);
  return geometry ? "" : geometry.error().message.id;
}

}  // namespace

class TestGpkgBlob : public QObject {
  Q_OBJECT

 private slots:
  void a_point_is_the_bytes_of_the_standard() {
    // OGC 12-128r18, 2.1.3 and ISO WKB by hand: "GP", version 0, flags little-endian without envelope, SRS 25832, POINT(1 2)
    QVERIFY(encode_gpkg(geo::make_point({1, 2}), 25832) == hex("4750 00 01 e8640000 01 01000000 000000000000f03f 0000000000000040"));
  }
  void a_line_carries_its_envelope_and_is_multi() {
    const auto blob = encode_gpkg(geo::make_line({{1, 2}, {3, 0}}), 4326);
    QVERIFY(blob == hex("4750 00 03 e6100000"
                        "000000000000f03f 0000000000000840 0000000000000000 0000000000000040"
                        "01 05000000 01000000 01 02000000 02000000"
                        "000000000000f03f 0000000000000040 0000000000000840 0000000000000000"));
  }
  void everything_is_read_back_as_written() {
    const auto holed = geo::make_area({{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{1, 1}, {1, 2}, {2, 2}}});
    auto two = holed;
    two.parts.push_back({{{20, 0}, {29, 0}, {29, 9}}, false});
    auto lines = geo::make_line({{0, 0}, {1, 1}});
    lines.parts.push_back({{{5, 5}, {6, 6}, {7, 5}}, false});
    for (const auto& geometry : {geo::make_point({3, 4}), lines, holed, two})
      QVERIFY(geo::same_in_plane(*decode_gpkg(encode_gpkg(geometry, 25832)), geometry));
  }
  void heights_are_kept_when_asked_for() {
    auto line = geo::make_line({{0, 0}, {1, 1}});
    line.parts[0].points[0].z = 12.5;
    const auto back = decode_gpkg(encode_gpkg(line, 25832, true));
    QCOMPARE(back->parts[0].points[0].z, 12.5);
    QCOMPARE(back->parts[0].points[1].z, 0.0);
  }
  void nothing_is_no_bytes() { QVERIFY(encode_gpkg({}, 25832).empty()); }
  void big_endian_and_extended_wkb_are_understood() {
    const auto big = decode_gpkg(hex("4750 00 00 000064e8 00 00000001 3ff0000000000000 4000000000000000"));
    QVERIFY(big.has_value() && big->parts[0].points[0].xy() == (geo::Point2{1, 2}));
    const auto with_z = decode_gpkg(hex("4750 00 01 00000000 01 01000080 000000000000f03f 0000000000000040 0000000000000840"));
    QCOMPARE(with_z->parts[0].points[0].z, 3.0);
    const auto with_m = decode_gpkg(hex("4750 00 01 00000000 01 d1070000 000000000000f03f 0000000000000040 0000000000000840"));
    QVERIFY(with_m.has_value() && std::isnan(with_m->parts[0].points[0].z));
  }
  void an_empty_point_is_empty() {
    QVERIFY(decode_gpkg(hex("4750 00 11 00000000 01 01000000 000000000000f87f 000000000000f87f"))->empty());
  }
  void curves_and_mixtures_are_named_unsupported() {
    QCOMPARE(refusal(hex("4750 00 01 00000000 01 08000000 00000000")), std::string("store.geometry_type"));
    QCOMPARE(refusal(hex("4750 00 01 00000000 01 07000000 02000000 01 01000000 000000000000f03f 0000000000000040 01 02000000 00000000")),
             std::string("store.geometry_mixed"));
  }
  void lengths_that_lie_are_damage_not_memory() {
    QCOMPARE(refusal(hex("4750 00 01 00000000 01 02000000 ffffffff")), std::string("store.geometry_damaged"));
    QCOMPARE(refusal(hex("4750 00 01 00000000 01 06000000 ffffff7f")), std::string("store.geometry_damaged"));
    QCOMPARE(refusal(hex("4750 00 0f 00000000")), std::string("store.geometry_damaged"));
    QCOMPARE(refusal({}), std::string("store.geometry_damaged"));
  }
  void deep_nesting_ends() {
    QByteArray nested = "4750000100000000";
    for (int i = 0; i < 1000; ++i) nested += "010700000001000000";
    QCOMPARE(refusal(hex(nested.constData())), std::string("store.geometry_damaged"));
  }
  void every_cut_and_every_flipped_byte_ends_well() {
    const auto whole = encode_gpkg(geo::make_area({{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{1, 1}, {1, 2}, {2, 2}}}), 25832);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      QVERIFY(!decode_gpkg(std::span(whole).first(i)));
      auto flipped = whole;
      for (const int bit : {1, 0x40, 0xFF}) {
        flipped[i] = whole[i] ^ static_cast<std::byte>(bit);
        (void)decode_gpkg(flipped);
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestGpkgBlob)
#include "test_gpkg_blob.moc"
