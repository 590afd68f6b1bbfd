"""Letters reach a real mail server once, whatever befalls the server or the worker; and they leave no trace behind."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.mail import send_mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.jobs import health
from portal.mail import operations
from portal.mail.models import Letter, State
from portal.mail.sending import PAUSES
from tests.mail_server import MailServer, Manners

pytestmark = pytest.mark.django_db
TO = "nguoi.doc@tinh.example"


@pytest.fixture(autouse=True)
def server(mail_server: MailServer, settings: Settings) -> MailServer:
    """The portal's mail server."""
    settings.MAIL_TRANSPORT = "portal.mail.backends.SmtpTransport"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    settings.EMAIL_TIMEOUT = 1
    return mail_server


def write(key: str = "y-kien-1", to: str = TO, **values: object) -> Letter:
    subject, body = "Ý kiến của bạn đã được đăng", "Kính gửi bạn đọc,\nXin cảm ơn."
    return operations.send(**{"to": to, "subject": subject, "body": body, "key": key, "about": "y-kien"} | values)  # type: ignore[arg-type]


def later(**span: float) -> timedelta:
    return timezone.now() + timedelta(**span)  # type: ignore[return-value]


def read(letter: Letter) -> Letter:
    letter.refresh_from_db()
    return letter


def test_a_letter_reaches_the_server_as_it_was_written(server: MailServer) -> None:
    letter = write()

    done = operations.send_due()

    assert done.sent == 1
    (came,) = server.letters
    assert came.recipients == [TO]
    assert came.message["Subject"] == "Ý kiến của bạn đã được đăng"
    assert came.message["Message-ID"] == letter.message_id
    assert came.text == "Kính gửi bạn đọc,\nXin cảm ơn.\n"
    assert read(letter).state == State.SENT
    assert letter.sent_at is not None


def test_writing_a_letter_twice_is_writing_it_once(server: MailServer) -> None:
    first, second = write(), write(body="Nội dung khác")

    operations.send_due()
    third = write()

    assert first.pk == second.pk == third.pk
    operations.send_due()
    assert len(server.letters) == 1


def test_a_letter_whose_cause_is_undone_was_never_written(server: MailServer) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    operations.send_due()

    assert server.letters == []


def test_a_letter_for_later_waits_and_can_be_taken_back(server: MailServer) -> None:
    letter = write(not_before=later(minutes=10))

    operations.send_due()
    assert server.letters == []
    assert operations.cancel(letter.key)
    operations.send_due(now=later(minutes=11))  # type: ignore[arg-type]

    assert server.letters == []
    assert (read(letter).state, letter.to, letter.subject, letter.body) == (State.CANCELLED, "", "", "")


def test_a_letter_for_later_goes_when_its_time_comes(server: MailServer) -> None:
    write(not_before=later(minutes=10))

    operations.send_due(now=later(minutes=11))  # type: ignore[arg-type]

    assert len(server.to(TO)) == 1


def test_what_went_cannot_be_taken_back_but_can_be_erased() -> None:
    letter = write()
    operations.send_due()

    assert not operations.cancel(letter.key)
    assert operations.erase(letter.key)
    assert (read(letter).state, letter.to, letter.body) == (State.SENT, "", "")


def test_a_letter_that_was_taken_back_can_be_written_anew(server: MailServer) -> None:
    write()
    operations.cancel("y-kien-1")
    write(body="Bản thứ hai")

    operations.send_due()

    assert [letter.text for letter in server.letters] == ["Bản thứ hai\n"]


@pytest.mark.parametrize("values", [{"subject": "Một\r\nBcc: x@xa.example"}, {"to": f"{TO}\nBcc: x@xa.example"}])
def test_a_second_header_line_is_refused_before_anything_is_written(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="letter"):
        write(**values)

    assert not Letter.objects.exists()


def test_nothing_in_the_text_ends_the_letter_early_or_starts_another(server: MailServer) -> None:
    write(body="Trước\r\n.\r\nMAIL FROM:<x@xa.example>\n..\nSau")

    operations.send_due()

    (came,) = server.letters
    assert came.text == "Trước\n.\nMAIL FROM:<x@xa.example>\n..\nSau\n"


