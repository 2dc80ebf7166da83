// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <atomic>
#include <cstring>

#include "base/checksum.h"
#include "base/framing.h"
#include "base/id.h"
#include "base/worker_pool.h"

using namespace skizze::base;

namespace {
std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }
}  // namespace

class TestBase : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void checksums_match_the_published_xxh64_vectors() {
    // xxHash specification, test vectors with seed 0
    QCOMPARE(checksum64({}), std::uint64_t{0xEF46DB3751D8E999ULL});
    QCOMPARE(checksum64(bytes_of("a")), std::uint64_t{0xD24EC4F1A98C6E5BULL});
    QCOMPARE(checksum64(bytes_of("abc")), std::uint64_t{0x44BC2CF5AD770999ULL});
    QCOMPARE(checksum64(bytes_of("Nobody inspects the spammish repetition")), std::uint64_t{0xFBCEA83C8A378BF1ULL});
  }

  void a_frame_arrives_whole_however_it_is_cut() {
    const auto frame = encode_frame(R"({"v":1,"verb":"ping"})", bytes_of("body"));
    for (std::size_t step = 1; step < frame.size(); ++step) {
      FrameReader reader;
      std::optional<Frame> got;
      for (std::size_t i = 0; i < frame.size(); i += step) {
        reader.feed(std::span(frame).subspan(i, std::min(step, frame.size() - i)));
        auto next = reader.next();
        QVERIFY(next);
        if (*next) got = std::move(**next);
      }
      QVERIFY(got);
      QCOMPARE(got->head, std::string(R"({"v":1,"verb":"ping"})"));
      QCOMPARE(got->body.size(), std::size_t{4});
    }
  }

  void a_frame_with_a_false_length_is_an_error() {
    auto frame = encode_frame("{}");
    frame[3] = std::byte{0xFF};
    FrameReader reader;
    reader.feed(frame);
    QVERIFY(!reader.next());
    auto head = encode_frame("{}");
    head[4] = std::byte{0x77};
    FrameReader other;
    other.feed(head);
    QVERIFY(!other.next());
  }

  void ids_sort_by_time_and_read_back() {
    const Uuid early = make_uuid(1000, 5, 6);
    const Uuid late = make_uuid(1001, 1, 1);
    QVERIFY(early < late);
    QCOMPARE(to_string(early)[14], '7');
    QVERIFY(parse_uuid(to_string(late)) == late);
    QVERIFY(!parse_uuid("not-an-id"));
    QVERIFY(!parse_uuid("0000000g-0000-7000-8000-000000000000"));
    QVERIFY(new_uuid() != new_uuid());
  }

  void urgent_jobs_overtake_and_cancelled_ones_never_run() {
    WorkerPool pool("test", 1);
    std::atomic<bool> go = false;
    std::vector<int> order;
    pool.submit(Priority::edited, {}, [&] {
      while (!go) std::this_thread::yield();
    });
    CancelSource source;
    pool.submit(Priority::background, {}, [&] { order.push_back(3); });
    pool.submit(Priority::visible, {}, [&] { order.push_back(1); });
    pool.submit(Priority::visible, {}, [&] { order.push_back(2); });
    pool.submit(Priority::edited, source.token(), [&] { order.push_back(99); });
    source.cancel();
    go = true;
    pool.wait_idle();
    QCOMPARE(order, (std::vector<int>{1, 2, 3}));
  }

  void a_pool_that_goes_away_drops_what_waits() {
    std::atomic<int> ran = 0;
    {
      WorkerPool pool("test", 1);
      pool.submit(Priority::visible, {}, [&] { ++ran; });
      for (int i = 0; i < 1000; ++i) pool.submit(Priority::background, {}, [&] { ++ran; });
    }
    QVERIFY(ran <= 1001);
  }
};

QTEST_GUILESS_MAIN(TestBase)
#include "test_base.moc"
