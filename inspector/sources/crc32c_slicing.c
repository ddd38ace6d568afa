/* CRC-32C eight bytes at a time: the twin of crc32c.py, which says what it is and gives the same. */
#include "../kernel.h"

#include <string.h>

enum { SLICES = 8, BYTES = 256 };

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__)
#define HAS_INSTRUCTION __builtin_cpu_supports("sse4.2")

/* The same by the instruction for it, in a quarter of the time. */
__attribute__((target("sse4.2"))) static uint32_t by_instruction(const uint8_t *data, size_t nbytes, uint32_t state)
{
    uint64_t wide = state, word;
    for (; nbytes >= sizeof word; nbytes -= sizeof word, data += sizeof word) {
        memcpy(&word, data, sizeof word);
        wide = __builtin_ia32_crc32di(wide, word);
    }
    state = (uint32_t)wide;
    for (; nbytes > 0; nbytes--, data++)
        state = __builtin_ia32_crc32qi(state, *data);
    return state;
}
#endif

/* The state after data. tables[i * BYTES + byte] is what a byte makes of the state when i zero bytes follow it.
 * Method: Kounavis and Berry, "A Systematic Approach to Building High Performance Software-Based CRC Generators", 2005. */
EXPORTED uint32_t kernel_crc32c(const uint8_t *data, size_t nbytes, const uint32_t *tables, uint32_t state)
{
#if defined(HAS_INSTRUCTION)
    if (HAS_INSTRUCTION)
        return by_instruction(data, nbytes, state);
#endif
    for (; nbytes >= SLICES; nbytes -= SLICES, data += SLICES) {
        state ^= (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;
        state = tables[7 * BYTES + (state & 0xFF)] ^ tables[6 * BYTES + (state >> 8 & 0xFF)] ^
                tables[5 * BYTES + (state >> 16 & 0xFF)] ^ tables[4 * BYTES + (state >> 24)] ^
                tables[3 * BYTES + data[4]] ^ tables[2 * BYTES + data[5]] ^ tables[1 * BYTES + data[6]] ^ tables[data[7]];
    }
    for (; nbytes > 0; nbytes--, data++)
        state = state >> 8 ^ tables[(state ^ *data) & 0xFF];
    return state;
}