@pytest.mark.parametrize("code", [451, 550])
def test_a_refused_letter_is_tried_again_ever_more_seldom_and_stops_in_the_end(server: MailServer, code: int) -> None:
    server.manners = Manners(recipient=(code, f"khong nhan {TO}"))
    letter, waits = write(), []

    for _ in PAUSES:
        operations.send_due(now=read(letter).next_attempt_at)
        assert read(letter).state == State.FAILED
        waits.append(letter.next_attempt_at - timezone.now())
    operations.send_due(now=letter.next_attempt_at)

    assert waits == sorted(waits)
    assert read(letter).state == State.PARKED
    assert letter.last_error == f"SMTPRecipientsRefused {code}"
    assert server.letters == []


def test_a_refused_letter_holds_up_no_other(server: MailServer) -> None:
    server.manners = Manners(recipients={TO: (550, "khong co")})
    write("a")
    write("b", to="khac@tinh.example")

    done = operations.send_due()

    assert (done.sent, done.refused) == (1, 1)
    assert len(server.to("khac@tinh.example")) == 1


def test_letters_outlast_a_server_that_is_down_and_go_once_it_is_back(server: MailServer) -> None:
    letters = [write(f"{number}") for number in range(5)]
    server.stop()

    for minute in range(20):
        assert operations.send_due(now=later(minutes=minute)).server_away  # type: ignore[arg-type]
    assert {read(letter).state for letter in letters} == {State.WAITING}
    server.start()
    operations.send_due()

    assert len(server.letters) == 5
    assert {read(letter).state for letter in letters} == {State.SENT}


@pytest.mark.parametrize("manners", [Manners(greeting=(421, "ban")), Manners(greeting=(554, "khong"))])
def test_a_server_that_lets_nobody_in_costs_no_letter_a_try(server: MailServer, manners: Manners) -> None:
    server.manners, letter = manners, write()

    operations.send_due()

    assert (read(letter).state, letter.attempts) == (State.WAITING, 0)
    assert "421" in letter.last_error or "554" in letter.last_error


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT"])
def test_a_server_that_falls_silent_before_the_text_has_not_got_the_letter(server: MailServer, step: str) -> None:
    server.manners, letter = Manners(silent_at=step, seconds=3), write()

    assert operations.send_due().server_away
    assert (read(letter).attempts, letter.interruptions) == (0, 0)
    server.manners = Manners()
    operations.send_due(now=later(minutes=1))  # type: ignore[arg-type]

    assert len(server.letters) == 1


@pytest.mark.parametrize("manners", [Manners(hangs_up_after_text=True), Manners(silent_at="TEXT", seconds=3)])
def test_a_server_that_breaks_off_after_the_text_gets_it_twice_at_most(server: MailServer, manners: Manners) -> None:
    server.manners, letter = manners, write()

    for minute in range(10):
        operations.send_due(now=later(minutes=minute))  # type: ignore[arg-type]

    assert len(server.letters) == 2
    assert {came.message["Message-ID"] for came in server.letters} == {letter.message_id}
    assert read(letter).state == State.PARKED


def test_what_another_worker_holds_is_left_to_it(server: MailServer) -> None:
    letter = write()
    Letter.objects.update(claimed_until=later(minutes=3), claimed_by="may-khac:1:1")

    operations.send_due()

    assert server.letters == []
    assert not operations.cancel(letter.key)


def test_what_a_dead_worker_held_goes_once_more_and_then_stops(server: MailServer) -> None:
    letter = write()
    for _ in range(2):
        Letter.objects.update(claimed_until=timezone.now() - timedelta(seconds=1), claimed_by="may-khac:1:1")
        Letter.objects.update(state=State.WAITING)
        operations.send_due()

    assert len(server.letters) == 1
    assert read(letter).state == State.PARKED


SEND = """
import django
django.setup()
from django.conf import settings
from portal.mail import operations
settings.DATABASES["default"]["NAME"] = {database!r}
settings.MAIL_TRANSPORT = "portal.mail.backends.SmtpTransport"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", {port}, 30
operations.send_due()
"""


