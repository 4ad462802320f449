"""A security key made of software: signs as a real one does, and lies where a test wants it to."""

import hashlib
import json
import struct
from base64 import urlsafe_b64encode
from os import urandom

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cbor import encode
from fido2.cose import ES256

HOST = "localhost"
PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


def letters(raw):
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class SoftwareKey:
    """One key for one account; `count` goes up with every use unless it is set back."""

    def __init__(self, *, verifies=True, roaming=True, origin="http://localhost"):
        self.verifies, self.roaming, self.origin = verifies, roaming, origin
        self.private, self.id = generate_private_key(SECP256R1()), urandom(16)
        self.count, self.owner = 0, ""

    def made(self, options):
        """Answers a page that asks for a new key."""
        options = options["publicKey"]
        self.owner = options["user"]["id"]
        public = dict(ES256.from_cryptography_key(self.private.public_key()))
        credential = bytes(16) + struct.pack(">H", len(self.id)) + self.id + encode(public)
        data = self._said(NEW) + credential
        attested = encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer("create", options, attestationObject=letters(attested))

    def shown(self, options, **lies):
        """Answers a page that asks for a key."""
        options = {**options["publicKey"], **lies}
        self.count += 1
        data, asked = self._said(), self._asked("get", options)
        signed = self.private.sign(data + hashlib.sha256(asked).digest(), ECDSA(SHA256()))
        parts = {"authenticatorData": letters(data), "signature": letters(signed)}
        return self._answer("get", options, userHandle=self.owner, **parts)

    def _said(self, more=0):
        flags = PRESENT | more | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(HOST.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _asked(self, how, options):
        asked = {"type": f"webauthn.{how}", "challenge": options["challenge"]}
        return json.dumps({**asked, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, how, options, **response):
        answer = {
            "id": letters(self.id),
            "rawId": letters(self.id),
            "type": "public-key",
            "authenticatorAttachment": "cross-platform" if self.roaming else "platform",
            "clientExtensionResults": {"credProps": {"rk": self.verifies}},
            "response": {"clientDataJSON": letters(self._asked(how, options)), **response},
        }
        return json.dumps(answer)
