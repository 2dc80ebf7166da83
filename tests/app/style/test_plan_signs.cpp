// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QtTest>

#include "style/evaluate.h"
#include "style/hatch.h"
#include "style/legend.h"
#include "style/look.h"
#include "style/plan_signs.h"
#include "style/stylesheet.h"
#include "style/words.h"

using namespace skizze;
using namespace skizze::style;

class TestPlanSigns : public QObject {
  Q_OBJECT
 private slots:
  void every_sign_has_a_name_in_both_languages_and_an_id_of_its_own();
  void every_picture_stands_in_the_sheet_with_a_cell();
  void every_sign_draws_and_has_a_legend();
  void the_main_categories_are_there();
  void an_area_carries_its_letters_once_and_in_the_middle();
  void completion_knows_properties_operators_and_patterns();
};

void TestPlanSigns::every_sign_has_a_name_in_both_languages_and_an_id_of_its_own() {
  for (const char* language : {"de", "en"}) {
    QFile file(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/resources/messages/style.%1.json").arg(QLatin1String(language)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto words = QJsonDocument::fromJson(file.readAll()).object();
    QSet<QString> ids;
    QSet<QString> names;
    for (const auto& sign : plan_signs()) {
      const QString name = words[QString::fromUtf8(sign.message.data(), static_cast<qsizetype>(sign.message.size()))].toString();
      QVERIFY2(!name.isEmpty(), sign.id.data());
      names << name;
      ids << QString::fromUtf8(sign.id.data(), static_cast<qsizetype>(sign.id.size()));
    }
    QCOMPARE(ids.size(), static_cast<qsizetype>(plan_signs().size()));
    QCOMPARE(names.size(), ids.size());
  }
}

void TestPlanSigns::every_picture_stands_in_the_sheet_with_a_cell() {
  QFile file(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/resources/symbols/pzv.svg"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QString sheet = QString::fromUtf8(file.readAll());
  for (const auto& sign : plan_signs()) {
    for (const auto* name : {&sign.symbol.pattern, &sign.symbol.line_pattern, &sign.symbol.icon}) {
      if (name->empty()) continue;
      QVERIFY(name->starts_with("pzv:"));
      const auto at = sheet.indexOf(QStringLiteral("<g id=\"%1\"><rect ").arg(QString::fromStdString(name->substr(4))));
      QVERIFY2(at > 0, name->c_str());
    }
  }
}

void TestPlanSigns::every_sign_draws_and_has_a_legend() {
  for (const auto& sign : plan_signs()) {
    Look look;
    look.symbol = sign.symbol;
    const auto sheet = parse(style_of(look, sign.kind));
    QVERIFY2(sheet.has_value(), sign.id.data());
    QVERIFY((*sheet)->warnings().empty());
    QCOMPARE(legend(**sheet, 16).size(), std::size_t{1});
    QVERIFY(find_plan_sign(sign.id) == &sign);
  }
  QVERIFY(find_plan_sign("schloss") == nullptr);
}

void TestPlanSigns::the_main_categories_are_there() {
  for (const char* id :
       {"wohnbauflaeche", "mischgebiet", "gewerbegebiet", "industriegebiet", "strassenverkehrsflaeche", "radweg", "gruenflaeche",
        "wasserflaeche", "wald", "landwirtschaft", "versorgung", "solar", "baugrenze", "baulinie", "geltungsbereich"})
    QVERIFY2(find_plan_sign(id) != nullptr, id);
}

void TestPlanSigns::an_area_carries_its_letters_once_and_in_the_middle() {
  Look look;
  look.symbol = find_plan_sign("allgemeines_wohngebiet")->symbol;
  const auto sheet = parse(style_of(look, geo::GeometryKind::area));
  QVERIFY(sheet.has_value());
  const auto layers = (*sheet)->layers();
  const auto signs = std::find_if(layers.begin(), layers.end(), [](const StyleLayer& l) { return l.type == LayerType::symbol; });
  QVERIFY(signs != layers.end());
  const LayerEvaluator evaluator(*sheet, static_cast<std::size_t>(signs - layers.begin()), nullptr);
  const PropertyRow area{0, geo::GeometryKind::area, {}};
  QVERIFY(evaluator.matches(area, 16));
  QCOMPARE(evaluator.icon(area, 16), std::string("pzv:wohngebiet"));
  QVERIFY(evaluator.symbol(area, 16).placement == Placement::point);
  QVERIFY(!evaluator.symbol(area, 16).icon_allow_overlap);  // where there is no room, the colour speaks alone
  QVERIFY(look_of(style_of(look, geo::GeometryKind::area), geo::GeometryKind::area) == look);
}

void TestPlanSigns::completion_knows_properties_operators_and_patterns() {
  const auto words = style_words();
  QVERIFY(std::is_sorted(words.begin(), words.end()));
  for (const char* word : {"fill-color", "line-dasharray", "text-field", "interpolate", "within", "hatch-45", "pzv:wald", "circle"})
    QVERIFY2(std::binary_search(words.begin(), words.end(), std::string(word)), word);
}

QTEST_GUILESS_MAIN(TestPlanSigns)
#include "test_plan_signs.moc"
