"""Break the package on purpose, one small thing at a time, and see whether a test notices.

    python tests/mutate.py [--sample N] [--seed S] [--minutes M] [MODULE...]

MODULE is a file or a folder of the package, such as `automations/plan` or
`automations/checks/registry.py`; without any, `checks`, `plan` and `recognise` are taken. Of each module
at most N mutants (default 12) are drawn by lot, the same ones for the same seed, round by round through
the modules, so that stopping after M minutes (default 30) leaves the modules evenly tried. The mutants
are: another comparison, `and` for `or`, a `not` less, `+` for `-`, a number one off, a string emptied, the
other of True and False, None returned, a statement left out, and the branches of an if exchanged.

The package and the tests are copied first, so edits made meanwhile do not matter. Two processes work at
once. Each mutant meets the tests of the mirrored folder and the daily job's, up to the first failure; one
that takes far longer than the tests do is killed as well. Printed are the survivors, killed and survived
a module, and the score. The exit code is 0 whatever the score; 1 where the tests fail unbroken.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "automations"
FOLDERS = ("checks", "plan", "recognise")
DAILY_JOB = Path("tests", "plan", "test_daily_job.py")
PROCESSES = 2
FAR_LONGER = 4  # times what the unbroken tests take, and some seconds

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One thing broken in one module: `source` is the whole module with it."""

    module: Path
    line: int
    what: str
    source: str


# A mutation: how it is called, and what changes the node in place (or gives the one to put instead).
Mutation = tuple[str, Callable[[ast.AST], "ast.AST | None"]]


def mutations(node: ast.AST) -> Iterator[Mutation]:
    """Name everything that can be broken in one node."""
    yield from _in_an_operator(node)
    if isinstance(node, ast.Constant):
        yield from ((f"{node.value!r} → {value!r}", _put("value", None, value)) for value in _others(node))
    elif isinstance(node, ast.Return) and not (node.value is None or _is_none(node.value)):
        yield "return None", _put("value", None, ast.Constant(None))
    elif isinstance(node, (ast.If, ast.IfExp)):
        yield "branches exchanged", _negate
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "condition left out", _put("ifs", None, [])
    if isinstance(node, (ast.Expr, ast.AugAssign, ast.Continue, ast.Break, ast.Raise)):
        yield "statement left out", lambda _found: ast.Pass()


def _in_an_operator(node: ast.AST) -> Iterator[Mutation]:
    if isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            other = COMPARISONS[type(operator)]
            yield f"{type(operator).__name__} → {other.__name__}", _put("ops", i, other())
    elif isinstance(node, ast.BoolOp):
        word = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{type(node.op).__name__} → {word.__name__}", _put("op", None, word())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not left out", lambda found: found.operand  # type: ignore[attr-defined]  # just seen
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in ARITHMETIC:
        sign = ARITHMETIC[type(node.op)]
        yield f"{type(node.op).__name__} → {sign.__name__}", _put("op", None, sign())


def _others(constant: ast.Constant) -> list[object]:
    value = constant.value
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    return [""] if isinstance(value, str) and value else []


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _put(name: str, index: int | None, value: object) -> Callable[[ast.AST], None]:
    def change(node: ast.AST) -> None:
        if index is None:
            setattr(node, name, value)
        else:
            getattr(node, name)[index] = value

    return change


def _negate(node: ast.AST) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)  # type: ignore[attr-defined]  # an if


def _is_said_only(node: ast.AST) -> bool:
    """Tell a docstring from a statement: breaking one breaks nothing."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Walk what can be broken as (parent, field, index, node), leaving out what breaks nothing."""
    todo: list[ast.AST] = [tree]
    while todo:
        parent = todo.pop()
        for name, value in ast.iter_fields(parent):
            if name in {"annotation", "returns", "type_params"} or _says_no_behaviour(parent, name):
                continue
            children = value if isinstance(value, list) else [value]
            for i, child in enumerate(children):
                if not isinstance(child, ast.AST) or _is_said_only(child):
                    continue
                if isinstance(child, (ast.Import, ast.ImportFrom)):
                    continue
                if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                    continue
                yield parent, name, i if isinstance(value, list) else None, child
                todo.append(child)


def _says_no_behaviour(parent: ast.AST, name: str) -> bool:
    """Tell what no test could notice: types, `__all__`, and promises that hold anyway."""
    if name != "value":
        return False
    if isinstance(parent, ast.AnnAssign):
        return "TypeAlias" in ast.unparse(parent.annotation)
    if isinstance(parent, ast.Assign):
        said = ast.unparse(parent)
        return "Literal" in said or said.startswith("__all__")
    return isinstance(parent, ast.keyword) and parent.arg in {"frozen", "slots", "strict"}


def drawn(module: Path, sample: int, seed: int) -> list[Mutant]:
    """Draw a module's mutants by lot, leaving out those that read like the module itself."""
    tree = ast.parse(module.read_text("utf-8"))
    unbroken = ast.unparse(tree)
    lots = [
        (at, which)
        for at, (_, _, _, node) in enumerate(places(tree))
        for which, _ in enumerate(mutations(node))
    ]
    random.Random(f"{seed}:{module.relative_to(ROOT)}").shuffle(lots)
    found: list[Mutant] = []
    for at, which in lots:
        if len(found) == sample:
            break
        mutant = broken(tree, module, at, which)
        if mutant.source != unbroken:
            found.append(mutant)
    return found


def broken(tree: ast.Module, module: Path, at: int, which: int) -> Mutant:
    """Make one mutant: the mutation `which` of the place `at`."""
    tree = copy.deepcopy(tree)
    parent, name, index, node = list(places(tree))[at]
    what, change = list(mutations(node))[which]
    line: int = getattr(node, "lineno", 0) or getattr(parent, "lineno", 1)
    instead = change(node)
    if instead is not None:
        _put(name, index, ast.copy_location(instead, node))(parent)
    return Mutant(module, line, what, ast.unparse(ast.fix_missing_locations(tree)))


