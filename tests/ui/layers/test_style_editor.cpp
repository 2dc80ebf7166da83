// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "canvas/canvas.h"
#include "layers/class_dialog.h"
#include "layers/class_list.h"
#include "layers/condition_form.h"
#include "layers/import_dialog.h"
#include "layers/label_form.h"
#include "layers/layer_model.h"
#include "layers/layer_page.h"
#include "layers/layer_panel.h"
#include "layers/number_field.h"
#include "layers/style_editor.h"
#include "layers/style_text_edit.h"
#include "layers/symbol_form.h"
#include "shell/inspector.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

namespace {

/// Six squares: use W, W, W, G, G, none; height 5 to 30.
QByteArray squares() {
  QJsonArray features;
  const QStringList uses{"W", "W", "W", "G", "G", ""};
  for (int i = 0; i < 6; ++i) {
    const double x = 13.4 + i * 0.003;
    const QJsonArray ring{QJsonArray{x, 52.5}, QJsonArray{x + 0.0015, 52.5}, QJsonArray{x + 0.0015, 52.5009}, QJsonArray{x, 52.5009},
                          QJsonArray{x, 52.5}};
    QJsonObject properties{{"name", QStringLiteral("Hof %1").arg(i)}, {"height", 5.0 * (i + 1)}};
    if (!uses[i].isEmpty()) properties["use"] = uses[i];
    features.append(QJsonObject{{"type", "Feature"},
                                {"properties", properties},
                                {"geometry", QJsonObject{{"type", "Polygon"}, {"coordinates", QJsonArray{ring}}}}});
  }
  return QJsonDocument(QJsonObject{{"type", "FeatureCollection"}, {"features", features}}).toJson();
}

QByteArray points() {
  QJsonArray features;
  for (int i = 0; i < 3; ++i)
    features.append(QJsonObject{{"type", "Feature"},
                                {"properties", QJsonObject{{"kind", i == 0 ? "bench" : "tree"}}},
                                {"geometry", QJsonObject{{"type", "Point"}, {"coordinates", QJsonArray{13.401 + i * 0.001, 52.501}}}}});
  return QJsonDocument(QJsonObject{{"type", "FeatureCollection"}, {"features", features}}).toJson();
}

}  // namespace

}  // namespace skizze::ui

using namespace skizze;
using namespace skizze::ui;

class TestStyleEditor : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup();
  void categories_come_coloured_and_counted_and_undo_takes_them_back();
  void numbers_are_cut_by_every_method();
  void categories_become_rules_whose_filter_can_be_typed();
  void limits_are_typed_with_a_comma_in_german_and_stored_with_a_point();
  void rules_from_numbers_are_said_in_words_and_edited_by_field_operator_and_value();
  void a_filter_beyond_conditions_is_edited_as_text();
  void a_class_is_hidden_from_the_list_of_layers();
  void a_plan_sign_gives_colour_and_pattern();
  void areas_become_a_mask_of_their_surroundings();
  void labels_take_an_expression_as_planners_type_it();
  void text_with_a_mistake_names_line_and_layer_and_is_not_applied();
  void a_style_is_copied_to_a_layer_of_another_kind();
  void a_saved_style_comes_back();
  void a_qgis_style_says_what_was_lost();
  void reset_gives_the_city_style_back();

 private:
  StyleEditor& editor() { return m_window->findChild<LayerPage*>()->style_editor(); }
  project::Document& document() { return m_window->document(); }
  const std::string& style() { return document().layer(m_area)->style_json; }
  void type(QLineEdit* field, const QString& text) {
    field->setText(text);
    Q_EMIT field->editingFinished();
  }
  void select(const base::Uuid& id) { m_window->workspace().select(Selection::of_layer(base::to_string(id))); }
  bool settled() {
    return QTest::qWaitFor([this] { return !editor().busy(); }, 10000) && document().wait_settled();
  }
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
  base::Uuid m_area;
  base::Uuid m_point;
};

void TestStyleEditor::initTestCase() {
  stay_apart();
  qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
}

