// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The table of verbs: a new verb is one file, one declaration and one line here.
#include "cli/verb.h"

namespace skizze::cli {

Verb info_verb();
Verb roofs_verb();

const std::vector<Verb>& all_verbs() {
  static const std::vector<Verb> verbs{
      info_verb(),
      roofs_verb(),
  };
  return verbs;
}

}  // namespace skizze::cli
