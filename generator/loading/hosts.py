"""Hosts of URLs: their one spelling, and those that the public cannot reach."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import unquote

#: Top-level domains that no public server has: RFC 6761, RFC 6762 with its appendix G, RFC 8375.
_PRIVATE_DOMAINS = (
    *(".localhost", ".test", ".invalid", ".local", ".internal", ".intranet"),
    *(".private", ".corp", ".home", ".lan", ".home.arpa"),
)


def normal_host(host: str) -> str:
    """A host in the spelling by which browsers and the DNS compare it. Raises `ValueError` if it is none."""
    return unquote(host).lower().encode("idna").decode().removesuffix(".")


def is_private_host(host: str) -> bool:
    """Whether a host, as `normal_host` gives it, is this computer or is found in a local network only.

    A name without a dot, such as «intranet», is completed by the network of the body.
    """
    address = _ip_address(host)
    if address is not None:
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        return not (mapped or address).is_global
    return "." not in host or host.endswith(_PRIVATE_DOMAINS)


def _ip_address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        # Browsers also read the short forms of the C library: 127.1 is 127.0.0.1.
        return ip_address(host if ":" in host else socket.inet_aton(host))
    except (OSError, ValueError):
        return None
