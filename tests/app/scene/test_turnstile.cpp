// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

#include "scene/turnstile.h"

using namespace skizze;
using scene::Turnstile;

class TestTurnstile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void no_more_than_allowed_are_inside() {
    Turnstile gate(2);
    std::atomic<int> inside = 0, most = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
      threads.emplace_back([&] {
        for (int k = 0; k < 200; ++k) {
          QVERIFY(gate.enter({}));
          const int now = ++inside;
          int before = most;
          while (before < now && !most.compare_exchange_weak(before, now)) {
          }
          std::this_thread::yield();
          --inside;
          gate.leave();
        }
      });
    }
    for (auto& thread : threads) thread.join();
    QVERIFY(most <= 2 && most >= 1);
  }

  void allowing_more_lets_waiting_ones_in() {
    Turnstile gate(1);
    QVERIFY(gate.enter({}));
    std::thread second([&] {
      QVERIFY(gate.enter({}));
      gate.leave();
    });
    gate.allow(2);
    second.join();  // would never end
    gate.leave();
  }

  void who_is_cancelled_does_not_wait() {
    Turnstile gate(1);
    QVERIFY(gate.enter({}));
    base::CancelSource cancel;
    std::thread waiting([&] { QVERIFY(!gate.enter(cancel.token())); });
    cancel.cancel();
    waiting.join();
    gate.leave();
    QVERIFY(gate.enter({}));
  }
};

QTEST_APPLESS_MAIN(TestTurnstile)
#include "test_turnstile.moc"
