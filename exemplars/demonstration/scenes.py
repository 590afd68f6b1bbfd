"""Drawn scenes for collectives and models, four units wide to three high."""

from portal.home.drawing import (
    BLUE,
    DARK_LEAF,
    DARK_ROOF,
    DARK_WOOD,
    HILL,
    INK,
    LEAF,
    LIGHT_LEAF,
    RICE,
    ROOF,
    SKIN,
    SUN,
    WALL,
    WATER,
    WOOD,
    Canvas,
    wave,
)

WIDTH, HEIGHT = 1200, 900


def _sheet(background: str = "#f1e6cf") -> Canvas:
    return Canvas(background, WIDTH, HEIGHT)


def _bust(c: Canvas, x: float, y: float, size: float, coat: str) -> None:
    c.disc(x, y, 0.34 * size, coat, 0.8)
    c.box(x - 0.34 * size, y, 0.68 * size, 0.3 * size, coat)
    c.disc(x, y - 0.42 * size, 0.22 * size, SKIN)
    c.disc(x, y - 0.52 * size, 0.22 * size, INK, 0.66)


def bridge() -> bytes:
    """Draw a footbridge on arches over a river."""
    c = _sheet()
    c.ground(wave(420, 40, 1200, 1.0), HILL)
    c.ground(wave(470, 26, 900, 2.4), LIGHT_LEAF)
    c.box(0, 590, WIDTH, 310, WATER)
    for row in range(9):
        left = 90 + (row * 233) % 820
        c.line([(left, 620 + row * 30), (left + 190 - row * 8, 620 + row * 30)], WALL, 5)
    for x in (90, 430, 770, 1110):
        c.box(x - 14, 440, 28, 220, DARK_WOOD)
    for x in (104, 444, 784):
        points = [(x + step * 10.4, 540 - 68 * (1 - ((step - 15) / 15) ** 2)) for step in range(31)]
        c.line(points, ROOF, 14)
    c.box(0, 438, WIDTH, 20, INK)
    c.line([(0, 394), (WIDTH, 394)], INK, 6)
    for x in range(20, WIDTH, 46):
        c.line([(x, 394), (x, 440)], INK, 4)
    c.line([(600, 438), (600, 372)], BLUE, 34)
    c.disc(600, 346, 20, SKIN)
    c.shape([(556, 344), (600, 308), (644, 344)], WALL)
    return c.jpeg()


def hall() -> bytes:
    """Draw a neighbourhood's house of culture, with people sitting in front."""
    c = _sheet("#f0e4cb")
    c.ground(wave(640, 8, 1500), LIGHT_LEAF)
    for x in (60, 1140):
        c.box(x - 9, 520, 18, 150, WOOD)
        c.disc(x, 480, 110, LEAF)
    c.box(230, 380, 740, 270, WALL)
    for x in (236, 384, 532, 680, 828, 944):
        c.box(x, 380, 22, 270, WOOD)
    for x in (286, 434, 730, 868):
        c.box(x, 440, 58, 210, RICE)
    c.box(574, 430, 80, 220, INK)
    c.box(190, 644, 820, 22, DARK_WOOD)
    c.shape([(150, 396), (270, 196), (930, 196), (1050, 396)], ROOF)
    c.box(250, 184, 700, 16, INK)
    for x in range(300, 920, 56):
        c.line([(x, 204), (600 + (x - 600) * 1.3, 390)], DARK_ROOF, 4)
    for number, x in enumerate((250, 370, 490, 660, 790, 920)):
        _bust(c, x, 800, 92, (BLUE, ROOF, DARK_LEAF, BLUE, WOOD, ROOF)[number])
    return c.jpeg()


def counter() -> bytes:
    """Draw a counter of a commune's office: a clerk, a visitor, a lamp, shelves of files."""
    c = _sheet("#e7e2d2")
    c.box(120, 120, 960, 330, WALL)
    for row in range(3):
        c.box(140, 220 + row * 104, 920, 12, WOOD)
        for book in range(18):
            colour = (BLUE, ROOF, DARK_LEAF, RICE, WOOD)[(book * 3 + row) % 5]
            high = 66 + (book * 7 + row * 5) % 22
            c.box(150 + book * 50, 220 + row * 104 - high, 36, high, colour, 4)
    _bust(c, 640, 560, 250, WALL)
    c.box(0, 610, WIDTH, 40, DARK_WOOD)
    c.box(40, 650, WIDTH - 80, 250, WOOD)
    c.box(180, 690, 380, 150, RICE, 10)
    c.shape([(780, 610), (800, 540), (990, 540), (1010, 610)], BLUE)
    c.box(470, 580, 130, 30, WALL, 4)
    return c.jpeg()


def canal() -> bytes:
    """Draw rice fields with a canal between, and three people clearing it."""
    c = _sheet()
    c.disc(940, 190, 84, SUN)
    c.ground(wave(330, 34, 1100, 0.5), HILL)
    c.ground(wave(400, 12, 1300, 2.0), LIGHT_LEAF)
    c.shape([(0, 470), (470, 410), (300, 900), (0, 900)], RICE)
    c.shape([(730, 410), (1200, 470), (1200, 900), (900, 900)], LEAF)
    c.shape([(560, 410), (640, 410), (860, 900), (340, 900)], WATER)
    for step in range(7):
        c.line([(20, 540 + step * 52), (420 - step * 18, 500 + step * 58)], WALL, 4)
        c.line([(790 + step * 20, 500 + step * 58), (1180, 540 + step * 52)], DARK_LEAF, 4)
    for x, y, coat in ((470, 640, BLUE), (640, 560, ROOF), (800, 720, DARK_WOOD)):
        c.shape([(x - 40, y), (x - 26, y - 110), (x + 26, y - 110), (x + 40, y)], coat)
        c.disc(x, y - 138, 26, SKIN)
        c.shape([(x - 60, y - 142), (x, y - 192), (x + 60, y - 142)], WALL)
        c.line([(x + 34, y - 100), (x + 84, y + 30)], DARK_WOOD, 8)
    return c.jpeg()


def nursery() -> bytes:
    """Draw beds of seedlings below a shade net, some of them bare."""
    c = _sheet("#ece7d3")
    c.ground(wave(400, 30, 1200, 0.8), HILL)
    c.ground(wave(470, 8, 1500), "#d9c9a3")
    for x in (90, 600, 1110):
        c.box(x - 8, 250, 16, 330, WOOD)
    c.shape([(40, 270), (600, 200), (1160, 270), (1160, 300), (600, 232), (40, 300)], DARK_LEAF)
    for row in range(4):
        y = 560 + row * 92
        c.box(70 - row * 14, y, 1060 + row * 28, 44, DARK_WOOD, 18)
        for plant in range(11):
            x = 120 + plant * 96
            if (plant * 5 + row * 3) % 7 == 0:
                continue
            c.line([(x, y + 8), (x, y - 34)], LEAF, 7)
            c.disc(x - 15, y - 34, 18, LEAF, 0.6)
            c.disc(x + 15, y - 44, 18, LIGHT_LEAF, 0.6)
    return c.jpeg()


SCENES = {scene.__name__: scene for scene in (bridge, hall, counter, canal, nursery)}
