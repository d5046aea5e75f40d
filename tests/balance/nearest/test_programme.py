"""Overlapping rules against a programme that is written another way: who stands where, one by one."""

import random
import subprocess
import sys

import highspy
import pytest

from automations.balance.nearest.dynamic import by_footrule, states
from automations.balance.nearest.overlapping import by_programme
from automations.balance.nearest.problem import Bound, Demand, Problem, footrule, meets
from automations.balance.nearest.solve import nearest


def long_list(size, seed):
    """A list of two genders, four districts and some young, with a rule for each, and two locks."""
    dice = random.Random(seed)
    groups = [
        frozenset({dice.choice(["woman", "man", "man"]), dice.choice("NESW"), dice.choice(["young", "", ""])})
        for _ in range(size)
    ]
    there = {name: sum(name in some for some in groups) for name in ("woman", "man", "young", *"NESW")}
    half = Demand(
        "half",
        tuple(
            Bound(name, range(top), min(top // 2, there[name] // 2))
            for top in (2, size // 4, size // 2)
            for name in ("woman", "man")
        ),
    )
    districts = Demand(
        "districts", tuple(Bound(name, range(size // 2), min(2, there[name])) for name in "NESW")
    )
    young = Demand("young", (Bound("young", range(size // 4), 2, size // 6),))
    block = Demand("block", (Bound("woman", range(size // 2, size // 2 + 5), 1, 3),))
    return Problem(tuple(groups), (half, districts, young, block), frozenset({0, size // 3}))


def assigned(problem):
    """The least footrule by HiGHS over an n x n assignment; None where there is no list."""
    size = len(problem)
    highs = highspy._Highs()  # noqa: SLF001 - as in overlapping.py
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    lp = highspy.HighsLp()
    rows, lower, upper = [], [], []

    def row(columns, low, high):
        rows.append(columns)
        lower.append(low)
        upper.append(high)

    for one in range(size):
        row([one * size + place for place in range(size)], 1, 1)
        row([who * size + one for who in range(size)], 1, 1)
    for who in problem.locked:
        row([who * size + who], 1, 1)
    for bound in problem.bounds:
        those = [who for who in range(size) if bound.group in problem.groups[who]]
        most = size if bound.most is None else bound.most
        row([who * size + place for who in those for place in bound.places], bound.least, most)
    lp.num_col_, lp.num_row_ = size * size, len(rows)
    lp.col_cost_ = [abs(who - place) for who in range(size) for place in range(size)]
    lp.col_lower_, lp.col_upper_ = [0.0] * size**2, [1.0] * size**2
    lp.row_lower_, lp.row_upper_ = lower, upper
    lp.integrality_ = [highspy.HighsVarType.kInteger] * size**2
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = [sum(map(len, rows[:at])) for at in range(len(rows) + 1)]
    lp.a_matrix_.index_ = [column for columns in rows for column in columns]
    lp.a_matrix_.value_ = [1.0] * sum(map(len, rows))
    highs.passModel(lp)
    highs.run()
    optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(highs.getInfo().objective_function_value) if optimal else None


@pytest.mark.parametrize("size", [20, 30, 40, 60, 80])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_optimum_is_that_of_another_programme(size, seed):
    problem = long_list(size, seed)
    found, wanted = nearest(problem), assigned(problem)
    assert problem.overlapping
    assert (found is None) == (wanted is None)
    if found is not None:
        assert found.measure == "footrule"
        assert footrule(found.order) == wanted
        standing = [problem.groups[who] for who in found.order]
        assert all(meets(demand, standing) for demand in problem.demands)


def test_most_of_those_lists_exist():
    found = [nearest(long_list(size, seed)) for size in (20, 30, 40) for seed in (1, 2)]
    assert sum(each is not None for each in found) >= 4


@pytest.mark.parametrize("seed", range(12))
def test_the_search_and_the_programme_agree(seed):
    problem = long_list(14, seed)
    assert states(problem) < 1_000_000
    searched, programmed = by_footrule(problem), by_programme(problem)
    assert (searched is None) == (programmed is None)
    if searched is not None:
        assert footrule(searched.order) == footrule(programmed.order)
        assert searched.only_one == programmed.only_one


def test_nothing_is_printed_on_the_way():
    code = (
        "from automations.balance.nearest.problem import *\n"
        "from automations.balance.nearest.overlapping import by_programme\n"
        "first = Demand('one', (Bound('b', range(1), 1),))\n"
        "by_programme(Problem((frozenset('a'), frozenset('ab')), (first,)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")
