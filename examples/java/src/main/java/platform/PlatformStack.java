package platform;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import io.github.cdktfgoldenimage.BaseImage;
import io.github.cdktfgoldenimage.CodeBuildPipeline;
import io.github.cdktfgoldenimage.CommandTestOptions;
import io.github.cdktfgoldenimage.GoldenImage;
import io.github.cdktfgoldenimage.GoldenImageCatalog;
import io.github.cdktfgoldenimage.GoldenImageNotifications;
import io.github.cdktfgoldenimage.ImagePolicies;
import io.github.cdktfgoldenimage.ImagePolicy;
import io.github.cdktfgoldenimage.ImagePolicyOptions;
import io.github.cdktfgoldenimage.ImageRule;
import io.github.cdktfgoldenimage.ImageTest;
import io.github.cdktfgoldenimage.PolicyDayOptions;
import io.github.cdktfgoldenimage.PolicyExemption;
import io.github.cdktfgoldenimage.PolicyExemptionOptions;
import io.github.cdktfgoldenimage.RepositoryPrincipal;
import io.github.cdktfgoldenimage.UpstreamImageOptions;
import java.util.List;
import software.constructs.Construct;

/** Two golden images of a platform team: Debian, and a Node.js runtime on top of it. */
public final class PlatformStack extends TerraformStack {
    public PlatformStack(
            final Construct scope,
            final String id,
            final String region,
            final String debianDigest,
            final String organizationId,
            final String asOf) {
        super(scope, id);
        AwsProvider.Builder.create(this, "Aws").region(region).build();
        ImagePolicies.of(this).add(
            ImagePolicy.baseline(PolicyDayOptions.builder().asOf(asOf).build()),
            ImagePolicy.of(ImagePolicyOptions.builder()
                .name("platform")
                .rules(List.of(ImageRule.approvedBases(List.of("docker.io/library/debian"))))
                .asOf(asOf)
                .build()));
        final CodeBuildPipeline factory = CodeBuildPipeline.Builder.create(this, "Factory").build();
        GoldenImageNotifications.Builder.create(this, "Notifications").pipeline(factory).build();
        final List<RepositoryPrincipal> pullableBy = List.of(RepositoryPrincipal.organization(organizationId));

        final GoldenImage debian = GoldenImage.Builder.create(this, "Debian")
            .name("debian")
            .version("12.1.0")
            .base(BaseImage.debian("12-slim", UpstreamImageOptions.builder().digest(debianDigest).build()))
            .packages(List.of("ca-certificates", "tzdata"))
            .tests(List.of(ImageTest.command("prints its release", CommandTestOptions.builder()
                .command(List.of("cat", "/etc/os-release"))
                .expectedOutput(List.of("bookworm"))
                .build())))
            .owner("platform-team")
            .rationale("glibc, five years of support")
            .exemptions(List.of(PolicyExemption.of(PolicyExemptionOptions.builder()
                .rule("supported-base")
                .reason("Debian LTS goes on until the teams have moved to 13")
                .expires("2028-06-30")
                .build())))
            .pipeline(factory)
            .pullableBy(pullableBy)
            .build();

        GoldenImage.Builder.create(this, "Node")
            .name("node-18")
            .version("1.0.0")
            .base(BaseImage.fromGoldenImage(debian))
            .packages(List.of("nodejs"))
            .tests(List.of(ImageTest.command("runs JavaScript", CommandTestOptions.builder()
                .command(List.of("node", "--print", "6 * 7"))
                .expectedOutput(List.of("^42\\n?$"))
                .build())))
            .owner("platform-team")
            .rationale("Node.js with Debian's security support, on the image that everything else runs on")
            .pipeline(factory)
            .pullableBy(pullableBy)
            .build();
        GoldenImageCatalog.Builder.create(this, "Catalog").title("Golden images of the platform team").build();
    }
}
