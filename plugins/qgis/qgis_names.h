// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Enumerators that got new names between QGIS 3.22 (Debian 12) and 3.40 (Debian 13), under one name for both.
#pragma once

#include <qgis.h>
#include <qgsfeaturerequest.h>
#include <qgsfields.h>
#include <qgslabeling.h>
#include <qgslayoutitempicture.h>
#include <qgsmarkersymbollayer.h>
#include <qgspallabeling.h>
#include <qgsprocessingalgorithm.h>
#include <qgsprocessingparameters.h>
#include <qgsraster.h>
#include <qgssymbol.h>
#include <qgssymbollayer.h>
#include <qgsunittypes.h>
#include <qgswkbtypes.h>

namespace skizze::qgis_helper {

#if _QGIS_VERSION_INT >= 33600
using GeometryType = Qgis::GeometryType;
using LabelPlacement = Qgis::LabelPlacement;
inline constexpr auto k_unit_mm = Qgis::RenderUnit::Millimeters;
inline constexpr auto k_unit_pt = Qgis::RenderUnit::Points;
inline constexpr auto k_on_paper_mm = Qgis::LayoutUnit::Millimeters;
inline constexpr auto k_kilometres = Qgis::DistanceUnit::Kilometers;
inline constexpr auto k_metres = Qgis::DistanceUnit::Meters;
inline constexpr auto k_svg_picture = Qgis::PictureFormat::SVG;
inline constexpr auto k_label_along = Qgis::LabelPlacement::Line;
inline constexpr auto k_label_curved = Qgis::LabelPlacement::Curved;
inline constexpr auto k_label_horizontal = Qgis::LabelPlacement::Horizontal;
inline constexpr auto k_label_over_point = Qgis::LabelPlacement::OverPoint;
inline constexpr auto k_label_around_point = Qgis::LabelPlacement::OrderedPositionsAroundPoint;
inline constexpr auto k_label_on_line = Qgis::LabelLinePlacementFlag::OnLine;
inline constexpr auto k_label_map_orientation = Qgis::LabelLinePlacementFlag::MapOrientation;
inline constexpr auto k_above = Qgis::LabelQuadrantPosition::Above;
inline constexpr auto k_below = Qgis::LabelQuadrantPosition::Below;
inline constexpr auto k_right = Qgis::LabelQuadrantPosition::Right;
inline constexpr auto k_over = Qgis::LabelQuadrantPosition::Over;
inline constexpr auto k_by_label_size = QgsPalLayerSettings::Property::Size;
inline constexpr auto k_by_label_color = QgsPalLayerSettings::Property::Color;
inline constexpr auto k_by_halo_color = QgsPalLayerSettings::Property::BufferColor;
inline constexpr auto k_by_halo_size = QgsPalLayerSettings::Property::BufferSize;
inline constexpr auto k_by_fill_color = QgsSymbolLayer::Property::FillColor;
inline constexpr auto k_by_stroke_color = QgsSymbolLayer::Property::StrokeColor;
inline constexpr auto k_by_stroke_width = QgsSymbolLayer::Property::StrokeWidth;
inline constexpr auto k_by_size = QgsSymbolLayer::Property::Size;
inline constexpr auto k_by_dashes = QgsSymbolLayer::Property::CustomDash;
inline constexpr auto k_vector_layer = Qgis::LayerType::Vector;
inline constexpr auto k_raster_layer = Qgis::LayerType::Raster;
inline constexpr auto k_whole_number = Qgis::ProcessingNumberParameterType::Integer;
inline constexpr auto k_optional = Qgis::ProcessingParameterFlag::Optional;
inline constexpr auto k_advanced = Qgis::ProcessingParameterFlag::Advanced;
inline constexpr auto k_hidden = Qgis::ProcessingParameterFlag::Hidden;
inline constexpr auto k_no_geometry = Qgis::FeatureRequestFlag::NoGeometry;
inline constexpr auto k_stop_at_invalid = Qgis::InvalidGeometryCheck::AbortOnInvalid;
inline constexpr auto k_skip_invalid = Qgis::InvalidGeometryCheck::SkipInvalid;
inline constexpr auto k_palette = Qgis::RasterColorInterpretation::PaletteIndex;
inline constexpr auto k_points = Qgis::GeometryType::Point;
inline constexpr auto k_lines = Qgis::GeometryType::Line;
inline constexpr auto k_areas = Qgis::GeometryType::Polygon;
inline constexpr auto k_raster_values = Qgis::RasterIdentifyFormat::Value;
inline constexpr auto k_point_source = Qgis::ProcessingSourceType::VectorPoint;
inline constexpr auto k_line_source = Qgis::ProcessingSourceType::VectorLine;
inline constexpr auto k_area_source = Qgis::ProcessingSourceType::VectorPolygon;
inline constexpr auto k_shape_source = Qgis::ProcessingSourceType::VectorAnyGeometry;
inline constexpr auto k_raster_source = Qgis::ProcessingSourceType::Raster;
inline constexpr auto k_any_field = Qgis::ProcessingFieldParameterDataType::Any;
inline constexpr auto k_not_in_toolbox = Qgis::ProcessingAlgorithmFlag::HideFromToolbox;
inline constexpr auto k_not_alone = Qgis::ProcessingAlgorithmFlag::NotAvailableInStandaloneTool;
inline constexpr auto k_has_issues = Qgis::ProcessingAlgorithmFlag::KnownIssues;
inline constexpr auto k_circle = Qgis::MarkerShape::Circle;
inline constexpr auto k_by_opacity = QgsSymbol::Property::Opacity;

inline void put_quadrant(QgsPalLayerSettings& settings, Qgis::LabelQuadrantPosition where) { settings.pointSettings().setQuadrant(where); }
#else
using GeometryType = QgsWkbTypes::GeometryType;
using LabelPlacement = QgsPalLayerSettings::Placement;
inline constexpr auto k_unit_mm = QgsUnitTypes::RenderMillimeters;
inline constexpr auto k_unit_pt = QgsUnitTypes::RenderPoints;
inline constexpr auto k_on_paper_mm = QgsUnitTypes::LayoutMillimeters;
inline constexpr auto k_kilometres = QgsUnitTypes::DistanceKilometers;
inline constexpr auto k_metres = QgsUnitTypes::DistanceMeters;
inline constexpr auto k_svg_picture = QgsLayoutItemPicture::FormatSVG;
inline constexpr auto k_label_along = QgsPalLayerSettings::Line;
inline constexpr auto k_label_curved = QgsPalLayerSettings::Curved;
inline constexpr auto k_label_horizontal = QgsPalLayerSettings::Horizontal;
inline constexpr auto k_label_over_point = QgsPalLayerSettings::OverPoint;
inline constexpr auto k_label_around_point = QgsPalLayerSettings::OrderedPositionsAroundPoint;
inline constexpr auto k_label_on_line = QgsLabeling::OnLine;
inline constexpr auto k_label_map_orientation = QgsLabeling::MapOrientation;
inline constexpr auto k_above = QgsPalLayerSettings::QuadrantAbove;
inline constexpr auto k_below = QgsPalLayerSettings::QuadrantBelow;
inline constexpr auto k_right = QgsPalLayerSettings::QuadrantRight;
inline constexpr auto k_over = QgsPalLayerSettings::QuadrantOver;
inline constexpr auto k_by_label_size = QgsPalLayerSettings::Size;
inline constexpr auto k_by_label_color = QgsPalLayerSettings::Color;
inline constexpr auto k_by_halo_color = QgsPalLayerSettings::BufferColor;
inline constexpr auto k_by_halo_size = QgsPalLayerSettings::BufferSize;
inline constexpr auto k_by_fill_color = QgsSymbolLayer::PropertyFillColor;
inline constexpr auto k_by_stroke_color = QgsSymbolLayer::PropertyStrokeColor;
inline constexpr auto k_by_stroke_width = QgsSymbolLayer::PropertyStrokeWidth;
inline constexpr auto k_by_size = QgsSymbolLayer::PropertySize;
inline constexpr auto k_by_dashes = QgsSymbolLayer::PropertyCustomDash;
inline constexpr auto k_vector_layer = QgsMapLayerType::VectorLayer;
inline constexpr auto k_raster_layer = QgsMapLayerType::RasterLayer;
inline constexpr auto k_whole_number = QgsProcessingParameterNumber::Integer;
inline constexpr auto k_optional = QgsProcessingParameterDefinition::FlagOptional;
inline constexpr auto k_advanced = QgsProcessingParameterDefinition::FlagAdvanced;
inline constexpr auto k_hidden = QgsProcessingParameterDefinition::FlagHidden;
inline constexpr auto k_no_geometry = QgsFeatureRequest::NoGeometry;
inline constexpr auto k_stop_at_invalid = QgsFeatureRequest::GeometryAbortOnInvalid;
inline constexpr auto k_skip_invalid = QgsFeatureRequest::GeometrySkipInvalid;
inline constexpr auto k_palette = QgsRaster::PaletteIndex;
inline constexpr auto k_points = QgsWkbTypes::PointGeometry;
inline constexpr auto k_lines = QgsWkbTypes::LineGeometry;
inline constexpr auto k_areas = QgsWkbTypes::PolygonGeometry;
inline constexpr auto k_raster_values = QgsRaster::IdentifyFormatValue;
inline constexpr auto k_point_source = QgsProcessing::TypeVectorPoint;
inline constexpr auto k_line_source = QgsProcessing::TypeVectorLine;
inline constexpr auto k_area_source = QgsProcessing::TypeVectorPolygon;
inline constexpr auto k_shape_source = QgsProcessing::TypeVectorAnyGeometry;
inline constexpr auto k_raster_source = QgsProcessing::TypeRaster;
inline constexpr auto k_any_field = QgsProcessingParameterField::Any;
inline constexpr auto k_not_in_toolbox = QgsProcessingAlgorithm::FlagHideFromToolbox;
inline constexpr auto k_not_alone = QgsProcessingAlgorithm::FlagNotAvailableInStandaloneTool;
inline constexpr auto k_has_issues = QgsProcessingAlgorithm::FlagKnownIssues;
inline constexpr auto k_circle = QgsSimpleMarkerSymbolLayerBase::Circle;
inline constexpr auto k_by_opacity = QgsSymbol::PropertyOpacity;

inline void put_quadrant(QgsPalLayerSettings& settings, QgsPalLayerSettings::QuadrantPosition where) { settings.quadOffset = where; }
#endif

#if _QGIS_VERSION_INT >= 33800
inline constexpr auto k_computed_field = Qgis::FieldOrigin::Expression;
#else
inline constexpr auto k_computed_field = QgsFields::OriginExpression;
#endif

}  // namespace skizze::qgis_helper
