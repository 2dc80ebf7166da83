// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "sources/report_reader.h"

using namespace skizze;
using sources::HelperAnswer;
using sources::read_answer;

class TestReportReader : public QObject {
  Q_OBJECT

 private slots:
  void progress_is_clamped() {
    const auto answer = read_answer(std::string(
        "{\"v\":1,\"verb\":\"progress\",\"fraction\":7,\"message\":{\"id\":\"readers.opening\",\"arguments\":[[\"name\",\"a\"]]}}"));
    QCOMPARE(answer.kind, HelperAnswer::Kind::progress);
    QCOMPARE(answer.fraction, 1.0);
    QCOMPARE(answer.message.arguments.at(0).value, std::string("a"));
  }

  void an_error_keeps_code_place_and_context() {
    const auto answer =
        read_answer(std::string("{\"verb\":\"error\",\"error\":{\"code\":\"no_space\",\"message\":{\"id\":\"base.disk_full\",\"arguments\":"
                                "[]},\"where\":{\"file\":\"f\",\"layer\":\"l\",\"feature\":\"7\",\"byte_offset\":12},"
                                "\"context\":[{\"id\":\"c\",\"arguments\":[]}]}}"));
    QCOMPARE(answer.kind, HelperAnswer::Kind::error);
    QCOMPARE(answer.error.code, base::ErrorCode::no_space);
    QCOMPARE(answer.error.where.byte_offset, std::int64_t{12});
    QCOMPARE(answer.error.where.layer, std::string("l"));
    QCOMPARE(answer.error.context.at(0).id, std::string("c"));
  }

  void an_unknown_code_is_our_own_mistake() {
    QCOMPARE(read_answer(std::string("{\"verb\":\"error\",\"error\":{\"code\":\"quatsch\"}}")).error.code, base::ErrorCode::internal);
  }

  void pack_names_lose_their_folders() {
    const auto answer = read_answer(std::string(
        "{\"verb\":\"report\",\"report\":{\"layers\":[{\"path\":\"../../etc/passwd\",\"kind\":99,\"role\":-4,\"count\":-1}]}}"));
    QCOMPARE(answer.kind, HelperAnswer::Kind::report);
    QCOMPARE(answer.source.layers.at(0).pack.string(), std::string("passwd"));
    QCOMPARE(answer.source.layers[0].count, std::uint64_t{0});
    QCOMPARE(answer.source.layers[0].kind, geo::GeometryKind::area);
  }

  void nonsense_is_no_answer_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("broken") << QByteArray("{\"verb\":");
    QTest::newRow("list") << QByteArray("[1,2]");
    QTest::newRow("other verb") << QByteArray("{\"verb\":\"tanzen\"}");
    QTest::newRow("bytes") << QByteArray(100, '\xff');
  }
  void nonsense_is_no_answer() {
    QFETCH(QByteArray, head);
    QCOMPARE(read_answer(head.toStdString()).kind, HelperAnswer::Kind::other);
  }
};

QTEST_GUILESS_MAIN(TestReportReader)
#include "test_report_reader.moc"
