// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze render PROJECT|FILE... -o OUT.png|OUT.pdf|OUT.svg: a picture of the map.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <sstream>

#include <QFileInfo>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "cli/map_legend.h"
#include "cli/output.h"
#include "cli/project_file.h"
#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "project/layer_style.h"
#include "project/qgis_layer.h"
#include "project/service_layer.h"
#include "project/tile_layer.h"
#include "scene/map_renderer.h"
#include "scene/sprites.h"
#include "sources/cache.h"
#include "sources/http.h"
#include "sources/prepare_client.h"
#include "style/default_style.h"

namespace skizze::cli {

namespace {

constexpr double k_css_dpi = 96;  // a css pixel is 1/96 inch
constexpr int k_max_side_px = 30000;

struct Args {
  std::vector<std::string> inputs;
  std::string output;
  std::string center;
  double zoom = -1;
  std::string bbox;
  std::string size = "1280x800";
  std::string style;
  std::string theme = "light";
  std::string assumed_crs;
  double dpi = k_css_dpi;
  bool no_labels = false;
  bool legend = false;
};

project::Theme theme_of(const std::string& name) {
  if (name == "dark") return project::Theme::dark;
  return name == "contrast" ? project::Theme::high_contrast : project::Theme::light;
}

/// "7.1,50.9" as numbers; empty when it is not `count` numbers.
std::vector<double> numbers(const std::string& text, char separator, std::size_t count) {
  std::vector<double> values;
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  for (double value = 0; in >> value;) {
    values.push_back(value);
    char c = 0;
    if (!(in >> c)) break;
    if (c != separator) return {};
  }
  return values.size() == count && in.eof() ? values : std::vector<double>{};
}

// --- what is shown --------------------------------------------------------------------------------------------------------

base::Result<std::string> read_text(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) return base::fail(base::ErrorCode::unreadable, "scene.style_unreadable", {{"file", file}});
  return text.str();
}

bool ends_with(const Args& args, const char* ending) { return q(args.output).endsWith(QLatin1String(ending), Qt::CaseInsensitive); }

/// Pictures on a page of vectors are drawn finer than on a screen.
bool is_vector_page(const Args& args) { return ends_with(args, ".pdf") || ends_with(args, ".svg"); }

/// The layers of foreign files, ordered by what they are: ground below, points on top.
class FileMap {
 public:
  FileMap(Context& context, const Args& args) : m_context(context), m_args(args), m_theme(theme_of(args.theme)) {}

  base::Result<scene::MapSnapshot> load() {
    if (!m_args.style.empty()) {
      auto text = read_text(m_args.style);
      if (!text) return tl::unexpected(text.error());
      m_given_style = std::move(*text);
      if (auto sprites = given_sprites(); !sprites) return tl::unexpected(sprites.error());
    }
    for (const auto& file : m_args.inputs) {
      if (auto added = add_file(file); !added) return tl::unexpected(added.error());
    }
    std::stable_sort(m_layers.begin(), m_layers.end(), [](const Placed& a, const Placed& b) { return a.order < b.order; });
    scene::MapSnapshot snapshot;
    snapshot.palette = m_styles.palette(m_theme);
    for (Placed& placed : m_layers) snapshot.layers.push_back(std::move(placed.layer));
    return snapshot;
  }
  bool lost() const { return m_lost; }

 private:
  struct Placed {
    int order;
    scene::MapLayer layer;
  };

  /// A style may name an SVG sheet that lies beside it ("sprite": "signs.svg"); its signs have no prefix.
  base::Status given_sprites() {
    const QJsonValue name = QJsonDocument::fromJson(QByteArray::fromStdString(m_given_style)).object().value(QLatin1String("sprite"));
    const QString sheet = name.toString();
    if (!sheet.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive) || sheet.contains(QLatin1String("://"))) return {};
    const auto text = read_text((std::filesystem::path(m_args.style).parent_path() / sheet.toStdString()).string());
    if (!text) return tl::unexpected(text.error());
    auto sprites = std::make_shared<scene::Sprites>();
    if (auto added = sprites->add_sheet("", QByteArray::fromStdString(*text)); !added) return added;
    m_sprites = sprites;
    return {};
  }

