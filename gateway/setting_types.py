"""Types of values that several settings have."""

import re
from typing import Annotated

from pydantic import AfterValidator

from storage.accounts.keys import ORGANIZATION_ID

HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def _organization(value: str) -> str:
    if not ORGANIZATION_ID.fullmatch(value):
        raise ValueError("must be an organization id: at most 63 characters a-z, 0-9, _ and -, the first a letter or digit")
    return value


OrganizationId = Annotated[str, AfterValidator(_organization)]
