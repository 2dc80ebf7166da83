// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Takes from the text of a foreign project everything that could act: an allow-list of elements decides what QGIS gets to see.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <vector>

#include "base/result.h"
#include "session.h"

namespace skizze::qgis_helper {

struct CleanProject {
  QByteArray qgs;
  std::vector<Removed> removed;  ///< what a person should know of; equal ones once. Window states and editor settings go without a word
};

/// Kept is what clean_rules.h lists; everything else is dropped with what is in it. Pictures (SVG and raster markers) from the web or from
/// a network share are taken off their symbols; layers of providers that need a network stay in the tree but get no source. Sizes in map
/// units become sizes in metres at scale, so that they hold in the canvas's projection too. A text that is no XML, has no <qgis> root, or
/// is nested deeper than 200: damaged.
/// links: files that stand for those which layers (by id) name; see linked_source().
base::Result<CleanProject> clean_project(const QByteArray& qgs, const QMap<QString, QString>& links = {});

/// A layer's source with another file, the rest of it (table, filter, separators) as it was: "path|layername=x", "file:///path?type=csv" or a
/// path alone.
QString linked_source(const QString& source, const QString& file);

}  // namespace skizze::qgis_helper
