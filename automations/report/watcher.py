"""A watcher outside this machine, told when a run starts and how it ends: it notices when nothing comes.

The address is called as healthchecks.io and its like have it (healthchecks.io/docs/signaling_failures):
/start, the address alone for success, / and the exit code for failure. Nothing else is sent. A watcher that
cannot be reached never fails a run.
"""

from __future__ import annotations

import logging

_SECONDS = 10.0
_LOG = logging.getLogger(__name__)


def told(address: str, event: str = "") -> None:
    """Call the address, with `event` as its last part; nothing where no address is given."""
    if not address:
        return
    import requests  # noqa: PLC0415 - only where somebody watches

    try:
        requests.post(f"{address.rstrip('/')}/{event}".rstrip("/"), timeout=_SECONDS)
    except requests.RequestException as error:
        # The address may be a secret: it is named neither here nor by the error's own text.
        _LOG.warning("the watcher could not be reached: %s", type(error).__name__)
