// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Pictures put together to a frame. In the calling thread alone: Qt would scale large pictures on threads of its own and wait for them,
/// behind everything else that wants a core.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <QImage>
#include <QPainter>
#include <QRect>
#include <QRegion>

namespace skizze::scene {

/// A picture (RGB32) on its way into a frame: scaled to fill `target`, linear between the middles of pixels; of that only the clip is
/// painted. The picture must stay as it is meanwhile. Rows are cheapest from top to bottom.
class Stretched {
 public:
  Stretched(const QImage& picture, const QRect& target, const QRect& clip);
  /// Whole pixels of the frame that it paints.
  const QRect& shown() const { return m_shown; }
  /// Row `y` of shown() into `out`, shown().width() pixels.
  void paint_row(int y, QRgb* out);

 private:
  /// Two neighbouring places, and how much of the second is in between, of 256.
  struct Between {
    int first;
    int second_part;
  };
  using Wide = std::array<std::uint16_t, 4>;  // a pixel's channels
  struct Row {
    int index = -1;
    std::vector<Wide> pixels;
  };
  static Between between(int i, int length, int stretched);
  const Wide* stretched_row(int index);

  const QImage* m_picture;
  QRect m_target;
  QRect m_shown;
  bool m_copied;  // not scaled
  std::vector<int> m_columns;
  std::vector<std::array<std::uint16_t, 8>> m_parts;  // of the pixel at the column and of the one beside it, once for each channel
  std::array<Row, 2> m_rows;                          // the last two: the next row of the frame mostly needs them again
};

/// What a frame is put together from, in the order of painting. Pictures belong to whoever made the plan and stay until it changes them.
struct FramePlan {
  struct Piece {
    const QImage* picture;
    QRect target;  ///< device pixels
    QRect clip;
  };
  QSize size;
  std::vector<Piece> pieces;
  QRegion bare;        ///< nothing is known of these: the colour of the ground
  bool as_is = false;  ///< nothing is scaled, nothing overlaps, nothing is bare
};

/// On what frames are put together: a painter, or a surface of the graphics card.
class FrameTarget {
 public:
  virtual ~FrameTarget() = default;
  virtual void paint(const FramePlan& plan, const QColor& ground) = 0;
};

/// In device pixels of the painter; see paint_frame().
class PainterTarget : public FrameTarget {
 public:
  explicit PainterTarget(QPainter& painter) : m_painter(painter) {}
  void paint(const FramePlan& plan, const QColor& ground) override;

 private:
  QPainter& m_painter;
};

/// Paints a frame of this size (painter units) at the painter's origin, later pieces over earlier ones. In bands where nothing but a shift
/// lies between painter and device, so that each is put together in the processor's cache. What no piece covers is undefined.
void paint_frame(QPainter& painter, QSize size, std::vector<Stretched>& pieces);

}  // namespace skizze::scene
