// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/roof_export.h"

#include <QCoreApplication>
#include <QFileDialog>

#include "solar/solar_desk.h"

namespace skizze::ui {
namespace {

struct RoofExport {
  Q_DECLARE_TR_FUNCTIONS(skizze::ui::RoofExport)
};

}  // namespace

void ask_roof_export(QWidget* parent, SolarDesk& desk, std::vector<std::size_t> units) {
  auto* dialog = new QFileDialog(parent, RoofExport::tr("Export roofs"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({RoofExport::tr("GeoPackage (*.gpkg)"), RoofExport::tr("Table (*.xlsx)"), RoofExport::tr("Table (*.csv)")});
  dialog->setDefaultSuffix(QStringLiteral("gpkg"));
  dialog->selectFile(RoofExport::tr("solar_roofs.gpkg"));
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    for (const char* ending : {"gpkg", "xlsx", "csv"})
      if (filter.contains(QLatin1String(ending))) dialog->setDefaultSuffix(QLatin1String(ending));
  });
  // The rows belong to the study that was shown, even when another one comes meanwhile.
  QObject::connect(dialog, &QFileDialog::fileSelected, &desk, [&desk, study = desk.study(), units = std::move(units)](const QString& file) {
    desk.export_study(study, units, file);
  });
  dialog->open();
}

}  // namespace skizze::ui
