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
#include <string.h>

#include "kernel_numbers.h"

/* Of what the functions take and give, those of other files included; inspector/kernel.py expects this number. */
#define INTERFACE 8

EXPORTED int kernel_interface(void) { return INTERFACE; }

/* Lanes that the least and the greatest are looked for in, so that they are in memory once in ROW / LANES times. */
#define LANES 64

/* What kinds of numbers there are. `kinds`, 4 numbers: NaN, infinities, negative infinities, zeros; they are added to.
 * `range`, 2 numbers of the values' own type: the least and the greatest finite one, or the greatest and the least that there
 * is, infinities of floats, where no value is finite.
 *
 * All are looked at as integers in their order, KEY(bits), with ways to see at once whether a row has zeros, or numbers that are
 * not finite; only then these are counted. BITS without the sign are those in MAGNITUDE, INFINITE those of infinity. */
#define SURVEY(NAME, S, U, KEY, IS_FLOAT, MAGNITUDE, INFINITE, LOWEST, HIGHEST) \
    EXPORTED FOR_EACH_PROCESSOR void NAME(const void *values, size_t count, int64_t *kinds, void *range) \
    { \
        S low[LANES], high[LANES]; \
        for (size_t i = 0; i < LANES; i++) low[i] = HIGHEST, high[i] = LOWEST; \
        for (size_t start = 0; start < count; start += ROW) { \
            const S *row = (const S *)values + start; \
            size_t size = smaller(ROW, count - start); \
            if (size == ROW) { \
                S row_low[LANES], row_high[LANES], least = HIGHEST, greatest = LOWEST; \
                U near[LANES], nearest = MAGNITUDE; \
                for (size_t i = 0; i < LANES; i++) { \
                    S first = low[i], last = high[i]; \
                    U smallest = MAGNITUDE; \
                    for (size_t way = 0; way < ROW; way += LANES) { \
                        S bits = row[way + i], key = KEY(bits); \
                        U magnitude = (U)bits & MAGNITUDE; \
                        first = key < first ? key : first; \
                        last = key > last ? key : last; \
                        smallest = magnitude < smallest ? magnitude : smallest; \
                    } \
                    row_low[i] = first, row_high[i] = last, near[i] = smallest; \
                } \
                for (size_t i = 0; i < LANES; i++) { \
                    least = row_low[i] < least ? row_low[i] : least; \
                    greatest = row_high[i] > greatest ? row_high[i] : greatest; \
                    nearest = near[i] < nearest ? near[i] : nearest; \
                } \
                if (!IS_FLOAT || (least > ~INFINITE && greatest < INFINITE)) { \
                    int zeros = 0; \
                    for (size_t i = 0; nearest == 0 && i < ROW; i++) zeros += ((U)row[i] & MAGNITUDE) == 0; \
                    kinds[3] += zeros; \
                    memcpy(low, row_low, sizeof low), memcpy(high, row_high, sizeof high); \
                    continue; \
                } \
            } \
            int above = 0, below = 0, others = 0, zeros = 0; \
            for (size_t first = 0; first < size; first += LANES) { \
                size_t lanes = smaller(LANES, size - first); \
                for (size_t i = 0; i < lanes; i++) { \
                    S bits = row[first + i], key = KEY(bits); \
                    int finite = !IS_FLOAT || (key > ~INFINITE && key < INFINITE); \
                    others += !finite; \
                    above += IS_FLOAT && key == INFINITE; \
                    below += IS_FLOAT && key == ~INFINITE; \
                    zeros += ((U)bits & MAGNITUDE) == 0; \
                    low[i] = finite && key < low[i] ? key : low[i]; \
                    high[i] = finite && key > high[i] ? key : high[i]; \
                } \
            } \
            kinds[0] += others - above - below, kinds[1] += above, kinds[2] += below, kinds[3] += zeros; \
        } \
        for (size_t i = 0; i < LANES; i++) { \
            low[0] = low[i] < low[0] ? low[i] : low[0]; \
            high[0] = high[i] > high[0] ? high[i] : high[0]; \
        } \
        const S ends[2] = {KEY(low[0]), KEY(high[0])}; \
        memcpy(range, ends, sizeof ends); \
    }
