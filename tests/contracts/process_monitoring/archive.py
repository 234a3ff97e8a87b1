"""Opens the archive of an export."""

import csv
import io
import zipfile

import httpx


def opened(response: httpx.Response) -> dict[str, list[list[str]]]:
    """The files of an archive, each as its rows, the header included."""
    assert (response.status_code, response.headers["content-type"]) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert archive.testzip() is None
    found = {}
    for name in archive.namelist():
        content = archive.read(name)
        assert content.startswith(b"\xef\xbb\xbf")
        found[name] = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return found
