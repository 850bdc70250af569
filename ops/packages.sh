#!/bin/sh
# Chromium and a Chinese font for the browser tests and the tour, Java for those of Spark: Debian packages, installed when
# root, else named. Chromium without windows is preferred, since it takes a third less of a processor; another one will do.
set -eu
shell=chromium-headless-shell
has() { command -v "$1" >/dev/null 2>&1; }
may_install() { [ "$(id -u)" = 0 ] && has apt-get; }
install() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
missing=""
has $shell || has chromium || has google-chrome || missing="$shell"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk fontconfig"
has java || missing="$missing default-jre-headless"
if [ -n "$missing" ]; then
  may_install || { echo "Please install these packages, then run the command again: $missing" >&2; exit 1; }
  # shellcheck disable=SC2086
  install $missing
fi
if ! has $shell && may_install; then
  install $shell || echo "Browser tests go on with another Chromium, $shell could not be installed." >&2
fi
