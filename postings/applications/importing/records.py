"""From the rows of a list, under a chosen mapping, to records: values by field, and every problem with its cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from postings.applications.importing import values
from postings.applications.importing.columns import compact
from postings.applications.importing.damage import lost_characters
from postings.applications.importing.forbidden import sensitive_word
from postings.applications.importing.table import ERROR, FORMULA, TEXT, RawRow, SourceTable
from postings.applications.importing.values import Doubtful, UnreadableValue, read_text

LINES = {"remarks", "experience", "qualification", "current_position"}
NAMES = {"first_name", "last_name", "full_name", "academic_title"}
FORMULA_START = re.compile(r"[=+\-@]")
SPOKEN_CHOICES = {
    "employment_status": "tarifbeschäftigt, verbeamtet oder extern",
    "track": "Tarif oder Beamte",
    "channel": "Portal oder Papier",
}
TRACKS = ("employee", "civil_servant")


class Level(StrEnum):
    """How much a problem weighs: ``ERROR`` keeps the row out, ``CHECK`` asks a person, ``NOTE`` only tells."""

    ERROR = "error"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is odd about a row, or about the cell below ``column``."""

    level: Level
    message: str
    column: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row as values by field: texts, days in ISO form, True and False. A field without statement is left out.

    ``defaulted`` are the fields that a person gave for all rows; they fill gaps and change nothing that is stored.
    """

    row: int
    fields: Mapping[str, str | bool]
    problems: tuple[Problem, ...] = ()
    is_withdrawn: bool = False
    defaulted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading the values needs beside the list.

    ``defaults`` are values that a person gave for every row that states none. ``today`` bounds days of birth.
    """

    mapping: Mapping[str, str | None]
    today: date
    defaults: Mapping[str, str] = field(default_factory=dict)


def read_records(table: SourceTable, reading: Reading) -> list[Record]:
    """Return a record for every row, in order."""
    faults = dict(table.faults)
    places = [(place, column, reading.mapping.get(column)) for place, column in enumerate(table.columns)]
    mapped = [(place, column, name) for place, column, name in places if name]
    return [_record(row, mapped, reading, faults.get(row.number), table.uses_1904) for row in table.rows]


def _record(
    row: RawRow, mapped: list[tuple[int, str, str]], reading: Reading, fault: str | None, uses_1904: bool
) -> Record:
    reader = _RowReader(reading, uses_1904)
    if fault:
        reader.problems.append(Problem(Level.ERROR, fault))
    else:
        for place, column, name in mapped:
            reader.read(name, column, row.cells[place], row.kinds[place])
        reader.conclude({name: column for _place, column, name in mapped})
    return Record(row.number, reader.fields, tuple(reader.problems), reader.is_withdrawn, frozenset(reader.defaulted))


