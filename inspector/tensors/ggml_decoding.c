/* Numbers from ggml's blocks: the twin of ggml_decoding.py, which says what the fields of each type mean and gives the same to
 * the last bit, save for which NaN it is.
 *
 * What holds for every kernel_decode_TYPE:
 * - `blocks` are blocks of the type without gaps, `nbytes` in all, whose numbers of several bytes have this machine's order;
 *   neither they nor `tables` need be aligned. `values` is room for the `count` elements that they have.
 * - `tables` are the tables that the type looks up in, as ggml_decoding.py makes them, one after the other.
 * - If one of these sizes is not what the others ask for, nothing is done and 0 is returned, else 1.
 * - Whatever the blocks are, no place outside of these is touched: each place in a table follows from as many bits as the
 *   table has room for.
 */
#include <string.h>

#include "../kernel.h"

/* Elements of a super-block, those of the K, IQ and TQ types. */
#define SUPER 256

#define DECODER(NAME, BLOCK_NBYTES, ELEMENTS, TABLES_NBYTES, CALL) \
    EXPORTED FOR_EACH_PROCESSOR int kernel_decode_##NAME(const void *blocks, size_t nbytes, const void *tables, \
                                                         size_t tables_nbytes, float *values, size_t count) \
    { \
        size_t number = nbytes / (BLOCK_NBYTES); \
        if (nbytes % (BLOCK_NBYTES) || count % (ELEMENTS) || number != count / (ELEMENTS)) return 0; \
        if (tables_nbytes != (TABLES_NBYTES)) return 0; \
        for (size_t i = 0; i < number; i++) { \
            const void *block = (const char *)blocks + i * (BLOCK_NBYTES); \
            float *restrict out = values + i * (ELEMENTS); \
            CALL; \
        } \
        (void)tables; \
        return 1; \
    }

INLINE uint16_t read_16(const uint8_t *stored)
{
    uint16_t number;
    memcpy(&number, stored, sizeof number);
    return number;
}

INLINE uint32_t read_32(const uint8_t *stored)
{
    uint32_t number;
    memcpy(&number, stored, sizeof number);
    return number;
}

INLINE float read_float(const uint8_t *stored)
{
    float number;
    memcpy(&number, stored, sizeof number);
    return number;
}

/* The number that a float16 stands for. */
INLINE float half_of_bits(uint32_t bits)
{
    union { float number; uint32_t bits; } found;
    uint32_t size = bits & 0x7fff;
    if (size < 0x400)
        found.number = (float)size * 0x1p-24f; /* zero and subnormal ones */
    else
        found.bits = (size << 13) + (size < 0x7c00 ? UINT32_C(112) << 23 : UINT32_C(224) << 23);
    found.bits |= (bits & 0x8000) << 16;
    return found.number;
}

INLINE float read_half(const uint8_t *stored) { return half_of_bits(read_16(stored)); }

INLINE void scale_into(float *restrict out, const int8_t *codes, int size, float scale)
{
    for (int i = 0; i < size; i++) out[i] = (float)codes[i] * scale;
}

INLINE void scale_and_add_into(float *restrict out, const int8_t *codes, int size, float scale, float offset)
{
    for (int i = 0; i < size; i++) out[i] = (float)codes[i] * scale + offset;
}

/* Blocks of one scale. */

/* Codes of 4 bits, or of 5 with the `fifth` ones apart, and the fields `d`, `m` if there is one, `qh` likewise, `qs`. */
INLINE void nibbles(const uint8_t *block, int elements, int scale_nbytes, int offset_nbytes, int fifth, int interleaved,
                    float *restrict out)
{
    const uint8_t *stored = block + scale_nbytes, *high_bits = stored + offset_nbytes;
    const uint8_t *packed = high_bits + (fifth ? 4 : 0);
    const float scale = scale_nbytes == 4 ? read_float(block) : read_half(block);
    const float offset = !offset_nbytes ? 0 : offset_nbytes == 4 ? read_float(stored) : read_half(stored);
    const int32_t high = fifth ? (int32_t)read_32(high_bits) : 0;
    const int center = offset_nbytes ? 0 : fifth ? 16 : 8, half = elements / 2;
    for (int upper = 0; upper < 2; upper++)
        for (int i = 0; i < half; i++) {
            int element = interleaved ? 2 * i + upper : half * upper + i;
            int code = (packed[i] >> 4 * upper & 15) | (high >> element & 1) << 4;
            float scaled = (float)(code - center) * scale;
            out[element] = offset_nbytes ? scaled + offset : scaled; /* -0 + 0 would be another number */
        }
}
#define NIBBLES(NAME, ELEMENTS, SCALE, OFFSET, FIFTH, INTERLEAVED) \
    DECODER(NAME, SCALE + OFFSET + FIFTH * 4 + ELEMENTS / 2, ELEMENTS, 0, \
            nibbles(block, ELEMENTS, SCALE, OFFSET, FIFTH, INTERLEAVED, out))
