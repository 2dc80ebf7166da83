// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// web_parity [--short] [--keep DIR] [--json FILE]: draws the scenes of scenes.json from the same tiles with the same style once here and
/// once with MapLibre GL JS in Chromium (software GL), and prints how alike the pictures are. Fails where a scene leaves the tolerance.
/// Where Chromium, node or the modules (tests/web/run installs them) are missing it says so and skips.
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>

#include "likeness.h"
#include "project/tile_layer.h"
#include "scene/map_renderer.h"

using namespace skizze;

namespace {

/// Without names both draw the same shapes with different rasterisers: what differs are the edges. Names are placed and drawn by
/// different engines with different fonts; there only the picture as a whole is compared.
constexpr web::Likeness k_shapes{2.5, 0.95};
constexpr web::Likeness k_names{8.0, 0.80};

struct Scene {
  QString name;
  QJsonObject style;
  geo::Point2 center;
  double zoom = 0;
  bool labels = false;
};

QString modules() {
  const auto given = qEnvironmentVariable("STADTSKIZZE_WEB_MODULES");
  return given.isEmpty() ? QStringLiteral(STADTSKIZZE_SOURCE_DIR "/build/web/node_modules") : given;
}

/// Why nothing can be compared here; empty when everything is there.
QString missing() {
  if (QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty()) return QStringLiteral("node is not installed");
  if (!QFile::exists(QStringLiteral("/usr/bin/chromium"))) return QStringLiteral("Chromium is not installed");
  for (const char* module : {"maplibre-gl", "playwright-core"}) {
    if (!QDir(modules()).exists(QLatin1String(module)))
      return QStringLiteral("%1 is not in %2 (tests/web/run installs it)").arg(QLatin1String(module), modules());
  }
  return {};
}

bool run(const QString& program, const QStringList& arguments, QByteArray* out = nullptr) {
  QProcess process;
  process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process.start(program, arguments);
  if (!process.waitForFinished(900'000)) return false;
  if (out != nullptr) *out = process.readAllStandardOutput();
  return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool write(const QString& file, const QJsonObject& object) {
  QFile out(file);
  return out.open(QIODevice::WriteOnly) && out.write(QJsonDocument(object).toJson()) > 0;
}

QJsonObject read(const QString& file) {
  QFile in(file);
  return in.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(in.readAll()).object() : QJsonObject();
}

/// A sample town as a folder of tiles.
bool make_tiles(const QString& folder) {
  const QString skizze = QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze");
  if (!run(skizze, {QStringLiteral("sample"), folder + QStringLiteral("/town"), QStringLiteral("--buildings"), QStringLiteral("1000")}))
    return false;
  QStringList arguments{QStringLiteral("tile")};
  for (const char* name : {"landuse", "water", "parcels", "streets", "districts", "trees"})
    arguments << folder + QStringLiteral("/town/%1.geojson").arg(QLatin1String(name));
  return run(skizze, arguments << QStringLiteral("-o") << folder + QStringLiteral("/tiles") << QStringLiteral("--min-zoom")
                               << QStringLiteral("10") << QStringLiteral("--max-zoom") << QStringLiteral("15"));
}

/// Symbols and hatches are left out: the web has neither our icons nor our patterns without a sprite. A ground is put below.
QJsonArray comparable(const QJsonArray& layers, bool labels, const QString& ground) {
  QJsonArray kept{QJsonObject{{QStringLiteral("id"), QStringLiteral("ground")},
                              {QStringLiteral("type"), QStringLiteral("background")},
                              {QStringLiteral("paint"), QJsonObject{{QStringLiteral("background-color"), ground}}}}};
  for (const auto& entry : layers) {
    auto layer = entry.toObject();
    const auto layout = layer.value(QStringLiteral("layout")).toObject();
    const bool symbol = layer.value(QStringLiteral("type")).toString() == QLatin1String("symbol");
    if (symbol && (!labels || !layout.contains(QStringLiteral("text-field")) || layout.contains(QStringLiteral("icon-image")))) continue;
    const auto paint = layer.value(QStringLiteral("paint")).toObject();
    if (paint.contains(QStringLiteral("fill-pattern")) || paint.contains(QStringLiteral("line-pattern"))) continue;
    layer[QStringLiteral("source")] = QStringLiteral("tiles");
    kept.append(layer);
  }
  return kept;
}

QJsonObject style_of(const QJsonArray& layers) {
  const QJsonObject source{{QStringLiteral("type"), QStringLiteral("vector")},
                           {QStringLiteral("tiles"), QJsonArray{QStringLiteral("root:tiles/{z}/{x}/{y}.pbf")}},
                           {QStringLiteral("minzoom"), 10},
                           {QStringLiteral("maxzoom"), 15}};
  return {{QStringLiteral("version"), 8},
          {QStringLiteral("sources"), QJsonObject{{QStringLiteral("tiles"), source}}},
          {QStringLiteral("layers"), layers}};
}

/// The place next to it that puts whole world pixels on whole pixels of the picture: our pictures lie on that grid, those of the web
/// anywhere, and a shift of half a pixel would be all that is measured.
geo::Point2 on_grid(geo::Point2 lon_lat, double zoom, QSize size) {
  const double m = geo::mercator_m_per_px(zoom);
  const auto place = geo::to_mercator(lon_lat);
  const auto snap = [m](double v, int side) {
    return (std::round((v + geo::k_mercator_half_m) / m - side / 2.0) + side / 2.0) * m - geo::k_mercator_half_m;
  };
  return geo::to_lon_lat({snap(place.x, size.width()), -snap(-place.y, size.height())});
}

class Parity {
 public:
  Parity(QString folder, bool short_form) : m_folder(std::move(folder)), m_short(short_form) {}

  int run_all(const QString& json_file) {
    if (!make_tiles(m_folder)) return fail("the tiles could not be made");
    auto layer = project::open_tile_layer((m_folder + QStringLiteral("/tiles")).toStdString());
    if (!layer) return fail("the tiles could not be opened");
    m_layer = std::move(*layer);
    if (!read_scenes()) return fail("the scenes could not be made");
    QDir().mkpath(m_folder + QStringLiteral("/web"));
    QByteArray versions;
    if (!run(QStringLiteral("node"),
             {QStringLiteral(STADTSKIZZE_SOURCE_DIR "/tests/web/draw.mjs"), modules(), m_folder, m_folder + QStringLiteral("/scenes.json"),
              m_folder + QStringLiteral("/web")},
             &versions))
      return fail("Chromium could not draw the scenes");
    const auto table = compare();
    const auto who = QJsonDocument::fromJson(versions).object();
    std::printf("\nMapLibre GL JS %s in Chromium %s\n", qPrintable(who[QStringLiteral("maplibre")].toString()),
                qPrintable(who[QStringLiteral("chromium")].toString()));
    if (!json_file.isEmpty()) write(json_file, {{QStringLiteral("versions"), who}, {QStringLiteral("scenes"), table}});
    return m_failed == 0 ? 0 : 1;
  }

 private:
  static int fail(const char* why) {
    std::fprintf(stderr, "FAIL   : %s\n", why);
    return 1;
  }

  QJsonArray layers_of(const QJsonObject& scene) {
    if (!scene.contains(QStringLiteral("theme")))
      return comparable(scene[QStringLiteral("layers")].toArray(), true, QStringLiteral("#f6f4ee"));
    const bool dark = scene[QStringLiteral("theme")].toString() == QLatin1String("dark");
    const auto json = project::default_tile_style(m_layer.metadata, m_styles);
    const auto coloured = json ? style::apply_palette(*json, *m_styles.palette(dark ? project::Theme::dark : project::Theme::light)) : json;
    if (!coloured) return {};
    const auto style = QJsonDocument::fromJson(QByteArray::fromStdString(*coloured)).object();
    return comparable(style[QStringLiteral("layers")].toArray(), scene[QStringLiteral("labels")].toBool(),
                      dark ? QStringLiteral("#1c1f24") : QStringLiteral("#f6f4ee"));
  }

  bool read_scenes() {
    auto all = read(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/tests/web/scenes.json"));
    m_size = {all[QStringLiteral("width")].toInt(), all[QStringLiteral("height")].toInt()};
    QJsonArray listed;
    for (const auto& entry : all[QStringLiteral("scenes")].toArray()) {
      auto scene = entry.toObject();
      const auto center = scene[QStringLiteral("center")].toArray();
      const QString name = scene[QStringLiteral("name")].toString();
      if (m_short && !scene.value(QStringLiteral("short")).toBool()) continue;
      const auto layers = layers_of(scene);
      if (layers.size() < 2) return false;
      const double zoom = scene[QStringLiteral("zoom")].toDouble();
      const auto place = on_grid({center[0].toDouble(), center[1].toDouble()}, zoom, m_size);
      m_scenes.push_back({name, style_of(layers), place, zoom, scene[QStringLiteral("labels")].toBool()});
      scene[QStringLiteral("center")] = QJsonArray{place.x, place.y};
      if (!write(m_folder + QLatin1Char('/') + name + QStringLiteral(".json"), m_scenes.back().style)) return false;
      scene.remove(QStringLiteral("layers"));
      scene[QStringLiteral("style")] = QString(name + QStringLiteral(".json"));
      listed.append(scene);
    }
    all[QStringLiteral("scenes")] = listed;
    return write(m_folder + QStringLiteral("/scenes.json"), all);
  }

  QImage ours(const Scene& scene) {
    const auto sheet = m_styles.sheet(QJsonDocument(scene.style).toJson().toStdString(), {}, project::Theme::light);
    if (!sheet) {
      std::fprintf(stderr, "%s: %s\n", qPrintable(scene.name), sheet.error().message.id.c_str());
      return {};
    }
    scene::MapLayer layer;
    layer.id = "tiles";
    layer.foreign = m_layer.tiles;
    layer.style = *sheet;
    scene::MapSnapshot snapshot;
    snapshot.layers = {layer};
    return scene::render_map(snapshot, {geo::to_mercator(scene.center), scene.zoom, m_size.width(), m_size.height(), 1}, {}, scene.labels);
  }

  QJsonArray compare() {
    QJsonArray table;
    std::printf("| scene | names | mean difference (of 255) | structural similarity | tolerance | |\n|---|---|--:|--:|--:|---|\n");
    for (const Scene& scene : m_scenes) {
      const QImage here = ours(scene);
      const QString stem = m_folder + QStringLiteral("/web/") + scene.name;
      here.save(stem + QStringLiteral("-ours.png"));
      const auto found = web::likeness(here, QImage(stem + QStringLiteral(".png")));
      const auto& limit = scene.labels ? k_names : k_shapes;
      const bool good = found.mean_difference <= limit.mean_difference && found.similarity >= limit.similarity;
      m_failed += good ? 0 : 1;
      std::printf("| %s | %s | %.2f | %.3f | <= %.1f, >= %.2f | %s |\n", qPrintable(scene.name), scene.labels ? "on" : "off",
                  found.mean_difference, found.similarity, limit.mean_difference, limit.similarity, good ? "agrees" : "DIFFERS");
      table.append(QJsonObject{{QStringLiteral("scene"), scene.name},
                               {QStringLiteral("labels"), scene.labels},
                               {QStringLiteral("mean_difference"), found.mean_difference},
                               {QStringLiteral("similarity"), found.similarity},
                               {QStringLiteral("agrees"), good}});
    }
    return table;
  }

  QString m_folder;
  bool m_short;
  QSize m_size;
  project::TileLayer m_layer;
  project::StyleCache m_styles;
  std::vector<Scene> m_scenes;
  int m_failed = 0;
};

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  QCommandLineParser parser;
  const QCommandLineOption short_form(QStringLiteral("short"));
  const QCommandLineOption keep(QStringLiteral("keep"), {}, QStringLiteral("DIR"));
  const QCommandLineOption json(QStringLiteral("json"), {}, QStringLiteral("FILE"));
  parser.addOptions({short_form, keep, json});
  parser.process(application);
  if (const auto why = missing(); !why.isEmpty()) {
    std::printf("SKIP   : %s\n", qPrintable(why));
    return 0;
  }
  QTemporaryDir folder;
  qputenv("STADTSKIZZE_CACHE_DIR", folder.filePath(QStringLiteral("cache")).toUtf8());
  const QString place = parser.isSet(keep) ? QDir(parser.value(keep)).absolutePath() : folder.path();
  QDir().mkpath(place);
  return Parity(place, parser.isSet(short_form)).run_all(parser.value(json));
}
