// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The kinds of files that `info` tells apart.
#pragma once

#include <string>

#include <QJsonObject>

#include "cli/verb.h"

namespace skizze::cli {

/// What one file gave: its JSON and the exit code it asks for. Lines for people are written on the way.
struct FileInfo {
  QJsonObject json;
  int code = k_done;
};

/// A single vector tile: layers, features and geometry in tile coordinates.
FileInfo describe_tile(const Context& context, const std::string& file);
/// A project of ours.
FileInfo describe_project(const Context& context, const std::string& file);

}  // namespace skizze::cli
