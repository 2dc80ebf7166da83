// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The open project as the window sees it. It composes rooms and contains no algorithms.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QString>
#include <QStringList>

#include "base/id.h"
#include "base/result.h"
#include "geo/crs.h"
#include "geo/geometry.h"
#include "participation/contribution.h"
#include "project/figures.h"
#include "project/jobs.h"
#include "project/layer_entry.h"
#include "project/layer_groups.h"
#include "project/layer_style.h"
#include "project/message_text.h"
#include "project/qgis_convert.h"
#include "project/search.h"
#include "project/view_state.h"
#include "scene/map_view.h"
#include "sketch/command.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"
#include "store/project_store.h"

namespace skizze::project {

/// Ids of the map layers that are rebuilt from the project's own rows.
inline constexpr const char* k_measures_layer = "project.measures";
inline constexpr const char* k_contributions_layer = "project.contributions";

struct DocumentOptions {
  std::filesystem::path cache_dir;  ///< of layer packs; empty: the user's cache folder
  unsigned worker_threads = 2;
  std::filesystem::path data_dir;  ///< where rotating backups go; empty: the user's data folder
  bool backups = true;
  Language language = Language::de;  ///< of names that are made here ("Variante 1")
};

/// The metric CRS that suits a place: ETRS89/UTM 31, 32 or 33 in Germany, the WGS 84/UTM zone elsewhere. lon_lat in degrees.
int epsg_for(geo::Point2 lon_lat);

/// A document is in one of three states: closed (no file), opening (the writer thread reads it), open. Everything lives on
/// the UI thread; file work runs on one writer thread in the order of the calls. A command changes the model at once, is
/// committed by the writer, and `acknowledged` follows the COMMIT; if the commit fails, the model goes back to what is in
/// the file and `failed` says why. There is no save: what was acknowledged is kept, whatever happens next.
class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(DocumentOptions options = {}, QObject* parent = nullptr);
  ~Document() override;

  // --- the file -------------------------------------------------------------------------------------------------
  /// Makes a new project (refuses to replace an existing file) and opens it. crs_epsg 0: chosen from the first layers that
  /// are added while the history is empty; EPSG:25832 until then. See epsg_for().
  void create(const QString& path, const QString& title, int crs_epsg = 0);
  void open(const QString& path);
  /// Waits until everything is written, then closes. Cancels jobs. Safe when closed.
  void close();
  bool is_open() const;
  bool is_opening() const;
  QString path() const;
  QString title() const;
  int crs_epsg() const;  ///< metric CRS of sketches and contributions
  geo::Point2 to_project(geo::Point2 mercator) const;
  geo::Point2 to_mercator(geo::Point2 project) const;
  geo::Geometry to_project(const geo::Geometry& mercator) const;
  geo::Geometry to_mercator(const geo::Geometry& project) const;
  /// Web Mercator box of everything in the project; empty where there is nothing.
  geo::Box extent() const;
  /// Commands sent to the writer and not yet acknowledged.
  std::size_t pending() const;
  /// Runs the event loop until nothing is pending and the packs of measures and contributions are current; false after timeout_ms.
  bool wait_settled(int timeout_ms = 10000);

