"""The tabs of the organisation: officers, elected people, local parties and partners."""

from __future__ import annotations

from automations.tabs import columns as c
from automations.tabs.declaration import Column, Tab

ELECTED_UNTIL = Column(
    "elected_until",
    "coming_date",
    ("Valgt til dato", "Til", "Vald til", "Periode til", "Utløper", "Term ends"),
    width=12,
)

OFFICERS = Tab(
    "officers",
    (
        Column("office", "text", ("Rolle", "Vervet", "Tillitsverv", "Funksjon", "Stilling", "Role",
                                  "Position"),
               required=True, width=22),
        c.NAME,
        c.GENDER,
        Column("level", "level", ("Ledd",), choices=c.LEVELS, width=12),
        c.MUNICIPALITY,
        c.MUNICIPALITY_NUMBER,
        Column("unit", "text", ("Partilag", "Utvalg", "Styre", "Organ", "Lokallag", "Board")),
        Column("elected_from", "date", ("Fra", "Valgt", "Vald frå", "Valgt dato", "Periode fra", "Elected"),
               width=12),
        ELECTED_UNTIL,
        c.EMAIL,
    ),
    words=("Tillitsvalgte", "Tillitsvalde", "Styret", "Styre", "Styre og utvalg", "Verv", "Vervoversikt",
           "Board"),
)  # fmt: skip

ELECTED = Tab(
    "elected",
    (
        c.REQUIRED_NAME,
        c.GENDER,
        Column("office", "text", ("Rolle", "Tillitsverv", "Funksjon", "Role", "Position"), width=22),
        c.MUNICIPALITY,
        c.MUNICIPALITY_NUMBER,
        ELECTED_UNTIL,
        c.REELECTION,
    ),
    words=("Folkevalgt", "Kommunestyret", "Kommunestyregruppa", "Kommunestyregruppen", "Councillors"),
)

PARTNERS = Tab(
    "partners",
    (
        Column("organisation", "text", ("Org", "Organisasjonen", "Organisasjonsnavn", "Partner",
                                        "Lag/organisasjon",
                                        "Samarbeidspartner", "Forening", "Organization"), required=True,
                                        width=26),
        Column("type", "partner_type", ("Slag", "Partnertype", "Kategori", "Kind"), required=True,
               choices=("lo", "lo_union", "auf", "interest", "voluntary"), width=20),
        Column("level", "level", ("Ledd",), choices=c.LEVELS, width=12),
        c.MUNICIPALITY,
        c.MUNICIPALITY_NUMBER,
        Column("contact_person", "name", ("Kontakt", "Navn", "Namn", "Kontaktperson hos dem", "Contact"),
               width=22),
        Column("role", "text", ("Verv", "Stilling", "Position"), width=16),
        c.EMAIL,
        c.PHONE,
        Column("our_contact", "name", ("Kontaktansvarlig", "Vår kontakt", "Ansvarlig", "Kontaktansvarleg",
                                       "Ansvarlig hos oss", "Ansvarleg"), required=True, width=22),
        Column("agreement_on", "date", ("Avtale", "Avtaledato", "Agreement"), width=12),
        Column("agreement_until", "coming_date", ("Avtale utløper", "Avtalen gjelder til"), width=14),
        Column("last_contact", "past_date", ("Sist kontaktet", "Siste kontakt", "Sist kontakt dato",
                                             "Sist møte",
                                             "Sist snakket", "Last contacted"), width=12),
        Column("next_contact", "coming_date", ("Neste avtale dato", "Neste kontakt", "Neste møte",
                                               "Next meeting"),
               width=12),
        Column("contact_until", "coming_date", ("Valgt til", "Periode", "Vald til", "Kontakt til dato"),
               width=12),
        Column("storage_consent", "yes_no", ("Samtykke", "Samtykke lagring", "Lagringssamtykke"),
               choices=c.YES_NO,
               width=14),
        Column("topic", "text", ("Saker", "Temaer", "Topics"), width=18),
        Column("follow_up_on", "coming_date", ("Følges opp", "Oppfølging dato", "Follow-up"), width=12),
        c.COMMENT,
    ),
    words=("Samarbeidspartner", "Partner", "Partnere", "Partnarar", "Kontakter", "LO og AUF", "Nettverk",
           "Allianser", "Alliansepartnere"),
    one_of=(("municipality", "municipality_number"),),
)  # fmt: skip

LOCAL_PARTIES = Tab(
    "local_parties",
    (
        c.MUNICIPALITY_NUMBER,
        Column("municipality", "municipality", (*c.MUNICIPALITY_WORDS, "Navn", "Namn", "Lag", "Name"),
               width=18),
        Column("county", "text", ("Fylkesparti", "Fylkeslag", "Region"), width=14),
        Column("leader", "name", ("Kommunepartileder", "Lagleder", "Leiar", "Chair"), width=20),
        Column("deputy", "name", ("Varaleder", "Nestleiar", "Vice chair", "Deputy leader"), width=20),
        Column("treasurer", "name", ("Økonomiansvarlig", "Kassar"), width=20),
        Column("secretary", "name", ("Sekretæren",), width=20),
        Column("membership_officer", "name", ("Medlemsansvarleg", "Medlemsansv", "Medlemskontakt"), width=20),
        Column("training_officer", "name", ("Studieleder", "Skoleringsansv", "Studieleiar"), width=20),
        Column("womens_network_leader", "name", ("Kvinnenettverket", "Kvinneleder",
                                                 "Leder kvinnenettverket"), width=20),
        Column("union_liaison", "name", ("Fagligpolitisk leder", "Faglig leder", "Fagleg leiar",
                                         "LO-kontakt"), width=20),
        Column("auf_contact", "name", ("AUF", "AUF kontakt", "AUF-representant"), width=20),
        Column("safeguarding_contact", "name", ("Varsling", "Varslingsansvarlig"), width=20),
        Column("new_member_routine", "yes_no", ("Rutine", "Rutine nye medlemmer", "Medlemsrutine"),
               choices=c.YES_NO),
        Column("annual_meeting_on", "date", ("Årsmøte", "Dato årsmøte"), width=12),
        Column("last_followed_up", "past_date", ("Sist kontaktet", "Fulgt opp", "Sist oppfulgt"), width=14),
        Column("next_follow_up", "coming_date", ("Neste oppfølgingsdato", "Neste kontakt"), width=14),
        Column("follow_up_by", "name", ("Fadder", "Følges opp av", "Kontaktperson fylke"), width=20),
        Column("council_seats", "number", ("Kommunestyreplasser", "Mandater", "Antall mandater", "Plasser",
                                           "Seats"),
               width=12),
        Column("safe_places", "number", ("Antall sikre plasser", "Sikre", "Trygge plassar"), width=12),
        Column("minutes", "text", ("Protokoll lenke", "Årsmøteprotokoll"), width=18),
        Column("guidelines_reviewed_on", "past_date", ("Retningslinjer", "Retningslinjer gjennomgått dato"),
               width=16),
        Column("website", "text", ("Hjemmeside", "Heimeside", "Web"), width=20),
        Column("public_email", "email", ("Kontakt-epost", "Kontakt e-post", "E-post", "Epost", "Email"),
               width=24),
    ),
    words=("Kommuneparti", "Lag", "Oversikt lag", "Partilag", "Lagsoversikt", "Lagoversikt", "Kommunelag"),
    one_of=(("municipality_number", "municipality"),),
)  # fmt: skip
