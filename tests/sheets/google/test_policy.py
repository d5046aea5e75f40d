"""For each fault: how often a request is sent, whether its token is looked for, and what is said."""

import pytest
from sheets.google.canned import FAULTS, IMPATIENT, PATIENT, PERSON, Canned, Time, refusal

from automations.errors import Refused
from automations.sheets.google.connection import TokenTaken

LIKE = {"html": "unavailable", "timeout": "no_connection", "reset": "no_connection"}
LIKE |= {"html with 200": "page_answer", "empty": "empty_answer"}
CODES = {name: LIKE.get(name, "unavailable" if name.isdecimal() else "strange_answer") for name in FAULTS}
DEADLINE = 300
CLOSED = "127.0.0.1:9"


@pytest.fixture
def canned():
    with Canned() as running:
        yield running


class Job:
    """One read or one batch, whose token is looked for through a read; `asked` counts the looks."""

    def __init__(self, canned, **given):
        self.canned = canned
        self.time = Time()
        slow = any("timeout" in script for script in canned.script.values())
        self.account = canned.account(self.time, timeout=IMPATIENT if slow else PATIENT, **given)
        self.asked = 0

    def get(self):
        return self.account.connection().get("bok", fields="sheets", place="Fylket")

    def update(self):
        batch = [{"createDeveloperMetadata": {"developerMetadata": {"metadataId": 1}}}]
        return self.account.connection().update("bok", batch, landed=self.landed, place="Fylket")

    def landed(self):
        self.asked += 1
        found = self.account.connection().get("bok", fields="developerMetadata", place="Fylket")
        return bool(found["developerMetadata"])

    def refused(self, do):
        with pytest.raises(Refused) as refused:
            do()
        shown = f"{refused.value} {refused.value.facts} {refused.value.place}"
        assert PERSON not in shown
        return refused.value.code.removeprefix("errors_google."), refused.value.status


@pytest.mark.parametrize("fault", [*FAULTS, "429"])
def test_a_read_is_sent_again_until_it_is_answered(canned, fault):
    told = FAULTS.get(fault, refusal(429))
    canned.script["GET"] = [told, told, None]
    job = Job(canned)
    assert job.get()["spreadsheetId"] == "bok"
    assert canned.sent("GET") == job.account.connection().reads == 3
    assert 0 < job.time.now <= 120.5


@pytest.mark.parametrize("fault", FAULTS)
def test_a_read_that_is_never_answered_ends_in_time_and_says_so(canned, fault):
    canned.script["GET"] = [FAULTS[fault]]
    job = Job(canned)
    assert job.refused(job.get) == (CODES[fault], "skipped")
    assert 200 < job.time.now <= DEADLINE
    assert canned.sent("GET") == 17


@pytest.mark.parametrize("fault", FAULTS)
def test_a_batch_whose_answer_was_lost_is_found_and_not_sent_again(canned, fault):
    canned.script["POST"] = [FAULTS[fault]]
    canned.effect = True
    job = Job(canned)
    assert job.update() is None
    assert (canned.sent("POST"), canned.applied, job.asked) == (1, 1, 1)
    assert job.time.now < 2


@pytest.mark.parametrize("fault", FAULTS)
def test_a_batch_that_did_not_take_effect_is_looked_for_and_then_the_same_is_sent_again(canned, fault):
    canned.script["POST"] = [FAULTS[fault], None]
    job = Job(canned)
    assert job.update() == {"spreadsheetId": "bok", "replies": [{"addSheet": {}}]}
    assert (canned.sent("POST"), canned.applied, job.asked) == (2, 1, 1)
    bodies = {one["body"] for one in canned.log if one["method"] == "POST"}
    assert len(bodies) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_batch_that_is_never_answered_is_looked_for_each_time_and_ends_in_time(canned, fault):
    canned.script["POST"] = [FAULTS[fault]]
    job = Job(canned)
    assert job.refused(job.update) == (CODES[fault], "skipped")
    sent = 3 if fault == "500" else 17  # a request that the server fails at is answered with 500 for ever
    assert canned.sent("POST") == job.account.connection().writes == job.asked == sent
    assert job.time.now <= DEADLINE


def test_server_faults_are_counted_apart_from_what_passes(canned):
    canned.script["POST"] = [*[FAULTS["503"]] * 4, FAULTS["500"], FAULTS["500"], None]
    job = Job(canned)
    assert job.update() is not None
    assert canned.sent("POST") == 7


def test_when_nothing_gets_through_any_more_the_search_for_the_token_ends_too(canned):
    canned.script = {"GET": [FAULTS["503"]], "POST": [FAULTS["reset"]]}
    job = Job(canned)
    assert job.refused(job.update) == ("unavailable", "skipped")
    assert canned.sent("POST") == 1
    assert job.time.now <= 2 * DEADLINE


def test_a_batch_that_met_the_quota_was_never_begun_so_nothing_is_looked_for(canned):
    canned.script["POST"] = [refusal(429), refusal(429), None]
    job = Job(canned)
    assert job.update() is not None
    assert (canned.sent("POST"), canned.applied, job.asked) == (3, 1, 0)
    assert job.time.now == 45 + 60.5


@pytest.mark.parametrize("do", ["get", "update"])
def test_a_quota_that_stays_used_up_ends_in_time(canned, do):
    canned.script = {"GET": [refusal(429)], "POST": [refusal(429)]}
    job = Job(canned)
    assert job.refused(getattr(job, do)) == ("quota", "skipped")
    assert len(canned.log) == 6
    assert job.asked == 0
    assert job.time.now <= DEADLINE


