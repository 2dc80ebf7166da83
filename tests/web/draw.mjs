// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// node draw.mjs MODULES FOLDER SCENES.json OUT: draws each scene with MapLibre GL JS into OUT/<name>.png and prints versions as JSON.
// SCENES.json: {"width", "height", "scenes": [{"name", "style": file below FOLDER, "center": [lon, lat], "zoom"}]}; "root:" in a style stands for the
// address at which FOLDER is served.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open_browser, picture, show } from './browser.mjs';

const [modules, folder, scenes_file, out] = process.argv.slice(2);
const { width, height, scenes } = JSON.parse(readFileSync(scenes_file, 'utf8'));
const browser = await open_browser({ modules, root: folder, width, height });
try {
  for (const scene of scenes) {
    await show(browser, { ...scene, style: JSON.parse(readFileSync(join(folder, scene.style), 'utf8')) });
    writeFileSync(join(out, scene.name + '.png'), await picture(browser));
  }
  console.log(JSON.stringify(browser.versions));
} finally {
  await browser.close();
}
