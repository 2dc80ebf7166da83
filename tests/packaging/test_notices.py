# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import re
import shutil
import sys
import unittest

from staged import PACKAGING, SOURCE, VERSION, StagedTree, run

NOTICES = PACKAGING / "notices"
sys.path.insert(0, str(NOTICES))
import bill  # noqa: E402


@unittest.skipUnless(shutil.which("dpkg-query") and shutil.which("readelf"), "needs dpkg and readelf")
class Bill(StagedTree):
    def setUp(self):
        super().setUp()
        self.add_component("qgis")

    def made(self):
        run(sys.executable, NOTICES / "bill.py", self.tree, "--version", VERSION, "--out", self.folder / "out")
        return json.loads((self.folder / "out/sbom.cdx.json").read_text())

    def test_every_linked_library_is_named(self):
        self.assertEqual([], bill.unknown_links(self.tree, bill.known_components()))

    def test_a_library_that_nobody_named_is_found(self):
        fewer = [c for c in bill.known_components() if c["name"] != "libarchive"]
        found = bill.unknown_links(self.tree, fewer)
        self.assertTrue(all("links libarchive.so.13" in sentence for sentence in found), found)
        self.assertIn("skizze-prepare", [sentence.split()[0] for sentence in found])

    def test_the_bill_of_materials_has_what_cyclonedx_asks_for(self):
        document = self.made()
        self.assertEqual(("CycloneDX", "1.5", 1), (document["bomFormat"], document["specVersion"], document["version"]))
        self.assertRegex(document["serialNumber"], r"^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
        self.assertEqual(VERSION, document["metadata"]["component"]["version"])
        references = [component["bom-ref"] for component in document["components"]]
        self.assertEqual(len(references), len(set(references)))
        self.assertEqual(set(references), set(document["dependencies"][0]["dependsOn"]))
        for component in document["components"]:
            self.assertEqual("library", component["type"])
            self.assertRegex(component["purl"], r"^pkg:deb/debian/[A-Za-z0-9.%-]+@[A-Za-z0-9.%~-]+$")
            self.assertTrue(component["version"] and component["licenses"], component["name"])

    def test_the_same_tree_gives_the_same_bill(self):
        self.assertEqual(self.made(), self.made())

    def test_the_notices_name_every_component_of_the_bill(self):
        document = self.made()
        text = (self.folder / "out/THIRD_PARTY.md").read_text()
        for component in document["components"]:
            self.assertIn(component["name"], text)
            self.assertIn(component["version"], text)


class Components(unittest.TestCase):
    def test_every_library_that_a_room_may_include_is_named(self):
        allowed = set()
        for line in (SOURCE / "app/layers.txt").read_text().splitlines():
            if not line.startswith("#") and line.count("|") == 3:
                allowed |= set(line.split("|")[3].split())
        known = {header for component in bill.known_components() for header in component["headers"]}
        self.assertEqual(set(), {header for header in allowed if not any(header.startswith(k) or k.startswith(header) for k in known)})

    def test_every_component_has_a_licence_that_fits_ours(self):
        fits = r"^(MIT|BSD-[23]-Clause|CC0-1\.0|Zlib|blessing|LicenseRef-public-domain|L?GPL-\d\.\d-(only|or-later)( WITH \S+)?)$"
        for component in bill.known_components():
            self.assertTrue(re.match(fits, component["licence"]), component)
            self.assertTrue(component["copyright"] and component["url"].startswith("https://"), component)
