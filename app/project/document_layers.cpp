// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Layers of the document: preparing, adding, showing, and finding their packs again.
#include <algorithm>
#include <optional>

#include "project/document_impl.h"
#include "project/file_preview.h"
#include "project/filter_text.h"
#include "project/qgis_layer.h"

namespace skizze::project {

namespace {

/// What a job found for the layers of one file.
struct LoadedLayer {
  base::Uuid id;
  std::shared_ptr<const feature::LayerPack> pack;
  std::shared_ptr<const feature::RasterPack> raster;
  base::Status status;
  std::shared_ptr<tiles::ForeignTiles> foreign;
  std::string default_style;                      // of foreign tiles
  std::shared_ptr<const scene::Sprites> sprites;  // of a service's style
  std::filesystem::path pack_file{};              // of the pack
};

bool is_tiles(const std::string& path) { return sources::is_web_address(path) || is_tile_archive(path) || qgis::is_qgis_project(path); }

/// Worker: an archive of tiles or a QGIS project.
base::Result<TileLayer> open_foreign_tiles(const store::LayerEntry& layer, const Web& web, const base::CancelToken& token,
                                           const Jobs::Progress& progress) {
  const auto& path = layer.path;
  if (!qgis::is_qgis_project(path)) return open_tile_layer(path);
  auto drawn = open_qgis_layer(path, web, token, progress, layer.links);
  if (!drawn) return tl::unexpected(drawn.error());
  return TileLayer{std::move(drawn->tiles), std::move(drawn->metadata)};
}

/// Worker: an archive, a QGIS project or a service as something to draw.
base::Status load_tiles(const std::string& path, const Web& web, bool online, const std::vector<store::LayerEntry>& wanted,
                        base::CancelToken token, const Jobs::Progress& progress, std::vector<LoadedLayer>& loaded) {
  std::shared_ptr<tiles::ForeignTiles> foreign;
  std::string style;
  std::shared_ptr<const scene::Sprites> sprites;
  TileMetadata metadata;
  if (sources::is_web_address(path)) {
    auto offer = describe_service(path, web, online, token);
    if (!offer) return tl::unexpected(offer.error());
    auto service = std::make_shared<ServiceTiles>(*offer, web);
    service->service().set_online(online);
    foreign = service;
    style = offer->style_json;
    sprites = offer->sprites;
    metadata = std::move(offer->metadata);
  } else {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return base::fail(base::ErrorCode::not_found, "project.file_missing", {{"file", path}});
    auto opened = open_foreign_tiles(wanted.front(), web, token, progress);
    if (!opened) return tl::unexpected(opened.error());
    foreign = std::move(opened->tiles);
    metadata = std::move(opened->metadata);
  }
  if (style.empty()) {
    StyleCache styles;
    style = default_tile_style(metadata, styles).value_or(std::string());
  }
  for (const auto& layer : wanted) loaded.push_back({layer.id, nullptr, nullptr, {}, foreign, style, sprites});
  return {};
}

LoadedLayer open_layer(const store::LayerEntry& wanted, const sources::PreparedSource& source) {
  LoadedLayer loaded{wanted.id, nullptr, nullptr, {}, nullptr, {}, nullptr};
  const auto it = std::find_if(source.layers.begin(), source.layers.end(), [&](const auto& layer) {
    return layer.name == wanted.source_layer && layer.raster == wanted.raster && layer.role == wanted.role;
  });
  if (it == source.layers.end()) {
    loaded.status = base::fail(base::ErrorCode::not_found, "project.layer_gone", {{"layer", wanted.source_layer}, {"file", wanted.path}});
  } else if (wanted.raster) {
    auto raster = feature::RasterPack::open(it->pack);
    if (raster)
      loaded.raster = std::move(*raster);
    else
      loaded.status = tl::unexpected(raster.error());
  } else {
    auto pack = feature::LayerPack::open(it->pack);
    if (pack)
      loaded.pack = std::move(*pack), loaded.pack_file = it->pack;
    else
      loaded.status = tl::unexpected(pack.error());
  }
  return loaded;
}

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// Worker: finds or makes the packs of one file and opens those that are wanted.
base::Status load_packs(const sources::PrepareClient& client, const std::string& path, const std::string& assumed_crs, bool refresh,
                        const std::vector<store::LayerEntry>& wanted, base::CancelToken token, const Jobs::Progress& progress,
                        std::vector<LoadedLayer>& loaded) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return base::fail(base::ErrorCode::not_found, "project.file_missing", {{"file", path}});
  sources::PrepareOptions options;
  options.assumed_crs = assumed_crs;
  options.refresh = refresh;
  auto source = refresh ? base::Result<sources::PreparedSource>(base::fail(base::ErrorCode::not_found, "project.refresh"))
                        : client.cached(path, options);
  if (!source) source = client.prepare(path, options, token, progress);
  if (!source) return tl::unexpected(source.error());
  for (const auto& layer : wanted) loaded.push_back(open_layer(layer, *source));
  return {};
}

}  // namespace

