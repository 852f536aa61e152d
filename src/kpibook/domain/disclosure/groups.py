"""Groups of names that have to do with one another, directly or through others."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)


class Groups(Generic[Name]):
    """Groups of names, each known by the name that leads it."""

    def __init__(self) -> None:
        self._leaders: dict[Name, Name] = {}

    def join(self, name: Name, other: Name) -> None:
        """Put the group of a name into the group of another."""
        self._leaders[self.leader(name)] = self.leader(other)

    def leader(self, name: Name) -> Name:
        """Return the name that leads the group of a name; the name itself if it is alone.

        >>> groups = Groups[str]()
        >>> groups.join("a", "b")
        >>> groups.leader("a") == groups.leader("b"), groups.leader("c")
        (True, 'c')
        """
        while (leader := self._leaders.get(name, name)) != name:
            name = leader
        return name
