// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processing.h"

#include <qgsexception.h>
#include <qgslayermetadata.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsprocessingoutputs.h>
#include <qgsprocessingutils.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>
#include <qgsvectorfilewriter.h>
#include <qgsvectorlayer.h>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <mutex>

#include "qgis_names.h"
#include "run_values.h"

namespace skizze::qgis_helper {

namespace {

using base::ErrorCode;
using base::fail;

constexpr int k_most_log_lines = 500;
constexpr double k_share_of_work = 0.9;  // of the progress; the rest is writing

/// What an algorithm says while it works. Algorithms may say it from threads of their own.
class Listener : public QgsProcessingFeedback {
 public:
  explicit Listener(Talk& talk, const QString& name) : QgsProcessingFeedback(false), m_talk(talk), m_name(name.toStdString()) {
    connect(
        this, &QgsFeedback::progressChanged, this, [this](double percent) { tell(percent / 100 * k_share_of_work); }, Qt::DirectConnection);
  }

  void reportError(const QString& error, bool) override { add("error", error); }
  void pushWarning(const QString& text) override { add("warning", text); }
  void pushInfo(const QString& text) override { add("info", text); }
  void pushFormattedMessage(const QString&, const QString& text) { add("info", text); }

  void tell(double fraction) { m_talk.progress(fraction, {"qgis.running", {{"algorithm", m_name}}}); }
  QJsonArray log() const { return m_log; }
  int errors() const { return m_errors; }
  QString last_error() const { return m_last_error; }

 private:
  void add(const char* level, const QString& text) {
    const std::lock_guard lock(m_mutex);
    if (qstrcmp(level, "error") == 0) {
      ++m_errors;
      m_last_error = text;
    }
    if (m_log.size() < k_most_log_lines)
      m_log << QJsonObject{{QStringLiteral("level"), QLatin1String(level)}, {QStringLiteral("text"), text}};
  }

  Talk& m_talk;
  const std::string m_name;
  std::mutex m_mutex;
  QJsonArray m_log;
  int m_errors = 0;
  QString m_last_error;
};

/// A folder of its own, removed again unless the work succeeds.
class ResultFolder {
 public:
  ResultFolder(const QDir& parent, const QString& name) : m_dir(parent.filePath(name)) {}
  ~ResultFolder() {
    if (!m_kept) m_dir.removeRecursively();
  }
  ResultFolder(const ResultFolder&) = delete;
  ResultFolder& operator=(const ResultFolder&) = delete;
  bool make() const { return !m_dir.exists() && m_dir.mkpath(QStringLiteral(".")); }
  void keep() { m_kept = true; }
  const QDir& dir() const { return m_dir; }

