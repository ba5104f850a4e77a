"""The control plane of the end-to-end tests: moto's server with our patches.

Whatever the patches make work shows that the library is consistent with this
stub, not with AWS. Each patch says which documented behaviour it stands for.

Usage: server.py PORT
"""

import io
import json
import logging
import os
import sys

from werkzeug.serving import run_simple

PORT = int(sys.argv[1])
# moto answers some calls with addresses of its own.
os.environ["MOTO_PORT"] = str(PORT)

from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    create_backend_app,
)

import codebuild_patch  # noqa: E402
import ecr_patch  # noqa: E402
import ecr_token_patch  # noqa: E402
import faults  # noqa: E402
import iam_patch  # noqa: E402
import kms_patch  # noqa: E402

ENDPOINTS = {**ecr_patch.ENDPOINTS, **faults.ENDPOINTS}


class WithTestEndpoints:
    """Puts /e2e/… in front of moto: not AWS calls, so IAM does not apply to them."""

    def __init__(self, moto):
        self.moto = moto

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        endpoint = ENDPOINTS.get(path.removeprefix("/e2e/")) if path.startswith("/e2e/") else None
        if endpoint is None:
            return self.serve(environ, start_response)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        try:
            answer, status = endpoint(json.loads(environ["wsgi.input"].read(length) or b"{}")), "200 OK"
        except Exception as error:  # the caller is a test: it is to see what went wrong
            logging.exception(path)
            answer, status = {"error": repr(error)}, "500 Internal Server Error"
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(answer).encode()]

    def serve(self, environ, start_response):
        """moto's own, and moto-api's, unless a test wants a fault."""
        if environ.get("PATH_INFO", "").startswith("/moto-api/"):
            return self.moto(environ, start_response)
        body = b""
        # A form or a target names the action; what has neither may be large, and is left to moto.
        if "form-urlencoded" in environ.get("CONTENT_TYPE", ""):
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
        fault = faults.count(environ, body)
        if fault is None:
            return self.moto(environ, start_response)
        faults.delay(fault)
        if "code" not in fault:
            return self.moto(environ, start_response)
        status, content_type, text = faults.refusal(fault, environ)
        start_response(status, [("Content-Type", content_type)])
        return [text.encode()]


def main() -> None:
    codebuild_patch.apply()
    ecr_patch.apply()
    ecr_token_patch.apply()
    iam_patch.apply()
    kms_patch.apply()
    app = WithTestEndpoints(DomainDispatcherApplication(create_backend_app))
    run_simple("127.0.0.1", PORT, app, threaded=True)


if __name__ == "__main__":
    main()
