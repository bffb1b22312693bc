"""The two worlds share no scene."""

from __future__ import annotations

import random

from PIL import Image

from pipeline.demo.figures.canvas import Pen
from pipeline.demo.figures.kinds import CATEGORIES, KINDS
from pipeline.demo.scenes.worlds import EVALUATION, HELD_OUT_SETTINGS, PRETRAIN, compose


def test_combinations_and_voices_are_disjoint():
    assert not PRETRAIN.combinations & EVALUATION.combinations
    assert not set(PRETRAIN.voices) & set(EVALUATION.voices)
    assert not {setting for _, _, setting in PRETRAIN.combinations} & set(HELD_OUT_SETTINGS)


def test_every_category_has_several_places_in_both_worlds():
    for world in (PRETRAIN, EVALUATION):
        for category in CATEGORIES:
            assert len({place for name, _, place in world.combinations if name == category}) >= 2


def test_drawn_scenes_keep_to_their_world():
    for world, other in ((PRETRAIN, EVALUATION), (EVALUATION, PRETRAIN)):
        for category in CATEGORIES:
            for index in range(60):
                scene = compose(world, category, index, seed=9)
                combinations = {(category, figure.coat, scene.setting) for figure in scene.main}
                assert scene.setting == "plain" or scene.setting in {c[2] for c in world.combinations}
                assert not combinations & other.combinations, scene


def test_every_pose_and_coat_can_be_drawn():
    for kind in KINDS.values():
        for coat in kind.coats.values():
            for pose in kind.poses:
                pen = Pen(Image.new("RGB", (300, 200)), (150, 190), 60)
                kind.draw(pen, coat, pose, random.Random(1))
                assert pen.box() is not None
