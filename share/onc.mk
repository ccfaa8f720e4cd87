# SPDX-License-Identifier: BSD-3-Clause
#
# Rules of GNU make for .x files. A Makefile.am ends with two lines,
#
#	ONC_FILES = calc.x
#	-include $(ONC_MK)
#
# ONC_PROG_ONCGEN in configure.ac having set ONC_MK and ONCGEN; it lists what it
# needs of calc_tables.c, calc_client.c and calc_server.c in nodist_..._SOURCES.
# A Makefile written by hand ends with
#
#	ONC_FILES = calc.x
#	include $(shell pkg-config --variable=onc_mk libonc)
#
# Read:
#	ONC_FILES	.x files, as seen from the source folder
#	ONCGENFLAGS	-I and -D for all of them
#	NAME_ONCGENFLAGS	the same for NAME.x only
#	*_OBJECTS	objects, which wait for the headers; automake sets them
# Set:
#	ONC_HEADERS	the headers
#	ONC_GENERATED	all that oncgen may write; `make clean` removes it
#	EXTRA_DIST	has the .x files added, for automake's `make dist`

ONCGEN ?= $(shell pkg-config --variable=oncgen libonc)

ONC_HEADERS := $(ONC_FILES:.x=.h)
ONC_GENERATED := $(ONC_HEADERS) $(foreach onc_x,$(ONC_FILES:.x=),\
	$(onc_x)_tables.c $(onc_x)_client.c $(onc_x)_server.c $(onc_x).x.d)

# One run writes all files of one .x: make knows that of a pattern rule with
# several targets, in parallel too. Files are found in VPATH.
%.h %_tables.c %_client.c %_server.c: %.x
	@mkdir -p $(@D)
	$(if $(filter 0,$(or $(V),$(AM_DEFAULT_VERBOSITY),1)),@echo \
		'  ONCGEN  ' $(<F); )$(ONCGEN) $(ONCGENFLAGS) \
		$($(*F)_ONCGENFLAGS) --deps=$(@D)/$(*F).x.d -o $(@D) $<

# NAME.x.d is what oncgen noted of the files that it read, for the next time; a
# file that is gone is no error by itself. Where there is none, oncgen runs.
# Named here, the outputs are not intermediate files, which make would delete.
define onc_depend
$(1).h $(1)_tables.c $(1)_client.c $(1)_server.c: $(1).x \
	$(if $(wildcard $(1).x.d),,onc-no-deps)
-include $(1).x.d
endef
$(foreach onc_x,$(ONC_FILES:.x=),$(eval $(call onc_depend,$(onc_x))))
onc-no-deps:
.PHONY: onc-no-deps

# Compiling waits for all headers. Which of them an object includes, and when
# it is to be compiled anew, the compiler says by itself (-MD, automake's .deps).
onc_objects := $(sort $(foreach onc_v,$(filter %_OBJECTS,$(.VARIABLES)),\
	$($(onc_v))))
ifneq ($(and $(onc_objects),$(ONC_HEADERS)),)
$(onc_objects): | $(ONC_HEADERS)
endif

EXTRA_DIST += $(ONC_FILES)

# automake's clean and distclean both pass by clean-am.
onc-clean:
	rm -f $(ONC_GENERATED)
clean clean-am: onc-clean
.PHONY: onc-clean clean clean-am
