"""Signatures of webhooks, against the published examples of GitHub and of Standard Webhooks."""

import base64
import hashlib
import hmac

import pytest

from gateway.http_errors import SignatureRefused
from gateway.ingest.signatures import HmacSignature, StandardSignature, standard_secret
from tests.gateway.ingest.signing import SECRET, standard_headers

GITHUB = HmacSignature([SECRET.encode()], "x-hub-signature-256", prefix="sha256=")
GITHUB_BODY = b"Hello, World!"
GITHUB_SENT = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
"""https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation"""

STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105
STANDARD = StandardSignature([standard_secret(STANDARD_SECRET)], 300)
STANDARD_BODY = b'{"test": 2432232314}'
STANDARD_TIME = 1614265330
STANDARD_SENT = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": str(STANDARD_TIME),
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
"""Of the tests of the reference libraries, https://github.com/standard-webhooks/standard-webhooks"""


def test_the_published_examples_are_accepted() -> None:
    GITHUB.check({"x-hub-signature-256": GITHUB_SENT}, GITHUB_BODY, 0)
    STANDARD.check(STANDARD_SENT, STANDARD_BODY, STANDARD_TIME + 299)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (None, "header x-hub-signature-256 is missing"),
        ("", "header x-hub-signature-256 is missing"),
        (GITHUB_SENT.removeprefix("sha256="), "must begin with sha256="),
        (GITHUB_SENT[:-1] + "f", "does not match"),
        (GITHUB_SENT[:-2], "does not match"),
        ("sha256=", "does not match"),
        ("sha256=" + "é" * 64, "does not match"),
        (f"{GITHUB_SENT}, {GITHUB_SENT}", "does not match"),
    ],
)
def test_any_other_signature_is_refused(sent: str | None, words: str) -> None:
    with pytest.raises(SignatureRefused, match=words):
        GITHUB.check({} if sent is None else {"x-hub-signature-256": sent}, GITHUB_BODY, 0)


@pytest.mark.parametrize("body", [GITHUB_BODY + b" ", b"", GITHUB_BODY.lower()])
def test_another_body_is_refused(body: bytes) -> None:
    with pytest.raises(SignatureRefused):
        GITHUB.check({"x-hub-signature-256": GITHUB_SENT}, body, 0)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("encoding", ["hex", "base64"])
def test_algorithm_encoding_and_prefix_are_as_the_setting_says(algorithm: str, encoding: str) -> None:
    digest = hmac.new(b"new secret", b"body", getattr(hashlib, algorithm)).digest()
    sent = "v0=" + (digest.hex() if encoding == "hex" else base64.b64encode(digest).decode())
    signature = HmacSignature([b"old secret", b"new secret"], "x-sig", algorithm, "v0=", encoding)
    signature.check({"x-sig": sent}, b"body", 0)
    with pytest.raises(SignatureRefused):
        HmacSignature([b"old secret"], "x-sig", algorithm, "v0=", encoding).check({"x-sig": sent}, b"body", 0)


def test_one_of_several_signatures_is_enough() -> None:
    right = STANDARD_SENT["webhook-signature"]
    for several in (f"v1,AAAA {right}", f"v1a,AAAA {right} v1,!", f"{right} {right}"):
        STANDARD.check({**STANDARD_SENT, "webhook-signature": several}, STANDARD_BODY, STANDARD_TIME)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"webhook-signature": "v2," + STANDARD_SENT["webhook-signature"][3:]}, "does not match"),
        ({"webhook-signature": "v1,"}, "does not match"),
        ({"webhook-signature": " "}, "does not match"),
        ({"webhook-signature": ""}, "webhook-signature is missing"),
        ({"webhook-id": ""}, "webhook-id is missing"),
        ({"webhook-id": "msg_other"}, "does not match"),
        ({"webhook-timestamp": str(STANDARD_TIME + 1)}, "does not match"),
        ({"webhook-timestamp": "1e9"}, "number of seconds"),
        ({"webhook-timestamp": "-1614265330"}, "number of seconds"),
        ({"webhook-timestamp": "9" * 40}, "number of seconds"),
    ],
)
def test_other_headers_of_standard_webhooks_are_refused(changed: dict[str, str], words: str) -> None:
    with pytest.raises(SignatureRefused, match=words):
        STANDARD.check({**STANDARD_SENT, **changed}, STANDARD_BODY, STANDARD_TIME)


@pytest.mark.parametrize("late", [301, -301])
def test_a_request_of_another_time_is_refused(late: int) -> None:
    with pytest.raises(SignatureRefused, match="more than 300 seconds"):
        STANDARD.check(STANDARD_SENT, STANDARD_BODY, STANDARD_TIME + late)


def test_a_secret_of_standard_webhooks_is_24_to_64_bytes() -> None:
    assert len(standard_secret(STANDARD_SECRET)) == len(standard_secret(STANDARD_SECRET.removeprefix("whsec_"))) == 24
    for wrong in ("whsec_AAAA", "whsec_" + "A" * 88, "whsec_not base64 at all!!!!!!!!", ""):
        with pytest.raises(ValueError, match="24 to 64 bytes"):
            standard_secret(wrong)


def test_our_signer_is_that_of_the_examples() -> None:
    assert standard_headers(STANDARD_SECRET, STANDARD_SENT["webhook-id"], STANDARD_TIME, STANDARD_BODY) == STANDARD_SENT
