// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/prepare_client.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "base/id.h"
#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "sources/cache.h"
#include "sources/helper_process.h"
#include "sources/plugin_shelf.h"
#include "sources/report_reader.h"

namespace skizze::sources {
namespace {

using base::ErrorCode;
using base::fail;

/// Raised whenever the readers make something else of the same bytes, so that old results are not taken for new ones.
constexpr int k_readers_version = 1;
constexpr const char* k_report_file = "source.json";

/// Size and time of a file, or nothing where it is absent.
std::string stamp(const std::filesystem::path& file) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  if (error) return "-";
  const auto time = std::filesystem::last_write_time(file, error).time_since_epoch().count();
  return std::to_string(bytes) + "@" + std::to_string(time);
}

/// Path, size and time of the file and of what belongs to it, the options and the version of the readers.
std::string key_of(const std::filesystem::path& file, const PrepareOptions& options) {
  std::string identity = file.string() + "|" + stamp(file);
  for (const char* extension : {".dbf", ".shx", ".prj", ".cpg"}) {
    auto sidecar = file;
    identity += "|" + stamp(sidecar.replace_extension(extension));
  }
  identity += "|" + stamp(file.string() + "-wal") + "|" + options.assumed_crs + "|" + std::to_string(k_readers_version);
  const QByteArray digest = QCryptographicHash::hash(QByteArray::fromStdString(identity), QCryptographicHash::Sha256);
  return digest.toHex().left(32).toStdString();
}

/// Calls for the same key wait for each other.
std::shared_ptr<std::mutex> mutex_of(const std::string& key) {
  static std::mutex guard;
  static std::map<std::string, std::weak_ptr<std::mutex>> mutexes;
  const std::lock_guard lock(guard);
  auto& slot = mutexes[key];
  auto mutex = slot.lock();
  if (!mutex) slot = mutex = std::make_shared<std::mutex>();
  return mutex;
}

/// A folder of this call's own in the cache, removed unless it was renamed into place.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::filesystem::path& cache_dir) : m_path(cache_dir / (".tmp-" + base::to_string(base::new_uuid()))) {
    std::filesystem::create_directories(m_path, m_error);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return m_path; }
  const std::error_code& error() const { return m_error; }

 private:
  std::filesystem::path m_path;
  std::error_code m_error;
};

base::Result<std::filesystem::path> real_file(const std::filesystem::path& file) {
  const std::string name = file.string();
  if (name.find("://") != std::string::npos || name.starts_with("/vsi"))
    return fail(ErrorCode::refused, "sources.not_a_file_name", {{"file", name}});
  std::error_code error;
  const auto real = std::filesystem::canonical(file, error);
  if (error) {
    const bool missing = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    return fail(missing ? ErrorCode::not_found : ErrorCode::unreadable, missing ? "sources.file_missing" : "sources.file_unreadable",
                {{"file", name}});
  }
  if (!std::filesystem::is_regular_file(real, error)) return fail(ErrorCode::unsupported, "sources.not_a_file", {{"file", name}});
  return real;
}

tl::unexpected<base::Error> cannot_write(const std::filesystem::path& folder, const std::error_code& error) {
  const bool full = error == std::errc::no_space_on_device;
  return fail(full ? ErrorCode::no_space : ErrorCode::unreadable, full ? "sources.disk_full" : "sources.cache_unwritable",
              {{"folder", folder.string()}});
}

bool opens(const PreparedLayer& layer) {
  if (layer.raster) return feature::RasterPack::open(layer.pack).has_value();
  return feature::LayerPack::open(layer.pack).has_value();
}

base::Status write_report(const std::filesystem::path& folder, const std::string& head) {
  QFile out(QString::fromStdString((folder / k_report_file).string()));
  const bool written = out.open(QIODevice::WriteOnly) &&
                       out.write(head.data(), static_cast<qint64>(head.size())) == static_cast<qint64>(head.size()) && out.flush();
  if (!written) return fail(ErrorCode::no_space, "sources.disk_full", {{"folder", folder.string()}});
  return {};
}

/// Into place by rename; what stood there (a damaged or older result) makes way.
base::Status move_into_place(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  if (std::filesystem::exists(to, error)) {
    const auto aside = to.parent_path() / (".tmp-" + base::to_string(base::new_uuid()));
    std::filesystem::rename(to, aside, error);
    std::error_code ignored;
    std::filesystem::remove_all(aside, ignored);
  }
  std::filesystem::rename(from, to, error);
  if (error) return cannot_write(to, error);
  return {};
}

void merge(std::vector<feature::Notice>& all, const std::vector<feature::Notice>& more) {
  for (const auto& notice : more) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const auto& known) { return known.severity == notice.severity && known.message == notice.message; });
    if (same == all.end()) {
      all.push_back(notice);
    } else {
      same->count += notice.count;
    }
  }
}

/// What a plugin made holds while it is on and as it was: same version, same files, same settings.
bool still_stands(const PreparedSource& source, const std::vector<plugin::Offer>& plugins) {
  return std::all_of(source.plugin_stamps.begin(), source.plugin_stamps.end(), [&](const std::string& stamp) {
    return std::any_of(plugins.begin(), plugins.end(), [&](const auto& p) { return p.state == plugin::State::on && p.stamp == stamp; });
  });
}

