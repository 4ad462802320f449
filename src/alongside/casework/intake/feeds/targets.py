"""What a column of a feed can mean, and what its heading and its cells suggest that it means."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from alongside.casework.intake.forms import ReferralForm
from alongside.casework.intake.maps import CODED, FIELDS
from alongside.casework.intake.reasons import label_of
from alongside.casework.intake.rows import DAYS, POINTS

REFERENCE = "reference"
CODES = {*CODED, "programme"}
ONE_COLUMN = {*DAYS, *CODES, *POINTS}
BETWEEN = {REFERENCE: "-", "known_as": " ", "given_names": " ", "family_name": " "}
HEADINGS = {
    REFERENCE: "ref|reference|id|no|number|case number|case ref|case id|crime number|crime ref|"
    "crime reference|referral id|referral ref|referral number|urn|incident number",
    "source": "source|referral source|how referred|route",
    "sender": "referrer|referred by|officer|oic|agency|referring agency|sender|from",
    "known_as": "name|known as|preferred name|full name|client|client name|victim|victim name|"
    "nombre",
    "given_names": "first name|firstname|forename|forenames|given name|given names|first names",
    "family_name": "last name|lastname|surname|family name|apellidos",
    "birth_date": "dob|date of birth|born|birth date|birthdate|birthday|fecha de nacimiento",
    "pronouns": "pronouns",
    "languages": "language|languages|preferred language|first language|idioma",
    "phone": "phone|mobile|telephone|tel|mobile number|phone number|contact number|mobile phone|"
    "telefono",
    "landline": "landline|home phone|home telephone|home number",
    "email": "email|e mail|email address|mail|correo",
    "address": "address|street|address line 1|address line 2|address line 3|address 1|address 2|"
    "town|city|county|direccion",
    "postcode": "postcode|post code|postal code|zip|zip code|zipcode",
    "danger": "risk|risk level|danger|risk grade|dash risk",
    "crime": "crime|crime type|offence|offense|offence type|category|crime category",
    "crime_on": "date of crime|date of offence|offence date|incident date|date of incident|"
    "crime date|date of offense|offense date",
    "happened": "summary|details|description|notes|circumstances|what happened|mo|narrative",
    "safety_word": "safe contact|safe to contact|contact notes|safe to call|safety",
    "programme": "programme|program|service|project",
}
MEANINGS = {words: field for field, many in HEADINGS.items() for words in many.split("|")}
KINDS = {**dict.fromkeys(DAYS, "day"), "email": "email"}


def targets() -> list[tuple[str, str]]:
    """Every meaning with its words, the reference first and then as the form asks."""
    asked = [name for name in (*_in_order(), "landline") if name in FIELDS]
    named = [(name, label_of(name)) for name in asked]
    return [("", _("Not read")), (REFERENCE, _("Reference, to know it again")), *named]


def proposed(columns: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """A meaning for each heading that suggests one, where the cells do not speak against it."""
    meant: dict[str, str] = {}
    for column in columns:
        field = MEANINGS.get(_plain(column["heading"]), "")
        if not field or column["kind"] == "empty":
            continue
        if (wanted := KINDS.get(field)) and column["kind"] not in (
            wanted,
            "text",
            "code",
            "number",
        ):
            continue
        if field in ONE_COLUMN and field in meant.values():
            continue
        meant[column["heading"]] = field
    return meant


def can_be_read(heading: str) -> bool:
    """A column without a name cannot be named in a map, nor can one with braces."""
    return bool(heading) and not set("{}") & set(heading)


def _plain(heading):
    return re.sub(r"[^a-z0-9]+", " ", heading.lower()).strip()


def _in_order():

    return ReferralForm.base_fields
