"""`re.compile`, compiled at the first match: a command uses a few of the patterns it imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as regex
else:
    import re

    class _Pattern:
        """Pattern that is compiled when an attribute of it is first asked for."""

        def __init__(self, text, flags):
            self._written = (text, flags)

        def __getattr__(self, name):
            value = getattr(re.compile(*self._written), name)
            setattr(self, name, value)  # found without this method from now on
            return value

        def __repr__(self):
            return repr(re.compile(*self._written))

        def __reduce__(self):
            return regex, self._written

    def regex(text, flags=0):
        """Return a pattern with the attributes of ``re.Pattern``, not compiled yet.

        A fault in the text is raised at its first use (``re.error``), not here.
        """
        return _Pattern(text, flags)


__all__ = ["regex"]
