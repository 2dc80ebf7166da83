# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The AppImage's runtime with a small image in it, and the list of what the AppImage leaves out."""
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from staged import BUILD, PACKAGING, run

IMAGE = PACKAGING / "image"
APPRUN = """#!/bin/sh
printf '%s\\n' "$APPDIR" "$APPIMAGE" "$ARGV0" "$OWD" "$#" "$@"
cat "$APPDIR/usr/share/text"
exit 7
"""


def missing_parts():
    wanted = [pathlib.Path("/usr/include/squashfuse/ll.h"), pathlib.Path("/usr/include/fuse3/fuse_lowlevel.h")]
    names = [str(path) for path in wanted if not path.exists()]
    return names + [name for name in ["cc", "mksquashfs"] if not shutil.which(name)]


def built_runtime():
    """Compiled once per state of its sources, although every test is a process of its own."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted([IMAGE / "build_runtime", *(IMAGE / "runtime").iterdir()])))
    kept = BUILD / "packaging" / f"runtime-{digest.hexdigest()[:16]}"
    if not kept.exists():
        made = kept.with_suffix(f".{os.getpid()}")
        run(IMAGE / "build_runtime", made, "1.2.3")
        made.replace(kept)
    return kept


def can_mount():
    return os.access("/dev/fuse", os.R_OK | os.W_OK) and (os.geteuid() == 0 or shutil.which("fusermount3"))


@unittest.skipIf(missing_parts(), f"absent: {missing_parts()} (packaging/apt-packages.txt, [packaging])")
class Runtime(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.keeper = tempfile.TemporaryDirectory(prefix="skizze-image-")
        cls.folder = pathlib.Path(cls.keeper.name)
        tree = cls.folder / "tree"
        (tree / "usr/share").mkdir(parents=True)
        (tree / "AppRun").write_text(APPRUN)
        (tree / "AppRun").chmod(0o755)
        (tree / "usr/share/text").write_text("stadt\n" * 50000)  # more than one block of 128 KiB
        (tree / "usr/share/empty").write_text("")
        (tree / "usr/link").symlink_to("share/text")
        shutil.copy(built_runtime(), cls.folder / "runtime")
        run("mksquashfs", tree, cls.folder / "files", "-comp", "zstd", "-root-owned", "-noappend", "-quiet", "-no-progress")
        cls.image = cls.folder / "small.AppImage"
        cls.image.write_bytes((cls.folder / "runtime").read_bytes() + (cls.folder / "files").read_bytes())
        cls.image.chmod(0o755)

    @classmethod
    def tearDownClass(cls):
        cls.keeper.cleanup()

    def start(self, *arguments, image=None, **environment):
        """Runs in its own folders, so that what is left behind is seen."""
        self.work = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        self.temporary = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        return subprocess.run([image or self.image, *arguments], cwd=self.work, capture_output=True, text=True, timeout=60,
                              env={**os.environ, "TMPDIR": str(self.temporary), **environment})

    def left_behind(self):
        for _ in range(100):  # the process that serves the mount ends after ours
            if not os.listdir(self.temporary):
                break
            time.sleep(0.05)
        return os.listdir(self.temporary)

    def check_run(self, done):
        lines = done.stdout.splitlines()
        self.assertEqual(7, done.returncode, done.stderr)
        self.assertEqual([str(self.image), str(self.image), str(self.work), "2", "a b", "c"], lines[1:7])
        self.assertEqual(["stadt"] * 50000, lines[7:])
        self.assertEqual([], self.left_behind())

    def test_the_offset_is_where_the_files_begin(self):
        self.assertEqual(f"{(self.folder / 'runtime').stat().st_size}\n", self.start("--appimage-offset").stdout)

    def test_the_runtime_needs_no_library(self):
        self.assertNotIn("NEEDED", run("readelf", "-d", self.folder / "runtime"))

    def test_it_runs_with_its_arguments_and_tidies_up(self):
        self.check_run(self.start("a b", "c"))

    def test_it_runs_without_fuse(self):
        self.check_run(self.start("--appimage-extract-and-run", "a b", "c"))
        self.check_run(self.start("a b", "c", APPIMAGE_EXTRACT_AND_RUN="1"))

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "only root can give up the right to mount")
    def test_it_runs_where_mounting_is_refused(self):
        self.start()  # makes the folders
        for folder in [self.folder, self.work, self.temporary]:
            folder.chmod(0o777)
        words = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", self.image, "a b", "c"]
        if shutil.which("fusermount3"):
            self.skipTest("fusermount3 would mount for everybody")
        self.check_run(subprocess.run(words, cwd=self.work, capture_output=True, text=True, timeout=60,
                                      env={**os.environ, "TMPDIR": str(self.temporary)}))

    def test_it_extracts_all_or_a_part(self):
        self.assertEqual(0, self.start("--appimage-extract").returncode)
        root = self.work / "squashfs-root"
        self.assertEqual((self.folder / "tree/usr/share/text").read_text(), (root / "usr/share/text").read_text())
        self.assertEqual("", (root / "usr/share/empty").read_text())
        self.assertEqual("share/text", os.readlink(root / "usr/link"))
        self.assertTrue(os.access(root / "AppRun", os.X_OK))
        self.assertEqual(0, self.start("--appimage-extract", "usr/share/t*").returncode)
        found = [str(path.relative_to(self.work)) for path in self.work.rglob("*") if path.is_file()]
        self.assertEqual(["squashfs-root/usr/share/text"], found)

    @unittest.skipUnless(can_mount(), "this machine cannot mount FUSE file systems")
    def test_it_mounts_until_it_is_told_to_stop(self):
        temporary = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        process = subprocess.Popen([self.image, "--appimage-mount"], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(temporary)})
        root = pathlib.Path(process.stdout.readline().strip())
        self.assertEqual("stadt", (root / "usr/link").read_text()[:5])
        self.assertEqual({"AppRun", "usr"}, set(os.listdir(root)))
        process.send_signal(signal.SIGINT)
        self.assertEqual(0, process.wait(30))
        process.stdout.close()
        self.assertEqual([], os.listdir(temporary))

    def test_an_end_that_is_asked_of_it_reaches_the_program(self):
        tree = self.folder / "sleeping"
        tree.mkdir()
        (tree / "AppRun").write_text("#!/bin/sh\necho started\nexec sleep 300\n")
        (tree / "AppRun").chmod(0o755)
        run("mksquashfs", tree, self.folder / "sleeping.files", "-comp", "zstd", "-root-owned", "-noappend", "-quiet", "-no-progress")
        image = self.folder / "sleeping.AppImage"
        image.write_bytes((self.folder / "runtime").read_bytes() + (self.folder / "sleeping.files").read_bytes())
        image.chmod(0o755)
        for how in ["0", "1"]:
            self.temporary = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
            environment = {**os.environ, "TMPDIR": str(self.temporary)} | ({"APPIMAGE_EXTRACT_AND_RUN": "1"} if how == "1" else {})
            with subprocess.Popen([image], stdout=subprocess.PIPE, text=True, env=environment) as process:
                self.assertEqual("started\n", process.stdout.readline())
                process.send_signal(signal.SIGTERM)
                self.assertIn(process.wait(30), [-signal.SIGTERM, 128 + signal.SIGTERM])
            self.assertEqual([], self.left_behind())

    def test_a_damaged_image_says_so_and_leaves_nothing(self):
        damaged = self.folder / "damaged.AppImage"
        runtime = (self.folder / "runtime").read_bytes()
        files = (self.folder / "files").read_bytes()
        for name, rest in [("nothing", b""), ("noise", b"\x5a" * 4096), ("cut", files[:200])]:
            with self.subTest(name):
                damaged.write_bytes(runtime + rest)
                damaged.chmod(0o755)
                done = self.start("x", image=damaged)
                self.assertNotEqual(0, done.returncode)
                self.assertIn("damaged", done.stderr)
                self.assertEqual([], self.left_behind())

    def test_an_unknown_option_is_refused(self):
        self.assertEqual(2, self.start("--appimage-nonsense").returncode)


class LeftOut(unittest.TestCase):
    def test_every_library_left_out_has_its_reason(self):
        for line in (IMAGE / "left_out.txt").read_text().splitlines():
            if line and not line.startswith("#"):
                soname, kind, reason = (part.strip() for part in line.split("|"))
                self.assertRegex(soname, r"^\S+\.so(\.\d+)*$")
                self.assertIn(kind, ["system", "fallback"])
                self.assertGreater(len(reason), 4)
