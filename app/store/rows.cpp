// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include <array>

#include "store/gpkg_blob.h"
#include "store/payload.h"
#include "store/time_text.h"

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;

// ---- cells shared by several tables

void bind_id(Statement& to, int index, const base::Uuid& id) {
  id.is_null() ? to.bind_null(index) : to.bind(index, std::string_view(base::to_string(id)));
}
void bind_time(Statement& to, int index, std::int64_t ms) { to.bind_text(index, iso_time(ms)); }
void bind_bool(Statement& to, int index, bool value) { to.bind(index, std::int64_t{value ? 1 : 0}); }
void bind_geometry(Statement& to, int index, const geo::Geometry& geometry, int epsg) {
  const auto blob = encode_gpkg(geometry, epsg);
  blob.empty() ? to.bind_null(index) : to.bind(index, blob);
}

base::Uuid id_at(const Statement& row, int column) { return base::parse_uuid(row.text(column)).value_or(base::Uuid{}); }
std::int64_t time_at(const Statement& row, int column) { return parse_time(row.text(column)).value_or(0); }
std::string text_at(const Statement& row, int column) { return std::string(row.text(column)); }

/// A word of ours, or the default: a form in QGIS can leave anything in a text column.
template <class T>
void take_word(T& value, const std::optional<T>& known) {
  if (known) value = *known;
}

base::Status geometry_at(const Statement& row, int column, geo::GeometryKind wanted, geo::Geometry& out) {
  if (row.is_null(column)) return fail(ErrorCode::invalid, "store.row_without_geometry");
  auto geometry = decode_gpkg(row.blob(column));
  if (!geometry) return tl::unexpected(std::move(geometry.error()));
  if (geometry->kind != wanted) return fail(ErrorCode::invalid, "store.row_without_geometry");
  out = std::move(*geometry);
  return {};
}

/// Names joined by " / "; a slash that belongs to a name is doubled.
std::string path_of_groups(const std::vector<std::string>& groups) {
  std::string path;
  for (const auto& group : groups) {
    if (!path.empty()) path += " / ";
    for (const char c : group) path += c == '/' ? std::string("//") : std::string(1, c);
  }
  return path;
}

std::vector<std::string> groups_of(std::string_view path) {
  std::vector<std::string> groups;
  if (!path.empty()) groups.emplace_back();
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path.substr(i, 3) == " / ") {
      groups.emplace_back();
      i += 2;
    } else {
      groups.back() += path[i];
      if (path[i] == '/') ++i;  // doubled
    }
  }
  return groups;
}

template <class T, class Decode>
base::Status read_list(const Statement& row, int column, Decode decode, std::vector<T>& out) {
  if (row.is_null(column)) return {};
  auto list = decode(row.blob(column));
  if (!list) return tl::unexpected(std::move(list.error()));
  out = std::move(*list);
  return {};
}

constexpr std::array<std::string_view, 3> k_role_words{"features", "city_objects", "city_surfaces"};

// ---- one description per table: columns (the key first), how to bind them from 1, how to read them from 0

struct ScenarioRow {
  using Entity = sketch::Scenario;
  static constexpr std::array<std::string_view, 6> k_columns{"id", "parent_id", "name", "description", "position", "created_at"};
  static void bind(Statement& to, const Entity& v, int) {
    bind_id(to, 1, v.id);
    bind_id(to, 2, v.parent);
    to.bind_text(3, v.name).bind_text(4, v.description).bind(5, std::int64_t{v.position});
    bind_time(to, 6, v.created_at_ms);
  }
  static base::Status read(const Statement& row, Entity& v) {
    v = {id_at(row, 0), id_at(row, 1), text_at(row, 2), text_at(row, 3), static_cast<std::int32_t>(row.integer(4)), time_at(row, 5)};
    return {};
  }
};

struct MeasureRow {
  using Entity = sketch::Measure;
  static void bind_head(Statement& to, const Entity& v, int epsg) {
    bind_id(to, 1, v.id);
    bind_geometry(to, 2, v.geometry, epsg);
    bind_id(to, 3, v.scenario);
    to.bind_text(4, v.name).bind_text(5, v.note);
    bind_time(to, 6, v.created_at_ms);
    bind_time(to, 7, v.updated_at_ms);
  }
  static base::Status read_head(const Statement& row, Entity& v, geo::GeometryKind kind) {
    v.id = id_at(row, 0);
    v.scenario = id_at(row, 2);
    v.name = text_at(row, 3);
    v.note = text_at(row, 4);
    v.created_at_ms = time_at(row, 5);
    v.updated_at_ms = time_at(row, 6);
    return geometry_at(row, 1, kind, v.geometry);
  }
};

