// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "scene/label_fades.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

/// A black square for each identity, side by side.
std::shared_ptr<const LabelSet> set_of(std::initializer_list<std::uint64_t> identities) {
  auto set = std::make_shared<LabelSet>();
  set->camera = fixture::camera(16, 100, 40);
  for (const auto identity : identities) {
    PlacedLabel label;
    label.identity = identity;
    label.anchor = set->camera.to_mercator({10.0 + 20 * static_cast<double>(identity), 20});
    label.box = {0, 0, 10, 10};
    label.image = QImage(10, 10, QImage::Format_ARGB32_Premultiplied);
    label.image.fill(Qt::black);
    set->labels.push_back(label);
  }
  return set;
}

int grey_at(LabelFades& fades, double now_ms, int identity) {
  QImage image(100, 40, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  fades.paint(painter, fixture::camera(16, 100, 40), now_ms);
  painter.end();
  return qRed(image.pixel(10 + 20 * identity + 5, 25));
}

}  // namespace

class TestLabelFades : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_new_label_comes_within_its_time() {
    LabelFades fades;
    fades.set_duration(150);
    fades.show(set_of({1}), 1000);
    QVERIFY(fades.running(1000));
    QCOMPARE(grey_at(fades, 1000, 1), 255);
    QVERIFY(std::abs(grey_at(fades, 1075, 1) - 128) <= 3);
    QVERIFY(!fades.running(1150));
    QCOMPARE(grey_at(fades, 1150, 1), 0);
  }

  void a_label_that_stays_is_never_touched() {
    LabelFades fades;
    fades.set_duration(150);
    fades.show(set_of({1}), 0);
    fades.show(set_of({1, 2}), 1000);
    QCOMPARE(grey_at(fades, 1001, 1), 0);
    QVERIFY(grey_at(fades, 1001, 2) > 240);
    fades.show(set_of({2, 1}), 1050);  // placed anew while one still comes
    QCOMPARE(grey_at(fades, 1051, 1), 0);
    QVERIFY(std::abs(fades.opacity(2, 1075) - 0.5) < 0.01);
  }

  void a_label_goes_as_softly_as_it_came() {
    LabelFades fades;
    fades.set_duration(150);
    fades.show(set_of({1}), 0);
    fades.show(set_of({}), 1000);
    QVERIFY(std::abs(grey_at(fades, 1075, 1) - 128) <= 3);
    QVERIFY(!fades.running(1150));
    QCOMPARE(grey_at(fades, 1150, 1), 255);
  }

  void a_label_that_comes_back_goes_on_from_where_it_is() {
    LabelFades fades;
    fades.set_duration(100);
    fades.show(set_of({1}), 0);
    fades.show(set_of({}), 1000);
    fades.show(set_of({1}), 1040);
    QVERIFY(std::abs(fades.opacity(1, 1040) - 0.6) < 0.01);
    QVERIFY(std::abs(fades.opacity(1, 1060) - 0.8) < 0.01);
  }

  void without_motion_everything_is_there_at_once() {
    LabelFades fades;
    fades.show(set_of({1}), 1000);
    QVERIFY(!fades.running(1000));
    QCOMPARE(grey_at(fades, 1000, 1), 0);
    fades.show(set_of({2}), 1001);
    QCOMPARE(grey_at(fades, 1001, 1), 255);
    QCOMPARE(grey_at(fades, 1001, 2), 0);
  }
};

QTEST_MAIN(TestLabelFades)
#include "test_label_fades.moc"
