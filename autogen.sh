#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Makes ./configure from a checkout. Needs autoconf, automake and libtool.
set -e
cd "$(dirname "$0")"
mkdir -p m4 build-aux
exec autoreconf --install --force --warnings=all,no-portability "$@"
