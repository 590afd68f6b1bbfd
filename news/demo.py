"""The demonstration content of the news room."""

from datetime import date
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone

from documents import citations
from news.demonstration.pictures import PICTURES
from news.demonstration.told import Cited, Told, articles
from news.models import ArticleAttachment, ArticleCitation, ArticlePage, SectionPage
from portal.editorial.operations import publish
from portal.files import renditions
from portal.files.models import PortalImage
from portal.files.operations import receive
from portal.home.demo import DemoContext

CREDIT = "Ban Tuyên giáo và Dân vận Tỉnh ủy Vạn Xuân"


def load(context: DemoContext) -> None:
    """Publish the articles that are not there yet, with their pictures, files and citations."""
    for told in articles():
        section = SectionPage.objects.filter(slug=told.fields["section"]).first()
        if section is None or ArticlePage.objects.filter(slug=told.slug).exists():
            continue
        with transaction.atomic():
            _publish(told, section, context)


def _publish(told: Told, section: SectionPage, context: DemoContext) -> None:
    fields = told.fields
    article = ArticlePage(
        title=fields["title"],
        slug=told.slug,
        created_at=told.moment("created_at") or timezone.now(),
        summary=fields["summary"],
        body=told.body,
        author_name=fields.get("author", ""),
        author_note=fields.get("author_note", ""),
        source=fields.get("source", ""),
        lead_picture=_picture(fields["picture"]),
        lead_caption=fields.get("caption", ""),
        corrected_at=told.moment("corrected_at"),
        correction_note=fields.get("correction", ""),
        search_description=fields["summary"][:200],
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
    publish(article, user=context.user)


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