NIBBLES(q4_0, 32, 2, 0, 0, 0)
NIBBLES(q4_1, 32, 2, 2, 0, 0)
NIBBLES(q5_0, 32, 2, 0, 1, 0)
NIBBLES(q5_1, 32, 2, 2, 1, 0)
NIBBLES(q4_0_ggjt1, 32, 4, 0, 0, 1)
NIBBLES(q4_1_ggjt1, 32, 4, 4, 0, 1)
NIBBLES(q4_2_ggjt1, 16, 2, 0, 0, 1)
NIBBLES(q4_3_ggjt1, 16, 2, 2, 0, 1)
NIBBLES(q5_0_ggjt1, 32, 2, 0, 1, 1)
NIBBLES(q5_1_ggjt1, 32, 2, 2, 1, 1)
NIBBLES(q4_0_ggjt2, 32, 4, 0, 0, 0)
NIBBLES(q4_1_ggjt2, 32, 4, 4, 0, 0)

struct q8_0 { uint8_t d[2]; int8_t qs[32]; };
struct q8_0_ggjt2 { uint8_t d[4]; int8_t qs[32]; };
struct q8_1 { uint8_t d[2], s[2]; int8_t qs[32]; };
struct q8_k { uint8_t d[4]; int8_t qs[SUPER]; uint8_t bsums[32]; };
#define EIGHT_BITS(NAME, ELEMENTS, READ) \
    DECODER(NAME, sizeof(struct NAME), ELEMENTS, 0, \
            scale_into(out, ((const struct NAME *)block)->qs, ELEMENTS, READ(((const struct NAME *)block)->d)))
EIGHT_BITS(q8_0, 32, read_half)
EIGHT_BITS(q8_0_ggjt2, 32, read_float)
EIGHT_BITS(q8_1, 32, read_half)
EIGHT_BITS(q8_k, SUPER, read_float)

struct q1_0 { uint8_t d[2], qs[16]; };
INLINE void q1_0(const struct q1_0 *block, float *restrict out)
{
    const float scale = read_half(block->d);
    int8_t codes[128];
    for (int i = 0; i < 16; i++)
        for (int bit = 0; bit < 8; bit++) codes[8 * i + bit] = (int8_t)((block->qs[i] >> bit & 1) * 2 - 1);
    scale_into(out, codes, 128, scale);
}
DECODER(q1_0, sizeof(struct q1_0), 128, 0, q1_0(block, out))

struct tq1_0 { uint8_t qs[48], qh[4], d[2]; };

/* Digits of base 3, the first ones of `size` bytes, then the second ones, ...: see _tq1_0 in ggml_decoding.py. */
INLINE void ternary(const uint8_t *packed, int size, int digits, float scale, float *restrict out)
{
    static const uint8_t powers[] = {1, 3, 9, 27, 81};
    for (int digit = 0; digit < digits; digit++)
        for (int i = 0; i < size; i++) {
            uint8_t fraction = (uint8_t)(packed[i] * powers[digit]);
            out[digit * size + i] = (float)((fraction * 3 >> 8) - 1) * scale;
        }
}

INLINE void tq1_0(const struct tq1_0 *block, float *restrict out)
{
    const float scale = read_half(block->d);
    ternary(block->qs, 32, 5, scale, out);
    ternary(block->qs + 32, 16, 5, scale, out + 160);
    ternary(block->qh, 4, 4, scale, out + 240);
}
DECODER(tq1_0, sizeof(struct tq1_0), SUPER, 0, tq1_0(block, out))

