/* The cells of heat maps: the twin of the loops in heatmap.py. What holds for every function is said in kernel.c. */
#include <string.h>

#include "../kernel_numbers.h"

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

/* The same of columns whose values are all finite, which are looked at as integers in their order; else none is, and this is
 * said. */
#define REDUCE_FINITE(NAME, T, S, KEY, IS_FLOAT, INFINITE) \
    INLINE int NAME(const void *values, size_t columns, size_t first, size_t stop, size_t size, double *restrict low, \
                    double *restrict high) \
    { \
        S least[ROW], greatest[ROW], lowest, highest; \
        const S *row = (const S *)values + first * columns; \
        for (size_t i = 0; i < size; i++) least[i] = greatest[i] = KEY(row[i]); \
        for (size_t at = first + 1; at < stop; at++) { \
            row += columns; \
            for (size_t i = 0; i < size; i++) { \
                S key = KEY(row[i]); \
                least[i] = key < least[i] ? key : least[i]; \
                greatest[i] = key > greatest[i] ? key : greatest[i]; \
            } \
        } \
        lowest = least[0], highest = greatest[0]; \
        for (size_t i = 0; IS_FLOAT && i < size; i++) { \
            lowest = least[i] < lowest ? least[i] : lowest; \
            highest = greatest[i] > highest ? greatest[i] : highest; \
        } \
        if (IS_FLOAT && !(lowest > ~INFINITE && highest < INFINITE)) return 0; \
        for (size_t i = 0; i < size; i++) { \
            T ends[2]; \
            S bits[2] = {KEY(least[i]), KEY(greatest[i])}; \
            memcpy(ends, bits, sizeof ends); \
            low[i] = (double)ends[0], high[i] = (double)ends[1]; \
        } \
        return 1; \
    }
REDUCE_FINITE(reduce_finite_float32, float, int32_t, FLOAT_KEY, 1, INFINITE32)
REDUCE_FINITE(reduce_finite_float64, double, int64_t, DOUBLE_KEY, 1, INFINITE64)
REDUCE_FINITE(reduce_int32, int32_t, int32_t, SIGNED_KEY, 0, 0)
REDUCE_FINITE(reduce_uint32, uint32_t, int32_t, UNSIGNED32_KEY, 0, 0)
REDUCE_FINITE(reduce_int64, int64_t, int64_t, SIGNED_KEY, 0, 0)
REDUCE_FINITE(reduce_uint64, uint64_t, int64_t, UNSIGNED64_KEY, 0, 0)

INLINE int reduce_finite(const void *values, int type, size_t columns, size_t first, size_t stop, size_t start, size_t size,
                         double *restrict low, double *restrict high)
{
    const uint32_t *narrow = (const uint32_t *)values + start;
    const uint64_t *wide = (const uint64_t *)values + start;
    switch (type) {
    case FLOAT32: return reduce_finite_float32(narrow, columns, first, stop, size, low, high);
    case FLOAT64: return reduce_finite_float64(wide, columns, first, stop, size, low, high);
    case INT32: return reduce_int32(narrow, columns, first, stop, size, low, high);
    case UINT32: return reduce_uint32(narrow, columns, first, stop, size, low, high);
    case INT64: return reduce_int64(wide, columns, first, stop, size, low, high);
    default: return reduce_uint64(wide, columns, first, stop, size, low, high);
    }
}

INLINE void extremes(const void *values, int type, const int64_t *row_starts, size_t cell_rows,
                     const int64_t *column_starts, size_t cell_columns, double *extreme, int64_t *counts, uint8_t *flags)
{
    const size_t columns = (size_t)column_starts[cell_columns];
    const struct cell empty = {INFINITY, -INFINITY, 0, 0, 0};
    double low[ROW], high[ROW];
    int64_t finite[ROW], nan[ROW];
    for (size_t row = 0; row < cell_rows; row++) {
        const size_t first = (size_t)row_starts[row], stop = (size_t)row_starts[row + 1];
        struct cell cell = empty;
        size_t place = row * cell_columns, column = 0;
        for (size_t start = 0; start < columns; start += ROW) {
            const size_t size = smaller(ROW, columns - start);
            const int all_finite = reduce_finite(values, type, columns, first, stop, start, size, low, high);
            if (!all_finite) reduce_columns(values, type, columns, first, stop, start, size, low, high, finite, nan);
            for (size_t i = 0, end; i < size; i = end) {
                const size_t cell_end = (size_t)column_starts[column + 1] - start;
                const int64_t all = (int64_t)((end = smaller(size, cell_end)) - i) * (int64_t)(stop - first);
                cell.all += all;
                cell.finite += all_finite ? all : 0;
                for (size_t at = i; at < end; at++) {
                    cell.low = low[at] < cell.low ? low[at] : cell.low;
                    cell.high = high[at] > cell.high ? high[at] : cell.high;
                }
                for (size_t at = i; !all_finite && at < end; at++) cell.finite += finite[at], cell.nan += nan[at];
                if (end < cell_end) continue;
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
