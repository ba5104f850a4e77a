//go:build tools

// Package tools names BuildKit's daemon and client. They have a module of their
// own: in the other tools' module they would raise the versions of what crane
// and container-structure-test are made of.
package tools

import (
	_ "github.com/moby/buildkit/cmd/buildctl"
	_ "github.com/moby/buildkit/cmd/buildkitd"
)
