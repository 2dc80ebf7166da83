// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/store_writer.h"

#include <QDateTime>
#include <QMetaObject>

#include "sources/http.h"
#include "store/backups.h"

namespace skizze::project {

namespace {

template <class T>
base::Result<T> not_open() {
  return base::fail(base::ErrorCode::internal, "project.not_open");
}

/// In the file a layer's path is relative when it lies in or below the project's folder, so that both can move together.
std::string stored_path(const std::string& shown, const std::filesystem::path& folder) {
  const std::filesystem::path path(shown);
  if (!path.is_absolute()) return shown;
  const auto relative = path.lexically_relative(folder);
  return relative.empty() || *relative.begin() == ".." ? shown : relative.generic_string();
}

std::string shown_path(const std::string& stored, const std::filesystem::path& folder) {
  const std::filesystem::path path(stored);
  return sources::is_web_address(stored) || path.is_absolute() ? stored : (folder / path).lexically_normal().string();
}

using Convert = std::string (*)(const std::string&, const std::filesystem::path&);

void convert_paths(store::LayerEntry& layer, const std::filesystem::path& folder, Convert convert) {
  layer.path = convert(layer.path, folder);
  for (auto& link : layer.links) link.path = convert(link.path, folder);
}

store::Transaction with_paths(store::Transaction transaction, const std::filesystem::path& folder, Convert convert) {
  for (auto& any : transaction.changes)
    if (auto* change = std::get_if<store::LayerChange>(&any))
      for (auto* side : {&change->before, &change->after})
        if (*side) convert_paths(**side, folder, convert);
  return transaction;
}

}  // namespace

StoreWriter::StoreWriter(QObject* parent) : QObject(parent), m_thread(std::make_unique<base::WorkerPool>("store", 1)) {}

StoreWriter::~StoreWriter() {
  close();
  m_thread.reset();
}

template <class T, class Work>
void StoreWriter::post(Work work, Reply<T> reply, bool is_command) {
  m_thread->submit(base::Priority::edited, {}, [this, work = std::move(work), reply = std::move(reply), is_command]() mutable {
    if (is_command && m_skipping) return;
    auto result = work();
    if (is_command && !result) m_skipping = true;
    QMetaObject::invokeMethod(
        this, [reply = std::move(reply), result = std::move(result)]() mutable { reply(std::move(result)); }, Qt::QueuedConnection);
  });
}

base::Result<OpenedProject> StoreWriter::loaded() {
  OpenedProject opened;
  auto content = m_store->load(&opened.notices);
  if (!content) return tl::unexpected(content.error());
  opened.content = std::move(*content);
  opened.path = m_store->path();
  for (auto& layer : opened.content.layers) convert_paths(layer, opened.path.parent_path(), shown_path);
  opened.epsg = m_store->epsg();
  opened.on_share = m_store->on_share();
  opened.ended_uncleanly = m_store->ended_uncleanly();
  m_skipping = false;
  return opened;
}

void StoreWriter::create(const std::filesystem::path& path, const store::CreateOptions& options, Reply<OpenedProject> reply) {
  post<OpenedProject>(
      [this, path, options]() -> base::Result<OpenedProject> {
        m_store.reset();
        auto made = store::ProjectStore::create(path, options);
        if (!made) return tl::unexpected(made.error());
        m_store.emplace(std::move(*made));
        return loaded();
      },
      std::move(reply), false);
}

void StoreWriter::open(const std::filesystem::path& path, Reply<OpenedProject> reply) {
  post<OpenedProject>(
      [this, path]() -> base::Result<OpenedProject> {
        m_store.reset();
        auto opened = store::ProjectStore::open(path);
        if (!opened) return tl::unexpected(opened.error());
        m_store.emplace(std::move(*opened));
        auto content = loaded();
        if (!content) m_store.reset();
        return content;
      },
      std::move(reply), false);
}

void StoreWriter::apply(store::Transaction transaction, Reply<store::Revision> reply) {
  post<store::Revision>(
      [this, transaction = std::move(transaction)] {
        if (!m_store) return not_open<store::Revision>();
        return m_store->apply(with_paths(transaction, m_store->path().parent_path(), stored_path));
      },
      std::move(reply), true);
}

base::Result<store::Moved> StoreWriter::moved(base::Result<store::Moved> moved) const {
  if (moved)
    moved->transaction = with_paths(std::move(moved->transaction), m_store->path().parent_path(), shown_path);
  return moved;
}

void StoreWriter::undo(Reply<store::Moved> reply) {
  post<store::Moved>([this] { return m_store ? moved(m_store->undo()) : not_open<store::Moved>(); }, std::move(reply), true);
}

void StoreWriter::redo(Reply<store::Moved> reply) {
  post<store::Moved>([this] { return m_store ? moved(m_store->redo()) : not_open<store::Moved>(); }, std::move(reply), true);
}

void StoreWriter::reload(Reply<OpenedProject> reply) {
  post<OpenedProject>([this] { return m_store ? loaded() : not_open<OpenedProject>(); }, std::move(reply), false);
}

void StoreWriter::remember(std::map<std::string, std::string, std::less<>> settings) {
  // Losing the place of the window is no reason to interrupt anyone; the next change tries again.
  post<int>(
      [this, settings = std::move(settings)]() -> base::Result<int> {
        if (m_store && !m_store->read_only()) (void)m_store->remember(settings);
        return 0;
      },
      [](const base::Result<int>&) {}, false);
}

void StoreWriter::backup_if_due(const std::filesystem::path& folder) {
  m_thread->submit(base::Priority::background, {}, [this, folder] {
    if (m_store) (void)store::backup_if_due(*m_store, folder, m_last_backup_commits, QDateTime::currentMSecsSinceEpoch());
  });
}

void StoreWriter::write_back(Reply<bool> reply) {
  m_thread->submit(base::Priority::background, {}, [this, reply = std::move(reply)]() mutable {
    if (!m_store || !m_store->write_back_due()) return;
    auto status = m_store->write_back();
    const bool away = !status && status.error().code != base::ErrorCode::conflict;
    const bool news = away != m_share_away || (!status && !away);
    m_share_away = away;
    if (!news) return;
    base::Result<bool> result = true;
    if (!status) result = tl::unexpected(std::move(status.error()));
    QMetaObject::invokeMethod(
        this, [reply = std::move(reply), result = std::move(result)]() mutable { reply(std::move(result)); }, Qt::QueuedConnection);
  });
}

void StoreWriter::close() {
  m_thread->submit(base::Priority::background, {}, [this] {
    m_store.reset();
    m_skipping = false;
    m_last_backup_commits = 0;
    m_share_away = false;
  });
  m_thread->wait_idle();
}

}  // namespace skizze::project
