// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles z/x/y of a service on the web, kept on disk as they come.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "geo/mercator.h"
#include "sources/byte_cache.h"
#include "sources/http.h"

namespace skizze::sources {

/// Any thread; never waits for the network. What is on disk is given at once, also without a network; what is older than two weeks is given
/// and asked for anew. After a failure the service is left alone for half a minute.
class TileService {
 public:
  struct Answer {
    bool pending = false;  ///< asked for (or not reachable now): ask again later
    std::string bytes;     ///< empty: the service has no such tile
  };
  /// template_url with {z}, {x}, {y} (or {-y}: rows from the south). tms: {y} counts from the south.
  TileService(std::shared_ptr<Http> http, std::shared_ptr<ByteCache> cache, std::string template_url, bool tms = false);
  ~TileService();

  Answer tile(geo::TileId id);
  /// Offline nothing is asked for; what is on disk is all there is. Services start offline: no request without a person's doing.
  void set_online(bool online);
  bool is_online() const;
  /// Called on the network thread when a tile that was pending has come; must not call back. When this returns, the one before is not
  /// called any more.
  void set_listener(std::function<void(geo::TileId)> listener);
  /// Why the last request failed; empty after one that did not.
  std::optional<base::Error> problem() const;
  /// Requests so far, and whether one is under way.
  std::size_t request_count() const;
  bool is_busy() const;
  std::string url_of(geo::TileId id) const;

 private:
  struct State;  // shared with callbacks, which may outlive the service
  void ask(geo::TileId id, const std::string& url);

  std::shared_ptr<Http> m_http;
  std::shared_ptr<ByteCache> m_cache;
  std::string m_template;
  bool m_tms;
  std::shared_ptr<State> m_state;
};

}  // namespace skizze::sources
