<qgis version="3.22">
  <renderer-v2 type="singleSymbol" symbollevels="1">
    <symbols>
      <symbol type="fill" name="0" alpha="1">
        <layer class="SimpleFill" enabled="1"><Option type="Map"><Option name="color" value="255,238,204,255"/><Option name="style" value="solid"/></Option></layer>
        <layer class="LinePatternFill" enabled="1"><Option type="Map"><Option name="angle" value="135"/><Option name="distance" value="4"/><Option name="distance_unit" value="MM"/><Option name="color" value="170,0,0,255"/></Option></layer>
        <layer class="PointPatternFill" enabled="0"/>
      </symbol>
    </symbols>
  </renderer-v2>
  <layerGeometryType>2</layerGeometryType>
</qgis>
