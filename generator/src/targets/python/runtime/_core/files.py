"""Files to upload."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .types import FileContent

__all__ = ["file_from_path"]


def file_from_path(path: str | os.PathLike[str]) -> tuple[str, FileContent]:
    """A file of the disk under its own name. It is opened when it is sent, and sent piece by piece."""
    found = Path(path)
    return found.name, found
