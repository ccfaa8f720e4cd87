dnl SPDX-License-Identifier: BSD-3-Clause
dnl
dnl For configure.ac of projects that have .x files:
dnl
dnl     ONC_PROG_ONCGEN([0.1.0])
dnl     ONC_CHECK_LIBONC([0.1.0])
dnl
dnl Both need pkg.m4, that is pkg-config. A failing check ends configure,
dnl unless the last argument says what to do instead.

# ONC_PROG_ONCGEN([MINIMUM-VERSION], [IF-FOUND], [IF-NOT-FOUND])
# -------------------------------------------------------------
# ONCGEN becomes the compiler of .x files, ONC_MK the file of make rules that
# Makefile.am ends with:
#
#     ONC_FILES = calc.x
#     -include $(ONC_MK)
#
# Both are taken from the environment or the command line where they are set
# there. Else ONCGEN is what pkg-config knows; a cross build cannot run that,
# and looks in PATH.
AC_DEFUN([ONC_PROG_ONCGEN],
[AC_REQUIRE([PKG_PROG_PKG_CONFIG])dnl
AC_REQUIRE([AC_PROG_SED])dnl
AC_ARG_VAR([ONCGEN], [compiler of .x files, run on the build host])
AC_ARG_VAR([ONC_MK], [make rules for .x files])
AS_IF([test -z "$ONCGEN" && test -n "$PKG_CONFIG" &&
	test "x$cross_compiling" = xno],
	[onc_path=`$PKG_CONFIG --variable=oncgen libonc 2>/dev/null`
	AS_IF([test -x "$onc_path"], [ONCGEN=$onc_path])])
AC_PATH_PROG([ONCGEN], [oncgen])
onc_trouble=
AC_CACHE_CHECK([for the version of oncgen], [onc_cv_oncgen_version],
	[onc_cv_oncgen_version=none
	AS_IF([test -n "$ONCGEN"],
		[onc_cv_oncgen_version=`"$ONCGEN" --version 2>/dev/null |
			$SED -n 's/^oncgen .* \([[0-9]][[^ ]]*\)$/\1/p'`
		test -n "$onc_cv_oncgen_version" ||
			onc_cv_oncgen_version=none])])
AS_IF([test "x$onc_cv_oncgen_version" = xnone],
	[onc_trouble="oncgen was not found, or does not run (ONCGEN=$ONCGEN)"],
	[m4_ifval([$1], [AS_VERSION_COMPARE([$onc_cv_oncgen_version], [$1],
		[onc_trouble="$ONCGEN is version $onc_cv_oncgen_version, not $1"])],
		[:])])
AC_MSG_CHECKING([for the make rules of oncgen])
AS_IF([test -z "$ONC_MK" && test -n "$PKG_CONFIG"],
	[ONC_MK=`$PKG_CONFIG --variable=onc_mk libonc 2>/dev/null`
	AS_IF([test ! -f "$ONC_MK"],
		[ONC_MK=$PKG_CONFIG_SYSROOT_DIR$ONC_MK])])
AS_IF([test ! -f "$ONC_MK" && test -n "$ONCGEN"],
	[ONC_MK=`AS_DIRNAME(["$ONCGEN"])`/../share/libonc/onc.mk])
AS_IF([test -f "$ONC_MK"], [AC_MSG_RESULT([$ONC_MK])],
	[AC_MSG_RESULT([none])
	test -n "$onc_trouble" || onc_trouble="onc.mk was not found; set ONC_MK"])
AS_IF([test -z "$onc_trouble"], [m4_default([$2], [:])],
	[m4_default([$3], [AC_MSG_ERROR([$onc_trouble])])])
])

# ONC_CHECK_LIBONC([MINIMUM-VERSION], [IF-FOUND], [IF-NOT-FOUND])
# --------------------------------------------------------------
# LIBONC_CFLAGS and LIBONC_LIBS become what compiling and linking need.
AC_DEFUN([ONC_CHECK_LIBONC],
[PKG_CHECK_MODULES([LIBONC], [libonc[]m4_ifval([$1], [ >= $1])], [$2], [$3])])
