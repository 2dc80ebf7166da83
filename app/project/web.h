// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What describes services on the web: asked for, or from the offline copy.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "sources/byte_cache.h"
#include "sources/http.h"

namespace skizze::project {

/// What talks to the web for one document (or one run of the command line).
struct Web {
  std::shared_ptr<sources::Http> http;
  std::shared_ptr<sources::ByteCache> cache;
  std::shared_ptr<sources::ByteCache> drawn;  ///< tiles that QGIS drew
  bool fine_screen = false;                   ///< more than one device pixel per css pixel: the finer of two pictures is wanted
};
/// The offline copies lie in `cache_dir`/web, what QGIS drew in `cache_dir`/qgis; at most 512 MB each. fine_screen: whether any screen is
/// (UI thread).
Web make_web(const std::filesystem::path& cache_dir);

/// The body of an address. online: asks the network and keeps what it says; otherwise, and where the network fails, the offline copy.
/// Blocks. Errors: those of Http; not_found (offline without a copy, or the service has no such thing).
base::Result<std::string> fetch_text(const std::string& url, const Web& web, bool online, const base::CancelToken& token);

/// An address as written in something that was read from `base`; the braces of templates stay.
std::string resolved_address(const std::string& base, const std::string& relative);

}  // namespace skizze::project
