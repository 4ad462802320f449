"""A sealed file: only the recovery key opens it, and not a byte can be changed, cut or moved.

Layout: a line that names the format, a public key of 32 bytes made for this file alone, then
chunks of 64 KiB under AES-256-GCM. A chunk's nonce is its number and whether it is the last one.
"""

from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = b"Alongside backup 1\n"
CHUNK = 64 * 1024
TAG = 16


class BackupRefused(Exception):
    """This file is not a whole backup of ours; the message says what is wrong."""


class SealingWriter:
    """Takes bytes in any portions and writes them sealed; `finish` writes the last chunk."""

    def __init__(self, file: BinaryIO, recovery: X25519PublicKey):
        ours = X25519PrivateKey.generate()
        head = ours.public_key().public_bytes_raw()
        file.write(FORMAT + head)
        self.file, self.waiting, self.number = file, bytearray(), 0
        self.cipher = _cipher(ours.exchange(recovery), head, recovery.public_bytes_raw())

    def write(self, words: bytes) -> None:
        self.waiting += words
        while len(self.waiting) > CHUNK:  # the last chunk is never written before it is known
            self._seal(bytes(self.waiting[:CHUNK]), last=False)
            del self.waiting[:CHUNK]

    def finish(self) -> None:
        self._seal(bytes(self.waiting), last=True)

    def read_back(self, file: BinaryIO) -> Iterator[bytes]:
        """What was just written, as it lies on the disk: who wrote it still holds its key."""
        file.seek(len(FORMAT) + 32)
        return _chunks(file, self.cipher)

    def _seal(self, chunk, last):
        self.file.write(self.cipher.encrypt(_nonce(self.number, last), chunk, None))
        self.number += 1


def opened(file: BinaryIO, recovery: X25519PrivateKey) -> Iterator[bytes]:
    """The bytes in portions, each proved before it is given; raises BackupRefused otherwise."""
    if file.read(len(FORMAT)) != FORMAT:
        raise BackupRefused("This is not a backup made by Alongside.")
    head = file.read(32)
    if len(head) != 32:
        raise BackupRefused("The backup is cut off.")
    theirs = X25519PublicKey.from_public_bytes(head)
    cipher = _cipher(recovery.exchange(theirs), head, recovery.public_key().public_bytes_raw())
    yield from _chunks(file, cipher)


def _chunks(file, cipher):
    number, chunk = 0, file.read(CHUNK + TAG)
    while True:
        following = file.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(number, not following), chunk, None)
        except InvalidTag:
            raise BackupRefused(_why(number)) from None
        if not following:
            return
        number, chunk = number + 1, following


def _why(number):
    if number:
        return "The backup is damaged or cut off. Nothing was restored; take another copy of it."
    return "These shares do not open this backup, or it is damaged. Nothing was restored."


def _cipher(shared, head, recipient):
    key = HKDF(SHA256(), 32, salt=None, info=FORMAT + head + recipient).derive(shared)
    return AESGCM(key)


def _nonce(number, last):
    return number.to_bytes(11, "big") + bytes([last])
