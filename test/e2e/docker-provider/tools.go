//go:build tools

// Package tools names the Docker provider for Terraform, so that go.mod keeps it.
package tools

import _ "github.com/terraform-providers/terraform-provider-docker"
