<qgis version="3.22"><renderer-v2 type="heatmapRenderer" radius="10"/><layerGeometryType>0</layerGeometryType></qgis>
