// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgsproject.h>
#include <QFont>

namespace skizze::qgis_helper {

/// Makes a built project fit for paper: heights become a light relief, names along straight lines are written as one word (so that a reader
/// of the PDF finds them), and a layer's opacity becomes that of its symbols (so that nothing turns into pixels).
void fit_for_paper(QgsProject& project, const QFont& font);

}  // namespace skizze::qgis_helper
