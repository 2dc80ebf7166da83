// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The form of a solar area that no roof carries: its own figures, and in brackets those assumed.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QTest>

#include "planning/measure_form.h"
#include "shell/language.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestAreaForm : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    stay_apart();
    set_language(project::Language::en);
  }

  void a_roof_has_no_rows_and_a_field_no_mounting() {
    MeasureForm form;
    form.show_measure(area(sketch::SolarPlace::roof));
    for (const char* name : {"Row pitch", "Density", "Tilt", "Azimuth"}) QVERIFY2(!spin(form, name)->isVisibleTo(&form), name);
    QVERIFY(box(form, "On flat roofs")->isVisibleTo(&form));
    for (const auto place : {sketch::SolarPlace::ground, sketch::SolarPlace::canopy}) {
      form.show_measure(area(place));
      for (const char* name : {"Row pitch", "Depth of a row", "Density", "Tilt", "Azimuth"}) QVERIFY2(spin(form, name)->isVisibleTo(&form), name);
      QVERIFY(!box(form, "On flat roofs")->isVisibleTo(&form));
    }
  }

  void what_is_not_stated_stands_in_brackets_as_assumed() {
    MeasureForm form;
    QSignalSpy edits(&form, &MeasureForm::edited);
    project::GroundAssumptions assumed;
    assumed.open.row_pitch_m = 7.5;
    form.show_assumed(assumed);
    auto measure = area(sketch::SolarPlace::ground);
    form.show_measure(measure);
    QCOMPARE(spin(form, "Row pitch")->text(), QStringLiteral("(%1 m)").arg(number_text(7.5, 1)));
    measure.solar.row_pitch_m = 9;
    form.show_measure(measure);
    QCOMPARE(spin(form, "Row pitch")->text(), QStringLiteral("%1 m").arg(number_text(9, 1)));
    form.show_measure(area(sketch::SolarPlace::canopy));
    QCOMPARE(spin(form, "Tilt")->text(), QStringLiteral("(8°)"));
    QCOMPARE(edits.count(), 0);
  }

  void each_figure_becomes_one_of_the_area_itself() {
    MeasureForm form;
    form.show_measure(area(sketch::SolarPlace::ground));
    QSignalSpy edits(&form, &MeasureForm::edited);
    spin(form, "Row pitch")->setValue(8);
    spin(form, "Depth of a row")->setValue(4);
    spin(form, "Density")->setValue(900);
    QCOMPARE(edits.count(), 3);
    const auto& solar = form.measure().solar;
    QVERIFY(solar.row_pitch_m == 8.0 && solar.row_depth_m == 4.0 && solar.density_kwp_ha == 900.0);
    spin(form, "Density")->setValue(spin(form, "Density")->minimum());
    QVERIFY(!form.measure().solar.density_kwp_ha);
    auto* place = box(form, "Place");
    place->setCurrentIndex(place->findData(static_cast<int>(sketch::SolarPlace::canopy)));
    Q_EMIT place->activated(place->currentIndex());
    QCOMPARE(form.measure().solar.place, sketch::SolarPlace::canopy);
    QVERIFY(form.measure().solar.row_pitch_m == 8.0);
  }

 private:
  static sketch::Measure area(sketch::SolarPlace place) {
    sketch::Measure measure;
    measure.kind = sketch::MeasureKind::solar_area;
    measure.solar.place = place;
    return measure;
  }
  static QDoubleSpinBox* spin(const MeasureForm& form, const char* name) {
    for (auto* field : form.findChildren<QDoubleSpinBox*>())
      if (field->accessibleName() == QLatin1String(name)) return field;
    qFatal("no field %s", name);
  }
  static QComboBox* box(const MeasureForm& form, const char* name) {
    for (auto* field : form.findChildren<QComboBox*>())
      if (field->accessibleName() == QLatin1String(name)) return field;
    qFatal("no box %s", name);
  }
};

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestAreaForm)
#include "test_area_form.moc"
