"""Memory stays flat however large a source is: measured in a process of its own, on more than 100 MB."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import PROJECT

pytestmark = pytest.mark.server

MEASURE = """
import resource, sys
from pathlib import Path
from storage.ingest.format import read
from storage.ingest.loading import _batches
from storage.ingest.reader import ReadOptions
from storage.ingest.source import Source

path, mapping = Path(sys.argv[1]), Path(sys.argv[2])
source = Source.file(path)
records, early = 0, 0
for batch in _batches([(source, read(source, ReadOptions(mapping=mapping)))], 5_000):
    records += len(batch.records)
    if not early and source.volume > 20_000_000:
        early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(records, early, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

MAPPING = 'model.id = "m"\ncolumns = { case = "case", activity = "activity", start = "start" }\ntime.timezone = "UTC"\n'
EVENT = (
    '<event><string key="concept:name" value="Pack"/><date key="time:timestamp" value="2026-05-01T10:00:00Z"/>'
    f'<string key="note" value="{"x" * 3000}"/></event>'
)


def ndjson(number: int) -> str:
    return f'{{"noun":"task","id":"t{number}","ended_at":"2026-05-01T12:00:00Z","attributes":"{"x" * 900}"}}\n'


def csv(number: int) -> str:
    return f"{number // 8},Pack,2026-05-01T10:00:00,{'x' * 900}\n"


def xes(number: int) -> str:
    return f'<trace><string key="concept:name" value="{number}"/>{EVENT * 4}</trace>'


def ocel(number: int) -> str:
    link = '{"objectId":"o","qualifier":""}'
    note = f'{{"name":"note","value":"{"x" * 3000}"}}'
    told = f'"type":"Pack","time":"2026-05-01T10:00:00Z","attributes":[{note}],"relationships":[{link}]'
    return f'{"," if number else ""}{{"id":"e{number}",{told}}}'


OCEL = '{"objectTypes":[{"name":"order"}],"objects":[{"id":"o","type":"order"}],"events":['


@pytest.mark.parametrize(
    ("name", "first", "repeated", "last", "times"),
    [
        ("x.ndjson", "", ndjson, "", 110_000),
        ("x.csv", "case,activity,start,note\n", csv, "", 110_000),
        ("x.xes", "<log>", xes, "</log>", 9_000),
        ("x.json", OCEL, ocel, "]}", 34_000),
    ],
    ids=["ndjson", "csv", "xes", "ocel"],
)
def test_the_peak_does_not_grow_with_the_file(
    tmp_path: Path, name: str, first: str, repeated: object, last: str, times: int
) -> None:
    path, mapping = tmp_path / name, tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    with path.open("w") as file:
        file.write(first)
        file.writelines(repeated(number) for number in range(times))  # type: ignore[operator]
        file.write(last)
    assert path.stat().st_size > 100_000_000
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path), str(mapping)],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    records, early, peak = map(int, measured.stdout.split())
    assert records >= times
    assert peak - early < 40_000, "kilobytes that the peak grew after the first 20 MB"
