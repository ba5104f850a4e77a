//go:build tools

// Package tools names the command line tools that the end-to-end tests build,
// so that go.mod and go.sum pin them and everything they are made of.
package tools

import (
	_ "github.com/GoogleContainerTools/container-structure-test/cmd/container-structure-test"
	_ "github.com/google/go-containerregistry/cmd/crane"
)
