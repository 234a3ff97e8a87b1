"""Files sent to `/ingest?format=`: the same rows as `pentagraph load` makes, for every format and every real file."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from gateway.server import build
from gateway.settings import Settings
from gateway.writes import write_queue
from storage.accounts.keys import create_key, ensure_organization
from storage.database.protocol import Database
from storage.ingest.format import FORMATS, recognize
from storage.ingest.loading import LoadOptions, load
from storage.ingest.mapping import MappingText
from storage.ingest.source import Source
from storage.nouns.record import Instant
from tests.gateway.ingest.sending import Sender
from tests.project import PROJECT
from tests.storage.contents import contents

SAMPLES = sorted((PROJECT / "tests" / "storage" / "ingest" / "samples").iterdir())
AT = "2026-05-01T12:00:00Z"
LOADED = "loaded"
"""The organization into which `load` puts what the other one is sent."""

CSV = """
[model]
id = "shop/orders"
[columns]
case = "case"
activity = "activity"
start = "start"
[time]
format = "%Y-%m-%d %H:%M"
timezone = "Europe/Berlin"
[attributes]
cost = "number"
"""
MAPPINGS = {
    "PurchasingExample.csv.gz": "purchasing.toml",
    "LoanApp_simplified_train.csv.gz": "loan_application.toml",
    "judge_verdicts.csv": "judge_verdicts.toml",
}
"""The mapping of each real CSV file, in docs/mappings."""


@pytest.fixture
async def sender(database: Database, organization: str) -> AsyncIterator[Sender]:
    """A client that may only send."""
    await ensure_organization(database, LOADED)
    _, key = await create_key(database, organization, "sender", ["ingest"])
    settings = Settings()
    queue = write_queue(database, settings)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(build(database, settings, queue)), base_url="http://here"
    ) as client:
        yield Sender(client, key)
    await queue.close()


@dataclass(frozen=True)
class Sent:
    """A file as it is loaded and as it is sent: without a name, since a body has none and some ids contain it."""

    format: str
    content: bytes
    mapping: str | None

    @classmethod
    def of(cls, file: Path, mapping: str | None) -> "Sent":
        """A file of the disk."""
        return cls(recognize(Source.file(file), LoadOptions()), file.read_bytes(), mapping)

    async def both_ways(self, sender: Sender, database: Database) -> None:
        """Loads the file, sends it, and asserts that both made the same rows, or found nothing."""
        mapping = None if self.mapping is None else MappingText(self.mapping)
        options = LoadOptions(self.format, mapping, Instant.parse(AT), None if mapping else "shop/orders")
        loaded = await load(database, LOADED, [Source("body", stream=io.BytesIO(self.content))], options)
        parameters = {"format": self.format, "at": AT}
        parameters |= {"model": "shop/orders"} if self.mapping is None else {"mapping": self.mapping}
        answer = await sender.post(self.content, query=f"?{urlencode(parameters)}")
        assert (answer.status_code in (200, 207)) is bool(loaded.records), answer.text
        sent, held = [await contents(database, org_id) for org_id in ("acme", LOADED)]
        sent.pop("dead_letter", None)
        assert sent == held


def test_there_is_a_sample_of_every_format() -> None:
    assert {sample.stem for sample in SAMPLES} == set(FORMATS)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
async def test_a_file_that_is_sent_gives_the_rows_of_one_that_is_loaded(sender: Sender, database: Database, sample: Path) -> None:
    await Sent.of(sample, CSV if sample.suffix == ".csv" else None).both_ways(sender, database)
    assert await contents(database, LOADED)


@pytest.fixture(scope="session")
def real_files(shared_data: Path) -> list[Sent]:
    """The real files of others."""
    if not shared_data.is_dir():
        pytest.skip("the real files are not beside the project")
    files = [file for file in sorted(shared_data.rglob("*")) if file.is_file() and file.name not in ("README.md", "metrics.json")]
    folder = PROJECT / "docs" / "mappings"
    return [Sent.of(file, (folder / MAPPINGS[file.name]).read_text() if file.name in MAPPINGS else None) for file in files]


@pytest.mark.slow
async def test_every_real_file_that_is_sent_gives_the_rows_of_one_that_is_loaded(
    sender: Sender, database: Database, real_files: list[Sent]
) -> None:
    assert len(real_files) > 30
    for each in real_files:
        await each.both_ways(sender, database)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("[columns]\ncase = 1", "the mapping in the parameter mapping: columns.case"),
        ("[columns", "the mapping in the parameter mapping is invalid"),
        ('[columns]\ncase = "case"\nactivity = "activity"', "has no time"),
    ],
)
async def test_a_mapping_that_is_wrong_is_an_error_that_says_where(sender: Sender, mapping: str, words: str) -> None:
    query = urlencode({"format": "csv", "mapping": mapping, "model": "m"})
    answer = await sender.post(b"case,activity,start\n1,Pack,2026-05-01\n", query=f"?{query}")
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
