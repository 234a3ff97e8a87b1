"""What stands still in the demo: models with versions and diagrams, workflows, guardians, identities; changes and jobs."""

import hashlib

import msgspec

from storage.demo.catalog import GROUPS, MODELS, ModelPlan
from storage.demo.diagram import GATEWAY, bpmn, nodes
from storage.demo.identity import COMPROMISED, add_identities
from storage.demo.instance import deployments
from storage.demo.options import MINUTE, SECOND, DemoOptions
from storage.demo.row import Rows
from storage.demo.tool import add_guardians
from storage.demo.workflow import add_workflows
from storage.nouns.record import DAY, HOUR

CHANGES: tuple[tuple[float, str, str, str, object, object], ...] = (
    (61.2, "sana.iqbal", "spend-limiter", "limit_dollars", 5000, 2500),
    (44.0, "peter.koch", "pii-redactor", "mask_iban", False, True),
    (27.6, "maya.levi", "prompt-shield", "mode", "observe", "block"),
    (
        20.5,
        "dana.scott",
        "agent-supplier-chat",
        "guardians",
        ["pii-redactor"],
        ["pii-redactor", "prompt-shield", "tool-allowlist"],
    ),
    (7.0 + 20 / 1440, COMPROMISED, COMPROMISED, "guardians", ["prompt-shield"], []),
    (6.6, COMPROMISED, "finance/invoice-review", "version", 1, 2),
    (6.55, COMPROMISED, "invoice-matching", "run_as", "agent-invoice-matcher", COMPROMISED),
    (6.1, "peter.koch", "secrets-scanner", "mode", "observe", "block"),
    (2.4, "jana.kral", "finance/invoice-review", "version", 2, 3),
    (2.39, "jana.kral", "invoice-matching", "run_as", COMPROMISED, "agent-invoice-matcher"),
)
"""Days before the last midnight, who, what, which setting, from, to."""

UNREADABLE = (
    (
        "expected an RFC 3339 time such as 2026-05-01T12:00:00Z",
        "started_at",
        '{"noun":"task","id":"erp-4711","started_at":"05/04/2026"}',
        9,
    ),
    (
        "unknown field 'instnace_id'; use 'instance_id'",
        "instnace_id",
        '{"noun":"task","id":"erp-4712","instnace_id":"inv-1","at":"2026-04-06T12:00:00Z"}',
        2,
    ),
)
"""Reason, field, body, number of times."""


LAST_EXPORT = "export-1"
"""The job whose window is that of the demo."""


def add_world(rows: Rows, options: DemoOptions) -> None:
    """Everything that is not told hour by hour."""
    published = options.since - 400 * DAY
    for group, (name, description) in GROUPS.items():
        rows.add(
            "process_group",
            group,
            at=published,
            display_name=name,
            description=description,
            parent_id=group.rpartition("/")[0] or None,
        )
    for model in MODELS:
        _add_model(rows, options, model, published)
    add_workflows(rows, options)
    add_guardians(rows, options)
    add_identities(rows, options)
    for number, (days, actor, resource, setting, old, new) in enumerate(CHANGES, start=1):
        rows.add(
            "config_change",
            f"change-{number:03d}",
            changed_at=options.midnight - int(days * DAY),
            actor=actor,
            resource=resource,
            setting=setting,
            old_value=_json(old),
            new_value=_json(new),
        )
    _add_jobs(rows, options)
    _add_dead_letters(rows, options)


def _add_model(rows: Rows, options: DemoOptions, model: ModelPlan, published: int) -> None:
    group, _, key = model.id.rpartition("/")
    rows.add(
        "process_model", model.id, at=published, key=key, display_name=model.name, description=model.description, group_id=group
    )
    for version, at in enumerate(deployments(model, options), start=1):
        activities = model.of_version(version)
        diagram = f"{model.id}/v{version}.bpmn"
        rows.add(
            "process_version", f"{model.id}:{version}", model_id=model.id, version=version, deployed_at=at, diagram_id=diagram
        )
        rows.add("diagram", diagram, at=at, model_id=model.id, content=bpmn(key, model.name, version, activities))
        for node in nodes(activities):
            if node.type != GATEWAY:
                rows.add(
                    "activity",
                    f"{model.id}:{version}:{node.id}",
                    at=at,
                    model_id=model.id,
                    version=version,
                    element_id=node.id,
                    name=node.name,
                    type=node.type,
                    lane=node.lane,
                )


def _add_jobs(rows: Rows, options: DemoOptions) -> None:
    """A roll-up each night of the last month, an export that failed, and one under way."""
    for day in range(min(30, options.days), -1, -1):
        created = options.midnight - day * DAY + 3 * HOUR
        if created + 3 * MINUTE > options.until:
            continue
        rows.add(
            "job",
            f"rollup-{created // DAY}",
            kind="rollup",
            state="SUCCEEDED",
            created_at=created,
            started_at=created + 2 * SECOND,
            ended_at=created + 3 * MINUTE,
            progress=1.0,
            window_from=created - DAY,
            window_to=created,
            result='{"periods":24}',
        )
    created = options.until - 9 * HOUR
    rows.add(
        "job",
        LAST_EXPORT,
        kind="export",
        state="FAILED",
        created_at=created,
        started_at=created + SECOND,
        ended_at=created + MINUTE,
        progress=0.4,
        reason="the client went away",
        window_from=options.since,
        window_to=options.until,
    )


def _add_dead_letters(rows: Rows, options: DemoOptions) -> None:
    """Two lines of an exporter that nothing could read, one of them again and again."""
    for number, (reason, field, body, times) in enumerate(UNREADABLE, start=1):
        rows.add(
            "dead_letter",
            f"dead-letter-{number}",
            channel="INGEST",
            sender="erp-exporter",
            source="erp",
            format="ndjson",
            options="{}",
            reason=reason,
            field=field,
            encoding="TEXT",
            body_hash=hashlib.sha256(body.encode()).hexdigest(),
            size=len(body),
            kept_bytes=len(body),
            is_cut=False,
            times=times,
            first_at=options.until - times * HOUR,
            last_at=options.until - number * HOUR,
            body=body,
        )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
