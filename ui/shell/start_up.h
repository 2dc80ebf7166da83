// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skizze::ui {

/// stadtskizze [PROJECT|FILE...] [--lang de|en] [--gallery DIR]. Returns the exit code: 0, 1 failed, 2 usage.
int run_window(int argc, char** argv);

}  // namespace skizze::ui