  base::Status add_file(const std::string& file) {
    if (sources::is_web_address(file)) return add_service(file);
    if (project::is_tile_archive(file)) return add_tiles(file);
    if (qgis::is_qgis_project(file)) return add_qgis(file);
    sources::PrepareOptions options;
    options.assumed_crs = m_args.assumed_crs;
    const auto source = sources::PrepareClient().prepare(
        file, options, m_context.cancel(), [&](double fraction, const base::Message& what) { m_context.progress(fraction, what); });
    if (!source) return tl::unexpected(source.error());
    const auto notices = sources::summarise(*source).notices;
    for (const auto& notice : notices) m_context.note(notice.message);
    m_lost = m_lost || anything_lost(notices);
    for (const auto& layer : source->layers) {
      if (auto added = add_layer(layer); !added) return added;
    }
    return {};
  }

  /// Vector tiles that somebody else made: one layer with one style for all that is in them.
  base::Status add_tiles(const std::string& file) {
    auto opened = project::open_tile_layer(file);
    if (!opened) return tl::unexpected(opened.error());
    return add_foreign(file, std::move(opened->tiles), opened->metadata, {}, nullptr);
  }

  /// QGIS draws its own project.
  base::Status add_qgis(const std::string& file) {
    auto opened = project::open_qgis_layer(file, web(), m_context.cancel(),
                                           [&](double fraction, const base::Message& what) { m_context.progress(fraction, what); });
    if (!opened) return tl::unexpected(opened.error());
    for (const auto& notice : opened->notices) m_context.note(notice.message);
    m_lost = m_lost || anything_lost(opened->notices);
    return add_foreign(file, std::move(opened->tiles), opened->metadata, {}, nullptr);
  }

  const project::Web& web() {
    if (!m_web) m_web = project::make_web(sources::default_cache_dir());
    m_web->fine_screen = m_args.dpi > k_css_dpi || is_vector_page(m_args);
    return *m_web;
  }

  /// A tile service: who names it here wants it asked.
  base::Status add_service(const std::string& url) {
    const auto offer = project::describe_service(url, web(), true, m_context.cancel());
    if (!offer) return tl::unexpected(offer.error());
    for (const auto& notice : offer->notices) m_context.note(notice.message);
    m_lost = m_lost || anything_lost(offer->notices);
    auto tiles = std::make_shared<project::ServiceTiles>(*offer, web());
    tiles->service().set_online(true);
    return add_foreign(url, tiles, offer->metadata, offer->style_json, offer->sprites);
  }

  base::Status add_foreign(const std::string& id, std::shared_ptr<tiles::ForeignTiles> tiles, const project::TileMetadata& metadata,
                           const std::string& own_style, const std::shared_ptr<const scene::Sprites>& own_sprites) {
    base::Result<std::string> json = m_given_style.empty() ? own_style : m_given_style;
    if (json->empty()) json = project::default_tile_style(metadata, m_styles);
    if (!json) return tl::unexpected(json.error());
    auto sheet = m_styles.sheet(*json, {}, m_theme);
    if (!sheet) return tl::unexpected(sheet.error());
    scene::MapLayer layer;
    layer.id = id;
    layer.foreign = std::move(tiles);
    layer.style = std::move(*sheet);
    layer.sprites = m_sprites ? m_sprites : m_styles.sprites();
    if (own_sprites) layer.sprites = scene::Sprites::joined(*own_sprites, *layer.sprites);
    m_layers.push_back({0, std::move(layer)});
    return {};
  }

