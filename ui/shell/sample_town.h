// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "project/jobs.h"

namespace skizze::ui {

/// The project file of the sample town in a folder; empty while there is none.
QString sample_project_in(const QString& folder);
/// Writes the sample town into the folder as a job: runs the `skizze sample` that lies beside this program, so that window and command line
/// make the very same town. done runs on the UI thread.
/// Layer names are in the language of the window.
void start_sample_town(project::Jobs& jobs, const QString& folder, project::Jobs::Done done);

}  // namespace skizze::ui