@pytest.fixture
def worker(server: MailServer, transactional_db: None) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that sends what is due in the database of this test."""
    code = SEND.format(database=str(connection.settings_dict["NAME"]), port=server.port)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    running = []

    def start() -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=Path(portal_settings.BASE_DIR))
        running.append(process)
        return process

    yield start  # type: ignore[misc]
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_killed_between_sending_and_noting_it_sends_once_more_under_the_same_number(
    server: MailServer, worker: object
) -> None:
    letter = write()
    server.manners = Manners(silent_at="TEXT", seconds=60)
    process = worker()  # type: ignore[operator]
    assert server.accepted.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    server.manners = Manners()

    operations.send_due()
    operations.send_due()

    assert [came.message["Message-ID"] for came in server.letters] == [letter.message_id] * 2
    assert read(letter).state == State.SENT


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_never_send_the_same_letter(server: MailServer, worker: object) -> None:
    for number in range(30):
        write(f"{number}", to=f"nguoi{number}@tinh.example")
    processes = [worker(), worker()]  # type: ignore[operator]
    for process in processes:
        assert process.wait(timeout=120) == 0

    assert sorted(came.recipients[0] for came in server.letters) == sorted(f"nguoi{n}@tinh.example" for n in range(30))


def test_stopped_and_late_letters_are_an_alarm_in_plain_words() -> None:
    assert "mail" not in {problem.name for problem in health.problems()}
    write("a")
    Letter.objects.update(created_at=timezone.now() - timedelta(minutes=31))
    write("b")
    Letter.objects.filter(key="b").update(state=State.PARKED)

    (problem,) = [problem for problem in health.problems() if problem.name == "mail"]

    assert "1 thư không gửi được" in problem.message
    assert "1 thư chờ gửi quá 30 phút" in problem.message


def test_a_letter_for_tomorrow_is_not_late() -> None:
    write(not_before=later(days=1))
    Letter.objects.update(created_at=timezone.now() - timedelta(days=2))

    assert "mail" not in {problem.name for problem in health.problems()}


def test_a_month_after_it_went_nothing_of_it_is_left() -> None:
    letter = write()
    operations.send_due()

    operations.purge(now=later(days=29))  # type: ignore[arg-type]
    assert read(letter).to == TO
    operations.purge(now=later(days=31))  # type: ignore[arg-type]

    assert (read(letter).to, letter.subject, letter.body, letter.state) == ("", "", "", State.SENT)


def test_the_database_itself_refuses_words_in_a_letter_that_was_taken_back() -> None:
    letter = write()

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state=State.CANCELLED)


def test_logs_and_audit_hold_no_address(server: MailServer, technical: User, caplog: pytest.LogCaptureFixture) -> None:
    server.manners = Manners(recipient=(550, f"khong nhan {TO}"))
    letter = write()
    with caplog.at_level(logging.DEBUG):
        operations.send_due()
        operations.send_again(letter=letter, actor=technical)

    assert TO not in caplog.text
    assert TO not in str(list(AuditEntry.objects.values()))
    assert TO not in letter.last_error


def test_without_a_mail_server_a_letter_is_a_file_for_its_owner_alone(settings: Settings, tmp_path: Path) -> None:
    settings.MAIL_TRANSPORT, settings.EMAIL_FILE_PATH = "portal.mail.backends.FolderTransport", tmp_path / "mail"
    write()

    operations.send_due()

    (file,) = (tmp_path / "mail").iterdir()
    assert TO.encode() in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    operations.purge(now=later(days=31))  # type: ignore[arg-type]
    assert list((tmp_path / "mail").iterdir()) == []


def test_what_a_library_sends_waits_in_the_queue_instead_of_holding_up_the_request(
    server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "portal.mail.queued.QueuedMail"

    send_mail("Đặt lại mật khẩu", "Mở liên kết này.", None, [TO, "khac@tinh.example"])

    assert server.letters == []
    operations.send_due()
    assert len(server.letters) == 2


def test_the_technician_sees_how_letters_fare_but_neither_address_nor_words(
    client: Client, technical: User, editor: User
) -> None:
    letter = write()
    Letter.objects.update(state=State.PARKED, last_error="SMTPRecipientsRefused 550")
    client.force_login(technical)

    page = client.get("/quan-tri/thu-gui-di/").content.decode()

    assert "n…@tinh.example" in page
    assert "SMTPRecipientsRefused 550" in page
    for secret in (TO, letter.subject, "Kính gửi bạn đọc"):
        assert secret not in page
    answer = client.post(f"/quan-tri/thu-gui-di/{letter.pk}/gui-lai/")
    assert answer.status_code == 302
    assert read(letter).state == State.WAITING
    client.force_login(editor)
    assert client.get("/quan-tri/thu-gui-di/").status_code != 200
    assert client.post(f"/quan-tri/thu-gui-di/{letter.pk}/gui-lai/").status_code != 200
