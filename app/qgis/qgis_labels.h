// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "qgis/attempts.h"
#include "qgis/qgis_project.h"
#include "sources/byte_cache.h"
#include "tiles/view_labels.h"

namespace skizze::qgis {

/// The labels and diagrams of a QGIS project as QGIS places them on a view. The latest pictures are kept in memory, more of them on disk.
class QgisLabels final : public tiles::ViewLabels {
 public:
  QgisLabels(std::shared_ptr<QgisProject> project, std::shared_ptr<sources::ByteCache> cache, std::shared_ptr<Attempts> attempts);

  std::shared_ptr<const std::string> find(const tiles::LabelView& view) override;
  /// While the helper is left alone after a failure, that failure is the answer at once.
  [[nodiscard]] std::shared_ptr<tiles::LabelWish> wish(const tiles::LabelView& view, std::function<void(base::Status)> done) override;
  /// How many pictures the helper was asked for so far.
  std::size_t request_count() const { return m_requests; }

 private:
  struct Recent;  // shared with callbacks
  class Wish;
  std::string key_of(const tiles::LabelView& view) const;

  std::shared_ptr<sources::ByteCache> m_cache;
  std::shared_ptr<Attempts> m_attempts;
  std::string m_prefix;  // of the cache's keys
  std::shared_ptr<Recent> m_recent;
  std::atomic<std::size_t> m_requests = 0;
  std::shared_ptr<QgisProject> m_project;  // last: its helper goes first
};

}  // namespace skizze::qgis