// --- finding packs again ------------------------------------------------------------------------------------------------

/// One job per file for all its layers that still wait for their packs.
void Document::Impl::load_layers() {
  std::vector<std::pair<std::string, std::string>> files;
  for (auto& layer : model.layers) {
    if (layer.state != LayerState::loading || layer.in_work) continue;
    layer.in_work = true;
    const std::pair file{layer.path, layer.assumed_crs};
    if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
  }
  for (const auto& [file, crs] : files) load_file(file, crs, false);
}

void Document::Impl::load_file(const std::string& file, const std::string& assumed_crs, bool refresh) {
  std::vector<store::LayerEntry> wanted;
  for (const auto& layer : model.layers)
    if (layer.path == file && layer.assumed_crs == assumed_crs && layer.state == LayerState::loading) wanted.push_back(layer);
  const auto loaded = std::make_shared<std::vector<LoadedLayer>>();
  const auto done = [this, loaded, wanted, s = session](const base::Status& status) {
    if (s != session) return;
    bool linked_otherwise = false;
    for (const auto& layer : wanted) {
      auto* entry = model.layer(layer.id);
      if (!entry || entry->path != layer.path) continue;  // removed or pointed elsewhere meanwhile
      if (entry->links != layer.links) {
        entry->in_work = false;
        linked_otherwise = true;
        continue;
      }
      entry->in_work = false;
      const auto it = std::find_if(loaded->begin(), loaded->end(), [&](const auto& l) { return l.id == layer.id; });
      const auto result = it == loaded->end() ? status : it->status;
      if (result && it != loaded->end()) {
        entry->pack = it->pack;
        entry->pack_file = it->pack_file;
        entry->raster_pack = it->raster;
        entry->foreign = it->foreign;
        entry->trouble.reset();
        if (entry->foreign) entry->default_style = it->default_style;
        entry->sprites = it->sprites ? scene::Sprites::joined(*it->sprites, *styles.sprites()) : nullptr;
        listen_to(*entry);
        if (entry->pack) entry->default_style = styles.default_json(entry->pack->info()).value_or(std::string());
        entry->state = LayerState::ready;
      } else if (!result) {
        entry->problem = result.error();
        entry->state = entry->problem.message.id == "project.file_missing" ? LayerState::missing : LayerState::failed;
      }
      Q_EMIT q.layer_changed(layer.id);
    }
    if (linked_otherwise) load_layers();
    Q_EMIT q.snapshot_changed();
  };
  q.m_jobs->start(
      {"project.job_open", {{"file", file_name(file)}}},
      [this, file, assumed_crs, refresh, wanted, loaded, may_ask = online.contains(file)](base::CancelToken token,
                                                                                          const Jobs::Progress& progress) {
        if (is_tiles(file)) return load_tiles(file, web, may_ask, wanted, token, progress, *loaded);
        return load_packs(client, file, assumed_crs, refresh, wanted, token, progress, *loaded);
      },
      done);
}

