// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The table of verbs: a new one is one file in verbs/, one declaration and one line here.
#include <array>

#include "verb.h"

namespace skizze::qgis_helper {

base::Result<Reply> algorithms(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> close_project(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> identify(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> layout(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> layout_series(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> open_project(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> render(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> render_tiles(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> run(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> styles(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> version(Session& session, const QJsonObject& request, Talk& talk);
base::Result<Reply> write_project(Session& session, const QJsonObject& request, Talk& talk);

namespace {

constexpr std::array k_verbs{
    Verb{"algorithms", algorithms},
    Verb{"close", close_project},
    Verb{"identify", identify},
    Verb{"layout", layout},
    Verb{"layout_series", layout_series},
    Verb{"open", open_project},
    Verb{"render", render},
    Verb{"render_tiles", render_tiles},
    Verb{"run", run},
    Verb{"styles", styles},
    Verb{"version", version},
    Verb{"write", write_project},
};

}  // namespace

const Verb* verb_named(const QString& name) {
  for (const Verb& verb : k_verbs)
    if (name == QLatin1String(verb.name)) return &verb;
  return nullptr;
}

}  // namespace skizze::qgis_helper
