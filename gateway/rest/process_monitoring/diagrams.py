"""The BPMN files of the process monitoring API, served as loaded."""

import re
from posixpath import normpath

from gateway.rest.process_monitoring.examples import PATH_EXAMPLES
from gateway.rest.process_monitoring.routes import PATH, PATH_SAYS, SCOPES
from gateway.rest.route import AnyRoute, Data, HttpResponse, Route, ValidRequest
from storage.errors import BadUserInput, NotFound
from storage.storable import storable

XML = "application/xml"
SAFE = {"content-security-policy": "default-src 'none'; sandbox"}
"""Headers that keep browsers from running scripts in a file."""

_ENCODING = re.compile(r"""\A<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")


def _variables(request: ValidRequest) -> Data:
    """The path of the file. Raises NotFound for paths that leave the store."""
    path = request.path["file_path"]
    if path != normpath(path) or path.startswith("/") or path.split("/")[0] == ".." or "\\" in path:
        raise _nowhere()
    try:
        return {"path": storable(path)}
    except BadUserInput:
        raise _nowhere() from None


def _file(data: Data, _: ValidRequest) -> HttpResponse:
    diagram = data["diagram"]
    if diagram is None or diagram["content"] is None:
        raise _nowhere()
    return HttpResponse(200, encoded(diagram["content"]), XML, SAFE)


def encoded(content: str) -> bytes:
    """Encodes XML text as its declaration says, as it was when loaded; UTF-8 without a declaration."""
    declared = _ENCODING.match(content)
    try:
        return content.encode(declared[1] if declared else "utf-8")
    except (LookupError, UnicodeError):
        return content.encode()


def _nowhere() -> NotFound:
    return NotFound("There is no BPMN file with this file_path.")


FILES: tuple[AnyRoute, ...] = (
    Route(
        method="GET",
        path=f"{PATH}/static/{{file_path:path}}",
        summary="Retrieve a BPMN file for diagram display.",
        description="The path of the file in the store, including slashes, such as `finance/invoice-review/review.bpmn`.",
        document="rest/process-monitoring/diagram",
        variables=_variables,
        shape=_file,
        media=XML,
        scopes=SCOPES,
        refusals=(404,),
        path_says=PATH_SAYS,
        path_examples=PATH_EXAMPLES,
    ),
)
