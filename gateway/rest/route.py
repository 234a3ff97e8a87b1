"""A REST route as data: its document, its variables, and the shape of its response."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypeVar

from gateway.http_request import HttpRequest
from schema.engine.request import Caller

JSON = "application/json"

Data = dict[str, Any]
"""A JSON object: the data that a document returns, or its variables."""


class Strict(BaseModel):
    """Parameters or a body, with the names of the published document; other names are rejected."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Nothing(Strict):
    """No parameters, or no body."""


Query = TypeVar("Query", bound=BaseModel, covariant=True, default=Nothing)
"""The query parameters of a route."""
Body = TypeVar("Body", bound=BaseModel | None, covariant=True, default=None)
"""The request body of a route. None: no body."""


@dataclass(frozen=True, slots=True)
class ValidRequest(Generic[Query, Body]):
    """A validated request, and its caller."""

    http: HttpRequest
    caller: Caller
    path: Mapping[str, str]
    """Parameters of the path, decoded."""
    encoded_path: Mapping[str, str]
    """Parameters of the path as they were sent."""
    query: Query
    body: Body


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An HTTP response. A body in parts is streamed."""

    status: int
    body: bytes | AsyncIterator[bytes]
    media: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


class Run(Protocol):
    """Runs a document of queries/ as the caller; all documents of one `Run` may read one snapshot."""

    async def __call__(self, document: str, variables: Mapping[str, object]) -> Data:
        """Returns the document's data. Raises its first failure."""


@dataclass(frozen=True, slots=True)
class Route(Generic[Query, Body]):
    """One documented path.

    Either `shape` makes the body from the data of the route's document, or `work` makes it from as many documents as it needs.
    Both return a value that is sent as JSON, or a whole HttpResponse.
    """

    method: str
    path: str
    summary: str
    document: str
    variables: Callable[[ValidRequest[Query, Body]], Mapping[str, object]] = lambda _: {}
    shape: Callable[[Data, ValidRequest[Query, Body]], object] | None = None
    work: Callable[[Run, ValidRequest[Query, Body]], Awaitable[object]] | None = None
    snapshot: bool = False
    """Whether all reads must come from one snapshot of the store."""
    query: type[Query] = Nothing  # type: ignore[assignment]
    body: type[Body] | None = None
    body_optional: bool = False
    path_says: Mapping[str, str] = field(default_factory=dict)
    """Descriptions of the path parameters, by name."""
    path_examples: Mapping[str, str] = field(default_factory=dict)
    answer: object = None
    """Type of the response body, for OpenAPI."""
    example: object = None
    """Example of the response body: the published document's, or our own if it has none."""
    description: str = ""
    scopes: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    """Read scopes that the route's document has in addition to the caller's, for data from other parts of the graph. They apply
    only to this document, which callers cannot change: a caller who may use the route may read its whole response."""
    status: int = 200
    media: str = JSON
    refusals: tuple[int, ...] = ()
    """Error statuses in addition to those of every route of the API."""
    rate: str = "read"
    """Class of the route's rate limit."""

    def __post_init__(self) -> None:
        """Rejects a route that grants write scopes, or that does not declare how its response is made."""
        if not all(scope.endswith(":read") for scope in self.grants):
            raise ValueError(f"{self.path}: only read scopes can be granted")
        if (self.shape is None) == (self.work is None):
            raise ValueError(f"{self.path}: needs either shape or work")


AnyRoute = Route[Any, Any]
"""A route with any parameters."""
AnyRequest = ValidRequest[Any, Any]
"""A request to such a route."""
