"""Drawn portraits: one head, many people."""

import math
from dataclasses import dataclass

from portal.home.drawing import BLUE, DARK_LEAF, DARK_WOOD, INK, RICE, ROOF, SUN, WALL, WOOD, Canvas, Point

SIZE = 1200
GREY = "#a59c8c"
LIGHT_SKIN, TAN_SKIN = "#d9a57b", "#c58d63"


@dataclass(frozen=True, slots=True)
class Look:
    """How a drawn person looks."""

    background: str
    coat: str
    hair: str = INK
    cut: str = "short"  # short, bob, bun
    skin: str = TAN_SKIN
    hat: str = ""  # scarf, cone
    collar: str = WALL
    glasses: bool = False
    beard: bool = False


LOOKS = {
    "khan-do": Look("#e6d9bf", BLUE, cut="bob", skin=LIGHT_SKIN, hat="scarf"),
    "ao-trang": Look("#d6dccd", WALL, collar=RICE),
    "ao-do": Look("#d4d9df", ROOF, cut="bob", collar="#9f4733"),
    "non-la": Look("#e8dfc3", WOOD, skin=LIGHT_SKIN, hat="cone"),
    "toc-bac": Look("#e0d6c4", DARK_LEAF, hair=GREY, glasses=True),
    "toc-bui": Look("#dbe0d0", "#6b4b6e", cut="bun", skin=LIGHT_SKIN),
    "ao-xanh": Look("#ece2c8", BLUE, collar=SUN),
    "ao-nau": Look("#d8d3c8", DARK_WOOD, hair="#cfc8ba", skin=LIGHT_SKIN, beard=True),
}


def portrait(look: Look) -> bytes:
    """Draw a person from the chest up."""
    c = Canvas(look.background, SIZE, SIZE)
    _hair_behind(c, look)
    c.box(535, 690, 130, 200, "#b87f58", 40)
    _shoulders(c, look)
    c.disc(600, 560, 168, look.skin, 1.24)
    _hair_before(c, look)
    if look.beard:
        c.shape([(540, 676), (660, 676), (640, 776), (600, 812), (560, 776)], look.hair)
        c.disc(600, 676, 60, look.hair, 0.3)
    if look.glasses:
        for x in (528, 672):
            c.disc(x, 560, 52, INK)
            c.disc(x, 560, 45, look.skin)
        c.line([(576, 556), (624, 556)], INK, 7)
    if look.hat == "scarf":
        c.shape([*_cap(190, 220, 506), (690, 430), (600, 412), (510, 430)], ROOF)
        c.line([(x, y + 90 - abs(x - 600) * 0.3) for x, y in _cap(178, 206, 470)], SUN, 10)
    elif look.hat == "cone":
        c.shape([(300, 520), (600, 210), (900, 520), (600, 560)], WALL)
        c.line([(300, 520), (600, 210), (900, 520)], DARK_WOOD, 7)
        c.line([(300, 520), (600, 560), (900, 520)], DARK_WOOD, 7)
        c.line([(600, 214), (520, 548)], RICE, 5)
        c.line([(600, 214), (690, 546)], RICE, 5)
    return c.jpeg()


def _hair_behind(c: Canvas, look: Look) -> None:
    if look.cut == "bob":
        c.box(402, 360, 396, 470, look.hair, 150)
        c.box(402, 640, 396, 190, look.hair, 12)
    elif look.cut == "bun":
        c.disc(600, 306, 92, look.hair)
        c.disc(600, 500, 200, look.hair, 1.06)


def _shoulders(c: Canvas, look: Look) -> None:
    c.box(255, 840, 690, 800, look.coat, 250)
    c.shape([(505, 838), (600, 990), (695, 838), (640, 800), (560, 800)], look.collar)
    c.shape([(548, 812), (600, 900), (652, 812)], "#b87f58")
    c.line([(600, 990), (600, 1200)], look.collar, 8)


def _hair_before(c: Canvas, look: Look) -> None:
    if look.hat == "cone":
        return
    if look.cut == "short":
        fringe = [(776, 570), (752, 480), (690, 452), (600, 464), (510, 452), (448, 480), (424, 570)]
    else:
        fringe = [(776, 610), (746, 490), (640, 412), (590, 436), (470, 490), (424, 610)]
    c.shape([*_cap(177, 200, 510), *fringe], look.hair)


def _cap(wide: float, high: float, y: float) -> list[Point]:
    """Return the upper half of an ellipse around the middle, from left to right."""
    angles = [math.pi * (1 - step / 40) for step in range(41)]
    return [(600 + wide * math.cos(angle), y - high * math.sin(angle)) for angle in angles]
