// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze-qgis: opens QGIS projects and draws them as QGIS does.
///   over stdin/stdout (app/base/framing.h): a request {"v":1,"id":n,"verb":"..."}; "progress" frames, then "report" or "error" with its
///   id.
///   {"verb":"cancel","id":n} stops a request; the end of stdin ends the process.
#include <unistd.h>

#include <qgsapplication.h>
#include <qgsproject.h>
#include <QDir>
#include <clocale>
#include <cstdlib>
#include <exception>
#include <new>

#include "base/main_sandbox.h"
#include "session.h"
#include "talk.h"
#include "verb.h"

namespace {

using namespace skizze;
using namespace skizze::qgis_helper;

/// What files can need. Databases and services are not asked from here: the helper has no network.
constexpr const char* k_providers = "delimitedtext|gpx|mdal|spatialite|virtuallayer|virtualraster";

base::Result<Reply> guarded(const Verb& verb, Session& session, const Request& request, Talk& talk) {
  try {
    return verb.run(session, request.head, talk);
  } catch (const std::bad_alloc&) {
    return base::fail(base::ErrorCode::too_large, "qgis.out_of_memory");
  } catch (const std::exception& error) {
    return base::fail(base::ErrorCode::internal, "qgis.unexpected", {{"detail", error.what()}});
  }
}

void answer(const Request& request, Session& session, Talk& talk) {
  const Verb* verb = verb_named(request.verb);
  if (verb == nullptr) {
    talk.error(request.id, base::fail(base::ErrorCode::unsupported, "qgis.no_such_verb", {{"verb", request.verb.toStdString()}}).value());
    return;
  }
  const auto reply = guarded(*verb, session, request, talk);
  if (reply) {
    talk.report(request.id, reply->report, reply->body);
  } else {
    talk.error(request.id, reply.error());
  }
}

/// Lines that libraries print must not get between the frames.
int keep_stdout_for_frames() {
  const int out = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  return out;
}

/// QGIS wants the user's name for its expressions and asks a program for it ("whoami"). Under the filter no program can start, and QProcess
/// of Qt 5.15 may wait a minute before it sees that. So it is asked while it can be; QGIS keeps the answer.
void settle_the_user_name() { QgsApplication::userLoginName(); }

}  // namespace

int main(int argc, char** argv) {
  base::SandboxLimits limits;
  if (const char* bytes = std::getenv("SKIZZE_QGIS_MEMORY")) limits.memory_bytes = std::strtoull(bytes, nullptr, 10);
  limits.cpu_s = 0;  // it lives as long as the project is open; the client limits each request
  limits.open_files = 1024;
  settle_the_user_name();
  base::confine_process(limits);
  const char* folder = std::getenv("SKIZZE_QGIS_DIR");
  Session session;
  session.folder = QDir(QString::fromUtf8(folder != nullptr ? folder : "/nowhere"));
  base::confine_writing(folder != nullptr ? folder : "");
  const int out = keep_stdout_for_frames();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QGIS_PROVIDER_FILE", k_providers);
  qputenv("GDAL_DRIVER_PATH", "disable");  // readers of whoever else lives on the machine, perhaps for another GDAL
  QgsApplication::setPrefixPath(qEnvironmentVariable("QGIS_PREFIX_PATH", QStringLiteral("/usr")), true);
  Talk talk(STDIN_FILENO, out);
  talk.start();
  const QgsApplication app(argc, argv, false, session.folder.filePath(QStringLiteral("profile")), QStringLiteral("external"));
  std::setlocale(LC_NUMERIC, "C");  // QApplication takes the user's
  QgsApplication::initQgis();
  for (;;) {
    const Request request = talk.next();
    answer(request, session, talk);
    QCoreApplication::processEvents();  // what QGIS has put off
  }
}
