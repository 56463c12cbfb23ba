"""A token that refuses is told, whether it is opened or signs; what its caller meets is his own."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from pipeline.documents import signing
from support.authority import SECRET, Authority
from support.pdf_maker import text_pdf


class PKCS11Error(Exception):
    """As python-pkcs11 names what a token refuses."""


class PinIncorrectError(PKCS11Error):
    """It says nothing but its name."""


@pytest.fixture
def token(monkeypatch):
    """A stand-in for python-pkcs11, which need not be there: a token that opens, and whose session is closed."""
    closed = []
    session = SimpleNamespace(close=lambda: closed.append(True))
    library, opening = ModuleType("pkcs11"), ModuleType("pyhanko.sign.pkcs11")
    library.PKCS11Error = PKCS11Error
    opening.open_pkcs11_session = lambda *_, **__: session
    opening.PKCS11Signer = lambda session, **_: SimpleNamespace(session=session, signing_cert=None)
    monkeypatch.setitem(sys.modules, "pkcs11", library)
    monkeypatch.setitem(sys.modules, "pyhanko.sign.pkcs11", opening)
    return SimpleNamespace(opening=opening, closed=closed)


def opened(tmp_path):
    return signing.from_token(tmp_path / "token.so", "KANTOR", "kepala", "1234")


def refuses(*_, **__):
    raise PinIncorrectError


def test_a_token_that_does_not_open_is_told(token, tmp_path):
    token.opening.open_pkcs11_session = refuses
    with pytest.raises(signing.NotSigned) as told, opened(tmp_path):
        pass
    assert "PinIncorrectError" in str(told.value.args[0])


def test_a_token_that_does_not_sign_is_told(token, authority: Authority, monkeypatch):
    key = signing.from_pkcs12(authority.pkcs12("kepala").read_bytes(), SECRET)

    async def refused(*_, **__):
        refuses()

    monkeypatch.setattr(key._signer, "async_sign_raw", refused, raising=True)
    roots = [authority.roots[0].dump()]
    with pytest.raises(signing.NotSigned) as told:
        key.sign(text_pdf("halo"), "TTE", None, signing.Means(roots))
    assert "PinIncorrectError" in str(told.value.args[0])


@pytest.mark.parametrize("fault", [OSError("disk penuh"), ValueError("lain")])
def test_what_goes_wrong_while_a_token_is_open_is_not_said_to_be_the_tokens(token, tmp_path, fault):
    with pytest.raises(type(fault), match=str(fault)), opened(tmp_path):
        raise fault
    assert token.closed == [True]