/* Codes of 2 bits: the lowest of 32 bytes, then the next ones, ..., and 32 bytes after those. */
INLINE void unpack_pairs(const uint8_t *packed, int8_t *restrict codes)
{
    for (int half = 0; half < 2; half++)
        for (int pair = 0; pair < 4; pair++)
            for (int i = 0; i < 32; i++)
                codes[128 * half + 32 * pair + i] = (int8_t)(packed[32 * half + i] >> 2 * pair & 3);
}

struct tq2_0 { uint8_t qs[64], d[2]; };
INLINE void tq2_0(const struct tq2_0 *block, float *restrict out)
{
    int8_t codes[SUPER];
    unpack_pairs(block->qs, codes);
    for (int i = 0; i < SUPER; i++) codes[i] = (int8_t)(codes[i] - 1);
    scale_into(out, codes, SUPER, read_half(block->d));
}
DECODER(tq2_0, sizeof(struct tq2_0), SUPER, 0, tq2_0(block, out))

/* K types. */

struct q2_k { uint8_t scales[16], qs[64], d[2], dmin[2]; };
INLINE void q2_k(const struct q2_k *block, float *restrict out)
{
    const float scale = read_half(block->d), offset = -read_half(block->dmin);
    int8_t codes[SUPER];
    unpack_pairs(block->qs, codes);
    for (int i = 0; i < 16; i++)
        scale_and_add_into(out + 16 * i, codes + 16 * i, 16, scale * (float)(block->scales[i] & 15),
                           offset * (float)(block->scales[i] >> 4));
}
DECODER(q2_k, sizeof(struct q2_k), SUPER, 0, q2_k(block, out))

struct q3_k { uint8_t hmask[32], qs[64], scales[12], d[2]; };
INLINE void q3_k(const struct q3_k *block, float *restrict out)
{
    const float scale = read_half(block->d);
    int8_t codes[SUPER];
    unpack_pairs(block->qs, codes);
    for (int bit = 0; bit < 8; bit++)
        for (int i = 0; i < 32; i++)
            codes[32 * bit + i] = (int8_t)(codes[32 * bit + i] + (block->hmask[i] >> bit & 1) * 4 - 4);
    for (int i = 0; i < 16; i++) {
        int low = block->scales[i & 7] >> (i < 8 ? 0 : 4) & 15, high = block->scales[8 + (i & 3)] >> 2 * (i >> 2) & 3;
        scale_into(out + 16 * i, codes + 16 * i, 16, scale * (float)((low | high << 4) - 32));
    }
}
DECODER(q3_k, sizeof(struct q3_k), SUPER, 0, q3_k(block, out))

/* The scale and the offset of run `i` of 32 elements of Q4_K and Q5_K: see _scales_and_offsets in ggml_decoding.py. */
INLINE void scale_codes(const uint8_t *packed, int i, int *scale, int *minimum)
{
    if (i < 4) {
        *scale = packed[i] & 63, *minimum = packed[4 + i] & 63;
    } else {
        *scale = (packed[4 + i] & 15) | (packed[i - 4] >> 2 & 48);
        *minimum = packed[4 + i] >> 4 | (packed[i] >> 2 & 48);
    }
}

INLINE void scale_runs(const uint8_t *d, const uint8_t *dmin, const uint8_t *packed, const int8_t *codes,
                       float *restrict out)
{
    const float scale = read_half(d), offset = -read_half(dmin);
    for (int i = 0; i < 8; i++) {
        int factor, minimum;
        scale_codes(packed, i, &factor, &minimum);
        scale_and_add_into(out + 32 * i, codes + 32 * i, 32, scale * (float)factor, offset * (float)minimum);
    }
}

/* Codes of 4 bits: the low halves of 32 bytes, then the high ones, four times. */
INLINE void unpack_halves(const uint8_t *packed, int8_t *restrict codes)
{
    for (int run = 0; run < 4; run++)
        for (int i = 0; i < 32; i++) {
            codes[64 * run + i] = (int8_t)(packed[32 * run + i] & 15);
            codes[64 * run + 32 + i] = (int8_t)(packed[32 * run + i] >> 4);
        }
}

