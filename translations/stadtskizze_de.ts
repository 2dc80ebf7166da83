<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About Stadtskizze</source>
            <translation>Über Stadtskizze</translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Version %1</translation>
        </message>
        <message>
            <source>Sketch bike lanes and solar areas on the city&apos;s own data, gather what people say about them, and decide. Everything runs on this computer; nothing is sent anywhere.</source>
            <translation>Radwege und Solarflächen auf den Daten der Stadt skizzieren, Beiträge der Menschen dazu sammeln und entscheiden. Alles läuft auf diesem Rechner, nichts wird verschickt.</translation>
        </message>
        <message>
            <source>Free software under the GNU General Public License, version 3 or later. Built with Qt, GDAL, PROJ, GEOS, SQLite and others.</source>
            <translation>Freie Software unter der GNU General Public License, Version 3 oder neuer. Gebaut mit Qt, GDAL, PROJ, GEOS, SQLite und anderen.</translation>
        </message>
    </context>
    <context>
        <name>ActionTable</name>
        <message>
            <source>Project</source>
            <translation>Projekt</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Ebenen</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Planen</translation>
        </message>
        <message>
            <source>Participate</source>
            <translation>Beteiligen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Main menu</source>
            <translation>Hauptmenü</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>Put the layer into a new group…</source>
            <translation>Ebene in eine neue Gruppe stellen …</translation>
        </message>
        <message>
            <source>Take the layer out of its group</source>
            <translation>Ebene aus ihrer Gruppe nehmen</translation>
        </message>
        <message>
            <source>Zoom to the layer</source>
            <translation>Auf die Ebene zoomen</translation>
        </message>
        <message>
            <source>Style, filter and source of the layer</source>
            <translation>Stil, Filter und Quelle der Ebene</translation>
        </message>
        <message>
            <source>symbol colour classify licence warnings</source>
            <translation>Symbol Farbe klassifizieren Lizenz Hinweise</translation>
        </message>
        <message>
            <source>Move the layer up</source>
            <translation>Ebene nach oben</translation>
        </message>
        <message>
            <source>Move the layer down</source>
            <translation>Ebene nach unten</translation>
        </message>
        <message>
            <source>Remove the layer from the project</source>
            <translation>Ebene aus dem Projekt entfernen</translation>
        </message>
        <message>
            <source>Place a pin</source>
            <translation>Pin setzen</translation>
        </message>
        <message>
            <source>comment contribution point</source>
            <translation>Beitrag Kommentar Punkt</translation>
        </message>
        <message>
            <source>Draw a line for a contribution</source>
            <translation>Linie für einen Beitrag zeichnen</translation>
        </message>
        <message>
            <source>comment route</source>
            <translation>Beitrag Kommentar Weg</translation>
        </message>
        <message>
            <source>Draw an area for a contribution</source>
            <translation>Fläche für einen Beitrag zeichnen</translation>
        </message>
        <message>
            <source>comment polygon</source>
            <translation>Beitrag Kommentar Polygon</translation>
        </message>
        <message>
            <source>Select and edit</source>
            <translation>Auswählen und bearbeiten</translation>
        </message>
        <message>
            <source>move vertex reshape</source>
            <translation>verschieben Stützpunkt Form ändern</translation>
        </message>
        <message>
            <source>Draw a bike lane</source>
            <translation>Radweg zeichnen</translation>
        </message>
        <message>
            <source>sketch line cycle path measure</source>
            <translation>skizzieren Linie Radfahrstreifen Maßnahme</translation>
        </message>
        <message>
            <source>Draw a solar area</source>
            <translation>Solarfläche zeichnen</translation>
        </message>
        <message>
            <source>sketch polygon roof photovoltaics measure</source>
            <translation>skizzieren Polygon Dach Photovoltaik Maßnahme</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Teilen</translation>
        </message>
        <message>
            <source>cut divide</source>
            <translation>schneiden trennen</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>merge unite</source>
            <translation>zusammenführen vereinen</translation>
        </message>
        <message>
            <source>Compare variants</source>
            <translation>Varianten vergleichen</translation>
        </message>
        <message>
            <source>before after swipe scenario</source>
            <translation>vorher nachher wischen Szenario</translation>
        </message>
        <message>
            <source>New project…</source>
            <translation>Neues Projekt …</translation>
        </message>
        <message>
            <source>Open project…</source>
            <translation>Projekt öffnen …</translation>
        </message>
        <message>
            <source>Open the sample town</source>
            <translation>Beispielstadt öffnen</translation>
        </message>
        <message>
            <source>example demo try</source>
            <translation>Beispiel Demo ausprobieren</translation>
        </message>
        <message>
            <source>Add layers from files…</source>
            <translation>Ebenen aus Dateien hinzufügen …</translation>
        </message>
        <message>
            <source>Add a tile service…</source>
            <translation>Kacheldienst hinzufügen …</translation>
        </message>
        <message>
            <source>web map basemap vector tiles tilejson style url</source>
            <translation>Web Karte Grundkarte basemap Vektorkacheln TileJSON Stil Adresse URL</translation>
        </message>
        <message>
            <source>import data load geopackage shapefile citygml osm</source>
            <translation>importieren Daten laden GeoPackage Shapefile CityGML OSM</translation>
        </message>
        <message>
            <source>Export for QGIS…</source>
            <translation>Für QGIS ausgeben …</translation>
        </message>
        <message>
            <source>qgz gis project write save</source>
            <translation>qgz gis projekt schreiben speichern</translation>
        </message>
        <message>
            <source>Take over changes from QGIS…</source>
            <translation>Änderungen aus QGIS übernehmen …</translation>
        </message>
        <message>
            <source>qgz gis import back geopackage</source>
            <translation>qgz gis einlesen zurück geopackage</translation>
        </message>
        <message>
            <source>Close project</source>
            <translation>Projekt schließen</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Einstellungen …</translation>
        </message>
        <message>
            <source>options preferences language theme</source>
            <translation>Optionen Sprache Farben Darstellung</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>exit</source>
            <translation>schließen verlassen</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>History…</source>
            <translation>Verlauf …</translation>
        </message>
        <message>
            <source>journal changes undo list</source>
            <translation>Protokoll Änderungen rückgängig Liste</translation>
        </message>
        <message>
            <source>Search or command…</source>
            <translation>Suche oder Befehl …</translation>
        </message>
        <message>
            <source>find place street</source>
            <translation>finden Ort Straße</translation>
        </message>
        <message>
            <source>Clear the selection</source>
            <translation>Auswahl aufheben</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Planen</translation>
        </message>
        <message>
            <source>Participate</source>
            <translation>Beteiligen</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>Präsentieren</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>zoom extent full</source>
            <translation>Zoom Ausdehnung ganz</translation>
        </message>
        <message>
            <source>Zoom to the selection</source>
            <translation>Auf die Auswahl zoomen</translation>
        </message>
        <message>
            <source>Select and move the map</source>
            <translation>Auswählen und Karte bewegen</translation>
        </message>
        <message>
            <source>identify pan hand pointer info</source>
            <translation>abfragen verschieben Hand Zeiger Information</translation>
        </message>
        <message>
            <source>Measure a distance</source>
            <translation>Strecke messen</translation>
        </message>
        <message>
            <source>length ruler</source>
            <translation>Länge Lineal</translation>
        </message>
        <message>
            <source>Measure an area</source>
            <translation>Fläche messen</translation>
        </message>
        <message>
            <source>Left panel</source>
            <translation>Linke Leiste</translation>
        </message>
        <message>
            <source>layers sidebar hide show</source>
            <translation>Ebenen Seitenleiste ausblenden einblenden</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>Light colours</source>
            <translation>Helle Farben</translation>
        </message>
        <message>
            <source>theme appearance</source>
            <translation>Farben Darstellung</translation>
        </message>
        <message>
            <source>Dark colours</source>
            <translation>Dunkle Farben</translation>
        </message>
        <message>
            <source>theme appearance night</source>
            <translation>Farben Darstellung Nacht</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Hoher Kontrast</translation>
        </message>
        <message>
            <source>theme accessibility</source>
            <translation>Farben Barrierefreiheit</translation>
        </message>
        <message>
            <source>language German Sprache</source>
            <translation>Sprache Deutsch language</translation>
        </message>
        <message>
            <source>language English Sprache</source>
            <translation>Sprache Englisch language</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>keys help</source>
            <translation>Tasten Hilfe</translation>
        </message>
        <message>
            <source>About Stadtskizze</source>
            <translation>Über Stadtskizze</translation>
        </message>
        <message>
            <source>version licence</source>
            <translation>Version Lizenz</translation>
        </message>
        <message>
            <source>Next region of the window</source>
            <translation>Nächster Bereich des Fensters</translation>
        </message>
        <message>
            <source>Previous region of the window</source>
            <translation>Voriger Bereich des Fensters</translation>
        </message>
        <message>
            <source>Main menu</source>
            <translation>Hauptmenü</translation>
        </message>
        <message>
            <source>Contributions on the map</source>
            <translation>Beiträge auf der Karte</translation>
        </message>
        <message>
            <source>comments pins show hide</source>
            <translation>Kommentare Pins einblenden ausblenden</translation>
        </message>
        <message>
            <source>Handbook</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <source>help manual guide how</source>
            <translation>Hilfe Anleitung Bedienung wie</translation>
        </message>
        <message>
            <source>Stress of the network</source>
            <translation>Stress im Netz</translation>
        </message>
        <message>
            <source>cycling network level of traffic stress before after</source>
            <translation>Radnetz Verkehrsstress LTS vorher nachher Netzwirkung</translation>
        </message>
        <message>
            <source>Compare bike lanes…</source>
            <translation>Radwege vergleichen …</translation>
        </message>
        <message>
            <source>indicators table variants export CSV XLSX GeoPackage XBeteiligung</source>
            <translation>Indikatoren Tabelle Varianten Export CSV XLSX GeoPackage XBeteiligung</translation>
        </message>
        <message>
            <source>Data for bike lanes…</source>
            <translation>Daten für Radwege …</translation>
        </message>
        <message>
            <source>streets trees parking field mapping columns layers</source>
            <translation>Straßen Bäume Parken Zuordnung Spalten Ebenen</translation>
        </message>
        <message>
            <source>Rules for bike lanes…</source>
            <translation>Regeln für Radwege …</translation>
        </message>
        <message>
            <source>ERA RASt widths sources own rules of the city</source>
            <translation>ERA RASt Breiten Quellen eigene Regeln der Stadt</translation>
        </message>
        <message>
            <source>Solar: roofs, shade, open fields</source>
            <translation>Solar: Dächer, Schatten, Freiflächen</translation>
        </message>
        <message>
            <source>sun photovoltaics yield roof map</source>
            <translation>Sonne Photovoltaik Ertrag Dachkarte Solarkataster</translation>
        </message>
        <message>
            <source>Compute the sun on all roofs</source>
            <translation>Sonne auf allen Dächern berechnen</translation>
        </message>
        <message>
            <source>solar potential photovoltaics yield</source>
            <translation>Solarpotenzial Photovoltaik Ertrag</translation>
        </message>
        <message>
            <source>Choose lanes between two places</source>
            <translation>Maßnahmen zwischen zwei Stellen wählen</translation>
        </message>
        <message>
            <source>corridor bulk several street change together</source>
            <translation>Korridor Sammeländerung mehrere Straße gemeinsam ändern</translation>
        </message>
        <message>
            <source>Border of the comparison to the left</source>
            <translation>Grenze des Vergleichs nach links</translation>
        </message>
        <message>
            <source>before after swipe</source>
            <translation>vorher nachher Vergleich Schieber</translation>
        </message>
        <message>
            <source>Border of the comparison to the right</source>
            <translation>Grenze des Vergleichs nach rechts</translation>
        </message>
        <message>
            <source>Stress today and planned, side by side</source>
            <translation>Stress heute und geplant nebeneinander</translation>
        </message>
        <message>
            <source>swipe before after network level of traffic stress</source>
            <translation>Schieber vorher nachher Netz Verkehrsstress</translation>
        </message>
        <message>
            <source>Reach by bike</source>
            <translation>Erreichbarkeit mit dem Rad</translation>
        </message>
        <message>
            <source>isochrone accessibility minutes people jobs schools travel time</source>
            <translation>Isochrone Erreichbarkeit Minuten Einwohner Arbeitsplätze Schulen Fahrzeit</translation>
        </message>
        <message>
            <source>Roofs as a table</source>
            <translation>Dächer als Tabelle</translation>
        </message>
        <message>
            <source>solar list sort filter export</source>
            <translation>Solar Liste sortieren filtern ausgeben Export</translation>
        </message>
        <message>
            <source>Plugins…</source>
            <translation>Erweiterungen…</translation>
        </message>
        <message>
            <source>extensions add-ons formats gpx</source>
            <translation>Plugins Add-ons Formate GPX</translation>
        </message>
        <message>
            <source>Tools of QGIS and plugins…</source>
            <translation>Werkzeuge von QGIS und Erweiterungen…</translation>
        </message>
        <message>
            <source>Fetch a layer from a plugin&apos;s service…</source>
            <translation>Ebene vom Dienst einer Erweiterung holen…</translation>
        </message>
        <message>
            <source>web download source api</source>
            <translation>Netz Download Quelle Dienst API</translation>
        </message>
        <message>
            <source>processing geoprocessing algorithm buffer clip intersect dissolve toolbox</source>
            <translation>Processing Geoverarbeitung Algorithmus Puffer Zuschneiden Verschneiden Werkzeugkasten Toolbox</translation>
        </message>
        <message>
        <source>Print map…</source>
        <translation>Karte drucken…</translation>
    </message>
    <message>
        <source>paper pdf layout sheet scale map series plot</source>
        <translation>papier pdf layout blatt maßstab kartenserie plotten drucker</translation>
    </message>
        <message>
            <source>Convert the QGIS project to our own layers…</source>
            <translation>QGIS-Projekt in eigene Ebenen umwandeln…</translation>
        </message>
        <message>
            <source>qgz styles import own</source>
            <translation>qgz Stile Import eigene</translation>
        </message>
