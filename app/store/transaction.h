// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/change.h"
#include "base/result.h"
#include "participation/contribution.h"
#include "sketch/command.h"
#include "store/layer_entry.h"

namespace skizze::store {

/// One entry of the settings table, undone and redone like everything else.
struct Setting {
  std::string key;
  std::string value;
  bool operator==(const Setting&) const = default;
};

using LayerChange = base::Change<LayerEntry>;
using SettingChange = base::Change<Setting>;
using AnyChange =
    std::variant<sketch::ScenarioChange, sketch::MeasureChange, participation::ContributionChange, LayerChange, SettingChange>;

/// What is committed at once and undone at once: one line of the history list.
struct Transaction {
  base::Message message;
  std::vector<AnyChange> changes;  ///< in the order they are done
  /// Following transactions of one session with equal non-empty keys become one step of the history.
  std::string merge_key;
  bool operator==(const Transaction&) const = default;
};

/// Same message, changes swapped and in reverse order.
Transaction inverse(const Transaction& transaction);
Transaction from_command(sketch::Command command);

}  // namespace skizze::store