struct q4_k { uint8_t d[2], dmin[2], scales[12], qs[128]; };
INLINE void q4_k(const struct q4_k *block, float *restrict out)
{
    int8_t codes[SUPER];
    unpack_halves(block->qs, codes);
    scale_runs(block->d, block->dmin, block->scales, codes, out);
}
DECODER(q4_k, sizeof(struct q4_k), SUPER, 0, q4_k(block, out))

struct q5_k { uint8_t d[2], dmin[2], scales[12], qh[32], qs[128]; };
INLINE void q5_k(const struct q5_k *block, float *restrict out)
{
    int8_t codes[SUPER];
    unpack_halves(block->qs, codes);
    for (int bit = 0; bit < 8; bit++)
        for (int i = 0; i < 32; i++)
            codes[32 * bit + i] = (int8_t)(codes[32 * bit + i] + (block->qh[i] >> bit & 1) * 16);
    scale_runs(block->d, block->dmin, block->scales, codes, out);
}
DECODER(q5_k, sizeof(struct q5_k), SUPER, 0, q5_k(block, out))

struct q6_k { uint8_t ql[128], qh[64]; int8_t scales[16]; uint8_t d[2]; };
INLINE void q6_k(const struct q6_k *block, float *restrict out)
{
    const float scale = read_half(block->d);
    int8_t codes[SUPER];
    for (int half = 0; half < 2; half++) {
        const uint8_t *low = block->ql + 64 * half, *high = block->qh + 32 * half;
        for (int run = 0; run < 4; run++)
            for (int i = 0; i < 32; i++) {
                int code = (low[32 * (run & 1) + i] >> (run < 2 ? 0 : 4) & 15) | (high[i] >> 2 * run & 3) << 4;
                codes[128 * half + 32 * run + i] = (int8_t)(code - 32);
            }
    }
    for (int i = 0; i < 16; i++) scale_into(out + 16 * i, codes + 16 * i, 16, scale * (float)block->scales[i]);
}
DECODER(q6_k, sizeof(struct q6_k), SUPER, 0, q6_k(block, out))

/* Codes of 4 bits that stand for levels. */

/* The levels of the low halves of `size` bytes, then of the high ones. */
INLINE void levels_into(float *restrict out, const int8_t levels[16], const uint8_t *packed, int size, float scale)
{
    int8_t codes[32];
    for (int i = 0; i < size; i++) {
        codes[i] = levels[packed[i] & 15];
        codes[size + i] = levels[packed[i] >> 4];
    }
    scale_into(out, codes, 2 * size, scale);
}

struct levels { int8_t levels[16]; };
/* What stands for a scale is a code, too. */
struct scaled_levels { int8_t levels[16]; uint8_t scales[256][4]; };

struct iq4_nl { uint8_t d[2], qs[16]; };
INLINE void iq4_nl(const struct iq4_nl *block, const struct levels *tables, float *restrict out)
{
    levels_into(out, tables->levels, block->qs, 16, read_half(block->d));
}
DECODER(iq4_nl, sizeof(struct iq4_nl), 32, sizeof(struct levels), iq4_nl(block, tables, out))

struct iq4_xs { uint8_t d[2], scales_h[2], scales_l[4], qs[128]; };
INLINE void iq4_xs(const struct iq4_xs *block, const struct levels *tables, float *restrict out)
{
    const float scale = read_half(block->d);
    const int high = read_16(block->scales_h);
    for (int i = 0; i < 8; i++) {
        int code = (block->scales_l[i / 2] >> 4 * (i & 1) & 15) | (high >> 2 * i & 3) << 4;
        levels_into(out + 32 * i, tables->levels, block->qs + 16 * i, 16, scale * (float)(code - 32));
    }
}
DECODER(iq4_xs, sizeof(struct iq4_xs), SUPER, sizeof(struct levels), iq4_xs(block, tables, out))

struct mxfp4 { uint8_t e, qs[16]; };
INLINE void mxfp4(const struct mxfp4 *block, const struct scaled_levels *tables, float *restrict out)
{
    levels_into(out, tables->levels, block->qs, 16, read_float(tables->scales[block->e]));
}
DECODER(mxfp4, sizeof(struct mxfp4), 32, sizeof(struct scaled_levels), mxfp4(block, tables, out))

