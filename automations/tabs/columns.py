"""The columns that several kinds of tab keep, with the headers met for them."""

from __future__ import annotations

from automations.tabs.declaration import Column

NAME_WORDS = (
    "Fullt navn", "Navnet", "Etternavn, fornavn", "Fornavn og etternavn", "Etternamn, fornamn",
    "Fornamn og etternamn", "Navn på medlem", "Namn på medlem",
    "Fullstendig navn", "Fullt namn", "Full name", "Person", "Medlem", "Kandidat",
    "Kandidatnavn", "candidate_name", "NAVN", "Namn og etternamn",
)  # fmt: skip
EMAIL_WORDS = (
    "Epost", "E-postadresse", "Epostadresse", "Mail", "Mailadresse", "E-mail", "Email address", "Mejl",
)  # fmt: skip
PHONE_WORDS = (
    "Telefon", "Tlf", "Tlf.", "Tlf nr", "Telefonnr", "Telefonnummer", "Mob", "Mob.", "Mobilnr", "Mobil nr",
    "Mobilnummer", "Mobiltelefon", "Phone", "Phone number", "Cell", "Tel", "Mobile",
)  # fmt: skip
BIRTH_YEAR_WORDS = (
    "Født", "Fødd", "F.år", "Født år", "Fødd år", "Fødselsåret", "Årgang", "Alder", "Age", "Born",
    "Year of birth", "candidate_birthyear", "Birthyear", "FØDT",
)  # fmt: skip
BIRTH_DATE_WORDS = (
    "Fødselsdato",
    "Fødselsdag",
    "Fødd dato",
    "Født dato",
    "F.dato",
    "Date of birth",
    "Birthday",
)
GENDER_WORDS = ("Kjønnet", "K/M", "M/K", "Sex", "candidate_gender", "KJØNN")
MUNICIPALITY_WORDS = (
    "Kommune", "Kommunenavn", "Kommunenamn", "Kommuneparti", "Bostedskommune", "Bustadkommune",
    "Municipality",
    "Local party", "KOMMUNE",
)  # fmt: skip
NUMBER_WORDS = (
    "Kommunenr", "Kommunenr.", "Kommunenummer", "Kommune nr", "Komm.nr", "Kommnr", "KOMMNR", "Knr",
    "kummunenr",
    "Kommunekode", "Municipality number", "Municipality no",
)  # fmt: skip
FIRST_WORDS = ("For navn", "Fornamn", "First name", "Given name", "candidate_first_name")
LAST_WORDS = (
    "Etter navn",
    "Slektsnavn",
    "Etternamn",
    "Last name",
    "Surname",
    "Family name",
    "candidate_last_name",
)
COMMENT_WORDS = ("Merknad", "Merknader", "Notat", "Notater", "Note", "Notes", "Kommentarer", "Comments")
YES_NO = ("yes", "no")
GENDERS = ("woman", "man", "other")
LEVELS = ("local", "regional", "national")

FIRST_NAME = Column("first_name", "name_part", FIRST_WORDS, width=16)
LAST_NAME = Column("last_name", "name_part", LAST_WORDS, width=18)
NAME = Column("name", "name", NAME_WORDS, width=26)
REQUIRED_NAME = Column("name", "name", NAME_WORDS, required=True, width=26)
GENDER = Column("gender", "gender", GENDER_WORDS, choices=GENDERS, width=10)
BIRTH_YEAR = Column("birth_year", "year", (*BIRTH_YEAR_WORDS, *BIRTH_DATE_WORDS), width=11)
EMAIL = Column("email", "email", EMAIL_WORDS, width=26)
PHONE = Column("phone", "phone", PHONE_WORDS, width=14)
MUNICIPALITY = Column("municipality", "municipality", MUNICIPALITY_WORDS, width=18)
MUNICIPALITY_NUMBER = Column("municipality_number", "municipality_number", NUMBER_WORDS, width=12)
COMMENT = Column("comment", "text", COMMENT_WORDS, width=30)
PROTECTED_ADDRESS = Column(
    "protected_address",
    "yes_no",
    (
        "Hemmelig adresse",
        "Skjult adresse",
        "Gradert adresse",
        "Adressesperre",
        "Hemmeleg adresse",
        "Sperra adresse",
        "Skjermet",
        "Skjerma",
        "Sperret",
        "Sperra",
        "Hemmelig",
        "Hemmeleg",
    ),
    choices=YES_NO,
    width=14,
)
MAY_CONTACT = Column(
    "may_contact",
    "may_contact",
    ("Kontakt ok", "Kan kontaktast", "Vil kontaktes", "Ikke ring", "Ikkje ring", "Ikke kontakt", "Reservert",
     "Ring ikke", "Ring ikkje", "Må ikke ringes", "Må ikkje ringast", "Reservert mot telefon",
     "Ønsker kontakt", "Ønskjer kontakt", "Samtykke til kontakt", "Reservasjon", "Do not call",
     "Do not contact"),
    choices=("yes", "no", "no_call"),
    width=14,
)  # fmt: skip
CAN_CONTRIBUTE = Column(
    "can_contribute",
    "text",
    ("Bidrar med", "Vil bidra med", "Interesser", "Interesse", "Kan hjelpe med", "Interests"),
    width=26,
)
REELECTION = Column(
    "reelection",
    "reelection",
    ("Gjenvalg", "Attval", "Tar gjenvalg", "Ønsker gjenvalg", "Re-election"),
    choices=("yes", "no", "asked", "not_asked"),
    width=16,
)
