// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <string>

#include "project/message_text.h"

namespace skizze::project {

/// Rules of a style::QgisSpec carry the names of the style's layers; a legend wants what people call them ("skizze:legend"). Where some
/// layers of the style say so, the others have no name.
QJsonObject with_legend_words(QJsonObject style, const QString& layer_name, const std::string& style_json, Language language);

}  // namespace skizze::project
