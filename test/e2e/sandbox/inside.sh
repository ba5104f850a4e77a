#!/usr/bin/env bash
# inside.sh DIR COMMAND…: the first process of the namespace. It puts the test
# world's host names and CA in their usual places, which nobody outside sees,
# and stays to reap the processes that lose their parent.
set -euo pipefail
dir=$1
shift

mount --bind "$dir/hosts" /etc/hosts
mount --bind "$dir/ca-bundle.crt" /etc/ssl/certs/ca-certificates.crt
# containerd's shims leave their sockets here, whatever the engine's own directories are.
mkdir -p /run/containerd
mount -t tmpfs containerd /run/containerd

status=0
"$@" || status=$?
exit "$status"