SURVEY(kernel_survey_float32, int32_t, uint32_t, FLOAT_KEY, 1, INT32_MAX, INFINITE32, ~INFINITE32, INFINITE32)
SURVEY(kernel_survey_float64, int64_t, uint64_t, DOUBLE_KEY, 1, INT64_MAX, INFINITE64, ~INFINITE64, INFINITE64)
SURVEY(kernel_survey_int32, int32_t, uint32_t, SIGNED_KEY, 0, UINT32_MAX, 0, INT32_MIN, INT32_MAX)
SURVEY(kernel_survey_uint32, int32_t, uint32_t, UNSIGNED32_KEY, 0, UINT32_MAX, 0, INT32_MIN, INT32_MAX)
SURVEY(kernel_survey_int64, int64_t, uint64_t, SIGNED_KEY, 0, UINT64_MAX, 0, INT64_MIN, INT64_MAX)
SURVEY(kernel_survey_uint64, int64_t, uint64_t, UNSIGNED64_KEY, 0, UINT64_MAX, 0, INT64_MIN, INT64_MAX)

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

/* The same, with what the compiler is to know inside of its loops: nothing is subtracted for a center of zero. */
INLINE int64_t moments_about(const void *values, int type, size_t count, int all_finite, double center, double *restrict sums,
                             double *restrict squares)
{
    if (all_finite && center == 0) return moments(values, type, count, 1, 0.0, sums, squares);
    if (all_finite) return moments(values, type, count, 1, center, sums, squares);
    if (center == 0) return moments(values, type, count, 0, 0.0, sums, squares);
    return moments(values, type, count, 0, center, sums, squares);
}

/* Sums of what the finite values differ from `center`, and of its squares, in lanes: value i is added to lane i % ROW.
 * `sums` and `squares`, ROW numbers each, are added to. Returns how many values are finite; `all_finite` saves asking. */
EXPORTED FOR_EACH_PROCESSOR int64_t kernel_moments(const void *values, int type, size_t count, int all_finite,
                                                   double center, double *sums, double *squares)
{
#define CALL(TYPE) return moments_about(values, TYPE, count, all_finite, center, sums, squares)
    FOR_TYPE(CALL)
#undef CALL
    return 0;
}

/* Bins of one width; see Binning in inspector/analysis/histogram.py, which has checked that the position of a value of bin i
 * rounds down to i or i - 1, and with `margin` added to i or i + 1: in arithmetic of floats if it is `single`, which is for
 * floats alone, else of doubles. */
struct bins {
    double start, scale, margin;
    double first, last; /* the least and the greatest number of that arithmetic that is not outside the edges */
    const double *edges; /* count + 1 */
    int64_t count;       /* at least 1 */
    int32_t single;
    int32_t all_inside; /* whether no value is outside the edges or not finite, so that nobody need ask */
};

/* Numbers whose bins are computed while those before them are counted, which keeps other parts of a processor busy: as many as
 * it sees at once. */
#define CHUNK 64

/* Up to so many bins, two numbers are counted at once, by both their bins: there are half as many counters to write to. */
#define PAIRED 256

/* How many numbers are in no bin. */
struct outside {
    int64_t below, above, not_finite;
};

/* The bin of each value of a chunk, or the one before. They are bounded by `mask`, as the values may have changed since they
 * were said to be inside. Returns whether any may be in the bin behind. */
#define LOCATE(NAME, T) \
    INLINE int32_t NAME(const void *values, int type, size_t size, const struct bins *bins, int32_t mask, \
                        int32_t *restrict place) \
    { \
        const T from = (T)bins->start, scale = (T)bins->scale, margin = (T)bins->margin; \
        int32_t differs = 0; \
        for (size_t i = 0; i < size; i++) { \
            T position = ((T)number(values, type, i) - from) * scale; \
            int32_t lower = (int32_t)position; \
            differs |= lower ^ (int32_t)(position + margin); \
            place[i] = lower & mask; \
        } \
        return differs; \
    }
LOCATE(locate_floats, float)
LOCATE(locate_doubles, double)

/* Those of a chunk are compared with the edge behind their bin. That of the last bin is inside it. */
INLINE void decide(const void *values, int type, size_t size, const struct bins *bins, int32_t *restrict place)
{
    const int32_t last = (int32_t)bins->count - 1;
    for (size_t i = 0; i < size; i++)
        if (place[i] < last) place[i] += number(values, type, i) >= bins->edges[place[i] + 1];
}