  base::Status add_layer(const sources::PreparedLayer& prepared) {
    scene::MapLayer layer;
    layer.id = prepared.pack.string();
    if (prepared.raster) {
      auto raster = feature::RasterPack::open(prepared.pack);
      if (!raster) return tl::unexpected(raster.error());
      layer.raster = std::move(*raster);
      m_layers.push_back({0, std::move(layer)});
      return {};
    }
    auto pack = feature::LayerPack::open(prepared.pack);
    if (!pack) return tl::unexpected(pack.error());
    layer.pack = std::move(*pack);
    auto json = m_given_style.empty() ? m_styles.default_json(layer.pack->info(), static_cast<int>(m_layers.size())) : m_given_style;
    if (!json) return tl::unexpected(json.error());
    auto sheet = m_styles.sheet(*json, {}, m_theme);
    if (!sheet) return tl::unexpected(sheet.error());
    layer.style = std::move(*sheet);
    layer.sprites = m_sprites ? m_sprites : m_styles.sprites();
    m_layers.push_back({style::stacking_order(style::choose_template(layer.pack->info())), std::move(layer)});
    return {};
  }

  Context& m_context;
  const Args& m_args;
  project::Theme m_theme;
  project::StyleCache m_styles;
  std::string m_given_style;
  std::shared_ptr<const scene::Sprites> m_sprites;  // of the given style
  std::optional<project::Web> m_web;
  std::vector<Placed> m_layers;
  bool m_lost = false;
};

// --- from where -----------------------------------------------------------------------------------------------------------

/// The camera that the options ask for; css size is the picture's size at 96 dpi.
base::Result<scene::Camera> camera_of(const Args& args, const scene::MapSnapshot& snapshot) {
  const auto size = numbers(args.size, 'x', 2);
  if (size.empty() || size[0] < 16 || size[1] < 16 || size[0] > k_max_side_px || size[1] > k_max_side_px) {
    return base::fail(base::ErrorCode::invalid, "scene.bad_size", {{"size", args.size}, {"max", std::to_string(k_max_side_px)}});
  }
  if (!(args.dpi >= 24 && args.dpi <= 1200))
    return base::fail(base::ErrorCode::invalid, "scene.bad_dpi", {{"dpi", std::to_string(args.dpi)}});
  const double dpr = args.dpi / k_css_dpi;
  const int width = std::max(1, static_cast<int>(std::lround(size[0] / dpr)));
  const int height = std::max(1, static_cast<int>(std::lround(size[1] / dpr)));
  if (!args.bbox.empty()) {
    const auto box = numbers(args.bbox, ',', 4);
    if (box.empty() || !(box[0] < box[2]) || !(box[1] < box[3]))
      return base::fail(base::ErrorCode::invalid, "scene.bad_bbox", {{"bbox", args.bbox}});
    geo::Box mercator;
    mercator.add(geo::to_mercator({box[0], box[1]}));
    mercator.add(geo::to_mercator({box[2], box[3]}));
    return scene::camera_for(mercator, width, height, 0, dpr, scene::k_max_zoom);
  }
  if (!args.center.empty()) {
    const auto center = numbers(args.center, ',', 2);
    if (center.empty() || std::abs(center[0]) > 180 || std::abs(center[1]) > geo::k_max_latitude_deg) {
      return base::fail(base::ErrorCode::invalid, "scene.bad_center", {{"center", args.center}});
    }
    const double zoom = args.zoom >= 0 ? std::min(args.zoom, scene::k_max_zoom) : 14;
    return scene::Camera{geo::to_mercator({center[0], center[1]}), zoom, width, height, dpr};
  }
  const geo::Box everything = snapshot.bounds();
  if (everything.empty()) return base::fail(base::ErrorCode::invalid, "scene.nothing_to_show");
  scene::Camera camera = scene::camera_for(everything, width, height, 24, dpr);
  if (args.zoom >= 0) camera.zoom = std::min(args.zoom, scene::k_max_zoom);
  return camera;
}

// --- onto what ------------------------------------------------------------------------------------------------------------

using Blocks = std::vector<scene::LegendBlock>;