@pytest.mark.parametrize("do", ["get", "update"])
def test_where_no_connection_is_made_nothing_was_begun(canned, do):
    job = Job(canned, emulator=CLOSED)
    assert job.refused(getattr(job, do)) == ("no_connection", "skipped")
    assert job.asked == 0
    assert 200 < job.time.now <= DEADLINE


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_the_answer_names_is_kept(canned, status):
    canned.script["GET"] = [refusal(status, Retry_After="20"), None]
    job = Job(canned)
    job.get()
    assert job.time.now == 20.5


def test_a_wait_past_the_deadline_is_not_begun(canned):
    canned.script["GET"] = [refusal(429, Retry_After="3600")]
    job = Job(canned)
    assert job.refused(job.get) == ("quota", "skipped")
    assert (canned.sent("GET"), job.time.now) == (1, 0)


def test_a_wait_of_nothing_does_not_make_a_stream_of_requests(canned):
    canned.script["GET"] = [refusal(429, Retry_After="0")]
    job = Job(canned, chance=0.0)
    assert job.refused(job.get) == ("quota", "skipped")
    assert canned.sent("GET") < 20


@pytest.mark.parametrize("chance", [0.0, 0.999])
def test_waits_are_of_chance_and_grow_to_a_limit(canned, chance):
    canned.script["GET"] = [FAULTS["503"]]
    job = Job(canned, chance=chance)
    job.refused(job.get)
    waits = job.time.slept
    assert waits == sorted(waits)
    assert max(waits) <= 32
    assert waits[0] == pytest.approx(0.5 + chance / 2)


@pytest.mark.parametrize("fault", ["429", "503"])
@pytest.mark.parametrize("do", ["get", "update"])
def test_after_one_gave_up_later_ones_give_up_at_once_until_one_succeeds(canned, do, fault):
    method = "GET" if do == "get" else "POST"
    told = refusal(int(fault))
    canned.script[method] = [told]
    job = Job(canned)
    job.refused(getattr(job, do))
    if do == "update":
        job.get()  # that reading goes well says nothing about writing: their quotas are two
    began, sent = job.time.now, canned.sent(method)
    job.refused(getattr(job, do))
    assert (job.time.now, canned.sent(method)) == (began, sent + 1)
    canned.script[method] = [None]
    assert getattr(job, do)()
    canned.applied = 0
    canned.script[method] = [told, None]
    assert getattr(job, do)()
    assert job.time.now > began


def test_that_reading_gave_up_does_not_keep_writing_from_waiting(canned):
    canned.script = {"GET": [refusal(429)], "POST": [refusal(429), None]}
    job = Job(canned)
    job.refused(job.get)
    assert job.update() is not None
    assert canned.sent("POST") == 2


LASTING = [
    (refusal(400), "refused_by_google"),
    (refusal(400, "The document must not be an Office file."), "office_file"),
    (refusal(400, "above the limit of 10000000 cells."), "too_many_cells"),
    (refusal(400, "You are trying to edit a protected cell or object."), "protected_unknown"),
    (refusal(400, "more than the maximum of 50000 characters in a single cell."), "cell_too_long"),
    (refusal(401), "key_revoked_unknown"),
    (refusal(403, reason="SERVICE_DISABLED"), "api_off_unknown"),
    (refusal(403, "Sheets API has not been used in project 1 before"), "api_off_unknown"),
    (refusal(404), "not_found"),
]


@pytest.mark.parametrize("do", ["get", "update"])
@pytest.mark.parametrize(("told", "code"), [*LASTING, (refusal(403), None)])
def test_what_lasts_is_sent_once_and_said(canned, do, told, code):
    canned.script = {"GET": [told], "POST": [told]}
    job = Job(canned)
    known = code or ("no_access_unknown" if do == "get" else "read_only_unknown")
    assert job.refused(getattr(job, do)) == (known, "failed")
    assert (len(canned.log), job.asked, job.time.now) == (1, 0, 0)


def test_a_number_that_is_taken_is_told_apart_and_left_to_the_caller(canned):
    taken = (
        "Cannot add developer metadata with ID [1] because developer metadata with that ID already exists."
    )
    canned.script["POST"] = [refusal(400, taken)]
    job = Job(canned)
    with pytest.raises(TokenTaken):
        job.update()
    assert (canned.sent("POST"), job.asked) == (1, 0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"error": 1}',
        b'{"error": {"errors": null, "details": 5}}',
        b"\xff\xfe",
    ],
)
def test_a_refusal_in_any_shape_is_a_refusal(canned, body):
    canned.script["GET"] = [(403, body, {})]
    job = Job(canned)
    assert job.refused(job.get) == ("no_access_unknown", "failed")


def test_a_page_where_a_refusal_should_be_is_no_word_about_the_sheet(canned):
    canned.script["GET"] = [(403, b"\n<html>Logg inn p\xe5 nettet</html>", {})]
    job = Job(canned)
    assert job.refused(job.get) == ("page_answer", "failed")


def test_making_a_file_is_never_sent_twice_where_it_may_have_been_made(canned):
    for fault in FAULTS.values():
        canned.log.clear()
        canned.script["POST"] = [fault, (200, b'{"id": "ny"}', {})]
        job = Job(canned)
        job.refused(lambda job=job: job.account.connection().create("Ny", "mappe"))
        assert canned.sent("POST") == 1


def test_making_a_file_is_sent_again_where_it_was_never_begun(canned):
    canned.script["POST"] = [refusal(429), (200, b'{"id": "ny"}', {})]
    assert Job(canned).account.connection().create("Ny", "mappe") == "ny"
