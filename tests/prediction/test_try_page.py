"""The local page that ranks captions for a picture of the reader's."""

from __future__ import annotations

import http.client
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.clip.backbones import loading
from pipeline.errors import PipelineError
from pipeline.prediction import predictor as predicting
from pipeline.prediction.predict import predict
from pipeline.prediction.try_form import read_form
from pipeline.prediction.try_page import TryPage
from pipeline.progress import Terminal
from pipeline.settings import Backbone, Settings
from pipeline.settings.settings_file import load_settings
from pipeline.site.build import build_site
from pipeline.site.local_server import MOST_BYTES, make_server
from tests.fabricated import World

from ..worlds import contents, write_experiment
from .conftest import drawn

CAPTIONS = ["A zebra in a meadow.", "A steam train in the snow.", "Two bears at night."]
BOUNDARY = "a-line-that-no-picture-has"


@dataclass
class Answered:
    status: int
    page: str
    headers: dict[str, str]

    @property
    def mistake(self) -> str:
        """The one line in which the page says what is wrong."""
        (found,) = re.findall(r'role="alert"><p><bdi>(.*?)</bdi></p>', self.page)
        return str(found)

    @property
    def chances(self) -> list[float]:
        return [float(found) for found in re.findall(r'data-chance="([^"]+)"', self.page)]


