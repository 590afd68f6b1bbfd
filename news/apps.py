from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    label = "news"
    verbose_name = "Tin tức"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from documents import citations
        from documents.importing import recognisers
        from news import article, demo, home, listing, mentions, presenting, setting_up, visibility
        from news.importing import ArticleTarget
        from news.indexing import ArticleSource
        from news.models import ArticlePage, SectionPage
        from news.surfaces import SURFACES
        from portal.files import visibility as files
        from portal.home import demo as demonstration
        from portal.home import navigation, sections, setup
        from portal.pages import surfaces
        from search import registry

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
        demonstration.register("Tin tức", demo.load, 50)
        for name, addresses in SURFACES:
            surfaces.register(name, addresses)
