#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""collect.py --bin FOLDER --bench FOLDER --modules FOLDER --work FOLDER [--short] [--json FILE] [--markdown FILE]: runs every row of the
table of benchmarks that this machine can, each beside its peer, and prints it as Markdown. Called by tests/bench/run.

A row is {"row", "value", "unit", "peer", "peer_value", "ratio", "limit", "limit_kind", "met", "note"}. The ratio is how many times better we are than
the peer in this run. A missing program leaves its rows out and is named at the end. Times are wall times: run it on an idle machine; the load
at the start and the end is written down."""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # Debian's: the one its packages install modules for

# Limits of the machine, measured once for each stage (reference: memory, varints, gzip, rasteriser): what a stage could reach at best.
STAGE_LIMITS = (("decode geometry, ", "varint+zigzag+delta", 2.1, "GB/s"), ("decode geometry and properties, ", "varint+zigzag+delta", 2.1, "GB/s"),
                ("compose", "memcpy of a frame", 0.44, "ms"))


GROWTH = re.compile(r"(1e\+\d\d) features, (.+)")


class Table:
    def __init__(self):
        self.rows, self.missing, self.growth = [], [], {}

    def add(self, row, value, unit, peer=None, peer_value=None, limit=None, limit_kind="at most", note=""):
        """limit_kind: "at most", "at least" (of the value) or "times" (of the ratio to the peer)."""
        more_is_better = unit.endswith("/s")
        ratio = None
        if peer_value and value:
            ratio = value / peer_value if more_is_better else peer_value / value
        measured = ratio if limit_kind == "times" else value
        met = None
        if limit is not None and measured is not None:
            met = measured <= limit if limit_kind == "at most" else measured >= limit
        self.rows.append({"row": row, "value": value, "unit": unit, "peer": peer, "peer_value": peer_value, "ratio": ratio, "limit": limit,
                          "limit_kind": limit_kind if limit is not None else None, "met": met, "note": note})
        print(f"  {row}: {figure(value)} {unit}" + (f", {peer}: {figure(peer_value)}" if peer_value else ""), file=sys.stderr, flush=True)

    def lacks(self, what, why):
        self.missing.append(f"{what}: {why}")
        print(f"  left out: {what}: {why}", file=sys.stderr, flush=True)


def figure(value):
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


def timed(command, **more):
    """Seconds, peak memory of the largest child so far in MB, and whether it succeeded."""
    start = time.monotonic()
    done = subprocess.run([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.monotonic() - start, done.returncode in (0, 3)


def processor_seconds():
    """Of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def json_lines(command, table, what, timeout=3600):
    """What a benchmark of ours or a peer prints, line by line."""
    try:
        done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, text=True)
    except (OSError, subprocess.TimeoutExpired) as error:
        table.lacks(what, str(error)[:200])
        return []
    if done.returncode != 0:
        table.lacks(what, (done.stderr.strip().splitlines() or ["exit code %d" % done.returncode])[-1][:200])
    lines = []
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            try:
                lines.append(json.loads(line))
            except ValueError:
                pass
    return lines


