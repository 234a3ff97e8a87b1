"""Requests are decoded span by span, and give the same as when they are decoded whole."""

import msgspec
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.resource.v1.resource_pb2 import Resource
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span

from storage.errors import LimitExceeded
from storage.ingest import otlp_portions
from storage.ingest.otlp_portions import decoded, parts_of
from storage.ingest.otlp_span import spans_of_json, spans_of_protobuf
from storage.ingest.otlp_values import SPANS, RefusedPart
from storage.nouns.record import Refused

IDS = {"traceId": "1" * 32, "spanId": "2" * 16}


def attribute(name: str, value: str) -> KeyValue:
    return KeyValue(key=name, value=AnyValue(string_value=value))


def spans(*names: str) -> ScopeSpans:
    return ScopeSpans(spans=[Span(trace_id=b"t" * 16, span_id=b"s" * 8, name=name) for name in names])


def test_each_span_comes_with_its_resource() -> None:
    parts = [
        ResourceSpans(resource=Resource(attributes=[attribute("a", "b")]), scope_spans=[spans("x", "y"), spans("z")]),
        ResourceSpans(scope_spans=[spans("w")], schema_url="https://example.org"),
    ]
    found = list(parts_of(ExportTraceServiceRequest(resource_spans=parts).SerializeToString()))
    assert [[Span.FromString(bytes(span)).name for span in part.parts] for part in found] == [["x", "y", "z"], ["w"]]
    assert [Resource.FromString(part.resource) for part in found] == [part.resource for part in parts]


def test_a_resource_in_two_pieces_after_its_spans_is_one() -> None:
    first, second = (ResourceSpans(resource=Resource(attributes=[attribute(name, name)])) for name in "ab")
    pieces = ResourceSpans(scope_spans=[spans("x")]).SerializeToString() + first.SerializeToString() + second.SerializeToString()
    request = ExportTraceServiceRequest(resource_spans=[ResourceSpans.FromString(pieces)])
    (part,) = parts_of(b"\x0a" + bytes([len(pieces)]) + pieces)
    assert Resource.FromString(part.resource) == request.resource_spans[0].resource


@pytest.mark.parametrize("body", [b"\x0a\x05ab", b"\x0a", b"\x0a" + b"\xff" * 11, b"\x0b", b"\x0a\x02\x12\x05", b"\x08"])
def test_malformed_requests_are_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut off|unknown type"):
        list(parts_of(body))
    with pytest.raises(Refused, match="ExportTraceServiceRequest"):
        list(spans_of_protobuf(body))


def test_fields_of_other_types_are_passed_over() -> None:
    others = b"\x78\x96\x01" + b"\x79" + b"x" * 8 + b"\x7d" + b"y" * 4 + b"\x7a\x01z"
    request = ExportTraceServiceRequest(resource_spans=[ResourceSpans(scope_spans=[spans("x")])]).SerializeToString()
    assert len(list(spans_of_protobuf(others + request + others))) == 1


@pytest.mark.parametrize(
    "text",
    [
        b'{"resourceSpans": [{"resource": {"attributes": []}, "scopeSpans": [{"spans": [{"name": "a"}, 7, null]}]}]}',
        b'{"resourceSpans": {"scopeSpans": {"spans": {"name": "a"}}}}',
        b'{"resourceSpans": [7, null, "x", {"scopeSpans": ["x", {"spans": null}]}], "other": [1, {}]}',
        b'{"resourceSpans": null}',
        b"{}",
    ],
)
def test_json_gives_the_same_spans_as_when_it_is_decoded_whole(text: bytes) -> None:
    portions, whole = (list(map(str, spans_of_json(request))) for request in (decoded(text, SPANS), msgspec.json.decode(text)))
    assert portions == whole


@pytest.mark.parametrize("text", [b"[1]", b'"x"', b"7", b"null"])
def test_anything_but_an_object_is_returned_as_it_is(text: bytes) -> None:
    assert decoded(text, SPANS) == msgspec.json.decode(text)


