"""The channel, forward, gives the damage that the study of the channel documents.

The pairs are facts from that study (CHANNEL.md, sections 1 and 2, under the letter given).
"""

from __future__ import annotations

import pytest

from pipelines.repair.channel import MECHANISMS, Mechanism

DOCUMENTED = [
    ("B", "2012", "2065,438+02"),
    ("B", "31", "365,438+0"),
    ("B", "347156", "347,654,38+056"),
    ("B", "1,558", "65,438+0,558"),
    ("B", "51,200", "565,438+0,200"),
    ("C", "15,000 people", "6.5438+0.5 million people"),
    ("C", "13,000 mu", "6.5438+0.3 million mu"),
    ("C", "125,000 people", "6.5438+0.25 million people"),
    ("C", "1.25 million people", "6.5438+0.25 million people"),
    ("C", "145,000 people", "6.5438+0.45 million people"),
    ("C", "1.999 million", "6.5438+0.999 million"),
    ("C", "16.8 million", "6.5438+0.68 million"),
    ("C", "10.7 million", "6.5438+0.07 million"),
    ("C", "180.74 million", "6.5438+0.8074 million"),
    ("C", "1.4 billion", "65.438+0.4 billion"),
    ("C", "16,000", "654.38+0.6 million"),
    ("C", "10.2 billion", "654.38+0.02 billion"),
    ("C", "1.7%", "654.38+0.7%"),
    ("C", "10.7%", "654.38+0.7%"),
    ("C", "2019", "2065.438+0.9"),
    ("D", "2012", "20 12"),
    ("D", "18.13%", "18. 13%"),
    ("W", "reached 17.6%", "reached17.6%"),
    ("W", "by 166,000", "by166,000"),
    ("E", "100,000 graduates", "654.38 million graduates"),
    ("E", "10,000 students", "6,543,800 students"),
    ("E", "10 million yuan", "6,543,800 yuan"),
    ("E", "100 million yuan", "654.38 billion yuan"),
    ("E", "100 billion yuan", "654.38 billion yuan"),
    ("H", "121 million", "1.2 1 100 million"),
    ("E", "579.11", "579.65438+"),
    ("A", "May 6, 2019", "2065438+On May 6, 2009"),
    ("A", "1988", "65438 to 0988"),
    ("A", "1.2 times", "65438+ 0.2 times"),
    ("A", "17", "65438 07"),
    ("A", "30.01%", "30.05438+0%"),
    ("A", "158.41", "158.4438+0"),
    ("A", "69.21%", "69.25438+0%"),
    ("F", "December", "65438+February"),
    ("F", "December 22", "June 65438+February 22"),
    ("F", "November", "165438+10"),
    ("F", "November", "165438+1October"),
    ("F", "January", "65438+ 10"),
    ("F", "January", "65438+1October"),
    ("F", "January", "June 5438+ 10"),
    ("F", "October", "65438+ 10"),
    ("F", "October", "June 5438+1October"),
    ("H", "115.8 billion", "1158 billion"),
    ("H", "1610.6 billion", "16106 million"),
    ("H", "13,800", "1.38 million"),
    ("H", "16 million", "160000"),
    ("H", "6.31 million", "63 1 10,000"),
    ("H", "610,000", "6 1 10,000"),
    ("G", "2021", "20021"),
    ("G", "2011 Plan", "201 Plan"),
    ("L", "1.67 million", "10.67 million"),
    ("L", "1.083 million", "10.083 million"),
    ("K", "21 colleges", "2/kloc-0 colleges"),
    ("K", "17 administrative departments", "7 administrative departments/kloc-0"),
    ("K", "155", "0/55"),
    ("K", "101 towns", "10/towns"),
    ("K", "2010", "20/0"),
    ("S", "October 2016", "June 2016"),
    ("S", "July 2014", "July 2004"),
    ("N", "December 2013", "20 13 and 12"),
    ("N", "December 1987", "1987 12"),
    ("O", "1031 mm", "103l mm"),
    ("O", "1700 hours", "l700 hours"),
    ("P", "1,600 mu", "1.600 mu"),
    ("P", "3,610.26 billion", "3.610.26 billion"),
    ("Z", "2021", "221"),
    ("Z", "90%", "9%"),
    ("Z", "505 points", "55 points"),
]


@pytest.mark.parametrize(("letter", "clean", "printed"), DOCUMENTED)
def test_a_documented_pair_comes_out_of_a_mechanism_of_its_letter(
    letter: str, clean: str, printed: str
) -> None:
    forms = {
        mechanism.garble(clean, choice)
        for mechanism in MECHANISMS
        if mechanism.letter == letter
        for choice in range(24)
    }
    assert printed in forms


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda mechanism: mechanism.name)
def test_a_mechanism_has_no_effect_on_a_figure_that_it_cannot_bite(mechanism: Mechanism) -> None:
    phrase = "nearly 5.3 kilometres in May"
    assert {mechanism.garble(phrase, choice) for choice in range(24)} == {phrase}


def test_each_mechanism_has_a_name_of_its_own() -> None:
    names = [mechanism.name for mechanism in MECHANISMS]
    assert len(set(names)) == len(names)
