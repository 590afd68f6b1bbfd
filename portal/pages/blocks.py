"""What the body of a page is made of.

No embeds: they bring a foreign frame and an inline style. Every block renders with a template of
ours, so nothing but escaped text and whitelisted marks reaches a reader.
"""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside the text (*đề mục*)."""

    class Meta:
        template = "portal/blocks/heading.html"
        icon = "title"
        label = "Đề mục"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text (*đoạn văn*): bold, italic, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": RICH_TEXT} | kwargs))

    class Meta:
        template = "portal/blocks/paragraph.html"
        icon = "pilcrow"
        label = "Đoạn văn"


class QuoteBlock(blocks.StructBlock):
    """Words of a person or of a text (*trích dẫn*), with who said them."""

    text = blocks.TextBlock(label="Lời trích")
    source = blocks.CharBlock(label="Người nói hoặc nguồn", required=False)

    class Meta:
        template = "portal/blocks/quote.html"
        icon = "openquote"
        label = "Trích dẫn"


class PictureBlock(blocks.StructBlock):
    """A picture (*ảnh*) with the words that stand in for it and below it."""

    image = ImageChooserBlock(label="Ảnh")
    alt_text = blocks.CharBlock(
        label="Lời thay ảnh",
        required=False,
        max_length=250,
        help_text="Nói cho người không nhìn thấy ảnh biết trong ảnh có gì. Bỏ trống thì dùng lời thay ảnh của kho ảnh.",
    )
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=300)
    credit = blocks.CharBlock(label="Tác giả ảnh", required=False, max_length=150)

    class Meta:
        template = "portal/blocks/picture.html"
        icon = "image"
        label = "Ảnh"


class TableValue(blocks.StructValue):
    """A table as typed, one row a line, cells parted by ``|``."""

    @property
    def rows(self) -> list[list[str]]:
        """All rows as wide as the widest, the first of them the head."""
        lines = [line for line in str(self.get("text") or "").splitlines() if line.strip()]
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
        width = max((len(row) for row in rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows]

    @property
    def head(self) -> list[str]:
        """The names of the columns."""
        return self.rows[0] if self.rows else []

    @property
    def body(self) -> list[list[str]]:
        """The rows below the head."""
        return self.rows[1:]


class TableBlock(blocks.StructBlock):
    """A small table (*bảng*)."""

    caption = blocks.CharBlock(label="Tên bảng", max_length=200)
    text = blocks.TextBlock(
        label="Nội dung bảng",
        help_text="Mỗi dòng là một hàng, các ô cách nhau bằng dấu |. Dòng đầu là tên cột.",
    )

    class Meta:
        template = "portal/blocks/table.html"
        icon = "table"
        label = "Bảng"
        value_class = TableValue


class BodyBlock(blocks.StreamBlock):
    """The body of an article or of an information page (*nội dung*)."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock(max_length=200)
    picture = PictureBlock()
    quote = QuoteBlock()
    list = blocks.ListBlock(
        blocks.CharBlock(label="Ý", max_length=1000),
        label="Danh sách",
        icon="list-ul",
        template="portal/blocks/list.html",
    )
    table = TableBlock()

    class Meta:
        template = "portal/blocks/body.html"
