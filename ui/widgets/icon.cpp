// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icon.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "widgets/theme.h"

namespace skizze::ui {
namespace {

QByteArray svg_of(const QString& name) {
  static QHash<QString, QByteArray> read;
  const auto known = read.constFind(name);
  if (known != read.constEnd()) return *known;
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  read.insert(name, bytes);
  return bytes;
}

/// Paints at the moment of use, so a change of theme needs no new icons.
class ThemedIconEngine : public QIconEngine {
 public:
  ThemedIconEngine(QString name, QColor Theme::*role) : m_name(std::move(name)), m_role(role) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const double ratio = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1.0;
    painter->drawPixmap(rect, icon_pixmap(m_name, color(mode, state), qMin(rect.width(), rect.height()), ratio));
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return icon_pixmap(m_name, color(mode, state), qMin(size.width(), size.height()), 1.0);
  }
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
    return icon_pixmap(m_name, color(mode, state), static_cast<int>(qMin(size.width(), size.height()) / scale), scale);
  }
  QIconEngine* clone() const override { return new ThemedIconEngine(m_name, m_role); }
  QString iconName() override { return m_name; }
  bool isNull() override { return svg_of(m_name).isEmpty(); }

 private:
  QColor color(QIcon::Mode mode, QIcon::State state) const {
    const Theme& theme = current_theme();
    if (mode == QIcon::Disabled) return theme.text_disabled;
    if (m_role != nullptr) return theme.*m_role;
    if (state == QIcon::On) return theme.on_accent_soft;
    if (mode == QIcon::Selected) return theme.on_accent_soft;
    return theme.text;
  }
  QString m_name;
  QColor Theme::*m_role;
};

}  // namespace

QIcon icon(const QString& name) { return QIcon(new ThemedIconEngine(name, nullptr)); }
QIcon icon(const QString& name, QColor Theme::*role) { return QIcon(new ThemedIconEngine(name, role)); }
bool has_icon(const QString& name) { return !svg_of(name).isEmpty(); }

QPixmap icon_pixmap(const QString& name, const QColor& color, int size, double device_pixel_ratio) {
  const QString key = QStringLiteral("skizze/%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb)).arg(size).arg(device_pixel_ratio);
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  pixmap = QPixmap(QSize(size, size) * device_pixel_ratio);
  pixmap.fill(Qt::transparent);
  QByteArray svg = svg_of(name);
  svg.replace("currentColor", color.name().toLatin1());
  QSvgRenderer renderer(svg);
  QPainter painter(&pixmap);
  painter.setOpacity(color.alphaF());
  renderer.render(&painter, QRectF(pixmap.rect()));
  painter.end();
  pixmap.setDevicePixelRatio(device_pixel_ratio);
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

}  // namespace skizze::ui