  // --- layers ---------------------------------------------------------------------------------------------------
  /// In drawing order, lowest first.
  const std::vector<LayerEntry>& layers() const;  // path is absolute here, relative in the file where it can be
  const LayerEntry* layer(const base::Uuid& id) const;
  /// Prepares files (archives of tiles and addresses of tile services too) in one job; `previewed` follows. Gives the batch's number. Works without an open project too.
  quint64 prepare_files(const QStringList& files, const QString& assumed_crs = {});
  /// Adds layers of a previewed batch as one undoable step; an empty choice takes all. chosen: (file index, layer index).
  /// converted: QGIS projects among the files that become layers of our own (convert_qgis) instead of one layer that QGIS draws.
  void confirm_files(quint64 batch, const std::vector<std::pair<std::size_t, std::size_t>>& chosen = {},
                     const std::vector<std::size_t>& converted = {});
  void discard_files(quint64 batch);
  /// Turns a QGIS project into layers of our own as one undoable step: above everything else, or in the place of the layer that shows it
  /// (which goes, and whose links are used). `converted` follows once they are in; a failure is told by `failed`. Gives the request's
  /// number.
  quint64 convert_qgis(const QString& file, const base::Uuid& in_place_of = {}, const std::vector<store::FileLink>& links = {});
  void set_layer_visible(const base::Uuid& id, bool visible);
  void set_layer_opacity(const base::Uuid& id, double opacity);
  void set_layer_name(const base::Uuid& id, const QString& name);
  /// Gives an error (and changes nothing) when the filter or the style is not understood.
  base::Status set_layer_filter(const base::Uuid& id, const QString& filter);
  base::Status set_layer_style(const base::Uuid& id, const QString& style_json);
  void move_layer(const base::Uuid& id, std::size_t new_index);
  /// Order and groups of the layers as one undoable step; layers that are not named stay on top, unknown ones are left out.
  void arrange_layers(const LayerOrder& order, const base::Message& message);
  /// As one undoable step.
  void show_layers(const std::vector<base::Uuid>& ids, bool visible, const base::Message& message);
  void remove_layer(const base::Uuid& id);
  /// Lets a service layer ask the web from now on (services of an opened project are shown from the offline copy until then).
  void connect_layer(const base::Uuid& id);
  /// Opens a QGIS project anew, after it or one of its files was changed. What it drew before stays until then.
  void reload_layer(const base::Uuid& id);
  /// Files of a QGIS project that were found again, with those that its layer had; the project itself is never changed.
  void link_files(const base::Uuid& id, const std::vector<store::FileLink>& links);
  /// Points a missing layer at its file's new place.
  void relocate_layer(const base::Uuid& id, const QString& file);

  // --- scenarios, measures, contributions -----------------------------------------------------------------------
  const std::vector<sketch::Scenario>& scenarios() const;
  base::Uuid active_scenario() const;
  void set_active_scenario(const base::Uuid& id);
  base::Uuid create_scenario(const QString& name);
  base::Uuid duplicate_scenario(const base::Uuid& id, const QString& name);
  void rename_scenario(const base::Uuid& id, const QString& name);
  void remove_scenario(const base::Uuid& id);

  const std::vector<sketch::Measure>& measures() const;  ///< of all scenarios
  std::vector<const sketch::Measure*> measures_of(const base::Uuid& scenario) const;
  const sketch::Measure* measure(const base::Uuid& id) const;
  /// A null id gets a new one; a null scenario means the active one (made when there is none). Gives the id, or a null one
  /// and the signal `failed` when the measure is not valid; nothing has changed then. The same holds for contributions,
  /// whose texts are cleaned.
  base::Uuid add_measure(sketch::Measure measure);
  void update_measure(const sketch::Measure& measure);
  void remove_measures(const std::vector<base::Uuid>& ids);
  /// One step that takes some measures away and brings others (split, join).
  void replace_measures(const std::vector<base::Uuid>& removed, std::vector<sketch::Measure> added, const std::string& message_id);
  /// Anything a tool has put together; the changes' before sides must be what the document holds.
  void execute(const sketch::Command& command);

  const std::vector<participation::Contribution>& contributions() const;
  const participation::Contribution* contribution(const base::Uuid& id) const;
  base::Uuid add_contribution(participation::Contribution contribution);
  /// Many as one step (import); those that are not valid are left out. Gives how many were taken.
  std::size_t add_contributions(std::vector<participation::Contribution> contributions);
  void update_contribution(const participation::Contribution& contribution);
  void remove_contributions(const std::vector<base::Uuid>& ids);

  // --- settings of the project ------------------------------------------------------------------------------------
  /// Empty where nothing is set.
  std::string setting(const std::string& key) const;
  /// One step of the history with this message; an empty value removes the entry. `settings_changed` follows.
  void set_setting(const std::string& key, const std::string& value, const base::Message& message);

  // --- history --------------------------------------------------------------------------------------------------
  bool can_undo() const;
  bool can_redo() const;
  base::Message undo_text() const;
  base::Message redo_text() const;
  void undo();
  void redo();
  /// Oldest first.
  const std::vector<store::HistoryEntry>& history() const;

