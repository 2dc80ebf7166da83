#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""mapnik_views.py TOWN.gpkg RUNS ZOOM...: milliseconds (wall and processor) that Mapnik needs for a 1920 x 1080 view of the bench town (zooms of 256 px tiles),
without labels. JSON on stdout."""
import json
import os
import sys
import time

os.environ["PROJ_USE_PROJ4_INIT_RULES"] = "YES"  # Mapnik 3.1 names its reference systems the old way
import mapnik  # noqa: E402

WIDTH, HEIGHT = 1920, 1080

STYLE = """<Map srs="+init=epsg:3857" background-color="#f6f4ef">
<Style name="buildings">
 <Rule><Filter>[kind] = 'school'</Filter><PolygonSymbolizer fill="#e6d9c0"/><LineSymbolizer stroke="#b9ad99" stroke-width="1"/></Rule>
 <Rule><Filter>[kind] = 'office'</Filter><PolygonSymbolizer fill="#dcd6dd"/><LineSymbolizer stroke="#b9ad99" stroke-width="1"/></Rule>
 <Rule><ElseFilter/><PolygonSymbolizer fill="#e2dbd0"/><LineSymbolizer stroke="#b9ad99" stroke-width="1"/></Rule></Style>
<Style name="trees"><Rule><MarkersSymbolizer fill="#88b07e" width="5" height="5" stroke-width="0" allow-overlap="true" marker-type="ellipse"/></Rule></Style>
<Style name="streets"><Rule><LineSymbolizer stroke="#c9c2b4" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></Rule>
 <Rule><LineSymbolizer stroke="#ffffff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></Rule></Style>
%s</Map>"""

LAYER = """<Layer name="{0}" srs="+init=epsg:4326"><StyleName>{0}</StyleName><Datasource><Parameter name="type">ogr</Parameter>
<Parameter name="file">{1}</Parameter><Parameter name="layer">{0}</Parameter></Datasource></Layer>"""


def opened(path):
    town = mapnik.Map(WIDTH, HEIGHT)
    mapnik.load_map_from_string(town, STYLE % "".join(LAYER.format(name, path) for name in ("buildings", "trees", "streets")))
    return town


def draw(town, zoom):
    start, busy = time.monotonic(), time.process_time()
    town.zoom_all()
    centre = town.envelope().center()
    metres = 40075016.6855785 / 256 / 2**zoom
    town.zoom_to_box(mapnik.Box2d(centre.x - WIDTH / 2 * metres, centre.y - HEIGHT / 2 * metres,
                                  centre.x + WIDTH / 2 * metres, centre.y + HEIGHT / 2 * metres))
    image = mapnik.Image(WIDTH, HEIGHT)
    mapnik.render(town, image)
    ms, cpu = (time.monotonic() - start) * 1000, (time.process_time() - busy) * 1000
    assert len(set(image.tostring("png8:c=64"))) > 16, "the picture is empty"
    return ms, cpu


def median(values):
    return sorted(values)[len(values) // 2]


def main():
    path, runs, zooms = os.path.abspath(sys.argv[1]), int(sys.argv[2]), [float(z) for z in sys.argv[3:]]
    town = opened(path)
    draw(town, zooms[0])
    print(json.dumps({"peer": f"Mapnik {mapnik.mapnik_version_string()}", "threads": 1,
                      "views": {f"{z:g}": dict(zip(("ms", "cpu_ms"), median([draw(town, z) for _ in range(runs)]))) for z in zooms}}))


if __name__ == "__main__":
    main()
