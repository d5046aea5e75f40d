"""The tab of candidate lists: one list a tab, or many lists in one."""

from __future__ import annotations

from automations.tabs import columns as c
from automations.tabs.declaration import Column, Tab

CANDIDATES = Tab(
    "candidates",
    (
        Column("place", "place", ("Nr", "Nr.", "Kandidatnr", "Kandidatnummer", "Listeplass", "Plassnr",
                                  "PLASSNR",
                                  "Plassering", "Plass nr", "candidate_number", "Number", "Rank"),
               required=True, width=8),
        c.NAME,
        c.FIRST_NAME,
        c.LAST_NAME,
        Column("gender", "gender", c.GENDER_WORDS, required=True, choices=c.GENDERS, width=10),
        c.BIRTH_YEAR,
        Column("residence", "text", ("Bostad", "Adresse", "Sted", "Bustad", "candidate_residence", "Bor"),
               width=16),
        Column("occupation", "text", ("Yrke", "Tittel", "Stillingstittel", "candidate_profession",
                                      "Profession"),
               width=18),
        Column("extra_vote", "yes_no", ("Kumulert", "Forhåndskumulert", "STEMMETILLEGG", "Forhåndskumulering",
                                        "Kumulering", "Førehandskumulert", "Pre-cumulated"),
                                        choices=c.YES_NO, width=14),
        Column("safe_place", "yes_no", ("Sikker", "Trygg plass", "Safe"), choices=c.YES_NO, width=12),
        c.REELECTION,
        Column("stood_before", "yes_no", ("Stilte", "Stilte sist", "Stilte forrige valg", "STILTE"),
               choices=c.YES_NO,
               width=12),
        Column("consent", "yes_no", ("Samtykke", "Samtykka", "Har samtykket", "Consent given"),
               choices=c.YES_NO,
               width=12),
        Column("status", "candidate_status", ("Svar", "Kandidatstatus"),
               choices=("proposed", "asked", "accepted", "declined", "adopted"), width=14),
        Column("election", "election", ("Valgtype", "Type valg", "Valtype"), choices=("municipal", "county",
                                                                                      "national"),
               width=14),
        Column("list", "text", ("Listenavn", "Valgliste", "Listenamn", "List name"), width=22),
        c.MUNICIPALITY,
        c.MUNICIPALITY_NUMBER,
        Column("area", "text", ("Område", "Bydel", "Fylke", "Valgdistrikt", "Valdistrikt", "District",
                                "Constituency"),
               width=16),
        Column("party", "text", ("Partinavn", "PARTINAVN", "Partinamn", "Party name"), width=20),
        Column("party_code", "text", ("Partikode", "PARTIKODE", "Party code id"), width=10),
    ),
    words=("Kandidatlister", "Kandidater", "Kandidatar", "Listeframlegg", "Valgliste", "Valgliste",
           "Listeforslag",
           "Nominasjon", "Nominasjonsliste", "Candidate list", "Valliste"),
    one_of=(("name", "last_name"),),
)  # fmt: skip
