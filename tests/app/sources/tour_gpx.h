// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// GPX files for tests; apart from them because moc loses its way behind such strings.
#pragma once

#include <QByteArray>

namespace skizze::test {

inline const QByteArray k_tour = R"(<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1" xmlns:dev="http://example.org/dev">
  <metadata><copyright author="Amt für Mobilität"><license>https://creativecommons.org/licenses/by/4.0/</license></copyright>
    <time>2026-05-01T07:00:00Z</time></metadata>
  <wpt lat="52.500" lon="13.400"><ele>34.5</ele><time>2026-05-01T08:00:00Z</time><name>Engstelle &amp; Poller</name><sym>Flag</sym>
    <link href="https://example.org/1"><text>Foto</text></link></wpt>
  <wpt lat="95" lon="13.4"><name>nowhere</name></wpt>
  <rte><name>Alltagsroute</name><number>7</number><rtept lat="52.5" lon="13.4"><name>A</name></rtept><rtept lat="52.51" lon="13.42"/></rte>
  <trk><name>Befahrung</name><type>cycling</type><desc>morgens</desc>
    <trkseg>
      <trkpt lat="52.500" lon="13.400"><ele>30</ele><time>2026-05-01T07:00:00Z</time><extensions><dev:hr>120</dev:hr><dev:name>x</dev:name></extensions></trkpt>
      <trkpt lat="52.501" lon="13.401"><ele>31</ele><time>2026-05-01T07:00:10Z</time></trkpt>
      <trkpt lat="52.510" lon="13.410"><time>2026-05-01T07:20:00Z</time></trkpt>
      <trkpt lat="52.511" lon="13.411"><time>2026-05-01T07:20:10Z</time></trkpt>
    </trkseg>
    <trkseg><trkpt lat="52.6" lon="13.5"/><trkpt lat="52.61" lon="13.51"/></trkseg>
    <trkseg><trkpt lat="52.7" lon="13.5"/></trkseg>
  </trk>
</gpx>
)";

inline const QByteArray k_entity_gpx =
    R"(<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><gpx><wpt lat="1" lon="1"><name>&b;</name></wpt></gpx>)";

}  // namespace skizze::test
