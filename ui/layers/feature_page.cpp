// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/feature_page.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <cmath>

#include "canvas/canvas.h"
#include "geo/mercator.h"
#include "project/document.h"
#include "shell/fuzzy.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/facts.h"
#include "widgets/section.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr std::size_t k_many_attributes = 10;

/// True area and slope of 3D faces (Newell), as a planner needs them of a roof; empty for flat data.
struct Faces {
  double area_m2 = 0;
  double slope_deg = 0;
  double azimuth_deg = 0;
  std::size_t count = 0;
};

Faces faces_of(const geo::Geometry& mercator, const geo::Transform& to_metric) {
  Faces faces;
  geo::Point3 sum{0, 0, 0};
  auto metric = geo::transformed(mercator, to_metric);
  for (const auto& part : metric.parts) {
    for (const auto& p : part.points)
      if (!std::isfinite(p.z)) return {};
    const auto n = geo::newell_normal(part.points);
    const double length = std::sqrt(n.x * n.x + n.y * n.y + n.z * n.z);
    faces.area_m2 += (part.hole ? -1 : 1) * length / 2;
    if (part.hole) continue;
    const double up = n.z < 0 ? -1 : 1;  // rings may be wound either way
    sum = {sum.x + up * n.x, sum.y + up * n.y, sum.z + up * n.z};
    ++faces.count;
  }
  const double flat = std::hypot(sum.x, sum.y);
  faces.slope_deg = std::atan2(flat, sum.z) * 180 / M_PI;
  faces.azimuth_deg = std::fmod(std::atan2(sum.x, sum.y) * 180 / M_PI + 360, 360);
  return faces;
}

std::string class_of(const feature::LayerPack& pack, std::uint32_t row) {
  const auto column = pack.column_index("class");
  return column ? feature::to_text(pack.value(row, *column)) : std::string();
}

/// Surfaces of city models by the words of planners.
QString surface_name(const std::string& name) {
  if (name == "RoofSurface") return FeaturePage::tr("Roof face");
  if (name == "WallSurface") return FeaturePage::tr("Wall");
  if (name == "GroundSurface") return FeaturePage::tr("Ground surface");
  if (name == "ClosureSurface") return FeaturePage::tr("Closure surface");
  return {};
}

/// Numbers as people write them, rounded to what is known; everything else as it stands.
QString attribute_text(const feature::LayerPack& pack, std::uint32_t row, const std::string& name, const std::string& text) {
  const auto column = pack.column_index(name);
  if (!column || pack.info().columns[*column].type != feature::ColumnType::real) return QString::fromStdString(text);
  const auto value = pack.value(row, *column);
  const auto* number = std::get_if<double>(&value);
  if (number == nullptr || !std::isfinite(*number)) return QString::fromStdString(text);
  for (int decimals = 0; decimals < 3; ++decimals) {
    const double scaled = *number * std::pow(10.0, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6) return number_text(*number, decimals);
  }
  return number_text(*number, 3);
}

QString compass_text(double azimuth_deg) {
  const QStringList names = {FeaturePage::tr("north"), FeaturePage::tr("north-east"), FeaturePage::tr("east"), FeaturePage::tr("south-east"),
                             FeaturePage::tr("south"), FeaturePage::tr("south-west"), FeaturePage::tr("west"), FeaturePage::tr("north-west")};
  return names[static_cast<int>(std::lround(azimuth_deg / 45)) % 8];
}

}  // namespace

FeaturePage::FeaturePage(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
  m_layer = make_label({}, QStringLiteral("badge"));
  m_search = new QLineEdit;
  m_search->setClearButtonEnabled(true);
  m_attributes_section = new Section;
  m_attributes = new Facts;
  m_size_section = new Section;
  m_size = new Facts;
  m_source_section = new Section({}, nullptr, false);
  m_source = new Facts;
  m_to_layer = make_button({}, QStringLiteral("quiet"));
  m_size_section->body()->addWidget(m_size);
  m_attributes_section->body()->addWidget(m_search);
  m_attributes_section->body()->addWidget(m_attributes);
  m_source_section->body()->addWidget(m_source);
  m_source_section->body()->addWidget(m_to_layer, 0, Qt::AlignLeft);
  auto* column = make_column(6);
  column->setContentsMargins(px(10), px(10), px(14), px(16));
  auto* badge = make_row(0);
  badge->setContentsMargins(px(6), 0, 0, 0);
  badge->addWidget(m_layer);
  badge->addStretch(1);
  column->addLayout(badge);
  for (Section* section : {m_size_section, m_attributes_section, m_source_section}) column->addWidget(section);
  column->addStretch(1);
  setLayout(column);
  connect(m_search, &QLineEdit::textChanged, this, &FeaturePage::fill_attributes);
  connect(m_to_layer, &QPushButton::clicked, this, [this] {
    const std::string layer = m_workspace.selection().layer;
    m_workspace.select(Selection::of_layer(layer));
  });
  retranslate();
}

