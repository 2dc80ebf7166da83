// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/plugin_fetch.h"

#include <algorithm>
#include <fstream>

#include <QUrl>

#include "sources/http.h"

namespace skizze::project {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t k_most_bytes = 256U << 20;  // of all answers together
constexpr int k_nothing_there = 404;
constexpr int k_gone = 410;

bool is_named(const std::string& host, const std::string& name) {
  if (!name.starts_with("*.")) return host == name;
  return host.size() > name.size() - 1 && host.ends_with(std::string_view(name).substr(1));
}

}  // namespace

bool may_fetch(const std::string& address, const std::vector<std::string>& hosts) {
  const QUrl url(QString::fromStdString(address), QUrl::StrictMode);
  if (!url.isValid() || !sources::is_web_address(address) || !url.userInfo().isEmpty()) return false;
  const std::string host = url.host().toLower().toStdString();
  return !host.empty() && std::any_of(hosts.begin(), hosts.end(), [&](const auto& name) { return is_named(host, name); });
}

base::Result<std::vector<Fetched>> fetch_all(const std::vector<std::string>& addresses, const plugin::Task& source,
                                             const std::filesystem::path& folder, const base::CancelToken& token) {
  for (const auto& address : addresses) {
    if (!may_fetch(address, source.hosts)) return fail(ErrorCode::refused, "project.plugin_other_host", {{"text", address}});
  }
  sources::Http http;
  std::vector<Fetched> out;
  std::size_t bytes = 0;
  for (const auto& address : addresses) {
    const auto answer = http.get_now(address, token);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == k_nothing_there || answer->status == k_gone)
      return fail(ErrorCode::not_found, "project.plugin_nothing_there", {{"text", address}});
    bytes += answer->body.size();
    if (bytes > k_most_bytes) return fail(ErrorCode::too_large, "project.plugin_fetched_too_much", {{"limit_mb", "256"}});
    Fetched one{address, folder / ("fetched_" + std::to_string(out.size()))};
    std::ofstream file(one.file, std::ios::binary);
    file.write(answer->body.data(), static_cast<std::streamsize>(answer->body.size()));
    file.close();
    if (!file) return fail(ErrorCode::no_space, "base.disk_full", {{"file", one.file.string()}});
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace skizze::project
