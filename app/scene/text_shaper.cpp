// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/text_shaper.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QFontMetricsF>
#include <QTextBoundaryFinder>

#include "scene/painter.h"
#include "scene/wrap_label.h"

namespace skizze::scene {

namespace {

constexpr qsizetype k_cached_texts = 20000;
constexpr double k_max_turn_deg = 32;  // between neighbouring letters, whatever the style allows

QFont font_of(const style::SymbolStyle& style) {
  QFont font;
  QStringList families{QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("Liberation Sans"),
                       QStringLiteral("DejaVu Sans")};
  font.setStyleHint(QFont::SansSerif);
  font.setHintingPreference(QFont::PreferNoHinting);
  // Half pixels are fine enough for the eye and keep the caches small while zooming.
  font.setPixelSize(std::max(4, static_cast<int>(std::lround(style.text_size))));
  for (const std::string& name : style.fonts) {
    const QString text = QString::fromStdString(name);
    if (text.startsWith(QLatin1String("family:"))) {
      families.prepend(text.mid(7));
      continue;
    }
    if (text.contains(QLatin1String("Italic"), Qt::CaseInsensitive)) font.setItalic(true);
    if (text.contains(QLatin1String("Semibold"), Qt::CaseInsensitive) || text.contains(QLatin1String("Medium"), Qt::CaseInsensitive)) {
      font.setWeight(text.contains(QLatin1String("Medium"), Qt::CaseInsensitive) ? QFont::Medium : QFont::DemiBold);
    } else if (text.contains(QLatin1String("Bold"), Qt::CaseInsensitive)) {
      font.setWeight(QFont::Bold);
    }
  }
  font.setFamilies(families);
  if (style.letter_spacing_em != 0) {
    // Relative, because absolute spacing is in device units and would grow on paper; a letter is about half an em wide.
    font.setLetterSpacing(QFont::PercentageSpacing, 100 + 100 * static_cast<double>(style.letter_spacing_em) / 0.55);
  }
  return font;
}

style::Color faded(style::Color color, float opacity) {
  color.a *= opacity;
  return color;
}

QString key_of(const QString& text, const TextLook* look, double extra) {
  return text + QLatin1Char('\x1f') + QString::number(reinterpret_cast<quintptr>(look), 36) + QLatin1Char('\x1f') + QString::number(extra);
}

double left_of(style::Justify justify, double block, double line) {
  if (justify == style::Justify::left) return 0;
  if (justify == style::Justify::right) return block - line;
  return (block - line) / 2;
}

style::Justify justify_of(const style::SymbolStyle& style) {
  if (style.text_justify != style::Justify::automatic) return style.text_justify;
  switch (style.text_anchor) {
    case style::Anchor::left:
    case style::Anchor::top_left:
    case style::Anchor::bottom_left: return style::Justify::left;
    case style::Anchor::right:
    case style::Anchor::top_right:
    case style::Anchor::bottom_right: return style::Justify::right;
    default: return style::Justify::center;
  }
}

QPointF point_at(std::span<const QPointF> line, std::span<const double> lengths, double s) {
  const auto it = std::upper_bound(lengths.begin(), lengths.end(), s);
  const auto i =
      static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(it - lengths.begin(), 1, static_cast<std::ptrdiff_t>(line.size()) - 1));
  const double piece = lengths[i] - lengths[i - 1];
  const double t = piece > 0 ? (s - lengths[i - 1]) / piece : 0;
  return line[i - 1] + (line[i] - line[i - 1]) * t;
}

double turn_deg(double from, double to) { return std::remainder(to - from, 360.0); }

geo::Box letter_box(QPointF middle, double width, double height, double angle_deg) {
  const double a = angle_deg * M_PI / 180;
  const double w = (std::abs(width * std::cos(a)) + std::abs(height * std::sin(a))) / 2;
  const double h = (std::abs(width * std::sin(a)) + std::abs(height * std::cos(a))) / 2;
  return {middle.x() - w, middle.y() - h, middle.x() + w, middle.y() + h};
}

}  // namespace

std::shared_ptr<const TextLook> TextShaper::look_of(const style::SymbolStyle& style) {
  TextLook look{font_of(style), faded(style.text_color, style.text_opacity), faded(style.halo_color, style.text_opacity),
                static_cast<double>(style.halo_width)};
  for (const auto& known : m_looks) {
    if (*known == look) return known;
  }
  if (m_looks.size() > 500) {  // zooming makes new sizes for ever
    m_looks.clear();
    m_blocks.clear();
    m_letters.clear();
    m_advances.clear();
  }
  m_looks.push_back(std::make_shared<const TextLook>(std::move(look)));
  return m_looks.back();
}

double TextShaper::width(const QString& text, const std::shared_ptr<const TextLook>& look) { return letters(text, look).lefts.back(); }

