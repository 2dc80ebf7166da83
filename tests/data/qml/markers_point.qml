<qgis version="3.22" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="&quot;hoehe&quot; + 1">
    <categories>
      <category symbol="0" label="eins" render="true" value="1" type="long"/>
      <category symbol="1" label="zwei" render="true" value="2" type="long"/>
    </categories>
    <symbols>
      <symbol type="marker" name="0" alpha="1"><layer class="SimpleMarker"><Option type="Map"><Option name="name" value="star"/><Option name="color" value="255,204,0,255"/><Option name="size" value="4"/><Option name="size_unit" value="MM"/></Option></layer></symbol>
      <symbol type="marker" name="1" alpha="1"><layer class="SvgMarker"><Option type="Map"><Option name="name" value="transport/bicycle.svg"/><Option name="color" value="0,0,0,255"/><Option name="size" value="16"/><Option name="size_unit" value="Pixel"/></Option>
        <data_defined_properties><Option type="Map"><Option name="properties" type="Map"><Option name="size" type="Map"/></Option></Option></data_defined_properties></layer></symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple"><settings><text-style fieldName="name" isExpression="0" fontSize="10" fontSizeUnit="Pixel" textColor="0,0,0,255"/><placement placement="1" quadOffset="1"/></settings></labeling>
  <layerGeometryType>0</layerGeometryType>
</qgis>
