// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Transactions as bytes for the journal. One description of the fields serves both directions (fields() in the .cpp).
/// Layout: u8 version | message | u32 count | per change: u8 kind, flags before/after, each entity with its length in front.
/// New fields go to the end of an entity: an older payload then leaves them at their defaults.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "store/transaction.h"

namespace skizze::store {

std::vector<std::byte> encode(const Transaction& transaction);
/// ErrorCode::damaged when the bytes contradict themselves.
base::Result<Transaction> decode_transaction(std::span<const std::byte> bytes);

std::vector<std::byte> encode(const base::Message& message);
base::Result<base::Message> decode_message(std::span<const std::byte> bytes);
std::vector<std::byte> encode(const std::vector<feature::Notice>& notices);
base::Result<std::vector<feature::Notice>> decode_notices(std::span<const std::byte> bytes);
std::vector<std::byte> encode(const std::vector<FieldWords>& fields);
base::Result<std::vector<FieldWords>> decode_field_words(std::span<const std::byte> bytes);
std::vector<std::byte> encode(const std::vector<FileLink>& links);
base::Result<std::vector<FileLink>> decode_links(std::span<const std::byte> bytes);

/// Whether two entities would be stored alike (geometries in the plane, times to the millisecond).
template <class T>
bool stored_alike(const T& a, const T& b);

}  // namespace skizze::store
