"""Every table, by name."""

from storage.accounts.tables import api_key, app_user, organization
from storage.jobs.table import job_queue
from storage.nouns.activity import activity
from storage.nouns.anomaly import anomaly
from storage.nouns.config_change import config_change
from storage.nouns.diagram import diagram
from storage.nouns.endpoint_call import endpoint_call
from storage.nouns.guardian import guardian
from storage.nouns.guardian_binding import guardian_binding
from storage.nouns.incident import incident
from storage.nouns.instance_metadata import instance_metadata
from storage.nouns.job import job
from storage.nouns.mcp_session import mcp_session
from storage.nouns.milestone import milestone
from storage.nouns.nhi import nhi
from storage.nouns.noun import NOUNS, Noun, metadata
from storage.nouns.process_group import process_group
from storage.nouns.process_instance import process_instance
from storage.nouns.process_model import process_model
from storage.nouns.process_version import process_version
from storage.nouns.risk_assessment import risk_assessment
from storage.nouns.run import run
from storage.nouns.step import step
from storage.nouns.task import task
from storage.nouns.tool_call import tool_call
from storage.nouns.verdict import verdict
from storage.nouns.workflow import workflow
from storage.rollup.subjects import GRAINS, SUBJECTS
from storage.rollup.subjects import period as rollup_period

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
