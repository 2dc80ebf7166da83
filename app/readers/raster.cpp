// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/raster.h"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdalwarper.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "feature/raster_pack.h"
#include "geo/crs.h"
#include "readers/crs_choice.h"
#include "readers/gdal_setup.h"
#include "readers/layer_writer.h"
#include "readers/source_notes.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;

constexpr int k_side = feature::k_raster_tile_px;
constexpr int k_deepest_zoom = 20;
constexpr double k_most_tiles = 4096;       // of 1 MB each, at the finest zoom
constexpr double k_warp_error_px = 0.125;   // as gdalwarp
constexpr float k_no_height_below = -1000;  // undeclared "no data" values of real files: -9999, -32768, -3.4e38
constexpr float k_nan = std::numeric_limits<float>::quiet_NaN();

using Heights = std::vector<float>;  // k_side * k_side, row 0 in the north

struct WarpOptions {
  GDALWarpOptions* options = GDALCreateWarpOptions();
  WarpOptions() = default;
  WarpOptions(const WarpOptions&) = delete;
  WarpOptions& operator=(const WarpOptions&) = delete;
  ~WarpOptions() { GDALDestroyWarpOptions(options); }
};

struct Quad {
  bool any = false;
  Heights heights;
};

/// Mean of those of the 2 x 2 children that are there; row and column in the parent's tile.
void average_child(const Heights& child, int child_x, int child_y, Heights& parent) {
  constexpr int half = k_side / 2;
  for (int row = 0; row < half; ++row) {
    for (int column = 0; column < half; ++column) {
      float sum = 0;
      int count = 0;
      for (int i = 0; i < 4; ++i) {
        const float h = child[static_cast<std::size_t>((2 * row + i / 2) * k_side + 2 * column + i % 2)];
        if (std::isnan(h)) continue;
        sum += h;
        ++count;
      }
      const auto at = static_cast<std::size_t>((child_y * half + row) * k_side + child_x * half + column);
      if (count > 0) parent[at] = sum / static_cast<float>(count);
    }
  }
}

class RasterJob {
 public:
  RasterJob(JobContext& job, GDALDataset& source, std::string name, const std::string& driver, GdalMessages& messages)
      : m_job(job), m_source(source), m_messages(messages) {
    m_info.name = std::move(name);
    m_info.unit = "m";
    m_info.provenance = provenance_of(job.request, driver);
    m_info.provenance.source_layer = m_info.name;
    for (auto& step : read_notes_beside(source.GetDescription(), m_info.provenance))
      m_book.add(Severity::info, "readers.made_by", {{"text", std::move(step)}});
  }

  base::Result<ReadReport> run(const std::string& driver) {
    if (auto status = examine(); !status) return tl::unexpected(status.error());
    if (auto status = locate(); !status) return tl::unexpected(status.error());
    choose_zooms();
    const std::string file_name = pack_file_name(m_job.next_pack, m_info.name, "raster");
    auto writer = feature::RasterPackWriter::create(m_job.request.out_dir / file_name, m_info);
    if (!writer) return tl::unexpected(writer.error());
    m_writer = &*writer;
    const auto first = geo::tile_at({m_info.bounds.min_x, m_info.bounds.max_y}, m_info.min_zoom);
    const auto last = geo::tile_at({m_info.bounds.max_x, m_info.bounds.min_y}, m_info.min_zoom);
    for (auto y = first.y; y <= last.y; ++y) {
      for (auto x = first.x; x <= last.x; ++x) {
        auto quad = build({static_cast<std::uint8_t>(m_info.min_zoom), x, y});
        if (!quad) return tl::unexpected(quad.error());
      }
    }
    if (m_lowest > m_highest) return fail(ErrorCode::damaged, "readers.raster_empty");
    m_info.min_value = m_lowest;
    m_info.max_value = m_highest;
    m_info.notices = m_book.all();
    if (auto status = writer->finish(m_info); !status) return tl::unexpected(status.error());
    return report(driver, file_name);
  }