void TestStyleEditor::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  QVERIFY(write_file(m_dir->filePath(QStringLiteral("squares.geojson")), squares()));
  QVERIFY(write_file(m_dir->filePath(QStringLiteral("points.geojson")), points()));
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir));
  m_window->flow().take_files({m_dir->filePath(QStringLiteral("squares.geojson")), m_dir->filePath(QStringLiteral("points.geojson"))});
  ImportDialog* dialog = nullptr;
  QTRY_VERIFY_WITH_TIMEOUT((dialog = m_window->findChild<ImportDialog*>()) != nullptr, 30000);
  Q_EMIT dialog->confirmed();
  dialog->accept();
  QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{2}, 20000);
  QTRY_VERIFY_WITH_TIMEOUT(
      std::all_of(document().layers().begin(), document().layers().end(), [](const auto& l) { return l.pack != nullptr; }), 20000);
  for (const auto& layer : document().layers()) (layer.pack->info().kind == geo::GeometryKind::area ? m_area : m_point) = layer.id;
  select(m_area);
}

void TestStyleEditor::cleanup() { m_window.reset(); }

void TestStyleEditor::categories_come_coloured_and_counted_and_undo_takes_them_back() {
  editor().set_kind(StyleEditor::Kind::categorised);
  editor().set_column(QStringLiteral("use"));
  QVERIFY(settled());
  QCOMPARE(editor().look().classes.size(), std::size_t{2});
  QVERIFY(editor().look().classes[0].symbol.color != editor().look().classes[1].symbol.color);
  QTRY_VERIFY(style().find("\"use\"") != std::string::npos);
  QStringList counts;
  for (const auto* label : editor().classes().findChildren<QLabel*>())
    if (label->accessibleName().contains("rows:")) counts << label->accessibleName();
  QCOMPARE(counts, (QStringList{"W, rows: 3", "G, rows: 2", "All others, rows: 1"}));
  document().undo();
  QVERIFY(document().wait_settled());
  QTRY_VERIFY(style().find("\"use\"") == std::string::npos);
}

void TestStyleEditor::numbers_are_cut_by_every_method() {
  editor().set_kind(StyleEditor::Kind::graduated);
  editor().set_column(QStringLiteral("height"));
  auto* method = editor().findChildren<QComboBox*>()[0];
  for (auto* box : editor().findChildren<QComboBox*>())
    if (box->accessibleName() == "Limits") method = box;
  QCOMPARE(method->accessibleName(), QString("Limits"));
  QCOMPARE(method->count(), 5);
  for (int i = 0; i < method->count(); ++i) {
    method->setCurrentIndex(i);
    QVERIFY(settled());
    QVERIFY(editor().look().classes.size() >= 2);
    QTRY_COMPARE(QJsonDocument::fromJson(QByteArray::fromStdString(style()))["metadata"]["skizze:renderer"].toString(),
                 QString("graduated"));
    QVERIFY(std::abs(editor().look().classes.front().from) <= 5);
    QVERIFY(editor().look().classes.back().to >= 30);
  }
}

void TestStyleEditor::categories_become_rules_whose_filter_can_be_typed() {
  editor().set_kind(StyleEditor::Kind::categorised);
  editor().set_column(QStringLiteral("use"));
  QVERIFY(settled());
  editor().set_kind(StyleEditor::Kind::rules);
  QVERIFY(settled());
  QCOMPARE(editor().look().classes.size(), std::size_t{3});
  QVERIFY(editor().look().classes[2].is_else);
  editor().classes().edit(0);
  auto* dialog = m_window->findChild<ClassDialog*>();
  QVERIFY(dialog != nullptr);
  QLineEdit* filter = nullptr;
  for (auto* field : dialog->findChildren<QLineEdit*>())
    if (field->accessibleName() == "Filter") filter = field;
  QVERIFY(filter != nullptr);
  filter->setText(QStringLiteral("height > 20 and use = G"));
  Q_EMIT filter->editingFinished();
  QVERIFY(settled());
  QVERIFY(editor().look().classes[0].filter_json.find("height") != std::string::npos);
  QTRY_VERIFY(style().find("height") != std::string::npos);
  const std::string before = editor().look().classes[0].filter_json;
  filter->setText(QStringLiteral("nonsense = "));
  Q_EMIT filter->editingFinished();
  QCOMPARE(editor().look().classes[0].filter_json, before);
  dialog->reject();
}

