// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "base/result.h"
#include "project/solar_sheet.h"

class QPainter;
class QRectF;

namespace skizze::ui {

/// One page of A4 about a building; any thread. Errors: no_space (cannot be written).
base::Status write_sheet(const project::SolarStudy& study, const project::BuildingSheet& sheet, const QString& file);
/// The page itself.
void paint_sheet(QPainter& painter, const QRectF& page, const project::SolarStudy& study, const project::BuildingSheet& sheet);

}  // namespace skizze::ui
