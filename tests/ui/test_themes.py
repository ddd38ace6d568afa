"""Colours that can be read: of all texts on all grounds."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from inspector.comparing.wording import STATE_COLORS
from inspector.tensors.dtypes import DTYPES
from inspector.ui.widgets.theme import dtype_color, scale_text
from inspector.ui.widgets.themes import DARK, LIGHT, Theme, contrast, text_on

#: The least contrast of text to its ground: WCAG 2.2, 1.4.3.
LEAST = 4.5
GROUNDS = ("window", "base", "raised", "hover", "selection", "info_wash", "warning_wash", "danger_wash")
ROWS = ("base", "selection")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.005)
    assert contrast(QColor("#ffffff"), QColor("#777777")) == contrast(QColor("#777777"), QColor("#ffffff"))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("role", ["text", "muted", "faint", "accent", "warning", "danger", "good"])
def test_text_can_be_read_on_every_ground(theme: Theme, role: str) -> None:
    color = QColor(getattr(theme, role))
    unreadable = {g: ratio for g in GROUNDS if (ratio := contrast(color, QColor(getattr(theme, g)))) < LEAST}
    assert unreadable == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_buttons_and_the_states_of_rows_can_be_read(theme: Theme) -> None:
    assert contrast(QColor(theme.on_accent), QColor(theme.accent)) >= LEAST
    for state, pair in STATE_COLORS.items():
        color = QColor(pair[theme.is_dark])
        assert min(contrast(color, QColor(getattr(theme, ground))) for ground in ROWS) >= LEAST, state


def test_labels_can_be_read_on_every_element_type(qapp: object) -> None:
    for name in DTYPES:
        for lightness in (70, 100, 150):
            ground = dtype_color(name).lighter(lightness)
            assert contrast(text_on(ground), ground) >= LEAST, name


def test_text_is_scaled_from_what_the_desktop_has(qapp: QApplication) -> None:
    font = qapp.font()
    try:
        scale_text(150)
        assert QLabel().font().pointSizeF() == pytest.approx(1.5 * font.pointSizeF())
    finally:
        qapp.setFont(font)


def test_blocks_of_other_bits_are_told_apart(qapp: object) -> None:
    names = ("q2_k", "iq3_xxs", "q4_k", "q5_k", "q6_k", "q8_0")
    assert len({dtype_color(name).name() for name in names}) == len(names)
    assert dtype_color("q8_0").lightness() < dtype_color("q4_0").lightness() < dtype_color("iq2_s").lightness()
    assert dtype_color("q4_0") == dtype_color("q4_k") == dtype_color("gptq-4")
    assert dtype_color("gptq-8") != dtype_color("gptq-4")