</context>
    <context>
        <name>BulkPage</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %n weitere</numerusform>
                <numerusform>und %n weitere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lane(s)</source>
            <translation>
                <numerusform>%n Maßnahme</numerusform>
                <numerusform>%n Maßnahmen</numerusform>
            </translation>
        </message>
        <message>
            <source>Only one</source>
            <translation>Nur eine</translation>
        </message>
        <message>
            <source>Back to the page of the first lane</source>
            <translation>Zurück zur Seite der ersten Maßnahme</translation>
        </message>
        <message>
            <source>Delete all</source>
            <translation>Alle löschen</translation>
        </message>
    </context>
    <context>
        <name>Buttons</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Arrow keys move the map under the crosshair, plus and minus zoom, Home shows everything, Enter acts at the crosshair. Layers, measures and contributions are also in the lists beside the map.</source>
            <translation>Pfeiltasten bewegen die Karte unter dem Fadenkreuz, Plus und Minus zoomen, Pos1 zeigt alles, Eingabe wirkt am Fadenkreuz. Ebenen, Maßnahmen und Beiträge stehen auch in den Listen neben der Karte.</translation>
        </message>
    </context>
    <context>
        <name>ClassDialog</name>
        <message>
            <source>Rule</source>
            <translation>Regel</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Everything that no other rule takes</source>
            <translation>Alles, was keine andere Regel nimmt</translation>
        </message>
        <message>
            <source>From zoom</source>
            <translation>Ab Zoom</translation>
        </message>
        <message>
            <source>Below zoom</source>
            <translation>Bis Zoom</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <source>Limits must rise from class to class.</source>
            <translation>Die Grenzen müssen von Klasse zu Klasse steigen.</translation>
        </message>
        <message>
            <source>“%1” is not a number. Example: %2</source>
            <translation>„%1“ ist keine Zahl. Beispiel: %2</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>To below</source>
            <translation>Bis unter</translation>
        </message>
    </context>
    <context>
        <name>ClassList</name>
        <message>
            <source>Add a rule</source>
            <translation>Regel hinzufügen</translation>
        </message>
        <message>
            <source>No number</source>
            <translation>Keine Zahl</translation>
        </message>
        <message>
            <source>All others</source>
            <translation>Alle anderen</translation>
        </message>
        <message>
            <source>Everything else</source>
            <translation>Alles andere</translation>
        </message>
        <message>
            <source>All rows</source>
            <translation>Alle Zeilen</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>(ohne)</translation>
        </message>
        <message>
            <source>Show %1</source>
            <translation>%1 anzeigen</translation>
        </message>
        <message>
            <source>Symbol of %1</source>
            <translation>Symbol von %1</translation>
        </message>
        <message>
            <source>Name of %1</source>
            <translation>Name von %1</translation>
        </message>
        <message>
            <source>%1, rows: %2</source>
            <translation>%1, Zeilen: %2</translation>
        </message>
        <message>
            <source>Draw %1 earlier</source>
            <translation>%1 früher zeichnen</translation>
        </message>
        <message>
            <source>Remove %1</source>
            <translation>%1 entfernen</translation>
        </message>
        <message>
            <source>Rule %1</source>
            <translation>Regel %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>ColorButton</name>
        <message>
            <source>Another colour…</source>
            <translation>Andere Farbe …</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Search and commands</source>
            <translation>Suche und Befehle</translation>
        </message>
        <message>
            <source>Search places, layers and commands</source>
            <translation>Orte, Ebenen und Befehle suchen</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>Go to %1</source>
            <translation>Gehe zu %1</translation>
        </message>
        <message>
            <source>Coordinates</source>
            <translation>Koordinaten</translation>
        </message>
        <message>
            <source>Nothing found. Try fewer letters, a street name or coordinates.</source>
            <translation>Nichts gefunden. Weniger Buchstaben, einen Straßennamen oder Koordinaten versuchen.</translation>
        </message>
        <message>
            <source>↑ ↓ choose · Enter runs · Esc closes</source>
            <translation>↑ ↓ wählen · Eingabe führt aus · Esc schließt</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Maßnahme</translation>
        </message>
        <message>
            <source>Contribution</source>
            <translation>Beitrag</translation>
        </message>
    </context>
    <context>
        <name>CompareSwipe</name>
        <message>
            <source>Border between the variants</source>
            <translation>Grenze zwischen den Varianten</translation>
        </message>
        <message>
            <source>Variant on the left</source>
            <translation>Variante links</translation>
        </message>
        <message>
            <source>Today, without measures</source>
            <translation>Heute, ohne Maßnahmen</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
    </context>
    <context>
        <name>ComparisonDialog</name>
        <message>
            <source>Compare bike lanes</source>
            <translation>Radwege vergleichen</translation>
        </message>
        <message>
            <source>Indicators of the variants</source>
            <translation>Indikatoren der Varianten</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>The layers are being read…</source>
            <translation>Die Ebenen werden gelesen …</translation>
        </message>
        <message>
            <source>The figures are being computed…</source>
            <translation>Die Zahlen werden berechnet …</translation>
        </message>
        <message>
            <source>%1 [%2]</source>
            <translation>%1 [%2]</translation>
        </message>
        <message>
            <source>Costs are ranges of sourced unit prices without planning; “–” is not known or does not apply. Ways and reach belong to the longest lane of a variant.</source>
            <translation>Kosten sind Spannen aus belegten Einheitspreisen ohne Planung; „–“ ist nicht bekannt oder trifft nicht zu. Wege und Erreichbarkeit gehören zur längsten Maßnahme einer Variante.</translation>
        </message>
        <message>
            <source>Export the comparison</source>
            <translation>Vergleich exportieren</translation>
        </message>
        <message>
            <source>Table (*.xlsx)</source>
            <translation>Tabelle (*.xlsx)</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>Tabelle (*.csv)</translation>
        </message>
        <message>
            <source>Lanes (*.gpkg)</source>
            <translation>Linien (*.gpkg)</translation>
        </message>
        <message>
            <source>The layers could not be read; the message over the map says why.</source>
            <translation>Die Ebenen konnten nicht gelesen werden; die Meldung über der Karte sagt, warum.</translation>
        </message>
        <message>
            <source>Table as CSV or XLSX, report as HTML, lanes as GeoPackage, GeoJSON, CSV or for XBeteiligung</source>
            <translation>Tabelle als CSV oder XLSX, Bericht als HTML, Radwege als GeoPackage, GeoJSON, CSV oder für XBeteiligung</translation>
        </message>
        <message>
            <source>Lanes (*.geojson)</source>
            <translation>Radwege (*.geojson)</translation>
        </message>
        <message>
            <source>Lanes as a table (*.csv)</source>
            <translation>Radwege als Tabelle (*.csv)</translation>
        </message>
        <message>
            <source>This variant for XBeteiligung, lines (*.xml)</source>
            <translation>Diese Variante für XBeteiligung, Linien (*.xml)</translation>
        </message>
        <message>
            <source>This variant for XBeteiligung, areas (*.xml)</source>
            <translation>Diese Variante für XBeteiligung, Flächen (*.xml)</translation>
        </message>
        <message>
            <source>Report (*.html)</source>
            <translation>Bericht (*.html)</translation>
        </message>
    </context>
    <context>
        <name>ConditionForm</name>
        <message>
            <source>All of these hold</source>
            <translation>Alle Bedingungen treffen zu</translation>
        </message>
        <message>
            <source>One of these holds</source>
            <translation>Eine Bedingung trifft zu</translation>
        </message>
        <message>
            <source>As text</source>
            <translation>Als Text</translation>
        </message>
        <message>
            <source>Which rows</source>
            <translation>Welche Zeilen</translation>
        </message>
        <message>
            <source>Add a condition</source>
            <translation>Bedingung hinzufügen</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>All rows; for example: height &gt; 20 and use = school</source>
            <translation>Alle Zeilen; zum Beispiel: hoehe &gt; 20 und nutzung = Schule</translation>
        </message>
        <message>
            <source>Attribute of condition %1</source>
            <translation>Attribut der Bedingung %1</translation>
        </message>
        <message>
            <source>Remove condition %1</source>
            <translation>Bedingung %1 entfernen</translation>
        </message>
        <message>
            <source>is</source>
            <translation>ist</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>ist nicht</translation>
        </message>
        <message>
            <source>below</source>
            <translation>unter</translation>
        </message>
        <message>
            <source>at most</source>
            <translation>höchstens</translation>
        </message>
        <message>
            <source>above</source>
            <translation>über</translation>
        </message>
        <message>
            <source>at least</source>
            <translation>mindestens</translation>
        </message>
        <message>
            <source>between</source>
            <translation>zwischen</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>enthält</translation>
        </message>
        <message>
            <source>is empty</source>
            <translation>ist leer</translation>
        </message>
        <message>
            <source>is set</source>
            <translation>ist gesetzt</translation>
        </message>
        <message>
            <source>Operator of condition %1</source>
            <translation>Vergleich der Bedingung %1</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <source>Value of condition %1</source>
            <translation>Wert der Bedingung %1</translation>
        </message>
        <message>
            <source>Upper limit of condition %1</source>
            <translation>Obergrenze der Bedingung %1</translation>
        </message>
        <message>
            <source>Several values are separated by semicolons.</source>
            <translation>Mehrere Werte werden durch Semikolon getrennt.</translation>
        </message>
        <message>
            <source>“%1” is not a number. Example: %2</source>
            <translation>„%1“ ist keine Zahl. Beispiel: %2</translation>
        </message>
        <message>
            <source>This filter cannot be said in single conditions.</source>
            <translation>Dieser Filter lässt sich nicht in einzelne Bedingungen zerlegen.</translation>
        </message>
    </context>
    <context>
        <name>ContributionPage</name>
        <message>
            <source>by %1</source>
            <translation>von %1</translation>
        </message>
        <message>
            <source>without a name</source>
            <translation>ohne Namen</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Thema</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Reply of the office</source>
            <translation>Antwort der Verwaltung</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <source>Show on the map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
    </context>
    <context>
        <name>ContributionPanel</name>
        <message>
            <source>Nothing matches</source>
            <translation>Nichts passt</translation>
        </message>
        <message>
            <source>No contribution passes the search and the filters above.</source>
            <translation>Kein Beitrag passt zu Suche und Filtern.</translation>
        </message>
        <message>
            <source>No contributions yet</source>
            <translation>Noch keine Beiträge</translation>
        </message>
        <message>
            <source>Place a pin on the map and write what is on your mind there. No name is needed.</source>
            <translation>Einen Pin auf die Karte setzen und schreiben, was Sie dort bewegt. Ein Name ist nicht nötig.</translation>
        </message>
        <message>
            <source>Place a pin</source>
            <translation>Pin setzen</translation>
        </message>
        <message>
            <source>%1 of %2 contributions</source>
            <translation>%1 von %2 Beiträgen</translation>
        </message>
        <message>
            <source>All topics</source>
            <translation>Alle Themen</translation>
        </message>
        <message>
            <source>All states</source>
            <translation>Jeder Status</translation>
        </message>
        <message>
            <source>Search contributions</source>
            <translation>Beiträge durchsuchen</translation>
        </message>
        <message>
            <source>Filter by topic</source>
            <translation>Nach Thema filtern</translation>
        </message>
        <message>
            <source>Filter by state</source>
            <translation>Nach Status filtern</translation>
        </message>
        <message>
            <source>Contributions</source>
            <translation>Beiträge</translation>
        </message>
    </context>
    <context>
        <name>DataDialog</name>
        <message>
            <source>Data for bike lanes</source>
            <translation>Daten für Radwege</translation>
        </message>
        <message>
            <source>Layers and what they are used for</source>
            <translation>Ebenen und wofür sie dienen</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>Used as</source>
            <translation>Dient als</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datenstand</translation>
        </message>
        <message>
            <source>Guess all anew</source>
            <translation>Alle neu erkennen</translation>
        </message>
        <message>
            <source>What a layer tells is guessed from its name and columns. Change it where the guess is wrong; streets can have their columns mapped.</source>
            <translation>Was eine Ebene aussagt, wird aus Namen und Spalten erkannt. Ändern Sie es, wo das nicht stimmt; bei Straßen lassen sich Spalten zuordnen.</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>nicht verwendet</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>Guessed: %1</source>
            <translation>Erkannt: %1</translation>
        </message>
        <message>
            <source>Not used</source>
            <translation>Nicht verwendet</translation>
        </message>
        <message>
            <source>Use of %1</source>
            <translation>Verwendung von %1</translation>
        </message>
        <message>
            <source>Columns of %1</source>
            <translation>Spalten von %1</translation>
        </message>
        <message>
            <source>as named: %1</source>
            <translation>wie benannt: %1</translation>
        </message>
        <message>
            <source>Column for %1</source>
            <translation>Spalte für %1</translation>
        </message>
        <message>
            <source>The layers are being read…</source>
            <translation>Die Ebenen werden gelesen …</translation>
        </message>
        <message>
            <source>No layer has streets, so nothing is known of the network.</source>
            <translation>Keine Ebene enthält Straßen, über das Netz ist nichts bekannt.</translation>
        </message>
        <message>
            <source>%1 streets, %2 stretches between junctions.</source>
            <translation>%1 Straßen, %2 Abschnitte zwischen Kreuzungen.</translation>
        </message>
    </context>
    <context>
        <name>DraftForm</name>
        <message numerus="yes">
            <source>%n character(s) left</source>
            <translation>
                <numerusform>noch %n Zeichen</numerusform>
                <numerusform>noch %n Zeichen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many</source>
            <translation>
                <numerusform>%n Zeichen zu viel</numerusform>
                <numerusform>%n Zeichen zu viel</numerusform>
            </translation>
        </message>
        <message>
            <source>What is on your mind here?</source>
            <translation>Was bewegt Sie hier?</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Thema</translation>
        </message>
        <message>
            <source>Your contribution</source>
            <translation>Ihr Beitrag</translation>
        </message>
        <message>
            <source>Name (only if you like)</source>
            <translation>Name (nur wenn Sie mögen)</translation>
        </message>
        <message>
            <source>No name and no account are needed. The office looks at each contribution before it is shown.</source>
            <translation>Name und Konto sind nicht nötig. Die Verwaltung sieht jeden Beitrag an, bevor er gezeigt wird.</translation>
        </message>
        <message>
            <source>Hand in</source>
            <translation>Absenden</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
    </context>
    <context>
        <name>DrawTool</name>
        <message>
            <source>Click on the map to place the %1.</source>
            <translation>Auf die Karte klicken, um den Pin zu setzen (%1).</translation>
        </message>
        <message>
            <source>Click to start the %1. Alt switches snapping off.</source>
            <translation>Klicken, um zu beginnen (%1). Alt schaltet das Einrasten ab.</translation>
        </message>
        <message>
            <source>Click to add a point, or type a length and press Enter. Esc goes back.</source>
            <translation>Klicken setzt einen Punkt; oder Länge eintippen und Eingabe drücken. Esc geht zurück.</translation>
        </message>
        <message>
            <source>Click to add a point; double-click or Ctrl+Enter finishes. Esc takes the last point back.</source>
            <translation>Klicken setzt einen Punkt; Doppelklick oder Strg+Eingabe beendet. Esc nimmt den letzten Punkt zurück.</translation>
        </message>
        <message>
            <source>Typed: %1 m</source>
            <translation>Eingetippt: %1 m</translation>
        </message>
        <message>
            <source>Click to start the %1; Ctrl and dragging follows the streets. Alt switches snapping off.</source>
            <translation>Klicken, um zu beginnen (%1); Strg und Ziehen folgt den Straßen. Alt schaltet das Einrasten ab.</translation>
        </message>
    </context>
    <context>
        <name>EditTool</name>
        <message>
            <source>Release to keep the new shape, Esc to give up.</source>
            <translation>Loslassen behält die neue Form, Esc verwirft sie.</translation>
        </message>
        <message>
            <source>Drag to move the vertex, Delete removes it.</source>
            <translation>Ziehen verschiebt den Stützpunkt, Entf löscht ihn.</translation>
        </message>
        <message>
            <source>Drag to insert a vertex here.</source>
            <translation>Ziehen fügt hier einen Stützpunkt ein.</translation>
        </message>
        <message>
            <source>Drag to move it, Delete removes it.</source>
            <translation>Ziehen verschiebt, Entf löscht.</translation>
        </message>
        <message>
            <source>Click a measure, a contribution or a feature to select it.</source>
            <translation>Maßnahme, Beitrag oder Objekt anklicken, um es auszuwählen.</translation>
        </message>
    </context>
    <context>
        <name>FeaturePage</name>
        <message>
            <source>Layer in the project</source>
            <translation>Ebene im Projekt</translation>
        </message>
        <message>
            <source>north</source>
            <translation>Norden</translation>
        </message>
        <message>
            <source>north-east</source>
            <translation>Nordosten</translation>
        </message>
        <message>
            <source>east</source>
            <translation>Osten</translation>
        </message>
        <message>
            <source>south-east</source>
            <translation>Südosten</translation>
        </message>
        <message>
            <source>south</source>
            <translation>Süden</translation>
        </message>
        <message>
            <source>south-west</source>
            <translation>Südwesten</translation>
        </message>
        <message>
            <source>west</source>
            <translation>Westen</translation>
        </message>
        <message>
            <source>north-west</source>
            <translation>Nordwesten</translation>
        </message>
        <message>
            <source>Row %1</source>
            <translation>Zeile %1</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>not stated in the file</source>
            <translation>in der Datei nicht genannt</translation>
        </message>
        <message>
            <source>Date of the data</source>
            <translation>Datenstand</translation>
        </message>
        <message>
            <source>Coordinate system</source>
            <translation>Koordinatensystem</translation>
        </message>
        <message>
            <source>True area</source>
            <translation>Wahre Fläche</translation>
        </message>
        <message>
            <source>%1 m²</source>
            <translation>%1 m²</translation>
        </message>
        <message>
            <source>Slope</source>
            <translation>Neigung</translation>
        </message>
        <message>
            <source>Faces</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Area on the ground</source>
            <translation>Grundfläche</translation>
        </message>
        <message>
            <source>Perimeter</source>
            <translation>Umfang</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Height here</source>
            <translation>Höhe hier</translation>
        </message>
        <message>
            <source>%1 m above sea level</source>
            <translation>%1 m ü. NHN</translation>
        </message>
        <message>
            <source>Attributes</source>
            <translation>Attribute</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Search in the attributes</source>
            <translation>In den Attributen suchen</translation>
        </message>
        <message>
            <source>Show the layer</source>
            <translation>Ebene zeigen</translation>
        </message>
        <message>
            <source>Roof face</source>
            <translation>Dachseite</translation>
        </message>
        <message>
            <source>Wall</source>
            <translation>Wand</translation>
        </message>
        <message>
            <source>Ground surface</source>
            <translation>Grundfläche</translation>
        </message>
        <message>
            <source>Closure surface</source>
            <translation>Abschlussfläche</translation>
        </message>
        <message>
            <source>Layer in the tiles</source>
            <translation>Ebene in den Kacheln</translation>
        </message>
        <message>
            <source>Credit</source>
            <translation>Quellenangabe</translation>
        </message>
    </context>
    <context>
        <name>FindingsList</name>
        <message>
            <source>likely: %1</source>
            <translation>vermutlich: %1</translation>
        </message>
        <message>
            <source>Findings: %1</source>
            <translation>Befunde: %1</translation>
        </message>
        <message>
            <source>Source: %1</source>
            <translation>Quelle: %1</translation>
        </message>
        <message>
            <source>Found by: %1</source>
            <translation>Gefunden von: %1</translation>
        </message>
        <message>
            <source>Findings: the layers are being read…</source>
            <translation>Befunde: Die Ebenen werden gelesen …</translation>
        </message>
        <message>
            <source>Findings about this lane</source>
            <translation>Befunde zu dieser Maßnahme</translation>
        </message>
        <message>
            <source>%1 %3 of %2 %3</source>
            <translation>%1 %3, erforderlich %2 %3</translation>
        </message>
        <message>
            <source>Rule value %1 %2</source>
            <translation>Wert der Regel %1 %2</translation>
        </message>
        <message>
            <source>Source: %1 (%2)</source>
            <translation>Quelle: %1 (%2)</translation>
        </message>
        <message>
            <source>Rule: %1</source>
            <translation>Regel: %1</translation>
        </message>
    </context>
    <context>
        <name>GradientChart</name>
        <message>
            <source>level</source>
            <translation>eben</translation>
        </message>
        <message>
            <source>%1 % up</source>
            <translation>%1 % aufwärts</translation>
        </message>
        <message>
            <source>%1 % down</source>
            <translation>%1 % abwärts</translation>
        </message>
        <message>
            <source>%1 m: no heights here</source>
            <translation>%1 m: hier keine Höhen</translation>
        </message>
        <message>
            <source>%1 m: height %2 m</source>
            <translation>%1 m: Höhe %2 m</translation>
        </message>
        <message>
            <source>%1 m: height %2 m, %3</source>
            <translation>%1 m: Höhe %2 m, %3</translation>
        </message>
        <message>
            <source>Not assessable: too few heights along the lane.</source>
            <translation>Nicht bewertbar: zu wenige Höhen entlang des Radwegs.</translation>
        </message>
        <message>
            <source>Steepest %1 m (%2–%3 m): %4</source>
            <translation>Steilste %1 m (%2–%3 m): %4</translation>
        </message>
        <message>
            <source>Climb %1 m, descent %2 m</source>
            <translation>Anstieg %1 m, Gefälle %2 m</translation>
        </message>
        <message>
            <source>%1 m without heights: the curve is interrupted there.</source>
            <translation>%1 m ohne Höhen: Dort ist die Kurve unterbrochen.</translation>
        </message>
        <message>
            <source>Gradient profile</source>
            <translation>Höhen- und Neigungsprofil</translation>
        </message>
        <message>
            <source>Left and Right go along the lane.</source>
            <translation>Pfeil links und rechts gehen den Radweg entlang.</translation>
        </message>
        <message>
            <source>%1 m</source>
            <translation>%1 m</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1 %</translation>
        </message>
        <message>
            <source>−%1 %</source>
            <translation>−%1 %</translation>
        </message>
        <message>
            <source>Steepest part: %1</source>
            <translation>Steilste Stelle: %1</translation>
        </message>
    </context>
    <context>
        <name>GradientPanel</name>
        <message>
            <source>Not assessable: no layer has heights. Add a height raster (DGM, DEM).</source>
            <translation>Nicht bewertbar: Keine Ebene hat Höhen. Fügen Sie ein Höhenraster hinzu (DGM).</translation>
        </message>
    </context>
    <context>
        <name>Graphics</name>
        <message>
            <source>The processor draws the map, as set.</source>
            <translation>Der Prozessor zeichnet die Karte, wie eingestellt.</translation>
        </message>
        <message>
            <source>The graphics card draws the map, as set: %1.</source>
            <translation>Die Grafikkarte zeichnet die Karte, wie eingestellt: %1.</translation>
        </message>
        <message>
            <source>The graphics card draws the map: %1.</source>
            <translation>Die Grafikkarte zeichnet die Karte: %1.</translation>
        </message>
        <message>
            <source>The processor draws the map, since the graphics driver only computes on it: %1.</source>
            <translation>Der Prozessor zeichnet die Karte, denn der Grafiktreiber rechnet auch nur auf ihm: %1.</translation>
        </message>
        <message>
            <source>The processor draws the map, since no graphics card was found.</source>
            <translation>Der Prozessor zeichnet die Karte, denn eine Grafikkarte wurde nicht gefunden.</translation>
        </message>
        <message>
            <source>The processor draws the map.</source>
            <translation>Der Prozessor zeichnet die Karte.</translation>
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>Handbook</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <source>Search the handbook</source>
            <translation>Handbuch durchsuchen</translation>
        </message>
        <message>
            <source>Pages of the handbook</source>
            <translation>Seiten des Handbuchs</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Vorwärts</translation>
        </message>
    </context>
    <context>
        <name>HistoryDialog</name>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Go back to here</source>
            <translation>Hierhin zurück</translation>
        </message>
        <message>
            <source>Everything is kept as it happens; there is nothing to save. Choose a line to return to that moment; later steps stay and can be redone.</source>
            <translation>Alles wird sofort festgehalten, Speichern ist nicht nötig. Eine Zeile wählen, um zu diesem Stand zurückzukehren; spätere Schritte bleiben und lassen sich wiederholen.</translation>
        </message>
        <message>
            <source>undone</source>
            <translation>zurückgenommen</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Add layers</source>
            <translation>Ebenen hinzufügen</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <source>Coordinate system</source>
            <translation>Koordinatensystem</translation>
        </message>
        <message>
            <source>Layers of the files</source>
            <translation>Ebenen der Dateien</translation>
        </message>
        <message>
            <source>Extent on a small map</source>
            <translation>Ausdehnung auf einer kleinen Karte</translation>
        </message>
        <message>
            <source>Notes of the import</source>
            <translation>Hinweise des Imports</translation>
        </message>
        <message>
            <source>The file does not say where its coordinates belong. Which system is it?</source>
            <translation>Die Datei nennt ihr Koordinatensystem nicht. Welches ist es?</translation>
        </message>
        <message>
            <source>Coordinate system of the file</source>
            <translation>Koordinatensystem der Datei</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>Nothing that could be added</source>
            <translation>Nichts, was sich hinzufügen lässt</translation>
        </message>
        <message>
            <source>%1 × %2 around %3</source>
            <translation>%1 × %2 um %3</translation>
        </message>
        <message>
            <source>New project</source>
            <translation>Neues Projekt</translation>
        </message>
        <message numerus="yes">
            <source>%Ln layers with %1 rows</source>
            <translation>
                <numerusform>%Ln Ebene mit %1 Zeilen</numerusform>
                <numerusform>%Ln Ebenen mit %1 Zeilen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %Ln layers</source>
            <translation>
                <numerusform>%Ln Ebene hinzufügen</numerusform>
                <numerusform>%Ln Ebenen hinzufügen</numerusform>
            </translation>
        </message>
        <message>
            <source>QGIS projects</source>
            <translation>QGIS-Projekte</translation>
        </message>
        <message>
            <source>Show them as QGIS draws them</source>
            <translation>So zeigen, wie QGIS sie zeichnet</translation>
        </message>
        <message>
            <source>Convert to our own layers and styles</source>
            <translation>In eigene Ebenen und Stile umwandeln</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Selection: %1</source>
            <translation>Auswahl: %1</translation>
        </message>
        <message>
            <source>Close (clears the selection)</source>
            <translation>Schließen (hebt die Auswahl auf)</translation>
        </message>
    </context>
    <context>
        <name>JobsButton</name>
        <message numerus="yes">
            <source>%n jobs</source>
            <translation>
                <numerusform>%n Auftrag</numerusform>
                <numerusform>%n Aufträge</numerusform>
            </translation>
        </message>
        <message>
            <source>Running: %1</source>
            <translation>Läuft: %1</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancel %1</source>
            <translation>%1 abbrechen</translation>
        </message>
    </context>
    <context>
        <name>JoinTool</name>
        <message>
            <source>A lane and an area cannot be joined.</source>
            <translation>Ein Radweg und eine Fläche lassen sich nicht verbinden.</translation>
        </message>
        <message>
            <source>Click the first measure to join.</source>
            <translation>Die erste Maßnahme anklicken.</translation>
        </message>
        <message>
            <source>Click the measure to join to it.</source>
            <translation>Die Maßnahme anklicken, die dazukommt.</translation>
        </message>
    </context>
    <context>
        <name>LabelForm</name>
        <message>
            <source>“%1” is not understood. Example: name || &apos; &apos; || height</source>
            <translation>„%1“ wird nicht verstanden. Beispiel: name || &apos; &apos; || hoehe</translation>
        </message>
        <message>
            <source>No labels</source>
            <translation>Keine Beschriftung</translation>
        </message>
        <message>
            <source>Expression…</source>
            <translation>Ausdruck …</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>In the middle</source>
            <translation>In der Mitte</translation>
        </message>
        <message>
            <source>Above</source>
            <translation>Darüber</translation>
        </message>
        <message>
            <source>Below</source>
            <translation>Darunter</translation>
        </message>
        <message>
            <source>To the right</source>
            <translation>Rechts daneben</translation>
        </message>
        <message>
            <source>Along the line</source>
            <translation>Entlang der Linie</translation>
        </message>
        <message>
            <source>By size of the feature</source>
            <translation>Nach Größe</translation>
        </message>
        <message>
            <source>Bold</source>
            <translation>Fett</translation>
        </message>
        <message>
            <source>May overlap</source>
            <translation>Darf überlappen</translation>
        </message>
        <message>
            <source>name || &apos; &apos; || height</source>
            <translation>name || &apos; &apos; || hoehe</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Beschriftung</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>Ausdruck</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Schriftgröße</translation>
        </message>
        <message>
            <source>Text colour</source>
            <translation>Schriftfarbe</translation>
        </message>
        <message>
            <source>Halo</source>
            <translation>Hof</translation>
        </message>
        <message>
            <source>Halo colour</source>
            <translation>Farbe des Hofs</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Platz</translation>
        </message>
        <message>
            <source>First come</source>
            <translation>Vorrang</translation>
        </message>
        <message>
            <source>From zoom</source>
            <translation>Ab Zoom</translation>
        </message>
        <message>
            <source>Above, to the right</source>
            <translation>Darüber, rechts</translation>
        </message>
        <message>
            <source>Once, over the line</source>
            <translation>Einmal, über der Linie</translation>
        </message>
    </context>
    <context>
        <name>LaneWatch</name>
        <message>
            <source>No defects found</source>
            <translation>Keine Mängel gefunden</translation>
        </message>
        <message>
            <source>at %1 m</source>
            <translation>bei %1 m</translation>
        </message>
        <message>
            <source>%1–%2 m</source>
            <translation>%1–%2 m</translation>
        </message>
        <message numerus="yes">
            <source>%n defect(s)</source>
            <translation>
                <numerusform>%n Mangel</numerusform>
                <numerusform>%n Mängel</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hint(s)</source>
            <translation>
                <numerusform>%n Hinweis</numerusform>
                <numerusform>%n Hinweise</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not assessable</source>
            <translation>
                <numerusform>%n nicht bewertbar</numerusform>
                <numerusform>%n nicht bewertbar</numerusform>
            </translation>
        </message>
        <message>
            <source>all in order</source>
            <translation>alles in Ordnung</translation>
        </message>
        <message>
            <source>Low-stress ride %1 → %2</source>
            <translation>Stressarme Fahrt %1 → %2</translation>
        </message>
    </context>
    <context>
        <name>LayerDelegate</name>
        <message>
            <source>Name of the group</source>
            <translation>Name der Gruppe</translation>
        </message>
        <message>
            <source>Name of the layer</source>
            <translation>Name der Ebene</translation>
        </message>
    </context>
    <context>
        <name>LayerModel</name>
        <message>
            <source>partly visible</source>
            <translation>teilweise sichtbar</translation>
        </message>
        <message>
            <source>Group %1, %2, %3</source>
            <translation>Gruppe %1, %2, %3</translation>
        </message>
        <message numerus="yes">
            <source>%Ln layers</source>
            <translation>
                <numerusform>%Ln Ebene</numerusform>
                <numerusform>%Ln Ebenen</numerusform>
            </translation>
        </message>
        <message>
            <source>QGIS cannot draw it just now</source>
            <translation>QGIS kann sie gerade nicht zeichnen</translation>
        </message>
        <message>
            <source>Being prepared…</source>
            <translation>Wird aufbereitet …</translation>
        </message>
        <message>
            <source>File not found</source>
            <translation>Datei nicht gefunden</translation>
        </message>
        <message>
            <source>Cannot be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>Web service</source>
            <translation>Webdienst</translation>
        </message>
        <message>
            <source>Web service, offline copy</source>
            <translation>Webdienst, Offline-Kopie</translation>
        </message>
        <message>
            <source>Vector tiles</source>
            <translation>Vektorkacheln</translation>
        </message>
        <message>
            <source>Heights</source>
            <translation>Höhen</translation>
        </message>
        <message>
            <source>%1, filtered</source>
            <translation>%1, gefiltert</translation>
        </message>
        <message>
            <source>%1, %2, %3</source>
            <translation>%1, %2, %3</translation>
        </message>
        <message>
            <source>visible</source>
            <translation>sichtbar</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>ausgeblendet</translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln Zeile</numerusform>
                <numerusform>%Ln Zeilen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Picture tiles</source>
            <translation>Bildkacheln</translation>
        </message>
        <message>
            <source>QGIS project, drawn by QGIS</source>
            <translation>QGIS-Projekt, gezeichnet von QGIS</translation>
        </message>
    </context>
    <context>
        <name>LayerPage</name>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Layer in the file</source>
            <translation>Ebene in der Datei</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>not stated in the file</source>
            <translation>in der Datei nicht genannt</translation>
        </message>
        <message>
            <source>Credit</source>
            <translation>Quellenangabe</translation>
        </message>
        <message>
            <source>Date of the data</source>
            <translation>Datenstand</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>Hinzugefügt</translation>
        </message>
        <message>
            <source>Coordinate system</source>
            <translation>Koordinatensystem</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>Assumed</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <source>Attributes</source>
            <translation>Attribute</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Raster</translation>
        </message>
        <message>
            <source>%1 × %2, %3 m</source>
            <translation>%1 × %2, %3 m</translation>
        </message>
        <message>
            <source>Heights</source>
            <translation>Höhen</translation>
        </message>
        <message>
            <source>%1 to %2 m</source>
            <translation>%1 bis %2 m</translation>
        </message>
        <message>
            <source>For example: class = primary and width &gt; 3</source>
            <translation>Zum Beispiel: class = primary und width &gt; 3</translation>
        </message>
        <message>
            <source>Where is the file now?</source>
            <translation>Wo liegt die Datei jetzt?</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <source>Opacity in percent</source>
            <translation>Deckkraft in Prozent</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>All rows</source>
            <translation>Alle Zeilen</translation>
        </message>
        <message>
            <source>Notes of the import</source>
            <translation>Hinweise des Imports</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Show where the file is…</source>
            <translation>Zeigen, wo die Datei liegt …</translation>
        </message>
        <message>
            <source>Vertices</source>
            <translation>Stützpunkte</translation>
        </message>
    </context>
    <context>
        <name>LayerPanel</name>
        <message>
            <source>Group menu</source>
            <translation>Menü der Gruppe</translation>
        </message>
        <message>
            <source>Show all of them</source>
            <translation>Alle einblenden</translation>
        </message>
        <message>
            <source>Hide all of them</source>
            <translation>Alle ausblenden</translation>
        </message>
        <message>
            <source>Zoom to the group</source>
            <translation>Auf die Gruppe zoomen</translation>
        </message>
        <message>
            <source>Dissolve the group</source>
            <translation>Gruppe auflösen</translation>
        </message>
        <message>
            <source>Move to group</source>
            <translation>In Gruppe verschieben</translation>
        </message>
        <message>
            <source>New group…</source>
            <translation>Neue Gruppe …</translation>
        </message>
        <message>
            <source>Take out of the group</source>
            <translation>Aus der Gruppe nehmen</translation>
        </message>
        <message>
            <source>New group</source>
            <translation>Neue Gruppe</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Open the QGIS project anew</source>
            <translation>QGIS-Projekt neu öffnen</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Ebenen</translation>
        </message>
        <message>
            <source>%1 was removed from the project; its file stays.</source>
            <translation>%1 wurde aus dem Projekt entfernt, die Datei bleibt.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Layer menu</source>
            <translation>Menü der Ebene</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Ausblenden</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Einblenden</translation>
        </message>
        <message>
            <source>Zoom to the layer</source>
            <translation>Auf die Ebene zoomen</translation>
        </message>
        <message>
            <source>Connect to the web service</source>
            <translation>Mit dem Webdienst verbinden</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Style, filter, source…</source>
            <translation>Stil, Filter, Quelle …</translation>
        </message>
        <message>
            <source>Remove from the project</source>
            <translation>Aus dem Projekt entfernen</translation>
        </message>
        <message>
            <source>Topmost first. Space shows or hides, the left and right arrow keys fold and unfold, Alt with the arrow keys up and down moves, Delete removes.</source>
            <translation>Oberste zuerst. Leertaste blendet ein oder aus, Pfeil links und rechts klappt zu und auf, Alt mit Pfeil auf und ab verschiebt, Entf entfernt.</translation>
        </message>
        <message>
            <source>No layers yet</source>
            <translation>Noch keine Ebenen</translation>
        </message>
        <message>
            <source>Drop files anywhere in the window, or choose them. You see what is in them before they are added.</source>
            <translation>Dateien irgendwo im Fenster ablegen oder auswählen. Sie sehen, was darin ist, bevor etwas hinzukommt.</translation>
        </message>
        <message>
            <source>Add layers…</source>
            <translation>Ebenen hinzufügen …</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Add layers from files</source>
            <translation>Ebenen aus Dateien hinzufügen</translation>
        </message>
        <message>
            <source>Move up (Alt+↑)</source>
            <translation>Nach oben (Alt+↑)</translation>
        </message>
        <message>
            <source>Move down (Alt+↓)</source>
            <translation>Nach unten (Alt+↓)</translation>
        </message>
        <message>
            <source>Remove from the project (Del)</source>
            <translation>Aus dem Projekt entfernen (Entf)</translation>
        </message>
        <message>
            <source>%1 is being converted…</source>
            <translation>%1 wird umgewandelt…</translation>
        </message>
        <message>
            <source>Convert to our own layers…</source>
            <translation>In eigene Ebenen umwandeln…</translation>
        </message>
        <message>
            <source>Find missing files…</source>
            <translation>Fehlende Dateien suchen…</translation>
        </message>
    </context>
    <context>
        <name>LegendCard</name>
        <message>
            <source>Legend</source>
            <translation>Legende</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Maßnahmen</translation>
        </message>
        <message>
            <source>Contributions</source>
            <translation>Beiträge</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>und %1 weitere</translation>
        </message>
    </context>
    <context>
        <name>LiveFigures</name>
        <message numerus="yes">
            <source>%n roof face(s), %1</source>
            <translation>
                <numerusform>%n Dachseite, %1</numerusform>
                <numerusform>%n Dachseiten, %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 und %n weitere</numerusform>
                <numerusform>%1 und %n weitere</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Let go to look into the files</source>
            <translation>Loslassen, um in die Dateien zu sehen</translation>
        </message>
        <message>
            <source>Map area</source>
            <translation>Kartenbereich</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>Leisten</translation>
        </message>
        <message>
            <source>Map menu</source>
            <translation>Menü der Karte</translation>
        </message>
        <message>
            <source>Copy %1</source>
            <translation>%1 kopieren</translation>
        </message>
        <message>
            <source>Centre here</source>
            <translation>Hier zentrieren</translation>
        </message>
    </context>
    <context>
        <name>MapControls</name>
        <message>
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <source>Show everything (Home)</source>
            <translation>Alles zeigen (Pos1)</translation>
        </message>
        <message>
            <source>North is up</source>
            <translation>Norden ist oben</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
    </context>
    <context>
        <name>MapThumb</name>
        <message>
            <source>Drawing the preview…</source>
            <translation>Vorschau wird gezeichnet …</translation>
        </message>
    </context>
    <context>
        <name>MeasureForm</name>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Facility</source>
            <translation>Führungsform</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Richtung</translation>
        </message>
        <message>
            <source>Clear width</source>
            <translation>Lichte Breite</translation>
        </message>
        <message>
            <source>Buffer</source>
            <translation>Trennstreifen</translation>
        </message>
        <message>
            <source>Surface</source>
            <translation>Oberfläche</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Lage</translation>
        </message>
        <message>
            <source>On flat roofs</source>
            <translation>Auf Flachdächern</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>Neigung</translation>
        </message>
        <message>
            <source>Azimuth</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Usable share</source>
            <translation>Nutzbarer Anteil</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Red surface</source>
            <translation>Rot eingefärbt</translation>
        </message>
        <message>
            <source>Use is mandatory</source>
            <translation>Benutzungspflichtig</translation>
        </message>
        <message>
            <source> m</source>
            <translation> m</translation>
        </message>
        <message>
            <source>°</source>
            <translation>°</translation>
        </message>
        <message>
            <source> %</source>
            <translation> %</translation>
        </message>
        <message>
            <source>On pitched roofs modules always lie parallel to the roof.</source>
            <translation>Auf geneigten Dächern liegen die Module immer parallel zum Dach.</translation>
        </message>
        <message>
            <source>Clockwise from north: 90° is east, 180° south.</source>
            <translation>Im Uhrzeigersinn ab Norden: 90° ist Osten, 180° Süden.</translation>
        </message>
        <message>
            <source>Safety strip between the lane and parked or moving vehicles.</source>
            <translation>Sicherheitstrennstreifen zwischen Radweg und parkenden oder fahrenden Fahrzeugen.</translation>
        </message>
        <message>
            <source>Safety strip beside the lane</source>
            <translation>Sicherheitstrennstreifen neben dem Radweg</translation>
        </message>
        <message>
            <source>mixed</source>
            <translation>verschieden</translation>
        </message>
        <message>
            <source>Of the drawn area. On roofs it comes on top of what chimneys, windows and edges take (page “Solar”).</source>
            <translation>Der gezeichneten Fläche. Auf Dächern kommt er zu dem hinzu, was Schornsteine, Fenster und Ränder kosten (Seite „Solar“).</translation>
        </message>
        <message>
            <source>Row pitch</source>
            <translation>Reihenabstand</translation>
        </message>
        <message>
            <source>Depth of a row</source>
            <translation>Reihentiefe</translation>
        </message>
        <message>
            <source>Density</source>
            <translation>Belegungsdichte</translation>
        </message>
        <message>
            <source>In brackets: as assumed on the page “Solar”.</source>
            <translation>In Klammern: Annahmen von der Seite „Solar“.</translation>
        </message>
        <message>
            <source> kWp/ha</source>
            <translation> kWp/ha</translation>
        </message>
        <message>
            <source>From row to row, measured level.</source>
            <translation>Von Reihe zu Reihe, waagerecht gemessen.</translation>
        </message>
        <message>
            <source>Of the modules of one row, measured along their slope.</source>
            <translation>Der Module einer Reihe, entlang ihrer Neigung gemessen.</translation>
        </message>
        <message>
            <source>Power per hectare, instead of the rows. Without a row pitch of its own the area takes the pitch that fits the density.</source>
            <translation>Leistung je Hektar statt der Reihen. Ohne eigenen Reihenabstand gilt der Abstand, der zur Dichte passt.</translation>
        </message>
    </context>
    <context>
        <name>MeasurePage</name>
        <message>
            <source>Perimeter %1</source>
            <translation>Umfang %1</translation>
        </message>
        <message>
            <source>Roof faces %1, together %2</source>
            <translation>Dachseiten %1, zusammen %2</translation>
        </message>
        <message>
            <source>Roofs: not assessable, no city model is loaded.</source>
            <translation>Dächer: nicht beurteilbar, kein Stadtmodell geladen.</translation>
        </message>
        <message>
            <source>On the ellipsoid %1</source>
            <translation>Auf dem Ellipsoid %1</translation>
        </message>
        <message>
            <source>Streets: %1</source>
            <translation>Straßen: %1</translation>
        </message>
        <message>
            <source>none within 15 m</source>
            <translation>keine im Umkreis von 15 m</translation>
        </message>
        <message>
            <source>Streets: not assessable, no layer has street names.</source>
            <translation>Straßen: nicht beurteilbar, keine Ebene hat Straßennamen.</translation>
        </message>
        <message>
            <source>Show on the map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Cross-section</source>
            <translation>Querschnitt</translation>
        </message>
        <message>
            <source>Gradient</source>
            <translation>Steigung</translation>
        </message>
        <message>
            <source>Along this street (%1)</source>
            <translation>Entlang dieser Straße (%1)</translation>
        </message>
        <message>
            <source>Of this facility (%1)</source>
            <translation>Dieser Führungsform (%1)</translation>
        </message>
        <message>
            <source>All lanes of this variant (%1)</source>
            <translation>Alle dieser Variante (%1)</translation>
        </message>
        <message>
            <source>Change several lanes</source>
            <translation>Mehrere ändern</translation>
        </message>
        <message>
            <source>Travel time: not assessable, the ends of the lane do not lie at two junctions of the street network (150 m).</source>
            <translation>Fahrzeit: nicht bewertbar, die Enden liegen nicht an zwei Kreuzungen des Straßennetzes (150 m).</translation>
        </message>
        <message>
            <source>Between the ends of the lane, today → with this variant; waits at junctions are assumed (page “Reach”).</source>
            <translation>Zwischen den Enden, heute → mit dieser Variante; Halte an Kreuzungen sind angenommen (Seite „Erreichbarkeit“).</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close message</source>
            <translation>Meldung schließen</translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message numerus="yes">
            <source> (%n times)</source>
            <translation>
                <numerusform> (%n-mal)</numerusform>
                <numerusform> (%n-mal)</numerusform>
            </translation>
        </message>
        <message>
            <source>First case: %1</source>
            <translation>Erster Fall: %1</translation>
        </message>
    </context>
    <context>
        <name>ParameterForm</name>
        <message>
            <source>More settings</source>
            <translation>Weitere Angaben</translation>
        </message>
        <message>
            <source>%1 (metres)</source>
            <translation>%1 (Meter)</translation>
        </message>
        <message>
            <source>%1 (may be empty)</source>
            <translation>%1 (darf leer sein)</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>No layer of this project suits</source>
            <translation>Keine Ebene dieses Projekts passt</translation>
        </message>
        <message>
            <source>What the map shows</source>
            <translation>Was die Karte zeigt</translation>
        </message>
        <message>
            <source>Everything in the project</source>
            <translation>Alles im Projekt</translation>
        </message>
        <message>
            <source>easting, northing</source>
            <translation>Ostwert, Nordwert</translation>
        </message>
        <message>
            <source>expression of QGIS, e.g. &quot;height&quot; &gt; 10</source>
            <translation>Ausdruck von QGIS, z. B. &quot;hoehe&quot; &gt; 10</translation>
        </message>
    </context>
    <context>
        <name>ParticipationRoom</name>
        <message>
            <source>contribution</source>
            <translation>Beitrag</translation>
        </message>
        <message>
            <source>Contributions</source>
            <translation>Beiträge</translation>
        </message>
    </context>
    <context>
        <name>PlanBar</name>
        <message>
            <source>Facility of the next lane</source>
            <translation>Führungsform des nächsten Radwegs</translation>
        </message>
    </context>
    <context>
        <name>PlanPanel</name>
        <message>
            <source>New variant</source>
            <translation>Neue Variante</translation>
        </message>
        <message>
            <source>Variant %1</source>
            <translation>Variante %1</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Umbenennen …</translation>
        </message>
        <message>
            <source>Rename the variant</source>
            <translation>Variante umbenennen</translation>
        </message>
        <message>
            <source>Duplicate with its measures…</source>
            <translation>Mit allen Maßnahmen kopieren …</translation>
        </message>
        <message>
            <source>Duplicate the variant</source>
            <translation>Variante kopieren</translation>
        </message>
        <message>
            <source>%1 (copy)</source>
            <translation>%1 (Kopie)</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Variant</source>
            <translation>Variante</translation>
        </message>
        <message>
            <source>More for this variant</source>
            <translation>Mehr zu dieser Variante</translation>
        </message>
        <message>
            <source>Measures of this variant</source>
            <translation>Maßnahmen dieser Variante</translation>
        </message>
        <message>
            <source>No measures yet</source>
            <translation>Noch keine Maßnahmen</translation>
        </message>
        <message>
            <source>Draw a bike lane along a street or a solar area over roofs. The figures follow the pointer.</source>
            <translation>Einen Radweg entlang einer Straße oder eine Solarfläche über Dächern zeichnen. Die Zahlen folgen dem Zeiger.</translation>
        </message>
        <message>
            <source>Draw a bike lane</source>
            <translation>Radweg zeichnen</translation>
        </message>
        <message>
            <source>Lanes %1</source>
            <translation>Radwege %1</translation>
        </message>
        <message>
            <source>Solar areas %1</source>
            <translation>Solarflächen %1</translation>
        </message>
    </context>
    <context>
        <name>PlanRoom</name>
        <message>
            <source>bike lane</source>
            <translation>Radweg</translation>
        </message>
        <message>
            <source>solar area</source>
            <translation>Solarfläche</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Maßnahmen</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>way along lanes</source>
            <translation>Weg entlang der Maßnahmen</translation>
        </message>
        <message>
            <source>No lane of this variant lies along this way with half of its length.</source>
            <translation>Keine Maßnahme dieser Variante liegt mit mindestens der halben Länge an diesem Weg.</translation>
        </message>
        <message>
            <source>place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Reach</source>
            <translation>Erreichbarkeit</translation>
        </message>
    </context>
    <context>
        <name>ProcessingDialog</name>
        <message>
            <source>Only the tools of plugins are here: %1</source>
            <translation>Nur die Werkzeuge von Erweiterungen sind da: %1</translation>
        </message>
        <message>
            <source>The plugin is working…</source>
            <translation>Die Erweiterung rechnet …</translation>
        </message>
        <message numerus="yes">
            <source>The plugin left %n part(s) out:</source>
            <translation>
                <numerusform>Die Erweiterung hat %n Teil ausgelassen:</numerusform>
                <numerusform>Die Erweiterung hat %n Teile ausgelassen:</numerusform>
            </translation>
        </message>
        <message>
            <source>QGIS is starting</source>
            <translation>QGIS startet</translation>
        </message>
        <message>
            <source>Its tools appear here in a moment.</source>
            <translation>Seine Werkzeuge erscheinen gleich hier.</translation>
        </message>
        <message>
            <source>Search tools, e.g. buffer</source>
            <translation>Werkzeuge suchen, z. B. Puffer</translation>
        </message>
        <message>
            <source>Search tools</source>
            <translation>Werkzeuge suchen</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <source>Settings of the tool</source>
            <translation>Angaben des Werkzeugs</translation>
        </message>
        <message>
            <source>Progress of the tool</source>
            <translation>Fortschritt des Werkzeugs</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Rechnen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>These tools are those of QGIS, which the helper skizze-qgis brings along. Please have QGIS installed on this computer; everything else works without it.</source>
            <translation>Diese Werkzeuge sind die von QGIS; der Helfer skizze-qgis bringt sie mit. Bitte lassen Sie QGIS auf diesem Rechner installieren; alles andere geht auch ohne.</translation>
        </message>
        <message>
            <source>QGIS is not installed</source>
            <translation>QGIS ist nicht installiert</translation>
        </message>
        <message>
            <source>QGIS did not answer</source>
            <translation>QGIS hat nicht geantwortet</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>No tool of that name</source>
            <translation>Kein Werkzeug dieses Namens</translation>
        </message>
        <message>
            <source>Try another word, or the English one: QGIS&apos;s own names are searched.</source>
            <translation>Versuchen Sie ein anderes Wort oder das englische: Gesucht wird auch in den Namen von QGIS.</translation>
        </message>
        <message>
            <source>“%1” is missing. Without it the tool cannot work.</source>
            <translation>„%1“ fehlt. Ohne diese Angabe kann das Werkzeug nicht rechnen.</translation>
        </message>
        <message>
            <source>QGIS is working…</source>
            <translation>QGIS rechnet…</translation>
        </message>
        <message>
            <source>Done: the result is a new layer, its file lies in “%1”.</source>
            <translation>Fertig: Das Ergebnis ist eine neue Ebene, ihre Datei liegt in „%1“.</translation>
        </message>
        <message>
            <source>Written: %1</source>
            <translation>Geschrieben: %1</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Fertig.</translation>
        </message>
        <message numerus="yes">
            <source>QGIS left %n part(s) out:</source>
            <translation>
                <numerusform>QGIS hat einen Teil weggelassen:</numerusform>
                <numerusform>QGIS hat %n Teile weggelassen:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProjectFlow</name>
        <message>
            <source>Open a project</source>
            <translation>Projekt öffnen</translation>
        </message>
        <message>
            <source>Projects (*.gpkg);;QGIS projects (*.qgz *.qgs);;All files (*)</source>
            <translation>Projekte (*.gpkg);;QGIS-Projekte (*.qgz *.qgs);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>New project</source>
            <translation>Neues Projekt</translation>
        </message>
        <message>
            <source>My project</source>
            <translation>Mein Projekt</translation>
        </message>
        <message>
            <source>Projects (*.gpkg)</source>
            <translation>Projekte (*.gpkg)</translation>
        </message>
        <message>
            <source>Making %1…</source>
            <translation>%1 wird angelegt …</translation>
        </message>
        <message>
            <source>Add layers from files</source>
            <translation>Ebenen aus Dateien hinzufügen</translation>
        </message>
        <message>
            <source>All files (*);;Vector data (*.gpkg *.geojson *.json *.shp *.fgb *.kml *.gpx *.csv *.gml);;City models (*.gml *.xml *.json *.jsonl);;OpenStreetMap (*.osm *.osm.gz *.pbf);;Heights (*.tif *.tiff);;Vector tiles (*.mbtiles *.pmtiles);;QGIS projects (*.qgz *.qgs)</source>
            <translation>Alle Dateien (*);;Vektordaten (*.gpkg *.geojson *.json *.shp *.fgb *.kml *.gpx *.csv *.gml);;Stadtmodelle (*.gml *.xml *.json *.jsonl);;OpenStreetMap (*.osm *.osm.gz *.pbf);;Höhen (*.tif *.tiff);;Vektorkacheln (*.mbtiles *.pmtiles);;QGIS-Projekte (*.qgz *.qgs)</translation>
        </message>
        <message>
            <source>Opening %1…</source>
            <translation>%1 wird geöffnet …</translation>
        </message>
        <message>
            <source>Add a tile service</source>
            <translation>Kacheldienst hinzufügen</translation>
        </message>
        <message>
            <source>Address of a style, a TileJSON or a template with {z}/{x}/{y}.
