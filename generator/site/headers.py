"""What a host should say with every file: nothing inline or from elsewhere, and how long to keep it."""

#: Nothing inline and nothing of others: the pages need no more.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: A page may change at any build: it is asked for again, and answered «not modified» if it did not.
ASK_AGAIN = "no-cache"
#: The name of such a file holds a digest of what is in it: it never changes.
FOR_EVER = "public, max-age=31536000, immutable"
HASHED = ("/assets/javascripts/bundle.*",)


def headers_file() -> str:
    """The file `_headers` of static hosts (Netlify, Cloudflare Pages and others)."""
    everywhere = "".join(f"  {name}: {value}\n" for name, value in SECURITY.items())
    hashed = "".join(f"\n{path}\n  ! Cache-Control\n  Cache-Control: {FOR_EVER}\n" for path in HASHED)
    data = "\n/dati/*\n  Access-Control-Allow-Origin: *\n"
    return f"/*\n{everywhere}  Cache-Control: {ASK_AGAIN}\n{hashed}{data}"
