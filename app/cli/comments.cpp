// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// comments list|export|import: contributions of a project as lines, JSON or GeoJSON.
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include <optional>

#include "cli/output.h"
#include "cli/project_file.h"
#include "feature/layer_pack.h"
#include "geo/crs.h"
#include "sources/prepare_client.h"
#include "store/project_store.h"

namespace skizze::cli {

namespace {

using participation::Contribution;

struct Args {
  std::string project, file;
};

QString time_text(std::int64_t ms) { return ms == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate); }

QJsonObject properties_json(const Contribution& c) {
  return {{QStringLiteral("id"), q(base::to_string(c.id))},
          {QStringLiteral("category"), q(c.category)},
          {QStringLiteral("state"), q(std::string(participation::word_of(c.state)))},
          {QStringLiteral("text"), q(c.text)},
          {QStringLiteral("author"), c.author ? QJsonValue(q(*c.author)) : QJsonValue()},
          {QStringLiteral("reply"), q(c.reply)},
          {QStringLiteral("topic"), q(c.topic)},
          {QStringLiteral("source"), q(c.source)},
          {QStringLiteral("created"), time_text(c.created_at_ms)}};
}

QJsonArray position_json(const geo::Point3& p) { return {p.x, p.y}; }

QJsonArray positions_json(const geo::Part& part, bool closed) {
  QJsonArray positions;
  for (const auto& p : part.points) positions.append(position_json(p));
  if (closed && !part.points.empty()) positions.append(position_json(part.points.front()));
  return positions;
}

/// RFC 7946 geometry of a shape in degrees; several parts make it multi.
QJsonObject geometry_json(const geo::Geometry& geometry) {
  const auto object = [](const char* type, const QJsonArray& coordinates) {
    return QJsonObject{{QStringLiteral("type"), QString::fromLatin1(type)}, {QStringLiteral("coordinates"), coordinates}};
  };
  QJsonArray parts;
  if (geometry.kind == geo::GeometryKind::area) {
    for (const auto& part : geometry.parts) {
      const auto ring = positions_json(part, true);
      if (part.hole && !parts.isEmpty()) {
        auto polygon = parts.last().toArray();
        polygon.append(ring);
        parts.replace(parts.size() - 1, polygon);
      } else {
        parts.append(QJsonArray{ring});
      }
    }
    return parts.size() == 1 ? object("Polygon", parts[0].toArray()) : object("MultiPolygon", parts);
  }
  if (geometry.kind == geo::GeometryKind::line) {
    for (const auto& part : geometry.parts) parts.append(positions_json(part, false));
    return parts.size() == 1 ? object("LineString", parts[0].toArray()) : object("MultiLineString", parts);
  }
  for (const auto& part : geometry.parts)
    for (const auto& p : part.points) parts.append(position_json(p));
  return parts.size() == 1 ? object("Point", parts[0].toArray()) : object("MultiPoint", parts);
}

/// Contributions with their shapes in degrees.
base::Result<std::vector<Contribution>> read_contributions(const std::string& project) {
  auto opened = store::ProjectStore::open(project, store::OpenMode::read_only);
  if (!opened) return tl::unexpected(opened.error());
  auto content = opened->load();
  if (!content) return tl::unexpected(content.error());
  const auto transform = geo::Transform::make("EPSG:" + std::to_string(opened->epsg()), "EPSG:4326");
  if (!transform) return tl::unexpected(transform.error());
  for (auto& contribution : content->contributions) contribution.geometry = geo::transformed(contribution.geometry, *transform);
  return std::move(content->contributions);
}

int run_list(Context& context, const Args& args) {
  const auto contributions = read_contributions(args.project);
  if (!contributions) return context.fail(contributions.error());
  QJsonArray rows;
  for (const auto& c : *contributions) {
    const auto middle = c.geometry.bounds().center();
    auto row = properties_json(c);
    row[QStringLiteral("lon")] = middle.x;
    row[QStringLiteral("lat")] = middle.y;
    rows.append(row);
    context.line(QStringLiteral("%1  %2  %3  %4")
                     .arg(time_text(c.created_at_ms), context.text(participation::category_message_id(c.category).c_str()),
                          context.text(participation::message_id(c.state).c_str()),
                          q(c.text).replace(QLatin1Char('\n'), QLatin1Char(' '))));
  }
  context.line(base::Message{"cli.comments_count", {{"count", std::to_string(contributions->size())}}});
  context.result({{QStringLiteral("project"), q(args.project)}, {QStringLiteral("contributions"), rows}});
  return k_done;
}

int run_export(Context& context, const Args& args) {
  const auto contributions = read_contributions(args.project);
  if (!contributions) return context.fail(contributions.error());
  QJsonArray features;
  for (const auto& c : *contributions)
    features.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("Feature")},
                                {QStringLiteral("geometry"), geometry_json(c.geometry)},
                                {QStringLiteral("properties"), properties_json(c)}});
  const QJsonObject collection{{QStringLiteral("type"), QStringLiteral("FeatureCollection")}, {QStringLiteral("features"), features}};
  QSaveFile out(q(args.file));
  if (!out.open(QIODevice::WriteOnly)) return context.fail(base::ErrorCode::unreadable, "base.file_unwritable", {{"file", args.file}});
  out.write(QJsonDocument(collection).toJson(QJsonDocument::Compact));
  if (!out.commit()) return context.fail(base::ErrorCode::no_space, "base.disk_full", {{"file", args.file}});
  context.line(base::Message{"cli.comments_exported", {{"count", std::to_string(contributions->size())}, {"file", args.file}}});
  context.result({{QStringLiteral("project"), q(args.project)},
                  {QStringLiteral("file"), q(args.file)},
                  {QStringLiteral("contributions"), count_json(contributions->size())}});
  return k_done;
}

