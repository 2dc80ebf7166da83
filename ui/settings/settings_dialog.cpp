// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings_dialog.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <array>

#include "help/help_key.h"
#include "shell/language.h"
#include "sources/cache.h"
#include "widgets/build.h"

namespace skizze::ui {
namespace {

constexpr std::array k_zones = {0, 25831, 25832, 25833};

void fill(QComboBox* box, const QStringList& texts, int current) {
  box->clear();
  box->addItems(texts);
  box->setCurrentIndex(current);
}

QFormLayout* make_form() {
  auto* form = new QFormLayout;
  form->setContentsMargins(0, 0, 0, px(8));
  form->setHorizontalSpacing(px(16));
  form->setVerticalSpacing(px(8));
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  return form;
}

}  // namespace

SettingsDialog::SettingsDialog(const Settings& settings, QWidget* parent) : QDialog(parent), m_settings(settings) {
  set_help_page(this, "privacy");
  build();
  retranslate();
  resize(px(520), sizeHint().height());
}

QComboBox* SettingsDialog::add_choice(QFormLayout* form, QLabel*& label) {
  auto* box = new QComboBox;
  label = make_label({});
  label->setBuddy(box);
  form->addRow(label, box);
  connect(box, &QComboBox::currentIndexChanged, this, &SettingsDialog::read_controls);
  return box;
}

void SettingsDialog::build() {
  m_filling = true;
  m_look_title = make_label({}, QStringLiteral("title"));
  m_map_title = make_label({}, QStringLiteral("title"));
  m_cache_title = make_label({}, QStringLiteral("title"));
  // One width for all labels, so that the fields of the three parts stand under each other.
  const int label_width = px(120);
  auto* look = make_form();
  m_language = add_choice(look, m_language_label);
  m_theme = add_choice(look, m_theme_label);
  m_density = add_choice(look, m_density_label);
  m_reduced_motion = new QCheckBox;
  look->addRow(QString(), m_reduced_motion);
  connect(m_reduced_motion, &QCheckBox::toggled, this, &SettingsDialog::read_controls);
  auto* map = make_form();
  m_coordinates = add_choice(map, m_coordinates_label);
  m_utm = add_choice(map, m_utm_label);
  m_graphics = add_choice(map, m_graphics_label);
  auto* cache = make_form();
  m_cache_dir = new QLineEdit;
  m_cache_dir->setReadOnly(true);
  m_choose = make_button({});
  m_clear = make_button({});
  auto* folder = make_row();
  folder->addWidget(m_cache_dir, 1);
  folder->addWidget(m_choose);
  m_cache_label = make_label({});
  m_cache_label->setBuddy(m_cache_dir);
  cache->addRow(m_cache_label, folder);
  m_cache_size = make_text({}, QStringLiteral("secondary"));
  auto* size = make_row();
  size->addWidget(m_cache_size, 1);
  size->addWidget(m_clear);
  cache->addRow(QString(), size);
  connect(m_choose, &QPushButton::clicked, this, &SettingsDialog::choose_cache_dir);
  connect(m_clear, &QPushButton::clicked, this, &SettingsDialog::clear_cache_wanted);
  for (QLabel* label :
       {m_language_label, m_theme_label, m_density_label, m_coordinates_label, m_utm_label, m_graphics_label, m_cache_label})
    label->setMinimumWidth(label_width);
  m_buttons = make_buttons(false);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::accept);
  auto* column = make_column(8);
  column->setContentsMargins(px(24), px(20), px(24), px(16));
  column->addWidget(m_look_title);
  column->addLayout(look);
  column->addWidget(make_rule());
  column->addWidget(m_map_title);
  column->addLayout(map);
  column->addWidget(make_rule());
  column->addWidget(m_cache_title);
  column->addLayout(cache);
  column->addStretch(1);
  column->addWidget(m_buttons);
  setLayout(column);
  m_filling = false;
}

