<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" labelsEnabled="0" hasScaleBasedVisibilityFlag="1" minScale="50000" maxScale="500">
  <renderer-v2 type="singleSymbol">
    <symbols>
      <symbol type="fill" name="0" alpha="0.5">
        <layer class="SimpleFill" enabled="1">
          <Option type="Map"><Option name="color" value="136,204,68,255"/><Option name="outline_color" value="34,68,0,255"/>
            <Option name="outline_width" value="0.5"/><Option name="outline_width_unit" value="MM"/><Option name="outline_style" value="solid"/><Option name="style" value="solid"/></Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <layerOpacity>0.8</layerOpacity>
  <layerGeometryType>2</layerGeometryType>
</qgis>
