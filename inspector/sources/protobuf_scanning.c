/* The fields of a protocol-buffer message, and of the messages in it, as far as nearly all are; inspector/sources/
 * protobuf_levels.py does the same for the others, and says what is wrong. Nothing is read outside of data, whatever it says. */
#include "../kernel.h"

/* What is done with a field, in the lowest bits of an element of wanted; above it is its row or level. */
enum { UNWANTED, PLACE, TEXT, LEVEL };
enum { VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5 };
/* A tag of at most 5 bytes and a number of at most 10. */
enum { MAX_FIELD_HEAD = 15, MAX_TAG_NBYTES = 5, MAX_NUMBER_NBYTES = 10, KIND_BITS = 2, FIELDS_OF_A_ROW = 3 };
#define MAX_NUMBER (((uint64_t)1 << 29) - 1)

/* The number at *at, of which *at is then the end; 0 if it is longer than most bytes, or than 64 bits. */
static int read_varint(const uint8_t *data, int64_t *at, int most, uint64_t *value)
{
    *value = 0;
    for (int count = 0; count < most; count++) {
        uint8_t byte = data[(*at)++];
        if (count == MAX_NUMBER_NBYTES - 1 && byte > 1)
            return 0;
        *value |= (uint64_t)(byte & 0x7F) << 7 * count;
        if (byte < 0x80)
            return 1;
    }
    return 0;
}

static int write_row(uint64_t *row, int64_t name, int kind, uint64_t value, uint64_t size)
{
    row[0] = (uint64_t)name << KIND_BITS | (uint64_t)kind;
    row[1] = value;
    row[2] = size;
    return 1;
}

/* Go through data, which stands at start in its storage, and write rows of a name, a value and a size; how many is returned.
 *
 * wanted has a line of tags for each level, bounds the names of the rows at the begin and the end of each, or -1. state is how
 * deep it is, where in data, then for each depth where the message ends and what level it is. It is left at the first field
 * that is not as nearly all are, or that did not fit. */
EXPORTED int64_t kernel_scan_fields(const uint8_t *data, int64_t nbytes, int64_t start, const int32_t *wanted, int64_t levels,
                                    int64_t tags, const int32_t *bounds, int64_t *state, int64_t most_depth,
                                    uint64_t *rows, int64_t most)
{
    int64_t depth = state[0], position = state[1], count = 0;
    int64_t *around = state + 2;
    while (count < most) {
        int64_t end = around[2 * depth], level = around[2 * depth + 1];
        uint64_t *row = rows + FIELDS_OF_A_ROW * count;
        if (level < 0 || level >= levels)
            break;
        if (position >= end) {
            if (depth == 0)
                break;
            if (bounds[2 * level + 1] >= 0)
                count += write_row(row, bounds[2 * level + 1], PLACE, (uint64_t)(start + end), 0);
            depth--;
            continue;
        }
        if (position < 0 || position > nbytes - MAX_FIELD_HEAD)
            break;
        int64_t at = position;
        uint64_t tag, value, size = 0;
        if (!read_varint(data, &at, MAX_TAG_NBYTES, &tag) || tag >> 3 == 0 || tag >> 3 > MAX_NUMBER)
            break;
        int kind = tag & 7;
        if (kind == FIXED64 || kind == FIXED32) {
            int width = kind == FIXED64 ? 8 : 4;
            value = 0;
            for (int byte = 0; byte < width; byte++)
                value |= (uint64_t)data[at++] << 8 * byte;
        } else if ((kind != VARINT && kind != BYTES) || !read_varint(data, &at, MAX_NUMBER_NBYTES, &value)) {
            break;
        }
        if (at > end)
            break;
        int64_t following = at;
        if (kind == BYTES) {
            size = value;
            if (size > (uint64_t)(end - at))
                break;
            following += (int64_t)size;
            value = (uint64_t)(start + at);
        }
        int32_t found = tag < (uint64_t)tags ? wanted[level * tags + (int64_t)tag] : UNWANTED;
        int what = found & ((1 << KIND_BITS) - 1);
        if (what == LEVEL) {
            level = found >> KIND_BITS;
            if (level >= levels || depth + 1 >= most_depth)
                break;
            depth++;
            around[2 * depth] = following;
            around[2 * depth + 1] = level;
            position = at;
            if (bounds[2 * level] >= 0)
                count += write_row(row, bounds[2 * level], PLACE, value, size);
            continue;
        }
        if (what == TEXT && following > nbytes)
            break;
        if (what != UNWANTED)
            count += write_row(row, found >> KIND_BITS, what, value, size);
        position = following;
    }
    state[0] = depth;
    state[1] = position;
    return count;
}
