# SPDX-License-Identifier: BSD-3-Clause
# What other projects' builds take from here: macros for configure.ac, rules
# for make, a package for CMake. Its users are examples/.

aclocaldir = $(datadir)/aclocal
dist_aclocal_DATA = %reldir%/onc.m4

oncsharedir = $(datadir)/libonc
dist_oncshare_DATA = %reldir%/onc.mk

cmakedir = $(libdir)/cmake/libonc
cmake_DATA = \
	%reldir%/liboncConfig.cmake \
	%reldir%/liboncConfigVersion.cmake
EXTRA_DIST += \
	%reldir%/liboncConfig.cmake.in \
	%reldir%/liboncConfigVersion.cmake.in
CLEANFILES += $(cmake_DATA)

# Folders are known to make only: configure leaves ${prefix} in them.
$(cmake_DATA): %.cmake: $(srcdir)/%.cmake.in Makefile
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(SED) \
		-e 's|@LIBDIR[@]|$(libdir)|g' \
		-e 's|@INCLUDEDIR[@]|$(includedir)|g' \
		-e 's|@BINDIR[@]|$(bindir)|g' \
		-e 's|@ONC_REQUIRES[@]|$(ONC_REQUIRES)|g' \
		-e 's|@PACKAGE_VERSION[@]|$(PACKAGE_VERSION)|g' \
		-e 's|@SIZEOF_POINTER[@]|@ac_cv_sizeof_void_p@|g' \
		$(srcdir)/$@.in >$@.tmp
	$(AM_V_at)mv $@.tmp $@