void Document::Impl::listen_to(LayerEntry& entry) {
  const auto tell = [owner = &q, id = entry.map_id()](const geo::Box& box) {
    QMetaObject::invokeMethod(
        owner, [owner, id, box] { Q_EMIT owner->region_changed(QString::fromStdString(id), box); }, Qt::QueuedConnection);
  };
  if (const auto drawn = std::dynamic_pointer_cast<qgis::QgisTiles>(entry.foreign)) {
    drawings.push_back(drawn);
    drawn->set_listener(tell);
    drawn->set_trouble_listener([owner = &q, this, id = entry.id](const std::optional<base::Error>& trouble) {
      QMetaObject::invokeMethod(
          owner, [this, id, trouble] { note_trouble(id, trouble); }, Qt::QueuedConnection);
    });
  }
  const auto service = std::dynamic_pointer_cast<ServiceTiles>(entry.foreign);
  if (!service) return;
  services.push_back(service);
  entry.connected = service->service().is_online();
  service->service().set_listener([tell](geo::TileId tile) { tell(geo::tile_bounds(tile)); });
}

void Document::Impl::note_trouble(const base::Uuid& id, const std::optional<base::Error>& trouble) {
  auto* entry = model.layer(id);
  if (!entry) return;
  entry->trouble = trouble;
  if (trouble) Q_EMIT q.failed(*trouble);
  Q_EMIT q.layer_changed(id);
}

void Document::reload_layer(const base::Uuid& id) {
  auto* entry = m_impl->model.layer(id);
  if (!entry || !entry->is_qgis() || entry->in_work) return;
  entry->state = LayerState::loading;  // what it drew stays until the new project is there
  m_impl->load_layers();
  Q_EMIT layer_changed(id);
}

void Document::connect_layer(const base::Uuid& id) {
  auto* entry = m_impl->model.layer(id);
  if (!entry || !entry->is_service()) return;
  m_impl->online.insert(entry->path);
  if (auto* service = dynamic_cast<ServiceTiles*>(entry->foreign.get())) {
    service->service().set_online(true);
    entry->connected = true;
    Q_EMIT region_changed(QString::fromStdString(entry->map_id()), entry->bounds());
  } else {
    entry->state = LayerState::loading;
    m_impl->load_layers();
  }
  Q_EMIT layer_changed(id);
}

// --- preparing and adding -----------------------------------------------------------------------------------------------

quint64 Document::prepare_files(const QStringList& files, const QString& assumed_crs) {
  auto& d = *m_impl;
  const auto batch = d.next_batch++;
  const auto previews = std::make_shared<std::vector<FilePreview>>();
  const auto crs = assumed_crs.toStdString();
  std::vector<std::filesystem::path> paths;
  for (const auto& file : files) {
    const auto text = file.trimmed().toStdString();
    const bool service = sources::is_web_address(text);
    if (service) d.online.insert(text);
    paths.emplace_back(service ? std::filesystem::path(text) : std::filesystem::absolute(text).lexically_normal());
  }
  d.batch_crs[batch] = crs;
  const auto work = [&d, paths, crs, previews](base::CancelToken token, const Jobs::Progress& progress) -> base::Status {
    sources::PrepareOptions options;
    options.assumed_crs = crs;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const auto step = [&](double fraction, const base::Message& what) {
        progress((static_cast<double>(i) + std::max(0.0, fraction)) / static_cast<double>(paths.size()), what);
      };
      if (is_tiles(paths[i].string())) {
        previews->push_back(preview_of_tiles(paths[i], d.web, token, step));
        continue;
      }
      const auto source = d.client.prepare(paths[i], options, token, step);
      if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
      previews->push_back(source ? preview_of(*source) : failed_preview(paths[i], source.error()));
    }
    return {};
  };
  base::Message title{"project.job_prepare_many", {{"count", std::to_string(paths.size())}}};
  if (paths.size() == 1) title = {"project.job_prepare", {{"file", paths[0].filename().string()}}};
  m_jobs->start(title, work, [this, &d, batch, previews](const base::Status& status) {
    if (!status) {
      d.batch_crs.erase(batch);
      return;
    }
    d.batches[batch] = *previews;
    Q_EMIT previewed(batch, *previews);
  });
  return batch;
}

void Document::discard_files(quint64 batch) {
  m_impl->batches.erase(batch);
  m_impl->batch_crs.erase(batch);
}

