"""Linear layers as convolutions give what linear layers give."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clip.backbones.matmul import FEWEST_ROWS, fast_linear, linear_as_convolution

CPU = torch.device("cpu")


@settings(deadline=None)
@given(st.integers(1, 200), st.integers(1, 70), st.integers(1, 70), st.booleans())
def test_equal_to_the_plain_product(rows: int, inputs: int, outputs: int, biased: bool) -> None:
    generator = torch.Generator().manual_seed(rows * 7 + inputs)
    x = torch.randn(rows, inputs, generator=generator, dtype=torch.float32)
    weight, bias = torch.randn(outputs, inputs, generator=generator), torch.randn(outputs, generator=generator)
    expected = x.double() @ weight.double().T + (bias.double() if biased else 0)
    result = linear_as_convolution(x, weight, bias if biased else None)
    torch.testing.assert_close(result.double(), expected, atol=1e-4, rtol=1e-4)


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A processor for which the detour pays."""
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "AVX512")


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("batch", [1, 9])
def test_attention_within_is_the_modules_own(masked: bool, batch: int) -> None:
    torch.manual_seed(0)
    attention = torch.nn.MultiheadAttention(48, 3, batch_first=True).eval()
    torch.nn.init.normal_(attention.in_proj_bias)
    x = torch.randn(batch, 20, 48)
    mask = torch.full((20, 20), float("-inf")).triu(1) if masked else None
    with torch.inference_mode():
        expected, _ = attention(x, x, x, need_weights=False, attn_mask=mask)
        with fast_linear(CPU):
            result, _ = attention(x, x, x, need_weights=False, attn_mask=mask)
    torch.testing.assert_close(result, expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(("capability", "detours"), [("AVX512", 1), ("AVX2", 0), ("DEFAULT", 0)])
def test_it_is_a_convolution_within_and_where_it_pays(
    monkeypatch: pytest.MonkeyPatch, capability: str, detours: int
) -> None:
    from pipeline.clip.backbones import matmul

    calls: list[int] = []
    whole = matmul.conv2d
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: capability)
    monkeypatch.setattr(matmul, "conv2d", lambda *arguments: calls.append(1) or whole(*arguments))
    layer, x = torch.nn.Linear(8, 4), torch.randn(FEWEST_ROWS, 8)
    layer(x)
    assert not calls
    with fast_linear(CPU):
        layer(x)
    assert len(calls) == detours
