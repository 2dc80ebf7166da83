// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/install.h"

#include <QCoreApplication>
#include <QWidget>

#include "canvas/canvas.h"
#include "layers/conversion_dialog.h"
#include "layers/feature_page.h"
#include "layers/import_dialog.h"
#include "layers/layer_page.h"
#include "layers/legend_card.h"
#include "layers/layer_panel.h"
#include "layers/relink_dialog.h"
#include "layers/qgis_files.h"
#include "layers/qgis_look.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/project_flow.h"
#include "shell/workspace.h"

namespace skizze::ui {
namespace {

void show_preview(Workspace& workspace, ProjectFlow& flow, quint64 batch, const std::vector<project::FilePreview>& files, project::Document& document) {
  auto* dialog = new ImportDialog(batch, files, document.jobs(), workspace.canvas()->window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &ImportDialog::confirmed, &flow, [&flow, dialog] { flow.confirm(dialog->batch(), dialog->chosen(), dialog->suggested_name(), dialog->converted()); });
  QObject::connect(dialog, &QDialog::rejected, &flow, [&flow, &document, batch] {
    document.discard_files(batch);
    Q_EMIT flow.busy({});
  });
  QObject::connect(dialog, &ImportDialog::crs_chosen, &flow, [&document, dialog](const QStringList& paths, const QString& crs) {
    dialog->reject();
    document.prepare_files(paths, crs);
  });
  dialog->open();
}

}  // namespace

void install_layers(Workspace& workspace, ProjectFlow& flow) {
  auto* panel = new LayerPanel(workspace, flow);
  for (const Mode mode : {Mode::map, Mode::plan, Mode::participate})
    workspace.add_mode_panel(mode, panel, QStringLiteral("layers"), [] { return QCoreApplication::translate("LayerPanel", "Layers"); });
  new LegendCard(workspace);  // owned by the canvas
  new QgisLook(workspace);    // owned by the workspace
  new QgisFiles(workspace);   // likewise
  new MissingFilesTeller(workspace);
  auto* layer_page = new LayerPage(workspace);
  workspace.add_inspector_page({[&workspace](const Selection& s) {
                                  const auto id = base::parse_uuid(s.layer);
                                  return s.kind == Selection::Kind::layer && id && workspace.document() != nullptr &&
                                         workspace.document()->layer(*id) != nullptr;
                                },
                                [layer_page](const Selection& s) { layer_page->show_layer(s); },
                                [&workspace](const Selection& s) {
                                  const auto* layer = workspace.document()->layer(*base::parse_uuid(s.layer));
                                  return layer != nullptr ? QString::fromStdString(layer->name) : QString();
                                },
                                layer_page});
  auto* feature_page = new FeaturePage(workspace);
  workspace.add_inspector_page({[](const Selection& s) { 
                                  // What a room lays over the map has a page of that room.
                                  return s.kind == Selection::Kind::feature && s.pack != nullptr && !s.layer.starts_with("room.");
                                },
                                [feature_page](const Selection& s) { feature_page->show_feature(s); },
                                [](const Selection& s) { return FeaturePage::title_of(s); }, feature_page});
  QObject::connect(&flow.document(), &project::Document::converted, &flow, [&workspace](quint64, const project::QgisConversion& conversion) {
    tell_conversion(workspace, conversion);
  });
  QObject::connect(&flow, &ProjectFlow::preview_wanted, panel, [&workspace, &flow](quint64 batch, const std::vector<project::FilePreview>& files) {
    show_preview(workspace, flow, batch, files, flow.document());
  });
  const auto has_layer = [panel] { return !panel->current().is_null(); };
  workspace.actions().add({
      {"layer.zoom", QT_TRANSLATE_NOOP("Actions", "Zoom to the layer"), "layer", "zoom-to", "", [panel] { panel->zoom_to_current(); }, has_layer},
      {"layer.style", QT_TRANSLATE_NOOP("Actions", "Style, filter and source of the layer"), "layer", "palette", "Ctrl+E",
       [panel, &workspace] { workspace.select(Selection::of_layer(base::to_string(panel->current()))); }, has_layer, {},
       QT_TRANSLATE_NOOP("Actions", "symbol colour classify licence warnings")},
      {"layer.up", QT_TRANSLATE_NOOP("Actions", "Move the layer up"), "layer", "chevron-up", "", [panel] { panel->move_current(-1); }, has_layer},
      {"layer.down", QT_TRANSLATE_NOOP("Actions", "Move the layer down"), "layer", "chevron-down", "", [panel] { panel->move_current(1); }, has_layer},
      {"layer.group", QT_TRANSLATE_NOOP("Actions", "Put the layer into a new group…"), "layer", "folder", "", [panel] { panel->group_current(); }, has_layer},
      {"layer.ungroup", QT_TRANSLATE_NOOP("Actions", "Take the layer out of its group"), "layer", "", "", [panel] { panel->ungroup_current(); },
       [panel] { return !panel->current().is_null() && panel->is_grouped_current(); }},
      {"layer.convert", QT_TRANSLATE_NOOP("Actions", "Convert the QGIS project to our own layers…"), "layer", "layers", "",
       [panel] { panel->convert_current(); }, [panel] { return panel->is_qgis_current(); }, {},
       QT_TRANSLATE_NOOP("Actions", "qgz styles import own")},
      {"layer.remove", QT_TRANSLATE_NOOP("Actions", "Remove the layer from the project"), "layer", "trash", "", [panel] { panel->remove_current(); }, has_layer},
  });
}

}  // namespace skizze::ui
