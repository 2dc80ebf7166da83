// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>
#include <exception>

#include <QLocale>

#include "cli/verb.h"

namespace skizze::cli {

namespace {

/// The language must be known before the options are described, so it is looked for ahead of the parser.
project::Language wanted_language(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--lang=", 7) == 0) return project::language_of(QString::fromUtf8(argv[i] + 7));
    if (std::strcmp(argv[i], "--lang") == 0 && i + 1 < argc) return project::language_of(QString::fromUtf8(argv[i + 1]));
  }
  return project::language_of(QLocale::system().name());
}

bool wants_json(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (std::strcmp(argv[i], "--json") == 0) return true;
  return false;
}

std::string text(const Context& context, const char* id) { return context.text(id).toStdString(); }

}  // namespace

const Verb* verb_named(const char* name) {
  for (const auto& verb : all_verbs())
    if (std::strcmp(verb.name, name) == 0) return &verb;
  return nullptr;
}

int run_command_line(int argc, char** argv, std::FILE* out, std::FILE* err) {
  Context context(wanted_language(argc, argv), wants_json(argc, argv), out, err);
  CLI::App app(text(context, "cli.about"), "skizze");
  bool json = false;
  std::string language;
  app.add_flag("--json", json, text(context, "cli.option_json"));
  app.add_option("--lang", language, text(context, "cli.option_lang"))->check(CLI::IsMember({"de", "en"}));
  app.set_version_flag("--version", std::string("skizze ") + STADTSKIZZE_VERSION);
  app.require_subcommand(1);

  Run chosen;
  std::string chosen_name;
  for (const auto& verb : all_verbs()) {
    auto* sub = app.add_subcommand(verb.name, text(context, verb.summary));
    sub->fallthrough();
    auto run = verb.configure(*sub, context);
    sub->callback([&chosen, &chosen_name, run = std::move(run), name = verb.name] {
      chosen = run;
      chosen_name = name;
    });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {  // --help, --version
    const auto subs = app.get_subcommands();
    const auto help = subs.empty() ? app.help() : subs.front()->help(app.get_name());
    const auto words = dynamic_cast<const CLI::CallForVersion*>(&done) ? std::string(done.what()) + "\n" : help;
    std::fputs(words.c_str(), out);
    return k_done;
  } catch (const CLI::ParseError& error) {
    if (argc == 1) {
      std::fputs(app.help().c_str(), err);
      return k_usage;
    }
    const auto verb = app.get_subcommands().empty() ? std::string("VERB") : app.get_subcommands().front()->get_name();
    context.note(base::Message{"cli.usage", {{"text", error.what()}, {"name", verb}}});
    return k_usage;
  }
  try {
    return chosen(context);
  } catch (const std::exception& error) {  // a wall of a room leaked; said, not hidden
    return context.fail(base::ErrorCode::internal, "cli.internal", {{"text", error.what()}});
  }
}

}  // namespace skizze::cli
