/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LM_H
#define LM_H

/*
 * All of Network Management: the one header a program includes. Each of those
 * below also stands alone.
 *
 * All functions may be called from any thread at any time. Strings are UTF-8.
 * Each function opens a connection of its own and closes it before it
 * returns; nothing is kept from one call to the next.
 */

#include <lmcons.h>
#include <lmerr.h>
#include <lmapibuf.h>
#include <lmaccess.h>
#include <lmserver.h>
#include <lmshare.h>
#include <lmuse.h>
#include <lmwksta.h>
#include <lmremutl.h>
#include <lmjoin.h>
#include <lmmsg.h>
#include <lmalert.h>
#include <lmat.h>

#endif
