"""A home of its own for the program: folders, keys, surroundings, and a way to run it."""

import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = pathlib.Path(os.environ.get("COUPLET_BINARY") or ROOT / ".build" / "debug" / "couplet").absolute()
FIXTURE = ROOT / "Tests" / "Fixtures" / "practices" / "m0006-room-sealed.couplet"
PASSPHRASE = "four words and more"
NEW_PASSPHRASE = "other words and some more"
TODAY = "2026-11-23"
# A command that takes longer than this hangs.
PATIENCE = 60


class Home:
    """Folders that are the owner's alone, a sealed practice file, and the two passphrases."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        for name in ("", "home", "tmp", "run", "files", "keys"):
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        self.files = self.folder / "files"
        # The sealed sample as this program writes it, once it was opened.
        self.sample = None
        self.old_key = self.key("old", PASSPHRASE)
        self.new_key = self.key("new", NEW_PASSPHRASE)
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "tmp"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "COUPLET_FILE": "practice.couplet",
            "COUPLET_PASSPHRASE_FILE": str(self.old_key),
            "SHELL": "/bin/bash",
            "USER": "ada",
            "TZ": "UTC",
            "LANG": "C.UTF-8",
        }

    def key(self, name, phrase):
        """A passphrase file that others can't read."""
        path = self.folder / "keys" / name
        path.write_text(phrase, encoding="utf-8")
        path.chmod(0o600)
        return path

    def take_fixture(self):
        """Puts a fresh copy of the sealed sample there, as this program writes it; nothing else stays."""
        if self.sample is None:
            self.place(FIXTURE.read_bytes())
            # Opening it brings the older sample to this program's version, and keeps it as it was beside it.
            status, _, errors = self.run(("couple", "list"))
            if status != 0:
                raise OSError(f"the sample doesn't open: {errors.decode()}")
            # It has no anchor beside it, so nothing would be added before somebody says that it is whole.
            status, _, errors = self.run(("check", "--accept-loss", "--yes"))
            if status != 0:
                raise OSError(f"the sample can't be gone on with: {errors.decode()}")
            self.sample = (self.files / "practice.couplet").read_bytes()
        self.place(self.sample)

    def place(self, content):
        """Puts a practice file of that content there; nothing else stays."""
        shutil.rmtree(self.files)
        self.forget(self.files)
        self.files.mkdir(mode=0o700)
        path = self.files / "practice.couplet"
        path.write_bytes(content)
        path.chmod(0o600)

    @staticmethod
    def memory(files):
        """Where the program remembers of files between runs: apart for each folder, as on a computer for each."""
        return pathlib.Path(f"{files}.state")

    def forget(self, files):
        """Files are put back as they were, so nothing of what became of them may be remembered."""
        shutil.rmtree(self.memory(files), ignore_errors=True)

    def start(self, arguments, text=b"", files=None, locked=False, output=subprocess.PIPE, more=None):
        """Starts the program on these files, its standard input a file that holds the text."""
        given = self.folder / "tmp" / f"input-{(files or self.files).name}"
        given.write_bytes(text)
        environment = self.environment | {"XDG_STATE_HOME": str(self.memory(files or self.files))} | (more or {})
        if locked:
            del environment["COUPLET_PASSPHRASE_FILE"]
        with open(given, "rb") as standard_input:
            given.unlink()
            return subprocess.Popen(
                [BINARY, *arguments], cwd=files or self.files, env=environment, stdin=standard_input, stdout=output,
                stderr=output)

    def run(self, arguments, text=b"", files=None, locked=False, more=None):
        """Runs the program to its end, with more in its environment, and gives its status, output and errors."""
        process = self.start(arguments, text, files, locked, more=more)
        try:
            output, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        return process.returncode, output, errors
