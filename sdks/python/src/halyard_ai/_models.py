"""The same as `_core.models`, under the name that other SDKs have."""

from ._core.decode import construct_type, validate_type
from ._core.models import BaseModel

__all__ = [
    "BaseModel",
    "construct_type",
    "validate_type",
]
