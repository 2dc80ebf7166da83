// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The short form of tests/fuzz/run: the seeds as they are, cut off at every length, and with bytes changed. Nothing may crash, and the
/// memory of the process may not grow by more than 256 MB. Under the sanitizers it also may not read a byte too many.
#include <sys/resource.h>

#include <QtTest>
#include <random>

#include "../fuzz/corpus.h"
#include "../fuzz/targets.h"

using namespace skizze;

namespace {

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text.data(), text.size())); }

long peak_kb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

class TestFuzzSeeds : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void every_damage_is_survived_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < fuzz::targets().size(); ++i) QTest::newRow(fuzz::targets()[i].name) << static_cast<int>(i);
  }
  void every_damage_is_survived() {
    QFETCH(int, index);
    const auto& target = fuzz::targets()[static_cast<std::size_t>(index)];
    const long before = peak_kb();
    std::mt19937 random(11);
    const auto inputs = target.seeds();
    QVERIFY(!inputs.empty());
    for (const std::string& input : inputs) {
      QVERIFY(!input.empty());
      target.read(bytes_of(input));
      // All lengths of short inputs, about a thousand of long ones.
      const std::size_t step = std::max<std::size_t>(1, input.size() / 1000);
      for (std::size_t size = 0; size < input.size(); size += step) target.read(bytes_of(input.substr(0, size)));
      for (int round = 0; round < 300; ++round) {
        std::string changed = input;
        for (auto n = 1 + random() % 3; n > 0; --n) changed[random() % changed.size()] = static_cast<char>(random());
        target.read(bytes_of(changed));
      }
    }
    // What fuzzing kept is many and needs less: as it is, and cut off in some places.
    for (const std::string& input : fuzz::read_corpus(std::string(STADTSKIZZE_SOURCE_DIR "/tests/fuzz/corpus/") + target.name + ".gz")) {
      target.read(bytes_of(input));
      for (std::size_t size = input.size() / 7; size < input.size(); size += input.size() / 7 + 1)
        target.read(bytes_of(input.substr(0, size)));
    }
    QVERIFY2(peak_kb() - before < 256 * 1024, qPrintable(QString::number((peak_kb() - before) / 1024)));
  }
};

QTEST_GUILESS_MAIN(TestFuzzSeeds)
#include "test_fuzz_seeds.moc"