struct nvfp4 { uint8_t d[4], qs[32]; };
INLINE void nvfp4(const struct nvfp4 *block, const struct scaled_levels *tables, float *restrict out)
{
    for (int i = 0; i < 4; i++)
        levels_into(out + 16 * i, tables->levels, block->qs + 8 * i, 8, read_float(tables->scales[block->d[i]]));
}
DECODER(nvfp4, sizeof(struct nvfp4), 64, sizeof(struct scaled_levels), nvfp4(block, tables, out))

/* IQ types: each code is the number of a point of a grid, and another that of the signs of eight elements. */

struct even_grid_256 { int8_t points[256][8], signs[128][8]; };
struct even_grid_512 { int8_t points[512][8], signs[128][8]; };
struct grid_1024 { int8_t points[1024][8], signs[256][8]; };
struct even_quarters_256 { int8_t points[256][4], signs[128][8]; };
struct quarters_512 { int8_t points[512][4], signs[256][8]; };
/* The points have their shift and no signs. */
struct shifted_grid { int8_t points[4096][8]; };

/* The elements of a super-block with what their signs are; those of `size` elements have a scale. */
INLINE void signed_into(float *restrict out, const int8_t *points, const int8_t *signs, const float *scales, int size)
{
    for (int run = 0; run < SUPER / size; run++)
        for (int i = size * run; i < size * (run + 1); i++)
            out[i] = (float)(int8_t)(points[i] * signs[i]) * scales[run];
}

/* The scales of 16 elements each that IQ2_XS and IQ2_S have. */
INLINE void scales_of_16(const uint8_t *d, const uint8_t *packed, float *restrict scales)
{
    const float scale = read_half(d);
    for (int i = 0; i < 16; i++) scales[i] = scale * ((float)(packed[i / 2] >> 4 * (i & 1) & 15) + 0.5f) * 0.25f;
}

struct iq2_xxs { uint8_t d[2], qs[64]; };
INLINE void iq2_xxs(const struct iq2_xxs *block, const struct even_grid_256 *tables, float *restrict out)
{
    const float scale = read_half(block->d);
    int8_t points[SUPER], signs[SUPER];
    float scales[8];
    for (int i = 0; i < 8; i++) {
        uint32_t codes = read_32(block->qs + 8 * i), word = read_32(block->qs + 8 * i + 4);
        scales[i] = scale * ((float)(word >> 28) + 0.5f) * 0.25f;
        for (int part = 0; part < 4; part++) {
            memcpy(points + 32 * i + 8 * part, tables->points[codes >> 8 * part & 255], 8);
            memcpy(signs + 32 * i + 8 * part, tables->signs[word >> 7 * part & 127], 8);
        }
    }
    signed_into(out, points, signs, scales, 32);
}
DECODER(iq2_xxs, sizeof(struct iq2_xxs), SUPER, sizeof(struct even_grid_256), iq2_xxs(block, tables, out))

struct iq2_xs { uint8_t d[2], qs[64], scales[8]; };
INLINE void iq2_xs(const struct iq2_xs *block, const struct even_grid_512 *tables, float *restrict out)
{
    int8_t points[SUPER], signs[SUPER];
    float scales[16];
    scales_of_16(block->d, block->scales, scales);
    for (int i = 0; i < 32; i++) {
        int code = read_16(block->qs + 2 * i);
        memcpy(points + 8 * i, tables->points[code & 511], 8);
        memcpy(signs + 8 * i, tables->signs[code >> 9], 8);
    }
    signed_into(out, points, signs, scales, 16);
}
DECODER(iq2_xs, sizeof(struct iq2_xs), SUPER, sizeof(struct even_grid_512), iq2_xs(block, tables, out))

struct iq2_s { uint8_t d[2], qs[32], signs[32], qh[8], scales[8]; };
INLINE void iq2_s(const struct iq2_s *block, const struct grid_1024 *tables, float *restrict out)
{
    int8_t points[SUPER], signs[SUPER];
    float scales[16];
    scales_of_16(block->d, block->scales, scales);
    for (int i = 0; i < 32; i++) {
        int high = block->qh[i / 4] >> 2 * (i & 3) & 3;
        memcpy(points + 8 * i, tables->points[block->qs[i] | high << 8], 8);
        memcpy(signs + 8 * i, tables->signs[block->signs[i]], 8);
    }
    signed_into(out, points, signs, scales, 16);
}
DECODER(iq2_s, sizeof(struct iq2_s), SUPER, sizeof(struct grid_1024), iq2_s(block, tables, out))

