// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project turned into layers of ours, beside QGIS's own picture of it (qgis_project_maker).
#include "project/qgis_convert.h"

#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include "app/qgis/qgis_town.h"
#include "app/qgis/ssim.h"
#include "app/qgis/town_views.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "project/qgis_write.h"
#include "project/service_layer.h"
#include "qgis/qgis_project.h"
#include "scene/map_renderer.h"
#include "style/look.h"

using namespace skizze;
using namespace skizze::project;

namespace {

bool says(const std::vector<feature::Notice>& notices, const char* id) {
  return std::any_of(notices.begin(), notices.end(), [&](const auto& n) { return n.message.id == id; });
}

}  // namespace

class TestQgisConvert : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    QVERIFY(m_town.make());
    DocumentOptions options;
    options.cache_dir = m_town.folder.filePath("packs").toStdString();
    options.data_dir = m_town.folder.filePath("data").toStdString();
    options.backups = false;
    m_document = std::make_unique<Document>(options);
    QSignalSpy opened(m_document.get(), &Document::opened);
    m_document->create(m_town.folder.filePath("p.gpkg"), QStringLiteral("P"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 20000);
    bool done = false;
    connect(m_document.get(), &Document::converted, this, [&](quint64, const QgisConversion& conversion) {
      m_conversion = conversion;
      done = true;
    });
    m_document->convert_qgis(m_town.file());
    QTRY_VERIFY_WITH_TIMEOUT(done, 120000);
    QVERIFY(m_document->wait_settled());
    settle();
  }
  void cleanupTestCase() { m_document.reset(); }

  void layers_order_and_counts_are_those_of_qgis() {
    QStringList ours;
    for (auto it = m_document->layers().rbegin(); it != m_document->layers().rend(); ++it)
      ours << QStringLiteral("%1\t%2").arg(QString::fromStdString(it->name)).arg(it->feature_count());
    QStringList theirs;
    for (const QString& line : m_town.layers()) theirs << line.section('\t', 0, 0) + '\t' + line.section('\t', 2);
    QCOMPARE(theirs.takeLast(), QStringLiteral("Einwohner\t4"));  // a table without places; told as lost
    QCOMPARE(ours, theirs);
  }

  void groups_are_those_of_qgis() {
    QCOMPARE(named("Haltestellen").groups, std::vector<std::string>{"Verkehr"});
    QCOMPARE(named("Bäume").groups, std::vector<std::string>{"Grün"});
    QCOMPARE(named("Baublöcke").groups, std::vector<std::string>{"Grund"});
  }

  void visibility_scales_aliases_and_value_maps_are_kept() {
    QVERIFY(!named("Flurstücke (alt)").visible);
    QVERIFY(named("Flurstücke").visible);
    const auto look = style::look_of(named("Flurstücke").style_json, geo::GeometryKind::area);
    QVERIFY(look);
    QCOMPARE(look->kind, style::LookKind::graduated);
    // 1:50,000 and 1:100 at the town's latitude, in css pixels of 1/96 inch
    const double cosine = std::cos(geo::to_lon_lat(m_document->extent().center()).y * M_PI / 180);
    const double farthest = std::log2(40075016.686 * cosine / (512 * 0.0254 / 96 * 50000));
    QVERIFY2(std::abs(look->min_zoom - farthest) < 0.02, qPrintable(QString::number(look->min_zoom)));
    QVERIFY(look->max_zoom > 20.5 && look->max_zoom < 21.5);
    const auto& fields = named("Baublöcke").fields;
    QCOMPARE(fields.size(), std::size_t{1});
    QCOMPARE(fields[0].name, std::string("use"));
    QCOMPARE(fields[0].title, std::string("Art der Nutzung"));
    QCOMPARE(fields[0].values.size(), std::size_t{2});
  }

  void people_read_the_words_of_the_project() {
    const auto& blocks = named("Baublöcke");
    for (std::uint32_t row = 0; row < 8; ++row) {
      const auto found = m_document->identify(blocks.id, row);
      const auto use = std::find_if(found.attributes.begin(), found.attributes.end(), [](const auto& a) { return a.first == "use"; });
      QVERIFY(use != found.attributes.end());
      QCOMPARE(found.title_of("use"), std::string("Art der Nutzung"));
      if (use->second == "WA") QCOMPARE(found.word_of("use", use->second), std::string("Allgemeines Wohngebiet"));
      if (use->second == "GE") QCOMPARE(found.word_of("use", use->second), std::string("GE"));
    }
  }

  void every_loss_is_listed_with_its_layer() {
    const auto lost = [&](const char* layer, const char* id) {
      const auto it = std::find_if(m_conversion.layers.begin(), m_conversion.layers.end(), [&](const auto& l) { return l.name == layer; });
      return it != m_conversion.layers.end() && says(it->notices, id);
    };
    QCOMPARE(m_conversion.layers.size(), std::size_t{10});
    QVERIFY(lost("Haltestellen", "style.lost_displacement"));
    QVERIFY(lost("Haltestellen", "style.lost_label_places"));
    QVERIFY(lost("Kronen", "style.lost_heatmap"));
    QVERIFY(lost("Stadtgrenze", "style.lost_merged"));
    QVERIFY(lost("Stadtgrenze", "project.convert_lost_join"));
    QVERIFY(lost("Einwohner", "readers.csv_no_coordinates"));
    QVERIFY(says(m_conversion.notices, "qgis.removed_macro"));
    for (const char* whole : {"Bäume", "Baublöcke", "Flurstücke", "Umgebung"}) {
      const auto it = std::find_if(m_conversion.layers.begin(), m_conversion.layers.end(), [&](const auto& l) { return l.name == whole; });
      QVERIFY2(it->taken && it->notices.empty(), whole);
    }
    for (const auto& layer : m_document->layers()) {  // and stays with it in the project
      const auto it =
          std::find_if(m_conversion.layers.begin(), m_conversion.layers.end(), [&](const auto& l) { return l.name == layer.name; });
      QCOMPARE(layer.notices, it->notices);
    }
    const auto text = text_of_losses(m_conversion, Language::en);
    QVERIFY(text.find("Verkehr / Haltestellen\n- ") != std::string::npos);
    QVERIFY(text.find("style.") == std::string::npos);  // sentences, no ids
  }

  void merged_and_inverted_areas_are_drawn_as_such() {
    QCOMPARE(style::look_of(named("Stadtgrenze").style_json, geo::GeometryKind::area)->areas, style::AreaScope::merged);
    QCOMPARE(style::look_of(named("Umgebung").style_json, geo::GeometryKind::area)->areas, style::AreaScope::surroundings);
  }

  void merged_and_inverted_areas_go_back_to_qgis_as_such() {
    const auto written =
        write_for_qgis(qgis_input(*m_document, Theme::light, Language::de), m_town.folder.filePath("zurück.qgz").toStdString(),
                       m_town.folder.filePath("p.gpkg").toStdString(), {}, [](double, const base::Message&) {});
    QVERIFY2(written, written ? "" : written.error().message.id.c_str());
    const auto back = qgis::QgisProject::open(written->qgz, {});
    QVERIFY(back);
    std::map<std::string, std::string> renderers;
    for (const auto& layer : (*back)->info().layers) renderers[layer.name] = layer.renderer;
    QCOMPARE(renderers["Stadtgrenze"], std::string("mergedFeatureRenderer"));
    QCOMPARE(renderers["Umgebung"], std::string("invertedPolygonRenderer"));
    QCOMPARE(renderers["Baublöcke"], std::string("categorizedSymbol"));
  }

  void a_picture_marker_keeps_its_picture() {
    const auto look = style::look_of(named("Haltestellen").style_json, geo::GeometryKind::point);
    QVERIFY(look);
    QVERIFY(look->symbol.icon.starts_with("data:image/png;base64,"));
  }

  void the_conversion_is_one_step_that_can_be_undone() {
    const auto count = m_document->layers().size();
    m_document->undo();
    QVERIFY(m_document->wait_settled());
    QCOMPARE(m_document->layers().size(), std::size_t{0});
    m_document->redo();
    QVERIFY(m_document->wait_settled());
    QCOMPARE(m_document->layers().size(), count);
    settle();
  }

  void six_views_look_as_qgis_draws_them_data() { views(); }
  void six_views_look_as_qgis_draws_them() {
    QFETCH(bool, labels);
    const double found = similarity(labels);
    QVERIFY2(found >= (labels ? 0.92 : 0.95), qPrintable(QString::number(found)));  // labels stand at places by our own rules
  }

 private:
  void settle() {
    QTRY_VERIFY_WITH_TIMEOUT(std::all_of(m_document->layers().begin(), m_document->layers().end(),
                                         [](const auto& layer) { return layer.state == LayerState::ready; }),
                             60000);
  }
  const LayerEntry& named(const std::string& name) const {
    const auto& layers = m_document->layers();
    const auto it = std::find_if(layers.begin(), layers.end(), [&](const auto& layer) { return layer.name == name; });
    if (it == layers.end()) qFatal("no layer %s", name.c_str());
    return *it;
  }
  static void views() {
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("right");
    QTest::addColumn<double>("up");
    QTest::addColumn<double>("dpr");
    QTest::addColumn<bool>("labels");
    for (const bool labels : {false, true}) {
      const QByteArray with = labels ? ", with labels" : "";
      QTest::newRow("all of the town" + with) << 13.0 << 0.0 << 0.0 << 1.0 << labels;
      QTest::newRow("a district" + with) << 14.0 << -0.1 << 0.1 << 1.0 << labels;
      QTest::newRow("some blocks" + with) << 15.0 << 0.2 << -0.2 << 1.0 << labels;
      QTest::newRow("a block" + with) << 16.0 << -0.22 << 0.21 << 1.0 << labels;
      QTest::newRow("a street" + with) << 17.0 << 0.05 << 0.02 << 1.0 << labels;
      QTest::newRow("some blocks on a fine screen" + with) << 15.0 << -0.2 << 0.0 << 2.0 << labels;
    }
  }

  /// Of our layers and QGIS's own picture of the same view. SKIZZE_QGIS_PICTURES=FOLDER keeps both.
  double similarity(bool labels) const {
    QFETCH(double, zoom);
    QFETCH(double, right);
    QFETCH(double, up);
    QFETCH(double, dpr);
    const auto project = qgis::QgisProject::open(m_town.file().toStdString(), {});
    if (!project) return 0;
    const auto camera = test::camera_at((*project)->info().bounds, zoom, right, up, dpr);
    QImage ours = render_settled(labels ? m_document->map_snapshot(Theme::light) : without_words(), camera, {}, true);
    ours.setDevicePixelRatio(1);
    const QImage theirs = m_town.picture(camera.bounds(), ours.width(), ours.height(), 96 * dpr, test::canvas_ground(), labels);
    if (qEnvironmentVariableIsSet("SKIZZE_QGIS_PICTURES")) {
      const QString name =
          QStringLiteral("%1/%2 ").arg(qEnvironmentVariable("SKIZZE_QGIS_PICTURES"), QString::fromUtf8(QTest::currentDataTag()));
      ours.save(name + QStringLiteral("ours.png"));
      theirs.save(name + QStringLiteral("theirs.png"));
    }
    const double found = test::structural_similarity(ours, theirs);
    qInfo("structural similarity %.4f", found);
    return found;
  }

  /// The map without its labels: signs at points are labels, too, but stay.
  scene::MapSnapshot without_words() const {
    auto snapshot = m_document->map_snapshot(Theme::light);
    StyleCache styles;
    for (auto& drawn : snapshot.layers) {
      const auto* layer = m_document->layer(base::parse_uuid(drawn.id).value_or(base::Uuid{}));
      if (layer == nullptr || layer->style_json.empty()) continue;
      auto json = QJsonDocument::fromJson(QByteArray::fromStdString(layer->style_json)).object();
      QJsonArray kept;
      for (const auto& part : json[QLatin1String("layers")].toArray())
        if (!part.toObject()[QLatin1String("layout")].toObject().contains(QLatin1String("text-field"))) kept.append(part);
      json[QLatin1String("layers")] = kept;
      drawn.style = styles.sheet(QJsonDocument(json).toJson().toStdString(), {}, Theme::light).value_or(nullptr);
    }
    return snapshot;
  }

  test::QgisTown m_town;
  std::unique_ptr<Document> m_document;
  QgisConversion m_conversion;
};

QTEST_MAIN(TestQgisConvert)
#include "test_qgis_convert.moc"
