"""Formats are recognized by content, then by name."""

import gzip
from pathlib import Path

import pytest

from storage.errors import BadUserInput
from storage.ingest.format import FORMATS, read, recognize
from storage.ingest.outline import outline_of
from storage.ingest.reader import ReadOptions
from storage.ingest.source import Source

BPMN = b'<?xml version="1.0"?>\n<!-- <log> in a comment -->\n<bpmn:definitions xmlns:bpmn="http://x">'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.txt", b'{"noun":"task","id":"t"}', "ndjson"),
        ("x.txt", b'\xef\xbb\xbf\n{"id":"t", "noun": "task"}\n', "ndjson"),
        ("x.jsonl", b"", "ndjson"),
        ("x.ndjson.gz", b"not a record", "ndjson"),
        ("x.csv", b"a,b", "csv"),
        ("x.xml", b'<?xml version="1.0"?><log xes.version="1.0">', "xes"),
        ("x.xml", BPMN, "bpmn"),
        ("x.xml.gz", gzip.compress(BPMN), "bpmn"),
        ("x.json", b'{ "eventTypes": [], "objects": []', "ocel"),
        ("x.json", b'{"objectTypes":[{"name":"order"}]', "ocel"),
        ("x.json", b'{"trace":{"id":"1"}', "langfuse"),
        ("x.json", b'[{"id":"1","projectId":"p"', "langfuse"),
        ("x.json", b'[{"task_id": "1"', "livemcpbench"),
        ("x.ndjson", b'{"eventVersion":"1.08","eventSource":"s3","eventName":"Get"}', "cloudtrail"),
        ("x.json", b'{"Records": [', "cloudtrail"),
        ("x.json", b'\xef\xbb\xbf{"Records": []}{"Records": [', "cloudtrail"),
        ("x.json", b'[{"eventVersion":"1.08","eventSource":"s3","eventName":"Get"}', "cloudtrail"),
        ("x.json", b'{"Events": [{"EventId": "e", "CloudTrailEvent": "{}"}', "cloudtrail"),
        ("x.json", b'{"userIdentity": {"type": "x"}, "eventTime": "2026', "cloudtrail"),
        ("x.ndjson", b'{"noun":"tool_call","result":{"eventSource":"s3","eventName":"Get"}}', "ndjson"),
        ("x.ndjson", b'{"noun":"tool_call","result":"\\"eventSource\\": \\"eventName\\":"}', "ndjson"),
        ("x.ndjson", b'{"id":"t","result":{"objectTypes":[1]},"noun":"tool_call"}', "ndjson"),
        ("x.ndjson", b'{"broken"\n{"noun":"task"}', "ndjson"),
        ("x.json", b'{"trace":{"id":"1","input":{"eventTypes":["a"]}}', "langfuse"),
        ("x.json", b'{"id":"1","timestamp":"2026","input":{"noun":"task","Records":[]}', "langfuse"),
        ("x.json", b'{"meta":{"page":1},"data":[{"id":"1","timestamp":"2026"', "langfuse"),
        ("x.json", b'{"data":[{"id":"o","traceId":"t"', "langfuse"),
        ("x.json", b'{"id":"1","timestamp":"2026","input":"cut {\\"noun\\": [{', "langfuse"),
        ("x.json", b'{"id":"1","timestamp":"2026","input":"{ [ }} ]] , : ","output":{"noun":1}', "langfuse"),
        ("x.json", b'{"data":[],"meta":{"page":1}}', "langfuse"),
        ("x.jsonl", b'{"id":"o","traceId":"t"}\n{"id":"o2","traceId":"t"}', "langfuse"),
        ("x.json", b'[{"id":"o","input":{"task_id":1},"traceId":"t"}', "langfuse"),
        ("x.json", b'[{"category":"c","messages":[{"noun":"x"}],"task_id":"1"', "livemcpbench"),
        ("x.json", b'{"action": "queued", "workflow_job": {}, "repository": {', "github"),
        ("x.json", b'[{"deployment": {}, "deployment_status": {}, "repository": {', "github"),
        ("x.json", b'{"ref": "r", "before": "0", "after": "1", "pusher": {', "github"),
        ("x.json", b'{"total_count": 1, "workflow_runs": [', "github"),
        ("x.json", b'{"specversion": "1.0", "type": "t", "source": "/s", "id": "1", "data": {"noun": "task"', "cloudevents"),
        ("x.json", b'[{"specversion": "1.0", "type": "t", "source": "/s", "id": "1", "time": "2', "cloudevents"),
        ("x.json", b'{"events":[{"noun":"x","traceId":"1"}],"objects":[],"eventTypes":[]', "ocel"),
    ],
)
def test_a_format_is_recognized(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert recognize(Source.file(path), ReadOptions()) == told


SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_of_each_format_is_recognized_by_content_or_else_by_name(sample: Path, tmp_path: Path) -> None:
    assert recognize(Source.file(sample), ReadOptions()) == sample.stem
    if FORMATS[sample.stem].recognizes:
        other = tmp_path / "x.dat"
        other.write_bytes(sample.read_bytes())
        assert recognize(Source.file(other), ReadOptions()) == sample.stem


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_no_two_formats_recognize_the_same_content(sample: Path) -> None:
    outline = outline_of(sample.read_bytes())
    found = [name for name, declared in FORMATS.items() if declared.recognizes and declared.recognizes(outline)]
    assert len(found) <= 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
@pytest.mark.parametrize("name", ["xes", "bpmn"])
def test_xml_is_recognized_in_each_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    root = {"xes": "log", "bpmn": "definitions"}[name]
    path = tmp_path / "x.dat"
    declared = encoding.removesuffix("-sig")
    path.write_bytes(f'<?xml version="1.0" encoding="{declared}"?><!-- <other> ü --><{root}/>'.encode(encoding))
    assert recognize(Source.file(path), ReadOptions()) == name


def test_a_file_without_a_record_says_what_it_was_taken_for_and_why(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"Records": [{"a": 1}, {"b": 2}]}')
    first, last = read(Source.file(path), ReadOptions())
    assert str(first) == "x.json: Records[0]: not a CloudTrail event"
    assert str(last) == (
        "x.json: Records[1]: not a CloudTrail event (the file was taken for cloudtrail, because it is a JSON object with"
        " Records; --format states another)"
    )
    first, last = read(Source.file(path), ReadOptions(format="cloudtrail"))
    assert str(last) == "x.json: Records[1]: not a CloudTrail event"


def test_a_file_that_has_the_words_of_a_format_only_inside_is_not_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": {"objectTypes": [], "eventName": "x", "eventSource": "y", "noun": "task"}, "b": "Records"}')
    with pytest.raises(BadUserInput, match=r"The file is a JSON object with a, b$"):
        recognize(Source.file(path), ReadOptions())


@pytest.mark.parametrize("content", [b"", b"hello", b'{"a": 1}', b"<html>", b"\x1f\x8bnot gzip", b"\x00\x01"])
def test_what_is_not_recognized_names_the_formats(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(content)
    with pytest.raises(BadUserInput, match=r"unrecognized format; use --format with one of: bpmn, cloudevents, cloudtrail, csv"):
        recognize(Source.file(path), ReadOptions())


def test_an_asked_format_overrides_the_content(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b")
    assert recognize(Source.file(path), ReadOptions(format="ndjson")) == "ndjson"


def test_a_format_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b")
    with pytest.raises(BadUserInput, match="unknown format 'parquet'"):
        recognize(Source.file(path), ReadOptions(format="parquet"))


def test_all_real_files_are_recognized(shared_data: Path) -> None:
    expected = {
        "cloudtrail.ndjson.gz": "cloudtrail",
        "trajectories.json.gz": "livemcpbench",
        "judge_verdicts.csv": "csv",
        "LoanApp_simplified_train.csv.gz": "csv",
        "PurchasingExample.csv.gz": "csv",
    }
    kinds = {"langfuse": "langfuse", "bpmn": "bpmn"}
    seen: set[str] = set()
    for folder in ("", "simod", "langfuse", "livemcpbench", "bpmn"):
        for path in (shared_data / folder).glob("*.*"):
            told = expected.get(path.name) or ("bpmn" if path.suffix == ".bpmn" else kinds.get(folder))
            if told:
                assert recognize(Source.file(path), ReadOptions()) == told, path.name
                seen.add(told)
    assert seen == {*expected.values(), *kinds.values()}
