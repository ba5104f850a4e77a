// The platform example in Go: what it synthesizes is what examples/platform does.
package main

import "github.com/hashicorp/terraform-cdk-go/cdktf"

func main() {
	app := cdktf.NewApp(nil)
	NewPlatformStack(app, "platform", PlatformStackProps{
		Region:         "eu-west-1",
		DebianDigest:   "sha256:d5d3f9c23164ea16f31852f95bd5959aad1c5e854332fe00f7b3a20fcc9f635c",
		OrganizationId: "o-a1b2c3d4e5",
		AsOf:           "2026-11-24",
	})
	app.Synth()
}