namespace {

/// The readers add "_surfaces" to the name of a city model's second layer.
void name_for_people(store::LayerEntry& entry, Language language) {
  constexpr std::string_view k_ending = "_surfaces";
  if (entry.role != feature::PackRole::city_surfaces || !entry.name.ends_with(k_ending)) return;
  entry.name.resize(entry.name.size() - k_ending.size());
  entry.name += ": " + text_of("project.roofs_and_walls", language).toStdString();
}

}  // namespace

void Document::confirm_files(quint64 batch, const std::vector<std::pair<std::size_t, std::size_t>>& chosen,
                             const std::vector<std::size_t>& converted) {
  auto& d = *m_impl;
  const auto found = d.batches.find(batch);
  if (found == d.batches.end() || !d.is_open) return;
  const auto files = found->second;
  const auto crs = d.batch_crs[batch];
  discard_files(batch);
  for (const auto f : converted)
    if (f < files.size() && files[f].status) convert_qgis(QString::fromStdString(files[f].file.string()));
  const auto wanted = [&](std::size_t f, std::size_t l) {
    if (std::find(converted.begin(), converted.end(), f) != converted.end()) return false;
    return chosen.empty() || std::find(chosen.begin(), chosen.end(), std::pair{f, l}) != chosen.end();
  };
  int hues = static_cast<int>(d.model.layers.size());
  std::vector<NewLayer> added;
  for (std::size_t f = 0; f < files.size(); ++f)
    for (std::size_t l = 0; l < files[f].layers.size(); ++l)
      if (wanted(f, l)) {
        added.push_back({entry_for(files[f], files[f].layers[l], crs, hues++, d.styles), template_of(files[f].layers[l])});
        name_for_people(added.back().entry, d.options.language);
      }
  if (added.empty()) return;
  const auto suits = stated_utm(files).value_or(epsg_for(middle_of(files)));
  d.when_free([&d, added = std::move(added), suits] {
    if (d.may_change_crs(suits)) d.change_crs(suits);
    d.when_free([&d, added] { d.add_layers(added); });
  });
}

void Document::Impl::add_layers(const std::vector<NewLayer>& added) {
  base::Message message{"project.did_add_layers", {{"count", std::to_string(added.size())}, {"name", added.front().entry.name}}};
  send(reordered(with_new_layers(model.layers, added), std::move(message)));
}

/// The transaction that leads from the layers as they are to those wanted, in this order.
store::Transaction Document::Impl::reordered(std::vector<store::LayerEntry> wanted, base::Message message) const {
  store::Transaction transaction;
  transaction.message = std::move(message);
  const auto stays = [&](const base::Uuid& id) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const auto& w) { return w.id == id; });
  };
  for (const auto& layer : model.layers)
    if (!stays(layer.id)) transaction.changes.emplace_back(base::removed<store::LayerEntry>(layer));
  std::int32_t position = 0;
  for (auto& entry : wanted) {
    entry.position = position++;
    if (const auto* before = model.layer(entry.id)) {
      if (static_cast<const store::LayerEntry&>(*before) != entry)
        transaction.changes.emplace_back(base::changed<store::LayerEntry>(*before, entry));
    } else {
      transaction.changes.emplace_back(base::added(entry));
    }
  }
  return transaction;
}

// --- changing -----------------------------------------------------------------------------------------------------------

void Document::Impl::change_layer(const base::Uuid& id, const char* message_id, const std::string& merge_key,
                                  const std::function<void(store::LayerEntry&)>& edit) {
  when_free([this, id, message_id, merge_key, edit] {
    const auto* layer = model.layer(id);
    if (!layer) return;
    const store::LayerEntry before = *layer;
    auto after = before;
    edit(after);
    if (after == before) return;
    store::Transaction transaction;
    transaction.message = {message_id, {{"name", after.name}}};
    transaction.changes.emplace_back(base::changed(before, after));
    if (!merge_key.empty()) transaction.merge_key = merge_key + base::to_string(id);
    send(std::move(transaction));
  });
}

const std::vector<LayerEntry>& Document::layers() const { return m_impl->model.layers; }
const LayerEntry* Document::layer(const base::Uuid& id) const { return std::as_const(m_impl->model).layer(id); }

