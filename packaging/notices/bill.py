# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bill.py TREE --version V [--bundled LIST.tsv] [--out FOLDER]: what a package consists of, from the files themselves.

TREE is an installed tree (bin, libexec). components.json states by hand what we link or compile in; LIST.tsv (bundle.py) names the files of
this machine that an AppImage carries. Written are FOLDER/sbom.cdx.json (CycloneDX 1.5) and FOLDER/THIRD_PARTY.md.
Exit 1, and nothing written, when an executable links a library that components.json does not know, or a carried library links one that is
neither carried nor on the list of what the system provides.
"""
import argparse
import datetime
import json
import os
import pathlib
import re
import sys
import uuid
from urllib.parse import quote

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from linked import needed, package_facts, package_of, resolved  # noqa: E402

NAMESPACE = uuid.UUID("6f2ce0a4-53c4-4f0c-9a86-0d6e2f6f8a11")  # of our serial numbers; the same content gives the same number
IN_IMAGE = "in the AppImage's first part"


def known_components():
    return json.loads((HERE / "components.json").read_text())


def executables(tree):
    """Our own programs and plugins of a tree; a helper that is carried along (bwrap) counts among the carried files."""
    found = [path for folder in ["bin", "libexec/stadtskizze"] for path in sorted((tree / folder).glob("*")) if "kizze" in path.name]
    found += sorted((tree / "lib/stadtskizze/plugins").glob("*/*.so"))
    return [path for path in found if path.read_bytes()[:4] == b"\x7fELF"]


def component_of(soname, components):
    return next((c for c in components if any(soname.startswith(prefix) for prefix in c["sonames"])), None)


def unknown_links(tree, components):
    """What our executables link and components.json does not know: a list of sentences."""
    return [f"{program.name} links {soname}, which components.json does not name"
            for program in executables(tree) for soname in needed(program) if component_of(soname, components) is None]


def linked_packages(tree, components, bundled):
    """name of a component -> the Debian package its library comes from; carried libraries are looked up in the list of where they came from"""
    found = {}
    origins = dict(line.split("\t") for line in bundled.read_text().splitlines()) if bundled else {}
    for program in executables(tree):
        paths = resolved(program)
        for soname in needed(program):
            component = component_of(soname, components)
            if component and soname in paths:
                found.setdefault(component["name"], package_of(origins.get(os.path.relpath(paths[soname], tree), paths[soname])))
    return found


def homeless_links(tree, provided):
    """What a carried library links and the package does not hold, except what the system provides."""
    libraries = [path for path in sorted(tree.rglob("*.so*")) if path.is_file() and path.read_bytes()[:4] == b"\x7fELF"]
    held = {path.name for path in libraries}
    return [f"{path.name} links {soname}, which is neither carried nor provided"
            for path in libraries for soname in needed(path) if soname not in held and soname not in provided]


def licences_of_package(package):
    """The short names in a machine-readable debian/copyright (DEP-5, 7.2), in the order of the file; empty where it is not one."""
    text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text(errors="replace")
    if not re.search(r"^Format: .*copyright-format", text, re.MULTILINE):
        return []
    names = [name.strip() for name in re.findall(r"^License: *(.+)$", text, re.MULTILINE)]
    return list(dict.fromkeys(name for name in names if name))


def purl_of(facts):
    """The package URL (purl-spec: name and version percent-encoded)."""
    return f"pkg:deb/debian/{quote(facts['package'], safe='')}@{quote(facts['version'], safe='')}"


def described(component, package):
    """A component of components.json as CycloneDX has it; `package` is the Debian package that brought it."""
    facts = package_facts(package)
    licence = {"license": {"name": component["licence"]}} if component["licence"].startswith("LicenseRef") else {"expression": component["licence"]}
    return {
        "type": "library", "bom-ref": facts["package"], "name": component["name"], "version": facts["version"],
        "purl": purl_of(facts), "copyright": component["copyright"], "licenses": [licence],
        "externalReferences": [{"type": "website", "url": component["url"]}],
        "properties": [{"name": "stadtskizze:how", "value": component["how"]}],
    }


def carried(package, files):
    facts = package_facts(package)
    names = licences_of_package(facts["package"])
    entry = {
        "type": "library", "bom-ref": facts["package"], "name": facts["package"], "version": facts["version"],
        "purl": purl_of(facts) + "?arch=amd64",
        "licenses": [{"license": {"name": name}} for name in names] or [{"license": {"name": f"see usr/share/doc/{facts['package']}/copyright"}}],
        "properties": [{"name": "stadtskizze:how", "value": "carried"}, {"name": "stadtskizze:files", "value": " ".join(files)},
                       {"name": "stadtskizze:source", "value": f"{facts['source']} {facts['source_version']}"}],
    }
    if facts["homepage"]:
        entry["externalReferences"] = [{"type": "website", "url": facts["homepage"]}]
    return entry


def carried_files(listing):
    """package -> its files in the AppDir"""
    packages = {}
    for line in listing.read_text().splitlines():
        target, source = line.split("\t")
        if "/doc/" not in target and "/common-licenses/" not in target:
            packages.setdefault(package_of(source), []).append("usr/" + target)
    return packages


def document(version, components):
    content = json.dumps(components, sort_keys=True)
    made = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    program = {"type": "application", "bom-ref": "stadtskizze", "name": "Stadtskizze", "version": version,
               "licenses": [{"expression": "GPL-3.0-or-later"}], "copyright": "Stadtskizze contributors"}
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, version + content)}", "version": 1,
        "metadata": {"timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": program},
        "components": components,
        "dependencies": [{"ref": "stadtskizze", "dependsOn": [c["bom-ref"] for c in components]}],
    }


def notices(version, own, others):
    lines = [f"# Third-party software in Stadtskizze {version}", "", "Stadtskizze itself: GPL-3.0-or-later, copyright Stadtskizze contributors.", "",
             "| component | version | licence | copyright | how |", "|---|---|---|---|---|"]
    for c in own:
        licence = c["licenses"][0].get("expression") or c["licenses"][0]["license"]["name"]
        lines.append(f"| [{c['name']}]({c['externalReferences'][0]['url']}) | {c['version']} | {licence} | {c['copyright']} | {c['properties'][0]['value']} |")
    if others:
        lines += ["", "## Carried in this package", "", "Taken unchanged from Debian; the full texts are in `usr/share/doc/<package>/copyright` and "
                  "`usr/share/common-licenses`. The sources: Debian's archive of snapshots, or on request from us.", "",
                  "| package | source | licences named there |", "|---|---|---|"]
        for c in others:
            names = ", ".join(licence["license"]["name"] for licence in c["licenses"])
            lines.append(f"| {c['name']} | {c['properties'][2]['value']} | {names} |")
    return "\n".join(lines) + "\n"


def provided_by_system():
    lines = (HERE.parent / "image" / "left_out.txt").read_text().splitlines()
    return {line.split("|")[0].strip() for line in lines if line and not line.startswith("#")}


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("tree", type=pathlib.Path)
    words.add_argument("--version", required=True)
    words.add_argument("--bundled", type=pathlib.Path)
    words.add_argument("--out", type=pathlib.Path)
    options = words.parse_args()
    components = known_components()
    faults = unknown_links(options.tree, components)
    if options.bundled:
        faults += homeless_links(options.tree, provided_by_system())
    if faults:
        sys.exit("\n".join(faults))
    linked = linked_packages(options.tree, components, options.bundled)
    packages = {c["name"]: linked.get(c["name"], c.get("package")) for c in components if options.bundled or c["how"] != IN_IMAGE}
    own = [described(c, packages[c["name"]]) for c in components if packages.get(c["name"])]
    others = []
    if options.bundled:
        named = {c["bom-ref"] for c in own}
        others = [carried(package, files) for package, files in sorted(carried_files(options.bundled).items()) if package.split(":")[0] not in named]
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "sbom.cdx.json").write_text(json.dumps(document(options.version, own + others), indent=1, ensure_ascii=False) + "\n")
        (options.out / "THIRD_PARTY.md").write_text(notices(options.version, own, others))
    print(f"{len(own)} components of our own choice, {len(others)} carried packages")


if __name__ == "__main__":
    main()