std::shared_ptr<TextBlock> TextShaper::block(const QString& text, const std::shared_ptr<const TextLook>& look,
                                             const style::SymbolStyle& style) {
  const QString key = key_of(text, look.get(), static_cast<double>(style.text_max_width_em) + 1000 * static_cast<int>(justify_of(style)));
  if (const auto it = m_blocks.constFind(key); it != m_blocks.constEnd()) return it.value();
  const QFontMetricsF metrics(look->font);
  const double size = look->font.pixelSize();
  const double pitch = static_cast<double>(style.text_line_height_em) * size;
  QString last;  // short texts are one line, measured once
  double last_width = 0;
  const auto measure = [&](const QString& t) {
    if (t != last) {
      last = t;
      last_width = metrics.horizontalAdvance(t);
    }
    return last_width;
  };
  const QStringList lines = wrap_label(text, static_cast<double>(style.text_max_width_em) * size, measure);
  auto block = std::make_shared<TextBlock>();
  double width = 0;
  for (const QString& line : lines) width = std::max(width, measure(line));
  const double cap = metrics.capHeight();
  for (qsizetype i = 0; i < lines.size(); ++i) {
    const double x = left_of(justify_of(style), width, measure(lines[i]));
    block->runs.push_back({lines[i], QPointF(x, (size + cap) / 2 + static_cast<double>(i) * pitch), 0});
  }
  block->size = QSizeF(width, size + static_cast<double>(lines.size() - 1) * pitch);
  if (m_blocks.size() > k_cached_texts) m_blocks.clear();
  m_blocks.insert(key, block);
  return block;
}

void TextShaper::draw(TextBlock& block, const TextLook& look, double dpr) {
  if (block.image.isNull() || block.image.devicePixelRatio() != dpr) block.image = picture_of(block.runs, look, dpr, block.image_at);
}

/// Of one letter alone: text that bends needs no kerning.
double TextShaper::advance(const QString& letter, const std::shared_ptr<const TextLook>& look, const QFontMetricsF& metrics) {
  const std::pair key(static_cast<const void*>(look.get()), letter);
  if (const auto it = m_advances.constFind(key); it != m_advances.constEnd()) return it.value();
  return m_advances.insert(key, metrics.horizontalAdvance(letter)).value();
}

const TextShaper::Letters& TextShaper::letters(const QString& text, const std::shared_ptr<const TextLook>& look) {
  const QString key = key_of(text, look.get(), 0);
  if (const auto it = m_letters.constFind(key); it != m_letters.constEnd()) return it.value();
  if (m_letters.size() > k_cached_texts) m_letters.clear();
  Letters letters;
  const QFontMetricsF metrics(look->font);
  QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
  qsizetype from = 0;
  letters.lefts.push_back(0);
  for (qsizetype to = finder.toNextBoundary(); to > 0; to = finder.toNextBoundary()) {
    letters.texts << text.mid(from, to - from);
    letters.lefts.push_back(letters.lefts.back() + advance(letters.texts.back(), look, metrics));
    from = to;
  }
  return m_letters.insert(key, std::move(letters)).value();
}

