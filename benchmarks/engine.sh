#!/usr/bin/env bash
# Runs engine_benchmark beside bpmn-engine, which npm installs into the build folder: benchmarks/engine.sh BUILD [OPTIONS]
set -euo pipefail
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
peer=$build/benchmarks/bpmn-engine
mkdir -p "$peer"
cp "$source"/bpmn-engine/{package.json,package-lock.json,peer.mjs} "$peer"
if command -v npm >/dev/null && [ ! -d "$peer/node_modules" ]; then
  npm ci --prefix "$peer" --no-audit --no-fund
fi
"$build/bin/hongtou_engine_benchmark" "${@:2}"
