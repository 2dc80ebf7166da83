// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// GET over HTTP with limits. Nothing is sent but what a caller asks for: no cookies, no telemetry, no retry of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "base/cancel.h"
#include "base/result.h"

namespace skizze::sources {

struct HttpLimits {
  int timeout_ms = 20'000;            ///< without a byte
  std::size_t max_bytes = 32U << 20;  ///< of one answer
};

struct HttpAnswer {
  int status = 0;  ///< 200..299, or 404 and 410, which are answers too: there is nothing
  std::string body;
};

/// One thread that talks to the network; any thread may ask. Destroying it aborts what is under way (its callbacks are not called).
class Http {
 public:
  explicit Http(HttpLimits limits = {});
  ~Http();
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;

  using Done = std::function<void(base::Result<HttpAnswer>)>;
  /// done is called once, on the network thread. Errors: refused (not http or https), not_found (no such host, no connection),
  /// too_large, unreadable (another status, a broken or too slow connection).
  void get(const std::string& url, Done done);
  /// The same, waiting. Never on the UI thread.
  base::Result<HttpAnswer> get_now(const std::string& url, base::CancelToken token = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Whether a text is the address of something on the web.
bool is_web_address(const std::string& text);

}  // namespace skizze::sources
