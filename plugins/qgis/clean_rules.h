// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The allow-list of clean_project() as data.
#pragma once

#include <QString>

namespace skizze::qgis_helper {

/// Whether QGIS gets to see an element; path: the names from the root to its parent.
bool is_allowed(const QStringList& path, const QString& name);

/// What a person is told when this element, dropped and not empty, goes: "action", "macro", ...; empty where it is not worth a word.
QString kind_of_dropped(const QString& name);

/// A source of data that a machine elsewhere answers: addresses, GDAL's network file systems and databases on servers.
bool needs_network(const QString& source);

/// An attribute that names a picture file.
bool names_picture(const QString& attribute);

/// An address or a network share instead of a file.
bool is_remote(const QString& file);

}  // namespace skizze::qgis_helper
