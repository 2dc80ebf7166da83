# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of packaging share: where things are, a staged tree, tools that may be absent."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PACKAGING = SOURCE / "packaging"
BUILD = pathlib.Path(os.environ.get("SKIZZE_BUILD", SOURCE / "build" / "dev"))
VERSION = os.environ.get("SKIZZE_VERSION", "0.1.0")
APP_ID = "org.stadtskizze.Stadtskizze"


def needs(program):
    """Skips the test where an optional program (packaging/apt-packages.txt, [packaging]) is not installed."""
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed (packaging/apt-packages.txt, [packaging])")


def run(*arguments, **options):
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=500, **options)
    if done.returncode != 0:
        raise AssertionError(f"{arguments[0]}: exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


class StagedTree(unittest.TestCase):
    """Each test gets an installed tree of the build in self.tree, as a package would put it below /usr."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="skizze-staged-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.tree = self.folder / "usr"
        run(os.environ.get("SKIZZE_CMAKE", "cmake"), "--install", BUILD, "--prefix", self.tree)

    def add_component(self, name):
        run(os.environ.get("SKIZZE_CMAKE", "cmake"), "--install", BUILD, "--prefix", self.tree, "--component", name)