 private:
  base::Status examine() {
    const auto side = static_cast<std::uint64_t>(std::max(m_source.GetRasterXSize(), m_source.GetRasterYSize()));
    if (side > m_job.request.limits.raster_side_px) {
      return fail(ErrorCode::too_large, "readers.raster_too_wide", {{"limit", std::to_string(m_job.request.limits.raster_side_px)}});
    }
    GDALRasterBand& band = *m_source.GetRasterBand(1);
    const bool picture = m_source.GetRasterCount() != 1 || band.GetColorTable() || GDALDataTypeIsComplex(band.GetRasterDataType()) != 0;
    if (picture) return fail(ErrorCode::unsupported, "readers.raster_picture", {{"bands", std::to_string(m_source.GetRasterCount())}});
    std::array<double, 6> geo{};
    if (m_source.GetGeoTransform(geo.data()) != CE_None) return fail(ErrorCode::unsupported, "readers.raster_without_place");
    m_info.source_width = static_cast<std::uint32_t>(m_source.GetRasterXSize());
    m_info.source_height = static_cast<std::uint32_t>(m_source.GetRasterYSize());
    std::copy(geo.begin(), geo.end(), m_geo.begin());
    int declared = 0;
    const double value = band.GetNoDataValue(&declared);
    m_no_data = declared != 0 ? value : std::numeric_limits<double>::quiet_NaN();
    if (declared == 0) guess_no_data(band);
    return {};
  }

  void guess_no_data(GDALRasterBand& band) {
    std::array<double, 2> range{};
    if (band.ComputeRasterMinMax(FALSE, range.data()) != CE_None) {
      m_messages.forget();
      return;
    }
    if (range[0] >= k_no_height_below) return;
    m_no_data = range[0];
    std::string text = std::to_string(range[0]);
    text.erase(text.find('.'));
    m_book.add(Severity::warning, "readers.raster_no_data_guessed", {{"value", text}});
  }

  std::vector<geo::Point2> rim() const {
    std::vector<geo::Point2> points;
    constexpr int steps = 20;
    const double w = m_info.source_width;
    const double h = m_info.source_height;
    const auto at = [&](double column, double row) {
      points.push_back({m_geo[0] + column * m_geo[1] + row * m_geo[2], m_geo[3] + column * m_geo[4] + row * m_geo[5]});
    };
    for (int i = 0; i <= steps; ++i) {
      const double t = static_cast<double>(i) / steps;
      at(t * w, 0);
      at(t * w, h);
      at(0, t * h);
      at(w, t * h);
    }
    return points;
  }

  std::string stated_crs() const {
    const OGRSpatialReference* srs = m_source.GetSpatialRef();
    if (!srs) return {};
    OGRSpatialReference flat(*srs);
    flat.StripVertical();
    if (!flat.GetAuthorityCode(nullptr)) flat.AutoIdentifyEPSG();
    if (flat.GetAuthorityCode(nullptr) && EQUAL(flat.GetAuthorityName(nullptr), "EPSG"))
      return std::string("EPSG:") + flat.GetAuthorityCode(nullptr);
    char* wkt = nullptr;
    const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
    flat.exportToWkt(&wkt, options.data());
    std::string text = wkt ? wkt : "";
    CPLFree(wkt);
    return text;
  }