The service is asked now and while the map is moved; what was seen stays on this computer.</source>
            <translation>Adresse eines Stils, einer TileJSON-Datei oder einer Vorlage mit {z}/{x}/{y}.
Der Dienst wird jetzt und beim Bewegen der Karte abgefragt; was zu sehen war, bleibt auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>Asking the service…</source>
            <translation>Der Dienst wird abgefragt …</translation>
        </message>
        <message>
            <source>Looking into the files…</source>
            <translation>Die Dateien werden gelesen …</translation>
        </message>
        <message>
            <source>Building the sample town…</source>
            <translation>Die Beispielstadt wird gebaut …</translation>
        </message>
        <message>
            <source>A new project keeps your layers: %1</source>
            <translation>Ein neues Projekt hält Ihre Ebenen fest: %1</translation>
        </message>
    </context>
    <context>
        <name>RulesDialog</name>
        <message>
            <source>Rules for bike lanes</source>
            <translation>Regeln für Radwege</translation>
        </message>
        <message>
            <source>Search: width, Schutzstreifen, RASt …</source>
            <translation>Suchen: width, Schutzstreifen, RASt …</translation>
        </message>
        <message>
            <source>Search the rules</source>
            <translation>Regeln durchsuchen</translation>
        </message>
        <message>
            <source>Rules in force</source>
            <translation>Geltende Regeln</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regel</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Jahr</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anmerkung</translation>
        </message>
        <message>
            <source>Own rules…</source>
            <translation>Eigene Regeln …</translation>
        </message>
        <message>
            <source>A folder with tables of the city; its values win over ours and are marked</source>
            <translation>Ordner mit Tabellen der Stadt; ihre Werte gehen unseren vor und sind gekennzeichnet</translation>
        </message>
        <message>
            <source>Only the shipped rules</source>
            <translation>Nur die mitgelieferten Regeln</translation>
        </message>
        <message>
            <source>%1, own rule of the city</source>
            <translation>%1, eigene Regel der Stadt</translation>
        </message>
        <message>
            <source>%1 rules in force, %2 of them own rules of the city. %3 are unverified: they are shown as hints and never decide.</source>
            <translation>%1 Regeln gelten, davon %2 eigene der Stadt. %3 sind ungeprüft: Sie erscheinen als Hinweis und entscheiden nie.</translation>
        </message>
        <message>
            <source>Folder with the city&apos;s own rules</source>
            <translation>Ordner mit eigenen Regeln der Stadt</translation>
        </message>
    </context>
    <context>
        <name>Section</name>
        <message>
            <source>Open</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Zugeklappt</translation>
        </message>
    </context>
    <context>
        <name>SectionEditor</name>
        <message>
            <source>%1 cm</source>
            <translation>%1 cm</translation>
        </message>
        <message>
            <source>%1, left</source>
            <translation>%1 links</translation>
        </message>
        <message>
            <source>%1, right</source>
            <translation>%1 rechts</translation>
        </message>
        <message>
            <source> m</source>
            <translation> m</translation>
        </message>
        <message>
            <source>no street</source>
            <translation>keine Straße</translation>
        </message>
        <message>
            <source>street without a name</source>
            <translation>Straße ohne Namen</translation>
        </message>
        <message>
            <source>%1–%2 m: %3</source>
            <translation>%1–%2 m: %3</translation>
        </message>
        <message>
            <source>Not assessable: no street is known here.</source>
            <translation>Nicht bewertbar: Hier ist keine Straße bekannt.</translation>
        </message>
        <message>
            <source>Not assessable: the width of the street, of the lane or the parking is not known.</source>
            <translation>Nicht bewertbar: Die Breite der Straße oder der Maßnahme oder das Parken ist nicht bekannt.</translation>
        </message>
        <message>
            <source>Fits, %1 to spare.</source>
            <translation>Passt, %1 Reserve.</translation>
        </message>
        <message>
            <source>Does not fit: %1 are missing.</source>
            <translation>Passt nicht: Es fehlen %1.</translation>
        </message>
        <message>
            <source>%1 could give %2.</source>
            <translation>%1 könnte %2 geben.</translation>
        </message>
        <message>
            <source>Kerb to kerb %1 m, %2</source>
            <translation>Bord bis Bord %1 m, %2</translation>
        </message>
        <message>
            <source>Between the properties %1 m</source>
            <translation>Zwischen den Grundstücken %1 m</translation>
        </message>
        <message>
            <source>Kerb to kerb</source>
            <translation>Bord bis Bord</translation>
        </message>
        <message>
            <source>Stretch of the lane</source>
            <translation>Abschnitt der Maßnahme</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Voreinstellung</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <source>Facility with its standard width and buffer</source>
            <translation>Führungsform mit Regelmaß und Trennstreifen</translation>
        </message>
        <message>
            <source>Strips of today</source>
            <translation>Streifen wie heute</translation>
        </message>
        <message>
            <source>Takes back what was changed of parking, footways and kerbs</source>
            <translation>Nimmt Änderungen an Parkstreifen, Gehwegen und Borden zurück</translation>
        </message>
        <message>
            <source>(%1)</source>
            <translation>(%1)</translation>
        </message>
        <message>
            <source>Façades: not known here.</source>
            <translation>Fassaden: hier nicht bekannt.</translation>
        </message>
        <message>
            <source>Left of it no façade is known.</source>
            <translation>Links ist keine Fassade bekannt.</translation>
        </message>
        <message>
            <source>Right of it no façade is known.</source>
            <translation>Rechts ist keine Fassade bekannt.</translation>
        </message>
        <message>
            <source>Left %1 free up to the façade.</source>
            <translation>Links %1 frei bis zur Fassade.</translation>
        </message>
        <message>
            <source>Right %1 free up to the façade.</source>
            <translation>Rechts %1 frei bis zur Fassade.</translation>
        </message>
        <message>
            <source>Left %1 are missing up to the façade.</source>
            <translation>Links fehlen %1 bis zur Fassade.</translation>
        </message>
        <message>
            <source>Right %1 are missing up to the façade.</source>
            <translation>Rechts fehlen %1 bis zur Fassade.</translation>
        </message>
        <message>
            <source>Façade to façade %1 m, stated</source>
            <translation>Fassade bis Fassade %1 m, angegeben</translation>
        </message>
        <message>
            <source>Façade to façade %1 m, measured between buildings</source>
            <translation>Fassade bis Fassade %1 m, zwischen Gebäuden gemessen</translation>
        </message>
        <message>
            <source>Assumed: the carriageway lies in the middle between the façades.</source>
            <translation>Angenommen: Die Fahrbahn liegt mittig zwischen den Fassaden.</translation>
        </message>
        <message>
            <source>Façade to façade</source>
            <translation>Fassade bis Fassade</translation>
        </message>
        <message>
            <source>Add a strip</source>
            <translation>Streifen hinzufügen</translation>
        </message>
    </context>
    <context>
        <name>SectionView</name>
        <message numerus="yes">
            <source>%n strip(s). Left and Right choose one.</source>
            <translation>
                <numerusform>%n Streifen. Pfeil links und rechts wählen einen.</numerusform>
                <numerusform>%n Streifen. Pfeil links und rechts wählen einen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Strip %1 of %2: %3, %4 m. Up and Down change it by 5 cm.</source>
            <translation>Streifen %1 von %2: %3, %4 m. Pfeil auf und ab ändern ihn um 5 cm.</translation>
        </message>
        <message>
            <source>No street is known here.</source>
            <translation>Hier ist keine Straße bekannt.</translation>
        </message>
        <message>
            <source>kerb to kerb %1 m</source>
            <translation>Bord bis Bord %1 m</translation>
        </message>
        <message>
            <source>%1, assumed</source>
            <translation>%1, angenommen</translation>
        </message>
        <message>
            <source>Cross-section, façade to façade</source>
            <translation>Querschnitt, Fassade bis Fassade</translation>
        </message>
        <message>
            <source>Cross-section, kerb to kerb</source>
            <translation>Querschnitt, Bord bis Bord</translation>
        </message>
        <message>
            <source>façade to façade %1 m</source>
            <translation>Fassade bis Fassade %1 m</translation>
        </message>
        <message>
            <source>%1: %2 m (%3)</source>
            <translation>%1: %2 m (%3)</translation>
        </message>
    </context>
    <context>
        <name>PluginsDialog</name>
        <message>
            <source>Plugins</source>
            <translation>Erweiterungen</translation>
        </message>
        <message>
            <source>Plugins teach Stadtskizze more: kinds of files, rules, figures, tools, sources and parts of reports. They run in a process of their own, without network and without writing, so that a bad one cannot harm the program or the project.</source>
            <translation>Erweiterungen bringen Stadtskizze Neues bei: Dateiarten, Regeln, Kennzahlen, Werkzeuge, Quellen und Teile von Berichten. Sie laufen in einem eigenen Prozess, ohne Netz und ohne zu schreiben; eine schlechte kann weder dem Programm noch dem Projekt schaden.</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Kennzahlen</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>Has fetched from</source>
            <translation>Lässt abrufen bei</translation>
        </message>
        <message>
            <source>No plugins</source>
            <translation>Keine Erweiterungen</translation>
        </message>
        <message>
            <source>A plugin is a folder with a file plugin.json. Copy it into your folder of plugins and open this page again.</source>
            <translation>Eine Erweiterung ist ein Ordner mit einer Datei plugin.json. Kopieren Sie ihn in Ihren Ordner der Erweiterungen und öffnen Sie diese Seite erneut.</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Your own folder of plugins; what is copied there is found the next time</source>
            <translation>Ihr eigener Ordner der Erweiterungen; was dorthin kopiert wird, ist beim nächsten Mal da</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>cannot be used</source>
            <translation>kann nicht verwendet werden</translation>
        </message>
        <message>
            <source>on</source>
            <translation>eingeschaltet</translation>
        </message>
        <message>
            <source>on, being checked</source>
            <translation>eingeschaltet, wird geprüft</translation>
        </message>
        <message>
            <source>off</source>
            <translation>ausgeschaltet</translation>
        </message>
        <message>
            <source>not allowed on this computer</source>
            <translation>auf diesem Rechner nicht erlaubt</translation>
        </message>
        <message>
            <source>%1, version %2, %3</source>
            <translation>%1, Version %2, %3</translation>
        </message>
        <message>
            <source>The administration of this computer allows no plugins. Ask there if you need this one.</source>
            <translation>Die Verwaltung dieses Rechners erlaubt keine Erweiterungen. Fragen Sie dort nach, wenn Sie diese brauchen.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Reads</source>
            <translation>Liest</translation>
        </message>
        <message>
            <source>May</source>
            <translation>Darf</translation>
        </message>
        <message>
            <source>read files, without network and without writing</source>
            <translation>Dateien lesen, ohne Netz und ohne zu schreiben</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>came with Stadtskizze</source>
            <translation>mitgeliefert</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Prepared data</source>
            <translation>Aufbereitete Daten</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Hoher Kontrast</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Desk</source>
            <translation>Schreibtisch</translation>
        </message>
        <message>
            <source>Projector (larger)</source>
            <translation>Beamer (größer)</translation>
        </message>
        <message>
            <source>Touch table (larger)</source>
            <translation>Touch-Tisch (größer)</translation>
        </message>
        <message>
            <source>Without motion</source>
            <translation>Ohne Bewegung</translation>
        </message>
        <message>
            <source>Coordinates</source>
            <translation>Koordinaten</translation>
        </message>
        <message>
            <source>UTM and degrees</source>
            <translation>UTM und Grad</translation>
        </message>
        <message>
            <source>UTM only</source>
            <translation>Nur UTM</translation>
        </message>
        <message>
            <source>Degrees only</source>
            <translation>Nur Grad</translation>
        </message>
        <message>
            <source>UTM zone</source>
            <translation>UTM-Zone</translation>
        </message>
        <message>
            <source>The zone that suits the place</source>
            <translation>Die zum Ort passende Zone</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Folder of prepared data</source>
            <translation>Ordner der aufbereiteten Daten</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>Empty</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Empty the folder of prepared data</source>
            <translation>Ordner der aufbereiteten Daten leeren</translation>
        </message>
        <message>
            <source>%1 MB in use. Emptied data is prepared again when it is needed.</source>
            <translation>%1 MB belegt. Geleerte Daten werden bei Bedarf neu aufbereitet.</translation>
        </message>
        <message>
            <source>Files are prepared once and kept here. Emptied data is prepared again when it is needed.</source>
            <translation>Dateien werden einmal aufbereitet und hier aufgehoben. Geleerte Daten werden bei Bedarf neu aufbereitet.</translation>
        </message>
        <message>
            <source>Graphics card</source>
            <translation>Grafikkarte</translation>
        </message>
        <message>
            <source>Where there is one</source>
            <translation>Wo es eine gibt</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Nie</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>Auf der Karte</translation>
        </message>
        <message>
            <source>Move the map under the crosshair</source>
            <translation>Karte unter dem Fadenkreuz bewegen</translation>
        </message>
        <message>
            <source>Arrow keys</source>
            <translation>Pfeiltasten</translation>
        </message>
        <message>
            <source>Move in small steps</source>
            <translation>In kleinen Schritten bewegen</translation>
        </message>
        <message>
            <source>Shift + arrow keys</source>
            <translation>Umschalt + Pfeiltasten</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <source>+ and −, mouse wheel, pinch</source>
            <translation>+ und −, Mausrad, Zwei-Finger-Geste</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Pos1</translation>
        </message>
        <message>
            <source>Act at the crosshair</source>
            <translation>Am Fadenkreuz handeln</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <source>One step back</source>
            <translation>Ein Schritt zurück</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Zoom to a box</source>
            <translation>Auf einen Kasten zoomen</translation>
        </message>
        <message>
            <source>Shift + drag</source>
            <translation>Umschalt + Ziehen</translation>
        </message>
        <message>
            <source>Move the map while drawing</source>
            <translation>Karte beim Zeichnen bewegen</translation>
        </message>
        <message>
            <source>Space + drag, middle button</source>
            <translation>Leertaste + Ziehen, mittlere Taste</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Search shortcuts</source>
            <translation>Tastenkürzel durchsuchen</translation>
        </message>
    </context>
    <context>
        <name>SidePanel</name>
        <message>
            <source>Hide the left panel</source>
            <translation>Linke Leiste ausblenden</translation>
        </message>
    </context>
    <context>
        <name>SplitTool</name>
        <message>
            <source>The line divides no area: draw it across, from edge to edge.</source>
            <translation>Die Linie teilt keine Fläche: von Rand zu Rand quer darüber ziehen.</translation>
        </message>
        <message>
            <source>Click the other end of the cut.</source>
            <translation>Das andere Ende des Schnitts anklicken.</translation>
        </message>
        <message>
            <source>Click a lane where it is to be split, or two points across an area.</source>
            <translation>Einen Radweg dort anklicken, wo er geteilt wird, oder zwei Punkte quer über eine Fläche.</translation>
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Open %1</source>
            <translation>%1 öffnen</translation>
        </message>
        <message>
            <source>Sketch the city, hear its citizens</source>
            <translation>Die Stadt skizzieren, ihre Menschen hören</translation>
        </message>
        <message>
            <source>Open a project…</source>
            <translation>Projekt öffnen …</translation>
        </message>
        <message>
            <source>New project…</source>
            <translation>Neues Projekt …</translation>
        </message>
        <message>
            <source>Look around in the sample town</source>
            <translation>In der Beispielstadt umsehen</translation>
        </message>
        <message>
            <source>Or drop files here: GeoPackage, Shapefile, GeoJSON, CityGML, CityJSON, OpenStreetMap, GeoTIFF and more. You see what is in them before anything is added.</source>
            <translation>Oder Dateien hier ablegen: GeoPackage, Shapefile, GeoJSON, CityGML, CityJSON, OpenStreetMap, GeoTIFF und mehr. Sie sehen, was darin ist, bevor etwas hinzukommt.</translation>
        </message>
        <message>
            <source>Recent projects</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>Start page</source>
            <translation>Startseite</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>UTM coordinates %1, copy</source>
            <translation>UTM-Koordinaten %1, kopieren</translation>
        </message>
        <message>
            <source>Degrees %1, copy</source>
            <translation>Grad %1, kopieren</translation>
        </message>
        <message>
            <source>%1 m above sea level</source>
            <translation>%1 m ü. NHN</translation>
        </message>
        <message>
            <source>Coordinate system of the project: %1</source>
            <translation>Koordinatensystem des Projekts: %1</translation>
        </message>
        <message>
            <source>Lengths and areas of this project are computed in %1.</source>
            <translation>Längen und Flächen dieses Projekts werden in %1 berechnet.</translation>
        </message>
        <message>
            <source>Copied: %1</source>
            <translation>Kopiert: %1</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>Maßstab</translation>
        </message>
        <message>
            <source>Type another scale, such as 5000, and press Enter</source>
            <translation>Anderen Maßstab eintippen, etwa 5000, und Eingabe drücken</translation>
        </message>
        <message>
            <source>ETRS89 / UTM: zone, easting, northing. Click to copy.</source>
            <translation>ETRS89 / UTM: Zone, Ostwert, Nordwert. Klicken kopiert.</translation>
        </message>
        <message>
            <source>Latitude and longitude. Click to copy.</source>
            <translation>Breite und Länge. Klicken kopiert.</translation>
        </message>
    </context>
    <context>
        <name>ReachMap</name>
        <message>
            <source>Nothing is selected. Pick a point on the map or in the search (Ctrl+K) first.</source>
            <translation>Nichts ist ausgewählt. Wählen Sie zuerst etwas auf der Karte oder in der Suche (Strg+K).</translation>
        </message>
        <message>
            <source>The layers are being read…</source>
            <translation>Die Ebenen werden gelesen …</translation>
        </message>
        <message>
            <source>No layer has streets.</source>
            <translation>Keine Ebene enthält Straßen.</translation>
        </message>
        <message>
            <source>Choose a place: a click on the map, its middle, or what is selected.</source>
            <translation>Wählen Sie einen Ort: mit einem Klick auf die Karte, ihre Mitte oder das Ausgewählte.</translation>
        </message>
        <message>
            <source>Cancelled. Any change asks again.</source>
            <translation>Abgebrochen. Jede Änderung fragt neu.</translation>
        </message>
    </context>
    <context>
        <name>ReachPanel</name>
        <message>
            <source>Being computed…</source>
            <translation>Wird berechnet …</translation>
        </message>
        <message>
            <source>today</source>
            <translation>heute</translation>
        </message>
        <message>
            <source>planned</source>
            <translation>geplant</translation>
        </message>
        <message>
            <source>gained</source>
            <translation>Gewinn</translation>
        </message>
        <message>
            <source>From place 1 to 2</source>
            <translation>Von Ort 1 nach 2</translation>
        </message>
        <message>
            <source>today → planned</source>
            <translation>heute → geplant</translation>
        </message>
        <message>
            <source>within %1 min</source>
            <translation>in %1 min</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Einwohner</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Arbeitsplätze</translation>
        </message>
        <message>
            <source>Schools</source>
            <translation>Schulen</translation>
        </message>
        <message>
            <source>Streets, km</source>
            <translation>Straßen, km</translation>
        </message>
        <message>
            <source>%1: %2 are more than 300 m from any street and are not counted.</source>
            <translation>%1: %2 liegen über 300 m von jeder Straße entfernt und zählen nicht mit.</translation>
        </message>
        <message>
            <source>Not assessable, no layer has them: %1.</source>
            <translation>Nicht bewertbar, keine Ebene enthält: %1.</translation>
        </message>
        <message>
            <source>%1 (date unknown)</source>
            <translation>%1 (Stand unbekannt)</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>Data – %1.</source>
            <translation>Daten – %1.</translation>
        </message>
        <message>
            <source>Export the reach</source>
            <translation>Erreichbarkeit exportieren</translation>
        </message>
        <message>
            <source>Pieces of street (*.geojson)</source>
            <translation>Straßenstücke (*.geojson)</translation>
        </message>
        <message>
            <source>Places to start from</source>
            <translation>Ausgangsorte</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>Auf der Karte</translation>
        </message>
        <message>
            <source>Middle of the map</source>
            <translation>Kartenmitte</translation>
        </message>
        <message>
            <source>What is selected</source>
            <translation>Ausgewähltes</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minuten</translation>
        </message>
        <message>
            <source>One to four numbers above 0 and up to %1, such as 5, 10, 15.</source>
            <translation>Eine bis vier Zahlen über 0 und bis %1, etwa 5, 10, 15.</translation>
        </message>
        <message>
            <source>On low-stress streets</source>
            <translation>Auf stressarmen Straßen</translation>
        </message>
        <message>
            <source>On all streets</source>
            <translation>Auf allen Straßen</translation>
        </message>
        <message>
            <source>Streets that are ridden</source>
            <translation>Befahrene Straßen</translation>
        </message>
        <message>
            <source>Map: today</source>
            <translation>Karte: heute</translation>
        </message>
        <message>
            <source>Map: with this variant</source>
            <translation>Karte: mit dieser Variante</translation>
        </message>
        <message>
            <source>Map: side by side</source>
            <translation>Karte: nebeneinander</translation>
        </message>
        <message>
            <source>What the map shows</source>
            <translation>Was die Karte zeigt</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Assumptions</source>
            <translation>Annahmen</translation>
        </message>
        <message>
            <source>Speed without waits</source>
            <translation>Tempo ohne Halt</translation>
        </message>
        <message>
            <source>Wait at a traffic light</source>
            <translation>Halt an einer Ampel</translation>
        </message>
        <message>
            <source>Wait to enter or cross a main street</source>
            <translation>Halt vor einer Hauptstraße</translation>
        </message>
        <message>
            <source> km/h</source>
            <translation> km/h</translation>
        </message>
        <message>
            <source> s</source>
            <translation> s</translation>
        </message>
        <message>
            <source>Speed and formulas after H EBRA 2021 (secondary source); cycle, green share and reserve at junctions are assumed, see the rules for bike lanes.</source>
            <translation>Tempo und Formeln nach H EBRA 2021 (Sekundärquelle); Umlaufzeit, Freigabeanteil und Leistungsreserve sind angenommen, siehe Regeln für Radwege.</translation>
        </message>
        <message>
            <source>As in the rules</source>
            <translation>Wie in den Regeln</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
    </context>
    <context>
        <name>RideFacts</name>
        <message>
            <source>Detour factor (up to %1)</source>
            <translation>Umwegfaktor (bis %1)</translation>
        </message>
        <message>
            <source>Detour factor</source>
            <translation>Umwegfaktor</translation>
        </message>
        <message>
            <source>Travel time, low-stress</source>
            <translation>Fahrzeit, stressarm</translation>
        </message>
        <message>
            <source>Low-stress way</source>
            <translation>Stressarmer Weg</translation>
        </message>
        <message>
            <source>Travel time, any street</source>
            <translation>Fahrzeit, alle Straßen</translation>
        </message>
    </context>
    <context>
        <name>StressMap</name>
        <message>
            <source>The streets are being read…</source>
            <translation>Die Straßen werden gelesen …</translation>
        </message>
        <message>
            <source>No layer has streets.</source>
            <translation>Keine Ebene enthält Straßen.</translation>
        </message>
        <message>
            <source>Low-stress network %1 → %2 km, largest part %3 → %4 km</source>
            <translation>Stressarmes Netz %1 → %2 km, größter Teil %3 → %4 km</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>With this variant</source>
            <translation>Mit dieser Variante</translation>
        </message>
        <message>
            <source>Stress of the network</source>
            <translation>Stress im Netz</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>Nebeneinander</translation>
        </message>
    </context>
    <context>
        <name>StyleEditor</name>
        <message>
            <source>City style</source>
            <translation>Stadtstil</translation>
        </message>
        <message>
            <source>One symbol</source>
            <translation>Ein Symbol</translation>
        </message>
        <message>
            <source>By category</source>
            <translation>Nach Kategorie</translation>
        </message>
        <message>
            <source>By number</source>
            <translation>Nach Zahlenwert</translation>
        </message>
        <message>
            <source>As text (MapLibre style)</source>
            <translation>Als Text (MapLibre-Stil)</translation>
        </message>
        <message>
            <source>Kind of style</source>
            <translation>Art des Stils</translation>
        </message>
        <message>
            <source>Attribute</source>
            <translation>Attribut</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Klassengrenzen</translation>
        </message>
        <message>
            <source>Equal steps</source>
            <translation>Gleiche Schritte</translation>
        </message>
        <message>
            <source>Equal counts</source>
            <translation>Gleiche Anzahlen</translation>
        </message>
        <message>
            <source>Standard deviation</source>
            <translation>Standardabweichung</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Beschriftung</translation>
        </message>
        <message>
            <source>This layer has no attribute with numbers.</source>
            <translation>Diese Ebene hat kein Attribut mit Zahlen.</translation>
        </message>
        <message>
            <source>This attribute has no values.</source>
            <translation>Dieses Attribut hat keine Werte.</translation>
        </message>
        <message>
            <source>By rules</source>
            <translation>Nach Regeln</translation>
        </message>
        <message>
            <source>Copy, paste, save, load, reset</source>
            <translation>Kopieren, einfügen, speichern, laden, zurücksetzen</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Natural breaks (Jenks)</source>
            <translation>Natürliche Grenzen (Jenks)</translation>
        </message>
        <message>
            <source>Round numbers</source>
            <translation>Runde Zahlen</translation>
        </message>
        <message>
            <source>The other way round</source>
            <translation>Umgekehrt</translation>
        </message>
        <message>
            <source>Computing the classes…</source>
            <translation>Klassen werden berechnet …</translation>
        </message>
        <message>
            <source>Zoom range</source>
            <translation>Zoombereich</translation>
        </message>
        <message>
            <source>Drawn</source>
            <translation>Gezeichnet</translation>
        </message>
        <message>
            <source>Each area</source>
            <translation>Jede Fläche</translation>
        </message>
        <message>
            <source>All areas as one, without the borders between them</source>
            <translation>Alle Flächen als eine, ohne die Grenzen dazwischen</translation>
        </message>
        <message>
            <source>What lies around the areas</source>
            <translation>Die Umgebung der Flächen</translation>
        </message>
        <message>
            <source>What is drawn of areas</source>
            <translation>Was von Flächen gezeichnet wird</translation>
        </message>
        <message>
            <source>From zoom</source>
            <translation>Ab Zoom</translation>
        </message>
        <message>
            <source>Below zoom</source>
            <translation>Bis Zoom</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blau</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Grün</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Orange</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Grau</translation>
        </message>
        <message>
            <source>Heat</source>
            <translation>Hitze</translation>
        </message>
        <message>
            <source>Blue to orange</source>
            <translation>Blau bis Orange</translation>
        </message>
        <message>
            <source>Purple to green</source>
            <translation>Violett bis Grün</translation>
        </message>
        <message>
            <source>Tol, bright</source>
            <translation>Tol, kräftig</translation>
        </message>
        <message>
            <source>Tol, muted</source>
            <translation>Tol, gedämpft</translation>
        </message>
        <message>
            <source>Copy the style</source>
            <translation>Stil kopieren</translation>
        </message>
        <message>
            <source>Paste the style</source>
            <translation>Stil einfügen</translation>
        </message>
        <message>
            <source>Load a style…</source>
            <translation>Stil laden …</translation>
        </message>
        <message>
            <source>Load a style</source>
            <translation>Stil laden</translation>
        </message>
        <message>
            <source>Styles (*.json *.qml);;All files (*)</source>
            <translation>Stile (*.json *.qml);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Save the style…</source>
            <translation>Stil speichern …</translation>
        </message>
        <message>
            <source>Save the style</source>
            <translation>Stil speichern</translation>
        </message>
        <message>
            <source>Style (*.json)</source>
            <translation>Stil (*.json)</translation>
        </message>
        <message>
            <source>Back to the city style</source>
            <translation>Zurück zum Stadtstil</translation>
        </message>
        <message>
            <source>Not taken over:</source>
            <translation>Nicht übernommen:</translation>
        </message>
        <message>
            <source>Colours can be told apart by colour-blind readers too.</source>
            <translation>Auch bei Farbfehlsichtigkeit unterscheidbar.</translation>
        </message>
        <message>
            <source>Some colours are hard to tell apart for colour-blind readers.</source>
            <translation>Manche Farben sind bei Farbfehlsichtigkeit schwer zu unterscheiden.</translation>
        </message>
    </context>
    <context>
        <name>StyleTextEdit</name>
        <message>
            <source>Line %1, column %2: the JSON breaks off here; look for a missing comma, quotation mark or bracket.</source>
            <translation>Zeile %1, Spalte %2: Hier bricht das JSON ab; suchen Sie nach einem fehlenden Komma, Anführungszeichen oder einer Klammer.</translation>
        </message>
        <message>
            <source>Line %1: %2</source>
            <translation>Zeile %1: %2</translation>
        </message>
        <message>
            <source>The style is valid.</source>
            <translation>Der Stil ist gültig.</translation>
        </message>
        <message>
            <source>Completions</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <source>Style as text</source>
            <translation>Stil als Text</translation>
        </message>
        <message>
            <source>Ctrl and space completes a word; Tab leaves the field.</source>
            <translation>Strg und Leertaste vervollständigt ein Wort; Tab verlässt das Feld.</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <source>Apply the style text</source>
            <translation>Stiltext anwenden</translation>
        </message>
    </context>
    <context>
        <name>SymbolForm</name>
        <message>
            <source>Continuous</source>
            <translation>Durchgezogen</translation>
        </message>
        <message>
            <source>Dashed</source>
            <translation>Gestrichelt</translation>
        </message>
        <message>
            <source>Long dashes</source>
            <translation>Lang gestrichelt</translation>
        </message>
        <message>
            <source>Dotted</source>
            <translation>Gepunktet</translation>
        </message>
        <message>
            <source>Dash and dot</source>
            <translation>Strichpunktiert</translation>
        </message>
        <message>
            <source>Dots</source>
            <translation>Punkte</translation>
        </message>
        <message>
            <source>Dashes</source>
            <translation>Striche</translation>
        </message>
        <message>
            <source>Grid, slanted</source>
            <translation>Gitter, schräg</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Gitter</translation>
        </message>
        <message>
            <source>Hatch %1°</source>
            <translation>Schraffur %1°</translation>
        </message>
        <message>
            <source>%1, dense</source>
            <translation>%1, eng</translation>
        </message>
        <message>
            <source>%1, wide</source>
            <translation>%1, weit</translation>
        </message>
        <message>
            <source>Own symbol</source>
            <translation>Eigenes Symbol</translation>
        </message>
        <message>
            <source>Disc</source>
            <translation>Scheibe</translation>
        </message>
        <message>
            <source>Square</source>
            <translation>Quadrat</translation>
        </message>
        <message>
            <source>Diamond</source>
            <translation>Raute</translation>
        </message>
        <message>
            <source>Triangle</source>
            <translation>Dreieck</translation>
        </message>
        <message>
            <source>Pentagon</source>
            <translation>Fünfeck</translation>
        </message>
        <message>
            <source>Hexagon</source>
            <translation>Sechseck</translation>
        </message>
        <message>
            <source>Star</source>
            <translation>Stern</translation>
        </message>
        <message>
            <source>Cross</source>
            <translation>Kreuz</translation>
        </message>
        <message>
            <source>Tick</source>
            <translation>Haken</translation>
        </message>
        <message>
            <source>Arrow</source>
            <translation>Pfeil</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Nadel</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ohne</translation>
        </message>
        <message>
            <source>As in the style</source>
            <translation>Wie im Stil</translation>
        </message>
        <message>
            <source>Plan sign</source>
            <translation>Planzeichen</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>Sign in the middle</source>
            <translation>Zeichen in der Mitte</translation>
        </message>
        <message>
            <source>Radius</source>
            <translation>Radius</translation>
        </message>
        <message>
            <source>Pattern</source>
            <translation>Muster</translation>
        </message>
        <message>
            <source>Pattern colour</source>
            <translation>Farbe des Musters</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>Umriss</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>Breite</translation>
        </message>
        <message>
            <source>Stroke</source>
            <translation>Strich</translation>
        </message>
        <message>
            <source>Signs along it</source>
            <translation>Zeichen entlang</translation>
        </message>
        <message>
            <source>Casing</source>
            <translation>Rand</translation>
        </message>
        <message>
            <source>Casing colour</source>
            <translation>Farbe des Rands</translation>
        </message>
        <message>
            <source>Outline colour</source>
            <translation>Farbe des Umrisses</translation>
        </message>
        <message>
            <source>Imported picture</source>
            <translation>Übernommenes Bild</translation>
        </message>
    </context>
    <context>
        <name>Tools</name>
        <message>
            <source>Click where the distance begins.</source>
            <translation>Klicken, wo die Strecke beginnt.</translation>
        </message>
        <message>
            <source>Click the first corner of the area.</source>
            <translation>Die erste Ecke der Fläche anklicken.</translation>
        </message>
        <message>
            <source>Click adds a point, double click ends, Esc takes the last point back.</source>
            <translation>Klicken setzt einen Punkt, Doppelklick beendet, Esc nimmt den letzten Punkt zurück.</translation>
        </message>
        <message>
            <source>Click starts a new measurement, Esc ends.</source>
            <translation>Klicken beginnt eine neue Messung, Esc beendet.</translation>
        </message>
        <message>
            <source>last leg %1</source>
            <translation>letzter Abschnitt %1</translation>
        </message>
        <message>
            <source>perimeter %1</source>
            <translation>Umfang %1</translation>
        </message>
        <message>
            <source>Drag to move the map, click to see what is there. Shift + drag zooms to a box.</source>
            <translation>Ziehen bewegt die Karte, Klicken zeigt, was dort ist. Umschalt + Ziehen zoomt auf einen Kasten.</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Project %1, main menu</source>
            <translation>Projekt %1, Hauptmenü</translation>
        </message>
        <message>
            <source>Hide the left panel</source>
            <translation>Linke Leiste ausblenden</translation>
        </message>
        <message>
            <source>Show the left panel</source>
            <translation>Linke Leiste einblenden</translation>
        </message>
        <message>
            <source>Undo: %1 (%2)</source>
            <translation>Rückgängig: %1 (%2)</translation>
        </message>
        <message>
            <source>Nothing to undo</source>
            <translation>Nichts rückgängig zu machen</translation>
        </message>
        <message>
            <source>Redo: %1 (%2)</source>
            <translation>Wiederholen: %1 (%2)</translation>
        </message>
        <message>
            <source>Nothing to redo</source>
            <translation>Nichts zu wiederholen</translation>
        </message>
        <message>
            <source>Main menu (F10)</source>
            <translation>Hauptmenü (F10)</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Planen</translation>
        </message>
        <message>
            <source>Participate</source>
            <translation>Beteiligen</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>Präsentieren</translation>
        </message>
        <message>
            <source>Mode %1</source>
            <translation>Modus %1</translation>
        </message>
        <message>
            <source>Modes</source>
            <translation>Modi</translation>
        </message>
        <message>
            <source>Search or command</source>
            <translation>Suche oder Befehl</translation>
        </message>
    </context>
    <context>
        <name>RoofPage</name>
        <message>
            <source>north</source>
            <translation>Nord</translation>
        </message>
        <message>
            <source>north-east</source>
            <translation>Nordost</translation>
        </message>
        <message>
            <source>east</source>
            <translation>Ost</translation>
        </message>
        <message>
            <source>south-east</source>
            <translation>Südost</translation>
        </message>
        <message>
            <source>south</source>
            <translation>Süd</translation>
        </message>
        <message>
            <source>south-west</source>
            <translation>Südwest</translation>
        </message>
        <message>
            <source>west</source>
            <translation>West</translation>
        </message>
        <message>
            <source>north-west</source>
            <translation>Nordwest</translation>
        </message>
        <message>
            <source>flat (%1°)</source>
            <translation>flach (%1°)</translation>
        </message>
        <message>
            <source>%1, %2°</source>
            <translation>%1, %2°</translation>
        </message>
        <message>
            <source>Side of a roof</source>
            <translation>Dachseite</translation>
        </message>
        <message>
            <source>Side of a roof: %1</source>
            <translation>Dachseite: %1</translation>
        </message>
        <message>
            <source>%1 a year</source>
            <translation>%1 im Jahr</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Eignung</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Fläche</translation>
        </message>
        <message>
            <source>%1, of which usable %2</source>
            <translation>%1, davon nutzbar %2</translation>
        </message>
        <message>
            <source>Looks to</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Light on the roof</source>
            <translation>Licht auf dem Dach</translation>
        </message>
        <message>
            <source>%1 kWh/m² a year</source>
            <translation>%1 kWh/m² im Jahr</translation>
        </message>
        <message>
            <source>Lost to shade</source>
            <translation>Verlust durch Schatten</translation>
        </message>
        <message>
            <source>not assessable</source>
            <translation>nicht bewertbar</translation>
        </message>
        <message>
            <source>Modules</source>
            <translation>Module</translation>
        </message>
        <message>
            <source>%1, %2 kWp</source>
            <translation>%1, %2 kWp</translation>
        </message>
        <message>
            <source>Lying flat</source>
            <translation>Flach liegend</translation>
        </message>
        <message>
            <source>CO₂ avoided</source>
            <translation>CO₂ vermieden</translation>
        </message>
        <message>
            <source>%1 kg a year (%2 g/kWh, %3 %4)</source>
            <translation>%1 kg im Jahr (%2 g/kWh, %3 %4)</translation>
        </message>
        <message>
            <source>Roof</source>
            <translation>Dach</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Zusammen</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>und %1 weitere</translation>
        </message>
        <message>
            <source>Walls</source>
            <translation>Wände</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Modules on walls</source>
            <translation>Module an Wänden</translation>
        </message>
        <message>
            <source>Balcony system</source>
            <translation>Balkonkraftwerk</translation>
        </message>
        <message>
            <source>Save the building sheet</source>
            <translation>Gebäudeblatt speichern</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>building_sheet.pdf</source>
            <translation>gebaeudeblatt.pdf</translation>
        </message>
        <message>
            <source>Building</source>
            <translation>Gebäude</translation>
        </message>
        <message>
            <source>Light by month</source>
            <translation>Licht nach Monaten</translation>
        </message>
        <message>
            <source>Where the energy goes</source>
            <translation>Wo die Energie bleibt</translation>
        </message>
        <message>
            <source>Walls and balconies</source>
            <translation>Wände und Balkone</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>Als PDF speichern …</translation>
        </message>
        <message>
            <source>%1 kWp on 40 % of them, %2 a year (%3)</source>
            <translation>%1 kWp auf 40 % davon, %2 im Jahr (%3)</translation>
        </message>
        <message>
            <source>%1 a year (%2), 860 W, 800 VA, facing %3</source>
            <translation>%1 im Jahr (%2), 860 W, 800 VA, nach %3</translation>
        </message>
    </context>
    <context>
        <name>SolarDesk</name>
        <message>
            <source>%1 %</source>
            <translation>%1 %</translation>
        </message>
        <message>
            <source>Light without shade</source>
            <translation>Licht ohne Schatten</translation>
        </message>
        <message>
            <source>Electricity at the meter</source>
            <translation>Strom am Zähler</translation>
        </message>
        <message>
            <source>NE</source>
            <translation>NO</translation>
        </message>
        <message>
            <source>E</source>
            <translation>O</translation>
        </message>
        <message>
            <source>S</source>
            <translation>S</translation>
        </message>
        <message>
            <source>W</source>
            <translation>W</translation>
        </message>
        <message>
            <source>NW</source>
            <translation>NW</translation>
        </message>
        <message>
            <source>Light by month, %1 kWh/m² in the year</source>
            <translation>Licht nach Monaten, %1 kWh/m² im Jahr</translation>
        </message>
        <message>
            <source>Where the energy goes</source>
            <translation>Wo die Energie bleibt</translation>
        </message>
        <message>
            <source>Way of the sun over direction and height</source>
            <translation>Weg der Sonne nach Richtung und Höhe</translation>
        </message>
        <message numerus="yes">
            <source>%1 a year
