// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What benchmarks print with --json: one object per line, {"row", "value", "unit", "peer", "peer_value", "limit", "note"}; else for
/// people.
#pragma once

#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

namespace skizze::bench {

class JsonLines {
 public:
  /// limit: the figure to reach, 0 where there is none; peer: empty where there is none.
  void line(bool json, const std::string& row, double value, const std::string& unit, const std::string& peer = {}, double peer_value = 0,
            double limit = 0, const std::string& note = {}) const {
    if (json) {
      std::printf("{\"row\":\"%s\",\"value\":%.6g,\"unit\":\"%s\"", row.c_str(), value, unit.c_str());
      if (!peer.empty()) std::printf(",\"peer\":\"%s\",\"peer_value\":%.6g", peer.c_str(), peer_value);
      if (limit > 0) std::printf(",\"limit\":%.6g", limit);
      if (!note.empty()) std::printf(",\"note\":\"%s\"", note.c_str());
      std::printf("}\n");
    } else {
      std::printf("%-48s %10.3f %-8s", row.c_str(), value, unit.c_str());
      if (!peer.empty()) std::printf("  %s: %.3f", peer.c_str(), peer_value);
      if (limit > 0) std::printf("  target: %.3g", limit);
      if (!note.empty()) std::printf("  %s", note.c_str());
      std::printf("\n");
    }
    std::fflush(stdout);
  }
};

/// Processor time of the calling thread.
inline double thread_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

/// Resident memory of this process now, in MB (Linux).
inline double resident_mb() {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  return 0;
}

}  // namespace skizze::bench
