// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/import_dialog.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>

#include <algorithm>

#include "help/help_key.h"
#include "layers/map_thumb.h"
#include "project/service_layer.h"
#include "scene/label_sheet.h"
#include "scene/map_renderer.h"
#include "shell/coordinates.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/notices.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr const char* k_qgis = "QGIS";  // driver of a project that QGIS draws
constexpr int k_file_role = Qt::UserRole + 1;
constexpr int k_layer_role = Qt::UserRole + 2;
constexpr std::uint64_t k_max_drawn_rows = 2'000'000;

QString icon_of(const project::LayerPreview& layer) {
  if (layer.raster) return QStringLiteral("raster");
  if (layer.tiles) return QStringLiteral("globe");
  if (layer.role != feature::PackRole::features) return QStringLiteral("building");
  switch (layer.kind) {
    case geo::GeometryKind::point: return QStringLiteral("point");
    case geo::GeometryKind::line: return QStringLiteral("line");
    case geo::GeometryKind::area: return QStringLiteral("polygon");
    case geo::GeometryKind::none: break;
  }
  return QStringLiteral("table");
}

bool has_doubts(const std::vector<feature::Notice>& notices) {
  return std::any_of(notices.begin(), notices.end(), [](const feature::Notice& n) { return n.severity != feature::Severity::info; });
}

/// Worker: the packs as the map would draw them.
QImage draw(const std::vector<project::LayerPreview>& layers, project::Theme theme, QSize size, double ratio, base::CancelToken token) {
  project::StyleCache styles;
  scene::MapSnapshot snapshot;
  snapshot.palette = styles.palette(theme);
  int variation = 0;
  for (const auto& layer : layers) {
    if (token.cancelled()) return {};
    scene::MapLayer drawn;
    drawn.id = layer.pack_file.string();
    if (layer.foreign) {
      drawn.foreign = layer.foreign;
      drawn.sprites = layer.sprites;
      drawn.style = styles.sheet(layer.style_json, {}, theme).value_or(nullptr);
    } else if (layer.raster) {
      if (auto raster = feature::RasterPack::open(layer.pack_file)) drawn.raster = *raster;
    } else if (layer.rows <= k_max_drawn_rows) {
      if (auto pack = feature::LayerPack::open(layer.pack_file)) drawn.pack = *pack;
      if (drawn.pack) {
        const auto json = styles.default_json(drawn.pack->info(), variation++);
        if (json) drawn.style = styles.sheet(*json, {}, theme).value_or(nullptr);
      }
    }
    snapshot.layers.push_back(std::move(drawn));
  }
  const auto camera = scene::camera_for(snapshot.bounds(), size.width(), size.height(), 16, ratio);
  const bool labels = std::any_of(snapshot.layers.begin(), snapshot.layers.end(), scene::has_view_labels);  // those belong to the picture
  return project::render_settled(snapshot, camera, token, labels);
}

}  // namespace

ImportDialog::ImportDialog(quint64 batch, std::vector<project::FilePreview> files, project::Jobs& jobs, QWidget* parent)
    : QDialog(parent), m_batch(batch), m_files(std::move(files)), m_jobs(jobs) {
  set_help_page(this, "data");
  build();
  fill();
}

ImportDialog::~ImportDialog() { m_cancel.cancel(); }