@dataclass
class Asked:
    """A page that is served, and who asks it."""

    port: int

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answered:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        page = answer.read().decode(errors="replace")
        connection.close()
        return Answered(answer.status, page, dict(answer.getheaders()))

    def post(self, body: bytes, **headers: str) -> Answered:
        own = {"Origin": f"http://127.0.0.1:{self.port}"}
        kind = {"Content_Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.send("POST", "/try/", body, **own | kind | headers)

    def ask(self, **fields: str | bytes) -> Answered:
        return self.post(form(**fields))


def form(**fields: str | bytes) -> bytes:
    """What a browser sends; a field of bytes is a file."""
    parts = []
    for name, value in fields.items():
        file = '; filename="mine.png"' if isinstance(value, bytes) else ""
        content = value if isinstance(value, bytes) else value.encode()
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@pytest.fixture(scope="module")
def asked(experiment: Settings) -> Iterator[Asked]:
    with make_server(experiment.docs, 0, TryPage(experiment)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Asked(server.server_address[1])
        server.shutdown()


# ---------------------------------------------------------------- what it answers


def test_answers_what_the_command_answers(asked: Asked, experiment: Settings, tmp_path: Path) -> None:
    (tmp_path / "mine.png").write_bytes(drawn())
    said = predict(
        experiment, tmp_path / "mine.png", CAPTIONS, model="demo_vit-0shot", heatmap=None, reporter=Terminal()
    )
    answer = asked.ask(model="demo_vit-0shot", captions="\r\n".join(CAPTIONS), picture=drawn())
    assert answer.status == 200
    assert answer.chances == pytest.approx(sorted(said, reverse=True), abs=1e-6)
    assert sum(answer.chances) == pytest.approx(1, abs=1e-5)
    assert 'class="heat" src="data:image/png;base64,' in answer.page
    assert re.search(r"insertion \d.\d{3} minus deletion \d.\d{3} is [+−]", answer.page)


def test_starts_from_a_sample_of_the_results(asked: Asked) -> None:
    page = asked.send("GET", "/try/").page
    identifier = re.findall(r'href="\./\?sample=([^"]+)"', page)[1]
    page = asked.send("GET", f"/try/?sample={identifier}").page
    (words,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert len(words.split("\n")) == 12
    answer = asked.ask(captions=CAPTIONS[0] + "\n" + CAPTIONS[1], sample=identifier)
    assert answer.status == 200
    assert len(answer.chances) == 2


def test_backbones_are_kept_and_bounded(experiment: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def load(settings: Settings, backbone: Backbone, *rest: Any) -> loading.LoadedBackbone:
        loaded.append(backbone.id)
        return loading.load_backbone(settings, backbone, *rest)

    monkeypatch.setattr(predicting, "load_backbone", load)
    monkeypatch.setattr(predicting, "KEPT", 1)
    desk = TryPage(experiment)
    for model in ("demo_rn-0shot", "demo_rn-0shot", "demo_vit-0shot", "demo_rn-0shot"):
        body = form(model=model, captions="\n".join(CAPTIONS), picture=drawn())
        assert desk.post(f"multipart/form-data; boundary={BOUNDARY}", body).status == 200
    assert loaded == ["demo_rn", "demo_vit", "demo_rn"]


def test_one_at_a_time(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, most = [], []

    def slowly(self: TryPage, *question: Any) -> None:
        at_work.append(1)
        most.append(len(at_work))
        time.sleep(0.1)
        at_work.pop()
        raise PipelineError("picture: enough")

    monkeypatch.setattr(TryPage, "_answer", slowly)
    threads = [threading.Thread(target=asked.ask, kwargs={"captions": "a\nb"}) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == [1, 1, 1, 1]


def test_nothing_is_kept_on_disk(
    asked: Asked, experiment: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = contents(experiment.root)
    assert asked.ask(captions="\n".join(CAPTIONS), picture=drawn("JPEG")).status == 200
    assert asked.ask(captions="\n".join(CAPTIONS), picture=b"no picture").status == 400
    assert contents(experiment.root) == before
    assert contents(tmp_path) == {}


# ---------------------------------------------------------------- who may ask


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "example.org", "Origin": "http://example.org"}, 403),  # a name that was made to lead here
        ({"Origin": "http://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),  # of another name than the one it was sent to
        ({"Host": "localhost:{port}", "Origin": "http://localhost:{port}"}, 400),
        ({}, 400),
    ],
)
def test_only_its_own_form_is_read(asked: Asked, headers: dict[str, str], status: int) -> None:
    given = {name: value.format(port=asked.port) for name, value in headers.items()}
    answer = asked.post(form(captions="one alone"), **given)
    assert answer.status == status
    assert ("two or more" in answer.page) is (status == 400)


def test_a_form_without_an_origin_is_not_read(asked: Asked) -> None:
    answer = asked.send("POST", "/try/", form(captions="one alone"), Content_Type="multipart/form-data; boundary=x")
    assert answer.status == 403
    assert "reload" in answer.mistake


def test_no_foreign_page_shows_it(asked: Asked) -> None:
    answer = asked.send("GET", "/try/")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "form-action 'self'" in answer.page


# ---------------------------------------------------------------- what is refused


def bomb() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in its header, and nothing else."""
    whole = bytearray(drawn())
    whole[16:24] = (30_000).to_bytes(4, "big") * 2
    return bytes(whole)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"captions": "\n".join(CAPTIONS)}, "picture: none was chosen"),
        ({"captions": "\n".join(CAPTIONS), "picture": b""}, "picture: none was chosen"),
        ({"captions": "\n".join(CAPTIONS), "picture": b"<svg onload='alert(1)'/>"}, "picture: not a picture"),
        ({"captions": "\n".join(CAPTIONS), "picture": drawn()[:-900]}, "picture: truncated"),
        ({"captions": "\n".join(CAPTIONS), "picture": bomb()}, "picture: "),
        ({"captions": "\n".join(CAPTIONS), "picture": drawn(size=(2000, 1))}, "picture: too large"),
        ({"captions": "\n".join(CAPTIONS), "sample": "../../etc/passwd"}, "picture: none was chosen"),
        ({"captions": CAPTIONS[0], "picture": drawn()}, "captions: name two or more"),
        ({"captions": "\n".join(CAPTIONS[:1] * 2), "picture": drawn()}, "captions: name two or more different"),
        ({"captions": "\n".join(map(str, range(300))), "picture": drawn()}, "captions: 300"),
        ({"captions": "a\n" + "b" * 5000, "picture": drawn()}, "caption 2: 5,000 characters"),
        ({"captions": "a\nb", "picture": drawn(), "model": "demo_rn-9shot"}, "did you mean"),
        ({"captions": "a\nb", "picture": drawn(), "model": "demo_rn-1shot"}, "no such checkpoint"),
        ({"captions": "a\nb", "picture": drawn(), "model": "<b>\x1b[31m"}, "no such row"),
        ({"captions": b"\xff\xfe\n\xff", "picture": drawn()}, "captions: no text in UTF-8"),
    ],
)
def test_a_mistake_is_one_line_of_the_page(asked: Asked, fields: dict[str, Any], words: str) -> None:
    answer = asked.ask(**fields)
    assert answer.status == 400
    assert words in answer.mistake
    assert "<b>" not in answer.mistake


def test_a_form_that_is_too_large_is_told_so(asked: Asked) -> None:
    answer = asked.post(b"x" * (MOST_BYTES + 1))
    assert answer.status == 413
    assert "more than 32 MiB: scale it down" in answer.mistake
    assert asked.send("GET", "/try/").status == 200


@pytest.mark.parametrize("length", ["-1", "1e3", "", "+5", "9" * 30])
def test_a_form_of_no_length_is_refused(asked: Asked, length: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", asked.port, timeout=30)
    connection.putrequest("POST", "/try/")
    connection.putheader("Origin", f"http://127.0.0.1:{asked.port}")
    connection.putheader("Content-Length", length)
    connection.endheaders()
    assert connection.getresponse().status == 411
    connection.close()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("", b""),
        ("text/plain", b"captions=a"),
        ("application/json", b"{}"),
        ("multipart/form-data", b"--x\r\n\r\n--x--"),
        ("multipart/form-data; boundary=", b"----"),
        ("multipart/mixed; boundary=x", b"--x\r\n\r\n\r\n--x--"),
    ],
)
def test_what_is_no_form_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(PipelineError, match="reload"):
        read_form(kind, body)


def test_files_come_back_as_they_were_sent() -> None:
    content = bytes(range(256)) * 50 + b"\r\n--\r\n\n\r--a-line"
    question = read_form(
        f"multipart/form-data; boundary={BOUNDARY}", form(picture=content, captions=" é \r\n\r\nb\x0cc")
    )
    assert question.picture == content
    assert question.captions == ["é", "b\x0cc"]


@pytest.mark.parametrize(
    "path", ["/try/page.html", "/try/static/", "/try/static/../try.js", "/try/static/charts.js", "/try/%00", "/try/x"]
)
def test_only_its_own_files_are_served(asked: Asked, path: str) -> None:
    assert asked.send("GET", path).status == 404


def test_its_address_without_the_slash_leads_to_it(asked: Asked) -> None:
    assert asked.send("GET", "/try").headers["Location"] == "/try/"


# ---------------------------------------------------------------- beside the site


def test_captions_of_the_results_are_text(tmp_path: Path) -> None:
    World(hostile=True, samples=100, cases=6, attention=2).write(tmp_path)
    desk = TryPage(load_settings(write_experiment(tmp_path)))
    reply = desk.get("", "sample=<script>")
    assert reply is not None
    page = reply.content.decode()
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_build_publishes_nothing_of_it(tmp_path: Path) -> None:
    settings = World(samples=100, cases=2, attention=0).write(tmp_path)
    build_site(settings)
    assert [name for name in contents(settings.docs) if "try" in name] == []


def test_features_alone_cannot_be_asked(experiment: Settings) -> None:
    alone = [Backbone(id="far", name="Far", features=Path("embeddings"), logit_scale=100)]
    settings = experiment.model_copy(update={"backbones": alone})
    settings._root = experiment.root
    with pytest.raises(PipelineError, match="computed elsewhere"):
        TryPage(settings)