struct BikeRow : MeasureRow {
  static constexpr std::array<std::string_view, 17> k_columns{"id",           "geom",         "scenario_id",
                                                              "name",         "note",         "created_at",
                                                              "updated_at",   "fuehrungsart", "seite",
                                                              "richtung",     "breite",       "sicherheitstrennstreifen",
                                                              "oberflaeche",  "rotfaerbung",  "benutzungspflicht",
                                                              "strassenname", "netzklasse"};
  static void bind(Statement& to, const Entity& v, int epsg) {
    bind_head(to, v, epsg);
    to.bind_text(8, word_of(v.lane.facility)).bind_text(9, word_of(v.lane.side)).bind_text(10, word_of(v.lane.direction));
    to.bind(11, v.lane.width_m).bind(12, v.lane.buffer_m).bind_text(13, word_of(v.lane.surface));
    bind_bool(to, 14, v.lane.red_paint);
    bind_bool(to, 15, v.lane.mandatory_use);
    to.bind_text(16, v.lane.street_name).bind_text(17, v.lane.network_class);
  }
  static base::Status read(const Statement& row, Entity& v) {
    v.kind = sketch::MeasureKind::bike_lane;
    take_word(v.lane.facility, sketch::facility_from(row.text(7)));
    take_word(v.lane.side, sketch::side_from(row.text(8)));
    take_word(v.lane.direction, sketch::direction_from(row.text(9)));
    v.lane.width_m = row.optional_real(10);
    v.lane.buffer_m = row.optional_real(11);
    take_word(v.lane.surface, sketch::surface_from(row.text(12)));
    v.lane.red_paint = row.integer(13) != 0;
    v.lane.mandatory_use = row.integer(14) != 0;
    v.lane.street_name = text_at(row, 15);
    v.lane.network_class = text_at(row, 16);
    return read_head(row, v, geo::GeometryKind::line);
  }
};

struct SolarRow : MeasureRow {
  static constexpr std::array<std::string_view, 16> k_columns{
      "id",    "geom",   "scenario_id",      "name",   "note",          "created_at",  "updated_at",     "lage", "montage",
      "slope", "aspect", "nutzbarer_anteil", "roofid", "reihenabstand", "reihentiefe", "leistungsdichte"};
  static void bind(Statement& to, const Entity& v, int epsg) {
    bind_head(to, v, epsg);
    to.bind_text(8, word_of(v.solar.place)).bind_text(9, word_of(v.solar.mounting));
    to.bind(10, v.solar.tilt_deg).bind(11, v.solar.azimuth_deg).bind(12, v.solar.usable_share).bind_text(13, v.solar.roof_id);
    to.bind(14, v.solar.row_pitch_m).bind(15, v.solar.row_depth_m).bind(16, v.solar.density_kwp_ha);
  }
  static base::Status read(const Statement& row, Entity& v) {
    v.kind = sketch::MeasureKind::solar_area;
    take_word(v.solar.place, sketch::solar_place_from(row.text(7)));
    take_word(v.solar.mounting, sketch::solar_mounting_from(row.text(8)));
    v.solar.tilt_deg = row.optional_real(9);
    v.solar.azimuth_deg = row.optional_real(10);
    v.solar.usable_share = row.optional_real(11).value_or(1.0);
    v.solar.roof_id = text_at(row, 12);
    v.solar.row_pitch_m = row.optional_real(13);
    v.solar.row_depth_m = row.optional_real(14);
    v.solar.density_kwp_ha = row.optional_real(15);
    return read_head(row, v, geo::GeometryKind::area);
  }
};

template <geo::GeometryKind kind>
struct ContributionRow {
  using Entity = participation::Contribution;
  static constexpr std::array<std::string_view, 12> k_columns{"id",         "geom",       "category", "text",       "author", "state",
                                                              "created_at", "updated_at", "reply",    "replied_at", "topic",  "source"};
  static void bind(Statement& to, const Entity& v, int epsg) {
    bind_id(to, 1, v.id);
    bind_geometry(to, 2, v.geometry, epsg);
    to.bind_text(3, v.category).bind_text(4, v.text).bind_text(5, v.author.value_or("")).bind_text(6, word_of(v.state));
    bind_time(to, 7, v.created_at_ms);
    bind_time(to, 8, v.updated_at_ms);
    to.bind_text(9, v.reply);
    bind_time(to, 10, v.replied_at_ms);
    to.bind_text(11, v.topic).bind_text(12, v.source);
  }
  static base::Status read(const Statement& row, Entity& v) {
    v.id = id_at(row, 0);
    v.category = text_at(row, 2);
    v.text = text_at(row, 3);
    if (!row.is_null(4)) v.author = text_at(row, 4);
    take_word(v.state, participation::state_from(row.text(5)));
    v.created_at_ms = time_at(row, 6);
    v.updated_at_ms = time_at(row, 7);
    v.reply = text_at(row, 8);
    v.replied_at_ms = time_at(row, 9);
    v.topic = text_at(row, 10);
    v.source = text_at(row, 11);
    return geometry_at(row, 1, kind, v.geometry);
  }
};

