"""The words met for each choice, in any language; the titles in words/*/tabs.toml count too.

A column whose `choices` are not empty is read with the group of the same name as its kind.
"""

from __future__ import annotations

CHOICE_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "yes_no": {
        "yes": ("ja", "j", "x", "✓", "✔", "✅", "☑", "yes", "y", "true", "sann", "sant", "1", "ok", "jepp",
                "jo",
                "jau", "ja takk", "v", "betalt", "gitt"),
        "no": ("nei", "n", "no", "false", "usann", "usant", "0", "nope", "ikke", "ikkje", "-", "✗", "✘",
               "nei takk"),
    },
    "gender": {
        "woman": ("k", "kvinne", "kvinna", "kv", "kv.", "kvinnelig", "f", "female", "w", "woman", "jente",
                  "dame"),
        "man": ("m", "mann", "mannlig", "male", "man", "gutt", "herre"),
        "other": ("annet", "anna", "andre", "ikke-binær", "ikkje-binær", "ikke binær", "other",
                  "non-binary", "hen",
                  "d", "divers", "diverse", "a"),
    },
    "activity_level": {
        "active": ("aktiv", "aktivt", "ofte", "svært aktiv"),
        "sometimes": ("av og til", "iblant", "av og til aktiv", "litt", "noe", "innimellom"),
        "campaign": ("valgkamp", "kun valgkamp", "bare valgkamp", "i valgkampen", "valkamp", "berre valkamp"),
        "supporting": ("støttemedlem", "støtte", "passiv", "stønadsmedlem", "stødar", "supporter",
                       "supporting", "bare støttemedlem", "kun støttemedlem", "berre støttemedlem",
                       "bare støtte", "kun støtte", "berre støtte"),
        "not_asked": ("ikke spurt", "ikkje spurt", "ikkje spurd", "ikke spurd", "not asked"),
    },
    "may_contact": {
        "yes": ("ja", "j", "x", "✓", "✔", "yes", "y", "true", "sann", "1", "ok", "jepp"),
        "no": ("nei", "n", "no", "false", "usann", "0", "-", "ikke kontakt", "ikke kontakt meg",
               "ikkje kontakt", "nei takk", "ikke", "ikkje", "ikke ta kontakt", "ikkje ta kontakt",
               "reservert", "nope", "skal ikke kontaktes", "do not contact"),
        "no_call": ("ikke ring", "ikkje ring", "ikke ringe", "ikkje ringe", "ikke telefon", "kun e-post",
                    "bare e-post",
                    "kun epost", "bare epost", "berre e-post", "do not call", "no call", "no calls",
                    "kun sms", "ring ikke", "ring ikkje", "bare mail", "kun mail", "berre mail", "bare sms",
                    "berre sms", "bare brev", "kun brev", "berre brev"),
    },
    "member_status": {
        "new": ("ny", "nytt medlem", "ny medlem", "new"),
        "in_progress": ("under oppfølging", "følges opp", "i gang", "påbegynt", "under oppfolging",
                        "in progress"),
        "active": ("aktiv", "medlem", "aktivt medlem", "active", "ordinær", "ordinært", "ordinært medlem"),
        "supporting": ("støttemedlem", "støtte", "passiv", "supporting", "bare støttemedlem",
                       "kun støttemedlem", "berre støttemedlem", "stønadsmedlem"),
        "moved": ("flyttet", "flytta", "flytt", "moved"),
        "resigned": ("utmeldt", "utmeld", "meldt ut", "meld ut", "sluttet", "slutta", "resigned",
                     "meldt seg ut", "meld seg ut", "har meldt seg ut", "død", "avdød"),
        "delete": ("slettes", "slett", "slettast", "skal slettes", "sletting", "delete"),
    },
    "candidate_status": {
        "proposed": ("foreslått", "forslag", "foreslegen", "proposed"),
        "asked": ("spurt", "spurd", "forespurt", "asked"),
        "accepted": ("takket ja", "takka ja", "ja", "sagt ja", "accepted"),
        "declined": ("takket nei", "takka nei", "nei", "sagt nei", "trukket seg", "declined"),
        "adopted": ("vedtatt", "vedteke", "vedteken", "nominert", "valgt", "adopted"),
    },
    "election": {
        "municipal": ("kommunestyrevalg", "kommunevalg", "kommune", "kommunestyre", "kommunestyreval",
                      "kommuneval",
                      "kommunestyrevalget", "bydelsvalg", "municipal", "local"),
        "county": ("fylkestingsvalg", "fylkesting", "fylkesvalg", "fylke", "fylkestingsval",
                   "fylkestingsvalget", "county"),
        "national": ("stortingsvalg", "storting", "stortinget", "stortingsval", "riksvalg", "stortingsvalget",
                     "national", "parliament"),
    },
    "reelection": {
        "yes": ("ja", "j", "x", "✓", "✔", "yes", "y", "true", "sann", "1", "ok", "jepp"),
        "no": ("nei", "n", "no", "false", "usann", "0", "-", "nope"),
        "asked": ("spurt", "spurd", "forespurt", "asked"),
        "not_asked": ("ikke spurt", "ikkje spurd", "ikkje spurt", "not asked"),
    },
    "partner_type": {
        "lo": ("lo", "landsorganisasjonen", "lo lokalt", "lo lokalorganisasjon", "lo i"),
        "lo_union": ("lo-forbund", "forbund", "fagforbund", "lo forbund", "lo-forbundet", "fagforening",
                     "lo union"),
        "auf": ("auf", "auf-lag", "ungdom", "auf lag", "arbeidernes ungdomsfylking"),
        "interest": ("interesseorganisasjon", "interesseorg", "interesseorg.", "interesse",
                     "interest organisation",
                     "interesseorganisasjonar", "interesseorganisasjoner"),
        "voluntary": ("frivillig", "frivillige", "frivillig organisasjon", "frivillig org", "frivillig org.",
                      "frivillig lag", "lag", "forening", "voluntary"),
    },
    "level": {
        "local": ("lokalt", "lokal", "lokallag", "kommune", "kommunalt", "kommuneparti", "partilag", "local"),
        "regional": ("regionalt", "regional", "fylke", "fylkesvis", "fylkesparti", "fylkesnivå", "county"),
        "national": ("nasjonalt", "nasjonal", "sentralt", "sentral", "landet", "national"),
    },
    "activity_type": {
        "board_meeting": ("styremøte", "styremøter", "styre"),
        "members_meeting": ("medlemsmøte", "medlemsmøter", "medlemmøte", "årsmøte"),
        "debate": ("debatt", "debattmøte", "paneldebatt"),
        "stall": ("stand", "stands", "stender"),
        "door_knocking": ("husbesøk", "dør til dør", "hjemmebesøk", "heimebesøk", "dørbanking"),
        "phone_bank": ("ringing", "ringekveld", "ringedugnad", "ringerunde", "ringe"),
        "course": ("kurs", "skolering", "skulering", "studiering", "studiesirkel"),
        "social": ("sosialt", "sosial", "kafé", "sommerfest", "fest", "grilling"),
        "open_meeting": ("åpent møte", "ope møte", "åpent", "folkemøte"),
        "auf": ("auf",),
        "lo": ("lo", "fagligpolitisk", "faglig-politisk", "faglig-politisk utvalg"),
    },
    "activity_form": {
        "physical": ("fysisk", "fysisk møte", "oppmøte"),
        "digital": ("digitalt", "digital", "teams", "zoom", "nett", "på nett", "online"),
        "hybrid": ("hybrid", "hybridmøte", "begge deler", "fysisk/digitalt", "fysisk og digitalt"),
    },
    "training_status": {
        "enrolled": ("påmeldt", "påmeld", "meldt på", "enrolled"),
        "completed": ("gjennomført", "fullført", "ferdig", "bestått", "deltatt", "completed", "done"),
        "cancelled": ("avlyst", "avbrutt", "avmeldt", "cancelled", "canceled"),
    },
    "task_status": {
        "new": ("ny", "nytt", "åpen", "ope", "new"),
        "started": ("påbegynt", "påbyrja", "i gang", "starta", "startet", "begynt", "under arbeid", "started",
                    "in progress"),
        "waiting": ("venter", "ventar", "avventer", "avventar", "på vent", "waiting"),
        "done": ("ferdig", "utført", "ok", "✓", "✔", "✅", "☑", "x", "gjort", "fullført", "løst", "done",
                 "true",
                 "sann", "ja"),
        "dismissed": ("ikke aktuelt", "ikkje aktuelt", "droppes", "droppast", "dropp", "uaktuelt",
                      "ikke aktuell",
                      "avvist", "not relevant", "dismissed"),
    },
}  # fmt: skip

