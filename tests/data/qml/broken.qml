<qgis version="3.22"><renderer-v2 type="singleSymbol"><symbols>
