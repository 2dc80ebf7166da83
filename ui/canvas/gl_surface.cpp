// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/gl_surface.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPainter>

namespace skizze::ui {
namespace {

QOpenGLFunctions& gl() { return *QOpenGLContext::currentContext()->functions(); }

void clear(const QRect& rect, int height, const QColor& color) {
  gl().glScissor(rect.left(), height - rect.bottom() - 1, rect.width(), rect.height());
  gl().glClearColor(color.redF(), color.greenF(), color.blueF(), 1);
  gl().glClear(GL_COLOR_BUFFER_BIT);
}

unsigned new_texture() {
  unsigned name = 0;
  gl().glGenTextures(1, &name);
  gl().glBindTexture(GL_TEXTURE_2D, name);
  gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return name;
}

/// Into the bound texture. Rows of 32-bit pixels have no padding; the blitter swaps red and blue.
void upload(const QImage& picture) {
  gl().glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, picture.width(), picture.height(), 0, GL_RGBA, GL_UNSIGNED_BYTE, picture.constBits());
}

}  // namespace

void GlTarget::start() { m_blitter.create(); }

void GlTarget::stop() {
  for (const auto& [key, texture] : m_textures) gl().glDeleteTextures(1, &texture.name);
  m_textures.clear();
  m_use_order.clear();
  m_bytes = 0;
  if (m_over != 0) gl().glDeleteTextures(1, &m_over);
  m_over = 0;
  m_blitter.destroy();
}

unsigned GlTarget::texture_of(const QImage& picture) {
  const qint64 key = picture.cacheKey();
  auto [it, fresh] = m_textures.try_emplace(key);
  Texture& texture = it->second;
  if (!fresh) {
    m_use_order.splice(m_use_order.end(), m_use_order, texture.used);
    return texture.name;
  }
  texture.used = m_use_order.insert(m_use_order.end(), key);
  texture.bytes = static_cast<std::size_t>(picture.sizeInBytes());
  m_bytes += texture.bytes;
  texture.name = new_texture();
  upload(picture);
  return texture.name;
}

void GlTarget::shrink() {
  while (m_bytes > m_max_bytes && m_use_order.size() > 1) {
    const auto it = m_textures.find(m_use_order.front());
    m_bytes -= it->second.bytes;
    gl().glDeleteTextures(1, &it->second.name);
    m_textures.erase(it);
    m_use_order.pop_front();
  }
}

void GlTarget::paint(const scene::FramePlan& plan, const QColor& ground) {
  const int height = plan.size.height();
  const QRect screen(QPoint(0, 0), plan.size);
  gl().glViewport(0, 0, plan.size.width(), height);
  gl().glDisable(GL_BLEND);
  gl().glDisable(GL_DEPTH_TEST);
  gl().glEnable(GL_SCISSOR_TEST);
  clear(screen, height, ground);
  m_blitter.bind();
  m_blitter.setRedBlueSwizzle(true);
  for (const auto& piece : plan.pieces) {
    const QRect seen = piece.clip.intersected(piece.target).intersected(screen);
    if (seen.isEmpty()) continue;
    const unsigned texture = texture_of(*piece.picture);
    gl().glScissor(seen.left(), height - seen.bottom() - 1, seen.width(), seen.height());
    m_blitter.blit(texture, QOpenGLTextureBlitter::targetTransform(piece.target, screen), QOpenGLTextureBlitter::OriginTopLeft);
  }
  m_blitter.release();
  gl().glDisable(GL_SCISSOR_TEST);
  shrink();
}

void GlTarget::lay_over(const QImage& picture) {
  if (m_over == 0) {
    m_over = new_texture();
    m_over_size = QSize();
  }
  gl().glBindTexture(GL_TEXTURE_2D, m_over);
  if (m_over_size == picture.size()) {
    gl().glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, picture.width(), picture.height(), GL_RGBA, GL_UNSIGNED_BYTE, picture.constBits());
  } else {
    upload(picture);
    m_over_size = picture.size();
  }
  const QRect screen(QPoint(0, 0), picture.size());
  gl().glViewport(0, 0, picture.width(), picture.height());
  gl().glEnable(GL_BLEND);
  gl().glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  m_blitter.bind();
  m_blitter.setRedBlueSwizzle(true);
  m_blitter.blit(m_over, QOpenGLTextureBlitter::targetTransform(screen, screen), QOpenGLTextureBlitter::OriginTopLeft);
  m_blitter.release();
  gl().glDisable(GL_BLEND);
}

GlSurface::GlSurface(QWidget* canvas, Frame frame) : QOpenGLWidget(canvas), m_frame(std::move(frame)) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
}

GlSurface::~GlSurface() {
  if (context() != nullptr) disconnect(context(), nullptr, this, nullptr);  // the context dies after this part of the object
  release();
}

void GlSurface::release() {
  if (context() == nullptr) return;
  makeCurrent();
  m_target.stop();
  doneCurrent();
}

void GlSurface::initializeGL() {
  // A widget that moves to another window gets another context, and its textures go with the old one.
  connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlSurface::release);
  m_target.start();
}

void GlSurface::paintGL() {
  const QSize size = this->size() * devicePixelRatio();
  if (m_over.size() != size) m_over = QImage(size, QImage::Format_ARGB32_Premultiplied);
  if (m_over.isNull()) return;
  m_over.setDevicePixelRatio(devicePixelRatio());
  m_over.fill(Qt::transparent);
  {
    QPainter painter(&m_over);
    m_frame(m_target, painter);
  }
  m_target.lay_over(m_over);
}

}  // namespace skizze::ui
