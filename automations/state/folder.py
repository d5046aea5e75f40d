"""Where the state lies: a folder that its owner alone can read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from automations.errors import Refused

OWNER_ONLY = 0o700
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})


def state_place(environ: Mapping[str, str]) -> Path:
    """Say where the folder lies, be it there or not."""
    given = environ.get("AUTOMATIONS_STATE_DIR")
    if given:
        return Path(given)
    import platformdirs  # noqa: PLC0415 - only where nobody has named a folder

    return Path(platformdirs.user_state_dir("automations", appauthor=False))


def state_folder(environ: Mapping[str, str]) -> Path:
    """Find the folder, and make it where it is not there. Refused where it cannot be made."""
    path = state_place(environ)
    try:
        path.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    except OSError:
        raise Refused("errors_state.folder", place=str(path)) from None
    return path


def on_network_drive(path: Path, mounts: str) -> bool:
    """Tell whether a folder lies on a drive of another machine, where no lease can be trusted.

    `mounts` is the text of /proc/mounts: device, place and kind of file system in each line.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:  # noqa: PLR2004 - device, place, kind
            place = parts[1].replace("\\040", " ")
            if len(place) >= len(best) and path.is_relative_to(place):
                best, kind = place, parts[2]
    return kind in _NETWORK
