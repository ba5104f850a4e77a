package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strings"
	"sync"
)

// caller is who every client of the private registry is: the token of
// GetAuthorizationToken does not say, the test process does (world.authorize).
const caller = "arn:aws:sts::%s:assumed-role/e2e/caller"

// ecr is the private registry. The control plane decides which repositories,
// images and tags there are; the data plane only stores blobs and manifests,
// the latter by digest, so that the two can never disagree about a tag.
type ecr struct {
	host      string
	password  string
	arnPrefix string
	data      http.Handler
	plane     *controlPlane
	pushing   sync.Mutex
}

func (e *ecr) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if user, password, _ := r.BasicAuth(); user != "AWS" || password != e.password {
		w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Basic realm="https://%s/",service="ecr.amazonaws.com"`, e.host))
		// As ECR's: plain text, not a list of errors.
		http.Error(w, "Not Authorized", http.StatusUnauthorized)
		return
	}
	w.Header().Set("Docker-Distribution-API-Version", "registry/2.0")
	if r.URL.Path == "/v2/" || r.URL.Path == "/v2" {
		return
	}
	op := parseOperation(r)
	if op == nil || len(op.actions) == 0 {
		refuse(w, http.StatusMethodNotAllowed, "UNSUPPORTED", "The operation is unsupported.")
		return
	}
	if err := e.serve(w, r, op); err != nil {
		log.Printf("%s %s: %v", r.Method, r.URL.Path, err)
		refuse(w, http.StatusInternalServerError, "UNKNOWN", err.Error())
	}
}

// serve answers for a client that has logged in. An error is a defect of the
// test world, not an answer.
func (e *ecr) serve(w http.ResponseWriter, r *http.Request, op *operation) error {
	arn := e.arnPrefix + op.repository
	for _, action := range op.actions {
		allowed, err := e.plane.authorize(action, arn)
		if err != nil {
			return err
		}
		if !allowed {
			refuse(w, http.StatusForbidden, "DENIED", fmt.Sprintf(
				"User: "+caller+" is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action",
				accountOf(e.host), action, arn, action))
			return nil
		}
	}

	known, err := e.plane.describe(op.repository, op.reference)
	if err != nil {
		return err
	}
	if !known.Exists {
		refuse(w, http.StatusNotFound, "NAME_UNKNOWN", fmt.Sprintf(
			"The repository with name '%s' does not exist in the registry with id '%s'", op.repository, accountOf(e.host)))
		return nil
	}

	switch {
	case op.kind == "tags":
		return json.NewEncoder(w).Encode(map[string]any{"name": op.repository, "tags": known.Tags})
	case op.kind == "referrers":
		return e.listReferrers(w, r, op)
	case op.kind == "manifests" && r.Method == http.MethodPut:
		// One at a time: between the look at a tag and its assignment nobody else may assign it.
		e.pushing.Lock()
		defer e.pushing.Unlock()
		return e.putManifest(w, r, op)
	case op.kind == "manifests":
		if known.Digest == "" {
			refuse(w, http.StatusNotFound, "MANIFEST_UNKNOWN", "Requested image not found")
			return nil
		}
		e.hold(op.repository, known)
		r.URL.Path = manifestPath(op.repository, known.Digest)
	}
	// A mount needs no case of its own: the data plane takes a POST with
	// mount= and from= for the start of an upload, which is ECR's default too.
	e.data.ServeHTTP(w, r)
	return nil
}

// hold puts a manifest that came by PutImage of the API into the data plane.
func (e *ecr) hold(repository string, known description) {
	path := manifestPath(repository, known.Digest)
	if e.dataPlane(http.MethodHead, path, nil, "").Code != http.StatusOK {
		e.dataPlane(http.MethodPut, path, strings.NewReader(known.Manifest), known.MediaType)
	}
}

func (e *ecr) listReferrers(w http.ResponseWriter, r *http.Request, op *operation) error {
	artifactType := r.URL.Query().Get("artifactType")
	manifests, err := e.plane.referrers(op.repository, op.subject, artifactType)
	if err != nil {
		return err
	}
	if artifactType != "" {
		w.Header().Set("OCI-Filters-Applied", "artifactType")
	}
	const index = "application/vnd.oci.image.index.v1+json"
	w.Header().Set("Content-Type", index)
	return json.NewEncoder(w).Encode(map[string]any{"schemaVersion": 2, "mediaType": index, "manifests": manifests})
}

func manifestPath(repository, reference string) string {
	return "/v2/" + repository + "/manifests/" + reference
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"errors": []map[string]string{{"code": code, "message": message}},
	})
}
