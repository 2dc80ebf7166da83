// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

#include <vector>

#include "geo/geometry.h"

namespace skizze::ui {

/// A small picture of the data with a frame around the chosen extent; a quiet ground while it is being drawn.
class MapThumb : public QWidget {
  Q_OBJECT
 public:
  explicit MapThumb(QWidget* parent = nullptr);
  void set_image(const QImage& image);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QImage m_image;
};

}  // namespace skizze::ui
