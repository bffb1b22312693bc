"""What the page promises to readers and to other people's scripts."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.results import number_formats
from pipeline.settings import Settings
from pipeline.site.build import build_site
from pipeline.site.check import check_site
from pipeline.site.page_bounds import SLICES
from pipeline.site.views import number_links, sections
from tests.compare.world import edit
from tests.site.conftest import Build, with_site
from tests.site.fabricate import HOSTILE, World

SECTIONS = {
    "dataset": "Dataset processing",
    "configuration": "Model configuration",
    "eda": "Exploratory data analysis (EDA)",
    "architecture": "Model architecture",
    "training": "Training phase (loss curves)",
    "evaluation": "Evaluation",
    "attention": "Attention maps",
    "hard-cases": "Hard cases",
}
COLUMNS = [
    "Model",
    "Shots",
    "Mode",
    "Accuracy",
    "F1 Macro",
    "F1 Micro",
    "F1 Weighted",
    "Time (s)",
    "Time / Sample (ms)",
]


def page(settings: Settings, name: str = "index.html") -> str:
    return (settings.docs / name).read_text(encoding="utf-8")


def table(text: str) -> str:
    return text[text.index('id="comparison-table"') : text.index("</table>", text.index('id="comparison-table"'))]


def test_sections_have_the_documented_titles_and_ids_in_order(demo: Settings) -> None:
    found = re.findall(r'<section id="([^"]+)"[^>]*>\s*<h2[^>]*>([^<]+)</h2>', page(demo))
    assert found == list(SECTIONS.items())
    for heading in ("Release artifacts", "Data distribution", "Samples with captions", "Model comparison"):
        assert f">{heading}</h" in page(demo)
    assert re.findall(r'<div class="card">\s*<h3>([^<]+)</h3>', page(demo)) == [
        "Dataset",
        "Training",
        "Models",
        "Tracking",
    ]


def test_comparison_has_the_nine_documented_columns_and_every_row(demo: Settings) -> None:
    shown = table(page(demo))
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', shown) == COLUMNS
    rows = json.loads((demo.docs / "data/metrics.json").read_text())["rows"]
    assert shown.count('<th scope="row"') == len(rows)
    assert shown.count("class=more") == len([row for row in rows if row["shots"] not in (0, 8)])


def first_screen(text: str) -> str:
    return text[text.index('<div class="first">') : text.index('<dl class="minute">')]


def judged(row: dict, suffix: str = "") -> Any:
    """The figure that a row is judged by: the mean over its draws where it has several."""
    several = row["accuracy_mean_interval"] is not None
    return row[f"accuracy_mean{suffix}" if several else f"accuracy{suffix}"]


def test_first_screen_shows_a_real_sample_with_the_right_caption_and_the_best_rows_pick(demo: Settings) -> None:
    shown = first_screen(page(demo))
    rows = json.loads((demo.docs / "data/metrics.json").read_text())["rows"]
    gallery = json.loads((demo.docs / "data/hard_cases.json").read_text())
    best = max((row for row in rows if row["model"] in gallery["models"]), key=judged)["model"]
    case = next(case for case in gallery["cases"] if case["picture"]["thumbnail"] in shown)
    answer = case["models"][gallery["models"].index(best)]
    captions = re.findall(r'<li class="(\w*)" style="--share:([\d.]+)%">.*?<bdi>(.*?)</bdi>', shown)
    assert [html.unescape(text) for _, _, text in captions] == case["choices"]
    kinds = {place: kind for place, (kind, _, _) in enumerate(captions) if kind}
    assert kinds == {answer["chosen"]: "picked", case["correct"]: "right"}
    assert [float(share) for _, share, _ in captions] == pytest.approx(
        [100 * share for share in answer["probabilities"]], abs=0.06
    )


def test_first_screen_places_each_backbones_rows_and_the_best_on_its_scale(demo: Settings) -> None:
    shown = first_screen(page(demo))
    low, high = (float(end) / 100 for end in re.findall(r"<span>([\d.]+)\u202f%</span>", shown))
    rows = json.loads((demo.docs / "data/metrics.json").read_text())["rows"]
    galleries = json.loads((demo.docs / "data/hard_cases.json").read_text())["models"]
    best = max((row for row in rows if row["shots"] in (0, 8)), key=judged)
    plain = [row for row in rows if row["model"] in galleries and (row["shots"] or not row["adapter"])]
    wanted = [row for row in rows if row in plain or row is best]
    placed = [[float(x) for x in dot] for dot in re.findall(r"--at:([\d.]+)%;--low:([\d.]+)%;--high:([\d.]+)%", shown)]
    values = [[judged(row), *judged(row, "_interval")] for row in wanted]
    assert placed == [pytest.approx([100 * (v - low) / (high - low) for v in one], abs=0.1) for one in values]
    assert all(0 <= x <= 100 for dot in placed for x in dot)
    assert f"{len(rows) - len(wanted)} more rows" in shown


def test_every_chart_has_its_table_in_the_page_or_one_click_away(demo: Settings) -> None:
    text, tables = page(demo), page(demo, "tables.html")
    charts = re.findall(r'<figure class="chart.*?</figure>', text, re.S)
    assert len(charts) > 20
    for figure in charts:
        name = re.search(r'id="chart-(\w+)"', figure)[1]  # type: ignore[index]
        assert f'id="{name}"' in tables
        assert ("<table" in figure) != (f'href="tables.html#{name}"' in figure)


def test_figures_of_the_contract_exist(demo: Settings) -> None:
    names = {"acc", "f1_macro", "f1_micro", "f1_weighted", "time", "rn_train", "vit_train", "rn_eval", "vit_eval"}
    assert names <= {path.stem for path in (demo.docs / "plot").glob("*.json")}


def test_every_number_is_what_its_link_points_at(demo: Settings) -> None:
    links = re.findall(
        r'<a class="n" href="data/(\w+)\.json#([^"]+)"(?: tabindex="-1")? title="([^"]*)">([^<]*)</a>', page(demo)
    )
    assert len(links) > 150
    for kind, fragment, _, shown in links:
        artifact = json.loads((demo.docs / f"data/{kind}.json").read_text())
        value = number_links.resolve(artifact, html.unescape(fragment))
        if isinstance(value, dict):  # a whole comparison: difference, interval, p
            assert number_formats.p_value(value["p_value"]) in html.unescape(shown)
            assert number_formats.points(abs(value["difference"]))[1:] in shown
            continue
        field = fragment.rsplit("/", 1)[-1]
        assert reads_as(html.unescape(shown), value, field), (kind, fragment, shown, value)


def reads_as(shown: str, value: object, field: str) -> bool:
    """Whether ``shown`` is ``value``, rounded no further than to a tenth of a percent or point, or to three digits."""
    if isinstance(value, list):
        return len(parts := shown.split(", ")) == len(value) and all(map(reads_as, parts, value, [field] * len(parts)))
    if isinstance(value, str):
        return shown == (value[:12] if "sha256" in field else value)
    assert isinstance(value, int | float)
    if field in ("p_value", "p_adjusted"):
        text = shown.removeprefix("p").strip(" =\u202f")
        return value < float(text[1:]) if text[0] == "<" else abs(float(text) - value) <= 0.0005 + 1e-9
    if "difference" in field or field == "detectable" or shown.endswith("\u202f%"):
        text = shown.removesuffix("\u202f%").replace("\N{MINUS SIGN}", "-")
        signed = shown.endswith("%") or text == "0.0" or text[0] in "+-"
        return signed and text[-2] == "." and abs(float(text) - 100 * value) < 0.05 + 1e-9
    text = shown.replace(",", "")
    decimals = len(text.partition(".")[2])
    rounded = max(decimals, len(text.replace(".", "").lstrip("0"))) >= 3
    return float(text) == value or (rounded and abs(float(text) - value) <= 0.5 * 10.0**-decimals + 1e-9)


@pytest.mark.parametrize(
    ("shown", "value", "field"),
    [
        ("1", 0.905, "accuracy"), ("0.91", 0.905, "accuracy"), ("0.904", 0.905, "accuracy"), ("90", 0.905, "accuracy"),
        ("9.1\u202f%", 0.905, "ece"), ("0.4", 0.0041, "difference"), ("+0.5", 0.0041, "difference"),
        ("a", "b", "device"), ("1, 2", [1, 2, 4], "shots"), ("65,537", 65536, "parameters"),
    ],
)  # fmt: skip
def test_a_number_that_is_another_would_be_seen(shown: str, value: object, field: str) -> None:
    assert not reads_as(shown, value, field)


def test_zero_shot_run_has_no_training_section_and_no_few_shot_words(build: Build) -> None:
    text = page(build(World(shots=(), adapters=()), tagline="Measured."))
    visible = re.sub(r"<[^>]+>", " ", text).lower()
    assert 'id="training"' not in text
    assert "#training" not in text
    for word in ("few-shot", "adapter", "checkpoint", "k-shots"):
        assert word not in visible, word


def test_random_weights_are_said_plainly(build: Build) -> None:
    text = page(build(World(untrained=True)))
    assert "The weights are random." in text
    assert "not distinguishable from chance" in text


def test_trained_weights_raise_no_alarm(demo: Settings) -> None:
    assert "weights are random" not in page(demo)
    assert "chance</b>" not in page(demo)


def test_demo_says_what_it_is_and_how_to_run_the_real_thing(build: Build, demo: Settings) -> None:
    assert "python -m pipeline run-all --profile coco" in page(demo)
    assert "This is the demo" not in page(build(World(source="coco")))


def test_unknown_f1_is_not_available_and_says_why(build: Build) -> None:
    settings = build(World(f1=False))
    assert "not available" in table(page(settings))
    assert "does not say which category a caption is of" in page(settings)
    assert not (settings.docs / "plot/f1_macro.json").exists()


def test_reported_rows_are_marked(build: Build, demo: Settings) -> None:
    from pipeline.settings import References, Reported

    rows = [Reported(name="RN50", shots=8, mode="Few-shot", accuracy=0.891924)]
    settings = demo.model_copy(update={"references": References(source="a paper", rows=rows)})
    settings._root = demo.root
    build_site(settings)
    assert table(page(settings)).count("reported, not measured here") == 1
    assert "not measured here" in (settings.docs / "plot/acc.json").read_text()
    build_site(demo)


@pytest.mark.parametrize("name", ["index.html", "hard-cases.html"])
def test_hostile_captions_stay_text(build: Build, name: str) -> None:
    text = page(build(World(hostile=True)), name)
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert html.escape(HOSTILE[0]).replace("&#x27;", "&#39;") in text
    assert "{{ 7 * 7 }}" in text


def test_sections_follow_the_settings(build: Build) -> None:
    text = page(build(None, sections=["evaluation", "dataset"], titles={"dataset": "The data"}))
    assert re.findall(r'<section id="([^"]+)"', text) == ["evaluation", "dataset"]
    assert ">The data</h2>" in text


def test_own_section_is_a_template_and_an_entry(build: Build) -> None:
    settings = build()
    own = settings.root / "mine"
    (own / "prose").mkdir(parents=True)
    (own / "sections").mkdir()
    (own / "sections" / "budget.html").write_text("<p>{{ results.dataset.test }} samples</p>")
    (own / "prose" / "dataset.md").write_text("Our *own* words.")
    changed = with_site(settings, sections=["budget", "dataset"], titles={"budget": "What it cost"})
    changed = changed.model_copy(update={"paths": changed.paths.model_copy(update={"templates": "mine"})})
    changed._root = settings.root
    build_site(changed)
    assert ">What it cost</h2>\n<p>400 samples</p>" in page(changed)
    assert "<p>Our <em>own</em> words.</p>" in page(changed)


def test_new_section_of_the_project_is_a_template_and_an_entry(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = build()
    entry = sections.Section("budget", "What it cost", view=lambda results: results.dataset.test)
    monkeypatch.setattr(sections, "BUILT_IN", (*sections.BUILT_IN, entry))
    own = settings.root / "mine" / "sections"
    own.mkdir(parents=True)
    (own / "budget.html").write_text("<p>{{ view }} samples</p>")
    changed = settings.model_copy(update={"paths": settings.paths.model_copy(update={"templates": "mine"})})
    changed._root = settings.root
    build_site(changed)
    assert ">What it cost</h2>\n<p>400 samples</p>" in page(changed)
    assert '<a href="#budget">What it cost</a>' in page(changed)


def test_unknown_section_is_named(build: Build) -> None:
    settings = build()
    before = page(settings)
    with pytest.raises(PipelineError, match=r"site\.sections: budget: no such section"):
        build_site(with_site(settings, sections=["budget"]))
    assert page(settings) == before


@pytest.mark.slow
def test_a_dozen_backbones_fill_no_more_than_a_reader_takes_in(build: Build) -> None:
    free = ("nearest_neighbour", "distribution", "inverse_softmax")
    world = World(backbones=12, shots=(8,), training_free=free, samples=60, cases=8, attention=8, slice_samples=8)
    settings = build(world)
    assert first_screen(page(settings)).count("--at:") == 12
    metrics = json.loads((settings.docs / "data/metrics.json").read_text())
    forest = json.loads((settings.docs / "plot/forest.json").read_text())
    pairs = [pair for trace in forest["data"] for pair in trace["y"]]
    assert len(pairs) == len(set(pairs)) == 40
    clear = sum(item["verdict"] != "no evidence of a difference" for item in metrics["comparisons"])
    assert clear == 0 or forest["data"][0]["y"]  # the clearest come before the others
    assert check_site(settings) == []  # within its budget, and no link leads nowhere
    near, more = page(settings), (settings.docs / "backbones.html").read_text(encoding="utf-8")
    for backbone in settings.backbones:
        for drawing in (f'id="drawing-{backbone.id}-title"', f'data-plot="confusion_{backbone.id}"'):
            assert (drawing in near) is not (drawing in more), "each is on one of the two"
    every = (settings.docs / "tables.html").read_text(encoding="utf-8")
    in_page, all_rows = (
        text.split(f'id="{table}"')[1].split("</table>")[0].count("<tr")
        for text, table in ((near, "comparison-table"), (every, "rows"))
    )
    assert in_page < all_rows == 1 + len(metrics["rows"])


def test_candidates_that_read_the_same_to_a_model_are_flagged_wherever_a_sample_is_shown(tmp_path: Path) -> None:
    settings = World(samples=60, cases=3, attention=2).write(tmp_path)
    data = settings.docs / "data"
    look = json.loads((data / "attention.json").read_text())["samples"][0]["id"]
    dataset = json.loads((data / "dataset.json").read_text())
    seen = {"backbone": "vit", "tokens": 77, "cut": 1, "tied": [look]}
    (data / "dataset.json").write_text(json.dumps(dataset | {"captions_seen": [seen]}))
    build_site(settings)
    for name in ("index.html", "attention.html"):
        shown = page(settings, name)
        assert shown.count("candidates read the same to Demo ViT") == 1
        assert 'id="look-0"' in shown.split("candidates read the same to Demo ViT")[0].rsplit("<article", 1)[1]
    script = (settings.docs / "gallery/samples.js").read_text(encoding="utf-8")
    archive = json.loads(script[script.index("{") : script.rindex("}") + 1])["samples"]
    assert [one[0] for one in archive if len(one) > 8 and one[8] == ["Demo ViT"]] == [look]
    rows = (settings.docs / "tables/test_samples.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].endswith(",Candidates read the same to")
    assert [row.split(",")[0] for row in rows[1:] if row.endswith(",Demo ViT")] == [look]


@pytest.mark.parametrize(
    "world",
    [
        World(backbones=1, cases=0, attention=0),
        World(backbones=1, shots=(), adapters=(), cases=0, attention=0),
        World(shots=(4,), adapters=("residual_dual",), f1=False, cases=3, attention=0),
        World(shots=(2, 4), adapters=("a_new_adapter",), cases=1, attention=1, samples=20),
    ],
)
def test_small_and_odd_runs_have_a_whole_page(build: Build, world: World) -> None:
    settings = build(world)
    assert check_site(settings) == []
    assert ('id="hard-cases"' in page(settings)) == bool(world.cases)
    assert ('href="#hard-cases"' in page(settings)) == bool(world.cases)
    assert ('id="attention"' in page(settings)) == bool(world.attention)


def test_of_many_groups_that_fail_the_page_shows_the_surest_and_names_the_others(tmp_path: Path) -> None:
    failing = {place: place % 3 == 0 for place in range(1, 400, 10)}  # two thirds of a category
    world = World(cases=3, attention=0, shots=(), slice_samples=8, picks={"rn-0shot": failing})
    settings = world.write(tmp_path)
    found = json.loads((settings.docs / "data/slices.json").read_text())["slices"]
    assert found
    names = [f"word {number}" for number in range(SLICES + 3)]
    edit(
        settings,
        "slices",
        lambda value: value.update(
            slices=[found[0] | {"about": "word of the caption", "value": name} for name in names]
        ),
    )
    build_site(settings)
    markup = page(settings).split('id="slices"')[1].split('id="map"')[0]
    assert markup.count('<article class="slice"') == SLICES
    assert "3 more groups, less surely" in markup
    assert all(name in markup for name in names)
