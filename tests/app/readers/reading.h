// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the tests of the readers share: a folder of their own, small files in it, and one call to read them.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <filesystem>
#include <string>

#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "readers/read.h"

namespace skizze::test {

class Reading {
 public:
  std::filesystem::path write(const std::string& name, const QByteArray& bytes) const {
    const auto path = folder() / name;
    QFile file(QString::fromStdString(path.string()));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    return path;
  }
  std::filesystem::path folder() const { return m_in.path().toStdString(); }
  std::filesystem::path out() const { return m_out.path().toStdString(); }

  base::Result<readers::ReadReport> read(const std::filesystem::path& file, const std::string& assumed_crs = {},
                                         const readers::Limits& limits = {}) const {
    readers::ReadRequest request;
    request.file = file;
    request.out_dir = out();
    request.assumed_crs = assumed_crs;
    request.limits = limits;
    return readers::read_file(request, {}, {});
  }
  base::Result<readers::ReadReport> read_text(const std::string& name, const QByteArray& bytes, const std::string& assumed_crs = {}) const {
    return read(write(name, bytes), assumed_crs);
  }
  std::shared_ptr<const feature::LayerPack> pack(const readers::ReportLayer& layer) const {
    auto opened = feature::LayerPack::open(out() / layer.path);
    return opened ? *opened : nullptr;
  }

 private:
  QTemporaryDir m_in;
  QTemporaryDir m_out;
};

inline const feature::Notice* find_notice(const std::vector<feature::Notice>& notices, const std::string& id) {
  const auto found = std::find_if(notices.begin(), notices.end(), [&](const auto& n) { return n.message.id == id; });
  return found == notices.end() ? nullptr : &*found;
}

inline std::string argument(const base::Message& message, const std::string& name) {
  for (const auto& a : message.arguments) {
    if (a.name == name) return a.value;
  }
  return {};
}

inline std::string text_at(const feature::LayerPack& pack, std::uint32_t row, const std::string& column) {
  const auto index = pack.column_index(column);
  return index ? feature::to_text(pack.value(row, *index)) : "<no column " + column + ">";
}

/// Path in the folder of real data; empty where it is absent.
inline std::filesystem::path real_data(const std::string& name) {
  const std::filesystem::path path = std::filesystem::path(STADTSKIZZE_TEST_DATA) / name;
  std::error_code ignored;
  return std::filesystem::exists(path, ignored) ? path : std::filesystem::path();
}

}  // namespace skizze::test

#define NEED_DATA(variable, name)                      \
  const auto variable = skizze::test::real_data(name); \
  if (variable.empty()) QSKIP("real data absent: " name)
