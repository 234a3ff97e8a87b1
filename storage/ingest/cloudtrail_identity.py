"""The identity that made a CloudTrail event, from its `userIdentity`. All sessions of an identity have the same id.

The forms are listed at https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
"""

import re
from collections.abc import Mapping
from typing import Any

WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

SESSION_ARN = re.compile(r"arn:([\w-]+):sts::(\w+):assumed-role/([^/]+)")
"""ARN of a session of a role. Groups: partition, account, name of the role without its path."""

HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
"""User name that CloudTrail writes if the name does not exist, because it may be a password."""

KINDS = {"user": "iam_user", "root": "root", "assumed-role": "role", "role": "role", "federated-user": "federated_user"}
"""Kinds of identities by the resource of their ARN, for identities without a type."""

Identity = dict[str, str]


def identity_of(user_identity: Mapping[str, Any], region: object = None) -> Identity | None:
    """Id, label and kind of an identity. None if `userIdentity` names no one.

    The id is the ARN, which may be composed of account and user name. A session of a role has the id of the role. Others
    have the id of the principal, followed by the user name unless it is contained; the last resort is the account. The
    event's `region` determines the partition of an ARN.
    """
    type_ = _text(user_identity.get("type"))
    arn, account, user = (_text(user_identity.get(name)) for name in ("arn", "accountId", "userName"))
    principal, session = (_text(user_identity.get("principalId")) or "").partition(":")[::2]
    if type_ == "AssumedRole" or SESSION_ARN.match(arn or ""):
        return _role(user_identity, arn, principal)
    kind = WORDS.sub("_", type_).lower() if type_ else None
    if arn:
        resource = arn.split(":", 5)[-1].partition("/")[0]
        return {"id": arn, "label": user or arn.rpartition("/")[2], "kind": kind or KINDS.get(resource, "unknown")}
    behalf = _behalf(user_identity)
    if behalf:
        return {"id": behalf, "label": user or behalf.rpartition("/")[2], "kind": kind or "identity_center_user"}
    service = _text(user_identity.get("invokedBy"))
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
        whole = ":".join(filter(None, [whole or _text(user_identity.get("identityProvider")) or account, user]))
    if whole and (user or whole != account):
        return {"id": whole, "label": user or whole, "kind": kind or "unknown"}
    return {"id": account, "label": account, "kind": "account"} if account else None


def _role(user_identity: Mapping[str, Any], arn: str | None, principal: str) -> Identity | None:
    """The role of a session: its issuer, otherwise the role in the session's ARN, otherwise the id of the role."""
    issuer = _mapping(_mapping(user_identity.get("sessionContext")).get("sessionIssuer"))
    role, name = _text(issuer.get("arn")), _text(issuer.get("userName"))
    if role:
        return {"id": role, "label": name or role.rpartition("/")[2], "kind": "role"}
    if found := SESSION_ARN.match(arn or ""):
        partition, account, name = found.groups()
        return {"id": f"arn:{partition}:iam::{account}:role/{name}", "label": name, "kind": "role"}
    role = arn or principal or _text(issuer.get("principalId")) or _text(user_identity.get("accountId"))
    return {"id": role, "label": name or role, "kind": "role"} if role else None


def _behalf(user_identity: Mapping[str, Any]) -> str | None:
    """The id of a user of IAM Identity Center: identity store and user id."""
    behalf = _mapping(user_identity.get("onBehalfOf"))
    user = _text(behalf.get("userId"))
    store = _text(behalf.get("identityStoreArn"))
    return f"{store}/{user}" if user and store else user


def _partition(region: object) -> str:
    text = region if isinstance(region, str) else ""
    return "aws-cn" if text.startswith("cn-") else "aws-us-gov" if text.startswith("us-gov-") else "aws"


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    """The value as an id. None if it is empty or not text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (value.strip() or None) if isinstance(value, str) else None
