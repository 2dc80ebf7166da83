// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <algorithm>

namespace skizze::test {

/// Structural similarity of two pictures of one size: Wang, Bovik, Sheikh and Simoncelli 2004, "Image quality assessment: from error
/// visibility to structural similarity", equation 13 on luminance, the mean over windows of 8 x 8 pixels every 4 pixels. 1: the same.
inline double structural_similarity(const QImage& a, const QImage& b) {
  if (a.size() != b.size() || a.width() < 8 || a.height() < 8) return 0;
  const QImage first = a.convertToFormat(QImage::Format_Grayscale8);
  const QImage second = b.convertToFormat(QImage::Format_Grayscale8);
  constexpr double c1 = (0.01 * 255) * (0.01 * 255);
  constexpr double c2 = (0.03 * 255) * (0.03 * 255);
  constexpr double n = 64;
  double sum = 0;
  double windows = 0;
  for (int top = 0; top + 8 <= a.height(); top += 4) {
    for (int left = 0; left + 8 <= a.width(); left += 4) {
      double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
      for (int y = top; y < top + 8; ++y) {
        const uchar* p = first.constScanLine(y) + left;
        const uchar* q = second.constScanLine(y) + left;
        for (int i = 0; i < 8; ++i) {
          sx += p[i];
          sy += q[i];
          sxx += p[i] * p[i];
          syy += q[i] * q[i];
          sxy += p[i] * q[i];
        }
      }
      const double mx = sx / n;
      const double my = sy / n;
      const double vx = sxx / n - mx * mx;
      const double vy = syy / n - my * my;
      const double vxy = sxy / n - mx * my;
      sum += (2 * mx * my + c1) * (2 * vxy + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2));
      windows += 1;
    }
  }
  return sum / windows;
}

}  // namespace skizze::test
