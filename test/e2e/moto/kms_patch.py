"""KMS: signatures over digests, and keys that cannot be used.

Stands for Sign and GetPublicKey of the AWS KMS API reference: with MessageType
DIGEST "AWS KMS skips the hashing step", a disabled key gives DisabledException
and one that is to be deleted KMSInvalidStateException ("Key states of KMS keys"
in the developer guide). moto hashes what it is given, signs with any key, and
does not know a key by its ARN where it is disabled or enabled.
"""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from moto.core.exceptions import JsonRESTError
from moto.kms.exceptions import ValidationException
from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse
from moto.kms.utils import ECDSAPrivateKey, validate_signing_algorithm

HASHES = {
    "ECDSA_SHA_256": hashes.SHA256(),
    "ECDSA_SHA_384": hashes.SHA384(),
    "ECDSA_SHA_512": hashes.SHA512(),
}


class Digest(bytes):
    """A message that is hashed already."""


def require_usable(response: KmsResponse) -> None:
    key_id = response._get_param("KeyId")
    response._validate_key_id(key_id)
    key = response.kms_backend.describe_key(key_id)
    if key.key_state == "Disabled":
        raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
    if key.key_state == "PendingDeletion":
        raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")


def apply() -> None:
    sign_message = ECDSAPrivateKey.sign
    sign, get_public_key, get_param = KmsResponse.sign, KmsResponse.get_public_key, KmsResponse._get_param

    def sign_digest_too(self: ECDSAPrivateKey, message: bytes, signing_algorithm: str) -> bytes:
        if not isinstance(message, Digest):
            return sign_message(self, message, signing_algorithm)
        validate_signing_algorithm(signing_algorithm, self.valid_signing_algorithms)
        algorithm = HASHES[signing_algorithm]
        if len(message) != algorithm.digest_size:
            raise ValidationException(f"Digest is invalid length for algorithm {signing_algorithm}.")
        return self.private_key.sign(message, ec.ECDSA(Prehashed(algorithm)))

    def get_param_as_it_is_meant(self: KmsResponse, param_name: str, if_none=None):
        value = get_param(self, param_name, if_none)
        hashed = param_name == "Message" and get_param(self, "MessageType") == "DIGEST"
        return Digest(value) if hashed else value

    def sign_with_usable_key(self: KmsResponse) -> str:
        require_usable(self)
        return sign(self)

    def get_public_key_of_usable_key(self: KmsResponse) -> str:
        require_usable(self)
        return get_public_key(self)

    disable_key, enable_key = KmsBackend.disable_key, KmsBackend.enable_key
    KmsBackend.disable_key = lambda self, key_id: disable_key(self, self.get_key_id(key_id))
    KmsBackend.enable_key = lambda self, key_id: enable_key(self, self.get_key_id(key_id))
    ECDSAPrivateKey.sign = sign_digest_too
    KmsResponse._get_param = get_param_as_it_is_meant
    KmsResponse.sign = sign_with_usable_key
    KmsResponse.get_public_key = get_public_key_of_usable_key
