// Command ecr-registry is the data plane of the end-to-end tests: one TLS
// listener on loopback that is, by host name, the private ECR registry, Docker
// Hub, other public registries, and the mirror from which the pipelines fetch
// their tools.
//
// It is our own stub. What it shows about ECR is as good as the documentation
// that it was written from.
package main

import (
	"crypto/tls"
	"flag"
	"io"
	"log"
	"net"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() {
	var (
		listen   = flag.String("listen", "", "address of the TLS listener")
		cert     = flag.String("cert", "", "PEM file with the certificate for all host names")
		key      = flag.String("key", "", "PEM file with the certificate's key")
		data     = flag.String("data", "", "directory for blobs")
		ecrHost  = flag.String("ecr-host", "", "host name of the private registry, ACCOUNT.dkr.ecr.REGION.amazonaws.com")
		password = flag.String("ecr-password", "", "what the user AWS logs in with")
		arn      = flag.String("ecr-arn", "", "prefix of a repository's ARN, arn:aws:ecr:REGION:ACCOUNT:repository/")
		moto     = flag.String("moto", "", "URL of the control plane")
		control  = flag.String("control", "", "URL of the test process: /authorize and /pushed")
		tools    = flag.String("tools", "", "directory that the tools mirror serves")
		toolHost = flag.String("tools-host", "", "host name of the tools mirror")
		public   = flag.String("public-hosts", "", "host names of public registries besides Docker Hub, with commas between them")
	)
	flag.Parse()

	hub := dataPlane(filepath.Join(*data, "hub"))
	hosts := map[string]http.Handler{
		"registry-1.docker.io": hub,
		"index.docker.io":      hub,
		*toolHost:              http.FileServer(http.Dir(*tools)),
		*ecrHost: &ecr{
			host:      *ecrHost,
			password:  *password,
			arnPrefix: *arn,
			data:      dataPlane(filepath.Join(*data, "ecr")),
			plane:     &controlPlane{moto: *moto, test: *control},
		},
	}
	for _, host := range strings.Split(*public, ",") {
		hosts[host] = dataPlane(filepath.Join(*data, host))
	}
	broken := &faults{active: map[int]*fault{}}
	counted := &counters{of: map[string]map[string]*traffic{}}
	tests := map[string]http.Handler{"/e2e/faults": broken, "/e2e/counters": counted}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h, ok := tests[r.URL.Path]; ok {
			h.ServeHTTP(w, r)
			return
		}
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		repository := repositoryOf(r)
		record := &recorder{ResponseWriter: w, status: http.StatusOK, body: r.Body}
		r.Body = record
		// Deferred, since a connection is cut by a panic.
		defer func() {
			counted.add(host, repository, record.read, record.written)
			log.Printf("%s %s%s %d", r.Method, host, r.URL.RequestURI(), record.status)
		}()
		h, ok := hosts[host]
		if !ok {
			http.Error(record, "no such host in the test world: "+host, http.StatusMisdirectedRequest)
		} else if fault := broken.of(host, r); fault != nil {
			fault.serve(record, r, h)
		} else {
			h.ServeHTTP(record, r)
		}
	})

	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("listening on %s", listener.Addr())
	// HTTP/1.1 alone: over one HTTP/2 connection a copy can stop for ever, with the upload waiting for the window that
	// the download fills, since the registry takes uploads one after another.
	noHTTP2 := map[string]func(*http.Server, *tls.Conn, http.Handler){}
	log.Fatal((&http.Server{Handler: handler, TLSNextProto: noHTTP2}).ServeTLS(listener, *cert, *key))
}

func dataPlane(dir string) http.Handler {
	return registry.New(
		registry.WithBlobHandler(&blobsByRepository{dir: dir}),
		registry.WithReferrersSupport(true),
		registry.Logger(log.New(io.Discard, "", 0)),
	)
}
