"""The kinds of sources that can be pulled."""

from storage.pull import camunda, cloudtrail, github, langfuse, pentagraph
from storage.pull.kind import Opened, PullKind

KINDS: dict[str, tuple[PullKind, Opened]] = {
    camunda.KIND.name: (camunda.KIND, camunda.CamundaSource),
    cloudtrail.KIND.name: (cloudtrail.KIND, cloudtrail.CloudtrailSource),
    github.KIND.name: (github.KIND, github.GithubSource),
    langfuse.KIND.name: (langfuse.KIND, langfuse.LangfuseSource),
    pentagraph.KIND.name: (pentagraph.KIND, pentagraph.opened),
}
"""Kinds by name, each with what opens a source."""