/* Whether any of a chunk is outside. Those are counted there, and have the first number that is inside in their place in
 * `inside`; the others are there as they are. */
#define REPLACE_OUTSIDE(NAME, T, LARGEST) \
    INLINE int NAME(const void *values, int type, size_t size, const struct bins *bins, struct outside *outside, \
                    T *restrict inside) \
    { \
        const T first = (T)bins->first, last = (T)bins->last; \
        int32_t misses = 0, below = 0, above = 0; \
        for (size_t i = 0; i < size; i++) { \
            T value = (T)number(values, type, i); \
            misses += !(value >= first && value <= last); \
        } \
        if (!misses) return 0; \
        for (size_t i = 0; i < size; i++) { \
            T value = (T)number(values, type, i); \
            below += value < first && value >= -LARGEST; \
            above += value > last && value <= LARGEST; \
            inside[i] = value >= first && value <= last ? value : first; \
        } \
        outside->below += below, outside->above += above, outside->not_finite += misses - below - above; \
        return 1; \
    }
REPLACE_OUTSIDE(replace_floats_outside, float, FLT_MAX)
REPLACE_OUTSIDE(replace_doubles_outside, double, DBL_MAX)

/* The bin of each value of a chunk; 0, which is that of `first`, of those outside. */
#define PLACE(NAME, T, TYPE_OF_T, LOCATE_VALUES, REPLACE_VALUES) \
    INLINE void NAME(const void *values, int type, size_t size, const struct bins *bins, int32_t mask, \
                     struct outside *outside, int32_t *restrict place) \
    { \
        T inside[CHUNK]; \
        if (!bins->all_inside && REPLACE_VALUES(values, type, size, bins, outside, inside)) { \
            if (LOCATE_VALUES(inside, TYPE_OF_T, size, bins, mask, place)) decide(inside, TYPE_OF_T, size, bins, place); \
        } else if (LOCATE_VALUES(values, type, size, bins, mask, place)) { \
            decide(values, type, size, bins, place); \
        } \
    }
PLACE(place_floats, float, FLOAT32, locate_floats, replace_floats_outside)
PLACE(place_doubles, double, FLOAT64, locate_doubles, replace_doubles_outside)

INLINE void place_chunk(const void *values, int type, int single, size_t size, const struct bins *bins, int32_t mask,
                        struct outside *outside, int32_t *restrict place)
{
    if (single)
        place_floats(values, type, size, bins, mask, outside, place);
    else
        place_doubles(values, type, size, bins, mask, outside, place);
}

/* Neighbours are counted in different tables, since a counter that was just written to is slow to be read. */
INLINE void count_chunk(const int32_t *place, int paired, uint32_t *tables, size_t table_size)
{
    uint32_t *second = tables + table_size, *third = second + table_size, *fourth = third + table_size;
    if (paired) {
        int32_t pairs[CHUNK / 2];
        for (size_t i = 0; i < CHUNK / 2; i++) pairs[i] = place[i] * PAIRED + place[CHUNK / 2 + i];
        for (size_t i = 0; i < CHUNK / 2; i += 2) {
            tables[pairs[i]]++;
            second[pairs[i + 1]]++;
        }
        return;
    }
    for (size_t i = 0; i < CHUNK; i += 4) {
        tables[place[i]]++;
        second[place[i + 1]]++;
        third[place[i + 2]]++;
        fourth[place[i + 3]]++;
    }
}

/* What remains behind the chunks is counted by itself, in `counts` of bins. */
INLINE void bin(const char *values, int type, int single, size_t itemsize, size_t count, const struct bins *bins,
                size_t table_size, struct outside *outside, uint32_t *tables, int64_t *counts)
{
    const int paired = bins->count <= PAIRED;
    const int32_t mask = paired ? PAIRED - 1 : (int32_t)table_size - 1;
    const size_t chunks = count / CHUNK;
    int32_t place[2][CHUNK];

    for (size_t chunk = 0; chunk < chunks; chunk++) {
        place_chunk(values + chunk * CHUNK * itemsize, type, single, CHUNK, bins, mask, outside, place[chunk % 2]);
        if (chunk > 0) count_chunk(place[(chunk - 1) % 2], paired, tables, table_size);
    }
    if (chunks > 0) count_chunk(place[(chunks - 1) % 2], paired, tables, table_size);
    for (size_t i = chunks * CHUNK; i < count; i++) {
        place_chunk(values + i * itemsize, type, single, 1, bins, mask, outside, place[0]);
        counts[smaller((size_t)place[0][0], (size_t)bins->count - 1)]++;
    }
}

