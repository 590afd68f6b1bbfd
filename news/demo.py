"""The demonstration content of the news room.

Every article names its own day; most are public, one waits for its day, one is a draft, one was taken down.
"""

from datetime import date
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from documents import citations
from news.demonstration.album import PICTURES
from news.demonstration.told import Cited, Told, articles
from news.models import ArticleAttachment, ArticleCitation, ArticlePage, SectionPage
from portal.editorial.operations import publish
from portal.files import renditions
from portal.files.models import PortalImage
from portal.files.operations import receive
from portal.home import demo_days
from portal.home.demo import DemoContext
from portal.pages.writing import Block
from search import outbox

CREDIT = "Ban Tuyên giáo và Dân vận Tỉnh ủy Vạn Xuân"
PICTURE_LINE = "<p>Ảnh: "


def load(context: DemoContext) -> None:
    """Publish the articles that are not there yet, with their pictures, files and citations."""
    with outbox.deferred():
        for told in articles():
            section = SectionPage.objects.filter(slug=told.fields["section"]).first()
            if section is None or ArticlePage.objects.filter(slug=told.slug).exists():
                continue
            with transaction.atomic():
                _bring_to_its_state(told, _written(told, section, context), context)


def _bring_to_its_state(told: Told, article: ArticlePage, context: DemoContext) -> None:
    state = told.fields.get("state", "")
    if state == "draft":
        article.save_revision(user=context.user)
        return
    published = publish(article, user=context.user)
    if published.live:
        demo_days.set_back(published, published.created_at, published.corrected_at)
    if state == "unpublished":
        UnpublishPageAction(published, user=context.user).execute(skip_permission_checks=True)


def _written(told: Told, section: SectionPage, context: DemoContext) -> ArticlePage:
    fields = told.fields
    article = ArticlePage(
        title=fields["title"],
        slug=told.slug,
        created_at=told.moment("created_at") or timezone.now(),
        summary=fields["summary"],
        body=[_block(block) for block in told.body],
        author_name=fields.get("author", ""),
        author_note=fields.get("author_note", ""),
        source=fields.get("source", ""),
        lead_picture=_picture(fields["picture"]) if "picture" in fields else None,
        lead_caption=fields.get("caption", ""),
        corrected_at=told.moment("corrected_at"),
        correction_note=fields.get("correction", ""),
        search_description=fields["summary"][:200],
        go_live_at=told.moment("go_live"),
    )
    article.attachments.set(
        [
            ArticleAttachment(
                stored_file=receive(file.make(), file.name, actor=context.user), label=file.label, kind=file.kind
            )
            for file in told.files
        ]
    )
    article.citations.set([_citation(cited) for cited in told.cited])
    if "leads" in fields:
        article.lead_until = context.today.replace(year=context.today.year + 1, day=1)
    section.add_child(instance=article)
    return article


def _block(block: Block) -> Block:
    """Return the block, with a drawn picture where the text asks for one: ``Ảnh: name | caption``."""
    kind, value = block
    if kind != "paragraph" or not value.startswith(PICTURE_LINE):
        return block
    name, _, caption = value.removeprefix(PICTURE_LINE).removesuffix("</p>").partition(" | ")
    return "picture", {"image": _picture(name), "caption": caption, "credit": CREDIT}


def _picture(name: str) -> PortalImage:
    scene = PICTURES[name]
    known = PortalImage.objects.filter(title=scene.title).first()
    if known is not None:
        return known
    file = ImageFile(BytesIO(scene.draw()), name=f"{name}.jpg")
    image = PortalImage.objects.create(title=scene.title, file=file, alt_text=scene.alt_text, credit=CREDIT)
    renditions.make_all(image)
    return image


def _citation(cited: Cited) -> ArticleCitation:
    # Symbols repeat from term to term, so the day tells which one is meant.
    day = date.fromisoformat(cited.issued_on) if cited.issued_on else None
    document = citations.resolve(cited.symbol, day).document
    return ArticleCitation(document=document, symbol=cited.symbol, subject=cited.subject, note=cited.note)
