"""A sheet on which demonstration content draws its flat pictures: drawn twice as large and made small again."""

import io
import math
from collections.abc import Callable, Iterable

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 840
_FINER = 2

Point = tuple[float, float]

PAPER = "#f1e6cf"
SUN = "#d9a441"
MIST = "#ddd6b8"
HILL = "#cbc898"
LEAF = "#7c8c56"
LIGHT_LEAF = "#a5ae74"
DARK_LEAF = "#56693c"
RICE = "#dcb46a"
WATER = "#a9bcb9"
WOOD = "#8c5a3c"
DARK_WOOD = "#5f3d2b"
ROOF = "#b2573d"
DARK_ROOF = "#8f4531"
WALL = "#faf3e4"
INK = "#2f2a25"
BLUE = "#34465c"
SKIN = "#c99269"


class Canvas:
    """One picture in the making. Coordinates count from the upper left; one unit is one pixel of the result."""

    def __init__(self, background: str = PAPER, width: int = WIDTH, height: int = HEIGHT) -> None:
        self._width, self._height = width, height
        self._image = Image.new("RGB", (width * _FINER, height * _FINER), background)
        self._draw = ImageDraw.Draw(self._image)

    def shape(self, points: Iterable[Point], colour: str) -> None:
        """Fill the outline through ``points``."""
        self._draw.polygon([(x * _FINER, y * _FINER) for x, y in points], fill=colour)

    def box(self, left: float, top: float, width: float, height: float, colour: str, round_by: float = 0) -> None:
        """Fill a rectangle, its corners rounded by ``round_by``."""
        corners = [left * _FINER, top * _FINER, (left + width) * _FINER, (top + height) * _FINER]
        self._draw.rounded_rectangle(corners, radius=round_by * _FINER, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str, stretch: float = 1.0) -> None:
        """Fill a circle around a point; ``stretch`` makes it taller than wide."""
        high = radius * stretch
        corners = [(x - radius) * _FINER, (y - high) * _FINER, (x + radius) * _FINER, (y + high) * _FINER]
        self._draw.ellipse(corners, fill=colour)

    def line(self, points: Iterable[Point], colour: str, width: float) -> None:
        """Draw a line through ``points``."""
        self._draw.line(
            [(x * _FINER, y * _FINER) for x, y in points], fill=colour, width=round(width * _FINER), joint="curve"
        )

    def ground(self, edge: Callable[[float], float], colour: str, rim: str = "") -> None:
        """Fill everything below the curve ``edge`` (x → y), with a thin ``rim`` along it."""
        along = [(float(x), edge(x)) for x in range(-8, self._width + 9, 8)]
        self.shape([(-8, self._height), *along, (self._width + 8, self._height)], colour)
        if rim:
            self.line(along, rim, 3)

    def jpeg(self) -> bytes:
        """Return the picture as a JPEG file."""
        small = self._image.reduce(_FINER)  # an exact halving: as smooth as a finer filter here, and much quicker
        buffer = io.BytesIO()
        small.save(buffer, format="JPEG", quality=88, optimize=True)
        return buffer.getvalue()


def wave(
    height: float, swing: float, length: float, shift: float = 0.0, slope: float = 0.0
) -> Callable[[float], float]:
    """Return a soft curve around ``height`` that swings by ``swing`` every ``length`` units."""

    def edge(x: float) -> float:
        second = 0.45 * math.sin(x / length * 4.1 + shift * 2.3)
        return height + slope * x / WIDTH + swing * (math.sin(x / length * 2 * math.pi + shift) + second) / 1.45

    return edge
