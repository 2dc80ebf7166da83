// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/pack_format.h"

namespace skizze::feature::format {
namespace {

using base::ErrorCode;
using base::fail;

class Writer {
 public:
  template <class T>
  void number(T value) {
    const auto at = m_out.size();
    m_out.resize(at + sizeof value);
    std::memcpy(m_out.data() + at, &value, sizeof value);
  }
  void text(const std::string& value) {
    number(static_cast<std::uint32_t>(value.size()));
    const auto* bytes = reinterpret_cast<const std::byte*>(value.data());
    m_out.insert(m_out.end(), bytes, bytes + value.size());
  }
  void message(const base::Message& message) {
    text(message.id);
    number(static_cast<std::uint32_t>(message.arguments.size()));
    for (const auto& argument : message.arguments) {
      text(argument.name);
      text(argument.value);
    }
  }
  std::vector<std::byte> take() { return std::move(m_out); }

 private:
  std::vector<std::byte> m_out;
};

/// Reads past the end give zeros and set failed().
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : m_bytes(bytes) {}
  template <class T>
  T number() {
    T value{};
    if (m_bytes.size() < sizeof value) {
      m_failed = true;
      return value;
    }
    std::memcpy(&value, m_bytes.data(), sizeof value);
    m_bytes = m_bytes.subspan(sizeof value);
    return value;
  }
  std::string text() {
    const auto size = number<std::uint32_t>();
    if (m_failed || m_bytes.size() < size) {
      m_failed = true;
      return {};
    }
    std::string value(reinterpret_cast<const char*>(m_bytes.data()), size);
    m_bytes = m_bytes.subspan(size);
    return value;
  }
  base::Message message() {
    base::Message message;
    message.id = text();
    const auto count = number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count && !m_failed; ++i) {
      std::string name = text();
      message.arguments.push_back({std::move(name), text()});
    }
    return message;
  }
  bool failed() const { return m_failed; }

 private:
  std::span<const std::byte> m_bytes;
  bool m_failed = false;
};

void write_provenance(Writer& out, const Provenance& p) {
  for (const auto* text : {&p.source_path, &p.source_layer, &p.driver, &p.licence, &p.attribution, &p.data_date, &p.imported_at}) out.text(*text);
  out.number(p.source_bytes);
  out.number(p.source_mtime);
}

void read_provenance(Reader& in, Provenance& p) {
  for (auto* text : {&p.source_path, &p.source_layer, &p.driver, &p.licence, &p.attribution, &p.data_date, &p.imported_at}) *text = in.text();
  p.source_bytes = in.number<std::uint64_t>();
  p.source_mtime = in.number<std::int64_t>();
}

void read_lists(Reader& in, PackInfo& info) {
  const auto columns = in.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < columns && !in.failed(); ++i) {
    std::string name = in.text();
    info.columns.push_back({std::move(name), static_cast<ColumnType>(in.number<std::uint8_t>() & 3U)});
  }
  const auto notices = in.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < notices && !in.failed(); ++i) {
    Notice notice;
    notice.severity = static_cast<Severity>(in.number<std::uint8_t>() % 3U);
    notice.message = in.message();
    notice.count = in.number<std::uint64_t>();
    notice.example = in.text();
    info.notices.push_back(std::move(notice));
  }
}

}  // namespace

std::vector<std::byte> write_meta(const PackInfo& info, geo::Point2 origin, double step_m) {
  Writer out;
  out.text(info.name);
  out.number(static_cast<std::uint8_t>(info.role));
  out.number(static_cast<std::uint8_t>(info.kind));
  out.number(static_cast<std::uint8_t>(info.has_z));
  out.text(info.crs);
  write_provenance(out, info.provenance);
  out.number(info.bounds);
  out.number(info.feature_count);
  out.number(info.vertex_count);
  out.number(origin);
  out.number(step_m);
  out.number(static_cast<std::uint32_t>(info.columns.size()));
  for (const auto& column : info.columns) {
    out.text(column.name);
    out.number(static_cast<std::uint8_t>(column.type));
  }
  out.number(static_cast<std::uint32_t>(info.notices.size()));
  for (const auto& notice : info.notices) {
    out.number(static_cast<std::uint8_t>(notice.severity));
    out.message(notice.message);
    out.number(notice.count);
    out.text(notice.example);
  }
  return out.take();
}

base::Result<Meta> read_meta(std::span<const std::byte> bytes) {
  Reader in(bytes);
  Meta meta;
  PackInfo& info = meta.info;
  info.name = in.text();
  info.role = static_cast<PackRole>(in.number<std::uint8_t>() % 3U);
  info.kind = static_cast<geo::GeometryKind>(in.number<std::uint8_t>() & 3U);
  info.has_z = in.number<std::uint8_t>() != 0;
  info.crs = in.text();
  read_provenance(in, info.provenance);
  info.bounds = in.number<geo::Box>();
  info.feature_count = in.number<std::uint64_t>();
  info.vertex_count = in.number<std::uint64_t>();
  meta.origin = in.number<geo::Point2>();
  meta.step_m = in.number<double>();
  info.resolution_m = meta.step_m;
  read_lists(in, info);
  const bool sound = !in.failed() && std::isfinite(meta.origin.x) && std::isfinite(meta.origin.y) && std::isfinite(meta.step_m) && meta.step_m > 0;
  if (!sound) return fail(ErrorCode::damaged, "feature.pack_damaged", {{"part", "meta"}});
  return meta;
}

}  // namespace skizze::feature::format
