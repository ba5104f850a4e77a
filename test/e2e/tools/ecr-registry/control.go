package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// controlPlane is everything that the registry asks others: moto which
// repositories and images there are, the test process who may do what.
type controlPlane struct{ moto, test string }

type image struct {
	Repository string `json:"repository"`
	Tag        string `json:"tag,omitempty"`
	Digest     string `json:"digest"`
	Manifest   string `json:"manifest"`
	MediaType  string `json:"mediaType"`
}

type description struct {
	Exists bool     `json:"exists"`
	Tags   []string `json:"tags"`
	// Of the reference; empty if there is no such image.
	Digest    string `json:"digest"`
	Manifest  string `json:"manifest"`
	MediaType string `json:"mediaType"`
}

func (c *controlPlane) describe(repository, reference string) (description, error) {
	var answer description
	err := post(c.moto+"/e2e/ecr/describe", map[string]string{"repository": repository, "reference": reference}, &answer)
	return answer, err
}

// referrers answers the descriptors of what refers to the digest.
func (c *controlPlane) referrers(repository, digest, artifactType string) (json.RawMessage, error) {
	var answer struct {
		Manifests json.RawMessage `json:"manifests"`
	}
	err := post(c.moto+"/e2e/ecr/referrers", map[string]string{"repository": repository, "digest": digest, "artifactType": artifactType}, &answer)
	return answer.Manifests, err
}

// putImage answers the code of the refusal, empty if there is none.
func (c *controlPlane) putImage(i image) (string, error) {
	var answer struct {
		Refused string `json:"refused"`
	}
	err := post(c.moto+"/e2e/ecr/put-image", i, &answer)
	return answer.Refused, err
}

func (c *controlPlane) authorize(action, resource string) (bool, error) {
	var answer struct {
		Allowed bool `json:"allowed"`
	}
	err := post(c.test+"/authorize", map[string]string{"action": action, "resource": resource}, &answer)
	return answer.Allowed, err
}

func (c *controlPlane) pushed(repository, tag, digest string) error {
	var answer struct{}
	return post(c.test+"/pushed", map[string]string{
		"repository": repository, "tag": tag, "digest": digest, "time": time.Now().UTC().Format(time.RFC3339Nano),
	}, &answer)
}

func post(url string, question, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return err
	}
	response, err := http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %d: %s", url, response.StatusCode, text)
	}
	return json.Unmarshal(text, answer)
}

func accountOf(host string) string { return strings.SplitN(host, ".", 2)[0] }
