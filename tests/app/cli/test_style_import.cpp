// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS and MapLibre styles through the real command line and its helper.
#include <QJsonArray>
#include <QtTest>

#include "skizze.h"

using skizze::test::Outcome;
using skizze::test::Skizze;

namespace {

QString qml(const char* name) { return QStringLiteral(STADTSKIZZE_SOURCE_DIR "/tests/data/qml/%1.qml").arg(QLatin1String(name)); }

QJsonObject json_of(const QString& file) {
  QFile in(file);
  return in.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(in.readAll()).object() : QJsonObject();
}

QStringList lost_of(const Outcome& outcome) {
  QStringList out;
  for (const auto& lost : outcome.json()["lost"].toArray()) out << lost.toObject()["id"].toString().section(QLatin1Char('.'), 1);
  return out;
}

}  // namespace

class TestStyleImport : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare"); }
  void a_single_symbol_keeps_colour_outline_opacity_and_scale();
  void categories_keep_values_labels_and_the_rest();
  void ranges_are_sorted_and_a_double_line_becomes_a_casing();
  void rules_keep_their_filters_and_scales();
  void labels_keep_expression_size_halo_and_scale();
  void hatches_lie_over_their_fill();
  void markers_keep_shapes_and_say_which_pictures_are_lost();
  void what_is_no_style_is_an_error_that_says_so();
  void every_imported_style_is_valid();
  void a_maplibre_style_gives_the_layers_of_one_source_layer();

 private:
  Outcome import(const char* name, int code) {
    m_out = m_skizze.file(QStringLiteral("s.json"));
    QFile::remove(m_out);
    const Outcome outcome = m_skizze.run({"style", "import", qml(name), "-o", m_out, "--json"});
    if (outcome.code != code) qWarning() << outcome.code << outcome.err << outcome.out;
    return outcome;
  }
  QJsonObject look() const { return json_of(m_out)["metadata"].toObject()["skizze:look"].toObject(); }
  QJsonObject look_class(int i) const { return look()["classes"].toArray()[i].toObject(); }

  Skizze m_skizze;
  QString m_out;
};

void TestStyleImport::a_single_symbol_keeps_colour_outline_opacity_and_scale() {
  const auto outcome = import("single_area", 0);
  QCOMPARE(outcome.code, 0);
  const auto symbol = look()["symbol"].toObject();
  QCOMPARE(symbol["color"].toString(), QString("#88cc44"));
  QCOMPARE(symbol["outline"].toString(), QString("#224400"));
  QVERIFY(qAbs(symbol["width"].toDouble() - 0.5 * 96 / 25.4) < 1e-6);
  QVERIFY(qAbs(symbol["opacity"].toDouble() - 0.4) < 1e-6);  // of the symbol and of the layer
  // 1 : 50,000 at 51 degrees of latitude: 40075017 m * cos(51°) / (512 * 0.0254 m / 96 * 50000) = 2^11.86
  QVERIFY(qAbs(look()["minzoom"].toDouble() - 11.86) < 0.011);
  QVERIFY(qAbs(look()["maxzoom"].toDouble() - 18.51) < 0.011);
}

void TestStyleImport::categories_keep_values_labels_and_the_rest() {
  QCOMPARE(import("categorised_area", 0).code, 0);
  QCOMPARE(look()["kind"].toString(), QString("categorised"));
  QCOMPARE(look()["attribute"].toString(), QString("nutzung"));
  QCOMPARE(look()["symbol"].toObject()["color"].toString(), QString("#eeeeee"));
  QCOMPARE(look()["classes"].toArray().size(), 4);
  QCOMPARE(look_class(1)["label"].toString(), QString("Gewerbe"));
  QCOMPARE(look_class(1)["visible"].toBool(true), false);
  QCOMPARE(look_class(2)["values"].toArray(), (QJsonArray{"M", "MK"}));
  QCOMPARE(look_class(2)["symbol"].toObject()["pattern"].toString(), QString("hatch-45"));
  QCOMPARE(look_class(3)["values"].toArray(), (QJsonArray{7, "7"}));  // nobody says whether the column holds numbers
}

void TestStyleImport::ranges_are_sorted_and_a_double_line_becomes_a_casing() {
  const auto outcome = import("graduated_line", 3);
  QCOMPARE(outcome.code, 3);
  QCOMPARE(lost_of(outcome), QStringList{"lost_symbol_layer"});
  QCOMPARE(look()["attribute"].toString(), QString("dtv"));
  QCOMPARE(look()["others"].toBool(true), false);
  QCOMPARE(look_class(0)["label"].toString(), QString("wenig"));
  QCOMPARE(look_class(1)["from"].toDouble(), 1000.0);
  const auto symbol = look_class(1)["symbol"].toObject();
  QCOMPARE(symbol["color"].toString(), QString("#800026"));
  QCOMPARE(symbol["outline"].toString(), QString("#000000"));
  QCOMPARE(symbol["casing"].toDouble(), 1.0);
  QCOMPARE(symbol["dash"].toArray(), (QJsonArray{4, 2}));
}

void TestStyleImport::rules_keep_their_filters_and_scales() {
  const auto outcome = import("rules_area", 3);
  QCOMPARE(outcome.code, 3);
  QVERIFY(lost_of(outcome).contains("lost_rule"));
  QCOMPARE(look()["classes"].toArray().size(), 4);
  QCOMPARE(look_class(0)["filter"].toString(),
           QString(R"(["all",[">",["get","hoehe"],20],["any",["==",["get","nutzung"],"W"],["==",["get","nutzung"],"G"]]])"));
  QVERIFY(qAbs(look_class(0)["minzoom"].toDouble() - 14.18) < 0.011);  // 1 : 10,000
  const QString child = look_class(1)["filter"].toString();
  QVERIFY(child.startsWith(R"(["all",["all",)") && child.contains(R"(["slice",["to-string",["get","name"]],0,1],"A")"));
  QCOMPARE(look_class(2)["visible"].toBool(true), false);
  QCOMPARE(look_class(3)["else"].toBool(), true);
}

