"""Whether a host name or address is this machine's own."""

from ipaddress import IPv6Address, ip_address

from storage.short_text_cache import cached_if_short


@cached_if_short
def is_loopback(name: str) -> bool:
    """Whether a host name or address is loopback: localhost, 127.0.0.0/8, ::1."""
    name = name.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback
