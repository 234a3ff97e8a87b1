"""Secrets of pulls: only the name of the variable or file that holds one is stored."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.pull.failures import PullFailed

LARGEST = 65_536


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret is: a variable of the environment, or a file."""

    variable: str | None = None
    file: str | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Secret":
        """From the options of a pull."""
        return cls(options.get("secret_env"), options.get("secret_file"))

    @property
    def place(self) -> str:
        """The place, for people; it contains no secret."""
        if self.variable:
            return f"the variable {self.variable}"
        return f"the file {self.file}" if self.file else "no secret"

    def read(self) -> str | None:
        """The secret without white space around it; None if none is named. Raises PullFailed if the place has none."""
        text: str | None = None
        if self.variable:
            text = os.environ.get(self.variable)
        elif self.file:
            try:
                with Path(self.file).open(encoding="utf-8") as file:
                    text = file.read(LARGEST)
            except (OSError, ValueError):
                raise PullFailed(f"The secret cannot be read: {self.place}.") from None
        else:
            return None
        text = (text or "").strip()
        if not text or not text.isascii() or not text.isprintable():
            raise PullFailed(f"The secret is missing, or is no line of ASCII text: {self.place}.")
        return text
