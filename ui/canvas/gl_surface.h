// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QOpenGLTextureBlitter>
#include <QOpenGLWidget>

#include <functional>
#include <list>
#include <unordered_map>

#include "scene/frame.h"

namespace skizze::ui {

/// Pictures as textures of the graphics card, limited by bytes, the least recently shown dropped first. Needs its context current.
class GlTarget : public scene::FrameTarget {
 public:
  explicit GlTarget(std::size_t max_bytes = 256U << 20) : m_max_bytes(max_bytes) {}
  void start();
  void stop();
  void paint(const scene::FramePlan& plan, const QColor& ground) override;
  /// Lays a picture with premultiplied alpha over all that is painted. It is another one in every frame, so it is not kept.
  void lay_over(const QImage& picture);
  std::size_t bytes() const { return m_bytes; }

 private:
  struct Texture {
    unsigned name = 0;
    std::size_t bytes = 0;
    std::list<qint64>::iterator used;
  };
  unsigned texture_of(const QImage& picture);
  void shrink();

  std::size_t m_max_bytes;
  std::size_t m_bytes = 0;
  unsigned m_over = 0;  // the texture of lay_over()
  QSize m_over_size;
  QOpenGLTextureBlitter m_blitter;
  std::unordered_map<qint64, Texture> m_textures;  // by QImage::cacheKey()
  std::list<qint64> m_use_order;                   // least recently shown first
};

/// Covers the canvas and shows the same: squares scaled by the graphics card, all else painted by the processor as it is without a card
/// (the same edges, the same words) and laid over as one picture. Takes no input.
class GlSurface : public QOpenGLWidget {
  Q_OBJECT
 public:
  /// frame: puts squares onto the target and paints what lies above with the painter, in css pixels of the widget.
  using Frame = std::function<void(scene::FrameTarget& target, QPainter& painter)>;
  GlSurface(QWidget* canvas, Frame frame);
  ~GlSurface() override;

 protected:
  void initializeGL() override;
  void paintGL() override;

 private:
  void release();

  Frame m_frame;
  GlTarget m_target;
  QImage m_over;
};

}  // namespace skizze::ui