%2
%n side(s) of roofs, %3 kWp</source>
            <translation>
                <numerusform>%1 im Jahr
%2
%n Dachseite, %3 kWp</numerusform>
                <numerusform>%1 im Jahr
%2
%n Dachseiten, %3 kWp</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 MWh</source>
            <translation>%1 MWh</translation>
        </message>
        <message>
            <source>%1 kWh</source>
            <translation>%1 kWh</translation>
        </message>
        <message>
            <source>%1 to %2 MWh</source>
            <translation>%1 bis %2 MWh</translation>
        </message>
        <message>
            <source>%1 to %2 kWh</source>
            <translation>%1 bis %2 kWh</translation>
        </message>
        <message>
            <source>shade of roofs only</source>
            <translation>Schatten nur von Dächern</translation>
        </message>
        <message>
            <source>shade of terrain, roofs and trees</source>
            <translation>Schatten von Gelände, Dächern und Bäumen</translation>
        </message>
        <message>
            <source>shade from the surface model</source>
            <translation>Schatten aus dem Oberflächenmodell</translation>
        </message>
        <message>
            <source>Hay-Davies, horizon in 36 directions, PVWatts; %1. Climate: %2, %3.</source>
            <translation>Hay-Davies, Horizont in 36 Richtungen, PVWatts; %1. Klima: %2, %3.</translation>
        </message>
        <message>
            <source>%1 a year