base::Result<PreparedSource> load(const std::filesystem::path& folder, const std::string& key, const std::filesystem::path& file) {
  QFile in(QString::fromStdString((folder / k_report_file).string()));
  if (!in.open(QIODevice::ReadOnly)) return fail(ErrorCode::not_found, "sources.not_cached", {{"file", file.string()}});
  HelperAnswer answer = read_answer(in.readAll().toStdString());
  if (answer.kind != HelperAnswer::Kind::report || answer.source.layers.empty()) {
    return fail(ErrorCode::damaged, "sources.not_cached", {{"file", file.string()}});
  }
  PreparedSource source = std::move(answer.source);
  source.key = key;
  source.file = file;
  for (auto& layer : source.layers) {
    layer.pack = folder / layer.pack;
    if (!opens(layer)) return fail(ErrorCode::damaged, "sources.not_cached", {{"file", file.string()}});
  }
  return source;
}

}  // namespace

PrepareClient::PrepareClient(std::filesystem::path cache_dir)
    : m_cache_dir(cache_dir.empty() ? default_cache_dir() : std::move(cache_dir)) {}

PrepareClient::PrepareClient(std::filesystem::path cache_dir, std::vector<plugin::Offer> plugins) : PrepareClient(std::move(cache_dir)) {
  m_plugins = std::move(plugins);
}

std::vector<plugin::Offer> PrepareClient::plugins() const { return m_plugins ? *m_plugins : plugin::offers_of(plugin_shelf()); }

base::Result<PreparedSource> PrepareClient::cached(const std::filesystem::path& file, const PrepareOptions& options) const {
  const auto real = real_file(file);
  if (!real) return tl::unexpected(real.error());
  const std::string key = key_of(*real, options);
  auto source = load(m_cache_dir / key, key, *real);
  if (!source || (!source->plugins.empty() && !still_stands(*source, plugins()))) {
    return fail(ErrorCode::not_found, "sources.not_cached", {{"file", file.string()}});
  }
  source->from_cache = true;
  return source;
}

base::Result<PreparedSource> PrepareClient::prepare(const std::filesystem::path& file, const PrepareOptions& options,
                                                    base::CancelToken token, const PrepareProgress& progress) const {
  const auto real = real_file(file);
  if (!real) return tl::unexpected(real.error());
  const std::string key = key_of(*real, options);
  const auto mutex = mutex_of(m_cache_dir.string() + "/" + key);
  const std::lock_guard lock(*mutex);
  if (!options.refresh) {
    if (auto known = cached(*real, options)) return known;
  }
  const TemporaryFolder folder(m_cache_dir);
  if (folder.error()) return cannot_write(m_cache_dir, folder.error());
  const auto head = run_helper({"prepare", *real, folder.path(), options, plugins()}, std::move(token), progress);
  if (!head) return tl::unexpected(head.error());
  if (auto status = write_report(folder.path(), *head); !status) return tl::unexpected(status.error());
  // Opened where it was written: a helper that went wrong must not become a cached truth.
  if (auto fresh = load(folder.path(), key, *real); !fresh)
    return fail(ErrorCode::crashed, "sources.helper_died", {{"file", real->string()}});
  if (auto status = move_into_place(folder.path(), m_cache_dir / key); !status) return tl::unexpected(status.error());
  return load(m_cache_dir / key, key, *real);
}

base::Result<std::string> read_style_file(const std::filesystem::path& file, base::CancelToken token) {
  const auto real = real_file(file);
  if (!real) return tl::unexpected(real.error());
  PrepareOptions options;
  options.limits.memory_bytes = 1ULL << 30;
  options.limits.cpu_s = 60;
  const auto head = run_helper({"read_style", *real, {}, options, {}}, std::move(token), {});
  if (!head) return tl::unexpected(head.error());
  const QJsonObject answer = QJsonDocument::fromJson(QByteArray::fromStdString(*head)).object();
  const QJsonValue tree = answer[QLatin1String("style")];
  if (!tree.isObject()) return fail(ErrorCode::damaged, "sources.helper_died", {{"file", real->string()}});
  return QJsonDocument(tree.toObject()).toJson(QJsonDocument::Compact).toStdString();
}

SourceSummary summarise(const PreparedSource& source) {
  SourceSummary summary;
  merge(summary.notices, source.notices);
  for (const auto& layer : source.layers) {
    if (!layer.raster) summary.rows += layer.count;
    summary.bounds.add(layer.bounds);
    if (!layer.crs.empty() && std::find(summary.crs.begin(), summary.crs.end(), layer.crs) == summary.crs.end())
      summary.crs.push_back(layer.crs);
    merge(summary.notices, layer.notices);
  }
  summary.warnings = static_cast<std::uint64_t>(std::count_if(
      summary.notices.begin(), summary.notices.end(), [](const auto& notice) { return notice.severity != feature::Severity::info; }));
  return summary;
}

}  // namespace skizze::sources