  // --- view -----------------------------------------------------------------------------------------------------
  const ViewState& view_state() const;
  /// Saved half a second after the last change, and at close; not part of the history.
  void set_view_state(const ViewState& state);

  // --- what is drawn --------------------------------------------------------------------------------------------
  /// Layers bottom first, then measures of the scenario (null: the active one), then contributions. hidden_measures are checked
  /// out: a tool draws them itself while it changes them.
  scene::MapSnapshot map_snapshot(Theme theme, const base::Uuid& scenario = {}) const;
  /// A computed layer over the measures and below the contributions, drawn with a template of the city style; null takes it away. It is not in the file.
  void set_extra_layer(const std::string& id, std::shared_ptr<const feature::LayerPack> pack, const std::string& template_id);
  /// What is given back after it was changed stays hidden until a pack shows its new shape, so that the old one never comes back.
  void set_checked_out(const std::vector<base::Uuid>& measures_or_contributions);
  /// Whether map_snapshot() shows a measure or contribution as it is now: not checked out, and no pack of it on its way. null: all
  /// of them.
  bool is_settled(const base::Uuid& measure_or_contribution) const;
  /// The measure or contribution behind a row of one of the two rebuilt layers of the snapshot; null where there is none.
  base::Uuid id_of_row(const std::string& map_layer_id, std::uint32_t row) const;

  // --- questions ------------------------------------------------------------------------------------------------
  /// Attributes and provenance of a row of a layer.
  /// part: of a layer of foreign tiles, the part of a tile that was hit.
  Identified identify(const base::Uuid& layer, std::uint32_t row, const std::shared_ptr<const feature::LayerPack>& part = nullptr) const;
  /// What visible QGIS layers above a map layer (empty: all of them) draw at a place, within radius_m, seen at m_per_px, both of Web
  /// Mercator. `looked_up` follows where there is such a layer (0: there is none); older questions are dropped.
  quint64 look_up(geo::Point2 mercator, double radius_m, double m_per_px, const QString& above_map_layer = {});
  /// Figures of a shape in the project CRS while it is drawn. `figures_ready` follows; older requests are dropped.
  quint64 request_figures(const geo::Geometry& shape);
  /// Looks for a text in all attributes of visible and invisible layers, measures and contributions. `found` follows.
  quint64 search(const QString& text, std::size_t limit = 200);
  void cancel_search();

  Jobs& jobs() { return *m_jobs; }

 Q_SIGNALS:
  void opened();
  void closed();
  /// The path could not be opened or created; the document is closed.
  void open_failed(const skizze::base::Error& error);
  /// A command could not be written (or a job failed); what the model shows is what the file holds.
  void failed(const skizze::base::Error& error);
  /// After COMMIT of a command, an undo or a redo; sequence: of the last entry of the journal that is done.
  void acknowledged(qint64 sequence);
  void layers_changed();
  /// Looks only: visibility, opacity, order, style, filter, or a pack that arrived.
  void layer_changed(const skizze::base::Uuid& id);
  void scenarios_changed();
  void measures_changed();
  void contributions_changed();
  void settings_changed();
  void history_changed();
  void view_state_changed();
  /// The snapshot's pack of this map layer is new; only this Web Mercator box looks different.
  void region_changed(const QString& map_layer_id, const skizze::geo::Box& mercator);
  /// Anything that map_snapshot() gives has changed otherwise.
  void snapshot_changed();
  void previewed(quint64 batch, const std::vector<skizze::project::FilePreview>& files);
  /// What became of the layers of a QGIS project, after they were added.
  void converted(quint64 request, const skizze::project::QgisConversion& conversion);
  void figures_ready(quint64 request, const skizze::project::SketchFigures& figures);
  void found(quint64 request, const std::vector<skizze::project::SearchHit>& hits, bool more);
  /// Topmost first. found: empty where nothing is drawn there; unanswered: layers whose QGIS could not say.
  void looked_up(quint64 request, const std::vector<skizze::project::LookedUp>& found,
                 const std::vector<skizze::project::NotLookedUp>& unanswered);

 private:
  struct Impl;
  std::unique_ptr<Jobs> m_jobs;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace skizze::project
