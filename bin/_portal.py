"""What the scripts of this folder share: the virtual environment, the data folder, the secret, child processes.

Standard library only: these scripts run before anything is installed. What they say goes to standard error, so
that the output of a command can be piped.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib.util
import io
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
_UNFINISHED = VENV / "portal-unfinished"
_PROBE = "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)"
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


class SetUpFailed(Exception):
    """A reason to stop, in one line for the person at the keyboard."""


def say(message: str) -> None:
    """Print one line about what is going on."""
    print(message, file=sys.stderr, flush=True)


def run_script(main: Callable[[list[str]], int]) -> None:
    """Run a script's ``main`` and leave with its exit code; every expected failure is one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpFailed as failure:
        say(f"Không chạy được: {failure}")
        sys.exit(1)
    except KeyboardInterrupt:
        say("Đã dừng.")
        sys.exit(130)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


# --- The virtual environment ---------------------------------------------------------------------------------


def require_packages(name: str) -> None:
    """Bring ``.venv`` to what ``requirements/<name>.txt`` pins (``base`` or ``dev``); do nothing where it is so.

    A marker with the file's digest is written last, so a set-up that was cut short is seen and done again.
    Raises SetUpFailed where Python lacks ``venv``, the folder is not writable or a package cannot be had.
    """
    with alone_in(ROOT / "requirements"):
        if _UNFINISHED.exists():
            say("Lần cài đặt trước dừng giữa chừng; tạo lại môi trường ảo .venv từ đầu.")
            _make_environment()
        elif not _environment_works():
            _make_environment()
        # The development requirements contain the base ones at the same pins.
        if not any(_is_installed(candidate) for candidate in {name, "dev"}):
            _install(name)


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def _marker(name: str) -> Path:
    return VENV / f"portal-{name}.sha256"


def _is_installed(name: str) -> bool:
    marker = _marker(name)
    return marker.exists() and marker.read_text() == _digest(name)


def _environment_works() -> bool:
    """Return whether ``.venv`` has an interpreter that starts and finds ``pip`` among its packages."""
    if not VENV.exists():
        return False
    if PYTHON.exists():
        probe = subprocess.run([PYTHON, "-I", "-c", _PROBE], capture_output=True, check=False)
        if probe.returncode == 0:
            return True
    say("Môi trường ảo .venv bị hỏng; tạo lại.")
    return False


def _make_environment() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetUpFailed("Python này thiếu mô-đun venv. Trên Debian/Ubuntu: apt install python3-venv, rồi chạy lại.")
    say("Đang tạo môi trường ảo .venv…")
    _must_write(ROOT)
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    _UNFINISHED.touch()
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetUpFailed(f"không tạo được môi trường ảo .venv: {_last_line(made.stderr or made.stdout)}")
    _UNFINISHED.unlink()


def _install(name: str) -> None:
    requirements = ROOT / "requirements" / f"{name}.txt"
    count = sum(1 for line in requirements.read_text().splitlines() if line and line[0].isalnum())
    say(f"Đang cài {count} gói theo requirements/{name}.txt (lần đầu khoảng nửa phút)…")
    _must_write(VENV)
    _UNFINISHED.touch()
    began = time.monotonic()
    log = VENV / "portal-install.log"
    with log.open("wb") as output:
        command: list[str | Path] = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q"]
        result = subprocess.run(
            [*command, "--require-hashes", "--requirement", requirements],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    if result.returncode == 0:
        _marker(name).write_text(_digest(name))
    _UNFINISHED.unlink()  # pip undoes what it cannot finish; only being killed leaves packages half-made
    if result.returncode:
        raise SetUpFailed(f"không cài được các gói: {_last_line(log.read_text(errors='replace'))} (chi tiết: {log})")
    say(f"Đã cài xong sau {time.monotonic() - began:.0f} giây.")


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["không rõ lý do"])[-1]


# --- The data folder -----------------------------------------------------------------------------------------


def data_folder(named: str | None = None) -> Path:
    """Return the data folder, made if need be: ``named``, else ``PORTAL_DATA``, else ``var`` in the project.

    Raises SetUpFailed where it cannot be made or written to.
    """
    folder = Path(named or os.environ.get("PORTAL_DATA") or ROOT / "var").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise SetUpFailed(f"không tạo được thư mục dữ liệu {folder} ({error.strerror}).") from error
    _must_write(folder)
    return folder


def keep_secret(data: Path) -> None:
    """Write a random secret into the data folder, readable by its owner alone, unless there is one."""
    secret = data / "secret"
    if secret.exists() and secret.stat().st_size:
        return
    handle, name = tempfile.mkstemp(dir=data, prefix=".secret-")  # mkstemp makes it 0600
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    os.replace(name, secret)


def environment(data: Path) -> dict[str, str]:
    """Return the environment of the project's own processes."""
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.local",
        **os.environ,
        "PORTAL_DATA": str(data),
        "PYTHONUTF8": "1",
    }


def _must_write(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SetUpFailed(f"không ghi được vào thư mục {folder} ({error.strerror}).") from error


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a lock on the folder, so that two scripts started at once do not set up side by side."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Đang chờ một lần cài đặt khác kết thúc…")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


# --- Children ------------------------------------------------------------------------------------------------


def manage(data: Path, *arguments: str) -> str:
    """Run a management command to its end and return what it printed; raises SetUpFailed with its last words."""
    result = subprocess.run(
        [PYTHON, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(data),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        sys.stderr.write(result.stderr[-4000:])
        raise SetUpFailed(f"lệnh «{arguments[0]}» không thành công: {_last_line(result.stderr)}")
    return result.stdout


def start(command: Sequence[str | Path], data: Path, keep: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """Start a long-running child outside the terminal's signals; it dies when this process is killed."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(data),
        stdin=subprocess.DEVNULL,
        pass_fds=keep,
        start_new_session=True,
        preexec_fn=_die_with_parent,
    )


def stop(children: Sequence[subprocess.Popen[bytes]], patience: float = 12.0) -> None:
    """Ask the children to end, and end those that have not after ``patience`` seconds."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + patience
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
