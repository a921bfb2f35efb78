"""The net behind the rules: in a garbled text, figures that damage seems to touch are held."""

from __future__ import annotations

import pytest

from pipelines.repair import judge

PAGE = "In 20 14 the town had 65,438+07 schools and 2/kloc-0 colleges. "


def verdicts(sentence: str, page: str = PAGE) -> set[str]:
    text = page + sentence
    return {f.verdict for f in judge(text).figures if f.start >= len(page)}


@pytest.mark.parametrize(
    "sentence",
    [
        "It sold 63250,000 looms.",
        "It sold 10765438 looms.",
        "The mill was built in 1940+0 then.",
        "It opened on February 30 that year.",
        "The weavers came in 137 2 from Brill.",
        "The total was 1702+0703.40000 in all.",
        "The share was 11.4,000 of them.",
        "Some 5438 people came.",
        "It was the second quarter of 200312003 then.",
        "The weaver, 19121was born there.",
        "It is at No.0/7 of the lane.",
    ],
)
def test_a_figure_with_a_residue_of_damage_is_held_in_a_garbled_text(sentence: str) -> None:
    assert "quarantined" in verdicts(sentence)
    assert "repaired" not in verdicts(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2015 12 mills closed.",
        "It sold 74,130 looms at 3.5 yuan.",
        "It opened on February 28, 2013.",
        "At 10:30 the ratio was 3:1.",
        "A quarter (1/4) of 1,200 looms stood still.",
    ],
)
def test_a_clean_figure_in_a_garbled_text_is_left_alone(sentence: str) -> None:
    assert verdicts(sentence) == {"intact"}


@pytest.mark.parametrize("sentence", ["It sold 63250,000 looms.", "They came in 137 2 from Brill."])
def test_a_clean_text_has_no_residues(sentence: str) -> None:
    assert verdicts(sentence, "") == {"intact"}
