"""What every section is made of: a frozen class closed to unknown names, and the kinds of value that need a check."""

import os
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict


class Section(BaseModel):
    """A group of settings. Every field's description says its unit, its range is in its type."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _absolute(path: Path) -> Path:
    if "\0" in str(path):
        raise ValueError("a path without NUL characters")
    try:
        folder = path.expanduser().absolute()
        str(folder).encode()
    except RuntimeError as error:
        raise ValueError("a path; the home folder that its ~ stands for is not known") from error
    except UnicodeEncodeError as error:
        raise ValueError("a path in UTF-8") from error
    there = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    if not os.path.isdir(there):  # noqa: PTH112 - Path.is_dir() raises where a folder above may not be entered
        raise ValueError(f"a folder; {there} is {'a link that leads nowhere' if there.is_symlink() else 'a file'}")
    return folder


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("an IANA time zone such as UTC, Europe/Berlin or America/New_York") from error
    return name


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")  # refuses empty and endless labels, as .port does numbers above 65535
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        sound = sound and re.fullmatch(r"[!-~]+", url) and not {"?", "#"} & set(url) and "@" not in parts.netloc
    except ValueError:
        sound = False
    if not sound:
        raise ValueError("an http:// or https:// address of ASCII letters without a user name, password, ? or # in it")
    return url.rstrip("/")


Folder = Annotated[Path, AfterValidator(_absolute)]
"""An absolute path of a folder, or of one that can still be made; `~` is expanded."""

TimeZone = Annotated[str, AfterValidator(_time_zone)]
"""An IANA name that this machine knows."""

WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An http(s) address without credentials, so that it may be shown."""