base::Status write_png(const Args& args, const scene::MapSnapshot& snapshot, const scene::Camera& camera, const Blocks& legend,
                       const base::CancelToken& token) {
  QImage image = project::render_settled(snapshot, camera, token, !args.no_labels);
  if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
  if (image.isNull()) return base::fail(base::ErrorCode::too_large, "scene.picture_too_large", {{"size", args.size}});
  if (!legend.empty()) {
    QPainter painter(&image);
    const double dpr = args.dpi / k_css_dpi;
    if (image.devicePixelRatio() == 1) painter.scale(dpr, dpr);
    paint_map_legend(painter, QSizeF(camera.width_px, camera.height_px), legend);
  }
  const int dots_per_m = static_cast<int>(std::lround(args.dpi / 0.0254));
  image.setDevicePixelRatio(1);
  image.setDotsPerMeterX(dots_per_m);
  image.setDotsPerMeterY(dots_per_m);
  QSaveFile file(q(args.output));
  if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit()) {
    return base::fail(base::ErrorCode::unreadable, "scene.not_written",
                      {{"file", args.output}, {"reason", file.errorString().toStdString()}});
  }
  return {};
}

base::Status not_written(const Args& args, const QSaveFile& file) {
  return base::fail(base::ErrorCode::unreadable, "scene.not_written",
                    {{"file", args.output}, {"reason", file.errorString().toStdString()}});
}

/// Opens the target, lets draw(file) write into it, and keeps it only when it is whole.
template <class Draw>
base::Status write_vectors(const Args& args, const base::CancelToken& token, Draw draw) {
  QSaveFile file(q(args.output));
  if (!file.open(QIODevice::WriteOnly)) return not_written(args, file);
  draw(file);
  if (token.cancelled()) {
    file.cancelWriting();
    return base::fail(base::ErrorCode::cancelled, "base.cancelled");
  }
  return file.commit() ? base::Status() : not_written(args, file);
}

base::Status write_pdf(const Args& args, const scene::MapSnapshot& snapshot, const scene::Camera& camera, const Blocks& legend,
                       const base::CancelToken& token) {
  return write_vectors(args, token, [&](QSaveFile& file) {
    QPdfWriter writer(&file);
    const QSizeF inches(camera.width_px / k_css_dpi, camera.height_px / k_css_dpi);
    writer.setResolution(1200);
    writer.setCreator(QStringLiteral("Stadtskizze"));
    writer.setTitle(QFileInfo(q(args.output)).completeBaseName());
    writer.setPageLayout(
        QPageLayout(QPageSize(inches, QPageSize::Inch, QString(), QPageSize::ExactMatch), QPageLayout::Portrait, QMarginsF()));
    QPainter painter(&writer);
    project::paint_settled(painter, 1200 / k_css_dpi, snapshot, camera, token, !args.no_labels);
    painter.scale(1200 / k_css_dpi, 1200 / k_css_dpi);
    paint_map_legend(painter, QSizeF(camera.width_px, camera.height_px), legend);
  });
}

/// One user unit is one css pixel; words stay words. What lies beyond the view is cut by the view box.
base::Status write_svg(const Args& args, const scene::MapSnapshot& snapshot, const scene::Camera& camera, const Blocks& legend,
                       const base::CancelToken& token) {
  return write_vectors(args, token, [&](QSaveFile& file) {
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setTitle(QFileInfo(q(args.output)).completeBaseName());
    generator.setResolution(static_cast<int>(k_css_dpi));
    generator.setSize(QSize(camera.width_px, camera.height_px));
    generator.setViewBox(QRect(0, 0, camera.width_px, camera.height_px));
    QPainter painter(&generator);
    project::paint_settled(painter, 1, snapshot, camera, token, !args.no_labels);
    paint_map_legend(painter, QSizeF(camera.width_px, camera.height_px), legend);
  });
}

base::Status write(const Args& args, const scene::MapSnapshot& snapshot, const scene::Camera& camera, const Blocks& legend,
                   const base::CancelToken& token) {
  if (ends_with(args, ".pdf")) return write_pdf(args, snapshot, camera, legend, token);
  if (ends_with(args, ".svg")) return write_svg(args, snapshot, camera, legend, token);
  return write_png(args, snapshot, camera, legend, token);
}

