"""What the state remembers of mail."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from automations.state.database import opened
from automations.state.mailed import KINDS, Mailed

DAY = date(2026, 5, 20)


def test_a_day_s_mark_is_one_and_holds_after_a_restart(tmp_path):
    with opened(tmp_path) as db:
        assert Mailed(db).mark(DAY, "Ola@example.org", "tasks")
    with opened(tmp_path) as db:
        assert not Mailed(db).mark(DAY, "ola@example.org", "tasks")
        assert Mailed(db).mark(DAY, "ola@example.org", "summary")
        assert Mailed(db).mark(DAY + timedelta(days=1), "ola@example.org", "tasks")


def test_neither_the_file_nor_its_log_holds_an_address(tmp_path):
    with opened(tmp_path) as db:
        Mailed(db).mark(DAY, "ola@example.org", "tasks")
        Mailed(db).refuse(DAY, "ola@example.org")
        assert Mailed(db).recipient("OLA@example.org") in Mailed(db).refused()
        assert all(b"ola@" not in path.read_bytes() for path in tmp_path.iterdir())


def test_two_states_hash_an_address_differently(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with opened(tmp_path / "a") as one, opened(tmp_path / "b") as other:
        assert Mailed(one).recipient("ola@example.org") != Mailed(other).recipient("ola@example.org")


def test_a_refusal_is_forgotten_after_a_year(tmp_path):
    with opened(tmp_path) as db:
        Mailed(db).refuse(DAY, "ola@example.org")
        Mailed(db).refuse(DAY + timedelta(days=365), "eva@example.org")
        assert Mailed(db).recipient("ola@example.org") in Mailed(db).refused()
        Mailed(db).refuse(DAY + timedelta(days=366), "eva@example.org")
        assert Mailed(db).recipient("ola@example.org") not in Mailed(db).refused()


RUNS = st.lists(
    st.lists(
        st.sampled_from([("a@example.org", "sent"), ("a@example.org", "killed"), ("a@example.org", "unsure")])
    )
)


@settings(max_examples=50, deadline=None)
@given(runs=RUNS)
def test_however_often_a_day_is_run_and_killed_an_address_is_sent_to_at_most_once(tmp_path_factory, runs):
    folder = tmp_path_factory.mktemp("state")
    handed_over = 0
    for run in runs:
        with opened(folder) as db:
            for address, fate in run:
                if Mailed(db).mark(DAY, address, "tasks"):
                    handed_over += fate != "killed"
    assert handed_over <= 1


def test_who_is_forgotten_has_no_mark_and_nobody_else_loses_theirs(tmp_path):
    with opened(tmp_path) as db:
        mailed = Mailed(db)
        for address in ("ola@example.org", "per@example.org"):
            mailed.refuse(DAY, address)
            assert all(mailed.mark(DAY, address, kind) for kind in KINDS)
        mailed.forget("OLA@example.org")
        assert mailed.refused() == {mailed.recipient("per@example.org")}
        assert [mailed.marked(DAY, "ola@example.org", kind) for kind in KINDS] == [False, False]
        assert [mailed.marked(DAY, "per@example.org", kind) for kind in KINDS] == [True, True]
