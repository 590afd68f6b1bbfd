"""Scenes outdoors: a meal, loudspeakers, a river, yards and streets."""

from news.demonstration.figures import flag, hills, palm, person, seated, tree
from portal.home.drawing import (
    BLUE,
    DARK_LEAF,
    DARK_ROOF,
    DARK_WOOD,
    HILL,
    INK,
    LEAF,
    LIGHT_LEAF,
    MIST,
    RICE,
    ROOF,
    SKIN,
    SUN,
    WALL,
    WATER,
    WIDTH,
    WOOD,
    Canvas,
    wave,
)

_GREY = "#a59c8c"


def shared_meal() -> bytes:
    """Draw a village yard below trees, three round trays, people sitting around each."""
    c = Canvas()
    c.disc(1290, 160, 80, SUN)
    hills(c)
    c.ground(wave(470, 10, 1500), LIGHT_LEAF)
    c.ground(wave(560, 6, 1300, 1.0), "#d9c9a3")
    tree(c, 170, 560, 470, LEAF)
    tree(c, 1440, 540, 430, DARK_LEAF)
    c.line([(250, 250), (800, 330), (1380, 250)], DARK_WOOD, 4)
    for step in range(15):
        x = 290 + step * 75
        y = 252 + 72 * (1 - ((x - 815) / 560) ** 2)
        c.shape([(x, y), (x + 44, y + 4), (x + 22, y + 50)], (ROOF, SUN, BLUE, WALL)[step % 4])
    for number, x in enumerate((330, 800, 1270)):
        y = 690 + 26 * (number % 2)
        c.disc(x, y, 218, RICE, 0.36)
        for dx, coat, hair in ((-120, BLUE, INK), (-10, ROOF, _GREY), (110, DARK_LEAF, INK)):
            person(c, x + dx, y + 22, 190, coat, hair=hair)
        c.disc(x, y + 20, 104, DARK_WOOD, 0.34)
        c.disc(x, y + 14, 100, WOOD, 0.34)
        for dx, dy, colour in ((-52, 6, LEAF), (0, -4, WALL), (50, 8, ROOF), (-14, 24, RICE), (28, 26, WALL)):
            c.disc(x + dx, y + dy, 22, WALL, 0.5)
            c.disc(x + dx, y + dy - 2, 16, colour, 0.45)
        for dx, coat in ((-150, DARK_WOOD), (150, "#6b4b6e")):
            seated(c, x + dx, y + 66, 120, coat)
    return c.jpeg()


def loudspeakers() -> bytes:
    """Draw a pole with four loudspeakers between roofs, birds on the wire."""
    c = Canvas("#e9e4d0")
    c.disc(310, 210, 96, SUN)
    hills(c)
    c.ground(wave(560, 16, 1200), LIGHT_LEAF)
    for x, width, wall, roof in ((60, 330, WALL, ROOF), (380, 270, RICE, DARK_ROOF), (1020, 300, WALL, DARK_ROOF),
                                 (1300, 330, RICE, ROOF)):  # fmt: skip
        c.box(x, 620, width, 230, wall)
        c.shape([(x - 34, 630), (x + 40, 520), (x + width - 40, 520), (x + width + 34, 630)], roof)
        for step in range(2):
            c.box(x + 50 + step * (width - 160), 680, 64, 84, BLUE if wall == WALL else DARK_WOOD)
    for y in (150, 190):
        c.line([(-10, y + 60), (400, y + 76), (806, y), (1210, y + 78), (1610, y + 50)], INK, 3)
    c.box(792, 120, 28, 720, "#8c8577")
    for side in (-1, 1):
        for y, reach in ((210, 150), (320, 132)):
            x = 806
            c.box(x - 30 if side < 0 else x, y - 8, 30, 16, INK)
            c.shape([(x + side * 26, y - 20), (x + side * reach, y - 72), (x + side * reach, y + 72),
                     (x + side * 26, y + 20)], "#b9b2a2")  # fmt: skip
            c.disc(x + side * reach, y, 30, "#7d766a", 2.4)
            c.disc(x + side * reach, y, 20, "#5d574f", 2.4)
    for x, y in ((470, 218), (520, 208), (1090, 208), (1150, 220), (1180, 224)):
        c.disc(x, y - 12, 13, INK, 0.8)
        c.disc(x + 11, y - 22, 7, INK)
        c.shape([(x - 10, y - 12), (x - 28, y - 2), (x - 8, y - 4)], INK)
    tree(c, 700, 840, 240, LEAF)
    return c.jpeg()