/// What people call a layer: the pack's name; the name in the project where there is one.
using NameOf = std::function<QString(const scene::MapLayer&)>;
QString name_in_pack(const scene::MapLayer& layer) { return layer.pack ? q(layer.pack->info().name) : QString(); }

int draw(Context& context, const Args& args, const scene::MapSnapshot& snapshot, bool lost, const NameOf& name_of = name_in_pack) {
  const auto camera = camera_of(args, snapshot);
  if (!camera) return context.fail(camera.error());
  context.progress(0, base::Message{"scene.drawing", {{"file", args.output}}});
  const Blocks legend = args.legend ? map_legend(context, snapshot, camera->zoom, name_of) : Blocks{};
  const auto written = write(args, snapshot, *camera, legend, context.cancel());
  if (!written) return context.fail(written.error());
  context.line(base::Message{"scene.written", {{"file", args.output}, {"zoom", plain(camera->zoom, 1)}}});
  const geo::Point2 center = geo::to_lon_lat(camera->center);
  context.result({{QStringLiteral("output"), q(args.output)},
                  {QStringLiteral("center"), QJsonArray{center.x, center.y}},
                  {QStringLiteral("zoom"), camera->zoom},
                  {QStringLiteral("extent"), extent_json(camera->bounds())},
                  {QStringLiteral("layers"), count_json(snapshot.layers.size())}});
  return lost ? k_partly : k_done;
}

int run_project(Context& context, const Args& args) {
  project::DocumentOptions options;
  options.language = context.language();
  options.backups = false;
  project::Document document(options);
  if (!open_and_wait(context, document, args.inputs.front())) return k_failed;
  const bool lost = !wait_layers(context, document);
  document.wait_settled();
  const auto name_of = [&](const scene::MapLayer& layer) {
    if (layer.id == project::k_measures_layer) return context.text("scene.legend_measures");
    if (layer.id == project::k_contributions_layer) return context.text("scene.legend_contributions");
    const auto id = base::parse_uuid(layer.id);
    const auto* entry = id ? document.layer(*id) : nullptr;
    return entry != nullptr ? q(entry->name) : QString();
  };
  const int code = draw(context, args, document.map_snapshot(theme_of(args.theme)), lost, name_of);
  document.close();
  return code;
}

int run(Context& context, const Args& args) {
  if (!ends_with(args, ".png") && !ends_with(args, ".pdf") && !ends_with(args, ".svg"))
    return context.fail(base::ErrorCode::unsupported, "scene.bad_output", {{"file", args.output}});
  if (args.inputs.size() == 1 && args.style.empty() && is_project(args.inputs.front())) return run_project(context, args);
  FileMap map(context, args);
  const auto snapshot = map.load();
  if (!snapshot) return context.fail(snapshot.error());
  return draw(context, args, *snapshot, map.lost());
}

}  // namespace

Verb render_verb() {
  return {"render", "scene.verb_render", true, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            const auto text = [&](const char* id) { return context.text(id).toStdString(); };
            app.add_option("INPUT", args->inputs, text("scene.option_inputs"))->required();
            app.add_option("-o,--output", args->output, text("scene.option_output"))->required();
            auto* center = app.add_option("--center", args->center, text("scene.option_center"));
            app.add_option("--zoom", args->zoom, text("scene.option_zoom"))->check(CLI::Range(scene::k_min_zoom, scene::k_max_zoom));
            app.add_option("--bbox", args->bbox, text("scene.option_bbox"))->excludes(center);
            app.add_option("--size", args->size, text("scene.option_size"));
            app.add_option("--style", args->style, text("scene.option_style"));
            app.add_option("--theme", args->theme, text("scene.option_theme"))->check(CLI::IsMember({"light", "dark", "contrast"}));
            app.add_option("--dpi", args->dpi, text("scene.option_dpi"));
            app.add_option("--crs", args->assumed_crs, text("cli.option_crs"));
            app.add_flag("--legend", args->legend, text("scene.option_legend"));
            app.add_flag("--no-labels", args->no_labels, text("scene.option_no_labels"));
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
