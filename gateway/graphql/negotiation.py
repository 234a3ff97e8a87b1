"""Content negotiation: the media type of the response, and whether the media type of a body is supported."""

from storage.short_text_cache import cached_if_short

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"

LONGEST_ACCEPT = 4096
"""Maximum length of an `Accept` header in characters: each media range takes time to read."""


@cached_if_short
def answer_type(accept: str) -> str | None:
    """The media type for an `Accept` header: GRAPHQL, JSON, or None if it allows neither or is longer than LONGEST_ACCEPT.

    An exact name beats a wildcard. On a tie, GRAPHQL wins if it was named, and JSON if only a wildcard matched.
    """
    if not accept.strip():
        return JSON
    if len(accept) > LONGEST_ACCEPT:
        return None
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best = max((_quality(offer, ranges), offer) for offer in (GRAPHQL, JSON))
    (quality, *_), offer = best
    return offer if quality > 0 else None


@cached_if_short
def is_json(content_type: str) -> bool:
    """Whether a `Content-Type` header names JSON in UTF-8."""
    name, parameters, _ = _range(content_type)
    return name == JSON and parameters.get("charset", "utf-8") in ("utf-8", "utf8")


def _quality(offer: str, ranges: list[tuple[str, dict[str, str], float]]) -> tuple[float, int, bool]:
    """(q, specificity, whether this offer wins ties), of the most specific matching range."""
    found = (0.0, -1)
    for name, parameters, q in ranges:
        specific = (name == "application/*") + 2 * (name == offer)
        if (specific or name == "*/*") and parameters.get("charset", "utf-8") in ("utf-8", "utf8", "*") and specific > found[1]:
            found = (q, specific)
    return (*found, (offer == GRAPHQL) == (found[1] == 2))


def _range(text: str) -> tuple[str, dict[str, str], float]:
    """`type/subtype;key=value;q=0.5` -> (type/subtype, parameters, quality), all in lower case."""
    name, *rest = text.lower().split(";")
    parameters = {key.strip(): value.strip().strip('"') for key, _, value in (part.partition("=") for part in rest)}
    try:
        q = min(max(float(parameters.get("q", "1")), 0.0), 1.0)
    except ValueError:
        q = 0.0
    return name.strip(), parameters, q
