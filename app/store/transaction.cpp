// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction.h"

#include <type_traits>

namespace skizze::store {

Transaction inverse(const Transaction& transaction) {
  Transaction out;
  out.message = transaction.message;
  out.changes.reserve(transaction.changes.size());
  for (auto it = transaction.changes.rbegin(); it != transaction.changes.rend(); ++it) {
    out.changes.push_back(std::visit([](const auto& change) -> AnyChange { return change.inverse(); }, *it));
  }
  return out;
}

Transaction from_command(sketch::Command command) {
  Transaction out;
  out.message = std::move(command.message);
  out.merge_key = std::move(command.merge_key);
  for (auto& change : command.scenarios) out.changes.emplace_back(std::move(change));
  for (auto& change : command.measures) out.changes.emplace_back(std::move(change));
  return out;
}

}  // namespace skizze::store