void TestStyleEditor::limits_are_typed_with_a_comma_in_german_and_stored_with_a_point() {
  set_language(project::Language::de);
  editor().set_kind(StyleEditor::Kind::graduated);
  editor().set_column(QStringLiteral("height"));
  QVERIFY(settled());
  const auto before = editor().look().classes;
  editor().classes().edit(1);
  auto* dialog = m_window->findChild<ClassDialog*>();
  QVERIFY(dialog != nullptr);
  const auto fields = dialog->findChildren<NumberField*>();
  QCOMPARE(fields.size(), 2);
  const double wanted = before[1].from + 0.5;
  type(fields[0], QString::number(wanted).replace('.', ','));
  QVERIFY(settled());
  QCOMPARE(editor().look().classes[1].from, wanted);
  QCOMPARE(editor().look().classes[0].to, wanted);  // the class before ends where this one begins
  QVERIFY(fields[0]->text().contains(','));
  QTRY_VERIFY(style().find(QByteArray::number(wanted).toStdString()) != std::string::npos);
  type(fields[0], QStringLiteral("zehn"));
  QCOMPARE(fields[0]->value(), wanted);
  type(fields[0], QStringLiteral("1000"));  // beyond the class's own end
  QCOMPARE(fields[0]->value(), wanted);
  dialog->reject();
  document().undo();
  QTRY_COMPARE(editor().look().classes[1].from, before[1].from);
}

void TestStyleEditor::rules_from_numbers_are_said_in_words_and_edited_by_field_operator_and_value() {
  editor().set_kind(StyleEditor::Kind::graduated);
  editor().set_column(QStringLiteral("height"));
  QVERIFY(settled());
  editor().set_kind(StyleEditor::Kind::rules);
  QVERIFY(settled());
  const auto said = [&](const QString& words) {
    const auto labels = editor().classes().findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(words); });
  };
  QVERIFY(said(QStringLiteral("to below")));
  QVERIFY(!said(QStringLiteral("[\"")));
  editor().classes().edit(1);
  auto* form = m_window->findChild<ClassDialog*>()->findChild<ConditionForm*>();
  QVERIFY(form != nullptr);
  const auto field = [&](const char* name) {
    for (auto* each : form->findChildren<QWidget*>())
      if (each->accessibleName() == QLatin1String(name)) return each;
    return static_cast<QWidget*>(nullptr);
  };
  type(qobject_cast<QLineEdit*>(field("Upper limit of condition 1")), QStringLiteral("29.5"));
  QVERIFY(settled());
  QVERIFY(editor().look().classes[1].filter_json.find("29.5") != std::string::npos);
  auto* compare = qobject_cast<QComboBox*>(field("Operator of condition 1"));
  compare->setCurrentText(QStringLiteral("above"));
  Q_EMIT compare->activated(compare->currentIndex());
  QVERIFY(settled());
  QTRY_VERIFY(said(QStringLiteral("height above ")));
  QTRY_VERIFY(field("Upper limit of condition 1") == nullptr);
  auto* value = qobject_cast<QLineEdit*>(field("Value of condition 1"));
  type(value, QStringLiteral("high"));
  QVERIFY(editor().look().classes[1].filter_json.find("high") == std::string::npos);
  QVERIFY(form->findChildren<QLabel*>().size() > 0);
  m_window->findChild<ClassDialog*>()->reject();
  document().undo();
  QTRY_VERIFY(said(QStringLiteral("to below 29.5")));
}