std::optional<CurvedText> TextShaper::along(const QString& text, const std::shared_ptr<const TextLook>& look,
                                            const style::SymbolStyle& style, std::span<const QPointF> line, std::span<const double> lengths,
                                            double middle) {
  const Letters& parts = letters(text, look);
  const double width = parts.lefts.back();
  const double start = middle - width / 2;
  if (line.size() < 2 || start < 0 || start + width > lengths.back()) return std::nullopt;
  const QPointF whole = point_at(line, lengths, start + width) - point_at(line, lengths, start);
  const bool backwards = style.text_keep_upright && whole.x() < 0;
  const QFontMetricsF metrics(look->font);
  const double down = metrics.capHeight() / 2 + static_cast<double>(style.text_offset_em[1]) * look->font.pixelSize();
  const double limit = std::min(static_cast<double>(style.text_max_angle_deg), k_max_turn_deg);
  const QPointF anchor = point_at(line, lengths, middle);

  CurvedText laid;
  laid.anchor = {anchor.x(), anchor.y()};
  double last_angle = 0;
  for (qsizetype i = 0; i < parts.texts.size(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    const double from = backwards ? start + width - parts.lefts[k] : start + parts.lefts[k];
    const double to = backwards ? start + width - parts.lefts[k + 1] : start + parts.lefts[k + 1];
    const QPointF a = point_at(line, lengths, from);
    const QPointF b = point_at(line, lengths, to);
    const double angle = std::atan2(b.y() - a.y(), b.x() - a.x()) * 180 / M_PI;
    const double turn = i == 0 ? 0 : std::abs(turn_deg(last_angle, angle));
    if (turn > limit) return std::nullopt;
    laid.bend += turn;
    last_angle = angle;
    const QPointF along(std::cos(angle * M_PI / 180), std::sin(angle * M_PI / 180));
    const QPointF across(-along.y(), along.x());
    const QPointF center = (a + b) / 2 - anchor + across * (down - metrics.capHeight() / 2);
    const double advance = parts.lefts[k + 1] - parts.lefts[k];
    laid.runs.push_back({parts.texts[i], (a + b) / 2 - anchor - along * (advance / 2) + across * down, angle});
    laid.boxes.push_back(letter_box(center, advance, look->font.pixelSize(), angle));
  }
  if (laid.bend < 1.0 && laid.runs.size() > 1) {  // as good as straight: one piece, with the font's own kerning
    laid.runs.front().text = text;
    laid.runs.resize(1);
  }
  return laid;
}

QPainterPath outline_of(const std::vector<TextRun>& runs, const QFont& font) {
  QPainterPath path;
  path.setFillRule(Qt::WindingFill);
  for (const TextRun& run : runs) {
    if (run.angle_deg == 0) {
      path.addText(run.baseline, font, run.text);
      continue;
    }
    QPainterPath straight;
    straight.addText(QPointF(0, 0), font, run.text);
    QTransform turn;
    turn.translate(run.baseline.x(), run.baseline.y());
    turn.rotate(run.angle_deg);
    path.addPath(turn.map(straight));
  }
  return path;
}

namespace {

/// Calls tap(dx, dy, weight) for the neighbours that a pixel's halo looks at: a disc with a soft rim, device pixels, weights 0..256.
template <class Tap>
void on_disc(double radius, Tap tap) {
  const int reach = static_cast<int>(std::ceil(radius));
  for (int dy = -reach; dy <= reach; ++dy) {
    for (int dx = -reach; dx <= reach; ++dx) {
      const double weight = std::clamp(radius + 0.5 - std::hypot(dx, dy), 0.0, 1.0);
      if (weight > 0) tap(dx, dy, static_cast<unsigned>(std::lround(weight * 256)));
    }
  }
}

/// The letters' coverage grown by the disc: a halo, many times faster than stroking the outlines. Tap by tap over whole rows.
QImage grown(const QImage& coverage, double radius) {
  QImage out(coverage.size(), QImage::Format_Alpha8);
  out.fill(0);
  const int width = out.width();
  const int height = out.height();
  on_disc(radius, [&](int dx, int dy, unsigned weight) {
    const int left = std::max(0, -dx);
    const int right = std::min(width, width - dx);
    for (int y = std::max(0, -dy); y < std::min(height, height - dy); ++y) {
      uchar* to = out.scanLine(y);
      const uchar* from = coverage.constScanLine(y + dy) + dx;
      for (int x = left; x < right; ++x) to[x] = std::max(to[x], static_cast<uchar>(from[x] * weight >> 8));
    }
  });
  return out;
}

/// A picture of one colour with the coverage as its transparency.
QImage tinted(const QImage& coverage, const QColor& color) {
  QImage out(coverage.size(), QImage::Format_ARGB32_Premultiplied);
  std::array<QRgb, 256> shades{};
  for (std::size_t i = 0; i < shades.size(); ++i) {
    shades[i] = qPremultiply(qRgba(color.red(), color.green(), color.blue(), static_cast<int>(i) * color.alpha() / 255));
  }
  for (int y = 0; y < out.height(); ++y) {
    const uchar* from = coverage.constScanLine(y);
    auto* to = reinterpret_cast<QRgb*>(out.scanLine(y));
    for (int x = 0; x < out.width(); ++x) to[x] = shades[from[x]];
  }
  return out;
}

}  // namespace

QImage picture_of(const std::vector<TextRun>& runs, const TextLook& look, double dpr, QPointF& at) {
  const QPainterPath path = outline_of(runs, look.font);
  const double margin = look.halo_px + 1;
  const QRectF bounds = path.boundingRect().adjusted(-margin, -margin, margin, margin);
  // The corner on a whole device pixel keeps the letters where they were shaped.
  at = QPointF(std::floor(bounds.left() * dpr) / dpr, std::floor(bounds.top() * dpr) / dpr);
  const int width = static_cast<int>(std::ceil((bounds.right() - at.x()) * dpr));
  const int height = static_cast<int>(std::ceil((bounds.bottom() - at.y()) * dpr));
  if (width <= 0 || height <= 0 || width > 4000 || height > 4000) return {};
  QImage coverage(width, height, QImage::Format_Alpha8);
  coverage.fill(0);
  {
    QPainter painter(&coverage);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(dpr, dpr);
    painter.translate(-at);
    painter.fillPath(path, Qt::black);
  }
  const bool has_halo = look.halo_px > 0 && look.halo_color.a > 0;
  QImage image =
      has_halo ? tinted(grown(coverage, look.halo_px * dpr), to_qcolor(look.halo_color)) : tinted(coverage, to_qcolor(look.color));
  if (has_halo) {
    QPainter painter(&image);
    painter.drawImage(0, 0, tinted(coverage, to_qcolor(look.color)));
  }
  image.setDevicePixelRatio(dpr);
  return image;
}

std::vector<double> arc_lengths(std::span<const QPointF> line) {
  std::vector<double> lengths(line.size(), 0);
  for (std::size_t i = 1; i < line.size(); ++i) {
    lengths[i] = lengths[i - 1] + std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y());
  }
  return lengths;
}

}  // namespace skizze::scene
