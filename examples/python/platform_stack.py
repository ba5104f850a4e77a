from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_golden_image import (
    BaseImage,
    CodeBuildPipeline,
    GoldenImage,
    GoldenImageCatalog,
    GoldenImageNotifications,
    ImagePolicies,
    ImagePolicy,
    ImageRule,
    ImageTest,
    PolicyExemption,
    RepositoryPrincipal,
)
from constructs import Construct


class PlatformStack(TerraformStack):
    """Two golden images of a platform team: Debian, and a Node.js runtime on top of it."""

    def __init__(self, scope: Construct, id: str, *, region: str, debian_digest: str, organization_id: str, as_of: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "Aws", region=region)
        ImagePolicies.of(self).add(
            ImagePolicy.baseline(as_of=as_of),
            ImagePolicy.of(name="platform", rules=[ImageRule.approved_bases(["docker.io/library/debian"])], as_of=as_of),
        )
        factory = CodeBuildPipeline(self, "Factory")
        GoldenImageNotifications(self, "Notifications", pipeline=factory)
        pullable_by = [RepositoryPrincipal.organization(organization_id)]

        debian = GoldenImage(
            self,
            "Debian",
            name="debian",
            version="12.1.0",
            base=BaseImage.debian("12-slim", digest=debian_digest),
            packages=["ca-certificates", "tzdata"],
            tests=[ImageTest.command("prints its release", command=["cat", "/etc/os-release"], expected_output=["bookworm"])],
            owner="platform-team",
            rationale="glibc, five years of support",
            exemptions=[PolicyExemption.of(rule="supported-base", reason="Debian LTS goes on until the teams have moved to 13", expires="2028-06-30")],
            pipeline=factory,
            pullable_by=pullable_by,
        )

        GoldenImage(
            self,
            "Node",
            name="node-18",
            version="1.0.0",
            base=BaseImage.from_golden_image(debian),
            packages=["nodejs"],
            tests=[ImageTest.command("runs JavaScript", command=["node", "--print", "6 * 7"], expected_output=["^42\\n?$"])],
            owner="platform-team",
            rationale="Node.js with Debian's security support, on the image that everything else runs on",
            pipeline=factory,
            pullable_by=pullable_by,
        )
        GoldenImageCatalog(self, "Catalog", title="Golden images of the platform team")
