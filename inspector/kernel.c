/* The loops that statistics spend their time in. inspector/kernel.py loads this where it could be compiled, checks what it
 * hands over, and everything works without it, too: numpy gives the same results to the last bit, later.
 *
 * What holds for every function:
 * - `values` are `count` numbers of one `type`, side by side and aligned; they are only read.
 * - The caller owns all memory and has made it as large as the comment says. Whatever the values are, NaN included, no
 *   place outside of that is touched: where a value decides on a place, the place is bounded here.
 * - Nothing is allocated, kept between calls or called back: any number of threads may be in here.
 *
 * Floats are worked on as doubles, a row at a time: in the first cache, and by loops that compilers turn into vectors.
 * Those are made for several generations of processors, and the one that fits is taken when the library is loaded.
 */
#include <float.h>
#include <math.h>

#include "kernel.h"

/* Of what the functions take and give, those of other files included; inspector/kernel.py expects this number. */
#define INTERFACE 4

enum type { FLOAT32, FLOAT64, INT32, UINT32, INT64, UINT64 };

/* Numbers that are worked on together, and the lanes that sums have; inspector/analysis/moments.py adds up as many. */
#define ROW 512

/* Size of a table that has a place for each 16-bit number. */
#define WORDS 65536

EXPORTED int kernel_interface(void) { return INTERFACE; }

INLINE size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

INLINE int is_finite(double value) { return fabs(value) <= DBL_MAX; }

/* Lanes that the least and the greatest are looked for in, so that they are in memory once in ROW / LANES times. */
#define LANES 64

/* What kinds of numbers there are. `kinds`, 4 numbers: NaN, infinities, negative infinities, zeros; they are added to.
 * `range`, 2 numbers of the values' own type: the least and the greatest finite one, or `least` and `greatest` as they are
 * given, where no value is finite. */
#define SURVEY(NAME, T, LOWEST, HIGHEST) \
    EXPORTED FOR_EACH_PROCESSOR void NAME(const T *values, size_t count, int64_t *kinds, T *range) \
    { \
        T low[LANES], high[LANES]; \
        for (size_t i = 0; i < LANES; i++) low[i] = HIGHEST, high[i] = LOWEST; \
        for (size_t start = 0; start < count; start += ROW) { \
            const T *row = values + start; \
            size_t size = smaller(ROW, count - start); \
            int others = 0, zeros = 0; \
            for (size_t i = 0; i < size; i++) { \
                others += !(row[i] - row[i] == 0); /* NaN and infinities; no integers */ \
                zeros += row[i] == 0; \
            } \
            kinds[3] += zeros; \
            if (!others && size == ROW) { \
                for (size_t i = 0; i < LANES; i++) { \
                    T least = low[i], greatest = high[i]; \
                    for (size_t way = 0; way < ROW; way += LANES) { \
                        T value = row[way + i]; \
                        least = value < least ? value : least; \
                        greatest = value > greatest ? value : greatest; \
                    } \
                    low[i] = least, high[i] = greatest; \
                } \
                continue; \
            } \
            int nan = 0, above = 0; \
            for (size_t first = 0; first < size; first += LANES) { \
                size_t lanes = smaller(LANES, size - first); \
                for (size_t i = 0; i < lanes; i++) { \
                    T value = row[first + i]; \
                    int finite = value - value == 0; \
                    nan += value != value; \
                    above += !finite && value > 0; \
                    low[i] = finite && value < low[i] ? value : low[i]; \
                    high[i] = finite && value > high[i] ? value : high[i]; \
                } \
            } \
            kinds[0] += nan, kinds[1] += above, kinds[2] += others - nan - above; \
        } \
        range[0] = HIGHEST, range[1] = LOWEST; \
        for (size_t i = 0; i < LANES; i++) { \
            range[0] = low[i] < range[0] ? low[i] : range[0]; \
            range[1] = high[i] > range[1] ? high[i] : range[1]; \
        } \
    }
SURVEY(kernel_survey_float32, float, -INFINITY, INFINITY)
SURVEY(kernel_survey_float64, double, -INFINITY, INFINITY)
SURVEY(kernel_survey_int32, int32_t, INT32_MIN, INT32_MAX)
SURVEY(kernel_survey_uint32, uint32_t, 0, UINT32_MAX)
SURVEY(kernel_survey_int64, int64_t, INT64_MIN, INT64_MAX)
SURVEY(kernel_survey_uint64, uint64_t, 0, UINT64_MAX)

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

