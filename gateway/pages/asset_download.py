"""Downloads the files of GraphiQL and Swagger UI with npm and checks hashes: `python -m gateway.pages.asset_download`."""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from gateway.pages.assets import ASSETS, SWAGGER, integrity

FOLDER = Path(__file__).parents[1] / "assets"


def main() -> int:
    """Returns 0 if all files are installed, 1 if npm is missing. Exits with an error if a hash is wrong."""
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write("npm is not installed: pages will load the files of GraphiQL and Swagger UI from a CDN\n")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        for package in dict.fromkeys(f"{asset.package}@{asset.version}" for asset in (*ASSETS, *SWAGGER)):
            _unpack(npm, package, Path(scratch))
    return 0


def _unpack(npm: str, package: str, scratch: Path) -> None:
    packed = subprocess.run(  # noqa: S603 - the names are our own constants
        [npm, "pack", "--silent", package], cwd=scratch, check=True, capture_output=True, text=True
    )
    FOLDER.mkdir(exist_ok=True)
    with tarfile.open(scratch / packed.stdout.strip().splitlines()[-1]) as archive:
        for asset in (*ASSETS, *SWAGGER):
            if f"{asset.package}@{asset.version}" == package:
                member = archive.extractfile(f"package/{asset.path}")
                content = member.read() if member else b""
                if integrity(content) != asset.integrity:
                    raise SystemExit(f"{package}: {asset.path} does not have the expected hash")
                (FOLDER / asset.name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
