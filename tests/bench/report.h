// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a benchmark found, as a Markdown table for people or as one line of JSON per row for whoever collects.
#pragma once

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace skizze::bench {

struct Found {
  std::string row;  ///< as in the table of benchmarks
  double value = 0;
  std::string unit;
  std::optional<double> limit;  ///< what is aimed at; value should not lie above
  std::string note;
};

class Report {
 public:
  explicit Report(bool json) : m_json(json) {}

  void heading(const std::string& text) {
    if (!m_json) std::printf("\n%s\n\n| what | value | limit | |\n|---|--:|--:|---|\n", text.c_str());
  }

  void add(const Found& found) {
    const std::string limit = found.limit ? number(*found.limit) : "";
    if (m_json) {
      std::printf("{\"row\": \"%s\", \"value\": %s, \"unit\": \"%s\", \"peer\": null, \"limit\": %s, \"note\": \"%s\"}\n",
                  found.row.c_str(), number(found.value).c_str(), found.unit.c_str(), found.limit ? limit.c_str() : "null",
                  found.note.c_str());
    } else {
      std::printf("| %s | %s %s | %s | %s |\n", found.row.c_str(), number(found.value).c_str(), found.unit.c_str(), limit.c_str(),
                  found.note.c_str());
    }
    std::fflush(stdout);
  }

 private:
  static std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.3f", value);
    return text;
  }
  bool m_json;
};

/// Wall time, and processor time of this thread: the second does not count what else the machine does.
struct Clock {
  static double wall_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
  static double thread_ms() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
  }
  static double process_ms() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
  }
};

inline double share_of(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}
inline double median(const std::vector<double>& values) { return share_of(values, 0.5); }

/// Median milliseconds of several runs, by a clock of Clock.
inline double median_of(int runs, double (*clock)(), const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const double start = clock();
    work();
    times.push_back(clock() - start);
  }
  return median(times);
}

inline std::string text(const char* format, double value) {
  char buffer[80];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

/// Megabytes of this process: all pages it has mapped and touched, and those of its own that no file backs.
struct Memory {
  double resident_mb = 0;
  double own_mb = 0;
  static Memory now() {
    Memory memory;
    if (std::FILE* file = std::fopen("/proc/self/smaps_rollup", "r")) {
      char line[256];
      double kb = 0;
      while (std::fgets(line, sizeof line, file) != nullptr) {
        if (std::sscanf(line, "Rss: %lf", &kb) == 1) memory.resident_mb = kb / 1024;
        if (std::sscanf(line, "Anonymous: %lf", &kb) == 1) memory.own_mb = kb / 1024;
      }
      std::fclose(file);
    }
    return memory;
  }
};

}  // namespace skizze::bench
