"""The words people use for what a scene shows."""

from __future__ import annotations

from typing import NamedTuple


class Noun(NamedTuple):
    """What one, several and a small one are called; ``others`` are synonyms (singular, plural)."""

    one: str
    many: str
    young: str
    others: tuple[tuple[str, str], ...] = ()


NOUNS = {
    "bear": Noun("bear", "bears", "cub"),
    "zebra": Noun("zebra", "zebras", "foal", (("striped animal", "striped animals"),)),
    "elephant": Noun("elephant", "elephants", "calf", (("tusker", "tuskers"),)),
    "giraffe": Noun("giraffe", "giraffes", "calf", (("long-necked giraffe", "long-necked giraffes"),)),
    "horse": Noun("horse", "horses", "foal", (("pony", "ponies"), ("steed", "steeds"))),
    "dog": Noun("dog", "dogs", "puppy", (("hound", "hounds"), ("pup", "pups"))),
    "cat": Noun("cat", "cats", "kitten", (("kitty", "kitties"), ("feline", "felines"))),
    "airplane": Noun("airplane", "airplanes", "", (("plane", "planes"), ("jet", "jets"), ("airliner", "airliners"))),
    "train": Noun("train", "trains", "", (("railway train", "railway trains"), ("locomotive", "locomotives"))),
    "person": Noun("person", "people", "child", (("figure", "figures"), ("pedestrian", "pedestrians"))),
}
NUMBERS = {1: "a", 2: "two", 3: "three", 4: "four"}

PLACES: dict[str, tuple[str, ...]] = {
    "meadow": ("in a meadow", "on the grass", "in a green field"),
    "savanna": ("on the savanna", "on the dry plains", "near acacia trees"),
    "forest": ("in the forest", "in the woods", "among tall trees"),
    "snow": ("in the snow", "on snowy ground", "in a winter landscape"),
    "beach": ("on the beach", "by the sea", "on the sand"),
    "street": ("on a street", "on the road", "in front of houses"),
    "city": ("in the city", "in front of tall buildings", "downtown"),
    "desert": ("in the desert", "among sand dunes", "near a cactus"),
    "lake": ("by a lake", "at the water's edge", "beside the water"),
    "mountains": ("in the mountains", "below snowy peaks", "in front of mountains"),
    "farm": ("on a farm", "near a red barn", "in front of a barn"),
    "station": ("at a station", "on a platform", "under the station clock"),
    "room": ("in a living room", "indoors", "in a room with a window"),
    "sky": ("in the sky", "above the clouds", "among the clouds"),
    "airport": ("at the airport", "on a runway", "in front of the terminal"),
    "plain": ("",),
}
"""Where the figures stand; the first is the plainest."""

SCENERY: dict[str, str] = {
    "meadow": "a meadow", "savanna": "the savanna", "forest": "the forest", "snow": "snowy ground", "beach": "a beach",
    "street": "a street", "city": "the city", "desert": "the desert", "lake": "a lake", "mountains": "the mountains",
    "farm": "a farm", "station": "a station", "room": "a room", "sky": "the clouds", "airport": "the airport",
}  # fmt: skip
"""The place as a thing: flown over, or named first."""

TIMES = {"sunset": ("at sunset", "in the evening light"), "night": ("at night", "after dark")}
WEATHERS = {
    "rain": ("in the rain", "on a rainy day"),
    "snowfall": ("in falling snow", "while it snows"),
    "fog": ("in the fog", "on a misty day"),
}
DOING: dict[str, tuple[str, ...]] = {
    "standing": ("standing", "standing still"),
    "walking": ("walking", "strolling"),
    "running": ("running", "galloping"),
    "grazing": ("grazing", "with lowered head"),
    "eating": ("stretching forward", "leaning forward"),
    "trumpeting": ("with raised trunk", "trumpeting"),
    "sitting": ("sitting", "sitting down"),
    "upright": ("standing upright", "on hind legs"),
    "lying": ("lying down", "resting"),
    "flying": ("flying", "in flight"),
    "climbing": ("climbing", "taking off"),
    "parked": ("parked", "on the ground"),
    "waving": ("waving", "with a raised hand"),
    "umbrella": ("holding an umbrella", "under an umbrella"),
    "ball": ("holding a ball", "with a ball"),
}
"""The plainest first. Trains have poses without a word: steam or modern shows in the noun."""
DOING_TOGETHER: dict[str, tuple[str, ...]] = {
    "grazing": ("grazing", "with lowered heads"),
    "trumpeting": ("with raised trunks", "trumpeting"),
    "waving": ("waving", "with raised hands"),
    "umbrella": ("holding umbrellas", "under umbrellas"),
    "ball": ("holding balls", "with balls"),
}
"""What several do, where it is not said as of one."""
DOING_APTLY: dict[tuple[str, str], tuple[str, ...]] = {
    ("person", "running"): ("running", "jogging"),
    ("dog", "running"): ("running", "racing along"),
}
"""By category and pose: what those say who choose their words. Plain voices let people gallop."""
UNSEEN_FACING = frozenset({"sitting", "upright"})
"""Poses in which a bear looks at the viewer."""