void TestStyleEditor::a_filter_beyond_conditions_is_edited_as_text() {
  editor().set_kind(StyleEditor::Kind::single);
  QVERIFY(settled());
  editor().set_kind(StyleEditor::Kind::rules);
  QVERIFY(settled());
  editor().classes().edit(0);
  auto* form = m_window->findChild<ClassDialog*>()->findChild<ConditionForm*>();
  auto* mode = form->findChild<QComboBox*>();
  auto* text = form->findChild<QLineEdit*>();
  type(text, QStringLiteral(R"(["<",["+",["get","height"],1],12])"));
  QVERIFY(settled());
  QVERIFY(editor().look().classes[0].filter_json.find("\"+\"") != std::string::npos);
  mode->setCurrentIndex(0);
  Q_EMIT mode->activated(0);
  QCOMPARE(mode->currentIndex(), 2);  // it stays text
  m_window->findChild<ClassDialog*>()->reject();
}

void TestStyleEditor::a_class_is_hidden_from_the_list_of_layers() {
  editor().set_kind(StyleEditor::Kind::categorised);
  editor().set_column(QStringLiteral("use"));
  QVERIFY(settled());
  auto& model = m_window->findChild<LayerPanel*>()->model();
  QTRY_COMPARE(model.rowCount(model.index_of(m_area)), 3);
  const auto row = [&](int i) { return model.index(i, 0, model.index_of(m_area)); };
  QCOMPARE(row(1).data().toString(), QString("G"));
  QCOMPARE(row(1).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
  QVERIFY(model.setData(row(1), Qt::Unchecked, Qt::CheckStateRole));
  QTRY_COMPARE(row(1).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
  QCOMPARE(model.rowCount(model.index_of(m_area)), 3);      // its line stays
  QTRY_COMPARE(editor().look().classes[1].visible, false);  // and the panel says the same
  document().undo();
  QTRY_COMPARE(row(1).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
}

void TestStyleEditor::a_plan_sign_gives_colour_and_pattern() {
  editor().set_kind(StyleEditor::Kind::single);
  QVERIFY(settled());
  QComboBox* signs = nullptr;
  for (auto* box : editor().symbol_form().findChildren<QComboBox*>())
    if (box->accessibleName() == "Plan sign") signs = box;
  QVERIFY(signs != nullptr);
  signs->setCurrentIndex(signs->findData(QStringLiteral("wald")));
  Q_EMIT signs->activated(signs->currentIndex());
  QVERIFY(settled());
  QCOMPARE(editor().look().symbol.pattern, std::string("pzv:wald"));
  QTRY_VERIFY(style().find("pzv:wald") != std::string::npos);
}

void TestStyleEditor::areas_become_a_mask_of_their_surroundings() {
  select(m_area);
  editor().set_kind(StyleEditor::Kind::single);
  const auto boxes = editor().findChildren<QComboBox*>();
  const auto found = std::find_if(boxes.begin(), boxes.end(),
                                  [](const QComboBox* box) { return box->accessibleName() == StyleEditor::tr("What is drawn of areas"); });
  QVERIFY(found != boxes.end() && (*found)->isVisibleTo(&editor()));
  auto* areas = *found;
  areas->setCurrentIndex(2);
  QVERIFY(settled());
  QCOMPARE(style::look_of(style(), geo::GeometryKind::area)->areas, style::AreaScope::surroundings);
  QVERIFY(style().find("\"skizze:areas\":\"surroundings\"") != std::string::npos);
}

void TestStyleEditor::labels_take_an_expression_as_planners_type_it() {
  editor().set_kind(StyleEditor::Kind::single);
  auto* source = editor().labels().findChildren<QComboBox*>().front();
  source->setCurrentIndex(1);
  Q_EMIT source->activated(1);
  auto* field = editor().labels().findChild<QLineEdit*>();
  field->setText(QStringLiteral("name || ' ' || height"));
  Q_EMIT field->editingFinished();
  QVERIFY(settled());
  QCOMPARE(editor().look().label.expression_json, std::string(R"(["concat",["concat",["get","name"]," "],["get","height"]])"));
  field->setText(QStringLiteral("wonder(name)"));
  Q_EMIT field->editingFinished();
  QVERIFY(settled());
  QVERIFY(editor().look().label.expression_json.find("wonder") == std::string::npos);
}

void TestStyleEditor::text_with_a_mistake_names_line_and_layer_and_is_not_applied() {
  editor().set_kind(StyleEditor::Kind::text);
  auto& text = editor().text_edit();
  QVERIFY(text.is_valid());
  const std::string before = style();
  text.set_text(QStringLiteral("{\n  \"version\": 8,\n  \"layers\": [,]\n}"));
  QVERIFY(!text.is_valid());
  QVERIFY2(text.problem().startsWith("Line 3, column"), qPrintable(text.problem()));
  text.set_text(QStringLiteral(
      "{\"version\": 8, \"layers\": [\n {\"id\": \"courts\", \"type\": \"fill\",\n  \"paint\": {\"fill-color\": [\"wonder\"]}}]}"));
  QVERIFY(!text.is_valid());
  QVERIFY2(text.problem().contains("Line 2") && text.problem().contains("courts"), qPrintable(text.problem()));
  for (auto* button : text.findChildren<QAbstractButton*>()) QVERIFY(!button->isEnabled());
  QCOMPARE(style(), before);
  text.set_text(
      QStringLiteral("{\"version\": 8, \"layers\": [{\"id\": \"courts\", \"type\": \"fill\", \"paint\": {\"fill-color\": \"red\"}}]}"));
  QVERIFY(text.is_valid());
  Q_EMIT text.apply_wanted();
  QTRY_VERIFY(style().find("courts") != std::string::npos);
}

void TestStyleEditor::a_style_is_copied_to_a_layer_of_another_kind() {
  editor().set_kind(StyleEditor::Kind::single);
  QVERIFY(settled());
  QTRY_VERIFY(!style().empty());
  editor().copy_style();
  select(m_point);
  editor().paste_style();
  QTRY_VERIFY(document().layer(m_point)->style_json.find("circle") != std::string::npos);
  QTRY_COMPARE(editor().kind(), StyleEditor::Kind::single);
}

void TestStyleEditor::a_saved_style_comes_back() {
  editor().set_kind(StyleEditor::Kind::categorised);
  editor().set_column(QStringLiteral("use"));
  QVERIFY(settled());
  const style::Look look = editor().look();
  const QString file = m_dir->filePath(QStringLiteral("uses.json"));
  editor().save_style(file);
  editor().reset_style();
  QTRY_VERIFY(style().empty());
  QTRY_COMPARE(editor().kind(), StyleEditor::Kind::city);
  QSignalSpy loaded(&editor(), &StyleEditor::style_loaded);
  editor().load_style(file);
  QVERIFY(loaded.wait(10000));
  QTRY_COMPARE(editor().kind(), StyleEditor::Kind::categorised);
  QCOMPARE(QString::fromStdString(style::look_to_json(editor().look())), QString::fromStdString(style::look_to_json(look)));
}

void TestStyleEditor::a_qgis_style_says_what_was_lost() {
  QSignalSpy loaded(&editor(), &StyleEditor::style_loaded);
  editor().load_style(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/tests/data/qml/rules_area.qml"));
  QVERIFY(loaded.wait(20000));
  QTRY_COMPARE(editor().kind(), StyleEditor::Kind::rules);
  QCOMPARE(editor().look().classes.size(), std::size_t{4});
  bool said = false;
  for (const auto* label : editor().findChildren<QLabel*>())
    said = said || (label->isVisible() && label->text().contains("area($geometry)"));
  QVERIFY(said);
  editor().load_style(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/tests/data/qml/embedded_point.qml"));
  QVERIFY(loaded.wait(20000));
  QCOMPARE(editor().look().classes.size(), std::size_t{4});  // refused, nothing changed
}

void TestStyleEditor::reset_gives_the_city_style_back() {
  editor().set_kind(StyleEditor::Kind::single);
  QVERIFY(settled());
  QTRY_VERIFY(!style().empty());
  editor().reset_style();
  QTRY_VERIFY(style().empty());
  document().undo();
  QTRY_VERIFY(!style().empty());
}

QTEST_MAIN(TestStyleEditor)
#include "test_style_editor.moc"
