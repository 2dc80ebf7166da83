# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bundle.py APPDIR: puts into APPDIR/usr, which holds an installed tree, everything that the programs need of this machine.

Libraries go to usr/lib (found through DT_RPATH of the executables), those of left_out.txt stay out or go to usr/fallback/<soname>; then Qt's
plugins and translations, the data of GDAL and PROJ, fonts, QGIS's plugins and data with the Qt 5 that its helper runs on, and the licence of
every Debian package that something came from.
"""
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "notices"))
from linked import needed, package_of, resolved  # noqa: E402

LIBRARIES = pathlib.Path("/usr/lib/x86_64-linux-gnu")
PLUGINS = [
    "platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/libqminimal.so", "iconengines/libqsvgicon.so",
    "imageformats/libqjpeg.so", "imageformats/libqgif.so", "imageformats/libqsvg.so", "imageformats/libqico.so", "imageformats/libqwebp.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so", "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "printsupport/libcupsprintersupport.so", "tls/libqopensslbackend.so", "tls/libqcertonlybackend.so",
]
# For skizze-qgis: no screen, pictures and signs, and the database that QGIS asks for at its start.
PLUGINS_QT5 = [
    "platforms/libqoffscreen.so", "iconengines/libqsvgicon.so", "imageformats/libqjpeg.so", "imageformats/libqgif.so", "imageformats/libqsvg.so",
    "imageformats/libqwebp.so", "sqldrivers/libqsqlite.so",
]
PROVIDERS = ["delimitedtext", "gpx", "mdal", "spatialite", "virtuallayer", "virtualraster"]  # those that plugins/qgis/main.cpp lets in
QGIS = pathlib.Path("/usr/share/qgis")
QGIS_RESOURCES = ["resources/qgis.db", "resources/srs.db", "resources/symbology-style.xml"]
MADE_AT_INSTALLATION = {QGIS / "resources/srs.db": QGIS / "resources/srs-template.db"}  # file of no package -> what it was made from
OPENED_BY_NAME = ["libssl.so.3", "libcrypto.so.3"]  # Qt's TLS plugin loads them itself
FONTS = ["opentype/inter/Inter-Regular.otf", "opentype/inter/Inter-Italic.otf", "opentype/inter/Inter-Medium.otf",
         "opentype/inter/Inter-SemiBold.otf", "opentype/inter/Inter-Bold.otf", "truetype/dejavu/DejaVuSans.ttf",
         "truetype/dejavu/DejaVuSans-Bold.ttf", "truetype/dejavu/DejaVuSansMono.ttf"]
TRANSLATIONS = ["qtbase_de.qm", "qtbase_en.qm", "qt_de.qm", "qt_en.qm"]


def left_out():
    """soname -> system or fallback"""
    lines = (line.split("|") for line in (HERE / "left_out.txt").read_text().splitlines() if line and not line.startswith("#"))
    return {soname.strip(): kind.strip() for soname, kind, _ in lines}


class Bundle:
    def __init__(self, root):
        self.usr = root / "usr"
        self.rules = left_out()
        self.sources = {}  # file in the AppDir -> file of this machine it came from

    def copy(self, source, target):
        source = pathlib.Path(source)
        target = self.usr / target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source.resolve(), target)
        target.chmod(0o755 if source.resolve().stat().st_mode & 0o100 else 0o644)
        self.sources[str(target.relative_to(self.usr))] = str(MADE_AT_INSTALLATION.get(source, source))
        return target

    def copy_tree(self, source, target, pattern="*"):
        for path in sorted(pathlib.Path(source).rglob(pattern)):
            if path.is_file():
                self.copy(path, pathlib.Path(target) / path.relative_to(source))

    def take_libraries(self, binary):
        """The libraries that `binary` needs, and theirs; what the system provides is not followed."""
        paths = resolved(binary)
        for soname in needed(binary):
            rule = self.rules.get(soname)
            place = f"fallback/{soname}/{soname}" if rule == "fallback" else f"lib/{soname}"
            if rule == "system" or (self.usr / place).exists():
                continue
            if soname not in paths:
                raise SystemExit(f"{binary} needs {soname}, which is not on this machine")
            self.copy_binary(paths[soname], place)
            self.take_libraries(paths[soname])

    def copy_binary(self, source, place):
        """A library or plugin; it looks for others where the executable says, and nowhere else."""
        target = self.copy(source, place)
        if b"RUNPATH" in subprocess.run(["readelf", "-d", target], capture_output=True, check=True).stdout:
            subprocess.run(["patchelf", "--remove-rpath", target], check=True)

    def take_plugin(self, source, place):
        self.take_libraries(source)
        self.copy_binary(source, place)

    def take_executables(self):
        own = [self.usr / "bin/skizze", self.usr / "bin/stadtskizze", *sorted((self.usr / "libexec/stadtskizze").glob("skizze-*"))]
        own += sorted((self.usr / "lib/stadtskizze/plugins").glob("*/*.so"))
        bwrap = self.copy("/usr/bin/bwrap", "libexec/stadtskizze/bwrap")
        for binary in [*own, bwrap]:
            self.take_libraries(binary)
            depth = len(binary.relative_to(self.usr).parts) - 1
            rpath = "$ORIGIN/" + "../" * depth + "lib"
            subprocess.run(["patchelf", "--force-rpath", "--set-rpath", rpath, binary], check=True)

    def take_qt(self):
        for plugin in PLUGINS:
            self.take_plugin(LIBRARIES / "qt6/plugins" / plugin, f"lib/qt6/plugins/{plugin}")
        for soname in OPENED_BY_NAME:
            self.copy(LIBRARIES / soname, f"lib/{soname}")
            self.take_libraries(LIBRARIES / soname)
        for name in TRANSLATIONS:
            self.copy(pathlib.Path("/usr/share/qt6/translations") / name, f"share/qt6/translations/{name}")
        (self.usr / "bin/qt.conf").write_text("[Paths]\nPrefix = ..\nPlugins = lib/qt6/plugins\nTranslations = share/qt6/translations\n")

    def take_qgis(self):
        """Qt's two majors share usr/lib, where no file of one has the name of one of the other, and meet in no process."""
        for plugin in PLUGINS_QT5:
            self.take_plugin(LIBRARIES / "qt5/plugins" / plugin, f"lib/qt5/plugins/{plugin}")
        for name in PROVIDERS:
            self.take_plugin(pathlib.Path(f"/usr/lib/qgis/plugins/libprovider_{name}.so"), f"lib/qgis/plugins/libprovider_{name}.so")
        for name in QGIS_RESOURCES:
            self.copy(QGIS / name, f"share/qgis/{name}")
        self.copy_tree(QGIS / "svg", "share/qgis/svg")
        # The only program of that folder that reads it: the other helpers are without Qt.
        (self.usr / "libexec/stadtskizze/qt.conf").write_text("[Paths]\nPrefix = ../..\nPlugins = lib/qt5/plugins\n")

    def mixed_qt(self):
        """Executables and plugins that would load two majors of Qt, or the other one than their folder says; sentences."""
        wanted = [(path, None) for folder in ["bin", "libexec/stadtskizze"] for path in (self.usr / folder).iterdir()]
        wanted += [(path, "5") for folder in ["lib/qt5", "lib/qgis"] for path in (self.usr / folder).rglob("*.so")]
        wanted += [(path, "6") for path in (self.usr / "lib/qt6").rglob("*.so")]
        for path, major in wanted:
            if path.read_bytes()[:4] == b"\x7fELF":
                found = {re.match(r"libQt(\d)", soname)[1] for soname in resolved(path) if soname.startswith("libQt")}
                if len(found | {major or next(iter(found), "")}) > 1:
                    yield f"{path.relative_to(self.usr)} loads Qt {' and '.join(sorted(found))}"

    def take_data(self):
        self.copy_tree("/usr/share/proj", "share/proj")
        self.copy_tree("/usr/share/gdal", "share/gdal")
        self.copy(pathlib.Path("/usr/share/hyphen/hyph_de_DE.dic"), "share/hyphen/hyph_de_DE.dic")
        for font in FONTS:
            self.copy(pathlib.Path("/usr/share/fonts") / font, f"share/fonts/{pathlib.Path(font).name}")
        target = self.usr / "etc/fonts/fonts.conf"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / "fonts.conf", target)

    def take_licences(self):
        packages = sorted({package_of(source) for source in self.sources.values()})
        named = set()
        for package in packages:
            text = pathlib.Path(f"/usr/share/doc/{package.split(':')[0]}/copyright")
            if not text.is_file():
                raise SystemExit(f"no licence of {package}: {text}")
            named |= set(re.findall(r"/usr/share/common-licenses/([A-Za-z0-9.-]*[A-Za-z0-9])", text.read_text(errors="replace")))
            self.copy(text, f"share/doc/{package.split(':')[0]}/copyright")
        for name in sorted(named):
            text = pathlib.Path("/usr/share/common-licenses") / name
            if text.is_file():
                self.copy(text, f"share/common-licenses/{name}")
        return packages


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    bundle = Bundle(root)
    bundle.take_executables()
    bundle.take_qt()
    bundle.take_qgis()
    bundle.take_data()
    if faults := list(bundle.mixed_qt()):
        sys.exit("\n".join(faults))
    packages = bundle.take_licences()
    files = sorted(f"{target}\t{source}" for target, source in bundle.sources.items())
    (root.parent / "bundled_files.tsv").write_text("\n".join(files) + "\n")
    libraries = len(list((bundle.usr / "lib").glob("*.so*")))
    print(f"{libraries} libraries, {len(files)} files from {len(packages)} packages")


if __name__ == "__main__":
    main()