void ImportDialog::build() {
  setWindowTitle(tr("Add layers"));
  m_summary = make_label({}, QStringLiteral("title"));
  m_tree = new QTreeWidget;
  m_tree->setHeaderLabels({tr("Layer"), tr("Rows"), tr("Coordinate system")});
  m_tree->setAccessibleName(tr("Layers of the files"));
  m_tree->setRootIsDecorated(false);
  m_tree->setIndentation(px(16));
  m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  m_tree->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  m_tree->header()->setStretchLastSection(false);
  m_thumb = new MapThumb;
  m_thumb->setAccessibleName(tr("Extent on a small map"));
  m_place = make_text({}, QStringLiteral("secondary"));
  m_notices = new Notices;
  auto* notes = new QWidget;
  notes->setObjectName(QStringLiteral("page"));
  auto* notes_column = make_column(0);
  notes_column->addWidget(m_notices);
  notes_column->addStretch(1);
  notes->setLayout(notes_column);
  auto* scroll = new QScrollArea;
  scroll->setWidget(notes);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setAccessibleName(tr("Notes of the import"));
  scroll->setFocusPolicy(Qt::StrongFocus);
  m_crs_label = make_text(tr("The file does not say where its coordinates belong. Which system is it?"));
  m_crs = new QComboBox;
  m_crs->setAccessibleName(tr("Coordinate system of the file"));
  m_crs->addItem(tr("Choose…"), QString());
  for (const auto& [text, code] : {std::pair{"ETRS89 / UTM 32N (EPSG:25832)", "EPSG:25832"}, std::pair{"ETRS89 / UTM 33N (EPSG:25833)", "EPSG:25833"},
                                   std::pair{"ETRS89 / UTM 31N (EPSG:25831)", "EPSG:25831"}, std::pair{"WGS 84 (EPSG:4326)", "EPSG:4326"},
                                   std::pair{"Web Mercator (EPSG:3857)", "EPSG:3857"}, std::pair{"DHDN / Gauß-Krüger 2 (EPSG:31466)", "EPSG:31466"},
                                   std::pair{"DHDN / Gauß-Krüger 3 (EPSG:31467)", "EPSG:31467"}, std::pair{"DHDN / Gauß-Krüger 4 (EPSG:31468)", "EPSG:31468"},
                                   std::pair{"Soldner Berlin (EPSG:3068)", "EPSG:3068"}})
    m_crs->addItem(QString::fromUtf8(text), QLatin1String(code));
  m_buttons = make_buttons(true);
  m_add = make_button(tr("Add"), QStringLiteral("primary"));
  m_add->setDefault(true);
  m_buttons->addButton(m_add, QDialogButtonBox::AcceptRole);

  auto* right = make_column(10);
  right->addWidget(m_thumb);
  right->addWidget(m_place);
  right->addWidget(m_crs_label);
  right->addWidget(m_crs);
  right->addWidget(scroll, 1);
  m_how_label = make_label(tr("QGIS projects"), QStringLiteral("strong"));
  m_how = new QComboBox;
  m_how->setObjectName(QStringLiteral("qgis_how"));
  m_how->addItems({tr("Show them as QGIS draws them"), tr("Convert to our own layers and styles")});
  set_name(m_how, tr("QGIS projects"));
  m_how_label->setBuddy(m_how);
  auto* how = make_row(10);
  how->addWidget(m_how_label);
  how->addWidget(m_how, 1);
  auto* middle = make_row(20);
  middle->addWidget(m_tree, 1);
  middle->addLayout(right);
  auto* column = make_column(12);
  column->setContentsMargins(px(24), px(20), px(24), px(16));
  column->addWidget(m_summary);
  column->addLayout(middle, 1);
  column->addLayout(how);
  column->addWidget(m_buttons);
  setLayout(column);
  resize(px(920), px(600));

  connect(m_add, &QPushButton::clicked, this, &ImportDialog::confirmed);
  connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_tree, &QTreeWidget::currentItemChanged, this, &ImportDialog::show_current);
  connect(m_tree, &QTreeWidget::itemChanged, this, [this] {
    if (!m_filling) update_buttons();
  });
  connect(m_crs, &QComboBox::activated, this, [this] {
    const QString crs = m_crs->currentData().toString();
    if (crs.isEmpty()) return;
    QStringList paths;
    for (const auto& file : m_files) paths << QString::fromStdString(file.file.string());
    Q_EMIT crs_chosen(paths, crs);
  });
}

void ImportDialog::add_file(std::size_t index) {
  const auto& file = m_files[index];
  auto* top = new QTreeWidgetItem(m_tree);
  top->setText(0, QString::fromStdString(file.file.filename().string()));
  top->setText(2, QString::fromStdString(file.driver));
  top->setFont(0, Look::instance().strong_font());
  top->setData(0, k_file_role, static_cast<int>(index));
  top->setData(0, k_layer_role, -1);
  top->setIcon(0, icon(file.status ? QStringLiteral("file") : QStringLiteral("error"), file.status ? &Theme::text_secondary : &Theme::error));
  for (std::size_t i = 0; i < file.layers.size(); ++i) {
    const auto& layer = file.layers[i];
    auto* item = new QTreeWidgetItem(top);
    item->setText(0, QString::fromStdString(layer.name));
    item->setText(1, layer.raster || layer.tiles ? QString() : count_text(layer.rows));
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(2, layer.crs.empty() ? tr("unknown") : QString::fromStdString(layer.crs));
    item->setIcon(0, icon(has_doubts(layer.notices) ? QStringLiteral("warning") : icon_of(layer), has_doubts(layer.notices) ? &Theme::warning : &Theme::text_secondary));
    item->setData(0, k_file_role, static_cast<int>(index));
    item->setData(0, k_layer_role, static_cast<int>(i));
    item->setCheckState(0, layer.rows > 0 || layer.raster || layer.tiles ? Qt::Checked : Qt::Unchecked);
  }
  top->setExpanded(true);
}

void ImportDialog::fill() {
  m_filling = true;
  std::uint64_t rows = 0;
  std::size_t layers = 0;
  for (std::size_t i = 0; i < m_files.size(); ++i) {
    add_file(i);
    layers += m_files[i].layers.size();
    for (const auto& layer : m_files[i].layers) rows += layer.raster ? 0 : layer.rows;
  }
  m_filling = false;
  m_summary->setText(layers == 0 ? tr("Nothing that could be added")
                                 : tr("%Ln layers with %1 rows", nullptr, static_cast<int>(layers)).arg(count_text(rows)));
  const bool ask = wants_crs();
  m_crs_label->setVisible(ask);
  m_crs->setVisible(ask);
  const bool any_qgis = std::any_of(m_files.begin(), m_files.end(), [](const auto& file) { return file.driver == k_qgis; });
  m_how_label->setVisible(any_qgis);
  m_how->setVisible(any_qgis);
  if (m_tree->topLevelItemCount() > 0) m_tree->setCurrentItem(m_tree->topLevelItem(0));  // shows it
  update_buttons();
}

