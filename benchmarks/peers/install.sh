#!/bin/sh
# Installs what benchmarks/documents is measured beside: from npm into this folder, and from Debian (which asks for root).
set -eu
cd "$(dirname "$0")"
npm install --no-audit --no-fund --no-package-lock
apt-get install --yes --no-install-recommends libreoffice-writer-nogui python3-docxtpl
