package main

import (
	"encoding/json"
	"io"
	"net/http"
	"sync"
)

// traffic is what went over the wire in bodies, in bytes.
type traffic struct {
	Pushed   int64 `json:"pushed"`
	Pulled   int64 `json:"pulled"`
	Requests int64 `json:"requests"`
}

// counters counts by host and repository; what has no repository, such as a tool's download, is counted under "".
type counters struct {
	lock sync.Mutex
	of   map[string]map[string]*traffic
}

func (c *counters) add(host, repository string, pushed, pulled int64) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.of[host] == nil {
		c.of[host] = map[string]*traffic{}
	}
	if c.of[host][repository] == nil {
		c.of[host][repository] = &traffic{}
	}
	sum := c.of[host][repository]
	sum.Pushed += pushed
	sum.Pulled += pulled
	sum.Requests++
}

func (c *counters) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	c.lock.Lock()
	defer c.lock.Unlock()
	_ = json.NewEncoder(w).Encode(c.of)
}

// recorder is what a request and its answer amounted to.
type recorder struct {
	http.ResponseWriter
	status        int
	written, read int64
	body          io.ReadCloser
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	n, err := r.ResponseWriter.Write(p)
	r.written += int64(n)
	return n, err
}

// Unwrap is how http.ResponseController finds what can flush.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.body.Read(p)
	r.read += int64(n)
	return n, err
}

func (r *recorder) Close() error { return r.body.Close() }

// repositoryOf reads a registry's path; empty where it names no repository.
func repositoryOf(r *http.Request) string {
	if op := parseOperation(r); op != nil {
		return op.repository
	}
	return ""
}
