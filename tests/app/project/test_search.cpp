// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/search.h"

#include <QTest>

#include "feature/pack_builder.h"

using namespace skizze;

class TestSearch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void an_empty_needle_finds_nothing();
  void case_and_umlauts_are_folded();
  void names_that_start_with_it_come_first();
  void a_whole_number_matches_only_as_a_whole();
  void the_limit_is_kept_and_more_is_said();
  void a_row_is_found_once();
  void the_title_is_the_name();
  void a_cancelled_search_gives_what_it_has();
};

namespace {

using feature::ColumnType;
using feature::Value;

std::shared_ptr<const feature::LayerPack> pack_of(const std::vector<std::pair<std::string, std::string>>& names_and_notes) {
  feature::PackInfo info;
  info.kind = geo::GeometryKind::point;
  info.columns = {{"note", ColumnType::text}, {"name", ColumnType::text}, {"number", ColumnType::integer}};
  feature::PackBuilder builder(info);
  for (const auto& [name, note] : names_and_notes) {
    const auto n = static_cast<std::int64_t>(builder.size());
    const std::vector<Value> values{note.empty() ? Value() : Value(note), name.empty() ? Value() : Value(name), Value(n * 10)};
    builder.add(n, geo::make_point({1000.0 * static_cast<double>(n), 0}), values);
  }
  return feature::LayerPack::from_bytes(builder.finish()).value();
}

project::SearchResult search(const std::shared_ptr<const feature::LayerPack>& pack, const char* needle, std::size_t limit = 100,
                             base::CancelToken cancel = {}) {
  return project::search_layers({{"id", "layer", pack}}, needle, limit, cancel);
}

}  // namespace

void TestSearch::an_empty_needle_finds_nothing() { QVERIFY(search(pack_of({{"a", ""}}), "").hits.empty()); }

void TestSearch::case_and_umlauts_are_folded() {
  const auto pack = pack_of({{"Große Straße", ""}, {"Am Bach", ""}});
  for (const char* needle : {"große straße", "GROSSE STRASSE", "Grosse"}) QCOMPARE(search(pack, needle).hits.size(), std::size_t{1});
}

void TestSearch::names_that_start_with_it_come_first() {
  const auto hits = search(pack_of({{"Alte Parkallee", ""}, {"Rathaus", "liegt am Park"}, {"Park am Wall", ""}}), "park").hits;
  QCOMPARE(hits.size(), std::size_t{3});
  QCOMPARE(hits[0].title, std::string("Park am Wall"));
  QCOMPARE(hits[2].column, std::string("note"));
}

void TestSearch::a_whole_number_matches_only_as_a_whole() {
  const auto pack = pack_of({{"a", ""}, {"b", ""}, {"c", ""}});  // numbers 0, 10, 20
  QCOMPARE(search(pack, "10").hits.size(), std::size_t{1});
  QVERIFY(search(pack, "1").hits.empty());
}

void TestSearch::the_limit_is_kept_and_more_is_said() {
  std::vector<std::pair<std::string, std::string>> rows;
  for (int i = 0; i < 500; ++i) rows.emplace_back("Haus " + std::to_string(i), "");
  const auto result = search(pack_of(rows), "haus", 20);
  QCOMPARE(result.hits.size(), std::size_t{20});
  QVERIFY(result.more);
  QVERIFY(!search(pack_of(rows), "haus 499", 20).more);
}

void TestSearch::a_row_is_found_once() {
  const auto hits = search(pack_of({{"Park", "im Park"}, {"Wald", "beim Park"}, {"Parkhaus", "am Park"}}), "park").hits;
  QCOMPARE(hits.size(), std::size_t{3});
  QCOMPARE(hits[0].column, std::string("name"));
  QCOMPARE(hits[2].title, std::string("Wald"));
}

void TestSearch::the_title_is_the_name() {
  const auto pack = pack_of({{"Rathaus", "am Markt"}, {"", "am Markt"}});
  const auto hits = search(pack, "markt").hits;
  QCOMPARE(hits.size(), std::size_t{2});
  for (const auto& hit : hits) QVERIFY(hit.title == "Rathaus" || hit.title == "am Markt");
}

void TestSearch::a_cancelled_search_gives_what_it_has() {
  base::CancelSource cancel;
  cancel.cancel();
  QVERIFY(search(pack_of({{"Park", ""}}), "park", 10, cancel.token()).hits.empty());
}

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
