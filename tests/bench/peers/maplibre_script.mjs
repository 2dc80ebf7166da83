// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// node maplibre_script.mjs MODULES FOLDER SECONDS LON LAT: frame times of MapLibre GL JS (software GL) over FOLDER/tiles while the camera plays the
// script of pan_script.h. A frame is moving the camera, drawing at once and waiting for the pixels. JSON on stdout.
import { open_browser, show } from '../../web/browser.mjs';

const [modules, root, seconds, lon, lat] = process.argv.slice(2);
const paint = (id, type, layer, paint, more = {}) => ({ id, type, source: 't', 'source-layer': layer, paint, ...more });
const width = (low, high) => ['interpolate', ['exponential', 1.5], ['zoom'], 12, low, 17, high];
const round = { layout: { 'line-cap': 'round', 'line-join': 'round' } };
const style = {
  version: 8,
  sources: { t: { type: 'vector', tiles: ['root:tiles/{z}/{x}/{y}.pbf'], minzoom: 8, maxzoom: 14 } },
  layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#f6f4ef' } },
    paint('house', 'fill', 'buildings', { 'fill-color': ['match', ['get', 'kind'], 'school', '#e6d9c0', 'office', '#dcd6dd', '#e2dbd0'], 'fill-outline-color': '#b9ad99' }),
    paint('tree', 'circle', 'trees', { 'circle-color': '#88b07e', 'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 1, 16, 4] }),
    paint('casing', 'line', 'streets', { 'line-color': '#c9c2b4', 'line-width': width(1, 12) }, round),
    paint('street', 'line', 'streets', { 'line-color': '#ffffff', 'line-width': width(0.6, 10) }, round),
    { id: 'name', type: 'symbol', source: 't', 'source-layer': 'streets', minzoom: 13, layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-size': 12 },
      paint: { 'text-color': '#444444', 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 } }],
};

const browser = await open_browser({ modules, root, width: 1920, height: 1080 });
try {
  await show(browser, { style, center: [Number(lon), Number(lat)], zoom: 14 }, 300000);
  const frames = await browser.page.evaluate(async (seconds) => {
    const map = window.shown_map;
    const gl = map.getCanvas().getContext('webgl2');
    const legs = [[2, -800, 0, 0], [3, 0, 0, 1.5], [5, -600, -500, 0], [6, 0, 0, -2], [7, 0, 0, 0], [8.5, 1000, 400, 0], [9.25, 0, 0, -1], [10, 300, 0, 0.8]];
    // World pixels at zoom 0 are 512; the map follows the hand, so the centre goes against it.
    const start = maplibregl.MercatorCoordinate.fromLngLat(map.getCenter());
    const camera = (second) => {
      let { x, y } = start, zoom = 14, from = 0;
      for (const [until, dx, dy, dz] of legs) {
        const part = Math.min(second, until) - from;
        if (part <= 0) break;
        x -= dx * part / 512 / 2 ** zoom;
        y -= dy * part / 512 / 2 ** zoom;
        zoom += dz * part;
        from = until;
      }
      return { center: new maplibregl.MercatorCoordinate(x, y).toLngLat(), zoom };
    };
    const times = [];
    const pixel = new Uint8Array(4);
    const begin = performance.now();
    for (let now = 0; now < seconds; now = (performance.now() - begin) / 1000) {
      const t = performance.now();
      map.jumpTo(camera(now));
      map.redraw();
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      times.push(performance.now() - t);
      await new Promise((done) => setTimeout(done, Math.max(0, 1000 / 60 - (performance.now() - t))));
    }
    return times;
  }, Number(seconds));
  frames.sort((a, b) => a - b);
  const share = (part) => frames[Math.min(frames.length - 1, Math.floor(part * frames.length))];
  console.log(JSON.stringify({ peer: `MapLibre GL JS ${browser.versions.maplibre}, Chromium ${browser.versions.chromium}`, frames: frames.length, p50: share(0.5),
    p95: share(0.95), max: share(1) }));
} finally {
  await browser.close();
}
