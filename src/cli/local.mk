# SPDX-License-Identifier: BSD-3-Clause

bin_PROGRAMS += %reldir%/netmgmt

%canon_reldir%_netmgmt_SOURCES = \
	%reldir%/accounts.c \
	%reldir%/alias.c \
	%reldir%/alias.h \
	%reldir%/answer.c \
	%reldir%/answer.h \
	%reldir%/command.c \
	%reldir%/command.h \
	%reldir%/complete.c \
	%reldir%/complete.h \
	%reldir%/connection.c \
	%reldir%/disk.c \
	%reldir%/escape.c \
	%reldir%/escape.h \
	%reldir%/field.c \
	%reldir%/field.h \
	%reldir%/file.c \
	%reldir%/group.c \
	%reldir%/help.c \
	%reldir%/localgroup.c \
	%reldir%/main.c \
	%reldir%/need.h \
	%reldir%/option.c \
	%reldir%/option.h \
	%reldir%/options.c \
	%reldir%/options.h \
	%reldir%/server.c \
	%reldir%/servers.c \
	%reldir%/servers.h \
	%reldir%/session.c \
	%reldir%/share.c \
	%reldir%/table.c \
	%reldir%/table.h \
	%reldir%/table_csv.c \
	%reldir%/table_json.c \
	%reldir%/table_plain.c \
	%reldir%/time.c \
	%reldir%/transport.c \
	%reldir%/use.c \
	%reldir%/user.c \
	%reldir%/view.c \
	%reldir%/view.h \
	%reldir%/words.c \
	%reldir%/words.h \
	%reldir%/workstation.c \
	src/oncgen/near.c \
	src/oncgen/near.h
if HAVE_SMARTCOLS
%canon_reldir%_netmgmt_SOURCES += %reldir%/table_drawn.c
else
%canon_reldir%_netmgmt_SOURCES += %reldir%/table_undrawn.c
endif
%canon_reldir%_netmgmt_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) \
	$(JANSSON_CFLAGS) $(SMARTCOLS_CFLAGS)
%canon_reldir%_netmgmt_LDADD = src/netmgmt/libnetmgmt.la rpc/libonc.la \
	$(JANSSON_LIBS) $(SMARTCOLS_LIBS) -lpthread

$(%canon_reldir%_netmgmt_OBJECTS): $(idl_headers)

dist_man_MANS += %reldir%/netmgmt.1
EXTRA_DIST += %reldir%/fields.sh

# Where the shells look, whatever this host has.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
dist_zshcompletion_DATA = %reldir%/completion/_netmgmt
dist_fishcompletion_DATA = %reldir%/completion/netmgmt.fish
EXTRA_DIST += %reldir%/completion/netmgmt.bash
install-data-local: install-bash-completion
install-bash-completion:
	$(MKDIR_P) $(DESTDIR)$(bashcompletiondir)
	$(INSTALL_DATA) $(srcdir)/%reldir%/completion/netmgmt.bash \
		$(DESTDIR)$(bashcompletiondir)/netmgmt
uninstall-local: uninstall-bash-completion
uninstall-bash-completion:
	rm -f $(DESTDIR)$(bashcompletiondir)/netmgmt
.PHONY: install-bash-completion uninstall-bash-completion
