// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Labels that layers of somebody else place on a view as a whole (tiles/view_labels.h), as one picture over the squares.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QImage>
#include <QPainter>
#include <QRect>

#include "base/cancel.h"
#include "scene/bound_snapshot.h"
#include "scene/square.h"
#include "tiles/view_labels.h"

namespace skizze::scene {

/// Whether labels of a whole view belong above what the layer shows.
bool has_view_labels(const MapLayer& layer);
/// As the makers of labels are asked for these pixels; coarser where more than 8192 of them stand side by side.
tiles::LabelView label_view(const GridRect& pixels);

/// Where everything else is vectors, pictures are drawn with so many pixels per css pixel, and labels, which are letters, with more.
inline constexpr double k_paper_picture_ratio = 2;
inline constexpr double k_paper_label_ratio = 4;
/// The pixels that labels are made for on paper.
GridRect paper_pixels(Camera camera);

/// The labels of one layer, as they came.
struct LabelPicture {
  tiles::LabelView view;
  std::weak_ptr<tiles::ForeignTiles> maker;
  QImage image;  ///< null: nothing is written
};
/// By the layer's id.
using LabelPictures = std::map<std::string, LabelPicture>;
/// What is there of a layer for these pixels; false where its labels are still to be made. Waits for a disk.
bool find_label_picture(const MapLayer& layer, const GridRect& pixels, LabelPicture& picture);
/// A picture of just these pixels, wherever it was made for.
QImage fitted(const LabelPicture& picture, const GridRect& pixels);

/// To be laid over squares that bear no such labels.
struct LabelSheet {
  GridRect pixels;
  QImage picture;              ///< ARGB32, premultiplied
  std::vector<QRect> written;  ///< outside of these nothing is to be seen; they do not overlap
};

/// The order of the layers is kept: what lies above a layer covers its labels. So a sheet shows, where labels are, also what lies over
/// them. Null when cancelled.
std::shared_ptr<const LabelSheet> draw_label_sheet(const BoundSnapshot& map, const GridRect& pixels, const LabelPictures& pictures,
                                                   DrawSources& sources, const base::CancelToken& token);

/// In css pixels, for any camera: moved and scaled with the map until a sheet of that view is there; not at all where letters would be
/// four times too large or too small.
void paint_label_sheet(QPainter& painter, const LabelSheet& sheet, const Camera& camera);

}  // namespace skizze::scene
