<!DOCTYPE qgis [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<qgis version="3.22"><renderer-v2 type="&b;"/></qgis>
