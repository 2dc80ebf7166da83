// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/sprites.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include <QHash>
#include <QSvgRenderer>

#include "scene/sprite_sheet.h"

namespace skizze::scene {

namespace {

constexpr qsizetype k_most_svg_bytes = 1 << 20;
constexpr int k_largest_side = 4096;
constexpr qsizetype k_most_pictures = 512;
constexpr qsizetype k_most_picture_bytes = 64 << 20;

class SvgSheet final : public SpriteSheet {
 public:
  explicit SvgSheet(bool is_mask) : m_is_mask(is_mask) {}
  bool load(const QByteArray& svg) { return m_renderer.load(svg); }
  bool contains(const QString& id) const override { return m_renderer.elementExists(id); }
  QSizeF size(const QString& id) const override { return m_renderer.boundsOnElement(id).size(); }
  bool is_mask(const QString& /*id*/) const override { return m_is_mask; }
  QImage draw(const QString& id, QSize size, const QColor& mask) const override {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    m_renderer.render(&painter, id, QRectF(QPointF(0, 0), QSizeF(size)));
    if (m_is_mask) {
      painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
      painter.fillRect(image.rect(), mask);
    }
    return image;
  }

 private:
  bool m_is_mask;
  mutable QSvgRenderer m_renderer;
};

}  // namespace

struct Sprites::Sheet {
  std::string prefix;
  std::unique_ptr<SpriteSheet> source;
  mutable std::mutex mutex;  // guards the source and everything below
  mutable QHash<QString, QImage> pictures;
  mutable qsizetype bytes = 0;  // of the pictures

  QImage keep(const QString& key, QImage image) const {
    if (pictures.size() >= k_most_pictures || bytes + image.sizeInBytes() > k_most_picture_bytes) {
      pictures.clear();
      bytes = 0;
    }
    bytes += image.sizeInBytes();
    pictures.insert(key, image);
    return image;
  }
};

Sprites::Sprites() = default;
Sprites::~Sprites() = default;

std::shared_ptr<const Sprites> Sprites::joined(const Sprites& first, const Sprites& second) {
  auto both = std::make_shared<Sprites>();
  both->m_sheets = first.m_sheets;
  both->m_sheets.insert(both->m_sheets.end(), second.m_sheets.begin(), second.m_sheets.end());
  return both;
}

void Sprites::add(const std::string& prefix, std::unique_ptr<SpriteSheet> pictures) {
  auto sheet = std::make_shared<Sheet>();
  sheet->prefix = prefix;
  sheet->source = std::move(pictures);
  m_sheets.push_back(std::move(sheet));
}

base::Status Sprites::add_sheet(const std::string& prefix, const QByteArray& svg) {
  if (svg.size() > k_most_svg_bytes) return base::fail(base::ErrorCode::too_large, "scene.bad_sprites", {{"sheet", prefix}});
  const QByteArray head = svg.left(svg.indexOf('>', std::max<qsizetype>(0, svg.indexOf("<svg"))));
  auto sheet = std::make_unique<SvgSheet>(head.contains("data-mask=\"yes\""));
  if (svg.contains("<!DOCTYPE") || svg.contains("<!ENTITY") || !svg.contains("<svg") || !sheet->load(svg))
    return base::fail(base::ErrorCode::invalid, "scene.bad_sprites", {{"sheet", prefix}});
  add(prefix, std::move(sheet));
  return {};
}

base::Result<std::size_t> Sprites::add_raster_sheet(const std::string& prefix, const QByteArray& json, const std::string& picture) {
  auto sheet = read_raster_sheet(prefix, json, picture);
  if (!sheet) return tl::unexpected(sheet.error());
  add(prefix, std::move(sheet->pictures));
  return sheet->left_out;
}

const Sprites::Sheet* Sprites::sheet_of(const std::string& name, QString& id) const {
  for (const auto& sheet : m_sheets) {
    const std::size_t skip = sheet->prefix.empty() ? 0 : sheet->prefix.size() + 1;
    if (skip > 0 && (name.compare(0, skip - 1, sheet->prefix) != 0 || name.size() <= skip || name[skip - 1] != ':')) continue;
    id = QString::fromStdString(name.substr(skip));
    const std::lock_guard lock(sheet->mutex);
    if (!id.isEmpty() && sheet->source->contains(id)) return sheet.get();
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
  return sheet->source->size(id);
}

QImage Sprites::picture(const std::string& name, double scale, const QColor& mask) const {
  QString id;
  const Sheet* sheet = sheet_of(name, id);
  if (sheet == nullptr) return {};
  const std::lock_guard lock(sheet->mutex);
  const QString key = id + QStringLiteral("|%1|%2").arg(scale).arg(sheet->source->is_mask(id) ? mask.rgba() : 0);
  if (const auto it = sheet->pictures.constFind(key); it != sheet->pictures.constEnd()) return it.value();
  const QSizeF size = sheet->source->size(id) * scale;
  const QSize whole(static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height())));
  if (whole.width() < 1 || whole.height() < 1 || whole.width() > k_largest_side || whole.height() > k_largest_side) return {};
  return sheet->keep(key, sheet->source->draw(id, whole, mask));
}

}  // namespace skizze::scene
