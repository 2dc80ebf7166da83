// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start_up.h"

int main(int argc, char** argv) { return skizze::ui::run_window(argc, argv); }
