# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an ELF file links, and which Debian package a file of this machine belongs to."""
import functools
import os
import pathlib
import re
import subprocess


def output(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}).stdout


def needed(binary):
    """The sonames it names itself (DT_NEEDED), not those of its libraries."""
    return re.findall(r"\(NEEDED\).*\[(.+)\]", output("readelf", "-d", binary))


def resolved(binary):
    """soname -> path, for everything it loads on this machine."""
    return dict(re.findall(r"^\s*(\S+) => (/\S+)", output("ldd", binary), re.MULTILINE))


@functools.lru_cache(maxsize=None)
def owners():
    """path -> package, of every installed file: asking dpkg for one file costs as much as reading all lists."""
    found = {}
    for listing in pathlib.Path("/var/lib/dpkg/info").glob("*.list"):
        for path in listing.read_text().splitlines():
            found[path] = listing.stem
    return found


@functools.lru_cache(maxsize=None)
def package_of(path):
    """The Debian package that owns the file; usrmerge and alternatives are seen through. Raises KeyError for a file of nobody."""
    real = os.path.realpath(path)
    for candidate in [str(path), real, re.sub(r"^/usr", "", real), re.sub(r"^/usr", "", str(path))]:
        if candidate in owners():
            return owners()[candidate]
    raise KeyError(f"no package owns {path}")


@functools.lru_cache(maxsize=None)
def package_facts(package):
    """source package, version, homepage"""
    form = "${source:Package}\t${Version}\t${source:Version}\t${Homepage}\n"
    source, version, source_version, homepage = output("dpkg-query", "-W", "-f", form, package).splitlines()[0].split("\t")
    return {"package": package.split(":")[0], "source": source, "version": version, "source_version": source_version, "homepage": homepage}