class Bench:
    """A copy of the package and the tests, in which one mutant at a time takes a module's place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (PACKAGE, "tests"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        self._run(sys.executable, "-m", "compileall", "-q", PACKAGE, timeout=None)

    def _run(self, *command: str, timeout: float | None) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("AUTOMATIONS_", "COV_"))}
        environment |= {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def imported_from(self) -> Path:
        """Where Python finds the package here: not the installed one, or nothing would be tried."""
        told = self._run(sys.executable, "-c", f"import {PACKAGE}; print({PACKAGE}.__file__)", timeout=60)
        return Path(told.stdout.strip())

    def tests(self, module: Path) -> list[str]:
        """The tests of the mirrored folder, and the daily job's."""
        mirrored = Path("tests", module.relative_to(ROOT / PACKAGE).parts[0])
        folders = [str(mirrored)] if (self.folder / mirrored).is_dir() else []
        return list(dict.fromkeys([*folders, str(DAILY_JOB)]))

    def passes(self, tests: list[str], timeout: float | None) -> bool:
        """Run tests up to the first failure; what takes too long has failed."""
        options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")
        try:
            ended = self._run(sys.executable, "-m", "pytest", *options, *tests, timeout=timeout)
        except subprocess.TimeoutExpired:
            return False
        return ended.returncode == 0

    def survives(self, mutant: Mutant, timeout: float) -> bool:
        """Put a mutant in the module's place, run the tests, and take it out again."""
        here = self.folder / mutant.module.relative_to(ROOT)
        unbroken = here.read_text("utf-8")
        for compiled in here.parent.glob(f"__pycache__/{here.stem}.*.pyc"):
            compiled.unlink()  # it could be taken for the mutant's, which has the same second and size
        here.write_text(mutant.source, "utf-8")
        try:
            return self.passes(self.tests(mutant.module), timeout)
        finally:
            here.write_text(unbroken, "utf-8")


def chosen(asked: list[str]) -> list[Path]:
    """The modules to break, by path."""
    starts = [Path(name).resolve() for name in asked] or [ROOT / PACKAGE / name for name in FOLDERS]
    found = [p for start in starts for p in (sorted(start.rglob("*.py")) if start.is_dir() else [start])]
    return [path for path in found if path.read_text("utf-8").strip()]


def timeouts(bench: Bench, modules: list[Path]) -> dict[tuple[str, ...], float]:
    """How long the tests may take with a mutant. SystemExit where they fail without."""
    found: dict[tuple[str, ...], float] = {}
    for tests in {tuple(bench.tests(module)) for module in modules}:
        start = time.monotonic()
        if not bench.passes(list(tests), None):
            sys.exit(f"{' '.join(tests)} fail with nothing broken")
        found[tests] = FAR_LONGER * (time.monotonic() - start) + 10
    return found


def main() -> None:
    """Draw the mutants, try them, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--sample", type=int, default=12, help="mutants a module")
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--minutes", type=float, default=30, help="start no further mutant after these")
    asked = parser.parse_args()
    deadline = time.monotonic() + 60 * asked.minutes
    modules = chosen(asked.modules)
    with tempfile.TemporaryDirectory() as name:
        benches: SimpleQueue[Bench] = SimpleQueue()
        for number in range(PROCESSES):
            bench = Bench(Path(name, str(number)))
            if not bench.imported_from().is_relative_to(Path(name).resolve()):
                sys.exit(f"the copy is not imported, but {bench.imported_from()}")
            benches.put(bench)
        print(f"trying {bench.imported_from().parent}")
        allowed = timeouts(bench, modules)
        by_module = [drawn(module, asked.sample, asked.seed) for module in modules]
        in_turn = [mutant for each in zip_longest(*by_module) for mutant in each if mutant]

        def tried(mutant: Mutant) -> tuple[Mutant, bool] | None:
            if time.monotonic() > deadline:
                return None
            mine = benches.get()
            try:
                return mutant, mine.survives(mutant, allowed[tuple(mine.tests(mutant.module))])
            finally:
                benches.put(mine)

        with ThreadPoolExecutor(PROCESSES) as pool:
            outcomes = [outcome for outcome in pool.map(tried, in_turn) if outcome]
    tell(outcomes, len(in_turn))


def tell(outcomes: list[tuple[Mutant, bool]], drawn_in_all: int) -> None:
    """Print killed and survived a module with the survivors, and the score."""
    counts: dict[Path, Counter[bool]] = defaultdict(Counter)
    survivors: dict[Path, list[Mutant]] = defaultdict(list)
    for mutant, lives in outcomes:
        counts[mutant.module][lives] += 1
        if lives:
            survivors[mutant.module].append(mutant)
    for module in sorted(counts):
        killed, survived = counts[module][False], counts[module][True]
        print(f"{module.relative_to(ROOT)}: {killed} killed, {survived} survived")
        for mutant in sorted(survivors[module], key=lambda each: each.line):
            code = module.read_text("utf-8").splitlines()[mutant.line - 1].strip()
            print(f"    line {mutant.line}: {mutant.what}    in  {code}")
    dead = sum(not survived for _, survived in outcomes)
    if len(outcomes) < drawn_in_all:
        print(f"stopped by the clock: {len(outcomes)} of {drawn_in_all} mutants tried")
    print(f"score: {dead} of {len(outcomes)} killed ({100 * dead / max(len(outcomes), 1):.1f} %)")


if __name__ == "__main__":
    main()
