#!/bin/sh
# Fills static/ui/vendor from a node_modules folder in which npm has installed
#   govuk-frontend@6.3.0  @fontsource/atkinson-hyperlegible-next@5.3.0
# Usage: ./vendor.sh NODE_MODULES
# Left out: the licensed typeface of the design system, its crest, and source maps.
set -eu
from=$1
to=$(dirname "$0")/static/ui/vendor
mkdir -p "$to/govuk" "$to/fonts"
sed -E \
  -e 's/@font-face\{font-family:GDS Transport[^}]*\}//g' \
  -e 's/GDS Transport,arial/Atkinson Hyperlegible Next,arial/g' \
  -e 's/url\("?\/?assets\/[^)]*\)/none/g' \
  -e 's#/\*\# sourceMappingURL[^*]*\*/##' \
  "$from/govuk-frontend/dist/govuk/govuk-frontend.min.css" > "$to/govuk/govuk-frontend.min.css"
sed -E 's#//\# sourceMappingURL.*##' \
  "$from/govuk-frontend/dist/govuk/govuk-frontend.min.js" > "$to/govuk/govuk-frontend.min.js"
for set in latin latin-ext; do for weight in 400 700; do
  cp "$from/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-$set-$weight-normal.woff2" "$to/fonts/"
done; done
cp "$from/@fontsource/atkinson-hyperlegible-next/LICENSE" "$to/fonts/LICENSE.txt"
