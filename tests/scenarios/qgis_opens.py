#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""qgis_opens.py FILE...: what QGIS finds in our files, as one JSON object on stdout (runs offscreen).

GeoPackage: every layer with its count, geometry type, CRS and the features that QGIS can read and whose geometry is valid.
MBTiles:    through QGIS's own vector tile provider (zooms, one drawn picture, the features of the tiles of the highest zoom) and through
            its OGR provider, where GDAL has the driver.
PMTiles:    through the OGR provider where GDAL has the driver (3.8 and later); otherwise "readable": false with the reason.
"""
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from osgeo import gdal  # noqa: E402
from qgis.core import (Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererSequentialJob,  # noqa: E402
                       QgsMapSettings, QgsVectorLayer, QgsVectorTileLayer, QgsVectorTileRenderer, QgsWkbTypes)
from qgis.PyQt.QtCore import QSize  # noqa: E402


def sublayers(path):
    layer = QgsVectorLayer(path, "all", "ogr")
    return [text.split("!!::!!")[1] for text in layer.dataProvider().subLayers()] if layer.isValid() else []


def look_at_layer(path, name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    if not layer.isValid():
        return {"readable": False}
    read = valid = 0
    for feature in layer.getFeatures():
        read += 1
        valid += feature.geometry().isNull() or feature.geometry().isGeosValid()
    return {"readable": True, "count": layer.featureCount(), "read": read, "valid": valid, "crs": layer.crs().authid(),
            "geometry": QgsWkbTypes.geometryDisplayString(layer.geometryType())}


def look_at_vector_file(path):
    return {name: look_at_layer(path, name) for name in sublayers(path)}


class Counter(QgsVectorTileRenderer):
    """Counts what QGIS's vector tile provider decodes, tile by tile, and draws nothing."""
    tiles = {}

    def type(self):
        return "counter"

    def clone(self):
        return Counter()

    def requiredLayers(self, context, zoom):
        return {""}  # all of them

    def startRender(self, context, zoom, ranges):
        pass

    def stopRender(self, context):
        pass

    def renderTile(self, tile, context):
        place = tile.id()
        Counter.tiles[(place.zoomLevel(), place.column(), place.row())] = {name: len(tile.layerFeatures(name)) for name in tile.layers()}


def draw(layer, zoom):
    """The whole layer at a zoom of 256 px tiles; how many of its pixels are not ground."""
    metres_per_px = 40075016.686 / 256 / 2 ** (zoom + 1)  # so far in that QGIS takes this zoom and not the one above
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setExtent(layer.extent())
    settings.setOutputDpi(96)
    settings.setOutputSize(QSize(*(max(64, int(side / metres_per_px)) for side in (layer.extent().width(), layer.extent().height()))))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    ground = image.pixel(0, 0)
    return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def look_at_vector_tiles(path):
    layer = QgsVectorTileLayer(f"type=mbtiles&url={path}", "tiles")
    if not layer.isValid():
        return {"readable": False}
    zoom = layer.sourceMaxZoom()
    result = {"readable": True, "min_zoom": layer.sourceMinZoom(), "max_zoom": zoom, "drawn_pixels": draw(layer, zoom)}
    layer.setRenderer(Counter())
    draw(layer, zoom)
    counts = {}
    for place, layers in Counter.tiles.items():
        assert place[0] == zoom, place
        for name, count in layers.items():
            counts[name] = counts.get(name, 0) + count
    return result | {"tiles": len(Counter.tiles), "tile_features": counts}


def has_pmtiles():
    return gdal.GetDriverByName("PMTiles") is not None


def look_at(path):
    if path.endswith(".mbtiles"):
        return {"vector_tiles": look_at_vector_tiles(path), "ogr": look_at_vector_file(path)}
    if path.endswith(".pmtiles") and not has_pmtiles():
        return {"readable": False, "reason": f"GDAL {gdal.VersionInfo('RELEASE_NAME')} has no PMTiles driver (3.8 and later have)"}
    return {"readable": True, "ogr": look_at_vector_file(path)}


def main():
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    result = {"qgis": Qgis.QGIS_VERSION, "gdal": gdal.VersionInfo("RELEASE_NAME"), "files": {p: look_at(p) for p in sys.argv[1:]}}
    print(json.dumps(result, ensure_ascii=False, indent=1))
    sys.stdout.flush()
    os._exit(0)  # QGIS of Debian 12 may crash while it tears its providers down; the answer is out


if __name__ == "__main__":
    main()