  base::Status locate() {
    CrsQuestion question{m_info.name, stated_crs(), false, m_job.request.assumed_crs, rim()};
    auto answer = choose_crs(question, m_book);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->swap_axes) return fail(ErrorCode::unsupported, "readers.crs_unknown", {{"layer", m_info.name}, {"x", "-"}, {"y", "-"}});
    OGRSpatialReference srs;
    const auto described = geo::describe_crs(answer->crs);
    if (srs.SetFromUserInput(answer->crs.c_str()) != OGRERR_NONE || !described)
      return fail(ErrorCode::unsupported, "geo.unknown_crs", {{"crs", answer->crs}});
    char* wkt = nullptr;
    srs.exportToWkt(&wkt);
    m_wkt = wkt ? wkt : "";
    CPLFree(wkt);
    m_info.crs = answer->crs.starts_with("EPSG:") ? answer->crs : described->name;
    const auto transform = geo::Transform::make(answer->crs, "EPSG:3857");
    if (!transform) return tl::unexpected(transform.error());
    for (const auto& p : question.sample) {
      const auto m = transform->forward(p);
      if (std::isfinite(m.x) && std::isfinite(m.y)) m_info.bounds.add(m);
    }
    if (m_info.bounds.empty()) return fail(ErrorCode::damaged, "readers.raster_without_place");
    const double unit_m = described->geographic ? 111'320 : 1;  // metres of a degree along a meridian
    m_info.pixel_m = std::hypot(m_geo[2], m_geo[5]) * unit_m;
    return {};
  }

  void choose_zooms() {
    const double pixel = std::max(m_info.pixel_m, 0.01) / geo::ground_scale(m_info.bounds.center().y);
    const double exact = std::log2(geo::mercator_m_per_px(0) / pixel);
    int zoom = std::clamp(static_cast<int>(std::ceil(exact - 0.05)), 0, k_deepest_zoom);
    const auto tiles = [&](int z) {
      return (m_info.bounds.width() / geo::tile_size_m(z) + 1) * (m_info.bounds.height() / geo::tile_size_m(z) + 1);
    };
    bool coarser = false;
    while (zoom > 0 && tiles(zoom) > k_most_tiles) {
      --zoom;
      coarser = true;
    }
    if (coarser) m_book.add(Severity::warning, "readers.raster_coarser", {{"zoom", std::to_string(zoom)}});
    m_info.max_zoom = zoom;
    m_info.min_zoom = zoom;
    const double extent = std::max(m_info.bounds.width(), m_info.bounds.height());
    // Down to where the whole raster is a spot of some 30 pixels.
    while (m_info.min_zoom > 0 && geo::tile_size_m(m_info.min_zoom) < 16 * extent) --m_info.min_zoom;
    m_tiles_expected = std::max(
        1.0, std::ceil(m_info.bounds.width() / geo::tile_size_m(zoom)) * std::ceil(m_info.bounds.height() / geo::tile_size_m(zoom)));
  }

  /// The tile with everything below it; written when it holds a height.
  base::Result<Quad> build(geo::TileId id) {
    const geo::Box box = geo::tile_bounds(id);
    if (!box.intersects(m_info.bounds)) return Quad{};
    if (id.z == m_info.max_zoom) return warp(id);
    Quad quad;
    for (std::uint32_t i = 0; i < 4; ++i) {
      auto child = build({static_cast<std::uint8_t>(id.z + 1), id.x * 2 + i % 2, id.y * 2 + i / 2});
      if (!child) return child;
      if (!child->any) continue;
      if (!quad.any) quad.heights.assign(std::size_t{k_side} * k_side, k_nan);
      quad.any = true;
      average_child(child->heights, static_cast<int>(i % 2), static_cast<int>(i / 2), quad.heights);
    }
    return write(id, std::move(quad));
  }

  base::Result<Quad> write(geo::TileId id, Quad quad) {
    if (quad.any) {
      if (auto status = m_writer->add(id, quad.heights); !status) return tl::unexpected(status.error());
    }
    return quad;
  }

  base::Result<Quad> warp(geo::TileId id) {
    if (m_job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
    m_job.report(std::min(0.98, m_tiles_done++ / m_tiles_expected), "readers.warping", m_info.name);
    Quad quad;
    quad.heights.assign(std::size_t{k_side} * k_side, k_nan);
    if (!warp_into(geo::tile_bounds(id), quad.heights)) {
      return fail(ErrorCode::damaged, "readers.cannot_open",
                  {{"format", "GTiff"}, {"detail", m_messages.failure().empty() ? "-" : m_messages.failure()}});
    }
    for (float& h : quad.heights) {
      if (std::isnan(h)) continue;
      if (!std::isfinite(h)) {
        h = k_nan;
        continue;
      }
      quad.any = true;
      m_lowest = std::min(m_lowest, h);
      m_highest = std::max(m_highest, h);
    }
    return write(id, std::move(quad));
  }

  bool warp_into(const geo::Box& box, Heights& heights) {
    GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("MEM");
    const Dataset target(memory->Create("", k_side, k_side, 1, GDT_Float32, nullptr));
    if (!target) return false;
    std::array<double, 6> geo{box.min_x, box.width() / k_side, 0, box.max_y, 0, -box.height() / k_side};
    target->SetGeoTransform(geo.data());
    OGRSpatialReference mercator;
    mercator.importFromEPSG(3857);
    target->SetSpatialRef(&mercator);
    target->GetRasterBand(1)->SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
    const WarpOptions warp;
    warp.options->nBandCount = 1;
    warp.options->panSrcBands = static_cast<int*>(CPLMalloc(sizeof(int)));
    warp.options->panDstBands = static_cast<int*>(CPLMalloc(sizeof(int)));
    *warp.options->panSrcBands = 1;
    *warp.options->panDstBands = 1;
    GDALWarpInitSrcNoDataReal(warp.options, m_no_data);
    GDALWarpInitDstNoDataReal(warp.options, std::numeric_limits<double>::quiet_NaN());
    warp.options->papszWarpOptions = CSLSetNameValue(warp.options->papszWarpOptions, "INIT_DEST", "NO_DATA");
    const CPLErr done = GDALReprojectImage(&m_source, m_wkt.c_str(), target.get(), nullptr, GRA_Bilinear, 0, k_warp_error_px, nullptr,
                                           nullptr, warp.options);
    if (done != CE_None) return false;
    return target->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, k_side, k_side, heights.data(), k_side, k_side, GDT_Float32, 0, 0, nullptr) ==
           CE_None;
  }

  ReadReport report(const std::string& driver, const std::string& file_name) const {
    ReportLayer layer;
    layer.name = m_info.name;
    layer.path = file_name;
    layer.raster = true;
    layer.count = std::uint64_t{m_info.source_width} * m_info.source_height;
    layer.crs = m_info.crs;
    layer.bounds = m_info.bounds;
    layer.notices = m_info.notices;
    ReadReport out;
    out.driver = driver;
    out.layers.push_back(std::move(layer));
    return out;
  }

  JobContext& m_job;
  GDALDataset& m_source;
  GdalMessages& m_messages;
  feature::RasterInfo m_info;
  feature::RasterPackWriter* m_writer = nullptr;
  NoticeBook m_book;
  std::array<double, 6> m_geo{};
  std::string m_wkt;
  double m_no_data = 0;
  double m_tiles_expected = 1;
  double m_tiles_done = 0;
  float m_lowest = std::numeric_limits<float>::infinity();
  float m_highest = -std::numeric_limits<float>::infinity();
};

}  // namespace

base::Result<ReadReport> read_raster(JobContext& job, const std::filesystem::path& file, const Sniffed& what) {
  set_up_gdal(job.work_dir);
  GdalMessages messages;
  const std::string driver(name_of(what.kind));
  const std::array<const char*, 2> drivers{driver.c_str(), nullptr};
  const Dataset source(
      GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers.data(), nullptr, nullptr));
  if (!source || source->GetRasterCount() == 0) {
    return fail(ErrorCode::damaged, "readers.cannot_open",
                {{"format", driver}, {"detail", messages.failure().empty() ? "-" : messages.failure()}});
  }
  auto report = RasterJob(job, *source, file.stem().string(), driver, messages).run(driver);
  if (report) ++job.next_pack;
  return report;
}

}  // namespace skizze::readers
