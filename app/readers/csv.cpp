// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/csv.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "geo/crs.h"
#include "readers/crs_choice.h"
#include "readers/csv_columns.h"
#include "readers/csv_records.h"
#include "readers/fields.h"
#include "readers/gdal_setup.h"
#include "readers/layer_writer.h"
#include "readers/ogr_geometry.h"
#include "readers/text.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::ColumnType;
using feature::Severity;
using feature::Value;

constexpr std::size_t k_sample_rows = 5000;

std::optional<std::int64_t> parse_integer(std::string_view text) {
  text = trimmed(text);
  // "01067" is a code, not a number.
  if (text.size() > 1 && text[0] == '0') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Reals of attributes: plain, or with one decimal comma; "1.234.567" stays text, and so does "01,5".
std::optional<double> parse_real(std::string_view text) {
  text = trimmed(text);
  const auto signs = std::count_if(text.begin(), text.end(), [](char c) { return c == '.' || c == ','; });
  const bool code = text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
  if (signs > 1 || code || text.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  const auto value = parse_number(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

/// What the first pass learns.
struct Table {
  std::vector<std::string> header;
  std::vector<ColumnType> types;
  CoordinateColumns coordinates;
  std::vector<geo::Point2> sample;
  bool latin = false;  // some byte is no UTF-8: all of the file is taken for Windows-1252
  char separator = ',';
};

class CsvJob {
 public:
  CsvJob(JobContext& job, const std::filesystem::path& file) : m_job(job), m_file(file) {
    std::error_code ignored;
    m_bytes = std::max<std::uintmax_t>(std::filesystem::file_size(file, ignored), 1);
  }

  base::Result<ReadReport> run() {
    if (auto status = learn(); !status) return tl::unexpected(status.error());
    auto answer = choose_crs(question(), m_book);
    if (!answer) return tl::unexpected(answer.error());
    feature::PackInfo info = describe(*answer);
    LayerWriter writer(m_job.request, info);
    if (auto status = writer.set_crs(answer->crs, answer->swap_axes); !status) return tl::unexpected(status.error());
    if (auto status = copy(writer); !status) return tl::unexpected(status.error());
    writer.notices().add(m_book.all());
    m_job.report(0.95, "readers.writing_pack", info.name);
    auto layer = writer.finish(m_job.next_pack, m_job.token);
    if (!layer) return tl::unexpected(layer.error());
    ++m_job.next_pack;
    ReadReport report;
    report.driver = "CSV";
    report.layers.push_back(std::move(*layer));
    return report;
  }

 private:
  base::Status learn() {
    m_table.separator = separator_of(m_file);
    CsvRecords records(m_file, m_table.separator);
    if (!records.next(m_table.header)) return fail(ErrorCode::damaged, "readers.empty_file");
    const auto found = find_coordinates(m_table.header);
    if (!found) return no_coordinates();
    m_table.coordinates = *found;
    std::vector<Kind> kinds(m_table.header.size());
    std::vector<std::string> fields;
    for (std::uint64_t row = 1; records.next(fields); ++row) {
      if (row % 1000 == 0) {
        if (m_job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
        m_job.report(0.4 * static_cast<double>(records.position()) / static_cast<double>(m_bytes), "readers.reading_table");
      }
      learn_row(fields, kinds);
    }
    if (records.too_long()) return fail(ErrorCode::damaged, "readers.csv_endless_record");
    for (const auto& kind : kinds) m_table.types.push_back(kind.type());
    if (m_table.latin) m_book.add(Severity::info, "readers.text_recoded");
    return {};
  }

  struct Kind {
    bool any = false, integer = true, real = true;
    ColumnType type() const { return !any ? ColumnType::text : integer ? ColumnType::integer : real ? ColumnType::real : ColumnType::text; }
  };

  void learn_row(const std::vector<std::string>& fields, std::vector<Kind>& kinds) {
    for (std::size_t i = 0; i < std::min(fields.size(), kinds.size()); ++i) {
      if (!m_table.latin && !is_utf8(fields[i])) m_table.latin = true;
      if (trimmed(fields[i]).empty()) continue;
      kinds[i].any = true;
      if (kinds[i].integer && !parse_integer(fields[i])) kinds[i].integer = false;
      if (!kinds[i].integer && kinds[i].real && !parse_real(fields[i])) kinds[i].real = false;
    }
    if (m_table.sample.size() >= k_sample_rows) return;
    const auto shape = shape_of(fields);
    if (!shape.empty()) m_table.sample.push_back(shape.parts.front().points.front().xy());
  }

  tl::unexpected<base::Error> no_coordinates() const {
    std::string names;
    for (const auto& name : m_table.header) {
      if (names.size() > 200) break;
      names += (names.empty() ? "" : ", ") + plain_name(name);
    }
    if (!is_utf8(names)) names = utf8_from_windows_1252(names);
    return fail(ErrorCode::unsupported, "readers.csv_no_coordinates", {{"columns", names}});
  }

  CrsQuestion question() const {
    return {m_file.stem().string(), m_table.coordinates.crs, m_table.coordinates.by_name_only, m_job.request.assumed_crs, m_table.sample};
  }

  std::string decoded(const std::string& raw) const { return m_table.latin ? utf8_from_windows_1252(raw) : raw; }

  feature::PackInfo describe(const CrsAnswer& answer) const {
    feature::PackInfo info;
    info.name = m_file.stem().string();
    info.crs = answer.crs;
    info.provenance = provenance_of(m_job.request, "CSV");
    info.provenance.source_layer = info.name;
    for (std::size_t i = 0; i < m_table.header.size(); ++i) {
      std::string name = decoded(plain_name(m_table.header[i]));
      info.columns.push_back({name.empty() ? "column_" + std::to_string(i + 1) : std::move(name), m_table.types[i]});
    }
    return info;
  }

  geo::Geometry shape_of(const std::vector<std::string>& fields) {
    const auto field = [&](int column) {
      return static_cast<std::size_t>(column) < fields.size() ? std::string_view(fields[static_cast<std::size_t>(column)])
                                                              : std::string_view{};
    };
    const auto& c = m_table.coordinates;
    if (c.wkt >= 0) return shape_from_wkt(std::string(field(c.wkt)));
    std::optional<double> x;
    std::optional<double> y;
    if (c.lat_lon >= 0) {
      const auto text = field(c.lat_lon);
      const auto comma = text.find_first_of(",;");
      if (comma == std::string_view::npos) return {};
      y = parse_number(text.substr(0, comma));
      x = parse_number(text.substr(comma + 1));
    } else {
      x = parse_number(field(c.x));
      y = parse_number(field(c.y));
    }
    if (!x || !y) return {};
    return geo::make_point({*x, *y});
  }

  static geo::Geometry shape_from_wkt(const std::string& wkt) {
    OGRGeometry* raw = nullptr;
    if (OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &raw) != OGRERR_NONE) return {};
    const std::unique_ptr<OGRGeometry> shape(raw);
    return from_ogr(*shape, false).geometry;
  }

  Value value(const std::string& raw, ColumnType type) {
    if (trimmed(raw).empty()) return {};
    switch (type) {
      case ColumnType::integer: {
        const auto number = parse_integer(raw);
        return number ? Value(*number) : Value();
      }
      case ColumnType::real: {
        const auto number = parse_real(raw);
        return number ? Value(*number) : Value();
      }
      default: return clean_text(decoded(raw), m_job.request.limits.text_bytes, m_book);
    }
  }

  base::Status copy(LayerWriter& writer) {
    CsvRecords records(m_file, m_table.separator);
    std::vector<std::string> fields;
    records.next(fields);
    std::vector<Value> values(m_table.header.size());
    for (std::int64_t row = 1; records.next(fields); ++row) {
      if (fields.size() == 1 && trimmed(fields[0]).empty()) continue;  // a blank line
      if (row % 1000 == 0) {
        if (m_job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
        m_job.report(0.4 + 0.5 * static_cast<double>(records.position()) / static_cast<double>(m_bytes), "readers.reading_table");
      }
      if (fields.size() != m_table.header.size()) m_book.add(Severity::warning, "readers.csv_ragged", {}, std::to_string(row));
      fields.resize(m_table.header.size());
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = value(fields[i], m_table.types[i]);
      if (auto status = writer.add(row, shape_of(fields), values); !status) return status;
    }
    return {};
  }

  JobContext& m_job;
  const std::filesystem::path& m_file;
  std::uintmax_t m_bytes = 1;
  Table m_table;
  NoticeBook m_book;
};

}  // namespace

base::Result<ReadReport> read_csv(JobContext& job, const std::filesystem::path& file) {
  set_up_gdal(job.work_dir);
  const GdalMessages messages;  // WKT that cannot be read is counted, not printed
  job.report(0, "readers.opening", file.filename().string());
  return CsvJob(job, file).run();
}

}  // namespace skizze::readers
