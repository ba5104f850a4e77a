package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	golden "github.com/cdktf-golden-image/cdktf-golden-image-go/cdktfgoldenimage"
	"github.com/cdktf/cdktf-provider-aws-go/aws/v20/provider"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

type PlatformStackProps struct {
	Region string
	// Digest of debian:12-slim, an index of all its platforms.
	DebianDigest string
	// Who may pull, besides this account.
	OrganizationId string
	// Day that policies go by, YYYY-MM-DD.
	AsOf string
}

// NewPlatformStack makes two golden images of a platform team: Debian, and a Node.js runtime on top of it.
func NewPlatformStack(scope constructs.Construct, id string, props PlatformStackProps) cdktf.TerraformStack {
	stack := cdktf.NewTerraformStack(scope, &id)
	provider.NewAwsProvider(stack, jsii.String("Aws"), &provider.AwsProviderConfig{Region: &props.Region})
	golden.ImagePolicies_Of(stack).Add(
		golden.ImagePolicy_Baseline(&golden.PolicyDayOptions{AsOf: &props.AsOf}),
		golden.ImagePolicy_Of(&golden.ImagePolicyOptions{
			Name:  jsii.String("platform"),
			Rules: &[]golden.ImageRule{golden.ImageRule_ApprovedBases(jsii.Strings("docker.io/library/debian"), nil)},
			AsOf:  &props.AsOf,
		}),
	)
	factory := golden.NewCodeBuildPipeline(stack, jsii.String("Factory"), nil)
	golden.NewGoldenImageNotifications(stack, jsii.String("Notifications"), &golden.GoldenImageNotificationsProps{Pipeline: factory})
	pullableBy := &[]golden.RepositoryPrincipal{golden.RepositoryPrincipal_Organization(&props.OrganizationId)}

	debian := golden.NewGoldenImage(stack, jsii.String("Debian"), &golden.GoldenImageProps{
		Name:     jsii.String("debian"),
		Version:  jsii.String("12.1.0"),
		Base:     golden.BaseImage_Debian(jsii.String("12-slim"), &golden.UpstreamImageOptions{Digest: &props.DebianDigest}),
		Packages: jsii.Strings("ca-certificates", "tzdata"),
		Tests: &[]golden.ImageTest{golden.ImageTest_Command(jsii.String("prints its release"), &golden.CommandTestOptions{
			Command:        jsii.Strings("cat", "/etc/os-release"),
			ExpectedOutput: jsii.Strings("bookworm"),
		})},
		Owner:     jsii.String("platform-team"),
		Rationale: jsii.String("glibc, five years of support"),
		Exemptions: &[]golden.PolicyExemption{golden.PolicyExemption_Of(&golden.PolicyExemptionOptions{
			Rule:    jsii.String("supported-base"),
			Reason:  jsii.String("Debian LTS goes on until the teams have moved to 13"),
			Expires: jsii.String("2028-06-30"),
		})},
		Pipeline:   factory,
		PullableBy: pullableBy,
	})

	golden.NewGoldenImage(stack, jsii.String("Node"), &golden.GoldenImageProps{
		Name:     jsii.String("node-18"),
		Version:  jsii.String("1.0.0"),
		Base:     golden.BaseImage_FromGoldenImage(debian, nil),
		Packages: jsii.Strings("nodejs"),
		Tests: &[]golden.ImageTest{golden.ImageTest_Command(jsii.String("runs JavaScript"), &golden.CommandTestOptions{
			Command:        jsii.Strings("node", "--print", "6 * 7"),
			ExpectedOutput: jsii.Strings("^42\\n?$"),
		})},
		Owner:      jsii.String("platform-team"),
		Rationale:  jsii.String("Node.js with Debian's security support, on the image that everything else runs on"),
		Pipeline:   factory,
		PullableBy: pullableBy,
	})
	golden.NewGoldenImageCatalog(stack, jsii.String("Catalog"), &golden.GoldenImageCatalogProps{Title: jsii.String("Golden images of the platform team")})
	return stack
}
