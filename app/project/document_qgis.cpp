// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS projects that become layers of the document.
#include <algorithm>

#include "project/document_impl.h"
#include "project/file_preview.h"

namespace skizze::project {

quint64 Document::convert_qgis(const QString& file, const base::Uuid& in_place_of, const std::vector<store::FileLink>& links) {
  auto& d = *m_impl;
  const auto request = d.next_request++;
  const auto path = std::filesystem::absolute(file.toStdString()).lexically_normal();
  const auto* shown = layer(in_place_of);
  const auto found = std::make_shared<QgisConversion>();
  m_jobs->start(
      {"project.job_convert", {{"file", path.filename().string()}}},
      [&d, path, found, links = shown != nullptr ? shown->links : links](base::CancelToken token,
                                                                         const Jobs::Progress& progress) -> base::Status {
        auto conversion = project::convert_qgis(path, links, d.client, token, progress);
        if (!conversion) return tl::unexpected(conversion.error());
        *found = std::move(*conversion);
        return {};
      },
      [this, &d, request, found, in_place_of, s = d.session](const base::Status& status) {
        if (!status && status.error().code != base::ErrorCode::cancelled) Q_EMIT failed(status.error());
        if (!status || s != d.session || !d.is_open) return;
        const auto suits = stated_utm(found->files).value_or(epsg_for(middle_of(found->files)));
        d.when_free([this, &d, request, found, in_place_of, suits] {
          if (!found->entries.empty() && d.may_change_crs(suits)) d.change_crs(suits);
          d.when_free([this, &d, request, found, in_place_of] {
            d.add_converted(*found, in_place_of);
            Q_EMIT converted(request, *found);
          });
        });
      });
  return request;
}

void Document::Impl::add_converted(const QgisConversion& conversion, const base::Uuid& in_place_of) {
  if (conversion.entries.empty()) return;
  std::vector<store::LayerEntry> order(model.layers.begin(), model.layers.end());
  auto place = std::find_if(order.begin(), order.end(), [&](const auto& layer) { return layer.id == in_place_of; });
  auto entries = conversion.entries;
  if (place != order.end()) {
    for (auto& entry : entries) entry.groups.insert(entry.groups.begin(), place->groups.begin(), place->groups.end());
    place = order.erase(place);
  }
  order.insert(place, entries.begin(), entries.end());
  send(reordered(std::move(order),
                 {"project.did_convert", {{"name", conversion.title}, {"count", std::to_string(conversion.entries.size())}}}));
}

}  // namespace skizze::project
