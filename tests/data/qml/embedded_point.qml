<qgis version="3.22"><renderer-v2 type="embeddedSymbol"/><layerGeometryType>0</layerGeometryType></qgis>
