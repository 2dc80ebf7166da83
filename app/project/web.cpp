// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/web.h"

#include <utility>

#include <QGuiApplication>
#include <QUrl>

namespace skizze::project {

namespace {
constexpr std::uint64_t k_web_bytes = 512ULL << 20U;
}  // namespace

Web make_web(const std::filesystem::path& cache_dir) {
  const auto* app = qobject_cast<QGuiApplication*>(QCoreApplication::instance());
  const bool fine = app != nullptr && app->devicePixelRatio() > 1;
  return {std::make_shared<sources::Http>(), std::make_shared<sources::ByteCache>(cache_dir / "web", k_web_bytes),
          std::make_shared<sources::ByteCache>(cache_dir / "qgis", k_web_bytes), fine};
}

base::Result<std::string> fetch_text(const std::string& url, const Web& web, bool online, const base::CancelToken& token) {
  base::Error why = base::fail(base::ErrorCode::not_found, "project.service_offline", {{"url", url}}).value();
  if (online) {
    auto answer = web.http->get_now(url, token);
    if (answer && answer->status < 300) {
      web.cache->insert(url, answer->body);
      return std::move(answer->body);
    }
    why = answer ? base::fail(base::ErrorCode::not_found, "sources.http_status", {{"url", url}, {"status", std::to_string(answer->status)}})
                       .value()
                 : answer.error();
  }
  if (auto held = web.cache->find(url)) return std::move(held->bytes);
  return tl::unexpected(std::move(why));
}

/// QUrl would write braces as %7B.
std::string resolved_address(const std::string& base, const std::string& relative) {
  if (sources::is_web_address(relative)) return relative;
  const std::pair<const char*, const char*> stand_ins[] = {{"{z}", "-z-z-"}, {"{x}", "-x-x-"}, {"{-y}", "-m-y-"}, {"{y}", "-y-y-"}};
  QString text = QString::fromStdString(relative);
  for (const auto& [brace, plain] : stand_ins) text.replace(QLatin1String(brace), QLatin1String(plain));
  text = QUrl(QString::fromStdString(base)).resolved(QUrl(text)).toString(QUrl::FullyEncoded);
  for (const auto& [brace, plain] : stand_ins) text.replace(QLatin1String(plain), QLatin1String(brace));
  return text.toStdString();
}

}  // namespace skizze::project