void TestStyleImport::labels_keep_expression_size_halo_and_scale() {
  const auto outcome = import("rules_area", 3);
  QVERIFY(lost_of(outcome).contains("lost_label_background") && lost_of(outcome).contains("lost_label_priority"));
  const auto label = look()["label"].toObject();
  QCOMPARE(label["expression"].toString(),
           QString(R"(["concat",["get","name"]," ",["/",["round",["*",["get","hoehe"],["^",10,1]]],["^",10,1]]])"));
  QCOMPARE(label["size"].toDouble(12), 12.0);  // 9 points
  QCOMPARE(label["bold"].toBool(), true);
  QCOMPARE(label["overlap"].toBool(), true);
  QCOMPARE(label["color"].toString(), QString("#333333"));
  QVERIFY(qAbs(label["halo-width"].toDouble() - 96 / 25.4) < 1e-6);
  QVERIFY(qAbs(label["minzoom"].toDouble() - 14.18) < 0.011);
}

void TestStyleImport::hatches_lie_over_their_fill() {
  const auto outcome = import("hatch_area", 3);
  QCOMPARE(lost_of(outcome), QStringList{"lost_symbol_levels"});  // a disabled layer is no loss
  const auto symbol = look()["symbol"].toObject();
  QCOMPARE(symbol["color"].toString(), QString("#ffeecc"));
  QCOMPARE(symbol["pattern"].toString(), QString("hatch:135:15.12:1"));
  QCOMPARE(symbol["pattern-color"].toString(), QString("#aa0000"));
}

void TestStyleImport::markers_keep_shapes_and_say_which_pictures_are_lost() {
  const auto outcome = import("markers_point", 3);
  QCOMPARE(lost_of(outcome), (QStringList{"lost_data_defined", "lost_marker_sign"}));
  QCOMPARE(look()["kind"].toString(), QString("rules"));  // classes of an expression
  QCOMPARE(look_class(0)["symbol"].toObject()["icon"].toString(), QString("star"));
  QCOMPARE(look_class(0)["filter"].toString(), QString(R"(["any",["==",["+",["get","hoehe"],1],1]])"));
  QCOMPARE(look_class(1)["symbol"].toObject()["radius"].toDouble(), 8.0);
  QCOMPARE(look()["label"].toObject()["place"].toString(), QString("above"));
}

void TestStyleImport::what_is_no_style_is_an_error_that_says_so() {
  const auto id = [&](const char* name) {
    const auto outcome = import(name, 1);
    return outcome.code == 1 ? outcome.json()["error"].toObject()["id"].toString() : QString("no error");
  };
  QCOMPARE(id("embedded_point"), QString("style.qml_renderer"));
  QCOMPARE(id("entities"), QString("readers.qml_entities"));
  QCOMPARE(id("broken"), QString("readers.qml_damaged"));
  QCOMPARE(id("another_root"), QString("readers.qml_no_qgis"));
  QCOMPARE(id("nowhere"), QString("sources.file_missing"));
  QVERIFY(!QFile::exists(m_out));
}

void TestStyleImport::every_imported_style_is_valid() {
  for (const char* name : {"single_area", "categorised_area", "graduated_line", "rules_area", "hatch_area", "markers_point"}) {
    import(name, 3);
    const auto checked = m_skizze.run({"style", "check", m_out, "--json"});
    QVERIFY2(checked.code == 0 && checked.json()["issues"].toArray().isEmpty(), name);
    QVERIFY(checked.json()["layers"].toInt() > 0);
  }
}

void TestStyleImport::a_maplibre_style_gives_the_layers_of_one_source_layer() {
  const QString style = m_skizze.write(QStringLiteral("style.json"),
                                       R"({"version":8,"name":"Karte","sprite":"https://example.org/sprite","sources":{},"layers":[
    {"id":"ground","type":"background","paint":{"background-color":"#fff"}},
    {"id":"water","type":"fill","source":"a","source-layer":"water","paint":{"fill-color":"#00f","fill-magic":1}},
    {"id":"roads","type":"line","source":"a","source-layer":"road","paint":{"line-color":["wonder","x"]}},
    {"id":"hills","type":"hillshade","source":"b"},
    {"id":"rivers","type":"line","source":"a","source-layer":"water","paint":{"line-color":"#00f"}}]})");
  const QString out = m_skizze.file(QStringLiteral("o.json"));
  const auto one = m_skizze.run({"style", "import", style, "-o", out, "--layer", "water", "--json"});
  QCOMPARE(one.code, 3);
  QCOMPARE(lost_of(one), (QStringList{"lost_sprite", "lost_background", "property_unknown"}));
  QCOMPARE(json_of(out)["layers"].toArray().size(), 2);
  QVERIFY(!json_of(out)["layers"].toArray()[0].toObject().contains("source-layer"));
  const auto all = m_skizze.run({"style", "import", style, "-o", out, "--json"});
  QVERIFY(lost_of(all).contains("expression_invalid") && lost_of(all).contains("layer_type_ignored"));
  QVERIFY(all.out.contains("roads") && all.out.contains("hills"));  // what is lost is named
  QCOMPARE(m_skizze.run({"style", "import", style, "-o", out, "--layer", "nothing", "--json"}).code, 1);
}

QTEST_GUILESS_MAIN(TestStyleImport)
#include "test_style_import.moc"
