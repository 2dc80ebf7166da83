// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <cmath>

namespace skizze::web {

/// How alike two pictures of one size are.
struct Likeness {
  double mean_difference = 255;  ///< of the three channels, 0..255
  double similarity = 0;  ///< mean structural similarity of the luminance (Wang et al. 2004) over windows of 8 x 8, 1 for equal pictures
};

inline Likeness likeness(const QImage& a, const QImage& b) {
  if (a.isNull() || a.size() != b.size()) return {};
  constexpr int k_window = 8;
  constexpr double k_c1 = (0.01 * 255) * (0.01 * 255);
  constexpr double k_c2 = (0.03 * 255) * (0.03 * 255);
  const auto luminance = [](QRgb p) { return 0.299 * qRed(p) + 0.587 * qGreen(p) + 0.114 * qBlue(p); };
  double difference = 0;
  double similarity = 0;
  int windows = 0;
  for (int top = 0; top + k_window <= a.height(); top += k_window) {
    for (int left = 0; left + k_window <= a.width(); left += k_window) {
      double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
      for (int y = top; y < top + k_window; ++y) {
        for (int x = left; x < left + k_window; ++x) {
          const QRgb p = a.pixel(x, y);
          const QRgb q = b.pixel(x, y);
          difference += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
          const double u = luminance(p);
          const double v = luminance(q);
          sx += u;
          sy += v;
          sxx += u * u;
          syy += v * v;
          sxy += u * v;
        }
      }
      const double n = k_window * k_window;
      const double mx = sx / n, my = sy / n;
      const double vx = sxx / n - mx * mx, vy = syy / n - my * my, cxy = sxy / n - mx * my;
      similarity += (2 * mx * my + k_c1) * (2 * cxy + k_c2) / ((mx * mx + my * my + k_c1) * (vx + vy + k_c2));
      ++windows;
    }
  }
  return {difference / (3.0 * k_window * k_window * windows), similarity / windows};
}

}  // namespace skizze::web
