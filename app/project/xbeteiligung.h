// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Lanes as the content of a message of XBeteiligung 1.2 (kommunal.Initiieren.0401), as participation portals take plans.
#pragma once

#include <string>
#include <vector>

#include <QByteArray>
#include <QString>

#include "base/result.h"
#include "project/message_text.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"

namespace skizze::project {

/// What the plan's extent (geltungsbereich) is made of: the lanes' lines, or their strips as areas. The schema's own comment asks for a
/// polygon, and some portals take nothing else.
enum class XbeteiligungExtent { lines, areas };

struct XbeteiligungPlan {
  std::string name;  ///< of the project
  sketch::Scenario scenario;
  std::vector<sketch::Measure> lanes;  ///< of the scenario, project CRS; others are left out
  int epsg = 0;
};

/// UTF-8 with namespace https://www.xleitstelle.de/xbeteiligung/12. Geometry is GeoJSON text in `geltungsbereich` (RFC 7946: degrees,
/// longitude first). The message's head (sender, reader), the responsible authority and the step of the procedure are known to the sending
/// office only: they are left out, and a comment in the file says so. Errors: invalid (no lane; a CRS that PROJ does not know).
base::Result<QByteArray> xbeteiligung_xml(const XbeteiligungPlan& plan, XbeteiligungExtent extent, Language language);

}  // namespace skizze::project
