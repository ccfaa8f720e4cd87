/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * xdr_T() for programs that speak libtirpc's XDR: rpcgen's signatures over
 * onc_xdr().
 *
 * Invariant: what has a prototype in the header is defined in the tables,
 * unless the file itself says that its type is the header's alone; then the
 * function is left to the user, as rpcgen leaves it.
 */

#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "condition.h"
#include "symbol.h"

/*
 * xdr_T is a function or a macro of libtirpc's for these T, and used by its
 * own code: a second one would take the place of the first. In order.
 */
static const char *const taken[] = {
	"accepted_reply",
	"array",
	"authunix_parms",
	"bool",
	"bytes",
	"callhdr",
	"callmsg",
	"char",
	"control",
	"cryptkeyarg",
	"cryptkeyarg2",
	"cryptkeyres",
	"des_block",
	"destroy",
	"double",
	"enum",
	"float",
	"free",
	"getbytes",
	"getcredres",
	"getint32",
	"getlong",
	"getpos",
	"hyper",
	"inline",
	"int",
	"int16_t",
	"int32_t",
	"int64_t",
	"int8_t",
	"key_netstarg",
	"key_netstres",
	"keybuf",
	"keystatus",
	"long",
	"longlong_t",
	"netbuf",
	"netnamestr",
	"netobj",
	"opaque",
	"opaque_auth",
	"pmap",
	"pmaplist",
	"pmaplist_ptr",
	"pointer",
	"putbytes",
	"putint32",
	"putlong",
	"quad_t",
	"quadruple",
	"reference",
	"rejected_reply",
	"replymsg",
	"rmtcall_args",
	"rmtcallres",
	"rpc_gss_cred",
	"rpc_gss_data",
	"rpc_gss_init_args",
	"rpc_gss_init_res",
	"rpcb",
	"rpcb_entry",
	"rpcb_entry_list",
	"rpcb_entry_list_ptr",
	"rpcb_rmtcallargs",
	"rpcb_rmtcallres",
	"rpcb_stat",
	"rpcb_stat_byvers",
	"rpcblist",
	"rpcblist_ptr",
	"rpcbs_addrlist",
	"rpcbs_addrlist_ptr",
	"rpcbs_proc",
	"rpcbs_rmtcalllist",
	"rpcbs_rmtcalllist_ptr",
	"rpcport",
	"rpcproc",
	"rpcprog",
	"rpcprot",
	"rpcvers",
	"setpos",
	"short",
	"sizeof",
	"string",
	"u_char",
	"u_hyper",
	"u_int",
	"u_int16_t",
	"u_int32_t",
	"u_int64_t",
	"u_int8_t",
	"u_long",
	"u_longlong_t",
	"u_quad_t",
	"u_short",
	"uint16_t",
	"uint32_t",
	"uint64_t",
	"uint8_t",
	"union",
	"unixcred",
	"vector",
	"void",
	"wrapstring",
};

static int compare(const void *name, const void *entry)
{
	return strcmp(name, *(const char *const *)entry);
}

static bool is_taken(const struct unit *unit, const char *name)
{
	return scalar_named(name) ||
	       symbol_get(unit, arena_printf(unit->arena, "xdr_%s", name)) ||
	       bsearch(name, taken, sizeof(taken) / sizeof(taken[0]),
		       sizeof(taken[0]), compare);
}

/* The outputs that have a type, in whichever form. */
static unsigned int views_of(const struct unit *unit, const char *name)
{
	const struct definition *definition;
	unsigned int views = 0;

	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (definition->kind != DEFINE_TYPE &&
		    definition->kind != DEFINE_TYPEDEF)
			continue;
		if (strcmp(definition->name, name) == 0)
			views |= definition->views;
	}
	return views;
}

static bool is_array(const struct definition *definition)
{
	return definition->kind == DEFINE_TYPEDEF &&
	       ast_see_through(definition->member)->shape == SHAPE_FIXED;
}

static void put_prototype(struct emit *emit,
			  const struct definition *definition)
{
	out_put(emit->out, "bool_t xdr_%s(XDR *, %s%s);\n", definition->name,
		definition->name, is_array(definition) ? "" : " *");
}

/* type: the description, as an expression. */
static void put_function(struct emit *emit, const struct definition *definition,
			 const char *type)
{
	const char *xdrs = symbol_free_name(emit->unit, "xdrs");
	const char *objp = symbol_free_name(emit->unit, "objp");

	out_put(emit->out,
		"\nbool_t xdr_%s(XDR *%s, %s %s%s)\n"
		"{\n\treturn onc_xdr(%s, &%s, %s);\n}\n",
		definition->name, xdrs, definition->name,
		is_array(definition) ? "" : "*", objp, xdrs, type, objp);
}

/* -- in the header ------------------------------------------------------- */

static void put_argument_prototype(struct emit *emit,
				   const struct definition *program,
				   const struct version *version,
				   const struct procedure *procedure)
{
	(void)program;
	(void)version;
	if (procedure->wrapping &&
	    !is_taken(emit->unit, procedure->wrapping->name))
		put_prototype(emit, procedure->wrapping);
}

static bool has_prototype(const struct unit *unit,
			  const struct definition *definition)
{
	return emit_is_described(unit, definition) &&
	       !is_taken(unit, definition->name) &&
	       views_of(unit, definition->name) & VIEW_HEADER;
}

void emit_codec_prototypes(struct emit *emit)
{
	const struct definition *definition;
	bool has_begun = false;

	for (definition = emit->unit->first; definition;
	     definition = definition->next) {
		if (!has_prototype(emit->unit, definition))
			continue;
		if (!has_begun)
			out_put(emit->out, "\n/* For libtirpc's streams: "
					   "onc_xdr() of <onc/xdr.h>. */\n");
		has_begun = true;
		put_prototype(emit, definition);
	}
	emit_procedures(emit, put_argument_prototype);
}

/* -- in the tables ------------------------------------------------------- */

static void put_argument_function(struct emit *emit,
				  const struct definition *program,
				  const struct version *version,
				  const struct procedure *procedure)
{
	(void)program;
	(void)version;
	if (procedure->wrapping &&
	    !is_taken(emit->unit, procedure->wrapping->name))
		put_function(emit, procedure->wrapping,
			     arena_printf(emit->arena, "%s_procedure.argument",
					  procedure->c_name));
}

void emit_codec_functions(struct emit *emit)
{
	const struct definition *definition;
	unsigned int views;

	for (definition = emit->unit->first; definition;
	     definition = definition->next) {
		if (!emit_is_described(emit->unit, definition) ||
		    is_taken(emit->unit, definition->name))
			continue;
		views = views_of(emit->unit, definition->name);
		if (!(views & VIEW_TABLES))
			continue;
		if (!(views & VIEW_HEADER)) {
			out_put(emit->out, "\n");
			put_prototype(emit, definition);
		}
		put_function(emit, definition,
			     emit_type_variable(emit->unit, definition));
	}
	emit_procedures(emit, put_argument_function);
}
