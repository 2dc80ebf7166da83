// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze roofs CITYMODEL... [-o OUT]: every roof face with area, slope and aspect.
#include <map>
#include <optional>

#include "cli/output.h"
#include "feature/layer_pack.h"
#include "project/roof_table.h"
#include "solar/roofs.h"
#include "sources/prepare_client.h"

namespace skizze::cli {

namespace {

struct Args {
  std::vector<std::string> files;
  std::string output;
  std::string assumed_crs;
};

/// The faces of one file and the CRS they were measured in.
struct FileRoofs {
  std::vector<solar::RoofFace> faces;
  std::string crs;
  bool lost = false;
};

base::Result<FileRoofs> roofs_of(const Context& context, const sources::PrepareClient& client, const std::string& file, const Args& args) {
  sources::PrepareOptions options;
  options.assumed_crs = args.assumed_crs;
  const auto source = client.prepare(file, options, context.cancel(),
                                     [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!source) return tl::unexpected(source.error());
  FileRoofs result;
  result.lost = anything_lost(source->notices);
  for (const auto& notice : source->notices) {
    if (notice.severity != feature::Severity::info) context.note(notice.message);
  }
  const sources::PreparedLayer* surfaces = nullptr;
  bool city_model = false;
  for (const auto& layer : source->layers) {
    city_model = city_model || layer.role != feature::PackRole::features;
    if (layer.role == feature::PackRole::city_surfaces) surfaces = &layer;
  }
  if (!surfaces) {
    // A city model without any surface has no roofs; any other file was the wrong one.
    if (city_model) return result;
    return base::fail(base::ErrorCode::unsupported, "solar.no_surfaces", {}, {file, {}, {}, -1});
  }
  const auto pack = feature::LayerPack::open(surfaces->pack);
  if (!pack) return tl::unexpected(pack.error());
  auto faces = solar::roof_faces(**pack, context.cancel());
  if (!faces) return tl::unexpected(faces.error());
  result.faces = std::move(*faces);
  result.crs = solar::metric_crs((*pack)->info());
  return result;
}

QJsonObject face_json(const solar::RoofFace& face) {
  QJsonObject json{{QStringLiteral("id"), q(face.id)},
                   {QStringLiteral("building"), q(face.building)},
                   {QStringLiteral("area_m2"), face.area_m2},
                   {QStringLiteral("slope_deg"), face.slope_deg},
                   {QStringLiteral("aspect_deg"), face.aspect_deg}};
  if (face.upright) json[QStringLiteral("upright")] = true;
  return json;
}

void print_summary(const Context& context, const std::vector<solar::RoofFace>& faces) {
  std::map<std::string, std::pair<std::uint64_t, double>> classes;
  std::uint64_t upright = 0;
  for (const auto& face : faces) {
    auto& [count, area] = classes[solar::direction_class(face)];
    ++count;
    area += face.area_m2;
    if (face.upright) ++upright;
  }
  const auto line = [&](const std::string& id, std::uint64_t count, double area) {
    context.line(context.text(id.c_str(), {{"faces", plain(static_cast<double>(count), 0)}, {"area", plain(area, 1)}}));
  };
  line("solar.roofs_total", faces.size(), solar::total_area_m2(faces));
  for (const std::string name : {"flat", "N", "E", "S", "W"}) {
    const auto found = classes.find(name);
    if (found != classes.end()) line("solar.roofs_class_" + name, found->second.first, found->second.second);
  }
  if (upright > 0) line("solar.roofs_upright", upright, 0);
}

int run(Context& context, const Args& args) {
  const sources::PrepareClient client;
  std::vector<solar::RoofFace> faces;
  std::string crs;
  bool lost = false;
  for (const auto& file : args.files) {
    auto roofs = roofs_of(context, client, file, args);
    if (!roofs) return context.fail(roofs.error());
    if (crs.empty()) crs = roofs->crs;
    lost = lost || roofs->lost;
    faces.insert(faces.end(), std::make_move_iterator(roofs->faces.begin()), std::make_move_iterator(roofs->faces.end()));
  }
  if (!args.output.empty()) {
    if (auto status = project::write_roof_table(project::roof_table(faces, crs), args.output, context.cancel()); !status) return context.fail(status.error());
  }
  if (context.json()) {
    QJsonArray list;
    for (const auto& face : faces) list.append(face_json(face));
    const QJsonObject total{{QStringLiteral("faces"), count_json(faces.size())}, {QStringLiteral("area_m2"), solar::total_area_m2(faces)}};
    context.result(QJsonObject{{QStringLiteral("total"), total}, {QStringLiteral("faces"), list}});
  } else {
    print_summary(context, faces);
    if (!args.output.empty()) context.line(context.text("solar.roofs_written", {{"file", args.output}}));
  }
  return lost ? k_partly : k_done;
}

}  // namespace

Verb roofs_verb() {
  return {"roofs", "solar.verb_roofs", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("CITYMODEL", args->files, context.text("solar.option_files").toStdString())->required();
            app.add_option("-o,--output", args->output, context.text("solar.option_table").toStdString());
            app.add_option("--crs", args->assumed_crs, context.text("solar.option_crs").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
