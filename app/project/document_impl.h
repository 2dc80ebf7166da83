// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Inside of Document, shared by its source files only.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QTimer>

#include "base/worker_pool.h"
#include "project/document.h"
#include "project/file_preview.h"
#include "project/model.h"
#include "project/own_packs.h"
#include "project/qgis_layer.h"
#include "project/roof_cache.h"
#include "project/service_layer.h"
#include "project/store_writer.h"
#include "sources/prepare_client.h"

namespace skizze::project {

/// One layer that is rebuilt from the project's rows. At most one build runs; what changes meanwhile makes one more.
struct OwnLayer {
  OwnPack pack;
  bool building = false;
  bool stale = false;
  geo::Box changed;  ///< project CRS: what changed since the build that runs was started
};

struct Document::Impl {
  Impl(Document& owner, DocumentOptions given);
  ~Impl();

  // document.cpp
  void begin(OpenedProject opened);
  void fill(OpenedProject opened);
  void forget();
  void send(store::Transaction transaction);
  void move(bool back);
  void on_applied(base::Result<store::Revision> result);
  void on_moved(base::Result<store::Moved> result, bool back);
  void on_refused(const base::Error& error);
  void follow(const Touched& touched);
  void note_done(const base::Message& message, const store::Revision& revision);
  /// Runs an action now, or once the undo or reload on its way has come back.
  void when_free(std::function<void()> action);
  void set_busy(bool busy);
  void save_view();

  // document_layers.cpp
  void load_layers();
  void load_file(const std::string& path, const std::string& assumed_crs, bool refresh);
  /// Tiles that arrive are drawn where they belong.
  void listen_to(LayerEntry& entry);
  void note_trouble(const base::Uuid& id, const std::optional<base::Error>& trouble);
  void change_layer(const base::Uuid& id, const char* message_id, const std::string& merge_key,
                    const std::function<void(store::LayerEntry&)>& edit);
  /// Whether nothing stands in the project yet that has coordinates, and another CRS suits what comes.
  bool may_change_crs(int suits) const;
  /// Makes the (empty) project anew in another CRS.
  void change_crs(int new_epsg);
  void add_layers(const std::vector<NewLayer>& added);
  void add_converted(const QgisConversion& conversion, const base::Uuid& in_place_of);
  store::Transaction reordered(std::vector<store::LayerEntry> wanted, base::Message message) const;
  const std::string& style_json(const LayerEntry& layer) const;
  std::shared_ptr<const style::Stylesheet> sheet_of(const LayerEntry& layer, Theme theme) const;

  // document_own.cpp (packs of own rows)
  void rebuild_measures(const base::Uuid& scenario);
  void rebuild_contributions();
  void rebuild_all();
  void submit_build(const std::string& map_layer_id, const base::Uuid& scenario);
  void on_built(const std::string& map_layer_id, const base::Uuid& scenario, base::Result<OwnPack> built, std::uint64_t session);
  OwnLayer& own_layer(const std::string& map_layer_id, const base::Uuid& scenario);
  bool building() const;
  bool building(const base::Uuid& row) const;

  Document& q;
  DocumentOptions options;
  sources::PrepareClient client;
  mutable StyleCache styles;
  Web web;
  std::vector<std::weak_ptr<ServiceTiles>> services;     ///< that may tell us of tiles
  std::vector<std::weak_ptr<qgis::QgisTiles>> drawings;  ///< the same of QGIS projects
  std::set<std::string> online;  ///< addresses that a person added or connected in this session; others are shown from the offline copy

  bool is_open = false;
  bool is_opening = false;
  std::filesystem::path path;
  int epsg = 0;
  std::optional<geo::Transform> to_mercator;  ///< project CRS to EPSG:3857
  std::optional<geo::Transform> to_lon_lat;   ///< project CRS to EPSG:4326
  Model model;
  std::vector<store::HistoryEntry> history;
  store::Revision revision;
  ViewState view;
  std::uint64_t session = 0;  ///< counts openings; replies to an earlier one are dropped

  std::deque<store::Transaction> sent;  ///< applied here, not yet acknowledged
  std::size_t moving = 0;               ///< undo and redo on their way
  bool reloading = false;
  std::deque<std::function<void()>> waiting;

  std::map<base::Uuid, OwnLayer> measure_layers;  ///< by scenario
  OwnLayer contribution_layer;
  struct ExtraLayer {
    std::shared_ptr<const feature::LayerPack> pack;
    std::string template_id;
  };
  std::map<std::string, ExtraLayer> extra_layers;
  std::vector<base::Uuid> checked_out;
  std::vector<base::Uuid> settling;  ///< given back after a change that no pack shows yet: hidden until one does
  std::uint64_t snapshot_version = 0;

  quint64 next_batch = 1;
  std::map<quint64, std::vector<FilePreview>> batches;
  std::map<quint64, std::string> batch_crs;

  quint64 next_request = 1;
  /// Whom answers of helpers are for; they may come when the document is gone.
  struct Asker {
    std::mutex mutex;  // guards the pointer
    Document* document = nullptr;
  };
  std::shared_ptr<Asker> asker = std::make_shared<Asker>();
  quint64 latest_look_up = 0;
  base::CancelSource figures_cancel;
  base::CancelSource search_cancel;
  RoofCache roofs;

  QTimer view_timer;
  QTimer backup_timer;
  QTimer share_timer;  // runs while the file is a working copy
  StoreWriter writer;
  std::unique_ptr<base::WorkerPool> workers;  // last: joined first
};

}  // namespace skizze::project
