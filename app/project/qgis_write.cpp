// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_write.h"

#include <algorithm>

#include <QJsonArray>
#include <QSaveFile>

#include "qgis/helper.h"
#include "sources/report_reader.h"

namespace skizze::project {
namespace {

namespace fs = std::filesystem;

QString q(const fs::path& path) { return QString::fromStdString(path.string()); }

/// A folder for the time of the work: QGIS is asked about the tables under the name that they will have.
class Drafts {
 public:
  explicit Drafts(const fs::path& target) : m_folder(target.parent_path() / (target.stem().string() + ".entwurf")) {
    std::error_code failed;
    fs::create_directories(m_folder, failed);
    m_there = !failed;
  }
  ~Drafts() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
  }
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;
  bool there() const { return m_there; }
  const fs::path& folder() const { return m_folder; }

 private:
  fs::path m_folder;
  bool m_there = false;
};

base::Status write_bytes(const fs::path& file, const std::string& bytes) {
  QSaveFile out(q(file));
  if (out.open(QIODevice::WriteOnly) && out.write(bytes.data(), static_cast<qint64>(bytes.size())) == static_cast<qint64>(bytes.size()) &&
      out.commit())
    return {};
  return base::fail(base::ErrorCode::unreadable, "project.qgis_not_written", {{"file", file.string()}});
}

/// QGIS keeps a log beside a GeoPackage while it is open; under another file it would be played into that one.
bool is_open_elsewhere(const fs::path& gpkg) {
  std::error_code ignored;
  return fs::exists(gpkg.string() + "-wal", ignored) || fs::exists(gpkg.string() + "-shm", ignored);
}

/// keep_older: what was there stays once as "<name>.vorher<ending>", since somebody may have edited it.
base::Status take_place(const fs::path& draft, const fs::path& target, bool keep_older) {
  std::error_code failed, ignored;
  auto older = target;
  older.replace_extension(".vorher" + target.extension().string());
  const bool there = keep_older && fs::exists(target, ignored);
  if (there) fs::rename(target, older, failed);
  if (!failed) fs::rename(draft, target, failed);
  if (failed && there && !fs::exists(target, ignored)) fs::rename(older, target, ignored);
  if (failed) return base::fail(base::ErrorCode::unreadable, "project.qgis_not_written", {{"file", target.string()}});
  return {};
}

}  // namespace

fs::path data_beside(const fs::path& qgz, const fs::path& project) {
  auto gpkg = qgz;
  gpkg.replace_extension(".gpkg");
  std::error_code ignored;
  const bool same = fs::weakly_canonical(gpkg, ignored) == fs::weakly_canonical(project, ignored);
  return same ? gpkg.parent_path() / (gpkg.stem().string() + "_daten.gpkg") : gpkg;
}

base::Result<WrittenForQgis> write_for_qgis(const QgisExportInput& input, const fs::path& qgz, const fs::path& project,
                                            const base::CancelToken& token,
                                            const std::function<void(double, const base::Message&)>& progress) {
  WrittenForQgis written{fs::absolute(qgz), data_beside(fs::absolute(qgz), project), 0, {}};
  if (is_open_elsewhere(written.gpkg))
    return base::fail(base::ErrorCode::unreadable, "project.qgis_in_use", {{"file", written.gpkg.string()}});
  const Drafts drafts(written.gpkg);
  if (!drafts.there()) return base::fail(base::ErrorCode::unreadable, "project.qgis_not_written", {{"file", drafts.folder().string()}});
  const auto draft = drafts.folder() / written.gpkg.filename();
  auto tables = write_qgis_tables(input, draft, token, [&](double done) { progress(done * 0.6, {"project.qgis_tables", {}}); });
  if (!tables) return tl::unexpected(tables.error());
  qgis::Helper helper;
  qgis::Request request{QStringLiteral("write"),
                        {{QStringLiteral("project"), tables->project},
                         {QStringLiteral("gpkg"), q(draft)},
                         {QStringLiteral("name"), q(written.qgz.filename())},
                         {QStringLiteral("folder"), q(written.qgz.parent_path())}}};
  const auto answer =
      helper.run(std::move(request), token, [&](double done, const base::Message& what) { progress(0.6 + done * 0.4, what); });
  if (!answer) return tl::unexpected(answer.error());
  written.layers = answer->report[QStringLiteral("layers")].toInt();
  written.lost = std::move(tables->lost);
  for (const auto& lost : answer->report[QStringLiteral("lost")].toArray()) {
    auto message = sources::read_message(lost.toObject());
    if (std::find(written.lost.begin(), written.lost.end(), message) == written.lost.end()) written.lost.push_back(std::move(message));
  }
  const auto project_draft = drafts.folder() / written.qgz.filename();
  if (auto status = write_bytes(project_draft, answer->body); !status) return tl::unexpected(status.error());
  if (auto status = take_place(draft, written.gpkg, true); !status) return tl::unexpected(status.error());
  if (auto status = take_place(project_draft, written.qgz, false); !status) return tl::unexpected(status.error());
  return written;
}

}  // namespace skizze::project