@pytest.mark.parametrize("text", [b"{", b'{"resourceSpans": [}', b'{"resourceSpans": [{"scopeSpans": [{"spans": [{]}]}]}', b""])
def test_text_that_is_no_json_is_an_error(text: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decoded(text, SPANS)


def test_more_spans_or_values_than_allowed_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    request = ExportTraceServiceRequest(resource_spans=[ResourceSpans(scope_spans=[spans(*"abc")])]).SerializeToString()
    text = b'{"resourceSpans": [{"scopeSpans": [{"spans": [{}, {}, {}]}]}]}'
    monkeypatch.setattr(otlp_portions, "MOST_PARTS", 2)
    for attempt in (lambda: list(spans_of_protobuf(request)), lambda: decoded(text, SPANS)):
        with pytest.raises(LimitExceeded) as caught:
            attempt()
        assert caught.value.facts["limit"] == "parts"
    monkeypatch.setattr(otlp_portions, "MOST_FIELDS", 3)
    with pytest.raises(LimitExceeded) as caught:
        list(spans_of_protobuf(b"\x78\x00" * 4))
    assert caught.value.facts["limit"] == "fields"
    monkeypatch.setattr(otlp_portions, "MOST_VALUES", 5)
    with pytest.raises(LimitExceeded) as caught:
        decoded(text, SPANS)
    assert caught.value.facts["limit"] == "values"


def test_only_a_span_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.ingest.otlp_request.LARGEST_PART", 1_000)
    request = ExportTraceServiceRequest(resource_spans=[ResourceSpans(scope_spans=[spans("a", "b" * 2_000, "c")])])
    found = list(spans_of_protobuf(request.SerializeToString()))
    assert [isinstance(each, Refused) for each in found] == [False, True, False]
    monkeypatch.setattr(otlp_portions, "LARGEST_PART", 1_000)
    good, large = msgspec.json.encode(IDS), msgspec.json.encode({**IDS, "name": "b" * 2_000})
    text = b'{"resourceSpans": [{"scopeSpans": [{"spans": [%s, %s, %s]}]}]}' % (good, large, good)
    assert [isinstance(each, Refused) for each in spans_of_json(decoded(text, SPANS))] == [False, True, False]


def test_the_spans_of_a_resource_that_is_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.ingest.otlp_request.LARGEST_PART", 1_000)
    large = Resource(attributes=[attribute("a", "b" * 2_000)])
    request = ExportTraceServiceRequest(resource_spans=[ResourceSpans(resource=large, scope_spans=[spans("a", "c")])])
    found = list(spans_of_protobuf(request.SerializeToString()))
    monkeypatch.setattr(otlp_portions, "LARGEST_PART", 1_000)
    resource = msgspec.json.encode({"attributes": [{"key": "a", "value": {"stringValue": "b" * 2_000}}]})
    text = b'{"resourceSpans": [{"resource": %s, "scopeSpans": [{"spans": [{}, {}]}]}]}' % resource
    found += spans_of_json(decoded(text, SPANS))
    assert [each.field for each in found if isinstance(each, Refused)] == ["resource"] * 4


def test_the_values_of_one_span_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(otlp_portions, "MOST_VALUES_OF_PART", 3)
    many = msgspec.json.encode({**IDS, "attributes": [{}, {}, {}]})
    text = b'{"resourceSpans": [{"scopeSpans": [{"spans": [%s, %s]}]}]}' % (many, msgspec.json.encode(IDS))
    assert [isinstance(each, Refused) for each in spans_of_json(decoded(text, SPANS))] == [True, False]


def test_refused_spans_do_not_multiply_their_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.ingest.otlp_request.MOST_BODY_BYTES", 5_000)
    resource = Resource(attributes=[attribute("a", "b" * 2_000)])
    wrong = ScopeSpans(spans=[Span(trace_id=b"", name=str(number)) for number in range(10)])
    request = ExportTraceServiceRequest(resource_spans=[ResourceSpans(resource=resource, scope_spans=[wrong])])
    text = msgspec.json.encode(
        {
            "resourceSpans": [
                {
                    "resource": {"attributes": [{"key": "a", "value": {"stringValue": "b" * 2_000}}]},
                    "scopeSpans": [{"spans": [{}] * 10}],
                }
            ]
        }
    )
    for found in (list(spans_of_protobuf(request.SerializeToString())), list(spans_of_json(decoded(text, SPANS)))):
        kept = [len(span.body) for span in found if isinstance(span, RefusedPart)]
        assert len(kept) == 10
        assert [bool(size) for size in kept] == [True] * 3 + [False] * 7
