#!/usr/bin/env bash
# Fuzzes the readers of DICOM (docs/verification/records/fuzzing):
#   fuzz.sh run TARGET EXECUTIONS SEED FOLDER   in one process, guided by SharpFuzz's instrumentation; prints one line of JSON
#   fuzz.sh pack TARGET FOLDER FILE             the shortest inputs of FOLDER that together take all its branches, into one file
#   fuzz.sh afl TARGET SECONDS FOLDER           by AFL++ (Debian package afl++), which keeps what it finds in FOLDER/afl-TARGET
# Needs the tool sharpfuzz: dotnet tool install --global SharpFuzz.CommandLine --version 2.3.0
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
sharpfuzz=${SHARPFUZZ:-sharpfuzz}

build() {
    dotnet build "$root/tests/Hanbeam.Fuzzing" -c Release -v q -nologo >&2
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cp -r "$root/tests/Hanbeam.Fuzzing/bin/Release/net10.0/." "$work"
    "$sharpfuzz" "$work/Hanbeam.Dicom.dll"
}

case "${1:-}" in
    run | pack)
        build
        "$work/Hanbeam.Fuzzing" "$@"
        ;;
    afl)
        build
        "$work/Hanbeam.Fuzzing" seeds "$2" "$4/seeds-$2"
        AFL_SKIP_BIN_CHECK=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
            afl-fuzz -i "$4/seeds-$2" -o "$4/afl-$2" -t 10000 -m none -V "$3" -- "$work/Hanbeam.Fuzzing" afl "$2"
        ;;
    *)
        sed -n '2,6p' "$0" >&2
        exit 2
        ;;
esac
