// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Words to positioned pieces and pictures; caches both. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <QFontMetricsF>
#include <QHash>
#include <QPainterPath>
#include <QSizeF>

#include "scene/labels.h"
#include "style/evaluate.h"

namespace skizze::scene {

/// A block of horizontal text; (0, 0) is its top left corner, css pixels.
struct TextBlock {
  std::vector<TextRun> runs;
  QSizeF size;
  QImage image;      ///< halo and letters, once draw() was called
  QPointF image_at;  ///< of the picture's corner, usually a little outside (0, 0)
};

/// Text laid along a line.
struct CurvedText {
  geo::Point2 anchor;           ///< middle of the text, css pixels of the line given
  std::vector<TextRun> runs;    ///< relative to the anchor
  std::vector<geo::Box> boxes;  ///< what the letters cover, relative to the anchor
  double bend = 0;              ///< sum of the turns between letters, degrees
};

class TextShaper {
 public:
  /// The look of a style's text; equal styles share one.
  std::shared_ptr<const TextLook> look_of(const style::SymbolStyle& style);
  /// Wrapped and justified; equal ones share one. Not drawn yet: of many that are measured few find a place.
  std::shared_ptr<TextBlock> block(const QString& text, const std::shared_ptr<const TextLook>& look, const style::SymbolStyle& style);
  /// Makes the picture of a block, unless it has one of this device pixel ratio.
  static void draw(TextBlock& block, const TextLook& look, double dpr);
  double width(const QString& text, const std::shared_ptr<const TextLook>& look);
  /// Text whose middle lies at arc length `middle` of a line (css pixels); empty when it does not fit or bends too much.
  std::optional<CurvedText> along(const QString& text, const std::shared_ptr<const TextLook>& look, const style::SymbolStyle& style,
                                  std::span<const QPointF> line, std::span<const double> lengths, double middle);

 private:
  struct Letters {
    QStringList texts;
    std::vector<double> lefts;  // of each letter, and the end of the last
  };
  const Letters& letters(const QString& text, const std::shared_ptr<const TextLook>& look);
  double advance(const QString& letter, const std::shared_ptr<const TextLook>& look, const QFontMetricsF& metrics);

  std::vector<std::shared_ptr<const TextLook>> m_looks;
  QHash<QString, std::shared_ptr<TextBlock>> m_blocks;
  QHash<QString, Letters> m_letters;
  QHash<std::pair<const void*, QString>, double> m_advances;
};

/// Outlines of all runs, css pixels from their origin.
QPainterPath outline_of(const std::vector<TextRun>& runs, const QFont& font);
/// Runs as a picture with halo; `at` receives its top left corner in css pixels from the runs' origin.
QImage picture_of(const std::vector<TextRun>& runs, const TextLook& look, double dpr, QPointF& at);
/// Arc length at each point of a line.
std::vector<double> arc_lengths(std::span<const QPointF> line);

}  // namespace skizze::scene
