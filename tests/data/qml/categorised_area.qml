<qgis version="3.22">
  <renderer-v2 type="categorizedSymbol" attr="nutzung">
    <categories>
      <category symbol="0" label="Wohnen" render="true" value="W"/>
      <category symbol="1" label="Gewerbe" render="false" value="G"/>
      <category symbol="2" label="Rest" render="true" value=""/>
      <category symbol="3" label="Gemischt" render="true"><val value="M"/><val value="MK"/></category>
      <category symbol="0" label="Sieben" render="true" value="7"/>
    </categories>
    <symbols>
      <symbol type="fill" name="0" alpha="1"><layer class="SimpleFill"><prop k="color" v="221,85,85,255"/><prop k="style" v="solid"/></layer></symbol>
      <symbol type="fill" name="1" alpha="1"><layer class="SimpleFill"><prop k="color" v="153,153,153,255"/><prop k="style" v="solid"/></layer></symbol>
      <symbol type="fill" name="2" alpha="1"><layer class="SimpleFill"><prop k="color" v="238,238,238,255"/><prop k="style" v="solid"/></layer></symbol>
      <symbol type="fill" name="3" alpha="1"><layer class="SimpleFill"><prop k="color" v="0,255,0,255"/><prop k="style" v="b_diagonal"/></layer></symbol>
    </symbols>
  </renderer-v2>
  <layerGeometryType>2</layerGeometryType>
</qgis>
