//go:build tools

// Package tools names syft, which has a module of its own: in another it would
// raise the versions of what the other tools are made of.
package tools

import _ "github.com/anchore/syft/cmd/syft"
