/* The numbers that functions of the kernel work on: their types, their order, and how loops are made for each type. */
#ifndef KERNEL_NUMBERS_H
#define KERNEL_NUMBERS_H

#include <float.h>
#include <math.h>

#include "kernel.h"

enum type { FLOAT32, FLOAT64, INT32, UINT32, INT64, UINT64 };

/* Numbers that are worked on together, and the lanes that sums have; inspector/analysis/moments.py adds up as many. */
#define ROW 512

/* Size of a table that has a place for each 16-bit number. */
#define WORDS 65536

INLINE size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

INLINE int is_finite(double value) { return fabs(value) <= DBL_MAX; }

/* Signed integers in the order of floats, from their bits; and the bits, from those. NaN is at both ends, behind infinity. */
#define IN_ORDER(BITS, SHIFT, LARGEST) ((BITS) ^ ((BITS) >> SHIFT & LARGEST))
#define FLOAT_KEY(BITS) IN_ORDER(BITS, 31, INT32_MAX)
#define DOUBLE_KEY(BITS) IN_ORDER(BITS, 63, INT64_MAX)
#define SIGNED_KEY(BITS) (BITS)
#define UNSIGNED32_KEY(BITS) ((BITS) ^ INT32_MIN)
#define UNSIGNED64_KEY(BITS) ((BITS) ^ INT64_MIN)
#define INFINITE32 INT32_C(0x7f800000)
#define INFINITE64 INT64_C(0x7ff0000000000000)

/* Number `i` as a double. */
INLINE double number(const void *values, int type, size_t i)
{
    switch (type) {
    case FLOAT32: return ((const float *)values)[i];
    case FLOAT64: return ((const double *)values)[i];
    case INT32: return ((const int32_t *)values)[i];
    case UINT32: return ((const uint32_t *)values)[i];
    case INT64: return (double)((const int64_t *)values)[i];
    default: return (double)((const uint64_t *)values)[i];
    }
}

/* What the compiler is to know inside of a loop is a constant where it calls one. */
#define FOR_TYPE(CALL) \
    switch (type) { \
    case FLOAT32: CALL(FLOAT32); \
    case FLOAT64: CALL(FLOAT64); \
    case INT32: CALL(INT32); \
    case UINT32: CALL(UINT32); \
    case INT64: CALL(INT64); \
    case UINT64: CALL(UINT64); \
    }

#endif
