// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/qgis_labels.h"

#include <QtCore/QJsonArray>
#include <algorithm>
#include <utility>

namespace skizze::qgis {

namespace {

constexpr std::size_t k_most_recent = 16;
constexpr int k_limit_s = 120;
constexpr double k_css_dpi = 96;

Request request_for(const tiles::LabelView& view) {
  return {QStringLiteral("render"),
          {{QStringLiteral("box"), QJsonArray{view.box.min_x, view.box.min_y, view.box.max_x, view.box.max_y}},
           {QStringLiteral("width"), view.width_px},
           {QStringLiteral("height"), view.height_px},
           {QStringLiteral("dpi"), k_css_dpi * view.ratio},
           {QStringLiteral("labels"), QStringLiteral("only")}},
          k_limit_s,
          false};  // after the tiles that are missing
}

/// Whom to tell; empty once nobody wants to know. Called locked, so that nobody is told who has gone.
struct Ear {
  std::mutex mutex;  // guards done
  std::function<void(base::Status)> done;

  void tell(base::Status status) {
    const std::lock_guard lock(mutex);
    if (const auto told = std::exchange(done, nullptr)) told(std::move(status));
  }
};

}  // namespace

/// PNGs, newest first.
struct QgisLabels::Recent {
  std::mutex mutex;  // guards the list
  std::list<std::pair<std::string, std::shared_ptr<const std::string>>> pictures;

  std::shared_ptr<const std::string> find(const std::string& key) {
    const std::lock_guard lock(mutex);
    const auto it = std::find_if(pictures.begin(), pictures.end(), [&](const auto& entry) { return entry.first == key; });
    if (it == pictures.end()) return nullptr;
    pictures.splice(pictures.begin(), pictures, it);
    return it->second;
  }

  std::shared_ptr<const std::string> keep(const std::string& key, std::string bytes) {
    const std::lock_guard lock(mutex);
    pictures.emplace_front(key, std::make_shared<const std::string>(std::move(bytes)));
    if (pictures.size() > k_most_recent) pictures.pop_back();
    return pictures.front().second;
  }
};

class QgisLabels::Wish final : public tiles::LabelWish {
 public:
  Wish(std::shared_ptr<QgisProject> project, std::shared_ptr<Ear> ear) : m_project(std::move(project)), m_ear(std::move(ear)) {}
  ~Wish() override {
    {
      const std::lock_guard lock(m_ear->mutex);
      if (!std::exchange(m_ear->done, nullptr)) return;
    }
    m_project->helper().cancel(m_id);
  }
  void set_id(std::uint64_t id) { m_id = id; }

 private:
  std::shared_ptr<QgisProject> m_project;
  std::shared_ptr<Ear> m_ear;
  std::uint64_t m_id = 0;
};

QgisLabels::QgisLabels(std::shared_ptr<QgisProject> project, std::shared_ptr<sources::ByteCache> cache, std::shared_ptr<Attempts> attempts)
    : m_cache(std::move(cache)),
      m_attempts(std::move(attempts)),
      m_prefix("qgis labels|" + project->identity() + '|'),
      m_recent(std::make_shared<Recent>()),
      m_project(std::move(project)) {}

std::string QgisLabels::key_of(const tiles::LabelView& view) const {
  std::string key = m_prefix;
  for (const double value : {view.box.min_x, view.box.min_y, view.box.max_x, view.box.max_y, view.ratio})
    key += std::to_string(value) + '/';
  return key + std::to_string(view.width_px) + '/' + std::to_string(view.height_px);
}

std::shared_ptr<const std::string> QgisLabels::find(const tiles::LabelView& view) {
  const std::string key = key_of(view);
  if (auto recent = m_recent->find(key)) return recent;
  auto held = m_cache->find(key);
  return held ? m_recent->keep(key, std::move(held->bytes)) : nullptr;
}

std::shared_ptr<tiles::LabelWish> QgisLabels::wish(const tiles::LabelView& view, std::function<void(base::Status)> done) {
  const auto ear = std::make_shared<Ear>();
  auto wish = std::make_shared<Wish>(m_project, ear);
  if (m_attempts->resting()) {
    const auto problem = m_attempts->problem();
    done(problem ? base::Status(tl::unexpected(*problem)) : base::fail(base::ErrorCode::crashed, "qgis.helper_died"));
    return wish;
  }
  ear->done = std::move(done);
  ++m_requests;
  wish->set_id(m_project->helper().submit(request_for(view), [ear, helper = &m_project->helper(), cache = m_cache, attempts = m_attempts,
                                                              recent = m_recent, key = key_of(view)](base::Result<Answer> answer) {
    if (!answer) {
      attempts->failed(*helper, answer.error());
      return ear->tell(tl::unexpected(answer.error()));
    }
    attempts->worked();
    const auto picture = recent->keep(key, std::move(answer->body));
    ear->tell({});
    cache->insert(key, *picture);
  }));
  return wish;
}

}  // namespace skizze::qgis
