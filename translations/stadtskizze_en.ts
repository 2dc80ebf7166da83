<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>BulkPage</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lane(s)</source>
            <translation>
                <numerusform>%n lane</numerusform>
                <numerusform>%n lanes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DraftForm</name>
        <message numerus="yes">
            <source>%n character(s) left</source>
            <translation>
                <numerusform>%n character left</numerusform>
                <numerusform>%n characters left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many</source>
            <translation>
                <numerusform>%n character too many</numerusform>
                <numerusform>%n characters too many</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>%Ln layers with %1 rows</source>
            <translation>
                <numerusform>%Ln layer with %1 rows</numerusform>
                <numerusform>%Ln layers with %1 rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %Ln layers</source>
            <translation>
                <numerusform>Add %Ln layer</numerusform>
                <numerusform>Add %Ln layers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobsButton</name>
        <message numerus="yes">
            <source>%n jobs</source>
            <translation>
                <numerusform>%n job</numerusform>
                <numerusform>%n jobs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LaneWatch</name>
        <message numerus="yes">
            <source>%n defect(s)</source>
            <translation>
                <numerusform>%n defect</numerusform>
                <numerusform>%n defects</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hint(s)</source>
            <translation>
                <numerusform>%n hint</numerusform>
                <numerusform>%n hints</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not assessable</source>
            <translation>
                <numerusform>%n not assessable</numerusform>
                <numerusform>%n not assessable</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LayerModel</name>
        <message numerus="yes">
            <source>%Ln layers</source>
            <translation>
                <numerusform>%Ln layer</numerusform>
                <numerusform>%Ln layers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln rows</source>
            <translation>
                <numerusform>%Ln row</numerusform>
                <numerusform>%Ln rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LiveFigures</name>
        <message numerus="yes">
            <source>%n roof face(s), %1</source>
            <translation>
                <numerusform>%n roof face, %1</numerusform>
                <numerusform>%n roof faces, %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 and %n more</numerusform>
                <numerusform>%1 and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message numerus="yes">
            <source> (%n times)</source>
            <translation>
                <numerusform> (once)</numerusform>
                <numerusform> (%n times)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProcessingDialog</name>
        <message numerus="yes">
            <source>QGIS left %n part(s) out:</source>
            <translation>
                <numerusform>QGIS left one part out:</numerusform>
                <numerusform>QGIS left %n parts out:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SectionView</name>
        <message numerus="yes">
            <source>%n strip(s). Left and Right choose one.</source>
            <translation>
                <numerusform>%n strip. Left and Right choose one.</numerusform>
                <numerusform>%n strips. Left and Right choose one.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SolarDesk</name>
        <message numerus="yes">
            <source>%1 a year
%2
%n side(s) of roofs, %3 kWp</source>
            <translation>
                <numerusform>%1 a year
%2
%n side of a roof, %3 kWp</numerusform>
                <numerusform>%1 a year
%2
%n sides of roofs, %3 kWp</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n side(s) of roofs, of which %1 suitable</source>
            <translation>
                <numerusform>%n side of a roof, of which %1 suitable</numerusform>
                <numerusform>%n sides of roofs, of which %1 suitable</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>skizze::ui::QgisExportWords</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
</TS>