bool ImportDialog::wants_crs() const {
  for (const auto& file : m_files)
    for (const auto& layer : file.layers)
      if (layer.crs.empty() && !layer.bounds.empty()) return true;
  return false;
}

void ImportDialog::show_current() {
  const auto* item = m_tree->currentItem();
  if (item == nullptr) return;
  const auto& file = m_files[static_cast<std::size_t>(item->data(0, k_file_role).toInt())];
  const int layer = item->data(0, k_layer_role).toInt();
  std::vector<feature::Notice> notices;
  geo::Box box;
  if (!file.status) notices.push_back({feature::Severity::lost, file.status.error().message, 1, {}});
  for (std::size_t i = 0; i < file.layers.size(); ++i) {
    if (layer >= 0 && static_cast<int>(i) != layer) continue;
    box.add(file.layers[i].bounds);
    notices.insert(notices.end(), file.layers[i].notices.begin(), file.layers[i].notices.end());
  }
  notices.insert(notices.end(), file.notices.begin(), file.notices.end());
  std::stable_sort(notices.begin(), notices.end(), [](const auto& a, const auto& b) { return a.severity > b.severity; });
  m_notices->set_notices(notices);
  QStringList words;
  if (!box.empty()) {
    const double scale = geo::ground_scale(box.center().y);
    words << tr("%1 × %2 around %3").arg(length_text(box.width() * scale), length_text(box.height() * scale), degrees_text(box.center()));
  }
  QStringList classes;
  for (const auto& [name, count] : file.class_counts)
    if (layer < 0) classes << QStringLiteral("%1 %2").arg(count_text(count), QString::fromStdString(name));
  if (!classes.isEmpty()) words << classes.join(QStringLiteral(" · "));
  m_place->setText(words.join(QLatin1Char('\n')));
  draw_map();
}

void ImportDialog::update_buttons() {
  const auto count = chosen().size();
  m_add->setEnabled(count > 0);
  m_add->setText(count > 1 ? tr("Add %Ln layers", nullptr, static_cast<int>(count)) : tr("Add"));
  m_add->setAccessibleName(m_add->text());
}

std::vector<std::pair<std::size_t, std::size_t>> ImportDialog::chosen() const {
  std::vector<std::pair<std::size_t, std::size_t>> list;
  for (int f = 0; f < m_tree->topLevelItemCount(); ++f) {
    const auto* top = m_tree->topLevelItem(f);
    for (int i = 0; i < top->childCount(); ++i)
      if (top->child(i)->checkState(0) == Qt::Checked) list.emplace_back(static_cast<std::size_t>(f), static_cast<std::size_t>(i));
  }
  return list;
}

std::vector<std::size_t> ImportDialog::converted() const {
  std::vector<std::size_t> list;
  if (m_how->currentIndex() != 1) return list;
  for (const auto& [file, layer] : chosen())
    if (m_files[file].driver == k_qgis) list.push_back(file);
  return list;
}

QString ImportDialog::suggested_name() const {
  return m_files.empty() ? tr("New project") : QString::fromStdString(m_files.front().file.stem().string());
}

std::vector<project::LayerPreview> ImportDialog::layers_of_current() const {
  const auto* item = m_tree->currentItem();
  if (item == nullptr) return {};
  const auto& all = m_files[static_cast<std::size_t>(item->data(0, k_file_role).toInt())].layers;
  const int layer = item->data(0, k_layer_role).toInt();
  return layer < 0 ? all : std::vector<project::LayerPreview>{all[static_cast<std::size_t>(layer)]};
}

void ImportDialog::draw_map() {
  m_cancel.cancel();
  m_cancel = {};
  const auto layers = layers_of_current();
  m_drawn = layers.empty();
  m_thumb->setVisible(!layers.empty());
  m_thumb->set_image({});
  if (layers.empty()) return;
  const auto image = std::make_shared<QImage>();
  const auto theme = current_theme().map_theme();
  const QSize size = m_thumb->size();
  const double ratio = devicePixelRatioF();
  m_jobs.start({"ui.job_preview", {}},
               [layers, theme, size, ratio, image, token = m_cancel.token()](base::CancelToken, const project::Jobs::Progress&) -> base::Status {
                 *image = draw(layers, theme, size, ratio, token);
                 return {};
               },
               [dialog = QPointer<ImportDialog>(this), image, token = m_cancel.token()](const base::Status&) {
                 if (!dialog || token.cancelled()) return;
                 dialog->m_thumb->set_image(*image);
                 dialog->m_drawn = true;
               });
}

}  // namespace skizze::ui
