"""Signs that fonts of letters lack: told for what they are, and none that such fonts have."""

import pytest

from pipeline.sources import unprintable


@pytest.mark.parametrize("sign", "👍✔☎★🏛⏱⌛⏩ꦲꦗᬩᮞ好あ한กहঅ！\ue000\U000e0041𝒜")
def test_a_sign_that_fonts_for_text_lack_is_told(sign):
    assert unprintable.signs(f"baik {sign}") == f"{sign} (U+{ord(sign):04X})"


@pytest.mark.parametrize(
    "text", ["é ñ ü ß Ā ẵ", "Ω ж Ђ", "‘’“”–—…•‰′€℃№™", "← ↑ → ↓ √ ≤ ≥ ≈ ∞ ¼ ½ ² ³", "ﬁ ﬂ", "السلام", "שלום"]
)
def test_what_fonts_for_text_have_is_not_told(text):
    assert unprintable.signs(text) == ""
