"""ECR: images as the registry stores them, and scan results as a test wants them.

Stands for PutImage, ImageTagMutability and DescribeImageScanFindings of the
Amazon ECR API reference.
"""

import hashlib
import json
import os
from fnmatch import fnmatchcase

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import iso_8601_datetime_without_milliseconds, utcnow
from moto.ecr.exceptions import (
    ImageAlreadyExistsException,
    RepositoryNotFoundException,
    ScanNotFoundException,
)
from moto.ecr.models import ECRBackend, Image, Repository, ecr_backends
from moto.ecr.responses import ECRResponse

# (repository, digest or "*") -> {"status": …, "severityCounts": …, "findings": …, "enhancedFindings": …, "completedAt": …,
# "pageSize": …}, or "not-found". Counts are those of the findings, unless the test says otherwise; null is none at all.
# Where counts are all that a test gives, there are as many basic findings.
scans: dict = {}


class ImageTagAlreadyExistsException(ServiceException):
    """moto raises ImageAlreadyExistsException here; AWS does not."""

    code = "ImageTagAlreadyExistsException"


class ImageDigestDoesNotMatchException(ServiceException):
    code = "ImageDigestDoesNotMatchException"


class ReferencedImagesNotFoundException(ServiceException):
    code = "ReferencedImagesNotFoundException"


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
    actual = "sha256:" + hashlib.sha256(image_manifest.encode()).hexdigest()
    if digest and digest != actual:
        raise ImageDigestDoesNotMatchException(
            f"Image digest provided '{digest}' does not match the digest of the manifest '{actual}'"
        )
    digest = actual
    parsed = json.loads(image_manifest)
    held = {i.get_image_digest() for i in repository.images}
    missing = [child["digest"] for child in parsed.get("manifests", []) if child["digest"] not in held]
    if missing:
        raise ReferencedImagesNotFoundException(
            f"Images with digests '{missing}' required for pushing image into repository "
            f"with name '{repository_name}' in the registry with id '{self.account_id}' do not exist"
        )
    image_manifest_mediatype = image_manifest_mediatype or parsed["mediaType"]
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


def findings_of(counts):
    severities = [severity for severity, count in (counts or {}).items() for _ in range(count)]
    return [{"name": f"CVE-2099-{1000 + index}", "severity": severity} for index, severity in enumerate(severities)]


def counts_of(findings):
    return {severity: sum(1 for one in findings if one.get("severity") == severity) for severity in {one.get("severity") for one in findings}}


def page_of(lists, offset, size):
    """Findings of both kinds, one after the other, as many as a page takes; with the token of the next page."""
    entries = [(kind, finding) for kind, findings in lists.items() for finding in findings]
    page = {kind: [finding for own, finding in entries[offset : offset + size] if own == kind] for kind in lists}
    return page, str(offset + size) if offset + size < len(entries) else None


def describe_image_scan_findings(self, registry_id, repository_name, image_id, max_results=None, next_token=None):
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
    given = {kind: result[kind] for kind in ("findings", "enhancedFindings") if kind in result}
    lists = given or {"findings": findings_of(result.get("severityCounts"))}
    counts = result.get("severityCounts", counts_of([finding for findings in lists.values() for finding in findings]))
    if result["status"] in ("COMPLETE", "ACTIVE") or counts:
        now = iso_8601_datetime_without_milliseconds(utcnow())
        # Without maxResults, up to 100 (Amazon ECR API, DescribeImageScanFindings).
        page, token = page_of(lists, int(next_token or 0), result.get("pageSize") or max_results or 100)
        answer["imageScanFindings"] = {
            "imageScanCompletedAt": result.get("completedAt", now),
            "vulnerabilitySourceUpdatedAt": now,
            **page,
            **({} if counts is None else {"findingSeverityCounts": counts}),
        }
        if token:
            answer["nextToken"] = token
    return answer


def describe_image_scan_findings_response(self):
    """moto's own hands over no token."""
    return ActionResult(
        self.ecr_backend.describe_image_scan_findings(
            registry_id=self._get_param("registryId"),
            repository_name=self._get_param("repositoryName"),
            image_id=self._get_param("imageId"),
            max_results=self._get_param("maxResults"),
            next_token=self._get_param("nextToken"),
        )
    )


def describe(question: dict) -> dict:
    """What the registry needs to know before it answers for a repository."""
    repository = backend().repositories.get(question["repository"])
    if repository is None:
        return {"exists": False, "digest": "", "tags": [], "manifest": "", "mediaType": ""}
    reference = question["reference"]
    image = next(
        (i for i in repository.images if reference in (i.get_image_digest(), *i.image_tags)), None
    )
    tags = sorted(tag for i in repository.images for tag in i.image_tags)
    return {
        "exists": True,
        "digest": image.get_image_digest() if image else "",
        "tags": tags,
        "manifest": image.image_manifest if image else "",
        "mediaType": (image.image_manifest_media_type or "") if image else "",
    }


def referrers(question: dict) -> dict:
    """As the OCI distribution specification lists them: untagged manifests, too, and those put by the API."""
    repository = backend().repositories[question["repository"]]
    manifests = [(image, json.loads(image.image_manifest)) for image in repository.images]
    descriptors = [
        {
            "mediaType": image.image_manifest_media_type,
            "digest": image.get_image_digest(),
            "size": len(image.image_manifest.encode()),
            # "If the artifactType is empty or missing in the image manifest, the value MUST be the config
            # descriptor mediaType."
            "artifactType": manifest.get("artifactType") or manifest.get("config", {}).get("mediaType", ""),
            "annotations": manifest.get("annotations", {}),
        }
        for image, manifest in manifests
        if manifest.get("subject", {}).get("digest") == question["digest"]
    ]
    wanted = question["artifactType"]
    return {"manifests": [d for d in descriptors if wanted in ("", d["artifactType"])]}


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
    "ecr/referrers": referrers,
    "ecr/scan": set_scan,
}


def apply() -> None:
    reset = ECRBackend.reset

    def reset_scans_too(self: ECRBackend) -> None:
        scans.clear()
        reset(self)

    ECRBackend.put_image = put_image
    ECRBackend.describe_image_scan_findings = describe_image_scan_findings
    ECRResponse.describe_image_scan_findings = describe_image_scan_findings_response
    ECRBackend.reset = reset_scans_too
