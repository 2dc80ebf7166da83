// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// version: which QGIS this is. {} -> {helper, qgis, qt}
#include <qgis.h>

#include "verb.h"

namespace skizze::qgis_helper {

base::Result<Reply> version(Session&, const QJsonObject&, Talk&) {
  return Reply{{{QStringLiteral("helper"), QStringLiteral(STADTSKIZZE_VERSION)},
                {QStringLiteral("qgis"), Qgis::version()},
                {QStringLiteral("qt"), QString::fromLatin1(qVersion())}},
               {}};
}

}  // namespace skizze::qgis_helper
