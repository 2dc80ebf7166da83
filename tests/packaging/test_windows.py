# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The toolchain file for Windows, with the cross compiler: a part of the core becomes a Windows program with memory protection on."""
import os
import pathlib
import shutil
import struct
import tempfile
import unittest

from staged import PACKAGING, SOURCE, run

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(probe LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
add_executable(probe main.cpp {source}/app/base/checksum.cpp)
target_include_directories(probe PRIVATE {source}/app)
"""


@unittest.skipUnless(shutil.which("x86_64-w64-mingw32-g++") and shutil.which("ninja"),
                     "x86_64-w64-mingw32-g++ is not installed (packaging/apt-packages.txt, [windows])")
class Toolchain(unittest.TestCase):
    def test_a_program_for_windows_has_memory_protection(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "CMakeLists.txt").write_text(PROJECT.format(source=SOURCE))
            (folder / "main.cpp").write_text('#include "base/checksum.h"\nint main() { return 0; }\n')
            cmake = os.environ.get("SKIZZE_CMAKE", "cmake")
            run(cmake, "-G", "Ninja", "-S", folder, "-B", folder / "b", f"-DCMAKE_TOOLCHAIN_FILE={PACKAGING / 'windows/toolchain.cmake'}")
            run(cmake, "--build", folder / "b")
            data = (folder / "b/probe.exe").read_bytes()
        # Microsoft PE format: e_lfanew at 60, machine 4 bytes on, DllCharacteristics 70 bytes into the optional header.
        head = struct.unpack("<I", data[60:64])[0]
        self.assertEqual(b"PE\0\0", data[head : head + 4])
        self.assertEqual(0x8664, struct.unpack("<H", data[head + 4 : head + 6])[0])
        flags = struct.unpack("<H", data[head + 24 + 70 : head + 24 + 72])[0]
        for flag in [0x0020, 0x0040, 0x0100]:  # high-entropy addresses, dynamic base, no execution of data
            self.assertTrue(flags & flag, hex(flags))
