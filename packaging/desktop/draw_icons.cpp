// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// draw_icons SIGN.svg FOLDER SIZE...   writes FOLDER/<size>.png and FOLDER/stadtskizze.ico (the sizes up to 256).
#include <cstdio>

#include <QBuffer>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QList>
#include <QPainter>
#include <QSvgRenderer>

namespace {

struct Icon {
  int size;
  QByteArray png;
};

QByteArray drawn(QSvgRenderer& sign, int size) {
  QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  sign.render(&painter, QRectF(0, 0, size, size));
  painter.end();
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  return image.save(&buffer, "PNG") ? png : QByteArray();
}

bool write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// ICONDIR and one ICONDIRENTRY of 16 bytes per picture, then the pictures as PNG (Windows Vista and later read them so). 0 means 256.
QByteArray windows_icon(const QList<Icon>& icons) {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out.setByteOrder(QDataStream::LittleEndian);
  out << quint16(0) << quint16(1) << static_cast<quint16>(icons.size());
  auto offset = static_cast<quint32>(6 + 16 * icons.size());
  for (const Icon& icon : icons) {
    const auto side = static_cast<quint8>(icon.size == 256 ? 0 : icon.size);
    const auto length = static_cast<quint32>(icon.png.size());
    out << side << side << quint8(0) << quint8(0) << quint16(1) << quint16(32) << length << offset;
    offset += length;
  }
  for (const Icon& icon : icons) bytes += icon.png;
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fprintf(stderr, "draw_icons SIGN.svg FOLDER SIZE...\n"), 2;
  QSvgRenderer sign(QString::fromLocal8Bit(argv[1]));
  const QDir folder(QString::fromLocal8Bit(argv[2]));
  if (!sign.isValid() || !folder.mkpath(QStringLiteral("."))) return std::fprintf(stderr, "draw_icons: %s cannot be drawn\n", argv[1]), 1;
  QList<Icon> small;
  for (int i = 3; i < argc; ++i) {
    const int size = QByteArray(argv[i]).toInt();
    const QByteArray png = size > 0 ? drawn(sign, size) : QByteArray();
    if (png.isEmpty() || !write(folder.filePath(QStringLiteral("%1.png").arg(size)), png))
      return std::fprintf(stderr, "draw_icons: size %s\n", argv[i]), 1;
    if (size <= 256) small.append({size, png});
  }
  return write(folder.filePath(QStringLiteral("stadtskizze.ico")), windows_icon(small)) ? 0 : 1;
}
