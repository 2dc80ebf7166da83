// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"
#include "sources/plugin_shelf.h"
#include "sources/policy.h"

namespace skizze::cli {

namespace {

using plugin::State;

struct Args {
  std::vector<std::string> on;
  std::vector<std::string> off;
  std::vector<std::string> settings;  ///< ID.KEY=VALUE
};

const std::string& in(const plugin::Text& text, const Context& context) {
  return context.language() == project::Language::de ? text.de : text.en;
}

QJsonValue json_of(const plugin::SettingValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<qint64>(*whole);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  return q(std::get<std::string>(value));
}

QJsonArray formats_json(const Context& context, const plugin::Manifest& manifest) {
  QJsonArray out;
  for (const auto& format : manifest.formats) {
    QJsonArray extensions;
    for (const auto& extension : format.extensions) extensions.append(q(extension));
    out.append(QJsonObject{{QStringLiteral("id"), q(format.id)},
                           {QStringLiteral("name"), q(in(format.name, context))},
                           {QStringLiteral("extensions"), extensions}});
  }
  return out;
}

QJsonArray tasks_json(const Context& context, const plugin::Manifest& manifest, plugin::Kind kind) {
  QJsonArray out;
  for (const auto& task : manifest.tasks) {
    if (task.kind != kind) continue;
    QJsonObject json{{QStringLiteral("id"), q(task.id)}, {QStringLiteral("name"), q(in(task.name, context))}};
    if (!task.source.empty()) json[QStringLiteral("source")] = q(task.source);
    QJsonArray hosts;
    for (const auto& host : task.hosts) hosts.append(q(host));
    if (!hosts.isEmpty()) json[QStringLiteral("hosts")] = hosts;
    out.append(json);
  }
  return out;
}

QJsonObject entry_json(const Context& context, const plugin::Entry& entry) {
  const auto& manifest = entry.manifest;
  QJsonObject settings;
  for (const auto& [key, value] : entry.settings) settings[q(key)] = json_of(value);
  QJsonObject json{{QStringLiteral("id"), q(manifest.id)},
                   {QStringLiteral("name"), q(in(manifest.name, context))},
                   {QStringLiteral("summary"), q(in(manifest.summary, context))},
                   {QStringLiteral("version"), q(manifest.version)},
                   {QStringLiteral("api"), static_cast<qint64>(manifest.api)},
                   {QStringLiteral("author"), q(manifest.author)},
                   {QStringLiteral("licence"), q(manifest.licence)},
                   {QStringLiteral("folder"), q(entry.folder.string())},
                   {QStringLiteral("ours"), entry.ours},
                   {QStringLiteral("state"), QString::fromLatin1(name_of(entry.state))},
                   {QStringLiteral("formats"), formats_json(context, manifest)},
                   {QStringLiteral("settings"), settings}};
  for (const auto kind : plugin::k_kinds) {
    const auto tasks = tasks_json(context, manifest, kind);
    if (!tasks.isEmpty()) json[QLatin1String(plugin::name_of(kind))] = tasks;
  }
  if (entry.problem) {
    json[QStringLiteral("error")] = QJsonObject{{QStringLiteral("code"), QString::fromUtf8(base::name_of(entry.problem->code).data())},
                                                {QStringLiteral("id"), q(entry.problem->message.id)},
                                                {QStringLiteral("text"), project::text_of(*entry.problem, context.language())}};
  }
  return json;
}

void print_entry(const Context& context, const plugin::Entry& entry) {
  const auto& manifest = entry.manifest;
  context.line(base::Message{"cli.plugin_line",
                             {{"name", in(manifest.name, context)},
                              {"id", manifest.id},
                              {"version", manifest.version.empty() ? "?" : manifest.version},
                              {"state", std::string("cli.plugin_") + name_of(entry.state)}}});
  if (!manifest.summary.de.empty()) context.line(QStringLiteral("  ") + q(in(manifest.summary, context)));
  if (entry.problem) context.line(QStringLiteral("  ") + project::text_of(*entry.problem, context.language()));
}

/// The text as the setting's type wants it; nothing where it cannot be one.
std::optional<plugin::SettingValue> understood(const plugin::Setting& setting, const QString& text) {
  using Type = plugin::Setting::Type;
  bool good = true;
  plugin::SettingValue value = text.toStdString();
  if (setting.type == Type::flag) {
    good = text == QLatin1String("true") || text == QLatin1String("false");
    value = text == QLatin1String("true");
  } else if (setting.type == Type::integer) {
    value = static_cast<std::int64_t>(text.toLongLong(&good));
  } else if (setting.type == Type::number) {
    value = text.toDouble(&good);
  }
  if (!good || !plugin::fits(setting, value)) return std::nullopt;
  return value;
}

/// Ids hold dots and keys may, so the plugin is the one whose id and a dot begin the word.
base::Status change_setting(const std::vector<plugin::Entry>& entries, const std::string& word, plugin::Choices& choices) {
  const QString whole = q(word);
  const QString name = whole.section(QLatin1Char('='), 0, 0);
  for (const auto& entry : entries) {
    for (const auto& setting : entry.manifest.settings) {
      if (name != q(entry.manifest.id + "." + setting.key)) continue;
      const auto value = understood(setting, whole.section(QLatin1Char('='), 1));
      if (!value) return base::fail(base::ErrorCode::invalid, "cli.plugin_value", {{"text", word}});
      choices.settings[entry.manifest.id][setting.key] = *value;
      return {};
    }
  }
  return base::fail(base::ErrorCode::not_found, "cli.plugin_no_setting", {{"name", name.toStdString()}});
}

base::Status change(const Args& args) {
  const auto entries = sources::plugin_shelf();
  auto choices = plugin::read_choices(sources::plugin_choices_file());
  const auto known = [&](const std::string& id) {
    return std::any_of(entries.begin(), entries.end(), [&](const auto& e) { return e.manifest.id == id; });
  };
  for (const auto* ids : {&args.on, &args.off}) {
    for (const auto& id : *ids) {
      if (!known(id)) return base::fail(base::ErrorCode::not_found, "cli.plugin_unknown", {{"id", id}});
      if (ids == &args.on) choices.off.erase(id);
      if (ids == &args.off) choices.off.insert(id);
    }
  }
  for (const auto& word : args.settings) {
    if (auto status = change_setting(entries, word, choices); !status) return status;
  }
  return plugin::write_choices(sources::plugin_choices_file(), choices);
}

int run(Context& context, const Args& args) {
  if (!args.on.empty() || !args.off.empty() || !args.settings.empty()) {
    if (const auto status = change(args); !status) return context.fail(status.error());
  }
  QJsonArray all;
  int code = k_done;
  for (auto& entry : sources::plugin_shelf()) {
    // Only loading shows whether a library can be used; it is done in the helper.
    if (entry.state == State::on) {
      if (const auto status = sources::check_plugin(entry, context.cancel()); !status) {
        entry.state = State::broken;
        entry.problem = status.error();
      }
    }
    if (entry.problem) code = k_partly;
    print_entry(context, entry);
    all.append(entry_json(context, entry));
  }
  if (all.isEmpty()) context.line(base::Message{"cli.plugins_none", {{"folder", sources::own_plugin_folder().string()}}});
  QJsonArray folders;
  for (const auto& place : sources::plugin_places()) folders.append(q(place.folder.string()));
  context.result({{QStringLiteral("plugins"), all},
                  {QStringLiteral("folders"), folders},
                  {QStringLiteral("allowed"), sources::policy().plugins_allowed}});
  return code;
}

}  // namespace

Verb plugins_verb() {
  return {"plugins", "cli.verb_plugins", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("--on", args->on, context.text("cli.option_plugin_on").toStdString());
            app.add_option("--off", args->off, context.text("cli.option_plugin_off").toStdString());
            app.add_option("--set", args->settings, context.text("cli.option_plugin_set").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
