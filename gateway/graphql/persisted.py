"""Persisted documents, which clients send by name, and Apollo's automatic persisted queries."""

from collections.abc import Mapping
from hashlib import sha256
from sys import getsizeof

from cachetools import LRUCache

from gateway.graphql.parameters import Parameters
from gateway.http_errors import DocumentNotFound, MalformedRequest, PersistedQueryMismatch, PersistedQueryNotFound

LARGEST_REMEMBERED = 64_000
"""Maximum length of an automatic persisted query, in characters."""


class PersistedQueries:
    """Finds the text of a document by the name or SHA-256 in a request."""

    def __init__(self, registered: Mapping[str, str], remembered: int, most_bytes: int) -> None:
        self._registered = registered
        self._by_hash = {_hash(text): text for text in registered.values()}
        # Each counts as at least its share of the memory, so that the number of queries is bounded too.
        least = most_bytes // remembered if remembered else most_bytes + 1
        self._remembered: LRUCache[str, str] = LRUCache(most_bytes, getsizeof=lambda text: max(getsizeof(text), least))

    def text(self, parameters: Parameters) -> str:
        """The text of the document to run. Raises a failure if the parameters do not identify one."""
        if parameters.document_id is not None:
            return self._document(parameters.document_id, parameters.query)
        if parameters.extensions is not None and "persistedQuery" in parameters.extensions:
            return self._automatic(parameters.extensions["persistedQuery"], parameters.query)
        if parameters.query is None:
            raise MalformedRequest("The parameter `query` is missing.")
        return parameters.query

    def _document(self, name: str, query: str | None) -> str:
        if query is not None:
            raise MalformedRequest("Send either `query` or `documentId`, not both.")
        text = self._by_hash.get(name.removeprefix("sha256:")) if name.startswith("sha256:") else self._registered.get(name)
        if text is None:
            raise DocumentNotFound(f"There is no persisted document {name[:200]!r}.")
        return text

    def _automatic(self, extension: object, query: str | None) -> str:
        if not isinstance(extension, dict) or extension.get("version") != 1 or not isinstance(extension.get("sha256Hash"), str):
            raise MalformedRequest("`extensions.persistedQuery` must be an object with version 1 and a sha256Hash.")
        digest = extension["sha256Hash"].lower()
        if query is None:
            return self._recalled(digest)
        if _hash(query) != digest:
            raise PersistedQueryMismatch("`sha256Hash` does not match `query`.")
        self._remember(digest, query)
        return query

    def _recalled(self, digest: str) -> str:
        if digest in self._by_hash:
            return self._by_hash[digest]
        if digest not in self._remembered:
            # Clients compare this message: it is part of the protocol.
            raise PersistedQueryNotFound("PersistedQueryNotFound")
        return self._remembered[digest]

    def _remember(self, digest: str, text: str) -> None:
        if len(text) <= LARGEST_REMEMBERED and self._remembered.getsizeof(text) <= self._remembered.maxsize:
            self._remembered[digest] = text


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
