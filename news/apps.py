from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    label = "news"
    verbose_name = "Tin tức"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from documents import citations
        from documents.importing import recognisers
        from news import (
            article,
            demo,
            described,
            feeds,
            home,
            listing,
            mentions,
            presenting,
            public_entries,
            setting_up,
            visibility,
        )
        from news.importing import ArticleTarget
        from news.indexing import ArticleSource
        from news.models import ArticleAttachment, ArticleCitation, ArticlePage, SectionPage
        from news.surfaces import SURFACES
        from portal.comments import targets
        from portal.files import visibility as files
        from portal.home import demo as demonstration
        from portal.home import navigation, sections, setup
        from portal.pages import cards, surfaces
        from portal.pages import described as described_pages
        from portal.pages import feeds as page_feeds
        from portal.pages.cache import watch
        from search import registry

        watch(SectionPage, ArticlePage, ArticleAttachment, ArticleCitation)
        presenting.register(ArticlePage, article.present)
        presenting.register(SectionPage, listing.present)
        registry.register(ArticleSource())
        registry.exempt(SectionPage, "it lists articles, which are found themselves, and is a facet of theirs")
        recognisers.register(ArticleTarget())
        citations.register(mentions.citing)
        page_published.connect(mentions.record_on_publish, sender=ArticlePage, dispatch_uid="news.mentions")
        setup.register(setting_up.make_sections, 30)
        sections.register(home.news_section, 10)
        navigation.register_page("Tin tức", "news.sectionpage", 10)
        files.register(visibility.article_shows_file)
        targets.register(
            ArticlePage,
            kind="bai-viet",
            label="bài viết",
            visible=ArticlePage.objects.visible,
            url=lambda page: page.get_url() or "",
            title=lambda page: page.title,
        )
        demonstration.register("Tin tức", demo.load, 50)
        public_entries.register()
        described_pages.register(ArticlePage, described.article)
        described_pages.register(SectionPage, described.section)
        cards.register(described.CARDS)
        page_feeds.register(feeds.offered, 10)
        page_feeds.register_main("Tin tức", "news-feed")
        for name, addresses in SURFACES:
            surfaces.register(name, addresses)
