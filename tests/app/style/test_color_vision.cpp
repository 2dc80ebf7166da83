// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <cmath>

#include "style/color_vision.h"
#include "style/ramps.h"

using namespace skizze::style;

namespace {
Color hex(const char* text) { return *parse_color(text); }
}  // namespace

class TestColorVision : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void distances_are_those_of_cielab() {
    QVERIFY(std::abs(difference(hex("#000000"), hex("#ffffff")) - 100) < 0.05);
    QCOMPARE(difference(hex("#336699"), hex("#336699")), 0.0);
    // CIELAB of sRGB red is (53.24, 80.09, 67.20), of sRGB green (87.74, -86.18, 83.18) after Lindbloom's calculator.
    QVERIFY(std::abs(difference(hex("#ff0000"), hex("#00ff00")) - std::hypot(34.50, 166.27, 15.98)) < 0.3);
  }

  void grey_is_grey_for_everybody() {
    for (const auto vision : {Vision::protanopia, Vision::deuteranopia, Vision::tritanopia})
      QVERIFY(difference(seen(hex("#808080"), vision), hex("#808080")) < 0.5);
  }

  void red_and_green_of_one_lightness_are_hard_to_tell() {
    const std::vector<Color> traffic{hex("#c0392b"), hex("#6b7d1f")};
    QVERIFY(difference(traffic[0], traffic[1]) > 50);
    QVERIFY(difference(seen(traffic[0], Vision::deuteranopia), seen(traffic[1], Vision::deuteranopia)) < 20);
    const std::vector<Color> close{hex("#a05a00"), hex("#6e7a00")};
    QVERIFY(least_difference(close, false) < k_clear_difference);
    QVERIFY(std::isinf(least_difference({}, true)));
  }

  void what_we_offer_is_clear_for_everybody_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("is_ramp");
    for (const auto name : ramp_names()) QTest::newRow(name.data()) << QString::fromLatin1(name.data()) << true;
    for (const auto name : palette_names()) QTest::newRow(name.data()) << QString::fromLatin1(name.data()) << false;
  }

  void what_we_offer_is_clear_for_everybody() {
    QFETCH(QString, name);
    QFETCH(bool, is_ramp);
    std::vector<Color> colors;
    constexpr int k_classes = 5;
    for (int i = 0; i < k_classes; ++i)
      colors.push_back(is_ramp ? ramp_color(name.toStdString(), i / (k_classes - 1.0))
                               : palette_color(name.toStdString(), static_cast<std::size_t>(i)));
    const double least = least_difference(colors, is_ramp);
    QVERIFY2(least >= k_clear_difference, qPrintable(QString::number(least)));
  }
};

QTEST_GUILESS_MAIN(TestColorVision)
#include "test_color_vision.moc"
