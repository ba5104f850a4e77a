package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"
)

// fault is what a test wants to go wrong. It is told over /e2e/faults, on any
// host: no path of a registry begins so.
type fault struct {
	Host   string `json:"host"`   // whole name
	Method string `json:"method"` // regular expression for the whole method
	Path   string `json:"path"`   // regular expression for a part of the path
	Skip   int    `json:"skip"`   // so many requests are let through first
	Times  int    `json:"times"`  // so many are hit then; 0 is all

	Status       int `json:"status"`       // answered instead
	RetryAfter   int `json:"retryAfter"`   // seconds, said with the status
	DelaySeconds int `json:"delaySeconds"` // before the request is served
	CutAfter     int `json:"cutAfter"`     // bytes of either body, after which the connection ends; 0 is no cut

	method, path *regexp.Regexp
	seen, hits   int
}

type faults struct {
	lock   sync.Mutex
	lastID int
	active map[int]*fault
}

// of answers the first active fault that hits the request, and counts it.
func (f *faults) of(host string, r *http.Request) *fault {
	f.lock.Lock()
	defer f.lock.Unlock()
	for id := 1; id <= f.lastID; id++ {
		one, ok := f.active[id]
		if !ok || one.Host != host || !one.method.MatchString(r.Method) || !one.path.MatchString(r.URL.Path) {
			continue
		}
		one.seen++
		if one.seen <= one.Skip || (one.Times > 0 && one.hits >= one.Times) {
			continue
		}
		one.hits++
		return one
	}
	return nil
}

// ServeHTTP takes a fault by POST, answers its number of hits by GET and lifts it by DELETE.
func (f *faults) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if r.Method == http.MethodPost {
		var one fault
		err := json.NewDecoder(r.Body).Decode(&one)
		var errMethod, errPath error
		one.method, errMethod = regexp.Compile("^(" + one.Method + ")$")
		one.path, errPath = regexp.Compile(one.Path)
		if err := errors.Join(err, errMethod, errPath); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		f.lastID++
		f.active[f.lastID] = &one
		_ = json.NewEncoder(w).Encode(map[string]int{"id": f.lastID})
		return
	}
	id, _ := strconv.Atoi(r.URL.Query().Get("id"))
	one, ok := f.active[id]
	if !ok {
		http.Error(w, fmt.Sprintf("there is no fault %d", id), http.StatusNotFound)
		return
	}
	if r.Method == http.MethodDelete {
		delete(f.active, id)
	}
	_ = json.NewEncoder(w).Encode(map[string]int{"hits": one.hits})
}

// serve serves a request as the fault wants it.
func (one *fault) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if one.DelaySeconds > 0 {
		select {
		case <-time.After(time.Duration(one.DelaySeconds) * time.Second):
		case <-r.Context().Done():
			return // a client that has gone has not done what it asked for
		}
	}
	switch {
	case one.Status == http.StatusTooManyRequests:
		w.Header().Set("Retry-After", strconv.Itoa(one.RetryAfter))
		refuse(w, one.Status, "TOOMANYREQUESTS", "Rate exceeded")
	case one.Status > 0:
		refuse(w, one.Status, "UNKNOWN", "the test says so")
	case one.CutAfter > 0:
		cut := &cutter{ResponseWriter: w, left: one.CutAfter, body: r.Body}
		r.Body = cut
		next.ServeHTTP(cut, r)
		// Only now: the handler may hold a lock while it works.
		panic(http.ErrAbortHandler)
	default:
		next.ServeHTTP(w, r)
	}
}

var errCut = errors.New("the test cut the connection")

// cutter lets so many bytes of a request's body in, and so many of the response's out.
type cutter struct {
	http.ResponseWriter
	left int
	body interface {
		Read([]byte) (int, error)
		Close() error
	}
}

func (c *cutter) Read(p []byte) (int, error) {
	if c.left == 0 {
		return 0, errCut
	}
	n, err := c.body.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}

func (c *cutter) Close() error { return c.body.Close() }

// WriteHeader says nothing of a request that was cut.
func (c *cutter) WriteHeader(status int) {
	if c.left > 0 {
		c.ResponseWriter.WriteHeader(status)
	}
}

func (c *cutter) Write(p []byte) (int, error) {
	if c.left == 0 {
		return 0, errCut
	}
	n, err := c.ResponseWriter.Write(p[:min(len(p), c.left)])
	c.left -= n
	if err == nil && n < len(p) {
		err = errCut
	}
	// What is sent is sent, or the cut would come before it.
	_ = http.NewResponseController(c.ResponseWriter).Flush()
	return n, err
}
