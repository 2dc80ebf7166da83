// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which algorithms are offered, and their descriptions.
#include <qgsapplication.h>
#include <qgsnativealgorithms.h>
#include <qgsprocessingparameters.h>
#include <qgsprocessingregistry.h>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTranslator>
#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

#include "qgis_names.h"

#include "processing.h"

namespace skizze::qgis_helper {

namespace {

using Parameter = QgsProcessingParameterDefinition;

/// What is left out, by QGIS's own groups: databases and the network (there is none here), the machinery of QGIS's model designer, and what
/// works on meshes or on devices, which we have not.
constexpr std::array k_groups_left_out{"database", "filetools", "modelertools", "mesh", "pointclouds", "gps", "plots", "vectortiles"};
/// Single ones: they work on the styles, layouts, bookmarks or canvas of a QGIS project, ask the network, change the file they read, or
/// only write a file in another place.
constexpr std::array k_left_out{"categorizeusingstyle",
                                "combinestyles",
                                "setlayerstyle",
                                "stylefromproject",
                                "bookmarkstolayer",
                                "layertobookmarks",
                                "rasterize",
                                "flattenrelationships",
                                "batchnominatimgeocoder",
                                "batchgeocoder",
                                "transferannotationsfrommain",
                                "createattributeindex",
                                "createspatialindex",
                                "truncatetable",
                                "setlayerencoding",
                                "saveselectedfeatures",
                                "savefeatures",
                                "exportlayersinformation",
                                "rasterlayerproperties"};
/// The kinds of parameter that can be said in a form, a command line or JSON.
constexpr std::array k_types{"boolean",
                             "crs",
                             "extent",
                             "point",
                             "geometry",
                             "matrix",
                             "multilayer",
                             "number",
                             "distance",
                             "duration",
                             "scale",
                             "range",
                             "raster",
                             "enum",
                             "string",
                             "expression",
                             "vector",
                             "layer",
                             "field",
                             "source",
                             "sink",
                             "vectorDestination",
                             "rasterDestination",
                             "fileDestination",
                             "band",
                             "color",
                             "coordinateoperation",
                             "datetime",
                             "aggregates",
                             "fields_mapping"};

template <class Names>
bool among(const Names& names, const QString& name) {
  return std::any_of(names.begin(), names.end(), [&](const char* one) { return name == QLatin1String(one); });
}

bool can_be_given(const Parameter& parameter) { return among(k_types, parameter.type()) || parameter.flags().testFlag(k_optional); }

/// Texts of QGIS may hold HTML.
QString plain(const QString& text) { return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text; }

const QgsProcessingProvider& native() {
  static const QgsProcessingProvider* provider = [] {
    auto* made = new QgsNativeAlgorithms(QgsApplication::processingRegistry());
    QgsApplication::processingRegistry()->addProvider(made);
    return made;
  }();
  return *provider;
}

QJsonArray geometry_words(const QList<int>& types) {
  QJsonArray words;
  for (const int type : types) {
    switch (static_cast<std::remove_const_t<decltype(k_point_source)>>(type)) {
      case k_point_source: words << QStringLiteral("point"); break;
      case k_line_source: words << QStringLiteral("line"); break;
      case k_area_source: words << QStringLiteral("area"); break;
      case k_shape_source:
        for (const char* word : {"point", "line", "area"}) words << QString::fromLatin1(word);
        break;
      case k_raster_source: words << QStringLiteral("raster"); break;
      default: break;  // anything goes
    }
  }
  return words;
}

void add_number(const QgsProcessingParameterNumber& number, QJsonObject& json) {
  json[QStringLiteral("integer")] = number.dataType() == k_whole_number;
  if (number.minimum() > std::numeric_limits<double>::lowest() + 1) json[QStringLiteral("minimum")] = number.minimum();
  if (number.maximum() < std::numeric_limits<double>::max() - 1) json[QStringLiteral("maximum")] = number.maximum();
  if (const auto* distance = dynamic_cast<const QgsProcessingParameterDistance*>(&number))
    json[QStringLiteral("parent")] = distance->parentParameterName();
}

void add_field(const QgsProcessingParameterField& field, QJsonObject& json) {
  static constexpr std::array k_kinds{"number", "string", "datetime"};
  json[QStringLiteral("parent")] = field.parentLayerParameterName();
  json[QStringLiteral("multiple")] = field.allowMultiple();
  if (field.dataType() != k_any_field)
    json[QStringLiteral("fields")] = QLatin1String(k_kinds.at(static_cast<std::size_t>(field.dataType())));
}

void add_special(const Parameter& parameter, QJsonObject& json) {
  if (const auto* number = dynamic_cast<const QgsProcessingParameterNumber*>(&parameter)) add_number(*number, json);
  if (const auto* field = dynamic_cast<const QgsProcessingParameterField*>(&parameter)) add_field(*field, json);
  if (const auto* choice = dynamic_cast<const QgsProcessingParameterEnum*>(&parameter)) {
    json[QStringLiteral("options")] = QJsonArray::fromStringList(choice->options());
    json[QStringLiteral("multiple")] = choice->allowMultiple();
  }
  if (const auto* limited = dynamic_cast<const QgsProcessingParameterLimitedDataTypes*>(&parameter))
    json[QStringLiteral("geometry")] = geometry_words(limited->dataTypes());
  if (const auto* many = dynamic_cast<const QgsProcessingParameterMultipleLayers*>(&parameter)) {
    json[QStringLiteral("geometry")] = geometry_words({static_cast<int>(many->layerType())});
    json[QStringLiteral("multiple")] = true;
  }
  if (const auto* band = dynamic_cast<const QgsProcessingParameterBand*>(&parameter))
    json[QStringLiteral("parent")] = band->parentLayerParameterName();
  if (const auto* words = dynamic_cast<const QgsProcessingParameterExpression*>(&parameter))
    json[QStringLiteral("parent")] = words->parentLayerParameterName();
}

}  // namespace

void speak(const QString& language) {
  static QTranslator* speaking = nullptr;
  static QString spoken = QStringLiteral("en");
  if (spoken == language || (language != QLatin1String("de") && language != QLatin1String("en"))) return;
  spoken = language;
  if (speaking != nullptr) QCoreApplication::removeTranslator(speaking);
  delete speaking;
  speaking = new QTranslator(QCoreApplication::instance());
  if (speaking->load(QStringLiteral("qgis_") + language, QgsApplication::i18nPath())) QCoreApplication::installTranslator(speaking);
}

bool is_offered(const QgsProcessingAlgorithm& algorithm) {
  const auto flags = algorithm.flags();
  const bool flagged = flags.testFlag(k_not_in_toolbox) || flags.testFlag(k_not_alone) || flags.testFlag(k_has_issues);
  if (flagged || among(k_groups_left_out, algorithm.groupId()) || among(k_left_out, algorithm.name())) return false;
  const auto parameters = algorithm.parameterDefinitions();
  return !algorithm.outputDefinitions().isEmpty() &&
         std::all_of(parameters.begin(), parameters.end(), [](const Parameter* parameter) { return can_be_given(*parameter); });
}

std::vector<const QgsProcessingAlgorithm*> offered_algorithms() {
  std::vector<const QgsProcessingAlgorithm*> all;
  for (const QgsProcessingAlgorithm* algorithm : native().algorithms())
    if (is_offered(*algorithm)) all.push_back(algorithm);
  return all;
}

const QgsProcessingAlgorithm* algorithm_named(const QString& id) {
  const QString name = id.startsWith(QLatin1String("native:")) ? id.mid(7) : id;
  const auto* algorithm = native().algorithm(name);
  return algorithm != nullptr && is_offered(*algorithm) ? algorithm : nullptr;
}

QJsonObject describe(const Parameter& parameter) {
  QJsonObject json{{QStringLiteral("name"), parameter.name()},
                   {QStringLiteral("description"), plain(parameter.description())},
                   {QStringLiteral("type"), parameter.type()},
                   {QStringLiteral("optional"), parameter.flags().testFlag(k_optional)},
                   {QStringLiteral("advanced"), parameter.flags().testFlag(k_advanced)}};
  if (parameter.isDestination()) json[QStringLiteral("destination")] = true;
  if (parameter.defaultValue().isValid() && !parameter.isDestination())
    json[QStringLiteral("default")] = QJsonValue::fromVariant(parameter.defaultValue());
  if (!parameter.help().isEmpty()) json[QStringLiteral("help")] = plain(parameter.help());
  add_special(parameter, json);
  return json;
}

QJsonObject describe(const QgsProcessingAlgorithm& algorithm) {
  QJsonArray parameters;
  for (const auto* parameter : algorithm.parameterDefinitions()) {
    const bool hidden = parameter->flags().testFlag(k_hidden) || !among(k_types, parameter->type());
    if (!hidden) parameters << describe(*parameter);
  }
  QJsonArray outputs;
  for (const auto* output : algorithm.outputDefinitions())
    outputs << QJsonObject{{QStringLiteral("name"), output->name()},
                           {QStringLiteral("description"), plain(output->description())},
                           {QStringLiteral("type"), output->type()}};
  const QString help = algorithm.shortHelpString().isEmpty() ? algorithm.shortDescription() : algorithm.shortHelpString();
  return {{QStringLiteral("id"), algorithm.id()},
          {QStringLiteral("name"), algorithm.displayName()},
          {QStringLiteral("group"), algorithm.group()},
          {QStringLiteral("help"), plain(help)},
          {QStringLiteral("tags"), QJsonArray::fromStringList(algorithm.tags())},
          {QStringLiteral("parameters"), parameters},
          {QStringLiteral("outputs"), outputs}};
}

}  // namespace skizze::qgis_helper
