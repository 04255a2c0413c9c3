#!/bin/sh
# Installs the system libraries that Swiftlet links to, where they are missing (Debian, Ubuntu).
# As root or with sudo it installs them; otherwise it prints the one line to paste.
set -eu

command -v swift >/dev/null 2>&1 || {
    echo "swiftlet: there is no Swift on the PATH. Install Swift 6.1 or later (swift.org/install), then run this again." >&2
    exit 69
}
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
case "$version" in
    [1-5].* | 6.0) echo "swiftlet: Swift $version is too old. Install 6.1 or later (swift.org/install)." >&2; exit 69 ;;
esac

missing=
need() { # package, a file it brings
    for place in /usr/include /usr/local/include "/usr/include/$(uname -m)-linux-gnu"; do
        [ -e "$place/$2" ] && return
    done
    missing="$missing $1"
}
need zlib1g-dev zlib.h
need libzstd-dev zstd.h
need libxml2-dev libxml2/libxml/HTMLparser.h
need libcld2-dev cld2/public/compact_lang_det.h
need libssl-dev openssl/evp.h
need libsqlite3-dev sqlite3.h
command -v pkg-config >/dev/null 2>&1 || missing="$missing pkg-config"
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 || {
    echo "swiftlet: install the development packages that your system calls (Debian's names):$missing" >&2
    exit 69
}
if [ "$(id -u)" = 0 ]; then
    sudo=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo=sudo
elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
    sudo=sudo
else
    echo "swiftlet: these system libraries are missing; paste this line, then run the same command again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y$missing" >&2
    exit 69
fi
echo "swiftlet: installing$missing"
$sudo apt-get update -q
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends $missing
