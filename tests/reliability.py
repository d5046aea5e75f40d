"""`python tests/reliability.py --runs 10000`: people between any two requests of the job, and what is lost.

Prints how many cells of people's were lost or changed, how many values of the job's stood in another task's
row, and how many were different after the next run. Every seed that shows any is named.
"""

import argparse
import gc
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def share(seeds):
    """Run these seeds in one process."""
    from interference import World, behaviours
    from sheets_on_loopback import SheetsService

    total, bad = Counter(), []
    for kind in (0, 1):
        mine = [seed for seed in seeds if seed % 2 == kind]
        with SheetsService(behaviours(kind)) as service:
            world = World(service)
            gc.freeze()  # nothing of it is ever left; what a run leaves is looked for less often
            gc.set_threshold(50_000, 20, 100)
            for seed in mine:
                outcome, deeds = world.compared(seed)
                total.update(
                    runs=1,
                    planned=len(deeds),
                    acts=outcome.done,
                    refused=bool(outcome.refused),
                    lost=outcome.lost,
                    astray=outcome.astray,
                    different=outcome.different,
                )
                if outcome.lost or outcome.astray or outcome.different:
                    bad.append(seed)
                service.log.clear()
    return total, bad


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.runs)
    started = time.monotonic()
    total, bad = Counter(), []
    parts = [seeds[i : i + 50] for i in range(0, len(seeds), 50)]
    with ProcessPoolExecutor(given.workers) as pool:
        for one, some in pool.map(share, parts):
            total += one
            bad += some
            if some:
                print("seeds that show any:", *some, flush=True)
            if total["runs"] % 500 == 0:
                print("so far:", *(f"{name} {count}" for name, count in total.items()), flush=True)
    print(f"{total['runs']} runs, {total['acts']} of {total['planned']} acts done within the job's turn")
    print(f"cells of people's lost or changed: {total['lost']}")
    print(f"values of the job's on another task's row: {total['astray']}")
    print(f"differences after the next run: {total['different']}")
    print(f"second runs that were refused, as without interference: {total['refused']}")
    print(f"{time.monotonic() - started:.0f} s, {given.workers} at once")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
