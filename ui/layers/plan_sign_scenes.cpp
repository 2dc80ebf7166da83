// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A plan of a made-up quarter in which every plan sign is used once or more.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTreeView>

#include <array>
#include <cmath>

#include "canvas/canvas.h"
#include "layers/layer_model.h"
#include "layers/layer_panel.h"
#include "layers/layer_scenes.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "style/look.h"
#include "style/plan_signs.h"

namespace skizze::ui {
namespace {

using Points = std::vector<QPointF>;  ///< metres east and north of the quarter's south-western corner

constexpr double k_longitude = 13.4;
constexpr double k_latitude = 52.5;
constexpr double k_m_per_degree = 111320;

/// Streets are seldom at right angles.
QJsonArray degrees(QPointF m) {
  const QPointF bent(m.x() + 0.10 * m.y(), m.y() - 0.05 * m.x() + 9 * std::sin(m.x() / 160));
  return {k_longitude + bent.x() / (k_m_per_degree * std::cos(k_latitude * M_PI / 180)), k_latitude + bent.y() / k_m_per_degree};
}

QJsonArray path(const Points& points) {
  QJsonArray out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    out.append(degrees(points[i]));
    const QPointF next = i + 1 < points.size() ? points[i + 1] : points[i];
    for (int k = 1; k < 4; ++k)
      if (next != points[i]) out.append(degrees(points[i] + (next - points[i]) * k / 4));
  }
  return out;
}

/// A polygon without holes. (A list in braces with one array in it would be that array.)
QJsonArray ring_of(const Points& points) {
  QJsonArray out;
  out.append(path(points));
  return out;
}

/// Counter-clockwise and closed.
Points box(double x, double y, double width, double height) {
  return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
}

QJsonObject feature(const char* sign, const QString& type, const QJsonArray& coordinates) {
  return {{QStringLiteral("type"), QStringLiteral("Feature")},
          {QStringLiteral("properties"), QJsonObject{{QStringLiteral("sign"), QLatin1String(sign)}}},
          {QStringLiteral("geometry"), QJsonObject{{QStringLiteral("type"), type}, {QStringLiteral("coordinates"), coordinates}}}};
}

constexpr double k_block_x = 150, k_block_y = 110, k_street = 16;

struct Block {
  const char* sign;
  double column, row, width = 1, height = 1;  ///< in blocks
};

/// Where a block lies, its streets left out.
Points place(const Block& b) {
  return box(b.column * k_block_x, b.row * k_block_y, b.width * k_block_x - k_street, b.height * k_block_y - k_street);
}

QJsonArray areas() {
  constexpr std::array k_blocks{Block{"industriegebiet", 0, 4},
                                Block{"gewerbegebiet", 1, 4},
                                Block{"gewerbliche_bauflaeche", 2, 4},
                                Block{"versorgung", 3, 4, 0.5},
                                Block{"solar", 3.5, 4, 0.5},
                                Block{"landwirtschaft", 4, 4, 2},
                                Block{"gemischte_bauflaeche", 0, 3},
                                Block{"mischgebiet", 1, 3},
                                Block{"sonderbauflaeche", 2, 3},
                                Block{"gemeinbedarf", 3, 3},
                                Block{"wald", 4, 3, 2},
                                Block{"wohnbauflaeche", 0, 2},
                                Block{"allgemeines_wohngebiet", 1, 2},
                                Block{"allgemeines_wohngebiet", 2, 2},
                                Block{"spielplatz", 3, 2, 0.5},
                                Block{"dauerkleingaerten", 3.5, 2, 0.5},
                                Block{"gruenflaeche", 4, 2, 2},
                                Block{"wohnbauflaeche", 0, 1},
                                Block{"allgemeines_wohngebiet", 1, 1},
                                Block{"parkanlage", 2, 1, 2},
                                Block{"hochwasserschutz", 4, 1, 2},
                                Block{"wasserflaeche", 0, 0.45, 6, 0.55}};
  QJsonArray out;
  const Points all = box(-k_street, 0.45 * k_block_y - k_street, 6 * k_block_x + k_street, 4.55 * k_block_y + k_street);
  QJsonArray street = ring_of(all);
  const auto hole = [&](Points ring) {
    std::reverse(ring.begin(), ring.end());
    street.append(path(ring));
  };
  for (const auto& b : k_blocks) {
    out.append(feature(b.sign, QStringLiteral("Polygon"), ring_of(place(b))));
    hole(place(b));
  }
  out.prepend(feature("strassenverkehrsflaeche", QStringLiteral("Polygon"), street));
  const double middle = 2 * k_block_x - k_street;
  out.append(feature("verkehrsberuhigt", QStringLiteral("Polygon"), ring_of(box(middle, k_block_y, k_street, 2 * k_block_y - k_street))));
  out.append(feature("radweg", QStringLiteral("Polygon"),
                     ring_of(box(2 * k_block_x, 2 * k_block_y - k_street, 4 * k_block_x - k_street, k_street))));
  return out;
}

QJsonArray lines() {
  QJsonArray out;
  const auto add = [&](const char* sign, const Points& points) { out.append(feature(sign, QStringLiteral("LineString"), path(points))); };
  const auto reversed = [](Points points) {
    std::reverse(points.begin(), points.end());
    return points;
  };
  for (const double column : {1.0, 2.0}) {  // windows for building in two blocks
    const double x = column * k_block_x + 12, y = 2 * k_block_y + 12;
    add("baugrenze", box(x, y, k_block_x - k_street - 24, k_block_y - k_street - 24));
    add("baulinie", {{x, y - 5}, {x + k_block_x - k_street - 24, y - 5}});
  }
  for (const double row : {3.0, 4.0})
    for (const double side : {0.0, k_street})
      add("strassenbegrenzungslinie", {{0, row * k_block_y - side}, {4 * k_block_x - k_street, row * k_block_y - side}});
  add("radweg_linie", {{4 * k_block_x - 8, 5 * k_block_y - 20}, {4 * k_block_x - 8, k_block_y}});
  add("hauptversorgung_oberirdisch",
      {{3.2 * k_block_x, 4.5 * k_block_y}, {4.6 * k_block_x, 4.75 * k_block_y}, {5.9 * k_block_x, 4.3 * k_block_y}});
  add("hauptversorgung_unterirdisch", {{0, 4 * k_block_y - 8}, {3.7 * k_block_x, 4 * k_block_y - 8}});
  add("naturschutz", reversed(box(4.1 * k_block_x, 1.1 * k_block_y, 1.7 * k_block_x, 1.65 * k_block_y)));
  add("denkmal", reversed(box(k_block_x + 5, k_block_y + 5, k_block_x - k_street - 10, k_block_y - k_street - 10)));
  add("nutzungsgrenze", {{3.5 * k_block_x - 8, 2 * k_block_y}, {3.5 * k_block_x - 8, 3 * k_block_y - k_street}});
  add("geltungsbereich",
      box(-k_street - 6, 0.45 * k_block_y - k_street - 6, 6 * k_block_x + k_street + 12, 4.55 * k_block_y + k_street + 12));
  return out;
}

QJsonArray points() {
  QJsonArray out;
  for (int i = 0; i < 14; ++i)
    out.append(feature(i % 3 == 0 ? "baum_anpflanzen" : "baum_erhalten", QStringLiteral("Point"),
                       degrees({12 + i * 42.0, 3 * k_block_y - k_street / 2})));
  return out;
}

/// A look with one class for each plan sign of this geometry.
style::Look look_of_signs(geo::GeometryKind kind) {
  style::Look look;
  look.kind = style::LookKind::categorised;
  look.attribute = "sign";
  look.others = false;
  for (const auto& sign : style::plan_signs()) {
    if (sign.kind != kind) continue;
    style::LookClass c;
    c.label = text_of(base::Message{std::string(sign.message), {}}).toStdString();
    c.values = {std::string(sign.id)};
    c.symbol = sign.symbol;
    look.classes.push_back(std::move(c));
  }
  return look;
}

bool open_plan(GalleryStage& stage) {
  static const QTemporaryDir folder;
  const bool german = current_language() == project::Language::de;
  const QDir dir(folder.filePath(german ? QStringLiteral("de") : QStringLiteral("en")));
  if (!dir.mkpath(QStringLiteral("."))) return false;
  const std::array<std::pair<QString, QJsonArray>, 3> parts{{{german ? QStringLiteral("Nutzung") : QStringLiteral("Land use"), areas()},
                                                             {german ? QStringLiteral("Linien") : QStringLiteral("Lines"), lines()},
                                                             {german ? QStringLiteral("Bäume") : QStringLiteral("Trees"), points()}}};
  QStringList files;
  for (const auto& [name, features] : parts) {
    files << dir.filePath(name + QStringLiteral(".geojson"));
    QFile file(files.back());
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write(
        QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("FeatureCollection")}, {QStringLiteral("features"), features}})
            .toJson());
  }
  if (!stage.open_files(files)) return false;
  auto& document = stage.window().document();
  std::vector<std::pair<base::Uuid, geo::GeometryKind>> layers;
  for (const auto& layer : document.layers())
    if (layer.pack) layers.emplace_back(layer.id, layer.pack->info().kind);
  for (const auto& [id, kind] : layers)
    if (!document.set_layer_style(id, QString::fromStdString(style::style_of(look_of_signs(kind), kind)))) return false;
  stage.settle();
  return true;
}

bool plan_signs_scene(GalleryStage& stage) {
  if (!open_plan(stage)) return false;
  stage.look_at(13.40675, 52.50225, 16.15);
  auto* panel = stage.window().findChild<LayerPanel*>();
  panel->view().expandAll();
  return true;
}

bool on_projector(GalleryStage& stage) {
  if (!open_plan(stage)) return false;
  Settings settings = stage.window().settings();
  settings.density = Density::projector;
  stage.window().apply_settings(settings);
  stage.window().workspace().set_mode(Mode::present);
  stage.look_at(13.4050, 52.5020, 16.4);
  return true;
}

}  // namespace

std::vector<GalleryScene> layer_scenes() {
  return {{QStringLiteral("plan-signs"), plan_signs_scene}, {QStringLiteral("plan-signs-projector"), on_projector}, {QStringLiteral("layer-groups"), layer_groups_scene}};
}

}  // namespace skizze::ui
