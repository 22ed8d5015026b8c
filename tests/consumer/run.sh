#!/usr/bin/env bash
# Installs, moves the installation elsewhere, builds the consumer against it and runs both.
# usage: run.sh BUILD SOURCE
set -euo pipefail
build=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cmake --install "$build" --prefix "$folder/before" >"$folder/log"
mv "$folder/before" "$folder/prefix"
cmake -S "$source/tests/consumer/project" -B "$folder/build" -G Ninja -DCMAKE_PREFIX_PATH="$folder/prefix" -DCMAKE_BUILD_TYPE=Debug >>"$folder/log"
cmake --build "$folder/build" >>"$folder/log" || { cat "$folder/log"; exit 1; }
cp "$folder/build/hongtou_titles.so" "$folder/prefix/lib/hongtou/"

title=$("$folder/build/consumer" "$source/tests/commands/campaign/campaign.info")
[ "$title" = 关于开展2023年社区宣传周的通知 ] || { echo "the consumer answered “$title”"; exit 1; }

"$folder/prefix/bin/hongtou" rehearse "$source/tests/commands/campaign/campaign.info" --out "$folder/out" --formats docx,titles
[ -s "$folder/out/documents/01-印发通知.docx" ] && [ -s "$folder/out/documents/01-印发通知.title" ]
if strings -a "$folder"/prefix/bin/hongtou "$folder"/prefix/lib/*.so "$folder"/prefix/lib/hongtou/*.so | grep -F "$build"; then
  echo "the installation knows the build tree"
  exit 1
fi
