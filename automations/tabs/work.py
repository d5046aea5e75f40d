"""The tabs of what is going on: activities, training, the campaign, and the workbook's settings."""

from __future__ import annotations

from automations.tabs import columns as c
from automations.tabs.declaration import Column, Tab

ACTIVITIES = Tab(
    "activities",
    (
        Column("date", "date", ("Når", "Dag", "Tidspunkt", "Møtedato", "When"), required=True, width=12),
        Column("title", "text", ("Aktivitet", "Hva", "Tema", "Møte", "Arrangement", "Kva", "What"), width=28),
        Column("type", "activity_type", ("Aktivitetstype", "Slag", "Kind"),
               choices=("board_meeting", "members_meeting", "debate", "stall", "door_knocking",
                        "phone_bank", "course",
                        "social", "open_meeting", "auf", "lo"), width=16),
        Column("form", "activity_form", ("Form", "Digital/fysisk", "Fysisk/digitalt"),
               choices=("physical", "digital", "hybrid"), width=12),
        Column("organiser", "text", ("Arrangør/lag", "Ansvarlig", "Arrangert av", "Ansvarleg"), width=18),
        c.MUNICIPALITY,
        c.MUNICIPALITY_NUMBER,
        Column("participants", "number", ("Deltakere", "Antall", "Deltakarar", "Oppmøte", "Attendance"),
               width=12),
        Column("volunteers", "number", ("Antall frivillige",), width=12),
        Column("new_members_invited", "yes_no", ("Nye invitert", "Nye medlemmer", "Nye medlemmer inviterte"),
               choices=c.YES_NO, width=16),
        Column("auf_invited", "yes_no", ("AUF", "AUF inviterte", "Invitert AUF"), choices=c.YES_NO, width=12),
        Column("host", "text", ("Tatt imot av", "Ny deltaker tatt imot av", "Vertskap"), width=16),
        Column("agenda", "text", ("Saksliste lenke", "Dagsorden", "Sakliste"), width=18),
        Column("minutes", "text", ("Referat lenke", "Protokoll", "Referatet"), width=18),
        Column("open_to", "text", ("Åpen for", "Ope for", "Målgruppe", "Open for"), width=16),
    ),
    words=("Aktivitet", "Møter", "Møte", "Møteplan", "Terminliste", "Kalender", "Arrangementer", "Årshjul",
           "Events"),
)  # fmt: skip

TRAINING = Tab(
    "training",
    (
        Column("course", "text", ("Kursnavn", "Skolering", "Kursnamn", "Kurset"), required=True, width=26),
        Column("date", "date", ("Når", "Kursdato", "Tidspunkt"), width=12),
        Column("audience", "text", ("For hvem", "For kven"), width=18),
        Column("name", "name", (*c.NAME_WORDS, "Deltaker", "Deltakere", "Deltakar", "Deltakarar",
                                "Participant",
                                "Participants"), width=24),
        Column("status", "training_status", ("Kursstatus",), choices=("enrolled", "completed", "cancelled"),
               width=14),
        Column("topic", "text", ("Hovedsak", "Temaer", "Hovudsak"), width=18),
        c.MUNICIPALITY,
        c.MUNICIPALITY_NUMBER,
    ),
    words=("Kurs", "Studier", "Kursoversikt", "Kursplan", "Skoleringsplan", "Courses"),
)  # fmt: skip

CAMPAIGN = Tab(
    "campaign",
    (
        Column("role", "text", ("Oppgave", "Funksjon", "Verv", "Ansvar"), required=True, width=22),
        c.NAME,
        c.MUNICIPALITY,
        c.MUNICIPALITY_NUMBER,
        Column("starts_on", "coming_date", ("Oppstart dato", "Starter", "Start", "Startar"), width=12),
        Column("callers", "number", ("Antall ringere", "Ringarar"), width=10),
        Column("stall_staff", "number", ("Stand", "Antall standvakter", "Standvakter antall"), width=12),
    ),
    words=("Valgkampapparat", "Valgkampplan", "Valgkampen", "Valkampen"),
)

SETTINGS = Tab(
    "settings",
    (
        Column(
            "name",
            "text",
            ("Innstilling", "Valg", "Nøkkel", "Setting", "Key", "Hva"),
            required=True,
            width=28,
        ),
        Column("value", "text", ("Svar", "Innhold", "Innhald"), width=28),
    ),
    words=("Innstilling", "Oppsett", "Konfigurasjon", "Configuration"),
)