%2
on the ground, %3 kWp</source>
            <translation>%1 im Jahr
%2
auf dem Boden, %3 kWp</translation>
        </message>
        <message>
            <source>Yield: compute the roofs on the page “Solar”.</source>
            <translation>Ertrag: Berechnen Sie die Dächer auf der Seite „Solar“.</translation>
        </message>
        <message>
            <source>Yield: not assessable, no city model is loaded.</source>
            <translation>Ertrag: nicht bewertbar, kein Stadtmodell geladen.</translation>
        </message>
        <message>
            <source>No roof of the city model lies under this area. For a field or a car park choose another place below.</source>
            <translation>Unter dieser Fläche liegt kein Dach des Stadtmodells. Für ein Feld oder einen Parkplatz unten eine andere Lage wählen.</translation>
        </message>
        <message numerus="yes">
            <source>%n side(s) of roofs, of which %1 suitable</source>
            <translation>
                <numerusform>%n Dachseite, davon %1 geeignet</numerusform>
                <numerusform>%n Dachseiten, davon %1 geeignet</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 kWp · %2 t CO₂ a year</source>
            <translation>%1 kWp · %2 t CO₂ im Jahr</translation>
        </message>
        <message>
            <source>Yield %1 a year (%2)</source>
            <translation>Ertrag %1 im Jahr (%2)</translation>
        </message>
        <message>
            <source>Assumed: modules of %1 %, %2 % of a pitched and %3 % of a flat roof usable, losses of the system %4 %.</source>
            <translation>Angenommen: Module mit %1 %, nutzbar %2 % eines geneigten und %3 % eines flachen Dachs, Systemverluste %4 %.</translation>
        </message>
        <message>
            <source>Assumed: modules of %1 %, %2 % of the area free for edges and ways, losses of the system %3 %.</source>
            <translation>Angenommen: Module mit %1 %, %2 % der Fläche frei für Ränder und Wege, Systemverluste %3 %.</translation>
        </message>
        <message>
            <source>%1 a year