void SettingsDialog::retranslate() {
  m_filling = true;
  setWindowTitle(tr("Settings"));
  m_buttons->buttons().front()->setText(QCoreApplication::translate("Buttons", "Close"));
  m_look_title->setText(tr("Appearance"));
  m_map_title->setText(tr("Map"));
  m_cache_title->setText(tr("Prepared data"));
  m_language_label->setText(tr("Language"));
  fill(m_language, {tr("As the system"), QStringLiteral("Deutsch"), QStringLiteral("English")}, static_cast<int>(m_settings.language));
  m_theme_label->setText(tr("Colours"));
  fill(m_theme, {tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast")}, static_cast<int>(m_settings.theme));
  m_density_label->setText(tr("Size"));
  fill(m_density, {tr("Desk"), tr("Projector (larger)"), tr("Touch table (larger)")}, static_cast<int>(m_settings.density));
  m_reduced_motion->setText(tr("Without motion"));
  m_reduced_motion->setChecked(m_settings.reduced_motion);
  m_coordinates_label->setText(tr("Coordinates"));
  fill(m_coordinates, {tr("UTM and degrees"), tr("UTM only"), tr("Degrees only")}, static_cast<int>(m_settings.coordinates));
  m_utm_label->setText(tr("UTM zone"));
  int zone = 0;
  for (std::size_t i = 0; i < k_zones.size(); ++i)
    if (k_zones[i] == m_settings.utm_epsg) zone = static_cast<int>(i);
  fill(m_utm,
       {tr("The zone that suits the place"), QStringLiteral("ETRS89 / UTM 31N (EPSG:25831)"),
        QStringLiteral("ETRS89 / UTM 32N (EPSG:25832)"), QStringLiteral("ETRS89 / UTM 33N (EPSG:25833)")},
       zone);
  m_graphics_label->setText(tr("Graphics card"));
  fill(m_graphics, {tr("Where there is one"), tr("Never"), tr("Always")}, static_cast<int>(m_settings.graphics));
  m_cache_label->setText(tr("Folder"));
  m_cache_dir->setText(m_settings.cache_dir.isEmpty() ? QString::fromStdString(sources::default_cache_dir().string())
                                                      : m_settings.cache_dir);
  m_cache_dir->setAccessibleName(tr("Folder of prepared data"));
  m_choose->setText(tr("Choose…"));
  m_clear->setText(tr("Empty"));
  m_clear->setAccessibleName(tr("Empty the folder of prepared data"));
  m_cache_size->setText(m_cache_known ? tr("%1 MB in use. Emptied data is prepared again when it is needed.")
                                            .arg(number_text(static_cast<double>(m_cache_bytes) / 1e6, 1))
                                      : tr("Files are prepared once and kept here. Emptied data is prepared again when it is needed."));
  for (const auto& [box, label] :
       {std::pair{m_language, m_language_label}, std::pair{m_theme, m_theme_label}, std::pair{m_density, m_density_label},
        std::pair{m_coordinates, m_coordinates_label}, std::pair{m_utm, m_utm_label}, std::pair{m_graphics, m_graphics_label}})
    box->setAccessibleName(label->text());
  m_filling = false;
}

void SettingsDialog::read_controls() {
  if (m_filling) return;
  m_settings.language = static_cast<LanguageChoice>(m_language->currentIndex());
  m_settings.theme = static_cast<ThemeChoice>(m_theme->currentIndex());
  m_settings.density = static_cast<Density>(m_density->currentIndex());
  m_settings.reduced_motion = m_reduced_motion->isChecked();
  m_settings.coordinates = static_cast<CoordinateDisplay>(m_coordinates->currentIndex());
  m_settings.graphics = static_cast<GraphicsChoice>(m_graphics->currentIndex());
  m_settings.utm_epsg = k_zones[static_cast<std::size_t>(qMax(0, m_utm->currentIndex()))];
  Q_EMIT changed(m_settings);
}

void SettingsDialog::choose_cache_dir() {
  const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder of prepared data"), m_cache_dir->text());
  if (chosen.isEmpty()) return;
  m_settings.cache_dir = chosen;
  m_cache_dir->setText(chosen);
  Q_EMIT changed(m_settings);
}

void SettingsDialog::set_cache_bytes(quint64 bytes) {
  m_cache_bytes = bytes;
  m_cache_known = true;
  retranslate();
}

void SettingsDialog::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

}  // namespace skizze::ui
