"""Security headers: what a browser may load, where our pages may be framed, what an address gives away."""

from __future__ import annotations

from collections.abc import Sequence

from web.access import KEYED_PATHS

# The page's own framework writes scripts and styles into it; everything else comes from this host alone.
_PAGE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}"
)
_DATA = "default-src 'none'; frame-ancestors 'none'"


def security_headers(path: str, frame_ancestors: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers of a response.

    Args:
        path: the address that is answered.
        frame_ancestors: origins of other sites that may show our pages in a frame.
    """
    ancestors = " ".join(("'self'", *frame_ancestors))
    is_data = path.startswith(KEYED_PATHS) or path in {"/healthz", "/readyz"}
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Content-Security-Policy": _DATA if is_data else _PAGE.format(ancestors=ancestors),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if not frame_ancestors:
        headers["X-Frame-Options"] = "SAMEORIGIN"
    return headers
