//go:build tools

// Package tools names cosign, which has a module of its own: in another it
// would raise the versions of what the other tools are made of.
package tools

import _ "github.com/sigstore/cosign/v3/cmd/cosign"
