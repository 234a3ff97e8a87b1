"""Guesses the mapping of a CSV file that is an event log, and states what is not certain."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from storage.errors import BadUserInput
from storage.ingest.csv_shape import Shape, shape_of
from storage.ingest.csv_times import TimeForm, time_form
from storage.ingest.csv_values import FALSE, NUMBER, TRUE
from storage.ingest.mapping import Columns, CsvMapping, FileShape, ModelPart, TimeShape, ValueKind
from storage.ingest.source import Source

NAMES: Mapping[str, str] = {
    "case": "case caseid caseidentifier casename caseconceptname casekey traceid trace processinstance processinstanceid"
    " instanceid ticket ticketid ticketnumber incident incidentid order orderid ordernumber applicationid requestid claimid"
    " fall fallid fallnummer vorgang vorgangid vorgangsnummer auftrag auftragsnummer bestellnummer",
    "activity": "activity activityname conceptname event eventname task taskname step action operation aktivitat aktivitaet"
    " schritt tatigkeit taetigkeit arbeitsschritt ereignis activite actividad attivita",
    "start": "start starttime starttimestamp started startedat begin begintime beginn startzeit startdate von from timestampstart"
    " startdatetime anfang",
    "end": "end endtime endtimestamp ended endedat complete completetime completetimestamp completed completedat finish finished"
    " finishedat ende endzeit enddate bis to timestampend enddatetime timestampcomplete completiontime",
    "enabled": "enabled enabledtime enable enabletime enabledat ready readyat scheduled scheduledat schedule assigned bereit",
    "time": "time timestamp timetimestamp date datetime eventtime eventtimestamp zeit zeitpunkt zeitstempel datum at when"
    " horodatage",
    "resource": "resource orgresource user username userid who performer agent employee worker bearbeiter benutzer mitarbeiter"
    " ressource person assignee originator",
    "lane": "role orgrole rolle department group team lane abteilung orggroup",
    "id": "eventid eventidentifier rowid",
}
"""Names of columns by what they hold, without case, spaces, marks and accents. Those earlier in a list are preferred."""

FROM_NAMES = {role: names.split() for role, names in NAMES.items()}

SHOWN = 3
"""Number of values of a column that a comment shows."""


@dataclass(slots=True)
class Guess:
    """A mapping, what is said about its parts, and what the file does not tell."""

    mapping: CsvMapping
    notes: dict[str, str] = field(default_factory=dict)
    """Comments by key of the mapping, such as `columns.case`."""
    doubts: list[str] = field(default_factory=list)
    """What the file does not show, each as a sentence."""


def guess(source: Source, *, model: str | None = None, timezone: str | None = None) -> Guess:
    """Guesses the mapping of a source. Raises BadUserInput if it is no table, or if case, activity or time are not found."""
    shape = shape_of(source)
    once = {name: place for place, name in enumerate(shape.columns) if name and shape.columns.count(name) == 1}
    cells = {name: [row[place].strip() for row in shape.rows] for name, place in once.items()}
    found = Guess(CsvMapping())
    if twice := sorted({name for name in shape.columns if name not in once}):
        found.doubts.append(f"Columns without a name, or with the name of another, are not read: {', '.join(map(repr, twice))}.")
    if not shape.is_encoding_certain:
        found.doubts.append(f"The file is not UTF-8. It was read as {shape.encoding}; other encodings may fit too.")
    decimal, thousands = _marks(shape, cells, found)
    file = FileShape(
        delimiter=shape.delimiter,
        quote=shape.quote,
        encoding=shape.encoding,
        header=shape.has_header,
        decimal=decimal,
        thousands=thousands,
    )
    times = _times(cells, day_first=decimal == "," or shape.delimiter == ";")
    form = _most_common(times)
    if form is None:
        listed = ", ".join(f"{name} ({_shown(values)})" for name, values in list(cells.items())[:12])
        raise BadUserInput(f"{source.name}: no column has times; columns: {listed}")
    usable = [name for name, each in times.items() if each.format == form.format]
    columns = _columns(source, shape, cells, usable)
    time = TimeShape(form.format, None if form.has_zone else timezone or "UTC")
    _doubt_times(found, form, times, usable, is_zone_known=form.has_zone or timezone is not None)
    others = [name for name in cells if name not in _used(columns)]
    metadata = [name for name in others if _is_of_case(cells[columns.case], cells[name])]
    kinds = {name: _kind(cells[name], file) for name in others if any(cells[name])}
    found.mapping = CsvMapping(
        file=file,
        time=time,
        model=ModelPart(id=model or _model_id(source.name)),
        columns=columns,
        attributes={name: kind for name, kind in kinds.items() if name not in metadata},
        metadata={name: kind for name, kind in kinds.items() if name in metadata},
    )
    _note(found, cells, columns)
    return found


def _note(found: Guess, cells: Mapping[str, Sequence[str]], columns: Columns) -> None:
    found.notes["status"] = 'the file does not tell whether cases have ended; "" leaves the status unset'
    found.notes["model.id"] = "a path such as shop/orders puts the model into a group"
    for key in columns.__struct_fields__:
        if name := getattr(columns, key):
            found.notes[f"columns.{key}"] = f"such as {_shown(cells[name])}"
    for part in ("attributes", "metadata"):
        for name in getattr(found.mapping, part):
            found.notes[f"{part}.{name}"] = f"such as {_shown(cells[name])}"


def _doubt_times(
    found: Guess, form: TimeForm, times: Mapping[str, TimeForm], usable: Sequence[str], *, is_zone_known: bool
) -> None:
    if form.other is not None:
        found.doubts.append(
            f"Day and month cannot be distinguished in {', '.join(usable)}: every time fits {form.format} and {form.other}."
            f" It was read as {form.format}."
        )
        found.notes["time.format"] = f"or {form.other}: day and month cannot be distinguished"
    if not is_zone_known:
        found.doubts.append("The times name no time zone. They were read as UTC.")
        found.notes["time.timezone"] = "the file names no zone; such as Europe/Berlin"
    if others := [name for name in times if name not in usable]:
        found.doubts.append(f"Times of another form are not read as times: {', '.join(others)}.")


def _times(cells: Mapping[str, Sequence[str]], *, day_first: bool) -> dict[str, TimeForm]:
    forms = {}
    for name, values in cells.items():
        form = time_form((value for value in values if value), day_first=day_first)
        if form is not None and (not form.format.startswith("epoch") or _role(name) in ("start", "end", "enabled", "time")):
            forms[name] = form
    return forms


def _most_common(times: Mapping[str, TimeForm]) -> TimeForm | None:
    """The form that most columns have. It is in doubt only if it is in doubt in each of them."""
    formats = [form.format for form in times.values()]
    if not formats:
        return None
    best = max(formats, key=formats.count)
    same = [form for form in times.values() if form.format == best]
    others = [form.other for form in same]
    return TimeForm(best, None if None in others else others[0], all(form.has_zone for form in same))


def _columns(source: Source, shape: Shape, cells: Mapping[str, Sequence[str]], times: Sequence[str]) -> Columns:
    """The columns by their names, and case and activity otherwise by what is in them."""
    named: dict[str, str] = {}
    for role, names in FROM_NAMES.items():
        is_of_time = role in ("start", "end", "enabled", "time")
        having = [name for name in cells if _plain(name) in names and (name in times) == is_of_time and any(cells[name])]
        if having:
            named[role] = min(having, key=lambda name: names.index(_plain(name)))
    free = [name for name in cells if name not in times and name not in named.values() and any(cells[name])]
    repeated = {name: len(set(cells[name])) for name in free if len(set(cells[name])) < len(cells[name])}
    if "activity" not in named and "case" not in named and repeated:
        named["case"] = next(iter(repeated))
        del repeated[named["case"]]
    if "activity" not in named:
        texts = {name: count for name, count in repeated.items() if not all(map(_is_number, filter(None, cells[name])))}
        others = {name: count for name, count in texts.items() if count > 1}
        named["activity"] = _chosen(source, shape, "activity", min(others, key=others.__getitem__, default=None))
        repeated.pop(named["activity"], None)
    if "case" not in named:
        named["case"] = _chosen(source, shape, "case", max(repeated, key=repeated.__getitem__, default=None))
    if "id" in named and len(set(cells[named["id"]])) < len(shape.rows):
        del named["id"]
    _name_times(named, times)
    named.pop("time", None)
    return Columns(**named)


def _name_times(named: dict[str, str], times: Sequence[str]) -> None:
    """Adds the columns of start and end: those without such a name in their order, a single one as a start."""
    left = [name for name in times if name not in named.values()]
    if "start" not in named and "end" not in named:
        single = named.get("time")
        both = [single] if single else left[:2]
        named.update(zip(("start", "end"), both, strict=False))
    elif "start" not in named and "time" in named:
        named["start"] = named["time"]
    if "start" not in named and "end" not in named and "enabled" in named:
        named["start"] = named.pop("enabled")


def _chosen(source: Source, shape: Shape, role: str, column: str | None) -> str:
    if column is None:
        raise BadUserInput(
            f"{source.name}: no column looks like the {role}; columns: {', '.join(shape.columns)}. Write a mapping"
        )
    return column


def _role(name: str) -> str | None:
    return next((role for role, names in FROM_NAMES.items() if _plain(name) in names), None)


def _plain(name: str) -> str:
    """A name without case, spaces, marks and accents."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[^a-z0-9]", "", letters.replace("ß", "ss"))