def _river(c: Canvas, top: float) -> None:
    c.ground(wave(top, 4, 1600), WATER)
    for row in range(11):
        left = 60 + (row * 397) % 1300
        c.line([(left, top + 34 + row * 36), (left + 170 + row * 9, top + 34 + row * 36)], "#c3d0cc", 5)


def bookcase() -> bytes:
    """Draw a roofed bookcase on a river bank, somebody reading on a bench, a boat by the shore."""
    c = Canvas()
    c.disc(1160, 170, 84, SUN)
    hills(c)
    c.ground(wave(430, 8, 1500), LEAF)
    _river(c, 470)
    c.shape([(930, 590), (1420, 590), (1350, 650), (990, 650)], DARK_WOOD)
    c.shape([(1040, 590), (1080, 500), (1250, 500), (1290, 590)], RICE)
    c.line([(1430, 660), (1480, 380)], WOOD, 10)
    c.ground(wave(690, 14, 1100, 0.4), LIGHT_LEAF)
    palm(c, 110, 730, 420, DARK_LEAF)
    for x in (262, 606):
        c.box(x, 330, 22, 420, DARK_WOOD)
    c.box(262, 360, 366, 350, WOOD)
    c.shape([(210, 350), (290, 270), (600, 270), (680, 350)], ROOF)
    for row in range(3):
        c.box(284, 382 + row * 108, 322, 92, "#e7d6b0")
        for book in range(10):
            high = 58 + (book * 13 + row * 7) % 26
            colour = (BLUE, ROOF, DARK_LEAF, SUN, WALL, DARK_WOOD)[(book + row * 2) % 6]
            if (book + row * 3) % 8 != 7:
                c.box(292 + book * 31, 474 + row * 108 - high, 24, high, colour, 2)
    c.box(760, 700, 330, 22, DARK_WOOD)
    for x in (784, 1046):
        c.box(x, 722, 20, 76, DARK_WOOD)
    person(c, 880, 770, 250, BLUE, hat=True)
    c.shape([(830, 640), (880, 652), (930, 640), (930, 676), (880, 690), (830, 676)], WALL)
    return c.jpeg()


def clinic() -> bytes:
    """Draw a commune's clinic after dark, windows lit, a green cross on its gable, people coming."""
    c = Canvas("#3f4d63")
    c.disc(280, 150, 50, "#efe3c2")
    for x, y in ((480, 90), (700, 140), (900, 70), (1130, 130), (1380, 80), (1500, 190), (120, 250)):
        c.disc(x, y, 4, "#efe3c2")
    c.ground(wave(420, 40, 1300, 2.0), "#364557")
    c.ground(wave(640, 6, 1500), "#2f3f33")
    c.box(300, 390, 1000, 260, "#e6dcc2")
    c.shape([(250, 400), (340, 290), (1260, 290), (1350, 400)], "#57708a")
    c.shape([(640, 396), (800, 250), (960, 396)], "#e6dcc2")
    c.box(784, 300, 32, 88, "#3f7d57")
    c.box(756, 328, 88, 32, "#3f7d57")
    for x in (350, 500, 1000, 1150):
        c.box(x, 450, 100, 110, "#f5cf73")
        c.line([(x + 50, 450), (x + 50, 560)], DARK_WOOD, 5)
        c.line([(x, 505), (x + 100, 505)], DARK_WOOD, 5)
    c.box(720, 440, 160, 210, "#f5cf73")
    c.line([(800, 440), (800, 650)], DARK_WOOD, 6)
    c.shape([(720, 650), (880, 650), (1060, 840), (560, 840)], "#bba56d")
    person(c, 690, 800, 190, DARK_WOOD, hat=True)
    person(c, 930, 790, 184, ROOF, hair=_GREY)
    person(c, 800, 655, 150, WALL)
    tree(c, 150, 690, 300, "#4b5f43")
    tree(c, 1450, 700, 320, "#4b5f43")
    return c.jpeg()


