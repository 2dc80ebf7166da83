// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The project's own rows as layer packs in memory, so that they run through the same pipeline as every file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "feature/layer_pack.h"
#include "participation/contribution.h"
#include "sketch/measure.h"

namespace skizze::project {

/// A pack and whose rows they are: row r belongs to ids[pack->id(r)].
struct OwnPack {
  std::shared_ptr<const feature::LayerPack> pack;
  std::vector<base::Uuid> ids;
  base::Uuid id_of(std::uint32_t row) const;
  /// Rows of these ids, ascending.
  std::vector<std::uint32_t> rows_of(const std::vector<base::Uuid>& wanted) const;
};

/// Columns: id, kind, name, note, and the field words of the project file: fuehrungsart, seite, richtung, breite,
/// sicherheitstrennstreifen, oberflaeche, rotfaerbung, benutzungspflicht, strassenname, netzklasse, laenge_m; lage, montage, flaeche_m2.
/// Worker thread; the transform to Web Mercator is made here. Measures whose shape cannot be transformed are left out.
base::Result<OwnPack> measures_pack(const std::vector<sketch::Measure>& measures, int epsg);
/// Columns: id, category, state, text, author, reply, topic, source, created.
base::Result<OwnPack> contributions_pack(const std::vector<participation::Contribution>& contributions, int epsg);

}  // namespace skizze::project
