// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A planner's session as a sequence of steps that depends on nothing but the seed: sketch, comment, undo, redo, import, copy a
/// scenario. Each step is one commit. Ids and times differ from run to run, so a digest leaves them out.
#pragma once

#include <cstdint>

#include <QByteArray>
#include <QString>

#include "project/document.h"

namespace skizze::scenario {

/// Writes the small files that the session imports.
bool write_session_files(const QString& folder);

/// Does step n of the session. The document must be settled when the step before was an undo, a redo or an import (needs_rest).
/// Returns false when the step could not be started.
bool run_step(project::Document& document, const QString& folder, std::uint64_t seed, int n);
bool needs_rest(const project::Document& document, std::uint64_t seed, int n);

/// What the project holds, without ids and times, with the undo stack.
QByteArray digest(const project::Document& document);
/// The same as readable lines, for looking at a difference.
QByteArray description(const project::Document& document);

}  // namespace skizze::scenario
