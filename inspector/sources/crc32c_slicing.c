/* CRC-32C eight bytes at a time: the twin of crc32c.py, which says what it is and gives the same. */
#include "../kernel.h"

enum { SLICES = 8, BYTES = 256 };

/* The state after data. tables[i * BYTES + byte] is what a byte makes of the state when i zero bytes follow it.
 * Method: Kounavis and Berry, "A Systematic Approach to Building High Performance Software-Based CRC Generators", 2005. */
EXPORTED uint32_t kernel_crc32c(const uint8_t *data, size_t nbytes, const uint32_t *tables, uint32_t state)
{
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
