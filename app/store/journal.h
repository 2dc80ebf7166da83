// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The history: one row per transaction in the table journal. Used inside an open SQL transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "store/project_store.h"
#include "store/sqlite.h"

namespace skizze::store {

struct JournalEntry {
  std::int64_t sequence = 0;
  Transaction transaction;
};

enum class Side : std::uint8_t { done, undone };

/// The entry that undo (done) or redo (undone) would take next; empty when there is none.
base::Result<std::optional<JournalEntry>> next_entry(Database& database, Side side);
/// Forgets what could be redone and appends; gives the new sequence number.
base::Result<std::int64_t> append_entry(Database& database, const Transaction& transaction, std::int64_t at_ms);
base::Status rewrite_entry(Database& database, std::int64_t sequence, const Transaction& transaction, std::int64_t at_ms);
base::Status mark_entry(Database& database, std::int64_t sequence, Side side);
base::Result<std::vector<HistoryEntry>> read_history(Database& database);
base::Result<Revision> read_revision(Database& database);

/// Folds next into first when every change goes on where the other ended. False, and nothing done, otherwise.
bool fold(Transaction& first, const Transaction& next);

}  // namespace skizze::store
