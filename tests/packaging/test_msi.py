# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Windows installer, packed by msitools from a staged tree with stand-ins for the programs: what its tables say."""
import pathlib
import shutil
import struct
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

from staged import BUILD, PACKAGING, run

MSI = PACKAGING / "msi"
ICON = BUILD / "packaging/icons/stadtskizze.ico"
FILES = ["bin/stadtskizze.exe", "bin/skizze.exe", "bin/skizze-prepare.exe", "bin/skizze-prepare-osm.exe", "bin/skizze-phones.exe",
         "bin/platforms/qwindows.dll", "bin/plugins/org.stadtskizze.gpx/gpx.dll", "bin/plugins/org.stadtskizze.gpx/plugin.json",
         "share/proj/proj.db", "share/doc/Größe & Maß.txt"]
UPGRADE_CODE = "{5B0C8B0A-6A0C-4C7A-9D0B-2C1E7B8E4A51}"  # must never change: it ties all versions together


@unittest.skipUnless(shutil.which("wixl") and shutil.which("msiinfo"), "wixl or msiinfo is not installed (packaging/apt-packages.txt, [packaging])")
class Installer(unittest.TestCase):
    def setUp(self):
        keeper = tempfile.TemporaryDirectory(prefix="skizze-msi-")
        self.addCleanup(keeper.cleanup)
        self.folder = pathlib.Path(keeper.name)
        self.tree = self.folder / "tree"
        for name in FILES:
            (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
            (self.tree / name).write_text(name)

    def built(self, *options, version="0.1.0"):
        out = self.folder / f"{len(list(self.folder.iterdir()))}.msi"
        run(MSI / "build", self.tree, ICON, version, out, *options)
        return out

    def rows(self, msi, table):
        """Rows of a table without its three heads (names, types, key)."""
        return [line.split("\t") for line in run("msiinfo", "export", msi, table).replace("\r", "").splitlines()[3:]]

    def properties(self, msi):
        return {row[0]: row[1] for row in self.rows(msi, "Property")}

    def test_every_staged_file_is_in_the_installer(self):
        msi = self.built()
        parents = {row[0]: (row[1], row[2]) for row in self.rows(msi, "Directory")}
        folders = {row[0]: row[2] for row in self.rows(msi, "Component")}

        def path(directory):
            parent, name = parents[directory]
            return "" if directory == "INSTALLDIR" else f"{path(parent)}{name.split('|')[-1]}/"

        found = {path(folders[row[1]]) + row[2].split("|")[-1] for row in self.rows(msi, "File")}
        self.assertEqual(set(FILES), found)
        run("msiextract", "-C", self.folder / "out", msi)
        extracted = {p.name: p.read_text() for p in (self.folder / "out").rglob("*") if p.is_file()}
        self.assertEqual("bin/stadtskizze.exe", extracted["stadtskizze.exe"])

    def test_a_newer_version_replaces_an_older_one(self):
        old, new = self.built(version="0.1.0"), self.built(version="0.2.0")
        self.assertEqual(UPGRADE_CODE, self.properties(new)["UpgradeCode"])
        self.assertNotEqual(self.properties(old)["ProductCode"], self.properties(new)["ProductCode"])
        upgrades = {row[6]: row for row in self.rows(new, "Upgrade")}
        self.assertEqual(["", "0.2.0"], upgrades["WIX_UPGRADE_DETECTED"][1:3])
        self.assertEqual(["0.2.0", ""], upgrades["WIX_DOWNGRADE_DETECTED"][1:3])
        sequence = {row[0]: int(row[2]) for row in self.rows(new, "InstallExecuteSequence")}
        self.assertLess(sequence["RemoveExistingProducts"], sequence["InstallInitialize"])

    def test_components_keep_their_identity_between_versions(self):
        guids = [{row[0]: row[1] for row in self.rows(self.built(version=v), "Component")} for v in ["0.1.0", "0.2.0"]]
        self.assertEqual(guids[0], guids[1])
        self.assertEqual(len(guids[0]), len(set(guids[0].values())))

    def test_for_all_users_it_goes_to_program_files(self):
        msi = self.built()
        self.assertEqual("1", self.properties(msi)["ALLUSERS"])
        self.assertIn(["INSTALLDIR", "ProgramFiles64Folder", "Stadtskizze"], self.rows(msi, "Directory"))
        self.assertEqual({"2"}, {row[1] for row in self.rows(msi, "Registry")})  # msidbRegistryRootLocalMachine
        self.assertTrue(all(int(row[3]) & 256 for row in self.rows(msi, "Component")))  # msidbComponentAttributes64bit

    def test_for_one_user_it_asks_for_no_administrator(self):
        msi = self.built("--per-user")
        self.assertNotIn("ALLUSERS", self.properties(msi))
        self.assertIn(["UserPrograms", "LocalAppDataFolder", "Programs"], self.rows(msi, "Directory"))
        self.assertEqual({"1"}, {row[1] for row in self.rows(msi, "Registry")})  # msidbRegistryRootCurrentUser
        self.assertEqual([], self.rows(msi, "CustomAction"))
        words = int(run("msiinfo", "suminfo", msi).split("Source: ")[1].split()[0])
        self.assertEqual(8, words & 8)  # summary property 15, bit 3: elevated privileges are not required

    def test_projects_open_with_it_but_the_double_click_stays_with_whom_it_was(self):
        keys = {row[2].rstrip("\\"): (row[3], row[4]) for row in self.rows(self.built(), "Registry")}
        self.assertEqual('"[INSTALLDIR]bin\\stadtskizze.exe" "%1"', keys["Software\\Classes\\Stadtskizze.Project.1\\shell\\open\\command"][1])
        self.assertEqual("Stadtskizze.Project.1", keys["Software\\Classes\\.gpkg\\OpenWithProgids"][0])
        self.assertNotIn("Software\\Classes\\.gpkg", keys)

    def test_the_firewall_rule_is_for_one_program_and_no_public_network(self):
        msi = self.built()
        actions = {row[0]: row for row in self.rows(msi, "CustomAction")}
        # 50: run the program that a property names; 64: go on if it fails; 1024: in the installation script; 2048: with the installer's rights.
        self.assertEqual(50 + 64 + 1024 + 2048, int(actions["AddRule"][1]))
        self.assertIn("profile=private,domain", actions["AddRule"][3])
        self.assertIn('program="[INSTALLDIR]bin\\skizze-phones.exe"', actions["AddRule"][3])
        self.assertIn("delete rule", actions["RemoveRule"][3])
        sequence = {row[0]: row for row in self.rows(msi, "InstallExecuteSequence")}
        self.assertLess(int(sequence["RemoveRule"][2]), int(sequence["AddRule"][2]))
        self.assertLess(int(sequence["AddRule"][2]), int(sequence["InstallFinalize"][2]))
        self.assertEqual('NOT REMOVE AND FIREWALL="1"', sequence["AddRule"][1])
        self.assertEqual("1", self.properties(msi)["FIREWALL"])

    def test_the_menu_has_one_entry(self):
        shortcuts = self.rows(self.built(), "Shortcut")
        self.assertEqual([("ProgramMenuFolder", "Stadtskizze")], [(row[1], row[2].split("|")[-1]) for row in shortcuts])

    def test_nothing_waits_for_a_person_or_a_restart(self):
        msi = self.built()
        self.assertEqual([], [name for name in ["Dialog", "ReserveCost"] if name in run("msiinfo", "tables", msi).split()])
        self.assertNotIn("ScheduleReboot", {row[0] for row in self.rows(msi, "InstallExecuteSequence")})

    def test_the_icon_of_windows_holds_seven_sizes_or_more(self):
        data = ICON.read_bytes()
        _, kind, count = struct.unpack("<HHH", data[:6])
        self.assertEqual(1, kind)
        self.assertGreaterEqual(count, 7)
        for i in range(count):
            side, length, offset = data[6 + 16 * i], *struct.unpack("<II", data[14 + 16 * i : 22 + 16 * i])
            self.assertEqual(b"\x89PNG", data[offset : offset + 4])
            self.assertEqual(side or 256, struct.unpack(">I", data[offset + 16 : offset + 20])[0])
            self.assertLessEqual(offset + length, len(data))
