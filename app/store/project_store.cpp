// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/project_store.h"

#include <sqlite3.h>

#include <set>

#include "store/checks.h"
#include "store/file_lock.h"
#include "store/gpkg_schema.h"
#include "store/journal.h"
#include "store/payload.h"
#include "store/project_file.h"
#include "store/rows.h"
#include "store/time_text.h"
#include "store/working_copy.h"

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;
namespace fs = std::filesystem;

// Scenarios and measures bring their own validate().
base::Status validate(const participation::Contribution& contribution) {
  if (contribution.id.is_null()) return fail(ErrorCode::invalid, "store.without_id");
  const auto clean = participation::checked(contribution);
  if (!clean) return tl::unexpected(clean.error());
  if (!(*clean == contribution)) return fail(ErrorCode::invalid, "store.contribution_not_clean");
  return {};
}
base::Status validate(const LayerEntry& layer) {
  if (layer.id.is_null()) return fail(ErrorCode::invalid, "store.without_id");
  if (!(layer.opacity >= 0 && layer.opacity <= 1)) return fail(ErrorCode::invalid, "store.opacity_out_of_range");
  return {};
}
base::Status validate(const Setting& setting) {
  if (setting.key.empty() || is_own_key(setting.key)) return fail(ErrorCode::invalid, "store.bad_setting", {{"key", setting.key}});
  return {};
}

template <class T>
bool same_entity(const T& a, const T& b) {
  return a.id == b.id;
}
bool same_entity(const Setting& a, const Setting& b) { return a.key == b.key; }

base::Status validate(const Transaction& transaction) {
  for (const auto& any : transaction.changes) {
    auto status = std::visit(
        [](const auto& change) -> base::Status {
          if (change.before && change.after && !same_entity(*change.before, *change.after))
            return fail(ErrorCode::internal, "store.change_mixes_ids");
          return change.after ? validate(*change.after) : base::Status{};
        },
        any);
    if (!status) return status;
  }
  return {};
}

}  // namespace

struct ProjectStore::Impl {
  fs::path path;  // as people know it
  fs::path file;  // the live one: the same, or the working copy of a share
  std::optional<WorkingCopy> copy;
  std::optional<FileLock> lock;  // outlives the connection, see FileLock
  std::optional<Database> database;
  int epsg = 0;
  bool read_only = false;
  bool unclean = false;
  Revision revision;
  std::uint64_t commits = 0;
  std::uint64_t written_back = 0;                // commits that the share has
  bool remembered = false;                       // settings outside the history were written
  bool left_ahead = false;                       // a session before this one ended before its write-back
  std::set<std::string, std::less<>> shrunk;     // tables whose extent may have become smaller
  std::map<std::string_view, geo::Box> touched;  // tables of the transaction under way, with the places that were added
  std::string last_merge_key;

  ~Impl();

  base::Status open(OpenMode mode, Place place);
  base::Status find_file(Place place);
  base::Status write_back();
  void tidy();
  base::Status begin_session();
  base::Status writable() const;
  base::Status store_setting(const std::string& key, const std::string& value);
  base::Status copy_to(const fs::path& target);

  /// How a transaction meets rows that are not as it expects.
  enum class Meeting : std::uint8_t { refuse, take_over };
  base::Status make_changes(Transaction& transaction, Meeting meeting, bool& changed_outside);
  template <class T>
  base::Status make_change(base::Change<T>& change, Meeting meeting, bool& changed_outside);
  template <class T>
  base::Status write_row(const base::Change<T>& change);
  template <class T>
  void note_tables(const base::Change<T>& change);

  base::Result<Revision> append(Transaction& transaction);
  base::Result<bool> merge(const Transaction& transaction);
  base::Result<Moved> move(Side from);
};

// ---- opening and closing

base::Status ProjectStore::Impl::find_file(Place place) {
  file = path;
  const bool shared = place == Place::share || (place == Place::detect && lies_on_share(path));
  if (!shared || read_only) return {};
  auto opened = WorkingCopy::open(path, working_root());
  if (!opened) return tl::unexpected(std::move(opened.error()));
  copy.emplace(std::move(*opened));
  file = copy->local();
  left_ahead = copy->ahead();
  return {};
}

