<sld><renderer-v2 type="singleSymbol"/></sld>