def _used(columns: Columns) -> set[str]:
    return {name for key in columns.__struct_fields__ if (name := getattr(columns, key))}


def _is_of_case(cases: Sequence[str], values: Sequence[str]) -> bool:
    """Whether a column has one value for each case, and cases have several rows."""
    by_case: dict[str, str] = {}
    for case, value in zip(cases, values, strict=True):
        if value and by_case.setdefault(case, value) != value:
            return False
    return len(set(cases)) < len(cases) and bool(by_case)


def _marks(shape: Shape, cells: Mapping[str, Sequence[str]], found: Guess) -> tuple[str, str]:
    """The decimal mark and the mark between thousands, of all columns of numbers together."""
    decimals: set[str] = set()
    grouped: set[str] = set()
    unclear: list[str] = []
    for name, values in cells.items():
        known = [value for value in values if value]
        if not known or not all(MARKED.fullmatch(value) for value in known):
            continue
        for value in known:
            marks = [character for character in value if character in ".,"]
            if len(set(marks)) == 2:
                decimals.add(marks[-1])
                grouped.add(marks[0])
            elif len(marks) > 1:
                grouped.add(marks[0])
            elif marks and not re.fullmatch(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", value):
                decimals.add(marks[0])
            elif marks and name not in unclear:
                unclear.append(name)
    is_comma = "," in decimals - grouped or ("." in grouped and "." not in decimals)
    decimal = "," if is_comma and not (decimals == {".", ","} and shape.delimiter == ",") else "."
    thousand = "." if decimal == "," else ","
    if unclear and not decimals:
        found.doubts.append(
            f"Numbers in {', '.join(unclear)} may have decimals or thousands after their mark: {_shown(cells[unclear[0]])}."
        )
    uses = thousand in grouped or any(thousand in value for name in unclear for value in cells[name])
    return decimal, thousand if uses and decimals | grouped else ""


MARKED = re.compile(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?")


def _kind(values: Sequence[str], file: FileShape) -> ValueKind:
    known = [value for value in values if value]
    plain = [value.replace(file.thousands, "") if file.thousands else value for value in known]
    plain = [value.replace(file.decimal, ".") for value in plain]
    if all(value.lower() in ("true", "false", "yes", "no") and value.lower() in TRUE | FALSE for value in known):
        return "boolean"
    if not all(map(_is_number, plain)) or any(re.match(r"[+-]?0[0-9]", value) or len(value) > 15 for value in plain):
        return "text"
    return "integer" if all(re.fullmatch(r"[+-]?[0-9]+", value) for value in plain) else "number"


def _is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text))