void Document::set_layer_visible(const base::Uuid& id, bool visible) {
  m_impl->change_layer(id, visible ? "project.did_show_layer" : "project.did_hide_layer",
                       "visible:", [visible](auto& layer) { layer.visible = visible; });
}

void Document::set_layer_opacity(const base::Uuid& id, double opacity) {
  m_impl->change_layer(id, "project.did_opacity", "opacity:", [opacity](auto& layer) { layer.opacity = std::clamp(opacity, 0.0, 1.0); });
}

void Document::set_layer_name(const base::Uuid& id, const QString& name) {
  if (name.trimmed().isEmpty()) return;
  m_impl->change_layer(id, "project.did_rename_layer", "name:", [name](auto& layer) { layer.name = name.trimmed().toStdString(); });
}

base::Status Document::set_layer_filter(const base::Uuid& id, const QString& filter) {
  const auto* entry = layer(id);
  if (!entry || !entry->pack) return base::fail(base::ErrorCode::not_found, "project.layer_not_ready");
  auto json = filter_from_text(filter.toStdString(), entry->pack->info().columns);
  if (!json) return tl::unexpected(json.error());
  if (auto sheet = m_impl->styles.sheet(m_impl->style_json(*entry), *json, Theme::light); !sheet) return tl::unexpected(sheet.error());
  m_impl->change_layer(id, "project.did_filter", "filter:", [json = *json](auto& layer) { layer.filter_json = json; });
  return {};
}

base::Status Document::set_layer_style(const base::Uuid& id, const QString& style_json) {
  const auto json = style_json.toStdString();
  if (!json.empty())
    if (auto sheet = m_impl->styles.sheet(json, {}, Theme::light); !sheet) return tl::unexpected(sheet.error());
  m_impl->change_layer(id, "project.did_style", {}, [json](auto& layer) { layer.style_json = json; });
  return {};
}

void Document::move_layer(const base::Uuid& id, std::size_t new_index) {
  m_impl->when_free([this, id, new_index] {
    auto& d = *m_impl;
    std::vector<store::LayerEntry> order(d.model.layers.begin(), d.model.layers.end());
    const auto it = std::find_if(order.begin(), order.end(), [&](const auto& layer) { return layer.id == id; });
    if (it == order.end()) return;
    auto moved = *it;
    order.erase(it);
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(std::min(new_index, order.size())), moved);
    d.send(d.reordered(std::move(order), {"project.did_move_layer", {{"name", moved.name}}}));
  });
}

void Document::remove_layer(const base::Uuid& id) {
  m_impl->when_free([this, id] {
    auto& d = *m_impl;
    std::vector<store::LayerEntry> order(d.model.layers.begin(), d.model.layers.end());
    const auto it = std::find_if(order.begin(), order.end(), [&](const auto& layer) { return layer.id == id; });
    if (it == order.end()) return;
    const auto name = it->name;
    order.erase(it);
    d.send(d.reordered(std::move(order), {"project.did_remove_layer", {{"name", name}}}));
  });
}

void Document::link_files(const base::Uuid& id, const std::vector<store::FileLink>& links) {
  m_impl->change_layer(id, "project.did_link_files", {}, [links](auto& layer) { layer.links = links; });
}

void Document::relocate_layer(const base::Uuid& id, const QString& file) {
  const auto path = std::filesystem::absolute(file.toStdString()).lexically_normal().string();
  m_impl->change_layer(id, "project.did_relocate_layer", {}, [path](auto& layer) {
    layer.path = path;
    layer.pack_key.clear();
  });
}

// --- looks --------------------------------------------------------------------------------------------------------------

const std::string& Document::Impl::style_json(const LayerEntry& layer) const {
  return layer.style_json.empty() ? layer.default_style : layer.style_json;
}

std::shared_ptr<const style::Stylesheet> Document::Impl::sheet_of(const LayerEntry& layer, Theme theme) const {
  const auto own = styles.sheet(style_json(layer), layer.filter_json, theme);
  if (own) return *own;
  // A stored style or filter that no longer compiles (edited elsewhere): the default shows the data all the same.
  const auto fallback = styles.sheet(layer.default_style, {}, theme);
  return fallback ? *fallback : nullptr;
}

}  // namespace skizze::project
