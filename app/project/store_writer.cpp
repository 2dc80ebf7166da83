// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/store_writer.h"

#include <QDateTime>
#include <QMetaObject>

#include "store/backups.h"

namespace skizze::project {

namespace {

template <class T>
base::Result<T> not_open() {
  return base::fail(base::ErrorCode::internal, "project.not_open");
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
  opened.epsg = m_store->epsg();
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
      [this, transaction = std::move(transaction)] { return m_store ? m_store->apply(transaction) : not_open<store::Revision>(); },
      std::move(reply), true);
}

void StoreWriter::undo(Reply<store::Moved> reply) {
  post<store::Moved>([this] { return m_store ? m_store->undo() : not_open<store::Moved>(); }, std::move(reply), true);
}

void StoreWriter::redo(Reply<store::Moved> reply) {
  post<store::Moved>([this] { return m_store ? m_store->redo() : not_open<store::Moved>(); }, std::move(reply), true);
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

void StoreWriter::close() {
  m_thread->submit(base::Priority::background, {}, [this] {
    m_store.reset();
    m_skipping = false;
    m_last_backup_commits = 0;
  });
  m_thread->wait_idle();
}

}  // namespace skizze::project
