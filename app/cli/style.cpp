// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze style check S.json | test CASES.json | import FILE.qml|FILE.json -o S.json
#include <algorithm>
#include <cmath>
#include <memory>

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include "cli/output.h"
#include "project/layer_style.h"
#include "sources/prepare_client.h"
#include "style/import.h"
#include "style/stylesheet.h"
#include "style/test_cases.h"

namespace skizze::cli {
namespace {

struct Args {
  std::string file;
  std::string output;
  std::string layer;
  CLI::App* check = nullptr;
  CLI::App* test = nullptr;
  CLI::App* import = nullptr;
};

base::Result<std::string> read_text(const std::string& name) {
  QFile file(q(name));
  if (!file.open(QIODevice::ReadOnly)) return base::fail(base::ErrorCode::unreadable, "style.file_unreadable", {{"file", name}});
  return file.readAll().toStdString();
}

QJsonObject issue_json(const Context& context, const style::Issue& issue) {
  return {{QStringLiteral("severity"), issue.is_error ? QStringLiteral("error") : QStringLiteral("warning")},
          {QStringLiteral("layer"), q(issue.layer)},
          {QStringLiteral("property"), q(issue.property)},
          {QStringLiteral("id"), q(issue.message.id)},
          {QStringLiteral("detail"), q(issue.detail)},
          {QStringLiteral("text"), context.text(issue.message)}};
}

int run_check(Context& context, const Args& args) {
  auto text = read_text(args.file);
  if (!text) return context.fail(text.error());
  // Colour tokens of our own templates mean something: the light palette says what.
  if (text->find("\"@") != std::string::npos) {
    const auto palette = style::load_palette("light", project::resource_style_files());
    if (!palette) return context.fail(palette.error());
    auto coloured = style::apply_palette(*text, *palette);
    if (!coloured) return context.fail(coloured.error());
    text = std::move(coloured);
  }
  const auto issues = style::check(*text);
  const auto errors = std::count_if(issues.begin(), issues.end(), [](const style::Issue& i) { return i.is_error; });
  const auto sheet = style::parse(*text);
  const std::string layers = std::to_string(sheet ? (*sheet)->layers().size() : 0);
  QJsonArray list;
  for (const auto& issue : issues) list.append(issue_json(context, issue));
  context.result({{QStringLiteral("file"), q(args.file)},
                  {QStringLiteral("valid"), errors == 0},
                  {QStringLiteral("layers"), static_cast<int>(sheet ? (*sheet)->layers().size() : 0)},
                  {QStringLiteral("issues"), list}});
  for (const auto& issue : issues) context.line(issue.message);
  if (issues.empty()) {
    context.line(base::Message{"style.check_fine", {{"file", args.file}, {"layers", layers}}});
  } else {
    const auto warnings = issues.size() - static_cast<std::size_t>(errors);
    context.line(base::Message{"style.check_found",
                               {{"file", args.file}, {"errors", std::to_string(errors)}, {"warnings", std::to_string(warnings)}}});
  }
  return errors > 0 ? k_failed : k_done;
}

QJsonObject case_json(const style::CaseResult& result) {
  QJsonObject out{{QStringLiteral("name"), q(result.name)}, {QStringLiteral("passed"), result.passed}};
  if (result.passed) return out;
  out.insert(QStringLiteral("supported"), result.supported);
  if (!result.supported) out.insert(QStringLiteral("operator"), q(result.missing));
  out.insert(QStringLiteral("expected"), q(result.expected));
  out.insert(QStringLiteral("actual"), q(result.actual));
  return out;
}

void print_case(const Context& context, const style::CaseResult& result) {
  if (result.passed) return;
  if (!result.supported) {
    context.line(base::Message{"style.case_unsupported", {{"name", result.name}, {"operator", result.missing}}});
  } else {
    context.line(base::Message{"style.case_failed", {{"name", result.name}, {"expected", result.expected}, {"actual", result.actual}}});
  }
}

int run_test(Context& context, const Args& args) {
  const auto text = read_text(args.file);
  if (!text) return context.fail(text.error());
  const auto report = style::run_cases(*text);
  if (!report) return context.fail(report.error());
  const std::size_t total = report->cases.size();
  const double share = total == 0 ? 0 : 100.0 * static_cast<double>(total - report->unsupported) / static_cast<double>(total);
  QJsonArray list;
  for (const auto& result : report->cases) {
    list.append(case_json(result));
    print_case(context, result);
  }
  context.result({{QStringLiteral("total"), count_json(total)},
                  {QStringLiteral("passed"), count_json(report->passed)},
                  {QStringLiteral("failed"), count_json(report->failed)},
                  {QStringLiteral("unsupported"), count_json(report->unsupported)},
                  {QStringLiteral("covered_percent"), std::round(share * 10) / 10},
                  {QStringLiteral("cases"), list}});
  context.line(base::Message{"style.cases_passed",
                             {{"passed", std::to_string(report->passed)},
                              {"total", std::to_string(total)},
                              {"failed", std::to_string(report->failed)},
                              {"unsupported", std::to_string(report->unsupported)},
                              {"share", plain(share, 1)}}});
  return report->failed > 0 ? k_failed : report->unsupported > 0 ? k_partly : k_done;
}

base::Result<style::ImportedStyle> imported(const Context& context, const Args& args) {
  if (QFileInfo(q(args.file)).suffix().compare(QLatin1String("qml"), Qt::CaseInsensitive) == 0) {
    const auto tree = sources::read_style_file(args.file, context.cancel());
    if (!tree) return tl::unexpected(tree.error());
    return style::import_qml(*tree);
  }
  const auto text = read_text(args.file);
  if (!text) return tl::unexpected(text.error());
  return style::import_maplibre(*text, args.layer);
}

int run_import(Context& context, const Args& args) {
  const auto style = imported(context, args);
  if (!style) return context.fail(style.error());
  QSaveFile out(q(args.output));
  const QByteArray bytes = QByteArray::fromStdString(style->style_json);
  if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
    return context.fail(base::ErrorCode::unreadable, "style.write_failed", {{"file", args.output}});
  QJsonArray lost;
  for (const auto& message : style->lost) {
    lost.append(QJsonObject{{QStringLiteral("id"), q(message.id)}, {QStringLiteral("text"), context.text(message)}});
    context.line(message);
  }
  context.result({{QStringLiteral("output"), q(args.output)}, {QStringLiteral("lost"), lost}});
  context.line(style->lost.empty()
                   ? base::Message{"style.imported_whole", {{"file", args.output}}}
                   : base::Message{"style.imported", {{"file", args.output}, {"lost", std::to_string(style->lost.size())}}});
  return style->lost.empty() ? k_done : k_partly;
}

}  // namespace

Verb style_verb() {
  Verb verb;
  verb.name = "style";
  verb.summary = "style.verb";
  verb.configure = [](CLI::App& app, Context& context) -> Run {
    auto args = std::make_shared<Args>();
    args->check = app.add_subcommand("check", context.text("style.verb_check").toStdString());
    args->check->add_option("FILE", args->file, context.text("style.option_style").toStdString())->required();
    args->test = app.add_subcommand("test", context.text("style.verb_test").toStdString());
    args->test->add_option("FILE", args->file, context.text("style.option_cases").toStdString())->required();
    args->import = app.add_subcommand("import", context.text("style.verb_import").toStdString());
    args->import->add_option("FILE", args->file, context.text("style.option_import").toStdString())->required();
    args->import->add_option("-o,--output", args->output, context.text("style.option_import_output").toStdString())->required();
    args->import->add_option("--layer", args->layer, context.text("style.option_import_layer").toStdString());
    app.require_subcommand(1);
    return [args](Context& c) {
      if (args->import->parsed()) return run_import(c, *args);
      return args->check->parsed() ? run_check(c, *args) : run_test(c, *args);
    };
  };
  return verb;
}

}  // namespace skizze::cli