struct iq3_xxs { uint8_t d[2], qs[64], scales[32]; };
INLINE void iq3_xxs(const struct iq3_xxs *block, const struct even_quarters_256 *tables, float *restrict out)
{
    const float scale = read_half(block->d);
    int8_t points[SUPER], signs[SUPER];
    float scales[8];
    for (int i = 0; i < 64; i++) memcpy(points + 4 * i, tables->points[block->qs[i]], 4);
    for (int i = 0; i < 8; i++) {
        uint32_t word = read_32(block->scales + 4 * i);
        scales[i] = scale * ((float)(word >> 28) + 0.5f) * 0.5f;
        for (int part = 0; part < 4; part++)
            memcpy(signs + 32 * i + 8 * part, tables->signs[word >> 7 * part & 127], 8);
    }
    signed_into(out, points, signs, scales, 32);
}
DECODER(iq3_xxs, sizeof(struct iq3_xxs), SUPER, sizeof(struct even_quarters_256), iq3_xxs(block, tables, out))

struct iq3_s { uint8_t d[2], qs[64], qh[8], signs[32], scales[4]; };
INLINE void iq3_s(const struct iq3_s *block, const struct quarters_512 *tables, float *restrict out)
{
    const float scale = read_half(block->d);
    int8_t points[SUPER], signs[SUPER];
    float scales[8];
    for (int i = 0; i < 64; i++) {
        int high = block->qh[i / 8] >> (i & 7) & 1;
        memcpy(points + 4 * i, tables->points[block->qs[i] | high << 8], 4);
    }
    for (int i = 0; i < 32; i++) memcpy(signs + 8 * i, tables->signs[block->signs[i]], 8);
    for (int i = 0; i < 8; i++) scales[i] = scale * (float)((block->scales[i / 2] >> 4 * (i & 1) & 15) * 2 + 1);
    signed_into(out, points, signs, scales, 32);
}
DECODER(iq3_s, sizeof(struct iq3_s), SUPER, sizeof(struct quarters_512), iq3_s(block, tables, out))

struct iq1_s { uint8_t d[2], qs[32], qh[16]; };
INLINE void iq1_s(const struct iq1_s *block, const struct shifted_grid *tables, float *restrict out)
{
    const float scale = read_half(block->d) / 8;
    int8_t points[SUPER];
    for (int i = 0; i < 32; i++) {
        int high = read_16(block->qh + i / 4 * 2), upper = (high >> 3 * (i & 3) & 7) | (high >> 12 & 8);
        memcpy(points + 8 * i, tables->points[block->qs[i] | upper << 8], 8);
    }
    for (int i = 0; i < 8; i++) {
        int high = read_16(block->qh + 2 * i);
        scale_into(out + 32 * i, points + 32 * i, 32, scale * (float)((high >> 12 & 7) * 2 + 1));
    }
}
DECODER(iq1_s, sizeof(struct iq1_s), SUPER, sizeof(struct shifted_grid), iq1_s(block, tables, out))

struct iq1_m { uint8_t qs[32], qh[16], scales[8]; };
INLINE void iq1_m(const struct iq1_m *block, const struct shifted_grid *tables, float *restrict out)
{
    int8_t points[SUPER];
    uint32_t bits = 0;
    for (int i = 0; i < 32; i++) {
        int upper = block->qh[i / 2] >> 4 * (i & 1) & 15;
        memcpy(points + 8 * i, tables->points[block->qs[i] | upper << 8], 8);
    }
    for (int i = 0; i < 4; i++) bits |= (uint32_t)(read_16(block->scales + 2 * i) >> 12) << 4 * i;
    const float scale = half_of_bits(bits) / 8;
    for (int i = 0; i < 16; i++) {
        int code = read_16(block->scales + i / 4 * 2) >> 3 * (i & 3) & 7;
        scale_into(out + 16 * i, points + 16 * i, 16, scale * (float)(code * 2 + 1));
    }
}
DECODER(iq1_m, sizeof(struct iq1_m), SUPER, sizeof(struct shifted_grid), iq1_m(block, tables, out))