%2
over parking, %3 kWp</source>
            <translation>%1 im Jahr
%2
über Parkplätzen, %3 kWp</translation>
        </message>
        <message>
            <source>Rows every %1 m, %2 m deep, tilt %3°, facing %4°: %5 % lost to the row in front</source>
            <translation>Reihen alle %1 m, %2 m tief, Neigung %3°, Richtung %4°: %5 % verliert die Reihe an die davor</translation>
        </message>
        <message>
            <source>Density %1 kWp/ha as stated</source>
            <translation>Belegungsdichte %1 kWp/ha wie angegeben</translation>
        </message>
        <message>
            <source>Hay-Davies, rows shading rows, open horizon, PVWatts. Climate: %1, %2.</source>
            <translation>Hay-Davies, Reihen verschatten Reihen, freier Horizont, PVWatts. Klima: %1, %2.</translation>
        </message>
    </context>
    <context>
        <name>SolarForm</name>
        <message>
            <source>Nearest station</source>
            <translation>Nächste Station</translation>
        </message>
        <message>
            <source>Energieatlas BW (by light)</source>
            <translation>Energieatlas BW (nach Licht)</translation>
        </message>
        <message>
            <source>NRW (by shade alone)</source>
            <translation>NRW (nur nach Schatten)</translation>
        </message>
        <message>
            <source>Rows on open ground</source>
            <translation>Reihen auf freier Fläche</translation>
        </message>
        <message>
            <source>Canopy over parking</source>
            <translation>Dach über Stellplätzen</translation>
        </message>
        <message>
            <source>Climate region</source>
            <translation>Klimaregion</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Eignungsklassen</translation>
        </message>
        <message>
            <source>Efficiency of modules</source>
            <translation>Wirkungsgrad der Module</translation>
        </message>
        <message>
            <source>Usable, pitched roof</source>
            <translation>Nutzbar, geneigtes Dach</translation>
        </message>
        <message>
            <source>Usable, flat roof</source>
            <translation>Nutzbar, Flachdach</translation>
        </message>
        <message>
            <source>Tilt of racks</source>
            <translation>Aufständerung</translation>
        </message>
        <message>
            <source>Least module area</source>
            <translation>Kleinste Modulfläche</translation>
        </message>
        <message>
            <source>Losses of the system</source>
            <translation>Systemverluste</translation>
        </message>
        <message>
            <source>Reflection of the ground</source>
            <translation>Reflexion des Bodens</translation>
        </message>
        <message>
            <source>CO₂ of the mix (2024)</source>
            <translation>CO₂ im Strommix (2024)</translation>
        </message>
        <message>
            <source>On the ground</source>
            <translation>Auf dem Boden</translation>
        </message>
        <message>
            <source>Row pitch</source>
            <translation>Reihenabstand</translation>
        </message>
        <message>
            <source>Depth of a row</source>
            <translation>Reihentiefe</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>Neigung</translation>
        </message>
        <message>
            <source>Density</source>
            <translation>Belegungsdichte</translation>
        </message>
        <message>
            <source>by rows</source>
            <translation>aus Reihen</translation>
        </message>
    </context>
    <context>
        <name>SolarPanel</name>
        <message>
            <source>Compute again</source>
            <translation>Neu berechnen</translation>
        </message>
        <message>
            <source>Compute roofs</source>
            <translation>Dächer berechnen</translation>
        </message>
        <message>
            <source>The layers have changed since.</source>
            <translation>Die Ebenen haben sich seither geändert.</translation>
        </message>
        <message>
            <source>Light, shade and yield of each side of a roof.</source>
            <translation>Licht, Schatten und Ertrag jeder Dachseite.</translation>
        </message>
        <message>
            <source>%1 a year</source>
            <translation>%1 im Jahr</translation>
        </message>
        <message>
            <source>Sides of roofs</source>
            <translation>Dachseiten</translation>
        </message>
        <message>
            <source>%1, of which %2 suitable</source>
            <translation>%1, davon %2 geeignet</translation>
        </message>
        <message>
            <source>Power</source>
            <translation>Leistung</translation>
        </message>
        <message>
            <source>%1 kWp</source>
            <translation>%1 kWp</translation>
        </message>
        <message>
            <source>Roof area</source>
            <translation>Dachfläche</translation>
        </message>
        <message>
            <source>CO₂ avoided</source>
            <translation>CO₂ vermieden</translation>
        </message>
        <message>
            <source>%1 t a year</source>
            <translation>%1 t im Jahr</translation>
        </message>
        <message>
            <source>%1, sun at %2° height</source>
            <translation>%1 Uhr, Sonne %2° hoch</translation>
        </message>
        <message>
            <source>%1, sun below the horizon</source>
            <translation>%1 Uhr, Sonne unter dem Horizont</translation>
        </message>
        <message>
            <source>No layer tells the place: 51° N, 10° E is assumed.</source>
            <translation>Keine Ebene nennt den Ort: Angenommen ist 51° N, 10° O.</translation>
        </message>
        <message>
            <source>At the pointer: %1 h of sun on this day if it is clear, of %2 h without obstacles.</source>
            <translation>Am Zeiger: an diesem Tag %1 h Sonne bei klarem Himmel, von %2 h ohne Hindernisse.</translation>
        </message>
        <message>
            <source>Nothing excluded</source>
            <translation>Nichts ausgeschlossen</translation>
        </message>
        <message>
            <source>Excluded: %1</source>
            <translation>Ausgeschlossen: %1</translation>
        </message>
        <message>
            <source>Not assessable</source>
            <translation>Nicht bewertbar</translation>
        </message>
        <message>
            <source>No roofs yet</source>
            <translation>Noch keine Dächer</translation>
        </message>
        <message>
            <source>Add a 3D city model (LoD2, CityGML or CityJSON). A surface model beside it brings the shade of trees and terrain.</source>
            <translation>Fügen Sie ein 3D-Stadtmodell hinzu (LoD2, CityGML oder CityJSON). Ein Oberflächenmodell dazu bringt den Schatten von Bäumen und Gelände.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>All roofs</source>
            <translation>Alle Dächer</translation>
        </message>
        <message>
            <source>Assumptions</source>
            <translation>Annahmen</translation>
        </message>
        <message>
            <source>Day and hour</source>
            <translation>Tag und Stunde</translation>
        </message>
        <message>
            <source>Open fields</source>
            <translation>Freiflächen</translation>
        </message>
        <message>
            <source>Roofs on the map</source>
            <translation>Dächer auf der Karte</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>Day of the year</source>
            <translation>Tag im Jahr</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Stunde</translation>
        </message>
        <message>
            <source>Shade on the map</source>
            <translation>Schatten auf der Karte</translation>
        </message>
        <message>
            <source>Strips along motorways and railways</source>
            <translation>Streifen an Autobahnen und Bahnen</translation>
        </message>
        <message>
            <source>Excluded areas</source>
            <translation>Ausgeschlossene Flächen</translation>
        </message>
        <message>
            <source>Solar</source>
            <translation>Solar</translation>
        </message>
        <message>
            <source>Point at the map or move it with the arrow keys: hours of sun at that place.</source>
            <translation>Auf die Karte zeigen oder sie mit den Pfeiltasten bewegen: Sonnenstunden an diesem Ort.</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tabelle</translation>
        </message>
        <message>
            <source>All sides of roofs as a table below the map</source>
            <translation>Alle Dachseiten als Tabelle unter der Karte</translation>
        </message>
    </context>
    <context>
        <name>SolarSheet</name>
        <message>
            <source>Building sheet: sun on the roof</source>
            <translation>Gebäudeblatt: Sonne auf dem Dach</translation>
        </message>
        <message>
            <source>Looks to</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Fläche</translation>
        </message>
        <message>
            <source>kWh/m²</source>
            <translation>kWh/m²</translation>
        </message>
        <message>
            <source>Shade</source>
            <translation>Schatten</translation>
        </message>
        <message>
            <source>kWp</source>
            <translation>kWp</translation>
        </message>
        <message>
            <source>kWh a year</source>
            <translation>kWh im Jahr</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Eignung</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>und %1 weitere</translation>
        </message>
        <message>
            <source>Building sheet: sun on the roof</source>
            <translation>Gebäudeblatt: Sonne auf dem Dach</translation>
        </message>
        <message>
            <source>%1 a year</source>
            <translation>%1 im Jahr</translation>
        </message>
        <message>
            <source>Suitable sides together; probably %1. %2 kWp, %3 t CO₂ a year less (%4 g/kWh, %5 %6).</source>
            <translation>Geeignete Dachseiten zusammen; voraussichtlich %1. %2 kWp, %3 t CO₂ im Jahr weniger (%4 g/kWh, %5 %6).</translation>
        </message>
        <message>
            <source>Light by month on side %1</source>
            <translation>Licht nach Monaten auf Seite %1</translation>
        </message>
        <message>
            <source>Where the energy goes, side %1</source>
            <translation>Wo die Energie bleibt, Seite %1</translation>
        </message>
        <message>
            <source>Walls: %1 with %2; modules on 40 % of them %3 kWp and %4 a year (%5). A balcony system (860 W, 800 VA) on the best wall: %6 a year (%7).</source>
            <translation>Wände: %1 mit %2; Module auf 40 % davon %3 kWp und %4 im Jahr (%5). Ein Balkonkraftwerk (860 W, 800 VA) an der besten Wand: %6 im Jahr (%7).</translation>
        </message>
    </context>
    <context>
        <name>RoofRows</name>
        <message>
            <source>kWh a year</source>
            <translation>kWh im Jahr</translation>
        </message>
        <message>
            <source>Range</source>
            <translation>Spanne</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Eignung</translation>
        </message>
        <message>
            <source>kWp</source>
            <translation>kWp</translation>
        </message>
        <message>
            <source>Modules</source>
            <translation>Module</translation>
        </message>
        <message>
            <source>Area, m²</source>
            <translation>Fläche, m²</translation>
        </message>
        <message>
            <source>Usable, m²</source>
            <translation>Nutzbar, m²</translation>
        </message>
        <message>
            <source>Tilt, °</source>
            <translation>Neigung, °</translation>
        </message>
        <message>
            <source>Looks to, °</source>
            <translation>Richtung, °</translation>
        </message>
        <message>
            <source>Light, kWh/m²</source>
            <translation>Licht, kWh/m²</translation>
        </message>
        <message>
            <source>Shade, %</source>
            <translation>Schatten, %</translation>
        </message>
        <message>
            <source>CO₂, kg a year</source>
            <translation>CO₂, kg im Jahr</translation>
        </message>
        <message>
            <source>Building</source>
            <translation>Gebäude</translation>
        </message>
        <message>
            <source>Roof</source>
            <translation>Dach</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 bis %2</translation>
        </message>
        <message>
            <source>not assessable</source>
            <translation>nicht bewertbar</translation>
        </message>
        <message>
            <source>flat</source>
            <translation>flach</translation>
        </message>
        <message>
            <source>In files: %1</source>
            <translation>In Dateien: %1</translation>
        </message>
    </context>
    <context>
        <name>RoofTable</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>Sides of roofs</source>
            <translation>Dachseiten</translation>
        </message>
        <message>
            <source>Building, roof or class</source>
            <translation>Gebäude, Dach oder Eignung</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>Tabelle filtern</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Eignung</translation>
        </message>
        <message>
            <source>Close the table</source>
            <translation>Tabelle schließen</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>The rows shown, as GeoPackage, XLSX or CSV</source>
            <translation>Die gezeigten Zeilen als GeoPackage, XLSX oder CSV</translation>
        </message>
        <message>
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
    </context>
    <context>
        <name>RoofExport</name>
        <message>
            <source>Export roofs</source>
            <translation>Dächer exportieren</translation>
        </message>
        <message>
            <source>GeoPackage (*.gpkg)</source>
            <translation>GeoPackage (*.gpkg)</translation>
        </message>
        <message>
            <source>Table (*.xlsx)</source>
            <translation>Tabelle (*.xlsx)</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>Tabelle (*.csv)</translation>
        </message>
        <message>
            <source>solar_roofs.gpkg</source>
            <translation>solar_daecher.gpkg</translation>
        </message>
    </context>
