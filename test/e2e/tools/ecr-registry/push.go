package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// putManifest stores a manifest and tells the control plane before the client
// hears of success.
func (e *ecr) putManifest(w http.ResponseWriter, r *http.Request, op *operation) error {
	manifest, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	digest := fmt.Sprintf("sha256:%x", sha256.Sum256(manifest))
	tag := op.reference
	if strings.HasPrefix(tag, "sha256:") {
		if tag != digest {
			refuse(w, http.StatusBadRequest, "DIGEST_INVALID", "The digest of the manifest is "+digest+", not "+tag)
			return nil
		}
		tag = ""
	}
	if missing := e.missingBlob(op.repository, manifest); missing != "" {
		refuse(w, http.StatusNotFound, "BLOB_UNKNOWN", fmt.Sprintf(
			"Layer with digest '%s' does not exist in the repository with name '%s'", missing, op.repository))
		return nil
	}

	stored := e.dataPlane(http.MethodPut, manifestPath(op.repository, digest), bytes.NewReader(manifest), r.Header.Get("Content-Type"))
	if stored.Code != http.StatusCreated {
		w.WriteHeader(stored.Code)
		_, err := w.Write(stored.Body.Bytes())
		return err
	}
	refused, err := e.plane.putImage(image{
		Repository: op.repository,
		Tag:        tag,
		Digest:     digest,
		Manifest:   string(manifest),
		MediaType:  r.Header.Get("Content-Type"),
	})
	if err != nil {
		return err
	}
	// Also when the tag is the same image's already: "an ImageTagAlreadyExistsException
	// error is returned if you attempt to push an image with a tag that is already in the
	// repository" (ECR user guide; aws/containers-roadmap#2179 asks for the opposite).
	if refused == "ImageTagAlreadyExistsException" {
		refuse(w, http.StatusBadRequest, "TAG_INVALID", fmt.Sprintf(
			"The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the tag is immutable.",
			tag, op.repository))
		return nil
	}
	if tag != "" {
		if err := e.plane.pushed(op.repository, tag, digest); err != nil {
			return err
		}
	}
	// "If the subject field is present the registry MUST set OCI-Subject", or else clients keep an index under a tag.
	var referrer struct {
		Subject struct {
			Digest string `json:"digest"`
		} `json:"subject"`
	}
	if json.Unmarshal(manifest, &referrer) == nil && referrer.Subject.Digest != "" {
		w.Header().Set("OCI-Subject", referrer.Subject.Digest)
	}
	w.Header().Set("Location", "https://"+e.host+manifestPath(op.repository, digest))
	w.Header().Set("Docker-Content-Digest", digest)
	w.WriteHeader(http.StatusCreated)
	return nil
}

// missingBlob names the first blob of an image manifest that the repository
// does not hold. An index has none; its children are the data plane's check.
func (e *ecr) missingBlob(repository string, manifest []byte) string {
	type blob struct {
		Digest string   `json:"digest"`
		URLs   []string `json:"urls"`
	}
	var image struct {
		Config blob   `json:"config"`
		Layers []blob `json:"layers"`
	}
	if json.Unmarshal(manifest, &image) != nil {
		return ""
	}
	for _, b := range append(image.Layers, image.Config) {
		if b.Digest == "" || len(b.URLs) > 0 {
			continue
		}
		if e.dataPlane(http.MethodHead, "/v2/"+repository+"/blobs/"+b.Digest, nil, "").Code != http.StatusOK {
			return b.Digest
		}
	}
	return ""
}

func (e *ecr) dataPlane(method, path string, body io.Reader, contentType string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, body)
	request.URL.Host = ""
	request.Header.Set("Content-Type", contentType)
	recorder := httptest.NewRecorder()
	e.data.ServeHTTP(recorder, request)
	return recorder
}
