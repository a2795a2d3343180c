#!/bin/sh
# Installs the peers, builds Kindred, and runs both in turn: see peers.py. Further arguments go to it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
peers=${KINDRED_PEERS:-$here/../../shared/peers}
data=${KINDRED_DATA_SETS:-$here/../../shared/data}
environment=$here/.venv-peers
[ -d "$peers" ] || { echo "There are no peer scripts in $peers. Set KINDRED_PEERS to their folder." >&2; exit 1; }
[ -d "$data/gowalla" ] || { echo "There is no $data/gowalla. Set KINDRED_DATA_SETS to the folder of data sets." >&2; exit 1; }
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/python" -c "import irspack, implicit, scipy, threadpoolctl" 2>/dev/null ||
    "$environment/bin/pip" install --quiet "irspack==0.5.2" "implicit==0.7.3" scipy threadpoolctl
(cd "$here/.." && swift build -c release --product kindred >&2)
exec "$environment/bin/python" "$here/peers.py" --kindred "$here/../.build/release/kindred" \
    --peers "$peers" --data "$data/gowalla" "$@"