struct LayerRow {
  using Entity = LayerEntry;
  static constexpr std::array<std::string_view, 26> k_columns{
      "id",           "name",         "path",        "source_layer", "pack_key",
      "raster",       "role",         "assumed_crs", "style_json",   "filter_json",
      "position",     "opacity",      "visible",     "source_path",  "source_layer_name",
      "driver",       "licence",      "attribution", "data_date",    "imported_at",
      "source_bytes", "source_mtime", "notices",     "group_path",   "field_words",
      "links"};
  static void bind(Statement& to, const Entity& v, int) {
    bind_id(to, 1, v.id);
    to.bind_text(2, v.name).bind_text(3, v.path).bind_text(4, v.source_layer).bind_text(5, v.pack_key);
    bind_bool(to, 6, v.raster);
    to.bind_text(7, k_role_words[static_cast<std::size_t>(v.role)])
        .bind_text(8, v.assumed_crs)
        .bind_text(9, v.style_json)
        .bind_text(10, v.filter_json);
    to.bind(11, std::int64_t{v.position}).bind(12, v.opacity);
    bind_bool(to, 13, v.visible);
    const auto& p = v.provenance;
    to.bind_text(14, p.source_path)
        .bind_text(15, p.source_layer)
        .bind_text(16, p.driver)
        .bind_text(17, p.licence)
        .bind_text(18, p.attribution);
    to.bind_text(19, p.data_date).bind_text(20, p.imported_at);
    to.bind(21, static_cast<std::int64_t>(p.source_bytes)).bind(22, p.source_mtime).bind(23, encode(v.notices));
    to.bind_text(24, path_of_groups(v.groups));
    v.fields.empty() ? to.bind_null(25) : to.bind(25, encode(v.fields));
    v.links.empty() ? to.bind_null(26) : to.bind(26, encode(v.links));
  }
  static base::Status read(const Statement& row, Entity& v) {
    v = {id_at(row, 0),
         text_at(row, 1),
         text_at(row, 2),
         text_at(row, 3),
         text_at(row, 4),
         row.integer(5) != 0,
         {},
         text_at(row, 7),
         text_at(row, 8),
         text_at(row, 9),
         static_cast<std::int32_t>(row.integer(10)),
         row.optional_real(11).value_or(1.0),
         row.integer(12) != 0,
         {},
         {},
         groups_of(row.text(23)),
         {},
         {}};
    for (std::size_t i = 0; i < k_role_words.size(); ++i) {
      if (k_role_words[i] == row.text(6)) v.role = static_cast<feature::PackRole>(i);
    }
    v.provenance = {text_at(row, 13), text_at(row, 14), text_at(row, 15), text_at(row, 16),
                    text_at(row, 17), text_at(row, 18), text_at(row, 19), static_cast<std::uint64_t>(row.integer(20)),
                    row.integer(21)};
    if (auto status = read_list(row, 22, decode_notices, v.notices); !status) return status;
    if (auto status = read_list(row, 24, decode_field_words, v.fields); !status) return status;
    return read_list(row, 25, decode_links, v.links);
  }
};

struct SettingRow {
  using Entity = Setting;
  static constexpr std::array<std::string_view, 2> k_columns{"key", "value"};
  static void bind(Statement& to, const Entity& v, int) { to.bind(1, std::string_view(v.key)).bind(2, std::string_view(v.value)); }
  static base::Status read(const Statement& row, Entity& v) {
    v = {text_at(row, 0), text_at(row, 1)};
    return {};
  }
};