def ferry() -> bytes:
    """Draw a long boat that carries four people over a river, the ferryman with his pole."""
    c = Canvas("#eee6d2")
    c.disc(800, 200, 100, SUN)
    c.ground(wave(330, 60, 900, 0.9), MIST)
    c.ground(wave(400, 46, 760, 2.6), HILL)
    c.ground(wave(448, 12, 1100, 1.0), LEAF)
    _river(c, 480)
    c.disc(800, 620, 70, "#d9c27e", 0.3)
    for x, coat, hair in ((600, ROOF, INK), (720, BLUE, _GREY), (850, DARK_LEAF, INK)):
        person(c, x, 690, 220, coat, hair=hair)
    person(c, 970, 690, 216, "#6b4b6e", hat=True)
    person(c, 1150, 660, 280, DARK_WOOD, hat=True)
    c.line([(1100, 800), (1290, 330)], WOOD, 10)
    c.line([(1150, 520), (1206, 540)], SKIN, 20)
    c.shape([(400, 620), (470, 650), (1180, 650), (1290, 610), (1230, 720), (500, 730)], DARK_WOOD)
    c.line([(406, 626), (474, 656), (1180, 656), (1284, 616)], RICE, 7)
    for left, y, width in ((330, 760, 420), (880, 776, 460), (520, 800, 300)):
        c.line([(left, y), (left + width, y)], "#c9d5d1", 6)
    return c.jpeg()


def office_yard() -> bytes:
    """Draw a commune's two-storey office, a flag in the yard, an almond tree, bicycles."""
    c = Canvas()
    hills(c)
    c.ground(wave(650, 4, 1500), "#dccaa0")
    c.box(430, 280, 900, 380, "#efd9a4")
    c.box(400, 256, 960, 34, DARK_ROOF)
    c.box(430, 462, 900, 16, WALL)
    for row in range(2):
        for step in range(6):
            x = 470 + step * 146
            if row == 1 and step in (2, 3):
                continue
            c.box(x, 330 + row * 184, 92, 104, DARK_LEAF)
            c.line([(x + 46, 330 + row * 184), (x + 46, 434 + row * 184)], WALL, 5)
    c.box(770, 506, 220, 154, WOOD)
    c.line([(880, 506), (880, 660)], DARK_WOOD, 6)
    c.shape([(740, 510), (770, 476), (990, 476), (1020, 510)], ROOF)
    for x in range(430, 1340, 128):
        c.box(x, 290, 12, 370, WALL)
    c.box(286, 96, 12, 640, "#8c8577")
    flag(c, 298, 104, 190)
    c.box(240, 728, 104, 24, WALL)
    tree(c, 1440, 720, 460, LEAF)
    for x in (900, 1020, 1140):
        for wheel in (0, 66):
            c.disc(x + wheel, 744, 27, INK)
            c.disc(x + wheel, 744, 22, "#dccaa0")
        c.line([(x, 744), (x + 26, 706), (x + 66, 744)], ROOF, 5)
        c.line([(x + 26, 706), (x + 58, 706), (x + 62, 692)], ROOF, 5)
    person(c, 560, 770, 170, BLUE)
    person(c, 660, 776, 164, DARK_WOOD, hat=True)
    return c.jpeg()


