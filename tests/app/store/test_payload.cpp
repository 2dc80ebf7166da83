// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "app/store/project_fixture.h"
#include "store/payload.h"
#include "store/time_text.h"

using namespace skizze;
using namespace skizze::store;
using namespace skizze::test;

namespace {

Transaction everything() {
  const auto scenario = next_id();
  Transaction transaction;
  transaction.message = {"sketch.did_add_lane", {{"name", "Ä"}, {"count", "3"}}};
  auto answered = pin();
  answered.author = "Jörg";
  answered.state = participation::State::answered;
  const auto measure = lane(scenario);
  auto moved = measure;
  moved.lane.width_m.reset();
  transaction.changes = {base::added(sketch::Scenario{scenario, next_id(), "B", "x", 3, 7}),
                         base::changed(measure, moved),
                         base::removed(solar(scenario)),
                         base::added(answered),
                         base::added(layer()),
                         base::changed(Setting{"a", "1"}, Setting{"a", "2"})};
  return transaction;
}

}  // namespace

class TestPayload : public QObject {
  Q_OBJECT

 private slots:
  void a_transaction_is_read_back_as_it_was_written() {
    const auto transaction = everything();
    const auto back = decode_transaction(encode(transaction));
    QVERIFY(back.has_value());
    QVERIFY(*back == transaction);
  }
  void the_inverse_of_the_inverse_is_the_same() {
    const auto transaction = everything();
    QVERIFY(inverse(inverse(transaction)) == transaction);
    QVERIFY(!(inverse(transaction) == transaction));
  }
  void every_cut_is_an_error() {
    const auto bytes = encode(everything());
    for (std::size_t i = 0; i < bytes.size(); ++i) QVERIFY2(!decode_transaction(std::span(bytes).first(i)), std::to_string(i).c_str());
  }
  void flipped_bytes_never_crash() {
    const auto bytes = encode(everything());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      for (const int bits : {1, 0x80, 0xFF}) {
        auto flipped = bytes;
        flipped[i] ^= static_cast<std::byte>(bits);
        (void)decode_transaction(flipped);
      }
    }
  }
  void an_unknown_version_is_refused() {
    auto bytes = encode(everything());
    bytes[0] = std::byte{9};
    QVERIFY(!decode_transaction(bytes));
  }
  void notices_are_read_back_as_written() {
    const auto notices = layer().notices;
    QVERIFY(*decode_notices(encode(notices)) == notices);
  }
  void only_what_is_stored_counts_for_likeness() {
    auto a = lane(next_id());
    auto b = a;
    b.solar.roof_id = "not stored for lanes";
    QVERIFY(stored_alike(a, b));
    b.geometry.parts[0].points[0].z = 5;
    QVERIFY(stored_alike(a, b));
    b.note = "x";
    QVERIFY(!stored_alike(a, b));
  }

  void times_are_iso_8601_in_utc() {
    QCOMPARE(iso_time(1'795'000'000'123), std::string("2026-11-18T11:06:40.123Z"));  // date -u -d @1795000000
    QCOMPARE(iso_time(951'782'400'000), std::string("2000-02-29T00:00:00.000Z"));
    QCOMPARE(iso_time(0), std::string());
  }
  void times_of_other_programs_are_understood() {
    QVERIFY(parse_time("2026-11-18T11:06:40.123Z") == 1'795'000'000'123);
    QVERIFY(parse_time("2026-11-18 11:06:40") == 1'795'000'000'000);
    QVERIFY(parse_time("2000/02/29") == 951'782'400'000);
    for (const char* wrong : {"", "gestern", "2026-13-01", "2026-02-30", "2026-11-18T25:00:00Z", "2026-11-18T11:06:40+01:00x"})
      QVERIFY2(!parse_time(wrong), wrong);
  }
};

QTEST_GUILESS_MAIN(TestPayload)
#include "test_payload.moc"