class _RowReader:
    """Collects the values of one row; what several columns say together is joined at the end."""

    def __init__(self, reading: Reading, uses_1904: bool) -> None:
        self.reading, self.uses_1904 = reading, uses_1904
        self.fields: dict[str, str | bool] = {}
        self.parts: dict[str, str] = {}  # what one column says of a field that has several
        self.problems: list[Problem] = []
        self.failed: set[str] = set()
        self.defaulted: set[str] = set()
        self.is_withdrawn = False

    def read(self, name: str, column: str, text: str, kind: str) -> None:
        """Take in one cell."""
        if not text.strip():
            return
        self._look_at(name, column, text, kind)
        if kind == ERROR:
            self.failed.add(name)
            return
        try:
            METHODS.get(name, _RowReader._text)(self, name, column, text, kind)
        except UnreadableValue as error:
            self.failed.add(name)
            self._tell(Level.ERROR, f"{error} Gelesen: „{_short(text)}“.", column, name)

    def _look_at(self, name: str, column: str, text: str, kind: str) -> None:
        """Tell what the cell is before it is read: an error of the sheet, a formula, lost characters."""
        if kind == ERROR:
            self._tell(Level.ERROR, f"Die Tabelle zeigt hier einen Fehler ({_short(text)}).", column, name)
        elif kind == FORMULA:
            self._tell(
                Level.CHECK, "Hier steht eine Formel. Sie wird nicht ausgerechnet und bleibt Text.", column, name
            )
        elif name not in ("phone", "mobile") and FORMULA_START.match(text.strip()) and len(text.strip()) > 1:
            self._tell(Level.NOTE, "Der Text beginnt wie eine Formel. Er bleibt Text.", column, name)
        if name in LINES and (word := sensitive_word(text)):
            self._tell(
                Level.CHECK,
                f"Der Text enthält „{word}“. Die Auswahlkommission liest dieses Feld; das gehört nicht hinein.",
                column,
                name,
            )
        if lost := lost_characters(text, is_name=name in NAMES):
            level = Level.CHECK if name in NAMES or name == "email" else Level.NOTE
            self._tell(level, lost, column, name)

    def _tell(self, level: Level, message: str, column: str = "", name: str = "") -> None:
        self.problems.append(Problem(level, message, column, name))

    def _keep(self, name: str, column: str, value: str | Doubtful) -> None:
        if isinstance(value, Doubtful):
            self._tell(Level.NOTE, value.words, column, name)
            value = value.value
        self.fields[name] = value

    def _text(self, name: str, column: str, text: str, kind: str) -> None:
        self.fields[name] = read_text(text, keeps_lines=name in LINES)

    def _part(self, name: str, column: str, text: str, kind: str) -> None:
        self.parts[name] = read_text(text)

    def _title(self, name: str, column: str, text: str, kind: str) -> None:
        """ "Title" is a salutation in some portals."""
        if len(compact(text)) > 1 and values.meaning("sex", text):
            self._salutation("salutation", column, text, kind)
        elif not values.is_silent(text):
            self._text(name, column, text, kind)

    def _salutation(self, name: str, column: str, text: str, kind: str) -> None:
        sex, title = values.read_salutation(text)
        if sex:
            self.parts[name] = sex
        if title:
            self.parts["title"] = title

    def _full_name(self, name: str, column: str, text: str, kind: str) -> None:
        words = read_text(text)
        last, comma, first = words.partition(",")
        if comma and first.strip() and "," not in first:
            self.fields["last_name"], self.fields["first_name"] = last.strip(), first.strip()
        elif len(words.split(" ")) == 2:
            self.fields["first_name"], self.fields["last_name"] = words.split(" ")
        else:
            raise UnreadableValue("Vor- und Nachname lassen sich nicht trennen. Bitte „Nachname, Vorname“ angeben.")

    def _birth_date(self, name: str, column: str, text: str, kind: str) -> None:
        born = values.read_birth_date(text, kind, today=self.reading.today, uses_1904=self.uses_1904)
        self.fields[name] = born.isoformat()

    def _received_on(self, name: str, column: str, text: str, kind: str) -> None:
        day = values.read_day(text, kind, uses_1904=self.uses_1904)
        if not date(2000, 1, 1) <= day <= date(self.reading.today.year + 1, 12, 31):
            raise UnreadableValue("Das kann kein Tag des Eingangs sein. Bitte prüfen Sie das Jahr.")
        if day > self.reading.today:
            self._tell(Level.NOTE, "Der Eingang liegt in der Zukunft.", column, name)
        self.fields[name] = day.isoformat()

    def _postal_code(self, name: str, column: str, text: str, kind: str) -> None:
        self._keep("postal_code", column, values.read_postal_code(text, kind))

    def _postal_city(self, name: str, column: str, text: str, kind: str) -> None:
        code, _, city = read_text(text).partition(" ")
        if not code[:1].isdigit() and not code.upper().startswith("D-"):
            self.fields["city"] = read_text(text)
            return
        self._keep("postal_code", column, values.read_postal_code(code, TEXT))
        if city:
            self.fields["city"] = city

    def _e_mail(self, name: str, column: str, text: str, kind: str) -> None:
        self.fields[name] = values.read_e_mail(text)

    def _phone(self, name: str, column: str, text: str, kind: str) -> None:
        number = values.read_phone(text, kind)
        if name == "mobile":
            self.parts[name] = number if isinstance(number, str) else number.value
            return
        self._keep(name, column, number)

    def _disability(self, name: str, column: str, text: str, kind: str) -> None:
        status = values.read_disability(text)
        if status:
            self.parts[name] = "equated" if name == "equated" and status == "severe" else status

    def _migration(self, name: str, column: str, text: str, kind: str) -> None:
        answer = values.read_answer(text)
        if answer is not None:
            self.fields[name] = "yes" if answer else "no"

    def _answer(self, name: str, column: str, text: str, kind: str) -> None:
        answer = values.read_answer(text)
        if answer is not None:
            self.fields[name] = answer

    def _internal(self, name: str, column: str, text: str, kind: str) -> None:
        if said := values.meaning("internal", text):
            self.fields[name] = said == "yes"
        else:
            self._answer(name, column, text, kind)

    def _choice(self, name: str, column: str, text: str, kind: str) -> None:
        spoken = "employment_status" if name == "track" else name
        value = values.read_choice(text, spoken, SPOKEN_CHOICES[name])
        if name == "track" and value not in (None, *TRACKS):
            raise UnreadableValue(f"Erwartet ist {SPOKEN_CHOICES[name]}.")
        if value:
            self.fields[name] = value

    def _status(self, name: str, column: str, text: str, kind: str) -> None:
        said = values.meaning("status", text)
        if said == "withdrawn":
            self.is_withdrawn = True
            self._tell(
                Level.CHECK,
                "Laut Quelle zurückgezogen. Daten zurückgezogener Bewerbungen sind zu löschen, nicht zu speichern.",
                column,
                name,
            )
        elif said is None and not values.is_silent(text):
            self._tell(
                Level.NOTE,
                f"Der Status „{_short(text)}“ wird nicht übernommen; die formale Prüfung geschieht hier.",
                column,
                name,
            )

    def conclude(self, columns: Mapping[str, str]) -> None:
        """Join what several columns say, put in what a person gave for all rows, and tell what is missing."""
        parts, fields = self.parts, self.fields
        if "house_number" in parts:
            fields["street"] = f"{fields.get('street', '')} {parts['house_number']}".strip()
        if "mobile" in parts and "phone" not in fields:
            fields["phone"] = parts["mobile"]
        if "title" in parts and "academic_title" not in fields:
            fields["academic_title"] = parts["title"]
        sex, salutation = parts.get("sex"), parts.get("salutation")
        if sex and salutation and sex != salutation:
            self._tell(Level.NOTE, "Anrede und Geschlecht widersprechen sich; es gilt das Geschlecht.", columns["sex"])
        if said := sex or salutation:
            fields["sex"] = said
        stated = {parts[name] for name in ("severe_disability", "equated") if name in parts}
        for status in ("severe", "equated", "none"):  # the statement that gives more rights counts
            if status in stated:
                fields["disability_status"] = status
                break
        if "track" not in fields and fields.get("employment_status") in TRACKS:
            fields["track"] = fields["employment_status"]
        for name, value in self.reading.defaults.items():
            if value and name not in self.failed and name not in fields:
                fields[name] = value
                self.defaulted.add(name)
        for name, label in (("last_name", "Nachname"), ("first_name", "Vorname"), ("received_on", "Eingang")):
            if name not in fields and name not in self.failed and not ("full_name" in self.failed and "name" in name):
                self._tell(Level.ERROR, f"{label} fehlt.", columns.get(name, ""), name)


_Method = Callable[[_RowReader, str, str, str, str], None]
METHODS: Mapping[str, _Method] = {
    "salutation": _RowReader._salutation,
    "sex": _RowReader._salutation,
    "academic_title": _RowReader._title,
    "full_name": _RowReader._full_name,
    "birth_date": _RowReader._birth_date,
    "received_on": _RowReader._received_on,
    "house_number": _RowReader._part,
    "postal_code": _RowReader._postal_code,
    "postal_city": _RowReader._postal_city,
    "email": _RowReader._e_mail,
    "phone": _RowReader._phone,
    "mobile": _RowReader._phone,
    "severe_disability": _RowReader._disability,
    "equated": _RowReader._disability,
    "migration_background": _RowReader._migration,
    "is_internal": _RowReader._internal,
    "consents_to_personnel_file": _RowReader._answer,
    "employment_status": _RowReader._choice,
    "track": _RowReader._choice,
    "channel": _RowReader._choice,
    "status": _RowReader._status,
}


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"
