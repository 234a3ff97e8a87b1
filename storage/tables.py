"""Every table, by name."""

from storage.governance import config_change, guardian, mcp_session, tool_call, verdict
from storage.incident import incident
from storage.job_queue import job_queue
from storage.milestone import milestone
from storage.nhi import anomaly, guardian_binding, job, nhi, risk_assessment
from storage.noun import NOUNS, Noun, metadata
from storage.organization import api_key, app_user, organization
from storage.process import activity, diagram, process_group, process_model, process_version
from storage.process_instance import instance_metadata, process_instance
from storage.rollup import GRAINS, SUBJECTS
from storage.rollup import period as rollup_period
from storage.run import endpoint_call, run, step, workflow
from storage.task import task

__all__ = [
    "GRAINS",
    "NOUNS",
    "SUBJECTS",
    "Noun",
    "activity",
    "anomaly",
    "api_key",
    "app_user",
    "config_change",
    "diagram",
    "endpoint_call",
    "guardian",
    "guardian_binding",
    "incident",
    "instance_metadata",
    "job",
    "job_queue",
    "mcp_session",
    "metadata",
    "milestone",
    "nhi",
    "organization",
    "process_group",
    "process_instance",
    "process_model",
    "process_version",
    "risk_assessment",
    "rollup_period",
    "run",
    "step",
    "task",
    "tool_call",
    "verdict",
    "workflow",
]
