// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "sources/byte_cache.h"

using namespace skizze::sources;

class TestByteCache : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;
  std::filesystem::path place(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }

 private Q_SLOTS:
  void what_was_put_in_is_there_for_the_next_one() {
    ByteCache(place("a"), 10'000).insert("https://x/1", "one");
    ByteCache again(place("a"), 10'000);
    QVERIFY(again.find("https://x/1").has_value());
    QCOMPARE(again.find("https://x/1")->bytes, std::string("one"));
    QVERIFY(!again.find("https://x/2").has_value());
  }
  void an_empty_answer_is_an_answer() {
    ByteCache cache(place("b"), 10'000);
    cache.insert("k", "");
    QVERIFY(cache.find("k") && cache.find("k")->bytes.empty());
  }
  void the_age_counts_from_the_fetch() {
    ByteCache cache(place("c"), 10'000);
    cache.insert("old", "x", 1'000'000);
    cache.insert("new", "x");
    QVERIFY(cache.find("old")->age_s > 1e8);
    QVERIFY(cache.find("new")->age_s < 600);
  }
  void it_never_grows_beyond_its_limit_and_the_oldest_go_first() {
    ByteCache cache(place("d"), 10'000);
    for (int i = 0; i < 50; ++i) cache.insert("key " + std::to_string(i), std::string(900, 'x'));
    QVERIFY(cache.bytes() <= 10'000);
    QVERIFY(cache.find("key 49").has_value());
    QVERIFY(!cache.find("key 0").has_value());
    std::uint64_t on_disk = 0;
    for (const auto& entry : std::filesystem::directory_iterator(place("d"))) on_disk += entry.file_size();
    QCOMPARE(on_disk, cache.bytes());
  }
  void what_is_larger_than_the_limit_is_not_kept() {
    ByteCache cache(place("e"), 100);
    cache.insert("k", std::string(200, 'x'));
    QVERIFY(!cache.find("k").has_value());
  }
  void a_damaged_file_counts_as_not_there() {
    ByteCache cache(place("f"), 10'000);
    cache.insert("k", "some bytes");
    for (const auto& entry : std::filesystem::directory_iterator(place("f"))) {
      QFile file(QString::fromStdString(entry.path().string()));
      QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(18) && file.write("#") == 1);
    }
    QVERIFY(!cache.find("k").has_value());
  }
};

QTEST_GUILESS_MAIN(TestByteCache)
#include "test_byte_cache.moc"
