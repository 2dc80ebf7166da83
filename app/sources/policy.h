// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

class QNetworkProxyFactory;

namespace skizze::sources {

/// What the administrator of a machine prescribes for everybody on it (packaging/windows/policies). Nothing in here comes from a project or
/// a person.
struct Policy {
  enum class ProxyMode { system, none, manual };

  ProxyMode proxy_mode = ProxyMode::system;
  std::string proxy_host;  ///< for manual; never empty then
  std::uint16_t proxy_port = 0;
  bool plugins_allowed = true;
  bool phone_server_allowed = true;
  std::filesystem::path data_folder;  ///< suggested for new projects; empty: the program's own choice
};

/// Reads the values ProxyMode (system, none, manual), ProxyServer (name:port), PluginsAllowed, PhoneServerAllowed (1 or 0) and DataFolder
/// from an .ini file, or on Windows from a registry key ("HKEY_..."). What is absent keeps its default. A switch that is neither 1 nor 0
/// forbids; a proxy that cannot be understood is "system". Reads the file; cheap.
Policy read_policy(const std::string& place);

/// The policy of this machine, read once: HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Stadtskizze, or /etc/stadtskizze/policy.ini. Any thread.
const Policy& policy();

/// The way to a host under a policy. This computer itself is never asked through a proxy.
std::unique_ptr<QNetworkProxyFactory> proxies_of(const Policy& policy);

}  // namespace skizze::sources
