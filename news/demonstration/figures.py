"""What the drawn scenes have in common: people, trees, houses, flags, far hills."""

import math

from portal.home.drawing import (
    DARK_ROOF,
    DARK_WOOD,
    HILL,
    INK,
    MIST,
    RICE,
    SKIN,
    WALL,
    WOOD,
    Canvas,
    wave,
)

FLAG_RED = "#b3262c"
FLAG_GOLD = "#f0c24a"


def person(c: Canvas, x: float, y: float, size: float, coat: str, hat: bool = False, hair: str = INK) -> None:
    """Draw a standing person whose feet are at ``(x, y)``."""
    c.shape([(x - 0.26 * size, y), (x - 0.18 * size, y - 0.62 * size), (x + 0.18 * size, y - 0.62 * size),
             (x + 0.26 * size, y)], coat)  # fmt: skip
    c.disc(x, y - 0.62 * size, 0.18 * size, coat)
    c.disc(x, y - 0.84 * size, 0.14 * size, SKIN)
    if hat:
        c.shape([(x - 0.32 * size, y - 0.86 * size), (x, y - 1.12 * size), (x + 0.32 * size, y - 0.86 * size)], WALL)
        c.line([(x - 0.32 * size, y - 0.86 * size), (x + 0.32 * size, y - 0.86 * size)], WOOD, 2)
    else:
        c.disc(x, y - 0.91 * size, 0.14 * size, hair, 0.62)


def seated(c: Canvas, x: float, y: float, size: float, coat: str, hair: str = INK) -> None:
    """Draw a person seen from behind, sitting."""
    c.box(x - 0.3 * size, y - 0.55 * size, 0.6 * size, 0.7 * size, coat, 0.26 * size)
    c.disc(x, y - 0.72 * size, 0.2 * size, hair)


def tree(c: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """Draw a round tree that stands at ``(x, y)``."""
    c.box(x - 0.04 * size, y - 0.5 * size, 0.08 * size, 0.5 * size, WOOD)
    c.disc(x, y - 0.72 * size, 0.36 * size, colour)
    c.disc(x + 0.26 * size, y - 0.6 * size, 0.22 * size, colour)


def stilt_house(c: Canvas, x: float, y: float, size: float) -> None:
    """Draw a house on stilts."""
    for leg in (0.04, 0.34, 0.66, 0.96):
        c.box(x + leg * size - 4, y - 0.3 * size, 8, 0.34 * size, DARK_WOOD)
    c.box(x, y - 0.62 * size, size, 0.34 * size, RICE)
    c.box(x + 0.42 * size, y - 0.56 * size, 0.17 * size, 0.28 * size, INK)
    c.shape([(x - 0.2 * size, y - 0.6 * size), (x + 0.08 * size, y - 1.08 * size), (x + 0.92 * size, y - 1.08 * size),
             (x + 1.2 * size, y - 0.6 * size)], DARK_ROOF)  # fmt: skip


def hills(c: Canvas) -> None:
    """Draw two lines of far hills."""
    c.ground(wave(330, 46, 1500, 0.6), MIST)
    c.ground(wave(380, 40, 1150, 2.4), HILL)


def flag(c: Canvas, x: float, y: float, width: float) -> None:
    """Draw the national flag with its upper left corner at ``(x, y)``."""
    c.box(x, y, width, width * 2 / 3, FLAG_RED)
    middle_x, middle_y, radius = x + width / 2, y + width / 3, width * 0.2
    points = []
    for step in range(10):
        far = radius if step % 2 == 0 else radius * 0.382
        angle = math.radians(-90 + 36 * step)
        points.append((middle_x + far * math.cos(angle), middle_y + far * math.sin(angle)))
    c.shape(points, FLAG_GOLD)


def palm(c: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """Draw a slender palm that stands at ``(x, y)``."""
    c.line([(x, y), (x + 0.06 * size, y - 0.5 * size), (x + 0.02 * size, y - size)], WOOD, 0.045 * size)
    for dx, dy in ((-0.42, 0.1), (-0.3, -0.2), (0.0, -0.3), (0.3, -0.2), (0.42, 0.1)):
        tip = (x + 0.02 * size + dx * size, y - size + dy * size)
        c.shape(
            [(x + 0.02 * size, y - size), (x + dx * 0.5 * size, y - size + dy * 0.5 * size - 0.1 * size), tip], colour
        )
