"""A REST route as data: which document answers it, with which variables, in which shape."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from schema.engine.request import Caller

JSON = "application/json"


class Strict(BaseModel):
    """Parameters or a body: names as the document spells them, others refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Nothing(Strict):
    """No parameters, or no body."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came."""

    method: str
    path: str
    query_string: bytes
    headers: Mapping[str, str]
    scope: Mapping[str, Any]
    request_id: str
    now: int
    """Microseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was found valid, and who sent it."""

    call: Call
    caller: Caller
    path: Mapping[str, str]
    query: Any
    body: Any


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP response; a body in parts is streamed."""

    status: int
    body: bytes | AsyncIterator[bytes]
    media: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


class Ask(Protocol):
    """Runs a document of queries/ as the caller and gives its data; all answers of one `Ask` may be of one snapshot."""

    async def __call__(self, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The answer's `data`; raises the Failure that its first error is."""


@dataclass(frozen=True, slots=True)
class Route:
    """One documented path.

    Either `at` names where in the answer the body stands, whose bytes then go out as the database made them, or `shape` makes
    the body of the answer's data: a value that is sent as JSON, or a whole Reply. `work` is for the few routes that one
    document cannot answer: it asks as often as it needs.
    """

    method: str
    path: str
    summary: str
    document: str
    variables: Callable[[Asked], dict[str, Any]] = lambda _: {}
    at: tuple[str, ...] = ()
    shape: Callable[[dict[str, Any], Asked], Any] | None = None
    work: Callable[[Ask, Asked], Awaitable[Any]] | None = None
    snapshot: bool = False
    """Whether everything that is read has to be of one state of the store."""
    query: type[BaseModel] = Nothing
    body: type[BaseModel] | None = None
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
    """Statuses of refusals besides those that every route of the family has."""
    rate: str = "read"
    """The class of its rate limit."""

    def __post_init__(self) -> None:
        """Refuses a route that would let its callers change something."""
        if not all(scope.endswith(":read") for scope in self.grants):
            raise ValueError(f"{self.path}: only read scopes can be granted")
