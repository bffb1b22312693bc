"""Captions of a scene in several voices, each mentioning only what is there."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.demo.language.words import (
    DOING,
    DOING_APTLY,
    DOING_TOGETHER,
    NOUNS,
    NUMBERS,
    PLACES,
    SCENERY,
    TIMES,
    UNSEEN_FACING,
    WEATHERS,
)
from pipeline.demo.scenes.scene import Figure, Scene

NO_COLOUR = frozenset({"striped", "spotted"})


def captions(scene: Scene, voices: Sequence[str], count: int = 5) -> list[str]:
    """``count`` captions, the voices taking turns; the same scene always gets the same ones."""
    return [caption(scene, voices[k % len(voices)], scene.seed + k) for k in range(count)]


def caption(scene: Scene, voice: str, seed: int) -> str:
    """One sentence as ``voice`` would put it."""
    words = VOICE[voice](Speaker(scene, random.Random(f"{seed}/{voice}"), apt=voice not in PLAIN_VOICES))
    sentence = re.sub(r"(\s*,)+", ",", " ".join(words.split())).strip(" ,")
    return f"{sentence[0].upper()}{sentence[1:]}."


class Speaker:
    """Phrases for what a scene shows.

    Args:
        apt: whether words are chosen to suit the category.
        synonyms: how often an unusual word is taken.
    """

    def __init__(self, scene: Scene, rng: random.Random, *, apt: bool, synonyms: float = 0.12) -> None:
        self.scene, self.rng, self.apt, self.synonyms = scene, rng, apt, synonyms

    def pick(self, phrases: Sequence[str]) -> str:
        """Mostly the plainest phrase, now and then another."""
        plain = len(phrases) == 1 or self.rng.random() > 0.45 + self.synonyms
        return phrases[0] if plain else self.rng.choice(phrases[1:])

    def maybe(self, phrase: str, share: float) -> str:
        return phrase if self.rng.random() < share else ""

    def noun(self, figure: Figure, many: bool) -> str:
        noun = NOUNS[figure.category]
        if figure.category == "train" and figure.pose == "steam":
            return "steam trains" if many else "steam train"
        if noun.others and self.rng.random() < self.synonyms:
            return self.rng.choice(noun.others)[int(many)]
        return noun.many if many else noun.one

    def group(self) -> str:
        """Number, colour and name of the main figures, the young one apart."""
        adults = [figure for figure in self.scene.main if not figure.young]
        small = len(adults) < len(self.scene.main)
        named = self.named(adults)
        if not small:
            return named
        whose = "its" if len(adults) == 1 and self.scene.category != "person" else "a"
        return f"{named} and {whose} {NOUNS[self.scene.category].young}"

    def named(self, figures: Sequence[Figure]) -> str:
        """``two black dogs and a white dog``; ``three people in red``."""
        shares = Counter(figure.coat for figure in figures)
        first = figures[0]
        if first.category == "person":
            (coat, number), *rest = shares.items()
            dressed = [f"{self.counted(number, '', self.noun(first, number > 1))} in {coat}"]
            dressed += [f"{'one' if n == 1 else NUMBERS[n]} in {other}" for other, n in rest]
            return " and ".join(dressed)
        parts = [
            self.counted(n, "" if coat in NO_COLOUR else coat, self.noun(first, n > 1)) for coat, n in shares.items()
        ]
        return " and ".join(parts)

    @staticmethod
    def counted(number: int, colour: str, noun: str) -> str:
        words = f"{colour} {noun}".strip()
        article = "an" if number == 1 and words[0] in "aeiou" else NUMBERS[number]
        return f"{article} {words}"

    def doing(self) -> str:
        main, pose = self.scene.main, self.scene.main[0].pose
        phrases = DOING.get(pose, ())
        if len(main) > 1:
            phrases = DOING_TOGETHER.get(pose, phrases)
        if self.apt:
            phrases = DOING_APTLY.get((self.scene.category, pose), phrases)
        return self.pick(phrases) if phrases else ""

    def facing(self) -> str:
        """Which way the main figures look; empty when they disagree or look at the viewer."""
        main = self.scene.main
        if self.scene.category == "bear" and main[0].pose in UNSEEN_FACING:
            return ""
        sides = [figure.facing for figure in main]
        verb = "heading" if self.scene.category in ("train", "airplane") else "facing"
        if len(set(sides)) == 1:
            return f"{verb} {sides[0]}"
        return "facing each other" if sides == ["right", "left"] and self.scene.category != "train" else ""

    def aloft(self) -> bool:
        """Whether the main figures are in the air."""
        return self.scene.category == "airplane" and self.scene.main[0].pose != "parked"

    def place(self) -> str:
        """Where the main figures are, or what they fly over; empty where there is no place."""
        setting = self.scene.setting
        if self.aloft() and setting not in ("sky", "plain"):
            return f"over {SCENERY[setting]}"
        return self.pick(PLACES[setting])

    def when(self) -> str:
        """Time of day and weather, where they are worth a word."""
        time = self.pick(TIMES[self.scene.time]) if self.scene.time in TIMES else ""
        weather = self.pick(WEATHERS[self.scene.weather]) if self.scene.weather in WEATHERS else ""
        return f"{time} {weather}".strip()

    def guest(self) -> str:
        """The company by itself: ``a white dog``."""
        return self.named(self.scene.company)

    def beside(self) -> str:
        """The company and where it is, seen from the main figures; empty without any."""
        if not self.scene.company:
            return ""
        guest = self.scene.company[0]
        if guest.pose == "riding":
            one_of_them = "" if len(self.scene.main) == 1 else "on one of them"
            if self.rng.random() < self.synonyms:
                return f"with a rider in {guest.coat} {one_of_them}"
            return f"with {self.guest()} riding {one_of_them.removeprefix('on ')}"
        if self.aloft():
            return f"above {self.guest()}"
        if guest.category == "airplane":
            return self.pick((f"with {self.guest()} overhead", f"while {self.guest()} flies over"))
        if guest.category == "train":
            return self.pick((f"with {self.guest()} behind", f"while {self.guest()} passes"))
        return self.pick((f"with {self.guest()}", f"next to {self.guest()}", f"and {self.guest()}"))


def _label(s: Speaker) -> str:
    return f"{s.group()} {s.beside()}, {s.place()}, {s.maybe(s.when(), 0.7)}"


def _plain(s: Speaker) -> str:
    return f"{s.group()} {s.doing()} {s.place()} {s.maybe(s.when(), 0.7)} {s.maybe(s.beside(), 0.6)}"


def _facing(s: Speaker) -> str:
    return f"{s.group()} {s.facing()} {s.maybe(s.beside(), 0.7)} {s.place()}"


def _place(s: Speaker) -> str:
    return f"{s.when()}, {s.place()}, {s.group()} {s.doing()} {s.maybe(s.beside(), 0.8)}"


def _terse(s: Speaker) -> str:
    where = s.place() if s.rng.random() < 0.75 or not s.scene.company else s.beside()
    return f"{s.group()} {where} {s.maybe(s.when(), 0.35)}"


def _chatty(s: Speaker) -> str:
    start = s.rng.choice(("there you can see", "here we have", "this is a picture of", "look at", "I like this one of"))
    return f"{start} {s.group()} {s.doing()} {s.place()}, {s.maybe(s.beside(), 0.8)} {s.maybe(s.when(), 0.8)}"


def _elsewhere(s: Speaker) -> str:
    """Begins with what a viewer would notice last."""
    company = s.scene.company
    if company and s.rng.random() < 0.7 and company[0].category not in ("airplane", "train"):
        verb = "riding near" if company[0].pose == "riding" else "close to"
        if company[0].pose == "riding" and len(s.scene.main) == 1:
            verb = "on the back of"
        if s.aloft():
            verb = "below"
        return f"{s.guest()} {verb} {s.group()} {s.place()} {s.maybe(s.when(), 0.5)}"
    if s.scene.setting == "plain":
        return f"a view with {s.group()} {s.doing()}"
    view = f"a view of {SCENERY[s.scene.setting]} {s.when()}"
    return f"{view}, where {s.group()} can be seen {s.maybe(s.doing(), 0.5)} {s.maybe(s.beside(), 0.6)}"


def _synonym(s: Speaker) -> str:
    unusual = Speaker(s.scene, s.rng, apt=s.apt, synonyms=0.6)
    start = f"{unusual.group()} {unusual.doing()} {unusual.place()}"
    return f"{start} {s.maybe(unusual.when(), 0.6)} {s.maybe(unusual.beside(), 0.5)}"


def _viewer(s: Speaker) -> str:
    """Says where things are for whoever looks at the picture."""
    company = s.scene.company
    standing = company and company[0].pose != "riding" and company[0].category not in ("airplane", "train")
    if standing and s.scene.category not in ("airplane", "train"):
        xs = [figure.x for figure in s.scene.main]
        if company[0].x < min(xs):
            return f"{s.guest()} on the left and {s.group()} on the right, {s.place()}"
        if company[0].x > max(xs):
            return f"{s.group()} on the left and {s.guest()} on the right, {s.place()}"
    return f"{s.group()} {s.facing() or s.doing()}, {s.place()} {s.maybe(s.when(), 0.7)} {s.maybe(s.beside(), 0.5)}"


PLAIN_VOICES = ("label", "plain", "facing", "place")
"""They say what is there and no more."""
VOICE: dict[str, Callable[[Speaker], str]] = {
    "label": _label, "plain": _plain, "facing": _facing, "place": _place,
    "terse": _terse, "chatty": _chatty, "elsewhere": _elsewhere, "synonym": _synonym, "viewer": _viewer,
}  # fmt: skip
