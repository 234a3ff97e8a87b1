"""The files of GraphiQL and Swagger UI: installed by `pentagraph assets`, otherwise from a CDN; hashes are the same."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha384
from importlib.resources import files

CDN = "https://cdn.jsdelivr.net/npm"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of an npm package, with its required hash."""

    package: str
    version: str
    path: str
    name: str
    integrity: str

    @property
    def url(self) -> str:
        """URL of the file on the CDN."""
        return f"{CDN}/{self.package}@{self.version}/{self.path}"

    @property
    def media(self) -> str:
        """Media type of the file."""
        return "text/css; charset=utf-8" if self.name.endswith(".css") else "text/javascript; charset=utf-8"


ASSETS = (
    Asset(
        "react",
        "18.2.0",
        "umd/react.production.min.js",
        "react.js",
        "sha384-tMH8h3BGESGckSAVGZ82T9n90ztNXxvdwvdM6UoR56cYcf+0iGXBliJ29D+wZ/x8",
    ),
    Asset(
        "react-dom",
        "18.2.0",
        "umd/react-dom.production.min.js",
        "react-dom.js",
        "sha384-bm7MnzvK++ykSwVJ2tynSE5TRdN+xL418osEVF2DE/L/gfWHj91J2Sphe582B1Bh",
    ),
    Asset(
        "graphiql",
        "3.8.3",
        "graphiql.min.css",
        "graphiql.css",
        "sha384-Mq3vbRBY71jfjQAt/DcjxUIYY33ksal4cgdRt9U/hNPvHBCaT2JfJ/PTRiPKf0aM",
    ),
    Asset(
        "graphiql",
        "3.8.3",
        "graphiql.min.js",
        "graphiql.js",
        "sha384-HbRVEFG0JGJZeAHCJ9Xm2+tpknBQ7QZmNlO/DgZtkZ0aJSypT96YYGRNod99l9Ie",
    ),
    Asset(
        "@graphiql/plugin-explorer",
        "1.0.2",
        "dist/style.css",
        "explorer.css",
        "sha384-5DFJlDPW2tSATRbM8kzoP1j194jexLswuNmClWoRr2Q0x7R68JIQzPHZ02Faktwi",
    ),
    Asset(
        "@graphiql/plugin-explorer",
        "1.0.2",
        "dist/index.umd.js",
        "explorer.js",
        "sha384-2oonKe47vfHIZnmB6ZZ10vl7T0Y+qrHQF2cmNTaFDuPshpKqpUMGMc9jgj9MLDZ9",
    ),
)
"""In loading order."""


SWAGGER = (
    Asset(
        "swagger-ui-dist",
        "5.35.0",
        "swagger-ui.css",
        "swagger-ui.css",
        "sha384-WlYgdmXYOOBWL5apwjDEZwN+U3HmXSSu5R6V5aGxEcf7z+KuRNwBhoxKVN1i3D5I",
    ),
    Asset(
        "swagger-ui-dist",
        "5.35.0",
        "swagger-ui-bundle.js",
        "swagger-ui.js",
        "sha384-gjRm0bEPMeTmMh5jT2cHccIwCUZSTd8YC+j0d0sXw0MdGEfScduGpSyF3ZSSLkX9",
    ),
)


@cache
def fetched(assets: tuple[Asset, ...] = ASSETS) -> Mapping[str, bytes]:
    """The installed files by name; empty unless all of them are installed and have the right hash. Read once by each process."""
    folder = files("gateway").joinpath("assets")
    found: dict[str, bytes] = {}
    for asset in assets:
        file = folder.joinpath(asset.name)
        if not file.is_file():
            return {}
        content = file.read_bytes()
        if integrity(content) != asset.integrity:
            return {}
        found[asset.name] = content
    return found


def integrity(content: bytes) -> str:
    """The hash of a file in the form of an HTML `integrity` attribute."""
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"
