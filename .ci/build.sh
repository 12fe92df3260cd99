# Shared by ./hanbeam and ./test: find the SDK, build a project when its sources are newer than its last build.
# Sourced with $root set to the checkout.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

need_sdk() {
    local folder
    for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet"; do
        command -v dotnet >/dev/null || { [ -n "$folder" ] && [ -x "$folder/dotnet" ] && PATH="$folder:$PATH"; }
    done
    if ! command -v dotnet >/dev/null || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        echo "Hanbeam needs the .NET 10 SDK, which is not on this machine: install the package dotnet-sdk-10.0 (or put the SDK in ~/.dotnet) and run this again." >&2
        exit 2
    fi
}

# changed_since STAMP FOLDER…: has a source changed since the stamp was made (folders count too, so that a deleted file does)?
changed_since() {
    local stamp=$1
    shift
    [ ! -e "$stamp" ] || [ -n "$(cd "$root" && find "$@" Directory.* global.json Hanbeam.slnx BannedSymbols.txt .editorconfig \
        \( -name bin -o -name obj -o -name TestResults -o -name __pycache__ \) -prune -o -newer "$stamp" -print -quit)" ]
}

# locked COMMAND…: one build at a time in this checkout. The lock is closed for the command itself (9>&-): the compiler's
# servers outlive a build and would keep it.
locked() {
    mkdir -p "$root/bin"
    { flock 9; "$@" 9>&-; } 9>"$root/bin/lock"
}

build() { dotnet msbuild "$root/$1" -restore -p:Configuration=Release -v:q -nologo -m >&2 </dev/null; }

# A run reads its own copy of what was built, under bin/, so that building again never pulls files from under it.
# Copies that nobody runs are removed, but for the last two: a run may be about to take one.
refresh() {
    local project=$1 store=$root/bin/$(basename "$1") number folder
    shift
    changed_since "$store/built" "$@" || return 0
    mkdir -p "$store" "$root/$project/obj" "$root/$project/bin"
    touch "$store/started"
    if [ -z "${all_built:-}" ]; then
        echo "building $(basename "$project") …" >&2
        build "$project" || return 1
    fi
    number=$(($(cat "$store/number" 2>/dev/null || echo 0) + 1))
    for folder in "$store"/*/; do
        case "$folder" in *"/*/" | "$store/$((number - 1))/") continue ;; esac
        flock -xn "$folder" rm -rf "$folder" || true
    done
    cp -r "$root/$project/bin/Release/net10.0" "$store/$number"
    echo "$number" >"$store/number"
    mv "$store/started" "$store/built"
}

# fresh PROJECT FOLDER…: the folder with the newest build of a project whose sources lie in these folders.
fresh() {
    locked refresh "$@" || return 1
    echo "$root/bin/$(basename "$1")/$(cat "$root/bin/$(basename "$1")/number")"
}
