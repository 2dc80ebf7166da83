// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/sprites.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include <QHash>
#include <QSvgRenderer>

namespace skizze::scene {

namespace {

constexpr qsizetype k_most_bytes = 1 << 20;
constexpr int k_largest_side = 4096;
constexpr std::size_t k_most_pictures = 512;

}  // namespace

struct Sprites::Sheet {
  std::string prefix;
  bool is_mask = false;
  mutable std::mutex mutex;  // guards everything below: a renderer serves one thread at a time
  mutable QSvgRenderer renderer;
  mutable QHash<QString, QImage> pictures;
};

Sprites::Sprites() = default;
Sprites::~Sprites() = default;

base::Status Sprites::add_sheet(const std::string& prefix, const QByteArray& svg) {
  if (svg.size() > k_most_bytes) return base::fail(base::ErrorCode::too_large, "scene.bad_sprites", {{"sheet", prefix}});
  auto sheet = std::make_unique<Sheet>();
  sheet->prefix = prefix;
  const QByteArray head = svg.left(svg.indexOf('>', std::max<qsizetype>(0, svg.indexOf("<svg"))));
  sheet->is_mask = head.contains("data-mask=\"yes\"");
  if (svg.contains("<!DOCTYPE") || svg.contains("<!ENTITY") || !svg.contains("<svg") || !sheet->renderer.load(svg))
    return base::fail(base::ErrorCode::invalid, "scene.bad_sprites", {{"sheet", prefix}});
  m_sheets.push_back(std::move(sheet));
  return {};
}

const Sprites::Sheet* Sprites::sheet_of(const std::string& name, QString& id) const {
  for (const auto& sheet : m_sheets) {
    const std::size_t skip = sheet->prefix.empty() ? 0 : sheet->prefix.size() + 1;
    if (skip > 0 && (name.compare(0, skip - 1, sheet->prefix) != 0 || name.size() <= skip || name[skip - 1] != ':')) continue;
    id = QString::fromStdString(name.substr(skip));
    const std::lock_guard lock(sheet->mutex);
    if (!id.isEmpty() && sheet->renderer.elementExists(id)) return sheet.get();
  }
  return nullptr;
}

bool Sprites::contains(const std::string& name) const {
  QString id;
  return sheet_of(name, id) != nullptr;
}

QSizeF Sprites::size(const std::string& name) const {
  QString id;
  const Sheet* sheet = sheet_of(name, id);
  if (sheet == nullptr) return {};
  const std::lock_guard lock(sheet->mutex);
  return sheet->renderer.boundsOnElement(id).size();
}

QImage Sprites::picture(const std::string& name, double scale, const QColor& mask) const {
  QString id;
  const Sheet* sheet = sheet_of(name, id);
  if (sheet == nullptr) return {};
  const QString key = id + QStringLiteral("|%1|%2").arg(scale).arg(sheet->is_mask ? mask.rgba() : 0);
  const std::lock_guard lock(sheet->mutex);
  if (const auto it = sheet->pictures.constFind(key); it != sheet->pictures.constEnd()) return it.value();
  const QSizeF size = sheet->renderer.boundsOnElement(id).size() * scale;
  const QSize whole(static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height())));
  if (whole.width() < 1 || whole.height() < 1 || whole.width() > k_largest_side || whole.height() > k_largest_side) return {};
  QImage image(whole, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  sheet->renderer.render(&painter, id, QRectF(QPointF(0, 0), QSizeF(whole)));
  if (sheet->is_mask) {
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), mask);
  }
  painter.end();
  if (static_cast<std::size_t>(sheet->pictures.size()) >= k_most_pictures) sheet->pictures.clear();
  sheet->pictures.insert(key, image);
  return image;
}

}  // namespace skizze::scene