class Run:
    def __init__(self, options):
        self.o = options
        self.table = Table()
        self.work = pathlib.Path(options.work)
        self.work.mkdir(parents=True, exist_ok=True)
        self.small = 10_000 if options.short else 100_000
        self.large = 100_000 if options.short else 1_000_000
        self.runs = 1 if options.short else 3

    def skizze(self, *arguments):
        return [pathlib.Path(self.o.bin) / "skizze", *arguments]

    def bench(self, name):
        path = pathlib.Path(self.o.bench) / name
        if not path.exists():
            self.table.lacks(name, "not built")
            return None
        return path

    def town(self, buildings):
        """The bench town as a GeoPackage with spatial indexes, as a GIS would leave it."""
        path = self.work / f"town{buildings}.gpkg"
        if path.exists():
            return path
        program = self.bench("bench_growth")
        if program is None or not timed([program, "--write", path, buildings])[1]:
            return None
        for layer in ("buildings", "trees", "streets"):
            timed(["ogrinfo", path, "-sql", f"SELECT CreateSpatialIndex('{layer}', 'geom')"])
        return path

    def rows_of(self, path):
        with sqlite3.connect(path) as db:
            return sum(db.execute(f"SELECT count(*) FROM {layer}").fetchone()[0] for layer in ("buildings", "trees", "streets"))

    # --- tiles -----------------------------------------------------------------------------------------------------------

    def tile(self, source, out, *more, cache):
        if out.exists():
            shutil.rmtree(out) if out.is_dir() else out.unlink()
        return timed(self.skizze("tile", source, "-o", out, *more), env=os.environ | {"STADTSKIZZE_CACHE_DIR": str(cache)})

    def ogr2ogr_tiles(self, source, low, high):
        out = self.work / "peer.mbtiles"
        out.unlink(missing_ok=True)
        seconds, good = timed(["ogr2ogr", "-q", "-f", "MBTILES", out, source, "-dsco", f"MINZOOM={low}", "-dsco", f"MAXZOOM={high}", "-dsco",
                               "MAX_SIZE=50000000", "-dsco", "MAX_FEATURES=5000000"], env=os.environ | {"GDAL_NUM_THREADS": "1"})
        return seconds if good else None

    def prepare_processor_seconds(self, source):
        """Of the import alone. In its sandbox nobody waits for it in a way that would count, so it is run by hand."""
        folder = self.work / "prepared"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        start = processor_seconds()
        quick = pathlib.Path(self.o.bin) / "skizze-prepare-osm"
        alone = source.suffix == ".pbf" and quick.exists()
        timed([quick if alone else quick.with_name("skizze-prepare"), source, folder])
        return processor_seconds() - start

    def against_ogr2ogr(self, what, source, low, high, times, *more):
        cache = self.work / "cache"
        shutil.rmtree(cache, ignore_errors=True)
        first, good = self.tile(source, self.work / "ours.mbtiles", "--min-zoom", str(low), "--max-zoom", str(high), *more, cache=cache)
        start = processor_seconds()
        again = sorted(self.tile(source, self.work / "ours.mbtiles", "--min-zoom", str(low), "--max-zoom", str(high), *more, cache=cache)[0]
                       for _ in range(self.runs))[self.runs // 2]
        if not good:
            return self.table.lacks(what, "skizze tile failed")
        again_cpu = (processor_seconds() - start) / self.runs
        first_cpu = again_cpu + self.prepare_processor_seconds(source)
        start = processor_seconds()
        peer = self.ogr2ogr_tiles(source, low, high) if shutil.which("ogr2ogr") else None
        peer_cpu = processor_seconds() - start
        note = f"from the file with an empty cache; again {figure(again)} s"
        if peer:
            note += (f"; processor {figure(first_cpu)} s, again {figure(again_cpu)} s, the peer {figure(peer_cpu)} s: "
                     f"{figure(peer_cpu / first_cpu)} and {figure(peer_cpu / again_cpu)} times")
        self.table.add(what, first, "s", "ogr2ogr", peer, times, "times", note)
        if peer:
            self.table.add(what + ", layers prepared", again, "s", "ogr2ogr", peer)

    def tiles(self):
        town = self.town(self.small)
        if town:
            self.against_ogr2ogr(f"{self.rows_of(town):,} features, GeoPackage to z10-14 MBTiles, 1 thread", town, 10, 14, 16, "--all-features",
                                 "--threads", "1")
        extract = pathlib.Path(self.o.data) / "osm-liechtenstein/liechtenstein.osm.pbf"
        if extract.exists():
            self.against_ogr2ogr("Liechtenstein extract, z8-14", extract, 8, 14, 15, "--all-features", "--threads", "1")
        else:
            self.table.lacks("Liechtenstein extract", "the folder of test data is absent")
        large = self.town(self.large)
        if large:
            cache = self.work / "cache"
            shutil.rmtree(cache, ignore_errors=True)
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            seconds, good = self.tile(large, self.work / "ours.mbtiles", "--min-zoom", "0", "--max-zoom", "14", "--threads", "2", cache=cache)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            if good:
                name = f"{self.rows_of(large):,} features, z0-14 with budgets, 2 threads"
                limit = None if self.o.short else 12
                self.table.add(name, seconds, "s", limit=limit, note="from the file with an empty cache")
                again = self.tile(large, self.work / "ours.mbtiles", "--min-zoom", "0", "--max-zoom", "14", "--threads", "2", cache=cache)[0]
                self.table.add(name + ", layers prepared", again, "s", limit=limit)
                if peak > before / 1024:  # else an earlier child was larger and hides it
                    self.table.add(name + ", peak memory", peak, "MB", limit=450, note="of the larger of the two processes")

    # --- views -----------------------------------------------------------------------------------------------------------

    def peer_views(self, script, town, zooms):
        found = json_lines([PYTHON, HERE / "peers" / script, town, self.runs, *zooms], self.table, script)
        return found[0] if found else None

    def views(self):
        """Our rows come from bench_scene under fixed names; the peers are run on the same town at the same zooms."""
        program = self.bench("bench_scene")
        if program is None:
            return
        only = "views" if self.o.short else "views,open,script,labels,memory"
        ours = {line["row"]: line for line in json_lines([program, "--json", "--only", only, "--keep", self.work / "packs"], self.table, "bench_scene")}
        small, large = self.town(100_000), None if self.o.short else self.town(1_000_000)
        peers = []
        if small:
            for script in ("qgis_views.py", "mapnik_views.py"):
                if (found := self.peer_views(script, small, ["14"])):
                    peers.append(("view cold, 100,000 buildings, z14", found["peer"], found["views"]["14"]["ms"], 5, found["views"]["14"]["cpu_ms"]))
        if large:
            if (found := self.peer_views("qgis_views.py", large, ["10", "12"])):
                for zoom in ("10", "12"):
                    peers.append((f"view cold, 1.375 M features, z{zoom}", found["peer"], found["views"][zoom]["ms"], 40, found["views"][zoom]["cpu_ms"]))
                peers.append(("open 1.375 M features again, first complete picture", found["peer"], found["open_ms"] / 1000, None, None))
        told = set()
        for row, peer, value, times, cpu_ms in peers:
            line = ours.get(row)
            if line:
                limit, kind = (times, "times") if times else (line.get("limit"), "at most")
                note = line.get("note", "") + processor_ratio(line.get("note", ""), cpu_ms)
                self.table.add(row, line["value"], line["unit"], peer, value, limit, kind, note)
                told.add(row)
        script = self.maplibre() if not self.o.short else None
        for row, line in ours.items():
            if row in told:
                continue
            share = next((s for s in ("p50", "p95", "max") if row.endswith("frame " + s)), None)
            peer = (script["peer"], script[share]) if script and share else (None, None)
            self.table.add(row, line["value"], line["unit"], *peer, line.get("limit") or None, "at most", line.get("note", ""))

    def maplibre(self):
        large = self.town(self.large)
        modules = pathlib.Path(self.o.modules)
        if not large or not (modules / "maplibre-gl").exists() or not shutil.which("node"):
            self.table.lacks("MapLibre GL JS", "node, Chromium or the modules are missing")
            return None
        folder = self.work / "web"
        if not (folder / "tiles").exists():
            self.tile(large, folder / "tiles", "--min-zoom", "8", "--max-zoom", "14", cache=self.work / "cache")
        side = (self.large ** 0.5) * 45  # town.h
        x, y = 1110000 + side / 2, 7080000 + side / 2
        lon, lat = x / 20037508.342789244 * 180, mercator_latitude(y)
        found = json_lines(["node", HERE / "peers/maplibre_script.mjs", modules, folder, "10", lon, lat], self.table, "maplibre_script.mjs", 900)
        return found[0] if found else None

    # --- growth --------------------------------------------------------------------------------------------------------------

    def growth(self):
        """Import from a GeoPackage, pack, opening, frame and memory, from ten thousand features as far as the machine allows."""
        free_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES") / 1e9
        most = 100_000 if self.o.short else 10_000_000 if free_gb > 8 and shutil.disk_usage(self.work).free > 12e9 else 1_000_000
        runs = (("bench_growth", ["--json", "--to", str(most), "--keep", self.work / "growth"]),
                ("bench_scene", ["--json", "--only", "scale", "--most", str(most), "--keep", self.work / "packs"]))
        for name, arguments in runs:
            program = self.bench(name)
            for line in json_lines([program, *arguments], self.table, name, 7200) if program else []:
                if (named := GROWTH.fullmatch(line["row"])):
                    known = self.table.growth.setdefault(float(named[1]), {})
                    if named[2] in known:  # both measure the packs
                        continue
                    known[named[2]] = (line["value"], line["unit"])
                self.table.add(line["row"], line["value"], line["unit"], limit=line.get("limit") or None, note=line.get("note", ""))
        frames = [self.table.growth[n]["frame p50"][0] for n in (1e5, 1e7) if "frame p50" in self.table.growth.get(n, {})]
        if len(frames) == 2 and frames[0] > 0:
            self.table.add("frame time of 10^7 features over that of 10^5", frames[1] / frames[0], "times", limit=2)

    # --- the rest ----------------------------------------------------------------------------------------------------------

    def others(self):
        buildings = ["--buildings", str(self.small)]
        for name, arguments in (("bench_decode", ["--json", *buildings]), ("bench_tiles", ["--json", "--no-peer", *buildings]),
                                ("bench_canvas", ["--json"]), ("bench_bike", ["--json"]), ("bench_live", ["--json", *buildings]),
                                ("bench_area", ["--json", *buildings]), ("bench_qgis", ["--json"])):
            program = self.bench(name)
            for line in json_lines([program, *arguments], self.table, name) if program else []:
                kind = "at least" if line["unit"].endswith("/s") else "at most"
                self.table.add(line["row"], line["value"], line["unit"], line.get("peer"), line.get("peer_value"), line.get("limit") or None, kind,
                               line.get("note", ""))


def processor_ratio(note, peer_ms):
    """Where the machine is busy otherwise, processor time tells more than the clock: ours stands in the note."""
    ours = re.search(r"processor ([0-9.]+) ms", note)
    if not ours or not peer_ms or float(ours[1]) == 0:
        return ""
    return f"; the peer's processor time {figure(peer_ms)} ms is {figure(peer_ms / float(ours[1]))} times ours"


def mercator_latitude(y):
    import math
    return math.degrees(2 * math.atan(math.exp(y / 6378137)) - math.pi / 2)


def version(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout.strip().splitlines()[0]
    except (OSError, IndexError, subprocess.TimeoutExpired):
        return ""


def machine():
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {"cpu": cpu, "cores": os.cpu_count(), "memory_gb": round(memory, 1), "system": version(["lsb_release", "-ds"]) or platform.platform(),
            "gdal": version(["ogr2ogr", "--version"]), "node": version(["node", "--version"]), "date": datetime.date.today().isoformat()}


def limits_note(row, value):
    for start, name, limit, unit in STAGE_LIMITS:
        if row.startswith(start) and value:
            share = value / limit if unit.endswith("/s") else limit / value
            return f"{100 * share:.0f} % of {name} ({limit:g} {unit})"
    return ""


def markdown(table, where, load):
    lines = [f"# Benchmarks, {where['date']}", "",
             f"{where['cpu']}, {where['cores']} cores, {where['memory_gb']} GB, {where['system']}; {where['gdal']}; load {load[0]:.1f} at the start, {load[1]:.1f} at "
             "the end. Ratios are of this run.", "",
             "| what | here | peer | ratio | target | | limit of the machine, notes |", "|---|--:|--:|--:|--:|---|---|"]
    for r in table.rows:
        peer = f"{figure(r['peer_value'])} {r['unit']} ({r['peer']})" if r["peer_value"] else ""
        sign = {"at most": "≤ ", "at least": "≥ ", "times": "≥ "}.get(r["limit_kind"], "")
        target = f"{sign}{figure(r['limit'])}{' x' if r['limit_kind'] == 'times' else ''}" if r["limit"] is not None else ""
        met = {True: "met", False: "missed", None: ""}[r["met"]]
        notes = "; ".join(n for n in (limits_note(r["row"], r["value"]), r["note"]) if n)
        lines.append(f"| {r['row']} | {figure(r['value'])} {r['unit']} | {peer} | {figure(r['ratio'])} | {target} | {met} | {notes} |")
    if table.growth:
        names = list(dict.fromkeys(name for row in table.growth.values() for name in row))
        units = {name: cell[1] for row in table.growth.values() for name, cell in row.items()}
        lines += ["", "| features | " + " | ".join(f"{name}, {units[name]}" for name in names) + " |", "|--:|" + "--:|" * len(names)]
        for count, row in sorted(table.growth.items()):
            lines.append(f"| {count:,.0f} | " + " | ".join(figure(row[name][0]) if name in row else "" for name in names) + " |")
    if table.missing:
        lines += ["", "Left out: " + "; ".join(table.missing) + "."]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    for name in ("bin", "bench", "modules", "work", "data"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="tiles,views,growth,others")
    parser.add_argument("--json")
    parser.add_argument("--markdown")
    options = parser.parse_args()
    run = Run(options)
    before = os.getloadavg()[0]
    for part in options.only.split(","):
        getattr(run, part)()
    where = machine()
    load = (before, os.getloadavg()[0])
    text = markdown(run.table, where, load)
    print(text)
    if options.markdown:
        pathlib.Path(options.markdown).write_text(text)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"machine": where, "load": load, "rows": run.table.rows, "left_out": run.table.missing}, indent=1))


if __name__ == "__main__":
    main()
