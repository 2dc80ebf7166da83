# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import configparser
import os
import re
import struct
import unittest
import xml.etree.ElementTree as xml

from staged import APP_ID, PACKAGING, SOURCE, VERSION, StagedTree, needs, run

DESKTOP = PACKAGING / "desktop"
ICON_SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512]


def png_size(data):
    """PNG 1.2, 11.2.2: IHDR comes first."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR"
    return struct.unpack(">II", data[16:24])


class InstalledTree(StagedTree):
    def test_every_file_has_its_place(self):
        found = {str(path.relative_to(self.tree)) for path in self.tree.rglob("*") if path.is_file()}
        icons = {f"share/icons/hicolor/{size}x{size}/apps/{APP_ID}.png" for size in ICON_SIZES}
        expected = icons | {
            "bin/skizze",
            "bin/stadtskizze",
            "lib/stadtskizze/plugins/org.stadtskizze.gpx/libgpx.so",
            "lib/stadtskizze/plugins/org.stadtskizze.gpx/plugin.json",
            "libexec/stadtskizze/skizze-prepare",
            "libexec/stadtskizze/skizze-prepare-osm",
            f"share/applications/{APP_ID}.desktop",
            f"share/icons/hicolor/scalable/apps/{APP_ID}.svg",
            f"share/metainfo/{APP_ID}.metainfo.xml",
            f"share/mime/packages/{APP_ID}.xml",
            "share/man/man1/skizze.1",
            "share/man/man1/stadtskizze.1",
        }
        self.assertEqual(expected, {path for path in found if not path.startswith("share/doc/")})
        self.assertIn("share/doc/stadtskizze/LICENSE", found)

    def test_the_installed_program_finds_its_helper(self):
        table = self.folder / "trees.csv"
        table.write_text("name,lon,lat\nlinden,13.0,51.5\n")
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache")}
        environment.pop("STADTSKIZZE_PREPARE", None)
        answer = run(self.tree / "bin/skizze", "info", table, "--json", env=environment, cwd=self.folder)
        self.assertIn("trees", answer)

    def test_the_installed_program_finds_its_plugins(self):
        tour = self.folder / "tour.gpx"
        tour.write_text('<gpx version="1.1"><wpt lat="51.5" lon="13.0"><name>linden</name></wpt></gpx>')
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache"), "XDG_CONFIG_HOME": str(self.folder / "config")}
        environment.pop("STADTSKIZZE_PREPARE", None)
        answer = run(self.tree / "bin/skizze", "info", tour, "--json", env=environment, cwd=self.folder)
        self.assertIn("waypoints", answer)

    def test_the_helper_on_qgis_is_a_part_of_its_own_that_the_program_finds(self):
        self.add_component("qgis")
        helper = self.tree / "libexec/stadtskizze/skizze-qgis"
        if not helper.exists():
            self.skipTest("built without libqgis-dev (packaging/apt-packages.txt, [qgis])")
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache"), "XDG_CONFIG_HOME": str(self.folder / "config")}
        environment.pop("STADTSKIZZE_QGIS", None)
        field = self.folder / "field.geojson"
        field.write_text('{"type":"Polygon","coordinates":[[[13,51],[13.01,51],[13.01,51.01],[13,51]]]}')
        program = self.tree / "bin/skizze"
        run(program, "run", "native:buffer", f"INPUT={field}", "DISTANCE=1", "-o", self.folder / "wider.gpkg", env=environment, cwd=self.folder)
        self.assertTrue((self.folder / "wider.gpkg").exists())
        helper.unlink()
        with self.assertRaisesRegex(AssertionError, "QGIS"):
            run(program, "run", "native:buffer", f"INPUT={field}", "-o", self.folder / "none.gpkg", env=environment, cwd=self.folder)

    def test_no_installed_executable_looks_for_libraries_in_the_build(self):
        self.add_component("qgis")
        for program in [*self.tree.glob("bin/*"), *self.tree.glob("libexec/stadtskizze/*"), *self.tree.glob("lib/stadtskizze/plugins/*/*.so")]:
            self.assertNotIn(b"RUNPATH", run("readelf", "-d", program).encode(), program)

    def test_the_manual_page_names_every_verb_and_no_other(self):
        verbs = re.findall(r"^  ([a-z-]+) ", run(self.tree / "bin/skizze", "--help").split("Subcommands:")[1], re.MULTILINE)
        page = (self.tree / "share/man/man1/skizze.1").read_text().split(".SH VERBS")[1].split(".SH OPTIONS")[0]
        self.assertEqual(sorted(verbs), sorted(re.findall(r"^\.B ([a-z-]+)$", page.replace("\\-", "-"), re.MULTILINE)))

    def test_icons_have_the_size_of_their_folder(self):
        for size in ICON_SIZES:
            data = (self.tree / f"share/icons/hicolor/{size}x{size}/apps/{APP_ID}.png").read_bytes()
            self.assertEqual((size, size), png_size(data))

    @needs("mandoc")
    def test_manual_pages_are_free_of_faults(self):
        for page in ["skizze", "stadtskizze"]:
            run("mandoc", "-T", "lint", "-W", "error", self.tree / f"share/man/man1/{page}.1")


class DesktopFiles(unittest.TestCase):
    @needs("desktop-file-validate")
    def test_the_desktop_file_is_valid(self):
        self.assertEqual("", run("desktop-file-validate", DESKTOP / f"{APP_ID}.desktop"))

    @needs("appstreamcli")
    def test_the_metainfo_is_valid(self):
        run("appstreamcli", "validate", "--no-net", DESKTOP / f"{APP_ID}.metainfo.xml")

    @needs("update-mime-database")
    def test_the_mime_types_are_taken(self):
        import pathlib
        import shutil
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            packages = pathlib.Path(folder) / "packages"
            packages.mkdir()
            shutil.copy(DESKTOP / f"{APP_ID}.mime.xml", packages / f"{APP_ID}.xml")
            run("update-mime-database", folder)
            globs = (pathlib.Path(folder) / "globs2").read_text()
            self.assertIn("50:application/geopackage+sqlite3:*.gpkg", globs)
            self.assertIn(b"GPKG", (pathlib.Path(folder) / "magic").read_bytes())

    def test_the_desktop_file_opens_only_types_that_are_declared_or_common(self):
        entry = configparser.ConfigParser(interpolation=None)
        entry.read(DESKTOP / f"{APP_ID}.desktop")
        opened = set(filter(None, entry["Desktop Entry"]["MimeType"].split(";")))
        space = "{http://www.freedesktop.org/standards/shared-mime-info}"
        declared = {node.get("type") for node in xml.parse(DESKTOP / f"{APP_ID}.mime.xml").iter(space + "mime-type")}
        self.assertEqual({"application/geo+json"}, opened - declared)  # that one is in shared-mime-info itself
        self.assertEqual(set(), declared - opened)

    def test_the_newest_release_is_the_version_of_the_program(self):
        release = xml.parse(DESKTOP / f"{APP_ID}.metainfo.xml").find("releases/release")
        self.assertEqual(VERSION, release.get("version"))
        self.assertIn(f'softwareVersion: "{VERSION}"', (SOURCE / "publiccode.yml").read_text())
