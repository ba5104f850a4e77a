"""ECR: images as the registry stores them, and scan results as a test wants them.

Stands for PutImage, ImageTagMutability and DescribeImageScanFindings of the
Amazon ECR API reference.
"""

import hashlib
import os
from fnmatch import fnmatchcase

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.exceptions import ServiceException
from moto.core.utils import iso_8601_datetime_without_milliseconds, utcnow
from moto.ecr.exceptions import (
    ImageAlreadyExistsException,
    RepositoryNotFoundException,
    ScanNotFoundException,
)
from moto.ecr.models import ECRBackend, Image, Repository, ecr_backends

# (repository, digest or "*") -> {"status": …, "severityCounts": …}, or "not-found".
scans: dict = {}


class ImageTagAlreadyExistsException(ServiceException):
    """moto raises ImageAlreadyExistsException here; AWS does not."""

    code = "ImageTagAlreadyExistsException"


def backend() -> ECRBackend:
    return ecr_backends[DEFAULT_ACCOUNT_ID][os.environ["AWS_REGION"]]


def is_immutable(repository: Repository, tag: str) -> bool:
    mode = str(getattr(repository.image_tag_mutability, "value", repository.image_tag_mutability))
    filters = repository.image_tag_mutability_exclusion_filters or []
    excluded = any(fnmatchcase(tag, entry["filter"]) for entry in filters)
    return mode.startswith("IMMUTABLE") != (mode.endswith("_WITH_EXCLUSION") and excluded)


def put_image(self, repository_name, image_manifest, image_tag, image_manifest_mediatype=None, digest=None):
    repository = self.repositories.get(repository_name)
    if repository is None:
        raise RepositoryNotFoundException(repository_name, self.account_id)
    digest = digest or "sha256:" + hashlib.sha256(image_manifest.encode()).hexdigest()
    holder = next((i for i in repository.images if image_tag and image_tag in i.image_tags), None)
    if holder and is_immutable(repository, image_tag):
        raise ImageTagAlreadyExistsException(
            f"The image tag '{image_tag}' already exists in the '{repository_name}' repository "
            "and cannot be overwritten because the tag is immutable."
        )
    image = next((i for i in repository.images if i.get_image_digest() == digest), None)
    if image and (holder is image or not image_tag):
        raise ImageAlreadyExistsException(
            repository_name=repository_name,
            registry_id=repository.registry_id,
            digest=digest,
            image_tag=image_tag,
        )
    if holder:
        # The image that loses its tag stays, untagged.
        holder.remove_tag(image_tag)
        holder.image_tag = holder.image_tags[-1] if holder.image_tags else None
    if image:
        image.update_tag(image_tag)
        return image
    image = Image(
        self.account_id, image_tag, image_manifest, repository_name, image_manifest_mediatype, digest
    )
    repository.images.append(image)
    return image


def describe_image_scan_findings(self, registry_id, repository_name, image_id):
    repository = self._get_repository(repository_name, registry_id)
    image = repository._get_image(image_id.get("imageTag"), image_id.get("imageDigest"))
    digest = image.get_image_digest()
    result = scans.get((repository_name, digest), scans.get((repository_name, "*"), {"status": "COMPLETE"}))
    if result == "not-found":
        raise ScanNotFoundException(
            image_id=f"{{imageDigest:'{digest}', imageTag:'{image.image_tag or 'null'}'}}",
            repository_name=repository_name,
            registry_id=repository.registry_id,
        )
    answer = {
        "registryId": repository.registry_id,
        "repositoryName": repository_name,
        "imageId": {"imageDigest": digest, **({"imageTag": image.image_tag} if image.image_tag else {})},
        "imageScanStatus": {
            "status": result["status"],
            "description": f"The scan is {result['status']} because the test says so.",
        },
    }
    counts = result.get("severityCounts")
    if result["status"] in ("COMPLETE", "ACTIVE") or counts:
        now = iso_8601_datetime_without_milliseconds(utcnow())
        answer["imageScanFindings"] = {
            "imageScanCompletedAt": now,
            "vulnerabilitySourceUpdatedAt": now,
            "findings": [],
            "findingSeverityCounts": counts or {},
        }
    return answer


def describe(question: dict) -> dict:
    """What the registry needs to know before it answers for a repository."""
    repository = backend().repositories.get(question["repository"])
    if repository is None:
        return {"exists": False, "digest": "", "tags": []}
    reference = question["reference"]
    image = next(
        (i for i in repository.images if reference in (i.get_image_digest(), *i.image_tags)), None
    )
    tags = sorted(tag for i in repository.images for tag in i.image_tags)
    return {"exists": True, "digest": image.get_image_digest() if image else "", "tags": tags}


def put_image_from_registry(image: dict) -> dict:
    try:
        backend().put_image(
            image["repository"], image["manifest"], image.get("tag"), image["mediaType"], image["digest"]
        )
    except ImageAlreadyExistsException:
        return {"refused": ""}  # a push of what is there already succeeds; only the API call is an error
    except ImageTagAlreadyExistsException as refusal:
        return {"refused": refusal.code}
    return {"refused": ""}


def set_scan(question: dict) -> dict:
    scans[(question["repository"], question["digest"])] = question["result"]
    return {}


ENDPOINTS = {
    "ecr/describe": describe,
    "ecr/put-image": put_image_from_registry,
    "ecr/scan": set_scan,
}


def apply() -> None:
    reset = ECRBackend.reset

    def reset_scans_too(self: ECRBackend) -> None:
        scans.clear()
        reset(self)

    ECRBackend.put_image = put_image
    ECRBackend.describe_image_scan_findings = describe_image_scan_findings
    ECRBackend.reset = reset_scans_too
