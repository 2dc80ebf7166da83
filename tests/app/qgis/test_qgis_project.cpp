// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Against real QGIS: qgis_project_maker makes the project and says what QGIS itself reads in it.
#include <signal.h>

#include <QtTest>
#include <algorithm>
#include <memory>

#include "app/qgis/qgis_town.h"
#include "geo/mercator.h"
#include "qgis/qgis_project.h"

using namespace skizze;

namespace {

const qgis::LayerInfo* layer_named(const qgis::ProjectInfo& info, const char* name) {
  const auto it = std::find_if(info.layers.begin(), info.layers.end(), [&](const auto& layer) { return layer.name == name; });
  return it == info.layers.end() ? nullptr : &*it;
}

bool removed(const qgis::ProjectInfo& info, const char* kind, const char* where) {
  return std::any_of(info.removed.begin(), info.removed.end(), [&](const auto& r) { return r.kind == kind && r.where == where; });
}

qgis::Request picture_of(const geo::Box& box, int width, int height) {
  return {QStringLiteral("render"),
          {{QStringLiteral("box"), QJsonArray{box.min_x, box.min_y, box.max_x, box.max_y}},
           {QStringLiteral("width"), width},
           {QStringLiteral("height"), height}},
          60,
          false};
}

}  // namespace

