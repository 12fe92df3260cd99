# Shared by ./hanbeam and ./test: find the SDK, build a project when its sources are newer than its last build.
# Sourced with $root set to the checkout.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# The first dotnet that has an SDK of .NET 10: on the path, in DOTNET_ROOT, in ~/.dotnet.
need_sdk() {
    local dotnet sdks home
    for dotnet in "$(command -v dotnet || true)" "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "${HOME:+$HOME/.dotnet/dotnet}"; do
        [ -n "$dotnet" ] && [ -x "$dotnet" ] || continue
        sdks=$("$dotnet" --list-sdks 2>/dev/null) || continue
        case $'\n'$sdks in *$'\n10.'*) ;; *) continue ;; esac
        [ "$dotnet" = "$(command -v dotnet || true)" ] || PATH="$(dirname "$dotnet"):$PATH"
        # Programs that are built look for the runtime there.
        home=$(dirname "$(readlink -f "$dotnet")")
        [ -d "$home/shared/Microsoft.NETCore.App" ] && export DOTNET_ROOT="$home"
        return 0
    done
    echo "Hanbeam needs the .NET 10 SDK, which is not on this machine: install the package dotnet-sdk-10.0 (or put the SDK in ~/.dotnet) and run this again." >&2
    exit 2
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
    mkdir -p "$store"
    # Made before the stamp: a folder that the build makes would look like a change of source.
    find "$root/src" "$root/tests" "$root/samples" -name '*.csproj' -printf '%h\n' | while read -r folder; do mkdir -p "$folder/obj" "$folder/bin"; done
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