def _shown(values: Sequence[str]) -> str:
    different = list(dict.fromkeys(value for value in values if value))[:SHOWN]
    return ", ".join(value if len(value) <= 40 else value[:40] + "..." for value in different)


def _model_id(file_name: str) -> str:
    return PurePath(file_name).name.split(".")[0] or "log"


def toml_of(found: Guess) -> Iterator[str]:
    """The lines of the mapping in TOML, with comments."""
    mapping = found.mapping
    for doubt in found.doubts:
        yield f"# Not certain: {_line(doubt)}"
    yield from _setting(found, "", "status", mapping.status)
    for table, keys in (
        ("model", ("id",)),
        ("columns", Columns.__struct_fields__),
        ("time", ("format", "timezone")),
        ("file", ("delimiter", "quote", "encoding", "header", "decimal", "thousands")),
    ):
        yield ""
        yield f"[{table}]"
        for key in keys:
            value = getattr(getattr(mapping, table), key)
            if value is not None:
                yield from _setting(found, table, key, value)
    for part in ("attributes", "metadata"):
        if values := getattr(mapping, part):
            yield ""
            yield f"[{part}]"
            for name, kind in values.items():
                yield from _setting(found, part, name, kind)


def _setting(found: Guess, table: str, key: str, value: str | bool) -> Iterator[str]:
    note = found.notes.get(f"{table}.{key}" if table else key)
    name = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)
    written = _text(value) if isinstance(value, str) else str(value).lower()
    yield f"{name} = {written}" + (f"  # {_line(note)}" if note else "")


def _text(value: str) -> str:
    """A basic string of TOML."""
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return (
        character
        if character.isprintable()
        else f"\\u{ord(character):04x}"
        if ord(character) < 0x10000
        else f"\\U{ord(character):08x}"
    )


def _line(text: str) -> str:
    """Text that cannot leave a comment."""
    return "".join(character if character.isprintable() else " " for character in text)
