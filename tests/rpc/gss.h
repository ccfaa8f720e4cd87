/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_RPC_GSS_H
#define TESTS_RPC_GSS_H

/* What gss-server serves. */
#define GSS_PROGRAM 0x20004efe
#define GSS_VERSION 1
#define GSS_HOW 1  /* void to string: who asks, and how */
#define GSS_ECHO 2 /* int<> to int<> */
#define GSS_SERVICE "onc@localhost"

#endif
