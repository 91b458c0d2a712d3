#!/bin/sh
# Build graphsvc/web/static/vendor/nhsuk.css from nhsuk-frontend. For whoever raises the version (here, in nhsuk.scss and in
# vendored.toml, with new checksums): needs npm. Look at the pages afterwards.
set -eu
version=10.6.1
here=$(cd "$(dirname "$0")" && pwd)
vendor="$here/../graphsvc/web/static/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save "nhsuk-frontend@$version" sass@1.94.2
npx sass --no-source-map --style=compressed --load-path=node_modules/nhsuk-frontend/src "$here/nhsuk.scss" "$vendor/nhsuk.css"
for icon in arrow-down arrow-up arrow-up-down cross; do
  cp "node_modules/nhsuk-frontend/dist/nhsuk/assets/images/nhsuk-icon-$icon.svg" "$vendor/"
done
sha256sum "$vendor"/nhsuk*
