package main

import (
	"net/http"
	"strings"
)

// operation is what a request asks of a repository, and the IAM actions that
// AWS documents for it: "IAM permissions for pushing an image" and "Amazon ECR
// repository policies" in the ECR user guide name the calls behind a push and a
// pull.
type operation struct {
	repository string
	kind       string // manifests, blobs, uploads, tags, referrers
	reference  string // tag or digest, for manifests
	subject    string // digest, for referrers
	actions    []string
}

// parseOperation reads /v2/NAME/KIND/…; a name has slashes of its own, so the
// path is read from its end. It answers nil for what ECR does not offer.
func parseOperation(r *http.Request) *operation {
	elements := strings.Split(strings.Trim(strings.TrimPrefix(r.URL.Path, "/v2/"), "/"), "/")
	n := len(elements)
	at := func(back int) string {
		if n-back < 1 { // the first element always belongs to the name
			return ""
		}
		return elements[n-back]
	}
	name := func(back int) string { return strings.Join(elements[:n-back], "/") }

	switch {
	case at(2) == "blobs" && at(1) == "uploads":
		return &operation{repository: name(2), kind: "uploads", actions: uploadActions(r)}
	case at(3) == "blobs" && at(2) == "uploads":
		return &operation{repository: name(3), kind: "uploads", actions: uploadActions(r)}
	case at(2) == "blobs":
		return &operation{repository: name(2), kind: "blobs", actions: byMethod(r, map[string]string{
			http.MethodHead: "ecr:BatchCheckLayerAvailability",
			http.MethodGet:  "ecr:GetDownloadUrlForLayer",
		})}
	case at(2) == "manifests":
		return &operation{repository: name(2), kind: "manifests", reference: at(1), actions: byMethod(r, map[string]string{
			http.MethodHead: "ecr:BatchGetImage",
			http.MethodGet:  "ecr:BatchGetImage",
			http.MethodPut:  "ecr:PutImage",
		})}
	case at(2) == "tags" && at(1) == "list":
		return &operation{repository: name(2), kind: "tags", actions: byMethod(r, map[string]string{
			http.MethodGet: "ecr:ListImages",
		})}
	case at(2) == "referrers":
		// ListImageReferrers of the API reference: "The IAM principal invoking this operation must have the
		// ecr:BatchGetImage permission"; that and the action of the call's own name are both asked for.
		if r.Method != http.MethodGet {
			return &operation{repository: name(2), kind: "referrers", subject: at(1)}
		}
		return &operation{repository: name(2), kind: "referrers", subject: at(1), actions: []string{"ecr:ListImageReferrers", "ecr:BatchGetImage"}}
	}
	return nil
}

func byMethod(r *http.Request, actions map[string]string) []string {
	if action, ok := actions[r.Method]; ok {
		return []string{action}
	}
	return nil
}

// uploadActions maps the upload protocol. A request may do several steps at
// once (a POST that carries the whole blob, a PUT that carries its last part)
// and then needs the right to each of them.
func uploadActions(r *http.Request) []string {
	const (
		initiate = "ecr:InitiateLayerUpload"
		part     = "ecr:UploadLayerPart"
		complete = "ecr:CompleteLayerUpload"
	)
	switch r.Method {
	case http.MethodPost:
		if r.URL.Query().Get("digest") != "" {
			return []string{initiate, part, complete}
		}
		return []string{initiate}
	case http.MethodPatch:
		return []string{part}
	case http.MethodPut:
		if r.ContentLength != 0 {
			return []string{part, complete}
		}
		return []string{complete}
	}
	return nil
}
