"""Keys tell tasks apart and nobody's name."""

import re

from hypothesis import given
from hypothesis import strategies as st

from automations.plan.keys import fingerprint, task_key

text = st.text(max_size=30)


@given(text, text, text, text)
def test_a_key_is_a_letter_and_ten_more_and_the_same_every_time(salt, check, stage, identity):
    key = task_key(salt, check, stage, identity)
    assert re.fullmatch(r"T[A-Z2-7]{10}", key)
    assert key == task_key(salt, check, stage, identity)


def test_check_stage_identity_and_salt_each_make_another_key():
    others = [("s", "c", "t", "i"), ("S", "c", "t", "i"), ("s", "C", "t", "i"), ("s", "c", "T", "i")]
    keys = {task_key(*arguments) for arguments in [*others, ("s", "c", "t", "I")]}
    assert len(keys) == 5


def test_a_fingerprint_does_not_mind_the_order_of_facts():
    one, two = {"a": 1, "b": [1, 2]}, {"a": 2}
    assert fingerprint("s", [one, two]) == fingerprint("s", [two, dict(reversed(one.items()))])
    assert fingerprint("s", [one]) != fingerprint("s", [two])
