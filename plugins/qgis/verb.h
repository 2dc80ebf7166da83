// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How a verb of skizze-qgis is written: one file verbs/<verb>.cpp with one function, one line in verbs.cpp.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include "base/result.h"
#include "session.h"
#include "talk.h"

namespace skizze::qgis_helper {

/// What a verb answers with: the fields of the head and the bytes of the body. The frame becomes
/// {"v":1,"id":...,"verb":"report","report":{...}}.
struct Reply {
  QJsonObject report;
  QByteArray body;
};

/// Runs on the main thread, where QGIS wants to be used; one at a time. `request` is the head as it came: nothing in it can be trusted.
/// Long work calls talk.progress() and stops when talk.cancelled(). Errors become "error" frames; exceptions too.
using RunVerb = base::Result<Reply> (*)(Session& session, const QJsonObject& request, Talk& talk);

struct Verb {
  const char* name;
  RunVerb run;
};

/// Null where there is none of that name (verbs.cpp).
const Verb* verb_named(const QString& name);

}  // namespace skizze::qgis_helper
