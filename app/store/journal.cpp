// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"

#include <algorithm>
#include <type_traits>

#include "store/payload.h"
#include "store/time_text.h"

namespace skizze::store {
namespace {

std::string_view word_of(Side side) { return side == Side::done ? "done" : "undone"; }

bool continues(const AnyChange& first, const AnyChange& next) {
  if (first.index() != next.index()) return false;
  return std::visit(
      [&](const auto& a) {
        const auto& b = std::get<std::decay_t<decltype(a)>>(next);
        return a.after && b.before && b.after && stored_alike(*a.after, *b.before);
      },
      first);
}

void take_after(AnyChange& first, const AnyChange& next) {
  std::visit([&](auto& a) { a.after = std::get<std::decay_t<decltype(a)>>(next).after; }, first);
}

}  // namespace

base::Result<std::optional<JournalEntry>> next_entry(Database& database, Side side) {
  // The newest of what is done, the oldest of what is undone.
  auto select = database.prepare(side == Side::done ? "SELECT seq, payload FROM journal WHERE state = 'done' ORDER BY seq DESC LIMIT 1"
                                                    : "SELECT seq, payload FROM journal WHERE state = 'undone' ORDER BY seq LIMIT 1");
  if (!select) return tl::unexpected(std::move(select.error()));
  auto row = select->step();
  if (!row) return tl::unexpected(std::move(row.error()));
  if (!*row) return std::optional<JournalEntry>{};
  auto transaction = decode_transaction(select->blob(1));
  if (!transaction) return tl::unexpected(std::move(transaction.error()));
  return std::optional(JournalEntry{select->integer(0), std::move(*transaction)});
}

base::Result<std::int64_t> append_entry(Database& database, const Transaction& transaction, std::int64_t at_ms) {
  if (auto status = database.run("DELETE FROM journal WHERE state = 'undone'"); !status) return tl::unexpected(std::move(status.error()));
  auto insert =
      database.prepare("INSERT INTO journal (at, state, message, message_blob, payload) VALUES (?1, 'done', ?2, ?3, ?4) RETURNING seq");
  if (!insert) return tl::unexpected(std::move(insert.error()));
  insert->bind(1, std::string_view(iso_time(at_ms)))
      .bind(2, std::string_view(transaction.message.id))
      .bind(3, encode(transaction.message))
      .bind(4, encode(transaction));
  auto row = insert->step();
  if (!row) return tl::unexpected(std::move(row.error()));
  const std::int64_t sequence = insert->integer(0);
  if (auto status = insert->run(); !status) return tl::unexpected(std::move(status.error()));
  return sequence;
}

base::Status rewrite_entry(Database& database, std::int64_t sequence, const Transaction& transaction, std::int64_t at_ms) {
  auto update = database.prepare("UPDATE journal SET at = ifnull(?2, at), message = ?3, message_blob = ?4, payload = ?5 WHERE seq = ?1");
  if (!update) return tl::unexpected(std::move(update.error()));
  update->bind(1, sequence).bind_text(2, iso_time(at_ms)).bind(3, std::string_view(transaction.message.id));
  return update->bind(4, encode(transaction.message)).bind(5, encode(transaction)).run();
}

base::Status mark_entry(Database& database, std::int64_t sequence, Side side) {
  auto update = database.prepare("UPDATE journal SET state = ?2 WHERE seq = ?1");
  if (!update) return tl::unexpected(std::move(update.error()));
  return update->bind(1, sequence).bind(2, word_of(side)).run();
}

base::Result<std::vector<HistoryEntry>> read_history(Database& database) {
  auto select = database.prepare("SELECT seq, at, state, message_blob FROM journal ORDER BY seq");
  if (!select) return tl::unexpected(std::move(select.error()));
  std::vector<HistoryEntry> history;
  for (;;) {
    auto row = select->step();
    if (!row) return tl::unexpected(std::move(row.error()));
    if (!*row) return history;
    auto message = decode_message(select->blob(3));
    if (!message) return tl::unexpected(std::move(message.error()));
    history.push_back({select->integer(0), parse_time(select->text(1)).value_or(0), std::move(*message), select->text(2) == "undone"});
  }
}

base::Result<Revision> read_revision(Database& database) {
  auto select = database.prepare(
      "SELECT ifnull(max(CASE WHEN state = 'done' THEN seq END), 0), total(state = 'done'), total(state = 'undone') FROM journal");
  if (!select) return tl::unexpected(std::move(select.error()));
  auto row = select->step();
  if (!row) return tl::unexpected(std::move(row.error()));
  return Revision{select->integer(0), static_cast<std::size_t>(select->integer(1)), static_cast<std::size_t>(select->integer(2))};
}

bool fold(Transaction& first, const Transaction& next) {
  if (!std::ranges::equal(first.changes, next.changes, continues)) return false;
  for (std::size_t i = 0; i < first.changes.size(); ++i) take_after(first.changes[i], next.changes[i]);
  first.message = next.message;
  return true;
}

}  // namespace skizze::store