base::Status ProjectStore::Impl::open(OpenMode mode, Place place) {
  std::error_code error;
  if (!fs::exists(path, error))
    return fail(ErrorCode::not_found, "store.not_found", {{"file", path.string()}}, {path.string(), {}, {}, -1});
  if (!fs::is_regular_file(path, error))
    return fail(ErrorCode::unsupported, "store.not_a_project", {{"file", path.string()}}, {path.string(), {}, {}, -1});
  read_only = mode == OpenMode::read_only;
  if (auto status = find_file(place); !status) return status;
  if (!read_only) {
    auto taken = FileLock::take(file);
    if (!taken) return tl::unexpected(std::move(taken.error()));
    lock = std::move(*taken);
  }
  auto opened = Database::open(file, read_only ? Access::read_only : Access::read_write);
  if (!opened) return tl::unexpected(std::move(opened.error()));
  database = std::move(*opened);
  if (auto status = accept_project(*database, path); !status) return status;
  if (!read_only && sqlite3_db_readonly(database->handle(), "main") == 1) {
    return fail(ErrorCode::no_space, "store.read_only", {{"file", path.string()}, {"detail", ""}}, {path.string(), {}, {}, -1});
  }
  if (auto status = prepare_connection(*database, read_only); !status) return status;
  return begin_session();
}

base::Status ProjectStore::Impl::begin_session() {
  auto srs = database->integer("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'measures_bike'");
  if (!srs) return tl::unexpected(std::move(srs.error()));
  epsg = static_cast<int>(srs->value_or(0));
  auto session = find_row(*database, Setting{std::string(k_key_session), {}});
  if (!session) return tl::unexpected(std::move(session.error()));
  unclean = session->has_value() && !read_only;
  if (unclean) {
    if (auto status = quick_check(*database, path); !status) return status;
  }
  if (!read_only) {
    if (auto status = add_later_columns(*database); !status) return status;
  }
  auto now = read_revision(*database);
  if (!now) return tl::unexpected(std::move(now.error()));
  revision = *now;
  return read_only || unclean ? base::Status{} : store_setting(std::string(k_key_session), "1");
}

ProjectStore::Impl::~Impl() {
  if (!database || read_only || !lock) return;
  tidy();
  if (!copy) return;
  if (commits == written_back && !remembered && !left_ahead) {
    copy->settle();
  } else {
    (void)write_back();  // what fails here is ahead in the working copy and is written back after the next opening
  }
}

base::Status ProjectStore::Impl::write_back() {
  const fs::path snapshot = file.string() + ".snapshot";
  const auto done = commits;
  auto status = copy_to(snapshot);
  if (status) status = copy->write_back(snapshot);
  std::error_code ignored;
  fs::remove(snapshot, ignored);
  if (status || status.error().code == ErrorCode::conflict) {
    written_back = done;
    left_ahead = false;
  }
  return status;
}

void ProjectStore::Impl::tidy() {
  // Closing tidies: exact extents, and the mark that this session ended by itself. A kill skips both without harm.
  auto atomic = Atomic::begin(*database);
  if (!atomic) return;
  for (const auto& table : shrunk) {
    if (!refresh_extent(*database, table)) return;
  }
  if (epsg != 0 && database->run("DELETE FROM settings WHERE key = 'session.open'")) (void)atomic->commit();
}

base::Status ProjectStore::Impl::writable() const {
  if (!read_only) return {};
  return fail(ErrorCode::no_space, "store.read_only", {{"file", path.string()}, {"detail", ""}}, {path.string(), {}, {}, -1});
}

