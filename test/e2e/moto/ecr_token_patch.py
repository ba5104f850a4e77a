"""ECR: a password that looks like ECR's.

Stands for GetAuthorizationToken of the Amazon ECR API reference: the password is base64 of JSON, and so begins with
"ey". The Docker provider tells by that how it is encoded, and ends itself over any other.
"""

import json
import time
from base64 import b64encode
from hashlib import sha256

from moto.core.responses import ActionResult
from moto.ecr.responses import ECRResponse

VALID_SECONDS = 12 * 60 * 60


def get_authorization_token(self) -> ActionResult:
    registry_ids = self._get_param("registryIds") or [self.current_account]
    data = []
    for registry_id in registry_ids:
        payload = {"payload": sha256(registry_id.encode()).hexdigest(), "version": "2", "type": "DATA_KEY"}
        password = b64encode(json.dumps(payload).encode()).decode()
        data.append(
            {
                "authorizationToken": b64encode(f"AWS:{password}".encode()).decode(),
                "expiresAt": time.time() + VALID_SECONDS,
                "proxyEndpoint": f"https://{registry_id}.dkr.ecr.{self.region}.amazonaws.com",
            }
        )
    return ActionResult({"authorizationData": data})


def apply() -> None:
    ECRResponse.get_authorization_token = get_authorization_token