<context>
    <name>PrintDialog</name>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>A3 landscape</source>
        <translation>A3 quer</translation>
    </message>
    <message>
        <source>A3 portrait</source>
        <translation>A3 hoch</translation>
    </message>
    <message>
        <source>A4 landscape</source>
        <translation>A4 quer</translation>
    </message>
    <message>
        <source>A4 portrait</source>
        <translation>A4 hoch</translation>
    </message>
    <message>
        <source>All sheets at %1.</source>
        <translation>Alle Blätter im Maßstab %1.</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Every sheet shows its whole area</source>
        <translation>Jedes Blatt zeigt sein ganzes Gebiet</translation>
    </message>
    <message>
        <source>Grid with coordinates</source>
        <translation>Gitter mit Koordinaten</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Office or person</source>
        <translation>Amt oder Person</translation>
    </message>
    <message>
        <source>One for each of: %1</source>
        <translation>Je eines für: %1</translation>
    </message>
    <message>
        <source>One sheet</source>
        <translation>Ein Blatt</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Preview of the sheet</source>
        <translation>Vorschau des Blatts</translation>
    </message>
    <message>
        <source>Print map</source>
        <translation>Karte drucken</translation>
    </message>
    <message>
        <source>Print templates of QGIS (*.qpt)</source>
        <translation>Druckvorlagen von QGIS (*.qpt)</translation>
    </message>
    <message>
        <source>Save as PDF or picture…</source>
        <translation>Als PDF oder Bild speichern…</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Sheet </source>
        <translation>Blatt </translation>
    </message>
    <message>
        <source>Sheet of the series in the preview</source>
        <translation>Blatt der Serie in der Vorschau</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Blätter</translation>
    </message>
    <message>
        <source>Subtitle</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Template of your own</source>
        <translation>Eigene Vorlage</translation>
    </message>
    <message>
        <source>Template of your own (.qpt)…</source>
        <translation>Eigene Vorlage (.qpt)…</translation>
    </message>
    <message>
        <source>The middle of the map is the middle of the sheet. Move the map to choose another place.</source>
        <translation>Die Mitte der Karte ist die Mitte des Blatts. Verschieben Sie die Karte, um einen anderen Ort zu wählen.</translation>
    </message>
    <message>
        <source>The preview is being drawn…</source>
        <translation>Die Vorschau wird gezeichnet…</translation>
    </message>
    <message>
        <source>The scale “%1” cannot be read. Type it like 1:1000.</source>
        <translation>Der Maßstab „%1“ ist nicht lesbar. Schreiben Sie ihn so: 1:1000.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>QgisReturnDialog</name>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>deleted in QGIS, changed here</source>
        <translation>in QGIS gelöscht, hier geändert</translation>
    </message>
    <message>
        <source>changed in QGIS, deleted here</source>
        <translation>in QGIS geändert, hier gelöscht</translation>
    </message>
    <message>
        <source>new in QGIS</source>
        <translation>neu in QGIS</translation>
    </message>
    <message>
        <source>deleted in QGIS</source>
        <translation>in QGIS gelöscht</translation>
    </message>
    <message>
        <source>changed in QGIS</source>
        <translation>in QGIS geändert</translation>
    </message>
    <message>
        <source>changed on both sides</source>
        <translation>auf beiden Seiten geändert</translation>
    </message>
    <message>
        <source>Changes from QGIS</source>
        <translation>Änderungen aus QGIS</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maßnahme</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>In QGIS</source>
        <translation>In QGIS</translation>
    </message>
    <message>
        <source>Where both changed</source>
        <translation>Bei Widerspruch</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nothing was changed in QGIS since the export.</source>
        <translation>In QGIS wurde seit der Ausgabe nichts geändert.</translation>
    </message>
    <message>
        <source>What is ticked is taken over as one step, which can be undone. What was changed on both sides stays as it is here unless you choose otherwise.</source>
        <translation>Angehaktes wird als ein Schritt übernommen, der sich rückgängig machen lässt. Was auf beiden Seiten geändert wurde, bleibt wie hier, wenn Sie nichts anderes wählen.</translation>
    </message>
    <message>
        <source>also changed here</source>
        <translation>auch hier geändert</translation>
    </message>
    <message>
        <source>keep ours</source>
        <translation>unseres behalten</translation>
    </message>
    <message>
        <source>take those of QGIS</source>
        <translation>aus QGIS nehmen</translation>
    </message>
    <message>
        <source>Where both changed: %1</source>
        <translation>Bei Widerspruch: %1</translation>
    </message>