/* The tables of chunks, added to the `counts` of bins. */
INLINE void add_tables(const uint32_t *tables, int paired, size_t table_size, size_t bins, int64_t *counts)
{
    uint32_t second[PAIRED] = {0};
    if (!paired) {
        for (size_t i = 0; i < bins; i++)
            counts[i] += (int64_t)tables[i] + tables[table_size + i] + tables[2 * table_size + i] + tables[3 * table_size + i];
        return;
    }
    for (size_t row = 0; row < bins; row++) {
        const uint32_t *ones = tables + row * PAIRED, *others = ones + table_size;
        uint32_t first = 0;
        for (size_t i = 0; i < PAIRED; i++) {
            uint32_t both = ones[i] + others[i];
            first += both;
            second[i] += both;
        }
        counts[row] += first;
    }
    for (size_t i = 0; i < bins; i++) counts[i] += second[i];
}

/* Numbers that are in the first cache while the sums are taken, and still when they are counted. */
#define CACHED (8 * ROW)

INLINE void measure(const char *values, int type, int single, size_t itemsize, size_t count, size_t block, int all_finite,
                    double center, double *sums, int64_t *finite, const struct bins *bins, uint32_t *tables,
                    size_t table_size, int64_t *counts)
{
    struct outside outside = {0, 0, 0};
    for (size_t start = 0, size; start < count; start += size) {
        const char *part = values + start * itemsize;
        const size_t at = start / block;
        size = smaller(CACHED, smaller((at + 1) * block, count) - start);
        double *lanes = sums ? sums + at * 2 * ROW : NULL;
        if (sums) finite[at] += kernel_moments(part, type, size, all_finite, center, lanes, lanes + ROW);
        bin(part, type, single, itemsize, size, bins, table_size, &outside, tables, counts + 1);
    }
    add_tables(tables, bins->count <= PAIRED, table_size, (size_t)bins->count, counts + 1);
    counts[0] += outside.below;
    counts[1] -= outside.below + outside.above + outside.not_finite;
    counts[bins->count + 1] += outside.above;
}

/* Where the values are, and the sums of kernel_moments for each `block` of them, at least one: `sums` has ROW sums and
 * ROW squares for each, `finite` a number, and all are added to. Without `sums`, these are left out.
 *
 * `counts`, bins->count + 2 numbers, are added to: below the first edge, in each bin, above the last edge. `tables` is memory to
 * work in: 4 tables of `table_size` counters, which is the least power of two that is no less than bins->count, or 2 tables of
 * PAIRED * PAIRED where these suffice for bins->count. */
EXPORTED FOR_EACH_PROCESSOR void kernel_measure(const void *values, int type, size_t count, size_t block, int all_finite,
                                                double center, double *sums, int64_t *finite, const struct bins *bins,
                                                uint32_t *tables, size_t table_size, int64_t *counts)
{
    if (bins->count <= PAIRED) table_size = PAIRED * PAIRED;
    memset(tables, 0, (bins->count <= PAIRED ? 2 : 4) * table_size * sizeof *tables);
#define MEASURE(TYPE, SINGLE, ITEMSIZE) \
    measure(values, TYPE, SINGLE, ITEMSIZE, count, block, all_finite, center, sums, finite, bins, tables, table_size, counts)
    if (bins->single && type == FLOAT32) {
        MEASURE(FLOAT32, 1, 4);
        return;
    }
#define CALL(TYPE) MEASURE(TYPE, 0, (TYPE == FLOAT32 || TYPE == INT32 || TYPE == UINT32 ? 4 : 8)); break
    FOR_TYPE(CALL)
#undef CALL
#undef MEASURE
}

/* Rows whose differences are in the first cache while they are added up. */
#define ROWS 4

