<qgis version="3.22" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer">
    <rules key="{0}">
      <rule key="{1}" symbol="0" label="hoch" filter="&quot;hoehe&quot; > 20 AND &quot;nutzung&quot; IN ('W','G')" scalemaxdenom="10000" scalemindenom="500">
        <rule key="{2}" symbol="1" label="hoch mit A" filter="&quot;name&quot; LIKE 'A%'"/>
      </rule>
      <rule key="{3}" symbol="2" label="ohne Höhe" filter="hoehe IS NULL" checkstate="0"/>
      <rule key="{4}" symbol="2" label="Fläche" filter="area($geometry) > 100"/>
      <rule key="{5}" symbol="2" label="sonst" filter="ELSE"/>
    </rules>
    <symbols>
      <symbol type="fill" name="0" alpha="1"><layer class="SimpleFill"><prop k="color" v="255,0,0,255"/></layer></symbol>
      <symbol type="fill" name="1" alpha="1"><layer class="SimpleFill"><prop k="color" v="0,0,255,255"/></layer></symbol>
      <symbol type="fill" name="2" alpha="1"><layer class="SimpleFill"><prop k="color" v="238,238,238,255"/></layer></symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings>
      <text-style fieldName="concat(name, ' ', round(&quot;hoehe&quot;, 1))" isExpression="1" fontSize="9" fontSizeUnit="Point" fontWeight="75" textColor="51,51,51,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="1" bufferSizeUnits="MM" bufferColor="255,255,255,255"/>
        <background shapeDraw="1"/>
      </text-style>
      <placement placement="0" priority="8"/>
      <rendering scaleVisibility="1" scaleMin="100" scaleMax="10000" displayAll="1"/>
    </settings>
  </labeling>
  <layerGeometryType>2</layerGeometryType>
</qgis>
