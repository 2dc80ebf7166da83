// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clean_rules.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

namespace skizze::qgis_helper {

namespace {

using Names = QSet<QString>;

Names names(const char* words) {
  const QStringList list = QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
  return Names(list.begin(), list.end());
}

const Names& project_parts() {
  static const Names all = names(
      "homePath title projectCrs verticalCrs elevation-shading-renderer layer-tree-group relations polymorphicRelations mapcanvas "
      "main-annotation-layer projectlayers layerorder properties visibility-presets transformContext projectMetadata Layouts "
      "ProjectViewSettings ProjectTimeSettings ProjectElevationProperties ProjectDisplaySettings ProjectStyleSettings projectFlags");
  return all;
}

const Names& properties() {
  static const Names all =
      names("Gui Legend Measure Measurement PAL Paths PositionPrecision SpatialRefSys Variables variableNames variableValues");
  return all;
}

const Names& layer_parts() {
  static const Names all = names(
      "id datasource provider layername shortname title abstract keywordList keywords attribution attributionUrl dataUrl metadataUrls srs "
      "verticalCrs crs extent wgs84extent resourceMetadata vectorjoins auxiliaryLayer flags temporal elevation layerDependencies "
      "dataDependencies expressionfields map-layer-style-manager renderer-v2 labeling customproperties blendMode featureBlendMode "
      "layerOpacity "
      "SingleCategoryDiagramRenderer LinearlyInterpolatedDiagramRenderer StackedDiagramRenderer DiagramLayerSettings legend "
      "fieldConfiguration aliases previewExpression pipe pipe-data-defined-properties selection fieldDescriptors paintEffect items "
      "renderer mesh-renderer-settings mesh-simplify-settings mesh-extra-datasets static-active-dataset dataset-groups-tree timeformat "
      "child-layers mLayerFeatureBlendMode opacity title-field colorramp");
  return all;
}

}  // namespace

bool is_allowed(const QStringList& path, const QString& name) {
  switch (path.size()) {
    case 0: return name == QLatin1String("qgis");
    case 1: return project_parts().contains(name);
    case 2:
      if (path[1] == QLatin1String("properties")) return properties().contains(name);
      if (path[1] == QLatin1String("main-annotation-layer")) return layer_parts().contains(name);
      return path[1] != QLatin1String("projectlayers") || name == QLatin1String("maplayer");
    case 3:
      if (path[1] == QLatin1String("projectlayers")) return layer_parts().contains(name);
      break;
    default: break;
  }
  // The other styles of a layer are whole layer descriptions, with everything that is not allowed here.
  return path.last() != QLatin1String("map-layer-style");
}

QString kind_of_dropped(const QString& name) {
  struct Row {
    const char* name;
    const char* kind;
  };
  static constexpr Row k_rows[] = {
      {"Annotation", "annotation"},
      {"ExpressionFunctions", "expression_function"},
      {"Macros", "macro"},
      {"actionsetting", "action"},
      {"attributeEditorHtmlElement", "html"},
      {"attributeEditorQmlElement", "html"},
      {"editform", "form"},
      {"editforminit", "form_code"},
      {"editforminitcode", "form_code"},
      {"editforminitfilepath", "form_code"},
      {"mapTip", "map_tip"},
      {"pythonCode", "macro"},
  };
  for (const Row& row : k_rows)
    if (name == QLatin1String(row.name)) return QString::fromLatin1(row.kind);
  return {};
}

bool needs_network(const QString& source) {
  static const QRegularExpression address(QStringLiteral("(?:^|[^a-z])(?:https?|ftps?|wss?|s3|gs|oapif)(?:://|%3a%2f%2f)"),
                                          QRegularExpression::CaseInsensitiveOption);
  static const QRegularExpression gdal(
      QStringLiteral(
          "/vsi(?:curl|s3|gs|az|adls|oss|swift|webhdfs|hdfs)|^(?:PG|MySQL|MSSQL|OCI|ODBC|WFS3?|WMS|WMTS|WCS|CSW|OAPIF|STAC\\w*|PLSCENES|"
          "AmigoCloud|CARTO|Elasticsearch|ES|EEDAI?|NGW|GeoRaster|MongoDBv3):"),
      QRegularExpression::CaseInsensitiveOption);
  static const QRegularExpression server(QStringLiteral("\\bhost='?[^' ]|\\bservice='"));
  return address.match(source).hasMatch() || gdal.match(source).hasMatch() || server.match(source).hasMatch();
}

bool names_picture(const QString& attribute) {
  static const Names all = names("file imageFile legendPlaceholderImage name picture shapeSVGFile svgFile svgPath svg_path symbolFile");
  return all.contains(attribute);
}

bool is_remote(const QString& file) {
  static const QRegularExpression address(QStringLiteral("^\\s*(?:[a-z][a-z0-9+.-]{1,}://|//|\\\\\\\\|/vsi)"),
                                          QRegularExpression::CaseInsensitiveOption);
  return address.match(file).hasMatch();
}

}  // namespace skizze::qgis_helper