/// Calls with the row description that belongs to an entity.
template <class Call>
auto with_row(const sketch::Scenario&, Call&& call) {
  return call(ScenarioRow{});
}
template <class Call>
auto with_row(const sketch::Measure& v, Call&& call) {
  return v.kind == sketch::MeasureKind::bike_lane ? call(BikeRow{}) : call(SolarRow{});
}
template <class Call>
auto with_row(const participation::Contribution& v, Call&& call) {
  switch (v.geometry.kind) {
    case geo::GeometryKind::line: return call(ContributionRow<geo::GeometryKind::line>{});
    case geo::GeometryKind::area: return call(ContributionRow<geo::GeometryKind::area>{});
    case geo::GeometryKind::point:
    case geo::GeometryKind::none: break;
  }
  return call(ContributionRow<geo::GeometryKind::point>{});
}
template <class Call>
auto with_row(const LayerEntry&, Call&& call) {
  return call(LayerRow{});
}
template <class Call>
auto with_row(const Setting&, Call&& call) {
  return call(SettingRow{});
}

template <class Row>
std::string column_list() {
  std::string list;
  for (const auto column : Row::k_columns) list += (list.empty() ? "" : ", ") + sql_name(column);
  return list;
}

/// The same of a file that may be older and may not be changed: a column that it lacks is empty.
template <class Row>
base::Result<std::string> columns_there(Database& database, std::string_view table) {
  std::string list;
  for (const auto column : Row::k_columns) {
    auto there = came_later(table, column) ? has_column(database, table, column) : base::Result<bool>(true);
    if (!there) return tl::unexpected(std::move(there.error()));
    list += (list.empty() ? "" : ", ") + (*there ? sql_name(column) : "NULL");
  }
  return list;
}

template <class Row>
std::string where_key(std::size_t parameter) {
  return " WHERE " + sql_name(Row::k_columns[0]) + " = ?" + std::to_string(parameter);
}

template <class T>
void bind_key(Statement& to, int index, const T& entity) {
  bind_id(to, index, entity.id);
}
void bind_key(Statement& to, int index, const Setting& entity) { to.bind(index, std::string_view(entity.key)); }

/// Reads every row of one table and appends it; a row that cannot be understood becomes a notice.
template <class Row>
base::Status append_rows(Database& database, std::string_view table, std::string_view order, std::vector<typename Row::Entity>& out,
                         std::vector<feature::Notice>& notices) {
  const auto columns = columns_there<Row>(database, table);
  if (!columns) return tl::unexpected(columns.error());
  auto select = database.prepare("SELECT " + *columns + " FROM " + sql_name(table) + " ORDER BY " + std::string(order));
  if (!select) return tl::unexpected(std::move(select.error()));
  for (;;) {
    auto row = select->step();
    if (!row) return tl::unexpected(std::move(row.error()));
    if (!*row) return {};
    typename Row::Entity entity;
    if (auto status = Row::read(*select, entity); !status) {
      notices.push_back({feature::Severity::lost,
                         {"store.row_left_out", {{"table", std::string(table)}, {"row", text_at(*select, 0)}}},
                         1,
                         text_at(*select, 0)});
      continue;
    }
    out.push_back(std::move(entity));
  }
}

base::Status append_all(Database& d, std::vector<sketch::Scenario>& out, std::vector<feature::Notice>& notices) {
  return append_rows<ScenarioRow>(d, "scenarios", "position, id", out, notices);
}
base::Status append_all(Database& d, std::vector<sketch::Measure>& out, std::vector<feature::Notice>& notices) {
  if (auto status = append_rows<BikeRow>(d, "measures_bike", "id", out, notices); !status) return status;
  return append_rows<SolarRow>(d, "measures_solar", "id", out, notices);
}
base::Status append_all(Database& d, std::vector<participation::Contribution>& out, std::vector<feature::Notice>& notices) {
  using enum geo::GeometryKind;
  if (auto status = append_rows<ContributionRow<point>>(d, "contributions_points", "id", out, notices); !status) return status;
  if (auto status = append_rows<ContributionRow<line>>(d, "contributions_lines", "id", out, notices); !status) return status;
  return append_rows<ContributionRow<area>>(d, "contributions_areas", "id", out, notices);
}
base::Status append_all(Database& d, std::vector<LayerEntry>& out, std::vector<feature::Notice>& notices) {
  return append_rows<LayerRow>(d, "layers", "position, id", out, notices);
}
base::Status append_all(Database& d, std::vector<Setting>& out, std::vector<feature::Notice>& notices) {
  return append_rows<SettingRow>(d, "settings", "key", out, notices);
}

base::Status expect_one(Database& database, base::Status status) {
  if (status && database.changed_rows() != 1) return fail(ErrorCode::conflict, "store.row_gone");
  return status;
}

}  // namespace

