// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/gdal_setup.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

namespace skizze::readers {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 16> k_settings{{
    {"GDAL_DRIVER_PATH", "disable"},          // no plugins
    {"GDAL_DISABLE_READDIR_ON_OPEN", "YES"},  // no looking around in the user's folder
    {"GDAL_PAM_ENABLED", "NO"},               // no .aux.xml, neither read nor written
    {"GDAL_HTTP_TIMEOUT", "1"},
    {"CPL_CURL_ENABLE_VSIMEM", "NO"},
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"},
    {"GDAL_HTTP_PROXY", "127.0.0.1:9"},   // the discard port: even a request that slipped through ends here
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "200"},  // megabytes for one feature
    {"OGR_SQLITE_PRAGMA", "trusted_schema=OFF"},
    {"SHAPE_RESTORE_SHX", "NO"},
    {"GML_SKIP_RESOLVE_ELEMS", "ALL"},  // NONE would follow xlinks over the network
    {"OGR_ENABLE_PARTIAL_REPROJECTION", "NO"},
    {"PROJ_NETWORK", "OFF"},
    {"GDAL_NUM_THREADS", "1"},
    {"GDAL_CACHEMAX", "256"},
    {"LIBKML_RESOLVE_STYLE", "NO"},
}};

}  // namespace

void set_up_gdal(const std::filesystem::path& work_dir) {
  static const bool registered = [] {
    for (const auto& [name, value] : k_settings) CPLSetConfigOption(name, value);
    RegisterOGRGeoPackage();
    RegisterOGRGeoJSON();
    RegisterOGRGeoJSONSeq();
    RegisterOGRShape();
    RegisterOGRFlatGeobuf();
    RegisterOGRLIBKML();
    RegisterOGRKML();
    RegisterOGRGML();
    GDALRegister_GTiff();
    GDALRegister_SRTMHGT();
    GDALRegister_MEM();  // target of warping; no file is ever opened with it
    return true;
  }();
  static_cast<void>(registered);
  CPLSetConfigOption("CPL_TMPDIR", work_dir.c_str());
}

struct GdalMessages::Handler {
  static void take(CPLErr level, CPLErrorNum number, const char* text) {
    auto* self = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
    if (level < CE_Failure) return;
    if (self->m_failure.empty()) self->m_failure = text;
    if (number == CPLE_FileIO && errno == ENOSPC) self->m_out_of_space = true;
  }
};

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(&Handler::take, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

base::Error GdalMessages::read_failure(std::uint64_t rows, const std::string& layer) const {
  if (m_out_of_space) return {base::ErrorCode::no_space, {"base.disk_full", {{"file", layer}}}, {{}, layer, {}, -1}, {}};
  return {base::ErrorCode::damaged,
          {"readers.damaged_after", {{"rows", std::to_string(rows)}, {"detail", m_failure}}},
          {{}, layer, {}, -1},
          {}};
}

void DatasetCloser::operator()(GDALDataset* dataset) const { GDALClose(dataset); }

}  // namespace skizze::readers
