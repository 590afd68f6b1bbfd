from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    label = "news"
    verbose_name = "Tin tức"

    def ready(self) -> None:
        _guard_what_is_public()
        _let_articles_be_found()
        _show_articles()


def _guard_what_is_public() -> None:
    from news import blockers, visibility
    from news.models import ArticleAttachment, ArticleCitation, ArticlePage, ArticleRemoval, SectionPage
    from news.surfaces import SURFACES
    from portal.accounts import roles
    from portal.editorial import blockers as gate_blockers
    from portal.files import visibility as files
    from portal.pages import surfaces
    from portal.pages.cache import watch

    watch(SectionPage, ArticlePage, ArticleAttachment, ArticleCitation, ArticleRemoval)
    gate_blockers.register(ArticlePage, blockers.reasons)
    removing = ("news.add_articleremoval", "news.change_articleremoval", "news.view_articleremoval")
    roles.grant("editor", permissions=removing)
    roles.grant("approver", permissions=removing)
    files.register(visibility.article_shows_file)
    for name, addresses in SURFACES:
        surfaces.register(name, addresses)


def _let_articles_be_found() -> None:
    from wagtail.signals import page_published

    from documents import citations, reading_files
    from documents.follows import FILE_READ
    from documents.importing import recognisers
    from news import feeds, mentions, public_entries, visibility
    from news.importing import ArticleTarget
    from news.indexing import ArticleSource
    from news.models import ArticlePage, SectionPage
    from portal.pages import feeds as page_feeds
    from search import followers, registry

    registry.register(ArticleSource())
    in_section = followers.below("article")
    followers.register(followers.Follower("article-section", "article", {SectionPage: followers.itself}, in_section))
    with_file = visibility.articles_with_file
    followers.register(followers.Follower("article-file", "article", FILE_READ, with_file))
    reading_files.register(visibility.files_shown)
    registry.exempt(SectionPage, "it lists articles, which are found themselves, and is a facet of theirs")
    recognisers.register(ArticleTarget())
    citations.register(mentions.CITING)
    page_published.connect(mentions.record_on_publish, sender=ArticlePage, dispatch_uid="news.mentions")
    public_entries.register()
    page_feeds.register(feeds.offered, 10)
    page_feeds.register_main("Tin tức", "news-feed")


def _show_articles() -> None:
    from news import article, demo, described, home, listing, presenting, setting_up
    from news.models import ArticlePage, SectionPage
    from portal.comments import targets
    from portal.home import demo as demonstration
    from portal.home import navigation, sections, setup
    from portal.pages import cards
    from portal.pages import described as described_pages

    presenting.register(ArticlePage, article.present)
    presenting.register(SectionPage, listing.present)
    setup.register(setting_up.make_sections, 30)
    sections.register(home.news_section, 10)
    navigation.register_page("Tin tức", "news.sectionpage", 10)
    targets.register(
        ArticlePage,
        kind="bai-viet",
        label="bài viết",
        visible=ArticlePage.objects.visible,
        url=lambda page: page.get_url() or "",
        title=lambda page: page.title,
    )
    described_pages.register(ArticlePage, described.article)
    described_pages.register(SectionPage, described.section)
    cards.register(described.CARDS)
    demonstration.register("Tin tức", demo.load, 50)
