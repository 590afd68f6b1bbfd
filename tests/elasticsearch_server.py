"""A real Elasticsearch of the tests' own: fetched by Maven, run in a folder of its own, gone afterwards.

Standard library only, so that measurements can use it too. Elasticsearch refuses to run as root; it then runs as
nobody, which owns nothing but that folder.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POM = Path(__file__).with_name("elasticsearch_server.xml")
_STARTING_MAY_TAKE = 120.0
_FETCHING_MAY_TAKE = 600.0
_NOBODY = 65534
_BOUND = re.compile(r"publish_address \{127\.0\.0\.1:(\d+)\}, bound_addresses")
_SETTINGS = """\
cluster.name: portal-tests
node.name: only
network.host: 127.0.0.1
http.port: {port}
transport.port: 0
discovery.type: single-node
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
action.auto_create_index: true
action.destructive_requires_name: false
path.data: {home}/data
path.logs: {home}/logs
"""
_JVM = """\
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
-Djava.io.tmpdir=${ES_TMPDIR}
"""
_LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1.} %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""


class ElasticsearchFailed(Exception):
    """Maven or the server is here and does not work; the message says why."""


def missing() -> str:
    """Return what keeps this machine from running the server, or nothing."""
    lacking = [name for program, name in (("mvn", "Maven"), ("java", "Java")) if shutil.which(program) is None]
    return " và ".join(lacking) and f"máy này không có {' và '.join(lacking)} để chạy Elasticsearch"


class ElasticsearchServer:
    """One node below ``folder``, which must be passable by others. Start it anew and it has its data still."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._program = _fetch(folder)
        for name in ("config", "data", "logs", "tmp"):
            (folder / name).mkdir()
        (folder / "config" / "jvm.options").write_text(_JVM)
        (folder / "config" / "log4j2.properties").write_text(_LOGGING)
        if os.geteuid() == 0:
            for path in (
                *(folder / "config").iterdir(),
                *(folder / name for name in ("config", "data", "logs", "tmp")),
            ):
                os.chown(path, _NOBODY, _NOBODY)

    @property
    def address(self) -> str:
        """``host:port``."""
        return f"127.0.0.1:{self.port}"

    def url(self, prefix: str) -> str:
        """Return the ``SEARCH_URL`` of the indices that begin with ``prefix``."""
        return f"elasticsearch://{self.address}/{prefix}"

    def start(self) -> None:
        """Start and return once it answers: on a free port at first, on the same one later."""
        settings = self.home / "config" / "elasticsearch.yml"
        settings.write_text(_SETTINGS.format(port=self.port or "9200-9399", home=self.home))
        log = self.home / "server.log"
        heap = "-Xms512m -Xmx512m -XX:-AlwaysPreTouch"
        java = Path(shutil.which("java") or "java").resolve().parent.parent
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("JAVA", "ES_"))}
        environment |= {"ES_PATH_CONF": str(settings.parent), "ES_JAVA_OPTS": heap, "ES_JAVA_HOME": str(java)}
        environment["ES_TMPDIR"] = str(self.home / "tmp")
        nobody = _NOBODY if os.geteuid() == 0 else None
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [self._program / "bin" / "elasticsearch"],
                cwd=self.home,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=nobody,
                group=nobody,
                extra_groups=None if nobody is None else [],
                start_new_session=True,
            )
        deadline = time.monotonic() + _STARTING_MAY_TAKE
        while not self._answers(log):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise ElasticsearchFailed(log.read_text(errors="replace")[-3000:])
            time.sleep(0.1)

    def ensure(self) -> None:
        """Start it where it does not run."""
        if self._process is None or self._process.poll() is not None:
            self.start()

    def forget(self, prefix: str) -> None:
        """Remove the indices whose names begin with ``prefix`` and a dash."""
        found = self.call("GET", f"/{prefix}-*?expand_wildcards=all&filter_path=*.settings.index.uuid")
        names = list(found) if isinstance(found, dict) else []
        if names:
            self.call("DELETE", f"/{','.join(names)}")

    def stop(self) -> None:
        """End it in good order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Let every process of it stand still: connections are taken by the system and nobody answers."""
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(signal.SIGCONT)

    def call(self, method: str, path: str, body: object = None) -> object:
        """Ask the server beside the portal; raises :class:`urllib.error.HTTPError` where it refuses."""
        request = urllib.request.Request(
            f"http://{self.address}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def _answers(self, log: Path) -> bool:
        if not self.port:
            found = [port for line in log.read_text(errors="replace").splitlines() if "Http" in line
                     for port in _BOUND.findall(line)]  # fmt: skip
            self.port = int(found[0]) if found else 0
        if not self.port:
            return False
        try:
            self.call("GET", "/_cluster/health")
        except (urllib.error.URLError, OSError, ValueError):
            return False
        return True

    def _signal(self, number: int) -> None:
        assert self._process is not None
        os.killpg(self._process.pid, number)

    def _end(self, number: int) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self._signal(number)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self._process.wait()


@contextmanager
def running() -> Iterator[ElasticsearchServer]:
    """Fetch and start a server in a temporary folder, yield it, and stop it."""
    folder = Path(tempfile.mkdtemp(prefix="portal-elasticsearch-"))
    folder.chmod(0o755)
    try:
        server = ElasticsearchServer(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fetch(folder: Path) -> Path:
    target = folder / "program"
    command: list[str | Path] = ["mvn", "-q", "-B", "-C", "-f", POM, f"-Dtarget={target}", "generate-resources"]
    try:
        fetched = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=_FETCHING_MAY_TAKE,
        )
    except subprocess.TimeoutExpired as error:
        raise ElasticsearchFailed(f"Maven took more than {error.timeout:.0f} s") from error
    found = next(target.glob("elasticsearch-*"), None)
    if fetched.returncode or found is None:
        raise ElasticsearchFailed((fetched.stdout + fetched.stderr)[-3000:])
    return found