 private:
  QDir m_dir;
  bool m_kept = false;
};

/// Pieces of one feature all carry its "fid", and a GeoPackage wants it once.
bool fids_repeat(const QgsVectorLayer& layer) {
  const int index = layer.fields().lookupField(QStringLiteral("fid"));
  if (index < 0) return false;
  QSet<QString> seen;
  QgsFeatureIterator features = layer.getFeatures(QgsFeatureRequest().setFlags(k_no_geometry).setSubsetOfAttributes({index}));
  for (QgsFeature feature; features.nextFeature(feature);) {
    const QVariant fid = feature.attribute(index);
    if (fid.isNull() || seen.contains(fid.toString())) return true;
    seen.insert(fid.toString());
  }
  return false;
}

/// What QGIS and our readers show of where a layer comes from.
QgsLayerMetadata metadata_of(const QJsonObject& wanted, const QString& title) {
  const auto text = [&](const char* name) { return wanted[QLatin1String(name)].toString(); };
  QgsLayerMetadata metadata;
  metadata.setTitle(title);
  metadata.setType(QStringLiteral("dataset"));
  if (!text("history").isEmpty()) metadata.setHistory({text("history")});
  if (!text("licence").isEmpty()) metadata.setLicenses({text("licence")});
  if (!text("attribution").isEmpty()) metadata.setRights({text("attribution")});
  const auto day = QDateTime(QDate::fromString(text("date"), Qt::ISODate), QTime(0, 0), Qt::UTC);
  if (day.isValid()) {
    QgsLayerMetadata::Extent extent;
    extent.setTemporalExtents({QgsDateTimeRange(day, day)});
    metadata.setExtent(extent);
  }
  return metadata;
}

base::Status write_layer(QgsVectorLayer& layer, const QString& file, const QString& title, const QJsonObject& metadata,
                         QgsProcessingContext& context, Listener& listener) {
  QgsVectorFileWriter::SaveVectorOptions options;
  options.driverName = QStringLiteral("GPKG");
  options.layerName = title;
  options.feedback = &listener;
  options.saveMetadata = !metadata.isEmpty();
  options.layerMetadata = metadata_of(metadata, title);
  if (fids_repeat(layer)) options.layerOptions << QStringLiteral("FID=ogc_fid");
  QString detail;
  const auto error = QgsVectorFileWriter::writeAsVectorFormatV3(&layer, file, context.transformContext(), options, &detail);
  if (error == QgsVectorFileWriter::NoError) return {};
  if (error == QgsVectorFileWriter::Canceled) return fail(ErrorCode::cancelled, "base.cancelled");
  return fail(ErrorCode::no_space, "qgis.result_not_written", {{"detail", detail.toStdString()}});
}

void describe_layer(const QgsMapLayer& layer, QJsonObject& json) {
  json[QStringLiteral("crs")] = layer.crs().authid();
  if (const auto* vector = dynamic_cast<const QgsVectorLayer*>(&layer)) {
    json[QStringLiteral("count")] = static_cast<double>(vector->featureCount());
    json[QStringLiteral("geometry")] = QgsWkbTypes::displayString(vector->wkbType());
  }
}

/// Takes the results of one run apart: layers and files, and everything that is a mere value.
class Results {
 public:
  Results(const QgsProcessingAlgorithm& algorithm, const QDir& folder, const RunWish& wish, QgsProcessingContext& context,
          Listener& listener)
      : m_algorithm(algorithm),
        m_folder(folder),
        m_title(wish.title),
        m_metadata(wish.metadata),
        m_context(context),
        m_listener(listener) {}

  base::Status take(const QVariantMap& results) {
    for (auto it = results.begin(); it != results.end(); ++it) {
      const auto* output = m_algorithm.outputDefinition(it.key());
      const QString text = it.value().toString();
      if (text.isEmpty() && output != nullptr && output->type().startsWith(QLatin1String("output")) && is_file(*output))
        continue;  // not asked for
      if (output != nullptr && is_file(*output)) {
        if (auto status = take_file(*output, text); !status) return status;
      } else {
        m_values[it.key()] = QJsonValue::fromVariant(it.value());
      }
    }
    return {};
  }
  QJsonArray outputs() const { return m_outputs; }
  QJsonObject values() const { return m_values; }

 private:
  static bool is_file(const QgsProcessingOutputDefinition& output) {
    const QString type = output.type();
    for (const char* kind : {"outputVector", "outputLayer", "outputRaster", "outputHtml", "outputFile"})
      if (type == QLatin1String(kind)) return true;
    return false;
  }

  base::Status take_file(const QgsProcessingOutputDefinition& output, const QString& text) {
    QJsonObject json{{QStringLiteral("name"), output.name()},
                     {QStringLiteral("description"), output.description()},
                     {QStringLiteral("type"), QStringLiteral("file")}};
    QString file = text;
    auto* layer = output.type() == QLatin1String("outputHtml") ? nullptr : QgsProcessingUtils::mapLayerFromString(text, m_context);
    if (auto* vector = qobject_cast<QgsVectorLayer*>(layer)) {
      file = m_folder.filePath(output.name() + QStringLiteral(".gpkg"));
      const QString title = m_title.isEmpty() ? output.description() : m_title;
      if (!QFileInfo::exists(file))
        if (auto status = write_layer(*vector, file, title, m_metadata, m_context, m_listener); !status) return status;
      json[QStringLiteral("type")] = QStringLiteral("vector");
      json[QStringLiteral("layer")] = title;
    } else if (layer != nullptr) {
      json[QStringLiteral("type")] = QStringLiteral("raster");
      note_beside(file);
    }
    if (!QFileInfo(file).isFile()) return {};  // optional, and nothing came of it
    if (layer != nullptr) describe_layer(*layer, json);
    json[QStringLiteral("file")] = file;
    m_outputs << json;
    return {};
  }

