from datetime import timedelta

from django.apps import AppConfig
from django.core.checks import register as register_check


class MailConfig(AppConfig):
    name = "portal.mail"
    label = "mail"
    verbose_name = "Thư gửi đi"

    def ready(self) -> None:
        from portal.accounts import roles
        from portal.jobs import health, periodic
        from portal.mail import checks, operations
        from portal.mail import health as mail_health

        register_check(checks.settings_make_sense, "mail")
        periodic.register("mail", "Gửi thư", timedelta(seconds=10), operations.send_due, slow=True)
        periodic.register("mail-purge", "Xóa địa chỉ và nội dung thư cũ", timedelta(days=1), operations.purge)
        health.register("mail", mail_health.problem)
        health.register_pending("mail", operations.pending)
        roles.grant("technical", permissions=("mail.view_letter", "mail.change_letter"))