/* A row of numbers, or `ways` rows of them, each lane in their order. What is not finite adds nothing. */
INLINE void add_rows(const void *values, int type, size_t start, size_t size, int ways, int all_finite, double center,
                     double *restrict sums, double *restrict squares)
{
    for (size_t i = 0; i < size; i++) {
        double sum = sums[i], square = squares[i];
        for (int way = 0; way < ways; way++) {
            double value = number(values, type, start + (size_t)way * ROW + i);
            double difference = all_finite || is_finite(value) ? value - center : 0;
            sum += difference;
            square += difference * difference;
        }
        sums[i] = sum, squares[i] = square;
    }
}

INLINE int64_t count_finite(const void *values, int type, size_t start, size_t size)
{
    int32_t finite = 0; /* as wide as most numbers, which the compiler likes */
    for (size_t i = 0; i < size; i++) {
        if (type == FLOAT32)
            finite += fabsf(((const float *)values)[start + i]) <= FLT_MAX;
        else
            finite += is_finite(number(values, type, start + i));
    }
    return finite;
}

INLINE int64_t moments(const void *values, int type, size_t count, int all_finite, double center, double *restrict sums,
                       double *restrict squares)
{
    int64_t finite = 0;
    size_t start = 0;
    for (; start + 4 * ROW <= count; start += 4 * ROW) {
        finite += all_finite ? 4 * ROW : count_finite(values, type, start, 4 * ROW);
        add_rows(values, type, start, ROW, 4, all_finite, center, sums, squares);
    }
    for (; start < count; start += ROW) {
        size_t size = smaller(ROW, count - start);
        finite += all_finite ? (int64_t)size : count_finite(values, type, start, size);
        add_rows(values, type, start, size, 1, all_finite, center, sums, squares);
    }
    return finite;
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

/* Sums of what the finite values differ from `center`, and of its squares, in lanes: value i is added to lane i % ROW.
 * `sums` and `squares`, ROW numbers each, are added to. Returns how many values are finite; `all_finite` saves asking. */
EXPORTED FOR_EACH_PROCESSOR int64_t kernel_moments(const void *values, int type, size_t count, int all_finite,
                                                   double center, double *sums, double *squares)
{
#define CALL(TYPE) \
    return all_finite ? moments(values, TYPE, count, 1, center, sums, squares) \
                      : moments(values, TYPE, count, 0, center, sums, squares)
    FOR_TYPE(CALL)
#undef CALL
    return 0;
}

/* Bins of one width; see Binning in inspector/analysis/histogram.py, which has checked that the position of a value of bin i
 * rounds down to i or i - 1, and with `margin` added to i or i + 1: in arithmetic of floats if it is `single`, which is for
 * floats alone, else of doubles. */
struct bins {
    double start, scale, margin;
    const double *edges; /* count + 1 */
    int64_t count;       /* at least 1 */
    int32_t single;
    int32_t all_inside; /* whether no value is outside the edges or not finite, so that nobody need ask */
};

/* Numbers whose bins are computed while those before them are counted, which keeps other parts of a processor busy: as many as
 * it sees at once. */
#define CHUNK 32

/* The bin of each value of a chunk, or the one before, as places in a table: bin i begins at edge i, and has the place i + 1.
 * They are bounded whatever the value is; NaN is in the first. Returns whether any may be in the bin behind. */
#define LOCATE(NAME, T) \
    INLINE int32_t NAME(const void *values, int type, size_t start, size_t size, const struct bins *bins, \
                        int32_t *restrict place) \
    { \
        const T from = (T)bins->start, scale = (T)bins->scale, margin = (T)bins->margin, last = (T)(bins->count - 1); \
        int32_t differs = 0; \
        for (size_t i = 0; i < size; i++) { \
            T position = ((T)number(values, type, start + i) - from) * scale; \
            position = position > 0 ? position : 0; \
            position = position < last ? position : last; \
            differs |= (int32_t)position ^ (int32_t)(position + margin); \
            place[i] = (int32_t)position + 1; \
        } \
        return differs; \
    }
LOCATE(locate_floats, float)
LOCATE(locate_doubles, double)

/* Those of a chunk are compared with the edge behind their bin. That of the last bin is inside it. */
INLINE void decide(const void *values, int type, size_t start, size_t size, const struct bins *bins,
                   int32_t *restrict place)
{
    for (size_t i = 0; i < size; i++)
        if (place[i] < bins->count) place[i] += number(values, type, start + i) >= bins->edges[place[i]];
}

/* Those of a chunk that are in no bin get the place of what is below, above, or not finite. */
INLINE void sort_out(const void *values, int type, size_t start, size_t size, const struct bins *bins,
                     int32_t *restrict place)
{
    const double first = bins->edges[0], end = bins->edges[bins->count];
    const int32_t above = (int32_t)bins->count + 1;
    int32_t misses = 0;
    for (size_t i = 0; i < size; i++) {
        double value = number(values, type, start + i);
        misses += !(value >= first && value <= end);
    }
    for (size_t i = 0; misses && i < size; i++) {
        double value = number(values, type, start + i);
        int32_t outside = value < first ? 0 : above;
        outside = is_finite(value) ? outside : above + 1;
        place[i] = value >= first && value <= end ? place[i] : outside;
    }
}

INLINE void place_chunk(const void *values, int type, int single, size_t start, size_t size, const struct bins *bins,
                        int32_t *restrict place)
{
    int32_t differs = single ? locate_floats(values, type, start, size, bins, place)
                             : locate_doubles(values, type, start, size, bins, place);
    if (differs) decide(values, type, start, size, bins, place);
    if (!bins->all_inside) sort_out(values, type, start, size, bins, place);
}

INLINE void count_chunk(const int32_t *place, size_t size, uint32_t *tables, size_t table_size)
{
    uint32_t *second = tables + table_size, *third = second + table_size, *fourth = third + table_size;
    for (size_t i = 0; i + 4 <= size; i += 4) {
        tables[place[i]]++;
        second[place[i + 1]]++;
        third[place[i + 2]]++;
        fourth[place[i + 3]]++;
    }
    for (size_t i = size & ~(size_t)3; i < size; i++) tables[place[i]]++;
}

INLINE void bin(const void *values, int type, int single, size_t count, const struct bins *bins, uint32_t *tables)
{
    const size_t table_size = (size_t)bins->count + 3;
    int32_t place[CHUNK], next[CHUNK];
    size_t start = 0;

    if (count >= CHUNK) {
        place_chunk(values, type, single, 0, CHUNK, bins, place);
        for (start = CHUNK; start + 2 * CHUNK <= count; start += 2 * CHUNK) {
            place_chunk(values, type, single, start, CHUNK, bins, next);
            count_chunk(place, CHUNK, tables, table_size);
            place_chunk(values, type, single, start + CHUNK, CHUNK, bins, place);
            count_chunk(next, CHUNK, tables, table_size);
        }
        count_chunk(place, CHUNK, tables, table_size);
    }
    for (; start < count; start += CHUNK) {
        size_t size = smaller(CHUNK, count - start);
        place_chunk(values, type, single, start, size, bins, place);
        count_chunk(place, size, tables, table_size);
    }
}

/* Numbers that are in the first cache while the sums are taken, and still when they are counted. */
#define CACHED (8 * ROW)

/* Where the values are, and the sums of kernel_moments. `tables`, 4 of bins->count + 3 counters, which are added to: below the
 * first edge, in each bin, above the last edge, not finite. Neighbours are counted in different tables, since a counter
 * that was just written to is slow to be read; their sum is what is looked for. Without `sums`, these are left out. */
INLINE int64_t measure(const void *values, int type, int single, size_t itemsize, size_t count, int all_finite,
                       double center, double *sums, double *squares, const struct bins *bins, uint32_t *tables)
{
    int64_t finite = 0;
    for (size_t start = 0; start < count; start += CACHED) {
        const char *part = (const char *)values + start * itemsize;
        size_t size = smaller(CACHED, count - start);
        if (sums && all_finite) finite += moments(part, type, size, 1, center, sums, squares);
        if (sums && !all_finite) finite += moments(part, type, size, 0, center, sums, squares);
        bin(part, type, single, size, bins, tables);
    }
    return finite;
}

EXPORTED FOR_EACH_PROCESSOR int64_t kernel_measure(const void *values, int type, size_t count, int all_finite,
                                                   double center, double *sums, double *squares, const struct bins *bins,
                                                   uint32_t *tables)
{
    if (bins->single && type == FLOAT32)
        return measure(values, FLOAT32, 1, 4, count, all_finite, center, sums, squares, bins, tables);
#define CALL(TYPE) \
    return measure(values, TYPE, 0, TYPE == FLOAT32 || TYPE == INT32 || TYPE == UINT32 ? 4 : 8, count, all_finite, center, \
                   sums, squares, bins, tables)
    FOR_TYPE(CALL)
#undef CALL
    return 0;
}

/* What is known of the values of a cell, or of a column of one. */
struct cell {
    double low, high;
    int64_t finite, nan, all;
};

/* What a cell of a picture shows: the finite value that is farthest from zero, that above it if there are two; its flags are
 * 1 for NaN and 2 for infinities. */
INLINE void close_cell(const struct cell *cell, double *extreme, int64_t *count, uint8_t *flags)
{
    double farthest = cell->high >= -cell->low ? cell->high : cell->low;
    *extreme = cell->finite ? farthest + 0.0 : NAN; /* no -0 */
    *count = cell->finite;
    *flags = (uint8_t)((cell->nan ? 1 : 0) | (cell->all > cell->finite + cell->nan ? 2 : 0));
}

/* The rows [first, stop) of at most ROW columns, each for itself: neighbours are looked at together. */
INLINE void reduce_columns(const void *values, int type, size_t columns, size_t first, size_t stop, size_t start,
                           size_t size, double *restrict low, double *restrict high, int64_t *restrict finite,
                           int64_t *restrict nan)
{
    for (size_t i = 0; i < size; i++) low[i] = INFINITY, high[i] = -INFINITY, finite[i] = nan[i] = 0;
    for (size_t row = first; row < stop; row++)
        for (size_t i = 0; i < size; i++) {
            double value = number(values, type, row * columns + start + i);
            int64_t counts = is_finite(value);
            low[i] = counts && value < low[i] ? value : low[i];
            high[i] = counts && value > high[i] ? value : high[i];
            finite[i] += counts;
            nan[i] += value != value;
        }
}

INLINE void extremes(const void *values, int type, const int64_t *row_starts, size_t cell_rows,
                     const int64_t *column_starts, size_t cell_columns, double *extreme, int64_t *counts, uint8_t *flags)
{
    const size_t columns = (size_t)column_starts[cell_columns];
    double low[ROW], high[ROW];
    int64_t finite[ROW], nan[ROW];
    for (size_t row = 0; row < cell_rows; row++) {
        const size_t first = (size_t)row_starts[row], stop = (size_t)row_starts[row + 1];
        const struct cell empty = {INFINITY, -INFINITY, 0, 0, 0};
        struct cell cell = empty;
        size_t place = row * cell_columns, column = 0;
        for (size_t start = 0; start < columns; start += ROW) {
            size_t size = smaller(ROW, columns - start);
            reduce_columns(values, type, columns, first, stop, start, size, low, high, finite, nan);
            for (size_t i = 0; i < size; i++) {
                cell.low = low[i] < cell.low ? low[i] : cell.low;
                cell.high = high[i] > cell.high ? high[i] : cell.high;
                cell.finite += finite[i], cell.nan += nan[i], cell.all += (int64_t)(stop - first);
                if ((int64_t)(start + i + 1) < column_starts[column + 1]) continue;
                close_cell(&cell, extreme + place, counts + place, flags + place);
                cell = empty;
                place++, column++;
            }
        }
    }
}

/* The cells of a picture; see inspector/analysis/heatmap.py. `values` are rows of a table one after the other. `row_starts`,
 * cell_rows + 1 numbers, say where the rows of cells begin, from 0 on and ascending, and at last how many rows there are;
 * `column_starts` likewise. `extreme`, `counts` of finite values and `flags` have a place for each cell. */
EXPORTED FOR_EACH_PROCESSOR void kernel_extremes(const void *values, int type, const int64_t *row_starts,
                                                 size_t cell_rows, const int64_t *column_starts, size_t cell_columns,
                                                 double *extreme, int64_t *counts, uint8_t *flags)
{
#define CALL(TYPE) \
    extremes(values, TYPE, row_starts, cell_rows, column_starts, cell_columns, extreme, counts, flags); \
    break
    FOR_TYPE(CALL)
#undef CALL
}

/* How often each 8-bit number occurs. `tables`, 8 of 256 counters, as above. */
EXPORTED void kernel_count_bytes(const uint8_t *values, size_t count, uint32_t *tables)
{
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (size_t way = 0; way < 8; way++) tables[way * 256 + values[i + way]]++;
    for (; i < count; i++) tables[values[i]]++;
}

/* How often each 16-bit number occurs. `tables`, 2 of WORDS counters, as above. */
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

/* How often each digit (key - base) >> shift of 16 bits occurs among the finite values; larger ones are not counted.
 * `counts`, WORDS counters, are added to. */
INLINE void count_digits(const void *values, int type, size_t count, uint64_t base, unsigned shift, uint32_t *counts)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t digit = (order_key(values, type, i) - base) >> shift;
        counts[digit & (WORDS - 1)] += (uint32_t)((digit < WORDS) & is_ordered(values, type, i));
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
                                  uint32_t *counts)
{
#define CALL(TYPE) count_digits(values, TYPE, count, base, shift, counts); break
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