QString FeaturePage::title_of(const Selection& selection) {
  if (!selection.pack) return {};
  if (selection.pack->info().role == feature::PackRole::city_surfaces) {
    const QString name = surface_name(class_of(*selection.pack, selection.row));
    if (!name.isEmpty()) return name;
  }
  const QString title = QString::fromStdString(project::title_of(*selection.pack, selection.row));
  return title.isEmpty() ? tr("Row %1").arg(selection.row + 1) : title;
}

void FeaturePage::show_feature(const Selection& selection) {
  const auto* document = m_workspace.document();
  if (document == nullptr || !selection.pack) return;
  const auto identified = document->identify(base::parse_uuid(selection.layer).value_or(base::Uuid{}), selection.row, selection.pack);
  m_layer->setText(QString::fromStdString(identified.layer_name));
  m_all.clear();
  for (const auto& [name, value] : identified.attributes) {
    const auto word = identified.word_of(name, value);
    m_all.emplace_back(QString::fromStdString(identified.title_of(name)),
                       word == value ? attribute_text(*selection.pack, selection.row, name, value) : QString::fromStdString(word));
  }
  m_search->setVisible(m_all.size() > k_many_attributes);
  m_search->clear();
  fill_attributes();
  // What a tile holds of a shape is cut at its edge: it has no size of its own.
  const bool is_cut = identified.cut;
  const auto sizes = is_cut ? std::vector<std::pair<QString, QString>>() : size_facts(selection);
  m_size->set_facts(sizes);
  m_size_section->setVisible(!sizes.empty());
  const auto& from = identified.provenance;
  m_source_section->set_open(is_cut);
  m_source->set_facts({{tr("File"), QString::fromStdString(from.source_path)},
                       {is_cut ? tr("Layer in the tiles") : tr("Layer in the project"), QString::fromStdString(identified.part_of)},
                       {tr("Credit"), QString::fromStdString(from.attribution)},
                       {tr("Format"), QString::fromStdString(from.driver)},
                       {tr("Licence"), from.licence.empty() ? tr("not stated in the file") : QString::fromStdString(from.licence)},
                       {tr("Date of the data"), date_text(QString::fromStdString(from.data_date))},
                       {tr("Coordinate system"), QString::fromStdString(identified.crs)}});
}

void FeaturePage::fill_attributes() {
  const QString needle = m_search->text();
  std::vector<std::pair<QString, QString>> shown;
  for (const auto& fact : m_all)
    if (needle.isEmpty() || fold(fact.first + QLatin1Char(' ') + fact.second).contains(fold(needle))) shown.push_back(fact);
  m_attributes->set_facts(shown);
}

std::vector<std::pair<QString, QString>> FeaturePage::size_facts(const Selection& selection) const {
  const auto mercator = selection.pack->geometry(selection.row);
  std::vector<std::pair<QString, QString>> facts;
  const auto* document = m_workspace.document();
  if (document->crs_epsg() != 0 && mercator.kind == geo::GeometryKind::area && selection.pack->info().has_z) {
    if (const auto transform = geo::Transform::make("EPSG:3857", "EPSG:" + std::to_string(document->crs_epsg()))) {
      const Faces faces = faces_of(mercator, *transform);
      if (faces.count > 0) {
        facts.emplace_back(tr("True area"), tr("%1 m²").arg(number_text(faces.area_m2, 1)));
        facts.emplace_back(tr("Slope"), QStringLiteral("%1°").arg(number_text(faces.slope_deg, 0)));
        if (faces.slope_deg > 1 && faces.slope_deg < 89)
          facts.emplace_back(tr("Faces"), QStringLiteral("%1 (%2°)").arg(compass_text(faces.azimuth_deg), number_text(faces.azimuth_deg, 0)));
      }
    }
  }
  if (mercator.kind != geo::GeometryKind::point && mercator.kind != geo::GeometryKind::none) {
    const auto metric = document->to_project(mercator);
    if (mercator.kind == geo::GeometryKind::area) facts.emplace_back(tr("Area on the ground"), area_text(geo::planar_area(metric)));
    facts.emplace_back(mercator.kind == geo::GeometryKind::area ? tr("Perimeter") : tr("Length"), length_text(geo::planar_length(metric)));
  }
  const Canvas* canvas = m_workspace.canvas();
  const auto& at = selection.mercator;
  const double height = scene::height_at(canvas->snapshot(), canvas->camera(), canvas->camera().to_screen(at));
  if (std::isfinite(height)) facts.emplace_back(tr("Height here"), tr("%1 m above sea level").arg(number_text(height, 1)));
  return facts;
}

void FeaturePage::retranslate() {
  m_attributes_section->set_title(tr("Attributes"));
  m_size_section->set_title(tr("Size"));
  m_source_section->set_title(tr("Source"));
  m_search->setPlaceholderText(tr("Search in the attributes"));
  m_search->setAccessibleName(tr("Search in the attributes"));
  m_to_layer->setText(tr("Show the layer"));
  m_to_layer->setAccessibleName(tr("Show the layer"));
}

void FeaturePage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
