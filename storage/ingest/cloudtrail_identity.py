"""Who made a CloudTrail event: from its `userIdentity` to an identity that is the same in each of its sessions.

The forms are those of https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
"""

import re
from collections.abc import Mapping
from typing import Any

WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

SESSION_ARN = re.compile(r"arn:([\w-]+):sts::(\w+):assumed-role/([^/]+)")
"""ARN of a session of a role: partition, account, name of the role without its path."""

HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
"""What CloudTrail writes for a user name that does not exist: it may be a password."""

KINDS = {"user": "iam_user", "root": "root", "assumed-role": "role", "role": "role", "federated-user": "federated_user"}
"""The kind of an ARN's resource, for an identity that states no type."""

Identity = dict[str, str]


def identity_of(told: Mapping[str, Any], region: object = None) -> Identity | None:
    """Id, label and kind of an identity; None if it names none.

    The id is the ARN if there is one or if account and user name make one. A session of a role is the role. Others have
    the principal's id, with the user name if that does not contain it, and at last the account. `region` of the event
    tells the partition of an ARN.
    """
    type_ = _text(told.get("type"))
    arn, account, user = (_text(told.get(name)) for name in ("arn", "accountId", "userName"))
    principal, session = (_text(told.get("principalId")) or "").partition(":")[::2]
    if type_ == "AssumedRole" or SESSION_ARN.match(arn or ""):
        return _role(told, arn, principal)
    kind = WORDS.sub("_", type_).lower() if type_ else None
    if arn:
        resource = arn.split(":", 5)[-1].partition("/")[0]
        return {"id": arn, "label": user or arn.rpartition("/")[2], "kind": kind or KINDS.get(resource, "unknown")}
    behalf = _behalf(told)
    if behalf:
        return {"id": behalf, "label": user or behalf.rpartition("/")[2], "kind": kind or "identity_center_user"}
    service = _text(told.get("invokedBy"))
    if service and (type_ in (None, "AWSService") or not (principal or user)):
        return {"id": service, "label": service, "kind": "aws_service"}
    if user == HIDDEN:
        user = None
    if account and ((type_ == "IAMUser" and user) or type_ == "Root"):
        resource = "root" if type_ == "Root" else f"user/{user}"
        made = f"arn:{_partition(region)}:iam::{account}:{resource}"
        return {"id": made, "label": user or "root", "kind": kind or "iam_user"}
    if principal.startswith(("AIDA", "AROA")) and (session or type_ != "Unknown"):
        return {"id": principal, "label": user or principal, "kind": kind or "unknown"}
    whole = f"{principal}:{session}" if session else principal
    if user and user not in whole:
        whole = ":".join(filter(None, [whole or _text(told.get("identityProvider")) or account, user]))
    if whole and (user or whole != account):
        return {"id": whole, "label": user or whole, "kind": kind or "unknown"}
    return {"id": account, "label": account, "kind": "account"} if account else None


def _role(told: Mapping[str, Any], arn: str | None, principal: str) -> Identity | None:
    """The role of a session: its issuer, otherwise what the session's ARN says, otherwise the role's own id."""
    issuer = _mapping(_mapping(told.get("sessionContext")).get("sessionIssuer"))
    role, name = _text(issuer.get("arn")), _text(issuer.get("userName"))
    if role:
        return {"id": role, "label": name or role.rpartition("/")[2], "kind": "role"}
    if found := SESSION_ARN.match(arn or ""):
        partition, account, name = found.groups()
        return {"id": f"arn:{partition}:iam::{account}:role/{name}", "label": name, "kind": "role"}
    role = arn or principal or _text(issuer.get("principalId")) or _text(told.get("accountId"))
    return {"id": role, "label": name or role, "kind": "role"} if role else None


def _behalf(told: Mapping[str, Any]) -> str | None:
    """A user of IAM Identity Center, in its identity store."""
    behalf = _mapping(told.get("onBehalfOf"))
    user = _text(behalf.get("userId"))
    store = _text(behalf.get("identityStoreArn"))
    return f"{store}/{user}" if user and store else user


def _partition(region: object) -> str:
    text = region if isinstance(region, str) else ""
    return "aws-cn" if text.startswith("cn-") else "aws-us-gov" if text.startswith("us-gov-") else "aws"


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    """A value as an id; None if it is empty or no text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (value.strip() or None) if isinstance(value, str) else None
