<qgis version="3.22">
  <renderer-v2 type="graduatedSymbol" attr="&quot;dtv&quot;">
    <ranges>
      <range lower="1000" upper="5000" symbol="1" label="viel" render="true"/>
      <range lower="0" upper="1000" symbol="0" label="wenig" render="true"/>
    </ranges>
    <symbols>
      <symbol type="line" name="0" alpha="1"><layer class="SimpleLine"><prop k="line_color" v="255,255,204,255"/><prop k="line_width" v="1"/><prop k="line_width_unit" v="Pixel"/></layer></symbol>
      <symbol type="line" name="1" alpha="1">
        <layer class="SimpleLine"><prop k="line_color" v="0,0,0,255"/><prop k="line_width" v="6"/><prop k="line_width_unit" v="Pixel"/></layer>
        <layer class="SimpleLine"><prop k="line_color" v="128,0,38,255"/><prop k="line_width" v="4"/><prop k="line_width_unit" v="Pixel"/><prop k="line_style" v="dash"/></layer>
        <layer class="MarkerLine"><prop k="interval" v="3"/></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <layerGeometryType>1</layerGeometryType>
</qgis>
