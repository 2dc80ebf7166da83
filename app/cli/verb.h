// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How a verb of `skizze` is written: one file app/cli/<verb>.cpp with one function `Verb <verb>_verb()`, one line in verbs.cpp.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "base/cancel.h"
#include "base/result.h"
#include "project/message_text.h"

namespace skizze::cli {

/// Exit codes that scripts rely on (DESIGN, section 6).
enum ExitCode : int {
  k_done = 0,
  k_failed = 1,  ///< with a message that says what, why and what next
  k_usage = 2,
  k_partly = 3,  ///< done in part; what was lost is listed
};

/// What a verb writes to and in which language. stdout carries the result, stderr everything else.
class Context {
 public:
  Context(project::Language language, bool json, std::FILE* out = stdout, std::FILE* err = stderr)
      : m_language(language), m_json(json), m_out(out), m_err(err) {}

  project::Language language() const { return m_language; }
  bool json() const { return m_json; }
  /// Cancelled by Ctrl+C; hand it to every long call.
  base::CancelToken cancel() const;

  /// The sentence in the chosen language.
  QString text(const base::Message& message) const { return project::text_of(message, m_language); }
  QString text(const char* id, std::vector<base::Argument> arguments = {}) const { return text(base::Message{id, std::move(arguments)}); }
  /// A number as people of this language write it; for lines that are put together here. Arguments of messages take plain().
  QString number(double value, int decimals) const { return project::number_text(value, decimals, m_language); }

  /// One line of the result for people; silent with --json.
  void line(const QString& text) const;
  void line(const base::Message& message) const { line(text(message)); }
  /// The result with --json, one document on stdout; silent without.
  void result(const QJsonObject& document) const;
  /// A remark on stderr, e.g. a notice of the import.
  void note(const base::Message& message) const;
  /// Overwrites one line on stderr when it is a terminal, otherwise silent. fraction in 0..1.
  void progress(double fraction, const base::Message& what) const;
  /// Shows an error (what, why, next; file and place) on stderr, with --json also {"error":{code,id,text,...}} on stdout. Gives k_failed.
  int fail(const base::Error& error) const;
  int fail(base::ErrorCode code, std::string id, std::vector<base::Argument> arguments = {}) const;

 private:
  void end_progress() const;
  project::Language m_language;
  bool m_json;
  std::FILE* m_out;
  std::FILE* m_err;
  mutable bool m_progress_open = false;
};

/// A number as the argument of a message, which text_of() then writes as its language wants it: '.' and no groups.
inline std::string plain(double value, int decimals) { return QString::number(value, 'f', decimals).toStdString(); }

/// What runs after the options were parsed; gives an ExitCode.
using Run = std::function<int(Context&)>;

struct Verb {
  const char* name;
  const char* summary;     ///< message id, e.g. "cli.verb_info"
  bool needs_gui = false;  ///< fonts and painting: a QGuiApplication (offscreen without a display) instead of a QCoreApplication
  /// Adds the verb's options to its sub-command and returns what runs. Keep the parsed values in a shared_ptr that both share:
  ///   auto args = std::make_shared<Args>(); app.add_option("FILE", args->files)->required(); return [args](Context& c) {...};
  std::function<Run(CLI::App& app, Context& context)> configure;
};

/// Every verb there is, in the order of the help page (verbs.cpp).
const std::vector<Verb>& all_verbs();

/// Null where there is none of that name.
const Verb* verb_named(const char* name);
/// From now on Ctrl+C cancels what Context::cancel() gave; a second one ends the program.
void watch_interrupts();

/// The whole program: parses, runs, gives the exit code. The Qt application object must exist.
int run_command_line(int argc, char** argv, std::FILE* out = stdout, std::FILE* err = stderr);

}  // namespace skizze::cli
