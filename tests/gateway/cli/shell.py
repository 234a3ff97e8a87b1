"""Runs the command line in this process, as a script would in its own."""

import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from gateway.cli import main
from tests.gateway.running_server import clean_environment

TASK = '{"noun": "task", "id": "t1", "at": "2026-01-01T00:00:00Z"}\n'


@dataclass(frozen=True)
class Ended:
    """What came of a command."""

    code: int
    stdout: str
    stderr: str


class Shell:
    """Runs `pentagraph` over one store: in this process, as the installed command would in its own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environment = {**clean_environment(), "PENTAGRAPH_DATABASE": url, "COLUMNS": "300", "NO_COLOR": "1"}

    def __call__(self, *arguments: str, given: str = "", code: int = 0, **environment: str) -> Ended:
        """What came of a command, which has to end with a code, and without a traceback."""
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            patch.chdir(self.folder)
            for name in set(os.environ) - set(self.environment):
                patch.delenv(name)
            for name, value in {**self.environment, **environment}.items():
                patch.setenv(name, value)
            patch.setattr("sys.argv", ["pentagraph", *arguments])
            patch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode())))
            with pytest.raises(SystemExit) as ended:
                main()
        done = Ended(ended.value.code or 0, out.getvalue(), err.getvalue())  # type: ignore[arg-type]
        assert done.code == code, done
        assert "Traceback" not in done.stderr
        return done
