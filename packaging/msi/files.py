# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""files.py TREE > files.wxs: every file of a staged Windows tree as a component of its own.

Ids and GUIDs follow from the path alone: a file that stays where it was is the same component in the next version, as the installer's rules
want it. Folders named on no path are not made.
"""
import hashlib
import pathlib
import sys
import uuid
from xml.sax.saxutils import quoteattr

NAMESPACE = uuid.UUID("b8a0c7a6-7a55-4c3e-9d8f-5d2b4c0f7e31")  # of our components; never changes


def name_of(kind, path):
    """An identifier of the installer: letters, digits, underscores, at most 72 characters."""
    return f"{kind}_{hashlib.sha256(path.as_posix().lower().encode()).hexdigest()[:24]}"


def guid_of(path):
    return str(uuid.uuid5(NAMESPACE, path.as_posix().lower())).upper()


def component(path, out, margin):
    out.append(f'{margin}<Component Id="{name_of("c", path)}" Guid="{guid_of(path)}" Win64="yes">')
    out.append(f'{margin}  <File Id="{name_of("f", path)}" Name={quoteattr(path.name)} Source={quoteattr(path.as_posix())} KeyPath="yes"/>')
    out.append(f"{margin}</Component>")


def folder(here, tree, out, ids, depth):
    margin = "  " * depth
    for source in sorted(path for path in (tree / here).iterdir() if path.is_file()):
        path = here / source.name
        component(path, out, margin)
        ids.append(name_of("c", path))
    for below in sorted(path for path in (tree / here).iterdir() if path.is_dir()):
        path = here / below.name
        out.append(f'{margin}<Directory Id="{name_of("d", path)}" Name={quoteattr(below.name)}>')
        folder(path, tree, out, ids, depth + 1)
        out.append(f"{margin}</Directory>")


def fragment(tree):
    lines, ids = [], []
    folder(pathlib.PurePosixPath(), tree, lines, ids, 3)
    head = ['<?xml version="1.0" encoding="UTF-8"?>', '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">', "  <Fragment>",
            '    <DirectoryRef Id="INSTALLDIR">']
    groups = ["    </DirectoryRef>", "  </Fragment>", "  <Fragment>", '    <ComponentGroup Id="Files">']
    tail = ["    </ComponentGroup>", "  </Fragment>", "</Wix>", ""]
    return "\n".join(head + lines + groups + [f'      <ComponentRef Id="{name}"/>' for name in ids] + tail)


if __name__ == "__main__":
    sys.stdout.write(fragment(pathlib.Path(sys.argv[1]).resolve()))
