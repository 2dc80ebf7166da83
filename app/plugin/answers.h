// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What plugins answer when they are asked (task.h). Read strictly: what is missing, wrong or unknown is named by "plugin.answer_...".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plugin/task.h"

namespace skizze::plugin {

inline constexpr std::size_t k_max_answer_bytes = 4 << 20;

enum class Level : std::uint8_t { good, hint, warning, defect, unknown };

struct Finding {
  std::size_t lane = 0;  ///< place in the request
  Level level = Level::hint;
  Text text;
  double from_m = 0;
  double to_m = 0;
  std::optional<Text> suggestion;
  std::string source;  ///< never empty: the rule's where the finding has none
  std::optional<double> value, required;
  std::string unit;
};

struct Figure {
  std::size_t subject = 0;  ///< place in the request
  std::optional<double> value;
  Text title;
  std::string unit;
  int decimals = 1;
  std::optional<Text> basis;
  std::string source;  ///< never empty, as that of findings
  std::string date;
};

struct Section {
  Text title;
  std::vector<Text> paragraphs;
  std::vector<Text> head;
  std::vector<std::vector<Text>> rows;  ///< each as long as head
};

/// subjects: how many lanes or subjects were asked about. Errors (damaged): no JSON, an entry that does not fit; (too_large): more than
/// anybody reads.
base::Result<std::vector<Finding>> read_findings(std::string_view json, const Task& rule, std::size_t subjects);
base::Result<std::vector<Figure>> read_figures(std::string_view json, const Task& indicator, std::size_t subjects);
base::Result<Section> read_section(std::string_view json);
/// At most 50; each begins with http:// or https://. Whether the plugin may go there is for whoever fetches.
base::Result<std::vector<std::string>> read_addresses(std::string_view json);

/// Whether an answer is one of the task's kind; of steps, and of sources that were given documents, none is wanted.
base::Status check_answer(const Task& task, std::string_view request, std::string_view json);

}  // namespace skizze::plugin
