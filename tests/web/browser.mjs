// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A page with MapLibre GL JS in a headless Chromium without a GPU. Everything is served on the loopback interface and ends with close().
import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';

const types = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.html': 'text/html' };

const page_html = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/modules/maplibre-gl/dist/maplibre-gl.css">
<style>html,body,#map{margin:0;width:100%;height:100%;overflow:hidden}</style><div id="map"></div>
<script type="module">import * as maplibregl from '/modules/maplibre-gl/dist/maplibre-gl.mjs'; window.maplibregl = maplibregl;</script>`;

/** Files below `modules` at /modules/, below `root` at /files/; nothing else, to nobody else. */
function serve(modules, root) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://loopback').pathname);
    if (path === '/favicon.ico') return response.writeHead(204).end();
    if (path === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(page_html);
    const [base, rest] = path.startsWith('/modules/') ? [modules, path.slice(9)] : path.startsWith('/files/') ? [root, path.slice(7)] : [];
    const file = base && join(base, normalize('/' + rest));
    if (!file || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const ending = file.slice(file.lastIndexOf('.'));
    response.writeHead(200, { 'content-type': types[ending] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** { page, url(path), versions, close() } */
export async function open_browser({ modules, root, width, height, executable = '/usr/bin/chromium' }) {
  const require = createRequire(pathToFileURL(join(modules, 'x.js')));
  const { chromium } = require('playwright-core');
  const server = await serve(modules, root);
  const address = `http://127.0.0.1:${server.address().port}`;
  const profile = mkdtempSync(join(tmpdir(), 'skizze-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    viewport: { width, height },
    deviceScaleFactor: 1,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--force-color-profile=srgb', '--font-render-hinting=none'],
  });
  const page = context.pages()[0] ?? await context.newPage();
  page.on('pageerror', (error) => console.error('page:', error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/GPU stall/.test(message.text()) && console.error('page:', message.text().slice(0, 300)));
  await page.goto(address + '/');
  await page.waitForFunction(() => window.maplibregl !== undefined, null, { timeout: 60000 });
  const version = await page.evaluate(() => window.maplibregl.getVersion());
  return {
    page,
    url: (path) => `${address}/files/${path}`,
    versions: { maplibre: version, chromium: context.browser()?.version() ?? (await page.evaluate(() => navigator.userAgent.match(/Chrome\/([\d.]+)/)?.[1])) },
    async close() {
      await context.close();
      await new Promise((done) => { server.closeAllConnections(); server.close(done); });
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Puts a map on the page and waits until it stands still. Relative tile addresses in the style are those of the served folder. */
export async function show(browser, { style, center, zoom }, timeout_ms = 120000) {
  const text = JSON.stringify(style).replaceAll('"root:', `"${browser.url('')}`);
  await browser.page.evaluate(async ({ style, center, zoom, timeout_ms }) => {
    window.shown_map?.remove();
    window.shown_map = new maplibregl.Map({ container: 'map', style, center, zoom, interactive: false, fadeDuration: 0, attributionControl: false,
      pixelRatio: 1, renderWorldCopies: false, canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true } });
    await new Promise((done, fail) => {
      const patience = setTimeout(() => fail(new Error('the map did not come to rest')), timeout_ms);
      window.shown_map.on('error', (event) => { clearTimeout(patience); fail(event.error); });
      window.shown_map.once('idle', () => { clearTimeout(patience); done(); });
    });
  }, { style: JSON.parse(text), center, zoom, timeout_ms });
}

/** What the map shows, as the bytes of a PNG. */
export async function picture(browser) {
  const data = await browser.page.evaluate(() => window.shown_map.getCanvas().toDataURL('image/png'));
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}