def flag_street() -> bytes:
    """Draw a street of narrow houses in many colours with flags at one height."""
    c = Canvas("#e8e4d4")
    c.disc(1330, 120, 70, SUN)
    c.box(0, 660, WIDTH, 180, "#cbbd9c")
    c.box(0, 660, WIDTH, 26, WALL)
    colours = ("#e3c487", WALL, "#b9c2a0", "#d9a98b", "#c8d0cb", "#ecd9a8", "#c9b38f")
    left = -20.0
    for number, width in enumerate((240, 210, 250, 226, 244, 214, 270)):
        high = 370 + (number * 97) % 130
        top = 660 - high
        c.box(left, top, width - 8, high, colours[number])
        c.shape([(left - 12, top), (left + 30, top - 58), (left + width - 38, top - 58), (left + width + 4, top)],
                (ROOF, DARK_ROOF)[number % 2])  # fmt: skip
        for step in range(2):
            x = left + 34 + step * (width - 130)
            c.box(x, top + 50, 62, 92, (DARK_LEAF, BLUE, DARK_WOOD)[number % 3])
            c.line([(x + 31, top + 50), (x + 31, top + 142)], WALL, 4)
        c.box(left + 40, 530, width - 88, 130, (WOOD, DARK_WOOD, "#57708a")[number % 3])
        c.shape([(left + 20, 530), (left + 34, 498), (left + width - 42, 498), (left + width - 28, 530)],
                (WALL, RICE, ROOF)[number % 3])  # fmt: skip
        left += width
    for x in range(120, 1560, 236):
        c.line([(x - 28, 478), (x + 16, 392)], DARK_WOOD, 6)
        flag(c, x + 12, 392, 104)
    for x, coat, hat in ((300, BLUE, False), (390, ROOF, True), (1010, DARK_LEAF, False), (1240, DARK_WOOD, True)):
        person(c, x, 790, 190, coat, hat=hat)
    c.line([(0, 806), (WIDTH, 806)], "#b9aa86", 5)
    return c.jpeg()


def school_yard() -> bytes:
    """Draw a small school at the foot of hills, a drum, pupils in rows before their teacher."""
    c = Canvas("#ece8d6")
    c.disc(260, 170, 80, SUN)
    c.ground(wave(300, 70, 1000, 0.2), MIST)
    c.ground(wave(380, 50, 800, 2.2), HILL)
    c.ground(wave(560, 6, 1500), LIGHT_LEAF)
    c.box(560, 370, 780, 210, "#efd9a4")
    c.shape([(510, 380), (600, 270), (1300, 270), (1390, 380)], "#57708a")
    for x in (610, 750, 1060, 1200):
        c.box(x, 420, 92, 96, BLUE)
        c.line([(x + 46, 420), (x + 46, 516)], WALL, 5)
    c.box(900, 416, 104, 164, WOOD)
    c.box(430, 180, 10, 420, "#8c8577")
    flag(c, 440, 186, 130)
    c.ground(wave(640, 4, 1500), "#dccaa0")
    c.box(1300, 560, 16, 150, DARK_WOOD)
    c.box(1440, 560, 16, 150, DARK_WOOD)
    c.box(1290, 556, 176, 14, DARK_WOOD)
    c.disc(1378, 630, 70, ROOF)
    c.disc(1378, 630, 54, WALL)
    person(c, 1180, 740, 260, WALL)
    for row in range(2):
        for place in range(7 - row):
            x = 250 + place * 112 + row * 56
            person(c, x, 720 + row * 92, 128 + row * 12, (WALL, ROOF, BLUE, WALL, DARK_LEAF)[(place + row) % 5])
            c.shape([(x - 8, 640 + row * 84), (x + 8, 640 + row * 84), (x, 666 + row * 84)], ROOF)
    tree(c, 90, 650, 340, LEAF)
    return c.jpeg()
