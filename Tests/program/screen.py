"""A terminal as a person has it, by tmux."""

import os
import re
import subprocess
import time

PATIENCE = 20


class Screen:
    """A terminal of tmux with one window, on a socket of its own."""

    def __init__(self, home, variables, size=(100, 30)):
        self.name = f"couplet-{os.getpid()}"
        environment = {**home.environment, "TERM": "xterm-256color", **variables}
        self.environment = environment
        # A shell beneath the program, as a person has it.
        width, height = (str(cells) for cells in size)
        self.run(
            "-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height, "-c", str(home.files), "/bin/sh -i")

    def run(self, *words):
        """Gives tmux a command, and gives what it prints."""
        return subprocess.run(
            ["tmux", "-L", self.name, *words], env=self.environment, capture_output=True, text=True, check=False,
            timeout=PATIENCE).stdout

    def type(self, *keys):
        """Types keys by their names, and what is no name as it is."""
        self.run("send-keys", *keys)

    def wait(self, pattern):
        """Waits until the screen shows something; gives whether it did."""
        return wait(lambda: re.search(pattern, self.run("capture-pane", "-p")))

    def close(self):
        self.run("kill-server")


class Seat:
    """Somebody before a screen, and what is checked of what it shows."""

    # What stands where the shell waits, for the administrator and for others.
    PROMPTS = ("#", "$")

    def __init__(self, home, variables, name=""):
        self.home, self.name = home, name
        self.screen = Screen(home, variables, (80, 24))
        self.passed, self.failures = 0, []

    def shown(self):
        """What stands on the screen."""
        return self.screen.run("capture-pane", "-p")

    def check(self, holds, what):
        """Counts one check."""
        if holds:
            self.passed += 1
        else:
            self.failures.append(f"{self.name}{': ' if self.name else ''}{what}\n{self.shown().strip()}")

    def has_prompt(self):
        """Whether the last line is a prompt and nothing else."""
        return self.shown().rstrip().split("\n")[-1].strip() in self.PROMPTS


def wait(holds):
    """Waits until something holds; gives whether it did."""
    end = time.monotonic() + PATIENCE
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.05)
    return bool(found)
