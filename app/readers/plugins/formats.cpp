// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/plugins/formats.h"

#include <algorithm>
#include <array>
#include <exception>
#include <fstream>

#include "plugin/match.h"
#include "readers/plugins/library.h"
#include "readers/plugins/sink.h"
#include "readers/text.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t k_head_bytes = 1024;

bool in_doubt(FileKind kind) {
  static constexpr std::array k_kinds{FileKind::unknown,   FileKind::csv,          FileKind::gml,    FileKind::other_json,
                                      FileKind::other_xml, FileKind::other_sqlite, FileKind::picture};
  return std::find(k_kinds.begin(), k_kinds.end(), kind) != k_kinds.end();
}

std::string head_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string head(k_head_bytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return head;
}

/// How good a claim is; higher counts.
int worth(plugin::Fit fit, plugin::State state) { return 2 * static_cast<int>(fit) + (state == plugin::State::on ? 1 : 0); }

}  // namespace

std::optional<PluginClaim> claim_of(const ReadRequest& request, const std::filesystem::path& file, const Sniffed& what) {
  if (request.plugins.empty() || !in_doubt(what.kind)) return std::nullopt;
  const std::string head = head_of(file);
  const std::string extension = lower_ascii(file.extension().string());
  const bool xml = what.kind == FileKind::gml || what.kind == FileKind::other_xml;
  const plugin::FileLook look{head, xml ? std::string_view(what.detail) : std::string_view(),
                              extension.empty() ? std::string_view() : std::string_view(extension).substr(1)};
  std::optional<PluginClaim> best;
  int most = 0;
  for (const auto& offer : request.plugins) {
    const auto manifest = plugin::read_manifest(offer.folder);
    if (!manifest) continue;
    for (const auto& format : manifest->formats) {
      const auto fit = plugin::fit(format, look);
      if (fit == plugin::Fit::none || worth(fit, offer.state) <= most) continue;
      most = worth(fit, offer.state);
      best = PluginClaim{&offer, *manifest, format.id};
    }
  }
  return best;
}

base::Result<ReadReport> read_with_plugin(JobContext& job, const std::filesystem::path& file, const PluginClaim& claim) {
  const auto& name = claim.manifest.name;
  if (claim.offer->state != plugin::State::on) {
    const bool by_policy = claim.offer->state == plugin::State::forbidden;
    return fail(ErrorCode::refused, by_policy ? "readers.plugin_forbidden" : "readers.plugin_off",
                {{"plugin_de", name.de}, {"plugin_en", name.en}});
  }
  if (job.request.plugin_called) job.request.plugin_called(claim.manifest);
  const auto loaded = load_plugin(*claim.offer);
  if (!loaded) return tl::unexpected(loaded.error());
  if (!loaded->table->read) return fail(ErrorCode::unsupported, "readers.plugin_reads_nothing", {{"id", claim.manifest.id}});
  const auto& formats = claim.manifest.formats;
  const auto format = std::find_if(formats.begin(), formats.end(), [&](const auto& f) { return f.id == claim.format; });
  PluginSink sink(job, *loaded, format->name.en);
  try {
    const auto utf8 = file.u8string();
    const std::string path(utf8.begin(), utf8.end());
    const std::int32_t status = loaded->table->read(&sink.host(), {claim.format.data(), claim.format.size()}, path.c_str());
    return sink.finish(status);
  } catch (const std::exception& error) {  // a plugin that does not keep its side of the border
    return fail(ErrorCode::damaged, "readers.plugin_threw", {{"id", claim.manifest.id}, {"detail", error.what()}});
  } catch (...) {
    return fail(ErrorCode::damaged, "readers.plugin_threw", {{"id", claim.manifest.id}, {"detail", "?"}});
  }
}

}  // namespace skizze::readers
