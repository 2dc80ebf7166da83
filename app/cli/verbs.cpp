// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The table of verbs: a new verb is one file, one declaration and one line here.
#include "cli/verb.h"

namespace skizze::cli {

Verb add_verb();
Verb bike_verb();
Verb check_verb();
Verb comments_verb();
Verb info_verb();
Verb new_verb();
Verb open_qgis_verb();
Verb plugins_verb();
Verb qgis_verb();
Verb print_verb();
Verb render_verb();
Verb roofs_verb();
Verb run_verb();
Verb sample_verb();
Verb solar_verb();
Verb style_verb();
Verb sun_verb();
Verb tile_verb();
Verb validate_verb();

const std::vector<Verb>& all_verbs() {
  static const std::vector<Verb> verbs{
      info_verb(),    new_verb(),  add_verb(),       tile_verb(),     render_verb(), print_verb(),    roofs_verb(),
      solar_verb(),   sun_verb(),  sample_verb(),    style_verb(),    check_verb(),  comments_verb(), bike_verb(),
      plugins_verb(), qgis_verb(), open_qgis_verb(), validate_verb(), run_verb(),
  };
  return verbs;
}

}  // namespace skizze::cli
