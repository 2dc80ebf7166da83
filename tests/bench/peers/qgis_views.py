#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""qgis_views.py TOWN.gpkg RUNS ZOOM...: milliseconds (wall and processor) that QGIS core needs for a 1920 x 1080 view of the bench town (zooms of 256 px tiles),
without labels, drawn in parallel over its layers, and for opening the layers and drawing at the first of the zooms. JSON on stdout."""
import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (Qgis, QgsApplication, QgsCategorizedSymbolRenderer, QgsCoordinateReferenceSystem, QgsCoordinateTransform,  # noqa: E402
                       QgsFillSymbol, QgsLineSymbol, QgsMapRendererParallelJob, QgsMapSettings, QgsMarkerSymbol, QgsProject, QgsRectangle,
                       QgsRendererCategory, QgsSimpleLineSymbolLayer, QgsSingleSymbolRenderer, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

WIDTH, HEIGHT = 1920, 1080


def fill(color):
    return QgsFillSymbol.createSimple({"color": color, "outline_color": "#b9ad99", "outline_width": "1", "outline_width_unit": "Pixel"})


def styled(path, name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    assert layer.isValid(), (path, name)
    if name == "buildings":
        categories = [QgsRendererCategory(kind, fill(color), kind) for kind, color in
                      (("school", "#e6d9c0"), ("office", "#dcd6dd"), ("", "#e2dbd0"))]
        layer.setRenderer(QgsCategorizedSymbolRenderer("kind", categories))
    elif name == "trees":
        layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(
            {"name": "circle", "color": "#88b07e", "size": "5", "size_unit": "Pixel", "outline_style": "no"})))
    else:
        symbol = QgsLineSymbol.createSimple({"color": "#c9c2b4", "width": "3", "width_unit": "Pixel"})
        street = QgsSimpleLineSymbolLayer.create({"color": "#ffffff", "width": "2", "width_unit": "Pixel"})
        symbol.appendSymbolLayer(street)
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def opened(path):
    return [styled(path, name) for name in ("streets", "trees", "buildings")]  # first is drawn last


def settings_for(layers, zoom):
    web = QgsCoordinateReferenceSystem("EPSG:3857")
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(web)
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setBackgroundColor(QColor("#f6f4ef"))
    box = QgsCoordinateTransform(layers[-1].crs(), web, QgsProject.instance()).transformBoundingBox(layers[-1].extent())
    metres = 40075016.6855785 / 256 / 2**zoom
    centre = box.center()
    settings.setExtent(QgsRectangle(centre.x() - WIDTH / 2 * metres, centre.y() - HEIGHT / 2 * metres,
                                    centre.x() + WIDTH / 2 * metres, centre.y() + HEIGHT / 2 * metres))
    return settings


def draw(layers, zoom):
    start, busy = time.monotonic(), time.process_time()
    job = QgsMapRendererParallelJob(settings_for(layers, zoom))
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    ms, cpu = (time.monotonic() - start) * 1000, (time.process_time() - busy) * 1000
    assert len({image.pixel(x, y) for x in range(0, WIDTH, 16) for y in range(0, HEIGHT, 16)}) > 3, "the picture is empty"
    return ms, cpu


def median(values):
    return sorted(values)[len(values) // 2]


def open_and_draw(path, zoom):
    start = time.monotonic()
    draw(opened(path), zoom)
    return (time.monotonic() - start) * 1000


def main():
    path, runs, zooms = sys.argv[1], int(sys.argv[2]), [float(z) for z in sys.argv[3:]]
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    layers = opened(path)
    draw(layers, zooms[0])  # files in the cache of the system, as for everybody
    views = {f"{z:g}": dict(zip(("ms", "cpu_ms"), median([draw(layers, z) for _ in range(runs)]))) for z in zooms}
    result = {"peer": f"QGIS {Qgis.QGIS_VERSION.split('-')[0]}", "threads": os.cpu_count(),
              "views": views, "open_ms": median([open_and_draw(path, zooms[0]) for _ in range(runs)])}
    print(json.dumps(result))
    sys.stdout.flush()
    os._exit(0)  # QGIS of Debian 12 may crash while it tears its providers down; the answer is out


if __name__ == "__main__":
    main()
