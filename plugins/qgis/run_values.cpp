// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_values.h"

#include <qgsmaplayer.h>
#include <qgsprocessingparameters.h>
#include <qgsprocessingutils.h>
#include <QFileInfo>
#include <cmath>

#include "qgis_names.h"

namespace skizze::qgis_helper {

namespace {

using base::ErrorCode;
using base::fail;
using Parameter = QgsProcessingParameterDefinition;

auto wrong(const Parameter& parameter, const QString& value) {
  return fail(ErrorCode::invalid, "qgis.bad_parameter",
              {{"parameter", parameter.name().toStdString()},
               {"description", parameter.description().toStdString()},
               {"value", value.toStdString()}});
}

QString text_of(const QJsonValue& value) { return value.isString() ? value.toString() : value.toVariant().toString(); }

QStringList list_of(const QJsonValue& value) {
  QStringList list;
  if (!value.isArray()) return text_of(value).split(QLatin1Char(';'), Qt::SkipEmptyParts);
  for (const auto& entry : value.toArray()) list << text_of(entry);
  return list;
}

bool is_layer(const Parameter& parameter) {
  const QString type = parameter.type();
  return type == QLatin1String("source") || type == QLatin1String("vector") || type == QLatin1String("raster") ||
         type == QLatin1String("layer");
}

bool fits(const Parameter& parameter, const QgsMapLayer& layer) {
  const bool vector = layer.type() == k_vector_layer;
  if (parameter.type() == QLatin1String("raster")) return layer.type() == k_raster_layer;
  if (parameter.type() == QLatin1String("source") || parameter.type() == QLatin1String("vector")) return vector;
  return true;
}

/// Layers are files and nothing else: there is neither a network here nor a database.
base::Result<QVariant> layer_of(const Parameter& parameter, const QString& text, QgsProcessingContext& context) {
  const QString file = text.section(QLatin1Char('|'), 0, 0);
  const std::vector<base::Argument> arguments{{"parameter", parameter.name().toStdString()}, {"file", file.toStdString()}};
  if (!QFileInfo(file).isFile()) return fail(ErrorCode::not_found, "qgis.input_missing", arguments);
  const auto* layer = QgsProcessingUtils::mapLayerFromString(text, context);
  if (layer == nullptr || !layer->isValid()) return fail(ErrorCode::unreadable, "qgis.input_unreadable", arguments);
  if (!fits(parameter, *layer)) return fail(ErrorCode::invalid, "qgis.input_wrong_kind", arguments);
  return QVariant(text);
}

base::Result<QVariant> layers_of(const Parameter& parameter, const QStringList& texts, QgsProcessingContext& context) {
  QVariantList list;
  for (const QString& text : texts) {
    auto one = layer_of(parameter, text, context);
    if (!one) return one;
    list << *one;
  }
  return QVariant(list);
}

base::Result<QVariant> number_of(const Parameter& parameter, const QJsonValue& value) {
  bool ok = value.isDouble();
  const double number = ok ? value.toDouble() : text_of(value).trimmed().toDouble(&ok);
  if (!ok || !std::isfinite(number)) return wrong(parameter, text_of(value));
  const auto& limits = dynamic_cast<const QgsProcessingParameterNumber&>(parameter);
  const bool whole = limits.dataType() != k_whole_number || number == std::floor(number);
  if (whole && number >= limits.minimum() && number <= limits.maximum()) return QVariant(number);
  return wrong(parameter, text_of(value));
}

base::Result<QVariant> truth_of(const Parameter& parameter, const QJsonValue& value) {
  if (value.isBool()) return QVariant(value.toBool());
  const QString text = text_of(value).toLower();
  for (const char* yes : {"true", "1", "yes", "ja"})
    if (text == QLatin1String(yes)) return QVariant(true);
  for (const char* no : {"false", "0", "no", "nein"})
    if (text == QLatin1String(no)) return QVariant(false);
  return wrong(parameter, text);
}

base::Result<QVariant> option_of(const QgsProcessingParameterEnum& choice, const QString& text) {
  bool is_number = false;
  const int number = text.toInt(&is_number);
  int index = is_number ? number : -1;
  for (int i = 0; i < choice.options().size() && !is_number; ++i)
    if (choice.options().at(i).compare(text, Qt::CaseInsensitive) == 0) index = i;
  if (index < 0 || index >= choice.options().size()) return wrong(choice, text);
  return choice.usesStaticStrings() ? QVariant(choice.options().at(index)) : QVariant(index);
}

base::Result<QVariant> choice_of(const QgsProcessingParameterEnum& choice, const QJsonValue& value) {
  if (!choice.allowMultiple()) return option_of(choice, text_of(value));
  QVariantList list;
  for (const QString& text : list_of(value)) {
    auto one = option_of(choice, text);
    if (!one) return one;
    list << *one;
  }
  return QVariant(list);
}

base::Result<QVariant> value_of(const Parameter& parameter, const QJsonValue& value, QgsProcessingContext& context) {
  if (is_layer(parameter)) return layer_of(parameter, text_of(value), context);
  if (parameter.type() == QLatin1String("multilayer")) return layers_of(parameter, list_of(value), context);
  if (dynamic_cast<const QgsProcessingParameterNumber*>(&parameter) != nullptr) return number_of(parameter, value);
  if (parameter.type() == QLatin1String("boolean")) return truth_of(parameter, value);
  if (const auto* choice = dynamic_cast<const QgsProcessingParameterEnum*>(&parameter)) return choice_of(*choice, value);
  const auto* field = dynamic_cast<const QgsProcessingParameterField*>(&parameter);
  if (field != nullptr && field->allowMultiple()) return QVariant(list_of(value));
  return value.toVariant();
}

/// Whether somebody wants this result; those that are not optional always are.
bool is_wanted(const QgsProcessingDestinationParameter& destination, const QJsonValue& value) {
  if (!destination.flags().testFlag(k_optional)) return true;
  return value.isUndefined() || value.isNull() ? destination.createByDefault() : value.toBool();
}

/// Features go into memory first: what an algorithm makes of the column "fid" need not fit into a GeoPackage (processing.cpp).
QString place_of(const QgsProcessingDestinationParameter& destination, const QDir& folder) {
  if (destination.type() == QLatin1String("sink")) return QStringLiteral("memory:") + destination.name();
  return folder.filePath(destination.name() + QLatin1Char('.') + destination.defaultFileExtension());
}

base::Status check_names(const QgsProcessingAlgorithm& algorithm, const QJsonObject& values) {
  QStringList known;
  for (const auto* parameter : algorithm.parameterDefinitions()) known << parameter->name();
  for (auto it = values.begin(); it != values.end(); ++it)
    if (!known.contains(it.key()))
      return fail(ErrorCode::invalid, "qgis.unknown_parameter",
                  {{"parameter", it.key().toStdString()},
                   {"algorithm", algorithm.id().toStdString()},
                   {"known", known.join(QStringLiteral(", ")).toStdString()}});
  return {};
}

base::Status take(const Parameter& parameter, const QJsonValue& given, const QDir& folder, QgsProcessingContext& context,
                  QVariantMap& out) {
  if (const auto* destination = dynamic_cast<const QgsProcessingDestinationParameter*>(&parameter)) {
    if (!given.isUndefined() && !given.isBool() && !given.isNull()) return wrong(parameter, text_of(given));
    if (is_wanted(*destination, given)) out[parameter.name()] = place_of(*destination, folder);
    return {};
  }
  const bool absent = given.isUndefined() || given.isNull() || (given.isString() && given.toString().isEmpty());
  if (!absent) {
    const auto value = value_of(parameter, given, context);
    if (!value) return tl::unexpected(value.error());
    if (!parameter.checkValueIsAcceptable(*value, &context)) return wrong(parameter, text_of(given));
    out[parameter.name()] = *value;
  } else if (parameter.checkValueIsAcceptable(parameter.defaultValue(), &context)) {
    if (parameter.defaultValue().isValid()) out[parameter.name()] = parameter.defaultValue();  // some kinds do not look for it themselves
  } else if (!parameter.flags().testFlag(k_optional)) {
    return fail(ErrorCode::invalid, "qgis.parameter_missing",
                {{"parameter", parameter.name().toStdString()}, {"description", parameter.description().toStdString()}});
  }
  return {};
}

}  // namespace

base::Result<QVariantMap> read_values(const QgsProcessingAlgorithm& algorithm, const QJsonObject& values, const QDir& folder,
                                      QgsProcessingContext& context) {
  if (auto known = check_names(algorithm, values); !known) return tl::unexpected(known.error());
  QVariantMap out;
  for (const auto* parameter : algorithm.parameterDefinitions())
    if (auto taken = take(*parameter, values[parameter->name()], folder, context, out); !taken) return tl::unexpected(taken.error());
  QString message;
  if (algorithm.checkParameterValues(out, context, &message)) return out;
  return fail(ErrorCode::invalid, "qgis.parameters_refused",
              {{"algorithm", algorithm.id().toStdString()}, {"detail", message.toStdString()}});
}

}  // namespace skizze::qgis_helper
