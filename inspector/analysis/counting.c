/* How often numbers of 8 and 16 bits occur, and digits of wider ones, for distributions and quantiles. What holds for every
 * function is said in kernel.c.
 *
 * Neighbours are counted in different `tables`, which are added to, since a counter that was just written to is slow to be read;
 * the caller adds them up. */
#include "../kernel_numbers.h"

/* How often each 8-bit number occurs. `tables`, 8 of 256 counters. */
EXPORTED void kernel_count_bytes(const uint8_t *values, size_t count, uint32_t *tables)
{
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (size_t way = 0; way < 8; way++) tables[way * 256 + values[i + way]]++;
    for (; i < count; i++) tables[values[i]]++;
}

/* How often each 16-bit number occurs. `tables`, 2 of WORDS counters. */
EXPORTED void kernel_count_words(const uint16_t *values, size_t count, uint32_t *tables)
{
    size_t i = 0;
    for (; i + 2 <= count; i += 2) {
        tables[values[i]]++;
        tables[WORDS + values[i + 1]]++;
    }
    if (i < count) tables[values[i]]++;
}

/* Unsigned integers in the order of the numbers: see order_key in inspector/analysis/quantiles.py. -0 is 0. */
INLINE uint64_t order_key(const void *values, int type, size_t i)
{
    union { float number; uint32_t bits; } single;
    union { double number; uint64_t bits; } wide;
    const uint32_t sign = UINT32_C(1) << 31;
    const uint64_t wide_sign = UINT64_C(1) << 63;
    switch (type) {
    case FLOAT32:
        single.number = ((const float *)values)[i] + 0.0f;
        return single.bits ^ ((uint32_t)-(single.bits >> 31) | sign); /* all bits of a negative number, else the sign */
    case FLOAT64:
        wide.number = ((const double *)values)[i] + 0.0;
        return wide.bits ^ (-(wide.bits >> 63) | wide_sign);
    case INT32: return ((const uint32_t *)values)[i] ^ sign;
    case UINT32: return ((const uint32_t *)values)[i];
    case INT64: return ((const uint64_t *)values)[i] ^ wide_sign;
    default: return ((const uint64_t *)values)[i];
    }
}

/* Whether a number has an order. */
INLINE int is_ordered(const void *values, int type, size_t i)
{
    if (type == FLOAT32) return is_finite(((const float *)values)[i]);
    return type != FLOAT64 || is_finite(((const double *)values)[i]);
}

/* How often each digit (key - base) >> shift below `digits` occurs among the finite values; larger ones are not counted.
 * `tables`, 4 of so many counters. */
INLINE void count_digits(const void *values, int type, size_t count, uint64_t base, unsigned shift, size_t digits,
                         uint32_t *tables)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t digit = (order_key(values, type, i) - base) >> shift;
        int counts = (digit < digits) & is_ordered(values, type, i);
        tables[i % 4 * digits + (counts ? digit : 0)] += (uint32_t)counts;
    }
}

/* The finite values whose digit is such and `wanted` (WORDS flags of 0 or 1), as keys without `base`. `keys` has a place
 * more than there are values. Returns how many there are. */
INLINE size_t select_keys(const void *values, int type, size_t count, uint64_t base, unsigned shift, const uint8_t *wanted,
                          uint64_t *keys)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t key = order_key(values, type, i) - base, digit = key >> shift;
        keys[found] = key; /* the next one is written over it if it is not wanted, which is faster than to decide */
        found += (size_t)(wanted[digit & (WORDS - 1)] & (digit < WORDS) & is_ordered(values, type, i));
    }
    return found;
}

EXPORTED void kernel_count_digits(const void *values, int type, size_t count, uint64_t base, unsigned shift,
                                  size_t digits, uint32_t *tables)
{
#define CALL(TYPE) count_digits(values, TYPE, count, base, shift, digits, tables); break
    FOR_TYPE(CALL)
#undef CALL
}

EXPORTED size_t kernel_select_keys(const void *values, int type, size_t count, uint64_t base, unsigned shift,
                                   const uint8_t *wanted, uint64_t *keys)
{
#define CALL(TYPE) return select_keys(values, TYPE, count, base, shift, wanted, keys)
    FOR_TYPE(CALL)
#undef CALL
    return 0;
}
