// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <optional>

#include "sources/prepare_client.h"

namespace skizze::sources {

/// One frame from skizze-prepare, understood.
struct HelperAnswer {
  enum class Kind { progress, report, error, other } kind = Kind::other;
  double fraction = 0;    // progress
  base::Message message;  // progress
  PreparedSource source;  // report; packs are file names, without folder
  base::Error error;      // error
};

/// Total: bytes that make no sense give Kind::other. Only harmless pack names (no folder in them) are taken over.
HelperAnswer read_answer(const QJsonObject& head);
HelperAnswer read_answer(const std::string& head);

}  // namespace skizze::sources
