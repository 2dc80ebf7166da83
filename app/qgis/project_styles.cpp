// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/project_styles.h"

#include <QtCore/QJsonArray>
#include <algorithm>

namespace skizze::qgis {

base::Result<std::vector<LayerStyle>> read_styles(QgisProject& project, base::CancelToken token, const Helper::Progress& progress) {
  const auto answer = project.helper().run({QStringLiteral("styles"), {}, 120, false}, std::move(token), progress);
  if (!answer) return tl::unexpected(answer.error());
  std::vector<LayerStyle> styles;
  std::size_t begin = 0;
  const auto all = answer->report[QLatin1String("styles")].toArray();
  for (const auto& entry : all) {
    const auto object = entry.toObject();
    const auto text = [&](const char* name) { return object[QLatin1String(name)].toString().toStdString(); };
    LayerStyle style{text("id"), text("path"), text("layer_name"), text("subset"), {}, object[QLatin1String("diagrams")].toBool(), {}};
    const auto computed = object[QLatin1String("computed")].toArray();
    for (const auto& name : computed) style.computed.push_back(name.toString().toStdString());
    const auto size = static_cast<std::size_t>(std::max(0, object[QLatin1String("bytes")].toInt()));
    if (size > answer->body.size() - begin) break;  // the helper contradicts itself
    style.tree_json = answer->body.substr(begin, size);
    begin += size;
    styles.push_back(std::move(style));
  }
  return styles;
}

}  // namespace skizze::qgis