/* The products of a row of values and of their differences, or of `ways` rows, each lane in their order. */
#define ADD_PRODUCTS(NAME, T) \
    INLINE void NAME(const T *values, const T *differences, size_t size, size_t ways, double *restrict aa, \
                     double *restrict ad, double *restrict dd, double *restrict sizes) \
    { \
        for (size_t i = 0; i < size; i++) { \
            double sum_aa = aa[i], sum_ad = ad[i], sum_dd = dd[i], sum_sizes = sizes[i]; \
            for (size_t way = 0; way < ways; way++) { \
                double value = values[way * ROW + i], difference = differences[way * ROW + i]; \
                sum_aa += value * value; \
                sum_ad += value * difference; \
                sum_dd += difference * difference; \
                sum_sizes += fabs(difference); \
            } \
            aa[i] = sum_aa, ad[i] = sum_ad, dd[i] = sum_dd, sizes[i] = sum_sizes; \
        } \
    }
ADD_PRODUCTS(add_products_of_floats, float)
ADD_PRODUCTS(add_products_of_doubles, double)

/* How `b` differs from `a`; see inspector/comparing/block_difference.py. `sums`, 4 times ROW lanes, are added to: of the squares
 * of a, of the products of a and the difference, of the squares of the difference, and of its size. `found`, 3 numbers: how many
 * differ, how many by more than atol + rtol |b|, and where the largest difference is first; that is returned, NaN and infinity
 * before all others. */
#define DIFFERENCE(NAME, T, BITS, MAGNITUDE, SIZE, ADD) \
    EXPORTED FOR_EACH_PROCESSOR double NAME(const T *a, const T *b, size_t count, double rtol, double atol, double *sums, \
                                            int64_t *found) \
    { \
        double *restrict aa = sums, *restrict ad = aa + ROW, *restrict dd = ad + ROW, *restrict sizes = dd + ROW; \
        const T relative = (T)rtol, absolute = (T)atol; \
        const int exact = rtol == 0 && atol == 0; \
        BITS farthest = 0; \
        T difference[ROWS * ROW], largest; \
        size_t where = 0; \
        for (size_t start = 0; start < count; start += ROWS * ROW) { \
            const size_t size = smaller(ROWS * ROW, count - start); \
            const T *x = a + start, *y = b + start; \
            BITS most = 0; \
            int differing = 0, outside = 0; \
            for (size_t i = 0; i < size; i++) { \
                BITS bits; \
                difference[i] = y[i] - x[i]; \
                memcpy(&bits, difference + i, sizeof bits); \
                bits &= MAGNITUDE; \
                most = bits > most ? bits : most; \
                differing += bits != 0; \
            } \
            for (size_t i = 0; differing && !exact && i < size; i++) \
                outside += SIZE(difference[i]) > absolute + relative * SIZE(y[i]); \
            if (size == ROWS * ROW) { \
                ADD(x, difference, ROW, ROWS, aa, ad, dd, sizes); \
            } else { \
                for (size_t i = 0; i < size; i += ROW) \
                    ADD(x + i, difference + i, smaller(ROW, size - i), 1, aa, ad, dd, sizes); \
            } \
            found[0] += differing, found[1] += exact ? differing : outside; \
            if (most > farthest) farthest = most, where = start; \
        } \
        for (BITS bits = 0; where < count; where++) { \
            const T gap = b[where] - a[where]; \
            memcpy(&bits, &gap, sizeof bits); \
            if ((bits & MAGNITUDE) == farthest) break; \
        } \
        memcpy(&largest, &farthest, sizeof largest); \
        found[2] = (int64_t)where; \
        return largest; \
    }
DIFFERENCE(kernel_difference_float32, float, uint32_t, INT32_MAX, fabsf, add_products_of_floats)
DIFFERENCE(kernel_difference_float64, double, uint64_t, INT64_MAX, fabs, add_products_of_doubles)

/* Sums of the products of `a` and `b`, and of the squares of `b`, in ROW lanes each, which are added to. */
#define PRODUCTS(NAME, T) \
    EXPORTED FOR_EACH_PROCESSOR void NAME(const T *a, const T *b, size_t count, double *sums) \
    { \
        double *restrict ab = sums, *restrict bb = ab + ROW; \
        for (size_t start = 0; start < count; start += ROW) { \
            const T *x = a + start, *y = b + start; \
            for (size_t i = 0; i < smaller(ROW, count - start); i++) { \
                double other = y[i]; \
                ab[i] += x[i] * other; \
                bb[i] += other * other; \
            } \
        } \
    }
PRODUCTS(kernel_products_float32, float)
PRODUCTS(kernel_products_float64, double)