</context>
<context>
    <name>QgisFiles</name>
    <message>
        <source>%1 was changed in QGIS and is shown anew.</source>
        <translation>%1 wurde in QGIS geändert und wird neu gezeigt.</translation>
    </message>
</context>
<context>
    <name>QgisLook</name>
    <message>
        <source>QGIS cannot say what lies here in %1. %2</source>
        <translation>QGIS kann nicht sagen, was hier in %1 liegt. %2</translation>
    </message>
</context>
<context>
    <name>QgisWatch</name>
    <message>
        <source>%1 was changed in QGIS.</source>
        <translation>%1 wurde in QGIS geändert.</translation>
    </message>
    <message>
        <source>Look at the changes</source>
        <translation>Änderungen ansehen</translation>
    </message>
    <message>
        <source>Take over changes from QGIS</source>
        <translation>Änderungen aus QGIS übernehmen</translation>
    </message>
    <message>
        <source>GeoPackage beside the .qgz (*.gpkg)</source>
        <translation>GeoPackage neben dem .qgz (*.gpkg)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>skizze::ui::QgisExportWords</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation><numerusform>und %n weiteres</numerusform><numerusform>und %n weitere</numerusform></translation>
    </message>
    <message>
        <source>Export for QGIS</source>
        <translation>Für QGIS ausgeben</translation>
    </message>
    <message>
        <source>QGIS project (*.qgz)</source>
        <translation>QGIS-Projekt (*.qgz)</translation>
    </message>
</context>
    <context>
        <name>ConversionDialog</name>
        <message>
            <source>Converted from QGIS</source>
            <translation>Aus QGIS umgewandelt</translation>
        </message>
        <message>
            <source>What was lost</source>
            <translation>Was verloren ging</translation>
        </message>
        <message>
            <source>Copy the list</source>
            <translation>Liste kopieren</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message numerus="yes">
            <source>%Ln layers are ours now</source>
            <translation>
                <numerusform>%Ln Ebene ist jetzt eigen</numerusform>
                <numerusform>%Ln Ebenen sind jetzt eigene</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing was lost.</source>
            <translation>Nichts ging verloren.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln things look different or are missing. The list stays with each layer; undo takes the conversion back as one step.</source>
            <translation>
                <numerusform>%Ln Punkt sieht anders aus oder fehlt. Die Liste bleibt bei jeder Ebene; Rückgängig nimmt die Umwandlung in einem Schritt zurück.</numerusform>
                <numerusform>%Ln Punkte sehen anders aus oder fehlen. Die Liste bleibt bei jeder Ebene; Rückgängig nimmt die Umwandlung in einem Schritt zurück.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 (not converted)</source>
            <translation>%1 (nicht umgewandelt)</translation>
        </message>
        <message>
            <source>%1 was converted; nothing was lost.</source>
            <translation>%1 wurde umgewandelt; nichts ging verloren.</translation>
        </message>
    </context>
    <context>
        <name>RelinkDialog</name>
        <message>
            <source>Find missing files</source>
            <translation>Fehlende Dateien suchen</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <source>Expected here</source>
            <translation>Hier erwartet</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Gefunden</translation>
        </message>
        <message>
            <source>Layers whose files are missing</source>
            <translation>Ebenen, deren Dateien fehlen</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Datei wählen…</translation>
        </message>
        <message>
            <source>Search a folder…</source>
            <translation>Ordner durchsuchen…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Use these files</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>%1 names files that are not there. Show where they are now; the QGIS project itself is not changed.</source>
            <translation>%1 nennt Dateien, die nicht da sind. Zeigen Sie, wo sie jetzt liegen; das QGIS-Projekt selbst wird nicht verändert.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Datei wählen</translation>
        </message>
        <message>
            <source>Search a folder</source>
            <translation>Ordner durchsuchen</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>noch nicht</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Wird gesucht…</translation>
        </message>
        <message>
            <source>%1 of %2 found</source>
            <translation>%1 von %2 gefunden</translation>
        </message>
    </context>
    <context>
        <name>MissingFilesTeller</name>
        <message numerus="yes">
            <source>%1: the files of %Ln layers are missing.</source>
            <translation>
                <numerusform>%1: Die Datei von %Ln Ebene fehlt.</numerusform>
                <numerusform>%1: Die Dateien von %Ln Ebenen fehlen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Find files…</source>
            <translation>Dateien suchen…</translation>
        </message>
    </context>
</TS>