template <class T>
base::Result<std::optional<T>> find_row(Database& database, const T& like) {
  return with_row(like, [&]<class Row>(Row) -> base::Result<std::optional<T>> {
    auto cached = database.cached("SELECT " + column_list<Row>() + " FROM " + sql_name(table_of(like)) + where_key<Row>(1));
    if (!cached) return tl::unexpected(std::move(cached.error()));
    Statement& select = **cached;
    bind_key(select, 1, like);
    auto row = select.step();
    if (!row) return tl::unexpected(std::move(row.error()));
    if (!*row) return std::optional<T>{};
    T entity;
    if (auto status = Row::read(select, entity); !status) return tl::unexpected(std::move(status.error()));
    return std::optional<T>(std::move(entity));
  });
}

template <class T>
base::Status insert_row(Database& database, const T& entity, int epsg) {
  return with_row(entity, [&]<class Row>(Row) -> base::Status {
    std::string parameters;
    for (std::size_t i = 1; i <= Row::k_columns.size(); ++i) parameters += (i == 1 ? "?" : ", ?") + std::to_string(i);
    auto cached =
        database.cached("INSERT INTO " + sql_name(table_of(entity)) + " (" + column_list<Row>() + ") VALUES (" + parameters + ")");
    if (!cached) return tl::unexpected(std::move(cached.error()));
    Statement& insert = **cached;
    Row::bind(insert, entity, epsg);
    return insert.run();
  });
}

template <class T>
base::Status update_row(Database& database, const T& entity, int epsg) {
  return with_row(entity, [&]<class Row>(Row) -> base::Status {
    std::string assignments;
    for (std::size_t i = 1; i < Row::k_columns.size(); ++i)
      assignments += (i == 1 ? "" : ", ") + sql_name(Row::k_columns[i]) + " = ?" + std::to_string(i + 1);
    auto cached = database.cached("UPDATE " + sql_name(table_of(entity)) + " SET " + assignments + where_key<Row>(1));
    if (!cached) return tl::unexpected(std::move(cached.error()));
    Statement& update = **cached;
    Row::bind(update, entity, epsg);
    return expect_one(database, update.run());
  });
}

template <class T>
base::Status delete_row(Database& database, const T& entity) {
  return with_row(entity, [&]<class Row>(Row) -> base::Status {
    auto cached = database.cached("DELETE FROM " + sql_name(table_of(entity)) + where_key<Row>(1));
    if (!cached) return tl::unexpected(std::move(cached.error()));
    Statement& remove = **cached;
    bind_key(remove, 1, entity);
    return expect_one(database, remove.run());
  });
}

template <class T>
base::Result<std::vector<T>> all_rows(Database& database, std::vector<feature::Notice>& notices) {
  std::vector<T> out;
  if (auto status = append_all(database, out, notices); !status) return tl::unexpected(std::move(status.error()));
  return out;
}

template base::Result<std::optional<sketch::Scenario>> find_row(Database&, const sketch::Scenario&);
template base::Result<std::optional<sketch::Measure>> find_row(Database&, const sketch::Measure&);
template base::Result<std::optional<participation::Contribution>> find_row(Database&, const participation::Contribution&);
template base::Result<std::optional<LayerEntry>> find_row(Database&, const LayerEntry&);
template base::Result<std::optional<Setting>> find_row(Database&, const Setting&);
template base::Status insert_row(Database&, const sketch::Scenario&, int);
template base::Status insert_row(Database&, const sketch::Measure&, int);
template base::Status insert_row(Database&, const participation::Contribution&, int);
template base::Status insert_row(Database&, const LayerEntry&, int);
template base::Status insert_row(Database&, const Setting&, int);
template base::Status update_row(Database&, const sketch::Scenario&, int);
template base::Status update_row(Database&, const sketch::Measure&, int);
template base::Status update_row(Database&, const participation::Contribution&, int);
template base::Status update_row(Database&, const LayerEntry&, int);
template base::Status update_row(Database&, const Setting&, int);
template base::Status delete_row(Database&, const sketch::Scenario&);
template base::Status delete_row(Database&, const sketch::Measure&);
template base::Status delete_row(Database&, const participation::Contribution&);
template base::Status delete_row(Database&, const LayerEntry&);
template base::Status delete_row(Database&, const Setting&);
template base::Result<std::vector<sketch::Scenario>> all_rows(Database&, std::vector<feature::Notice>&);
template base::Result<std::vector<sketch::Measure>> all_rows(Database&, std::vector<feature::Notice>&);
template base::Result<std::vector<participation::Contribution>> all_rows(Database&, std::vector<feature::Notice>&);
template base::Result<std::vector<LayerEntry>> all_rows(Database&, std::vector<feature::Notice>&);
template base::Result<std::vector<Setting>> all_rows(Database&, std::vector<feature::Notice>&);

}  // namespace skizze::store
