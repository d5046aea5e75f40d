"""Commands as real processes that begin where the imports are done: these are most of what a short one costs.

`ran(arguments, cwd=..., env=...)` is `subprocess.run([python, "-m", "automations", *arguments])`, but for
who makes the process: one that has imported the programme, calls nothing of it, and forks for each command.
What chooses its words as it is imported (the command line) is left to the child, and so is every environment.
Where a system cannot do so the command is started anew.
"""

import atexit
import json
import os
import pkgutil
import random
import runpy
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import cache
from importlib import import_module

ABLE = hasattr(os, "pidfd_open") and hasattr(socket, "AF_UNIX")
OF_PYTHON = ("PYTHON", "LC_", "LANG")  # what a process looks at before its first line


def ran(arguments, *, cwd, env, typed=None, timeout=120):
    """Run a command to its end: what subprocess.run gives, in text."""
    command = [sys.executable, "-m", "automations", *map(str, arguments)]
    given = {name: value for name, value in env.items() if name.startswith(OF_PYTHON)}
    if not ABLE or given | {"PYTHONWARNINGS": "error"} != _surroundings():
        return subprocess.run(
            command,
            cwd=cwd,
            env=env,
            input=typed or "",
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        files[0].write((typed or "").encode())
        files[0].seek(0)
        channel = stack.enter_context(socket.socket(socket.AF_UNIX))
        channel.settimeout(timeout)
        channel.connect(_server())
        asked = json.dumps([command[3:], str(cwd), dict(env)]).encode()
        socket.send_fds(channel, [len(asked).to_bytes(4, "big")], [file.fileno() for file in files])
        channel.sendall(asked)
        code = int(channel.makefile().readline())
        out, err = (_text(file) for file in files[1:])
    return subprocess.CompletedProcess(command, code, out, err)


def _text(file):
    file.seek(0)
    return file.read().decode("utf-8").replace("\r\n", "\n")


def _surroundings():
    held = {name: value for name, value in os.environ.items() if name.startswith(OF_PYTHON)}
    return held | {"PYTHONWARNINGS": "error"}


@cache
def _server():
    """Start the process that forks, one for each that tests; it ends when this one does."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = f"{folder}/s"
    process = subprocess.Popen(
        [sys.executable, __file__, address],
        env={**os.environ, "PYTHONWARNINGS": "error", "PYDANTIC_DISABLE_PLUGINS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(process.communicate)
    assert process.stdout.readline() == b"ready\n"
    return address


def _serve(address):
    """Fork for each request; gives what the child shall do, to the child."""
    with socket.socket(socket.AF_UNIX) as listener, selectors.DefaultSelector() as waiting:
        listener.bind(address)
        listener.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        waiting.register(listener, selectors.EVENT_READ)
        waiting.register(sys.stdin, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is sys.stdin:
                    sys.exit()
                if key.fileobj is not listener:
                    channel, child = key.data
                    waiting.unregister(key.fd)
                    os.close(key.fd)
                    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                    channel.sendall(f"{code}\n".encode())
                    channel.close()
                    continue
                channel, _ = listener.accept()
                size, descriptors, _, _ = socket.recv_fds(channel, 4, 3)
                asked = channel.recv(int.from_bytes(size, "big"), socket.MSG_WAITALL)
                child = os.fork()
                if not child:
                    channel.close()
                    return json.loads(asked), descriptors
                for each in descriptors:
                    os.close(each)
                waiting.register(os.pidfd_open(child), selectors.EVENT_READ, (channel, child))


def _become(arguments, cwd, env, descriptors):
    """Be a process that was started with these."""
    for number, each in enumerate(descriptors):
        os.dup2(each, number)
        os.close(each)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    random.seed()
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = ["automations", *arguments]
    sys.path[0] = cwd


if __name__ == "__main__":
    import automations

    for module in pkgutil.walk_packages(automations.__path__, "automations."):
        if not module.name.startswith(("automations.commands", "automations.cli", "automations.__main__")):
            import_module(module.name)
    (arguments, cwd, env), descriptors = _serve(sys.argv[1])
    _become(arguments, cwd, env, descriptors)
    runpy.run_module("automations", run_name="__main__", alter_sys=True)
