// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <vector>
#include <optional>

#include "sources/prepare_client.h"

namespace skizze::sources {

/// One frame from skizze-prepare, understood.
struct HelperAnswer {
  enum class Kind { progress, plugin, report, error, other } kind = Kind::other;
  double fraction = 0;    // progress
  base::Message message;  // progress
  plugin::Text plugin;    // plugin: the name of the one whose code runs from now on
  PreparedSource source;  // report; packs are file names, without folder
  base::Error error;      // error
};

/// Total: bytes that make no sense give Kind::other. Only harmless pack names (no folder in them) are taken over.
HelperAnswer read_answer(const QJsonObject& head);
HelperAnswer read_answer(const std::string& head);

/// The parts of it that all helpers write alike. Total too.
base::Message read_message(const QJsonObject& object);
base::Error read_error(const QJsonObject& object);
std::vector<feature::Notice> read_notices(const QJsonArray& array);

}  // namespace skizze::sources