  /// Rasters have no room for metadata that all could read; QGIS puts them beside the file.
  void note_beside(const QString& file) {
    if (m_metadata.isEmpty() || !QFileInfo(file).isFile()) return;
    QgsRasterLayer layer(file);
    layer.setMetadata(metadata_of(m_metadata, m_title));
    bool saved = false;
    layer.saveNamedMetadata(QFileInfo(file).dir().filePath(QFileInfo(file).completeBaseName() + QStringLiteral(".qmd")), saved);
  }

  const QgsProcessingAlgorithm& m_algorithm;
  const QDir m_folder;
  const QString m_title;
  const QJsonObject m_metadata;
  QgsProcessingContext& m_context;
  Listener& m_listener;
  QJsonArray m_outputs;
  QJsonObject m_values;
};

/// "690000,693000,5335000,5337000 [EPSG:25832]"
QString crs_in(const QString& text) {
  static const QRegularExpression k_bracket(QStringLiteral("\\[([A-Za-z]+:[0-9]+)\\]$"));
  return k_bracket.match(text.trimmed()).captured(1);
}

/// Ellipsoid and units of "$area" and distances follow the project's CRS; without one, that of the first layer, extent or point.
void set_up_project(QgsProject& project, const RunWish& wish, const QgsProcessingAlgorithm& algorithm, QgsProcessingContext& context) {
  QgsCoordinateReferenceSystem crs(wish.crs);
  for (const auto* parameter : algorithm.parameterDefinitions()) {
    if (crs.isValid()) break;
    const QString text = wish.values[parameter->name()].toString();
    crs = QgsCoordinateReferenceSystem(crs_in(text));
    if (text.isEmpty() || !QFileInfo(text.section(QLatin1Char('|'), 0, 0)).isFile()) continue;
    if (const auto* layer = QgsProcessingUtils::mapLayerFromString(text, context)) crs = layer->crs();
  }
  if (crs.isValid()) project.setCrs(crs, true);
}

base::Status failure(const QgsProcessingAlgorithm& algorithm, const Listener& listener) {
  return fail(ErrorCode::invalid, "qgis.algorithm_failed",
              {{"algorithm", algorithm.displayName().toStdString()}, {"detail", listener.last_error().toStdString()}});
}

}  // namespace

base::Result<QJsonObject> run_algorithm(Session& session, const RunWish& wish, Talk& talk) {
  const auto* algorithm = algorithm_named(wish.algorithm);
  if (algorithm == nullptr) return fail(ErrorCode::not_found, "qgis.no_such_algorithm", {{"algorithm", wish.algorithm.toStdString()}});
  static const QRegularExpression k_name(QStringLiteral("^[A-Za-z0-9-]{8,64}$"));
  if (!k_name.match(wish.folder).hasMatch()) return fail(ErrorCode::invalid, "qgis.bad_request", {{"detail", "folder"}});
  ResultFolder folder(session.folder, wish.folder);
  if (!folder.make()) return fail(ErrorCode::no_space, "base.disk_full", {{"file", folder.dir().path().toStdString()}});
  QgsProject project;
  QgsProcessingContext context;
  Listener listener(talk, algorithm->displayName());
  context.setFeedback(&listener);
  context.setInvalidGeometryCheck(wish.skip_invalid ? k_skip_invalid : k_stop_at_invalid);
  const StopScope stop(talk, [&listener] { listener.cancel(); });
  listener.tell(0);
  try {
    set_up_project(project, wish, *algorithm, context);
    context.setProject(&project);  // takes its ellipsoid and units as they are now
    const auto values = read_values(*algorithm, wish.values, folder.dir(), context);
    if (!values) return tl::unexpected(values.error());
    bool ok = false;
    const QVariantMap results = algorithm->run(*values, context, &listener, &ok);
    if (talk.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
    if (!ok) return tl::unexpected(failure(*algorithm, listener).error());
    listener.tell(k_share_of_work);
    Results taken(*algorithm, folder.dir(), wish, context, listener);
    if (auto status = taken.take(results); !status) return tl::unexpected(status.error());
    folder.keep();
    return QJsonObject{{QStringLiteral("outputs"), taken.outputs()},
                       {QStringLiteral("values"), taken.values()},
                       {QStringLiteral("log"), listener.log()},
                       {QStringLiteral("lost"), listener.errors()}};
  } catch (const QgsException& error) {
    listener.reportError(error.what(), true);
    return tl::unexpected(failure(*algorithm, listener).error());
  }
}

}  // namespace skizze::qgis_helper
