"""The tabs that the job keeps. In the task tab some columns are people's; the others nobody else writes."""

from __future__ import annotations

from automations.tabs.declaration import Column, Tab

TASKS = Tab(
    "tasks",
    (
        Column("task_id", "text", ("OppgaveID", "Oppgave id"), required=True, width=8, ours=True),
        Column("priority", "text", ("Prio",), width=9, ours=True),
        Column("task", "text", (), width=36, ours=True),
        Column("concerns", "text", ("Gjelder hvem",), width=18, ours=True),
        Column("why", "text", ("Begrunnelse", "Grunngiving"), width=38, ours=True),
        Column("due", "date", ("Forfall", "Deadline"), width=11, ours=True),
        Column("suggested", "text", ("Foreslått ansvarlig",), width=15, ours=True),
        Column("responsible", "text", ("Hvem", "Ansvarlig person", "Kven", "Owner"), width=15),
        Column("status", "task_status", ("Statusen",), choices=("new", "started", "waiting", "done",
                                                                "dismissed"),
               width=11),
        Column("deferred_until", "coming_date", ("Utsett", "Utsatt", "Utsatt til dato", "Vent til"),
               width=12),
        Column("comment", "text", ("Merknad", "Notat", "Kommentarer"), width=30),
        Column("own_task", "text", ("Egen oppgave", "Eiga oppgåve", "Oppgåve (eigen)"), width=30),
        Column("state", "text", (), width=18, ours=True),
        Column("created", "date", (), width=12, ours=True),
        Column("solved", "date", ("Løst", "Løyst"), width=12, ours=True),
    ),
    words=("Gjøreliste", "Oppgaveliste", "Gjeremål", "To do", "Oppgåveliste"),
    ours=True,
)  # fmt: skip

SUMMARY = Tab(
    "summary",
    (
        Column("figure", "text", ("Måltal",), width=56, ours=True),
        Column("now", "decimal", (), width=14, ours=True),
        Column("previous", "decimal", (), width=14, ours=True),
        Column("change", "decimal", (), width=14, ours=True),
        Column("goal", "decimal", (), width=14, ours=True),
    ),
    words=("Sammendrag", "Samandrag"),
    ours=True,
)

DATA_QUALITY = Tab(
    "data_quality",
    (
        Column("tab", "text", (), width=20, ours=True),
        Column("cell", "text", (), width=10, ours=True),
        Column("problem", "text", (), width=56, ours=True),
        Column("suggestion", "text", (), width=56, ours=True),
        Column("first_seen", "date", (), width=12, ours=True),
    ),
    words=("Feil og mangler", "Feil og manglar"),
    ours=True,
)

HISTORY = Tab("history", (Column("date", "date", (), width=12, ours=True),), words=("Historie",), ours=True)

LIST_PROPOSAL = Tab(
    "list_proposal",
    (
        Column("list", "text", (), width=28, ours=True),
        Column("place", "place", (), width=8, ours=True),
        Column("today", "text", (), width=28, ours=True),
        Column("proposal", "text", (), width=28, ours=True),
        Column("moved_from", "place", (), width=14, ours=True),
        Column("why", "text", (), width=56, ours=True),
    ),
    ours=True,
    headed=True,
)

GUIDE = Tab(
    "guide",
    (Column("topic", "text", (), width=30, ours=True), Column("text", "text", (), width=92, ours=True)),
    ours=True,
    headed=True,
)

MEMORY = Tab("memory", (), words=(), ours=True, hidden=True)
