"""Contrast of colours, as the accessibility guidelines measure it."""

from __future__ import annotations


def contrast(colour: str, other_colour: str) -> float:
    """Return the contrast ratio of two "#RRGGBB" colours, 1 to 21, as WCAG 2.2 defines it.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    bright, dark = sorted((_luminance(colour), _luminance(other_colour)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    # Relative luminance of sRGB. WCAG prints the threshold as 0.03928 in older texts and 0.04045 in
    # the sRGB standard; no colour of 8 bits lies between them.
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