/// The first column of these that has a text in the row.
std::string text_in(const feature::LayerPack& pack, std::uint32_t row, std::initializer_list<const char*> names) {
  for (const auto* name : names)
    if (const auto column = pack.column_index(name)) {
      auto text = feature::to_text(pack.value(row, *column));
      if (!text.empty()) return text;
    }
  return {};
}

/// A row of an imported file as a contribution; its place is still in Web Mercator.
Contribution contribution_of(const feature::LayerPack& pack, std::uint32_t row) {
  Contribution c;
  c.geometry = pack.geometry(row);
  for (auto& part : c.geometry.parts)
    for (auto& p : part.points) p.z = std::numeric_limits<double>::quiet_NaN();
  c.text = text_in(pack, row, {"text", "comment", "description", "beschreibung", "content", "body", "inhalt", "name"});
  c.category = participation::category_of(text_in(pack, row, {"category", "kategorie"})).id;
  c.topic = text_in(pack, row, {"topic", "thema"});
  c.reply = text_in(pack, row, {"reply", "antwort"});
  if (auto author = text_in(pack, row, {"author", "autor"}); !author.empty()) c.author = std::move(author);
  c.state = participation::state_from(text_in(pack, row, {"state", "status"})).value_or(participation::State::fresh);
  const auto created = QDateTime::fromString(q(text_in(pack, row, {"created", "created_at", "datum", "date"})), Qt::ISODate);
  if (created.isValid()) c.created_at_ms = created.toMSecsSinceEpoch();
  c.source = "import:" + pack.info().provenance.driver;
  return c;
}

struct Imported {
  std::vector<Contribution> contributions;
  std::uint64_t refused = 0;
};

base::Result<Imported> read_import(const Context& context, const std::string& file) {
  const sources::PrepareClient client;
  const auto source =
      client.prepare(file, {}, context.cancel(), [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!source) return tl::unexpected(source.error());
  print_notices(context, source->notices, {});
  Imported imported;
  for (const auto& layer : source->layers) {
    if (layer.raster) continue;
    const auto pack = feature::LayerPack::open(layer.pack);
    if (!pack) return tl::unexpected(pack.error());
    for (std::uint32_t row = 0; row < (*pack)->size(); ++row) {
      auto clean = participation::checked(contribution_of(**pack, row));
      if (clean)
        imported.contributions.push_back(std::move(*clean));
      else
        ++imported.refused;
    }
  }
  return imported;
}

int run_import(Context& context, const Args& args) {
  auto imported = read_import(context, args.file);
  if (!imported) return context.fail(imported.error());
  if (imported->contributions.empty()) return context.fail(base::ErrorCode::invalid, "cli.comments_none", {{"file", args.file}});
  project::DocumentOptions options;
  options.language = context.language();
  project::Document document(options);
  if (!open_and_wait(context, document, args.project)) return k_failed;
  for (auto& contribution : imported->contributions) contribution.geometry = document.to_project(contribution.geometry);
  std::optional<base::Error> refused;
  QObject guard;
  QObject::connect(&document, &project::Document::failed, &guard, [&](const base::Error& error) { refused = error; });
  document.add_contributions(imported->contributions);
  if (!document.wait_settled(60000) && !refused)
    refused = base::Error{base::ErrorCode::conflict, {"cli.timeout", {{"file", args.project}}}, {}, {}};
  document.close();
  if (refused) return context.fail(*refused);
  context.line(base::Message{"cli.comments_imported", {{"count", std::to_string(imported->contributions.size())}}});
  if (imported->refused > 0) context.note({"cli.comments_refused", {{"count", std::to_string(imported->refused)}}});
  context.result({{QStringLiteral("project"), q(args.project)},
                  {QStringLiteral("imported"), count_json(imported->contributions.size())},
                  {QStringLiteral("refused"), count_json(imported->refused)}});
  return imported->refused > 0 ? k_partly : k_done;
}

}  // namespace

Verb comments_verb() {
  return {"comments", "cli.verb_comments", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            auto chosen = std::make_shared<int (*)(Context&, const Args&)>(nullptr);
            app.require_subcommand(1);
            const auto add = [&](const char* name, const char* summary, int (*what)(Context&, const Args&), bool with_file,
                                 const char* option) {
              auto* sub = app.add_subcommand(name, context.text(summary).toStdString());
              sub->fallthrough();
              sub->add_option("PROJECT", args->project, context.text("cli.option_project").toStdString())->required();
              if (with_file) sub->add_option(option, args->file, context.text("cli.option_comments_file").toStdString())->required();
              sub->callback([chosen, what] { *chosen = what; });
            };
            add("list", "cli.comments_list", run_list, false, "");
            add("export", "cli.comments_export", run_export, true, "-o,--output");
            add("import", "cli.comments_import", run_import, true, "FILE");
            return [args, chosen](Context& c) { return (*chosen)(c, *args); };
          }};
}

}  // namespace skizze::cli
