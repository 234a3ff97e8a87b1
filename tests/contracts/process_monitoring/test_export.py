"""The export: exactly the rows of the lists, in files that spreadsheets read and do not run."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.rest.process_monitoring import export
from gateway.rest.process_monitoring.csv_archive import CsvFile, neutral, neutral_value, zipped
from schema.engine.document import EngineSettings
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.process_monitoring.archive import opened
from tests.contracts.process_monitoring.example_store import WINDOW

EXPORT = "/analytics/api/v1/export/finance:invoice-review"
AT = Instant.of(datetime(2026, 5, 1, tzinfo=UTC))


async def test_an_archive_holds_both_lists(examples: Api) -> None:
    response = await examples.post(EXPORT, WINDOW)
    assert response.headers["content-disposition"] == 'attachment; filename="finance-invoice-review.zip"'
    files = opened(response)
    assert list(files) == ["instances.csv", "tasks.csv"]
    assert files["instances.csv"] == [
        [*export.INSTANCE_COLUMNS, "metadata.amount", "metadata.region"],
        ["1044", "finance/invoice-review", "running", "2026-05-07T12:00:00Z", "", "", "", "ana", "261.0", "South"],
        [
            *("1043", "finance/invoice-review", "error", "2026-05-06T08:00:00Z", "2026-05-06T08:10:00Z", "600", "", "ana"),
            *("260.75", "Northeast"),
        ],
        [
            *("1042", "finance/invoice-review", "complete", "2026-05-05T10:00:00Z", "2026-05-05T11:00:00Z", "3600"),
            *("Invoice approved", "ana", "260.5", "South"),
        ],
        [
            *("1041", "finance/invoice-review", "complete", "2026-05-04T09:00:00Z", "2026-05-04T09:30:00Z", "1800"),
            *("Invoice approved", "ana", "260.25", "Northeast"),
        ],
    ]
    assert [row[0] for row in files["tasks.csv"]] == ["task_id", "t4", "t3", "t2", "t1"]
    assert files["tasks.csv"][1] == [
        *("t4", "1044", "finance/invoice-review", "Activity_Approve", "Approve invoice", "UserTask", "READY"),
        *("2026-05-07T12:05:00Z", "", "", "ben"),
    ]


async def test_columns_are_of_the_metadata_of_exported_instances(examples: Api) -> None:
    region = {"metadata": [{"name": "region", "value": "South"}]}
    files = opened(await examples.post(EXPORT, region))
    assert [row[0] for row in files["instances.csv"][1:]] == ["1044", "1042"]
    assert [row[1] for row in files["tasks.csv"][1:]] == ["1044", "1042"]
    nothing = opened(await examples.post(EXPORT, {"start": "2030-01-01"}))
    assert nothing == {"instances.csv": [list(export.INSTANCE_COLUMNS)], "tasks.csv": [list(export.TASK_COLUMNS)]}


NASTY = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", 'a "quoted", cell', "line\r\nbreak", "größe 🌍", "'already", " =1")


async def test_cells_are_no_formulas_and_come_back_as_they_were(api: Api, organization: str) -> None:
    texts = {f"k{number:02}": text for number, text in enumerate(NASTY)}
    await write(api.database, organization, [
        ProcessModel(id="m", at=AT),
        ProcessInstance(id="=cmd|'/C calc'!A0", at=AT, model_id="m", initiator="@me", started_at=AT,
                        ended_at=Instant(AT - 5_000_000), metadata={**texts, "-k": -5, "é,": -2.5e-7}),
        Task(id="-1", at=AT, instance_id="=cmd|'/C calc'!A0", username="-5", name="+Approve", started_at=AT),
    ])  # fmt: skip
    files = opened(await api.post("/analytics/api/v1/export/m", {}))
    header, row = files["instances.csv"]
    cells = dict(zip(header, row, strict=True))
    assert cells["process_instance_id"] == "'=cmd|'/C calc'!A0"
    assert cells["process_initiator_username"] == "'@me"
    assert cells["duration_seconds"] == ""  # An end before the start is no duration.
    assert (cells["metadata.-k"], cells["metadata.é,"]) == ("-5", "-2.5e-07")
    assert [cells[f"metadata.{key}"] for key in texts] == [f"'{text}" if text[0] in "=+-@\t\r" else text for text in NASTY]
    task = dict(zip(*files["tasks.csv"], strict=True))
    assert (task["task_id"], task["username"], task["bpmn_name"]) == ("'-1", "'-5", "'+Approve")


@pytest.mark.parametrize(
    ("text", "cell"),
    [("-5", "-5"), ("-5.25", "-5.25"), ("-1e-7", "-1e-7"), ("-5+3", "'-5+3"), ("+5", "'+5"), ("-", "'-"), ("-٣", "'-٣"),
     ("-5\n", "'-5\n"), ("5", "5"), ("", "")],
)  # fmt: skip
def test_only_a_whole_negative_number_is_left_alone(text: str, cell: str) -> None:
    assert neutral_value(text) == cell
    assert neutral(text) == (f"'{text}" if text[:1] in ("-", "+") else text)


async def test_rows_come_part_by_part_without_a_gap(examples: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = opened(await examples.post(EXPORT, {}))
    for size in (1, 2, 3, 4):
        monkeypatch.setattr(export, "PART", size)
        assert opened(await examples.post(EXPORT, {})) == whole


async def test_a_part_that_is_too_large_for_an_answer_is_halved(examples: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = opened(await examples.post(EXPORT, {}))
    engine: Any = examples.app._app._graphql._engine
    monkeypatch.setattr(engine, "settings", EngineSettings(max_response_bytes=900))
    assert opened(await examples.post(EXPORT, {})) == whole
    monkeypatch.setattr(engine, "settings", EngineSettings(max_response_bytes=200))
    refused = await examples.post(EXPORT, {})
    assert refused.status_code == 503
    assert "200" in refused.json()["detail"]


async def test_what_is_refused_is_refused_before_the_first_byte(examples: Api) -> None:
    unknown = await examples.post("/analytics/api/v1/export/nowhere", {})
    assert (unknown.status_code, unknown.headers["content-type"]) == (404, "application/json")
    malformed = await examples.post(EXPORT, {"start": "yesterday"})
    assert (malformed.status_code, malformed.json()["detail"][0]["loc"]) == (422, ["body", "start"])
    assert (await examples.post(EXPORT, {}, page=2)).status_code == 422
    async with examples.client() as client:
        got = await client.get(EXPORT)
    assert (got.status_code, got.headers["allow"]) == (405, "POST")


async def test_both_files_are_of_one_state(examples: Api, organization: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While instances are read, tasks and instances are added: neither file has them."""
    seen = opened(await examples.post(EXPORT, {}))
    instance = export._instance
    added = []

    def meanwhile(node: Any, keys: list[str]) -> Any:
        added.append(node)
        return instance(node, keys)

    async def written(ask: Any, *rest: Any) -> Any:
        async for part in parts(ask, *rest):
            own = f"new{len(added)}"
            await write(examples.database, organization, [
                ProcessInstance(id=own, at=AT, model_id="finance/invoice-review", started_at=AT, metadata={own: 1}),
                Task(id=own, at=AT, instance_id="1041", started_at=AT),
            ])  # fmt: skip
            yield part

    parts = export._parts
    monkeypatch.setattr(export, "_instance", meanwhile)
    monkeypatch.setattr(export, "_parts", written)
    assert opened(await examples.post(EXPORT, {})) == seen
    monkeypatch.undo()
    after = opened(await examples.post(EXPORT, {}))
    assert len(after["instances.csv"]) > len(seen["instances.csv"])
    assert len(after["tasks.csv"]) > len(seen["tasks.csv"])


