"""The command as a real process, without the time that Python takes to load it.

More than half of what a command on a small workbook takes is the loading of modules, and the tests start
hundreds. So a process that has loaded them forks for each command, and the fork has environment, folder,
streams and an end of its own. The commands' own modules ask the command line as they load, so it loads them.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from tempfile import TemporaryFile

SECONDS = 120  # that a command may take
READ_BY_PYTHON = ("PYTHON", "LC_", "LANG")  # names in the environment that count when it starts
LOADED_IN_THE_FORK = ("automations.__main__", "automations.cli", "automations.commands")


class Preloaded:
    """Runs commands, from one loaded process for each way that Python starts."""

    def __init__(self):
        self._loaded = {}

    def run(self, *arguments, cwd, env, typed=""):
        """Tell how `automations …` ended, as `subprocess.run` does."""
        command = [sys.executable, "-m", "automations", *map(str, arguments)]
        if not hasattr(os, "fork"):
            return subprocess.run(
                command, cwd=cwd, env=env, input=typed,
                capture_output=True, encoding="utf-8", timeout=SECONDS, check=False,
            )  # fmt: skip
        with ExitStack() as files:
            streams = [files.enter_context(TemporaryFile("w+", encoding="utf-8")) for _ in range(3)]
            streams[0].write(typed)
            streams[0].seek(0)
            channel = self._channel(env)
            socket.send_fds(channel, [b"."], [stream.fileno() for stream in streams])
            channel.sendall(json.dumps([command[2:], str(cwd), env]).encode() + b"\n")
            code = int(channel.recv(16))
            if code == -signal.SIGALRM:
                raise subprocess.TimeoutExpired(command, SECONDS)
            for stream in streams[1:]:
                stream.seek(0)
            return subprocess.CompletedProcess(command, code, streams[1].read(), streams[2].read())

    def _channel(self, env):
        key = frozenset((name, value) for name, value in env.items() if name.startswith(READ_BY_PYTHON))
        if key not in self._loaded:
            ours, theirs = socket.socketpair()
            with theirs:
                command = [sys.executable, __file__, str(theirs.fileno())]
                quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
                loading = {**env, "PYDANTIC_DISABLE_PLUGINS": "1"}  # as the command line has it
                self._loaded[key] = (
                    ours, subprocess.Popen(command, env=loading, pass_fds=[theirs.fileno()], **quiet)
                )  # fmt: skip
        return self._loaded[key][0]

    def close(self):
        """Let the loaded processes end."""
        for channel, process in self._loaded.values():
            channel.close()
            process.wait(SECONDS)


def load():
    """Load what asks neither the command line nor the environment as it loads."""
    del sys.path[0]  # this file's folder
    package = importlib.import_module("automations")
    for module in pkgutil.walk_packages(package.__path__, "automations."):
        if not module.name.startswith(LOADED_IN_THE_FORK):
            importlib.import_module(module.name)
    importlib.import_module("click")
    gc.freeze()


def fork_for_each(channel):
    """Say in the main process how each fork ended. In a fork, be a process that has just started."""
    asked = channel.makefile()
    while streams := socket.recv_fds(channel, 1, 3)[1]:
        arguments, folder, environment = json.loads(asked.readline())
        child = os.fork()
        if not child:
            asked.close()
            channel.close()
            signal.alarm(SECONDS)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            time.tzset()
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            sys.argv = arguments
            sys.path.insert(0, folder)
            return runpy.run_module("automations", run_name="__main__", alter_sys=True)
        for stream in streams:
            os.close(stream)
        channel.sendall(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return None


if __name__ == "__main__":
    load()
    with socket.socket(fileno=int(sys.argv[1])) as ours:
        fork_for_each(ours)
