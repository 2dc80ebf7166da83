// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/checks.h"

#include <sqlite3.h>

#include <algorithm>
#include <set>
#include <typeinfo>

#include "geo/overlay.h"
#include "store/gpkg_schema.h"
#include "store/payload.h"
#include "store/rows.h"

namespace skizze::store {
namespace {

using feature::Severity;

/// One run over a project; collects findings.
class Checker {
 public:
  Checker(Database& database, std::filesystem::path folder, const base::CancelToken& token)
      : m_database(database), m_folder(std::move(folder)), m_token(token) {}

  base::Result<CheckReport> run() {
    using Step = base::Status (Checker::*)();
    for (const Step step : {&Checker::file, &Checker::foreign_keys, &Checker::catalogue, &Checker::rows, &Checker::journal}) {
      if (m_token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
      if (auto status = (this->*step)(); !status) return tl::unexpected(std::move(status.error()));
    }
    return std::move(m_report);
  }

 private:
  void add(Severity severity, std::string id, std::vector<base::Argument> arguments = {}) {
    m_report.findings.push_back({severity, {std::move(id), std::move(arguments)}});
  }

  /// Calls visit for every row of a query.
  template <class Visit>
  base::Status each(const std::string& sql, Visit&& visit) {
    auto select = m_database.prepare(sql);
    if (!select) return tl::unexpected(std::move(select.error()));
    for (;;) {
      auto row = select->step();
      if (!row) return tl::unexpected(std::move(row.error()));
      if (!*row) return {};
      visit(*select);
    }
  }

  base::Status file() {
    return each("PRAGMA integrity_check(20)", [&](const Statement& row) {
      if (row.text(0) != "ok") add(Severity::lost, "store.check_integrity", {{"detail", std::string(row.text(0))}});
    });
  }

  base::Status foreign_keys() {
    return each("PRAGMA foreign_key_check", [&](const Statement& row) {
      add(Severity::warning, "store.check_reference", {{"table", std::string(row.text(0))}, {"row", std::string(row.text(1))}});
    });
  }

  base::Status catalogue() {
    auto application = m_database.integer("PRAGMA application_id");
    if (!application) return tl::unexpected(std::move(application.error()));
    if (application->value_or(0) != k_gpkg_application_id) add(Severity::lost, "store.check_not_geopackage");
    for (const auto& table : project_tables()) {
      if (!table.listed) continue;
      auto listed = m_database.integer("SELECT count(*) FROM gpkg_contents WHERE table_name = '" + std::string(table.name) + "'");
      if (!listed) return tl::unexpected(std::move(listed.error()));
      if (listed->value_or(0) != 1) add(Severity::lost, "store.check_not_listed", {{"table", std::string(table.name)}});
    }
    return {};
  }

  template <class T>
  base::Result<std::vector<T>> read(std::uint64_t& count) {
    std::vector<feature::Notice> notices;
    auto entities = all_rows<T>(m_database, notices);
    for (auto& notice : notices) m_report.findings.push_back({Severity::lost, std::move(notice.message)});
    if (entities) count = entities->size();
    return entities;
  }

  void area(const geo::Geometry& geometry, std::string_view table, const base::Uuid& id) {
    if (!geo::valid(geometry))
      add(Severity::warning, "store.check_crossing_ring", {{"table", std::string(table)}, {"id", base::to_string(id)}});
  }

  base::Status rows() {
    auto scenarios = read<sketch::Scenario>(m_report.scenarios);
    if (!scenarios) return tl::unexpected(std::move(scenarios.error()));
    std::set<base::Uuid> known;
    for (const auto& scenario : *scenarios) known.insert(scenario.id);
    auto measures = read<sketch::Measure>(m_report.measures);
    if (!measures) return tl::unexpected(std::move(measures.error()));
    for (const auto& measure : *measures) {
      if (measure.id.is_null()) add(Severity::warning, "store.check_no_id", {{"table", std::string(table_of(measure))}});
      if (!known.contains(measure.scenario)) add(Severity::warning, "store.check_no_scenario", {{"id", base::to_string(measure.id)}});
      area(measure.geometry, table_of(measure), measure.id);
    }
    auto contributions = read<participation::Contribution>(m_report.contributions);
    if (!contributions) return tl::unexpected(std::move(contributions.error()));
    for (const auto& contribution : *contributions) {
      if (contribution.id.is_null()) add(Severity::warning, "store.check_no_id", {{"table", std::string(table_of(contribution))}});
      area(contribution.geometry, table_of(contribution), contribution.id);
    }
    return layers();
  }

  base::Status layers() {
    auto layers = read<LayerEntry>(m_report.layers);
    if (!layers) return tl::unexpected(std::move(layers.error()));
    for (const auto& layer : *layers) layer_file(layer);
    return {};
  }

  void layer_file(const LayerEntry& layer) {
    if (layer.path.starts_with("http://") || layer.path.starts_with("https://")) return;  // a service: nobody is asked here
    std::error_code error;
    const char* project = sqlite3_db_filename(m_database.handle(), "main");
    const auto path = std::filesystem::path(project ? project : "").parent_path() / layer.path;  // an absolute one stays as it is
    const auto size = std::filesystem::file_size(path, error);
    if (error && !std::filesystem::is_directory(path, error)) {
      return add(Severity::warning, "store.check_layer_missing", {{"name", layer.name}, {"file", layer.path}});
    }
    if (!error && layer.provenance.source_bytes != 0 && size != layer.provenance.source_bytes &&
        std::filesystem::is_regular_file(path, error)) {
      add(Severity::info, "store.check_layer_changed", {{"name", layer.name}, {"file", layer.path}});
    }
  }

  /// Whether the newest done change of an entity left the row as it is now; older ones are covered by it.
  template <class T>
  void newest(const base::Change<T>& change) {
    const T& like = change.after ? *change.after : *change.before;
    const auto key = std::string(typeid(T).name()) + key_of(like);
    if (!m_seen.insert(key).second) return;
    auto row = find_row(m_database, like);
    const bool alike = row && row->has_value() == change.after.has_value() && (!change.after || stored_alike(**row, *change.after));
    if (!alike) ++m_changed_outside;
  }
  template <class T>
  static std::string key_of(const T& entity) {
    return base::to_string(entity.id);
  }
  static std::string key_of(const Setting& entity) { return entity.key; }

  base::Status journal() {
    bool undone_seen = false;
    bool order_broken = false;
    auto status = each("SELECT seq, state FROM journal ORDER BY seq", [&](const Statement& row) {
      ++m_report.history;
      const bool undone = row.text(1) == "undone";
      if (!undone && (row.text(1) != "done" || undone_seen)) order_broken = true;
      undone_seen = undone_seen || undone;
    });
    if (!status) return status;
    if (order_broken) add(Severity::lost, "store.check_journal_order");
    status = each("SELECT seq, state, payload FROM journal ORDER BY seq DESC", [&](const Statement& row) {
      auto transaction = decode_transaction(row.blob(2));
      if (!transaction) return add(Severity::lost, "store.check_journal_entry", {{"entry", std::to_string(row.integer(0))}});
      if (row.text(1) != "done") return;
      for (auto it = transaction->changes.rbegin(); it != transaction->changes.rend(); ++it) {
        std::visit(
            [&](const auto& change) {
              if (change.after || change.before) newest(change);
            },
            *it);
      }
    });
    if (m_changed_outside > 0) add(Severity::info, "store.check_changed_outside", {{"count", std::to_string(m_changed_outside)}});
    return status;
  }

  Database& m_database;
  std::filesystem::path m_folder;
  base::CancelToken m_token;
  CheckReport m_report;
  std::set<std::string> m_seen;
  std::uint64_t m_changed_outside = 0;
};

}  // namespace

bool CheckReport::clean() const {
  return std::ranges::none_of(findings, [](const Finding& finding) { return finding.severity == Severity::lost; });
}

base::Result<CheckReport> check_project(Database& database, const std::filesystem::path& folder, const base::CancelToken& token) {
  return Checker(database, folder, token).run();
}

}  // namespace skizze::store
