"""The list of identifiers of the process monitoring API: every process group and model."""

from gateway.rest.route import Data, Run, ValidRequest

Entry = Data


async def directory(run: Run, _: ValidRequest) -> list[Entry]:
    """All groups and models, sorted by identifier."""
    groups: dict[str, Entry] = {}
    models: list[Entry] = []
    cursors: dict[str, str] = {}
    while True:
        data = await run("rest/process-monitoring/identifiers", cursors)
        groups |= {each["groupId"]: each for each in data["processGroups"]["nodes"]}
        models += data["processModels"]["nodes"]
        ends = {"afterGroup": data["processGroups"]["pageInfo"], "afterModel": data["processModels"]["pageInfo"]}
        if not any(end["hasNextPage"] for end in ends.values()):
            return _entries(groups, models)
        cursors |= {name: end["endCursor"] for name, end in ends.items() if end["endCursor"]}


def _entries(groups: dict[str, Entry], models: list[Entry]) -> list[Entry]:
    parents = _parents(groups, models)
    keys: dict[str, set[str]] = {group: set() for group in parents}
    for model in models:
        for group in _above(model["groupId"], parents):
            keys[group].update(model["metadataKeys"])
    entries = [
        _entry(group, groups.get(group, {}).get("displayName"), "group", parent, sorted(keys[group]))
        for group, parent in parents.items()
    ]
    entries += [_entry(each["modelId"], each["displayName"], "model", each["groupId"], each["metadataKeys"]) for each in models]
    return sorted(entries, key=lambda each: (each["identifier"], each["type"]))


def _parents(groups: dict[str, Entry], models: list[Entry]) -> dict[str, str | None]:
    """The parent of each group, including groups that only occur as a parent."""
    parents = {group: each["parentId"] for group, each in groups.items()}
    for named in [*parents.values(), *(each["groupId"] for each in models)]:
        while named is not None and named not in parents:
            parents[named] = named.rpartition("/")[0] or None
            named = parents[named]
    return parents


def _above(group: str | None, parents: dict[str, str | None]) -> list[str]:
    """A group and its ancestors; stops at cycles."""
    found: list[str] = []
    while group is not None and group not in found:
        found.append(group)
        group = parents[group]
    return found


def _entry(identifier: str, name: str | None, kind: str, parent: str | None, keys: list[str]) -> Entry:
    return {
        "identifier": identifier, "display_name": name or identifier, "type": kind, "parent": parent, "metadata_keys": keys
    }  # fmt: skip
