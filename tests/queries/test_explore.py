"""The documents that GraphiQL opens with: each answers its question from the demo, within the limits, on both databases."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from storage.nouns.noun import NOUNS
from tests.queries.conftest import EXPLORE, Explored

DOMAINS = {
    "processes": {
        "process_group", "process_model", "process_version", "diagram", "activity", "process_instance", "instance_metadata",
        "task", "milestone", "incident",
    },
    "work": {"workflow", "run", "step", "endpoint_call"},
    "governance": {"guardian", "guardian_binding", "verdict", "mcp_session", "tool_call", "config_change"},
    "identities": {"nhi", "risk_assessment", "anomaly"},
    "operations": {"import", "job", "dead_letter"},
}  # fmt: skip

BAD_MATCH = "KeyError: 'purchase_order_id'"


def largest(stats: dict[str, Any], name: str = "groupBy") -> str:
    """Key of the largest group."""
    found = groups(stats, name)
    return max(found, key=lambda key: found[key])


def groups(stats: dict[str, Any], name: str = "groupBy") -> dict[str, int]:
    """Counts by key."""
    return {group["key"]: group["count"] for group in stats[name]}


def test_there_are_at_least_twelve() -> None:
    assert len(EXPLORE) >= 12


@pytest.mark.parametrize("name", EXPLORE)
def test_a_document_begins_with_its_question(name: str) -> None:
    head = [line for line in EXPLORE[name].splitlines() if line.startswith("#")]
    assert EXPLORE[name].startswith("# ")
    assert "?" in " ".join(head[:3])


@pytest.mark.parametrize("name", EXPLORE)
def test_a_document_runs_as_it_is(name: str) -> None:
    [operation] = [each for each in parse(EXPLORE[name]).definitions if isinstance(each, OperationDefinitionNode)]
    assert operation.name
    assert all(
        variable.default_value is not None or variable.type.kind != "non_null_type"
        for variable in operation.variable_definitions or ()
    )


def test_documents_are_numbered_without_gaps() -> None:
    assert [name[:3] for name in EXPLORE] == [f"{number:02d}-" for number in range(1, len(EXPLORE) + 1)]


def test_every_document_is_answered_without_errors(explored: Explored) -> None:
    assert {number: answer.get("errors") for number, answer in explored.answers.items() if "errors" in answer} == {}


def test_both_databases_answer_the_same(explored_on_sqlite: Explored, explored_on_postgresql: Explored) -> None:
    def told(explored: Explored) -> dict[str, Any]:
        return {number: answer for number, answer in explored.answers.items() if number != "12"}

    assert told(explored_on_sqlite) == told(explored_on_postgresql)


def test_four_or_more_cross_three_domains(explored_on_sqlite: Explored) -> None:
    assert set(NOUNS) == set().union(*DOMAINS.values())
    crossing = {
        number: {domain for domain, nouns in DOMAINS.items() if tables & nouns}
        for number, tables in explored_on_sqlite.tables.items()
    }
    assert sum(len(domains) >= 3 for domains in crossing.values()) >= 4


def test_the_identities_behind_the_incidents_are_told_with_what_the_guardians_said(explored: Explored) -> None:
    data = explored.data("01")
    assert data["incidents"]["totalCount"] > 40
    assert largest(data["incidents"]["stats"]) == BAD_MATCH
    first, second = data["identities"]["nodes"]
    assert (first["nhiId"], second["nhiId"]) == ("ci-runner-prod", "agent-invoice-matcher")
    assert first["riskScore"] > 0.5 > second["riskScore"]
    assert first["flows"]["stats"]["count"] > second["flows"]["stats"]["count"] > 0
    said = groups(first["guardiansSaid"]["stats"])
    assert said["BLOCKED"] > 0.6 * sum(said.values())


def test_what_the_guardians_said_is_what_sql_by_hand_finds(explored: Explored) -> None:
    answered = {
        (node["nhiId"], outcome): count
        for node in explored.data("01")["identities"]["nodes"]
        for outcome, count in groups(node["guardiansSaid"]["stats"]).items()
    }
    assert answered == explored.said


def test_the_stuck_tasks_took_hours_and_some_are_stuck_still(explored: Explored) -> None:
    data = explored.data("01")
    took = data["stuckTasks"]["stats"]
    hour = 3_600_000
    assert 2 * hour < took["duration"]["p50"] < took["duration"]["p95"] <= took["duration"]["max"]
    assert data["stillStuck"]["totalCount"] == took["count"] - took["duration"]["count"] > 0
    assert data["stillStuck"]["nodes"][0]["incidents"]["nodes"][0]["message"] == BAD_MATCH


def test_an_overview_has_two_weeks_of_days_in_berlin(explored: Explored) -> None:
    model = explored.data("02")["processModel"]
    assert model["latestVersion"]["version"] == 3
    series = model["stats"]["series"]
    assert len(series) == 15
    assert {point["start"][11:] for point in series} <= {"22:00:00Z", "23:00:00Z"}
    assert 0 < sum(point["count"] for point in series) <= model["stats"]["count"] + series[0]["count"]
    status = groups(model["instances"]["stats"])
    ended = sum(status.get(name, 0) for name in ("COMPLETE", "ERROR", "TERMINATED"))
    assert sum(bucket["count"] for bucket in model["stats"]["duration"]["histogram"]) == ended > 100


def test_steps_where_people_are_waited_for_are_told(explored: Explored) -> None:
    data = explored.data("03")
    assert {"Collect documents", "Sign contract", "Welcome"} <= set(groups(data["steps"]["stats"]))
    assert all(group["duration"]["p50"] <= group["duration"]["p95"] for group in data["steps"]["stats"]["groupBy"])
    assert data["waitedLong"]["nodes"]
    assert all(task["waiting"] > 86_400_000 for task in data["waitedLong"]["nodes"])
    assert groups(data["waitingNow"]["stats"])["HR"] > 0


def test_the_bad_version_stands_out(explored: Explored) -> None:
    third, second, first = explored.data("04")["processModel"]["versions"]["nodes"]
    assert (third["version"], second["version"], first["version"]) == (3, 2, 1)
    assert groups(second["incidents"]["stats"])[BAD_MATCH] > 30
    assert second["stats"]["duration"]["p50"] > 2 * first["stats"]["duration"]["p50"]
    assert second["faulted"]["totalCount"] > 0.4 * second["stats"]["count"]
    assert third["faulted"]["totalCount"] < 0.1 * third["stats"]["count"]


def test_the_longest_open_cases_come_with_what_keeps_them(explored: Explored) -> None:
    nodes = explored.data("05")["processInstances"]["nodes"]
    assert [node["startedAt"] for node in nodes] == sorted(node["startedAt"] for node in nodes)
    assert all(node["tasks"]["nodes"] for node in nodes)
    tried = [run for node in nodes for incident in node["incidents"]["nodes"] for run in incident["runsBehind"]["nodes"]]
    assert "ci-runner-prod" in {run["nhi"]["nhiId"] for run in tried}


def test_the_compromised_identity_is_told_from_anomalies_to_processes(explored: Explored) -> None:
    nhi = explored.data("06")["nhi"]
    assert {node["type"] for node in nhi["anomalies"]["nodes"]} >= {"off_hours_activity", "new_tool", "blocked_burst"}
    scores = [node["score"] for node in nhi["assessments"]["nodes"]]
    assert scores[0] == nhi["riskScore"] > 0.75 > 0.3 > scores[-1]
    assert "vault.read_secret" in groups(nhi["blocked"]["stats"])
    series = nhi["blocked"]["stats"]["series"]
    assert sum(point["count"] for point in series) == groups(nhi["toolCalls"]["stats"])["BLOCKED"] > 300
    assert any(verdict["reason"] for verdict in nhi["blocked"]["nodes"][0]["verdicts"]["nodes"])
    assert groups(nhi["instances"]["stats"])["finance/invoice-review"] > 30
    changed = [(node["resource"], node["setting"]) for node in explored.data("06")["configChanges"]["nodes"]]
    assert changed == [
        ("ci-runner-prod", "guardians"),
        ("finance/invoice-review", "version"),
        ("invoice-matching", "run_as"),
    ]


def test_the_dearest_runs_come_first(explored: Explored) -> None:
    runs = explored.data("07")["runs"]
    spend = [node["spend"] for node in runs["nodes"]]
    assert spend == sorted(spend, reverse=True)
    assert spend[-1] > 0
    assert all(sum(step["spend"] for step in node["steps"]["nodes"]) <= node["spend"] * 1.01 for node in runs["nodes"])
    assert sum(groups(runs["stats"]).values()) == runs["totalCount"]


def test_failing_runs_have_categories_and_messages(explored: Explored) -> None:
    runs = explored.data("08")["runs"]
    assert largest(runs["stats"], "byCategory") == "script"
    assert sum(groups(runs["stats"], "byCategory").values()) == runs["totalCount"]
    assert all(node["error"] and node["errorCategory"] for node in runs["nodes"])


def test_guardians_have_latencies_and_whom_they_stop(explored: Explored) -> None:
    guardians = explored.data("09")["guardians"]["nodes"]
    assert len(guardians) == 6
    for guardian in guardians:
        took = guardian["stats"]["duration"]
        assert 0 < took["p50"] <= took["p95"] <= took["p99"] < 1000
        assert sum(groups(guardian["stats"]).values()) == guardian["stats"]["count"]
    stopped = [guardian["stops"]["stats"]["groupBy"][0]["key"] for guardian in guardians if guardian["stops"]["nodes"]]
    assert stopped.count("ci-runner-prod") >= 3


def test_endpoints_are_told_by_address_and_status(explored: Explored) -> None:
    data = explored.data("10")
    stats = data["endpointCalls"]["stats"]
    assert set(groups(stats, "byAddress")) == {"price-quote", "supplier-chat"}
    assert groups(stats, "byStatus")["200"] > groups(stats, "byStatus").get("429", 0)
    latencies = [node["latency"] for node in data["endpointCalls"]["nodes"]]
    assert latencies == sorted(latencies, reverse=True)
    assert len(data["byHour"]["stats"]["series"]) == 48
    assert sum(point["count"] for point in data["byHour"]["stats"]["series"]) > 0


def test_metadata_selects_cases(explored: Explored) -> None:
    instances = explored.data("11")["processInstances"]
    assert instances["totalCount"] > 0
    assert {(node["metadata"]["region"], node["metadata"]["channel"]) for node in instances["nodes"]} == {("AMER", "edi")}
    assert all(float(node["amount"]) > 0 for node in instances["nodes"])


def test_a_page_ends_with_the_cursor_of_the_next(explored: Explored) -> None:
    calls = explored.data("12")["toolCalls"]
    assert len(calls["edges"]) == 3
    assert calls["pageInfo"] == {"endCursor": calls["edges"][-1]["cursor"], "hasNextPage": True}


def test_ids_find_anything_in_the_order_asked_for(explored: Explored) -> None:
    data = explored.data("13")
    assert [node and node["__typename"] for node in data["nodes"]] == ["Nhi", "Guardian", "ProcessModel", None]
    assert "Match invoice to order" in {activity["name"] for activity in data["node"]["activities"]["nodes"]}


def test_milestones_are_counted_and_their_gaps_told(explored: Explored) -> None:
    data = explored.data("14")
    reached = groups(data["reached"]["stats"])
    assert reached["Assessed"] >= reached["Granted"] > 100
    for instance in data["processInstances"]["nodes"]:
        assert [node["name"] for node in instance["milestones"]["nodes"]] == ["Assessed", "Approved", "Granted"][
            : len(instance["milestones"]["nodes"])
        ]
        assert all(node["gap"] > 0 for node in instance["milestones"]["nodes"])


def test_changes_stand_beside_what_moved(explored: Explored) -> None:
    data = explored.data("15")
    changes = {(node["resource"], node["setting"]) for node in data["configChanges"]["nodes"]}
    assert {("finance/invoice-review", "version"), ("ci-runner-prod", "guardians")} <= changes
    for name in ("blocked", "failedRuns", "incidents"):
        counts = [point["count"] for point in data[name]["stats"]["series"]]
        assert max(counts[3:]) > 3 * max(counts[:3])


def test_a_root_cause_is_another_incident_in_a_called_case(explored: Explored) -> None:
    incidents = explored.data("16")["incidents"]
    assert incidents["totalCount"] > 0
    for node in incidents["nodes"]:
        assert node["rootCause"]["message"]
        assert node["rootCause"]["instance"]["instanceId"].startswith(node["instance"]["instanceId"])
        assert node["rootCause"]["task"]["runs"]["nodes"][0]["nhi"]["nhiId"]


def test_identities_to_review_are_those_at_risk_and_those_nobody_owns(explored: Explored) -> None:
    nodes = {node["nhiId"]: node for node in explored.data("17")["nhis"]["nodes"]}
    assert next(iter(nodes)) == "ci-runner-prod"
    assert {name for name, node in nodes.items() if node["owner"] is None} == {"legacy-ftp-bridge", "key-former-contractor"}
    assert nodes["ci-runner-prod"]["incidents"]["totalCount"] > 30


def test_the_worst_governed_identities_come_first_with_what_it_rests_on(explored: Explored) -> None:
    nodes = explored.data("20")["nhis"]["nodes"]
    assert nodes[0]["nhiId"] == "ci-runner-prod"
    scores = [node["posture"]["score"] for node in nodes]
    assert scores == sorted(scores)
    for node in nodes:
        told = node["posture"]
        parts = (1 - node["riskScore"], told["tierCompliance"], told["federationStatus"], told["guardianCoverage"])
        assert abs(told["score"] - sum(w * part for w, part in zip((0.4, 0.3, 0.2, 0.1), parts, strict=True))) <= 0.005 + 1e-9
        assert node["openAnomalies"] >= len(node["anomalies"]["nodes"])
        assert node["riskSignals"] == [factor["signal"] for factor in node["assessments"]["nodes"][0]["factors"]]