class TestQgisProject : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    QVERIFY(m_town.make());
    auto opened = qgis::QgisProject::open(m_town.file().toStdString(), {});
    QVERIFY2(opened, opened ? "" : opened.error().message.id.c_str());
    m_project = *opened;
  }
  void cleanupTestCase() { m_project.reset(); }

  void layers_counts_renderers_and_order_are_those_of_qgis() {
    QStringList ours;
    for (const auto& layer : m_project->info().layers)
      ours << QStringLiteral("%1\t%2\t%3").arg(QString::fromStdString(layer.name), QString::fromStdString(layer.renderer)).arg(layer.count);
    QCOMPARE(ours, m_town.layers());
    QCOMPARE(ours.size(), 10);
  }

  void groups_and_what_is_hidden_are_kept() {
    const auto& info = m_project->info();
    QCOMPARE(info.title, std::string("Probestadt"));
    QCOMPARE(info.crs, std::string("EPSG:25832"));
    QCOMPARE(info.tree.size(), std::size_t{4});
    QCOMPARE(info.tree[0].group, std::string("Verkehr"));
    QCOMPARE(info.tree[0].children.size(), std::size_t{2});
    QCOMPARE(info.tree[2].group, std::string("Grund"));
    QCOMPARE(info.tree[2].children.size(), std::size_t{5});
    QVERIFY(!layer_named(info, "Flurstücke (alt)")->visible);
    QVERIFY(layer_named(info, "Flurstücke")->visible);
  }

  void joins_aliases_value_maps_and_scale_limits_are_read() {
    const auto& info = m_project->info();
    const auto* edge = layer_named(info, "Stadtgrenze");
    QCOMPARE(edge->joins.size(), std::size_t{1});
    QCOMPARE(edge->joins[0].layer, std::string("Einwohner"));
    QVERIFY(std::any_of(edge->fields.begin(), edge->fields.end(), [](const auto& f) { return f.name == "people_people"; }));
    const auto* blocks = layer_named(info, "Baublöcke");
    const auto use = std::find_if(blocks->fields.begin(), blocks->fields.end(), [](const auto& f) { return f.name == "use"; });
    QVERIFY(use != blocks->fields.end());
    QCOMPARE(use->alias, std::string("Art der Nutzung"));
    QCOMPARE(use->values.size(), std::size_t{2});
    QVERIFY(std::find(use->values.begin(), use->values.end(), std::pair<std::string, std::string>("MI", "Mischgebiet")) !=
            use->values.end());
    QCOMPARE(layer_named(info, "Flurstücke")->min_scale.value_or(0), 50000.0);
    QCOMPARE(layer_named(info, "Flurstücke")->max_scale.value_or(0), 100.0);
  }

  void what_could_act_is_removed_and_named() {
    const auto& info = m_project->info();
    QVERIFY(removed(info, "macro", ""));
    QVERIFY(removed(info, "action", "Bäume"));
    QVERIFY(removed(info, "form_code", "Bäume"));
    QVERIFY(removed(info, "map_tip", "Bäume"));
    const auto action = std::find_if(info.removed.begin(), info.removed.end(), [](const auto& r) { return r.kind == "action"; });
    QCOMPARE(action->name, std::string("Baum fällen"));
  }

  void a_view_is_drawn_as_a_picture() {
    const auto answer = m_project->helper().run(picture_of(m_project->info().bounds, 320, 200), {});
    QVERIFY(answer);
    const QImage image = QImage::fromData(QByteArray::fromStdString(answer->body));
    QCOMPARE(image.size(), QSize(320, 200));
    QVERIFY(qAlpha(image.pixel(160, 100)) > 0);
  }

  /// Of the same view: what the whole picture has beside the bare one lies where the labels are. In "mixed" they multiply their colours.
  /// Which of two labels gets a place that both could have depends on which of QGIS's threads is first: then once more.
  void labels_alone_are_those_of_the_whole_picture_data() {
    QTest::addColumn<QString>("project");
    QTest::newRow("plain") << QStringLiteral("town.qgz");
    QTest::newRow("mixing their colours") << QStringLiteral("mixed.qgz");
  }
  void labels_alone_are_those_of_the_whole_picture() {
    QFETCH(QString, project);
    const auto opened = qgis::QgisProject::open(m_town.folder.filePath(project).toStdString(), {});
    QVERIFY(opened);
    const auto picture = [&](const QJsonValue& labels) {
      auto request = picture_of((*opened)->info().bounds, 800, 600);
      request.fields.insert(QStringLiteral("labels"), labels);
      const auto answer = (*opened)->helper().run(request, {});
      return answer ? QImage::fromData(QByteArray::fromStdString(answer->body)).convertToFormat(QImage::Format_ARGB32) : QImage();
    };
    const QImage bare = picture(false);
    int elsewhere = -1;
    for (int attempt = 0; attempt < 5 && elsewhere != 0; ++attempt) {
      const QImage whole = picture(true);
      const QImage labels = picture(QStringLiteral("only"));
      QCOMPARE(labels.size(), QSize(800, 600));
      int written = 0;
      elsewhere = 0;
      for (int y = 0; y < 600; ++y) {
        for (int x = 0; x < 800; ++x) {
          if (whole.pixel(x, y) == bare.pixel(x, y)) continue;
          ++written;
          if (qAlpha(labels.pixel(x, y)) == 0) ++elsewhere;
        }
      }
      QVERIFY(written > 1000);
      QVERIFY2(elsewhere * 5 < written, qPrintable(QStringLiteral("%1 of %2").arg(elsewhere).arg(written)));
    }
    QCOMPARE(elsewhere, 0);
  }

  void a_project_without_labels_says_so_and_has_no_picture_of_them() {
    const auto placed = [](const qgis::ProjectInfo& info) {
      return std::count_if(info.layers.begin(), info.layers.end(), [](const auto& layer) { return layer.placed; });
    };
    QCOMPARE(placed(m_project->info()), 3);
    const auto bare = qgis::QgisProject::open(m_town.folder.filePath("bare.qgz").toStdString(), {});
    QVERIFY(bare);
    QCOMPARE(placed((*bare)->info()), 0);
    auto request = picture_of((*bare)->info().bounds, 320, 200);
    request.fields.insert(QStringLiteral("labels"), QStringLiteral("only"));
    const auto answer = (*bare)->helper().run(request, {});
    QVERIFY(answer);
    QVERIFY(answer->body.empty());
  }

  /// "Flurstücke" are shown down to 1 : 50,000. The view's true scale counts, not that of Web Mercator.
  void scale_limits_hold_at_the_true_scale_data() {
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("shown");
    QTest::newRow("just before the limit") << 49000.0 << true;
    QTest::newRow("just behind it") << 51000.0 << false;
  }
  void scale_limits_hold_at_the_true_scale() {
    QFETCH(double, scale);
    QFETCH(bool, shown);
    const auto& info = m_project->info();
    const geo::Point2 middle = info.bounds.center();
    constexpr int k_px = 256;
    const double pixel_m = 0.0254 / 96;  // QGIS and OGC SLD agree on what a scale is but for the size of a pixel: QGIS takes the picture's
    const double half = k_px / 2.0 * pixel_m * scale / geo::ground_scale(middle.y);
    auto request = picture_of({middle.x - half, middle.y - half, middle.x + half, middle.y + half}, k_px, k_px);
    request.fields.insert(QStringLiteral("layers"), QJsonArray{QString::fromStdString(layer_named(info, "Flurstücke")->id)});
    const auto answer = m_project->helper().run(request, {});
    QVERIFY(answer);
    QCOMPARE(!answer->body.empty(), shown);
  }

  void a_wrong_request_is_an_error_and_nothing_else() {
    auto answer = m_project->helper().run({QStringLiteral("dance"), {}, 10, false}, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().message.id, std::string("qgis.no_such_verb"));
    answer = m_project->helper().run(picture_of({0, 0, 0, 0}, 100, 100), {});
    QCOMPARE(answer.error().message.id, std::string("qgis.bad_request"));
    answer = m_project->helper().run(picture_of(m_project->info().bounds, 100000, 100), {});
    QCOMPARE(answer.error().code, base::ErrorCode::too_large);
    QVERIFY(m_project->helper().run({QStringLiteral("version"), {}, 10, false}, {}));
  }

  void a_cancelled_request_says_so() {
    base::CancelSource cancel;
    cancel.cancel();
    const auto answer = m_project->helper().run(picture_of(m_project->info().bounds, 4000, 4000), cancel.token());
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, base::ErrorCode::cancelled);
  }

  void a_helper_that_goes_answers_everything_that_waits() {
    for (int i = 0; i < 5; ++i) {
      std::atomic<int> answers = 0;
      {
        qgis::Helper helper;
        for (int k = 0; k < 4; ++k)
          helper.submit({QStringLiteral("version"), {}, 60, false}, [&](const base::Result<qgis::Answer>&) { ++answers; });
        QTest::qWait(i * 10);
      }
      QCOMPARE(answers.load(), 4);
    }
  }

  /// SKIZZE_QGIS_KILLS=200 for the long form.
  void after_each_kill_the_next_request_works() {
    const int kills = std::max(2, qEnvironmentVariableIntValue("SKIZZE_QGIS_KILLS"));
    auto& helper = m_project->helper();
    const int before = helper.starts();
    for (int i = 0; i < kills; ++i) {
      std::atomic<bool> done = false;
      helper.submit(picture_of(m_project->info().bounds, 600, 400), [&](const base::Result<qgis::Answer>&) { done = true; });
      QTest::qWait(i * 37 % 120);  // at another moment of the work each time
      if (helper.process_id() > 0) ::kill(static_cast<pid_t>(helper.process_id()), SIGKILL);
      const auto answer = helper.run(picture_of(m_project->info().bounds, 60, 40), {});
      QVERIFY2(answer, answer ? "" : answer.error().message.id.c_str());
      QTRY_VERIFY(done);
    }
    QVERIFY(helper.starts() > before);
  }

 private:
  test::QgisTown m_town;
  std::shared_ptr<qgis::QgisProject> m_project;
};

QTEST_GUILESS_MAIN(TestQgisProject)
#include "test_qgis_project.moc"