base::Status ProjectStore::Impl::store_setting(const std::string& key, const std::string& value) {
  if (value.empty()) {
    auto remove = database->prepare("DELETE FROM settings WHERE key = ?1");
    if (!remove) return tl::unexpected(std::move(remove.error()));
    return remove->bind(1, std::string_view(key)).run();
  }
  auto put = database->prepare("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
  if (!put) return tl::unexpected(std::move(put.error()));
  return put->bind(1, std::string_view(key)).bind(2, std::string_view(value)).run();
}

// ---- changes

template <class T>
base::Status ProjectStore::Impl::write_row(const base::Change<T>& change) {
  if (!change.before) return change.after ? insert_row(*database, *change.after, epsg) : base::Status{};
  if (!change.after) return delete_row(*database, *change.before);
  if (table_of(*change.before) == table_of(*change.after)) return update_row(*database, *change.after, epsg);
  if (auto status = delete_row(*database, *change.before); !status) return status;
  return insert_row(*database, *change.after, epsg);
}

template <class T>
void ProjectStore::Impl::note_tables(const base::Change<T>& change) {
  if (change.before) {
    touched[table_of(*change.before)];
    if (!bounds_of(*change.before).empty()) shrunk.emplace(table_of(*change.before));
  }
  if (change.after) touched[table_of(*change.after)].add(bounds_of(*change.after));
}

template <class T>
base::Status ProjectStore::Impl::make_change(base::Change<T>& change, Meeting meeting, bool& changed_outside) {
  if (!change.before && !change.after) return {};
  auto row = find_row(*database, change.before ? *change.before : *change.after);
  if (!row) return tl::unexpected(std::move(row.error()));
  const bool as_expected = row->has_value() == change.before.has_value() && (!change.before || stored_alike(**row, *change.before));
  if (!as_expected) {
    if (meeting == Meeting::refuse)
      return fail(ErrorCode::conflict, "store.changed_meanwhile",
                  {{"table", std::string(table_of(change.before ? *change.before : *change.after))}});
    change.before = std::move(*row);
    changed_outside = true;
  }
  if (auto status = write_row(change); !status) return status;
  note_tables(change);
  return {};
}

base::Status ProjectStore::Impl::make_changes(Transaction& transaction, Meeting meeting, bool& changed_outside) {
  touched.clear();
  for (auto& any : transaction.changes) {
    auto status = std::visit([&](auto& change) { return make_change(change, meeting, changed_outside); }, any);
    if (!status) return status;
  }
  for (const auto& [table, box] : touched) {
    if (auto status = touch(*database, table, box); !status) return status;
  }
  return {};
}

base::Result<bool> ProjectStore::Impl::merge(const Transaction& transaction) {
  if (transaction.merge_key.empty() || transaction.merge_key != last_merge_key || revision.redo_depth > 0) return false;
  auto last = next_entry(*database, Side::done);
  if (!last) return tl::unexpected(std::move(last.error()));
  if (!*last || !fold((*last)->transaction, transaction)) return false;
  if (auto status = rewrite_entry(*database, (*last)->sequence, (*last)->transaction, now_ms()); !status)
    return tl::unexpected(std::move(status.error()));
  return true;
}

base::Result<Revision> ProjectStore::Impl::append(Transaction& transaction) {
  auto atomic = Atomic::begin(*database);
  if (!atomic) return tl::unexpected(std::move(atomic.error()));
  bool changed_outside = false;
  if (auto status = make_changes(transaction, Meeting::refuse, changed_outside); !status) return tl::unexpected(std::move(status.error()));
  auto merged = merge(transaction);
  if (!merged) return tl::unexpected(std::move(merged.error()));
  Revision next = revision;
  if (!*merged) {
    auto sequence = append_entry(*database, transaction, now_ms());
    if (!sequence) return tl::unexpected(std::move(sequence.error()));
    next = {*sequence, revision.undo_depth + 1, 0};
  }
  if (auto status = atomic->commit(); !status) return tl::unexpected(std::move(status.error()));
  revision = next;
  last_merge_key = transaction.merge_key;
  ++commits;
  return revision;
}

base::Result<Moved> ProjectStore::Impl::move(Side from) {
  auto atomic = Atomic::begin(*database);
  if (!atomic) return tl::unexpected(std::move(atomic.error()));
  auto entry = next_entry(*database, from);
  if (!entry) return tl::unexpected(std::move(entry.error()));
  if (!*entry) return fail(ErrorCode::not_found, from == Side::done ? "store.nothing_to_undo" : "store.nothing_to_redo");
  const bool back = from == Side::done;
  Transaction doing = back ? inverse((*entry)->transaction) : std::move((*entry)->transaction);
  bool changed_outside = false;
  if (auto status = make_changes(doing, Meeting::take_over, changed_outside); !status) return tl::unexpected(std::move(status.error()));
  if (changed_outside) {
    // What somebody else made of the rows is now the other side of this step, so that nothing is lost.
    if (auto status = rewrite_entry(*database, (*entry)->sequence, back ? inverse(doing) : doing, 0); !status)
      return tl::unexpected(std::move(status.error()));
  }
  if (auto status = mark_entry(*database, (*entry)->sequence, back ? Side::undone : Side::done); !status)
    return tl::unexpected(std::move(status.error()));
  auto next = read_revision(*database);
  if (!next) return tl::unexpected(std::move(next.error()));
  if (auto status = atomic->commit(); !status) return tl::unexpected(std::move(status.error()));
  revision = *next;
  last_merge_key.clear();
  ++commits;
  return Moved{std::move(doing), revision, changed_outside};
}

// ---- the public face

ProjectStore::ProjectStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ProjectStore::ProjectStore(ProjectStore&&) noexcept = default;
ProjectStore& ProjectStore::operator=(ProjectStore&&) noexcept = default;
ProjectStore::~ProjectStore() = default;

base::Result<ProjectStore> ProjectStore::create(const fs::path& path, const CreateOptions& options) {
  std::error_code ignored;
  if (options.overwrite && fs::exists(path, ignored)) {
    const auto free = FileLock::take(path);  // replacing a file under somebody's hands would lose their work
    if (!free) return tl::unexpected(free.error());
  }
  if (auto status = write_new_project(path, options); !status) return tl::unexpected(std::move(status.error()));
  return open(path, OpenMode::read_write, options.place);
}

base::Result<ProjectStore> ProjectStore::open(const fs::path& path, OpenMode mode, Place place) {
  auto impl = std::make_unique<Impl>();
  std::error_code error;
  impl->path = fs::absolute(path, error);
  if (auto status = impl->open(mode, place); !status) {
    impl->read_only = true;  // nothing was begun, so nothing is to be tidied
    return tl::unexpected(std::move(status.error()));
  }
  return ProjectStore(std::move(impl));
}

const fs::path& ProjectStore::path() const { return m_impl->path; }
int ProjectStore::epsg() const { return m_impl->epsg; }
bool ProjectStore::read_only() const { return m_impl->read_only; }
bool ProjectStore::ended_uncleanly() const { return m_impl->unclean; }
Revision ProjectStore::revision() const { return m_impl->revision; }
std::uint64_t ProjectStore::commits() const { return m_impl->commits; }

base::Result<ProjectContent> ProjectStore::load(std::vector<feature::Notice>* notices) {
  auto& database = *m_impl->database;
  std::vector<feature::Notice> found;
  if (m_impl->copy) found = m_impl->copy->notices();
  if (!m_impl->read_only) {
    auto atomic = Atomic::begin(database);
    if (!atomic) return tl::unexpected(std::move(atomic.error()));
    auto adopted = adopt_rows(database);
    if (!adopted) return tl::unexpected(std::move(adopted.error()));
    if (*adopted > 0)
      found.push_back({feature::Severity::info, {"store.rows_adopted", {{"count", std::to_string(*adopted)}}}, *adopted, {}});
    if (auto status = atomic->commit(); !status) return tl::unexpected(std::move(status.error()));
  }
  ProjectContent content;
  const auto take = [&]<class T>(std::vector<T>& into) -> base::Status {
    auto rows = all_rows<T>(database, found);
    if (!rows) return tl::unexpected(std::move(rows.error()));
    into = std::move(*rows);
    return {};
  };
  std::vector<Setting> settings;
  if (auto status = take(content.scenarios); !status) return tl::unexpected(std::move(status.error()));
  if (auto status = take(content.measures); !status) return tl::unexpected(std::move(status.error()));
  if (auto status = take(content.contributions); !status) return tl::unexpected(std::move(status.error()));
  if (auto status = take(content.layers); !status) return tl::unexpected(std::move(status.error()));
  if (auto status = take(settings); !status) return tl::unexpected(std::move(status.error()));
  for (auto& setting : settings) {
    if (!is_own_key(setting.key)) content.settings.emplace(std::move(setting.key), std::move(setting.value));
  }
  auto history = read_history(database);
  if (!history) return tl::unexpected(std::move(history.error()));
  content.history = std::move(*history);
  content.revision = m_impl->revision;
  if (notices) notices->insert(notices->end(), found.begin(), found.end());
  return content;
}

base::Result<Revision> ProjectStore::apply(const Transaction& transaction) {
  if (auto status = m_impl->writable(); !status) return tl::unexpected(std::move(status.error()));
  if (transaction.changes.empty()) return m_impl->revision;
  if (auto status = validate(transaction); !status) return tl::unexpected(std::move(status.error()));
  Transaction doing = transaction;
  return m_impl->append(doing);
}

base::Result<Moved> ProjectStore::undo() {
  if (auto status = m_impl->writable(); !status) return tl::unexpected(std::move(status.error()));
  return m_impl->move(Side::done);
}

base::Result<Moved> ProjectStore::redo() {
  if (auto status = m_impl->writable(); !status) return tl::unexpected(std::move(status.error()));
  return m_impl->move(Side::undone);
}

base::Status ProjectStore::remember(const std::string& key, const std::string& value) { return remember({{key, value}}); }

base::Status ProjectStore::remember(const std::map<std::string, std::string, std::less<>>& values) {
  if (auto status = m_impl->writable(); !status) return status;
  auto atomic = Atomic::begin(*m_impl->database);
  if (!atomic) return tl::unexpected(std::move(atomic.error()));
  for (const auto& [key, value] : values) {
    if (auto status = validate(Setting{key, value}); !status) return status;
    if (auto status = m_impl->store_setting(key, value); !status) return status;
  }
  m_impl->remembered = true;
  return atomic->commit();
}

base::Result<CheckReport> ProjectStore::check(const base::CancelToken& token) {
  return check_project(*m_impl->database, m_impl->path.parent_path(), token);
}

base::Status ProjectStore::Impl::copy_to(const fs::path& target) {
  const fs::path temporary = target.string() + "." + base::to_string(base::new_uuid()) + ".part";
  const auto fill = [&]() -> base::Status {
    auto other = Database::open(temporary, Access::create);
    if (!other) return tl::unexpected(std::move(other.error()));
    sqlite3_backup* backup = sqlite3_backup_init(other->handle(), "main", database->handle(), "main");
    if (!backup) return sqlite_failure(other->handle());
    const int step = sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) return sqlite_failure(other->handle());
    if (step != SQLITE_DONE) return fail(ErrorCode::conflict, "store.busy", {{"file", path.string()}, {"detail", sqlite3_errstr(step)}});
    if (auto status = other->run("DELETE FROM settings WHERE key = 'session.open'"); !status) return status;
    return quick_check(*other, temporary);
  };
  auto status = fill();
  std::error_code error;
  if (status) status = flush_file(temporary);
  if (status) {
    fs::rename(temporary, target, error);
    if (error)
      status = fail(ErrorCode::unreadable, "store.cannot_open", {{"file", target.string()}, {"detail", error.message()}},
                    {target.string(), {}, {}, -1});
  }
  if (!status) fs::remove(temporary, error);
  if (status) flush_folder(target.parent_path());
  return status;
}

base::Status ProjectStore::backup(const fs::path& target) { return m_impl->copy_to(target); }

bool ProjectStore::on_share() const { return m_impl->copy.has_value(); }

bool ProjectStore::write_back_due() const { return m_impl->copy && (m_impl->left_ahead || m_impl->commits != m_impl->written_back); }

base::Status ProjectStore::write_back() { return write_back_due() ? m_impl->write_back() : base::Status{}; }

}  // namespace skizze::store