# Answers that are known to be no answer, in every group.
UNKNOWN_WORDS = (
    "vet ikke", "veit ikkje", "veit ikke", "ikke spurt", "ikkje spurt", "ikkje spurd", "kanskje", "usikker",
    "usikkert",
    "ukjent", "ukjend", "unknown", "don't know", "not asked", "maybe", "u",
)  # fmt: skip

# Words in the title of an activity that tell that it was not held, or will not be.
CANCELLED_WORDS = ("avlyst", "avlyses", "avlysast", "utsatt", "utsett", "utgår", "innstilt", "cancelled",
                   "canceled", "postponed")  # fmt: skip

# What "Åpent for" says of an activity for others than members: of itself, or when members are not named.
OUTSIDER_WORDS = ("sympatisør", "interesser", "velger", "veljar", "innbygg", "publikum", "nabo", "venn",
                  "familie", "ikke-medlem", "ikkje-medlem", "non-member", "supporter", "voter", "public",
                  "neighbour", "friend")  # fmt: skip
EVERYONE_WORDS = ("alle", "åpent", "åpen", "åpne", "ope", "open", "opne", "ja", "x", "everyone", "all",
                  "yes")  # fmt: skip
MEMBER_WORDS = ("medlem", "member")

# What is typed where a document will be linked, while there is none.
NOT_THERE_WORDS = ("nei", "mangler", "manglar", "kommer", "kjem", "ikke", "ikkje", "no", "missing")
