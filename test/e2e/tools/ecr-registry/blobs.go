package main

import (
	"context"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// blobsByRepository keeps each repository's blobs apart, as ECR does: a layer
// that was pushed to one repository is unknown in the next. On disk, because
// base images do not belong in memory.
type blobsByRepository struct{ dir string }

type diskHandler interface {
	registry.BlobHandler
	registry.BlobStatHandler
	registry.BlobPutHandler
}

func (b *blobsByRepository) of(repository string) (diskHandler, error) {
	// In the path of an upload the package takes one element too many for the name.
	name := strings.TrimSuffix(repository, "/blobs")
	dir := filepath.Join(b.dir, url.PathEscape(name))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return registry.NewDiskBlobHandler(dir).(diskHandler), nil
}

func (b *blobsByRepository) Stat(ctx context.Context, repository string, h v1.Hash) (int64, error) {
	disk, err := b.of(repository)
	if err != nil {
		return 0, err
	}
	return disk.Stat(ctx, repository, h)
}

func (b *blobsByRepository) Get(ctx context.Context, repository string, h v1.Hash) (io.ReadCloser, error) {
	disk, err := b.of(repository)
	if err != nil {
		return nil, err
	}
	return disk.Get(ctx, repository, h)
}

func (b *blobsByRepository) Put(ctx context.Context, repository string, h v1.Hash, rc io.ReadCloser) error {
	disk, err := b.of(repository)
	if err != nil {
		return err
	}
	return disk.Put(ctx, repository, h, rc)
}
