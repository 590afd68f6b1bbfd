from django.apps import AppConfig


class FencesConfig(AppConfig):
    name = "portal.comments.fences"
    label = "comment_fences"
    verbose_name = "Hàng rào quanh thư viện bình luận"

    def ready(self) -> None:
        from portal.comments.fences import checks, guarding

        guarding.connect()
        checks.connect()
