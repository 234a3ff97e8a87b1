"""Downloads the files of GraphiQL and Swagger UI, with npm or from the CDN, and checks their hashes."""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import httpx

from gateway.pages.assets import ASSETS, SWAGGER, Asset, integrity
from storage.errors import Failure

FOLDER = Path(__file__).parents[1] / "assets"
FILES = (*ASSETS, *SWAGGER)
TIMEOUT_SECONDS = 60.0


class DownloadFailed(Failure):
    """The files cannot be downloaded or installed, or one has the wrong hash."""

    code = "DOWNLOAD_FAILED"


def main() -> int:
    """`python -m gateway.pages.asset_download`. Returns 0 if all files are installed, 1 if they cannot be downloaded."""
    try:
        download()
    except DownloadFailed as failure:
        sys.stderr.write(f"{failure}; pages will load the files of GraphiQL and Swagger UI from a CDN\n")
        return 1
    return 0


def download() -> None:
    """Installs all files beside the package: with npm if it is installed, else from the CDN. Raises DownloadFailed."""
    contents = _by_npm() if shutil.which("npm") else _from_cdn()
    for asset in FILES:
        if integrity(contents[asset]) != asset.integrity:
            raise DownloadFailed(f"{asset.package}: {asset.path} does not have the expected hash")
    try:
        FOLDER.mkdir(exist_ok=True)
        for asset, content in contents.items():
            (FOLDER / asset.name).write_bytes(content)
    except OSError as error:
        raise DownloadFailed(f"cannot write to {FOLDER}: {error.strerror}") from error


def _from_cdn() -> dict[Asset, bytes]:
    contents = {}
    with httpx.Client(timeout=TIMEOUT_SECONDS) as client:
        for asset in FILES:
            try:
                contents[asset] = client.get(asset.url).raise_for_status().content
            except httpx.HTTPError as error:
                raise DownloadFailed(f"npm is not installed, and {asset.url} cannot be downloaded") from error
    return contents


def _by_npm() -> dict[Asset, bytes]:
    contents = {}
    with tempfile.TemporaryDirectory() as scratch:
        for package in dict.fromkeys(f"{asset.package}@{asset.version}" for asset in FILES):
            try:
                packed = subprocess.run(  # noqa: S603 - the names are our own constants
                    ["npm", "pack", "--silent", package],  # noqa: S607
                    cwd=scratch,
                    check=True,
                    capture_output=True,
                    text=True,
                )
            except (OSError, subprocess.CalledProcessError) as error:
                raise DownloadFailed(f"npm cannot download {package}") from error
            with tarfile.open(Path(scratch) / packed.stdout.strip().splitlines()[-1]) as archive:
                for asset in FILES:
                    if f"{asset.package}@{asset.version}" == package:
                        member = archive.extractfile(f"package/{asset.path}")
                        contents[asset] = member.read() if member else b""
    return contents


if __name__ == "__main__":
    sys.exit(main())
