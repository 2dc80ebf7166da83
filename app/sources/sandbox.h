// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How a helper is started so that it can do no harm: the same for all of them.
#pragma once

#include <QtCore/QProcessEnvironment>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <filesystem>

namespace skizze::sources {

/// A program and what it is given.
struct Command {
  QString program;
  QStringList arguments;
};

/// Whether bubblewrap is installed, wanted and not known to fail. A trial before each first start would cost as much as the start.
bool may_use_bubblewrap();
/// A helper has answered under it.
void note_bubblewrap_works();
/// Tried with a program that cannot fail itself, unless a helper has answered under it already. Blocks for 10 to 15 ms, once.
bool bubblewrap_works();

/// Everything read-only, nothing but out_dir (which may be empty) writable, no network, own process and user namespaces.
Command under_bubblewrap(const std::filesystem::path& helper, const QString& out_dir);
/// The same where bubblewrap works; else the helper as it is: its own confinement (base/main_sandbox.h) is all there is then.
Command sandboxed(const std::filesystem::path& helper, const QString& out_dir);

/// No more of our surroundings than a helper needs to find its libraries and CRS data.
QProcessEnvironment helper_environment();

/// An executable of ours: what the environment variable names, else beside this program, in ../bin, ../libexec/stadtskizze or
/// ../lib/stadtskizze. Empty where there is none.
std::filesystem::path find_executable(const char* variable, const QString& name);

}  // namespace skizze::sources