async def test_names_of_archives_are_safe(api: Api, organization: str) -> None:
    models = ('a"b\r\nx= y', "größe", "..", "a/b")
    await write(api.database, organization, [ProcessModel(id=model, at=AT) for model in models])
    names = [
        (await api.post(f"/analytics/api/v1/export/{identifier}", {})).headers["content-disposition"]
        for identifier in ("a%22b%0D%0Ax%3D%20y", "gr%C3%B6%C3%9Fe", "a:b", "%25")
    ]
    assert names == [f'attachment; filename="{name}.zip"' for name in ("a-b-x-y", "gr-e", "a-b", "export")]


async def test_an_archive_of_empty_files_is_valid_and_read_only_when_asked() -> None:
    read = []

    async def rows() -> Any:
        read.append(1)
        yield [["1", 2.5, None]]

    parts = zipped([CsvFile("a.csv", ["x", "y", "z"], rows()), CsvFile("b.csv", ["x"], rows())], datetime(2026, 1, 2, tzinfo=UTC))
    first = await anext(parts)
    assert (read, first[:4]) == ([1], b"PK\x03\x04")
    rest = [part async for part in parts]
    archive = zipfile.ZipFile(io.BytesIO(first + b"".join(rest)))
    assert archive.read("a.csv") == b"\xef\xbb\xbfx,y,z\r\n1,2.5,\r\n"
    assert [info.date_time[:3] for info in archive.infolist()] == [(2026, 1, 2), (2026, 1, 2)]
    assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}
