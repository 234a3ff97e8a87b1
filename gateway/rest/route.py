"""A REST route as data: which document answers it, with which variables, in which shape."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypeVar

from gateway.http_request import HttpRequest
from schema.engine.request import Caller

JSON = "application/json"

Data = dict[str, Any]
"""An object of JSON: the data that a document answers, or its variables."""


class Strict(BaseModel):
    """Parameters or a body: names as the document spells them, others refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Nothing(Strict):
    """No parameters, or no body."""


Query = TypeVar("Query", bound=BaseModel, covariant=True, default=Nothing)
"""The query parameters of a route."""
Body = TypeVar("Body", bound=BaseModel | None, covariant=True, default=None)
"""The body of a request to a route; None: it has none."""


@dataclass(frozen=True, slots=True)
class ValidRequest(Generic[Query, Body]):
    """A request that was found valid, and who sent it."""

    http: HttpRequest
    caller: Caller
    path: Mapping[str, str]
    """Parameters of the path."""
    query: Query
    body: Body


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An HTTP response; a body in parts is streamed."""

    status: int
    body: bytes | AsyncIterator[bytes]
    media: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


class Run(Protocol):
    """Runs a document of queries/ as the caller; all documents of one `Run` may read one snapshot."""

    async def __call__(self, document: str, variables: Mapping[str, Any]) -> Data:
        """The document's data. Raises its first failure."""


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
    variables: Callable[[ValidRequest[Query, Body]], Mapping[str, Any]] = lambda _: {}
    shape: Callable[[Data, ValidRequest[Query, Body]], object] | None = None
    work: Callable[[Run, ValidRequest[Query, Body]], Awaitable[object]] | None = None
    snapshot: bool = False
    """Whether everything that is read has to be of one state of the store."""
    query: type[Query] = Nothing  # type: ignore[assignment]
    body: type[Body] | None = None
    body_optional: bool = False
    path_says: Mapping[str, str] = field(default_factory=dict)
    """What the parameters of the path are."""
    path_examples: Mapping[str, str] = field(default_factory=dict)
    answer: Any = None
    """The body as a type, for OpenAPI."""
    example: Any = None
    """The document's example of the body, or ours where it has none."""
    description: str = ""
    scopes: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    """Scopes of reading with which its document runs besides the caller's own, for what the answer tells of other parts of the
    graph. They hold for this route's document only, which nobody can change: whoever may use the route may read its answer."""
    status: int = 200
    media: str = JSON
    refusals: tuple[int, ...] = ()
    """Statuses of refusals besides those that every route of the API has."""
    rate: str = "read"
    """The class of its rate limit."""

    def __post_init__(self) -> None:
        """Refuses a route that would let its callers change something, or that does not say how it is answered."""
        if not all(scope.endswith(":read") for scope in self.grants):
            raise ValueError(f"{self.path}: only read scopes can be granted")
        if (self.shape is None) == (self.work is None):
            raise ValueError(f"{self.path}: needs either shape or work")


AnyRoute = Route[Any, Any]
"""A route with whatever parameters."""
